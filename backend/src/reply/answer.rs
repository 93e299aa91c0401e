//! The content of a successful reply, read from one JSON value of any of the APIs.

use serde_json::{Map, Value};

use super::error_envelope::{find_envelope, ErrorEnvelope};
use super::images::{self, ImageSource, ReplyImage};
use super::provider_error::{self, unreadable_reply, with_provider_message};
use super::ReplyContext;
use crate::error::{BackendError, Code};

#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    pub images: Vec<ReplyImage>,
    /// size, quality, output_format, background as the provider echoed them for all images.
    pub actual: Map<String, Value>,
    /// input_tokens, output_tokens, total_tokens.
    pub usage: Option<Map<String, Value>>,
}

impl Answer {
    /// Bytes of the images that came with the reply.
    pub fn image_bytes(&self) -> usize {
        let bytes = |image: &ReplyImage| match &image.source {
            ImageSource::Bytes(bytes) => bytes.len(),
            ImageSource::Url(_) => 0,
        };
        self.images.iter().map(bytes).sum()
    }

    /// Images count wherever they are; an error counts only if there are none. `body` is used only for the text of an
    /// error.
    pub fn from_json(mut value: Value, body: &[u8], context: &ReplyContext) -> Result<Self, BackendError> {
        let text = images::model_text(&value);
        let failure = nested_error(&value);
        let is_asynchronous = is_asynchronous_task(&value);
        let mut wrapped = images::take_wrapped_reply(&mut value);
        let reply = wrapped.as_mut().unwrap_or(&mut value);
        let images = images::take_images(reply);
        if !images.is_empty() {
            return Ok(Self { images, actual: images::echoed_params(reply), usage: images::token_usage(reply) });
        }
        if let Some(envelope) = failure {
            return Err(provider_error::from_envelope(envelope, "", false, context));
        }
        if is_asynchronous {
            let message = "The endpoint returned a task to poll for, which is not supported.";
            return Err(BackendError { code: Code::AsyncUnsupported, ..unreadable_reply("", message, context) });
        }
        if find_envelope(&value).is_some() {
            return Err(provider_error::from_body(body, Some(&value), context));
        }
        if !text.trim().is_empty() {
            let error = unreadable_reply("model_words", "The model answered with text instead of an image.", context);
            return Err(with_provider_message(error, &text, context));
        }
        Err(unreadable_reply("no_picture", "The reply contains no image.", context))
    }
}

/// The error of the reply itself or of one of its entries: `output` and `data` may hold failed calls.
fn nested_error(value: &Value) -> Option<ErrorEnvelope> {
    let own = value.get("error").and_then(|_| find_envelope(value));
    let entries = ["output", "data"].into_iter().filter_map(|key| value.get(key)?.as_array()).flatten();
    own.or_else(|| entries.filter(|entry| entry.get("error").is_some()).find_map(find_envelope))
}

/// Some relays return a task id instead of images.
fn is_asynchronous_task(value: &Value) -> bool {
    let places = [Some(value), value.get("data"), value.pointer("/data/0"), value.get("output")];
    places.into_iter().flatten().any(|place| {
        let has = |key: &str| place.get(key).is_some_and(|id| id.is_string() || id.is_number());
        let status =
            place.get("status").or_else(|| place.get("task_status")).and_then(Value::as_str).unwrap_or_default();
        let is_waiting = ["queued", "pending", "processing", "submitted", "in_queue", "starting"]
            .iter()
            .any(|waiting| status.eq_ignore_ascii_case(waiting));
        has("task_id") || has("taskId") || (has("id") && is_waiting)
    })
}
