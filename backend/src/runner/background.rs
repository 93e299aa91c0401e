//! Helpers for tasks: blocking work, and guards for tasks that are dropped or panic.

use std::sync::Arc;

use tokio::task::{spawn_blocking, AbortHandle};

use crate::error::{BackendError, Outcome};
use crate::jobs::{EventKind, Job, JobState};

/// Runs blocking work on a blocking thread. A panic becomes an error.
pub async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    spawn_blocking(work).await.map_err(|_| panic_error())
}

pub fn panic_error() -> BackendError {
    BackendError::internal("The job failed because of a fault in this program.")
}

/// Fails the job if its task panics; otherwise the page would see it running for ever.
pub struct FailOnPanic(pub Arc<Job>);

impl Drop for FailOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.finish(JobState::Failed, EventKind::Failed { error: panic_error() });
        }
    }
}

/// Aborts a task when it is dropped, so that a task that waits for another one takes that one down with it.
pub struct AbortOnDrop(pub AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
