//! Dispatches the host commands that the page's SDK sends. Their names are only here, not in any JavaScript file, because
//! the packer warns about them there.

use std::path::Path;
use std::sync::Arc;

use haloforge_plugin_api::{Permission, PluginError};
use serde_json::Value;

use crate::args::{Args, ErrorShape};
use crate::context::HostContext;
use crate::plugin_slot::PluginSlot;

pub struct Ipc {
    pub host: Arc<HostContext>,
    pub plugin: PluginSlot,
    args: Args,
}

impl Ipc {
    pub fn new(args: Args, host: Arc<HostContext>, plugin: PluginSlot) -> Self {
        Self { host, plugin, args }
    }

    /// The error is the value with which the page's invoke rejects.
    pub fn dispatch(&self, command: &str, args: &Value) -> Result<Value, Value> {
        let _turn = self.host.misbehaving.delay_command();
        match command {
            "plugin_invoke" => self.invoke(args),
            "plugin_get_settings" => self.require_own_id(args).map(|()| self.host.settings.merged()),
            "plugin_save_settings" => self.save_settings(args),
            "frontend_log_event" => {
                self.log_page_event(args);
                Ok(Value::Null)
            }
            "devkit_pick_file" => self.dialog(self.args.pick_file.as_deref()),
            "devkit_save_file" => self.dialog(self.args.save_file.as_deref()),
            "devkit_pick_directory" => {
                let file = self.args.pick_file.as_deref().or(self.args.save_file.as_deref());
                self.dialog(file.and_then(|file| Path::new(file).parent()?.to_str()))
            }
            _ => Err(Value::from(format!("Command {command} not found"))),
        }
    }

    fn invoke(&self, args: &Value) -> Result<Value, Value> {
        let inner = args.get("args").unwrap_or(&Value::Null);
        let Some(wire_name) = inner.get("wire_name").and_then(Value::as_str) else {
            return Err(Value::from("invalid args: missing wire_name"));
        };
        let plugin_args = inner.get("args").cloned().unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        match self.plugin.call(wire_name, plugin_args) {
            Some(result) => result.map_err(|error| self.rejection(&error)),
            None => Err(self.rejection(&PluginError::NotFound(wire_name.into()))),
        }
    }

    fn rejection(&self, error: &PluginError) -> Value {
        match self.args.error_shape {
            ErrorShape::Display => Value::from(error.to_string()),
            ErrorShape::Serde => serde_json::to_value(error).unwrap_or(Value::Null),
        }
    }

    fn require_own_id(&self, args: &Value) -> Result<(), Value> {
        match args.get("pluginId").and_then(Value::as_str) {
            Some(id) if id == self.host.manifest.id => Ok(()),
            _ => Err(Value::from("Plugin not found")),
        }
    }

    fn save_settings(&self, args: &Value) -> Result<Value, Value> {
        self.require_own_id(args)?;
        self.host.settings.save(args.get("settings").cloned().unwrap_or_default()).map_err(Value::from)?;
        let changed = self.plugin.settings_changed(self.host.settings.merged());
        changed.map(|()| Value::Null).map_err(|error| self.rejection(&error))
    }

    /// The host's own form stores its fields, and drops all others.
    pub fn save_form(&self) -> Result<(), String> {
        self.host.settings.save_form()?;
        self.notify_plugin(1)
    }

    /// Calls `on_settings_changed` this many times, one after another.
    pub fn notify_plugin(&self, times: usize) -> Result<(), String> {
        (0..times)
            .try_for_each(|_| self.plugin.settings_changed(self.host.settings.merged()))
            .map_err(|e| e.to_string())
    }

    fn log_page_event(&self, args: &Value) {
        let text = |key: &str| args.get(key).and_then(Value::as_str).unwrap_or_default();
        let level = Some(text("level")).filter(|level| !level.is_empty()).unwrap_or("info");
        let message = match args.get("details").filter(|details| !details.is_null()) {
            Some(details) => format!("{} {details}", text("message")),
            None => text("message").into(),
        };
        self.host.log.line(level, text("scope"), &message);
    }

    /// Answers a file dialog with the path given on the command line.
    fn dialog(&self, path: Option<&str>) -> Result<Value, Value> {
        if !self.host.grants(&Permission::HostFileDialogs) {
            return Err(self.rejection(&PluginError::PermissionDenied("host_file_dialogs".into())));
        }
        // Without a path the page falls back to the browser's picker, as on a host without dialogs.
        path.map(Value::from).ok_or_else(|| Value::from("devhost shows no file dialogs; --pick-file answers for one."))
    }
}
