//! What a provider answered as one JSON: status, type and bytes in, pictures or an error out. No I/O; never panics.

use serde_json::{Map, Value};

use super::items::{self, Item};
use super::refusal::{self, unreadable, with_words, Told};
use super::stream::Stream;
use crate::error::{BackendError, Code};

#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    pub items: Vec<Item>,
    /// size, quality, output_format, background as echoed for all.
    pub actual: Map<String, Value>,
    /// input_tokens, output_tokens, total_tokens.
    pub usage: Option<Map<String, Value>>,
}

pub fn read(body: &[u8], told: &Told) -> Result<Answer, BackendError> {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    if !(200..300).contains(&told.status) {
        return Err(refusal::of_answer(body, parsed.as_ref(), told));
    }
    match parsed {
        Some(value) => of_value(value, body, told),
        // A stream whose type the server forgot to say.
        None if [b"data:".as_slice(), b"event:"].iter().any(|head| body.starts_with(head)) => {
            let mut stream = Stream::default();
            stream.feed(body, told)?;
            stream.finish(told)
        }
        None => {
            let (reason, what) = match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
                Some(b'<') => ("page", "a web page instead of pictures"),
                Some(b'{' | b'[') => ("cut", "JSON that is cut off or broken"),
                Some(_) => ("words", "something else than pictures"),
                None => ("empty", "nothing"),
            };
            let error = unreadable(reason, &format!("The endpoint answered with {what}."), told);
            Err(with_words(error, &refusal::preview(body), told))
        }
    }
}

/// `body` is only for the words of an error.
pub fn of_value(mut value: Value, body: &[u8], told: &Told) -> Result<Answer, BackendError> {
    let words = items::words(&value);
    let failure = refusal_inside(&value);
    let is_asynchronous = is_asynchronous(&value);
    let items = items::take(&mut value);
    if !items.is_empty() {
        return Ok(Answer { items, actual: items::echoes(&value), usage: items::usage(&value) });
    }
    if let Some(envelope) = failure {
        return Err(refusal::of_envelope(envelope, "", false, told));
    }
    if is_asynchronous {
        let sentence = "The endpoint answers with a task to ask for later, which this program does not do.";
        return Err(unreadable_as(Code::AsyncUnsupported, sentence, told));
    }
    if refusal::envelope(&value).is_some() {
        return Err(refusal::of_answer(body, Some(&value), told));
    }
    if !words.trim().is_empty() {
        let error = unreadable("model_words", "The model answered with words instead of a picture.", told);
        return Err(with_words(error, &words, told));
    }
    Err(unreadable("no_picture", "The answer holds no picture.", told))
}

fn unreadable_as(code: Code, sentence: &str, told: &Told) -> BackendError {
    BackendError { code, ..unreadable("", sentence, told) }
}

/// An error that one of the entries carries: `output` and `data` may hold failed calls; `response` a failed whole.
fn refusal_inside(value: &Value) -> Option<refusal::Envelope> {
    let own = value.get("error").and_then(|_| refusal::envelope(value));
    let entries = ["output", "data"].into_iter().filter_map(|key| value.get(key)?.as_array()).flatten();
    own.or_else(|| entries.filter(|entry| entry.get("error").is_some()).find_map(refusal::envelope))
}

/// A relay that hands out a ticket instead of a picture.
fn is_asynchronous(value: &Value) -> bool {
    let places = [Some(value), value.get("data"), value.pointer("/data/0"), value.get("output")];
    places.into_iter().flatten().any(|place| {
        let has = |key: &str| place.get(key).is_some_and(|id| id.is_string() || id.is_number());
        let status =
            place.get("status").or_else(|| place.get("task_status")).and_then(Value::as_str).unwrap_or_default();
        let is_waiting = ["queued", "pending", "processing", "submitted", "in_queue", "starting"]
            .iter()
            .any(|word| status.eq_ignore_ascii_case(word));
        has("task_id") || has("taskId") || (has("id") && is_waiting)
    })
}

#[cfg(test)]
#[path = "response_tests.rs"]
mod tests;
