//! Reads the event streams of both APIs incrementally: partial images on the way, the answer at the end. No I/O.
//! A finished image counts at whatever place it appears; an error counts only if there is no image.

use serde_json::{Map, Value};

use super::bounded_json;
use super::error_envelope::{find_envelope, ErrorEnvelope};
use super::images::{self, ReplyImage};
use super::provider_error::{self, unreadable_reply};
use super::sse::{SseEvent, SseParser};
use super::{Answer, ReplyContext};
use crate::error::{BackendError, Code};

/// Limit for text that may contain images as data URLs.
const MAX_TEXT_BYTES: usize = 96 * 1024 * 1024;
/// A long answer of a text model has some thousands of events.
const MAX_EVENTS: usize = 50_000;
/// Further previews are ignored; a request asks for at most three of each image.
const MAX_PARTIALS: u64 = 200;

/// A preview of an unfinished image.
#[derive(Debug, PartialEq)]
pub struct PartialImage {
    pub index: u64,
    pub bytes: Vec<u8>,
}

#[derive(Default)]
pub struct ReplyStream {
    parser: SseParser,
    answer: Answer,
    /// `response` of response.completed.
    completed_response: Option<Value>,
    failure: Option<ErrorEnvelope>,
    text: String,
    /// For servers that send every image as a chunk: the last chunk is the finished image.
    last_chunk: Option<ReplyImage>,
    partial_count: u64,
    event_count: usize,
    /// Size of the event with `completed_response`.
    completed_bytes: usize,
    is_done: bool,
}

impl ReplyStream {
    pub fn feed(&mut self, bytes: &[u8], context: &ReplyContext) -> Result<Vec<PartialImage>, BackendError> {
        let events = self
            .parser
            .feed(bytes)
            .map_err(|_| unreadable_reply("too_large", "An event of the stream exceeds the size limit.", context))?;
        self.event_count += events.len();
        if self.event_count > MAX_EVENTS {
            // Everything received so far is paid for.
            self.is_done = true;
            return match self.has_image() {
                true => Ok(Vec::new()),
                false => Err(unreadable_reply("too_large", "The stream has too many events.", context)),
            };
        }
        Ok(events.into_iter().filter_map(|event| self.handle_event(event)).collect())
    }

    /// No further events are expected, though the connection may stay open.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    pub fn has_image(&self) -> bool {
        !self.answer.images.is_empty()
    }

    /// Bytes in memory at most once so many more have been read. An event, its values and its image exist at a time.
    pub fn bytes_with(&self, more: usize) -> usize {
        3 * (self.parser.buffered() + more) + self.text.len() + self.answer.image_bytes() + self.completed_bytes
    }

    pub fn partial_count(&self) -> u64 {
        self.partial_count
    }

    fn handle_event(&mut self, event: SseEvent) -> Option<PartialImage> {
        if event.data.trim_ascii() == b"[DONE]" {
            self.is_done = true;
            return None;
        }
        let mut value: Value = bounded_json::parse(&event.data).ok().filter(Value::is_object)?;
        let event_type = value.get("type").and_then(Value::as_str).unwrap_or(&event.name).to_owned();
        match event_type.as_str() {
            name if name.ends_with("partial_image") => return self.take_partial(&mut value),
            "response.output_item.done" => {
                let mut item = value.get_mut("item").map(Value::take)?;
                self.record_failure(&item);
                self.push_text(&images::content_text(item.get("content")));
                self.push_images(images::image_from_call(&mut item));
            }
            "response.output_text.delta" => self.push_text(value.get("delta").and_then(Value::as_str)?),
            "response.completed" | "response.incomplete" | "response.done" => {
                let response = value.get_mut("response").map(Value::take)?;
                self.answer.usage = images::token_usage(&response);
                self.is_done = true;
                self.record_failure(&response);
                self.completed_bytes = event.data.len();
                self.completed_response = Some(response);
            }
            "response.failed" => {
                self.is_done = true;
                self.record_failure(value.get("response")?);
            }
            "error" => {
                let is_nested = value.get("error").is_some_and(|error| !error.is_null());
                let envelope = if is_nested { find_envelope(&value) } else { None };
                self.failure = self.failure.take().or(envelope).or_else(|| flat_error(&value));
            }
            name if name.ends_with("chunk") => self.take_chunk(value),
            _ => {
                self.record_failure(&value);
                self.take_completed(value);
            }
        }
        None
    }

    /// `*.completed` of the Images API, or a whole answer in one event.
    fn take_completed(&mut self, mut value: Value) {
        let actual = images::echoed_params(&value);
        let usage = images::token_usage(&value);
        let mut found = images::take_images(&mut value);
        found.extend(images::image_from_entry(value));
        if !found.is_empty() {
            self.push_images(found);
            self.answer.actual.extend(actual);
            self.answer.usage = usage.or_else(|| self.answer.usage.take());
        }
    }

    fn take_chunk(&mut self, mut value: Value) {
        let found = images::take_images(&mut value).into_iter().next_back();
        self.last_chunk = found.or_else(|| images::image_from_entry(value)).or_else(|| self.last_chunk.take());
    }

    fn take_partial(&mut self, value: &mut Value) -> Option<PartialImage> {
        if self.partial_count == MAX_PARTIALS {
            return None;
        }
        let mut take = |key: &str| match value.get_mut(key).map(Value::take) {
            Some(Value::String(text)) if !text.is_empty() => Some(text),
            _ => None,
        };
        let bytes = images::decode_base64(&take("partial_image_b64").or_else(|| take("b64_json"))?)?;
        let index = value.get("partial_image_index").and_then(Value::as_u64).unwrap_or(self.partial_count);
        self.partial_count += 1;
        Some(PartialImage { index, bytes })
    }

    fn record_failure(&mut self, value: &Value) {
        let has_error = value.get("error").is_some_and(|error| !error.is_null());
        if has_error && self.failure.is_none() {
            self.failure = find_envelope(value);
        }
    }

    fn push_images(&mut self, found: impl IntoIterator<Item = ReplyImage>) {
        let left = images::MAX_IMAGES.saturating_sub(self.answer.images.len());
        self.answer.images.extend(found.into_iter().take(left));
    }

    fn push_text(&mut self, text: &str) {
        if self.text.len() + text.len() <= MAX_TEXT_BYTES {
            self.text.push_str(text);
        }
    }

    /// Ends the stream and returns its answer.
    pub fn finish(mut self, context: &ReplyContext) -> Result<Answer, BackendError> {
        if let Some(event) = self.parser.finish() {
            self.handle_event(event);
        }
        if self.has_image() {
            return Ok(self.answer);
        }
        // Fallbacks: a completed response may list images that the events omitted, and text may contain images.
        let mut response_error = None;
        if let Some(response) = self.completed_response.take() {
            match Answer::from_json(response, &[], context) {
                Ok(answer) => return Ok(answer),
                Err(error) => response_error = Some(error),
            }
        }
        let mut found: Vec<ReplyImage> = self.last_chunk.take().into_iter().collect();
        if found.is_empty() {
            found = images::images_in_text(&self.text);
        }
        if !found.is_empty() {
            return Ok(Answer { images: found, ..self.answer });
        }
        if let Some(envelope) = self.failure.take() {
            return Err(provider_error::from_envelope(envelope, "", false, context));
        }
        if !self.text.trim().is_empty() {
            let error = unreadable_reply("model_words", "The model answered with text instead of an image.", context);
            return Err(provider_error::with_provider_message(error, &self.text, context));
        }
        Err(response_error.unwrap_or_else(|| stream_broken(self.partial_count, context)))
    }
}

fn stream_broken(partial_count: u64, context: &ReplyContext) -> BackendError {
    let error = unreadable_reply("cut", "The stream ended before the finished image arrived.", context);
    BackendError { code: Code::StreamBroken, ..error }.with("partials", partial_count)
}

/// `{"type": "error", "code": …, "message": …}`
fn flat_error(value: &Value) -> Option<ErrorEnvelope> {
    let mut map: Map<String, Value> = value.as_object()?.clone();
    map.remove("type");
    map.remove("error");
    find_envelope(&Value::Object(map))
}

#[cfg(test)]
#[path = "stream_tests.rs"]
mod tests;
