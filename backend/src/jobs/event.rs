//! Events of a job, as the page polls them and the journal stores them. The names are those of src/host/contract.ts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::error::BackendError;
use crate::mask::MaskVerdict;
use crate::polled_results::{ExportedFile, ImportedFile, ProbeResult, SegmentedMask};
use crate::segmentation::SegmentationModel;

/// "interrupted": the process or the plugin ended while the job was running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    Running,
    Done,
    Failed,
    Cancelled,
    Interrupted,
}

/// An image that the provider returned; its bytes are read with `get`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct OutputImage {
    pub sha256: String,
    pub size_bytes: u64,
    /// Detected from the bytes, not the type that the server reported.
    pub content_type: String,
    pub width: u32,
    pub height: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised_prompt: Option<String>,
    /// Parameters as the provider echoed them for this image.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[ts(as = "Option<EchoedParameters>")]
    pub actual: Map<String, Value>,
}

/// The result of one request of a split job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct ChildOutcome {
    pub index: u64,
    #[ts(type = "\"done\" | \"failed\" | \"cancelled\"")]
    pub state: JobState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<BackendError>,
}

/// A parameter whose actual value differs from the requested one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Difference {
    #[ts(type = "\"size\" | \"quality\" | \"format\" | \"count\"")]
    pub field: String,
    pub requested: String,
    pub actual: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct JobOutcome {
    pub requested: u64,
    pub received: u64,
    /// Parameters as the provider echoed them.
    #[ts(as = "EchoedParameters")]
    pub actual: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<TokenUsage>")]
    pub usage: Option<Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    /// Of every request of a split job, separated by commas.
    pub provider_request_id: Option<String>,
    /// The HTTP status of the first answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    pub elapsed_ms: u64,
    /// The result of each image of a split job; absent if the job was one request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChildOutcome>>")]
    pub children: Vec<ChildOutcome>,
    #[serde(default)]
    #[ts(as = "Option<Vec<Difference>>")]
    pub difference: Vec<Difference>,
}

/// Parameters of an image as the provider echoed them; it may omit any.
#[derive(TS)]
#[ts(optional_fields)]
#[allow(dead_code)] // Describes the maps named `actual` to TypeScript.
pub struct EchoedParameters {
    size: Option<String>,
    quality: Option<String>,
    output_format: Option<String>,
    background: Option<String>,
    action: Option<String>,
}

#[derive(TS)]
#[ts(optional_fields)]
#[allow(dead_code)] // Describes the map `usage` to TypeScript.
pub struct TokenUsage {
    input_tokens: Option<u64>,
    output_tokens: Option<u64>,
    total_tokens: Option<u64>,
}

impl JobOutcome {
    /// The outcome of a polled command, which has no provider.
    pub fn of_polled_command(received: u64) -> Self {
        Self {
            requested: received,
            received,
            actual: Map::new(),
            usage: None,
            provider_request_id: None,
            status: None,
            elapsed_ms: 0,
            children: Vec::new(),
            difference: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum EventKind {
    Started,
    Image {
        index: u64,
        image: OutputImage,
    },
    Partial {
        /// A preview of an unfinished image: the next "partial" or "image" event of this index replaces it. It is kept in
        /// memory only.
        index: u64,
        partial_index: u64,
        image: OutputImage,
    },
    ChildFailed {
        /// This image failed; the others continue.
        index: u64,
        error: BackendError,
    },
    Retrying {
        /// The request is sent again after a delay, which happens only if it cannot be billed twice.
        index: u64,
        after_ms: u64,
        reason: String,
    },
    /// Result of the command probe.
    Probe {
        result: ProbeResult,
    },
    Fetched {
        /// Result of the command fetch_outputs: the position of the image's address in `urls`.
        index: u64,
        image: OutputImage,
    },
    /// Result of the command check_mask.
    Checked {
        verdict: MaskVerdict,
    },
    /// Result of the command import_file.
    Imported {
        file: ImportedFile,
    },
    /// Result of the command export_file.
    Exported {
        file: ExportedFile,
    },
    /// Result of the command check_segmentation_model.
    SegmentationModel {
        model: SegmentationModel,
    },
    /// Result of the command segment: the best mask first.
    Segmented {
        masks: Vec<SegmentedMask>,
    },
    Done {
        outcome: JobOutcome,
    },
    Failed {
        error: BackendError,
    },
    Cancelled,
    /// Of a newer version, as its journal holds it.
    #[serde(untagged)]
    #[ts(skip)]
    Unknown(Map<String, Value>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JobEvent {
    /// Rises from 1. Replacing a partial image leaves a gap.
    pub seq: u64,
    #[serde(flatten)]
    pub kind: EventKind,
}
