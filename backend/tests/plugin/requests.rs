//! Requests as the provider receives them, and results as the page receives them.

use crate::support::provider::{Answer, Provider};
use crate::support::{edit, generate, load, load_with, test_images};
use base64::prelude::{Engine, BASE64_STANDARD};
use serde_json::{json, Value};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn edit_is_sent_as_multipart_with_unchanged_files() {
    let folder = folder();
    let studio = load(&folder);
    let result = test_images::png(5, 6);
    let answered = result.clone();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&answered)));
    let (target, reference, mask) = (test_images::png(8, 4), test_images::webp(9, 9), test_images::mask(8, 4, 3));
    let mut request = edit(&provider.base(), &studio.put(&target), &studio.put(&mask));
    let second = json!({ "sha256": studio.put(&reference), "content_type": "image/webp", "file_name": "ref.webp" });
    request["images"].as_array_mut().unwrap().push(second);
    request["params"] = json!({
        "model": "gpt-image-2", "size": "1024x1024", "quality": "high", "n": 2,
        "output_format": "jpeg", "output_compression": 90, "background": "opaque", "moderation": "low",
    });
    let (state, events) = studio.wait_for_end(&studio.submit(request));
    assert_eq!(state, "done", "{events:?}");

    let recorded = provider.only_request();
    assert_eq!((recorded.method.as_str(), recorded.target.as_str()), ("POST", "/v1/images/edits"));
    assert_eq!(recorded.header("authorization"), None);
    let fields: Vec<(&str, &str)> = recorded.fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let expected = [
        ("model", "gpt-image-2"),
        ("prompt", "a fox"),
        ("n", "2"),
        ("size", "1024x1024"),
        ("quality", "high"),
        ("background", "opaque"),
        ("moderation", "low"),
        ("output_format", "jpeg"),
        ("output_compression", "90"),
    ];
    assert_eq!(fields, expected);
    let files: Vec<(&str, &str, &str, &[u8])> = recorded
        .files
        .iter()
        .map(|f| (f.field.as_str(), f.file_name.as_str(), f.content_type.as_str(), f.bytes.as_slice()))
        .collect();
    let expected: [(&str, &str, &str, &[u8]); 3] = [
        ("image[]", "cat.png", "image/png", &target),
        ("image[]", "ref.webp", "image/webp", &reference),
        ("mask", "mask.png", "image/png", &mask),
    ];
    assert_eq!(files, expected);

    assert_eq!(events.iter().map(|e| e["type"].as_str().unwrap()).collect::<Vec<_>>(), ["started", "image", "done"]);
    assert_eq!(events.iter().map(|e| e["seq"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2, 3]);
    let image = &events[1]["image"];
    assert_eq!((&image["width"], &image["height"]), (&json!(5), &json!(6)));
    assert_eq!((&image["content_type"], &image["size_bytes"]), (&json!("image/png"), &json!(result.len())));
    assert_eq!(studio.get(image["sha256"].as_str().unwrap()), result);
    let outcome = &events[2]["outcome"];
    assert_eq!((&outcome["requested"], &outcome["received"]), (&json!(2), &json!(1)));
    assert_eq!(outcome["provider_request_id"], "req_test");
}

#[test]
fn generation_is_sent_as_json_and_echoed_params_are_returned() {
    let folder = folder();
    let studio = load(&folder);
    let b64 = BASE64_STANDARD.encode(test_images::jpeg(10, 7));
    let provider = Provider::start(move |_| {
        let data = json!([{ "b64_json": format!("data:image/png;base64,{b64}"), "revised_prompt": "a red fox" }]);
        let usage = json!({ "input_tokens": 3, "output_tokens": 4, "total_tokens": 7 });
        Answer::json(200, &json!({ "data": data, "size": "1254x1254", "quality": "low", "usage": usage }))
    });
    let mut request = generate(&format!("{}?api-version=preview", provider.base()));
    request["params"]["size"] = json!("1024x1024");
    let (_, events) = studio.wait_for_end(&studio.submit(request));
    let recorded = provider.only_request();
    assert_eq!(recorded.target, "/v1/images/generations?api-version=preview");
    assert_eq!(recorded.json, Some(json!({ "model": "gpt-image-2", "prompt": "a fox", "size": "1024x1024" })));
    let image = &events[1]["image"];
    // Type and size are those of the bytes, not what the server reported.
    assert_eq!((&image["content_type"], &image["width"]), (&json!("image/jpeg"), &json!(10)));
    assert_eq!(image["revised_prompt"], "a red fox");
    let outcome = &events[2]["outcome"];
    assert_eq!(outcome["actual"], json!({ "size": "1254x1254", "quality": "low" }));
    assert_eq!(outcome["usage"], json!({ "input_tokens": 3, "output_tokens": 4, "total_tokens": 7 }));
}

#[test]
fn the_key_is_sent_to_its_own_origin_only() {
    let folder = folder();
    let studio = load(&folder);
    let (keyed, other) = (Provider::start(|_| Answer::images(&[])), Provider::start(|_| Answer::images(&[])));
    let state = studio.connect(&keyed.base(), Some("sk-planted")).unwrap();
    assert_eq!((&state["normalized"], &state["key_set"]), (&json!(keyed.base()), &json!(true)));
    studio.wait_for_end(&studio.submit(generate(&keyed.base())));
    assert_eq!(studio.error_code("submit", json!({ "request": generate(&other.base()) })), "endpoint_changed");
    studio.call("profile_activate", json!({ "id": null })).unwrap();
    studio.wait_for_end(&studio.submit(generate(&other.base())));
    assert_eq!(keyed.only_request().header("authorization"), Some("Bearer sk-planted"));
    assert_eq!(other.only_request().header("authorization"), None);
    let state = studio.connect(&other.base(), None).unwrap();
    assert_eq!(state["key_set"], false);
    let state = studio.connect(&keyed.base(), Some("")).unwrap();
    assert_eq!(state["key_set"], false);
}

#[test]
fn an_invalid_endpoint_is_stored_as_typed_but_never_with_credentials() {
    let folder = folder();
    let studio = load(&folder);
    let state = studio.connect(" htp://x ", None).unwrap();
    assert_eq!((&state["normalized"], &state["problem"]), (&Value::Null, &json!("scheme")));
    for (base, key) in [("htp://x", Some("sk-1")), ("https://u:p@x/v1", None)] {
        assert_eq!(studio.connect(base, key).unwrap_err()["code"], "endpoint_invalid");
    }
    let stored = studio.call("profiles_get", json!({})).unwrap();
    assert_eq!(stored["profiles"][0]["profile"]["base_url"], "htp://x");
}

#[test]
fn downloads_carry_no_key_and_a_failed_one_does_not_affect_the_others() {
    let folder = folder();
    let studio = load(&folder);
    let image = test_images::png(4, 4);
    let served = image.clone();
    let provider = Provider::start(move |request| match request.path() {
        "/out/1.png" => Answer::bytes("application/octet-stream", &served),
        "/out/2.png" => Answer::json(404, &Value::Null),
        _ => {
            let host = request.header("host").unwrap();
            let url = |n: u8| json!({ "url": format!("http://{host}/out/{n}.png"), "b64_json": "" });
            Answer::json(200, &json!({ "data": [url(2), url(1), { "url": "file:///etc/passwd" }] }))
        }
    });
    studio.connect(&provider.base(), Some("sk-planted")).unwrap();
    let mut request = generate(&provider.base());
    request["params"]["n"] = json!(3);
    let (state, events) = studio.wait_for_end(&studio.submit(request));
    assert_eq!(state, "done");
    let outcome = &events.last().unwrap()["outcome"];
    assert_eq!((&outcome["requested"], &outcome["received"]), (&json!(3), &json!(1)));
    let stored = events.iter().find(|event| event["type"] == "image").unwrap();
    assert_eq!((&stored["index"], studio.get(stored["image"]["sha256"].as_str().unwrap())), (&json!(1), image));
    let reason = |index: usize| &outcome["children"][index]["error"]["details"]["reason"];
    assert_eq!((reason(0), reason(1), reason(2)), (&json!("status"), &Value::Null, &json!("refused")));
    for request in provider.requests() {
        let is_download = request.path().starts_with("/out/");
        assert_eq!(request.header("authorization").is_some(), !is_download, "{}", request.target);
    }
}

#[test]
fn response_format_follows_the_setting_except_for_gpt_models() {
    let folder = folder();
    let mut studio = load_with(&folder, json!({ "response_format_b64_json": true }));
    let provider = Provider::start(|_| Answer::images(&[]));
    let sent_format = |studio: &crate::support::LoadedPlugin, model: &str| {
        let mut request = generate(&provider.base());
        request["params"]["model"] = json!(model);
        studio.wait_for_end(&studio.submit(request));
        provider.requests().last().unwrap().json.clone().unwrap()["response_format"].clone()
    };
    assert_eq!(sent_format(&studio, "flux"), "b64_json");
    assert_eq!(sent_format(&studio, "gpt-image-2"), Value::Null);
    studio.host.put("response_format_b64_json", json!(false));
    haloforge_plugin_api::HaloForgePlugin::on_settings_changed(&mut studio.plugin, studio.host.saved()).unwrap();
    assert_eq!(sent_format(&studio, "flux"), Value::Null);
}

#[test]
fn check_mask_reports_the_same_errors_as_submit() {
    let folder = folder();
    let studio = load(&folder);
    let image = studio.put(&test_images::jpeg_with_orientation(8, 4, 6));
    let args = |mask: &str, allow: bool| {
        json!({
            "image": { "sha256": image, "content_type": "image/jpeg", "file_name": "a.jpg" },
            "mask": { "sha256": mask }, "allow_everything": allow,
        })
    };
    let check = |mask: &str, allow: bool| {
        let job_id = studio.call("check_mask", args(mask, allow)).unwrap()["job_id"].as_str().unwrap().to_owned();
        studio.wait_for_end(&job_id).1.remove(1)
    };
    let good = studio.put(&test_images::mask(4, 8, 5));
    let verdict = json!({ "width": 4, "height": 8, "edit_pixels": 5, "total_pixels": 32 });
    assert_eq!((&check(&good, false)["type"], &check(&good, false)["verdict"]), (&json!("checked"), &verdict));
    let all = studio.put(&test_images::mask(4, 8, 32));
    assert_eq!(check(&all, false)["error"]["code"], "mask_everything");
    assert_eq!(check(&all, true)["type"], "checked");
    let error = &check(&studio.put(&test_images::mask(8, 4, 5)), false)["error"];
    let sizes = json!({ "image_width": 4, "image_height": 8, "mask_width": 8, "mask_height": 4 });
    assert_eq!((&error["code"], &error["details"]), (&json!("mask_size_mismatch"), &sizes));
    assert_eq!(check(&"0".repeat(64), false)["error"]["code"], "blob_missing");
    assert_eq!(studio.error_code("check_mask", json!({})), "field_invalid");
}

#[test]
fn connections_are_not_reused() {
    let folder = folder();
    let studio = load(&folder);
    let b64 = BASE64_STANDARD.encode(test_images::png(2, 2));
    let body = json!({ "data": [{ "b64_json": b64 }] }).to_string();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
    let socket = crate::support::provider::Socket::start(format!("{head}{body}").into_bytes(), true);
    assert_eq!(studio.wait_for_end(&studio.submit(generate(&socket.base()))).0, "done");
    // A dead connection would be noticed only after the request was written, and a resent request may be paid twice.
    socket.closed.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
}
