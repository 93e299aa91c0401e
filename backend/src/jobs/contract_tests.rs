//! The fixtures of tests/contract: requests over a real socket, answers through the readers. TypeScript reads the same.

use serde_json::{json, Value};

use super::testing::{provider::Recorded, Bench};
use crate::error::BackendError;
use crate::request::items::{Item, Source};
use crate::request::refusal::Told;
use crate::request::response::{self, Answer};
use crate::request::stream::{Partial, Stream};
use crate::{samples, store};

fn fixtures(kind: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/contract");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let all = json.map(|path| serde_json::from_slice::<Value>(&std::fs::read(path).unwrap()).unwrap());
    let found: Vec<Value> = all.filter(|case| case["kind"] == kind).collect();
    assert!(found.len() > 20, "{kind}: {}", found.len());
    found
}

fn picture(content_type: &str) -> Vec<u8> {
    match content_type {
        "image/png" => samples::png(8, 4),
        "image/jpeg" => samples::jpeg(8, 4),
        _ => samples::webp(8, 4),
    }
}

#[test]
fn requests_go_out_as_the_fixtures_say() {
    let bench = Bench::start();
    let mask = samples::mask(8, 4, 5);
    for case in fixtures("request") {
        let name = case["name"].as_str().unwrap();
        let provider = super::testing::provider::Provider::start(|_| {
            super::testing::provider::Answer::images(&[samples::png(2, 2)])
        });
        let mut request = case["request"].clone();
        let mut url = url::Url::parse(request["base_url"].as_str().unwrap()).unwrap();
        url.set_scheme("http").unwrap();
        url.set_ip_host(provider.address.ip()).unwrap();
        url.set_port(Some(provider.address.port())).unwrap();
        request["base_url"] = json!(url.as_str());
        bench.set_key(url.as_str(), "test-key");
        let mut wire = case["wire"].to_string();
        for (index, image) in request["images"].as_array_mut().unwrap().iter_mut().enumerate() {
            let bytes = picture(image["content_type"].as_str().unwrap());
            wire = wire.replace(&format!("{{image_{index}}}"), &super::testing::base64(&bytes));
            image["sha256"] = json!(bench.keep(&bytes));
        }
        if request.get("mask").is_some() {
            wire = wire.replace("{mask}", &super::testing::base64(&mask));
            request["mask"]["sha256"] = json!(bench.keep(&mask));
        }
        let (state, events) = bench.run(&case["profile"], &request);
        assert_eq!(state, "done", "{name}: {events:?}");
        let recorded = provider.requests();
        assert_eq!(json!(recorded.len()), *case.get("requests").unwrap_or(&json!(1)), "{name}");
        for request in recorded {
            compare(name, &serde_json::from_str(&wire).unwrap(), &request);
        }
    }
}

fn compare(name: &str, wire: &Value, sent: &Recorded) {
    let (path, query) = sent.target.split_once('?').unwrap_or((&sent.target, ""));
    assert_eq!((&wire["method"], &wire["path"]), (&json!(sent.method), &json!(path)), "{name}");
    if let Some(expected) = wire.get("query") {
        assert_eq!(*expected, json!(query), "{name}");
    }
    for (header, value) in wire.get("headers").and_then(Value::as_object).into_iter().flatten() {
        assert_eq!(json!(sent.header(header)), *value, "{name} {header}");
    }
    if let Some(expected) = wire.get("json") {
        assert_eq!(Some(expected), sent.json.as_ref(), "{name}");
    }
    if let Some(expected) = wire.get("fields") {
        assert_eq!(*expected, json!(sent.fields), "{name}");
    }
    for (index, expected) in wire.get("files").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let file = &sent.files[index];
        let told = json!([expected["field"], expected["file_name"], expected["content_type"]]);
        assert_eq!(told, json!([file.field, file.file_name, file.content_type]), "{name}");
        let image = image::load_from_memory(&file.bytes).unwrap();
        if expected["mask"] == "white" {
            let opaque = image.color() == image::ColorType::Rgb8;
            let white = image.to_luma8().pixels().filter(|pixel| pixel.0 == [255]).count();
            assert!(opaque && white == 5, "{name}: {white}");
        }
    }
    if let Some(expected) = wire.get("files").and_then(Value::as_array) {
        assert_eq!(expected.len(), sent.files.len(), "{name}");
    }
}

/// As attempt.rs does, without a socket.
fn read(case: &Value) -> (Vec<Partial>, Result<Answer, BackendError>) {
    let (content_type, body) = (case["content_type"].as_str().unwrap(), case["body"].as_str().unwrap().as_bytes());
    let status = u16::try_from(case["status"].as_u64().unwrap()).unwrap();
    let told = Told { status, content_type, prompt: "a red fox", key: Some("test-key") };
    if !content_type.starts_with("text/event-stream") || status != 200 {
        return (Vec::new(), response::read(body, &told));
    }
    let mut stream = Stream::default();
    let partials = stream.feed(body, &told).unwrap();
    (partials, stream.finish(&told))
}

#[test]
fn answers_are_read_as_the_fixtures_say() {
    let failed = |case: &Value| std::panic::catch_unwind(|| judge_case(case)).is_err();
    let failed: Vec<Value> = fixtures("response").into_iter().filter(failed).map(|case| case["name"].clone()).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

fn judge_case(case: &Value) {
    let name = case["name"].as_str().unwrap();
    let (partials, answer) = read(case);
    if let Some(expected) = case.get("partials") {
        let seen = |partial: &Partial| json!({ "index": partial.index, "bytes_sha256": store::hash(&partial.bytes) });
        assert_eq!(*expected, json!(partials.iter().map(seen).collect::<Vec<_>>()), "{name}");
    }
    let Some(error) = case.get("error") else {
        return judge(name, case, answer.unwrap_or_else(|error| panic!("{name}: {error:?}")));
    };
    let told = serde_json::to_value(answer.err().unwrap_or_else(|| panic!("{name} is an error"))).unwrap();
    assert_eq!(told["code"], error["code"], "{name}: {told}");
    for (key, value) in error.get("details").and_then(Value::as_object).into_iter().flatten() {
        assert_eq!(told["details"][key], *value, "{name} {key}");
    }
}

fn judge(name: &str, case: &Value, answer: Answer) {
    if let Some(actual) = case.get("actual") {
        assert_eq!(*actual, Value::Object(answer.actual), "{name}");
    }
    if let Some(usage) = case.get("usage") {
        assert_eq!(Some(usage.clone()), answer.usage.map(Value::Object), "{name}");
    }
    let outputs = case["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), answer.items.len(), "{name}");
    for (expected, item) in outputs.iter().zip(answer.items) {
        let Item { source, revised_prompt, actual } = item;
        let seen = match source {
            Source::Bytes(bytes) => ("bytes_sha256", json!(store::hash(&bytes))),
            Source::Url(url) => ("url", json!(url)),
        };
        assert_eq!(expected.get(seen.0), Some(&seen.1), "{name}");
        assert_eq!(expected.get("revised_prompt"), revised_prompt.map(Value::from).as_ref(), "{name}");
        if let Some(expected) = expected.get("actual") {
            assert_eq!(*expected, Value::Object(actual), "{name}");
        }
    }
}
