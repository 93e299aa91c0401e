//! The HTTP client, the only module that opens sockets. Requests follow no redirect, connections are not reused, and
//! errors contain no URL.

mod fetch_policy;
mod transport_error;
mod upload;

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderValue, ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use reqwest::{redirect, Client, RequestBuilder, Response};
use url::Url;
use zeroize::Zeroizing;

use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::memory_budget::{MemoryBudget, Reservation};
use crate::request::body::EncodedBody;
use crate::request::endpoint_options::Auth;
use fetch_policy::{FetchTarget, PublicOnlyResolver};
pub use upload::{BlobOpener, ExchangeProgress, Phase};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
/// Enough for ten 4K images as base64, with a margin.
const MAX_REPLY_BYTES: u64 = 512 * 1024 * 1024;
const MAX_DOWNLOAD_BYTES: u64 = 100 * 1024 * 1024;
const MAX_REDIRECTS: usize = 3;
/// A body and the values that are read from it exist at the same time.
const PARSED_COPIES: usize = 2;

/// Each client is built at its first request, because reading the system's certificates is slow.
#[derive(Default)]
pub struct HttpClient {
    direct: OnceLock<Option<Client>>,
    proxied: OnceLock<Option<Client>>,
    public_only: OnceLock<Option<Client>>,
}

#[derive(Clone, Copy)]
enum Route<'a> {
    /// Bypasses the environment's proxies; for endpoints on this machine.
    Direct,
    /// Uses the environment's proxies.
    Proxied,
    /// Connects to public addresses only; for results.
    PublicOnly,
    /// Connects to this address for this name; for results on a private endpoint.
    Pinned(&'a str, SocketAddr),
}

fn build(route: Route) -> Option<Client> {
    let builder = || {
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            // A kept connection may be dead without our knowing, and a resent request may be paid twice.
            .pool_max_idle_per_host(0)
            .referer(false)
            .user_agent(concat!("HaloForge-Image-Studio/", env!("CARGO_PKG_VERSION")));
        match route {
            Route::Direct => builder.no_proxy(),
            Route::Proxied => builder,
            Route::PublicOnly => builder.dns_resolver(Arc::new(PublicOnlyResolver::from_environment())),
            Route::Pinned(name, address) => builder.no_proxy().resolve(name, address),
        }
    };
    // Refused if it is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A system without certificates can still use plain http.
    builder().build().or_else(|_| builder().tls_certs_only([]).build()).ok()
}

/// An API request. The key is sent in the header that `auth` names, and nowhere else.
pub struct ApiRequest<'a> {
    pub endpoint: &'a Endpoint,
    pub url: Url,
    pub auth: Auth,
    pub key: Option<&'a str>,
    pub accept: &'static str,
}

/// The head of a reply.
#[derive(Debug, Clone, Default)]
pub struct ReplyHead {
    pub status: u16,
    pub content_type: String,
    pub request_id: Option<String>,
    /// The address that the request was connected to.
    pub peer: Option<SocketAddr>,
    pub retry_after_ms: Option<u64>,
    /// The provider's x-should-retry header.
    pub should_retry: Option<bool>,
}

/// A reply whose body has not been read yet.
pub struct HttpReply {
    pub head: ReplyHead,
    /// The whole request had been sent when the reply began.
    pub is_request_sent: bool,
    response: Response,
    limit: u64,
    left: u64,
}

impl HttpReply {
    pub fn has_header(&self, name: &str) -> bool {
        self.response.headers().contains_key(name)
    }

    /// Returns None at the end of the body.
    pub async fn chunk(&mut self, key: Option<&str>) -> Outcome<Option<Vec<u8>>> {
        let limit = self.limit;
        let Some(chunk) = self.response.chunk().await.map_err(|error| transport_error::from_reqwest(error, key))?
        else {
            return Ok(None);
        };
        self.left = self.left.checked_sub(chunk.len() as u64).ok_or_else(|| too_large(limit))?;
        Ok(Some(chunk.into()))
    }

    /// Reads the beginning of the body; what follows is not waited for.
    pub async fn read_at_most(&mut self, limit: usize, key: Option<&str>) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        while bytes.len() < limit {
            let Some(chunk) = self.chunk(key).await? else { break };
            bytes.extend_from_slice(&chunk);
        }
        bytes.truncate(limit);
        Ok(bytes)
    }

    /// Reads the rest of the body and appends it to `bytes`, the part that was read before. `memory` grows with it.
    pub async fn read_rest(
        &mut self,
        mut bytes: Vec<u8>,
        key: Option<&str>,
        mut memory: Option<&mut Reservation>,
    ) -> Outcome<Vec<u8>> {
        if self.response.content_length().is_some_and(|length| length > self.left) {
            return Err(too_large(self.limit));
        }
        while let Some(chunk) = self.chunk(key).await? {
            let length = bytes.len() + chunk.len();
            if let Some(memory) = &mut memory {
                memory.grow_to(length * PARSED_COPIES).await?;
            }
            // A vector that grows by itself doubles.
            if length > bytes.capacity() {
                bytes.reserve_exact(chunk.len().max(length / 8));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

impl HttpClient {
    fn client(&self, route: Route) -> Outcome<Client> {
        let client = match route {
            Route::Direct => self.direct.get_or_init(|| build(route)).clone(),
            Route::Proxied => self.proxied.get_or_init(|| build(route)).clone(),
            Route::PublicOnly => self.public_only.get_or_init(|| build(route)).clone(),
            Route::Pinned(..) => build(route),
        };
        client.ok_or_else(|| BackendError::internal("The HTTP client could not be built."))
    }

    fn client_for(&self, endpoint: &Endpoint) -> Outcome<Client> {
        self.client(if endpoint.is_loopback() { Route::Direct } else { Route::Proxied })
    }

    pub async fn post(
        &self,
        request: ApiRequest<'_>,
        body: EncodedBody,
        open: BlobOpener,
        progress: Arc<ExchangeProgress>,
    ) -> Outcome<HttpReply> {
        let builder = self.client_for(request.endpoint)?.post(request.url.clone());
        let builder = builder.header(CONTENT_TYPE, &body.content_type).header(CONTENT_LENGTH, body.length);
        let stream = upload::body_stream(body, open, progress.clone());
        let builder = builder.body(reqwest::Body::wrap_stream(stream));
        let reply = send(with_auth(builder, &request)?, request.key, MAX_REPLY_BYTES).await?;
        let is_request_sent = progress.phase() == Phase::Sent;
        progress.advance(Phase::Body);
        Ok(HttpReply { is_request_sent, ..reply })
    }

    /// For listings that are not billed. Follows no redirect either.
    pub async fn get(&self, request: ApiRequest<'_>, limit: u64) -> Outcome<HttpReply> {
        let builder = self.client_for(request.endpoint)?.get(request.url.clone());
        send(with_auth(builder, &request)?, request.key, limit).await
    }

    /// Downloads a result image by its address, which may be relative to `base`. `peer` is the address that the request
    /// went to. The key is not sent, and every redirect is checked like the first address.
    pub async fn download(
        &self,
        address: &str,
        base: &Url,
        endpoint: &Endpoint,
        peer: Option<SocketAddr>,
        memory: &MemoryBudget,
    ) -> Outcome<(Vec<u8>, Reservation)> {
        let unreadable = |_| fetch_failed("The address of a result cannot be read.", "unreadable");
        let mut url = base.join(address).map_err(unreadable)?;
        for _ in 0..=MAX_REDIRECTS {
            let client = match fetch_policy::fetch_target(&url, endpoint, peer) {
                Some(FetchTarget::Endpoint) => self.client_for(endpoint)?,
                Some(FetchTarget::Pinned(peer)) => {
                    self.client(Route::Pinned(url.host_str().unwrap_or_default(), peer))?
                }
                Some(FetchTarget::PublicHost) => self.client(Route::PublicOnly)?,
                None => return Err(fetch_failed("The address of a result may not be fetched.", "refused")),
            };
            let mut reply = send(client.get(url.clone()), None, MAX_DOWNLOAD_BYTES).await?;
            let status = reply.head.status;
            let location = reply.response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            match (status, location) {
                (200, _) => {
                    let length = reply.response.content_length().unwrap_or(MAX_DOWNLOAD_BYTES);
                    let reserved = memory.reserve(length.min(MAX_DOWNLOAD_BYTES)).await?;
                    return Ok((reply.read_rest(Vec::new(), None, None).await?, reserved));
                }
                (301..=303 | 307 | 308, Some(location)) => url = url.join(location).map_err(unreadable)?,
                _ => {
                    let message = format!("A result could not be fetched (HTTP {status}).");
                    return Err(fetch_failed(&message, "status").with("status", status));
                }
            }
        }
        Err(fetch_failed("The address of a result redirects too often.", "redirects"))
    }
}

fn too_large(limit: u64) -> BackendError {
    BackendError::new(Code::ReplyTooLarge, "The reply is larger than the limit.")
        .with("limit_bytes", limit)
        .with("retryable", false)
        .with("may_have_billed", true)
}

fn fetch_failed(message: &str, reason: &str) -> BackendError {
    BackendError::new(Code::ResultUnfetched, message)
        .with("reason", reason)
        .with("retryable", false)
        .with("may_have_billed", true)
}

fn with_auth(builder: RequestBuilder, request: &ApiRequest) -> Outcome<RequestBuilder> {
    let builder = builder.header(ACCEPT, request.accept);
    let Some(key) = request.key else { return Ok(builder) };
    let (name, scheme) = match request.auth {
        Auth::Bearer => (AUTHORIZATION.as_str(), "Bearer "),
        Auth::ApiKey => ("api-key", ""),
    };
    // The header owns the zeroizing text instead of a copy.
    let mut text = Zeroizing::new(Vec::with_capacity(scheme.len() + key.len()));
    text.extend_from_slice(scheme.as_bytes());
    text.extend_from_slice(key.as_bytes());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text))
        .map_err(|_| BackendError::internal("The stored key is not a valid header value."))?;
    value.set_sensitive(true);
    Ok(builder.header(name, value))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    let text: String = text.chars().filter(char::is_ascii_graphic).take(128).collect();
    (!text.is_empty()).then_some(text)
}

/// Milliseconds from retry-after-ms, or from Retry-After in seconds. A Retry-After date is ignored, because the server's
/// clock may differ from ours.
fn retry_after_ms(headers: &HeaderMap) -> Option<u64> {
    let number = |name: &str| header(headers, name)?.parse::<f64>().ok();
    let ms = number("retry-after-ms").or_else(|| Some(number("retry-after")? * 1000.0))?;
    // Limited to one day, so the cast cannot leave the range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=86_400_000.0).contains(&ms).then_some(ms.ceil() as u64)
}

async fn send(builder: RequestBuilder, key: Option<&str>, limit: u64) -> Outcome<HttpReply> {
    let response = builder.send().await.map_err(|error| transport_error::from_reqwest(error, key))?;
    let headers = response.headers();
    let head = ReplyHead {
        status: response.status().as_u16(),
        content_type: header(headers, CONTENT_TYPE.as_str()).unwrap_or_default(),
        peer: response.remote_addr(),
        request_id: ["x-request-id", "x-oneapi-request-id", "apim-request-id"]
            .iter()
            .find_map(|name| header(headers, name))
            // The id is logged, and a server may put anything into it.
            .filter(|id| key.is_none_or(|key| !id.contains(key))),
        retry_after_ms: retry_after_ms(headers),
        should_retry: header(headers, "x-should-retry").and_then(|text| text.parse().ok()),
    };
    Ok(HttpReply { head, is_request_sent: true, response, limit, left: limit })
}
