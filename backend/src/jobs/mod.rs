//! The jobs of this plugin: submitted, polled, cancelled, acknowledged, recovered. What a job does is in run.rs.

mod attempt;
mod child;
mod difference;
pub mod errand;
mod inputs;
pub mod journal;
mod keep;
mod lines;
pub mod probe;
pub mod record;
mod retry;
pub mod run;

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::Semaphore;
use tokio::task::AbortHandle;

use crate::error::{BackendError, Code, Outcome};
use crate::log::Line;
use crate::request::{JobRequest, Operation};
use crate::store::Preview;
use journal::Journal;
use record::{JobState, OutputImage, Record, What};

/// Requests at a time over all endpoints; the others wait their turn in state running. Each endpoint has its own, lower
/// number beside this.
const AT_ONCE: usize = 8;
/// Results that nobody has collected lie on the disk; beyond this nothing new is started. None is ever dropped for it.
const MAX_WAITING_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// A result that the page has not collected in this time is given up, with words in the log.
const MAX_AGE_MS: u64 = 14 * 24 * 3600 * 1000;
/// Whatever the clock says, the page first had this long, of the time that the process ran, to collect.
const TIME_TO_COLLECT: Duration = Duration::from_secs(3600);

pub struct Jobs {
    journal: Arc<Journal>,
    jobs: Mutex<BTreeMap<String, Arc<Job>>>,
    permits: Arc<Semaphore>,
    /// Of each endpoint and its number of requests at a time.
    lanes: Mutex<BTreeMap<(String, usize), Arc<Semaphore>>>,
}

pub struct Job {
    journal: Arc<Journal>,
    record: Mutex<Record>,
    abort: Mutex<Option<AbortHandle>>,
    /// Hashes that must stay while it runs.
    inputs: Vec<String>,
    /// By index: the newest partial picture of each. They stay until the job is acknowledged, also when it failed: it is
    /// then all there is to see.
    previews: Mutex<BTreeMap<u64, Preview>>,
    /// An errand is not written down and not listed: it brings nothing that was paid for.
    is_errand: bool,
    /// What the log says when it is cancelled, and since when it is under way.
    told: OnceLock<(Line, Instant)>,
    /// Begun, or recovered.
    known_since: Instant,
}

pub struct Added {
    pub job: Arc<Job>,
    pub is_new: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Job {
    pub fn tell_as(&self, cancelled: Line) {
        let _ = self.told.set((cancelled, Instant::now()));
    }

    pub fn cancelled_line(&self) -> Option<Line> {
        let (line, since) = self.told.get()?;
        Some(line.clone().field("elapsed_ms", lines::elapsed_ms(*since)))
    }

    fn new(journal: Arc<Journal>, record: Record, inputs: Vec<String>, is_errand: bool) -> Self {
        let (record, abort, previews) = (Mutex::new(record), Mutex::default(), Mutex::default());
        let (told, known_since) = (OnceLock::new(), Instant::now());
        Self { journal, record, abort, inputs, previews, is_errand, told, known_since }
    }

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
        if is_worth_writing && !self.is_errand {
            // A full disk must not lose the result that is still in memory.
            let _ = self.journal.write(&record);
        }
        true
    }

    fn push_partial(&self, index: u64, partial_index: u64, image: OutputImage, preview: Preview) {
        if self.push(What::Partial { index, partial_index, image }) {
            lock(&self.previews).insert(index, preview);
        }
    }

    fn push_image(&self, index: u64, image: OutputImage) -> bool {
        let is_pushed = self.push(What::Image { index, image });
        lock(&self.previews).remove(&index);
        is_pushed
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
            if !self.is_errand {
                let _ = self.journal.write(&record);
            }
        }
        drop(record);
        self.stop();
    }
}

impl Jobs {
    pub fn open(data_dir: &Path) -> Self {
        let journal = Arc::new(Journal::open(data_dir));
        let recovered = |record: Record| {
            let job_id = record.job_id.clone();
            (job_id, Arc::new(Job::new(journal.clone(), record, Vec::new(), false)))
        };
        let jobs = Mutex::new(journal.recover().into_iter().map(recovered).collect());
        Self { journal, jobs, permits: Arc::new(Semaphore::new(AT_ONCE)), lanes: Mutex::default() }
    }

    /// The queue of an endpoint, for `at_once` requests.
    fn lane(&self, base: &str, at_once: usize) -> Arc<Semaphore> {
        let mut lanes = lock(&self.lanes);
        lanes.retain(|_, lane| Arc::strong_count(lane) > 1);
        lanes.entry((base.into(), at_once)).or_insert_with(|| Arc::new(Semaphore::new(at_once))).clone()
    }

    pub fn get(&self, job_id: &str) -> Outcome<Arc<Job>> {
        let job = lock(&self.jobs).get(job_id).cloned();
        job.ok_or_else(|| BackendError::new(Code::JobUnknown, "There is no job with this id.").with("job_id", job_id))
    }

    pub fn all(&self) -> Vec<Record> {
        let jobs: Vec<Arc<Job>> = lock(&self.jobs).values().cloned().collect();
        let mut records: Vec<Record> = jobs.iter().filter(|job| !job.is_errand).map(|job| job.snapshot()).collect();
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
        let waiting: u64 =
            jobs.values().map(|job| lock(&job.record).outputs().map(|image| image.size_bytes).sum::<u64>()).sum();
        if waiting > MAX_WAITING_BYTES {
            return Err(BackendError::new(Code::JournalFull, "Too many finished results wait to be collected.")
                .with("size_bytes", waiting)
                .with("limit_bytes", MAX_WAITING_BYTES));
        }
        let record = new_record(&request.task_id, &request.request_id, request.operation);
        self.journal.write(&record)?;
        let inputs = request.images.iter().map(|image| image.sha256.clone()).chain(request.mask.clone()).collect();
        let job_id = record.job_id.clone();
        let job = Arc::new(Job::new(self.journal.clone(), record, inputs, false));
        jobs.insert(job_id, job.clone());
        Ok(Added { job, is_new: true })
    }

    /// Something to poll that bills nothing: a test of the connection, a download.
    fn add_errand(&self) -> Arc<Job> {
        let record = new_record("errand", "errand", Operation::Generate);
        let job_id = record.job_id.clone();
        let job = Arc::new(Job::new(self.journal.clone(), record, Vec::new(), true));
        lock(&self.jobs).insert(job_id, job.clone());
        job
    }

    /// Gives up finished jobs that nobody has collected for too long; how many, and how many pictures with them.
    pub fn expire(&self) -> (usize, usize) {
        self.expire_before(now_ms().saturating_sub(MAX_AGE_MS), TIME_TO_COLLECT)
    }

    fn expire_before(&self, oldest_ms: u64, least: Duration) -> (usize, usize) {
        let old: Vec<Record> = {
            let mut jobs = lock(&self.jobs);
            let is_old = |job: &Arc<Job>| {
                !job.is_running() && job.known_since.elapsed() >= least && lock(&job.record).created_ms < oldest_ms
            };
            let old: Vec<Record> = jobs.values().filter(|job| is_old(job)).map(|job| job.snapshot()).collect();
            old.iter().for_each(|record| drop(jobs.remove(&record.job_id)));
            old
        };
        old.iter().for_each(|record| self.journal.remove(&record.job_id));
        (old.len(), old.iter().map(|record| record.outputs().count()).sum())
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

fn new_record(task_id: &str, request_id: &str, operation: Operation) -> Record {
    Record {
        version: Record::VERSION,
        job_id: new_id(),
        task_id: task_id.into(),
        request_id: request_id.into(),
        operation,
        state: JobState::Running,
        created_ms: now_ms(),
        events: Vec::new(),
        seq: 0,
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

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod exchange_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
#[path = "jobs_tests.rs"]
mod tests;
