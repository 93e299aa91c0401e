//! Commands of the segmentation model, which the user names as two files. Both run on a thread of their own and are polled;
//! a cancelled one stops between two nodes of the graph.

use std::sync::Arc;

use haloforge_plugin_api::LogLevel;
use image::RgbImage;
use serde::Deserialize;
use ts_rs::TS;

use super::files::absolute_path;
use super::{Command, JobStarted};
use crate::checked_text::Sha256Hex;
use crate::error::{BackendError, Code, Outcome};
use crate::image_file;
use crate::jobs::EventKind;
use crate::log::Line;
use crate::polled_results::SegmentedMask;
use crate::runner::polled_command;
use crate::segmentation::{Cancelled, CoverageMask, ModelFiles, Prompt, Segmenter};
use crate::studio::Studio;

/// The page scales a picture before it sends it.
const MAX_PICTURE_EDGE: u32 = 2048;

/// The files of a SAM-family model.
#[derive(Deserialize, TS)]
pub struct SegmentationFiles {
    /// Absolute.
    encoder: String,
    /// Absolute.
    decoder: String,
}

impl SegmentationFiles {
    fn check(&self) -> Outcome<ModelFiles> {
        let path = |text: &str| absolute_path(text, Code::SegmentationFileUnreadable);
        Ok(ModelFiles { encoder: path(&self.encoder)?, decoder: path(&self.decoder)? })
    }
}

/// Read both files of a segmentation model and say what they are.
///
/// Polled like a job, never listed: its "segmentation_model" event comes before "done".
#[derive(Deserialize, TS)]
pub struct CheckSegmentationModel {
    files: SegmentationFiles,
}

impl Command for CheckSegmentationModel {
    const NAME: &'static str = "check_segmentation_model";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let files = self.files.check()?;
        let job_id = spawn(studio, files.clone(), move |_, cancelled| {
            Segmenter::check(&files, cancelled).map(|model| EventKind::SegmentationModel { model })
        });
        Ok(JobStarted { job_id })
    }
}

/// A point, in pixels of the sent picture.
#[derive(Deserialize, TS)]
pub struct PromptPoint {
    x: f32,
    y: f32,
}

/// A box, in pixels of the sent picture.
#[derive(Deserialize, TS)]
pub struct PromptBox {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

/// Ask the segmentation model for masks of the thing at a point or in a box.
///
/// The picture has been uploaded, scaled to at most 2048 pixels. Its embedding is kept, so that the next prompt is quick.
/// Polled like a job, never listed: its "segmented" event comes before "done".
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct Segment {
    files: SegmentationFiles,
    /// A PNG, JPEG or WebP.
    sha256: Sha256Hex,
    /// Exactly one of both.
    point: Option<PromptPoint>,
    r#box: Option<PromptBox>,
}

impl Command for Segment {
    const NAME: &'static str = "segment";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let files = self.files.check()?;
        let prompt = match (self.point, self.r#box) {
            (Some(PromptPoint { x, y }), None) => Prompt::Point { x, y },
            (None, Some(PromptBox { left, top, right, bottom })) => Prompt::Box { left, top, right, bottom },
            _ => return Err(BackendError::field("point", "must be given, or box, and not both")),
        };
        let sha256 = self.sha256;
        let job_id = spawn(studio, files.clone(), move |studio, cancelled| {
            let picture = || read_picture(studio, &sha256);
            let masks = studio.segmenter.segment(&files, &sha256, picture, prompt, cancelled)?;
            let masks = masks.into_iter().map(|mask| stored(studio, mask)).collect::<Outcome<_>>()?;
            Ok(EventKind::Segmented { masks })
        });
        Ok(JobStarted { job_id })
    }
}

fn read_picture(studio: &Studio, sha256: &str) -> Outcome<RgbImage> {
    let bytes = studio.store.read(sha256)?;
    let info = image_file::inspect_input(&bytes)?;
    if info.width > MAX_PICTURE_EDGE || info.height > MAX_PICTURE_EDGE {
        return Err(BackendError::field("sha256", "must name a picture of at most 2048 pixels"));
    }
    image::load_from_memory(&bytes).map(|picture| picture.to_rgb8()).map_err(|_| image_file::damaged())
}

fn stored(studio: &Studio, CoverageMask { width, height, coverage, score }: CoverageMask) -> Outcome<SegmentedMask> {
    Ok(SegmentedMask { sha256: studio.store.save(&coverage)?, width, height, score })
}

/// Sets its flag when the command's future is dropped, which is how a command is cancelled.
struct CancelOnDrop(Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.set();
    }
}

fn spawn(
    studio: &Arc<Studio>,
    files: ModelFiles,
    work: impl FnOnce(&Studio, &Cancelled) -> Outcome<EventKind> + Send + 'static,
) -> String {
    let owner = studio.clone();
    let running = async move {
        let pool = owner.pools.segmentation.clone();
        let bytes = pool.run(move || Segmenter::bytes_needed(&files)).await??;
        let _memory = owner.memory().reserve(bytes).await?;
        let cancelled = Cancelled::default();
        let guard = CancelOnDrop(cancelled.clone());
        let started = std::time::Instant::now();
        let runner = owner.clone();
        let done = pool.run(move || work(&runner, &cancelled)).await?;
        drop(guard);
        let outcome = done.as_ref().map_or_else(|error| error.code.name(), |_| "done");
        let line = Line::new("segmentation").field("outcome", outcome);
        owner.log.push(LogLevel::Info, line.field("elapsed_ms", started.elapsed().as_millis()));
        done.map(Some)
    };
    polled_command::spawn(studio, |_| running)
}
