//! A host that fails while it loads the plugin, or that unloads it. In a real host a panic of the host inside our code
//! aborts the process, so nothing of the host may be called on the way out.

use std::sync::atomic::Ordering;

use crate::support::{load, FakeHost, LoadedPlugin};
use haloforge_plugin_api::{HaloForgePlugin, IpcHandler, IpcRegistrar, PluginError, WorkflowStepTypeDefinition};
use hf_image_studio::plugin::ImageStudio;
use serde_json::json;

/// Takes some commands and then fails, by an error or by a panic.
struct FailingRegistrar {
    left: usize,
    panics: bool,
    handlers: Vec<IpcHandler>,
}

impl IpcRegistrar for FailingRegistrar {
    fn register(&mut self, _: &str, handler: IpcHandler) -> Result<(), PluginError> {
        assert!(self.left > 0 || !self.panics, "the registrar panics");
        self.left = self.left.checked_sub(1).ok_or_else(|| PluginError::Custom("the registrar fails".into()))?;
        self.handlers.push(handler);
        Ok(())
    }
    fn register_workflow_step_type(&mut self, _: WorkflowStepTypeDefinition) -> Result<(), PluginError> {
        panic!("no workflow steps")
    }
}

#[test]
fn a_failed_load_ends_without_another_call_to_the_host() {
    for panics in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let host = FakeHost::open(&folder, json!({}));
        let mut plugin = ImageStudio::with_keychain(None);
        let mut registrar = FailingRegistrar { left: 3, panics, handlers: Vec::new() };
        plugin.on_load(&host, &mut registrar).unwrap_err();
        let calls = host.calls.load(Ordering::SeqCst);
        // The host may keep the handlers that it took; they answer and start nothing.
        for handler in &registrar.handlers {
            drop(handler(json!({}), &host));
        }
        let called = host.calls.load(Ordering::SeqCst);
        plugin.on_unload().unwrap();
        drop(plugin);
        drop(registrar);
        assert_eq!(host.calls.load(Ordering::SeqCst), called);
        assert_eq!(calls, 2, "data_dir and settings");
    }
}

#[test]
fn unloading_and_dropping_call_nothing_of_the_host() {
    let folder = tempfile::tempdir().unwrap();
    let LoadedPlugin { host, mut plugin, .. } = load(&folder);
    let before = host.calls.load(Ordering::SeqCst);
    plugin.on_unload().unwrap();
    drop(plugin);
    assert_eq!(host.calls.load(Ordering::SeqCst), before);
}

/// A panic in the host while a command runs leaves no lock of ours held: the next command answers.
#[test]
fn no_lock_is_held_while_the_host_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut studio = load(&folder);
    studio.connect("https://host.example/v1", None).unwrap();
    studio.host.put("throwing_logger", json!(true));
    // Leaves a line for the next command to log.
    studio.plugin.on_settings_changed(studio.host.saved()).unwrap();
    studio.connect("https://other.example/v1", None).unwrap();
    assert!(studio.host.thrown.load(Ordering::SeqCst) > 0, "the host did not panic");
    studio.host.put("throwing_logger", json!(false));
    let profiles = studio.call("profiles_get", json!({})).unwrap();
    assert_eq!(profiles["profiles"][0]["profile"]["base_url"], "https://other.example/v1");
}
