//! Our own copy of the profiles, in data_dir/profiles.json. The host's form may store its own fields only; the endpoints
//! must not vanish with that, because the next picture would then go to another gateway unasked.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde_json::{Map, Value};

use crate::disk::Disk;
use crate::mutex::lock;

/// The settings that are copied.
const KEYS: [&str; 2] = ["profiles", "active_profile"];

pub struct ProfilesCopy {
    path: PathBuf,
    disk: Disk,
    /// None: no settings with profiles have been seen yet.
    profiles: Mutex<Option<Map<String, Value>>>,
}

impl ProfilesCopy {
    pub fn open(data_dir: &Path, disk: Disk) -> Self {
        let path = data_dir.join("profiles.json");
        let profiles = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { path, disk, profiles: Mutex::new(profiles) }
    }

    pub fn profiles(&self) -> Option<Map<String, Value>> {
        lock(&self.profiles).clone()
    }

    /// Copies the profiles of settings that the host has stored. A copy that cannot be written is written at the next
    /// change.
    pub fn update(&self, stored: &Map<String, Value>) {
        if !stored.contains_key("profiles") {
            return;
        }
        let newest: Map<String, Value> =
            KEYS.iter().filter_map(|key| Some(((*key).to_owned(), stored.get(*key)?.clone()))).collect();
        let mut profiles = lock(&self.profiles);
        if profiles.as_ref() == Some(&newest) {
            return;
        }
        let json = serde_json::to_vec(&newest).unwrap_or_default();
        if self.disk.write(&self.path, &json).is_ok() {
            *profiles = Some(newest);
        }
    }
}
