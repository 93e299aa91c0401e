//! Every shape in which pictures and errors come, and a parser that no answer can throw.

use base64::prelude::{Engine, BASE64_STANDARD, BASE64_STANDARD_NO_PAD};
use proptest::prelude::*;
use serde_json::json;

use super::*;

const PROMPT: &str = "planted prompt of the harbour";
const KEY: &str = "planted-key-0815";

fn told(status: u16) -> Told<'static> {
    Told { status, content_type: "application/json", prompt: PROMPT, key: Some(KEY) }
}

fn answer(value: &Value) -> Result<Answer, BackendError> {
    read(&serde_json::to_vec(value).unwrap(), &told(200))
}

fn bytes_of(value: &Value) -> Vec<Vec<u8>> {
    let of = |item: Item| match item.source {
        Source::Bytes(bytes) => bytes,
        Source::Url(url) => url.into_bytes(),
    };
    answer(value).unwrap().items.into_iter().map(of).collect()
}

#[test]
fn pictures_come_in_many_shapes() {
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
        (json!({ "data": [{ "b64_json": "%%%" }, { "b64_json": b64 }], "error": null }), vec![b"pixels!".to_vec()]),
    ];
    for (value, expected) in table {
        assert_eq!(bytes_of(&value), expected, "{value}");
    }
}

#[test]
fn echoes_usage_and_revised_prompt_are_kept() {
    let value = json!({
        "created": 1, "size": "1254x1254", "quality": "low", "background": "opaque", "output_format": "png",
        "data": [{ "b64_json": "AAAA", "revised_prompt": "better" }],
        "usage": { "input_tokens": 5, "output_tokens": 7, "total_tokens": 12, "input_tokens_details": {} },
    });
    let answer = answer(&value).unwrap();
    assert_eq!(answer.items[0].revised_prompt.as_deref(), Some("better"));
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
fn errors_come_in_many_shapes() {
    let object = json!({ "error": { "message": "Invalid mask", "type": "image_generation_user_error", "code": "invalid_mask_image_format", "param": null } });
    let table = [
        (400, object.to_string(), Code::ProviderRejected, Some("Invalid mask")),
        (400, r#"{"error":"just words"}"#.into(), Code::ProviderRejected, Some("just words")),
        (
            422,
            r#"{"detail":[{"loc":["body"],"msg":"field required"}]}"#.into(),
            Code::ProviderRejected,
            Some("field required"),
        ),
        (400, r#"{"detail":"nope"}"#.into(), Code::ProviderRejected, Some("nope")),
        (404, r#"{"message":"no route"}"#.into(), Code::ProviderRejected, Some("no route")),
        (404, String::new(), Code::ProviderRejected, None),
        (401, r#"{"error":{"message":"bad key"}}"#.into(), Code::KeyRejected, Some("bad key")),
        (307, String::new(), Code::ProviderRejected, None),
        (
            429,
            r#"{"error":{"message":"slow down","code":"slow_down"}}"#.into(),
            Code::ProviderRejected,
            Some("slow down"),
        ),
        (
            502,
            "<html><head><title>502 Bad Gateway</title></head><body>x</body></html>".into(),
            Code::ProviderFailed,
            Some("502 Bad Gateway"),
        ),
        (524, "error code: 524".into(), Code::ProviderFailed, Some("error code: 524")),
        (500, r#"{"weird":true}"#.into(), Code::ProviderFailed, None),
        (200, r#"{"error":{"message":"refused","type":"x"}}"#.into(), Code::ProviderRejected, Some("refused")),
        (200, r#"{"error":{"message":"broke","type":"server_error"}}"#.into(), Code::ProviderFailed, Some("broke")),
        (200, r#"{"error":"refused","data":[]}"#.into(), Code::ProviderRejected, Some("refused")),
        (200, "<!doctype html><title>Login</title>".into(), Code::ProviderUnreadable, Some("Login")),
        (200, r#"{"data":[{"b64_json":"AA"#.into(), Code::ProviderUnreadable, None),
        (200, r#"{"data":[]}"#.into(), Code::ProviderUnreadable, None),
        (200, r#"{"data":[{"url":"","b64_json":""}]}"#.into(), Code::ProviderUnreadable, None),
        (200, r#""just a string""#.into(), Code::ProviderUnreadable, None),
        (200, String::new(), Code::ProviderUnreadable, None),
    ];
    for (status, body, code, words) in table {
        let error = read(body.as_bytes(), &told(status)).unwrap_err();
        assert_eq!((error.code, error.provider_message.as_deref()), (code, words), "{status} {body}");
        assert_eq!(error.details["status"], status);
    }
}

#[test]
fn a_refusal_repeats_neither_prompt_nor_key() {
    let message = format!("Prompt '{PROMPT}' was refused for key {KEY}");
    let body = json!({ "error": { "message": message, "code": PROMPT, "param": KEY } }).to_string();
    let error = read(body.as_bytes(), &told(400)).unwrap_err();
    let shown = serde_json::to_string(&error).unwrap();
    assert!(!shown.contains("harbour") && !shown.contains(KEY), "{shown}");
    assert!(shown.contains("was refused"));
    let page = read(format!("upstream said {PROMPT} {KEY}").as_bytes(), &told(502)).unwrap_err();
    assert_eq!(page.provider_message.as_deref(), Some("upstream said [prompt] [key]"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// A good answer with bytes overwritten, cut or repeated is an answer or an error, never a panic.
    #[test]
    fn no_mutation_throws(status in prop::sample::select(vec![200u16, 400, 500]), edits in prop::collection::vec((0usize..400, any::<u8>()), 0..8), cut in 0usize..400) {
        let mut body = json!({
            "data": [{ "b64_json": "AAAA", "url": "https://x" }], "usage": { "input_tokens": 1 }, "size": "auto",
            "error": { "message": "<title>x</title>", "code": 5 }, "detail": [{ "msg": "m" }],
        }).to_string().into_bytes();
        for (at, byte) in edits {
            if let Some(place) = body.get_mut(at) { *place = byte; }
        }
        body.truncate(cut);
        let _ = read(&body, &told(status));
    }

    #[test]
    fn no_bytes_throw(body in prop::collection::vec(any::<u8>(), 0..300), html in any::<bool>()) {
        let body = if html { [b"<title".as_slice(), &body].concat() } else { body };
        let _ = read(&body, &told(200));
        let _ = read(&body, &told(502));
    }
}
