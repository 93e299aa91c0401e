//! The command check_mask. Decoding takes its time, so it is polled.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;

use super::{Command, JobStarted};
use crate::error::Outcome;
use crate::image_file;
use crate::jobs::EventKind;
use crate::mask::{self, MaskVerdict};
use crate::request::arguments::MaskRef;
use crate::request::ImageRef;
use crate::runner::polled_command;
use crate::studio::Studio;

/// Check a mask against its image without sending anything.
///
/// The same check that `submit` makes, for the managed gateway. Polled like a job, never listed: its "checked" event
/// comes before "done".
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct CheckMask {
    image: ImageRef,
    mask: MaskRef,
    /// The user confirmed that the mask covers the whole picture.
    allow_everything: Option<bool>,
}

impl Command for CheckMask {
    const NAME: &'static str = "check_mask";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let owner = studio.clone();
        let work = move || self.check(&owner).map(|verdict| EventKind::Checked { verdict });
        let memory = studio.clone();
        let checking = async move {
            let _memory = memory.memory().reserve(image_file::MAX_BYTES + mask::MAX_BYTES).await?;
            memory.pools.pictures.run(work).await?.map(Some)
        };
        Ok(JobStarted { job_id: polled_command::spawn(studio, |_| checking) })
    }
}

impl CheckMask {
    fn check(&self, studio: &Studio) -> Outcome<MaskVerdict> {
        // The size is checked first: a picture that is too large is not even read.
        if let Some(size) = studio.store.size(&self.image.sha256).filter(|size| *size > image_file::MAX_BYTES) {
            return Err(image_file::too_large(size));
        }
        let bytes = studio.store.read(&self.image.sha256).map_err(|error| error.with("field", "image"))?;
        let target = mask::check_image(&bytes, self.image.image_type.content_type())
            .map_err(|error| error.with("field", "image"))?;
        let bytes = studio.store.read(&self.mask.sha256).map_err(|error| error.with("field", "mask"))?;
        mask::check_mask(&bytes, target, self.allow_everything.unwrap_or_default())
    }
}
