//! Finds the images in a provider's JSON, at every place and in every form that servers use. Never panics.

use base64::Engine;
use serde_json::{Map, Value};

use crate::lenient_base64::LENIENT_BASE64;
use crate::request::prompt_guard;

/// More than a request can ask for, even if a relay sends each twice; further images are ignored.
pub const MAX_IMAGES: usize = 32;
/// Values that providers echo, besides sizes. Others are ignored: a field may hold anything, even the prompt.
const ECHOED_WORDS: &[&str] = &[
    "auto",
    "low",
    "medium",
    "high",
    "standard",
    "hd",
    "png",
    "jpeg",
    "jpg",
    "webp",
    "transparent",
    "opaque",
    "generate",
    "edit",
];

#[derive(Debug, PartialEq, Eq, Hash)]
pub enum ImageSource {
    Bytes(Vec<u8>),
    /// Unresolved: it may be relative to the address of the request.
    Url(String),
}

/// An image in a reply.
#[derive(Debug, PartialEq)]
pub struct ReplyImage {
    pub source: ImageSource,
    pub revised_prompt: Option<String>,
    /// size, quality, output_format, background, action as echoed for this image.
    pub actual: Map<String, Value>,
}

impl ReplyImage {
    pub fn from_source(source: ImageSource) -> Self {
        Self { source, revised_prompt: None, actual: Map::new() }
    }
}

/// Takes the reply out of a relay's envelope: {"code": 0, "data": {"data": […]}}.
pub fn take_wrapped_reply(value: &mut Value) -> Option<Value> {
    let inner = value.get_mut("data")?;
    let is_reply = inner.is_object() && ["data", "images", "output"].iter().any(|key| inner.get(key).is_some());
    is_reply.then(|| inner.take())
}

/// Takes the images out of a reply of any of the APIs: `data` of the Images API (or `images`, `image`, or a bare array),
/// `output` of the Responses API and of prediction servers, `choices` of relays that answer as a chat. Images inside text
/// count only if there are no others.
pub fn take_images(value: &mut Value) -> Vec<ReplyImage> {
    let mut images = Vec::new();
    if let Value::Array(list) = value {
        images = std::mem::take(list).into_iter().filter_map(image_from_entry).take(MAX_IMAGES).collect();
    }
    for key in ["data", "images", "image"] {
        if images.is_empty() {
            images = take_list(value, key).into_iter().filter_map(image_from_entry).take(MAX_IMAGES).collect();
        }
    }
    let mut text = String::new();
    for mut entry in take_list(value, "output") {
        if images.len() >= MAX_IMAGES {
            break;
        }
        if entry.is_string() || entry.get("type").is_none() && entry.get("result").is_none() {
            images.extend(image_from_entry(entry));
        } else if entry.get("type").and_then(Value::as_str) == Some("message") {
            text.push_str(&content_text(entry.get("content")));
        } else {
            images.extend(image_from_call(&mut entry));
        }
    }
    for mut choice in take_list(value, "choices") {
        let Some(message) = choice.get_mut("message") else { continue };
        let left = MAX_IMAGES.saturating_sub(images.len());
        images.extend(take_list(message, "images").into_iter().filter_map(image_from_entry).take(left));
        text.push_str(&content_text(message.get("content")));
    }
    if images.is_empty() {
        images = images_in_text(&text);
    }
    images.truncate(MAX_IMAGES);
    images
}

fn take_list(value: &mut Value, key: &str) -> Vec<Value> {
    match value.get_mut(key).map(Value::take) {
        Some(Value::Array(list)) => list,
        Some(object @ Value::Object(_)) => vec![object],
        // A model's words may stand in the place of an image, and may decode as base64.
        Some(Value::String(text)) if is_image_text(&text) => vec![Value::String(text)],
        _ => Vec::new(),
    }
}

/// An address, a data URL, or base64 that is too long for a word.
fn is_image_text(text: &str) -> bool {
    let text = text.trim();
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    ["http://", "https://", "data:image/"].iter().any(|start| text.starts_with(start))
        || text.as_bytes().get(..64).is_some_and(|start| start.iter().copied().all(is_base64))
}

fn take_text(value: &mut Value, key: &str) -> Option<String> {
    match value.get_mut(key).map(Value::take) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

fn take_revised_prompt(value: &mut Value) -> Option<String> {
    take_text(value, "revised_prompt").map(|text| prompt_guard::strip(&text).to_owned()).filter(|text| !text.is_empty())
}

/// Reads an entry of `data`. Empty strings count as absent; either field may hold a data URL or an address.
pub fn image_from_entry(mut value: Value) -> Option<ReplyImage> {
    if let Value::String(text) = value {
        return source_from_base64_field(&text).map(ReplyImage::from_source);
    }
    if let Some(image) = value.get_mut("image").filter(|image| image.is_object()).map(Value::take) {
        return image_from_entry(image);
    }
    let revised_prompt = take_revised_prompt(&mut value);
    let actual = echoed_params(&value);
    let inline = ["b64_json", "b64", "base64", "image_base64", "image"]
        .iter()
        .find_map(|key| take_text(&mut value, key))
        .and_then(|text| source_from_base64_field(&text));
    let source = inline.or_else(|| {
        // Chat replies nest the address: {"image_url": {"url": …}}.
        let url = take_text(&mut value, "url").or_else(|| match value.get_mut("image_url").map(Value::take) {
            Some(Value::String(text)) => Some(text),
            Some(mut object) => take_text(&mut object, "url"),
            None => None,
        })?;
        source_from_url_field(&url)
    })?;
    Some(ReplyImage { source, revised_prompt, actual })
}

/// Reads an `image_generation_call` of the Responses API. Its status is ignored: finished calls may say "generating".
pub fn image_from_call(value: &mut Value) -> Option<ReplyImage> {
    let is_call = value.get("type").and_then(Value::as_str).is_none_or(|kind| kind == "image_generation_call");
    let mut result = value.get_mut("result").filter(|_| is_call).map(Value::take)?;
    if let Value::Array(list) = result {
        result = list.into_iter().next()?;
    }
    let source = match result {
        Value::String(text) => source_from_base64_field(&text)?,
        mut object => {
            let found = ["b64_json", "base64", "image", "data"].iter().find_map(|key| take_text(&mut object, key));
            match found {
                Some(text) => source_from_base64_field(&text)?,
                None => source_from_url_field(&take_text(&mut object, "url")?)?,
            }
        }
    };
    Some(ReplyImage { source, revised_prompt: take_revised_prompt(value), actual: echoed_params(value) })
}

/// An address, or a data URL in its place.
fn source_from_url_field(text: &str) -> Option<ImageSource> {
    let text = text.trim();
    if text.starts_with("data:") {
        decode_base64(text).map(ImageSource::Bytes)
    } else {
        (!text.is_empty()).then(|| ImageSource::Url(text.into()))
    }
}

/// Base64, or a data URL or an address in its place.
fn source_from_base64_field(text: &str) -> Option<ImageSource> {
    let text = text.trim();
    if text.starts_with("http://") || text.starts_with("https://") {
        return Some(ImageSource::Url(text.into()));
    }
    decode_base64(text).map(ImageSource::Bytes)
}

/// Decodes plain or URL-safe base64 with or without a `data:…;base64,` prefix, line breaks and padding.
pub fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let text = match text.strip_prefix("data:") {
        Some(rest) => rest.split_once(',')?.1,
        None => text,
    };
    let is_plain = |byte: u8| !byte.is_ascii_whitespace() && byte != b'-' && byte != b'_';
    let decoded = if !text.bytes().all(is_plain) {
        let standard = |byte: u8| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
        let joined: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(standard).collect();
        LENIENT_BASE64.decode(joined)
    } else {
        LENIENT_BASE64.decode(text)
    };
    decoded.ok().filter(|bytes| !bytes.is_empty())
}

/// The text of a message's content: a string, or a list of parts with text.
pub fn content_text(content: Option<&Value>) -> String {
    match content {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let text = |part: &Value| Some(part.get("text").or_else(|| part.get("refusal"))?.as_str()?.to_owned());
            parts.iter().filter_map(text).collect()
        }
        _ => String::new(),
    }
}

/// The text that a model wrote instead of an image or beside it.
pub fn model_text(value: &Value) -> String {
    let mut text = String::new();
    for entry in value.get("output").and_then(Value::as_array).into_iter().flatten() {
        text.push_str(&content_text(entry.get("content")));
    }
    for choice in value.get("choices").and_then(Value::as_array).into_iter().flatten() {
        text.push_str(&content_text(choice.get("message").and_then(|message| message.get("content"))));
    }
    text
}

/// Finds the data URLs of images anywhere in a text; if there are none, the addresses of Markdown images.
pub fn images_in_text(text: &str) -> Vec<ReplyImage> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("data:image/") {
        let tail = text.get(start..).unwrap_or_default();
        let Some((head, rest)) = split_within(tail, ",", 40) else { continue };
        if !head.ends_with(";base64") || found.len() == MAX_IMAGES {
            continue;
        }
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=');
        let end = rest.find(|c| !is_base64(c)).unwrap_or(rest.len());
        found.extend(
            rest.get(..end).and_then(decode_base64).map(|bytes| ReplyImage::from_source(ImageSource::Bytes(bytes))),
        );
    }
    if !found.is_empty() {
        return found;
    }
    for (start, _) in text.match_indices("![") {
        let tail = text.get(start..).unwrap_or_default();
        let Some((_, rest)) = split_within(tail, "](", 1_000) else { continue };
        if (rest.starts_with("https://") || rest.starts_with("http://")) && found.len() < MAX_IMAGES {
            let url = rest.split([')', ' ', '\n']).next().unwrap_or_default();
            found.push(ReplyImage::from_source(ImageSource::Url(url.into())));
        }
    }
    found
}

/// Splits at a separator within the first `limit` bytes. The limit keeps the search linear in a text that repeats the
/// beginning of an image many times.
fn split_within<'a>(text: &'a str, separator: &str, limit: usize) -> Option<(&'a str, &'a str)> {
    let end = (0..=(limit + separator.len()).min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let at = text.get(..end)?.find(separator)?;
    Some((text.get(..at)?, text.get(at + separator.len()..)?))
}

/// The parameters that the server echoes for one image or for all of them.
pub fn echoed_params(value: &Value) -> Map<String, Value> {
    let echo = |key: &str| {
        let text = value.get(key)?.as_str().filter(|text| is_size(text) || ECHOED_WORDS.contains(text))?;
        Some((key.to_owned(), Value::from(text)))
    };
    ["size", "quality", "output_format", "background", "action"].into_iter().filter_map(echo).collect()
}

fn is_size(text: &str) -> bool {
    let is_edge = |edge: &str| (1..=5).contains(&edge.len()) && edge.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('x').is_some_and(|(width, height)| is_edge(width) && is_edge(height))
}

/// Token counts. The image tool's own usage takes precedence over that of the text model that called it.
pub fn token_usage(value: &Value) -> Option<Map<String, Value>> {
    let usage = value.pointer("/tool_usage/image_gen").filter(|usage| usage.is_object());
    let usage = usage.or_else(|| value.get("usage"))?;
    let count = |key: &str| Some((key.to_owned(), Value::from(usage.get(key)?.as_u64()?)));
    let map: Map<String, Value> =
        ["input_tokens", "output_tokens", "total_tokens"].into_iter().filter_map(count).collect();
    (!map.is_empty()).then_some(map)
}
