//! The classification table: replies of servers and the error code of each.

use serde_json::json;

use super::*;

fn context(status: u16) -> ReplyContext<'static> {
    ReplyContext { status, content_type: "application/json", prompt: "a planted prompt", key: Some("planted-key") }
}

fn refusal(status: u16, body: &str) -> BackendError {
    from_body(body.as_bytes(), serde_json::from_str(body).ok().as_ref(), &context(status))
}

/// An API error with this type, code, param and message.
fn api(kind: &str, code: &str, param: &str, message: &str) -> String {
    let none = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    json!({ "error": { "type": none(kind), "code": none(code), "param": none(param), "message": message } }).to_string()
}

#[test]
fn refusals_are_classified() {
    const USER: &str = "image_generation_user_error";
    const INVALID: &str = "invalid_request_error";
    let table = [
        (401, api(INVALID, "invalid_api_key", "", "Incorrect API key provided"), Code::KeyRejected),
        (401, String::new(), Code::KeyRejected),
        (
            400,
            api(USER, "moderation_blocked", "", "Your request was rejected by the safety system."),
            Code::ModerationBlocked,
        ),
        (400, api(INVALID, "content_policy_violation", "", "no"), Code::ModerationBlocked),
        (400, api("", "content_filter", "", "The response was filtered"), Code::ModerationBlocked),
        (451, String::new(), Code::ModerationBlocked),
        (
            403,
            api(INVALID, "", "", "Your organization must be verified to use the model `gpt-image-2`."),
            Code::OrgUnverified,
        ),
        (
            429,
            api("insufficient_quota", "insufficient_quota", "", "You exceeded your current quota"),
            Code::QuotaExhausted,
        ),
        (400, api("", "billing_hard_limit_reached", "", "Billing hard limit has been reached"), Code::QuotaExhausted),
        (403, api("new_api_error", "insufficient_user_quota", "", "用户额度不足"), Code::QuotaExhausted),
        (402, String::new(), Code::QuotaExhausted),
        (429, api("", "rate_limit_exceeded", "", "Rate limit reached on input-images per min"), Code::RateLimited),
        (429, r#"{"error":"slow down"}"#.into(), Code::RateLimited),
        (429, String::new(), Code::RateLimited),
        // Relays that answer 429 for an invalid value.
        (429, api(INVALID, "invalid_value", "quality", "Invalid value: 'ultra'."), Code::ParamRefused),
        (400, api(USER, "invalid_value", "model", "The model 'x' does not exist."), Code::ModelUnknown),
        (404, api(INVALID, "model_not_found", "", "The model `x` does not exist"), Code::ModelUnknown),
        (503, api("new_api_error", "model_not_found", "", "No available channel for model x"), Code::ModelUnknown),
        (
            400,
            api(INVALID, "unknown_parameter", "response_format", "Unknown parameter: 'response_format'."),
            Code::ParamRefused,
        ),
        (400, api(INVALID, "invalid_value", "tools[0].quality", "Invalid value: 'ultra'."), Code::ParamRefused),
        (400, api(USER, "invalid_value", "size", "Expected WIDTHxHEIGHT"), Code::SizeRefused),
        (400, api(USER, "invalid_value", "", "Width and height must both be divisible by 16."), Code::SizeRefused),
        (400, api(USER, "invalid_value", "tools[0].size", "no"), Code::SizeRefused),
        (
            400,
            api(
                USER,
                "invalid_mask_image_format",
                "",
                "Invalid mask image format - mask size does not match image size",
            ),
            Code::MaskRefused,
        ),
        (422, r#"{"detail":[{"loc":["body","mask_image"],"msg":"field required"}]}"#.into(), Code::ParamRefused),
        (422, r#"{"detail":"nope"}"#.into(), Code::ProviderRejected),
        (400, r#"{"error":{"detail":"just words"}}"#.into(), Code::ProviderRejected),
        (400, r#"{"errors":["first","second"]}"#.into(), Code::ProviderRejected),
        (403, api("", "", "", "Forbidden"), Code::ProviderRejected),
        (404, r#"{"message":"no route"}"#.into(), Code::PathUnknown),
        (405, String::new(), Code::PathUnknown),
        (307, String::new(), Code::ProviderRejected),
        (500, r#"{"weird":true}"#.into(), Code::ProviderFailed),
        (500, "<html>oops</html>".into(), Code::GatewayFailed),
        (502, "<html><head><title>502 Bad Gateway</title></head></html>".into(), Code::GatewayFailed),
        (503, String::new(), Code::GatewayFailed),
        (504, String::new(), Code::GatewayFailed),
        (524, "error code: 524".into(), Code::GatewayFailed),
        (408, String::new(), Code::GatewayFailed),
    ];
    for (status, body, code) in table {
        let error = refusal(status, &body);
        assert_eq!(error.code, code, "{status} {body}");
        assert_eq!(error.details["status"], status);
        // An error that may have been billed is never retryable.
        let is = |name: &str| error.details[name] == true;
        assert!(!(is("retryable") && is("may_have_billed")), "{error:?}");
        assert_eq!(is("may_have_billed"), matches!(code, Code::GatewayFailed | Code::ProviderFailed), "{error:?}");
    }
}

#[test]
fn message_parameter_and_retry_delay_are_found_in_every_place() {
    let message = |status, body: &str| refusal(status, body).provider_message;
    assert_eq!(message(400, r#"{"error":"just words"}"#).as_deref(), Some("just words"));
    assert_eq!(
        message(422, r#"{"detail":[{"loc":["body"],"msg":"field required"}]}"#).as_deref(),
        Some("field required")
    );
    assert_eq!(message(502, "<html><title>502 Bad Gateway</title>").as_deref(), Some("502 Bad Gateway"));
    assert_eq!(message(524, "error code: 524").as_deref(), Some("error code: 524"));
    assert_eq!(message(500, r#"{"weird":true}"#), None);

    let param = |body: &str| refusal(400, body).details.get("param").cloned();
    let unknown = api("", "unknown_parameter", "", "Unknown parameter: 'tools[0].quality'.");
    assert_eq!(param(&unknown), Some(json!("tools[0].quality")));
    assert_eq!(param(&api("", "invalid_value", "n", "no")), Some(json!("n")));
    let located = r#"{"detail":[{"loc":["body","size"],"msg":"bad"}]}"#;
    assert_eq!(param(located), Some(json!("size")));

    let delay = |message: &str| refusal(429, &api("", "", "", message)).details.get("retry_after_ms").cloned();
    assert_eq!(delay("Limit 5, Used 5, Requested 1. Please try again in 12s."), Some(json!(12_000)));
    assert_eq!(delay("Please try again in 850ms."), Some(json!(850)));
    assert_eq!(delay("Please try again in 1.5s."), Some(json!(1_500)));
    assert_eq!(delay("Please try again in 2m."), Some(json!(120_000)));
    assert_eq!(delay("Please try again in a while."), None);
    assert_eq!(delay("Please try again in 9999999999999999999s."), None);
}

#[test]
fn moderated_output_may_have_been_billed() {
    let stopped = |stage: &str| {
        let body = json!({ "error": { "code": "moderation_blocked", "message": "x",
            "moderation_details": { "moderation_stage": stage, "categories": ["violence"] } } });
        refusal(400, &body.to_string())
    };
    assert_eq!(stopped("output").details["may_have_billed"], true);
    assert_eq!(stopped("input").details["may_have_billed"], false);
    assert_eq!(stopped("input").details["stage"], "input");
}

#[test]
fn prompt_and_key_are_redacted_in_every_field() {
    let text = "a planted prompt and planted-key";
    let error = refusal(400, &api(text, text, text, text));
    let shown = serde_json::to_string(&error).unwrap();
    assert!(!shown.contains("planted"), "{shown}");
}
