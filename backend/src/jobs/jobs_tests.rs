//! What the journal keeps, and for how long.

use super::*;
use serde_json::json;

fn request(id: &str) -> JobRequest {
    let mut request = crate::request::tests::edit_of("m", &json!({}));
    request.request_id = id.into();
    request
}

fn result(size_bytes: u64) -> OutputImage {
    let image =
        json!({ "sha256": "a", "size_bytes": size_bytes, "content_type": "image/png", "width": 1, "height": 1 });
    serde_json::from_value(image).unwrap()
}

#[test]
fn uncollected_results_are_given_up_by_age_only_and_running_jobs_never() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(folder.path());
    let (old, running) = (jobs.add(&request("a")).unwrap().job, jobs.add(&request("b")).unwrap().job);
    old.push_image(0, result(5));
    old.finish(JobState::Cancelled, What::Cancelled);
    assert_eq!(jobs.expire(), (0, 0));
    // A clock that jumps, or a machine that slept for weeks: the page first gets its time to collect.
    assert_eq!(jobs.expire_before(u64::MAX, TIME_TO_COLLECT), (0, 0));
    assert_eq!(jobs.expire_before(u64::MAX, Duration::ZERO), (1, 1));
    assert!(jobs.get(&old.snapshot().job_id).is_err() && jobs.get(&running.snapshot().job_id).is_ok());
    assert_eq!(Jobs::open(folder.path()).all().len(), 1);
}

#[test]
fn nothing_new_is_started_while_too_much_waits_to_be_collected() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(folder.path());
    let full = jobs.add(&request("a")).unwrap().job;
    full.push_image(0, result(MAX_WAITING_BYTES + 1));
    full.finish(JobState::Cancelled, What::Cancelled);
    assert_eq!(jobs.add(&request("b")).err().map(|error| error.code), Some(Code::JournalFull));
    assert!(jobs.acknowledge(&full.snapshot().job_id));
    assert!(jobs.add(&request("b")).is_ok());
}

#[test]
fn an_errand_is_neither_listed_nor_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(folder.path());
    let errand = jobs.add_errand();
    errand.push(What::Fetched { index: 0, image: result(5) });
    assert!(jobs.needed().contains("a"));
    errand.finish(JobState::Done, What::Cancelled);
    assert!(jobs.all().is_empty() && Jobs::open(folder.path()).all().is_empty());
    assert!(jobs.get(&errand.snapshot().job_id).is_ok() && jobs.acknowledge(&errand.snapshot().job_id));
}

#[test]
fn an_endpoint_has_one_queue_as_long_as_somebody_stands_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = Jobs::open(folder.path());
    let lane = jobs.lane("https://a", 2);
    assert!(Arc::ptr_eq(&lane, &jobs.lane("https://a", 2)));
    assert!(!Arc::ptr_eq(&lane, &jobs.lane("https://a", 3)) && !Arc::ptr_eq(&lane, &jobs.lane("https://b", 2)));
    drop(lane);
    jobs.lane("https://b", 1);
    assert_eq!(lock(&jobs.lanes).len(), 1);
}
