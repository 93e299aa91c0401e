//! From what a provider sent to a picture in the store: fetched where it is only an address, judged by its bytes.

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use haloforge_plugin_api::LogLevel;
use serde_json::Map;
use tokio::time::{sleep, timeout_at, Instant as Deadline};
use url::Url;

use super::record::OutputImage;
use super::run::in_background;
use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::log::Line;
use crate::picture;
use crate::request::items::{Item, Source};
use crate::store::Preview;
use crate::studio::Studio;

/// Of one picture, and no longer than its job has.
pub const FETCH_TIMEOUT: Duration = Duration::from_secs(120);
const FETCH_ATTEMPTS: u32 = 3;
/// One address that hangs does not keep the others waiting.
const FETCHES_AT_ONCE: usize = 8;

/// Where an answer came from, and until when its pictures are waited for.
pub struct Origin<'a> {
    pub endpoint: &'a Endpoint,
    pub base: &'a Url,
    pub deadline: Deadline,
}

/// All that an answer brought or named; each is told, by its place there, as soon as it is stored or lost.
pub async fn all(
    studio: &Arc<Studio>,
    origin: &Origin<'_>,
    items: Vec<Item>,
    mut tell: impl FnMut(u64, Outcome<OutputImage>),
) {
    let kept = (0..).zip(items).map(|(place, item)| async move { (place, one(studio, origin, item).await) });
    let mut kept = std::pin::pin!(stream::iter(kept).buffer_unordered(FETCHES_AT_ONCE));
    while let Some((place, end)) = kept.next().await {
        tell(place, end);
    }
}

async fn one(studio: &Arc<Studio>, origin: &Origin<'_>, item: Item) -> Outcome<OutputImage> {
    let Item { source, revised_prompt, actual } = item;
    let bytes = match source {
        Source::Bytes(bytes) => bytes,
        Source::Url(address) => fetch(studio, &address, origin).await?,
    };
    let studio = studio.clone();
    in_background(move || {
        let image = judged(&bytes)?;
        let sha256 = match studio.store.keep(&bytes) {
            Ok(sha256) => sha256,
            // A full disk: the page can still have it, from memory.
            Err(error) => {
                let sha256 = studio.store.hold(bytes).ok_or_else(|| error.clone())?;
                let line = Line::new("image result held in memory").field("error", &error.message);
                studio.log.push(LogLevel::Warn, line);
                sha256
            }
        };
        Ok(OutputImage { sha256, revised_prompt, actual, ..image })
    })
    .await?
}

/// A download bills nothing, so it may be tried again.
async fn fetch(studio: &Arc<Studio>, address: &str, origin: &Origin<'_>) -> Outcome<Vec<u8>> {
    let tried = async {
        let mut attempt = 1;
        loop {
            let error = match studio.http.download(address, origin.base, origin.endpoint).await {
                Ok(bytes) => return Ok(bytes),
                Err(error) => error,
            };
            let status = error.details.get("status").and_then(serde_json::Value::as_u64).unwrap_or(0);
            let is_passing = error.code == Code::ConnectFailed || status == 429 || status >= 500;
            if attempt == FETCH_ATTEMPTS || !is_passing {
                return Err(error);
            }
            sleep(Duration::from_millis(300) * attempt).await;
            attempt += 1;
        }
    };
    let unfetched = |sentence: &str, reason: &str| {
        BackendError::new(Code::ResultUnfetched, sentence)
            .with("reason", reason)
            .with("retryable", false)
            .with("may_have_billed", true)
    };
    match timeout_at(origin.deadline.min(Deadline::now() + FETCH_TIMEOUT), tried).await {
        Ok(Err(error)) if error.code != Code::ResultUnfetched => {
            Err(unfetched("A result could not be fetched from its address.", error.code.name()))
        }
        Ok(fetched) => fetched,
        Err(_) => Err(unfetched("A result could not be fetched within the time limit.", "timeout")),
    }
}

/// Everything but the hash. What is no picture is the provider's mistake, not the user's.
fn judged(bytes: &[u8]) -> Outcome<OutputImage> {
    let facts = picture::measure(bytes).map_err(|error| {
        let sentence = "The provider sent something that is no complete picture.";
        BackendError::new(Code::ProviderUnreadable, sentence)
            .with("reason", "not_picture")
            .with("cause", error.code.name())
            .with("retryable", false)
            .with("may_have_billed", true)
    })?;
    Ok(OutputImage {
        sha256: String::new(),
        size_bytes: bytes.len() as u64,
        content_type: facts.kind.content_type().into(),
        width: facts.width,
        height: facts.height,
        revised_prompt: None,
        actual: Map::new(),
    })
}

/// A picture that is not finished; one that cannot be shown is no loss.
pub fn partial(studio: &Studio, bytes: Vec<u8>) -> Option<(OutputImage, Preview)> {
    let image = judged(&bytes).ok()?;
    let (sha256, preview) = studio.store.show(bytes);
    Some((OutputImage { sha256, ..image }, preview))
}
