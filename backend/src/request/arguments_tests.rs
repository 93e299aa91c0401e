//! Validation of requests: every error is one sentence that names the field and never contains its value.

use serde_json::json;

use super::*;
use crate::error::Code;
use crate::request::test_requests::parse_request;

fn edit() -> Value {
    json!({
        "request_id": "hfis-1", "task_id": "t-1", "operation": "edit", "base_url": "https://host/v1",
        "prompt": "planted prompt", "params": { "model": "gpt-image-2", "size": "1024x1024", "n": 2 },
        "images": [{ "sha256": "a".repeat(64), "content_type": "image/png", "file_name": "cat.png" }],
        "mask": { "sha256": "b".repeat(64) },
    })
}

/// Sets the value at a path such as "params.n" or "images.0.sha256".
fn set(value: &mut Value, path: &str, to: Value) {
    let pointer = format!("/{}", path.replace('.', "/"));
    match value.pointer_mut(&pointer) {
        Some(current) => *current = to,
        None => {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            value.pointer_mut(parent).unwrap()[key] = to;
        }
    }
}

#[test]
fn complete_request_is_parsed_with_defaults() {
    let request = parse_request(&edit()).unwrap();
    assert_eq!(request.operation, Operation::Edit);
    assert_eq!(request.params.n, 2);
    assert_eq!((request.timeout_ms(), request.requested_indices()), (600_000, vec![0, 1]));
    assert_eq!(request.images.len(), 1);
    let mut with_nulls = edit();
    set(&mut with_nulls, "params.n", Value::Null);
    set(&mut with_nulls, "mask", Value::Null);
    let request = parse_request(&with_nulls).unwrap();
    assert_eq!((request.params.n, request.mask), (1, None));
}

#[test]
fn invalid_fields_are_named_without_repeating_their_value() {
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
        ("markup", json!({ "sha256": "c".repeat(64) }), "request.markup"),
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
        let error = parse_request(&request).unwrap_err();
        assert_eq!(error.code, Code::FieldInvalid, "{path}");
        assert_eq!(error.details["field"], field);
        assert!(error.message.starts_with(field) && error.message.ends_with('.'), "{}", error.message);
        assert!(!error.message.contains("planted") && !error.message.contains("passwd"), "{}", error.message);
    }
}

#[test]
fn generate_rejects_images_and_an_invalid_endpoint_has_its_own_code() {
    let mut request = edit();
    set(&mut request, "operation", json!("generate"));
    assert_eq!(parse_request(&request).unwrap_err().details["field"], "request.images");
    set(&mut request, "images", json!([]));
    assert_eq!(parse_request(&request).unwrap_err().details["field"], "request.mask");
    set(&mut request, "mask", Value::Null);
    assert!(parse_request(&request).is_ok());
    set(&mut request, "base_url", json!("https://user:pw@host/v1"));
    assert_eq!(parse_request(&request).unwrap_err().code, Code::EndpointInvalid);
}
