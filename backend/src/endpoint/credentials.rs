//! Finds credentials in typed addresses and queries: in a settings file or a log line they would be readable.

use crate::redact;

/// Names of query parameters that carry a secret, in lower case without marks.
const SECRET_PARAMETERS: &[&str] = &[
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

/// Checks the text before anything is parsed: unreadable text is stored as it was typed, so it must hold no secret either.
pub fn has_credentials(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let tail = text.split_once(['?', '#']).map_or("", |(_, tail)| tail);
    // Behind the host: letters of a path are no secret unless they look like a key.
    authority.contains('@') || has_secret_pair(tail) || has_key_like_part(text)
}

/// Only parts that are longer than a word which happens to begin like a key: "sk-relay.example" is a host.
pub fn has_key_like_part(text: &str) -> bool {
    let is_key = |part: &str| part.len() >= 15 && part.bytes().any(|b| b.is_ascii_digit()) && redact::is_key_like(part);
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).any(is_key)
}

/// A name is compared without case, marks and percent signs: `API%5FKEY` is `api_key`.
pub fn has_secret_pair(query: &str) -> bool {
    let is_secret = |pair: &str| {
        let Some((name, value)) = pair.split_once('=') else { return false };
        let name = redact::decode_layer(name);
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        !value.is_empty() && SECRET_PARAMETERS.contains(&name.as_str())
    };
    query.split(['&', ';', '?', '#']).any(is_secret)
}
