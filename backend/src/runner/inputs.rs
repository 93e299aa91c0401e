//! Checks and prepares the inputs of a job: nothing is sent unless all of them are valid. Reads one image at a time from
//! the store; an image that needs no conversion stays on the disk until it is sent.

use std::io::BufReader;

use crate::error::{BackendError, Outcome};
use crate::image_file::{self, ImageType};
use crate::mask;
use crate::request::body::ImageContent;
use crate::request::endpoint_options::MaskPolarity;
use crate::request::{JobRequest, PreparedImage, PreparedInputs};
use crate::store::{self, Store};

/// Bytes in memory while the inputs are prepared, one after the other.
pub fn memory_need(store: &Store, request: &JobRequest) -> u64 {
    let sizes =
        request.images.iter().map(|image| &image.sha256).chain(request.overlay()).filter_map(|sha| store.size(sha));
    let largest = sizes.max().unwrap_or(0).min(image_file::MAX_BYTES);
    let target = request.images.first().filter(|_| request.overlay().is_some() && largest > 0);
    // Unreadable files are refused when they are prepared.
    let file = target.and_then(|target| store.open_blob(&target.sha256).ok());
    let conversion = file.and_then(|file| image_file::upright_png_bytes(BufReader::new(file)).ok());
    largest + conversion.unwrap_or(0)
}

/// A converted image goes to the store, so that no image is held in memory while it is sent and answered.
fn stored(store: &Store, bytes: Vec<u8>) -> ImageContent {
    let length = bytes.len() as u64;
    let sha256 = store::hash(&bytes);
    match store.save_as(&sha256, &bytes) {
        Ok(()) => ImageContent::Stored { sha256, length },
        Err(_) => ImageContent::Memory(bytes.into()),
    }
}

pub fn prepare(store: &Store, request: &JobRequest) -> Outcome<PreparedInputs> {
    let mut inputs = PreparedInputs::default();
    let mut target = None;
    for (index, image) in request.images.iter().enumerate() {
        let in_field = |error: BackendError| error.with("field", format!("request.images[{index}]"));
        if let Some(size) = store.size(&image.sha256).filter(|size| *size > image_file::MAX_BYTES) {
            return Err(in_field(image_file::too_large(size)));
        }
        let bytes = store.read(&image.sha256).map_err(in_field)?;
        let info = mask::check_image(&bytes, image.image_type.content_type()).map_err(in_field)?;
        let is_target = index == 0 && request.overlay().is_some();
        let upright_png =
            if is_target { image_file::to_upright_png(&bytes, info.image_type).map_err(in_field)? } else { None };
        let (image_type, content) = match upright_png {
            Some(png) => (ImageType::Png, stored(store, png)),
            None => {
                let (sha256, length) = (image.sha256.clone(), bytes.len() as u64);
                (image.image_type, ImageContent::Stored { sha256, length })
            }
        };
        target.get_or_insert(info);
        inputs.images.push(PreparedImage { image_type, file_name: image.upload_name(image_type, index), content });
    }
    if let (Some(sha256), Some(target)) = (&request.mask, target) {
        let bytes = store.read(sha256)?;
        mask::check_mask(&bytes, target, request.allows_full_mask)?;
        inputs.mask = Some(match request.options.mask_polarity {
            MaskPolarity::Alpha => ImageContent::Stored { sha256: sha256.clone(), length: bytes.len() as u64 },
            MaskPolarity::White => stored(store, mask::to_white_edit_mask(&bytes)?),
        });
    }
    if let (Some(sha256), Some(target)) = (&request.markup, target) {
        let bytes = store.read(sha256)?;
        mask::check_markup(&bytes, target)?;
        inputs.markup = Some(ImageContent::Stored { sha256: sha256.clone(), length: bytes.len() as u64 });
    }
    Ok(inputs)
}
