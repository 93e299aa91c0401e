//! Maps errors of the HTTP library to our error codes. `sent` says whether the provider may have started to work, and so
//! to bill. The errors contain no address, because an address may contain a key.

use std::error::Error;
use std::io::{self, ErrorKind};

use super::fetch_policy::PRIVATE_ADDRESS;
use crate::error::{BackendError, Code};
use crate::redact;

pub fn from_reqwest(error: reqwest::Error, key: Option<&str>) -> BackendError {
    if error.is_builder() {
        return BackendError::internal("The request could not be built.");
    }
    let (is_connect, is_timeout) = (error.is_connect(), error.is_timeout());
    let error = error.without_url();
    let chain = SourceChain::new(&error);
    if chain.kind == Some(ErrorKind::InvalidInput) && !is_connect {
        return BackendError::internal("An image could not be read while it was sent.");
    }
    let (code, message) = match (is_connect, is_timeout) {
        (true, true) => (Code::Timeout, "The endpoint did not accept the connection within the time limit."),
        (true, false) => chain.connect_failure(),
        (false, _) => (Code::ConnectFailed, "The connection was lost before the reply was complete."),
    };
    let problem = chain.certificate_problem().filter(|_| code == Code::TlsFailed);
    let message = problem.map_or(message, |(_, message)| message);
    let cause = redact::provider_text(&chain.last, "", key);
    let error = BackendError::new(code, message)
        .with("sent", !is_connect)
        .with("retryable", is_connect && !matches!(code, Code::TlsFailed))
        .with("may_have_billed", !is_connect)
        .with("cause", cause);
    match (code, problem) {
        (Code::Timeout, _) => error.with("phase", "connect"),
        (_, Some((reason, _))) => error.with("reason", reason),
        _ => error,
    }
}

/// Words of rustls, in lower case, the reason for the page, and our sentence.
const CERTIFICATE_PROBLEMS: [(&[&str], &str, &str); 3] = [
    (&["notvalidforname", "not valid for name"], "wrong_name", "The endpoint's certificate belongs to another name."),
    (
        &["expired", "notvalidyet", "not valid yet"],
        "expired",
        "The endpoint's certificate has expired or is not valid yet.",
    ),
    (
        &["unknownissuer", "unknown issuer"],
        "unknown_issuer",
        "The endpoint's certificate is not trusted: its issuer is unknown.",
    ),
];

/// An error and its sources.
struct SourceChain {
    /// All messages, in lower case.
    text: String,
    /// The message of the innermost source.
    last: String,
    kind: Option<ErrorKind>,
}

impl SourceChain {
    fn new(error: &(dyn Error + 'static)) -> Self {
        let mut chain = Self { text: String::new(), last: String::new(), kind: None };
        let mut next = Some(error);
        while let Some(error) = next {
            chain.last = error.to_string();
            chain.text.push_str(&chain.last.to_ascii_lowercase());
            chain.text.push('\n');
            let io = error.downcast_ref::<io::Error>();
            chain.kind = io.map(io::Error::kind).filter(|kind| *kind != ErrorKind::Other).or(chain.kind);
            next = error.source();
        }
        chain
    }

    fn contains_any(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.text.contains(part))
    }

    fn certificate_problem(&self) -> Option<(&'static str, &'static str)> {
        let found = CERTIFICATE_PROBLEMS.iter().find(|(words, ..)| self.contains_any(words))?;
        Some((found.1, found.2))
    }

    /// The reason why no connection was made.
    fn connect_failure(&self) -> (Code, &'static str) {
        if self.contains_any(&[PRIVATE_ADDRESS]) {
            return (Code::ResultUnfetched, "The address is in a private network.");
        }
        if self.contains_any(&["tunnel", "proxy", "socks"]) {
            return (Code::ProxyFailed, "The proxy refuses the connection or is unreachable.");
        }
        if matches!(self.kind, Some(ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown)) {
            return (Code::Offline, "The network is unreachable.");
        }
        if self.contains_any(&["dns error", "failed to lookup", "name or service not known", "no such host"]) {
            return (Code::DnsFailed, "The endpoint's host name cannot be resolved.");
        }
        if self.contains_any(&["certificate", "tls", "handshake", "corrupt message", "invalidcontenttype"]) {
            return (Code::TlsFailed, "The endpoint's certificate or TLS configuration is not accepted.");
        }
        (Code::ConnectFailed, "The endpoint cannot be reached.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, kind: ErrorKind) -> Code {
        SourceChain::new(&io::Error::new(kind, text)).connect_failure().0
    }

    #[test]
    fn connection_failures_have_distinct_codes() {
        let table = [
            ("dns error: failed to lookup address information", ErrorKind::Other, Code::DnsFailed),
            ("invalid peer certificate: UnknownIssuer", ErrorKind::InvalidData, Code::TlsFailed),
            ("received corrupt message of type InvalidContentType", ErrorKind::InvalidData, Code::TlsFailed),
            ("tunnel error: unsuccessful", ErrorKind::Other, Code::ProxyFailed),
            ("connect", ErrorKind::NetworkUnreachable, Code::Offline),
            ("connection refused", ErrorKind::ConnectionRefused, Code::ConnectFailed),
            (PRIVATE_ADDRESS, ErrorKind::PermissionDenied, Code::ResultUnfetched),
        ];
        for (text, kind, expected) in table {
            assert_eq!(code(text, kind), expected, "{text}");
        }
    }
}
