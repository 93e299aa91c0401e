//! From a typed or pasted text to the base URL that requests use. Pure: text in, text out.
//! `normalize` is idempotent; a key belongs to `Endpoint::origin`.

mod base_path;
mod credentials;
mod host;
mod pasted;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};
use ts_rs::TS;
use url::Url;

use crate::error::{BackendError, Code, Outcome};
use credentials::{has_credentials, has_key_like_part, has_secret_pair};
use pasted::{clean, surrounds_address, with_scheme};

pub const MAX_LENGTH: usize = 2_000;
const MAX_QUERY: usize = 1_000;
/// Shorter keys, as of local servers, may be words of a prompt.
const MIN_KEY_LENGTH: usize = 8;

/// The reason an address cannot be used; `details.reason` of the refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, TS)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AddressProblem {
    Empty,
    Whitespace,
    Unreadable,
    Scheme,
    Credentials,
    Host,
    /// The address is usable, but the profile's extra query is not.
    Query,
    /// The address is usable, but the path of edits is not.
    EditsPath,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: Url,
}

impl Endpoint {
    /// Scheme, host and port: a key belongs to them.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// "https://host/v1", with the query when there is one.
    pub fn base(&self) -> &str {
        self.url.as_str()
    }

    /// For log lines: shorter, and without the query, which may be private.
    pub fn base_without_query(&self) -> String {
        let mut url = self.url.clone();
        url.set_query(None);
        url.set_fragment(None);
        url.into()
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub fn port(&self) -> Option<u16> {
        self.url.port_or_known_default()
    }

    pub fn is_loopback(&self) -> bool {
        self.url.host().is_some_and(|host| host::is_loopback(&host))
    }

    /// The key and the pictures would be readable on their way.
    pub fn is_plain_http(&self) -> bool {
        self.url.scheme() == "http" && !self.is_loopback()
    }

    /// The URL of an operation, e.g. "images/edits"; the query of the base is preserved.
    pub fn operation(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_fragment(None);
        url.set_path(&format!("{base}/{path}"));
        url
    }

    /// With the query of a profile; where both name a parameter, the profile's value counts.
    pub fn with_query(&self, extra: &str) -> Outcome<Self> {
        let extra = query(extra).map_err(|problem| BackendError::field("query", problem))?;
        let mut url = self.url.clone();
        let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
        let added: Vec<&str> = pairs(&extra).collect();
        let own = url.query().unwrap_or_default().to_owned();
        let kept = pairs(&own).filter(|pair| !added.iter().any(|other| name(other) == name(pair)));
        let all: Vec<&str> = kept.chain(added.iter().copied()).collect();
        url.set_query((!all.is_empty()).then(|| all.join("&")).as_deref());
        Ok(Self { url })
    }
}

/// The error is one sentence and never repeats the typed text: it may hold a password.
pub fn normalize(typed: &str) -> Outcome<Endpoint> {
    let mut endpoint = normalize_once(typed)?;
    // Removing one thing may expose another (a quote before a fragment); each step is shorter, so this ends.
    for _ in 0..MAX_LENGTH {
        let next = normalize_once(endpoint.base())?;
        if next == endpoint {
            break;
        }
        endpoint = next;
    }
    Ok(endpoint)
}

fn normalize_once(typed: &str) -> Outcome<Endpoint> {
    let text = clean(typed);
    let text = text.as_str();
    if text.is_empty() {
        return Err(refuse(AddressProblem::Empty, "The base URL is empty."));
    }
    if text.len() > MAX_LENGTH {
        return Err(too_long());
    }
    if has_credentials(text) {
        return Err(credentials());
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(refuse(AddressProblem::Whitespace, "The base URL has a space or a line break inside."));
    }
    let mut url = Url::parse(&with_scheme(text))
        .map_err(|error| refuse(AddressProblem::Unreadable, &format!("The base URL cannot be read: {error}.")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse(AddressProblem::Scheme, "The base URL must start with https:// or http://."));
    }
    // Checked again on the parsed URL: the parser may see a user name where the text did not show one.
    if !url.username().is_empty() || url.password().is_some() || has_secret_pair(url.query().unwrap_or_default()) {
        return Err(credentials());
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(refuse(AddressProblem::Host, "The base URL has no host name."));
    }
    let normalized_query = pairs(url.query().unwrap_or_default()).collect::<Vec<_>>().join("&");
    url.set_query((!normalized_query.is_empty()).then_some(&normalized_query));
    base_path::normalize_path(&mut url);
    if url.as_str().len() > MAX_LENGTH {
        return Err(too_long());
    }
    Ok(Endpoint { url })
}

/// Refuses a text that looks like a key in any field but the key's own.
pub fn refuse_key_like(field: &str, text: &str) -> Outcome<()> {
    if has_key_like_part(text) {
        Err(key_misplaced(field))
    } else {
        Ok(())
    }
}

/// Refuses a text that holds this very key; for free texts such as a prompt, in which other things may look like keys.
pub fn refuse_key(field: &str, text: &str, key: &str) -> Outcome<()> {
    if key.len() >= MIN_KEY_LENGTH && text.contains(key) {
        Err(key_misplaced(field))
    } else {
        Ok(())
    }
}

fn key_misplaced(field: &str) -> BackendError {
    let sentence = format!("{field} holds a key, which belongs into the key's own field only.");
    BackendError::new(Code::KeyMisplaced, sentence).with("field", field)
}

/// `details.reason` of a refusal of `normalize`.
pub fn problem(error: &BackendError) -> AddressProblem {
    let reason = error.details.get("reason").and_then(|reason| reason.as_str());
    reason.and_then(|reason| reason.parse().ok()).unwrap_or(AddressProblem::Unreadable)
}

/// The extra query of a profile, without the characters around it. Refuses credentials. The error continues a sentence
/// that begins with the field.
pub fn query(typed: &str) -> Result<String, &'static str> {
    let is_joint = |c: char| matches!(c, '?' | '&') || surrounds_address(c);
    let text = clean(typed);
    let text = text.trim_matches(is_joint);
    if text.len() > MAX_QUERY {
        return Err("must have at most 1000 characters");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '#') {
        return Err("must be name=value pairs without spaces, joined by &");
    }
    if has_secret_pair(text) || has_key_like_part(text) {
        return Err("must hold no key or token; the key has a field of its own");
    }
    // Encoded as it will stand in the address, so that names can be compared.
    let encoded = Url::parse(&format!("https://host/?{text}")).ok().and_then(|url| url.query().map(str::to_owned));
    Ok(encoded.unwrap_or_default())
}

/// The path of edits below the base, e.g. "images/edits". The error continues a sentence that begins with the field.
pub fn edits_path(typed: &str) -> Result<String, &'static str> {
    let text = clean(typed);
    let text = text.trim_matches('/');
    let is_plain = |part: &str| {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        !part.is_empty() && part.bytes().all(is_word) && !part.bytes().all(|b| b == b'.')
    };
    if text.len() <= 100 && text.split('/').all(is_plain) {
        Ok(text.to_owned())
    } else {
        Err("must be a path below the base, like images/edits")
    }
}

fn refuse(problem: AddressProblem, sentence: &str) -> BackendError {
    let reason: &'static str = problem.into();
    BackendError::new(Code::EndpointInvalid, sentence).with("field", "base_url").with("reason", reason)
}

fn too_long() -> BackendError {
    refuse(AddressProblem::Unreadable, "The base URL is longer than 2000 characters.")
}

fn credentials() -> BackendError {
    let sentence = "The base URL contains a user name, a password or a key; put the key into its own field.";
    refuse(AddressProblem::Credentials, sentence)
}

fn pairs(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|pair| !pair.is_empty())
}

#[cfg(test)]
#[path = "endpoint/endpoint_tests.rs"]
mod tests;
