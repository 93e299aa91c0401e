//! One request of a job, from its turn in the queue to its pictures in the store, with retries where they cannot bill
//! twice.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::Arc;
use std::time::Duration;

use haloforge_plugin_api::LogLevel;
use serde_json::{Map, Value};
use tokio::sync::OnceCell;
use tokio::time::{sleep, Instant as Deadline};

use super::attempt::{self, Got};
use super::keep::Origin;
use super::record::{OutputImage, What};
use super::retry::{self, Failed};
use super::run::in_background;
use super::{inputs, keep, lines, Job};
use crate::error::{BackendError, Outcome};
use crate::request::items::Item;
use crate::request::plan::Child;
use crate::request::response::Answer;
use crate::request::{JobRequest, Prepared};
use crate::studio::Studio;

/// What the requests of one job share.
pub struct Work {
    pub studio: Arc<Studio>,
    pub job: Arc<Job>,
    pub request: Arc<JobRequest>,
    pub key: Option<String>,
    prepared: OnceCell<Prepared>,
    is_started: AtomicBool,
    /// Pictures that nobody asked for are kept behind those that were.
    next_extra: AtomicU64,
}

/// What one request brought.
#[derive(Default)]
pub struct Made {
    /// By the job's count, in its order.
    pub images: Vec<(u64, OutputImage)>,
    /// What was answered and could not be kept.
    pub lost: Vec<(u64, BackendError)>,
    pub actual: Map<String, Value>,
    pub usage: Option<Map<String, Value>>,
    pub provider_request_id: Option<String>,
}

impl Work {
    pub fn new(studio: Arc<Studio>, job: Arc<Job>, request: JobRequest, key: Option<String>) -> Self {
        let next_extra = AtomicU64::new(request.params.n);
        let request = Arc::new(request);
        Self { studio, job, request, key, prepared: OnceCell::new(), is_started: AtomicBool::new(false), next_extra }
    }

    /// Made by the first request whose turn it is, so that waiting jobs hold no pictures.
    pub async fn prepared(&self) -> Outcome<&Prepared> {
        let prepare = || async {
            let (studio, request) = (self.studio.clone(), self.request.clone());
            in_background(move || inputs::prepare(&studio.store, &request)).await?
        };
        self.prepared.get_or_try_init(prepare).await
    }

    fn start(&self) {
        if !self.is_started.swap(true, Ordering::SeqCst) && self.job.push(What::Started) {
            self.studio.log.push(LogLevel::Info, lines::started(&self.request));
        }
    }
}

pub async fn run(work: Arc<Work>, child: Child) -> Outcome<Made> {
    let wire = &work.request.wire;
    let lane = work.studio.jobs.lane(work.request.endpoint.base(), wire.concurrency);
    let closed = |_| BackendError::internal("The plugin has been unloaded.");
    let _turn = lane.acquire_owned().await.map_err(closed)?;
    let _permit = work.studio.jobs.permits.clone().acquire_owned().await.map_err(closed)?;
    work.start();
    let deadline = Deadline::now() + Duration::from_millis(work.request.timeout_ms());
    let mut attempts = 0;
    let got = loop {
        attempts += 1;
        let (error, failed) = match attempt::run(&work, &child, deadline).await {
            Ok(got) => break got,
            Err(failure) => failure,
        };
        let pause = retry::pause(&error, Failed { attempt: attempts, ..failed });
        let Some(pause) = pause.filter(|pause| Deadline::now() + *pause < deadline) else {
            return Err(if attempts > 1 { error.with("attempts", attempts) } else { error });
        };
        let line = lines::warning("image request retried", &work.request, child.index(), &error);
        work.studio.log.push(LogLevel::Warn, line);
        let after_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
        work.job.push(What::Retrying { index: child.index(), after_ms, reason: error.code.name().into() });
        sleep(pause).await;
    };
    collect(&work, &child, got, deadline).await
}

/// What came late is worth a moment, though the time is over: it is paid for.
fn grace(timeout: Duration) -> Duration {
    (timeout / 10).min(Duration::from_secs(30))
}

/// Relays tell a finished picture twice. Only what is more than was asked for is looked at: two may be alike.
fn without_echoes(mut items: Vec<Item>, asked: usize) -> Vec<Item> {
    let mut at = 1;
    while items.len() > asked && at < items.len() {
        let is_echo = items.iter().take(at).zip(items.get(at)).any(|(before, item)| before.source == item.source);
        if is_echo {
            items.remove(at);
        } else {
            at += 1;
        }
    }
    items
}

/// Stores what came. One picture that cannot be had does not lose the others.
async fn collect(work: &Work, child: &Child, got: Got, deadline: Deadline) -> Outcome<Made> {
    let Got { answer, provider_request_id } = got;
    let Answer { items, actual, usage, .. } = answer;
    let items = without_echoes(items, child.pictures.len());
    let grace = grace(Duration::from_millis(work.request.timeout_ms()));
    let origin = Origin {
        endpoint: &work.request.endpoint,
        base: &work.request.url(),
        deadline: deadline.max(Deadline::now() + grace),
    };
    let (mut images, mut lost) = (Vec::new(), Vec::new());
    let tell = |place: u64, end: Outcome<OutputImage>| {
        let asked = usize::try_from(place).ok().and_then(|place| child.pictures.get(place)).copied();
        let index = asked.unwrap_or_else(|| work.next_extra.fetch_add(1, Ordering::SeqCst));
        match end {
            Ok(mut image) => {
                // What was said of all of them holds for each that says nothing else.
                for (name, value) in &actual {
                    image.actual.entry(name.clone()).or_insert_with(|| value.clone());
                }
                work.job.push_image(index, image.clone());
                images.push((index, image));
            }
            Err(mut error) => {
                error.provider_request_id.clone_from(&provider_request_id);
                let line = lines::warning("image result lost", &work.request, index, &error);
                work.studio.log.push(LogLevel::Warn, line);
                lost.push((index, error));
            }
        }
    };
    keep::all(&work.studio, &origin, items, tell).await;
    images.sort_by_key(|(index, _)| *index);
    lost.sort_by_key(|(index, _)| *index);
    if images.is_empty() && !lost.is_empty() {
        return Err(lost.swap_remove(0).1);
    }
    for (index, error) in &lost {
        work.job.push(What::ChildFailed { index: *index, error: error.clone() });
    }
    Ok(Made { images, lost, actual, usage, provider_request_id })
}
