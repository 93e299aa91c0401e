//! Finds the error object inside a provider's JSON, in every shape that servers use. Pure.

use serde_json::Value;

/// The fields of an error object.
#[derive(Debug, Default, Clone)]
pub struct ErrorEnvelope {
    pub message: String,
    pub kind: Option<String>,
    pub code: Option<String>,
    pub param: Option<String>,
    /// The stage at which the safety system stopped the request: input or output.
    pub stage: Option<String>,
    /// The reply holds an error object, so that the server has this API.
    pub is_error_object: bool,
}

impl ErrorEnvelope {
    fn from_object(error: &Value) -> Self {
        let message =
            text(error, "message").or_else(|| detail_text(error.get("detail"))).or_else(|| text(error, "msg"));
        Self {
            message: message.unwrap_or_default(),
            kind: text(error, "type"),
            code: text(error, "code"),
            param: text(error, "param"),
            stage: error.get("moderation_details").and_then(|details| text(details, "moderation_stage")),
            is_error_object: true,
        }
    }
}

fn text(object: &Value, key: &str) -> Option<String> {
    match object.get(key) {
        // LiteLLM writes Python's None as text.
        Some(Value::String(text)) if !["", "none", "null"].contains(&text.trim().to_ascii_lowercase().as_str()) => {
            Some(text.clone())
        }
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns the error inside a reply, if there is one.
pub fn find_envelope(value: &Value) -> Option<ErrorEnvelope> {
    let error = value.get("error").filter(|error| !error.is_null());
    let error =
        error.or_else(|| value.get("errors")?.as_array().filter(|list| !list.is_empty()).and(value.get("errors")));
    match error {
        Some(Value::String(message)) if !message.is_empty() => {
            let (message, code) = (message.clone(), text(value, "code"));
            return Some(ErrorEnvelope { message, code, ..ErrorEnvelope::default() });
        }
        Some(error @ Value::Object(_)) => return Some(ErrorEnvelope::from_object(error)),
        Some(Value::Array(list)) => {
            return list.first().map(|first| match first {
                Value::String(message) => ErrorEnvelope { message: message.clone(), ..ErrorEnvelope::default() },
                other => ErrorEnvelope::from_object(other),
            });
        }
        _ => {}
    }
    let message = detail_text(value.get("detail")).or_else(|| text(value, "message")).or_else(|| text(value, "msg"))?;
    let param = text(value, "param").or_else(|| detail_location(value.get("detail")));
    let (kind, code) = (text(value, "type"), text(value, "code"));
    Some(ErrorEnvelope { message, kind, code, param, ..ErrorEnvelope::default() })
}

/// FastAPI's `detail`: a string, or a list of {loc, msg}.
fn detail_text(value: Option<&Value>) -> Option<String> {
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

/// The last element of FastAPI's `loc` is the name of the field.
fn detail_location(value: Option<&Value>) -> Option<String> {
    let first = value?.as_array()?.first()?;
    first.get("loc")?.as_array()?.last()?.as_str().filter(|name| *name != "body").map(Into::into)
}
