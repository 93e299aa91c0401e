//! For the tests of jobs in here: a studio without a host, jobs with any profile, and a provider that records.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::prelude::{Engine, BASE64_STANDARD};
use serde_json::{json, Value};

use super::record::Record;
use super::run;
use crate::request::{self, wire::Wire};
use crate::runtime::Threads;
use crate::studio::Studio;
use crate::{endpoint, samples};

#[allow(dead_code)]
#[path = "../../tests/support/provider.rs"]
pub mod provider;

/// Nothing in these tests takes this long.
const PATIENCE: Duration = Duration::from_secs(20);

pub fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

pub struct Bench {
    pub studio: Arc<Studio>,
    _threads: Threads,
    pub folder: tempfile::TempDir,
}

impl Bench {
    pub fn start() -> Self {
        let (folder, threads) = (tempfile::tempdir().unwrap(), Threads::start().unwrap());
        let studio = Studio::open(folder.path(), json!({}), threads.handle().unwrap(), None).unwrap();
        Self { studio, _threads: threads, folder }
    }

    pub fn set_key(&self, base: &str, key: &str) {
        self.studio.secrets.set(&self.studio.runtime, &endpoint::normalize(base).unwrap().origin(), key).unwrap();
    }

    pub fn keep(&self, bytes: &[u8]) -> String {
        self.studio.store.keep(bytes).unwrap()
    }

    pub fn submit(&self, profile: &Value, request: &Value) -> String {
        let mut request = request::parse(request).unwrap();
        request.wire = Wire::of_profile(profile);
        let added = self.studio.jobs.add(&request).unwrap();
        let job_id = added.job.snapshot().job_id;
        run::spawn(&self.studio, added.job, request);
        job_id
    }

    pub fn record(&self, job_id: &str) -> Record {
        self.studio.jobs.get(job_id).unwrap().snapshot()
    }

    /// State and events in the words of the contract, as soon as `is_enough`.
    pub fn until(&self, job_id: &str, is_enough: impl Fn(&str, &[Value]) -> bool) -> (String, Vec<Value>) {
        let begun = Instant::now();
        loop {
            let record = serde_json::to_value(self.record(job_id)).unwrap();
            let (state, events) = (record["state"].as_str().unwrap(), record["events"].as_array().unwrap());
            if is_enough(state, events) {
                return (state.into(), events.clone());
            }
            assert!(begun.elapsed() < PATIENCE, "{record}");
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    pub fn finished(&self, job_id: &str) -> (String, Vec<Value>) {
        self.until(job_id, |state, _| state != "running")
    }

    pub fn run(&self, profile: &Value, request: &Value) -> (String, Vec<Value>) {
        self.finished(&self.submit(profile, request))
    }
}

pub fn generate(base: &str, params: &Value) -> Value {
    let mut all = json!({ "model": "gpt-image-2" });
    for (name, value) in params.as_object().unwrap() {
        all[name] = value.clone();
    }
    json!({
        "request_id": "hfis-test", "task_id": "task-1", "operation": "generate", "base_url": base,
        "prompt": "a fox", "params": all, "images": [],
    })
}

/// Of a picture and a mask that are made here.
pub fn edit(bench: &Bench, base: &str) -> Value {
    let mut request = generate(base, &json!({}));
    let image = bench.keep(&samples::png(8, 4));
    request["operation"] = json!("edit");
    request["images"] = json!([{ "sha256": image, "content_type": "image/png", "file_name": "cat.png" }]);
    request["mask"] = json!({ "sha256": bench.keep(&samples::mask(8, 4, 5)) });
    request
}

/// The event of this type, the first.
pub fn event<'a>(events: &'a [Value], kind: &str) -> &'a Value {
    events.iter().find(|event| event["type"] == kind).unwrap_or_else(|| panic!("no {kind} in {events:?}"))
}

pub fn count(events: &[Value], kind: &str) -> usize {
    events.iter().filter(|event| event["type"] == kind).count()
}
