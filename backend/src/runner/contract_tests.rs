//! Runs the fixtures of tests/contract: requests over a real socket, replies through the parsers. The TypeScript tests
//! read the same files.

use serde_json::{json, Value};

use super::test_harness::provider::{Answer as ProviderAnswer, Provider, Recorded};
use super::test_harness::{base64, TestStudio};
use crate::error::BackendError;
use crate::reply::images::{ImageSource, ReplyImage};
use crate::reply::parse::parse_reply;
use crate::reply::stream::{PartialImage, ReplyStream};
use crate::reply::{Answer, ReplyContext};
use crate::{store, test_images};

fn fixtures(kind: &str) -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/contract");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let json = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let all = json.map(|path| serde_json::from_slice::<Value>(&std::fs::read(path).unwrap()).unwrap());
    let found: Vec<Value> = all.filter(|case| case["kind"] == kind).collect();
    assert!(found.len() > 20, "{kind}: {}", found.len());
    found
}

fn image_of_type(content_type: &str) -> Vec<u8> {
    match content_type {
        "image/png" => test_images::png(8, 4),
        "image/jpeg" => test_images::jpeg(8, 4),
        _ => test_images::webp(8, 4),
    }
}

#[test]
fn sent_requests_match_the_fixtures() {
    let test = TestStudio::start();
    let mask = test_images::mask(8, 4, 5);
    for case in fixtures("request") {
        let name = case["name"].as_str().unwrap();
        let provider = Provider::start(|_| ProviderAnswer::images(&[test_images::png(2, 2)]));
        let mut request = case["request"].clone();
        let mut url = url::Url::parse(request["base_url"].as_str().unwrap()).unwrap();
        url.set_scheme("http").unwrap();
        url.set_ip_host(provider.address.ip()).unwrap();
        url.set_port(Some(provider.address.port())).unwrap();
        request["base_url"] = json!(url.as_str());
        test.set_key(url.as_str(), "test-key");
        let mut expected = case["wire"].to_string();
        for (index, image) in request["images"].as_array_mut().unwrap().iter_mut().enumerate() {
            let bytes = image_of_type(image["content_type"].as_str().unwrap());
            expected = expected.replace(&format!("{{image_{index}}}"), &base64(&bytes));
            image["sha256"] = json!(test.store(&bytes));
        }
        if request.get("mask").is_some() {
            expected = expected.replace("{mask}", &base64(&mask));
            request["mask"]["sha256"] = json!(test.store(&mask));
        }
        let (state, events) = test.run(&case["profile"], &request);
        assert_eq!(state, "done", "{name}: {events:?}");
        let recorded = provider.requests();
        assert_eq!(json!(recorded.len()), *case.get("requests").unwrap_or(&json!(1)), "{name}");
        for request in recorded {
            compare_request(name, &serde_json::from_str(&expected).unwrap(), &request);
        }
    }
}

fn compare_request(name: &str, fixture: &Value, sent: &Recorded) {
    let (path, query) = sent.target.split_once('?').unwrap_or((&sent.target, ""));
    assert_eq!((&fixture["method"], &fixture["path"]), (&json!(sent.method), &json!(path)), "{name}");
    if let Some(expected) = fixture.get("query") {
        assert_eq!(*expected, json!(query), "{name}");
    }
    for (header, value) in fixture.get("headers").and_then(Value::as_object).into_iter().flatten() {
        assert_eq!(json!(sent.header(header)), *value, "{name} {header}");
    }
    if let Some(expected) = fixture.get("json") {
        assert_eq!(Some(expected), sent.json.as_ref(), "{name}");
    }
    if let Some(expected) = fixture.get("fields") {
        assert_eq!(*expected, json!(sent.fields), "{name}");
    }
    for (index, expected) in fixture.get("files").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let file = &sent.files[index];
        let described = json!([expected["field"], expected["file_name"], expected["content_type"]]);
        assert_eq!(described, json!([file.field, file.file_name, file.content_type]), "{name}");
        let image = image::load_from_memory(&file.bytes).unwrap();
        if expected["mask"] == "white" {
            let opaque = image.color() == image::ColorType::Rgb8;
            let white = image.to_luma8().pixels().filter(|pixel| pixel.0 == [255]).count();
            assert!(opaque && white == 5, "{name}: {white}");
        }
    }
    if let Some(expected) = fixture.get("files").and_then(Value::as_array) {
        assert_eq!(expected.len(), sent.files.len(), "{name}");
    }
}

/// Reads a reply as attempt.rs does, without a socket.
fn read(case: &Value) -> (Vec<PartialImage>, Result<Answer, BackendError>) {
    let (content_type, body) = (case["content_type"].as_str().unwrap(), case["body"].as_str().unwrap().as_bytes());
    let status = u16::try_from(case["status"].as_u64().unwrap()).unwrap();
    let context = ReplyContext { status, content_type, prompt: "a red fox", key: Some("test-key") };
    if !content_type.starts_with("text/event-stream") || status != 200 {
        return (Vec::new(), parse_reply(body, &context));
    }
    let mut stream = ReplyStream::default();
    let partials = stream.feed(body, &context).unwrap();
    (partials, stream.finish(&context))
}

#[test]
fn parsed_replies_match_the_fixtures() {
    let failed = |case: &Value| std::panic::catch_unwind(|| compare_reply(case)).is_err();
    let failed: Vec<Value> = fixtures("response").into_iter().filter(failed).map(|case| case["name"].clone()).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

fn compare_reply(case: &Value) {
    let name = case["name"].as_str().unwrap();
    let (partials, answer) = read(case);
    if let Some(expected) = case.get("partials") {
        let described =
            |partial: &PartialImage| json!({ "index": partial.index, "bytes_sha256": store::hash(&partial.bytes) });
        assert_eq!(*expected, json!(partials.iter().map(described).collect::<Vec<_>>()), "{name}");
    }
    let Some(error) = case.get("error") else {
        return compare_answer(name, case, answer.unwrap_or_else(|error| panic!("{name}: {error:?}")));
    };
    let actual = serde_json::to_value(answer.err().unwrap_or_else(|| panic!("{name} is an error"))).unwrap();
    assert_eq!(actual["code"], error["code"], "{name}: {actual}");
    for (key, value) in error.get("details").and_then(Value::as_object).into_iter().flatten() {
        assert_eq!(actual["details"][key], *value, "{name} {key}");
    }
}

fn compare_answer(name: &str, case: &Value, answer: Answer) {
    if let Some(actual) = case.get("actual") {
        assert_eq!(*actual, Value::Object(answer.actual), "{name}");
    }
    if let Some(usage) = case.get("usage") {
        assert_eq!(Some(usage.clone()), answer.usage.map(Value::Object), "{name}");
    }
    let outputs = case["outputs"].as_array().unwrap();
    assert_eq!(outputs.len(), answer.images.len(), "{name}");
    for (expected, image) in outputs.iter().zip(answer.images) {
        let ReplyImage { source, revised_prompt, actual } = image;
        let (field, value) = match source {
            ImageSource::Bytes(bytes) => ("bytes_sha256", json!(store::hash(&bytes))),
            ImageSource::Url(url) => ("url", json!(url)),
        };
        assert_eq!(expected.get(field), Some(&value), "{name}");
        assert_eq!(expected.get("revised_prompt"), revised_prompt.map(Value::from).as_ref(), "{name}");
        if let Some(expected) = expected.get("actual") {
            assert_eq!(*expected, Value::Object(actual), "{name}");
        }
    }
}
