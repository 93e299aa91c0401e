//! Retention of results: expiry, the size limit, and polled commands.

use serde_json::json;

use super::*;
use crate::jobs::OutputImage;

fn open(folder: &tempfile::TempDir) -> JobRegistry {
    JobRegistry::open(folder.path(), &Disk::default(), |_| true)
}

/// Submits and saves a job, as the runner does.
fn submit(jobs: &JobRegistry, id: &str) -> Arc<Job> {
    let job = jobs.submit(&request(id)).unwrap().job;
    job.save().unwrap();
    job
}

fn request(id: &str) -> JobRequest {
    let mut request = crate::request::test_requests::edit_of("m", &json!({}));
    request.request_id = id.into();
    request
}

fn output(size_bytes: u64) -> OutputImage {
    let image =
        json!({ "sha256": "a", "size_bytes": size_bytes, "content_type": "image/png", "width": 1, "height": 1 });
    serde_json::from_value(image).unwrap()
}

#[test]
fn unacknowledged_results_expire_by_age_and_running_jobs_never() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = open(&folder);
    let (old, running) = (submit(&jobs, "a"), submit(&jobs, "b"));
    old.push_image(0, output(5));
    old.finish(JobState::Cancelled, EventKind::Cancelled);
    assert_eq!(jobs.expire(), (0, 0));
    // After a clock jump or weeks of sleep the page first gets time to collect.
    assert_eq!(jobs.expire_older_than(u64::MAX, MIN_TIME_TO_COLLECT), (0, 0));
    assert_eq!(jobs.expire_older_than(u64::MAX, Duration::ZERO), (1, 1));
    assert!(jobs.get(&old.id()).is_err() && jobs.get(&running.id()).is_ok());
    assert_eq!(open(&folder).records().len(), 1);
}

#[test]
fn submit_is_refused_while_unacknowledged_results_exceed_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = open(&folder);
    let full = submit(&jobs, "a");
    full.push_image(0, output(MAX_UNACKNOWLEDGED_BYTES + 1));
    full.finish(JobState::Cancelled, EventKind::Cancelled);
    assert_eq!(jobs.submit(&request("b")).err().map(|error| error.code), Some(Code::JournalFull));
    assert!(jobs.acknowledge(&full.id()));
    assert!(jobs.submit(&request("b")).is_ok());
}

#[test]
fn polled_commands_are_neither_listed_nor_journalled() {
    let folder = tempfile::tempdir().unwrap();
    let jobs = open(&folder);
    let command = jobs.add_polled_command();
    command.push(EventKind::Fetched { index: 0, image: output(5) });
    assert!(jobs.referenced_hashes().contains("a"));
    command.finish(JobState::Done, EventKind::Cancelled);
    assert!(jobs.records().is_empty() && open(&folder).records().is_empty());
    assert!(jobs.get(&command.id()).is_ok() && jobs.acknowledge(&command.id()));
}
