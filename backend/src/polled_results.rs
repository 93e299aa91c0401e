//! Results of polled commands other than jobs, as their events carry them. Values only.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::picture_file::PictureType;

/// A picture file that was read into the store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportedFile {
    pub sha256: String,
    pub size: u64,
    #[serde(rename = "content_type")]
    #[ts(type = "string")]
    pub kind: PictureType,
    /// The last part of the path, at most 255 characters.
    pub file_name: String,
    /// As displayed: EXIF orientation applied; 0 for types that only the page reads.
    pub width: u32,
    pub height: u32,
}

/// A stored picture that was written to a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// The last part of the path.
    pub path_name: String,
    pub bytes: u64,
}

/// The kind of server that answers at an endpoint's address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProbeResult {
    #[ts(type = "true")]
    pub reachable: bool,
    pub server: ServerKind,
    /// At most 500.
    pub models: Vec<String>,
    pub has_models: bool,
    /// The endpoint's answer to the key.
    pub auth: KeyAcceptance,
    pub elapsed_ms: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ServerKind {
    OpenAi,
    Azure,
    LiteLlm,
    LocalAi,
    Vllm,
    NewApi,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum KeyAcceptance {
    Ok,
    Refused,
    Unknown,
}

/// A mask that the segmentation model offers: the coverage of the whole picture, a byte a pixel, row by row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SegmentedMask {
    /// Of the bytes, which `get` returns.
    pub sha256: String,
    pub width: usize,
    pub height: usize,
    /// The model's own estimate of how good the mask is.
    pub score: f32,
}
