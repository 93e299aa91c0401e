//! Commands about jobs that have been started: poll, cancel, acknowledge, list.

use std::sync::Arc;

use haloforge_plugin_api::LogLevel;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Command;
use crate::checked_text::Id;
use crate::error::Outcome;
use crate::jobs::{JobEvent, JobRecord, JobState};
use crate::request::Operation;
use crate::studio::Studio;

/// Return a job's new events.
///
/// Every command also drains the backend's log lines into the host's log, and polling does so while a job runs.
#[derive(Deserialize, TS)]
pub struct Poll {
    job_id: Id,
    /// Only events with a higher `seq` are returned, in order; 0 for all.
    after: u64,
}

#[derive(Serialize, TS)]
pub struct PollAnswer {
    state: JobState,
    events: Vec<JobEvent>,
}

impl Command for Poll {
    const NAME: &'static str = "poll";
    type Answer = PollAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<PollAnswer> {
        let JobRecord { state, mut events, .. } = studio.jobs.get(&self.job_id)?.snapshot();
        events.retain(|event| event.seq > self.after);
        Ok(PollAnswer { state, events })
    }
}

/// Stop a running job.
#[derive(Deserialize, TS)]
pub struct Cancel {
    job_id: Id,
}

#[derive(Serialize, TS)]
pub struct CancelAnswer {
    /// False when the job is unknown or was over already.
    cancelled: bool,
}

impl Command for Cancel {
    const NAME: &'static str = "cancel";
    type Answer = CancelAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<CancelAnswer> {
        let Some(job) = studio.jobs.cancel(&self.job_id) else { return Ok(CancelAnswer { cancelled: false }) };
        if let Some(line) = job.cancel_line() {
            studio.log.push(LogLevel::Info, line);
        }
        studio.pools.store.spawn(move || drop(job.save()));
        Ok(CancelAnswer { cancelled: true })
    }
}

/// Forget a finished job whose results are stored.
///
/// To be called when the page's library has the result. The backend keeps it for some days: see `kept_results`.
#[derive(Deserialize, TS)]
pub struct Acknowledge {
    job_id: Id,
}

#[derive(Serialize, TS)]
pub struct AcknowledgeAnswer {
    /// False when the job is unknown or still running.
    forgotten: bool,
}

impl Command for Acknowledge {
    const NAME: &'static str = "acknowledge";
    type Answer = AcknowledgeAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<AcknowledgeAnswer> {
        let forgotten = studio.jobs.acknowledge(&self.job_id);
        if forgotten {
            studio.trim_kept_results();
            studio.collect_when_due();
        }
        Ok(AcknowledgeAnswer { forgotten })
    }
}

/// List running and unacknowledged jobs.
///
/// For recovery when the panel is mounted. Polled commands other than submit are never listed.
#[derive(Deserialize, TS)]
pub struct List {}

#[derive(Serialize, TS)]
#[ts(optional_fields)]
pub struct ListAnswer {
    jobs: Vec<JobSummary>,
    /// Journal files that cannot be read. They are kept, and no picture is deleted while there are any; absent: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable_files: Option<usize>,
}

#[derive(Serialize, TS)]
pub struct JobSummary {
    job_id: String,
    task_id: String,
    request_id: String,
    state: JobState,
    operation: Operation,
    /// Number of pictures that have arrived.
    received: usize,
}

impl From<JobRecord> for JobSummary {
    fn from(record: JobRecord) -> Self {
        Self {
            received: record.outputs().count(),
            job_id: record.job_id,
            task_id: record.task_id,
            request_id: record.request_id,
            state: record.state,
            operation: record.operation,
        }
    }
}

impl Command for List {
    const NAME: &'static str = "list";
    type Answer = ListAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<ListAnswer> {
        let jobs = studio.jobs.records().into_iter().map(JobSummary::from).collect();
        let unreadable_files = Some(studio.unreadable_files()).filter(|count| *count > 0);
        Ok(ListAnswer { jobs, unreadable_files })
    }
}

/// Delete the journal files that cannot be read.
///
/// Only when the user has decided so: the pictures that they name may then be deleted too.
#[derive(Deserialize, TS)]
pub struct DiscardUnreadableFiles {}

#[derive(Serialize, TS)]
pub struct DiscardUnreadableFilesAnswer {
    discarded: usize,
}

impl Command for DiscardUnreadableFiles {
    const NAME: &'static str = "discard_unreadable_files";
    type Answer = DiscardUnreadableFilesAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<DiscardUnreadableFilesAnswer> {
        studio.ensure_open()?;
        let discarded = studio.discard_unreadable_files();
        studio.spawn_collection();
        Ok(DiscardUnreadableFilesAnswer { discarded })
    }
}
