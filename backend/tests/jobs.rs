//! Jobs outlive the page and the process: cancel, recovery, acknowledgement, threads.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::time::{Duration, Instant};

use serde_json::{json, Value};
use support::provider::{Answer, Provider, Socket};
use support::{generate, load, samples, Loaded};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn jobs(studio: &Loaded) -> Vec<Value> {
    studio.call("list", json!({})).unwrap()["jobs"].as_array().unwrap().clone()
}

/// Cancels a job that waits for its answer; how long its socket stayed open.
fn cancel_one(studio: &Loaded) -> Duration {
    let socket = Socket::hanging();
    let job_id = studio.submit(generate(&socket.base()));
    socket.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
    let begun = Instant::now();
    assert_eq!(studio.call("cancel", json!({ "job_id": job_id })), Ok(json!({ "cancelled": true })));
    socket.closed.recv_timeout(Duration::from_secs(20)).unwrap();
    let elapsed = begun.elapsed();
    let (state, events) = studio.finished(&job_id);
    assert_eq!((state.as_str(), events.last().unwrap()["type"].as_str()), ("cancelled", Some("cancelled")));
    assert_eq!(studio.call("cancel", json!({ "job_id": job_id })), Ok(json!({ "cancelled": false })));
    elapsed
}

#[test]
fn cancel_closes_the_socket_at_once() {
    let folder = folder();
    let studio = load(&folder);
    // The best of several: other programs on the machine are not what is measured.
    let best = (0..5).map(|_| cancel_one(&studio)).min().unwrap();
    assert!(best < Duration::from_millis(100), "{best:?}");
    let log = studio.log().join("\n");
    let fields = ["gateway_mode=auto", "operation=generate", "model=gpt-image-2", "count=1", "elapsed_ms="];
    let line = log.lines().find(|line| line.starts_with("Info image request cancelled request_id=hfis-test ")).unwrap();
    assert!(fields.iter().all(|field| line.contains(field)), "{line}");
}

#[test]
fn a_result_waits_over_restarts_until_it_is_acknowledged() {
    let folder = folder();
    let picture = samples::png(4, 4);
    let served = picture.clone();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&served)));
    let studio = load(&folder);
    let job_id = studio.submit(generate(&provider.base()));
    let before = studio.finished(&job_id);
    studio.unload();

    let studio = load(&folder);
    assert_eq!(studio.finished(&job_id), before);
    let listed = jobs(&studio);
    let summary = json!({
        "job_id": job_id, "task_id": "task-1", "request_id": "hfis-test", "state": "done",
        "operation": "generate", "received": 1,
    });
    assert_eq!(listed, [summary]);
    assert_eq!(studio.get(before.1[1]["image"]["sha256"].as_str().unwrap()), picture);
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    assert!(jobs(&studio).is_empty());
    studio.unload();
    assert!(jobs(&load(&folder)).is_empty());
}

#[test]
fn a_job_that_was_cut_off_is_listed_as_interrupted() {
    let folder = folder();
    let socket = Socket::hanging();
    let studio = load(&folder);
    let job_id = studio.submit(generate(&socket.base()));
    socket.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": false })));
    // What a crash leaves behind: the folder as it is while the job runs.
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
        assert_eq!(studio.finished(&job_id).0, "interrupted");
        assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    }
}

#[test]
fn a_broken_journal_file_hides_no_other_job() {
    let folder = folder();
    let provider = Provider::start(|_| Answer::images(&[samples::png(2, 2)]));
    let studio = load(&folder);
    studio.finished(&studio.submit(generate(&provider.base())));
    studio.unload();
    std::fs::write(folder.path().join("jobs/job-x.json"), "{\"version\":1,").unwrap();
    std::fs::write(folder.path().join("secrets.json"), "garbage").unwrap();
    assert_eq!(jobs(&load(&folder)).len(), 1);
}

#[test]
fn events_come_after_the_number_that_was_asked() {
    let folder = folder();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer::images(&[samples::png(2, 2), samples::png(3, 3)]));
    let job_id = studio.submit(generate(&provider.base()));
    let (_, all) = studio.finished(&job_id);
    assert_eq!(all.len(), 4);
    for after in 0..=4u64 {
        let answer = studio.call("poll", json!({ "job_id": job_id, "after": after })).unwrap();
        assert_eq!(answer["events"], json!(all.iter().filter(|e| e["seq"].as_u64() > Some(after)).collect::<Vec<_>>()));
    }
    // A finished job can be asked again; only a running one is shared by two submits of the same request.
    assert_ne!(studio.submit(generate(&provider.base())), job_id);
    let socket = Socket::hanging();
    assert_eq!(studio.submit(generate(&socket.base())), studio.submit(generate(&socket.base())));
}

#[test]
fn after_unload_commands_answer_and_start_nothing() {
    let folder = folder();
    let mut studio = load(&folder);
    haloforge_plugin_api::HaloForgePlugin::on_unload(&mut studio.plugin).unwrap();
    let request = json!({ "request": generate("http://127.0.0.1:9/v1") });
    assert_eq!(studio.refusal("submit", request), "internal");
    assert!(jobs(&studio).is_empty());
}
