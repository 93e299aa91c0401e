//! Every shape in which servers send images and errors; and no reply makes the parser panic.

use base64::prelude::{Engine, BASE64_STANDARD, BASE64_STANDARD_NO_PAD};
use proptest::prelude::*;
use serde_json::{json, Value};

use super::*;
use crate::error::Code;
use crate::reply::images::{self, ImageSource, ReplyImage};

const PROMPT: &str = "planted prompt of the harbour";
const KEY: &str = "planted-key-0815";

fn context(status: u16) -> ReplyContext<'static> {
    ReplyContext { status, content_type: "application/json", prompt: PROMPT, key: Some(KEY) }
}

fn answer(value: &Value) -> Result<Answer, BackendError> {
    parse_reply(serde_json::to_vec(value).unwrap(), &context(200))
}

fn bytes_of(value: &Value) -> Vec<Vec<u8>> {
    let bytes = |image: ReplyImage| match image.source {
        ImageSource::Bytes(bytes) => bytes,
        ImageSource::Url(url) => url.into_bytes(),
    };
    answer(value).unwrap().images.into_iter().map(bytes).collect()
}

#[test]
fn images_are_found_in_all_reply_shapes() {
    let b64 = BASE64_STANDARD.encode(b"pixels!");
    let table = [
        (json!({ "data": [{ "b64_json": b64 }] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [{ "b64_json": format!("data:image/png;base64,{b64}") }] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [{ "b64_json": BASE64_STANDARD_NO_PAD.encode(b"pixels!") }] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [{ "b64_json": format!("{}\n{}", &b64[..4], &b64[4..]) }] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [{ "url": format!("data:image/png;base64,{b64}") }] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [{ "url": "", "b64_json": b64, "revised_prompt": "" }] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [{ "url": "https://x/y", "b64_json": "" }] }), vec![b"https://x/y".to_vec()]),
        (json!({ "images": [{ "url": "https://x/y" }] }), vec![b"https://x/y".to_vec()]),
        (json!({ "data": [{ "url": "/generated/1.png" }] }), vec![b"/generated/1.png".to_vec()]),
        (json!({ "data": [{ "b64_json": "https://x/y" }] }), vec![b"https://x/y".to_vec()]),
        (json!({ "data": { "b64_json": b64 } }), vec![b"pixels!".to_vec()]),
        (json!({ "images": [b64] }), vec![b"pixels!".to_vec()]),
        (json!({ "data": [], "images": [{ "url": "https://x/y" }] }), vec![b"https://x/y".to_vec()]),
        (
            json!({ "output": [{ "type": "reasoning" }, { "type": "image_generation_call", "result": b64 }] }),
            vec![b"pixels!".to_vec()],
        ),
        (
            json!({ "output": [{ "type": "image_generation_call", "status": "generating", "result": { "b64_json": b64 } }] }),
            vec![b"pixels!".to_vec()],
        ),
        (
            json!({ "output": [{ "type": "image_generation_call", "result": [format!("data:image/png;base64,{b64}")] }] }),
            vec![b"pixels!".to_vec()],
        ),
        (
            json!({ "choices": [{ "message": { "images": [{ "image_url": { "url": format!("data:image/png;base64,{b64}") } }] } }] }),
            vec![b"pixels!".to_vec()],
        ),
        (
            json!({ "output": [{ "type": "message", "content": [{ "type": "output_text", "text": format!("Here: ![image](data:image/png;base64,{b64}) and ![b](data:image/webp;base64,{b64})") }] }] }),
            vec![b"pixels!".to_vec(), b"pixels!".to_vec()],
        ),
        (
            json!({ "choices": [{ "message": { "content": "![cat](https://x/y.png) [no](https://x/z)" } }] }),
            vec![b"https://x/y.png".to_vec()],
        ),
        (json!({ "data": [{ "b64_json": "%%%" }, { "b64_json": b64 }], "error": null }), vec![b"pixels!".to_vec()]),
    ];
    for (value, expected) in table {
        assert_eq!(bytes_of(&value), expected, "{value}");
    }
}

#[test]
fn echoed_params_usage_and_revised_prompt_are_returned() {
    let value = json!({
        "created": 1, "size": "1254x1254", "quality": "low", "background": "opaque", "output_format": "png",
        "data": [{ "b64_json": "AAAA", "revised_prompt": "better", "quality": "high" }],
        "usage": { "input_tokens": 5, "output_tokens": 7, "total_tokens": 12, "input_tokens_details": {} },
    });
    let answer = answer(&value).unwrap();
    assert_eq!(answer.images[0].revised_prompt.as_deref(), Some("better"));
    assert_eq!(Value::Object(answer.images[0].actual.clone()), json!({ "quality": "high" }));
    assert_eq!(
        Value::Object(answer.actual),
        json!({ "size": "1254x1254", "quality": "low", "background": "opaque", "output_format": "png" })
    );
    assert_eq!(
        Value::Object(answer.usage.unwrap()),
        json!({ "input_tokens": 5, "output_tokens": 7, "total_tokens": 12 })
    );
}

#[test]
fn usage_and_params_of_the_image_tool_take_precedence() {
    let value = json!({
        "output": [{
            "type": "image_generation_call", "result": "AAAA", "size": "1254x1254", "quality": "low", "action": "edit",
            "background": "opaque", "output_format": "png",
            "revised_prompt": "Use the following text as the complete prompt. Do not rewrite it:\na fox",
        }],
        "usage": { "total_tokens": 1 }, "tool_usage": { "image_gen": { "total_tokens": 9, "input_tokens": 4 } },
    });
    let answer = answer(&value).unwrap();
    let actual = json!({
        "size": "1254x1254", "quality": "low", "action": "edit", "background": "opaque", "output_format": "png",
    });
    assert_eq!(Value::Object(answer.images[0].actual.clone()), actual);
    assert_eq!(answer.images[0].revised_prompt.as_deref(), Some("a fox"));
    assert_eq!(Value::Object(answer.usage.unwrap()), json!({ "total_tokens": 9, "input_tokens": 4 }));
}

#[test]
fn replies_without_images_have_distinct_errors() {
    let item = |item: Value| json!({ "output": [item] }).to_string();
    let failed = json!({ "type": "image_generation_call", "status": "failed", "result": null,
        "error": { "code": "moderation_blocked", "message": "no", "moderation_details": { "moderation_stage": "output" } } });
    let text = json!({ "type": "message", "content": [{ "type": "output_text", "text": "I cannot draw that." }] });
    let table = [
        (r#"{"error":{"message":"refused","type":"x"}}"#.to_owned(), Code::ProviderRejected, Some("refused")),
        (r#"{"error":{"message":"broke","type":"server_error"}}"#.into(), Code::ProviderFailed, Some("broke")),
        (r#"{"error":"refused","data":[]}"#.into(), Code::ProviderRejected, Some("refused")),
        (r#"{"data":[],"message":"nothing for you"}"#.into(), Code::ProviderRejected, Some("nothing for you")),
        (item(failed), Code::ModerationBlocked, Some("no")),
        (item(text), Code::ProviderUnreadable, Some("I cannot draw that.")),
        (r#"{"task_id":"t-1"}"#.into(), Code::AsyncUnsupported, None),
        (r#"{"data":[{"task_id":"t-1","status":"submitted"}]}"#.into(), Code::AsyncUnsupported, None),
        (r#"{"id":"t-1","status":"QUEUED"}"#.into(), Code::AsyncUnsupported, None),
        ("<!doctype html><title>Login</title>".into(), Code::ProviderUnreadable, Some("Login")),
        (r#"{"data":[{"b64_json":"AA"#.into(), Code::ProviderUnreadable, None),
        (r#"{"data":[]}"#.into(), Code::ProviderUnreadable, None),
        (r#"{"data":[{"url":"","b64_json":""}]}"#.into(), Code::ProviderUnreadable, None),
        (r#"{"id":"resp_1","status":"completed","output":[]}"#.into(), Code::ProviderUnreadable, None),
        (r#""just a string""#.into(), Code::ProviderUnreadable, None),
        (String::new(), Code::ProviderUnreadable, None),
    ];
    for (body, code, message) in table {
        let error = parse_reply(body.as_bytes(), &context(200)).unwrap_err();
        assert_eq!((error.code, error.provider_message.as_deref()), (code, message), "{body}");
        assert_eq!(error.details["status"], 200);
    }
}

#[test]
fn event_stream_without_its_content_type_is_parsed() {
    let body = "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AAAA\"}\n\n";
    assert_eq!(parse_reply(body.as_bytes(), &context(200)).unwrap().images.len(), 1);
}

#[test]
fn prompt_and_key_are_redacted_in_refusals() {
    let message = format!("Prompt '{PROMPT}' was refused for key {KEY}");
    let body = json!({ "error": { "message": message, "code": PROMPT, "param": KEY } }).to_string();
    let error = parse_reply(body.as_bytes(), &context(400)).unwrap_err();
    let shown = serde_json::to_string(&error).unwrap();
    assert!(!shown.contains("harbour") && !shown.contains(KEY), "{shown}");
    assert!(shown.contains("was refused"));
    let page = parse_reply(format!("upstream answered {PROMPT} {KEY}").as_bytes(), &context(502)).unwrap_err();
    assert_eq!(page.provider_message.as_deref(), Some("upstream answered [prompt] [key]"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// A valid reply with bytes overwritten or cut off gives an answer or an error, never a panic.
    #[test]
    fn mutated_replies_do_not_panic(status in prop::sample::select(vec![200u16, 400, 500]), edits in prop::collection::vec((0usize..700, any::<u8>()), 0..8), cut in 0usize..700) {
        let mut body = json!({
            "data": [{ "b64_json": "AAAA", "url": "https://x" }], "usage": { "input_tokens": 1 }, "size": "auto",
            "error": { "message": "<title>x</title>", "code": 5 }, "detail": [{ "msg": "m", "loc": ["a"] }],
            "output": [{ "type": "image_generation_call", "result": "AAAA", "error": { "code": "x" } },
                { "type": "message", "content": [{ "text": "![a](data:image/png;base64,AAAA)" }] }],
            "task_id": "t", "tool_usage": { "image_gen": { "total_tokens": 1 } },
        }).to_string().into_bytes();
        for (at, byte) in edits {
            if let Some(target) = body.get_mut(at) { *target = byte; }
        }
        body.truncate(cut);
        let _ = parse_reply(&body, &context(status));
    }

    #[test]
    fn random_bytes_do_not_panic(body in prop::collection::vec(any::<u8>(), 0..300), html in any::<bool>()) {
        let body = if html { [b"<title".as_slice(), &body].concat() } else { body };
        let _ = parse_reply(&body, &context(200));
        let _ = parse_reply(&body, &context(502));
    }
}

#[test]
fn search_in_text_is_linear() {
    let begun = std::time::Instant::now();
    for beginning in ["data:image/", "![", "data:image/png;base64", "![x]("] {
        let text = beginning.repeat(100_000);
        assert!(images::images_in_text(&text).is_empty(), "{beginning}");
    }
    // A quadratic search would take minutes.
    assert!(begun.elapsed() < std::time::Duration::from_secs(15));
}
