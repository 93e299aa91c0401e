//! Classifies a provider's refusal: one table over HTTP status, type, code, parameter and message. Pure.

use crate::error::Code;

/// The facts about a refusal that decide its code. All texts are in lower case.
pub struct RefusalDetails<'a> {
    pub status: u16,
    pub kind: &'a str,
    pub code: &'a str,
    pub param: &'a str,
    pub message: &'a str,
    /// The body is an HTML page.
    pub is_html: bool,
    /// The body holds an error object.
    pub is_error_object: bool,
}

/// LiteLLM without a database knows no key but its own.
const NO_DATABASE: &str = "no connected db";
/// LiteLLM has no model of this name in its configuration.
const PROXY_MODEL: &str = "invalid model name passed in model=";

impl RefusalDetails<'_> {
    fn message_contains(&self, parts: &[&str]) -> bool {
        parts.iter().any(|part| self.message.contains(part))
    }

    fn has_code(&self, codes: &[&str]) -> bool {
        codes.contains(&self.code)
    }

    fn has_param(&self, param: &str) -> bool {
        self.param == param || self.param.rsplit(['.', ']']).next() == Some(param)
    }

    /// Some relays answer 429 for everything, including validation errors.
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
        self.has_code(CODES)
            || self.message_contains(&["unknown parameter", "unsupported parameter", "unrecognized request argument"])
            || (self.status == 422 || self.status == 400) && !self.param.is_empty()
    }
}

/// The checks run in order, specific ones before general ones.
pub fn classify(refusal: &RefusalDetails) -> Code {
    let RefusalDetails { status, code, kind, .. } = *refusal;
    if status == 401
        || refusal.has_code(&["invalid_api_key", "invalid_token"])
        || refusal.message_contains(&[NO_DATABASE])
    {
        return Code::KeyRejected;
    }
    let is_moderated = refusal.has_code(&["moderation_blocked", "content_policy_violation", "content_filter"])
        || code.contains("responsibleai")
        || status == 451
        || refusal.message_contains(&[
            "safety system",
            "content policy",
            "content management policy",
            "moderation_blocked",
        ]);
    if is_moderated {
        return Code::ModerationBlocked;
    }
    if refusal.message_contains(&["must be verified to use"]) {
        return Code::OrgUnverified;
    }
    let is_quota = status == 402
        || refusal.has_code(&["billing_hard_limit_reached", "billing_not_active"])
        || (code.contains("quota") || kind.contains("insufficient_quota"))
        || refusal.message_contains(&[
            "exceeded your current quota",
            "billing hard limit",
            "insufficient balance",
            "额度不足",
            "余额不足",
        ]);
    if is_quota {
        return Code::QuotaExhausted;
    }
    let is_limited = status == 429 || refusal.has_code(&["rate_limit_exceeded", "slow_down", "too_many_requests"]);
    if is_limited && !refusal.is_validation() {
        return Code::RateLimited;
    }
    let is_model_error = refusal.has_param("model")
        || refusal.message.contains("model")
            && refusal.message_contains(&[
                "does not exist",
                "not found",
                "no available channel",
                "无可用渠道",
                PROXY_MODEL,
            ]);
    if refusal.has_code(&["model_not_found", "deploymentnotfound"]) || (status < 500 && is_model_error) {
        return Code::ModelUnknown;
    }
    if status < 500 && (status >= 300 || kind != "server_error") {
        if let Some(code) = refused_input(refusal) {
            return code;
        }
    }
    match status {
        404 if refusal.is_error_object && !is_about_address(refusal.message) => Code::ProviderRejected,
        404 | 405 => Code::PathUnknown,
        408 | 502..=504 | 520..=529 | 598 | 599 => Code::GatewayFailed,
        500.. if refusal.is_html => Code::GatewayFailed,
        500.. => Code::ProviderFailed,
        ..300 if kind == "server_error" || refusal.has_code(&["server_error", "internal_error"]) => {
            Code::ProviderFailed
        }
        _ => Code::ProviderRejected,
    }
}

/// A 404 with an error object is the server's answer about the request, unless it speaks of the address.
fn is_about_address(message: &str) -> bool {
    let is_word = |word: &str| message.split(|c: char| !c.is_ascii_alphanumeric()).any(|one| one == word);
    let bare = message.trim_start_matches("404 ").trim_start_matches("page ").trim_end_matches('.');
    ["", "not found"].contains(&bare)
        || ["url", "route", "path"].into_iter().any(is_word)
        || ["cannot get", "cannot post"].iter().any(|part| message.contains(part))
}

/// The variant of the code that has a sentence and a remedy of its own.
pub fn reason(code: Code, refusal: &RefusalDetails) -> Option<&'static str> {
    match code {
        Code::KeyRejected if refusal.message_contains(&[NO_DATABASE]) => Some("no_database"),
        Code::ModelUnknown if refusal.message_contains(&[PROXY_MODEL]) => Some("proxy"),
        Code::ProviderRejected if refusal.status == 404 => Some("not_found"),
        Code::ParamRefused if ["image", "image[]", "images", "images[]"].contains(&refusal.param) => refusal
            .message_contains(&["required", "missing", "unknown", "unsupported", "unexpected"])
            .then_some("image_field"),
        _ => None,
    }
}

/// The code for a refused size, mask or parameter.
fn refused_input(refusal: &RefusalDetails) -> Option<Code> {
    let is_size = refusal.has_param("size")
        || refusal.code == "invalid_size"
        || refusal.message_contains(&[
            "expected widthxheight",
            "divisible by 16",
            "longest edge must",
            "pixel budget",
            "invalid size",
        ]);
    if is_size {
        return Some(Code::SizeRefused);
    }
    if refusal.code == "invalid_mask_image_format"
        || refusal.has_param("mask")
        || refusal.message_contains(&["mask image", "mask size"])
    {
        return Some(Code::MaskRefused);
    }
    refusal.is_validation().then_some(Code::ParamRefused)
}
