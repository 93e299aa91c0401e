//! One small file a job under data_dir/jobs, from submit until the page has acknowledged it.

use std::fs;
use std::path::{Path, PathBuf};

use super::record::{JobState, Record};
use crate::atomic;
use crate::error::{BackendError, Outcome};

pub struct Journal {
    folder: PathBuf,
}

impl Journal {
    pub fn open(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("jobs") }
    }

    fn path(&self, job_id: &str) -> PathBuf {
        self.folder.join(format!("{job_id}.json"))
    }

    pub fn write(&self, record: &Record) -> Outcome<()> {
        let json = serde_json::to_vec(&record.journalled())
            .map_err(|_| BackendError::internal("A job could not be written down."))?;
        atomic::write(&self.path(&record.job_id), &json, atomic::Access::Private)
            .map_err(|e| BackendError::disk("Writing the job down", &e))
    }

    pub fn remove(&self, job_id: &str) {
        let _ = fs::remove_file(self.path(job_id));
    }

    /// What an earlier process left. What ran then was interrupted; files that cannot be read are left alone.
    pub fn recover(&self) -> Vec<Record> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let is_record = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
        let read = |path: PathBuf| serde_json::from_slice::<Record>(&fs::read(path).ok()?).ok();
        let records = entries.flatten().map(|entry| entry.path()).filter(is_record).filter_map(read);
        records.map(|record| self.settle(record)).collect()
    }

    fn settle(&self, mut record: Record) -> Record {
        if record.state == JobState::Running {
            record.state = JobState::Interrupted;
            let _ = self.write(&record);
        }
        record
    }
}
