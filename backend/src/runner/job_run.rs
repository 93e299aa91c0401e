//! Runs one job: sends its requests concurrently and merges their results; partial success is kept. Dropping the task
//! drops every socket of the job.

use std::sync::Arc;
use std::time::Instant;

use haloforge_plugin_api::LogLevel;
use serde_json::{Map, Value};
use tokio::task::JoinSet;
use zeroize::Zeroizing;

use super::background::{AbortOnDrop, FailOnPanic};
use super::child::{self, ChildResult};
use super::difference::differences;
use super::job_context::JobContext;
use super::log_lines;
use crate::error::Outcome;
use crate::jobs::{ChildOutcome, EventKind, Job, JobOutcome, JobState, OutputImage};
use crate::log::Line;
use crate::pools::panic_error;
use crate::request::split::{self, ChildRequest};
use crate::request::JobRequest;
use crate::studio::Studio;

pub fn start_job(studio: &Arc<Studio>, job: &Arc<Job>, request: JobRequest) {
    let (jobs, images) = studio.jobs.expire();
    if jobs > 0 {
        let line = Line::new("old results given up").field("jobs", jobs).field("pictures", images);
        studio.log.push(LogLevel::Warn, line);
    }
    job.set_cancel_line(log_lines::cancelled(&request));
    let task = studio.runtime.spawn(run(studio.clone(), job.clone(), request));
    job.set_task(task.abort_handle());
}

async fn run(studio: Arc<Studio>, job: Arc<Job>, mut request: JobRequest) {
    let fail_on_panic = FailOnPanic { job: job.clone(), store: studio.pools.store.clone() };
    let started = Instant::now();
    request.options.response_format_b64 |= studio.wants_base64();
    let children = split::split(&request);
    let (key, refusal) = match prepare(&studio, &job, &request).await {
        Ok(Some(key)) => {
            let refused = refuse_misplaced_key(&mut request, &key).err();
            (Some(key), refused)
        }
        Ok(None) => (None, None),
        Err(error) => (None, Some(error)),
    };
    let context = Arc::new(JobContext::new(studio.clone(), job.clone(), request, key));
    let result = match refusal {
        None => run_children(&context, &children, started).await,
        Some(error) => Err(error),
    };
    let (level, line, state, end) = match result {
        Ok(outcome) => {
            let line = log_lines::succeeded(&context.request, &outcome);
            (LogLevel::Info, line, JobState::Done, EventKind::Done { outcome })
        }
        Err(error) => {
            let line = log_lines::failed(&context.request, &error, started);
            (LogLevel::Error, line, JobState::Failed, EventKind::Failed { error })
        }
    };
    if studio.pools.store.run(move || job.finish(state, end)).await == Ok(true) {
        studio.log.push(level, line);
    }
    drop(fail_on_panic);
}

/// A key that was pasted into the prompt or the model would be stored and logged in the open. `submit` refuses the keys
/// that it knows; this is for a key that only the keychain had.
fn refuse_misplaced_key(request: &mut JobRequest, key: &str) -> Outcome<()> {
    let checked = request.refuse_key(key);
    if checked.is_err() {
        // The log line of the failure names the model.
        request.params.model = "[key]".into();
    }
    checked
}

/// Nothing is sent before the journal knows the job. Returns the key: a locked keychain asks its owner for the password,
/// and only this job waits for that.
async fn prepare(studio: &Arc<Studio>, job: &Arc<Job>, request: &JobRequest) -> Outcome<Option<Zeroizing<String>>> {
    let saved = job.clone();
    studio.pools.store.run(move || saved.save()).await??;
    studio.secrets.key_for(&request.endpoint.origin()).await
}

/// Succeeds if any image was received; otherwise returns the error of the first request that failed.
async fn run_children(context: &Arc<JobContext>, children: &[ChildRequest], started: Instant) -> Outcome<JobOutcome> {
    let mut results = child_results(context, children).await;
    results.sort_by_key(|(child, _)| child.index());
    let is_split = children.len() > 1;
    let done = |index| ChildOutcome { index, state: JobState::Done, error: None };
    let failed = |index, error| ChildOutcome { index, state: JobState::Failed, error: Some(error) };
    let mut outcomes: Vec<ChildOutcome> = Vec::new();
    let mut first_error = None;
    let mut images: Vec<OutputImage> = Vec::new();
    let mut total = ChildResult::default();
    let mut request_ids: Vec<String> = Vec::new();
    for (child, result) in results {
        match result {
            Ok(result) => {
                if is_split || !result.failures.is_empty() {
                    outcomes.extend(result.images.iter().map(|(index, _)| done(*index)));
                    outcomes.extend(result.failures.into_iter().map(|(index, error)| failed(index, error)));
                }
                images.extend(result.images.into_iter().map(|(_, image)| image));
                total.actual = if total.actual.is_empty() { result.actual } else { total.actual };
                request_ids.extend(result.provider_request_id);
                total.status = total.status.or(result.status);
                total.usage = sum_usage(total.usage, result.usage);
            }
            Err(error) => {
                request_ids.extend(error.provider_request_id.clone());
                if is_split {
                    outcomes.push(failed(child.index(), error.clone()));
                }
                first_error = first_error.or(Some(error));
            }
        }
    }
    let provider_request_id = (!request_ids.is_empty()).then(|| request_ids.join(","));
    if let (Some(mut error), true) = (first_error, images.is_empty()) {
        error.provider_request_id = provider_request_id;
        return Err(error);
    }
    outcomes.sort_by_key(|outcome| outcome.index);
    if let Some(first) = images.first().filter(|_| total.actual.is_empty()) {
        total.actual.clone_from(&first.actual);
    }
    Ok(JobOutcome {
        requested: context.request.requested_indices().len() as u64,
        received: images.len() as u64,
        actual: total.actual,
        usage: total.usage,
        provider_request_id,
        status: total.status,
        elapsed_ms: log_lines::elapsed_ms(started),
        children: outcomes,
        difference: differences(&context.request, &images),
    })
}

/// Runs all requests of the job. The failure of a split job's request is reported at once.
async fn child_results(
    context: &Arc<JobContext>,
    children: &[ChildRequest],
) -> Vec<(ChildRequest, Outcome<ChildResult>)> {
    let mut running = JoinSet::new();
    for child in children.iter().cloned() {
        let context = context.clone();
        running.spawn(async move {
            // A separate task, so that a panic ends only this request: the images of the others are paid for.
            let task = tokio::spawn(child::run(context, child.clone()));
            let abort_on_drop = AbortOnDrop(task.abort_handle());
            let result = task.await.unwrap_or_else(|_| Err(panic_error()));
            drop(abort_on_drop);
            (child, result)
        });
    }
    let mut results = Vec::new();
    while let Some(joined) = running.join_next().await {
        let Ok((child, result)) = joined else { continue };
        if let (Err(error), true) = (&result, children.len() > 1) {
            context.job.push(EventKind::ChildFailed { index: child.index(), error: error.clone() });
            let line = log_lines::warning("image request child failed", &context.request, child.index(), error);
            context.studio.log.push(LogLevel::Warn, line);
        }
        results.push((child, result));
    }
    results
}

fn sum_usage(one: Option<Map<String, Value>>, other: Option<Map<String, Value>>) -> Option<Map<String, Value>> {
    let (Some(mut total), Some(more)) = (one.clone(), other.clone()) else { return one.or(other) };
    for (name, count) in more {
        let before = total.get(&name).and_then(Value::as_u64).unwrap_or(0);
        total.insert(name, Value::from(before.saturating_add(count.as_u64().unwrap_or(0))));
    }
    Some(total)
}
