//! What a picture file is, by its bytes: type, completeness, size as displayed. Pure; pixels are not decoded here.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};

use crate::error::{BackendError, Code, Outcome};

/// Per picture, as the providers limit it.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;
pub const MAX_EDGE: u32 = 16_384;
pub const MAX_PIXELS: u64 = 100_000_000;
/// 100 megapixels of RGBA8 and some room; 16-bit pictures reach it earlier.
const MAX_DECODE_BYTES: u64 = 512 * 1024 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/webp")]
    Webp,
}

impl Kind {
    pub fn content_type(self) -> &'static str {
        match self {
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
            Kind::Webp => "image/webp",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Webp => "webp",
        }
    }

    fn format(self) -> ImageFormat {
        match self {
            Kind::Png => ImageFormat::Png,
            Kind::Jpeg => ImageFormat::Jpeg,
            Kind::Webp => ImageFormat::WebP,
        }
    }
}

/// Width and height as displayed: EXIF orientation applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub kind: Kind,
    pub width: u32,
    pub height: u32,
}

pub fn sniff(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(Kind::Png);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some(Kind::Jpeg);
    }
    (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")).then_some(Kind::Webp)
}

/// Type, completeness and size, by structure and header alone: cost does not grow with the pixels.
pub fn inspect(bytes: &[u8]) -> Outcome<Facts> {
    if bytes.is_empty() {
        return Err(BackendError::new(Code::ImageEmpty, "The picture has zero bytes."));
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_many_bytes(bytes.len() as u64));
    }
    measure(bytes)
}

pub fn too_many_bytes(size: u64) -> BackendError {
    BackendError::new(Code::ImageTooLarge, "The picture is larger than 50 MB.")
        .with("size_bytes", size)
        .with("limit_bytes", MAX_BYTES)
}

/// Like `inspect`, without the limit on file size: for pictures that come back.
pub fn measure(bytes: &[u8]) -> Outcome<Facts> {
    let kind = sniff(bytes)
        .ok_or_else(|| BackendError::new(Code::ImageNotAnImage, "The file is not a PNG, JPEG or WebP picture."))?;
    if !is_complete(kind, bytes) {
        return Err(truncated());
    }
    let mut decoder = decoder(kind, bytes)?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    let (width, height) = match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    };
    Ok(Facts { kind, width, height })
}

fn truncated() -> BackendError {
    BackendError::new(Code::ImageTruncated, "The picture file ends too early.")
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
    BackendError::new(Code::ImageTooLarge, "The picture has more than 100 megapixels or an edge over 16,384 pixels.")
        .with("limit_pixels", MAX_PIXELS)
        .with("limit_edge", MAX_EDGE)
}

fn damaged() -> BackendError {
    BackendError::new(Code::ImageDamaged, "The picture file is damaged and cannot be decoded.")
}

/// A decoder under limits on memory and edges; the header is read.
pub fn decoder(kind: Kind, bytes: &[u8]) -> Outcome<impl ImageDecoder + '_> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.format());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODE_BYTES);
    limits.max_image_width = Some(MAX_EDGE);
    limits.max_image_height = Some(MAX_EDGE);
    reader.limits(limits);
    reader.into_decoder().map_err(|error| decode_error(&error))
}

/// The picture as an upright PNG, where it is not one already: a mask is laid over the pixels as they are displayed, and
/// providers want both files of one type. None: it may go out as it is. The colour profile goes along.
pub fn upright_png(bytes: &[u8], kind: Kind) -> Outcome<Option<Vec<u8>>> {
    let mut decoder = decoder(kind, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if kind == Kind::Png && orientation == Orientation::NoTransforms {
        return Ok(None);
    }
    let profile = decoder.icc_profile().ok().flatten();
    if decoder.total_bytes() > MAX_DECODE_BYTES {
        return Err(too_many_pixels());
    }
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| decode_error(&error))?;
    image.apply_orientation(orientation);
    // PNG has no floating point.
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
        return Err(too_many_bytes(size).with("what", "upright_png"));
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
        // A profile that cannot be kept is no reason to refuse the picture.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder.write_image(samples, width, height, color.into()).map_err(|error| decode_error(&error))?;
    Ok(png)
}

pub fn decode_error(error: &image::ImageError) -> BackendError {
    match error {
        image::ImageError::Limits(_) => too_many_pixels(),
        image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => truncated(),
        _ => damaged(),
    }
}

/// Whether the container is there to its end. Says nothing about the pixels inside.
fn is_complete(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        Kind::Png => is_png_complete(bytes),
        Kind::Jpeg => is_jpeg_complete(bytes),
        Kind::Webp => bytes
            .get(4..8)
            .and_then(|size| size.try_into().ok())
            .is_some_and(|size: [u8; 4]| bytes.len() as u64 >= u64::from(u32::from_le_bytes(size)) + 8),
    }
}

/// Walks the chunks (length, type, data, CRC) to IEND.
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

/// Walks the segments to the first scan, then looks for the end marker: inside a segment it may belong to a thumbnail,
/// and behind it phones append whole videos.
fn is_jpeg_complete(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match *rest {
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, 0xd9, ..] => return true,
            [0xff, 0x01 | 0xd0..=0xd7, ..] => rest = rest.get(2..).unwrap_or_default(),
            [0xff, marker, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([high, low]));
                let Some(behind) = rest.get(2 + length..) else { return false };
                if marker == 0xda {
                    return behind.windows(2).any(|pair| pair == [0xff, 0xd9]);
                }
                rest = behind;
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn kinds_and_sizes_are_read_from_the_bytes() {
        for (bytes, kind) in
            [(samples::png(7, 3), Kind::Png), (samples::jpeg(7, 3), Kind::Jpeg), (samples::webp(7, 3), Kind::Webp)]
        {
            assert_eq!(inspect(&bytes), Ok(Facts { kind, width: 7, height: 3 }));
        }
    }

    #[test]
    fn every_exif_orientation_gives_the_displayed_size() {
        for orientation in 1..=8u8 {
            let facts = inspect(&samples::jpeg_with_orientation(7, 3, orientation)).unwrap();
            let displayed = if orientation >= 5 { (3, 7) } else { (7, 3) };
            assert_eq!((facts.width, facts.height), displayed, "orientation {orientation}");
        }
    }

    #[test]
    fn what_lies_under_a_mask_becomes_an_upright_png() {
        let size = |png: &[u8]| inspect(png).map(|facts| (facts.kind, facts.width, facts.height));
        for orientation in 1..=8u8 {
            let png = upright_png(&samples::jpeg_with_orientation(7, 3, orientation), Kind::Jpeg).unwrap().unwrap();
            let displayed = if orientation >= 5 { (Kind::Png, 3, 7) } else { (Kind::Png, 7, 3) };
            assert_eq!(size(&png), Ok(displayed), "orientation {orientation}");
        }
        // Orientation 6: the first column, read upwards, becomes the first row.
        let flat = image::load_from_memory(&samples::jpeg(7, 3)).unwrap().to_rgb8();
        let turned = upright_png(&samples::jpeg_with_orientation(7, 3, 6), Kind::Jpeg).unwrap().unwrap();
        let turned = image::load_from_memory(&turned).unwrap().to_rgb8();
        assert_eq!((turned.get_pixel(0, 0), turned.get_pixel(2, 0)), (flat.get_pixel(0, 2), flat.get_pixel(0, 0)));
        let webp = upright_png(&samples::webp(7, 3), Kind::Webp).unwrap().unwrap();
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgba8();
        assert_eq!(pixels(&webp), pixels(&samples::webp(7, 3)));
        assert_eq!(upright_png(&samples::png(7, 3), Kind::Png), Ok(None));
    }

    #[test]
    fn each_kind_of_bad_file_has_its_own_code() {
        let code = |bytes: &[u8]| inspect(bytes).unwrap_err().code;
        assert_eq!(code(b""), Code::ImageEmpty);
        assert_eq!(code(b"hello, I am text"), Code::ImageNotAnImage);
        assert_eq!(code(b"GIF89a........."), Code::ImageNotAnImage);
        assert_eq!(code(&samples::png_header_only(60_000, 60_000)), Code::ImageTooLarge);
        assert_eq!(code(&samples::png_header_only(16_000, 16_000)), Code::ImageTooLarge);
        assert_eq!(code(&vec![0u8; 50 * 1024 * 1024 + 1]), Code::ImageTooLarge);
        let mut noise = samples::png(9, 9);
        noise[12..16].copy_from_slice(b"JUNK");
        assert_eq!(code(&noise), Code::ImageDamaged);
    }

    #[test]
    fn cutting_a_picture_anywhere_is_noticed() {
        for whole in [samples::png(9, 9), samples::jpeg(9, 9), samples::webp(9, 9)] {
            for length in 13..whole.len() {
                let error = inspect(&whole[..length]).unwrap_err();
                assert_eq!(error.code, Code::ImageTruncated, "{length} of {}", whole.len());
            }
        }
    }
}
