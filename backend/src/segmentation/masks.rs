//! A decoder's logits become coverage of the picture: the padding is cut off, and the values are sampled on a grid with
//! the picture's own proportions.

use super::encoder::PlacedPicture;
use super::graph::Values;

/// The long side of a mask that goes to the page, which refines its edge at full size.
const MASK_SIDE: usize = 512;
const MAX_MASKS: usize = 8;

/// Coverage of the whole picture, a byte a pixel, row by row; over 127 is selected.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageMask {
    pub width: usize,
    pub height: usize,
    pub coverage: Vec<u8>,
    /// The model's own estimate of how good the mask is; 0 where it gives none.
    pub score: f32,
}

/// None: `logits` has not the shape of masks.
pub fn masks_of(logits: &Values, scores: Option<&Values>, placed: &PlacedPicture) -> Option<Vec<CoverageMask>> {
    let [.., height, width] = logits.shape[..] else { return None };
    if width == 0 || height == 0 || logits.shape.len() < 3 {
        return None;
    }
    let planes = logits.values.chunks_exact(width * height).take(MAX_MASKS);
    let mut masks: Vec<CoverageMask> = planes
        .enumerate()
        .map(|(index, plane)| {
            let score = scores.and_then(|scores| scores.values.get(index).copied()).filter(|score| score.is_finite());
            let (width, height, coverage) = sampled(plane, (width, height), placed);
            CoverageMask { width, height, coverage, score: score.unwrap_or(0.0) }
        })
        .filter(|mask| mask.coverage.iter().any(|value| *value > 127))
        .collect();
    masks.sort_by(|a, b| b.score.total_cmp(&a.score));
    Some(masks)
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn sampled(plane: &[f32], (width, height): (usize, usize), placed: &PlacedPicture) -> (usize, usize, Vec<u8>) {
    let longest = placed.width.max(placed.height);
    let side = |length: usize| (length * MASK_SIDE.min(longest)).div_ceil(longest).max(1);
    let (to_width, to_height) = (side(placed.width), side(placed.height));
    // Pixels of the mask in a pixel of the result.
    let step_x = (placed.width * width) as f32 / (placed.frame_width * to_width) as f32;
    let step_y = (placed.height * height) as f32 / (placed.frame_height * to_height) as f32;
    let at = |x: usize, y: usize| plane.get(y * width + x).copied().unwrap_or(f32::NEG_INFINITY);
    let mut coverage = Vec::with_capacity(to_width * to_height);
    for row in 0..to_height {
        let (top, bottom, fraction_y) = neighbours(row, step_y, height);
        for column in 0..to_width {
            let (left, right, fraction_x) = neighbours(column, step_x, width);
            let upper = at(left, top) * (1.0 - fraction_x) + at(right, top) * fraction_x;
            let lower = at(left, bottom) * (1.0 - fraction_x) + at(right, bottom) * fraction_x;
            let logit = upper * (1.0 - fraction_y) + lower * fraction_y;
            // NaN becomes 0.
            coverage.push((255.0 / (1.0 + (-logit).exp())).round() as u8);
        }
    }
    (to_width, to_height, coverage)
}

/// The two samples beside the centre of a pixel, and how far it is from the first to the second.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn neighbours(pixel: usize, step: f32, length: usize) -> (usize, usize, f32) {
    let centre = ((pixel as f32 + 0.5) * step - 0.5).clamp(0.0, (length - 1) as f32);
    let first = centre.floor() as usize;
    (first, (first + 1).min(length - 1), centre - centre.floor())
}
