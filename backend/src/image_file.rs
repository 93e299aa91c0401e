//! Image files as bytes: type, completeness and displayed size, without decoding pixels; and conversion to an upright
//! PNG. Pure: knows nothing of masks, jobs or the disk.

use std::io::{BufRead, Cursor, Seek};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};

use crate::error::{BackendError, Code, Outcome};

/// The providers' limit for one image file.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;
pub const MAX_EDGE: u32 = 16_384;
pub const MAX_PIXELS: u64 = 100_000_000;
/// Enough for 100 megapixels of RGBA8, with a margin; 16-bit images reach it at fewer pixels.
const MAX_DECODE_BYTES: u64 = 512 * 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageType {
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/webp")]
    Webp,
}

impl ImageType {
    const ALL: [Self; 3] = [ImageType::Png, ImageType::Jpeg, ImageType::Webp];

    pub fn content_type(self) -> &'static str {
        self.format().to_mime_type()
    }

    pub fn extension(self) -> &'static str {
        self.format().extensions_str().first().copied().unwrap_or_default()
    }

    fn format(self) -> ImageFormat {
        match self {
            ImageType::Png => ImageFormat::Png,
            ImageType::Jpeg => ImageFormat::Jpeg,
            ImageType::Webp => ImageFormat::WebP,
        }
    }
}

/// Width and height are the displayed ones: the EXIF orientation is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageInfo {
    pub image_type: ImageType,
    pub width: u32,
    pub height: u32,
}

/// Detects the type by the magic number. A few first bytes of the file are enough.
pub fn detect_type(bytes: &[u8]) -> Option<ImageType> {
    let format = image::guess_format(bytes).ok()?;
    ImageType::ALL.into_iter().find(|image_type| image_type.format() == format)
}

/// Inspects an image that is to be sent: `inspect` plus the providers' limits on file size.
pub fn inspect_input(bytes: &[u8]) -> Outcome<ImageInfo> {
    if bytes.is_empty() {
        return Err(BackendError::new(Code::ImageEmpty, "The image has zero bytes."));
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    inspect(bytes)
}

pub fn too_large(size: u64) -> BackendError {
    BackendError::new(Code::ImageTooLarge, "The image is larger than 50 MB.")
        .with("size_bytes", size)
        .with("limit_bytes", MAX_BYTES)
}

/// Reads type, completeness and size from structure and header alone: the cost does not grow with the pixels. Has no
/// limit on file size, because received images may be larger than sent ones.
pub fn inspect(bytes: &[u8]) -> Outcome<ImageInfo> {
    let image_type = detect_type(bytes)
        .ok_or_else(|| BackendError::new(Code::ImageNotAnImage, "The file is not a PNG, JPEG or WebP image."))?;
    if !is_complete(image_type, bytes) {
        return Err(truncated());
    }
    let mut decoder = open_decoder(image_type, Cursor::new(bytes))?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    let (width, height) = match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    };
    Ok(ImageInfo { image_type, width, height })
}

pub fn truncated() -> BackendError {
    BackendError::new(Code::ImageTruncated, "The image file is truncated.")
}

fn check_pixels(width: u32, height: u32) -> Outcome<()> {
    if width == 0 || height == 0 {
        return Err(damaged());
    }
    if width > MAX_EDGE || height > MAX_EDGE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(too_many_pixels().with("width", width).with("height", height));
    }
    Ok(())
}

fn too_many_pixels() -> BackendError {
    BackendError::new(Code::ImageTooLarge, "The image has more than 100 megapixels or an edge over 16,384 pixels.")
        .with("limit_pixels", MAX_PIXELS)
        .with("limit_edge", MAX_EDGE)
}

pub fn damaged() -> BackendError {
    BackendError::new(Code::ImageDamaged, "The image file is damaged and cannot be decoded.")
}

/// Opens a decoder with limits on memory and edge lengths. The header has been read when this returns.
fn open_decoder<'a, R: BufRead + Seek + 'a>(image_type: ImageType, file: R) -> Outcome<impl ImageDecoder + 'a> {
    let mut reader = ImageReader::with_format(file, image_type.format());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    limits.max_image_width = Some(MAX_EDGE);
    limits.max_image_height = Some(MAX_EDGE);
    reader.limits(limits);
    reader.into_decoder().map_err(|error| decode_error(&error))
}

/// Bytes in memory while `to_upright_png` runs, besides the file. Reads the header only.
pub fn upright_png_bytes(mut file: impl BufRead + Seek) -> Outcome<u64> {
    let image_type = file.fill_buf().ok().and_then(detect_type).ok_or_else(damaged)?;
    let mut decoder = open_decoder(image_type, file)?;
    let is_turned = decoder.orientation().unwrap_or(Orientation::NoTransforms) != Orientation::NoTransforms;
    Ok(match (image_type, is_turned) {
        (ImageType::Png, false) => 0,
        // Turning copies the pixels.
        (_, true) => decoder.total_bytes().saturating_mul(2),
        (_, false) => decoder.total_bytes(),
    })
}

/// Converts the image to an upright PNG with its colour profile; None if it is one already. A mask applies to the
/// displayed pixels, and providers require image and mask to have the same file type.
pub fn to_upright_png(bytes: &[u8], image_type: ImageType) -> Outcome<Option<Vec<u8>>> {
    let mut decoder = open_decoder(image_type, Cursor::new(bytes))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if image_type == ImageType::Png && orientation == Orientation::NoTransforms {
        return Ok(None);
    }
    let profile = decoder.icc_profile().ok().flatten();
    if decoder.total_bytes() > MAX_DECODE_BYTES {
        return Err(too_many_pixels());
    }
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| decode_error(&error))?;
    image.apply_orientation(orientation);
    // PNG has no floating-point samples.
    let image = match image.color() {
        ColorType::L8
        | ColorType::La8
        | ColorType::Rgb8
        | ColorType::Rgba8
        | ColorType::L16
        | ColorType::La16
        | ColorType::Rgb16
        | ColorType::Rgba16 => image,
        _ => image.into_rgba8().into(),
    };
    let png = encode_png(image.as_bytes(), image.width(), image.height(), image.color(), profile)?;
    let size = png.len() as u64;
    if size > MAX_BYTES {
        return Err(too_large(size).with("what", "upright_png"));
    }
    Ok(Some(png))
}

pub fn encode_png(
    samples: &[u8],
    width: u32,
    height: u32,
    color: ColorType,
    profile: Option<Vec<u8>>,
) -> Outcome<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
    if let Some(profile) = profile {
        // An image whose profile cannot be written is still usable.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder.write_image(samples, width, height, color.into()).map_err(|error| decode_error(&error))?;
    Ok(png)
}

pub fn decode_error(error: &ImageError) -> BackendError {
    match error {
        ImageError::Limits(_) => too_many_pixels(),
        ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => truncated(),
        _ => damaged(),
    }
}

/// True if the container is present up to its end. The pixel data inside is not checked.
fn is_complete(image_type: ImageType, bytes: &[u8]) -> bool {
    match image_type {
        ImageType::Png => is_png_complete(bytes),
        ImageType::Jpeg => is_jpeg_complete(bytes),
        ImageType::Webp => bytes
            .get(4..8)
            .and_then(|size| size.try_into().ok())
            .is_some_and(|size: [u8; 4]| bytes.len() as u64 >= u64::from(u32::from_le_bytes(size)) + 8),
    }
}

/// Walks the chunks (length, type, data, CRC) up to IEND.
fn is_png_complete(bytes: &[u8]) -> bool {
    let mut at = 8usize;
    loop {
        let Some(head) = at.checked_add(8).and_then(|end| bytes.get(at..end)) else { return false };
        let (length, name) = head.split_at(4);
        let Ok(length) = <[u8; 4]>::try_from(length) else { return false };
        let next = at.checked_add(12).and_then(|n| n.checked_add(u32::from_be_bytes(length) as usize));
        let Some(next) = next.filter(|next| *next <= bytes.len()) else { return false };
        if name == b"IEND" {
            return true;
        }
        at = next;
    }
}

/// Walks the segments up to the first scan, then searches for the end marker. Inside a segment the marker may belong to
/// a thumbnail, and phones append whole videos after it.
fn is_jpeg_complete(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match *rest {
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, 0xd9, ..] => return true,
            [0xff, 0x01 | 0xd0..=0xd7, ..] => rest = rest.get(2..).unwrap_or_default(),
            [0xff, marker, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                let Some(after) = rest.get(2 + length..) else { return false };
                if marker == 0xda {
                    return after.windows(2).any(|pair| pair == [0xff, 0xd9]);
                }
                rest = after;
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_images;

    #[test]
    fn type_and_size_are_read_from_the_bytes() {
        for (bytes, image_type) in [
            (test_images::png(7, 3), ImageType::Png),
            (test_images::jpeg(7, 3), ImageType::Jpeg),
            (test_images::webp(7, 3), ImageType::Webp),
        ] {
            assert_eq!(inspect_input(&bytes), Ok(ImageInfo { image_type, width: 7, height: 3 }));
        }
    }

    #[test]
    fn displayed_size_follows_every_exif_orientation() {
        for orientation in 1..=8u8 {
            let info = inspect_input(&test_images::jpeg_with_orientation(7, 3, orientation)).unwrap();
            let displayed = if orientation >= 5 { (3, 7) } else { (7, 3) };
            assert_eq!((info.width, info.height), displayed, "orientation {orientation}");
        }
    }

    #[test]
    fn images_become_upright_pngs() {
        let size = |png: &[u8]| inspect_input(png).map(|info| (info.image_type, info.width, info.height));
        for orientation in 1..=8u8 {
            let png = to_upright_png(&test_images::jpeg_with_orientation(7, 3, orientation), ImageType::Jpeg)
                .unwrap()
                .unwrap();
            let displayed = if orientation >= 5 { (ImageType::Png, 3, 7) } else { (ImageType::Png, 7, 3) };
            assert_eq!(size(&png), Ok(displayed), "orientation {orientation}");
        }
        // Orientation 6: the first column, from bottom to top, becomes the first row.
        let flat = image::load_from_memory(&test_images::jpeg(7, 3)).unwrap().to_rgb8();
        let turned = to_upright_png(&test_images::jpeg_with_orientation(7, 3, 6), ImageType::Jpeg).unwrap().unwrap();
        let turned = image::load_from_memory(&turned).unwrap().to_rgb8();
        assert_eq!((turned.get_pixel(0, 0), turned.get_pixel(2, 0)), (flat.get_pixel(0, 2), flat.get_pixel(0, 0)));
        let webp = to_upright_png(&test_images::webp(7, 3), ImageType::Webp).unwrap().unwrap();
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgba8();
        assert_eq!(pixels(&webp), pixels(&test_images::webp(7, 3)));
        assert_eq!(to_upright_png(&test_images::png(7, 3), ImageType::Png), Ok(None));
    }

    #[test]
    fn each_kind_of_bad_file_has_its_own_code() {
        let code = |bytes: &[u8]| inspect_input(bytes).unwrap_err().code;
        assert_eq!(code(b""), Code::ImageEmpty);
        assert_eq!(code(b"hello, I am text"), Code::ImageNotAnImage);
        assert_eq!(code(b"GIF89a........."), Code::ImageNotAnImage);
        assert_eq!(code(&test_images::png_header_only(60_000, 60_000)), Code::ImageTooLarge);
        assert_eq!(code(&test_images::png_header_only(16_000, 16_000)), Code::ImageTooLarge);
        assert_eq!(code(&vec![0u8; 50 * 1024 * 1024 + 1]), Code::ImageTooLarge);
        let mut noise = test_images::png(9, 9);
        noise[12..16].copy_from_slice(b"JUNK");
        assert_eq!(code(&noise), Code::ImageDamaged);
    }

    #[test]
    fn truncation_at_any_length_is_detected() {
        for whole in [test_images::png(9, 9), test_images::jpeg(9, 9), test_images::webp(9, 9)] {
            for length in 13..whole.len() {
                let error = inspect_input(&whole[..length]).unwrap_err();
                assert_eq!(error.code, Code::ImageTruncated, "{length} of {}", whole.len());
            }
        }
    }
}
