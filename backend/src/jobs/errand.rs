//! Work that is polled like a job and bills nothing: a test of the connection, downloads for the managed gateway. It is
//! not written down and not listed; the page asks for it, waits for it and acknowledges it.

use std::future::Future;
use std::sync::Arc;

use tokio::time::Instant as Deadline;

use super::keep::Origin;
use super::record::{JobOutcome, JobState, What};
use super::run::Unfinished;
use super::{keep, lock, Job};
use crate::error::{BackendError, Outcome};
use crate::request::items::{Item, Source};
use crate::studio::Studio;

/// Starts `work`, which may push events, and ends the errand with what it returns: an event before `done`, or an error.
pub fn spawn<F>(studio: &Arc<Studio>, work: impl FnOnce(Arc<Job>) -> F) -> String
where
    F: Future<Output = Outcome<Option<What>>> + Send + 'static,
{
    let job = studio.jobs.add_errand();
    let job_id = job.snapshot().job_id;
    let (runner, work) = (job.clone(), work(job.clone()));
    let task = studio.runtime.spawn(async move {
        let unfinished = Unfinished(runner.clone());
        runner.push(What::Started);
        match work.await {
            Ok(found) => {
                found.map(|what| runner.push(what));
                let received = runner.snapshot().outputs().count() as u64;
                runner.finish(JobState::Done, What::Done { outcome: JobOutcome::of_errand(received) });
            }
            Err(error) => {
                runner.finish(JobState::Failed, What::Failed { error });
            }
        }
        drop(unfinished);
    });
    *lock(&job.abort) = Some(task.abort_handle());
    if !job.is_running() {
        job.stop();
    }
    job_id
}

/// Pictures by address, for results of which the page may only show, not read, the pixels. No host is anybody's own here.
pub fn fetch(studio: &Arc<Studio>, urls: Vec<url::Url>) -> String {
    let owner = studio.clone();
    spawn(studio, |job| async move {
        // An endpoint that owns nothing: only public addresses are fetched.
        let nowhere = crate::endpoint::normalize("https://invalid.invalid/v1")?;
        let base = nowhere.operation("");
        let origin = Origin { endpoint: &nowhere, base: &base, deadline: Deadline::now() + keep::FETCH_TIMEOUT };
        let named = |url: url::Url| Item {
            source: Source::Url(url.into()),
            revised_prompt: None,
            actual: serde_json::Map::new(),
        };
        let mut failure = None;
        let tell = |index, end| match end {
            Ok(image) => drop(job.push(What::Fetched { index, image })),
            Err(error) => {
                failure.get_or_insert_with(|| BackendError::clone(&error));
                job.push(What::ChildFailed { index, error });
            }
        };
        keep::all(&owner, &origin, urls.into_iter().map(named).collect(), tell).await;
        match failure {
            Some(error) if job.snapshot().outputs().next().is_none() => Err(error),
            _ => Ok(None),
        }
    })
}
