//! The command probe.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{Command, JobStarted};
use crate::checked_text::Id;
use crate::error::Outcome;
use crate::profiles::{self, Profile};
use crate::request::endpoint_options::EndpointOptions;
use crate::runner::probe;
use crate::secrets;
use crate::studio::Studio;

/// Test the connection to a custom endpoint, without anything that bills.
///
/// It requests the endpoint's list of models. Polled, cancelled and acknowledged like a job, never listed: its "probe"
/// event comes before "done".
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct Probe {
    /// Of a stored profile, or with `change` of one that is not stored yet.
    id: Id,
    /// Fields that differ from the stored profile. Nothing is stored.
    #[ts(optional, type = "Partial<EndpointProfile>")]
    change: Option<Map<String, Value>>,
    /// Used instead of the stored key, and not stored. Absent or "": the key stored for the address.
    #[ts(as = "Option<String>")]
    key: Option<Zeroizing<String>>,
}

impl Command for Probe {
    const NAME: &'static str = "probe";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let stored = studio.settings.profile(&self.id);
        let typed_key = secrets::usable_key(self.key.as_ref().map_or("", |key| key.as_str()))?;
        let profile = match (stored, &self.change) {
            (stored, Some(change)) => stored.unwrap_or_else(|| Profile::new(&self.id)).changed(change, typed_key)?,
            (Some(stored), None) => stored,
            (None, None) => return Err(profiles::unknown(&self.id)),
        };
        let key = (!typed_key.is_empty()).then(|| Zeroizing::new(typed_key.to_owned()));
        let options = EndpointOptions::from_profile(&profile.shown());
        let job_id = probe::spawn(studio, probe::Target { endpoint: profile.endpoint()?, options, key });
        Ok(JobStarted { job_id })
    }
}
