//! A planted key, prompt and image go through success and every kind of failure; then logs, errors and files are searched
//! for them.

use std::path::Path;

use crate::support::provider::{Answer, Provider};
use crate::support::{edit, load, load_with, test_images};
use base64::prelude::{Engine, BASE64_STANDARD};
use serde_json::{json, Value};

const KEY: &str = "sk-planted-8f3a9c-2d71";
const PROMPT: &str = "planted prompt: a lighthouse keeper's secret garden";

/// Path and text of every file below `folder`.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((
                path.display().to_string(),
                String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned(),
            ));
        }
    }
    found
}

/// A refusal that repeats the given text.
fn echo(text: &str) -> Answer {
    Answer::json(400, &json!({ "error": { "message": format!("Refused: {text}"), "code": "bad" } }))
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

/// Checks that the log lines of a request have all documented fields.
fn check_fields(log: &str) {
    let common = "request_id gateway_type gateway_mode api_mode base_url endpoint task_id operation model count reference_count has_mask";
    for (event, more) in [
        ("Info image request started", ""),
        ("Info image request succeeded", "status provider_request_id elapsed_ms output_count asset_count"),
        ("Error image request failed", "error elapsed_ms error_summary output_count asset_count"),
    ] {
        let lines: Vec<&str> = log.lines().filter(|line| line.starts_with(event)).collect();
        assert!(!lines.is_empty(), "{event}: {log}");
        for line in lines {
            for field in common.split(' ').chain(more.split_whitespace()) {
                assert!(line.contains(&format!(" {field}=")), "{field}: {line}");
            }
        }
    }
}

#[test]
fn no_secret_is_written_to_log_errors_or_disk() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let image = test_images::png(8, 4);
    let b64 = BASE64_STANDARD.encode(&image);
    let leaky = {
        let b64 = b64.clone();
        move || json!({ "error": { "message": format!("Refused: {PROMPT} for Bearer {KEY} with {b64}"), "code": KEY, "param": PROMPT } })
    };
    let answers: Vec<Box<dyn Fn() -> Answer + Send + Sync>> = vec![
        Box::new(|| Answer::images(&[test_images::png(4, 4)])),
        Box::new({
            let leaky = leaky.clone();
            move || Answer::json(400, &leaky())
        }),
        Box::new({
            let leaky = leaky.clone();
            move || Answer::json(401, &leaky())
        }),
        Box::new({
            let leaky = leaky.clone();
            move || Answer::json(200, &leaky())
        }),
        Box::new(|| {
            echo(&format!("{PROMPT} and {KEY}").escape_unicode().to_string().replace("\\u{", "\\u00").replace('}', ""))
        }),
        Box::new(|| echo(&json!(json!(format!("{PROMPT}\n{KEY}")).to_string()).to_string())),
        Box::new(|| echo(&percent(&format!("{PROMPT}&key={KEY}")))),
        Box::new(|| echo(&format!("{} {}", BASE64_STANDARD.encode(PROMPT), BASE64_STANDARD.encode(KEY)))),
        Box::new(|| Answer {
            status: 502,
            headers: vec![],
            body: format!("<title>{PROMPT} {KEY}</title>").into_bytes(),
        }),
        Box::new(|| Answer {
            status: 500,
            headers: vec![("x-request-id", "req 1".into())],
            body: format!("{PROMPT} {KEY}").into_bytes(),
        }),
        Box::new(|| Answer::bytes("text/plain", format!("{PROMPT} {KEY}").as_bytes())),
        Box::new(|| Answer::json(200, &json!({ "data": [{ "url": format!("http://10.0.0.1/{KEY}?{PROMPT}") }] }))),
    ];
    let mut answers_text = String::new();
    for (index, answer) in answers.into_iter().enumerate() {
        let provider = Provider::start(move |_| answer());
        let base = format!("{}?team=planted-team", provider.base());
        studio.connect(&base, Some(KEY)).unwrap();
        let mut request = edit(&base, &studio.put(&image), &studio.put(&test_images::mask(8, 4, 3)));
        request["prompt"] = json!(PROMPT);
        request["request_id"] = json!(format!("hfis-{index}"));
        let (state, events) = studio.wait_for_end(&studio.submit(request));
        assert_eq!(state == "done", index == 0, "{events:?}");
        assert_eq!(provider.only_request().header("authorization"), Some(format!("Bearer {KEY}").as_str()));
        answers_text.push_str(&Value::from(events).to_string());
    }
    for base in [format!("https://u:{KEY}@x/v1"), format!("https://x/v1?token={KEY}"), format!("http://[{KEY}")] {
        answers_text.push_str(&studio.connect(&base, None).unwrap_err().to_string());
        let mut request = crate::support::generate(&base);
        request["prompt"] = json!(PROMPT);
        answers_text.push_str(&studio.call("submit", json!({ "request": request })).unwrap_err().to_string());
    }
    answers_text.push_str(
        &studio
            .call("submit", json!({ "request": { "prompt": PROMPT, "operation": PROMPT } }))
            .unwrap_err()
            .to_string(),
    );
    let log = studio.log().join("\n");
    answers_text.push_str(&studio.call("list", json!({})).unwrap().to_string());
    studio.unload();

    for (place, text) in [("log", &log), ("answers", &answers_text)] {
        let encoded = [BASE64_STANDARD.encode(PROMPT), BASE64_STANDARD.encode(KEY), percent(PROMPT), percent(KEY)];
        let parts = encoded.iter().map(|text| &text[..16]);
        for forbidden in [KEY, PROMPT, "lighthouse keeper", "u006c", &b64[..40]].into_iter().chain(parts) {
            assert!(!text.contains(forbidden), "{forbidden} in {place}: {text}");
        }
    }
    for (path, text) in files(folder.path()) {
        assert!(!text.contains(PROMPT) && !text.contains("lighthouse"), "{path}");
        assert!(!text.contains(&b64[..40]), "{path}");
        assert!(!text.contains(KEY) || path.ends_with("secrets.json"), "{path}");
    }
    assert!(
        log.contains("Info image request started request_id=hfis-0 gateway_type=custom gateway_mode=auto"),
        "{log}"
    );
    assert!(log.contains("response_preview=\"Refused: [prompt]"), "{log}");
    check_fields(&log);
    assert!(log.contains("Info image request succeeded request_id=hfis-0"), "{log}");
    assert!(
        log.contains("Error image request failed request_id=hfis-1")
            && log.contains("error=param_refused")
            && log.contains(" status=400"),
        "{log}"
    );
}

/// Every place at which a provider may repeat the prompt in a reply with an image, and the journal of an earlier version.
#[test]
fn no_word_of_the_prompt_is_written_to_disk() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let b64 = BASE64_STANDARD.encode(test_images::png(4, 4));
    let provider = Provider::start(move |_| {
        let image = json!({ "b64_json": b64, "revised_prompt": PROMPT, "size": "secret garden", "quality": "planted" });
        Answer::json(200, &json!({ "data": [image], "size": "lighthouse" }))
    });
    let mut request = crate::support::generate(&provider.base());
    request["prompt"] = json!(PROMPT);
    let job_id = studio.submit(request);
    let (state, events) = studio.wait_for_end(&job_id);
    assert_eq!(state, "done");
    assert!(Value::from(events.clone()).to_string().contains("revised_prompt"), "the page still gets it: {events:?}");
    let check = |when: &str| {
        for (path, text) in files(folder.path()) {
            for word in ["planted", "lighthouse", "keeper", "garden"] {
                assert!(!text.contains(word), "{word} in {path} {when}: {text}");
            }
        }
    };
    check("after the job");
    studio.unload();
    // As version 0.2.0 left it.
    let journal = folder.path().join("jobs").join(format!("{job_id}.json"));
    let mut record: Value = serde_json::from_slice(&std::fs::read(&journal).unwrap()).unwrap();
    let events = record["events"].as_array_mut().unwrap();
    let image = events.iter_mut().find(|event| event["type"] == "image").unwrap();
    image["image"]["revised_prompt"] = json!(PROMPT);
    std::fs::write(&journal, record.to_string()).unwrap();
    let studio = load(&folder);
    check("after a restart");
    assert_eq!(studio.wait_for_end(&job_id).0, "done");
}

#[test]
fn a_panicking_logger_does_not_affect_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load_with(&folder, json!({ "throwing_logger": true }));
    let provider = Provider::start(|_| Answer::images(&[test_images::png(4, 4)]));
    let request =
        edit(&provider.base(), &studio.put(&test_images::png(8, 4)), &studio.put(&test_images::mask(8, 4, 3)));
    assert_eq!(studio.wait_for_end(&studio.submit(request)).0, "done");
}
