//! The plugin's settings: the defaults of settings_schema, overridden by the values saved in DIR/settings.json.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

pub struct Settings {
    path: PathBuf,
    defaults: Map<String, Value>,
    saved: Mutex<Map<String, Value>>,
}

impl Settings {
    pub fn open(path: PathBuf, schema: Option<&Value>) -> Self {
        let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
        let default = |(key, property): (&String, &Value)| Some((key.clone(), property.get("default")?.clone()));
        let defaults = properties.map(|map| map.iter().filter_map(default).collect()).unwrap_or_default();
        let saved = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { path, defaults, saved: Mutex::new(saved) }
    }

    pub fn merged(&self) -> Value {
        let mut merged = self.defaults.clone();
        merged.extend(self.saved.lock().unwrap_or_else(PoisonError::into_inner).clone());
        Value::Object(merged)
    }

    /// Stores the fields of the schema alone, as the host's own form does.
    pub fn save_form(&self) -> Result<(), String> {
        let Value::Object(mut settings) = self.merged() else { return Ok(()) };
        settings.retain(|key, _| self.defaults.contains_key(key));
        self.save(Value::Object(settings))
    }

    pub fn save(&self, settings: Value) -> Result<(), String> {
        let Value::Object(map) = settings else { return Err("settings must be an object".into()) };
        let json = serde_json::to_vec_pretty(&map).map_err(|e| e.to_string())?;
        std::fs::write(&self.path, json).map_err(|e| format!("settings.json cannot be written: {e}"))?;
        *self.saved.lock().unwrap_or_else(PoisonError::into_inner) = map;
        Ok(())
    }
}
