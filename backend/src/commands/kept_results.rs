//! Commands about acknowledged results that are kept for some days: list and forget them.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Command, SettingsAccess};
use crate::checked_text::Id;
use crate::error::Outcome;
use crate::jobs::{JobEvent, JobState, KeptResult};
use crate::request::Operation;
use crate::studio::Studio;

/// List acknowledged results that are still kept.
///
/// For a library that was lost or restored from an older copy. The pictures that the events name are read with `get`.
/// The settings `keep_results_days` and `keep_results_mb` limit what is kept.
#[derive(Deserialize, TS)]
pub struct KeptResults {}

#[derive(Serialize, TS)]
pub struct KeptResultsAnswer {
    /// Oldest acknowledgement first.
    results: Vec<KeptResultSummary>,
    /// Bytes of all kept pictures together.
    size_bytes: u64,
}

#[derive(Serialize, TS)]
#[ts(rename = "KeptResult")]
pub struct KeptResultSummary {
    job_id: String,
    task_id: String,
    request_id: String,
    state: JobState,
    operation: Operation,
    /// Milliseconds since 1970; the same for `acknowledged_ms`.
    created_ms: u64,
    acknowledged_ms: u64,
    /// As `poll` returned them, without previews.
    events: Vec<JobEvent>,
}

impl From<KeptResult> for KeptResultSummary {
    fn from(KeptResult { acknowledged_ms, record }: KeptResult) -> Self {
        Self {
            job_id: record.job_id,
            task_id: record.task_id,
            request_id: record.request_id,
            state: record.state,
            operation: record.operation,
            created_ms: record.created_ms,
            acknowledged_ms,
            events: record.events,
        }
    }
}

impl Command for KeptResults {
    const NAME: &'static str = "kept_results";
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndTryToSave;
    type Answer = KeptResultsAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<KeptResultsAnswer> {
        studio.trim_kept_results();
        let results = studio.jobs.kept.all();
        let size_bytes = results.iter().map(KeptResult::bytes).sum();
        Ok(KeptResultsAnswer { results: results.into_iter().map(KeptResultSummary::from).collect(), size_bytes })
    }
}

/// Forget kept results.
///
/// To be called when the user deletes tasks: their pictures must not stay on the disk.
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct ForgetKeptResults {
    /// Absent: all.
    task_ids: Option<Vec<Id>>,
}

#[derive(Serialize, TS)]
pub struct ForgetKeptResultsAnswer {
    forgotten: usize,
}

impl Command for ForgetKeptResults {
    const NAME: &'static str = "forget_kept_results";
    type Answer = ForgetKeptResultsAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<ForgetKeptResultsAnswer> {
        let task_ids: Option<HashSet<String>> = self.task_ids.map(|ids| ids.into_iter().map(String::from).collect());
        let is_forgotten =
            |result: &KeptResult| task_ids.as_ref().is_none_or(|ids| ids.contains(&result.record.task_id));
        let forgotten = studio.jobs.kept.forget(is_forgotten);
        if forgotten > 0 {
            studio.spawn_collection();
        }
        Ok(ForgetKeptResultsAnswer { forgotten })
    }
}
