//! The only place that opens sockets. Follows no redirect, keeps no connection, tells no URL in an error.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{HeaderMap, ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::multipart::{Form, Part as FormPart};
use reqwest::{redirect, Client, RequestBuilder, Response};
use url::{Host, Url};

use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::redact;
use crate::request::images::{Body, Part};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
/// Ten 4K pictures as base64, and room.
const MAX_REPLY_BYTES: u64 = 512 * 1024 * 1024;
const MAX_DOWNLOAD_BYTES: u64 = 100 * 1024 * 1024;

/// Built once, at the first request: reading the system's certificates takes its time.
#[derive(Default)]
pub struct Http {
    /// Past any proxy of the environment: for this machine.
    direct: OnceLock<Option<Client>>,
    outside: OnceLock<Option<Client>>,
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub content_type: String,
    pub request_id: Option<String>,
    pub retry_after: Option<String>,
    pub body: Vec<u8>,
}

fn build(is_direct: bool) -> Option<Client> {
    let builder = || {
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            // A kept connection may be dead without our knowing, and a resent request may be paid twice.
            .pool_max_idle_per_host(0)
            .referer(false)
            .user_agent(concat!("HaloForge-Image-Studio/", env!("CARGO_PKG_VERSION")));
        if is_direct {
            builder.no_proxy()
        } else {
            builder
        }
    };
    // A system without certificates can still speak plain http.
    builder().build().or_else(|_| builder().tls_certs_only([]).build()).ok()
}

impl Http {
    fn client(&self, is_loopback: bool) -> Outcome<&Client> {
        let slot = if is_loopback { &self.direct } else { &self.outside };
        let client = slot.get_or_init(|| build(is_loopback)).as_ref();
        client.ok_or_else(|| BackendError::internal("The HTTP client could not be built."))
    }

    pub async fn post(&self, endpoint: &Endpoint, path: &str, body: Body, key: Option<&str>) -> Outcome<Reply> {
        let builder =
            self.client(endpoint.is_loopback())?.post(endpoint.operation(path)).header(ACCEPT, "application/json");
        let builder = match key {
            Some(key) => builder.header(AUTHORIZATION, bearer(key)?),
            None => builder,
        };
        let builder = match body {
            Body::Json(value) => builder.json(&value),
            Body::Multipart(parts) => builder.multipart(form(parts)?),
        };
        let response = send(builder, key).await?;
        let reply = Reply {
            status: response.status().as_u16(),
            content_type: header(response.headers(), CONTENT_TYPE.as_str()).unwrap_or_default(),
            request_id: ["x-request-id", "x-oneapi-request-id"]
                .iter()
                .find_map(|name| header(response.headers(), name)),
            retry_after: header(response.headers(), "retry-after"),
            body: Vec::new(),
        };
        let body = read(response, MAX_REPLY_BYTES, key).await?;
        Ok(Reply { body, ..reply })
    }

    /// A picture that the answer only names. The key does not travel along.
    pub async fn download(&self, address: &str, endpoint: &Endpoint) -> Outcome<Vec<u8>> {
        let url = Url::parse(address).map_err(|_| refused("The address of a result cannot be read."))?;
        if !matches!(url.scheme(), "http" | "https") || !is_allowed_host(&url, endpoint) {
            return Err(refused("The address of a result is not one that may be fetched."));
        }
        let is_loopback = url.host_str() == Some(endpoint.host()) && endpoint.is_loopback();
        let response = send(self.client(is_loopback)?.get(url), None).await?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(refused(&format!("A result could not be fetched (HTTP {status}).")).with("status", status));
        }
        read(response, MAX_DOWNLOAD_BYTES, None).await
    }
}

fn refused(sentence: &str) -> BackendError {
    BackendError::new(Code::ProviderUnreadable, sentence)
}

/// A server must not make us read our own network, unless it is on it under the same name.
fn is_allowed_host(url: &Url, endpoint: &Endpoint) -> bool {
    if url.host_str() == Some(endpoint.host()) {
        return true;
    }
    match url.host() {
        Some(Host::Domain(name)) => name != "localhost" && !name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => {
            !(ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified() || ip.is_broadcast())
        }
        Some(Host::Ipv6(ip)) => {
            let is_private = ip.is_unique_local() || ip.is_unicast_link_local() || ip.to_ipv4_mapped().is_some();
            !(ip.is_loopback() || ip.is_unspecified() || is_private)
        }
        None => false,
    }
}

fn bearer(key: &str) -> Outcome<reqwest::header::HeaderValue> {
    let mut value = reqwest::header::HeaderValue::from_str(&format!("Bearer {key}"))
        .map_err(|_| BackendError::internal("The stored key cannot stand in a header."))?;
    value.set_sensitive(true);
    Ok(value)
}

fn form(parts: Vec<Part>) -> Outcome<Form> {
    parts.into_iter().try_fold(Form::new(), |form, part| match part {
        Part::Text { name, value } => Ok(form.text(name, value)),
        Part::File { name, file_name, content_type, bytes } => {
            let part = FormPart::bytes(bytes).file_name(file_name).mime_str(content_type);
            part.map(|part| form.part(name, part)).map_err(|_| BackendError::internal("A picture's type is not one."))
        }
    })
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    let text: String = text.chars().filter(char::is_ascii_graphic).take(128).collect();
    (!text.is_empty()).then_some(text)
}

async fn send(builder: RequestBuilder, key: Option<&str>) -> Outcome<Response> {
    builder.send().await.map_err(|error| broken(error, key))
}

async fn read(mut response: Response, limit: u64, key: Option<&str>) -> Outcome<Vec<u8>> {
    let too_large = || refused("The answer is larger than this program reads.").with("limit_bytes", limit);
    if response.content_length().is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| broken(error, key))? {
        if (bytes.len() + chunk.len()) as u64 > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// `sent` tells whether the provider may have begun to work, and so to bill.
fn broken(error: reqwest::Error, key: Option<&str>) -> BackendError {
    if error.is_builder() {
        return BackendError::internal("The request could not be built.");
    }
    let is_connect = error.is_connect();
    let sentence = if is_connect {
        "The endpoint cannot be reached."
    } else {
        "The connection broke before the whole answer was there."
    };
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let cause = redact::provider_words(&cause.to_string(), "", key);
    BackendError::new(Code::ConnectFailed, sentence).with("sent", !is_connect).with("cause", cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::normalize;

    #[test]
    fn results_are_not_fetched_from_our_own_network() {
        let allowed =
            |address: &str, base: &str| is_allowed_host(&Url::parse(address).unwrap(), &normalize(base).unwrap());
        assert!(allowed("https://cdn.example/x.png", "https://api.example/v1"));
        assert!(allowed("http://127.0.0.1:9/x.png", "http://127.0.0.1:8080/v1"));
        assert!(allowed("http://10.0.0.5/x.png", "http://10.0.0.5:3000/v1"));
        for address in [
            "http://127.0.0.1/x",
            "http://localhost/x",
            "http://x.localhost/x",
            "http://10.0.0.5/x",
            "http://192.168.1.1/x",
            "http://169.254.169.254/latest",
            "http://[::1]/x",
            "http://[fd00::1]/x",
            "http://[::ffff:127.0.0.1]/x",
            "http://0.0.0.0/x",
        ] {
            assert!(!allowed(address, "https://api.example/v1"), "{address}");
        }
    }
}
