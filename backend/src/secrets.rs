//! API keys by origin (scheme, host, port). A key is read for one request and never leaves the backend. It is stored in
//! the system's keychain or, where there is none or it does not answer, in a 0600 file under data_dir; and in the memory
//! of the process from the moment it was typed. Handlers only ever touch memory and the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::disk::Disk;
use crate::error::{BackendError, Code, Outcome};
use crate::keychain::{Keychain, KeychainFuture, Unavailable};
use crate::mutex::lock;

const MAX_LENGTH: usize = 4_096;
/// A locked keychain prompts the user for a password, so the limit is generous.
const KEYCHAIN_TIMEOUT: Duration = Duration::from_secs(60);

/// The file with the keys that the keychain does not have.
#[derive(Default, Clone, Serialize, Deserialize)]
struct KeyFile {
    keys: BTreeMap<String, Zeroizing<String>>,
}

/// The origins for which the keychain has a key, because querying the keychain takes too long. Holds no secret.
#[derive(Default, Clone, Serialize, Deserialize)]
struct KeychainIndex {
    origins: BTreeSet<String>,
}

#[derive(Default)]
struct State {
    memory: BTreeMap<String, Zeroizing<String>>,
    file: KeyFile,
    index: KeychainIndex,
    /// Origins whose key has been changed and not yet been handed to the keychain.
    pending: BTreeSet<String>,
    /// Keys of a command whose settings have not been stored yet, by origin; "" removes the key.
    staged: BTreeMap<String, Zeroizing<String>>,
}

#[derive(Clone)]
pub struct Secrets {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    index_path: PathBuf,
    disk: Disk,
    keychain: Option<Arc<dyn Keychain>>,
    timeout: Duration,
    state: Mutex<State>,
    /// One keychain call at a time, in the order of the changes: the last change wins, and the user is not prompted for
    /// a password twice.
    keychain_lock: tokio::sync::Mutex<()>,
}

fn read<T: Default + serde::de::DeserializeOwned>(path: &Path) -> T {
    let bytes = fs::read(path).ok().map(Zeroizing::new);
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// `capacity` is enough for the whole text: a vector that grows leaves copies of its content behind.
fn write<T: Serialize>(disk: &Disk, path: &Path, value: &T, capacity: usize) -> Outcome<()> {
    let mut json = Zeroizing::new(Vec::with_capacity(capacity));
    serde_json::to_writer(&mut *json, value)
        .map_err(|_| BackendError::internal("The key file could not be written."))?;
    disk.write(path, &json).map_err(|e| BackendError::disk("Storing the key", &e))
}

/// The key of a typed text; "" removes it. The error does not repeat the text.
pub fn usable_key(typed: &str) -> Outcome<&str> {
    let key = typed.trim();
    let key = key.strip_prefix("Bearer ").unwrap_or(key).trim();
    if key.len() > MAX_LENGTH || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(BackendError::field("key", "must be visible ASCII characters without spaces"));
    }
    if key.contains("://") {
        return Err(BackendError::field("key", "must be a key and not an address"));
    }
    Ok(key)
}

impl KeyFile {
    fn write(&self, disk: &Disk, path: &Path) -> Outcome<()> {
        // Each byte may need a backslash.
        let entry = |(origin, key): (&String, &Zeroizing<String>)| 2 * (origin.len() + key.len()) + 8;
        write(disk, path, self, 64 + self.keys.iter().map(entry).sum::<usize>())
    }
}

impl Secrets {
    /// An unreadable file counts as empty: the user is asked for the key again.
    pub fn open(data_dir: &Path, keychain: Option<Arc<dyn Keychain>>, disk: Disk) -> Self {
        Self::open_with_timeout(data_dir, keychain, KEYCHAIN_TIMEOUT, disk)
    }

    fn open_with_timeout(data_dir: &Path, keychain: Option<Arc<dyn Keychain>>, timeout: Duration, disk: Disk) -> Self {
        let (path, index_path) = (data_dir.join("secrets.json"), data_dir.join("keychain.json"));
        let index = if keychain.is_some() { read(&index_path) } else { KeychainIndex::default() };
        let state = Mutex::new(State { file: read(&path), index, ..State::default() });
        let keychain_lock = tokio::sync::Mutex::default();
        Self { inner: Arc::new(Inner { path, index_path, disk, keychain, timeout, state, keychain_lock }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.inner.state)
    }

    pub fn has(&self, origin: &str) -> bool {
        let state = self.state();
        if let Some(staged) = state.staged.get(origin) {
            return !staged.is_empty();
        }
        state.memory.contains_key(origin)
            || state.file.keys.contains_key(origin)
            || state.index.origins.contains(origin)
    }

    /// The key as far as memory and the file have it.
    pub fn cached(&self, origin: &str) -> Option<Zeroizing<String>> {
        let state = self.state();
        state.memory.get(origin).cloned().or_else(|| state.file.keys.get(origin).cloned())
    }

    /// The key for a request that is about to be sent. May wait for the user to unlock the keychain; dropping it is safe.
    pub async fn key_for(&self, origin: &str) -> Outcome<Option<Zeroizing<String>>> {
        if let Some(key) = self.cached(origin) {
            return Ok(Some(key));
        }
        let Some(keychain) = self.inner.keychain.clone().filter(|_| self.has(origin)) else { return Ok(None) };
        let _guard = self.inner.keychain_lock.lock().await;
        if let Some(key) = self.cached(origin) {
            return Ok(Some(key));
        }
        match self.within_timeout(keychain.read(origin.to_owned(), true)).await {
            Ok(Some(key)) => {
                self.state().memory.insert(origin.into(), key.clone());
                Ok(Some(key))
            }
            // It was removed in the keychain itself.
            Ok(None) => {
                let owned = origin.to_owned();
                self.on_disk_thread(move |secrets| secrets.set_indexed(&owned, false)).await;
                Ok(None)
            }
            Err(Unavailable) => {
                let sentence = "The keychain did not give the key: it is locked or not there.";
                Err(BackendError::new(Code::KeyUnavailable, sentence))
            }
        }
    }

    async fn within_timeout<T>(&self, call: KeychainFuture<T>) -> Result<T, Unavailable> {
        timeout(self.inner.timeout, call).await.unwrap_or(Err(Unavailable))
    }

    fn set_indexed(&self, origin: &str, is_stored: bool) {
        let mut state = self.state();
        let is_changed =
            if is_stored { state.index.origins.insert(origin.into()) } else { state.index.origins.remove(origin) };
        if is_changed {
            let _ = write(&self.inner.disk, &self.inner.index_path, &state.index, 0);
        }
    }

    /// Remembers a change of a key that counts when the settings of the same command have been stored. An empty key
    /// removes the stored one.
    pub fn stage(&self, origin: &str, typed: &str) -> Outcome<()> {
        let key = Zeroizing::new(usable_key(typed)?.to_owned());
        self.state().staged.insert(origin.into(), key);
        Ok(())
    }

    pub fn discard_staged(&self) {
        self.state().staged.clear();
    }

    pub fn commit_staged(&self, runtime: &Handle) -> Outcome<()> {
        let staged = std::mem::take(&mut self.state().staged);
        staged.iter().try_for_each(|(origin, key)| self.set(runtime, origin, key))
    }

    /// Nothing is changed when it fails. An empty key removes the stored one. A key that cannot stand in a header is refused, without repeating it. Returns
    /// at once; the keychain is updated on the runtime.
    pub fn set(&self, runtime: &Handle, origin: &str, typed: &str) -> Outcome<()> {
        let key = usable_key(typed)?;
        let mut state = self.state();
        let mut file = state.file.clone();
        file.keys.remove(origin);
        if !key.is_empty() && self.inner.keychain.is_none() {
            file.keys.insert(origin.into(), Zeroizing::new(key.to_owned()));
        }
        // The keychain's copy is outdated now.
        let mut index = state.index.clone();
        let was_in_keychain = index.origins.remove(origin);
        if was_in_keychain {
            write(&self.inner.disk, &self.inner.index_path, &index, 0)?;
        }
        if file.keys != state.file.keys {
            if let Err(error) = file.write(&self.inner.disk, &self.inner.path) {
                let _ = write(&self.inner.disk, &self.inner.index_path, &state.index, 0);
                return Err(error);
            }
            state.file = file;
        }
        state.index = index;
        if key.is_empty() {
            state.memory.remove(origin);
        } else {
            state.memory.insert(origin.into(), Zeroizing::new(key.to_owned()));
        }
        let needs_sync =
            self.inner.keychain.is_some() && (!key.is_empty() || was_in_keychain || state.pending.contains(origin));
        if needs_sync {
            state.pending.insert(origin.into());
        }
        drop(state);
        if needs_sync {
            self.spawn_sync(runtime, origin, true);
        }
        Ok(())
    }

    /// At load: moves the keys of the file to the keychain where that needs no prompt.
    pub fn spawn_move_to_keychain(&self, runtime: &Handle) {
        if self.inner.keychain.is_none() {
            return;
        }
        let origins: Vec<String> = self.state().file.keys.keys().cloned().collect();
        for origin in origins {
            self.spawn_sync(runtime, &origin, false);
        }
    }

    fn spawn_sync(&self, runtime: &Handle, origin: &str, may_prompt: bool) {
        let (secrets, origin) = (self.clone(), origin.to_owned());
        runtime.spawn(async move { secrets.sync_keychain(&origin, may_prompt).await });
    }

    /// Writes the current key to the keychain, or to the file when the keychain does not take it.
    async fn sync_keychain(&self, origin: &str, may_prompt: bool) {
        let Some(keychain) = self.inner.keychain.clone() else { return };
        let _guard = self.inner.keychain_lock.lock().await;
        let Some(key) = self.cached(origin) else {
            let owned = origin.to_owned();
            self.on_disk_thread(move |secrets| secrets.set_indexed(&owned, false)).await;
            let _ = self.within_timeout(keychain.remove(origin.to_owned())).await;
            self.state().pending.remove(origin);
            return;
        };
        let is_stored = self.within_timeout(keychain.write(origin.to_owned(), key.clone(), may_prompt)).await.is_ok();
        let origin = origin.to_owned();
        self.on_disk_thread(move |secrets| secrets.record_sync(&origin, key, is_stored)).await;
    }

    fn record_sync(&self, origin: &str, key: Zeroizing<String>, is_stored: bool) {
        // Changed again meanwhile: the task of that change does the rest.
        if self.cached(origin).as_ref() != Some(&key) {
            return;
        }
        self.set_indexed(origin, is_stored);
        let mut state = self.state();
        state.pending.remove(origin);
        state.memory.insert(origin.into(), key);
        let _ =
            if is_stored { self.remove_from_file(&mut state, origin) } else { self.write_to_file(&mut state, origin) };
    }

    /// Flushing a file must not hold up the tasks of the runtime.
    async fn on_disk_thread(&self, work: impl FnOnce(&Self) + Send + 'static) {
        let secrets = self.clone();
        let _ = tokio::task::spawn_blocking(move || work(&secrets)).await;
    }

    fn remove_from_file(&self, state: &mut State, origin: &str) -> Outcome<()> {
        if state.file.keys.remove(origin).is_some() {
            state.file.write(&self.inner.disk, &self.inner.path)?;
        }
        Ok(())
    }

    fn write_to_file(&self, state: &mut State, origin: &str) -> Outcome<()> {
        let Some(key) = state.memory.get(origin).cloned() else { return Ok(()) };
        if state.file.keys.get(origin) != Some(&key) {
            state.file.keys.insert(origin.into(), key);
            state.file.write(&self.inner.disk, &self.inner.path)?;
        }
        Ok(())
    }

    /// The runtime ends: keys that the keychain has not taken yet are written to the file.
    pub fn close(&self) {
        let mut state = self.state();
        let pending = std::mem::take(&mut state.pending);
        for origin in pending {
            let _ = self.write_to_file(&mut state, &origin);
        }
    }
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
