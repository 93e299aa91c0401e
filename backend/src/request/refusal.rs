//! From a provider's refusal to one of our codes: one table over HTTP status, type, code, parameter and message.
//! Pure. The provider's own words are redacted before they go anywhere.

use serde_json::Value;

use crate::error::{BackendError, Code};
use crate::redact;

/// What is needed to tell an error without giving anything away.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub status: u16,
    pub content_type: &'a str,
    pub prompt: &'a str,
    pub key: Option<&'a str>,
}

/// Message, type, code, param, wherever servers put them.
#[derive(Debug, Default, Clone)]
pub struct Envelope {
    pub message: String,
    pub kind: Option<String>,
    pub code: Option<String>,
    pub param: Option<String>,
    /// At which stage the safety system stopped it.
    pub stage: Option<String>,
}

impl Envelope {
    fn of_error(error: &Value) -> Self {
        let message = word(error, "message").or_else(|| detail(error.get("detail"))).or_else(|| word(error, "msg"));
        Self {
            message: message.unwrap_or_default(),
            kind: word(error, "type"),
            code: word(error, "code"),
            param: word(error, "param"),
            stage: error.get("moderation_details").and_then(|details| word(details, "moderation_stage")),
        }
    }
}

fn word(from: &Value, key: &str) -> Option<String> {
    match from.get(key) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}

/// The error inside an answer, if there is one.
pub fn envelope(value: &Value) -> Option<Envelope> {
    let error = value.get("error").filter(|error| !error.is_null());
    let error =
        error.or_else(|| value.get("errors")?.as_array().filter(|list| !list.is_empty()).and(value.get("errors")));
    match error {
        Some(Value::String(message)) if !message.is_empty() => {
            return Some(Envelope { message: message.clone(), code: word(value, "code"), ..Envelope::default() });
        }
        Some(error @ Value::Object(_)) => return Some(Envelope::of_error(error)),
        Some(Value::Array(list)) => {
            return list.first().map(|first| match first {
                Value::String(message) => Envelope { message: message.clone(), ..Envelope::default() },
                other => Envelope::of_error(other),
            });
        }
        _ => {}
    }
    let message = detail(value.get("detail")).or_else(|| word(value, "message")).or_else(|| word(value, "msg"))?;
    let param = word(value, "param").or_else(|| location(value.get("detail")));
    Some(Envelope { message, kind: word(value, "type"), code: word(value, "code"), param, stage: None })
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

fn location(value: Option<&Value>) -> Option<String> {
    let first = value?.as_array()?.first()?;
    first.get("loc")?.as_array()?.last()?.as_str().filter(|name| *name != "body").map(Into::into)
}

/// What a row of the table looks at, in lower case.
struct Seen<'a> {
    status: u16,
    kind: &'a str,
    code: &'a str,
    param: &'a str,
    message: &'a str,
    is_page: bool,
}

impl Seen<'_> {
    fn says(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.message.contains(part))
    }

    fn is_code(&self, codes: &[&str]) -> bool {
        codes.contains(&self.code)
    }

    fn names(&self, param: &str) -> bool {
        self.param == param || self.param.rsplit(['.', ']']).next() == Some(param)
    }

    /// Some relays use 429 for everything, validation included.
    fn is_validation(&self) -> bool {
        const CODES: &[&str] = &[
            "unknown_parameter",
            "missing_required_parameter",
            "invalid_value",
            "invalid_type",
            "empty_string",
            "empty_array",
            "integer_below_min_value",
            "integer_above_max_value",
            "unsupported_file_mimetype",
            "invalid_input_fidelity_model",
            "invalid_size",
        ];
        self.is_code(CODES)
            || self.says(&["unknown parameter", "unsupported parameter", "unrecognized request argument"])
            || (self.status == 422 || self.status == 400) && !self.param.is_empty()
    }
}

/// Rows in the order in which they are asked: the particular before the general.
fn classify(seen: &Seen) -> Code {
    let Seen { status, code, kind, .. } = *seen;
    if status == 401 || seen.is_code(&["invalid_api_key", "invalid_token"]) {
        return Code::KeyRejected;
    }
    let is_moderated = seen.is_code(&["moderation_blocked", "content_policy_violation", "content_filter"])
        || code.contains("responsibleai")
        || status == 451
        || seen.says(&["safety system", "content policy", "content management policy", "moderation_blocked"]);
    if is_moderated {
        return Code::ModerationBlocked;
    }
    if seen.says(&["must be verified to use"]) {
        return Code::OrgUnverified;
    }
    let is_quota = status == 402
        || seen.is_code(&["billing_hard_limit_reached", "billing_not_active"])
        || (code.contains("quota") || kind.contains("insufficient_quota"))
        || seen.says(&[
            "exceeded your current quota",
            "billing hard limit",
            "insufficient balance",
            "额度不足",
            "余额不足",
        ]);
    if is_quota {
        return Code::QuotaExhausted;
    }
    let is_limited = status == 429 || seen.is_code(&["rate_limit_exceeded", "slow_down", "too_many_requests"]);
    if is_limited && !seen.is_validation() {
        return Code::RateLimited;
    }
    let is_about_model = seen.names("model")
        || seen.message.contains("model")
            && seen.says(&["does not exist", "not found", "no available channel", "无可用渠道"]);
    if seen.is_code(&["model_not_found", "deploymentnotfound"]) || (status < 500 && is_about_model) {
        return Code::ModelUnknown;
    }
    if status < 500 && (status >= 300 || kind != "server_error") {
        if let Some(code) = refused_input(seen) {
            return code;
        }
    }
    match status {
        404 | 405 => Code::PathUnknown,
        408 | 502..=504 | 520..=529 | 598 | 599 => Code::GatewayFailed,
        500.. if seen.is_page => Code::GatewayFailed,
        500.. => Code::ProviderFailed,
        ..300 if kind == "server_error" || seen.is_code(&["server_error", "internal_error"]) => Code::ProviderFailed,
        _ => Code::ProviderRejected,
    }
}

fn refused_input(seen: &Seen) -> Option<Code> {
    let is_size = seen.names("size")
        || seen.code == "invalid_size"
        || seen.says(&[
            "expected widthxheight",
            "divisible by 16",
            "longest edge must",
            "pixel budget",
            "invalid size",
        ]);
    if is_size {
        return Some(Code::SizeRefused);
    }
    if seen.code == "invalid_mask_image_format" || seen.names("mask") || seen.says(&["mask image", "mask size"]) {
        return Some(Code::MaskRefused);
    }
    seen.is_validation().then_some(Code::ParamRefused)
}

fn sentence(code: Code, status: u16) -> String {
    match code {
        Code::KeyRejected => "The provider does not accept the key.".into(),
        Code::ModerationBlocked => "The provider's safety system stopped the request.".into(),
        Code::OrgUnverified => "The provider wants the organization verified before this model may be used.".into(),
        Code::QuotaExhausted => "The provider's quota or credit for this key is used up.".into(),
        Code::RateLimited => format!("The provider asks for a pause: too many requests (HTTP {status})."),
        Code::ModelUnknown => "The provider does not know this model, or not for this key.".into(),
        Code::SizeRefused => "The provider does not make pictures of this size.".into(),
        Code::MaskRefused => "The provider does not accept the mask.".into(),
        Code::ParamRefused => "The provider does not accept a parameter.".into(),
        Code::PathUnknown => format!("The endpoint has nothing at this address (HTTP {status})."),
        Code::GatewayFailed => format!("A gateway before the provider gave up (HTTP {status})."),
        Code::ProviderFailed => format!("The provider failed (HTTP {status})."),
        _ if (300..400).contains(&status) => {
            format!("The endpoint redirects elsewhere (HTTP {status}); redirects are not followed.")
        }
        _ => format!("The provider refused the request (HTTP {status})."),
    }
}

/// `body` is shown, redacted, where nothing in it could be understood.
pub fn of_answer(body: &[u8], value: Option<&Value>, told: &Told) -> BackendError {
    let envelope = value.and_then(envelope);
    let words = if envelope.is_some() { String::new() } else { preview(body) };
    of_envelope(envelope.unwrap_or_default(), &words, looks_like_html(body), told)
}

pub fn of_envelope(envelope: Envelope, words: &str, is_page: bool, told: &Told) -> BackendError {
    let lower = |text: &Option<String>| text.as_deref().unwrap_or_default().to_ascii_lowercase();
    let (kind, code, param) = (lower(&envelope.kind), lower(&envelope.code), lower(&envelope.param));
    let message = envelope.message.to_lowercase();
    let seen = Seen { status: told.status, kind: &kind, code: &code, param: &param, message: &message, is_page };
    let ours = classify(&seen);
    let mut error = BackendError::new(ours, sentence(ours, told.status)).with("status", told.status);
    if ours == Code::KeyRejected {
        error = error.with("key_sent", told.key.is_some());
    }
    let stage = envelope.stage.clone();
    error = risks(error, stage.as_deref());
    let param = envelope.param.clone().or_else(|| named_parameter(&envelope.message));
    let is_about_input =
        matches!(ours, Code::ParamRefused | Code::SizeRefused | Code::MaskRefused | Code::ModelUnknown);
    let shown = [
        ("provider_type", envelope.kind),
        ("provider_code", envelope.code),
        ("provider_param", envelope.param),
        ("param", param.filter(|_| is_about_input)),
        ("stage", envelope.stage),
    ];
    for (name, word) in shown {
        if let Some(word) = word {
            error = error.with(name, redact::provider_words(&word, told.prompt, told.key));
        }
    }
    if ours == Code::RateLimited {
        if let Some(pause) = pause_in(&message) {
            error = error.with("retry_after_ms", pause);
        }
    }
    let words = if envelope.message.is_empty() { words } else { &envelope.message };
    with_words(error, words, told)
}

/// `retryable`: the same request may succeed and cannot be paid twice. `may_have_billed`: the provider may have worked.
fn risks(error: BackendError, stage: Option<&str>) -> BackendError {
    match error.code {
        Code::RateLimited => error.with("retryable", true).with("may_have_billed", false),
        Code::GatewayFailed | Code::ProviderFailed => error.with("retryable", false).with("may_have_billed", true),
        Code::ModerationBlocked if stage == Some("output") => {
            error.with("retryable", false).with("may_have_billed", true)
        }
        _ => error.with("retryable", false).with("may_have_billed", false),
    }
}

/// "Unknown parameter: 'tools[0].quality'." where the field itself is missing.
fn named_parameter(message: &str) -> Option<String> {
    let tail = message.split_once("arameter")?.1;
    let quoted = tail.split(['\'', '"', '`']).nth(1)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
    (!quoted.is_empty() && quoted.len() <= 60 && quoted.chars().all(is_name)).then(|| quoted.to_owned())
}

/// "Please try again in 12s." or "in 850ms", in milliseconds.
fn pause_in(message: &str) -> Option<u64> {
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
    // Between nothing and a day; the cast cannot leave the range.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=86_400_000.0).contains(&ms).then_some(ms.ceil() as u64)
}

/// `reason`: page, cut, empty, words, model_words, no_picture, not_picture, too_large; the page has words for each.
pub fn unreadable(reason: &str, sentence: &str, told: &Told) -> BackendError {
    let content_type: String = told.content_type.chars().filter(char::is_ascii_graphic).take(60).collect();
    BackendError::new(Code::ProviderUnreadable, sentence)
        .with("status", told.status)
        .with("content_type", content_type)
        .with("reason", reason)
        .with("retryable", false)
        .with("may_have_billed", true)
}

pub fn with_words(mut error: BackendError, words: &str, told: &Told) -> BackendError {
    let words = redact::provider_words(words, told.prompt, told.key);
    error.provider_message = (!words.is_empty()).then_some(words);
    error
}

pub fn looks_like_html(body: &[u8]) -> bool {
    body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The title of a web page, or the beginning of a text; nothing of a JSON value that nobody understood.
pub fn preview(body: &[u8]) -> String {
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
#[path = "refusal_tests.rs"]
mod tests;
