//! Who may come in: a page of an allowed origin that knows the token and asked this very address.
//! The Host check keeps out pages whose name was re-bound to 127.0.0.1.

use axum::http::{header, HeaderMap, HeaderName, HeaderValue, Method};

pub const TOKEN_HEADER: &str = "x-devhost-token";

pub struct Door {
    host: String,
    origins: Vec<String>,
    token: String,
}

impl Door {
    pub fn new(host: String, origins: Vec<String>) -> Result<Self, String> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| format!("no random token: {e}."))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { host, origins, token })
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// The refusal, one sentence. A preflight carries no token by its nature.
    pub fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
        if text(headers, header::HOST) != Some(&self.host) {
            return Err("This address was not asked by its own name.");
        }
        if self.allowed_origin(headers).is_none() {
            return Err("This origin is not allowed here.");
        }
        let is_preflight = method == Method::OPTIONS;
        let token = headers.get(TOKEN_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
        if !is_preflight && !is_same(token, self.token.as_bytes()) {
            return Err("The token is missing or wrong.");
        }
        Ok(())
    }

    /// What lets the page read the answer; nothing for others.
    pub fn cors(&self, headers: &HeaderMap) -> Vec<(HeaderName, HeaderValue)> {
        let Some(origin) = self.allowed_origin(headers) else { return Vec::new() };
        vec![
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone()),
            (header::VARY, HeaderValue::from_static("Origin")),
            (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST")),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type, x-devhost-token")),
            (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600")),
            (HeaderName::from_static("access-control-allow-private-network"), HeaderValue::from_static("true")),
        ]
    }

    fn allowed_origin<'a>(&self, headers: &'a HeaderMap) -> Option<&'a HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        self.origins.iter().any(|allowed| allowed.as_bytes() == origin.as_bytes()).then_some(origin)
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Takes the same time wherever the first difference lies.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (x, y)| sum | (x ^ y)) == 0
}
