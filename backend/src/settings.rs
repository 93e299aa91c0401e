//! The plugin's settings, which the host stores. Its Plugin Manager and our own dialog show and change the same values;
//! the profiles are stored beside them. Settings of other versions are preserved; they never hold a secret.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, TryLockError};

use haloforge_plugin_api::PluginContext;
use serde_json::{json, Map, Value};

use crate::disk::Disk;
use crate::error::{BackendError, Outcome};
use crate::mutex::lock;
use crate::profiles::{self, Profile};
use crate::profiles_copy::ProfilesCopy;
use crate::upgrade;

/// Fields of the active profile that the host's form shows too: name in the form, name in the profile.
pub const SHARED_FIELDS: &[(&str, &str)] =
    &[("api_mode", "api_mode"), ("codex_cli", "codex_compat"), ("response_format_b64_json", "response_format_b64")];

pub struct Settings {
    state: Mutex<State>,
    /// Held by the command that changes the settings, until the host has stored them. Never taken while the host calls
    /// us, which it may do inside `save_settings`.
    change: Mutex<()>,
    /// Our own copy of the profiles: the host's form stores the fields of its schema only, which removes them there.
    copy: ProfilesCopy,
    /// The file in which versions before profiles stored their one endpoint.
    former_file: PathBuf,
}

#[derive(Clone, Default)]
struct State {
    /// As the host stores them.
    stored: Map<String, Value>,
    profiles: Vec<Profile>,
    /// Entries of "profiles" that this version cannot read.
    unreadable: Vec<Value>,
    active: Option<String>,
    /// Changed here and not yet stored by the host: exactly these keys.
    unsaved: Map<String, Value>,
    /// Profiles that the host no longer had and that the next save stores again.
    restored: Map<String, Value>,
    /// Keys of an earlier version that held a secret; the next save removes them.
    obsolete: Vec<String>,
}

impl Settings {
    pub fn open(stored: Value, data_dir: &std::path::Path, disk: Disk) -> Self {
        let settings = Self {
            state: Mutex::default(),
            change: Mutex::default(),
            copy: ProfilesCopy::open(data_dir, disk),
            former_file: data_dir.join("endpoint.json"),
        };
        let stored = if stored.is_object() { stored } else { Value::Object(Map::new()) };
        settings.read(&mut lock(&settings.state), stored);
        settings
    }

    /// Waits until no other command changes the settings.
    pub fn begin_change(&self) -> MutexGuard<'_, ()> {
        lock(&self.change)
    }

    /// None while another command changes the settings.
    pub fn try_begin_change(&self) -> Option<MutexGuard<'_, ()>> {
        match self.change.try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Takes over what the host has stored; profiles that are absent there, not empty, come from our own copy.
    fn read(&self, state: &mut State, stored: Value) {
        let Value::Object(mut stored) = stored else { return };
        state.restored.clear();
        if stored.contains_key("profiles") {
            self.copy.update(&stored);
        } else if let Some(copied) = self.copy.profiles() {
            stored.extend(copied.clone());
            state.restored = copied;
        }
        state.read(stored, self.former_endpoint());
    }

    /// Takes the settings from the host: in on_settings_changed, and before a command that uses them. Returns their keys.
    pub fn replace(&self, stored: Value) -> Vec<String> {
        let mut state = lock(&self.state);
        // Changes of this process that have not been saved yet are newer.
        if state.unsaved.is_empty() {
            self.read(&mut state, stored);
        }
        state.stored.keys().cloned().collect()
    }

    /// Saves the changes of a command with the host, merged into the settings that the host has by now.
    pub fn flush(&self, ctx: &dyn PluginContext) -> Outcome<()> {
        let before = lock(&self.state).clone();
        if before.unsaved.is_empty() && before.obsolete.is_empty() && before.restored.is_empty() {
            return Ok(());
        }
        // No lock is held here: the host may call on_settings_changed at once.
        let mut settings = match ctx.settings() {
            Value::Object(map) => map,
            _ => before.stored.clone(),
        };
        settings.extend(before.restored.clone());
        settings.extend(before.unsaved.clone());
        settings.retain(|key, _| !before.obsolete.contains(key));
        let saved = ctx.save_settings(Value::Object(settings.clone()));
        let mut state = lock(&self.state);
        state.unsaved.retain(|key, value| before.unsaved.get(key) != Some(value));
        if saved.is_err() {
            state.read(before.stored, self.former_endpoint());
            return Err(BackendError::internal("The host did not store the settings; they are as before.")
                .with("reason", "settings"));
        }
        state.stored = settings;
        state.restored.clear();
        state.obsolete.clear();
        drop(state);
        let _ = std::fs::remove_file(&self.former_file);
        Ok(())
    }

    /// Drops the changes of a command that failed.
    pub fn discard(&self) {
        let mut state = lock(&self.state);
        if !state.unsaved.is_empty() {
            let stored = state.stored.clone();
            state.unsaved.clear();
            state.read(stored, self.former_endpoint());
        }
    }

    /// To be called when a change has been stored completely.
    pub fn copy_profiles(&self) {
        let stored = lock(&self.state).stored.clone();
        self.copy.update(&stored);
    }

    /// Gives the host back the settings that it had before `flush`.
    pub fn restore(&self, ctx: &dyn PluginContext, before: Value) {
        let _ = ctx.save_settings(before.clone());
        self.read(&mut lock(&self.state), before);
    }

    fn former_endpoint(&self) -> Option<String> {
        let value: Value = serde_json::from_slice(&std::fs::read(&self.former_file).ok()?).ok()?;
        Some(value.get("base_url")?.as_str()?.to_owned())
    }

    pub fn profiles(&self) -> Vec<Profile> {
        lock(&self.state).profiles.clone()
    }

    pub fn profile(&self, id: &str) -> Option<Profile> {
        lock(&self.state).profiles.iter().find(|profile| profile.id() == id).cloned()
    }

    pub fn active_id(&self) -> Option<String> {
        lock(&self.state).active.clone()
    }

    pub fn active(&self) -> Option<Profile> {
        self.active_id().and_then(|id| self.profile(&id))
    }

    /// The value of a field of the host's form.
    pub fn value(&self, key: &str) -> Value {
        let state = lock(&self.state);
        state.unsaved.get(key).or_else(|| state.stored.get(key)).cloned().unwrap_or_default()
    }

    /// The first profile becomes the active one.
    pub fn put(&self, profile: Profile) -> Outcome<()> {
        let mut state = lock(&self.state);
        let count = state.profiles.len();
        if let Some(place) = state.profiles.iter_mut().find(|other| other.id() == profile.id()) {
            *place = profile;
        } else if count >= profiles::MAX_PROFILES {
            return Err(BackendError::field("profile.id", "would be one of more than 100 profiles"));
        } else {
            state.active.get_or_insert_with(|| profile.id().to_owned());
            state.profiles.push(profile);
        }
        state.mark_unsaved();
        Ok(())
    }

    pub fn remove(&self, id: &str) -> Option<Profile> {
        let mut state = lock(&self.state);
        let at = state.profiles.iter().position(|profile| profile.id() == id)?;
        let removed = state.profiles.remove(at);
        if state.active.as_deref() == Some(id) {
            state.active = None;
        }
        state.mark_unsaved();
        Some(removed)
    }

    pub fn activate(&self, id: Option<&str>) -> Outcome<()> {
        let mut state = lock(&self.state);
        if let Some(id) = id.filter(|id| !state.profiles.iter().any(|profile| profile.id() == *id)) {
            return Err(profiles::unknown(id));
        }
        state.active = id.map(Into::into);
        state.mark_unsaved();
        Ok(())
    }

    /// Sets fields of the host's form.
    pub fn change(&self, values: Map<String, Value>) {
        let mut state = lock(&self.state);
        state.unsaved.extend(values);
    }

    /// True while the user has chosen no value: it is absent, or the default of the manifest.
    pub fn is_untouched(&self, key: &str) -> bool {
        let manifest: Value = serde_json::from_str(include_str!("../../manifest.json")).unwrap_or_default();
        let default = manifest.pointer(&format!("/settings_schema/properties/{key}/default")).cloned();
        let value = self.value(key);
        value.is_null() || Some(value) == default
    }

    /// A key that an earlier version left in the settings, with the address it is for.
    pub fn plaintext_key(&self) -> Option<upgrade::PlaintextKey> {
        let state = lock(&self.state);
        upgrade::plaintext_key(&state.stored)
    }

    /// To be called when the key is in the key store: the next save removes it from the settings.
    pub fn forget_plaintext_key(&self) {
        let mut state = lock(&self.state);
        state.obsolete = upgrade::secret_names(&state.stored);
    }
}

impl State {
    fn read(&mut self, stored: Map<String, Value>, former: Option<String>) {
        let empty = Vec::new();
        let list = stored.get("profiles").and_then(Value::as_array).unwrap_or(&empty);
        self.profiles.clear();
        self.unreadable.clear();
        for value in list {
            match Profile::read(value) {
                Some(profile) if self.profiles.iter().all(|other| other.id() != profile.id()) => {
                    self.profiles.push(profile);
                }
                _ => self.unreadable.push(value.clone()),
            }
        }
        let named = stored.get("active_profile").and_then(Value::as_str);
        self.active = named.filter(|id| self.profiles.iter().any(|profile| profile.id() == *id)).map(Into::into);
        if !stored.contains_key("profiles") {
            if let Some(profile) = upgrade::former_profile(&stored, former) {
                self.active = Some(profile.id().to_owned());
                self.profiles.push(profile);
            }
        }
        // Both are equal when we saved them; where they differ, the host's form was used since.
        let active = self.active.clone();
        if let Some(profile) = self.profiles.iter_mut().find(|profile| Some(profile.id()) == active.as_deref()) {
            for (shown, own) in SHARED_FIELDS {
                if let Some(value) = stored.get(*shown) {
                    profile.set(own, value);
                }
            }
        }
        self.stored = stored;
    }

    /// Marks the profiles, and the fields that the host's form shares with the active one, as unsaved.
    fn mark_unsaved(&mut self) {
        let mut list: Vec<Value> = self.profiles.iter().map(Profile::to_value).collect();
        list.extend(self.unreadable.iter().cloned());
        self.unsaved.insert("profiles".into(), Value::Array(list));
        self.unsaved.insert("active_profile".into(), json!(self.active));
        let active = self.active.as_ref().and_then(|id| self.profiles.iter().find(|profile| profile.id() == *id));
        if let Some(profile) = active {
            let shared = SHARED_FIELDS.iter().map(|(shown, own)| ((*shown).to_owned(), profile.get(own)));
            self.unsaved.extend(shared.collect::<Vec<_>>());
        }
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
