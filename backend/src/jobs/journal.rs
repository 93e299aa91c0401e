//! The journal: one small file per job under data_dir/jobs, from submit until the page has acknowledged the job.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::event::JobState;
use super::record::JobRecord;
use super::record_folder::RecordFolder;
use crate::disk::Disk;
use crate::error::{BackendError, Outcome};
use crate::mutex::lock;

pub struct Journal {
    pub files: RecordFolder,
}

impl Journal {
    /// Also returns the jobs of earlier processes. Those that were running become interrupted.
    pub fn open(data_dir: &Path, disk: Disk) -> (Self, Vec<JobRecord>) {
        let (files, records) = RecordFolder::open(data_dir.join("jobs"), disk);
        let journal = Self { files };
        let records = records.into_iter().map(|(_, record)| journal.recover(record)).collect();
        (journal, records)
    }

    fn write(&self, record: &JobRecord) -> Outcome<()> {
        let json = serde_json::to_vec(&record.for_journal())
            .map_err(|_| BackendError::internal("A job could not be serialised for the journal."))?;
        self.files
            .disk
            .write(&self.files.path(&record.job_id), &json)
            .map_err(|e| BackendError::disk("Writing the job's journal entry", &e))
    }

    fn recover(&self, mut record: JobRecord) -> JobRecord {
        let was_running = record.state == JobState::Running;
        if was_running {
            record.state = JobState::Interrupted;
        }
        // Version 0.2.0 stored the provider's version of the prompt.
        if was_running || record.has_prompt() {
            let _ = self.write(&record);
        }
        record
    }
}

/// The journal file of one job. Its lock is held while the file is written, and nothing else waits for it.
pub struct JournalEntry {
    journal: Arc<Journal>,
    job_id: String,
    state: Mutex<EntryState>,
    /// The last write failed: the newest record is only in memory.
    is_stale: AtomicBool,
}

#[derive(Default)]
struct EntryState {
    /// The revision of the record that was written last; an older one that comes late is skipped.
    written: u64,
    is_removed: bool,
}

impl JournalEntry {
    pub fn new(journal: Arc<Journal>, job_id: &str) -> Self {
        Self { journal, job_id: job_id.into(), state: Mutex::default(), is_stale: AtomicBool::new(false) }
    }

    pub fn write(&self, revision: u64, record: &JobRecord) -> Outcome<()> {
        let mut state = lock(&self.state);
        if state.is_removed || revision < state.written {
            return Ok(());
        }
        let written = self.journal.write(record);
        self.is_stale.store(written.is_err(), Ordering::SeqCst);
        if written.is_ok() {
            state.written = revision;
        }
        written
    }

    pub fn is_stale(&self) -> bool {
        self.is_stale.load(Ordering::SeqCst)
    }

    /// Hands the file over to `keep`, which moves it and returns true, or removes it. Later writes do nothing.
    pub fn retire(&self, keep: impl FnOnce(&Path) -> bool) {
        let mut state = lock(&self.state);
        if state.is_removed {
            return;
        }
        state.is_removed = true;
        if self.is_stale.swap(false, Ordering::SeqCst) || !keep(&self.journal.files.path(&self.job_id)) {
            self.journal.files.remove(&self.job_id);
        }
    }
}
