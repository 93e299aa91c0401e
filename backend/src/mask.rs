//! Mask validation: checks a mask PNG against its target image before anything is sent. Bytes in, result out, no I/O.
//! Polarity: alpha 0 = edit here, any other alpha = keep.

use std::io::{Cursor, Write};
use std::ops::Range;

use png::{BitDepth, ColorType, Compression, Decoder, DecodingError, Encoder, Limits, Reader, Transformations};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{BackendError, Code, Outcome};
use crate::image_file::{self, ImageInfo, ImageType};

/// The strictest of the providers' limits: "under 4 MB".
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Of the decoder itself: rows and ancillary chunks.
const MAX_DECODER_BYTES: usize = 32 * 1024 * 1024;

/// A mask that fits its image. Sizes are the displayed ones (EXIF orientation applied).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MaskVerdict {
    pub width: u32,
    pub height: u32,
    /// Pixels with alpha 0.
    pub edit_pixels: u64,
    pub total_pixels: u64,
}

/// Inspects the image and compares its actual type with the declared one.
pub fn check_image(bytes: &[u8], declared: &str) -> Outcome<ImageInfo> {
    let info = image_file::inspect_input(bytes)?;
    let actual = info.image_type.content_type();
    if actual != declared {
        let message = format!("The image is declared as {declared} but is {actual}.");
        return Err(BackendError::new(Code::ImageTypeMismatch, message)
            .with("declared", declared)
            .with("actual", actual));
    }
    Ok(info)
}

/// `target` is the first image; the mask must have its displayed size.
pub fn check_mask(mask: &[u8], target: ImageInfo, allows_full_mask: bool) -> Outcome<MaskVerdict> {
    if mask.is_empty() {
        return Err(BackendError::new(Code::ImageEmpty, "The mask has zero bytes.").with("what", "mask"));
    }
    let size = mask.len() as u64;
    if size >= MAX_BYTES {
        return Err(BackendError::new(Code::MaskTooLarge, "The mask file is not under 4 MB.")
            .with("size_bytes", size)
            .with("limit_bytes", MAX_BYTES));
    }
    let info = image_file::inspect(mask).map_err(|error| error.with("what", "mask"))?;
    if info.image_type != ImageType::Png {
        return Err(no_alpha().with("content_type", info.image_type.content_type()));
    }
    // Byte 25 is the colour type of IHDR; 4 and 6 have an alpha channel. Palette transparency is refused because
    // providers look for a channel.
    if !matches!(mask.get(25), Some(4 | 6)) {
        return Err(no_alpha());
    }
    if (info.width, info.height) != (target.width, target.height) {
        return Err(size_mismatch(info, target));
    }
    let edit_pixels = count_edit_pixels(mask).map_err(|error| error.with("what", "mask"))?;
    let total_pixels = u64::from(info.width) * u64::from(info.height);
    if edit_pixels == 0 {
        return Err(BackendError::new(Code::MaskNothing, "The mask marks nothing: no pixel has alpha 0."));
    }
    if edit_pixels == total_pixels && !allows_full_mask {
        return Err(BackendError::new(Code::MaskEverything, "The mask marks the whole image."));
    }
    Ok(MaskVerdict { width: info.width, height: info.height, edit_pixels, total_pixels })
}

/// The page draws the markup for its picture, so that a wrong one is a fault of the page. `target` is the first image.
pub fn check_markup(markup: &[u8], target: ImageInfo) -> Outcome<()> {
    let fits = |info: ImageInfo| {
        let has_alpha = info.image_type == ImageType::Png && matches!(markup.get(25), Some(4 | 6));
        has_alpha && (info.width, info.height) == (target.width, target.height)
    };
    match image_file::inspect(markup) {
        Ok(info) if fits(info) => Ok(()),
        _ => Err(BackendError::field("request.markup", "must be a PNG with alpha, of the size of the first image")),
    }
}

/// Converts the mask for servers that take an opaque one: RGB8, white where alpha is 0 (edit), black elsewhere.
pub fn to_white_edit_mask(mask: &[u8]) -> Outcome<Vec<u8>> {
    let (mut alpha, mut white) = (AlphaRows::open(mask)?, Vec::new());
    let failed = |_| BackendError::internal("The mask could not be converted.");
    let mut encoder = Encoder::new(&mut white, alpha.width, alpha.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header().map_err(failed)?;
    if alpha.is_interlaced {
        let bytes = usize::try_from(u64::from(alpha.width) * u64::from(alpha.height) * 3)
            .map_err(|_| BackendError::internal("mask size overflows"))?;
        let mut rgb = vec![0; bytes];
        alpha.fill_interlaced(&mut rgb)?;
        writer.write_image_data(&rgb).map_err(failed)?;
    } else {
        let mut stream = writer.stream_writer().map_err(failed)?;
        let mut row = Vec::new();
        while alpha.next_row(|is_edit| row.extend([if is_edit { 255 } else { 0 }; 3]))? {
            stream.write_all(&row).map_err(|_| BackendError::internal("The mask could not be converted."))?;
            row.clear();
        }
        stream.finish().map_err(failed)?;
    }
    writer.finish().map_err(failed)?;
    Ok(white)
}

fn no_alpha() -> BackendError {
    BackendError::new(Code::MaskNoAlpha, "The mask is not a PNG with an alpha channel.")
}

fn size_mismatch(mask: ImageInfo, image: ImageInfo) -> BackendError {
    let message =
        format!("The mask measures {}x{} pixels, the image {}x{}.", mask.width, mask.height, image.width, image.height);
    BackendError::new(Code::MaskSizeMismatch, message)
        .with("mask_width", mask.width)
        .with("mask_height", mask.height)
        .with("image_width", image.width)
        .with("image_height", image.height)
}

/// The alpha of a PNG, one row at a time: a mask of a few kilobytes may have a gigabyte of pixels.
struct AlphaRows<'a> {
    reader: Reader<Cursor<&'a [u8]>>,
    /// Bytes per pixel.
    stride: usize,
    /// Bytes of a pixel that hold its alpha.
    alpha: Range<usize>,
    width: u32,
    height: u32,
    is_interlaced: bool,
}

impl<'a> AlphaRows<'a> {
    fn open(mask: &'a [u8]) -> Outcome<Self> {
        let mut decoder = Decoder::new_with_limits(Cursor::new(mask), Limits { bytes: MAX_DECODER_BYTES });
        decoder.set_transformations(Transformations::IDENTITY);
        let reader = decoder.read_info().map_err(|error| decode_error(&error))?;
        let info = reader.info();
        let (stride, alpha) = match (info.color_type, info.bit_depth) {
            (ColorType::GrayscaleAlpha, BitDepth::Eight) => (2, 1..2),
            (ColorType::GrayscaleAlpha, BitDepth::Sixteen) => (4, 2..4),
            (ColorType::Rgba, BitDepth::Eight) => (4, 3..4),
            (ColorType::Rgba, BitDepth::Sixteen) => (8, 6..8),
            _ => return Err(no_alpha()),
        };
        let (width, height, is_interlaced) = (info.width, info.height, info.interlaced);
        Ok(Self { reader, stride, alpha, width, height, is_interlaced })
    }

    /// Calls `on_pixel` for each pixel of the next row, or of the next row of an interlacing pass. False at the end.
    fn next_row(&mut self, mut on_pixel: impl FnMut(bool)) -> Outcome<bool> {
        let Some(row) = self.reader.next_row().map_err(|error| decode_error(&error))? else { return Ok(false) };
        for pixel in row.data().chunks_exact(self.stride) {
            on_pixel(is_edit(pixel, &self.alpha));
        }
        Ok(true)
    }

    /// Paints the pixels to edit white in an RGB8 image that is black.
    fn fill_interlaced(&mut self, rgb: &mut [u8]) -> Outcome<()> {
        let stride = self.width as usize * 3;
        let (pixel_bytes, alpha) = (self.stride, self.alpha.clone());
        while let Some(row) = self.reader.next_interlaced_row().map_err(|error| decode_error(&error))? {
            let white: Vec<u8> = row
                .data()
                .chunks_exact(pixel_bytes)
                .flat_map(|pixel| [if is_edit(pixel, &alpha) { 255u8 } else { 0 }; 3])
                .collect();
            if let png::InterlaceInfo::Adam7(pass) = row.interlace() {
                png::expand_interlaced_row(rgb, stride, &white, pass, 24);
            }
        }
        Ok(())
    }
}

fn decode_error(error: &DecodingError) -> BackendError {
    match error {
        DecodingError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => image_file::truncated(),
        _ => image_file::damaged(),
    }
}

fn is_edit(pixel: &[u8], alpha: &Range<usize>) -> bool {
    pixel.get(alpha.clone()).is_some_and(|alpha| alpha.iter().all(|byte| *byte == 0))
}

fn count_edit_pixels(mask: &[u8]) -> Outcome<u64> {
    let mut rows = AlphaRows::open(mask)?;
    let mut edit_pixels = 0;
    while rows.next_row(|is_edit| edit_pixels += u64::from(is_edit))? {}
    Ok(edit_pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_images;

    fn target(width: u32, height: u32) -> ImageInfo {
        ImageInfo { image_type: ImageType::Png, width, height }
    }

    #[test]
    fn edit_pixels_are_counted() {
        let summary = check_mask(&test_images::mask(8, 4, 5), target(8, 4), false);
        assert_eq!(summary, Ok(MaskVerdict { width: 8, height: 4, edit_pixels: 5, total_pixels: 32 }));
        assert_eq!(
            check_mask(&test_images::mask_la(8, 4, 5), target(8, 4), false).map(|summary| summary.edit_pixels),
            Ok(5)
        );
        assert_eq!(
            check_mask(&test_images::mask_rgba16(8, 4, 5), target(8, 4), false).map(|summary| summary.edit_pixels),
            Ok(5)
        );
    }

    #[test]
    fn mask_size_is_compared_with_the_displayed_image_size() {
        let image = check_image(&test_images::jpeg_with_orientation(8, 4, 6), "image/jpeg").unwrap();
        assert!(check_mask(&test_images::mask(4, 8, 1), image, false).is_ok());
        let error = check_mask(&test_images::mask(8, 4, 1), image, false).unwrap_err();
        assert_eq!(error.code, Code::MaskSizeMismatch);
        let number = |key: &str| error.details.get(key).and_then(serde_json::Value::as_u64);
        assert_eq!((number("mask_width"), number("mask_height")), (Some(8), Some(4)));
        assert_eq!((number("image_width"), number("image_height")), (Some(4), Some(8)));
        for (width, height) in [(3, 8), (5, 8), (4, 7), (4, 9)] {
            let error = check_mask(&test_images::mask(width, height, 1), image, false).unwrap_err();
            assert_eq!(error.code, Code::MaskSizeMismatch, "{width}x{height}");
        }
    }

    #[test]
    fn each_bad_mask_has_its_own_code() {
        let code = |bytes: &[u8]| check_mask(bytes, target(8, 4), false).unwrap_err().code;
        assert_eq!(code(b""), Code::ImageEmpty);
        assert_eq!(code(b"not an image at all"), Code::ImageNotAnImage);
        assert_eq!(code(&test_images::png(8, 4)), Code::MaskNoAlpha);
        assert_eq!(code(&test_images::jpeg(8, 4)), Code::MaskNoAlpha);
        assert_eq!(code(&test_images::webp(8, 4)), Code::MaskNoAlpha);
        assert_eq!(code(&test_images::mask(8, 4, 0)), Code::MaskNothing);
        assert_eq!(code(&test_images::mask(8, 4, 32)), Code::MaskEverything);
        assert!(check_mask(&test_images::mask(8, 4, 32), target(8, 4), true).is_ok());
        assert_eq!(code(&vec![0u8; 4 * 1024 * 1024]), Code::MaskTooLarge);
        let whole = test_images::mask(8, 4, 5);
        assert_eq!(code(&whole[..whole.len() - 20]), Code::ImageTruncated);
        assert_eq!(code(&test_images::png_with_broken_pixels(&whole)), Code::ImageDamaged);
    }

    #[test]
    fn partial_alpha_counts_as_keep() {
        let keep_all = test_images::mask_with_alpha(3, 3, 1);
        assert_eq!(check_mask(&keep_all, target(3, 3), false).unwrap_err().code, Code::MaskNothing);
    }

    #[test]
    fn white_edit_mask_is_opaque_and_white_at_transparent_pixels() {
        for mask in [test_images::mask(8, 4, 5), test_images::mask_la(8, 4, 5), test_images::mask_rgba16(8, 4, 5)] {
            let white = image::load_from_memory(&to_white_edit_mask(&mask).unwrap()).unwrap();
            assert_eq!((white.width(), white.height(), white.color()), (8, 4, image::ColorType::Rgb8));
            let colours: Vec<u8> = white.to_luma8().into_raw();
            assert!(colours.iter().enumerate().all(|(at, colour)| *colour == if at < 5 { 255 } else { 0 }));
        }
    }

    #[test]
    fn type_mismatch_reports_declared_and_actual_type() {
        let error = check_image(&test_images::jpeg(4, 4), "image/png").unwrap_err();
        assert_eq!(error.code, Code::ImageTypeMismatch);
        assert_eq!(error.details["declared"], "image/png");
        assert_eq!(error.details["actual"], "image/jpeg");
    }

    #[test]
    fn decompression_bomb_is_refused_by_its_header() {
        let bomb = test_images::png_header_only(16_384, 16_384);
        assert_eq!(check_mask(&bomb, target(16_384, 16_384), false).unwrap_err().code, Code::ImageTooLarge);
    }
}
