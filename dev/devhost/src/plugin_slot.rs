//! The lifecycle of the plugin library: load, check, create, register, call, unload, destroy, unmap. Contains all unsafe
//! code of devhost.
// The exported functions pass a Rust trait object, as haloforge-plugin-api defines its interface.
#![allow(unsafe_code, improper_ctypes_definitions)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use haloforge_plugin_api::{
    HaloForgePlugin, IpcHandler, IpcRegistrar, Permission, PluginError, WorkflowStepTypeDefinition, PLUGIN_ABI_VERSION,
};
use libloading::Library;
use serde_json::Value;

use crate::context::HostContext;

type Create = unsafe extern "C" fn() -> *mut dyn HaloForgePlugin;
type Destroy = unsafe extern "C" fn(*mut dyn HaloForgePlugin);
type AbiVersion = unsafe extern "C" fn() -> u32;

/// The place of the loaded plugin. Calls share a read lock, so a slow handler delays no other; only reload and exit wait
/// for all calls.
#[derive(Clone)]
pub struct PluginSlot {
    library: PathBuf,
    host: Arc<HostContext>,
    loaded: Arc<RwLock<Option<LoadedPlugin>>>,
}

struct LoadedPlugin {
    handlers: HashMap<String, IpcHandler>,
    plugin: Mutex<PluginInstance>,
    library: Library,
}

/// Must be destroyed by the library that created it, before that library is unmapped.
struct PluginInstance {
    pointer: *mut dyn HaloForgePlugin,
    destroy: Destroy,
}

// SAFETY: HaloForgePlugin is Send + Sync, and the pointer is only used behind the mutex.
unsafe impl Send for PluginInstance {}

impl PluginInstance {
    fn get(&mut self) -> &mut dyn HaloForgePlugin {
        // SAFETY: `create` returned this non-null pointer, and `destroy` runs in Drop only.
        unsafe { &mut *self.pointer }
    }
}

impl Drop for PluginInstance {
    fn drop(&mut self) {
        // SAFETY: the library is still mapped: LoadedPlugin::close drops it last.
        unsafe { (self.destroy)(self.pointer) }
    }
}

impl PluginSlot {
    pub fn open(library: &Path, host: Arc<HostContext>) -> Result<Self, String> {
        let loaded = LoadedPlugin::open(library, &host)?;
        Ok(Self { library: library.into(), host, loaded: Arc::new(RwLock::new(Some(loaded))) })
    }

    /// Returns None if there is no such command.
    pub fn call(&self, wire_name: &str, args: Value) -> Option<Result<Value, PluginError>> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        let handler = loaded.as_ref()?.handlers.get(wire_name)?;
        Some(handler(args, &*self.host))
    }

    pub fn settings_changed(&self, settings: Value) -> Result<(), PluginError> {
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        let Some(loaded) = loaded.as_ref() else { return Ok(()) };
        let mut plugin = loaded.plugin.lock().unwrap_or_else(PoisonError::into_inner);
        plugin.get().on_settings_changed(settings)
    }

    pub fn unload(&self) {
        let loaded = self.loaded.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(loaded) = loaded {
            loaded.close(&self.host);
        }
    }

    pub fn reload(&self) -> Result<(), String> {
        let mut slot = self.loaded.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = slot.take() {
            loaded.close(&self.host);
        }
        *slot = Some(LoadedPlugin::open(&self.library, &self.host)?);
        Ok(())
    }
}

impl LoadedPlugin {
    fn open(path: &Path, host: &HostContext) -> Result<Self, String> {
        let shown = path.display();
        // A path without a folder would be searched for among the system's libraries.
        let absolute =
            path.canonicalize().map_err(|_| format!("the library {shown} does not exist; cargo build makes it."))?;
        // SAFETY: loading runs the library's initialisers, and the library is our own build.
        let library = unsafe { Library::new(&absolute) }.map_err(|e| format!("{shown} cannot be loaded: {e}."))?;
        let plugin = create(&library, &shown.to_string())?;
        let mut loaded = Self { handlers: HashMap::new(), plugin: Mutex::new(plugin), library };
        match loaded.start(host) {
            Ok(()) => Ok(loaded),
            Err(message) => {
                loaded.close(host);
                Err(message)
            }
        }
    }

    fn start(&mut self, host: &HostContext) -> Result<(), String> {
        let plugin = self.plugin.get_mut().unwrap_or_else(PoisonError::into_inner).get();
        let (metadata, manifest) = (plugin.metadata(), &host.manifest);
        if (&metadata.id, &metadata.version) != (&manifest.id, &manifest.version) {
            return Err(format!(
                "the library is {} {}, the manifest {} {}.",
                metadata.id, metadata.version, manifest.id, manifest.version
            ));
        }
        let mut registrar = Registrar { prefix: wire_prefix(&manifest.id), host, handlers: &mut self.handlers };
        plugin.on_load(host, &mut registrar).map_err(|e| format!("on_load failed: {e}."))
    }

    fn close(self, host: &HostContext) {
        let Self { handlers, plugin, library } = self;
        let mut plugin = plugin.into_inner().unwrap_or_else(PoisonError::into_inner);
        let unloaded = plugin.get().on_unload();
        drop(handlers);
        drop(plugin);
        match unloaded {
            Ok(()) => drop(library),
            Err(error) => {
                host.log.line("error", "devhost", &format!("on_unload failed, the library stays mapped: {error}"));
                std::mem::forget(library);
            }
        }
    }
}

fn create(library: &Library, shown: &str) -> Result<PluginInstance, String> {
    let missing = |name: &str| format!("{shown} is not a HaloForge plugin: it does not export {name}.");
    // SAFETY: the three symbols have these types by the contract of haloforge-plugin-api; the version is checked first.
    unsafe {
        let abi =
            library.get::<AbiVersion>(b"_haloforge_abi_version\0").map_err(|_| missing("_haloforge_abi_version"))?();
        if abi != PLUGIN_ABI_VERSION {
            return Err(format!("{shown} was built for plugin ABI {abi}, this host speaks {PLUGIN_ABI_VERSION}."));
        }
        let create =
            library.get::<Create>(b"_haloforge_plugin_create\0").map_err(|_| missing("_haloforge_plugin_create"))?;
        let destroy = *library
            .get::<Destroy>(b"_haloforge_plugin_destroy\0")
            .map_err(|_| missing("_haloforge_plugin_destroy"))?;
        let pointer = create();
        if pointer.is_null() {
            return Err(format!("{shown} returned no plugin."));
        }
        Ok(PluginInstance { pointer, destroy })
    }
}

/// The prefix of the plugin's command names, e.g. "plugin_dev_haloforge_image_studio_".
pub fn wire_prefix(id: &str) -> String {
    format!("plugin_{}_", id.replace(['.', '-'], "_"))
}

struct Registrar<'a> {
    prefix: String,
    host: &'a HostContext,
    handlers: &'a mut HashMap<String, IpcHandler>,
}

impl IpcRegistrar for Registrar<'_> {
    fn register(&mut self, name: &str, handler: IpcHandler) -> Result<(), PluginError> {
        if !self.host.grants(&Permission::IpcRegister) {
            return Err(PluginError::PermissionDenied("ipc_register".into()));
        }
        match self.handlers.insert(format!("{}{name}", self.prefix), handler) {
            None => Ok(()),
            Some(_) => Err(PluginError::InitFailed(format!("the command {name} is registered twice"))),
        }
    }

    fn register_workflow_step_type(&mut self, _: WorkflowStepTypeDefinition) -> Result<(), PluginError> {
        Err(PluginError::Unsupported("register_workflow_step_type".into()))
    }
}
