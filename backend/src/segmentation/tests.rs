//! Runs the tiny graphs of `tiny_onnx` through files, as the commands do.

use std::path::Path;

use image::{Rgb, RgbImage};
use proptest::prelude::*;

use super::graph::{Cancelled, Graph, Role};
use super::model_files::ModelFiles;
use super::signature::Prompt;
use super::tiny_onnx::{decoder, encoder, floats, node};
use super::{CoverageMask, Segmenter};
use crate::error::{BackendError, Code, Outcome};

/// Written to tests/fixtures by `TINY_SAM=write cargo test tiny_sam`, for the end-to-end tests.
#[test]
fn the_tiny_sam_of_the_fixtures_is_the_one_built_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/tinySam");
    for (name, graph) in [("encoder.onnx", encoder()), ("decoder.onnx", decoder())] {
        let path = folder.join(name);
        if std::env::var("TINY_SAM").is_ok() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, graph.bytes()).unwrap();
        }
        assert!(std::fs::read(&path).unwrap() == graph.bytes(), "{name}");
    }
}

struct Model {
    folder: tempfile::TempDir,
    segmenter: Segmenter,
}

impl Model {
    fn of(encoder: &[u8], decoder: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("e.onnx"), encoder).unwrap();
        std::fs::write(folder.path().join("d.onnx"), decoder).unwrap();
        Self { folder, segmenter: Segmenter::default() }
    }

    fn tiny() -> Self {
        Self::of(&encoder().bytes(), &decoder().bytes())
    }

    fn files(&self) -> ModelFiles {
        ModelFiles { encoder: self.folder.path().join("e.onnx"), decoder: self.folder.path().join("d.onnx") }
    }

    fn segment(&self, picture: &RgbImage, prompt: Prompt) -> Outcome<Vec<CoverageMask>> {
        self.segmenter.segment(&self.files(), "picture", || Ok(picture.clone()), prompt, &Cancelled::default())
    }

    fn check(&self) -> Outcome<super::SegmentationModel> {
        Segmenter::check(&self.files(), &Cancelled::default())
    }
}

/// Three columns of the brightness 40, 50 and 200.
fn columns(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| Rgb([[40, 50, 200][(x * 3 / width) as usize]; 3]))
}

/// The share of each third that is selected, from left to right.
fn thirds(mask: &CoverageMask) -> [f32; 3] {
    let (mut counts, mut totals) = ([0.0; 3], [0.0; 3]);
    for (at, value) in mask.coverage.iter().enumerate() {
        let third = at % mask.width * 3 / mask.width;
        counts[third] += f32::from(u8::from(*value > 127));
        totals[third] += 1.0;
    }
    [0, 1, 2].map(|third| counts[third] / totals[third])
}

fn is_about(found: [f32; 3], expected: [f32; 3]) -> bool {
    found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.1)
}

fn center_of_third(third: usize, picture: &RgbImage) -> Prompt {
    let (width, height) = picture.dimensions();
    Prompt::Point { x: width as f32 * (third as f32 + 0.5) / 3.0, y: height as f32 / 2.0 }
}

#[test]
fn a_click_gives_the_masks_of_the_graph_best_first_whatever_the_picture_s_shape() {
    let model = Model::tiny();
    for (n, (width, height)) in [(64, 64), (300, 100), (60, 240), (1024, 683)].into_iter().enumerate() {
        let picture = columns(width, height);
        let masks = model
            .segmenter
            .segment(
                &model.files(),
                &n.to_string(),
                || Ok(picture.clone()),
                center_of_third(2, &picture),
                &Cancelled::default(),
            )
            .unwrap();
        let scores: Vec<f32> = masks.iter().map(|mask| mask.score).collect();
        assert_eq!(scores, [0.9, 0.7, 0.2]);
        assert!(is_about(thirds(&masks[0]), [0.0, 0.0, 1.0]), "{:?}", thirds(&masks[0]));
        assert!(is_about(thirds(&masks[2]), [1.0, 1.0, 1.0]));
        let (mask_ratio, ratio) = (masks[0].width as f32 / masks[0].height as f32, width as f32 / height as f32);
        assert!((mask_ratio / ratio - 1.0).abs() < 0.1, "{mask_ratio} {ratio}");
    }
}

#[test]
fn a_click_and_a_box_reach_the_decoder_in_its_own_frame() {
    let (model, picture) = (Model::tiny(), columns(300, 100));
    let click = model.segment(&picture, center_of_third(0, &picture)).unwrap();
    // The tolerance of the best mask takes 40 and 50 together, the next one 40 alone.
    let all: Vec<_> = click.iter().map(|mask| (mask.score, thirds(mask))).collect();
    assert!(is_about(thirds(&click[0]), [1.0, 1.0, 0.0]), "{all:?}");
    assert!(is_about(thirds(&click[1]), [1.0, 0.0, 0.0]));
    let corners = Prompt::Box { left: 105.0, top: 10.0, right: 195.0, bottom: 90.0 };
    assert!(is_about(thirds(&model.segment(&picture, corners).unwrap()[1]), [0.0, 1.0, 0.0]));
}

#[test]
fn a_picture_is_read_once_for_all_its_clicks_and_again_for_another_model() {
    let (model, picture) = (Model::tiny(), columns(64, 64));
    let reads = std::cell::Cell::new(0);
    let click = |sha256: &str| {
        let read = || {
            reads.set(reads.get() + 1);
            Ok(picture.clone())
        };
        let prompt = center_of_third(0, &picture);
        model.segmenter.segment(&model.files(), sha256, read, prompt, &Cancelled::default()).unwrap();
        reads.get()
    };
    assert_eq!(["a", "a", "b", "a", "c", "a", "b"].map(click), [1, 1, 2, 2, 3, 3, 4]);
    let mut changed = decoder();
    changed.constants.push(floats("more", &[1], &[0.0]));
    std::fs::write(model.files().decoder, changed.bytes()).unwrap();
    assert_eq!(click("b"), 5);
}

#[test]
fn the_check_says_what_it_found() {
    let found = Model::tiny().check().unwrap();
    assert_eq!((found.width, found.height, found.takes_boxes), (64, 64, true));
    assert_eq!(found.decoder_inputs.len(), 6);
}

fn refusal(error: BackendError) -> (Code, String, String, String) {
    let text = |key: &str| error.details.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    (error.code, text("file"), text("reason"), text("names"))
}

#[test]
fn other_files_are_refused_by_what_is_wrong_with_them() {
    let (good_encoder, good_decoder) = (encoder().bytes(), decoder().bytes());
    // A node then uses something that is nowhere.
    let mut without_points = decoder();
    without_points.inputs.remove(1);
    let mut text_prompt = decoder();
    text_prompt.inputs.push(encoder().inputs.remove(0));
    let mut no_masks = decoder();
    no_masks.outputs.pop();
    let refused = Code::SegmentationModelRefused;
    for (encoder, decoder, file, reason, names) in [
        (b"no graph".to_vec(), good_decoder.clone(), "encoder", "not_onnx", ""),
        (Vec::new(), good_decoder.clone(), "encoder", "not_onnx", ""),
        (good_encoder.clone(), good_decoder[..good_decoder.len() / 2].to_vec(), "decoder", "not_onnx", ""),
        (good_decoder.clone(), good_encoder.clone(), "encoder", "inputs", "image_embeddings, point_coords"),
        (good_encoder.clone(), good_encoder.clone(), "decoder", "inputs", "image"),
        (good_encoder.clone(), text_prompt.bytes(), "decoder", "inputs", "image"),
        (good_encoder.clone(), no_masks.bytes(), "decoder", "outputs", "iou_predictions"),
        (good_encoder.clone(), without_points.bytes(), "decoder", "not_onnx", ""),
    ] {
        let found = refusal(Model::of(&encoder, &decoder).check().unwrap_err());
        assert_eq!((found.0, found.1.as_str(), found.2.as_str()), (refused, file, reason));
        assert!(found.3.starts_with(names), "{found:?}");
    }
    let missing = Model::tiny();
    std::fs::remove_file(missing.files().decoder).unwrap();
    let error = missing.check().unwrap_err();
    assert!(!format!("{error:?}").contains(&missing.folder.path().display().to_string()));
    let found = refusal(error);
    assert_eq!((found.0, found.1.as_str(), found.2.as_str()), (Code::SegmentationFileUnreadable, "decoder", "missing"));
}

#[test]
fn a_graph_that_cannot_be_prepared_or_fails_gives_an_error() {
    let picture = columns(64, 64);
    let mut unknown_operator = encoder();
    unknown_operator.nodes = vec![node("MadeUpOperator", &["image"], "image_embeddings", &[])];
    let mut wrong_shape = encoder();
    wrong_shape.nodes = vec![node("MatMul", &["image", "image_2"], "image_embeddings", &[])];
    for broken in [unknown_operator, wrong_shape] {
        let model = Model::of(&broken.bytes(), &decoder().bytes());
        let error = model.segment(&picture, center_of_third(0, &picture)).unwrap_err();
        assert_eq!(error.code, Code::SegmentationModelRefused, "{error:?}");
    }
    // Outside the picture the decoder's index has no pixel.
    let model = Model::tiny();
    let error = model.segment(&picture, Prompt::Point { x: 5000.0, y: 5.0 }).unwrap_err();
    assert_eq!(error.code, Code::SegmentationFailed, "{error:?}");
    assert!(model.segment(&picture, center_of_third(0, &picture)).is_ok());
}

#[test]
fn a_cancelled_click_ends_with_that_and_the_next_one_works() {
    let (model, picture) = (Model::tiny(), columns(64, 64));
    let cancelled = Cancelled::default();
    cancelled.set();
    let prompt = center_of_third(0, &picture);
    let answer = model.segmenter.segment(&model.files(), "picture", || Ok(picture.clone()), prompt, &cancelled);
    assert_eq!(answer.unwrap_err().code, Code::Cancelled);
    assert!(model.segment(&picture, prompt).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage of any kind is an error and never a panic.
    #[test]
    fn damaged_graphs_are_errors(at in any::<prop::sample::Index>(), to in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = decoder().bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = to }
        if let Ok(graph) = Graph::read(Role::Decoder, &bytes) {
            let _ = super::signature::DecoderSignature::of(&graph, (64, 64), &[("image_embeddings".into(), vec![1, 1, 64, 64])]);
        }
    }
}
