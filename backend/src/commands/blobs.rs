//! Commands that carry the bytes of pictures, as base64 in chunks of at most CHUNK_BYTES. All other commands name
//! pictures by SHA-256.

use std::sync::Arc;

use base64::prelude::{Engine, BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Command;
use crate::checked_text::Sha256Hex;
use crate::error::{BackendError, Outcome};
use crate::store::{UploadProgress, CHUNK_BYTES};
use crate::studio::Studio;

/// Receive a chunk of a picture, addressed by its SHA-256.
///
/// Without `b64` it reports how much has already been uploaded. The upload is complete when `have` equals `size`.
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct Put {
    sha256: Sha256Hex,
    /// Bytes of the whole picture.
    size: u64,
    /// Of the chunk; 0 when absent.
    offset: Option<u64>,
    /// At most CHUNK_BYTES, standard base64.
    b64: Option<String>,
}

impl Command for Put {
    const NAME: &'static str = "put";
    type Answer = UploadProgress;

    fn run(self, studio: &Arc<Studio>) -> Outcome<UploadProgress> {
        let Some(b64) = self.b64 else { return studio.store.progress(&self.sha256, self.size) };
        if b64.len() as u64 > CHUNK_BYTES.div_ceil(3) * 4 {
            return Err(BackendError::field("b64", "must hold at most 4 MiB"));
        }
        let chunk = BASE64_STANDARD.decode(b64).map_err(|_| BackendError::field("b64", "must be standard base64"))?;
        studio.store.put(&self.sha256, self.size, self.offset.unwrap_or(0), &chunk)
    }
}

/// Return a chunk of a picture, addressed by its SHA-256.
///
/// It may be an output of a job or any picture that has been uploaded.
#[derive(Deserialize, TS)]
pub struct Get {
    sha256: Sha256Hex,
    offset: u64,
    /// 1 to CHUNK_BYTES.
    length: u64,
}

#[derive(Serialize, TS)]
pub struct Chunk {
    b64: String,
    /// Bytes of the whole picture.
    size: u64,
}

impl Command for Get {
    const NAME: &'static str = "get";
    type Answer = Chunk;

    fn run(self, studio: &Arc<Studio>) -> Outcome<Chunk> {
        if !(1..=CHUNK_BYTES).contains(&self.length) {
            return Err(BackendError::field("length", "must be from 1 to 4194304"));
        }
        let (bytes, size) = studio.store.read_chunk(&self.sha256, self.offset, self.length)?;
        Ok(Chunk { b64: BASE64_STANDARD.encode(bytes), size })
    }
}
