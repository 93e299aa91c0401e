//! Checks and prepares the inputs of a job: nothing is sent unless all of them are valid. Reads one image at a time from
//! the store; an image that needs no conversion stays on the disk until it is sent.

use crate::error::{BackendError, Outcome};
use crate::image_file::{self, ImageType};
use crate::mask;
use crate::request::body::ImageContent;
use crate::request::endpoint_options::MaskPolarity;
use crate::request::{JobRequest, PreparedImage, PreparedInputs};
use crate::store::Store;

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
        let is_target = index == 0 && request.mask.is_some();
        let upright_png =
            if is_target { image_file::to_upright_png(&bytes, info.image_type).map_err(in_field)? } else { None };
        let (image_type, content) = match upright_png {
            Some(png) => (ImageType::Png, ImageContent::Memory(png.into())),
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
            MaskPolarity::White => ImageContent::Memory(mask::to_white_edit_mask(&bytes)?.into()),
        });
    }
    Ok(inputs)
}
