//! What is known of a job, in the words of src/host/contract.ts. This is also what the journal holds:
//! no prompt, no key, no picture, only hashes. Prompt and parameters of a job lie in the page's library since before it
//! was submitted, so that nothing of them has to be written down twice.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::error::BackendError;
use crate::mask::Verdict;
use crate::polled_results::{ExportedFile, ImportedFile, ProbeResult};
use crate::request::Operation;

/// "interrupted": the process or the plugin ended while the job ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    Running,
    Done,
    Failed,
    Cancelled,
    Interrupted,
}

/// A picture that the provider returned; its bytes are read with `get`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct OutputImage {
    pub sha256: String,
    pub size_bytes: u64,
    /// By magic bytes, never by what the server said.
    pub content_type: String,
    pub width: u32,
    pub height: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised_prompt: Option<String>,
    /// As the provider echoed them for this picture.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[ts(as = "Option<EchoedParameters>")]
    pub actual: Map<String, Value>,
}

/// How one request of a job that was split ended.
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
    /// As the provider echoed them.
    #[ts(as = "EchoedParameters")]
    pub actual: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(as = "Option<TokenUsage>")]
    pub usage: Option<Map<String, Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_request_id: Option<String>,
    pub elapsed_ms: u64,
    /// How each picture ended, when they were requested one by one; absent when the job was one request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChildOutcome>>")]
    pub children: Vec<ChildOutcome>,
    #[serde(default)]
    #[ts(as = "Option<Vec<Difference>>")]
    pub difference: Vec<Difference>,
}

/// Parameters of a picture as the provider echoed them; it may leave out any.
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
    /// Of work that has no provider to say anything.
    pub fn of_errand(received: u64) -> Self {
        Self {
            requested: received,
            received,
            actual: Map::new(),
            usage: None,
            provider_request_id: None,
            elapsed_ms: 0,
            children: Vec::new(),
            difference: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum What {
    Started,
    Image {
        index: u64,
        image: OutputImage,
    },
    Partial {
        /// The picture is not finished: the next "partial" or "image" event of this index replaces it. It is kept in
        /// memory only.
        index: u64,
        partial_index: u64,
        image: OutputImage,
    },
    ChildFailed {
        /// This picture will not come; the others go on.
        index: u64,
        error: BackendError,
    },
    Retrying {
        /// Requested again after a pause, which happens only where it cannot be billed twice.
        index: u64,
        after_ms: u64,
        reason: String,
    },
    /// Of the command probe.
    Probe {
        result: ProbeResult,
    },
    Fetched {
        /// Of the command fetch_outputs: the position of the picture's address in `urls`.
        index: u64,
        image: OutputImage,
    },
    /// Of the command check_mask.
    Checked {
        verdict: Verdict,
    },
    /// Of the command import_file.
    Imported {
        file: ImportedFile,
    },
    /// Of the command export_file.
    Exported {
        file: ExportedFile,
    },
    Done {
        outcome: JobOutcome,
    },
    Failed {
        error: BackendError,
    },
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct JobEvent {
    /// Rising from 1. A partial picture leaves a gap when it is replaced.
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
    /// The last one given out: numbers are never used twice.
    #[serde(default)]
    pub seq: u64,
}

impl Record {
    pub const VERSION: u32 = 1;

    pub fn push(&mut self, what: What) {
        if let What::Partial { index, .. } | What::Image { index, .. } = what {
            self.events.retain(|event| !matches!(event.what, What::Partial { index: old, .. } if old == index));
        }
        self.seq = self.seq.max(self.events.last().map_or(0, |event| event.seq)) + 1;
        self.events.push(JobEvent { seq: self.seq, what });
    }

    pub fn outputs(&self) -> impl Iterator<Item = &OutputImage> {
        self.events.iter().filter_map(|event| match &event.what {
            What::Image { image, .. } | What::Fetched { image, .. } => Some(image),
            _ => None,
        })
    }

    /// What is worth finding again after a crash.
    pub fn journalled(&self) -> Self {
        let is_kept = |event: &&JobEvent| !matches!(event.what, What::Partial { .. } | What::Retrying { .. });
        Self { events: self.events.iter().filter(is_kept).cloned().collect(), ..self.clone_without_events() }
    }

    fn clone_without_events(&self) -> Self {
        Self {
            version: self.version,
            job_id: self.job_id.clone(),
            task_id: self.task_id.clone(),
            request_id: self.request_id.clone(),
            operation: self.operation,
            state: self.state,
            created_ms: self.created_ms,
            events: Vec::new(),
            seq: self.seq,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(name: &str) -> OutputImage {
        OutputImage {
            sha256: name.into(),
            size_bytes: 1,
            content_type: "image/png".into(),
            width: 1,
            height: 1,
            revised_prompt: None,
            actual: Map::new(),
        }
    }

    #[test]
    fn partials_replace_each_other_and_are_not_journalled() {
        let mut record = Record {
            version: Record::VERSION,
            job_id: "j".into(),
            task_id: "t".into(),
            request_id: "r".into(),
            operation: Operation::Generate,
            state: JobState::Running,
            created_ms: 0,
            events: Vec::new(),
            seq: 0,
        };
        let partial = |index, partial_index| What::Partial { index, partial_index, image: image("p") };
        record.push(What::Started);
        for n in 0..50 {
            record.push(partial(n % 2, n));
        }
        let seqs = |record: &Record| record.events.iter().map(|event| event.seq).collect::<Vec<_>>();
        assert_eq!(seqs(&record), [1, 50, 51]);
        assert_eq!(seqs(&record.journalled()), [1]);
        record.push(What::Image { index: 1, image: image("done") });
        assert_eq!(seqs(&record), [1, 50, 52]);
        // Also after a restart no number is given out twice.
        let json = serde_json::to_string(&record.journalled()).unwrap();
        let mut again: Record = serde_json::from_str(&json).unwrap();
        again.push(What::Cancelled);
        assert_eq!(seqs(&again), [1, 52, 53]);
    }
}
