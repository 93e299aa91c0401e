//! Reads a command's arguments field by field, so that every refusal names the field and repeats no value.

use serde_json::{Map, Value};

use crate::error::{BackendError, Outcome};
use crate::store;

#[derive(Clone, Copy)]
pub struct Fields<'a> {
    path: &'a str,
    map: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// `path` is how the object is called in messages; "" for the arguments themselves.
    pub fn of(value: &'a Value, path: &'a str) -> Outcome<Self> {
        match value {
            Value::Object(map) => Ok(Self { path, map }),
            _ if path.is_empty() => Err(BackendError::field("The arguments", "must be an object")),
            _ => Err(BackendError::field(path, "must be an object")),
        }
    }

    pub fn name(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.into()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    pub fn wrong(&self, key: &str, what: &str) -> BackendError {
        BackendError::field(self.name(key), what)
    }

    /// Null is the same as absent.
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub fn keys(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.map.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key.as_str())
    }

    pub fn required(&self, key: &str) -> Outcome<&'a Value> {
        self.value(key).ok_or_else(|| self.wrong(key, "is missing"))
    }

    pub fn text(&self, key: &str) -> Outcome<&'a str> {
        self.required(key)?.as_str().ok_or_else(|| self.wrong(key, "must be a string"))
    }

    pub fn optional_text(&self, key: &str) -> Outcome<Option<&'a str>> {
        self.value(key).map(|_| self.text(key)).transpose()
    }

    pub fn number(&self, key: &str) -> Outcome<u64> {
        self.required(key)?.as_u64().ok_or_else(|| self.wrong(key, "must be a whole number, not negative"))
    }

    pub fn optional_number(&self, key: &str) -> Outcome<Option<u64>> {
        self.value(key).map(|_| self.number(key)).transpose()
    }

    pub fn flag(&self, key: &str) -> Outcome<bool> {
        let Some(value) = self.value(key) else { return Ok(false) };
        value.as_bool().ok_or_else(|| self.wrong(key, "must be true or false"))
    }

    pub fn hash(&self, key: &str) -> Outcome<&'a str> {
        let text = self.text(key)?;
        if store::is_hash(text) {
            Ok(text)
        } else {
            Err(self.wrong(key, "must be 64 lower-case hex digits"))
        }
    }

    /// An id of ours or the page's: it goes into log lines and file names.
    pub fn id(&self, key: &str) -> Outcome<&'a str> {
        let text = self.text(key)?;
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':');
        if !text.is_empty() && text.len() <= 128 && text.bytes().all(is_plain) {
            Ok(text)
        } else {
            Err(self.wrong(key, "must be 1 to 128 letters, digits or - _ . :"))
        }
    }

    /// A short word that a provider understands, e.g. a size or a quality.
    pub fn optional_word(&self, key: &str) -> Outcome<Option<String>> {
        let Some(text) = self.optional_text(key)? else { return Ok(None) };
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'/');
        if !text.is_empty() && text.len() <= 32 && text.bytes().all(is_plain) {
            Ok(Some(text.into()))
        } else {
            Err(self.wrong(key, "must be a short word"))
        }
    }
}
