//! API keys by origin (scheme, host, port), in a 0600 file under data_dir. A key is read for one request and never leaves.
//! The file holds nothing else, so that a keychain can take its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::error::{BackendError, Outcome};

const MAX_LENGTH: usize = 4_096;

#[derive(Default, Serialize, Deserialize)]
struct KeyFile {
    keys: BTreeMap<String, String>,
}

pub struct Secrets {
    path: PathBuf,
    file: Mutex<KeyFile>,
}

impl Secrets {
    /// An unreadable file counts as empty: the user is asked for the key again.
    pub fn open(data_dir: &Path) -> Self {
        let path = data_dir.join("secrets.json");
        let file = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { path, file: Mutex::new(file) }
    }

    pub fn has(&self, origin: &str) -> bool {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).keys.contains_key(origin)
    }

    pub fn key(&self, origin: &str) -> Option<String> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).keys.get(origin).cloned()
    }

    /// An empty key removes. What cannot stand in a header is refused, without repeating it.
    pub fn set(&self, origin: &str, typed: &str) -> Outcome<()> {
        let key = typed.trim();
        let key = key.strip_prefix("Bearer ").unwrap_or(key).trim();
        if key.len() > MAX_LENGTH || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(BackendError::field("key", "must be visible ASCII characters without spaces"));
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut keys = file.keys.clone();
        if key.is_empty() {
            keys.remove(origin);
        } else {
            keys.insert(origin.into(), key.into());
        }
        let next = KeyFile { keys };
        let json =
            serde_json::to_vec(&next).map_err(|_| BackendError::internal("The key file could not be written."))?;
        atomic::write(&self.path, &json, atomic::Access::Private)
            .map_err(|e| BackendError::disk("Storing the key", &e))?;
        *file = next;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_and_belongs_to_one_origin() {
        let folder = tempfile::tempdir().unwrap();
        Secrets::open(folder.path()).set("https://a", " Bearer sk-1 \n").unwrap();
        let again = Secrets::open(folder.path());
        assert_eq!(again.key("https://a").as_deref(), Some("sk-1"));
        assert!(!again.has("https://a:8443") && !again.has("http://a"));
        again.set("https://a", "").unwrap();
        assert!(!Secrets::open(folder.path()).has("https://a"));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::open(folder.path());
        secrets.set("https://a", "sk-1").unwrap();
        secrets.set("https://b", "sk-2").unwrap();
        let mode = fs::metadata(folder.path().join("secrets.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        // No temporary copy stays behind.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_that_cannot_stand_in_a_header_is_refused_without_repeating_it() {
        let folder = tempfile::tempdir().unwrap();
        let error = Secrets::open(folder.path()).set("https://a", "planted key").unwrap_err();
        assert!(!format!("{error:?}").contains("planted"));
        assert!(Secrets::open(folder.path()).set("https://a", "clé").is_err());
    }
}
