//! Commands that are polled like a job but are not billed: a connection test, downloads for the managed gateway, file
//! access. They are neither journalled nor listed; the page starts, polls and acknowledges them.

use std::future::Future;
use std::sync::Arc;

use super::background::FailOnPanic;
use crate::error::Outcome;
use crate::jobs::{EventKind, Job, JobOutcome, JobState};
use crate::studio::Studio;

/// Starts `work` and returns its job id. The work may push events; its result is an event to push before `done`, or the
/// error of the failed command.
pub fn spawn<F>(studio: &Arc<Studio>, work: impl FnOnce(Arc<Job>) -> F) -> String
where
    F: Future<Output = Outcome<Option<EventKind>>> + Send + 'static,
{
    let job = studio.jobs.add_polled_command();
    let (runner, work, store) = (job.clone(), work(job.clone()), studio.pools.store.clone());
    let task = studio.runtime.spawn(async move {
        let fail_on_panic = FailOnPanic { job: runner.clone(), store };
        runner.push(EventKind::Started);
        match work.await {
            Ok(result) => {
                result.map(|event| runner.push(event));
                let received = runner.with_record(|record| record.outputs().count()) as u64;
                runner.finish(JobState::Done, EventKind::Done { outcome: JobOutcome::of_polled_command(received) });
            }
            Err(error) => {
                runner.finish(JobState::Failed, EventKind::Failed { error });
            }
        }
        drop(fail_on_panic);
    });
    job.set_task(task.abort_handle());
    job.id()
}
