//! Guards for tasks that are dropped or panic.

use std::sync::Arc;

use tokio::task::AbortHandle;

use crate::jobs::{EventKind, Job, JobState};
use crate::pools::{panic_error, Pool};

/// Fails the job if its task panics; otherwise the page would see it running for ever.
pub struct FailOnPanic {
    pub job: Arc<Job>,
    pub store: Pool,
}

impl Drop for FailOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let job = self.job.clone();
            job.finish_unsaved(JobState::Failed, EventKind::Failed { error: panic_error() });
            self.store.spawn(move || drop(job.save()));
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
