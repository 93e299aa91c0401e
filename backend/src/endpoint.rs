//! From what a person typed or pasted to the base URL that requests use. Pure: text in, text out.
//! `normalize` is idempotent; a key belongs to `Endpoint::origin`.
//!
//! The rule of the path: what ends in an operation (…/images/edits) loses it and is then taken as it is; any other path
//! is taken as it is; a bare host gets the path that its service is known by, or /v1. A bare host whose API really
//! begins at its root is written with a `#` behind it, which is also how a pasted https://host/images/edits is kept.

use url::{Host, Url};

use crate::error::{BackendError, Code, Outcome};
use crate::redact;

pub const MAX_LENGTH: usize = 2_000;
const MAX_QUERY: usize = 1_000;

/// Operations that people paste together with the base, longest first.
const OPERATIONS: &[&[&str]] = &[
    &["images", "edits"],
    &["images", "generations"],
    &["images", "variations"],
    &["images", "inpainting"],
    &["chat", "completions"],
    &["images"],
    &["responses"],
    &["completions"],
    &["embeddings"],
    &["models"],
];

/// Services whose API does not begin at /v1: a bare host of theirs means this path.
const KNOWN_PATHS: &[(&str, &str)] = &[
    ("openai.azure.com", "/openai/v1"),
    ("cognitiveservices.azure.com", "/openai/v1"),
    ("services.ai.azure.com", "/openai/v1"),
    ("openrouter.ai", "/api/v1"),
    ("generativelanguage.googleapis.com", "/v1beta/openai"),
    ("ark.cn-beijing.volces.com", "/api/v3"),
];

/// Names of query parameters that carry a secret; in a settings file or a log line they would be readable.
const CREDENTIALS: &[&str] = &[
    "key",
    "apikey",
    "accesskey",
    "secretkey",
    "subscriptionkey",
    "ocpapimsubscriptionkey",
    "token",
    "accesstoken",
    "authtoken",
    "auth",
    "authorization",
    "bearer",
    "sig",
    "signature",
    "xamzsignature",
    "secret",
    "clientsecret",
    "password",
    "passwd",
    "pwd",
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

    /// For log lines: shorter, and nothing that might be private.
    pub fn base_without_query(&self) -> String {
        let mut url = self.url.clone();
        url.set_query(None);
        url.set_fragment(None);
        url.into()
    }

    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub fn is_loopback(&self) -> bool {
        self.url.host().is_some_and(|host| is_loopback(&host))
    }

    /// The key and the pictures would be readable on their way.
    pub fn is_plain_http(&self) -> bool {
        self.url.scheme() == "http" && !self.is_loopback()
    }

    /// The URL of an operation, e.g. "images/edits"; the query of the base is kept.
    pub fn operation(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_fragment(None);
        url.set_path(&format!("{base}/{path}"));
        url
    }

    /// With the query of a profile; where both name a parameter, the profile's value counts.
    pub fn with_query(&self, extra: &str) -> Outcome<Self> {
        let extra = query(extra)?;
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

/// The error is one sentence and never repeats what was typed: it may hold a password.
pub fn normalize(typed: &str) -> Outcome<Endpoint> {
    let mut endpoint = normalize_once(typed)?;
    // Taking one thing away may lay bare another (a quote before a fragment); each step is shorter, so this ends.
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
        return Err(refuse("empty", "The base URL is empty."));
    }
    if text.len() > MAX_LENGTH {
        return Err(refuse("unreadable", "The base URL is longer than 2000 characters."));
    }
    if has_credentials(text) {
        return Err(credentials());
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(refuse("whitespace", "The base URL has a space or a line break inside."));
    }
    let mut url = Url::parse(&with_scheme(text))
        .map_err(|error| refuse("unreadable", &format!("The base URL cannot be read: {error}.")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse("scheme", "The base URL must start with https:// or http://."));
    }
    // Again on what was understood: the parser may see a user name where the text did not show one.
    if !url.username().is_empty() || url.password().is_some() || has_secret_pair(url.query().unwrap_or_default()) {
        return Err(credentials());
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(refuse("host", "The base URL has no host name."));
    }
    let settled_query = pairs(url.query().unwrap_or_default()).collect::<Vec<_>>().join("&");
    url.set_query((!settled_query.is_empty()).then_some(&settled_query));
    settle_path(&mut url);
    if url.as_str().len() > MAX_LENGTH {
        return Err(refuse("unreadable", "The base URL is longer than 2000 characters."));
    }
    Ok(Endpoint { url })
}

/// `details.reason` of a refusal of `normalize`.
pub fn problem(error: &BackendError) -> &str {
    error.details.get("reason").and_then(|reason| reason.as_str()).unwrap_or("unreadable")
}

/// The extra query of a profile, without what surrounds it. Refuses credentials.
pub fn query(typed: &str) -> Outcome<String> {
    let is_joint = |c: char| matches!(c, '?' | '&') || is_around(c);
    let text = clean(typed);
    let text = text.trim_matches(is_joint);
    let wrong = |what: &str| Err(BackendError::field("query", what));
    if text.len() > MAX_QUERY {
        return wrong("must have at most 1000 characters");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '#') {
        return wrong("must be name=value pairs without spaces, joined by &");
    }
    if has_secret_pair(text) || has_key_like_part(text) {
        return wrong("must hold no key or token; the key has a field of its own");
    }
    // As it will stand in the address, so that names can be compared.
    let encoded = Url::parse(&format!("https://host/?{text}")).ok().and_then(|url| url.query().map(str::to_owned));
    Ok(encoded.unwrap_or_default())
}

/// Where edits go below the base, e.g. "images/edits".
pub fn edits_path(typed: &str) -> Outcome<String> {
    let text = clean(typed);
    let text = text.trim_matches('/');
    let is_plain = |part: &str| {
        let is_word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        !part.is_empty() && part.bytes().all(is_word) && !part.bytes().all(|b| b == b'.')
    };
    if text.len() <= 100 && text.split('/').all(is_plain) {
        Ok(text.to_owned())
    } else {
        Err(BackendError::field("edits_path", "must be a path below the base, like images/edits"))
    }
}

fn refuse(reason: &str, sentence: &str) -> BackendError {
    BackendError::new(Code::EndpointInvalid, sentence).with("field", "base_url").with("reason", reason)
}

fn credentials() -> BackendError {
    let sentence = "The base URL contains a user name, a password or a key; put the key into its own field.";
    refuse("credentials", sentence)
}

/// What surrounds an address where it was copied: space, quotes, brackets of a mail, marks that cannot be seen; and
/// the wide punctuation of a Chinese keyboard.
fn clean(typed: &str) -> String {
    let is_invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let narrow = |c: char| match c {
        '：' => ':',
        '／' => '/',
        '？' => '?',
        '＝' => '=',
        '＆' => '&',
        '＠' => '@',
        other => other,
    };
    let text: String = typed.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
    text.trim_matches(is_around).to_owned()
}

fn is_around(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '`' | '<' | '>' | '“' | '”' | '‘' | '’' | '«' | '»' | '「' | '」' | ',' | ';')
}

/// On the text, before anything is parsed: what cannot be read is kept as it was typed, so it must hold no secret either.
fn has_credentials(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let tail = text.split_once(['?', '#']).map_or("", |(_, tail)| tail);
    // Behind the host: letters of a path are no secret unless they look like a key.
    authority.contains('@') || has_secret_pair(tail) || has_key_like_part(text)
}

/// Longer than a word that only happens to begin like a key: "sk-relay.example" is a host.
fn has_key_like_part(text: &str) -> bool {
    let is_key = |part: &str| part.len() >= 15 && part.bytes().any(|b| b.is_ascii_digit()) && redact::is_key_like(part);
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).any(is_key)
}

/// A name is compared without case, marks and percent signs: `API%5FKEY` is `api_key`.
fn has_secret_pair(query: &str) -> bool {
    let is_secret = |pair: &str| {
        let Some((name, value)) = pair.split_once('=') else { return false };
        let name = redact::decode(name);
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        !value.is_empty() && CREDENTIALS.contains(&name.as_str())
    };
    query.split(['&', ';', '?', '#']).any(is_secret)
}

fn pairs(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|pair| !pair.is_empty())
}

/// https, but http for this machine and this network: local servers rarely have a certificate.
fn with_scheme(text: &str) -> String {
    let mut text = text;
    // "https://https://host": pasted behind what the field already held.
    while let Some(inner) = strip_scheme(text).filter(|inner| strip_scheme(inner).is_some()) {
        text = inner;
    }
    let lower = text.to_ascii_lowercase();
    if let Some(scheme) = ["https", "http"].iter().find(|scheme| lower.starts_with(&format!("{scheme}//"))) {
        return format!("{scheme}:{}", text.get(scheme.len()..).unwrap_or_default());
    }
    if text.contains("://") || lower.starts_with("http:") || lower.starts_with("https:") {
        return text.into();
    }
    let rest = text.trim_start_matches('/');
    let secure = format!("https://{rest}");
    let is_local = |url: Url| {
        let is_near = url.host().is_some_and(|host| is_loopback(&host) || is_private(&host));
        // The usual port of https was dropped by the parser, so it has to be looked for in the text.
        is_near && !rest.split(['/', '?', '#']).next().is_some_and(|authority| authority.ends_with(":443"))
    };
    if Url::parse(&secure).is_ok_and(is_local) {
        format!("http://{rest}")
    } else {
        secure
    }
}

fn strip_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| text.get(scheme.len()..)).flatten()
    })
}

/// Without doubled and trailing slashes and pasted operations; see the rule at the top.
fn settle_path(url: &mut Url) {
    let path = url.path().to_owned();
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let typed = segments.len();
    while let Some(operation) = OPERATIONS.iter().find(|operation| ends_with(&segments, operation)) {
        segments.truncate(segments.len() - operation.len());
    }
    let known = known_path(url);
    let is_root_meant = url.fragment() == Some("") || (known.is_none() && segments.len() < typed);
    let settled = match segments.is_empty() {
        true if is_root_meant => "/".to_owned(),
        true => known.unwrap_or("/v1").to_owned(),
        false => format!("/{}", segments.join("/")),
    };
    url.set_path(&settled);
    url.set_fragment((settled == "/").then_some(""));
}

fn known_path(url: &Url) -> Option<&'static str> {
    let host = url.host_str()?.trim_end_matches('.');
    let is_of = |suffix: &str| host.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // OpenAI's own begins at /v1 whatever was pasted.
    if host == "api.openai.com" {
        return Some("/v1");
    }
    KNOWN_PATHS.iter().find(|(suffix, _)| is_of(suffix)).map(|(_, path)| *path)
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
        Host::Ipv6(address) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|address| address.is_loopback())
        }
    }
}

/// Addresses that no certificate authority signs for.
fn is_private(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            [".local", ".lan", ".internal", ".home.arpa"].iter().any(|zone| name.ends_with(zone))
        }
        Host::Ipv4(address) => address.is_private() || address.is_link_local(),
        Host::Ipv6(address) => address.is_unique_local() || address.is_unicast_link_local(),
    }
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
