//! The events of both APIs' streams, as they come: partial pictures on the way, the answer at the end. No I/O.
//! A finished picture counts wherever it stands; an error only where there is none.

use serde_json::{Map, Value};

use super::items::{self, Item};
use super::refusal::{self, Envelope, Told};
use super::response::{self, Answer};
use super::sse::{Event, Parser};
use crate::error::{BackendError, Code};

/// Text that may hold pictures as data URLs.
const MAX_TEXT_BYTES: usize = 96 * 1024 * 1024;

/// A picture that is not finished.
#[derive(Debug, PartialEq)]
pub struct Partial {
    pub index: u64,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
pub struct Stream {
    parser: Parser,
    answer: Answer,
    /// `response` of response.completed, without what was taken out of it.
    whole: Option<Value>,
    failure: Option<Envelope>,
    text: String,
    /// Of servers that call every picture a chunk: the last one is the picture.
    chunk: Option<Item>,
    partials: u64,
    is_done: bool,
}

impl Stream {
    pub fn feed(&mut self, bytes: &[u8], told: &Told) -> Result<Vec<Partial>, BackendError> {
        let events = self.parser.feed(bytes);
        let events = events
            .map_err(|_| refusal::unreadable("too_large", "The stream holds more than this program reads.", told))?;
        Ok(events.into_iter().filter_map(|event| self.take(event)).collect())
    }

    /// Nothing more is to come, though the connection may stay open.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    pub fn has_picture(&self) -> bool {
        !self.answer.items.is_empty()
    }

    pub fn partials(&self) -> u64 {
        self.partials
    }

    fn take(&mut self, event: Event) -> Option<Partial> {
        if event.data.trim_ascii() == b"[DONE]" {
            self.is_done = true;
            return None;
        }
        let mut value: Value = serde_json::from_slice(&event.data).ok().filter(Value::is_object)?;
        let kind = value.get("type").and_then(Value::as_str).unwrap_or(&event.name).to_owned();
        match kind.as_str() {
            kind if kind.ends_with("partial_image") => return self.partial(&mut value),
            "response.output_item.done" => {
                let mut item = value.get_mut("item").map(Value::take)?;
                self.note_failure(&item);
                self.push_text(&items::text_of(item.get("content")));
                self.answer.items.extend(items::call(&mut item));
            }
            "response.output_text.delta" => self.push_text(value.get("delta").and_then(Value::as_str)?),
            "response.completed" | "response.incomplete" | "response.done" => {
                let whole = value.get_mut("response").map(Value::take)?;
                self.answer.usage = items::usage(&whole);
                self.is_done = true;
                self.note_failure(&whole);
                self.whole = Some(whole);
            }
            "response.failed" => {
                self.is_done = true;
                self.note_failure(value.get("response")?);
            }
            "error" => {
                let nested = value.get("error").is_some_and(|error| !error.is_null());
                let envelope = if nested { refusal::envelope(&value) } else { None };
                self.failure = self.failure.take().or(envelope).or_else(|| plain_error(&value));
            }
            kind if kind.ends_with("chunk") => self.chunk(value),
            _ => {
                self.note_failure(&value);
                self.completed(value);
            }
        }
        None
    }

    /// `*.completed` of the Images API, or a whole answer in one event.
    fn completed(&mut self, mut value: Value) {
        let actual = items::echoes(&value);
        let usage = items::usage(&value);
        let mut found = items::take(&mut value);
        found.extend(items::item(value));
        if !found.is_empty() {
            self.answer.items.extend(found);
            self.answer.actual.extend(actual);
            self.answer.usage = usage.or_else(|| self.answer.usage.take());
        }
    }

    fn chunk(&mut self, mut value: Value) {
        let found = items::take(&mut value).into_iter().next_back();
        self.chunk = found.or_else(|| items::item(value)).or_else(|| self.chunk.take());
    }

    fn partial(&mut self, value: &mut Value) -> Option<Partial> {
        let mut take = |key: &str| match value.get_mut(key).map(Value::take) {
            Some(Value::String(text)) if !text.is_empty() => Some(text),
            _ => None,
        };
        let bytes = items::decode(&take("partial_image_b64").or_else(|| take("b64_json"))?)?;
        let index = value.get("partial_image_index").and_then(Value::as_u64).unwrap_or(self.partials);
        self.partials += 1;
        Some(Partial { index, bytes })
    }

    fn note_failure(&mut self, value: &Value) {
        let has_error = value.get("error").is_some_and(|error| !error.is_null());
        if has_error && self.failure.is_none() {
            self.failure = refusal::envelope(value);
        }
    }

    fn push_text(&mut self, text: &str) {
        if self.text.len() + text.len() <= MAX_TEXT_BYTES {
            self.text.push_str(text);
        }
    }

    /// The stream is over.
    pub fn finish(mut self, told: &Told) -> Result<Answer, BackendError> {
        if let Some(event) = self.parser.finish() {
            self.take(event);
        }
        if self.has_picture() {
            return Ok(self.answer);
        }
        // Last chances: a whole that lists what the events left out; pictures inside text.
        let mut ended = None;
        if let Some(whole) = self.whole.take() {
            match response::of_value(whole, &[], told) {
                Ok(answer) => return Ok(answer),
                Err(error) => ended = Some(error),
            }
        }
        let mut found: Vec<Item> = self.chunk.take().into_iter().collect();
        if found.is_empty() {
            found = items::in_text(&self.text);
        }
        if !found.is_empty() {
            return Ok(Answer { items: found, ..self.answer });
        }
        if let Some(envelope) = self.failure.take() {
            return Err(refusal::of_envelope(envelope, "", false, told));
        }
        if !self.text.trim().is_empty() {
            let error = refusal::unreadable("model_words", "The model answered with words instead of a picture.", told);
            return Err(refusal::with_words(error, &self.text, told));
        }
        Err(ended.unwrap_or_else(|| broken(self.partials, told)))
    }
}

fn broken(partials: u64, told: &Told) -> BackendError {
    let error = refusal::unreadable("cut", "The stream ended before the finished picture was there.", told);
    BackendError { code: Code::StreamBroken, ..error }.with("partials", partials)
}

/// `{"type": "error", "code": …, "message": …}`
fn plain_error(value: &Value) -> Option<Envelope> {
    let mut map: Map<String, Value> = value.as_object()?.clone();
    map.remove("type");
    map.remove("error");
    refusal::envelope(&Value::Object(map))
}

#[cfg(test)]
#[path = "stream_tests.rs"]
mod tests;
