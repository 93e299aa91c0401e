//! One job from its inputs to its results: check, send, read, store. Runs on the plugin's own runtime.

use std::sync::Arc;
use std::time::{Duration, Instant};

use haloforge_plugin_api::LogLevel;
use tokio::task::spawn_blocking;
use tokio::time::{timeout_at, Instant as Deadline};

use super::record::{JobOutcome, JobState, OutputImage, What};
use super::{lock, Job};
use crate::error::{BackendError, Code, Outcome};
use crate::log::Line;
use crate::request::images::{self, Body};
use crate::request::response::{self, Answer, Item, Source, Told};
use crate::request::{JobRequest, Operation};
use crate::studio::Studio;
use crate::{mask, picture};

/// More pictures than anybody can ask for are not kept.
const MAX_RESULTS: usize = 16;

pub fn spawn(studio: &Arc<Studio>, job: Arc<Job>, request: JobRequest) {
    let task = studio.runtime.spawn(run(studio.clone(), job.clone(), request));
    *lock(&job.abort) = Some(task.abort_handle());
    // Cancelled before there was anything to stop.
    if !job.is_running() {
        job.stop();
    }
}

/// A job that is dropped without an end (a panic in here) must not run for ever in the page's eyes.
struct Unfinished(Arc<Job>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let error = BackendError::internal("The job broke off by a fault of this program.");
            self.0.finish(JobState::Failed, What::Failed { error });
        }
    }
}

async fn run(studio: Arc<Studio>, job: Arc<Job>, request: JobRequest) {
    let unfinished = Unfinished(job.clone());
    let Ok(_permit) = studio.jobs.permits.clone().acquire_owned().await else { return };
    let started = Instant::now();
    let request = Arc::new(request);
    let deadline = Deadline::now() + Duration::from_millis(request.timeout_ms);
    if !job.push(What::Started) {
        return;
    }
    studio.log.push(LogLevel::Info, request_line("image request started", &request));

    let key = studio.secrets.key(&request.endpoint.origin());
    let exchanged = match timeout_at(deadline, exchange(&studio, &request, key.as_deref())).await {
        Ok(exchanged) => exchanged,
        Err(_) => Err(too_late(&request)),
    };
    let finished = match exchanged {
        Ok(exchanged) => collect(&studio, &job, &request, exchanged, deadline, started).await,
        Err(error) => Err(error),
    };
    match finished {
        Ok(outcome) => {
            let line = success_line(&request, &outcome);
            if job.finish(JobState::Done, What::Done { outcome }) {
                studio.log.push(LogLevel::Info, line);
            }
        }
        Err(error) => {
            let line = failure_line(&request, &error, started);
            if job.finish(JobState::Failed, What::Failed { error }) {
                studio.log.push(LogLevel::Error, line);
            }
        }
    }
    drop(unfinished);
}

struct Exchanged {
    answer: Answer,
    provider_request_id: Option<String>,
}

async fn exchange(studio: &Arc<Studio>, request: &Arc<JobRequest>, key: Option<&str>) -> Outcome<Exchanged> {
    let body = in_background({
        let (studio, request) = (studio.clone(), request.clone());
        move || body_of(&studio, &request)
    })
    .await??;
    let reply = studio.http.post(&request.endpoint, request.operation.path(), body, key).await?;
    let provider_request_id = reply.request_id.clone();
    let (request, key) = (request.clone(), key.map(str::to_owned));
    let answer = in_background(move || {
        let told = Told {
            status: reply.status,
            content_type: &reply.content_type,
            prompt: &request.prompt,
            key: key.as_deref(),
        };
        response::read(&reply.body, &told).map_err(|mut error| {
            error.provider_request_id = reply.request_id.clone();
            match &reply.retry_after {
                Some(pause) if reply.status == 429 || reply.status == 503 => error.with("retry_after", pause.as_str()),
                _ => error,
            }
        })
    })
    .await??;
    Ok(Exchanged { answer, provider_request_id })
}

/// Reads and checks the inputs: nothing is sent unless all of them are in order.
fn body_of(studio: &Studio, request: &JobRequest) -> Outcome<Body> {
    let is_base64_asked = studio.is_base64_asked();
    if request.operation == Operation::Generate {
        return Ok(images::generation(request, is_base64_asked));
    }
    let mut pictures = Vec::new();
    let mut target = None;
    for (index, image) in request.images.iter().enumerate() {
        let bytes = studio.store.read(&image.sha256)?;
        let facts = mask::check_image(&bytes, image.kind.content_type())
            .map_err(|error| error.with("field", format!("request.images[{index}]")))?;
        target.get_or_insert(facts);
        pictures.push(bytes);
    }
    let mask = request.mask.as_deref().map(|sha256| studio.store.read(sha256)).transpose()?;
    if let (Some(mask), Some(target)) = (&mask, target) {
        mask::check_mask(mask, target, request.is_everything_allowed)?;
    }
    Ok(images::edit(request, pictures, mask, is_base64_asked))
}

/// Stores what came. One picture that cannot be had does not lose the others.
async fn collect(
    studio: &Arc<Studio>,
    job: &Arc<Job>,
    request: &Arc<JobRequest>,
    exchanged: Exchanged,
    deadline: Deadline,
    started: Instant,
) -> Outcome<JobOutcome> {
    let Exchanged { answer, provider_request_id } = exchanged;
    let mut received = 0;
    let mut failure = None;
    for item in answer.items.into_iter().take(MAX_RESULTS) {
        let kept = timeout_at(deadline, keep(studio, request, item)).await.unwrap_or_else(|_| Err(too_late(request)));
        match kept {
            Ok(image) => {
                job.push(What::Image { index: received, image });
                received += 1;
            }
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    match failure {
        Some(mut error) if received == 0 => {
            error.provider_request_id = provider_request_id;
            return Err(error);
        }
        Some(error) => {
            let line = Line::new("image result lost").field("request_id", &request.request_id).field("error", error);
            studio.log.push(LogLevel::Warn, line);
        }
        None => {}
    }
    Ok(JobOutcome {
        requested: request.params.n,
        received,
        actual: answer.actual,
        usage: answer.usage,
        provider_request_id,
        elapsed_ms: elapsed_ms(started),
    })
}

async fn keep(studio: &Arc<Studio>, request: &JobRequest, item: Item) -> Outcome<OutputImage> {
    let Item { source, revised_prompt } = item;
    let bytes = match source {
        Source::Bytes(bytes) => bytes,
        Source::Url(address) => studio.http.download(&address, &request.endpoint).await?,
    };
    let studio = studio.clone();
    in_background(move || {
        let facts = picture::measure(&bytes).map_err(|error| {
            let sentence = "The provider sent something that is no complete picture.";
            BackendError::new(Code::ProviderUnreadable, sentence).with("cause", error.code.name())
        })?;
        Ok(OutputImage {
            sha256: studio.store.keep(&bytes)?,
            size_bytes: bytes.len() as u64,
            content_type: facts.kind.content_type().into(),
            width: facts.width,
            height: facts.height,
            revised_prompt,
        })
    })
    .await?
}

async fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    spawn_blocking(work).await.map_err(|_| BackendError::internal("The job broke off by a fault of this program."))
}

fn too_late(request: &JobRequest) -> BackendError {
    BackendError::new(Code::Timeout, "There was no complete answer within the time limit.")
        .with("timeout_ms", request.timeout_ms)
}

fn elapsed_ms(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// The fields that every line of a request has. No query of the base URL: it may carry a secret.
pub fn request_line(event: &str, request: &JobRequest) -> Line {
    let params = &request.params;
    Line::new(event)
        .field("request_id", &request.request_id)
        .field("gateway_type", "custom")
        .field("api_mode", "images")
        .field("base_url", request.endpoint.base_without_query())
        .field("endpoint", format!("/{}", request.operation.path()))
        .field("task_id", &request.task_id)
        .field("operation", request.operation.name())
        .field("model", &params.model)
        .optional("size", params.size.as_ref())
        .field("count", params.n)
        .optional("quality", params.quality.as_ref())
        .optional("format", params.output_format.as_ref())
        .field("references", request.images.len())
        .field("mask", request.mask.is_some())
}

fn success_line(request: &JobRequest, outcome: &JobOutcome) -> Line {
    request_line("image request succeeded", request)
        .optional("provider_request_id", outcome.provider_request_id.as_ref())
        .field("elapsed_ms", outcome.elapsed_ms)
        .field("outputs", outcome.received)
}

/// Without the provider's words: they may echo the prompt in forms that redaction does not know.
fn failure_line(request: &JobRequest, error: &BackendError, started: Instant) -> Line {
    request_line("image request failed", request)
        .field("code", error.code.name())
        .optional("status", error.details.get("status"))
        .optional("provider_request_id", error.provider_request_id.as_ref())
        .field("elapsed_ms", elapsed_ms(started))
        .field("error", &error.message)
}
