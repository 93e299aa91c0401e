//! Generates small images and masks for tests. Also used by backend/tests through `#[path]`.
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation)]

use std::io::Cursor;

use image::{DynamicImage, ImageBuffer, ImageFormat, LumaA, Rgb, Rgba};

fn encode(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn gradient(width: u32, height: u32) -> DynamicImage {
    ImageBuffer::from_fn(width, height, |x, y| Rgb([(x * 30) as u8, (y * 50) as u8, 90])).into()
}

/// RGB without alpha.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encode(&gradient(width, height), ImageFormat::Png)
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(&gradient(width, height), ImageFormat::Jpeg)
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    encode(&gradient(width, height), ImageFormat::WebP)
}

/// A GIF of one pixel on a larger screen.
pub fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend_from_slice(&width.to_le_bytes());
    bytes.extend_from_slice(&height.to_le_bytes());
    bytes.extend_from_slice(&[0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    bytes.extend_from_slice(&[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]);
    bytes
}

/// A black BMP of 24 bits.
pub fn bmp(width: u32, height: u32) -> Vec<u8> {
    let pixels = (width * 3).div_ceil(4) * 4 * height;
    let mut bytes = b"BM".to_vec();
    for field in [54 + pixels, 0, 54, 40, width, height, 1 | 24 << 16, 0, pixels, 0, 0, 0, 0] {
        bytes.extend_from_slice(&field.to_le_bytes());
    }
    bytes.resize((54 + pixels) as usize, 0);
    bytes
}

/// Alpha 0 (edit) in the first `edit` pixels, 255 in the others.
pub fn mask(width: u32, height: u32, edit: u32) -> Vec<u8> {
    let alpha = |x: u32, y: u32| if y * width + x < edit { 0 } else { 255 };
    encode(&ImageBuffer::from_fn(width, height, |x, y| Rgba([255u8, 255, 255, alpha(x, y)])).into(), ImageFormat::Png)
}

pub fn mask_la(width: u32, height: u32, edit: u32) -> Vec<u8> {
    let alpha = |x: u32, y: u32| if y * width + x < edit { 0 } else { 255 };
    encode(&ImageBuffer::from_fn(width, height, |x, y| LumaA([9u8, alpha(x, y)])).into(), ImageFormat::Png)
}

pub fn mask_rgba16(width: u32, height: u32, edit: u32) -> Vec<u8> {
    let alpha = |x: u32, y: u32| if y * width + x < edit { 0 } else { 255 };
    encode(&ImageBuffer::from_fn(width, height, |x, y| Rgba([9u16, 9, 9, alpha(x, y)])).into(), ImageFormat::Png)
}

pub fn mask_with_alpha(width: u32, height: u32, alpha: u8) -> Vec<u8> {
    encode(&ImageBuffer::from_pixel(width, height, Rgba([0u8, 0, 0, alpha])).into(), ImageFormat::Png)
}

/// A JPEG with an EXIF block after SOI that holds only the orientation (tag 0x0112).
pub fn jpeg_with_orientation(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = jpeg(width, height);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.push(orientation);
    exif.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    let mut bytes = plain[..2].to_vec();
    bytes.extend_from_slice(&[0xff, 0xe1]);
    bytes.extend_from_slice(&((exif.len() + 2) as u16).to_be_bytes());
    bytes.extend_from_slice(&exif);
    bytes.extend_from_slice(&plain[2..]);
    bytes
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = (data.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(&name);
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(&crc(&bytes[4..]).to_be_bytes());
    bytes
}

/// CRC-32 as PNG uses it, computed bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

/// A complete RGBA8 PNG container that declares any size and holds almost no pixel data.
pub fn png_header_only(width: u32, height: u32) -> Vec<u8> {
    let mut header = width.to_be_bytes().to_vec();
    header.extend_from_slice(&height.to_be_bytes());
    header.extend_from_slice(&[8, 6, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(*b"IHDR", &header));
    bytes.extend(chunk(*b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]));
    bytes.extend(chunk(*b"IEND", &[]));
    bytes
}

/// Keeps the header of `png` and replaces the pixel data with bytes that are not a zlib stream.
pub fn png_with_broken_pixels(png: &[u8]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    bytes.extend(chunk(*b"IDAT", b"not a zlib stream, just some text"));
    bytes.extend(chunk(*b"IEND", &[]));
    bytes
}
