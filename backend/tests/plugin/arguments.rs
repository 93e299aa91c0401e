//! Wrong arguments of every command: one sentence that names the field and repeats no value, and never a panic.

use crate::support::{edit, load, test_images, LoadedPlugin};
use hf_image_studio::commands::COMMANDS;
use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{json, Value};

/// A value that is planted into arguments and must be in no answer.
const PLANTED: &str = "planted-9c1f";
const NO_ARGUMENTS: &[&str] = &[
    "health",
    "list",
    "profiles_get",
    "kept_results",
    "library_copies",
    "remove_library_copies",
    "discard_unreadable_files",
];

/// Valid arguments for every command that takes any.
fn valid_arguments(studio: &LoadedPlugin, folder: &tempfile::TempDir) -> Vec<(&'static str, Value)> {
    let (image, mask) = (studio.put(&test_images::png(8, 4)), studio.put(&test_images::mask(8, 4, 3)));
    let file = folder.path().join("picture.png");
    std::fs::write(&file, test_images::png(8, 4)).unwrap();
    let mut request = edit("http://127.0.0.1:9/v1", &image, &mask);
    request["only"] = json!([0]);
    request["allow_everything"] = json!(true);
    request["timeout_ms"] = json!(1_000);
    request["params"] = json!({
        "model": "m", "n": 1, "size": "auto", "quality": "low", "output_format": "jpeg", "output_compression": 5,
        "background": "opaque", "moderation": "low", "input_fidelity": "low", "partial_images": 1,
    });
    let profile = json!({
        "id": "a", "name": "A", "base_url": "http://127.0.0.1:9/v1", "api_mode": "images", "default_model": "m",
        "responses_model": "t", "timeout_s": 60, "auth": "bearer", "query": "a=b", "codex_compat": false,
        "prompt_guard": true, "response_format_b64": false, "stream": false, "partial_images": 1, "image_field": "image",
        "mask_field": "mask", "mask_polarity": "white", "edits_path": "images/edits", "concurrency": 2,
    });
    vec![
        ("put", json!({ "sha256": "a".repeat(64), "size": 4, "offset": 0, "b64": "AAAA" })),
        ("get", json!({ "sha256": image, "offset": 0, "length": 4 })),
        ("submit", json!({ "request": request })),
        ("poll", json!({ "job_id": "job-1", "after": 0 })),
        ("cancel", json!({ "job_id": "job-1" })),
        ("acknowledge", json!({ "job_id": "job-1" })),
        (
            "check_mask",
            json!({
                "image": { "sha256": image, "content_type": "image/png", "file_name": "a.png" },
                "mask": { "sha256": mask }, "allow_everything": false,
            }),
        ),
        ("profile_set", json!({ "profile": profile, "key": "k" })),
        ("profile_remove", json!({ "id": "none" })),
        ("profile_activate", json!({ "id": "a" })),
        ("normalize", json!({ "base_url": "h", "query": "a=b", "api_mode": "images", "edits_path": "images/edits" })),
        ("notify", json!({ "title": "Image Studio", "message": "2 images are ready.", "is_failure": false })),
        ("take_over", json!({ "settings": { "customBaseUrl": "https://h/v1", "apiMode": "images" }, "key": "k" })),
        ("import_file", json!({ "path": file })),
        ("forget_kept_results", json!({ "task_ids": ["task-1"] })),
        ("save_library_copy", json!({ "sha256": image })),
        ("export_file", json!({ "sha256": image, "path": folder.path().join("out.png"), "allow_overwrite": true })),
        ("check_segmentation_model", json!({ "files": { "encoder": file, "decoder": file } })),
        (
            "segment",
            json!({ "files": { "encoder": file, "decoder": file }, "sha256": image, "point": { "x": 1, "y": 2 } }),
        ),
    ]
}

/// Collects the JSON pointers of all values inside `value`.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(n, value)| (n.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in inner {
        let place = format!("{at}/{key}");
        pointers(value, &place, found);
        found.push(place);
    }
}

/// The field path of a JSON pointer: "/request/images/0/sha256" is request.images[0].sha256.
fn field_path(place: &str) -> String {
    let parts = place.trim_start_matches('/').split('/');
    parts.fold(String::new(), |name, part| match part.parse::<usize>() {
        Ok(index) => format!("{name}[{index}]"),
        Err(_) if name.is_empty() => part.into(),
        Err(_) => format!("{name}.{part}"),
    })
}

#[test]
fn these_tests_cover_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let mut here: Vec<&str> = valid_arguments(&studio, &folder)
        .into_iter()
        .map(|(name, _)| name)
        .chain(NO_ARGUMENTS.iter().copied())
        .collect();
    let mut registered: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    here.sort_unstable();
    registered.sort_unstable();
    // The arguments of these two are tested in tests/errands.rs.
    registered.retain(|name| !matches!(*name, "probe" | "fetch_outputs"));
    assert_eq!(here, registered);
}

/// Puts a value of another kind into every place of every command's arguments.
#[test]
fn each_field_of_the_wrong_kind_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    for (command, args) in valid_arguments(&studio, &folder) {
        let error = studio.call(command, json!(PLANTED)).unwrap_err();
        assert_eq!(error["details"]["field"], "The arguments", "{command}");
        let mut all = Vec::new();
        pointers(&args, "", &mut all);
        for place in all {
            let mut wrong = args.clone();
            // Unusable settings of an earlier version are ignored.
            if place == "/settings/apiMode" {
                continue;
            }
            let is_list = args.pointer(&place).unwrap().is_array();
            *wrong.pointer_mut(&place).unwrap() = if is_list { json!({ "x": PLANTED }) } else { json!([PLANTED]) };
            let error = match studio.call(command, wrong) {
                Err(error) => error,
                Ok(answer) => panic!("{command} {place}: {answer}"),
            };
            let name = field_path(&place);
            // This list is refused as a whole.
            let name = if name.contains("only[") { "request.only".into() } else { name };
            assert_eq!(
                (&error["code"], &error["details"]["field"]),
                (&json!("field_invalid"), &json!(name)),
                "{command}"
            );
            let message = error["message"].as_str().unwrap();
            assert!(message.starts_with(&name) && message.ends_with('.') && !message.contains('\n'), "{message}");
            assert!(!error.to_string().contains(PLANTED));
        }
    }
}

/// Leaves out each required field.
#[test]
fn each_missing_field_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let required = [
        ("put", "sha256 size"),
        ("get", "sha256 offset length"),
        ("submit", "request request.request_id request.task_id request.operation request.base_url request.prompt request.params request.params.model request.images.0.sha256 request.images.0.content_type request.mask.sha256"),
        ("poll", "job_id after"),
        ("cancel", "job_id"),
        ("acknowledge", "job_id"),
        ("check_mask", "image image.sha256 image.content_type mask mask.sha256"),
        ("profile_set", "profile profile.id"),
        ("profile_remove", "id"),
        ("profile_activate", ""),
        ("normalize", "base_url"),
        ("notify", "title message is_failure"),
        ("take_over", "settings"),
        ("import_file", "path"),
        ("forget_kept_results", ""),
        ("save_library_copy", "sha256"),
        ("export_file", "sha256 path"),
        ("check_segmentation_model", "files files.encoder files.decoder"),
        ("segment", "files files.encoder files.decoder sha256 point.x point.y"),
    ];
    let all = valid_arguments(&studio, &folder);
    assert_eq!(required.len(), all.len());
    for ((command, fields), (_, args)) in required.into_iter().zip(all) {
        for field in fields.split_whitespace() {
            let place = format!("/{}", field.replace('.', "/"));
            for is_null in [true, false] {
                let mut wrong = args.clone();
                if is_null {
                    *wrong.pointer_mut(&place).unwrap() = Value::Null;
                } else {
                    let (parent, key) = place.rsplit_once('/').unwrap();
                    wrong.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
                }
                let error = studio.call(command, wrong).unwrap_err();
                // Missing fields are reported before an unknown job is.
                assert_eq!(error["details"]["field"], field_path(&place), "{command} {error}");
                assert!(error["message"].as_str().unwrap().ends_with(" is missing."), "{error}");
            }
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    // As a strategy a bare pattern, like any::<String>(), is parsed anew for every sample.
    let (texts, names) = (string_regex("\\PC*").unwrap(), string_regex("[a-z_]{1,8}").unwrap().boxed());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        texts.prop_map(Value::from),
        prop::sample::select(vec![
            "",
            " ",
            "..",
            "\0",
            "https://u:p@h",
            "generate",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "🦊",
            "-1",
            "1e9"
        ])
        .prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(3, 12, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

#[test]
fn no_arguments_make_a_command_panic() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let all = valid_arguments(&studio, &folder);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4);
    let mut runner = TestRunner::new(Config::with_cases(600));
    let strategy = (any::<prop::sample::Index>(), changes, prop::option::weighted(0.1, any_json()));
    let ran = runner.run(&strategy, |(which, changes, whole)| {
        let (command, args) = which.get(&all);
        let mut args = whole.unwrap_or_else(|| args.clone());
        for (at, value) in changes {
            let mut found = Vec::new();
            pointers(&args, "", &mut found);
            // Random paths must not be written on the disk.
            found.retain(|place| place != "/path");
            if let Some(place) = found.get(at.index(found.len().max(1))) {
                *args.pointer_mut(place).unwrap() = value;
            }
        }
        if let Err(error) = studio.call(command, args.clone()) {
            prop_assert_ne!(&error["code"], "internal", "{} {} {}", command, args, error);
            let message = error["message"].as_str().unwrap();
            prop_assert!(message.ends_with('.') && message.len() < 200, "{}", message);
        }
        Ok(())
    });
    ran.unwrap();
    assert!(!studio.log().join("\n").contains("panicked"));
}
