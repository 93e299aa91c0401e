//! The PluginContext: grants what the manifest's permissions allow and returns a host's errors for everything else.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use haloforge_plugin_api::{
    AppEvent, DatabaseAccess, EventBus, FsEntry, HostTable, HttpClient, HttpResponse, LogLevel, Notification,
    Permission, PluginContext, PluginError, PluginFs, PluginManifest, ProcessRunner, SubscriptionToken,
};
use serde_json::Value;

use crate::args::Args;
use crate::log::HostLog;
use crate::misbehaviour::Misbehaving;
use crate::plugin_slot::PluginSlot;
use crate::settings::Settings;

pub struct HostContext {
    pub manifest: PluginManifest,
    pub log: HostLog,
    pub settings: Settings,
    pub misbehaving: Misbehaving,
    /// For a host that calls `on_settings_changed` inside `save_settings`.
    plugin: Mutex<Option<PluginSlot>>,
    data_dir: PathBuf,
}

impl HostContext {
    pub fn open(args: &Args) -> Result<Self, String> {
        let shown = args.manifest.display();
        let text = std::fs::read_to_string(&args.manifest).map_err(|e| format!("{shown} cannot be read: {e}."))?;
        let manifest: PluginManifest =
            serde_json::from_str(&text).map_err(|e| format!("{shown} is not a plugin manifest: {e}."))?;
        let data_dir = args.data_dir.join("plugin");
        std::fs::create_dir_all(&data_dir).map_err(|e| format!("{} cannot be created: {e}.", data_dir.display()))?;
        let data_dir =
            data_dir.canonicalize().map_err(|e| format!("{} cannot be resolved: {e}.", data_dir.display()))?;
        let settings = Settings::open(args.data_dir.join("settings.json"), manifest.settings_schema.as_ref());
        Ok(Self {
            log: HostLog::open(args.data_dir.join("logs"))?,
            settings,
            misbehaving: Misbehaving::default(),
            plugin: Mutex::default(),
            data_dir,
            manifest,
        })
    }

    pub fn notify_inside_save(&self, plugin: PluginSlot) {
        *self.plugin.lock().unwrap_or_else(PoisonError::into_inner) = Some(plugin);
    }

    /// The slot holds this context, and this context the slot.
    pub fn forget_plugin(&self) {
        *self.plugin.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub fn grants(&self, permission: &Permission) -> bool {
        self.manifest.permissions.contains(permission)
    }

    /// The scope of the plugin's log lines.
    pub fn scope(&self) -> String {
        format!("plugin:{}", self.manifest.id)
    }
}

fn denied(permission: &str) -> PluginError {
    PluginError::PermissionDenied(permission.into())
}

impl PluginContext for HostContext {
    fn db(&self) -> &dyn DatabaseAccess {
        &NoDatabase
    }

    fn events(&self) -> &dyn EventBus {
        self
    }

    fn http(&self) -> Option<&dyn HttpClient> {
        self.grants(&Permission::NetworkHttp).then_some(&NoClient as &dyn HttpClient)
    }

    fn fs(&self) -> Option<&dyn PluginFs> {
        let is_granted = self.grants(&Permission::FilesystemRead) || self.grants(&Permission::FilesystemWrite);
        is_granted.then_some(self as &dyn PluginFs)
    }

    fn process(&self) -> Option<&dyn ProcessRunner> {
        None
    }

    fn settings(&self) -> Value {
        self.settings.merged()
    }

    fn save_settings(&self, settings: Value) -> Result<(), PluginError> {
        let misbehaviour = self.misbehaving.now();
        if misbehaviour.fail_settings {
            return Err(PluginError::Io("the settings' disk is full".into()));
        }
        self.settings.save(settings).map_err(PluginError::Io)?;
        let plugin = self.plugin.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match plugin.filter(|_| misbehaviour.change_inside_save) {
            Some(plugin) => plugin.settings_changed(self.settings.merged()),
            None => Ok(()),
        }
    }

    fn data_dir(&self) -> PathBuf {
        self.data_dir.clone()
    }

    fn log(&self, level: LogLevel, msg: &str) {
        let level = match level {
            LogLevel::Trace => "trace",
            LogLevel::Debug => "debug",
            LogLevel::Info => "info",
            LogLevel::Warn => "warn",
            LogLevel::Error => "error",
        };
        self.log.line(level, &self.scope(), msg);
    }

    fn notify(&self, notification: Notification) {
        if self.grants(&Permission::Notifications) {
            let Notification { title, message, kind, .. } = notification;
            self.log.line("info", "notification", &format!("{kind:?}: {title}: {message}"));
        }
    }
}

/// Emitted events are logged under their full name.
impl EventBus for HostContext {
    fn emit(&self, event: &str, payload: Value) -> Result<(), PluginError> {
        if !self.grants(&Permission::EventsEmit) {
            return Err(denied("events_emit"));
        }
        self.log.line("debug", "event", &format!("plugin:{}:{event} {payload}", self.manifest.id));
        Ok(())
    }

    fn subscribe(&self, event: AppEvent, _: Box<dyn Fn(Value) + Send + Sync>) -> SubscriptionToken {
        self.log.line("debug", "event", &format!("subscribed to {event:?}; devhost sends no events"));
        SubscriptionToken(0)
    }

    fn unsubscribe(&self, _: SubscriptionToken) {}
}

impl PluginFs for HostContext {
    fn read_file(&self, path: &Path) -> Result<Vec<u8>, PluginError> {
        self.require(&Permission::FilesystemRead)?;
        Ok(std::fs::read(path)?)
    }

    fn write_file(&self, path: &Path, content: &[u8]) -> Result<(), PluginError> {
        self.require(&Permission::FilesystemWrite)?;
        Ok(std::fs::write(path, content)?)
    }

    fn read_dir(&self, path: &Path) -> Result<Vec<FsEntry>, PluginError> {
        self.require(&Permission::FilesystemRead)?;
        let entry = |entry: std::io::Result<std::fs::DirEntry>| {
            let entry = entry?;
            let data = entry.metadata()?;
            Ok(FsEntry { path: entry.path(), is_dir: data.is_dir(), size: data.is_file().then_some(data.len()) })
        };
        std::fs::read_dir(path)?.map(entry).collect()
    }

    fn exists(&self, path: &Path) -> bool {
        self.require(&Permission::FilesystemRead).is_ok() && path.exists()
    }

    fn create_dir_all(&self, path: &Path) -> Result<(), PluginError> {
        self.require(&Permission::FilesystemWrite)?;
        Ok(std::fs::create_dir_all(path)?)
    }

    fn remove_file(&self, path: &Path) -> Result<(), PluginError> {
        self.require(&Permission::FilesystemWrite)?;
        Ok(std::fs::remove_file(path)?)
    }

    fn remove_dir_all(&self, path: &Path) -> Result<(), PluginError> {
        self.require(&Permission::FilesystemWrite)?;
        Ok(std::fs::remove_dir_all(path)?)
    }
}

impl HostContext {
    fn require(&self, permission: &Permission) -> Result<(), PluginError> {
        self.grants(permission).then_some(()).ok_or_else(|| denied(&permission.description()))
    }
}

struct NoDatabase;

impl DatabaseAccess for NoDatabase {
    fn query(&self, _: &str, _: &[Value]) -> Result<Vec<HashMap<String, Value>>, PluginError> {
        Err(PluginError::Database("devhost has no database".into()))
    }

    fn execute(&self, _: &str, _: &[Value]) -> Result<usize, PluginError> {
        Err(PluginError::Database("devhost has no database".into()))
    }

    fn create_table(&self, _: &str, _: &str) -> Result<(), PluginError> {
        Err(PluginError::Database("devhost has no database".into()))
    }

    fn read_host_table(&self, _: HostTable, _: Option<u32>) -> Result<Vec<Value>, PluginError> {
        Err(PluginError::Database("devhost has no database".into()))
    }
}

/// The plugin uses its own HTTP client, because the host's has no multipart and no timeout.
struct NoClient;

impl HttpClient for NoClient {
    fn get(&self, _: &str, _: Option<HashMap<String, String>>) -> Result<HttpResponse, PluginError> {
        Err(PluginError::Network("devhost has no HTTP client".into()))
    }

    fn post(&self, _: &str, _: Value, _: Option<HashMap<String, String>>) -> Result<HttpResponse, PluginError> {
        Err(PluginError::Network("devhost has no HTTP client".into()))
    }
}
