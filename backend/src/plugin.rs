//! The plugin's entry points for the host: load, unload, changed settings. No panic of ours crosses into the host, and no
//! thread outlives on_unload. A panic of the host inside our calls aborts the process (see ipc.rs), so that unloading and
//! dropping call nothing of the host.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;

use haloforge_plugin_api::{
    HaloForgePlugin, IpcRegistrar, LogLevel, PluginContext, PluginError, PluginMetadata, PLUGIN_ABI_VERSION,
};
use serde_json::Value;

use crate::disk::Disk;
use crate::ipc;
use crate::keychain::{self, Keychain};
use crate::log::Line;
use crate::log_rest::LogRest;
use crate::runtime::PluginRuntime;
use crate::studio::Studio;

pub struct ImageStudio {
    loaded: Option<(Arc<Studio>, PluginRuntime, LogRest)>,
    keychain: Option<Arc<dyn Keychain>>,
    disk: Disk,
}

impl Default for ImageStudio {
    fn default() -> Self {
        Self::with_keychain(keychain::system())
    }
}

impl ImageStudio {
    pub fn new() -> Self {
        Self::default()
    }

    /// Without a keychain, keys are stored in a file.
    pub fn with_keychain(keychain: Option<Arc<dyn Keychain>>) -> Self {
        Self { loaded: None, keychain, disk: Disk::default() }
    }

    /// For tests: a disk that refuses or records operations.
    #[must_use]
    pub fn with_disk(mut self, disk: Disk) -> Self {
        self.disk = disk;
        self
    }

    fn load(&mut self, ctx: &dyn PluginContext, ipc: &mut dyn IpcRegistrar) -> Result<(), PluginError> {
        self.unload()?;
        let runtime = PluginRuntime::start()?;
        let handle = runtime.handle().ok_or_else(|| PluginError::InitFailed("no runtime".into()))?;
        let studio = Studio::open(&ctx.data_dir(), ctx.settings(), handle, self.keychain.clone(), self.disk.clone())?;
        ipc::register(ipc, &studio)?;
        let log_rest = LogRest::new(&ctx.data_dir(), self.disk.clone());
        log_rest.restore(&studio.log);
        let recovered = studio.jobs.records().len();
        let line =
            Line::new("plugin loaded").field("version", env!("CARGO_PKG_VERSION")).field("recovered_jobs", recovered);
        studio.log.push(LogLevel::Info, line);
        let unreadable = studio.unreadable_files();
        if unreadable > 0 {
            studio.log.push(LogLevel::Warn, Line::new("journal files unreadable").field("count", unreadable));
        }
        studio.secrets.spawn_move_to_keychain(&studio.runtime);
        studio.spawn_collection();
        studio.log.drain(ctx);
        self.loaded = Some((studio, runtime, log_rest));
        Ok(())
    }

    fn unload(&mut self) -> Result<(), PluginError> {
        let Some((studio, mut runtime, log_rest)) = self.loaded.take() else { return Ok(()) };
        studio.close();
        let has_stopped = runtime.stop();
        log_rest.save(&studio.log);
        if has_stopped {
            Ok(())
        } else {
            Err(PluginError::Custom(
                "Image Studio still has a thread that does not end; keep the library loaded.".into(),
            ))
        }
    }
}

fn catch_panics<T>(doing: &str, work: impl FnOnce() -> Result<T, PluginError>) -> Result<T, PluginError> {
    let panicked = || PluginError::Custom(format!("Image Studio broke off in {doing} by a fault of its own."));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(panicked()))
}

impl HaloForgePlugin for ImageStudio {
    fn metadata(&self) -> PluginMetadata {
        PluginMetadata {
            id: "dev.haloforge.image-studio".into(),
            name: "Image Studio".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            description: "Canvas-first image generation and editing over OpenAI-compatible image APIs.".into(),
            author: "HaloForge".into(),
            abi_version: PLUGIN_ABI_VERSION,
        }
    }

    fn on_load(&mut self, ctx: &dyn PluginContext, ipc: &mut dyn IpcRegistrar) -> Result<(), PluginError> {
        catch_panics("on_load", || self.load(ctx, ipc))
    }

    fn on_unload(&mut self) -> Result<(), PluginError> {
        catch_panics("on_unload", || self.unload())
    }

    fn on_settings_changed(&mut self, settings: Value) -> Result<(), PluginError> {
        catch_panics("on_settings_changed", || {
            if let Some((studio, ..)) = &self.loaded {
                studio.change_settings(settings);
            }
            Ok(())
        })
    }
}

impl Drop for ImageStudio {
    fn drop(&mut self) {
        let _ = self.on_unload();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_metadata_equals_the_manifest() {
        let manifest: Value = serde_json::from_str(include_str!("../../manifest.json")).unwrap();
        let metadata = ImageStudio::new().metadata();
        for (field, value) in [
            ("id", &metadata.id),
            ("name", &metadata.name),
            ("version", &metadata.version),
            ("description", &metadata.description),
            ("author", &metadata.author),
        ] {
            assert_eq!(&manifest[field], value, "{field}");
        }
    }
}
