//! The context shared by all requests of one job: the request, the key, the prepared inputs.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::Arc;

use haloforge_plugin_api::LogLevel;
use tokio::sync::OnceCell;
use zeroize::Zeroizing;

use super::{inputs, log_lines};
use crate::error::Outcome;
use crate::jobs::{EventKind, Job};
use crate::request::{JobRequest, PreparedInputs};
use crate::studio::Studio;

pub struct JobContext {
    pub studio: Arc<Studio>,
    pub job: Arc<Job>,
    pub request: Arc<JobRequest>,
    key: Option<Zeroizing<String>>,
    inputs: OnceCell<PreparedInputs>,
    is_started: AtomicBool,
    /// The next index for images beyond the requested number. They are placed after the requested ones.
    next_extra_index: AtomicU64,
}

impl JobContext {
    pub fn new(studio: Arc<Studio>, job: Arc<Job>, request: JobRequest, key: Option<Zeroizing<String>>) -> Self {
        let next_extra_index = AtomicU64::new(request.params.n);
        let (request, inputs, is_started) = (Arc::new(request), OnceCell::new(), AtomicBool::new(false));
        Self { studio, job, request, key, inputs, is_started, next_extra_index }
    }

    /// The inputs are prepared by the first request that gets a permit, so that waiting jobs hold no images in memory.
    pub async fn inputs(&self) -> Outcome<&PreparedInputs> {
        let prepare = || async {
            let (studio, request) = (self.studio.clone(), self.request.clone());
            let pools = &self.studio.pools;
            let (owner, checked) = (studio.clone(), request.clone());
            let bytes = pools.pictures.run(move || inputs::memory_need(&owner.store, &checked)).await?;
            let reserved = self.studio.memory().reserve(bytes).await;
            let _memory = reserved.map_err(|error| error.with("sent", false).with("may_have_billed", false))?;
            pools.pictures.run(move || inputs::prepare(&studio.store, &request)).await?
        };
        self.inputs.get_or_try_init(prepare).await
    }

    pub fn key(&self) -> Option<&str> {
        self.key.as_ref().map(|key| key.as_str())
    }

    /// Reports the start of the job, once.
    pub fn start(&self) {
        if !self.is_started.swap(true, Ordering::SeqCst) && self.job.push(EventKind::Started) {
            self.studio.log.push(LogLevel::Info, log_lines::started(&self.request));
        }
    }

    pub fn take_extra_index(&self) -> u64 {
        self.next_extra_index.fetch_add(1, Ordering::SeqCst)
    }
}
