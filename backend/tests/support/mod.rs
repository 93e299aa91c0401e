//! Test support: a minimal host around the plugin, and a provider that records requests exactly.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, dead_code)]

pub mod faulty_disk;
pub mod provider;
#[path = "../../src/test_images.rs"]
pub mod test_images;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::prelude::{Engine, BASE64_STANDARD};
use haloforge_plugin_api::{
    DatabaseAccess, EventBus, HaloForgePlugin, HttpClient, IpcHandler, IpcRegistrar, LogLevel, Notification,
    PluginContext, PluginError, PluginFs, ProcessRunner, WorkflowStepTypeDefinition,
};
use hf_image_studio::plugin::ImageStudio;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

/// Longer than anything in these tests takes, on a loaded machine too.
pub const TEST_TIMEOUT: Duration = Duration::from_secs(180);

pub struct FakeHost {
    data_dir: PathBuf,
    settings: Mutex<Value>,
    /// Saving settings fails, as on a full disk.
    pub is_refusing: Mutex<bool>,
    /// Calls of the plugin to the host so far.
    pub calls: AtomicUsize,
    /// Number of times that the logger has panicked.
    pub thrown: AtomicUsize,
    lines: Mutex<Vec<String>>,
}

impl FakeHost {
    /// The host's settings survive restarts, in a file beside the plugin's own files.
    pub fn open(folder: &tempfile::TempDir, overrides: Value) -> Self {
        let saved = std::fs::read(folder.path().join(SETTINGS)).ok();
        let saved: Option<Value> = saved.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut settings = saved.unwrap_or_else(|| json!({}));
        settings.as_object_mut().unwrap().extend(overrides.as_object().unwrap().clone());
        Self {
            data_dir: folder.path().into(),
            settings: Mutex::new(settings),
            is_refusing: Mutex::default(),
            calls: AtomicUsize::new(0),
            thrown: AtomicUsize::new(0),
            lines: Mutex::default(),
        }
    }

    pub fn saved(&self) -> Value {
        self.settings.lock().unwrap().clone()
    }

    /// Replaces all settings, without notifying the plugin.
    pub fn replace(&self, settings: Value) {
        std::fs::write(self.data_dir.join(SETTINGS), settings.to_string()).unwrap();
        *self.settings.lock().unwrap() = settings;
    }

    /// Changes a setting as the host's own form does, without notifying the plugin.
    pub fn put(&self, key: &str, value: Value) {
        self.settings.lock().unwrap()[key] = value;
    }
}

const SETTINGS: &str = "host-settings.json";

impl PluginContext for FakeHost {
    fn db(&self) -> &dyn DatabaseAccess {
        panic!("the plugin has no permission for the database")
    }
    fn events(&self) -> &dyn EventBus {
        panic!("the plugin has no permission for events")
    }
    fn http(&self) -> Option<&dyn HttpClient> {
        None
    }
    fn fs(&self) -> Option<&dyn PluginFs> {
        None
    }
    fn process(&self) -> Option<&dyn ProcessRunner> {
        None
    }
    fn settings(&self) -> Value {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.saved()
    }
    fn save_settings(&self, settings: Value) -> Result<(), PluginError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        if *self.is_refusing.lock().unwrap() {
            return Err(PluginError::Io("the disk is full".into()));
        }
        std::fs::write(self.data_dir.join(SETTINGS), settings.to_string()).unwrap();
        *self.settings.lock().unwrap() = settings;
        Ok(())
    }
    fn data_dir(&self) -> PathBuf {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.data_dir.clone()
    }
    fn log(&self, level: LogLevel, msg: &str) {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.lines.lock().unwrap().push(format!("{level:?} {msg}"));
        // A logger that panics must not affect the plugin.
        if self.saved()["throwing_logger"].as_bool().unwrap_or(false) {
            self.thrown.fetch_add(1, Ordering::SeqCst);
            panic!("the logger throws");
        }
    }
    fn notify(&self, _: Notification) {}
}

#[derive(Default)]
pub struct Handlers(pub HashMap<String, IpcHandler>);

impl IpcRegistrar for Handlers {
    fn register(&mut self, name: &str, handler: IpcHandler) -> Result<(), PluginError> {
        assert!(self.0.insert(name.into(), handler).is_none(), "{name} registered twice");
        Ok(())
    }
    fn register_workflow_step_type(&mut self, _: WorkflowStepTypeDefinition) -> Result<(), PluginError> {
        panic!("no workflow steps")
    }
}

/// The loaded plugin. Its data folder outlives it.
pub struct LoadedPlugin {
    pub host: Arc<FakeHost>,
    pub plugin: ImageStudio,
    handlers: HashMap<String, IpcHandler>,
}

pub fn load(folder: &tempfile::TempDir) -> LoadedPlugin {
    load_with(folder, json!({}))
}

pub fn load_with(folder: &tempfile::TempDir, settings: Value) -> LoadedPlugin {
    load_plugin(folder, settings, ImageStudio::with_keychain(None))
}

pub fn load_plugin(folder: &tempfile::TempDir, settings: Value, mut plugin: ImageStudio) -> LoadedPlugin {
    let host = Arc::new(FakeHost::open(folder, settings));
    let mut handlers = Handlers::default();
    plugin.on_load(&*host, &mut handlers).unwrap();
    LoadedPlugin { host, plugin, handlers: handlers.0 }
}

impl LoadedPlugin {
    /// Calls a command and returns its answer or its structured error.
    pub fn call(&self, command: &str, args: Value) -> Result<Value, Value> {
        self.handlers[command](args, &*self.host).map_err(|error| match error {
            PluginError::Custom(json) => serde_json::from_str(&json).unwrap(),
            other => panic!("not structured: {other}"),
        })
    }

    /// Calls a command that must fail and returns the error's code.
    pub fn error_code(&self, command: &str, args: Value) -> String {
        self.call(command, args).unwrap_err()["code"].as_str().unwrap().into()
    }

    pub fn log(&self) -> Vec<String> {
        self.call("health", json!({})).unwrap();
        self.host.lines.lock().unwrap().clone()
    }

    pub fn put(&self, bytes: &[u8]) -> String {
        let sha256: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let args = json!({ "sha256": sha256, "size": bytes.len(), "offset": 0, "b64": BASE64_STANDARD.encode(bytes) });
        assert_eq!(self.call("put", args).unwrap()["complete"], true);
        sha256
    }

    pub fn get(&self, sha256: &str) -> Vec<u8> {
        let args = json!({ "sha256": sha256, "offset": 0, "length": 4_194_304 });
        BASE64_STANDARD.decode(self.call("get", args).unwrap()["b64"].as_str().unwrap()).unwrap()
    }

    /// Sets address and key of the active profile and returns its state.
    pub fn connect(&self, base_url: &str, key: Option<&str>) -> Result<Value, Value> {
        let mut args = json!({ "profile": { "id": "default", "base_url": base_url } });
        if let Some(key) = key {
            args["key"] = json!(key);
        }
        self.call("profile_set", args)
    }

    pub fn submit(&self, request: Value) -> String {
        self.call("submit", json!({ "request": request })).unwrap()["job_id"].as_str().unwrap().into()
    }

    /// Polls until the job has ended and returns its state and all events.
    pub fn wait_for_end(&self, job_id: &str) -> (String, Vec<Value>) {
        let started = Instant::now();
        loop {
            let answer = self.call("poll", json!({ "job_id": job_id, "after": 0 })).unwrap();
            if answer["state"] != "running" {
                return (answer["state"].as_str().unwrap().into(), answer["events"].as_array().unwrap().clone());
            }
            assert!(started.elapsed() < TEST_TIMEOUT, "the job does not end: {answer}");
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    /// Submits a job that must fail and returns its error.
    pub fn failure(&self, request: Value) -> Value {
        let (state, events) = self.wait_for_end(&self.submit(request));
        assert_eq!(state, "failed", "{events:?}");
        events.last().unwrap()["error"].clone()
    }

    pub fn unload(mut self) {
        self.plugin.on_unload().unwrap();
    }
}

pub fn generate(base_url: &str) -> Value {
    json!({
        "request_id": "hfis-test", "task_id": "task-1", "operation": "generate", "base_url": base_url,
        "prompt": "a fox", "params": { "model": "gpt-image-2" }, "images": [],
    })
}

/// An edit of `image` with `mask`, both uploaded before.
pub fn edit(base_url: &str, image: &str, mask: &str) -> Value {
    json!({
        "request_id": "hfis-test", "task_id": "task-1", "operation": "edit", "base_url": base_url,
        "prompt": "a fox", "params": { "model": "gpt-image-2" },
        "images": [{ "sha256": image, "content_type": "image/png", "file_name": "cat.png" }], "mask": { "sha256": mask },
    })
}
