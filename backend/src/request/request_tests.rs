//! Each wrong field: one sentence naming it, and never its value.

use serde_json::{json, Value};

use super::*;
use crate::endpoint;
use crate::error::Code;

/// For tests of the bodies: two JPEGs with a mask-less edit.
pub fn edit_of(model: &str, params: &Value) -> JobRequest {
    let image = |name: &str| json!({ "sha256": "a".repeat(64), "content_type": "image/jpeg", "file_name": name });
    let mut value = json!({
        "request_id": "hfis-1", "task_id": "t", "operation": "edit", "base_url": "https://host/v1",
        "prompt": "a fox", "params": { "model": model }, "images": [image("C:\\pics\\my cat.PNG"), image("猫")],
    });
    for (key, given) in params.as_object().unwrap() {
        value["params"][key] = given.clone();
    }
    parse(&value).unwrap()
}

pub fn prepared(pictures: &[&[u8]], mask: Option<&[u8]>) -> Prepared {
    let content = |bytes: &[u8]| Content::Memory(bytes.into());
    let picture = |bytes: &&[u8]| Picture { kind: Kind::Jpeg, file_name: "a.jpg".into(), content: content(bytes) };
    Prepared { pictures: pictures.iter().map(picture).collect(), mask: mask.map(content) }
}

#[test]
fn file_names_are_plain_and_have_the_extension_of_what_is_sent() {
    let request = edit_of("m", &json!({}));
    assert_eq!(file_name(&request.images[0], Kind::Png, 0), "my_cat.png");
    assert_eq!(file_name(&request.images[1], Kind::Jpeg, 1), "image-2.jpg");
}

#[test]
fn the_address_has_the_path_of_the_mode_and_both_queries() {
    let mut request = edit_of("m", &json!({}));
    let url = |request: &JobRequest| request.url().to_string();
    assert_eq!(url(&request), "https://host/v1/images/edits");
    request.wire = Wire { edits_path: "images/inpainting".into(), query: "?a=1&b=2".into(), ..Wire::default() };
    assert_eq!(url(&request), "https://host/v1/images/inpainting?a=1&b=2");
    request.endpoint = endpoint::normalize("https://host/v1?api-version=preview").unwrap();
    request.wire.api_mode = ApiMode::Responses;
    assert_eq!(url(&request), "https://host/v1/responses?api-version=preview&a=1&b=2");
}

fn edit() -> Value {
    json!({
        "request_id": "hfis-1", "task_id": "t-1", "operation": "edit", "base_url": "https://host/v1",
        "prompt": "planted prompt", "params": { "model": "gpt-image-2", "size": "1024x1024", "n": 2 },
        "images": [{ "sha256": "a".repeat(64), "content_type": "image/png", "file_name": "cat.png" }],
        "mask": { "sha256": "b".repeat(64) },
    })
}

/// The value at a path like "params.n" or "images.0.sha256".
fn set(value: &mut Value, path: &str, to: Value) {
    let pointer = format!("/{}", path.replace('.', "/"));
    match value.pointer_mut(&pointer) {
        Some(place) => *place = to,
        None => {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            value.pointer_mut(parent).unwrap()[key] = to;
        }
    }
}

#[test]
fn a_whole_request_is_read_with_its_defaults() {
    let request = parse(&edit()).unwrap();
    assert_eq!(request.operation, Operation::Edit);
    assert_eq!(request.params.n, 2);
    assert_eq!((request.timeout_ms(), request.wanted()), (600_000, vec![0, 1]));
    assert_eq!(request.images.len(), 1);
    let mut quiet = edit();
    set(&mut quiet, "params.n", Value::Null);
    set(&mut quiet, "mask", Value::Null);
    let request = parse(&quiet).unwrap();
    assert_eq!((request.params.n, request.mask), (1, None));
}

#[test]
fn each_wrong_field_is_named_and_its_value_is_not_repeated() {
    let planted = json!("planted\nsecret");
    let table = [
        ("request_id", json!(5), "request.request_id"),
        ("request_id", planted.clone(), "request.request_id"),
        ("task_id", json!(""), "request.task_id"),
        ("operation", planted.clone(), "request.operation"),
        ("prompt", json!(null), "request.prompt"),
        ("prompt", json!("  \n "), "request.prompt"),
        ("prompt", json!("p".repeat(32_001)), "request.prompt"),
        ("params", json!([]), "request.params"),
        ("params.model", json!(""), "request.params.model"),
        ("params.n", json!(0), "request.params.n"),
        ("params.n", json!(11), "request.params.n"),
        ("params.n", json!("2"), "request.params.n"),
        ("params.n", json!(1.5), "request.params.n"),
        ("params.n", json!(-1), "request.params.n"),
        ("params.size", planted.clone(), "request.params.size"),
        ("params.quality", json!({}), "request.params.quality"),
        ("params.output_format", json!("gif"), "request.params.output_format"),
        ("params.output_compression", json!(101), "request.params.output_compression"),
        ("params.background", json!(""), "request.params.background"),
        ("params.moderation", json!(1), "request.params.moderation"),
        ("params.response_format", json!("url"), "request.params.response_format"),
        ("images", json!("x"), "request.images"),
        ("images", json!([]), "request.images"),
        ("images", json!(vec![json!({}); 17]), "request.images"),
        ("images.0", json!("x"), "request.images[0]"),
        ("images.0.sha256", json!("../../etc/passwd"), "request.images[0].sha256"),
        ("images.0.sha256", json!("A".repeat(64)), "request.images[0].sha256"),
        ("images.0.content_type", json!("image/gif"), "request.images[0].content_type"),
        ("images.0.file_name", json!(7), "request.images[0].file_name"),
        ("mask", json!("x"), "request.mask"),
        ("mask.sha256", json!("x"), "request.mask.sha256"),
        ("allow_everything", json!("yes"), "request.allow_everything"),
        ("timeout_ms", json!(0), "request.timeout_ms"),
        ("profile_id", json!("a b"), "request.profile_id"),
        ("only", json!(1), "request.only"),
        ("only", json!([]), "request.only"),
        ("only", json!([2]), "request.only"),
        ("only", json!([1, 1]), "request.only"),
        ("only", json!(["1"]), "request.only"),
        ("params.input_fidelity", json!("medium"), "request.params.input_fidelity"),
        ("params.partial_images", json!(4), "request.params.partial_images"),
    ];
    for (path, value, field) in table {
        let mut request = edit();
        set(&mut request, path, value);
        let error = parse(&request).unwrap_err();
        assert_eq!(error.code, Code::FieldInvalid, "{path}");
        assert_eq!(error.details["field"], field);
        assert!(error.message.starts_with(field) && error.message.ends_with('.'), "{}", error.message);
        assert!(!error.message.contains("planted") && !error.message.contains("passwd"), "{}", error.message);
    }
}

#[test]
fn generate_takes_no_pictures_and_a_bad_endpoint_is_told_as_one() {
    let mut request = edit();
    set(&mut request, "operation", json!("generate"));
    assert_eq!(parse(&request).unwrap_err().details["field"], "request.images");
    set(&mut request, "images", json!([]));
    assert_eq!(parse(&request).unwrap_err().details["field"], "request.mask");
    set(&mut request, "mask", Value::Null);
    assert!(parse(&request).is_ok());
    set(&mut request, "base_url", json!("https://user:pw@host/v1"));
    assert_eq!(parse(&request).unwrap_err().code, Code::EndpointInvalid);
}
