//! Jobs outlive the page and the process: cancellation, recovery, acknowledgement.

use std::time::{Duration, Instant};

use crate::support::provider::{Answer, Provider, Socket};
use crate::support::{generate, load, test_images, LoadedPlugin};
use serde_json::{json, Value};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn jobs(studio: &LoadedPlugin) -> Vec<Value> {
    studio.call("list", json!({})).unwrap()["jobs"].as_array().unwrap().clone()
}

/// Cancels a job that waits for its reply and returns the time until its socket was closed.
fn cancel_one(studio: &LoadedPlugin) -> Duration {
    let socket = Socket::hanging();
    let job_id = studio.submit(generate(&socket.base()));
    socket.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
    let started = Instant::now();
    assert_eq!(studio.call("cancel", json!({ "job_id": job_id })), Ok(json!({ "cancelled": true })));
    socket.closed.recv_timeout(Duration::from_secs(20)).unwrap();
    let elapsed = started.elapsed();
    let (state, events) = studio.wait_for_end(&job_id);
    assert_eq!((state.as_str(), events.last().unwrap()["type"].as_str()), ("cancelled", Some("cancelled")));
    assert_eq!(studio.call("cancel", json!({ "job_id": job_id })), Ok(json!({ "cancelled": false })));
    elapsed
}

#[test]
fn cancel_closes_the_socket_at_once() {
    let folder = folder();
    let studio = load(&folder);
    // The best of several runs, because other programs on the machine disturb the measurement.
    let best = (0..5).map(|_| cancel_one(&studio)).min().unwrap();
    assert!(best < Duration::from_millis(100), "{best:?}");
    let log = studio.log().join("\n");
    let fields = ["gateway_mode=auto", "operation=generate", "model=gpt-image-2", "count=1", "elapsed_ms="];
    let line = log.lines().find(|line| line.starts_with("Info image request cancelled request_id=hfis-test ")).unwrap();
    assert!(fields.iter().all(|field| line.contains(field)), "{line}");
}

#[test]
fn results_survive_restarts_until_they_are_acknowledged() {
    let folder = folder();
    let image = test_images::png(4, 4);
    let served = image.clone();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&served)));
    let studio = load(&folder);
    let job_id = studio.submit(generate(&provider.base()));
    let before = studio.wait_for_end(&job_id);
    studio.unload();

    let studio = load(&folder);
    assert_eq!(studio.wait_for_end(&job_id), before);
    let listed = jobs(&studio);
    let summary = json!({
        "job_id": job_id, "task_id": "task-1", "request_id": "hfis-test", "state": "done",
        "operation": "generate", "received": 1,
    });
    assert_eq!(listed, [summary]);
    assert_eq!(studio.get(before.1[1]["image"]["sha256"].as_str().unwrap()), image);
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    assert!(jobs(&studio).is_empty());
    studio.unload();
    assert!(jobs(&load(&folder)).is_empty());
}

#[test]
fn a_running_job_is_interrupted_by_unload_or_crash() {
    let folder = folder();
    let socket = Socket::hanging();
    let studio = load(&folder);
    let job_id = studio.submit(generate(&socket.base()));
    socket.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": false })));
    // A copy of the folder while the job is running stands for the state after a crash.
    let crashed = tempfile::tempdir().unwrap();
    std::fs::create_dir(crashed.path().join("jobs")).unwrap();
    for file in std::fs::read_dir(folder.path().join("jobs")).unwrap().flatten() {
        std::fs::copy(file.path(), crashed.path().join("jobs").join(file.file_name())).unwrap();
    }
    studio.unload();
    socket.closed.recv_timeout(Duration::from_secs(20)).unwrap();
    for place in [&folder, &crashed] {
        let studio = load(place);
        assert_eq!(jobs(&studio)[0]["state"], "interrupted");
        assert_eq!(studio.wait_for_end(&job_id).0, "interrupted");
        assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    }
}

#[test]
fn a_corrupt_journal_file_does_not_hide_other_jobs() {
    let folder = folder();
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    let studio = load(&folder);
    studio.wait_for_end(&studio.submit(generate(&provider.base())));
    studio.unload();
    std::fs::write(folder.path().join("jobs/job-x.json"), "{\"version\":1,").unwrap();
    std::fs::write(folder.path().join("secrets.json"), "garbage").unwrap();
    assert_eq!(jobs(&load(&folder)).len(), 1);
}

#[test]
fn poll_returns_events_after_the_given_number() {
    let folder = folder();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2), test_images::png(3, 3)]));
    let job_id = studio.submit(generate(&provider.base()));
    let (_, all) = studio.wait_for_end(&job_id);
    assert_eq!(all.len(), 4);
    for after in 0..=4u64 {
        let answer = studio.call("poll", json!({ "job_id": job_id, "after": after })).unwrap();
        assert_eq!(answer["events"], json!(all.iter().filter(|e| e["seq"].as_u64() > Some(after)).collect::<Vec<_>>()));
    }
    // The same request can be submitted again after its job has ended; only a running job is shared by two submits.
    assert_ne!(studio.submit(generate(&provider.base())), job_id);
    let socket = Socket::hanging();
    assert_eq!(studio.submit(generate(&socket.base())), studio.submit(generate(&socket.base())));
}

#[test]
fn commands_start_no_jobs_after_unload() {
    let folder = folder();
    let mut studio = load(&folder);
    haloforge_plugin_api::HaloForgePlugin::on_unload(&mut studio.plugin).unwrap();
    let request = json!({ "request": generate("http://127.0.0.1:9/v1") });
    assert_eq!(studio.error_code("submit", request), "internal");
    assert!(jobs(&studio).is_empty());
}
