//! The journal: one small file per job under data_dir/jobs, from submit until the page has acknowledged the job.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::event::JobState;
use super::record::JobRecord;
use crate::disk::Disk;
use crate::error::{BackendError, Outcome};
use crate::mutex::lock;

pub struct Journal {
    folder: PathBuf,
    disk: Disk,
}

/// The files of a folder of records.
#[derive(Default)]
pub struct RecordFiles {
    pub records: Vec<(PathBuf, JobRecord)>,
    /// Damaged files and records of an unknown kind. They may name pictures that nothing else names.
    pub unreadable: Vec<PathBuf>,
}

impl RecordFiles {
    /// A folder that is not there has no files; one that cannot be listed is unreadable itself.
    pub fn read(folder: &Path) -> Self {
        let mut files = Self::default();
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return files,
            Err(_) => {
                files.unreadable.push(folder.to_owned());
                return files;
            }
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            match fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
                Some(record) => files.records.push((path, record)),
                None => files.unreadable.push(path),
            }
        }
        files
    }
}

impl Journal {
    pub fn open(data_dir: &Path, disk: Disk) -> Self {
        Self { folder: data_dir.join("jobs"), disk }
    }

    pub fn path(&self, job_id: &str) -> PathBuf {
        self.folder.join(format!("{job_id}.json"))
    }

    fn write(&self, record: &JobRecord) -> Outcome<()> {
        let json = serde_json::to_vec(&record.for_journal())
            .map_err(|_| BackendError::internal("A job could not be serialised for the journal."))?;
        self.disk
            .write(&self.path(&record.job_id), &json)
            .map_err(|e| BackendError::disk("Writing the job's journal entry", &e))
    }

    fn remove(&self, job_id: &str) {
        let _ = self.disk.remove(&self.path(job_id));
    }

    /// Reads the jobs of earlier processes. Jobs that were running become interrupted; unreadable files are left alone.
    pub fn recover(&self) -> RecordFiles {
        let mut files = RecordFiles::read(&self.folder);
        for (_, record) in &mut files.records {
            let was_running = record.state == JobState::Running;
            if was_running {
                record.state = JobState::Interrupted;
            }
            // Version 0.2.0 stored the provider's version of the prompt.
            if was_running || record.has_prompt() {
                let _ = self.write(record);
            }
        }
        files
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
        if self.is_stale.swap(false, Ordering::SeqCst) || !keep(&self.journal.path(&self.job_id)) {
            self.journal.remove(&self.job_id);
        }
    }
}
