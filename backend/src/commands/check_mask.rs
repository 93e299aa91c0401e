//! The command check_mask. Decoding takes its time, so it is polled.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;

use super::{Command, JobStarted};
use crate::error::Outcome;
use crate::jobs::record::What;
use crate::jobs::{errand, run::in_background};
use crate::mask::{self, Verdict};
use crate::picture;
use crate::request::arguments::MaskRef;
use crate::request::ImageRef;
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
        let work = move || self.check(&owner).map(|verdict| What::Checked { verdict });
        let checking = async { in_background(work).await?.map(Some) };
        Ok(JobStarted { job_id: errand::spawn(studio, |_| checking) })
    }
}

impl CheckMask {
    fn check(&self, studio: &Studio) -> Outcome<Verdict> {
        // The size is checked first: a picture that is too large is not even read.
        if let Some(size) = studio.store.size(&self.image.sha256).filter(|size| *size > picture::MAX_BYTES) {
            return Err(picture::too_many_bytes(size));
        }
        let bytes = studio.store.read(&self.image.sha256).map_err(|error| error.with("field", "image"))?;
        let target =
            mask::check_image(&bytes, self.image.kind.content_type()).map_err(|error| error.with("field", "image"))?;
        let bytes = studio.store.read(&self.mask.sha256).map_err(|error| error.with("field", "mask"))?;
        mask::check_mask(&bytes, target, self.allow_everything.unwrap_or_default())
    }
}
