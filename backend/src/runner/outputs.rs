//! Stores the images of a reply: downloads those that are only an address and inspects the bytes of all.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use haloforge_plugin_api::LogLevel;
use serde_json::Map;
use tokio::time::{sleep, timeout_at, Instant as Deadline};
use url::Url;

use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::image_file;
use crate::jobs::OutputImage;
use crate::log::Line;
use crate::memory_budget::Reservation;
use crate::picture_file;
use crate::reply::images::{ImageSource, ReplyImage};
use crate::store::{self, Preview};
use crate::studio::Studio;

/// Limit for the download of one image. The job's deadline applies too.
pub const DOWNLOAD_TIMEOUT: Duration = Duration::from_secs(120);
const DOWNLOAD_ATTEMPTS: u32 = 3;
const DOWNLOAD_RETRY_DELAY: Duration = Duration::from_millis(300);
/// Downloads run concurrently, so that one address that hangs does not delay the others.
const MAX_CONCURRENT_DOWNLOADS: usize = 8;

/// The endpoint and request address of a reply, and the deadline for its images.
pub struct ReplyOrigin<'a> {
    pub endpoint: &'a Endpoint,
    pub base: &'a Url,
    /// The address that the request was connected to.
    pub peer: Option<SocketAddr>,
    pub deadline: Deadline,
}

/// Stores all images and calls `on_stored` with the position in the reply as soon as each is stored or has failed.
/// `announce` is called before an image is stored, on a thread that may block.
pub async fn store_all(
    studio: &Arc<Studio>,
    origin: &ReplyOrigin<'_>,
    images: Vec<ReplyImage>,
    mut memory: Option<Reservation>,
    announce: impl Fn(u64, &OutputImage) + Clone + Send + 'static,
    mut on_stored: impl FnMut(u64, Outcome<OutputImage>),
) {
    let (inline, addresses): (Vec<_>, Vec<_>) =
        (0..).zip(images).partition(|(_, image)| matches!(image.source, ImageSource::Bytes(_)));
    for images in [inline, addresses] {
        let stored = images.into_iter().map(|(position, image)| {
            let announce = announce.clone();
            async move { (position, store(studio, origin, image, move |image| announce(position, image)).await) }
        });
        let mut stored = std::pin::pin!(stream::iter(stored).buffer_unordered(MAX_CONCURRENT_DOWNLOADS));
        while let Some((position, result)) = stored.next().await {
            on_stored(position, result);
        }
        // A download reserves its own part, and must not wait for it while this one is held.
        drop(memory.take());
    }
}

async fn store(
    studio: &Arc<Studio>,
    origin: &ReplyOrigin<'_>,
    image: ReplyImage,
    announce: impl FnOnce(&OutputImage) + Send + 'static,
) -> Outcome<OutputImage> {
    let ReplyImage { source, revised_prompt, actual } = image;
    let (bytes, memory) = match source {
        ImageSource::Bytes(bytes) => (bytes, None),
        ImageSource::Url(address) => {
            let (bytes, memory) = download(studio, &address, origin).await?;
            (bytes, Some(memory))
        }
    };
    let owner = studio.clone();
    let (image, bytes) = studio
        .pools
        .pictures
        .run(move || {
            let image = describe(&bytes)?;
            let sha256 = store::hash(&bytes);
            Outcome::Ok((OutputImage { sha256, revised_prompt, actual, ..image }, bytes))
        })
        .await??;
    let write = move || {
        let _memory = memory;
        announce(&image);
        // If the disk is full, the page can still collect the image from memory.
        if let Err(error) = owner.store.save_as(&image.sha256, &bytes) {
            owner.store.hold_result(&image.sha256, bytes).ok_or_else(|| error.clone())?;
            let line = Line::new("image result held in memory").field("error", &error.message);
            owner.log.push(LogLevel::Warn, line);
        }
        Ok(image)
    };
    studio.pools.store.run(write).await?
}

/// A download is not billed, so it may be retried.
async fn download(studio: &Arc<Studio>, address: &str, origin: &ReplyOrigin<'_>) -> Outcome<(Vec<u8>, Reservation)> {
    let attempts = async {
        let mut attempt = 1;
        loop {
            let error =
                match studio.http.download(address, origin.base, origin.endpoint, origin.peer, studio.memory()).await {
                    Ok(bytes) => return Ok(bytes),
                    Err(error) => error,
                };
            let status = error.details.get("status").and_then(serde_json::Value::as_u64).unwrap_or(0);
            let is_transient = error.code == Code::ConnectFailed || status == 429 || status >= 500;
            if attempt == DOWNLOAD_ATTEMPTS || !is_transient {
                return Err(error);
            }
            sleep(DOWNLOAD_RETRY_DELAY * attempt).await;
            attempt += 1;
        }
    };
    let failed = |message: &str, reason: &str| {
        BackendError::new(Code::ResultUnfetched, message)
            .with("reason", reason)
            .with("retryable", false)
            .with("may_have_billed", true)
    };
    match timeout_at(origin.deadline.min(Deadline::now() + DOWNLOAD_TIMEOUT), attempts).await {
        Ok(Err(error)) if error.code != Code::ResultUnfetched => {
            Err(failed("A result could not be fetched from its address.", error.code.name()))
        }
        Ok(downloaded) => downloaded,
        Err(_) => Err(failed("A result could not be fetched within the time limit.", "timeout")),
    }
}

/// Everything but the hash. A result was paid for, so it is kept in any type and without its end; the error code blames
/// the provider, not the user, for bytes that are no image at all.
fn describe(bytes: &[u8]) -> Outcome<OutputImage> {
    let info = picture_file::describe(bytes).ok_or_else(|| {
        BackendError::new(Code::ProviderUnreadable, "The provider sent a result that is not an image.")
            .with("reason", "not_picture")
            .with("retryable", false)
            .with("may_have_billed", true)
    })?;
    Ok(OutputImage {
        sha256: String::new(),
        size_bytes: bytes.len() as u64,
        content_type: info.picture_type.content_type().into(),
        width: info.width,
        height: info.height,
        revised_prompt: None,
        actual: Map::new(),
    })
}

/// Keeps the preview of an unfinished image in memory. Invalid previews are ignored.
pub fn store_partial(studio: &Studio, bytes: Vec<u8>) -> Option<(OutputImage, Preview)> {
    image_file::inspect(&bytes).ok()?;
    let image = describe(&bytes).ok()?;
    let (sha256, preview) = studio.store.add_preview(bytes);
    Some((OutputImage { sha256, ..image }, preview))
}
