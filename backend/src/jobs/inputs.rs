//! The inputs of a job, checked and made ready: nothing is sent unless all of them are in order. Reads the store, one
//! picture at a time; a picture that needs no change stays on the disk until the socket takes it.

use crate::error::Outcome;
use crate::request::body::Content;
use crate::request::wire::MaskPolarity;
use crate::request::{file_name, JobRequest, Picture, Prepared};
use crate::store::Store;
use crate::{mask, picture};

pub fn prepare(store: &Store, request: &JobRequest) -> Outcome<Prepared> {
    let mut prepared = Prepared::default();
    let mut target = None;
    for (index, image) in request.images.iter().enumerate() {
        let in_field = |error: crate::error::BackendError| error.with("field", format!("request.images[{index}]"));
        if let Some(size) = store.size(&image.sha256).filter(|size| *size > picture::MAX_BYTES) {
            return Err(in_field(picture::too_many_bytes(size)));
        }
        let bytes = store.read(&image.sha256).map_err(in_field)?;
        let facts = mask::check_image(&bytes, image.kind.content_type()).map_err(in_field)?;
        let is_target = index == 0 && request.mask.is_some();
        let upright = if is_target { picture::upright_png(&bytes, facts.kind).map_err(in_field)? } else { None };
        let (kind, content) = match upright {
            Some(png) => (picture::Kind::Png, Content::Memory(png.into())),
            None => (image.kind, Content::Stored { sha256: image.sha256.clone(), length: bytes.len() as u64 }),
        };
        target.get_or_insert(facts);
        prepared.pictures.push(Picture { kind, file_name: file_name(image, kind, index), content });
    }
    if let (Some(sha256), Some(target)) = (&request.mask, target) {
        let bytes = store.read(sha256)?;
        mask::check_mask(&bytes, target, request.is_everything_allowed)?;
        prepared.mask = Some(match request.wire.mask_polarity {
            MaskPolarity::Alpha => Content::Stored { sha256: sha256.clone(), length: bytes.len() as u64 },
            MaskPolarity::White => Content::Memory(mask::white_is_edit(&bytes)?.into()),
        });
    }
    Ok(prepared)
}
