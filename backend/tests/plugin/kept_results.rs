//! Acknowledged results are kept for some days, and copies of the library's records beside them.

use std::time::{Duration, SystemTime};

use crate::support::provider::{Answer, Provider};
use crate::support::{generate, load, load_with, test_images, LoadedPlugin};
use serde_json::{json, Value};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn kept(studio: &LoadedPlugin) -> Vec<Value> {
    studio.call("kept_results", json!({})).unwrap()["results"].as_array().unwrap().clone()
}

/// Runs and acknowledges one job of the task; returns its id and its events.
fn acknowledged(studio: &LoadedPlugin, provider: &Provider, task_id: &str) -> (String, Vec<Value>) {
    let mut request = generate(&provider.base());
    request["task_id"] = json!(task_id);
    let job_id = studio.submit(request);
    let (_, events) = studio.wait_for_end(&job_id);
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    (job_id, events)
}

/// A file of the data folder gets an older modification time.
fn age(folder: &tempfile::TempDir, name: &str, days: u64) {
    let file = std::fs::OpenOptions::new().append(true).open(folder.path().join(name)).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(days * 24 * 3600)).unwrap();
}

#[test]
fn an_acknowledged_result_can_be_read_again_for_some_days() {
    let folder = folder();
    let image = test_images::png(4, 4);
    let served = image.clone();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&served)));
    let studio = load(&folder);
    let (job_id, events) = acknowledged(&studio, &provider, "task-1");
    studio.unload();
    let sha256 = events[1]["image"]["sha256"].as_str().unwrap();
    age(&folder, &format!("blobs/{sha256}"), 3);
    age(&folder, &format!("kept/{job_id}.json"), 6);

    let studio = load(&folder);
    assert_eq!(studio.call("list", json!({})).unwrap()["jobs"], json!([]));
    let results = kept(&studio);
    assert_eq!((&results[0]["job_id"], &results[0]["task_id"]), (&json!(job_id), &json!("task-1")));
    assert_eq!((&results[0]["state"], &results[0]["events"]), (&json!("done"), &json!(events)));
    assert_eq!(studio.get(sha256), image);
    studio.unload();

    age(&folder, &format!("kept/{job_id}.json"), 8);
    let studio = load(&folder);
    assert!(kept(&studio).is_empty());
    studio.unload();
}

#[test]
fn kept_results_are_limited_by_the_settings_and_forgotten_with_their_tasks() {
    let folder = folder();
    let provider = Provider::start(|_| Answer::images(&[test_images::png(4, 4)]));
    let studio = load(&folder);
    for task_id in ["task-1", "task-2", "task-3"] {
        acknowledged(&studio, &provider, task_id);
    }
    assert_eq!(kept(&studio).len(), 3);
    let forget = json!({ "task_ids": ["task-2", "task-9"] });
    assert_eq!(studio.call("forget_kept_results", forget), Ok(json!({ "forgotten": 1 })));
    let tasks: Vec<Value> = kept(&studio).iter().map(|result| result["task_id"].clone()).collect();
    assert_eq!(tasks, ["task-1", "task-3"]);
    studio.unload();
    let studio = load_with(&folder, json!({ "keep_results_mb": 0 }));
    assert!(kept(&studio).is_empty());
    studio.unload();

    let studio = load_with(&folder, json!({ "keep_results_days": 0, "keep_results_mb": 100 }));
    acknowledged(&studio, &provider, "task-4");
    assert!(kept(&studio).is_empty());
    // A job that brought no picture is not kept.
    studio.host.put("keep_results_days", json!(7));
    let refusing = Provider::start(|_| Answer::images(&[]));
    acknowledged(&studio, &refusing, "task-5");
    assert!(kept(&studio).is_empty());
}

#[test]
fn a_copy_of_the_library_is_kept_for_each_of_the_last_three_days() {
    let folder = folder();
    let studio = load(&folder);
    let copies = |studio: &LoadedPlugin| studio.call("library_copies", json!({})).unwrap()["copies"].clone();
    assert_eq!(copies(&studio), json!([]));
    let (first, second) = (studio.put(b"records, first"), studio.put(b"records, second"));
    studio.call("save_library_copy", json!({ "sha256": first })).unwrap();
    let saved = studio.call("save_library_copy", json!({ "sha256": second })).unwrap();
    // Two of the same day: the newer one stays.
    assert_eq!(saved["copies"].as_array().unwrap().len(), 1);
    assert_eq!((&saved["copies"][0]["sha256"], &saved["copies"][0]["size_bytes"]), (&json!(second), &json!(15)));
    assert_eq!(studio.error_code("save_library_copy", json!({ "sha256": "0".repeat(64) })), "blob_missing");
    studio.unload();
    age(&folder, &format!("blobs/{second}"), 30);
    // Both are unused for longer than a day, and only one is needed.
    age(&folder, &format!("blobs/{first}"), 30);
    let studio = load(&folder);
    assert_eq!(copies(&studio), saved["copies"]);
    let started = std::time::Instant::now();
    while folder.path().join("blobs").join(&first).exists() {
        assert!(started.elapsed() < Duration::from_secs(60), "the older copy is not collected");
        std::thread::park_timeout(Duration::from_millis(5));
    }
    assert_eq!(studio.get(&second), b"records, second");
    assert_eq!(studio.call("remove_library_copies", json!({})), Ok(json!({ "removed": 1 })));
    assert_eq!(copies(&studio), json!([]));
    assert_eq!(studio.error_code("get", json!({ "sha256": second, "offset": 0, "length": 4 })), "blob_missing");
}
