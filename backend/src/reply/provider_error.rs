//! Builds the error for a provider's refusal or unreadable reply: code, message, billing risk. Pure. The provider's own
//! text is redacted before it goes anywhere.

use serde_json::Value;

use super::error_class::{self, classify, RefusalDetails};
use super::error_envelope::{find_envelope, ErrorEnvelope};
use super::ReplyContext;
use crate::error::{BackendError, Code};
use crate::redact;

/// The part of a body from which its text is quoted.
pub const MAX_QUOTED_BYTES: usize = 8_000;

fn message(code: Code, status: u16) -> String {
    match code {
        Code::KeyRejected => "The provider does not accept the key.".into(),
        Code::ModerationBlocked => "The provider's safety system stopped the request.".into(),
        Code::OrgUnverified => "The provider requires a verified organization for this model.".into(),
        Code::QuotaExhausted => "The provider's quota or credit for this key is exhausted.".into(),
        Code::RateLimited => format!("The provider received too many requests (HTTP {status})."),
        Code::ModelUnknown => "The model does not exist or is not available to this key.".into(),
        Code::SizeRefused => "The provider does not make images of this size.".into(),
        Code::MaskRefused => "The provider does not accept the mask.".into(),
        Code::ParamRefused => "The provider does not accept a parameter.".into(),
        Code::PathUnknown => format!("The endpoint has no such path (HTTP {status})."),
        Code::GatewayFailed => format!("A gateway in front of the provider failed (HTTP {status})."),
        Code::ProviderFailed => format!("The provider failed (HTTP {status})."),
        _ if (300..400).contains(&status) => {
            format!("The endpoint answered with a redirect (HTTP {status}), which is not followed.")
        }
        _ => format!("The provider refused the request (HTTP {status})."),
    }
}

/// Builds the error of a reply. If the JSON holds no error object, an excerpt of `body` is shown, redacted.
pub fn from_body(body: &[u8], value: Option<&Value>, context: &ReplyContext) -> BackendError {
    let envelope = value.and_then(find_envelope);
    let excerpt = if envelope.is_some() { String::new() } else { body_excerpt(body) };
    let is_known = envelope.is_some();
    let error = from_envelope(envelope.unwrap_or_default(), &excerpt, is_html(body), context);
    match value.filter(|_| !is_known) {
        Some(value) => with_preview(error, value, context),
        None => error,
    }
}

/// For the log: JSON of an unknown shape, redacted, without long texts.
fn with_preview(error: BackendError, value: &Value, context: &ReplyContext) -> BackendError {
    let mut value = value.clone();
    shorten_texts(&mut value);
    error.with("response_preview", redact::provider_text(&value.to_string(), context.prompt, context.key))
}

fn shorten_texts(value: &mut Value) {
    const MAX_CHARS: usize = 80;
    match value {
        Value::String(text) if text.chars().count() > MAX_CHARS => *text = "…".into(),
        Value::Array(list) => {
            list.truncate(20);
            list.iter_mut().for_each(shorten_texts);
        }
        Value::Object(map) => map.values_mut().for_each(shorten_texts),
        _ => {}
    }
}

/// `excerpt` is shown if the envelope has no message.
pub fn from_envelope(envelope: ErrorEnvelope, excerpt: &str, is_html: bool, context: &ReplyContext) -> BackendError {
    let lower = |text: &Option<String>| text.as_deref().unwrap_or_default().to_ascii_lowercase();
    let (kind, provider_code, param) = (lower(&envelope.kind), lower(&envelope.code), lower(&envelope.param));
    let provider_message = envelope.message.to_lowercase();
    let refusal = RefusalDetails {
        status: context.status,
        kind: &kind,
        code: &provider_code,
        param: &param,
        message: &provider_message,
        is_html,
        is_error_object: envelope.is_error_object,
    };
    let code = classify(&refusal);
    let mut error = BackendError::new(code, message(code, context.status)).with("status", context.status);
    if let Some(reason) = error_class::reason(code, &refusal) {
        error = error.with("reason", reason);
    }
    if code == Code::KeyRejected {
        error = error.with("key_sent", context.key.is_some());
    }
    error = with_billing_risk(error, envelope.stage.as_deref());
    let param = envelope.param.clone().or_else(|| parameter_in_message(&envelope.message));
    let is_input_error =
        matches!(code, Code::ParamRefused | Code::SizeRefused | Code::MaskRefused | Code::ModelUnknown);
    let details = [
        ("provider_type", envelope.kind),
        ("provider_code", envelope.code),
        ("provider_param", envelope.param),
        ("param", param.filter(|_| is_input_error)),
        ("stage", envelope.stage),
    ];
    for (name, text) in details {
        if let Some(text) = text {
            error = error.with(name, redact::provider_text(&text, context.prompt, context.key));
        }
    }
    if code == Code::RateLimited {
        if let Some(delay_ms) = retry_delay_in_message(&provider_message) {
            error = error.with("retry_after_ms", delay_ms);
        }
    }
    let text = if envelope.message.is_empty() { excerpt } else { &envelope.message };
    with_provider_message(error, text, context)
}

/// `retryable`: the same request may succeed and cannot be billed twice. `may_have_billed`: the provider may have
/// started to work.
fn with_billing_risk(error: BackendError, stage: Option<&str>) -> BackendError {
    match error.code {
        Code::RateLimited => error.with("retryable", true).with("may_have_billed", false),
        Code::GatewayFailed | Code::ProviderFailed => error.with("retryable", false).with("may_have_billed", true),
        Code::ModerationBlocked if stage == Some("output") => {
            error.with("retryable", false).with("may_have_billed", true)
        }
        _ => error.with("retryable", false).with("may_have_billed", false),
    }
}

/// Finds the parameter in messages such as "Unknown parameter: 'tools[0].quality'.", for errors without a param field.
fn parameter_in_message(message: &str) -> Option<String> {
    let tail = message.split_once("arameter")?.1;
    let quoted = tail.split(['\'', '"', '`']).nth(1)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
    (!quoted.is_empty() && quoted.len() <= 60 && quoted.chars().all(is_name)).then(|| quoted.to_owned())
}

/// Milliseconds from messages such as "Please try again in 12s." or "in 850ms".
fn retry_delay_in_message(message: &str) -> Option<u64> {
    let tail = message.split_once("try again in ")?.1;
    let end = tail.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = tail.split_at_checked(end)?;
    let factor = if unit.starts_with("ms") {
        1.0
    } else if unit.trim_start().starts_with('m') {
        60_000.0
    } else {
        1000.0
    };
    let ms = number.trim_end_matches('.').parse::<f64>().ok()? * factor;
    // Limited to one day, so the cast cannot leave the range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=86_400_000.0).contains(&ms).then_some(ms.ceil() as u64)
}

/// `reason` is page, cut, empty, words, model_words, no_picture, not_picture or too_large; the page has a message for
/// each.
pub fn unreadable_reply(reason: &str, message: &str, context: &ReplyContext) -> BackendError {
    let content_type: String = context.content_type.chars().filter(char::is_ascii_graphic).take(60).collect();
    BackendError::new(Code::ProviderUnreadable, message)
        .with("status", context.status)
        .with("content_type", content_type)
        .with("reason", reason)
        .with("retryable", false)
        .with("may_have_billed", true)
}

/// Adds the provider's own text, redacted.
pub fn with_provider_message(mut error: BackendError, text: &str, context: &ReplyContext) -> BackendError {
    let text = redact::provider_text(text, context.prompt, context.key);
    error.provider_message = (!text.is_empty()).then_some(text);
    error
}

fn is_html(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The title of a web page, or the beginning of a text. Empty for JSON, whose unknown fields may hold anything.
pub fn body_excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..MAX_QUOTED_BYTES).unwrap_or(body)).into_owned();
    if !is_html(body) {
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
#[path = "provider_error_tests.rs"]
mod tests;
