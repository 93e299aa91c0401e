//! API keys by origin (scheme, host, port). A key is read for one request and never leaves. Where it lies: in the
//! system's keychain, or, where there is none or it does not answer, in a 0600 file under data_dir; and in the memory of
//! the process from the moment it was typed. Handlers only ever touch memory and the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tokio::time::timeout;
use zeroize::{Zeroize, Zeroizing};

use crate::atomic;
use crate::error::{BackendError, Code, Outcome};
use crate::keychain::{Answer, Keychain, Unavailable};

const MAX_LENGTH: usize = 4_096;
/// A locked keychain asks the person, and people take their time.
const PATIENCE: Duration = Duration::from_secs(60);

/// The file, for the keys that the keychain does not have.
#[derive(Default, Clone, Serialize, Deserialize)]
struct KeyFile {
    keys: BTreeMap<String, String>,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.keys.values_mut().for_each(Zeroize::zeroize);
    }
}

/// For which origins the keychain has a key: asking it would take too long. No secret.
#[derive(Default, Clone, Serialize, Deserialize)]
struct Index {
    origins: BTreeSet<String>,
}

#[derive(Default)]
struct State {
    memory: BTreeMap<String, Zeroizing<String>>,
    file: KeyFile,
    index: Index,
    /// Typed, and on its way to the keychain.
    moving: BTreeSet<String>,
}

#[derive(Clone)]
pub struct Secrets {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    index_path: PathBuf,
    keychain: Option<Arc<dyn Keychain>>,
    patience: Duration,
    state: Mutex<State>,
    /// One question at a time: the last one asked is the last one done, and nobody is asked for a password twice.
    turn: tokio::sync::Mutex<()>,
}

fn read<T: Default + serde::de::DeserializeOwned>(path: &Path) -> T {
    let bytes = fs::read(path).ok().map(Zeroizing::new);
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn write<T: Serialize>(path: &Path, value: &T) -> Outcome<()> {
    let json = serde_json::to_vec(value).map_err(|_| BackendError::internal("The key file could not be written."))?;
    let json = Zeroizing::new(json);
    atomic::write(path, &json, atomic::Access::Private).map_err(|e| BackendError::disk("Storing the key", &e))
}

impl Secrets {
    /// An unreadable file counts as empty: the user is asked for the key again.
    pub fn open(data_dir: &Path, keychain: Option<Arc<dyn Keychain>>) -> Self {
        Self::open_with(data_dir, keychain, PATIENCE)
    }

    fn open_with(data_dir: &Path, keychain: Option<Arc<dyn Keychain>>, patience: Duration) -> Self {
        let (path, index_path) = (data_dir.join("secrets.json"), data_dir.join("keychain.json"));
        let index = if keychain.is_some() { read(&index_path) } else { Index::default() };
        let state = Mutex::new(State { file: read(&path), index, ..State::default() });
        let turn = tokio::sync::Mutex::default();
        Self { inner: Arc::new(Inner { path, index_path, keychain, patience, state, turn }) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn has(&self, origin: &str) -> bool {
        let state = self.state();
        state.memory.contains_key(origin)
            || state.file.keys.contains_key(origin)
            || state.index.origins.contains(origin)
    }

    /// What this process knows without asking anybody.
    fn known(&self, origin: &str) -> Option<Zeroizing<String>> {
        let state = self.state();
        state.memory.get(origin).cloned().or_else(|| state.file.keys.get(origin).cloned().map(Zeroizing::new))
    }

    /// For a request that is about to go out. May wait for the person to unlock the keychain; dropping it is safe.
    pub async fn key_for(&self, origin: &str) -> Outcome<Option<String>> {
        let plain = |key: Zeroizing<String>| Some(key.as_str().to_owned());
        if let Some(key) = self.known(origin) {
            return Ok(plain(key));
        }
        let Some(keychain) = self.inner.keychain.clone().filter(|_| self.has(origin)) else { return Ok(None) };
        let _turn = self.inner.turn.lock().await;
        if let Some(key) = self.known(origin) {
            return Ok(plain(key));
        }
        match self.ask(keychain.read(origin.to_owned(), true)).await {
            Ok(Some(key)) => {
                self.state().memory.insert(origin.into(), key.clone());
                Ok(plain(key))
            }
            // Somebody removed it there.
            Ok(None) => {
                self.note(origin, false);
                Ok(None)
            }
            Err(Unavailable) => {
                let sentence = "The keychain did not give the key: it is locked or not there.";
                Err(BackendError::new(Code::KeyUnavailable, sentence))
            }
        }
    }

    async fn ask<T>(&self, answer: Answer<T>) -> Result<T, Unavailable> {
        timeout(self.inner.patience, answer).await.unwrap_or(Err(Unavailable))
    }

    fn note(&self, origin: &str, is_there: bool) {
        let mut state = self.state();
        let is_changed =
            if is_there { state.index.origins.insert(origin.into()) } else { state.index.origins.remove(origin) };
        if is_changed {
            let _ = write(&self.inner.index_path, &state.index);
        }
    }

    /// An empty key removes. What cannot stand in a header is refused, without repeating it. Returns at once.
    pub fn set(&self, runtime: &Handle, origin: &str, typed: &str) -> Outcome<()> {
        let key = typed.trim();
        let key = key.strip_prefix("Bearer ").unwrap_or(key).trim();
        if key.len() > MAX_LENGTH || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(BackendError::field("key", "must be visible ASCII characters without spaces"));
        }
        let mut state = self.state();
        let mut file = state.file.clone();
        file.keys.remove(origin);
        if !key.is_empty() && self.inner.keychain.is_none() {
            file.keys.insert(origin.into(), key.into());
        }
        if file.keys != state.file.keys {
            write(&self.inner.path, &file)?;
            state.file = file;
        }
        if key.is_empty() {
            state.memory.remove(origin);
        } else {
            state.memory.insert(origin.into(), Zeroizing::new(key.to_owned()));
        }
        // What the keychain has is no longer the key.
        let was_there = state.index.origins.remove(origin);
        if was_there {
            write(&self.inner.index_path, &state.index)?;
        }
        let is_asked = self.inner.keychain.is_some() && (!key.is_empty() || was_there || state.moving.contains(origin));
        if is_asked {
            state.moving.insert(origin.into());
        }
        drop(state);
        if is_asked {
            self.move_soon(runtime, origin, true);
        }
        Ok(())
    }

    /// At load: keys of the file go to the keychain, when it takes them without asking.
    pub fn move_all_soon(&self, runtime: &Handle) {
        if self.inner.keychain.is_none() {
            return;
        }
        let origins: Vec<String> = self.state().file.keys.keys().cloned().collect();
        for origin in origins {
            self.move_soon(runtime, &origin, false);
        }
    }

    fn move_soon(&self, runtime: &Handle, origin: &str, may_ask: bool) {
        let (secrets, origin) = (self.clone(), origin.to_owned());
        runtime.spawn(async move { secrets.settle(&origin, may_ask).await });
    }

    /// Brings the keychain to what the process knows by now, and the file to what the keychain did not take.
    async fn settle(&self, origin: &str, may_ask: bool) {
        let Some(keychain) = self.inner.keychain.clone() else { return };
        let _turn = self.inner.turn.lock().await;
        let Some(key) = self.known(origin) else {
            self.note(origin, false);
            let _ = self.ask(keychain.remove(origin.to_owned())).await;
            self.state().moving.remove(origin);
            return;
        };
        let is_kept = self.ask(keychain.write(origin.to_owned(), key.clone(), may_ask)).await.is_ok();
        // Typed again meanwhile: the task of that change will do the rest.
        if self.known(origin).as_ref() != Some(&key) {
            return;
        }
        self.note(origin, is_kept);
        let mut state = self.state();
        state.moving.remove(origin);
        state.memory.insert(origin.into(), key.clone());
        let _ = if is_kept { self.drop_from_file(&mut state, origin) } else { self.keep_in_file(&mut state, origin) };
    }

    fn drop_from_file(&self, state: &mut State, origin: &str) -> Outcome<()> {
        if state.file.keys.remove(origin).is_some() {
            write(&self.inner.path, &state.file)?;
        }
        Ok(())
    }

    fn keep_in_file(&self, state: &mut State, origin: &str) -> Outcome<()> {
        let Some(key) = state.memory.get(origin).map(|key| key.as_str().to_owned()) else { return Ok(()) };
        if state.file.keys.get(origin) != Some(&key) {
            state.file.keys.insert(origin.into(), key);
            write(&self.inner.path, &state.file)?;
        }
        Ok(())
    }

    /// The runtime ends: what the keychain has not taken yet goes to the file.
    pub fn close(&self) {
        let mut state = self.state();
        let moving = std::mem::take(&mut state.moving);
        for origin in moving {
            let _ = self.keep_in_file(&mut state, &origin);
        }
    }
}

#[cfg(test)]
#[path = "secrets_tests.rs"]
mod tests;
