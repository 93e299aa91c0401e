//! The registry of all jobs: submit, look up, cancel, acknowledge, recover, expire.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::event::{EventKind, JobState, OutputImage};
use super::job::Job;
use super::journal::Journal;
use super::kept::KeptResults;
use super::limits::RequestLimits;
use super::record::{now_ms, JobRecord};
use super::recovery;
use crate::disk::Disk;
use crate::error::{BackendError, Code, Outcome};
use crate::mutex::lock;
use crate::request::{JobRequest, Operation};

/// No new job is accepted while unacknowledged results exceed this size. Results are never dropped for it.
const MAX_UNACKNOWLEDGED_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Results that the page has not acknowledged for this long are dropped, with a log line.
const MAX_AGE_MS: u64 = 14 * 24 * 3600 * 1000;
/// No result is dropped before the process has known it for this long, whatever the clock says: the page must have had
/// the time to collect it.
const MIN_TIME_TO_COLLECT: Duration = Duration::from_secs(3600);

pub struct JobRegistry {
    pub limits: RequestLimits,
    pub kept: KeptResults,
    journal: Arc<Journal>,
    jobs: Mutex<BTreeMap<String, Arc<Job>>>,
}

/// The job of a submitted request.
pub struct Submission {
    pub job: Arc<Job>,
    /// False if the request was already running.
    pub is_new: bool,
}

impl JobRegistry {
    /// Jobs of earlier processes are recovered. `is_stored` says whether a result is still there.
    pub fn open(data_dir: &Path, disk: &Disk, is_stored: impl Fn(&OutputImage) -> bool) -> Self {
        let (journal, records) = Journal::open(data_dir, disk.clone());
        let journal = Arc::new(journal);
        let recovered = |mut record: JobRecord| {
            recovery::reconcile(&mut record, &is_stored);
            let job_id = record.job_id.clone();
            (job_id, Arc::new(Job::new(Some(journal.clone()), record, Vec::new())))
        };
        let jobs = Mutex::new(records.into_iter().map(recovered).collect());
        let kept = KeptResults::open(data_dir, disk.clone());
        Self { limits: RequestLimits::default(), kept, journal, jobs }
    }

    /// Files of jobs and kept results that cannot be read. Nothing may be collected while there are any: only they know
    /// which pictures they need.
    pub fn unreadable_files(&self) -> usize {
        self.journal.files.unreadable_files() + self.kept.files.unreadable_files()
    }

    /// Deletes the unreadable files. Returns their number.
    pub fn discard_unreadable(&self) -> usize {
        self.journal.files.discard_unreadable() + self.kept.files.discard_unreadable()
    }

    /// Writes the records that a full disk did not take. Returns false when it still does not.
    pub fn save_unsaved(&self) -> bool {
        self.all().iter().filter(|job| job.is_unsaved()).all(|job| job.save().is_ok())
    }

    pub fn get(&self, job_id: &str) -> Outcome<Arc<Job>> {
        let job = lock(&self.jobs).get(job_id).cloned();
        job.ok_or_else(|| BackendError::new(Code::JobUnknown, "There is no job with this id.").with("job_id", job_id))
    }

    fn all(&self) -> Vec<Arc<Job>> {
        lock(&self.jobs).values().cloned().collect()
    }

    /// Records of all jobs except polled commands, oldest first.
    pub fn records(&self) -> Vec<JobRecord> {
        let jobs = self.all();
        let mut records: Vec<JobRecord> =
            jobs.iter().filter(|job| !job.is_polled_command()).map(|job| job.snapshot()).collect();
        records.sort_by_key(|record| record.created_ms);
        records
    }

    /// Adds a job. A request id that is already running returns the running job, so that nothing is paid twice. The new
    /// job must be saved before it starts: if the process dies, it is then reported as interrupted.
    pub fn submit(&self, request: &JobRequest) -> Outcome<Submission> {
        let mut jobs = lock(&self.jobs);
        let is_same =
            |job: &&Arc<Job>| job.is_running() && job.with_record(|record| record.request_id == request.request_id);
        if let Some(running) = jobs.values().find(is_same) {
            return Ok(Submission { job: running.clone(), is_new: false });
        }
        let unacknowledged: u64 = jobs.values().map(|job| job.with_record(JobRecord::output_bytes)).sum();
        if unacknowledged > MAX_UNACKNOWLEDGED_BYTES {
            return Err(BackendError::new(Code::JournalFull, "Too many finished results have not been collected.")
                .with("size_bytes", unacknowledged)
                .with("limit_bytes", MAX_UNACKNOWLEDGED_BYTES));
        }
        let record = JobRecord::new(&request.task_id, &request.request_id, request.operation);
        let inputs =
            request.images.iter().map(|image| image.sha256.clone()).chain(request.overlay().cloned()).collect();
        let job_id = record.job_id.clone();
        let job = Arc::new(Job::new(Some(self.journal.clone()), record, inputs));
        jobs.insert(job_id, job.clone());
        Ok(Submission { job, is_new: true })
    }

    /// Adds a job for a command that is polled like a job but is not billed, e.g. a connection test or a download.
    pub fn add_polled_command(&self) -> Arc<Job> {
        let record = JobRecord::new("command", "command", Operation::Generate);
        let job_id = record.job_id.clone();
        let job = Arc::new(Job::new(None, record, Vec::new()));
        lock(&self.jobs).insert(job_id, job.clone());
        job
    }

    /// Drops finished jobs that have not been acknowledged for too long. Returns the number of jobs and of their images.
    pub fn expire(&self) -> (usize, usize) {
        self.expire_older_than(now_ms().saturating_sub(MAX_AGE_MS), MIN_TIME_TO_COLLECT)
    }

    fn expire_older_than(&self, created_before_ms: u64, min_age: Duration) -> (usize, usize) {
        let expired: Vec<Arc<Job>> = {
            let mut jobs = lock(&self.jobs);
            let is_expired = |job: &Arc<Job>| {
                let is_old = job.with_record(|record| record.created_ms < created_before_ms);
                !job.is_running() && job.age() >= min_age && is_old
            };
            let expired: Vec<Arc<Job>> = jobs.values().filter(|job| is_expired(job)).cloned().collect();
            expired.iter().for_each(|job| drop(jobs.remove(&job.id())));
            expired
        };
        expired.iter().for_each(|job| job.retire_journal(|_| false));
        (expired.len(), expired.iter().map(|job| job.with_record(|record| record.outputs().count())).sum())
    }

    /// Returns the job if it was running; it must be saved. Aborting its task closes its sockets.
    pub fn cancel(&self, job_id: &str) -> Option<Arc<Job>> {
        let job = self.get(job_id).ok()?;
        if !job.finish_unsaved(JobState::Cancelled, EventKind::Cancelled) {
            return None;
        }
        job.abort_task();
        Some(job)
    }

    /// Forgets a finished job, and keeps its results for a while. Returns false for an unknown or running one.
    pub fn acknowledge(&self, job_id: &str) -> bool {
        let mut jobs = lock(&self.jobs);
        if jobs.get(job_id).is_none_or(|job| job.is_running()) {
            return false;
        }
        let Some(job) = jobs.remove(job_id) else { return false };
        drop(jobs);
        let record = job.snapshot().for_journal();
        let has_results = record.outputs().next().is_some();
        job.retire_journal(|path| has_results && self.kept.add(record, path));
        true
    }

    /// Hashes of unacknowledged results and of the inputs of running jobs. The store must keep these images.
    pub fn referenced_hashes(&self) -> HashSet<String> {
        let mut hashes = HashSet::new();
        for job in self.all() {
            job.with_record(|record| hashes.extend(record.hashes()));
            if job.is_running() {
                hashes.extend(job.inputs().iter().cloned());
            }
        }
        hashes
    }

    pub fn interrupt_all(&self) {
        self.all().iter().for_each(|job| job.interrupt());
    }
}

#[cfg(test)]
#[path = "registry_tests.rs"]
mod tests;
