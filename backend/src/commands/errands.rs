//! Commands that start work which bills nothing: polled, cancelled and acknowledged like jobs, but never listed.

use serde_json::{json, Value};
use url::Url;

use super::Shared;
use crate::args::Fields;
use crate::error::Outcome;
use crate::jobs::{errand, probe as probing};
use crate::profiles;
use crate::request::wire::Wire;

/// As many as a job may bring.
const MAX_URLS: usize = 16;

pub fn probe(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let id = Fields::of(args, "")?.id("id")?;
    let profile = studio.settings.profile(id).ok_or_else(|| profiles::unknown(id))?;
    let job_id = probing::spawn(studio, profile.endpoint()?, Wire::of_profile(&profile.shown()));
    Ok(json!({ "job_id": job_id }))
}

pub fn fetch_outputs(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let fields = Fields::of(args, "")?;
    let wrong = || fields.wrong("urls", "must be a list of 1 to 16 addresses with http:// or https://");
    let list = fields.required("urls")?.as_array().ok_or_else(wrong)?;
    let read = |value: &Value| Url::parse(value.as_str()?).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let urls: Option<Vec<Url>> = list.iter().map(read).collect();
    let urls = urls.filter(|urls| (1..=MAX_URLS).contains(&urls.len())).ok_or_else(wrong)?;
    Ok(json!({ "job_id": errand::fetch(studio, urls) }))
}
