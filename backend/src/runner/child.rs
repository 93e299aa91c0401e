//! One HTTP request of a job: waits for a permit, retries where a retry cannot be billed twice, stores the images.

use std::collections::HashSet;
use std::time::Duration;

use haloforge_plugin_api::LogLevel;
use serde_json::{Map, Value};
use std::sync::Arc;
use tokio::time::{sleep, Instant as Deadline};

use super::attempt::{self, AttemptAnswer};
use super::job_context::JobContext;
use super::log_lines;
use super::outputs::{self, ReplyOrigin};
use super::retry::{self, AttemptFailure};
use crate::error::{BackendError, Outcome};
use crate::jobs::{EventKind, OutputImage};
use crate::reply::images::ReplyImage;
use crate::reply::Answer;
use crate::request::split::ChildRequest;

/// Results that arrive at the end of the time limit are paid for, so their download gets this part of the limit extra.
const DOWNLOAD_GRACE_DIVISOR: u32 = 10;
const MAX_DOWNLOAD_GRACE: Duration = Duration::from_secs(30);

#[derive(Default)]
pub struct ChildResult {
    /// By index in the job.
    pub images: Vec<(u64, OutputImage)>,
    /// Images of the reply that could not be downloaded or stored, by index in the job.
    pub failures: Vec<(u64, BackendError)>,
    pub actual: Map<String, Value>,
    pub usage: Option<Map<String, Value>>,
    pub provider_request_id: Option<String>,
    /// The HTTP status of the answer.
    pub status: Option<u16>,
}

pub async fn run(context: Arc<JobContext>, child: ChildRequest) -> Outcome<ChildResult> {
    let request = &context.request;
    let limits = &context.studio.jobs.limits;
    let _permit = limits.acquire(request.endpoint.base(), request.options.concurrency).await?;
    context.start();
    let deadline = Deadline::now() + Duration::from_millis(request.timeout_ms());
    let mut attempts = 0;
    let answer = loop {
        attempts += 1;
        let (error, failure) = match attempt::run(&context, &child, deadline).await {
            Ok(answer) => break answer,
            Err(failure) => failure,
        };
        let delay = retry::retry_delay(&error, AttemptFailure { attempt: attempts, ..failure });
        let Some(delay) = delay.filter(|delay| Deadline::now() + *delay < deadline) else {
            return Err(if attempts > 1 { error.with("attempts", attempts) } else { error });
        };
        let line = log_lines::warning("image request retried", request, child.index(), &error);
        context.studio.log.push(LogLevel::Warn, line);
        let after_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        context.job.push(EventKind::Retrying { index: child.index(), after_ms, reason: error.code.name().into() });
        sleep(delay).await;
    };
    store_answer(&context, &child, answer, deadline).await
}

/// Relays send a finished image twice. Duplicates are removed only while there are more images than requested, because
/// two requested images may be identical.
fn without_duplicates(mut images: Vec<ReplyImage>, requested: usize) -> Vec<ReplyImage> {
    let mut excess = images.len().saturating_sub(requested);
    let mut seen = HashSet::new();
    let is_kept: Vec<bool> = images
        .iter()
        .map(|image| {
            let is_duplicate = excess > 0 && !seen.insert(&image.source);
            excess -= usize::from(is_duplicate);
            !is_duplicate
        })
        .collect();
    let mut is_kept = is_kept.into_iter();
    images.retain(|_| is_kept.next().unwrap_or(true));
    images
}

/// Stores the images of the reply. An image that fails does not affect the others.
async fn store_answer(
    context: &JobContext,
    child: &ChildRequest,
    answer: AttemptAnswer,
    deadline: Deadline,
) -> Outcome<ChildResult> {
    let AttemptAnswer { answer, peer, provider_request_id, status, memory } = answer;
    let Answer { images: reply_images, actual, usage } = answer;
    let reply_images = without_duplicates(reply_images, child.image_indices.len());
    let timeout = Duration::from_millis(context.request.timeout_ms());
    let grace = (timeout / DOWNLOAD_GRACE_DIVISOR).min(MAX_DOWNLOAD_GRACE);
    let origin = ReplyOrigin {
        endpoint: &context.request.endpoint,
        base: &context.request.url(),
        peer,
        deadline: deadline.max(Deadline::now() + grace),
    };
    let (mut images, mut failures) = (Vec::new(), Vec::new());
    let extra = std::iter::repeat_with(|| context.take_extra_index());
    let indices: Vec<u64> = child.image_indices.iter().copied().chain(extra).take(reply_images.len()).collect();
    let index_at =
        move |position: u64| usize::try_from(position).ok().and_then(|at| indices.get(at)).copied().unwrap_or(position);
    let (job, announced_at) = (context.job.clone(), index_at.clone());
    let announce = move |position: u64, image: &OutputImage| job.announce_image(announced_at(position), image.clone());
    let on_stored = |position: u64, stored: Outcome<OutputImage>| {
        let index = index_at(position);
        match stored {
            Ok(mut image) => {
                // Values echoed for the whole reply apply to each image that has none of its own.
                for (name, value) in &actual {
                    image.actual.entry(name.clone()).or_insert_with(|| value.clone());
                }
                context.job.push_image(index, image.clone());
                images.push((index, image));
            }
            Err(mut error) => {
                context.job.withdraw_image(index);
                error.provider_request_id.clone_from(&provider_request_id);
                let line = log_lines::warning("image result lost", &context.request, index, &error);
                context.studio.log.push(LogLevel::Warn, line);
                failures.push((index, error));
            }
        }
    };
    outputs::store_all(&context.studio, &origin, reply_images, Some(memory), announce, on_stored).await;
    images.sort_by_key(|(index, _)| *index);
    failures.sort_by_key(|(index, _)| *index);
    if images.is_empty() && !failures.is_empty() {
        return Err(failures.swap_remove(0).1);
    }
    for (index, error) in &failures {
        context.job.push(EventKind::ChildFailed { index: *index, error: error.clone() });
    }
    Ok(ChildResult { images, failures, actual, usage, provider_request_id, status: Some(status) })
}
