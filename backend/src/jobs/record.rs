//! What is known of a job, in the words of src/host/contract.ts. This is also what the journal holds:
//! no prompt, no key, no picture, only hashes. Prompt and parameters of a job lie in the page's library since before it
//! was submitted, so that nothing of them has to be written down twice.

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
    /// size, quality, output_format, background, action as the provider echoed them for this picture.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub actual: Map<String, Value>,
}

/// How one request of a job that was split came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildOutcome {
    pub index: u64,
    pub state: JobState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<BackendError>,
}

/// What was asked for and what came instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// size, quality, format or count.
    pub field: String,
    pub requested: String,
    pub actual: String,
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
    /// Empty when the job was one request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<ChildOutcome>,
    #[serde(default)]
    pub difference: Vec<Difference>,
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

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum What {
    Started,
    Image {
        index: u64,
        image: OutputImage,
    },
    /// A picture that is not finished; at most one an index, the newest. Kept in memory only.
    Partial {
        index: u64,
        partial_index: u64,
        image: OutputImage,
    },
    /// One request of a job that was split; the others go on.
    ChildFailed {
        index: u64,
        error: BackendError,
    },
    Retrying {
        index: u64,
        after_ms: u64,
        reason: String,
    },
    /// What an errand found out, e.g. a test of the connection.
    Probe {
        result: Value,
    },
    /// A picture that an errand fetched.
    Fetched {
        index: u64,
        image: OutputImage,
    },
    /// What an errand found of a mask that fits.
    Checked {
        verdict: Value,
    },
    /// A file that an errand read or wrote.
    Imported {
        file: Value,
    },
    Exported {
        file: Value,
    },
    Done {
        outcome: JobOutcome,
    },
    Failed {
        error: BackendError,
    },
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
