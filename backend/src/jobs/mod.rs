//! The jobs of this plugin: submitted, polled, cancelled, acknowledged, recovered. What a job does is in run.rs.

pub mod journal;
pub mod record;
pub mod run;

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::Semaphore;
use tokio::task::AbortHandle;

use crate::error::{BackendError, Code, Outcome};
use crate::request::JobRequest;
use journal::Journal;
use record::{JobState, Record, What};

/// Requests at a time; the others wait their turn in state running.
const AT_ONCE: usize = 4;

pub struct Jobs {
    journal: Arc<Journal>,
    jobs: Mutex<BTreeMap<String, Arc<Job>>>,
    permits: Arc<Semaphore>,
}

pub struct Job {
    journal: Arc<Journal>,
    record: Mutex<Record>,
    abort: Mutex<Option<AbortHandle>>,
    /// Hashes that must stay while it runs.
    inputs: Vec<String>,
}

pub struct Added {
    pub job: Arc<Job>,
    pub is_new: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Job {
    pub fn snapshot(&self) -> Record {
        lock(&self.record).clone()
    }

    fn is_running(&self) -> bool {
        lock(&self.record).state == JobState::Running
    }

    /// False when the job is over: what comes too late is dropped.
    fn push(&self, what: What) -> bool {
        self.change(None, what)
    }

    /// The journal has the end before anybody can see it, so an acknowledgement cannot overtake it.
    fn finish(&self, state: JobState, what: What) -> bool {
        self.change(Some(state), what)
    }

    fn change(&self, state: Option<JobState>, what: What) -> bool {
        let mut record = lock(&self.record);
        if record.state != JobState::Running {
            return false;
        }
        let is_worth_writing = state.is_some() || matches!(what, What::Image { .. });
        record.state = state.unwrap_or(JobState::Running);
        record.push(what);
        if is_worth_writing {
            // A full disk must not lose the result that is still in memory.
            let _ = self.journal.write(&record);
        }
        true
    }

    fn stop(&self) {
        if let Some(abort) = lock(&self.abort).take() {
            abort.abort();
        }
    }

    fn interrupt(&self) {
        let mut record = lock(&self.record);
        if record.state == JobState::Running {
            record.state = JobState::Interrupted;
            let _ = self.journal.write(&record);
        }
        drop(record);
        self.stop();
    }
}

impl Jobs {
    pub fn open(data_dir: &Path) -> Self {
        let journal = Arc::new(Journal::open(data_dir));
        let recovered = |record: Record| {
            let job = Job {
                journal: journal.clone(),
                record: Mutex::new(record.clone()),
                abort: Mutex::default(),
                inputs: Vec::new(),
            };
            (record.job_id, Arc::new(job))
        };
        let jobs = journal.recover().into_iter().map(recovered).collect();
        Self { journal, jobs: Mutex::new(jobs), permits: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    pub fn get(&self, job_id: &str) -> Outcome<Arc<Job>> {
        let job = lock(&self.jobs).get(job_id).cloned();
        job.ok_or_else(|| BackendError::new(Code::JobUnknown, "There is no job with this id.").with("job_id", job_id))
    }

    pub fn all(&self) -> Vec<Record> {
        let jobs: Vec<Arc<Job>> = lock(&self.jobs).values().cloned().collect();
        let mut records: Vec<Record> = jobs.iter().map(|job| job.snapshot()).collect();
        records.sort_by_key(|record| record.created_ms);
        records
    }

    /// A second submit with the request id of a running job is the same request, asked again: nothing is paid twice.
    /// A new job is written down before it starts: should the process die, it is reported as interrupted.
    pub fn add(&self, request: &JobRequest) -> Outcome<Added> {
        let mut jobs = lock(&self.jobs);
        let is_same = |job: &&Arc<Job>| job.is_running() && lock(&job.record).request_id == request.request_id;
        if let Some(running) = jobs.values().find(is_same) {
            return Ok(Added { job: running.clone(), is_new: false });
        }
        let record = Record {
            version: Record::VERSION,
            job_id: new_id(),
            task_id: request.task_id.clone(),
            request_id: request.request_id.clone(),
            operation: request.operation,
            state: JobState::Running,
            created_ms: now_ms(),
            events: Vec::new(),
        };
        self.journal.write(&record)?;
        let inputs = request.images.iter().map(|image| image.sha256.clone()).chain(request.mask.clone()).collect();
        let job_id = record.job_id.clone();
        let job = Job { journal: self.journal.clone(), record: Mutex::new(record), abort: Mutex::default(), inputs };
        let job = Arc::new(job);
        jobs.insert(job_id, job.clone());
        Ok(Added { job, is_new: true })
    }

    /// True when it ran: its socket closes as its task is dropped.
    pub fn cancel(&self, job_id: &str) -> bool {
        let Ok(job) = self.get(job_id) else { return false };
        let was_running = job.finish(JobState::Cancelled, What::Cancelled);
        job.stop();
        was_running
    }

    /// False for an unknown job and for one that runs.
    pub fn acknowledge(&self, job_id: &str) -> bool {
        let mut jobs = lock(&self.jobs);
        if jobs.get(job_id).is_none_or(|job| job.is_running()) {
            return false;
        }
        jobs.remove(job_id);
        drop(jobs);
        self.journal.remove(job_id);
        true
    }

    /// Results that nobody has acknowledged, and what running jobs read.
    pub fn needed(&self) -> HashSet<String> {
        let jobs: Vec<Arc<Job>> = lock(&self.jobs).values().cloned().collect();
        let mut needed = HashSet::new();
        for job in jobs {
            needed.extend(job.snapshot().outputs().map(|image| image.sha256.clone()));
            if job.is_running() {
                needed.extend(job.inputs.iter().cloned());
            }
        }
        needed
    }

    pub fn interrupt_all(&self) {
        let jobs: Vec<Arc<Job>> = lock(&self.jobs).values().cloned().collect();
        jobs.iter().for_each(|job| job.interrupt());
    }
}

fn now_ms() -> u64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

/// Unique over restarts: the time, a counter, and std's random hash keys.
fn new_id() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let random = RandomState::new().build_hasher().finish();
    format!("job-{:x}-{count:x}-{:08x}", now_ms(), random >> 32)
}
