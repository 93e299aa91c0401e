//! Picture files that are stored and not sent: answers, which were paid for and are kept as they came, and files that a
//! person opens or saves. Knows more types than can be sent, and what can be read of a damaged file.

use serde::{Deserialize, Serialize};

use crate::image_file::{self, ImageType};

/// The types that the page's browser may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureType {
    #[serde(rename = "image/gif")]
    Gif,
    #[serde(rename = "image/bmp")]
    Bmp,
    #[serde(rename = "image/avif")]
    Avif,
    /// Photos of an iPhone, which only some browsers show.
    #[serde(rename = "image/heic")]
    Heic,
    /// Files with layers, which only the page reads, and an archive of layers: never an answer.
    #[serde(rename = "image/vnd.adobe.photoshop")]
    Psd,
    #[serde(rename = "image/openraster")]
    OpenRaster,
    #[serde(rename = "application/zip")]
    LayerArchive,
    #[serde(untagged)]
    Sendable(ImageType),
}

impl PictureType {
    pub fn content_type(self) -> &'static str {
        match self {
            PictureType::Sendable(image_type) => image_type.content_type(),
            PictureType::Gif => "image/gif",
            PictureType::Bmp => "image/bmp",
            PictureType::Avif => "image/avif",
            PictureType::Heic => "image/heic",
            PictureType::Psd => "image/vnd.adobe.photoshop",
            PictureType::OpenRaster => "image/openraster",
            PictureType::LayerArchive => "application/zip",
        }
    }

    /// The file name extensions, the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            PictureType::Sendable(ImageType::Png) => &["png"],
            PictureType::Sendable(ImageType::Jpeg) => &["jpg", "jpeg"],
            PictureType::Sendable(ImageType::Webp) => &["webp"],
            PictureType::Gif => &["gif"],
            PictureType::Bmp => &["bmp"],
            PictureType::Avif => &["avif"],
            PictureType::Heic => &["heic", "heif"],
            PictureType::Psd => &["psd", "psb"],
            PictureType::OpenRaster => &["ora"],
            PictureType::LayerArchive => &["zip"],
        }
    }
}

/// Detects the type by the first bytes; 32 are enough.
pub fn detect_type(bytes: &[u8]) -> Option<PictureType> {
    if let Some(image_type) = image_file::detect_type(bytes) {
        return Some(PictureType::Sendable(image_type));
    }
    match bytes {
        [b'G', b'I', b'F', b'8', ..] => Some(PictureType::Gif),
        // "BM" alone may begin a text: the length of the header behind it must be one of those that exist.
        [b'B', b'M', _, _, _, _, _, _, _, _, _, _, _, _, 12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0, ..] => {
            Some(PictureType::Bmp)
        }
        [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => heif_type(brands),
        _ => None,
    }
}

/// Also files with layers, which are opened and saved and never come as an answer; 64 bytes are enough.
pub fn detect_file(bytes: &[u8]) -> Option<PictureType> {
    match bytes {
        [b'8', b'B', b'P', b'S', ..] => Some(PictureType::Psd),
        // The type is the first entry of the archive, uncompressed: its name, perhaps an extra field, its content.
        [b'P', b'K', 3, 4, rest @ ..] => {
            let is_open_raster = rest.windows(24).any(|part| part == b"mimetypeimage/openraster");
            Some(if is_open_raster { PictureType::OpenRaster } else { PictureType::LayerArchive })
        }
        _ => detect_type(bytes),
    }
}

/// By the major brand; a general one leaves it to the compatible brands behind its version.
fn heif_type(brands: &[u8]) -> Option<PictureType> {
    let is_avif = |brand: &[u8]| matches!(brand, b"avif" | b"avis");
    let major = brands.get(..4)?;
    match major {
        _ if is_avif(major) => Some(PictureType::Avif),
        b"mif1" | b"msf1" if brands.get(8..).unwrap_or_default().chunks(4).any(is_avif) => Some(PictureType::Avif),
        b"mif1" | b"msf1" => Some(PictureType::Heic),
        [b'h', b'e', b'i' | b'v', b'c' | b'm' | b's' | b'x'] => Some(PictureType::Heic),
        _ => None,
    }
}

/// A stored picture; width and height are the displayed ones, and 0 where the page must read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureInfo {
    pub picture_type: PictureType,
    pub width: u32,
    pub height: u32,
}

/// Describes a file of any type that may be damaged. None if it is no picture, or nothing of one.
pub fn describe(bytes: &[u8]) -> Option<PictureInfo> {
    let picture_type = detect_type(bytes)?;
    if let Ok(info) = image_file::inspect(bytes) {
        return Some(PictureInfo { picture_type, width: info.width, height: info.height });
    }
    let (width, height) = match picture_type {
        // The pixels follow a scan marker; a size that is not found before is left to the page.
        PictureType::Sendable(ImageType::Jpeg) => {
            bytes.windows(2).find(|pair| *pair == [0xff, 0xda])?;
            (0, 0)
        }
        PictureType::Sendable(ImageType::Png) => (u32_at(bytes, 16)?, u32_at(bytes, 20)?),
        PictureType::Gif => (u16_at(bytes, 6)?, u16_at(bytes, 8)?),
        PictureType::Sendable(ImageType::Webp) | PictureType::Bmp | PictureType::Avif | PictureType::Heic => (0, 0),
        PictureType::Psd | PictureType::OpenRaster | PictureType::LayerArchive => (0, 0),
    };
    Some(PictureInfo { picture_type, width, height })
}

/// Big-endian, as PNG has it.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Little-endian, as GIF has it.
fn u16_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_images;

    fn described(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
        describe(bytes).map(|info| (info.picture_type.content_type(), info.width, info.height))
    }

    #[test]
    fn other_types_and_files_without_their_end_are_described() {
        assert_eq!(described(&test_images::gif(7, 3)), Some(("image/gif", 7, 3)));
        assert_eq!(described(&test_images::bmp(7, 3)), Some(("image/bmp", 0, 0)));
        assert_eq!(described(b"\0\0\0\x1cftypavif\0\0\0\0avifmif1"), Some(("image/avif", 0, 0)));
        assert_eq!(described(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif"), Some(("image/avif", 0, 0)));
        assert_eq!(described(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Some(("image/heic", 0, 0)));
        let (png, jpeg) = (test_images::png(7, 3), test_images::jpeg(7, 3));
        assert_eq!(described(&png), Some(("image/png", 7, 3)));
        assert_eq!(described(&png[..png.len() - 12]), Some(("image/png", 7, 3)));
        assert_eq!(described(&jpeg[..jpeg.len() - 2]), Some(("image/jpeg", 0, 0)));
        assert_eq!(described(&test_images::png_header_only(60_000, 60_000)), Some(("image/png", 60_000, 60_000)));
    }

    #[test]
    fn what_holds_no_picture_is_none() {
        let jpeg = test_images::jpeg(7, 3);
        let texts: [&[u8]; 6] = [
            b"",
            b"hello, I am text",
            b"<html>",
            b"BMW and other cars, by name",
            b"GIF89",
            &test_images::png(7, 3)[..15],
        ];
        for bytes in texts.into_iter().chain([&jpeg[..20]]) {
            assert_eq!(described(bytes), None, "{:?}", bytes.get(..8));
        }
    }
}
