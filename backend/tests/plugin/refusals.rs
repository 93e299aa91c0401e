//! Invalid input and misbehaving servers: each has its own error code, and nothing is sent for invalid input.

use crate::support::provider::{Answer, Provider, Socket};
use crate::support::{edit, generate, load, test_images};
use serde_json::{json, Value};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn invalid_images_and_masks_have_distinct_codes_and_nothing_is_sent() {
    let folder = folder();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer::images(&[]));
    let (image, mask) = (test_images::png(8, 4), test_images::mask(8, 4, 5));
    let table = [
        ("image_empty", vec![], mask.clone()),
        ("image_not_an_image", b"plain text, no image".to_vec(), mask.clone()),
        ("image_truncated", image[..image.len() - 8].to_vec(), mask.clone()),
        ("image_type_mismatch", test_images::jpeg(8, 4), mask.clone()),
        ("image_too_large", test_images::png_header_only(30_000, 4), mask.clone()),
        ("image_empty", image.clone(), vec![]),
        ("image_truncated", image.clone(), mask[..mask.len() - 8].to_vec()),
        ("image_damaged", image.clone(), test_images::png_with_broken_pixels(&mask)),
        ("mask_no_alpha", image.clone(), test_images::png(8, 4)),
        ("mask_size_mismatch", image.clone(), test_images::mask(4, 8, 5)),
        ("mask_nothing", image.clone(), test_images::mask(8, 4, 0)),
        ("mask_everything", image.clone(), test_images::mask(8, 4, 32)),
        ("mask_too_large", image.clone(), vec![7; 4 * 1024 * 1024]),
    ];
    for (code, image, mask) in table {
        let error = studio.failure(edit(&provider.base(), &studio.put(&image), &studio.put(&mask)));
        assert_eq!(error["code"], code, "{error}");
        assert!(error["message"].as_str().unwrap().ends_with('.'), "{error}");
    }
    assert!(provider.requests().is_empty());

    let mut confirmed = edit(&provider.base(), &studio.put(&image), &studio.put(&test_images::mask(8, 4, 32)));
    confirmed["allow_everything"] = json!(true);
    studio.wait_for_end(&studio.submit(confirmed));
    assert_eq!(provider.requests().len(), 1);
}

#[test]
fn submit_fails_for_images_that_are_not_uploaded() {
    let folder = folder();
    let studio = load(&folder);
    let image = studio.put(&test_images::png(8, 4));
    let submit = |image: &str, mask: &str| {
        studio.call("submit", json!({ "request": edit("http://127.0.0.1:9/v1", image, mask) }))
    };
    let missing = "0".repeat(64);
    let error = submit(&missing, &image).unwrap_err();
    assert_eq!((&error["code"], &error["details"]["field"]), (&json!("blob_missing"), &json!("request.images[0]")));
    assert_eq!(submit(&image, &missing).unwrap_err()["details"]["field"], "request.mask");
    assert_eq!(studio.call("list", json!({})), Ok(json!({ "jobs": [] })));
}

#[test]
fn arguments_of_every_command_are_checked() {
    let folder = folder();
    let studio = load(&folder);
    let sha = "a".repeat(64);
    let table = [
        ("put", json!(null), "The arguments"),
        ("put", json!({ "size": 1 }), "sha256"),
        ("put", json!({ "sha256": sha }), "size"),
        ("put", json!({ "sha256": sha, "size": -1 }), "size"),
        ("put", json!({ "sha256": sha, "size": 4, "b64": "%" }), "b64"),
        ("put", json!({ "sha256": sha, "size": 4, "b64": 5 }), "b64"),
        ("put", json!({ "sha256": sha, "size": 4, "b64": "AAAA", "offset": "x" }), "offset"),
        ("put", json!({ "sha256": sha, "size": 4, "b64": "A".repeat(6_000_000) }), "b64"),
        ("get", json!({ "sha256": "../secrets.json", "offset": 0, "length": 1 }), "sha256"),
        ("get", json!({ "sha256": sha, "offset": 0, "length": 0 }), "length"),
        ("get", json!({ "sha256": sha, "offset": 0, "length": 4_194_305 }), "length"),
        ("submit", json!({}), "request"),
        ("submit", json!({ "request": 5 }), "request"),
        ("poll", json!({ "job_id": "../x", "after": 0 }), "job_id"),
        ("poll", json!({ "job_id": "x" }), "after"),
        ("cancel", json!({}), "job_id"),
        ("acknowledge", json!({ "job_id": 5 }), "job_id"),
        ("profile_set", json!({ "key": "x" }), "profile"),
        ("profile_set", json!({ "profile": { "id": "a", "base_url": "https://x/v1" }, "key": 5 }), "key"),
        ("profile_set", json!({ "profile": { "id": "a", "base_url": "https://x/v1" }, "key": "two words" }), "key"),
    ];
    for (command, args, field) in table {
        let error = studio.call(command, args).unwrap_err();
        // A well-formed id that belongs to no job.
        let is_unknown = error["code"] == "job_unknown";
        assert!(
            is_unknown || (error["code"] == "field_invalid" && error["details"]["field"] == field),
            "{command} {error}"
        );
    }
    assert_eq!(studio.error_code("poll", json!({ "job_id": "job-1", "after": 0 })), "job_unknown");
    assert_eq!(studio.call("cancel", json!({ "job_id": "job-1" })), Ok(json!({ "cancelled": false })));
    assert_eq!(studio.call("acknowledge", json!({ "job_id": "job-1" })), Ok(json!({ "forgotten": false })));
    let error = studio.call("debug_panic", json!({})).unwrap_err();
    assert_eq!(error["code"], "internal");
}

#[test]
fn refusals_contain_the_providers_message() {
    let folder = folder();
    let studio = load(&folder);
    let provider = Provider::start(|_| {
        let error = json!({ "message": "Invalid mask image format - mask size does not match image size",
            "type": "image_generation_user_error", "code": "invalid_mask_image_format", "param": null });
        Answer::json(400, &json!({ "error": error }))
    });
    let error = studio.failure(generate(&provider.base()));
    assert_eq!(error["code"], "mask_refused");
    assert_eq!(error["provider_message"], "Invalid mask image format - mask size does not match image size");
    assert_eq!(error["provider_request_id"], "req_test");
    assert_eq!(error["details"]["status"], 400);
    assert_eq!(error["details"]["provider_code"], "invalid_mask_image_format");
}

#[test]
fn misbehaving_servers_have_distinct_codes() {
    let folder = folder();
    let studio = load(&folder);
    let table: Vec<(&str, u16, &str, Value)> = vec![
        ("key_rejected", 401, "application/json", json!({ "error": { "message": "Incorrect API key provided" } })),
        ("rate_limited", 429, "application/json", json!({ "error": "slow down" })),
        ("gateway_failed", 502, "text/html", Value::Null),
        ("provider_rejected", 200, "application/json", json!({ "error": { "message": "no" } })),
        ("provider_unreadable", 200, "application/json", json!({ "data": [] })),
        ("provider_unreadable", 200, "application/json", json!({ "data": [{ "b64_json": "bm8gcGljdHVyZQ==" }] })),
    ];
    for (code, status, content_type, body) in table {
        let provider = Provider::start(move |_| {
            let headers = vec![("content-type", content_type.to_owned()), ("retry-after", "70".to_owned())];
            Answer { status, headers, body: body.to_string().into_bytes() }
        });
        let error = studio.failure(generate(&provider.base()));
        assert_eq!(error["code"], code, "{error}");
        if status == 429 {
            // The delay is too long for an automatic retry: it is reported, and the request is not sent again.
            let details =
                json!({ "status": 429, "retry_after_ms": 70_000, "retryable": true, "may_have_billed": false });
            assert_eq!((&error["details"], provider.requests().len()), (&details, 1));
        }
    }
}

/// A provider whose answers contain images by their paths on the provider itself: "/hang…" accepts the request and never
/// answers, "/good" is an image, any other path starts a reply of 600 MB.
fn provider_with_images(paths: &'static [&'static str]) -> Socket {
    Socket::by_path(move |path, address| match path {
        path if path.starts_with("/hang") => (Vec::new(), true),
        "/good" => (Answer::raw("image/png", &test_images::png(4, 4)), false),
        "/large" => (LARGE.replace("application/json", "image/png").into_bytes(), true),
        _ => {
            let url = |path: &&str| json!({ "url": format!("http://{address}{path}") });
            let data: Vec<Value> = paths.iter().map(url).collect();
            (Answer::raw("application/json", json!({ "data": data }).to_string().as_bytes()), false)
        }
    })
}

const LARGE: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 600000000\r\n\r\n{";

#[test]
fn hanging_downloads_end_with_the_job_and_do_not_delay_others() {
    let folder = folder();
    let studio = load(&folder);
    studio.failure(generate("http://127.0.0.1:1/v1"));
    let provider = provider_with_images(&["/hang0", "/hang1", "/hang2", "/good"]);
    let mut request = generate(&provider.base());
    request["params"]["n"] = json!(4);
    request["timeout_ms"] = json!(1_500);
    let started = std::time::Instant::now();
    let (state, events) = studio.wait_for_end(&studio.submit(request));
    let elapsed = started.elapsed();
    // Sequential downloads, or the limit of a single download, would take far longer.
    assert!(elapsed < std::time::Duration::from_secs(15), "{elapsed:?}");
    let types: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!((state.as_str(), types[1]), ("done", "image"), "the available image is stored at once");
    // The index is the position in the reply, independent of the other images.
    assert_eq!(events[1]["index"], 3);
    let outcome = &events.last().unwrap()["outcome"];
    let children: Vec<(u64, &str)> = outcome["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(|child| (child["index"].as_u64().unwrap(), child["error"]["details"]["reason"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(children, [(0, "timeout"), (1, "timeout"), (2, "timeout"), (3, "")]);
    for _ in 0..3 {
        provider.closed.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
    }
}

#[test]
fn cancel_closes_the_socket_of_a_download_at_once() {
    let folder = folder();
    let studio = load(&folder);
    let cancel_one = || {
        let socket = provider_with_images(&["/hang"]);
        let job_id = studio.submit(generate(&socket.base()));
        socket.accepted.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        let started = std::time::Instant::now();
        studio.call("cancel", json!({ "job_id": job_id })).unwrap();
        socket.closed.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        started.elapsed()
    };
    // The best of several runs, because other programs on the machine disturb the measurement.
    let best = (0..5).map(|_| cancel_one()).min().unwrap();
    assert!(best < std::time::Duration::from_millis(100), "{best:?}");
}

#[test]
fn replies_above_the_size_limit_have_their_own_code() {
    let folder = folder();
    let studio = load(&folder);
    let socket = Socket::start(LARGE.into(), true);
    let error = studio.failure(generate(&socket.base()));
    assert_eq!((&error["code"], &error["details"]["limit_bytes"]), (&json!("reply_too_large"), &json!(536_870_912)));
    // A download has another code, because the user's remedy is different.
    let provider = provider_with_images(&["/large"]);
    let error = studio.failure(generate(&provider.base()));
    assert_eq!((&error["code"], &error["details"]["reason"]), (&json!("result_unfetched"), &json!("reply_too_large")));
}

#[test]
fn redirects_are_not_followed() {
    let folder = folder();
    let studio = load(&folder);
    let elsewhere = Provider::start(|_| Answer::images(&[]));
    // 307 and 308 repeat the request with its body; a client that follows the others asks without it, with its headers.
    for status in [301, 302, 303, 307, 308] {
        let target = format!("{}/images/generations", elsewhere.base());
        let provider =
            Provider::start(move |_| Answer { status, headers: vec![("location", target.clone())], body: Vec::new() });
        studio.connect(&provider.base(), Some("sk-planted")).unwrap();
        assert_eq!(studio.failure(generate(&provider.base()))["code"], "provider_rejected", "{status}");
        assert!(elsewhere.requests().is_empty(), "{status}");
    }
}

#[test]
fn connection_errors_say_whether_the_request_was_sent() {
    let folder = folder();
    let studio = load(&folder);
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/v1", listener.local_addr().unwrap())
    };
    let error = studio.failure(generate(&closed));
    assert_eq!((&error["code"], &error["details"]["sent"]), (&json!("connect_failed"), &json!(false)), "{error}");

    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{\"data\":[";
    for answer in [b"".to_vec(), b"HTTP/1.1 20".to_vec(), head.to_vec()] {
        let socket = Socket::start(answer, false);
        let error = studio.failure(generate(&socket.base()));
        assert_eq!((&error["code"], &error["details"]["sent"]), (&json!("connect_failed"), &json!(true)), "{error}");
    }
}

#[test]
fn a_hanging_server_runs_into_the_time_limit() {
    let folder = folder();
    let studio = load(&folder);
    // The first request builds the HTTP client, which on a busy machine takes longer than the limit below.
    studio.failure(generate("http://127.0.0.1:1/v1"));
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{".to_vec();
    for answer in [Vec::new(), head] {
        let socket = Socket::start(answer, true);
        let mut request = generate(&socket.base());
        request["timeout_ms"] = json!(500);
        let error = studio.failure(request);
        assert_eq!((&error["code"], &error["details"]["timeout_ms"]), (&json!("timeout"), &json!(500)));
        socket.closed.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
    }
}
