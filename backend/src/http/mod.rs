//! The only place that opens sockets. Requests follow no redirect, no connection is kept, no URL is told in an error.

mod address;
mod failure;
mod upload;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue, ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use reqwest::{redirect, Client, RequestBuilder, Response};
use url::Url;

use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::request::body::Encoded;
use crate::request::wire::Auth;
use address::{PublicOnly, Reach};
pub use upload::{Opener, Phase, Progress};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
/// Ten 4K pictures as base64, and room.
const MAX_REPLY_BYTES: u64 = 512 * 1024 * 1024;
const MAX_DOWNLOAD_BYTES: u64 = 100 * 1024 * 1024;
const MAX_REDIRECTS: usize = 3;

/// Built once, at the first request: reading the system's certificates takes its time.
#[derive(Default)]
pub struct Http {
    /// Past any proxy of the environment: for this machine.
    direct: OnceLock<Option<Client>>,
    outside: OnceLock<Option<Client>>,
    /// Connects to public addresses only: for results that lie elsewhere.
    guarded: OnceLock<Option<Client>>,
}

#[derive(Clone, Copy)]
enum Way {
    Direct,
    Outside,
    Guarded,
}

fn build(way: Way) -> Option<Client> {
    let builder = || {
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            // A kept connection may be dead without our knowing, and a resent request may be paid twice.
            .pool_max_idle_per_host(0)
            .referer(false)
            .user_agent(concat!("HaloForge-Image-Studio/", env!("CARGO_PKG_VERSION")));
        match way {
            Way::Direct => builder.no_proxy(),
            Way::Outside => builder,
            Way::Guarded => builder.dns_resolver(Arc::new(PublicOnly::from_environment())),
        }
    };
    // A system without certificates can still speak plain http.
    builder().build().or_else(|_| builder().tls_certs_only([]).build()).ok()
}

/// What goes out. The key travels in a header of the endpoint's choice, and nowhere else.
pub struct Outgoing<'a> {
    pub endpoint: &'a Endpoint,
    pub url: Url,
    pub auth: Auth,
    pub key: Option<&'a str>,
    pub accept: &'static str,
}

/// The head of an answer.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pub status: u16,
    pub content_type: String,
    pub request_id: Option<String>,
    pub retry_after_ms: Option<u64>,
    /// x-should-retry: what the provider itself says.
    pub should_retry: Option<bool>,
}

/// An answer whose body is still to be read.
pub struct Incoming {
    pub head: Head,
    /// Whether the whole request had been taken when the answer began.
    pub is_taken: bool,
    response: Response,
    limit: u64,
    left: u64,
}

impl Incoming {
    pub fn has_header(&self, name: &str) -> bool {
        self.response.headers().contains_key(name)
    }

    /// None at the end.
    pub async fn chunk(&mut self, key: Option<&str>) -> Outcome<Option<Vec<u8>>> {
        let limit = self.limit;
        let Some(chunk) = self.response.chunk().await.map_err(|error| failure::of(error, key))? else {
            return Ok(None);
        };
        self.left = self.left.checked_sub(chunk.len() as u64).ok_or_else(|| too_large(limit))?;
        Ok(Some(chunk.into()))
    }

    /// What is left of it, behind what has been read of it.
    pub async fn body(&mut self, mut bytes: Vec<u8>, key: Option<&str>) -> Outcome<Vec<u8>> {
        if self.response.content_length().is_some_and(|length| length > self.left) {
            return Err(too_large(self.limit));
        }
        while let Some(chunk) = self.chunk(key).await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

impl Http {
    fn client(&self, way: Way) -> Outcome<&Client> {
        let slot = match way {
            Way::Direct => &self.direct,
            Way::Outside => &self.outside,
            Way::Guarded => &self.guarded,
        };
        let client = slot.get_or_init(|| build(way)).as_ref();
        client.ok_or_else(|| BackendError::internal("The HTTP client could not be built."))
    }

    fn own(&self, endpoint: &Endpoint) -> Outcome<&Client> {
        self.client(if endpoint.is_loopback() { Way::Direct } else { Way::Outside })
    }

    pub async fn post(
        &self,
        outgoing: Outgoing<'_>,
        body: Encoded,
        open: Opener,
        progress: Arc<Progress>,
    ) -> Outcome<Incoming> {
        let builder = self.own(outgoing.endpoint)?.post(outgoing.url.clone());
        let builder = builder.header(CONTENT_TYPE, &body.content_type).header(CONTENT_LENGTH, body.length);
        let stream = upload::stream(body, open, progress.clone());
        let builder = builder.body(reqwest::Body::wrap_stream(stream));
        let incoming = send(authorized(builder, &outgoing)?, outgoing.key, MAX_REPLY_BYTES).await?;
        let is_taken = progress.phase() == Phase::Taken;
        progress.reach(Phase::Body);
        Ok(Incoming { is_taken, ..incoming })
    }

    /// For listings that bill nothing; follows no redirect either.
    pub async fn get(&self, outgoing: Outgoing<'_>, limit: u64) -> Outcome<Incoming> {
        let builder = self.own(outgoing.endpoint)?.get(outgoing.url.clone());
        send(authorized(builder, &outgoing)?, outgoing.key, limit).await
    }

    /// A picture that the answer only names, perhaps relative to `base`. The key does not travel along; every hop of a
    /// redirection is checked like the first.
    pub async fn download(&self, address: &str, base: &Url, endpoint: &Endpoint) -> Outcome<Vec<u8>> {
        let unreadable = |_| unfetched("The address of a result cannot be read.", "unreadable");
        let mut url = base.join(address).map_err(unreadable)?;
        for _ in 0..=MAX_REDIRECTS {
            let client = match address::reach(&url, endpoint) {
                Some(Reach::Own) => self.own(endpoint)?,
                Some(Reach::Public) => self.client(Way::Guarded)?,
                None => return Err(unfetched("The address of a result is not one that may be fetched.", "refused")),
            };
            let mut incoming = send(client.get(url.clone()), None, MAX_DOWNLOAD_BYTES).await?;
            let status = incoming.head.status;
            let next = incoming.response.headers().get(LOCATION).and_then(|location| location.to_str().ok());
            match (status, next) {
                (200, _) => return incoming.body(Vec::new(), None).await,
                (301..=303 | 307 | 308, Some(next)) => url = url.join(next).map_err(unreadable)?,
                _ => {
                    let sentence = format!("A result could not be fetched (HTTP {status}).");
                    return Err(unfetched(&sentence, "status").with("status", status));
                }
            }
        }
        Err(unfetched("The address of a result redirects too often.", "redirects"))
    }
}

fn too_large(limit: u64) -> BackendError {
    BackendError::new(Code::ReplyTooLarge, "The answer is larger than this program reads.")
        .with("limit_bytes", limit)
        .with("retryable", false)
        .with("may_have_billed", true)
}

fn unfetched(sentence: &str, reason: &str) -> BackendError {
    BackendError::new(Code::ResultUnfetched, sentence)
        .with("reason", reason)
        .with("retryable", false)
        .with("may_have_billed", true)
}

fn authorized(builder: RequestBuilder, outgoing: &Outgoing) -> Outcome<RequestBuilder> {
    let builder = builder.header(ACCEPT, outgoing.accept);
    let Some(key) = outgoing.key else { return Ok(builder) };
    let (name, text) = match outgoing.auth {
        Auth::Bearer => (AUTHORIZATION.as_str(), format!("Bearer {key}")),
        Auth::ApiKey => ("api-key", key.to_owned()),
    };
    let mut value =
        HeaderValue::from_str(&text).map_err(|_| BackendError::internal("The stored key cannot stand in a header."))?;
    value.set_sensitive(true);
    Ok(builder.header(name, value))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    let text: String = text.chars().filter(char::is_ascii_graphic).take(128).collect();
    (!text.is_empty()).then_some(text)
}

/// Retry-After in seconds, or the finer header; a date by the server's clock says nothing here.
fn pause(headers: &HeaderMap) -> Option<u64> {
    let number = |name: &str| header(headers, name)?.parse::<f64>().ok();
    let ms = number("retry-after-ms").or_else(|| Some(number("retry-after")? * 1000.0))?;
    // Between nothing and a day; the cast cannot leave the range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=86_400_000.0).contains(&ms).then_some(ms.ceil() as u64)
}

async fn send(builder: RequestBuilder, key: Option<&str>, limit: u64) -> Outcome<Incoming> {
    let response = builder.send().await.map_err(|error| failure::of(error, key))?;
    let headers = response.headers();
    let head = Head {
        status: response.status().as_u16(),
        content_type: header(headers, CONTENT_TYPE.as_str()).unwrap_or_default(),
        request_id: ["x-request-id", "x-oneapi-request-id", "apim-request-id"]
            .iter()
            .find_map(|name| header(headers, name))
            // It goes into logs, and who sends it may say anything.
            .filter(|id| key.is_none_or(|key| !id.contains(key))),
        retry_after_ms: pause(headers),
        should_retry: header(headers, "x-should-retry").and_then(|text| text.parse().ok()),
    };
    Ok(Incoming { head, is_taken: true, response, limit, left: limit })
}
