//! What a provider answered: status, type and bytes in, pictures or an error out. No I/O; never panics, whatever came.

use base64::alphabet;
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value};

use crate::error::{BackendError, Code};
use crate::redact;

/// Relays leave the padding away.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

#[derive(Debug, PartialEq)]
pub enum Source {
    Bytes(Vec<u8>),
    Url(String),
}

#[derive(Debug, PartialEq)]
pub struct Item {
    pub source: Source,
    pub revised_prompt: Option<String>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    pub items: Vec<Item>,
    /// size, quality, output_format, background as echoed.
    pub actual: Map<String, Value>,
    /// input_tokens, output_tokens, total_tokens.
    pub usage: Option<Map<String, Value>>,
}

/// What is needed to tell an error without giving anything away.
pub struct Told<'a> {
    pub status: u16,
    pub content_type: &'a str,
    pub prompt: &'a str,
    pub key: Option<&'a str>,
}

pub fn read(body: &[u8], told: &Told) -> Result<Answer, BackendError> {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    if !(200..300).contains(&told.status) {
        return Err(refusal(body, parsed.as_ref(), told));
    }
    let Some(mut value) = parsed else {
        let what = if looks_like_html(body) { "a web page" } else { "no readable JSON" };
        let error = unreadable(&format!("The endpoint answered with {what} instead of pictures."), told);
        return Err(with_words(error, &preview(body), told));
    };
    let items = items_of(&mut value);
    if items.is_empty() {
        if envelope(&value).is_some() {
            return Err(refusal(body, Some(&value), told));
        }
        return Err(unreadable("The answer holds no picture.", told));
    }
    Ok(Answer { items, actual: echoes(&value), usage: usage(&value) })
}

fn items_of(value: &mut Value) -> Vec<Item> {
    // `images` is what some relays say instead of `data`.
    let list = ["data", "images"].into_iter().find_map(|key| match value.get_mut(key).map(Value::take) {
        Some(Value::Array(list)) if !list.is_empty() => Some(list),
        _ => None,
    });
    list.unwrap_or_default().into_iter().filter_map(item).collect()
}

/// Empty strings count as absent; a data URL may stand in either field.
fn item(mut value: Value) -> Option<Item> {
    let mut take = |key: &str| match value.get_mut(key).map(Value::take) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    };
    let revised_prompt = take("revised_prompt");
    let inline = take("b64_json").and_then(|text| decode(&text));
    let source = match inline {
        Some(bytes) => Source::Bytes(bytes),
        None => match take("url")? {
            url if url.trim_start().starts_with("data:") => Source::Bytes(decode(&url)?),
            url => Source::Url(url.trim().into()),
        },
    };
    Some(Item { source, revised_prompt })
}

/// Base64 with or without a `data:…;base64,` prefix, line breaks and padding.
fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let text = match text.strip_prefix("data:") {
        Some(rest) => rest.split_once(',')?.1,
        None => text,
    };
    let decoded = if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        let joined: String = text.split_ascii_whitespace().collect();
        BASE64.decode(joined)
    } else {
        BASE64.decode(text)
    };
    decoded.ok().filter(|bytes| !bytes.is_empty())
}

fn echoes(value: &Value) -> Map<String, Value> {
    let word = |key: &str| {
        let text = value.get(key)?.as_str().filter(|text| !text.is_empty() && text.len() <= 40)?;
        Some((key.to_owned(), Value::from(text)))
    };
    ["size", "quality", "output_format", "background"].into_iter().filter_map(word).collect()
}

fn usage(value: &Value) -> Option<Map<String, Value>> {
    let usage = value.get("usage")?;
    let count = |key: &str| Some((key.to_owned(), Value::from(usage.get(key)?.as_u64()?)));
    let map: Map<String, Value> =
        ["input_tokens", "output_tokens", "total_tokens"].into_iter().filter_map(count).collect();
    (!map.is_empty()).then_some(map)
}

/// Message, type, code, param, wherever servers put them.
#[derive(Default)]
struct Envelope {
    message: String,
    kind: Option<String>,
    code: Option<String>,
    param: Option<String>,
}

fn envelope(value: &Value) -> Option<Envelope> {
    let word = |from: &Value, key: &str| match from.get(key) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    match value.get("error").filter(|error| !error.is_null()) {
        Some(Value::String(message)) => return Some(Envelope { message: message.clone(), ..Envelope::default() }),
        Some(error @ Value::Object(_)) => {
            let message = word(error, "message").or_else(|| word(error, "detail")).unwrap_or_default();
            return Some(Envelope {
                message,
                kind: word(error, "type"),
                code: word(error, "code"),
                param: word(error, "param"),
            });
        }
        _ => {}
    }
    let message = detail(value.get("detail")).or_else(|| word(value, "message"))?;
    Some(Envelope { message, kind: word(value, "type"), code: word(value, "code"), param: word(value, "param") })
}

/// FastAPI's: a string, or a list of {loc, msg}.
fn detail(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Object(map) => map.get("message").or_else(|| map.get("msg"))?.as_str().map(Into::into),
        Value::Array(list) => {
            let lines: Vec<&str> = list.iter().filter_map(|entry| entry.get("msg")?.as_str()).collect();
            (!lines.is_empty()).then(|| lines.join("; "))
        }
        _ => None,
    }
}

fn refusal(body: &[u8], value: Option<&Value>, told: &Told) -> BackendError {
    let envelope = value.and_then(envelope);
    let found = envelope.is_some();
    let Envelope { message, kind, code, param } = envelope.unwrap_or_default();
    let is_key = told.status == 401 || code.as_deref() == Some("invalid_api_key");
    let is_failure = told.status >= 500 || (told.status < 300 && kind.as_deref() == Some("server_error"));
    let (ours, sentence) = match told.status {
        _ if is_key => (Code::KeyRejected, "The provider does not accept the key.".to_owned()),
        status if is_failure => (Code::ProviderFailed, format!("The provider failed (HTTP {status}).")),
        status @ 300..400 => (
            Code::ProviderRejected,
            format!("The endpoint redirects elsewhere (HTTP {status}); redirects are not followed."),
        ),
        429 => {
            (Code::ProviderRejected, "The provider asks for a pause or refuses for its limits (HTTP 429).".to_owned())
        }
        status => (Code::ProviderRejected, format!("The provider refused the request (HTTP {status}).")),
    };
    let mut error = BackendError::new(ours, sentence).with("status", told.status);
    if is_key {
        error = error.with("key_sent", told.key.is_some());
    }
    for (name, word) in [("provider_type", kind), ("provider_code", code), ("provider_param", param)] {
        if let Some(word) = word {
            error = error.with(name, redact::provider_words(&word, told.prompt, told.key));
        }
    }
    let words = if found { message } else { preview(body) };
    with_words(error, &words, told)
}

fn unreadable(sentence: &str, told: &Told) -> BackendError {
    let content_type: String = told.content_type.chars().filter(char::is_ascii_graphic).take(60).collect();
    BackendError::new(Code::ProviderUnreadable, sentence).with("status", told.status).with("content_type", content_type)
}

fn with_words(mut error: BackendError, words: &str, told: &Told) -> BackendError {
    let words = redact::provider_words(words, told.prompt, told.key);
    error.provider_message = (!words.is_empty()).then_some(words);
    error
}

fn looks_like_html(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The title of a web page, or the beginning of a text; nothing of a JSON value that nobody understood.
fn preview(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..8_000).unwrap_or(body)).into_owned();
    if !looks_like_html(body) {
        return if text.trim_start().starts_with(['{', '[', '"']) { String::new() } else { text };
    }
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|tag| {
        let start = tag + lower.get(tag..)?.find('>')? + 1;
        let end = start + lower.get(start..)?.find('<')?;
        text.get(start..end)
    });
    title.unwrap_or_default().into()
}

#[cfg(test)]
#[path = "response_tests.rs"]
mod tests;
