//! What is known of a job, in the words of src/host/contract.ts. This is also what the journal holds:
//! no prompt, no key, no picture, only hashes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::BackendError;
use crate::request::Operation;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    Running,
    Done,
    Failed,
    Cancelled,
    /// The process or the plugin ended while it ran.
    Interrupted,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputImage {
    pub sha256: String,
    pub size_bytes: u64,
    pub content_type: String,
    pub width: u32,
    pub height: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised_prompt: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobOutcome {
    pub requested: u64,
    pub received: u64,
    pub actual: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_request_id: Option<String>,
    pub elapsed_ms: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum What {
    Started,
    Image { index: u64, image: OutputImage },
    Done { outcome: JobOutcome },
    Failed { error: BackendError },
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobEvent {
    /// From 1, without gaps.
    pub seq: u64,
    #[serde(flatten)]
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub version: u32,
    pub job_id: String,
    pub task_id: String,
    pub request_id: String,
    pub operation: Operation,
    pub state: JobState,
    /// Milliseconds since 1970.
    pub created_ms: u64,
    pub events: Vec<JobEvent>,
}

impl Record {
    pub const VERSION: u32 = 1;

    pub fn push(&mut self, what: What) {
        self.events.push(JobEvent { seq: self.events.len() as u64 + 1, what });
    }

    pub fn outputs(&self) -> impl Iterator<Item = &OutputImage> {
        self.events.iter().filter_map(|event| match &event.what {
            What::Image { image, .. } => Some(image),
            _ => None,
        })
    }
}
