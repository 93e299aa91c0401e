//! Access control: a request must come from an allowed origin, carry the token and name this address in its Host header.
//! The Host check keeps out pages whose DNS name was re-bound to 127.0.0.1.

use axum::http::{header, HeaderMap, HeaderName, HeaderValue, Method};

pub const TOKEN_HEADER: &str = "x-devhost-token";

pub struct AccessControl {
    host: String,
    origins: Vec<String>,
    token: String,
}

impl AccessControl {
    pub fn new(host: String, origins: Vec<String>) -> Result<Self, String> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| format!("no random token: {e}."))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { host, origins, token })
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// Returns the refusal as one sentence. A preflight request cannot carry the token.
    pub fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), &'static str> {
        if headers.get(header::HOST).and_then(|host| host.to_str().ok()) != Some(&self.host) {
            return Err("The Host header does not name this address.");
        }
        if self.allowed_origin(headers).is_none() {
            return Err("This origin is not allowed here.");
        }
        let is_preflight = method == Method::OPTIONS;
        let token = headers.get(TOKEN_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
        if !is_preflight && !constant_time_eq(token, self.token.as_bytes()) {
            return Err("The token is missing or wrong.");
        }
        Ok(())
    }

    /// Headers that let an allowed page read the reply; none for other pages.
    pub fn cors_headers(&self, headers: &HeaderMap) -> Vec<(HeaderName, HeaderValue)> {
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

/// Compares in constant time, so that timing does not reveal where the first difference is.
fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |sum, (x, y)| sum | (x ^ y)) == 0
}
