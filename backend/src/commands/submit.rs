//! The command submit.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;

use super::{Command, JobStarted, SettingsAccess};
use crate::error::{BackendError, Code, Outcome};
use crate::jobs::Submission;
use crate::profiles::Profile;
use crate::request::arguments::JobRequestArguments;
use crate::request::endpoint_options::EndpointOptions;
use crate::request::JobRequest;
use crate::runner;
use crate::studio::Studio;

/// Start a generation or edit and return its job id at once.
///
/// The job runs on the backend's own runtime: follow it with `poll`, and `acknowledge` it once its result is stored.
#[derive(Deserialize, TS)]
pub struct Submit {
    request: JobRequestArguments,
}

impl Command for Submit {
    const NAME: &'static str = "submit";
    /// A request that is on its way is not stopped because the settings could not be saved.
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndTryToSave;
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let mut request = JobRequest::try_from(self.request)?;
        request.gateway_mode = studio.gateway_mode();
        if let Some(profile) = profile_for(studio, &request)? {
            request.options = EndpointOptions::from_profile(&profile.shown());
        }
        if let Some(key) = studio.secrets.cached(&request.endpoint.origin()) {
            request.refuse_key(&key)?;
        }
        for (index, image) in request.images.iter().enumerate() {
            let field = format!("request.images[{index}]");
            studio.store.touch(&image.sha256).map_err(|error| error.with("field", field))?;
        }
        if let Some(mask) = &request.mask {
            studio.store.touch(mask).map_err(|error| error.with("field", "request.mask"))?;
        }
        studio.save_what_is_held()?;
        let Submission { job, is_new } = studio.jobs.submit(&request)?;
        if is_new {
            runner::start_job(studio, &job, request);
        }
        Ok(JobStarted { job_id: job.id() })
    }
}

/// The named profile, or the active one. Its address must be that of the request: nothing goes to another one unasked.
fn profile_for(studio: &Studio, request: &JobRequest) -> Outcome<Option<Profile>> {
    let profile =
        match &request.profile_id {
            Some(id) => Some(studio.settings.profile(id).ok_or_else(|| {
                BackendError::field("request.profile_id", "names no profile").with("id", id.as_str())
            })?),
            None => studio.settings.active().filter(|profile| !profile.base_url().is_empty()),
        };
    if let Some(profile) = &profile {
        if !profile.endpoint().is_ok_and(|endpoint| endpoint == request.endpoint) {
            let sentence = "The endpoint's address is another than when this was asked for; nothing was sent.";
            return Err(BackendError::new(Code::EndpointChanged, sentence).with("field", "request.base_url"));
        }
    }
    Ok(profile)
}
