//! The segmentation model over IPC: files, a picture and prompts in, masks out. The graphs are the tiny ones of the fixtures.

use std::path::{Path, PathBuf};

use serde_json::{json, Value};

use crate::support::{load, test_images, LoadedPlugin};

fn tiny_sam() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tinySam");
    let path = |name: &str| -> PathBuf { folder.join(name).canonicalize().unwrap() };
    json!({ "encoder": path("encoder.onnx"), "decoder": path("decoder.onnx") })
}

fn run(studio: &LoadedPlugin, command: &str, args: Value) -> (String, Value) {
    let job_id = studio.call(command, args).unwrap()["job_id"].as_str().unwrap().to_owned();
    let (state, mut events) = studio.wait_for_end(&job_id);
    assert_eq!(studio.call("list", json!({})), Ok(json!({ "jobs": [] })));
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    let told = if state == "done" { events.remove(1) } else { events.pop().unwrap() };
    (state, told)
}

#[test]
fn prompts_give_masks_that_can_be_read_and_the_check_describes_the_model() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let (_, checked) = run(&studio, "check_segmentation_model", json!({ "files": tiny_sam() }));
    assert_eq!((&checked["model"]["width"], &checked["model"]["takes_boxes"]), (&json!(64), &json!(true)));

    let sha256 = studio.put(&test_images::png(40, 20));
    for prompt in
        [json!({ "point": { "x": 10, "y": 5.5 } }), json!({ "box": { "left": 1, "top": 1, "right": 9, "bottom": 9 } })]
    {
        let mut args = json!({ "files": tiny_sam(), "sha256": sha256 });
        args.as_object_mut().unwrap().extend(prompt.as_object().unwrap().clone());
        let (state, answer) = run(&studio, "segment", args);
        assert_eq!(state, "done", "{answer}");
        let masks = answer["masks"].as_array().unwrap();
        assert!(!masks.is_empty());
        for mask in masks {
            let (width, height) = (mask["width"].as_u64().unwrap(), mask["height"].as_u64().unwrap());
            assert_eq!(width, 2 * height);
            assert_eq!(studio.get(mask["sha256"].as_str().unwrap()).len() as u64, width * height);
        }
        assert!(masks.windows(2).all(|pair| pair[0]["score"].as_f64() >= pair[1]["score"].as_f64()));
    }
}

#[test]
fn refusals_name_what_is_wrong_and_nothing_of_the_paths() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let sha256 = studio.put(&test_images::png(40, 20));
    let point = json!({ "x": 1, "y": 1 });
    let missing = json!({ "encoder": folder.path().join("secret-name.onnx"), "decoder": folder.path().join("d.onnx") });
    let (state, failed) = run(&studio, "segment", json!({ "files": missing, "sha256": sha256, "point": point }));
    assert_eq!((state.as_str(), &failed["error"]["code"]), ("failed", &json!("segmentation_file_unreadable")));
    let (_, failed) = run(&studio, "segment", json!({ "files": tiny_sam(), "sha256": "0".repeat(64), "point": point }));
    assert_eq!(failed["error"]["code"], "blob_missing");
    std::fs::write(folder.path().join("d.onnx"), "no graph").unwrap();
    let mixed = json!({ "encoder": tiny_sam()["encoder"], "decoder": folder.path().join("d.onnx") });
    let (_, failed) = run(&studio, "check_segmentation_model", json!({ "files": mixed }));
    let details = &failed["error"]["details"];
    assert_eq!((&details["file"], &details["reason"]), (&json!("decoder"), &json!("not_onnx")));
    let both = json!({ "files": tiny_sam(), "sha256": sha256, "point": point, "box": { "left": 0, "top": 0, "right": 1, "bottom": 1 } });
    assert_eq!(studio.error_code("segment", both), "field_invalid");
    let relative = json!({ "files": { "encoder": "e.onnx", "decoder": "d.onnx" } });
    assert_eq!(studio.error_code("check_segmentation_model", relative), "field_invalid");
    assert!(!studio.log().join("\n").contains("secret-name"));
}
