//! One job: its record, its previews and the task that runs it. All changes of a record go through here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::AbortHandle;

use super::event::{EventKind, JobState, OutputImage};
use super::journal::Journal;
use super::record::JobRecord;
use crate::log::Line;
use crate::store::Preview;

pub struct Job {
    /// None for polled commands, which are neither journalled nor listed: they produce nothing that was paid for.
    journal: Option<Arc<Journal>>,
    record: Mutex<JobRecord>,
    abort: Mutex<Option<AbortHandle>>,
    /// Hashes of stored images that must be kept while the job is running.
    inputs: Vec<String>,
    /// The newest partial image of each index. They are kept until the job is acknowledged, even if it failed, because
    /// they may be its only visible result.
    previews: Mutex<BTreeMap<u64, Preview>>,
    /// The log line for a cancellation, and the time when the job started.
    cancel_line: OnceLock<(Line, Instant)>,
    /// When the job was created or recovered by this process.
    loaded_at: Instant,
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Job {
    pub fn new(journal: Option<Arc<Journal>>, record: JobRecord, inputs: Vec<String>) -> Self {
        Self {
            journal,
            record: Mutex::new(record),
            abort: Mutex::default(),
            inputs,
            previews: Mutex::default(),
            cancel_line: OnceLock::new(),
            loaded_at: Instant::now(),
        }
    }

    pub fn is_polled_command(&self) -> bool {
        self.journal.is_none()
    }

    pub fn inputs(&self) -> &[String] {
        &self.inputs
    }

    /// Time that this process has known the job.
    pub fn age(&self) -> Duration {
        self.loaded_at.elapsed()
    }

    pub fn set_cancel_line(&self, line: Line) {
        let _ = self.cancel_line.set((line, Instant::now()));
    }

    pub fn cancel_line(&self) -> Option<Line> {
        let (line, started) = self.cancel_line.get()?;
        let elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Some(line.clone().field("elapsed_ms", elapsed_ms))
    }

    pub fn id(&self) -> String {
        lock(&self.record).job_id.clone()
    }

    pub fn snapshot(&self) -> JobRecord {
        lock(&self.record).clone()
    }

    /// Reads from the record without copying it.
    pub fn with_record<T>(&self, read: impl FnOnce(&JobRecord) -> T) -> T {
        read(&lock(&self.record))
    }

    pub fn is_running(&self) -> bool {
        lock(&self.record).state == JobState::Running
    }

    /// Returns false if the job has ended; the event is then dropped.
    pub fn push(&self, kind: EventKind) -> bool {
        self.update(None, kind)
    }

    /// Ends the job. The end is journalled before the page can see it, so an acknowledgement cannot overtake it.
    pub fn finish(&self, state: JobState, kind: EventKind) -> bool {
        self.update(Some(state), kind)
    }

    fn update(&self, end: Option<JobState>, kind: EventKind) -> bool {
        let mut record = lock(&self.record);
        if record.state != JobState::Running {
            return false;
        }
        let is_journalled = end.is_some() || matches!(kind, EventKind::Image { .. });
        record.state = end.unwrap_or(JobState::Running);
        record.push(kind);
        if is_journalled {
            self.write_journal(&record);
        }
        true
    }

    /// Errors are ignored: a full disk must not lose the result that is still in memory.
    fn write_journal(&self, record: &JobRecord) {
        if let Some(journal) = &self.journal {
            let _ = journal.write(record);
        }
    }

    pub fn push_partial(&self, index: u64, partial_index: u64, image: OutputImage, preview: Preview) {
        if self.push(EventKind::Partial { index, partial_index, image }) {
            lock(&self.previews).insert(index, preview);
        }
    }

    pub fn push_image(&self, index: u64, image: OutputImage) -> bool {
        let is_pushed = self.push(EventKind::Image { index, image });
        lock(&self.previews).remove(&index);
        is_pushed
    }

    /// Sets the task that runs the job. If the job was cancelled before, the task is aborted at once.
    pub fn set_task(&self, task: AbortHandle) {
        *lock(&self.abort) = Some(task);
        if !self.is_running() {
            self.abort_task();
        }
    }

    /// Drops the task and with it all sockets of the job.
    pub fn abort_task(&self) {
        if let Some(abort) = lock(&self.abort).take() {
            abort.abort();
        }
    }

    /// Ends a running job because the plugin is being unloaded.
    pub fn interrupt(&self) {
        let mut record = lock(&self.record);
        if record.state == JobState::Running {
            record.state = JobState::Interrupted;
            self.write_journal(&record);
        }
        drop(record);
        self.abort_task();
    }
}
