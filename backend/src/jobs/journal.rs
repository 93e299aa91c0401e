//! The journal: one small file per job under data_dir/jobs, from submit until the page has acknowledged the job.

use std::fs;
use std::path::{Path, PathBuf};

use super::event::JobState;
use super::record::JobRecord;
use crate::atomic;
use crate::error::{BackendError, Outcome};

pub struct Journal {
    folder: PathBuf,
}

impl Journal {
    pub fn open(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("jobs") }
    }

    pub fn path(&self, job_id: &str) -> PathBuf {
        self.folder.join(format!("{job_id}.json"))
    }

    pub fn write(&self, record: &JobRecord) -> Outcome<()> {
        let json = serde_json::to_vec(&record.for_journal())
            .map_err(|_| BackendError::internal("A job could not be serialised for the journal."))?;
        atomic::write(&self.path(&record.job_id), &json)
            .map_err(|e| BackendError::disk("Writing the job's journal entry", &e))
    }

    pub fn remove(&self, job_id: &str) {
        let _ = fs::remove_file(self.path(job_id));
    }

    /// Reads the jobs of earlier processes. Jobs that were running become interrupted; unreadable files are left alone.
    pub fn recover(&self) -> Vec<JobRecord> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let is_record = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
        let read = |path: PathBuf| serde_json::from_slice::<JobRecord>(&fs::read(path).ok()?).ok();
        let records = entries.flatten().map(|entry| entry.path()).filter(is_record).filter_map(read);
        records.map(|record| self.mark_interrupted(record)).collect()
    }

    fn mark_interrupted(&self, mut record: JobRecord) -> JobRecord {
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
