//! Harness for the runner's tests: a studio without a host, jobs with any profile, and a recording provider.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::prelude::{Engine, BASE64_STANDARD};
use serde_json::{json, Value};

use super::start_job;
use crate::disk::Disk;
use crate::jobs::JobRecord;
use crate::request::endpoint_options::EndpointOptions;
use crate::request::test_requests::parse_request;
use crate::runtime::PluginRuntime;
use crate::studio::Studio;
use crate::{endpoint, test_images};

#[allow(dead_code)]
#[path = "../../tests/support/provider.rs"]
pub mod provider;

/// Longer than anything in these tests takes.
const TEST_TIMEOUT: Duration = Duration::from_secs(20);

pub fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

pub struct TestStudio {
    pub studio: Arc<Studio>,
    _threads: PluginRuntime,
    pub folder: tempfile::TempDir,
}

impl TestStudio {
    pub fn start() -> Self {
        let (folder, threads) = (tempfile::tempdir().unwrap(), PluginRuntime::start().unwrap());
        let studio = Studio::open(folder.path(), json!({}), threads.handle().unwrap(), None, Disk::default()).unwrap();
        Self { studio, _threads: threads, folder }
    }

    pub fn set_key(&self, base: &str, key: &str) {
        self.studio.secrets.set(&self.studio.runtime, &endpoint::normalize(base).unwrap().origin(), key).unwrap();
    }

    pub fn store(&self, bytes: &[u8]) -> String {
        self.studio.store.save(bytes).unwrap()
    }

    pub fn submit(&self, profile: &Value, request: &Value) -> String {
        let mut request = parse_request(request).unwrap();
        request.options = EndpointOptions::from_profile(profile);
        let job = self.studio.jobs.submit(&request).unwrap().job;
        start_job(&self.studio, &job, request);
        job.id()
    }

    pub fn record(&self, job_id: &str) -> JobRecord {
        self.studio.jobs.get(job_id).unwrap().snapshot()
    }

    /// Polls until `is_reached` and returns state and events as the page receives them.
    pub fn wait_until(&self, job_id: &str, is_reached: impl Fn(&str, &[Value]) -> bool) -> (String, Vec<Value>) {
        let started = Instant::now();
        loop {
            let record = serde_json::to_value(self.record(job_id)).unwrap();
            let (state, events) = (record["state"].as_str().unwrap(), record["events"].as_array().unwrap());
            if is_reached(state, events) {
                return (state.into(), events.clone());
            }
            assert!(started.elapsed() < TEST_TIMEOUT, "{record}");
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    pub fn wait_for_end(&self, job_id: &str) -> (String, Vec<Value>) {
        self.wait_until(job_id, |state, _| state != "running")
    }

    pub fn run(&self, profile: &Value, request: &Value) -> (String, Vec<Value>) {
        self.wait_for_end(&self.submit(profile, request))
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

/// An edit of a small generated image with a mask.
pub fn edit(test: &TestStudio, base: &str) -> Value {
    let mut request = generate(base, &json!({}));
    let image = test.store(&test_images::png(8, 4));
    request["operation"] = json!("edit");
    request["images"] = json!([{ "sha256": image, "content_type": "image/png", "file_name": "cat.png" }]);
    request["mask"] = json!({ "sha256": test.store(&test_images::mask(8, 4, 5)) });
    request
}

/// The first event of this type.
pub fn event<'a>(events: &'a [Value], event_type: &str) -> &'a Value {
    events.iter().find(|event| event["type"] == event_type).unwrap_or_else(|| panic!("no {event_type} in {events:?}"))
}

pub fn count(events: &[Value], event_type: &str) -> usize {
    events.iter().filter(|event| event["type"] == event_type).count()
}
