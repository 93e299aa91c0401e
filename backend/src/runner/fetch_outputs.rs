//! Downloads images by address, for results of the managed gateway whose pixels the page may show but not read.

use std::sync::Arc;

use tokio::time::Instant as Deadline;

use super::outputs::{self, ReplyOrigin};
use super::polled_command;
use crate::endpoint;
use crate::error::BackendError;
use crate::jobs::EventKind;
use crate::reply::images::{ImageSource, ReplyImage};
use crate::studio::Studio;

/// The command fails with the first error if no image could be downloaded.
pub fn fetch_outputs(studio: &Arc<Studio>, urls: Vec<url::Url>) -> String {
    let owner = studio.clone();
    polled_command::spawn(studio, |job| async move {
        // This endpoint has no host of its own, so only public addresses are fetched.
        let no_endpoint = endpoint::normalize("https://invalid.invalid/v1")?;
        let base = no_endpoint.operation("");
        let deadline = Deadline::now() + outputs::DOWNLOAD_TIMEOUT;
        let origin = ReplyOrigin { endpoint: &no_endpoint, base: &base, peer: None, deadline };
        let image = |url: url::Url| ReplyImage::from_source(ImageSource::Url(url.into()));
        let mut first_error = None;
        let on_stored = |index, stored| match stored {
            Ok(image) => drop(job.push(EventKind::Fetched { index, image })),
            Err(error) => {
                first_error.get_or_insert_with(|| BackendError::clone(&error));
                job.push(EventKind::ChildFailed { index, error });
            }
        };
        outputs::store_all(&owner, &origin, urls.into_iter().map(image).collect(), None, |_, _| (), on_stored).await;
        match first_error {
            Some(error) if job.with_record(|record| record.outputs().next().is_none()) => Err(error),
            _ => Ok(None),
        }
    })
}
