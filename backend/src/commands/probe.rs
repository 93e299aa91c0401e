//! The command probe.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;

use super::{Command, JobStarted};
use crate::checked_text::Id;
use crate::error::Outcome;
use crate::profiles;
use crate::request::endpoint_options::EndpointOptions;
use crate::runner::probe;
use crate::studio::Studio;

/// Test the connection to a custom endpoint, without anything that bills.
///
/// It requests the endpoint's list of models. Polled, cancelled and acknowledged like a job, never listed: its "probe"
/// event comes before "done".
#[derive(Deserialize, TS)]
pub struct Probe {
    /// Of a stored profile.
    id: Id,
}

impl Command for Probe {
    const NAME: &'static str = "probe";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let profile = studio.settings.profile(&self.id).ok_or_else(|| profiles::unknown(&self.id))?;
        let job_id = probe::spawn(studio, profile.endpoint()?, EndpointOptions::from_profile(&profile.shown()));
        Ok(JobStarted { job_id })
    }
}
