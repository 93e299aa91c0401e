//! One job: its record, its previews and the task that runs it. All changes of a record go through here.
//!
//! The journal is written without the lock of the record, so that a slow disk does not delay the page. A caller that
//! writes it must be on a thread that may block.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use tokio::task::AbortHandle;

use super::event::{EventKind, JobState, OutputImage};
use super::journal::{Journal, JournalEntry};
use super::record::JobRecord;
use crate::error::Outcome;
use crate::log::Line;
use crate::mutex::lock;
use crate::store::Preview;

pub struct Job {
    /// None for polled commands, which are neither journalled nor listed: they produce nothing that was paid for.
    journal: Option<JournalEntry>,
    state: Mutex<State>,
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

struct State {
    /// As the page sees it.
    record: JobRecord,
    /// Rises with every change that is journalled.
    revision: u64,
    /// The record of a job that has ended, while its end is being journalled: the page must not see it earlier.
    ending: Option<JobRecord>,
}

impl Job {
    pub fn new(journal: Option<Arc<Journal>>, record: JobRecord, inputs: Vec<String>) -> Self {
        Self {
            journal: journal.map(|journal| JournalEntry::new(journal, &record.job_id)),
            state: Mutex::new(State { record, revision: 0, ending: None }),
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
        lock(&self.state).record.job_id.clone()
    }

    pub fn snapshot(&self) -> JobRecord {
        lock(&self.state).record.clone()
    }

    /// Reads from the record without copying it.
    pub fn with_record<T>(&self, read: impl FnOnce(&JobRecord) -> T) -> T {
        read(&lock(&self.state).record)
    }

    pub fn is_running(&self) -> bool {
        lock(&self.state).record.state == JobState::Running
    }

    /// Returns false if the job has ended; the event is then dropped.
    pub fn push(&self, kind: EventKind) -> bool {
        let mut state = lock(&self.state);
        let is_open = state.is_open();
        if is_open {
            state.record.push(kind);
        }
        is_open
    }

    /// Ends the job. The end is journalled before the page can see it, so an acknowledgement cannot overtake it. Writes
    /// to the disk; a failure is ignored, because a full disk must not lose the result that is still in memory.
    pub fn finish(&self, end: JobState, kind: EventKind) -> bool {
        let is_ended = lock(&self.state).begin_end(end, kind);
        if is_ended {
            let _ = self.save();
            lock(&self.state).publish_end();
        }
        is_ended
    }

    /// Ends the job for the page at once. `save` must follow on a thread that may block.
    pub fn finish_unsaved(&self, end: JobState, kind: EventKind) -> bool {
        let mut state = lock(&self.state);
        let is_ended = state.begin_end(end, kind);
        if is_ended {
            state.publish_end();
        }
        is_ended
    }

    /// Writes the newest record to the journal.
    pub fn save(&self) -> Outcome<()> {
        let Some(journal) = &self.journal else { return Ok(()) };
        let (revision, record) = lock(&self.state).newest();
        journal.write(revision, &record)
    }

    /// The newest record is not on the disk, because writing it failed.
    pub fn is_unsaved(&self) -> bool {
        self.journal.as_ref().is_some_and(JournalEntry::is_stale)
    }

    /// Nothing is written any more. `keep` gets the path of the journal file; the file is removed when it returns false.
    pub fn retire_journal(&self, keep: impl FnOnce(&Path) -> bool) {
        if let Some(journal) = &self.journal {
            journal.retire(keep);
        }
    }

    pub fn push_partial(&self, index: u64, partial_index: u64, image: OutputImage, preview: Preview) {
        if self.push(EventKind::Partial { index, partial_index, image }) {
            lock(&self.previews).insert(index, preview);
        }
    }

    /// Names an image in the journal before it is stored, so that a kill in between leaves no image that nothing names.
    /// Writes to the disk.
    pub fn announce_image(&self, index: u64, image: OutputImage) {
        let mut state = lock(&self.state);
        state.record.announce(index, image);
        state.revision += 1;
        drop(state);
        let _ = self.save();
    }

    /// An announced image that could not be stored.
    pub fn withdraw_image(&self, index: u64) {
        lock(&self.state).record.withdraw(index);
    }

    pub fn push_image(&self, index: u64, image: OutputImage) -> bool {
        let is_pushed = self.push(EventKind::Image { index, image });
        self.withdraw_image(index);
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

    /// Ends a running job because the plugin is being unloaded. Writes to the disk.
    pub fn interrupt(&self) {
        let mut state = lock(&self.state);
        let is_changed = state.record.state == JobState::Running;
        if is_changed && state.ending.is_none() {
            state.record.state = JobState::Interrupted;
            state.revision += 1;
        }
        state.publish_end();
        drop(state);
        if is_changed || self.is_unsaved() {
            let _ = self.save();
        }
        self.abort_task();
    }
}

impl State {
    fn is_open(&self) -> bool {
        self.record.state == JobState::Running && self.ending.is_none()
    }

    /// Returns false if the job has ended before.
    fn begin_end(&mut self, end: JobState, kind: EventKind) -> bool {
        if !self.is_open() {
            return false;
        }
        let mut ended = self.record.clone();
        ended.state = end;
        ended.push(kind);
        self.revision += 1;
        self.ending = Some(ended);
        true
    }

    fn publish_end(&mut self) {
        if let Some(ended) = self.ending.take() {
            self.record = ended;
        }
    }

    fn newest(&self) -> (u64, JobRecord) {
        (self.revision, self.ending.as_ref().unwrap_or(&self.record).clone())
    }
}
