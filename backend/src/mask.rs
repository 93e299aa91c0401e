//! The promise of the mask, checked before anything is sent: bytes in, verdict out, no I/O.
//! Polarity: alpha 0 = edit here, any other alpha = keep.

use std::ops::Range;

use image::{ColorType, ImageDecoder};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{BackendError, Code, Outcome};
use crate::picture::{self, Facts, Kind};

/// "Under 4 MB": the strictest of the limits that the providers state.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// A mask that fits its image, as displayed (EXIF orientation applied).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "MaskVerdict")]
pub struct Verdict {
    pub width: u32,
    pub height: u32,
    /// Pixels with alpha 0.
    pub edit_pixels: u64,
    pub total_pixels: u64,
}

/// The declared type against the bytes, and the picture's facts.
pub fn check_image(bytes: &[u8], declared: &str) -> Outcome<Facts> {
    let facts = picture::inspect(bytes)?;
    if facts.kind.content_type() != declared {
        let actual = facts.kind.content_type();
        return Err(BackendError::new(
            Code::ImageTypeMismatch,
            format!("The picture is declared as {declared} but is {actual}."),
        )
        .with("declared", declared)
        .with("actual", actual));
    }
    Ok(facts)
}

/// `target` is the first image; the mask must have its displayed size.
pub fn check_mask(mask: &[u8], target: Facts, is_everything_allowed: bool) -> Outcome<Verdict> {
    if mask.is_empty() {
        return Err(BackendError::new(Code::ImageEmpty, "The mask has zero bytes.").with("what", "mask"));
    }
    let size = mask.len() as u64;
    if size >= MAX_BYTES {
        return Err(BackendError::new(Code::MaskTooLarge, "The mask file is not under 4 MB.")
            .with("size_bytes", size)
            .with("limit_bytes", MAX_BYTES));
    }
    let facts = picture::measure(mask).map_err(|error| error.with("what", "mask"))?;
    if facts.kind != Kind::Png {
        return Err(no_alpha().with("content_type", facts.kind.content_type()));
    }
    // Colour type of IHDR: 4 and 6 have alpha samples. Palette transparency is refused: providers look for a channel.
    if !matches!(mask.get(25), Some(4 | 6)) {
        return Err(no_alpha());
    }
    if (facts.width, facts.height) != (target.width, target.height) {
        return Err(size_mismatch(facts, target));
    }
    let edit_pixels = count_edit_pixels(mask).map_err(|error| error.with("what", "mask"))?;
    let total_pixels = u64::from(facts.width) * u64::from(facts.height);
    if edit_pixels == 0 {
        return Err(BackendError::new(Code::MaskNothing, "The mask marks nothing: no pixel has alpha 0."));
    }
    if edit_pixels == total_pixels && !is_everything_allowed {
        return Err(BackendError::new(Code::MaskEverything, "The mask marks the whole picture."));
    }
    Ok(Verdict { width: facts.width, height: facts.height, edit_pixels, total_pixels })
}

/// For servers whose mask is opaque: white where alpha is 0 (edit), black elsewhere, as RGB8.
pub fn white_is_edit(mask: &[u8]) -> Outcome<Vec<u8>> {
    let Samples { samples, stride, alpha, width, height } = samples(mask)?;
    let paint = |pixel: &[u8]| [if is_edit(pixel, &alpha) { 255u8 } else { 0 }; 3];
    let rgb: Vec<u8> = samples.chunks_exact(stride).flat_map(paint).collect();
    picture::encode_png(&rgb, width, height, ColorType::Rgb8, None)
}

fn no_alpha() -> BackendError {
    BackendError::new(Code::MaskNoAlpha, "The mask is not a PNG with an alpha channel.")
}

fn size_mismatch(mask: Facts, image: Facts) -> BackendError {
    let message = format!(
        "The mask measures {}x{} pixels, the picture {}x{}.",
        mask.width, mask.height, image.width, image.height
    );
    BackendError::new(Code::MaskSizeMismatch, message)
        .with("mask_width", mask.width)
        .with("mask_height", mask.height)
        .with("image_width", image.width)
        .with("image_height", image.height)
}

/// The decoded pixels of a PNG with alpha: bytes a pixel, and where its alpha lies.
struct Samples {
    samples: Vec<u8>,
    stride: usize,
    alpha: Range<usize>,
    width: u32,
    height: u32,
}

fn samples(mask: &[u8]) -> Outcome<Samples> {
    let decoder = picture::decoder(Kind::Png, mask)?;
    let (stride, alpha) = match decoder.color_type() {
        ColorType::La8 => (2, 1..2),
        ColorType::La16 => (4, 2..4),
        ColorType::Rgba8 => (4, 3..4),
        ColorType::Rgba16 => (8, 6..8),
        _ => return Err(no_alpha()),
    };
    let (width, height) = decoder.dimensions();
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| BackendError::internal("mask size overflows"))?;
    let mut samples = vec![0u8; length];
    decoder.read_image(&mut samples).map_err(|error| picture::decode_error(&error))?;
    Ok(Samples { samples, stride, alpha, width, height })
}

fn is_edit(pixel: &[u8], alpha: &Range<usize>) -> bool {
    pixel.get(alpha.clone()).is_some_and(|alpha| alpha.iter().all(|byte| *byte == 0))
}

fn count_edit_pixels(mask: &[u8]) -> Outcome<u64> {
    let Samples { samples, stride, alpha, .. } = samples(mask)?;
    Ok(samples.chunks_exact(stride).filter(|pixel| is_edit(pixel, &alpha)).count() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn target(width: u32, height: u32) -> Facts {
        Facts { kind: Kind::Png, width, height }
    }

    #[test]
    fn a_good_mask_counts_its_edit_pixels() {
        let verdict = check_mask(&samples::mask(8, 4, 5), target(8, 4), false);
        assert_eq!(verdict, Ok(Verdict { width: 8, height: 4, edit_pixels: 5, total_pixels: 32 }));
        assert_eq!(check_mask(&samples::mask_la(8, 4, 5), target(8, 4), false).map(|v| v.edit_pixels), Ok(5));
        assert_eq!(check_mask(&samples::mask_rgba16(8, 4, 5), target(8, 4), false).map(|v| v.edit_pixels), Ok(5));
    }

    #[test]
    fn a_mask_fits_the_picture_as_it_is_displayed() {
        let image = check_image(&samples::jpeg_with_orientation(8, 4, 6), "image/jpeg").unwrap();
        assert!(check_mask(&samples::mask(4, 8, 1), image, false).is_ok());
        let error = check_mask(&samples::mask(8, 4, 1), image, false).unwrap_err();
        assert_eq!(error.code, Code::MaskSizeMismatch);
        let number = |key: &str| error.details.get(key).and_then(serde_json::Value::as_u64);
        assert_eq!((number("mask_width"), number("mask_height")), (Some(8), Some(4)));
        assert_eq!((number("image_width"), number("image_height")), (Some(4), Some(8)));
    }

    #[test]
    fn each_bad_mask_has_its_own_code() {
        let code = |bytes: &[u8]| check_mask(bytes, target(8, 4), false).unwrap_err().code;
        assert_eq!(code(b""), Code::ImageEmpty);
        assert_eq!(code(b"not a picture at all"), Code::ImageNotAnImage);
        assert_eq!(code(&samples::png(8, 4)), Code::MaskNoAlpha);
        assert_eq!(code(&samples::jpeg(8, 4)), Code::MaskNoAlpha);
        assert_eq!(code(&samples::webp(8, 4)), Code::MaskNoAlpha);
        assert_eq!(code(&samples::mask(8, 4, 0)), Code::MaskNothing);
        assert_eq!(code(&samples::mask(8, 4, 32)), Code::MaskEverything);
        assert!(check_mask(&samples::mask(8, 4, 32), target(8, 4), true).is_ok());
        assert_eq!(code(&vec![0u8; 4 * 1024 * 1024]), Code::MaskTooLarge);
        let whole = samples::mask(8, 4, 5);
        assert_eq!(code(&whole[..whole.len() - 20]), Code::ImageTruncated);
        assert_eq!(code(&samples::png_with_broken_pixels(&whole)), Code::ImageDamaged);
    }

    #[test]
    fn partial_alpha_means_keep() {
        let keep_all = samples::mask_with_alpha(3, 3, 1);
        assert_eq!(check_mask(&keep_all, target(3, 3), false).unwrap_err().code, Code::MaskNothing);
    }

    #[test]
    fn a_white_mask_is_opaque_and_white_where_the_other_is_transparent() {
        for mask in [samples::mask(8, 4, 5), samples::mask_la(8, 4, 5), samples::mask_rgba16(8, 4, 5)] {
            let white = image::load_from_memory(&white_is_edit(&mask).unwrap()).unwrap();
            assert_eq!((white.width(), white.height(), white.color()), (8, 4, ColorType::Rgb8));
            let colours: Vec<u8> = white.to_luma8().into_raw();
            assert!(colours.iter().enumerate().all(|(at, colour)| *colour == if at < 5 { 255 } else { 0 }));
        }
    }

    #[test]
    fn a_wrong_declared_type_is_told_with_both_types() {
        let error = check_image(&samples::jpeg(4, 4), "image/png").unwrap_err();
        assert_eq!(error.code, Code::ImageTypeMismatch);
        assert_eq!(error.details["declared"], "image/png");
        assert_eq!(error.details["actual"], "image/jpeg");
    }

    #[test]
    fn a_bomb_of_a_mask_is_refused_by_its_header() {
        let bomb = samples::png_header_only(16_384, 16_384);
        assert_eq!(check_mask(&bomb, target(16_384, 16_384), false).unwrap_err().code, Code::ImageTooLarge);
    }
}
