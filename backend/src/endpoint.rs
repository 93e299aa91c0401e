//! From what a person typed or pasted to the base URL that requests use. Pure: text in, text out.
//! `normalize` is idempotent; a key belongs to `Endpoint::origin`.

use url::{Host, Url};

use crate::error::{BackendError, Code};

/// Operations that people paste together with the base, longest first.
const OPERATIONS: &[&[&str]] = &[
    &["images", "edits"],
    &["images", "generations"],
    &["images", "variations"],
    &["chat", "completions"],
    &["images"],
    &["responses"],
    &["completions"],
    &["embeddings"],
    &["models"],
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    url: Url,
}

impl Endpoint {
    /// Scheme, host and port: what a key belongs to.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// "https://host/v1", with the query when there is one.
    pub fn base(&self) -> &str {
        self.url.as_str()
    }

    /// For log lines: a query may carry a secret.
    pub fn base_without_query(&self) -> String {
        let mut url = self.url.clone();
        url.set_query(None);
        url.into()
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub fn is_loopback(&self) -> bool {
        self.url.host().is_some_and(|host| is_loopback(&host))
    }

    /// The URL of an operation, e.g. "images/edits"; the query of the base is kept.
    pub fn operation(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}/{path}"));
        url
    }
}

/// The error is one sentence and never repeats what was typed: it may hold a password.
pub fn normalize(typed: &str) -> Result<Endpoint, BackendError> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(refuse("empty", "The base URL is empty."));
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(refuse("whitespace", "The base URL has a space or a line break inside."));
    }
    let mut url = Url::parse(&with_scheme(text))
        .map_err(|error| refuse("unreadable", &format!("The base URL cannot be read: {error}.")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse("scheme", "The base URL must start with https:// or http://."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse(
            "credentials",
            "The base URL contains a user name or password; put the key into its own field.",
        ));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(refuse("host", "The base URL has no host name."));
    }
    url.set_fragment(None);
    if url.query() == Some("") {
        url.set_query(None);
    }
    let path = base_path(url.path());
    url.set_path(&path);
    Ok(Endpoint { url })
}

fn refuse(reason: &str, sentence: &str) -> BackendError {
    BackendError::new(Code::EndpointInvalid, sentence).with("field", "base_url").with("reason", reason)
}

/// https, but http for this machine: local servers rarely have a certificate.
fn with_scheme(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    if text.contains("://") || lower.starts_with("http:") || lower.starts_with("https:") {
        return text.into();
    }
    let rest = text.trim_start_matches('/');
    let secure = format!("https://{rest}");
    let is_local = Url::parse(&secure).is_ok_and(|url| url.host().is_some_and(|host| is_loopback(&host)));
    if is_local {
        format!("http://{rest}")
    } else {
        secure
    }
}

/// Without trailing slashes and pasted operations; a bare host gets /v1, any other path stays as it is.
fn base_path(path: &str) -> String {
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    while let Some(operation) = OPERATIONS.iter().find(|operation| ends_with(&segments, operation)) {
        segments.truncate(segments.len() - operation.len());
    }
    if segments.is_empty() {
        return "/v1".into();
    }
    format!("/{}", segments.join("/"))
}

fn ends_with(segments: &[&str], operation: &[&str]) -> bool {
    let Some(start) = segments.len().checked_sub(operation.len()) else { return false };
    segments.iter().skip(start).zip(operation).all(|(segment, name)| segment.eq_ignore_ascii_case(name))
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
