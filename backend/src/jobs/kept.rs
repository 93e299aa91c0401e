//! Results that the page has acknowledged. They are kept for some days under data_dir/kept, so that a library that was lost
//! or restored from an older copy can be filled again. A kept result is the job's journal file, moved there; the time of
//! the acknowledgement is the file's modification time.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use super::record::{now_ms, unix_ms, JobRecord};
use super::record_folder::RecordFolder;
use crate::disk::Disk;
use crate::mutex::lock;

/// The limits of what is kept; the user may change both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepLimits {
    pub age: Duration,
    /// The total of all kept pictures.
    pub bytes: u64,
}

#[derive(Debug, Clone)]
pub struct KeptResult {
    pub acknowledged_ms: u64,
    pub record: JobRecord,
}

impl KeptResult {
    pub fn bytes(&self) -> u64 {
        self.record.output_bytes()
    }
}

pub struct KeptResults {
    pub files: RecordFolder,
    /// Oldest acknowledgement first.
    results: Mutex<Vec<KeptResult>>,
}

impl KeptResults {
    pub fn open(data_dir: &Path, disk: Disk) -> Self {
        let (files, records) = RecordFolder::open(data_dir.join("kept"), disk);
        let acknowledged_ms =
            |path: &Path| fs::metadata(path).and_then(|data| data.modified()).map(unix_ms).unwrap_or_default();
        let mut results: Vec<KeptResult> = records
            .into_iter()
            .map(|(path, record)| KeptResult { acknowledged_ms: acknowledged_ms(&path), record })
            .collect();
        results.sort_by_key(|result| result.acknowledged_ms);
        Self { files, results: Mutex::new(results) }
    }

    /// Moves the journal file of an acknowledged job here. Returns false when it could not be moved.
    pub fn add(&self, record: JobRecord, journal_file: &Path) -> bool {
        let target = self.files.path(&record.job_id);
        if self.files.disk.rename(journal_file, &target).is_err() {
            return false;
        }
        if let Ok(file) = fs::OpenOptions::new().append(true).open(&target) {
            let _ = file.set_modified(SystemTime::now());
        }
        lock(&self.results).push(KeptResult { acknowledged_ms: now_ms(), record });
        true
    }

    pub fn all(&self) -> Vec<KeptResult> {
        lock(&self.results).clone()
    }

    pub fn hashes(&self) -> Vec<String> {
        lock(&self.results).iter().flat_map(|result| result.record.hashes()).collect()
    }

    /// Forgets results past the limits, the oldest first. Returns their number.
    pub fn trim(&self, limits: KeepLimits) -> usize {
        let oldest_ms = now_ms().saturating_sub(u64::try_from(limits.age.as_millis()).unwrap_or(u64::MAX));
        let mut total: u64 = lock(&self.results).iter().map(KeptResult::bytes).sum();
        self.forget(|result| {
            let is_over = total > limits.bytes || limits.age.is_zero() || result.acknowledged_ms < oldest_ms;
            if is_over {
                total -= result.bytes();
            }
            is_over
        })
    }

    /// Forgets the results for which `is_forgotten` is true, and returns their number. The pictures are deleted by the
    /// next collection.
    pub fn forget(&self, mut is_forgotten: impl FnMut(&KeptResult) -> bool) -> usize {
        let mut forgotten = Vec::new();
        lock(&self.results).retain(|result| {
            let is_kept = !is_forgotten(result);
            if !is_kept {
                forgotten.push(result.record.job_id.clone());
            }
            is_kept
        });
        forgotten.iter().for_each(|job_id| self.files.remove(job_id));
        forgotten.len()
    }
}
