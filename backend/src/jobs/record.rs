//! The record of a job: what the page sees and, without previews and the provider's version of the prompt, what the
//! journal stores. It holds no key or image, only hashes: the page's library stores prompt and parameters before it
//! submits the job.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::event::{EventKind, JobEvent, JobState, OutputImage};
use crate::request::Operation;
use crate::store;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobRecord {
    pub version: u32,
    pub job_id: String,
    pub task_id: String,
    pub request_id: String,
    pub operation: Operation,
    pub state: JobState,
    /// Milliseconds since 1970.
    pub created_ms: u64,
    pub events: Vec<JobEvent>,
    /// The last number that was assigned. Numbers are never reused.
    #[serde(default)]
    pub seq: u64,
    /// Images that are about to be stored, with their index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub announced: Vec<(u64, OutputImage)>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl JobRecord {
    const VERSION: u32 = 1;

    pub fn new(task_id: &str, request_id: &str, operation: Operation) -> Self {
        let created_ms = now_ms();
        Self {
            version: Self::VERSION,
            // The random part makes the id unique within a millisecond and over restarts.
            job_id: format!("job-{created_ms:x}-{:016x}", fastrand::u64(..)),
            task_id: task_id.into(),
            request_id: request_id.into(),
            operation,
            state: JobState::Running,
            created_ms,
            events: Vec::new(),
            seq: 0,
            announced: Vec::new(),
            unknown: Map::new(),
        }
    }

    /// Appends an event. A partial image or the finished image replaces the partial image of the same index.
    pub fn push(&mut self, kind: EventKind) {
        if let EventKind::Partial { index, .. } | EventKind::Image { index, .. } = kind {
            self.events.retain(|event| !matches!(event.kind, EventKind::Partial { index: old, .. } if old == index));
        }
        self.seq = self.seq.max(self.events.last().map_or(0, |event| event.seq)) + 1;
        self.events.push(JobEvent { seq: self.seq, kind });
    }

    pub fn announce(&mut self, index: u64, image: OutputImage) {
        self.withdraw(index);
        self.announced.push((index, image));
    }

    pub fn withdraw(&mut self, index: u64) {
        self.announced.retain(|(other, _)| *other != index);
    }

    /// Appends an event, or inserts it before the event that ends the job.
    pub fn push_before_end(&mut self, kind: EventKind) {
        self.push(kind);
        let at = self.events.len().saturating_sub(2);
        let is_end =
            |kind: &EventKind| matches!(kind, EventKind::Done { .. } | EventKind::Failed { .. } | EventKind::Cancelled);
        if let Some([before, last]) = self.events.get_mut(at..) {
            if is_end(&before.kind) {
                std::mem::swap(&mut before.kind, &mut last.kind);
            }
        }
    }

    /// Hashes of all images that the record names, also in what this version does not understand.
    pub fn hashes(&self) -> Vec<String> {
        let known = self.outputs().chain(self.announced.iter().map(|(_, image)| image));
        let mut hashes: Vec<String> = known.map(|image| image.sha256.clone()).collect();
        let unknown = self.events.iter().filter_map(|event| match &event.kind {
            EventKind::Unknown(fields) => Some(fields),
            _ => None,
        });
        for fields in unknown.chain([&self.unknown]) {
            fields.values().for_each(|value| collect_hashes(value, &mut hashes));
        }
        hashes
    }

    pub fn outputs(&self) -> impl Iterator<Item = &OutputImage> {
        self.events.iter().filter_map(|event| match &event.kind {
            EventKind::Image { image, .. } | EventKind::Fetched { image, .. } => Some(image),
            _ => None,
        })
    }

    pub fn output_bytes(&self) -> u64 {
        self.outputs().map(|image| image.size_bytes).sum()
    }

    /// A copy with only the events that matter after a restart, and without the provider's version of the prompt, which may
    /// be the prompt itself.
    pub fn for_journal(&self) -> Self {
        let is_kept = |event: &&JobEvent| !matches!(event.kind, EventKind::Partial { .. } | EventKind::Retrying { .. });
        Self {
            version: self.version,
            job_id: self.job_id.clone(),
            task_id: self.task_id.clone(),
            request_id: self.request_id.clone(),
            operation: self.operation,
            state: self.state,
            created_ms: self.created_ms,
            events: self.events.iter().filter(is_kept).cloned().map(event_without_prompt).collect(),
            seq: self.seq,
            announced: self.announced.iter().cloned().map(|(index, image)| (index, without_prompt(image))).collect(),
            unknown: self.unknown.clone(),
        }
    }

    /// True if the record holds more than the journal may store, as in a journal of version 0.2.0.
    pub fn has_prompt(&self) -> bool {
        self.outputs().any(|image| image.revised_prompt.is_some())
    }
}

fn without_prompt(image: OutputImage) -> OutputImage {
    OutputImage { revised_prompt: None, ..image }
}

fn event_without_prompt(mut event: JobEvent) -> JobEvent {
    if let EventKind::Image { image, .. } = &mut event.kind {
        image.revised_prompt = None;
    }
    event
}

fn collect_hashes(value: &Value, hashes: &mut Vec<String>) {
    match value {
        Value::String(text) if store::is_hash(text) => hashes.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| collect_hashes(value, hashes)),
        Value::Object(map) => map.values().for_each(|value| collect_hashes(value, hashes)),
        _ => {}
    }
}

pub fn now_ms() -> u64 {
    unix_ms(SystemTime::now())
}

/// Milliseconds since 1970.
pub fn unix_ms(time: SystemTime) -> u64 {
    let elapsed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Map;

    fn image(sha256: &str) -> OutputImage {
        OutputImage {
            sha256: sha256.into(),
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
        let mut record = JobRecord::new("t", "r", Operation::Generate);
        let partial = |index, partial_index| EventKind::Partial { index, partial_index, image: image("p") };
        record.push(EventKind::Started);
        for n in 0..50 {
            record.push(partial(n % 2, n));
        }
        let seqs = |record: &JobRecord| record.events.iter().map(|event| event.seq).collect::<Vec<_>>();
        assert_eq!(seqs(&record), [1, 50, 51]);
        assert_eq!(seqs(&record.for_journal()), [1]);
        record.push(EventKind::Image { index: 1, image: image("done") });
        assert_eq!(seqs(&record), [1, 50, 52]);
        // Numbers are not reused after a restart either.
        let json = serde_json::to_string(&record.for_journal()).unwrap();
        let mut restored: JobRecord = serde_json::from_str(&json).unwrap();
        restored.push(EventKind::Cancelled);
        assert_eq!(seqs(&restored), [1, 52, 53]);
    }
}
