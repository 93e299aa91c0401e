//! The command fetch_outputs.

use std::sync::Arc;

use serde::de::{Deserializer, Error};
use serde::Deserialize;
use serde_json::Value;
use ts_rs::TS;
use url::Url;

use super::{Command, JobStarted};
use crate::error::Outcome;
use crate::runner;
use crate::studio::Studio;

/// As many as a job may bring.
const MAX_URLS: usize = 16;

/// Fetch result pictures by their addresses.
///
/// For pictures that the page may show but not read (CORS). Public addresses only. Polled like a job, never listed: each
/// picture is a "fetched" event.
#[derive(Deserialize, TS)]
pub struct FetchOutputs {
    /// 1 to 16, with http:// or https://.
    #[serde(deserialize_with = "web_addresses")]
    #[ts(as = "Vec<String>")]
    urls: Vec<Url>,
}

/// The list is refused as a whole.
fn web_addresses<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Url>, D::Error> {
    let read = |value: &Value| Url::parse(value.as_str()?).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let urls: Option<Vec<Url>> =
        Value::deserialize(deserializer)?.as_array().and_then(|list| list.iter().map(read).collect());
    urls.filter(|urls| (1..=MAX_URLS).contains(&urls.len()))
        .ok_or_else(|| D::Error::custom("must be a list of 1 to 16 addresses with http:// or https://"))
}

impl Command for FetchOutputs {
    const NAME: &'static str = "fetch_outputs";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        Ok(JobStarted { job_id: runner::fetch_outputs(studio, self.urls) })
    }
}
