//! Blocking work in classes, each with its own limit, so that a disk that hangs or a large picture delays only its own
//! kind. Name lookups run on the same threads (the HTTP client does them by itself) and must always find a free one: the
//! runtime has more threads than all limits together.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use crate::error::{BackendError, Outcome};

const STORE: usize = 8;
const PICTURES: usize = 4;
const HOST_FILES: usize = 4;
/// Requests read their uploads from the disk, one piece at a time each.
const UPLOADS: usize = 8;
const SEGMENTATION: usize = 1;
const NAME_LOOKUPS: usize = 40;
pub const MAX_BLOCKING_THREADS: usize = STORE + PICTURES + HOST_FILES + UPLOADS + SEGMENTATION + NAME_LOOKUPS;

pub struct Pools {
    /// The plugin's own files: flushing the journal and the results.
    pub store: Pool,
    /// Decoding and hashing pictures, parsing replies.
    pub pictures: Pool,
    /// Files that the user named. They may lie on a network disk that never answers.
    pub host_files: Pool,
    /// The segmentation model, one picture or click at a time, so that its memory is needed once.
    pub segmentation: Pool,
}

impl Pools {
    pub fn new(runtime: &Handle) -> Self {
        let pool = |limit| Pool { permits: Arc::new(Semaphore::new(limit)), runtime: runtime.clone() };
        Self {
            store: pool(STORE),
            pictures: pool(PICTURES),
            host_files: pool(HOST_FILES),
            segmentation: pool(SEGMENTATION),
        }
    }
}

#[derive(Clone)]
pub struct Pool {
    permits: Arc<Semaphore>,
    runtime: Handle,
}

impl Pool {
    /// Waits for a place and runs the work on a blocking thread. A panic becomes an error. Once begun, the work goes on
    /// even when the caller is dropped.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
        let closed = |_| BackendError::internal("The plugin has been unloaded.");
        let permit = self.permits.clone().acquire_owned().await.map_err(closed)?;
        let run = move || {
            // Held by the thread and not by the caller, who may have stopped waiting for a disk that hangs.
            let _permit = permit;
            work()
        };
        self.runtime.spawn_blocking(run).await.map_err(|_| panic_error())
    }

    /// Runs the work without waiting for it.
    pub fn spawn(&self, work: impl FnOnce() + Send + 'static) {
        let pool = self.clone();
        self.runtime.spawn(async move { drop(pool.run(work).await) });
    }
}

pub fn panic_error() -> BackendError {
    BackendError::internal("The job failed because of a fault in this program.")
}
