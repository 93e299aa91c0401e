//! Where servers put pictures in a JSON answer, and in which forms. Values in, items out; never panics.

use base64::alphabet;
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value};

use super::guard;

/// More pictures than anybody can ask for are not read.
const MAX_ITEMS: usize = 16;

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
    /// As it came: it may be relative to the address of the request.
    Url(String),
}

#[derive(Debug, PartialEq)]
pub struct Item {
    pub source: Source,
    pub revised_prompt: Option<String>,
    /// size, quality, output_format, background, action of this very picture.
    pub actual: Map<String, Value>,
}

impl Item {
    fn plain(source: Source) -> Self {
        Self { source, revised_prompt: None, actual: Map::new() }
    }
}

/// Takes the pictures out of an answer of any of the APIs: `data` of the Images API (or `images`), `output` of the
/// Responses API, `choices` of relays that answer as a chat. Pictures inside text count only where there are no others.
pub fn take(value: &mut Value) -> Vec<Item> {
    let mut items = Vec::new();
    for key in ["data", "images"] {
        if items.is_empty() {
            items = list(value, key).into_iter().filter_map(item).collect();
        }
    }
    let mut text = String::new();
    for entry in list(value, "output") {
        take_output(entry, &mut items, &mut text);
    }
    for mut choice in list(value, "choices") {
        let Some(message) = choice.get_mut("message") else { continue };
        items.extend(list(message, "images").into_iter().filter_map(item));
        text.push_str(&text_of(message.get("content")));
    }
    if items.is_empty() {
        items = in_text(&text);
    }
    items.truncate(MAX_ITEMS);
    items
}

fn take_output(mut entry: Value, items: &mut Vec<Item>, text: &mut String) {
    if entry.get("type").and_then(Value::as_str) == Some("message") {
        text.push_str(&text_of(entry.get("content")));
    } else {
        items.extend(call(&mut entry));
    }
}

fn list(value: &mut Value, key: &str) -> Vec<Value> {
    match value.get_mut(key).map(Value::take) {
        Some(Value::Array(list)) => list,
        Some(object @ Value::Object(_)) => vec![object],
        _ => Vec::new(),
    }
}

fn take_text(value: &mut Value, key: &str) -> Option<String> {
    match value.get_mut(key).map(Value::take) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

fn revised(value: &mut Value) -> Option<String> {
    take_text(value, "revised_prompt").map(|text| guard::without(&text).to_owned()).filter(|text| !text.is_empty())
}

/// An entry of `data`. Empty strings count as absent; a data URL or an address may stand in either field.
pub fn item(mut value: Value) -> Option<Item> {
    if let Value::String(text) = value {
        return inline(&text).map(Item::plain);
    }
    let revised_prompt = revised(&mut value);
    let actual = echoes(&value);
    let inline = ["b64_json", "b64", "base64", "image_base64"]
        .iter()
        .find_map(|key| take_text(&mut value, key))
        .and_then(|text| inline(&text));
    let source = inline.or_else(|| {
        // Chats say {"image_url": {"url": …}}.
        let url = take_text(&mut value, "url").or_else(|| match value.get_mut("image_url").map(Value::take) {
            Some(Value::String(text)) => Some(text),
            Some(mut object) => take_text(&mut object, "url"),
            None => None,
        })?;
        address(&url)
    })?;
    Some(Item { source, revised_prompt, actual })
}

/// An `image_generation_call` of the Responses API, whatever its status says.
pub fn call(value: &mut Value) -> Option<Item> {
    let is_call = value.get("type").and_then(Value::as_str).is_none_or(|kind| kind == "image_generation_call");
    let mut result = value.get_mut("result").filter(|_| is_call).map(Value::take)?;
    if let Value::Array(list) = result {
        result = list.into_iter().next()?;
    }
    let source = match result {
        Value::String(text) => inline(&text)?,
        mut object => {
            let found = ["b64_json", "base64", "image", "data"].iter().find_map(|key| take_text(&mut object, key));
            match found {
                Some(text) => inline(&text)?,
                None => address(&take_text(&mut object, "url")?)?,
            }
        }
    };
    Some(Item { source, revised_prompt: revised(value), actual: echoes(value) })
}

fn address(text: &str) -> Option<Source> {
    let text = text.trim();
    if text.starts_with("data:") {
        decode(text).map(Source::Bytes)
    } else {
        (!text.is_empty()).then(|| Source::Url(text.into()))
    }
}

/// Base64, a data URL, or an address where base64 belongs.
fn inline(text: &str) -> Option<Source> {
    let text = text.trim();
    if text.starts_with("http://") || text.starts_with("https://") {
        return Some(Source::Url(text.into()));
    }
    decode(text).map(Source::Bytes)
}

/// Base64 with or without a `data:…;base64,` prefix, line breaks and padding.
pub fn decode(text: &str) -> Option<Vec<u8>> {
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

/// A text, or parts that hold one.
pub fn text_of(content: Option<&Value>) -> String {
    match content {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let text = |part: &Value| Some(part.get("text").or_else(|| part.get("refusal"))?.as_str()?.to_owned());
            parts.iter().filter_map(text).collect()
        }
        _ => String::new(),
    }
}

/// What a model said instead of making a picture, or beside it.
pub fn words(value: &Value) -> String {
    let mut text = String::new();
    for entry in value.get("output").and_then(Value::as_array).into_iter().flatten() {
        text.push_str(&text_of(entry.get("content")));
    }
    for choice in value.get("choices").and_then(Value::as_array).into_iter().flatten() {
        text.push_str(&text_of(choice.get("message").and_then(|message| message.get("content"))));
    }
    text
}

/// Data URLs of pictures anywhere in a text, else the addresses of Markdown pictures.
pub fn in_text(text: &str) -> Vec<Item> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices("data:image/") {
        let tail = text.get(start..).unwrap_or_default();
        let Some((head, rest)) = split_soon(tail, ",", 40) else { continue };
        if !head.ends_with(";base64") || found.len() == MAX_ITEMS {
            continue;
        }
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
        let end = rest.find(|c| !is_base64(c)).unwrap_or(rest.len());
        found.extend(rest.get(..end).and_then(decode).map(|bytes| Item::plain(Source::Bytes(bytes))));
    }
    if !found.is_empty() {
        return found;
    }
    for (start, _) in text.match_indices("![") {
        let tail = text.get(start..).unwrap_or_default();
        let Some((_, rest)) = split_soon(tail, "](", 1_000) else { continue };
        if (rest.starts_with("https://") || rest.starts_with("http://")) && found.len() < MAX_ITEMS {
            let url = rest.split([')', ' ', '\n']).next().unwrap_or_default();
            found.push(Item::plain(Source::Url(url.into())));
        }
    }
    found
}

/// At a mark that stands near the beginning: a long text is not searched for each of its beginnings.
fn split_soon<'a>(text: &'a str, mark: &str, within: usize) -> Option<(&'a str, &'a str)> {
    let end = (0..=(within + mark.len()).min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    let at = text.get(..end)?.find(mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// What the server says of the picture, or of all of them.
pub fn echoes(value: &Value) -> Map<String, Value> {
    let word = |key: &str| {
        let text = value.get(key)?.as_str().filter(|text| !text.is_empty() && text.len() <= 40)?;
        Some((key.to_owned(), Value::from(text)))
    };
    ["size", "quality", "output_format", "background", "action"].into_iter().filter_map(word).collect()
}

/// The picture's own usage goes before that of the text model which called for it.
pub fn usage(value: &Value) -> Option<Map<String, Value>> {
    let usage = value.pointer("/tool_usage/image_gen").filter(|usage| usage.is_object());
    let usage = usage.or_else(|| value.get("usage"))?;
    let count = |key: &str| Some((key.to_owned(), Value::from(usage.get(key)?.as_u64()?)));
    let map: Map<String, Value> =
        ["input_tokens", "output_tokens", "total_tokens"].into_iter().filter_map(count).collect();
    (!map.is_empty()).then_some(map)
}
