//! One job from its inputs to its end: its requests side by side, what they brought put together, partial success kept.
//! Runs on the plugin's own runtime; dropping the task drops every socket of the job.

use std::sync::Arc;
use std::time::Instant;

use haloforge_plugin_api::LogLevel;
use serde_json::{Map, Value};
use tokio::task::{spawn_blocking, JoinSet};

use super::child::{self, Made, Work};
use super::record::{ChildOutcome, JobOutcome, JobState, OutputImage, What};
use super::{difference, lines, lock, Job};
use crate::error::{BackendError, Outcome};
use crate::log::Line;
use crate::request::plan::{self, Child};
use crate::request::JobRequest;
use crate::studio::Studio;

pub fn spawn(studio: &Arc<Studio>, job: Arc<Job>, request: JobRequest) {
    let (jobs, pictures) = studio.jobs.expire();
    if jobs > 0 {
        let line = Line::new("old results given up").field("jobs", jobs).field("pictures", pictures);
        studio.log.push(LogLevel::Warn, line);
    }
    job.tell_as(lines::cancelled(&request));
    let task = studio.runtime.spawn(run(studio.clone(), job.clone(), request));
    *lock(&job.abort) = Some(task.abort_handle());
    // Cancelled before there was anything to stop.
    if !job.is_running() {
        job.stop();
    }
}

/// A job that is dropped without an end (a panic in here) must not run for ever in the page's eyes.
pub struct Unfinished(pub Arc<Job>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.finish(JobState::Failed, What::Failed { error: broken_off() });
        }
    }
}

pub fn broken_off() -> BackendError {
    BackendError::internal("The job broke off by a fault of this program.")
}

pub async fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    spawn_blocking(work).await.map_err(|_| broken_off())
}

async fn run(studio: Arc<Studio>, job: Arc<Job>, mut request: JobRequest) {
    let unfinished = Unfinished(job.clone());
    let started = Instant::now();
    request.wire.response_format_b64 |= studio.is_base64_asked();
    let children = plan::children(&request);
    // A locked keychain asks its owner; the job waits for that and nothing else does.
    let (key, locked) = match studio.secrets.key_for(&request.endpoint.origin()).await {
        Ok(key) => (key, None),
        Err(error) => (None, Some(error)),
    };
    let work = Arc::new(Work::new(studio.clone(), job.clone(), request, key));
    let ended = match locked {
        None => outcome(&work, &children, started).await,
        Some(error) => Err(error),
    };
    match ended {
        Ok(outcome) => {
            let line = lines::succeeded(&work.request, &outcome);
            if job.finish(JobState::Done, What::Done { outcome }) {
                studio.log.push(LogLevel::Info, line);
            }
        }
        Err(error) => {
            let line = lines::failed(&work.request, &error, started);
            if job.finish(JobState::Failed, What::Failed { error }) {
                studio.log.push(LogLevel::Error, line);
            }
        }
    }
    drop(unfinished);
}

/// Succeeds when any picture came; else the error of the first request that failed.
async fn outcome(work: &Arc<Work>, children: &[Child], started: Instant) -> Outcome<JobOutcome> {
    let mut ends = all(work, children).await;
    ends.sort_by_key(|(child, _)| child.index());
    let is_split = children.len() > 1;
    let done = |index| ChildOutcome { index, state: JobState::Done, error: None };
    let failed = |index, error| ChildOutcome { index, state: JobState::Failed, error: Some(error) };
    let mut outcomes: Vec<ChildOutcome> = Vec::new();
    let mut failure = None;
    let mut images: Vec<OutputImage> = Vec::new();
    let mut total = Made::default();
    for (child, end) in ends {
        match end {
            Ok(made) => {
                if is_split || !made.lost.is_empty() {
                    outcomes.extend(made.images.iter().map(|(index, _)| done(*index)));
                    outcomes.extend(made.lost.into_iter().map(|(index, error)| failed(index, error)));
                }
                images.extend(made.images.into_iter().map(|(_, image)| image));
                total.actual = if total.actual.is_empty() { made.actual } else { total.actual };
                total.provider_request_id = total.provider_request_id.or(made.provider_request_id);
                total.usage = sum(total.usage, made.usage);
            }
            Err(error) => {
                if is_split {
                    outcomes.push(failed(child.index(), error.clone()));
                }
                failure = failure.or(Some(error));
            }
        }
    }
    if let (Some(error), true) = (failure, images.is_empty()) {
        return Err(error);
    }
    outcomes.sort_by_key(|outcome| outcome.index);
    if let Some(first) = images.first().filter(|_| total.actual.is_empty()) {
        total.actual.clone_from(&first.actual);
    }
    Ok(JobOutcome {
        requested: work.request.wanted().len() as u64,
        received: images.len() as u64,
        actual: total.actual,
        usage: total.usage,
        provider_request_id: total.provider_request_id,
        elapsed_ms: lines::elapsed_ms(started),
        children: outcomes,
        difference: difference::of(&work.request, &images),
    })
}

/// All requests of the job; a failure is told as soon as it is there.
async fn all(work: &Arc<Work>, children: &[Child]) -> Vec<(Child, Outcome<Made>)> {
    let mut running = JoinSet::new();
    for child in children.iter().cloned() {
        let work = work.clone();
        running.spawn(async move {
            // A panic ends this request; the pictures of the others are paid for.
            let end = tokio::spawn(child::run(work, child.clone()));
            let abort = Aborting(end.abort_handle());
            let end = end.await.unwrap_or_else(|_| Err(broken_off()));
            drop(abort);
            (child, end)
        });
    }
    let mut ends = Vec::new();
    while let Some(joined) = running.join_next().await {
        let Ok((child, end)) = joined else { continue };
        if let (Err(error), true) = (&end, children.len() > 1) {
            work.job.push(What::ChildFailed { index: child.index(), error: error.clone() });
            let line = lines::warning("image request child failed", &work.request, child.index(), error);
            work.studio.log.push(LogLevel::Warn, line);
        }
        ends.push((child, end));
    }
    ends
}

/// A task that is dropped takes the one it waits for along.
struct Aborting(tokio::task::AbortHandle);

impl Drop for Aborting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn sum(one: Option<Map<String, Value>>, other: Option<Map<String, Value>>) -> Option<Map<String, Value>> {
    let (Some(mut total), Some(more)) = (one.clone(), other.clone()) else { return one.or(other) };
    for (name, count) in more {
        let before = total.get(&name).and_then(Value::as_u64).unwrap_or(0);
        total.insert(name, Value::from(before.saturating_add(count.as_u64().unwrap_or(0))));
    }
    Some(total)
}
