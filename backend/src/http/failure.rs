//! Why there was no answer: from an error of the HTTP library to one of our codes. `sent` tells whether the provider may
//! have begun to work, and so to bill. No address in it: it may carry a key.

use std::error::Error;
use std::io::{self, ErrorKind};

use super::address::PRIVATE;
use crate::error::{BackendError, Code};
use crate::redact;

pub fn of(error: reqwest::Error, key: Option<&str>) -> BackendError {
    if error.is_builder() {
        return BackendError::internal("The request could not be built.");
    }
    let (is_connect, is_timeout) = (error.is_connect(), error.is_timeout());
    let error = error.without_url();
    let chain = Chain::of(&error);
    if chain.kind == Some(ErrorKind::InvalidInput) && !is_connect {
        return BackendError::internal("A picture could not be read while it was sent.");
    }
    let (code, sentence) = match (is_connect, is_timeout) {
        (true, true) => (Code::Timeout, "The endpoint did not take the connection within the time limit."),
        (true, false) => chain.unconnected(),
        (false, _) => (Code::ConnectFailed, "The connection broke before the whole answer was there."),
    };
    let cause = redact::provider_words(&chain.last, "", key);
    let error = BackendError::new(code, sentence)
        .with("sent", !is_connect)
        .with("retryable", is_connect && !matches!(code, Code::TlsFailed))
        .with("may_have_billed", !is_connect)
        .with("cause", cause);
    if code == Code::Timeout {
        error.with("phase", "connect")
    } else {
        error
    }
}

/// What the error's sources say together.
struct Chain {
    text: String,
    last: String,
    kind: Option<ErrorKind>,
}

impl Chain {
    fn of(error: &(dyn Error + 'static)) -> Self {
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

    fn says(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.text.contains(part))
    }

    fn unconnected(&self) -> (Code, &'static str) {
        if self.says(&[PRIVATE]) {
            return (Code::ResultUnfetched, "The address leads to a private network.");
        }
        if self.says(&["tunnel", "proxy", "socks"]) {
            return (Code::ProxyFailed, "The proxy refuses the connection or is not there.");
        }
        if matches!(self.kind, Some(ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown)) {
            return (Code::Offline, "There is no way to the network.");
        }
        if self.says(&["dns error", "failed to lookup", "name or service not known", "no such host"]) {
            return (Code::DnsFailed, "The endpoint's name has no address.");
        }
        if self.says(&["certificate", "tls", "handshake", "corrupt message", "invalidcontenttype"]) {
            return (Code::TlsFailed, "The endpoint's certificate or encryption is not accepted.");
        }
        (Code::ConnectFailed, "The endpoint cannot be reached.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, kind: ErrorKind) -> Code {
        Chain::of(&io::Error::new(kind, text)).unconnected().0
    }

    #[test]
    fn what_keeps_a_connection_from_being_made_has_its_code() {
        let table = [
            ("dns error: failed to lookup address information", ErrorKind::Other, Code::DnsFailed),
            ("invalid peer certificate: UnknownIssuer", ErrorKind::InvalidData, Code::TlsFailed),
            ("received corrupt message of type InvalidContentType", ErrorKind::InvalidData, Code::TlsFailed),
            ("tunnel error: unsuccessful", ErrorKind::Other, Code::ProxyFailed),
            ("connect", ErrorKind::NetworkUnreachable, Code::Offline),
            ("connection refused", ErrorKind::ConnectionRefused, Code::ConnectFailed),
            (PRIVATE, ErrorKind::PermissionDenied, Code::ResultUnfetched),
        ];
        for (text, kind, expected) in table {
            assert_eq!(code(text, kind), expected, "{text}");
        }
    }
}
