//! Whole jobs against a server that records, streams, fails and hangs, to test results, retention and retries.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{json, Value};

use super::test_harness::provider::{Answer, Provider, Socket};
use super::test_harness::{base64, count, edit, event, generate, TestStudio};
use crate::test_images;

fn stream(values: &[Value]) -> String {
    values.iter().map(|value| format!("data: {value}\n\n")).collect()
}

fn partial(index: u64, bytes: &[u8]) -> Value {
    json!({ "type": "image_generation.partial_image", "b64_json": base64(bytes), "partial_image_index": index })
}

fn completed(bytes: &[u8]) -> Value {
    json!({ "type": "image_generation.completed", "b64_json": base64(bytes), "quality": "low" })
}

fn head(content_type: &str, length: usize) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n")
}

/// Answers the n-th request with the n-th answer, and all later requests with the last one.
fn answering_in_order(answers: Vec<Answer>) -> Provider {
    let answers = Mutex::new(answers.into_iter());
    let last = Mutex::new(Answer::json(500, &Value::Null));
    Provider::start(move |_| {
        let mut last = last.lock().unwrap();
        if let Some(next) = answers.lock().unwrap().next() {
            *last = next;
        }
        Answer { status: last.status, headers: last.headers.clone(), body: last.body.clone() }
    })
}

#[test]
fn previews_are_replaced_by_newer_ones_and_by_the_finished_image() {
    let test = TestStudio::start();
    let (first, second, last) = (test_images::png(2, 2), test_images::png(3, 3), test_images::png(4, 4));
    let body = stream(&[partial(0, &first), json!({ "type": "nonsense" })]);
    let socket = Socket::start(format!("{}{body}", head("text/event-stream", 9_999)).into_bytes(), true);
    let profile = json!({ "stream": true });
    let job_id = test.submit(&profile, &generate(&socket.base(), &json!({})));
    let (_, events) = test.wait_until(&job_id, |_, events| count(events, "partial") > 0);
    let preview = event(&events, "partial");
    assert_eq!((&preview["index"], &preview["image"]["width"]), (&json!(0), &json!(2)));
    let sha256 = preview["image"]["sha256"].as_str().unwrap().to_owned();
    assert_eq!(test.studio.store.read_chunk(&sha256, 0, 1 << 20).unwrap().0, first);
    assert!(!test.folder.path().join("blobs").join(&sha256).exists());
    assert!(test.studio.jobs.cancel(&job_id).is_some());
    assert!(test.studio.jobs.acknowledge(&job_id));
    // The aborted task releases the preview asynchronously.
    let is_removed = || test.studio.store.read_chunk(&sha256, 0, 1).is_err();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while !is_removed() && std::time::Instant::now() < deadline {
        std::thread::yield_now();
    }
    assert!(is_removed());

    let text = stream(&[partial(0, &first), partial(1, &second), completed(&last)]);
    let provider = Provider::start(move |_| Answer::bytes("text/event-stream; charset=utf-8", text.as_bytes()));
    let mut request = generate(&provider.base(), &json!({ "quality": "high" }));
    request["request_id"] = json!("hfis-2");
    let (state, events) = test.run(&profile, &request);
    assert_eq!((state.as_str(), count(&events, "partial"), count(&events, "image")), ("done", 0, 1));
    assert_eq!(event(&events, "image")["image"]["width"], 4);
    let difference = json!([{ "field": "quality", "requested": "high", "actual": "low" }]);
    assert_eq!(event(&events, "done")["outcome"]["difference"], difference);
}

#[test]
fn server_error_of_a_streamed_request_names_streaming_as_a_cause() {
    let test = TestStudio::start();
    for (is_streaming, reason) in [(true, json!("streamed")), (false, Value::Null)] {
        let provider = Provider::start(|_| Answer::json(500, &json!({ "error": { "message": "boom" } })));
        let (state, events) = test.run(&json!({ "stream": is_streaming }), &generate(&provider.base(), &json!({})));
        assert_eq!((state.as_str(), &event(&events, "failed")["error"]["details"]["reason"]), ("failed", &reason));
    }
}

#[test]
fn broken_stream_keeps_its_preview_and_may_have_been_billed() {
    let test = TestStudio::start();
    let body = stream(&[partial(0, &test_images::png(2, 2))]);
    // A regular end of the body, and a lost connection.
    for (content_length, code) in [(body.len(), "stream_broken"), (body.len() + 5, "connect_failed")] {
        let socket = Socket::start(format!("{}{body}", head("text/event-stream", content_length)).into_bytes(), false);
        let job_id = test.submit(&json!({ "stream": true }), &generate(&socket.base(), &json!({})));
        let (state, events) = test.wait_for_end(&job_id);
        let error = &event(&events, "failed")["error"];
        assert_eq!((state.as_str(), &error["code"]), ("failed", &json!(code)));
        let details =
            (&error["details"]["partials"], &error["details"]["may_have_billed"], &error["details"]["retryable"]);
        assert_eq!(details, (&json!(1), &json!(true), &json!(false)), "{error}");
        let sha256 = event(&events, "partial")["image"]["sha256"].as_str().unwrap().to_owned();
        assert!(test.studio.store.read_chunk(&sha256, 0, 1).is_ok());
    }
    // A finished image counts even if the connection is lost after it.
    let body = stream(&[completed(&test_images::png(2, 2))]);
    let socket = Socket::start(format!("{}{body}", head("text/event-stream", 9_999)).into_bytes(), false);
    assert_eq!(test.run(&json!({ "stream": true }), &generate(&socket.base(), &json!({}))).0, "done");
}

#[test]
fn content_type_decides_and_wrong_content_types_are_tolerated() {
    let test = TestStudio::start();
    let json_body = json!({ "data": [{ "b64_json": base64(&test_images::png(2, 2)) }] }).to_string();
    let stream_body = stream(&[completed(&test_images::png(2, 2))]);
    let table = [
        ("application/json", &json_body),
        ("text/plain", &json_body),
        ("text/event-stream", &json_body),
        ("text/event-stream", &stream_body),
        ("application/json", &stream_body),
        ("", &stream_body),
    ];
    for (content_type, body) in table {
        let (content_type, body) = (content_type.to_owned(), body.clone());
        let provider = Provider::start(move |_| Answer::bytes(&content_type, body.as_bytes()));
        for is_streaming in [false, true] {
            let (state, events) = test.run(&json!({ "stream": is_streaming }), &generate(&provider.base(), &json!({})));
            assert_eq!(state, "done", "{events:?}");
        }
    }
}

#[test]
fn partial_success_is_kept_and_only_failed_images_are_retried() {
    let test = TestStudio::start();
    let refused = || Answer::json(400, &json!({ "error": { "code": "moderation_blocked", "message": "no" } }));
    let image = || Answer::images(&[test_images::png(2, 2)]);
    let provider = answering_in_order(vec![image(), refused(), image(), image()]);
    let profile = json!({ "codex_compat": true, "concurrency": 1 });
    let request = generate(&provider.base(), &json!({ "n": 4, "size": "64x64" }));
    let job_id = test.submit(&profile, &request);
    let (state, events) = test.wait_for_end(&job_id);
    assert_eq!((state.as_str(), count(&events, "image"), count(&events, "child_failed")), ("done", 3, 1), "{events:?}");
    let outcome = &event(&events, "done")["outcome"];
    assert_eq!((&outcome["requested"], &outcome["received"]), (&json!(4), &json!(3)));
    let failed = event(&events, "child_failed")["index"].clone();
    for (index, child) in outcome["children"].as_array().unwrap().iter().enumerate() {
        let state = if failed == index { "failed" } else { "done" };
        assert_eq!((&child["index"], &child["state"]), (&json!(index), &json!(state)));
        assert_eq!(child["error"]["code"] == "moderation_blocked", failed == index);
    }
    let fields: Vec<&Value> = outcome["difference"].as_array().unwrap().iter().map(|d| &d["field"]).collect();
    assert_eq!(fields, ["size", "count"]);
    // The journal restores the record unchanged.
    assert_eq!(
        crate::jobs::JobRegistry::open(test.folder.path(), &Default::default(), |_| true)
            .get(&job_id)
            .unwrap()
            .snapshot(),
        test.record(&job_id)
    );

    let mut retry = request;
    retry["only"] = json!([failed]);
    let (state, events) = test.run(&profile, &retry);
    assert_eq!((state.as_str(), &event(&events, "image")["index"]), ("done", &failed));
    assert_eq!(event(&events, "done")["outcome"]["requested"], 1);
    assert_eq!(provider.requests().len(), 5);

    // If all requests fail, the job fails with the error of the first.
    let provider = Provider::start(move |_| refused());
    let (state, events) = test.run(&profile, &generate(&provider.base(), &json!({ "n": 2 })));
    assert_eq!((state.as_str(), count(&events, "child_failed")), ("failed", 2));
    assert_eq!(event(&events, "failed")["error"]["code"], "moderation_blocked");
}

#[test]
fn concurrency_is_limited_by_the_profile() {
    let test = TestStudio::start();
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (current, maximum) = (now.clone(), most.clone());
    let provider = Provider::slow(Duration::from_millis(80), move |is_entering| {
        if is_entering {
            maximum.fetch_max(current.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        } else {
            current.fetch_sub(1, Ordering::SeqCst);
        }
        Answer::images(&[test_images::png(2, 2)])
    });
    for (concurrency, expected) in [(1, 1), (3, 3)] {
        most.store(0, Ordering::SeqCst);
        let profile = json!({ "codex_compat": true, "concurrency": concurrency });
        let submit = |id: &str| {
            let mut request = generate(&provider.base(), &json!({ "n": 6 }));
            request["request_id"] = json!(id);
            test.submit(&profile, &request)
        };
        for job in [submit("hfis-a"), submit("hfis-b")] {
            assert_eq!(test.wait_for_end(&job).0, "done");
        }
        assert_eq!((most.load(Ordering::SeqCst), now.load(Ordering::SeqCst)), (expected, 0));
    }
}

#[test]
fn only_requests_that_cannot_have_been_billed_are_retried() {
    let test = TestStudio::start();
    let image = || Answer::images(&[test_images::png(2, 2)]);
    let status = |status: u16, headers: &[(&'static str, &str)]| {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Answer { status, headers, body: br#"{"error":{"message":"x"}}"#.to_vec() }
    };
    let table = [
        (status(429, &[("retry-after-ms", "20")]), "done", 2),
        (status(429, &[("retry-after", "0.02")]), "done", 2),
        (status(429, &[]), "failed", 1),
        (status(429, &[("retry-after-ms", "20"), ("x-should-retry", "false")]), "failed", 1),
        (status(429, &[("retry-after", "3600")]), "failed", 1),
        (status(500, &[("retry-after-ms", "20")]), "failed", 1),
        (status(502, &[]), "failed", 1),
        // The server had the whole request.
        (status(503, &[("retry-after-ms", "20")]), "failed", 1),
        (status(504, &[]), "failed", 1),
        (status(401, &[]), "failed", 1),
    ];
    for (first, state, requests) in table {
        let name = format!("{} {:?}", first.status, first.headers);
        let provider = answering_in_order(vec![first, image()]);
        let (actual, events) = test.run(&json!({}), &generate(&provider.base(), &json!({})));
        assert_eq!((actual.as_str(), provider.requests().len()), (state, requests), "{name} {events:?}");
        assert_eq!(count(&events, "retrying"), requests - 1);
    }
    // The third attempt is the last.
    let provider = answering_in_order(vec![status(429, &[("retry-after-ms", "1")])]);
    let (_, events) = test.run(&json!({}), &generate(&provider.base(), &json!({})));
    assert_eq!((provider.requests().len(), count(&events, "retrying")), (3, 2));
    assert_eq!(event(&events, "failed")["error"]["details"]["attempts"], 3);
}

#[test]
fn a_503_before_the_body_was_sent_is_retried() {
    let test = TestStudio::start();
    // More than the kernel's socket buffers hold. Bytes after the end of a PNG are not inspected.
    let large = [test_images::png(8, 4), vec![0; 24 * 1024 * 1024]].concat();
    let answer =
        b"HTTP/1.1 503 Service Unavailable\r\nretry-after-ms: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let socket = Socket::not_reading(answer.to_vec());
    let mut request = edit(&test, &socket.base());
    request["images"][0]["sha256"] = json!(test.store(&large));
    let (_, events) = test.run(&json!({}), &request);
    let error = &event(&events, "failed")["error"];
    assert_eq!((&error["code"], count(&events, "retrying")), (&json!("gateway_failed"), 2), "{events:?}");
}

#[test]
fn a_truncated_reply_fails_wherever_it_is_cut() {
    let test = TestStudio::start();
    let png = test_images::png(2, 2);
    let bodies = [
        ("application/json", json!({ "data": [{ "b64_json": base64(&png) }], "size": "2x2" }).to_string()),
        ("text/event-stream", stream(&[partial(0, &png), completed(&png)])),
    ];
    for (content_type, body) in bodies {
        let whole = format!("{}{body}", head(content_type, body.len())).into_bytes();
        // A stream is complete without its last line break.
        let last = if content_type == "application/json" { whole.len() } else { whole.len() - 2 };
        for end in (0..last).step_by(37).chain([last - 1]) {
            let socket = Socket::start(whole[..end].to_vec(), false);
            let (state, events) = test.run(&json!({ "stream": true }), &generate(&socket.base(), &json!({})));
            let error = event(&events, "failed")["error"].clone();
            assert_eq!(
                (state.as_str(), &error["details"]["may_have_billed"]),
                ("failed", &json!(true)),
                "{end} {error}"
            );
            assert_eq!(count(&events, "retrying"), 0, "{end}");
        }
        let socket = Socket::start(whole, false);
        assert_eq!(test.run(&json!({}), &generate(&socket.base(), &json!({}))).0, "done");
    }
}

#[test]
fn a_paid_result_is_kept_as_it_came_in_any_type_and_without_its_end() {
    let test = TestStudio::start();
    let (png, jpeg) = (test_images::png(8, 4), test_images::jpeg(8, 4));
    let results = [
        ("image/gif", test_images::gif(8, 4)),
        ("image/bmp", test_images::bmp(8, 4)),
        ("image/png", png[..png.len() - 12].to_vec()),
        ("image/jpeg", jpeg[..jpeg.len() - 2].to_vec()),
    ];
    for (content_type, bytes) in results {
        let answer = Answer::json(200, &json!({ "data": [{ "b64_json": base64(&bytes) }] }));
        let provider = answering_in_order(vec![answer]);
        let (state, events) = test.run(&json!({}), &generate(&provider.base(), &json!({})));
        assert_eq!(state, "done", "{content_type} {events:?}");
        let image = &event(&events, "image")["image"];
        assert_eq!(image["content_type"], content_type);
        let sha256 = image["sha256"].as_str().unwrap();
        assert_eq!(test.studio.store.read(sha256).unwrap(), bytes, "{content_type}");
    }
}

#[test]
fn timeout_errors_name_the_phase() {
    let test = TestStudio::start();
    // The first request builds the HTTP client, which on a busy machine takes longer than the limits below.
    test.run(&json!({}), &generate("http://127.0.0.1:1/v1", &json!({})));
    let started = format!("{}{{", head("application/json", 5_000)).into_bytes();
    let with_preview =
        format!("{}{}", head("text/event-stream", 5_000), stream(&[partial(0, &test_images::png(2, 2))]));
    let table = [(Vec::new(), "first_byte"), (started, "body"), (with_preview.into_bytes(), "body")];
    for (answer, phase) in table {
        let socket = Socket::start(answer, true);
        let mut request = generate(&socket.base(), &json!({}));
        request["timeout_ms"] = json!(1_500);
        let (_, events) = test.run(&json!({}), &request);
        let error = &event(&events, "failed")["error"];
        assert_eq!((&error["code"], &error["details"]["phase"]), (&json!("timeout"), &json!(phase)), "{error}");
        assert_eq!(error["details"]["may_have_billed"], true);
        socket.closed.recv_timeout(Duration::from_secs(20)).unwrap();
    }
}

#[test]
fn first_byte_timeout_applies_to_a_silent_server() {
    let test = TestStudio::start();
    let profile = json!({ "first_byte_s": 1 });
    let silent = Socket::start(Vec::new(), true);
    let (_, events) = test.run(&profile, &generate(&silent.base(), &json!({})));
    let error = &event(&events, "failed")["error"];
    let actual = (&error["code"], &error["details"]["phase"], &error["details"]["timeout_ms"]);
    assert_eq!(actual, (&json!("timeout"), &json!("first_byte"), &json!(1_000)), "{error}");
    assert_eq!(error["details"]["may_have_billed"], true);
    silent.closed.recv_timeout(Duration::from_secs(20)).unwrap();
    // A reply that has begun is limited by the total time only.
    let started = Socket::start(format!("{}{{", head("application/json", 5_000)).into_bytes(), true);
    let mut request = generate(&started.base(), &json!({}));
    request["timeout_ms"] = json!(2_500);
    let (_, events) = test.run(&profile, &request);
    assert_eq!(event(&events, "failed")["error"]["details"]["phase"], "body", "{events:?}");
}

#[test]
fn masked_photo_is_sent_upright_and_the_mask_in_the_servers_polarity() {
    let test = TestStudio::start();
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    let mut request = edit(&test, &provider.base());
    let photo = test.store(&test_images::jpeg_with_orientation(8, 4, 6));
    request["images"][0] = json!({ "sha256": photo, "content_type": "image/jpeg", "file_name": "photo.jpeg" });
    request["mask"] = json!({ "sha256": test.store(&test_images::mask(4, 8, 5)) });
    let (state, events) = test.run(&json!({ "mask_polarity": "white" }), &request);
    assert_eq!(state, "done", "{events:?}");
    let sent = provider.only_request();
    let described = |index: usize| {
        let file = &sent.files[index];
        let image = image::load_from_memory(&file.bytes).unwrap();
        (file.file_name.clone(), file.content_type.clone(), image.width(), image.height(), image.color())
    };
    let png = |name: &str| (name.to_owned(), "image/png".to_owned(), 4, 8, image::ColorType::Rgb8);
    assert_eq!((described(0), described(1)), (png("photo.png"), png("mask.png")));
}

#[test]
fn markup_has_a_field_of_its_own_and_fits_the_upright_photo() {
    let test = TestStudio::start();
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    let mut request = edit(&test, &provider.base());
    request["mask"] = Value::Null;
    let photo = test.store(&test_images::jpeg_with_orientation(8, 4, 6));
    request["images"][0] = json!({ "sha256": photo, "content_type": "image/jpeg", "file_name": "photo.jpeg" });
    let drawing = test_images::mask(4, 8, 5);
    request["markup"] = json!({ "sha256": test.store(&drawing) });
    let (state, events) = test.run(&json!({}), &request);
    assert_eq!(state, "done", "{events:?}");
    let sent = provider.only_request();
    let fields: Vec<&str> = sent.files.iter().map(|file| file.field.as_str()).collect();
    assert_eq!(fields.last(), Some(&"markup"), "{fields:?}");
    assert_eq!(sent.files.last().unwrap().bytes, drawing);
    assert_eq!(sent.files[0].content_type, "image/png");

    for wrong in [test_images::mask(8, 4, 5), test_images::png(4, 8), b"torn".to_vec()] {
        request["request_id"] = json!(format!("hfis-{}", wrong.len()));
        request["markup"] = json!({ "sha256": test.store(&wrong) });
        let (_, events) = test.run(&json!({}), &request);
        assert_eq!(event(&events, "failed")["error"]["details"]["field"], "request.markup", "{events:?}");
    }
}

#[test]
fn results_are_downloaded_from_allowed_addresses_only() {
    let test = TestStudio::start();
    let attempts = Arc::new(AtomicUsize::new(0));
    let served = attempts.clone();
    let provider = Provider::start(move |request| {
        let redirect = |to: &str| Answer { status: 302, headers: vec![("location", to.into())], body: Vec::new() };
        let image = || Answer::bytes("application/octet-stream", &test_images::png(4, 4));
        match request.path() {
            "/out/good" => image(),
            "/out/hop3" => redirect("/out/good"),
            "/out/hop2" => redirect("hop3"),
            "/out/hop1" => redirect("./hop2"),
            "/out/hop0" => redirect("hop1"),
            "/out/private" => redirect("http://169.254.169.254/latest"),
            "/out/page" => Answer::bytes("image/png", b"<html>sign in</html>"),
            "/out/flaky" if served.fetch_add(1, Ordering::SeqCst) == 0 => Answer::json(503, &Value::Null),
            "/out/flaky" => image(),
            "/out/gone" => Answer::json(404, &Value::Null),
            _ => {
                let prompt = request.json.as_ref().unwrap()["prompt"].as_str().unwrap().to_owned();
                Answer::json(200, &json!({ "data": [{ "url": prompt }] }))
            }
        }
    });
    let base = provider.base();
    let own = base.trim_end_matches("/v1");
    test.set_key(&base, "planted-key");
    let table = [
        (format!("{own}/out/good"), "done", ""),
        (format!("{}/out/good", own.replace("127.0.0.1", "localhost")), "done", ""),
        // Relative to the address of the request.
        ("/out/good".to_owned(), "done", ""),
        ("../../out/good".to_owned(), "done", ""),
        (format!("{own}/out/hop1"), "done", ""),
        (format!("{own}/out/hop0"), "failed", "redirects"),
        (format!("{own}/out/private"), "failed", "refused"),
        (format!("{own}/out/flaky"), "done", ""),
        (format!("{own}/out/gone"), "failed", "status"),
        ("http://10.255.255.1/x.png".to_owned(), "failed", "refused"),
        ("file:///etc/passwd".to_owned(), "failed", "refused"),
        ("http://".to_owned(), "failed", "unreadable"),
    ];
    for (address, state, reason) in table {
        let mut request = generate(&base, &json!({}));
        request["prompt"] = json!(address);
        let (actual, events) = test.run(&json!({}), &request);
        assert_eq!(actual, state, "{address} {events:?}");
        if state == "failed" {
            let error = &event(&events, "failed")["error"];
            assert_eq!((&error["code"], &error["details"]["reason"]), (&json!("result_unfetched"), &json!(reason)));
            assert!(!error.to_string().contains("/out/"), "{error}");
        }
    }
    let mut request = generate(&base, &json!({}));
    request["prompt"] = json!(format!("{own}/out/page"));
    let (_, events) = test.run(&json!({}), &request);
    assert_eq!(event(&events, "failed")["error"]["code"], "provider_unreadable");
    for request in provider.requests() {
        let is_download = request.path().starts_with("/out/");
        assert_eq!(request.header("authorization").is_none(), is_download, "{}", request.target);
    }
}

#[test]
fn results_on_another_port_of_a_private_endpoint_are_not_downloaded() {
    let test = TestStudio::start();
    let inner = Provider::start(|_| Answer::bytes("image/png", &test_images::png(4, 4)));
    let port = inner.address.port();
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let address = format!("http://{host}:{port}/x.png");
        let relay = Provider::start(move |_| Answer::json(200, &json!({ "data": [{ "url": address }] })));
        let (_, events) = test.run(&json!({}), &generate(&relay.base(), &json!({})));
        assert_eq!(event(&events, "failed")["error"]["details"]["reason"], "refused", "{host} {events:?}");
    }
    assert_eq!(inner.requests().len(), 0);
}

#[test]
fn connection_failures_are_reported_as_unsent() {
    let test = TestStudio::start();
    // A server without TLS.
    let plain = Socket::start(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), false);
    let secure = plain.base().replace("http://", "https://");
    let table = [(secure, "tls_failed"), ("http://name.invalid/v1".to_owned(), "dns_failed")];
    for (base, code) in table {
        let (_, events) = test.run(&json!({}), &generate(&base, &json!({})));
        let error = &event(&events, "failed")["error"];
        let actual = (&error["code"], &error["details"]["sent"], &error["details"]["may_have_billed"]);
        assert_eq!(actual, (&json!(code), &json!(false), &json!(false)), "{error}");
    }
}

#[test]
fn fetch_outputs_downloads_from_public_addresses_only_and_reports_each_failure() {
    let test = TestStudio::start();
    let provider = Provider::start(|_| Answer::bytes("image/png", &test_images::png(4, 4)));
    let urls = vec![provider.base().parse().unwrap(), "http://10.0.0.1/x.png".parse().unwrap()];
    let job_id = super::fetch_outputs(&test.studio, urls);
    let (state, events) = test.wait_for_end(&job_id);
    assert_eq!((state.as_str(), count(&events, "child_failed")), ("failed", 2), "{events:?}");
    assert!(provider.requests().is_empty());
}

#[test]
fn a_received_image_is_kept_if_its_stream_stays_open_until_the_time_limit() {
    let test = TestStudio::start();
    test.run(&json!({}), &generate("http://127.0.0.1:1/v1", &json!({})));
    let body = stream(&[completed(&test_images::png(2, 2))]);
    let socket = Socket::start(format!("{}{body}", head("text/event-stream", 9_999)).into_bytes(), true);
    let mut request = generate(&socket.base(), &json!({}));
    request["timeout_ms"] = json!(1_500);
    let (state, events) = test.run(&json!({ "stream": true }), &request);
    assert_eq!((state.as_str(), count(&events, "image")), ("done", 1), "{events:?}");
    socket.closed.recv_timeout(Duration::from_secs(20)).unwrap();
}

#[test]
fn rate_limit_inside_a_200_is_not_retried() {
    let test = TestStudio::start();
    let limited = json!({ "code": "rate_limit_exceeded", "message": "Please try again in 5ms." });
    let error = json!({ "type": "error", "error": limited });
    let bodies = [
        ("text/event-stream", stream(&[partial(0, &test_images::png(2, 2)), error])),
        ("application/json", json!({ "error": limited }).to_string()),
    ];
    for (content_type, body) in bodies {
        let provider = Provider::start(move |_| Answer::bytes(content_type, body.as_bytes()));
        let (_, events) = test.run(&json!({ "stream": true }), &generate(&provider.base(), &json!({})));
        assert_eq!(event(&events, "failed")["error"]["code"], "rate_limited");
        assert_eq!((provider.requests().len(), count(&events, "retrying")), (1, 0), "{content_type}");
    }
}

#[test]
fn duplicates_are_removed_only_beyond_the_requested_count() {
    let test = TestStudio::start();
    let (one, other) = (test_images::png(2, 2), test_images::png(3, 3));
    let twice = stream(&[completed(&one), completed(&one)]);
    let table = [
        (json!({ "stream": true }), json!({}), twice, vec![2]),
        (json!({ "stream": true }), json!({}), stream(&[completed(&one), completed(&other)]), vec![2, 3]),
        (
            json!({}),
            json!({ "n": 2 }),
            String::from_utf8(Answer::images(&[one.clone(), one]).body).unwrap(),
            vec![2, 2],
        ),
    ];
    for (profile, params, body, widths) in table {
        let content_type = if body.starts_with('{') { "application/json" } else { "text/event-stream" };
        let provider = Provider::start(move |_| Answer::bytes(content_type, body.as_bytes()));
        let (_, events) = test.run(&profile, &generate(&provider.base(), &params));
        let images = events.iter().filter(|event| event["type"] == "image");
        let mut found: Vec<&Value> = images.map(|event| &event["image"]["width"]).collect();
        found.sort_by_key(|width| width.as_u64());
        assert_eq!(found, widths, "{events:?}");
    }
}

#[test]
fn json_after_a_leading_line_break_is_parsed() {
    let test = TestStudio::start();
    let body = json!({ "data": [{ "b64_json": base64(&test_images::png(2, 2)) }] }).to_string();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    let socket =
        Socket::start(format!("{head}2\r\n\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).into_bytes(), false);
    assert_eq!(test.run(&json!({ "stream": true }), &generate(&socket.base(), &json!({}))).0, "done");
}

#[test]
fn an_image_that_cannot_be_written_is_kept_in_memory_until_it_is_acknowledged() {
    let test = TestStudio::start();
    let png = test_images::png(4, 4);
    let image = png.clone();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&image)));
    let blobs = test.folder.path().join("blobs");
    std::fs::remove_dir_all(&blobs).unwrap();
    std::fs::write(&blobs, "no folder").unwrap();
    let job_id = test.submit(&json!({}), &generate(&provider.base(), &json!({})));
    let (state, events) = test.wait_for_end(&job_id);
    assert_eq!((state.as_str(), count(&events, "image")), ("done", 1), "{events:?}");
    let sha256 = event(&events, "image")["image"]["sha256"].as_str().unwrap().to_owned();
    test.studio.store.collect(&test.studio.jobs.referenced_hashes());
    assert_eq!(test.studio.store.read_chunk(&sha256, 0, 1 << 20).unwrap().0, png);
    assert!(test.studio.jobs.acknowledge(&job_id));
    test.studio.store.collect(&test.studio.jobs.referenced_hashes());
    assert!(test.studio.store.read_chunk(&sha256, 0, 1).is_err());
}

#[test]
fn a_request_id_that_contains_the_key_is_dropped() {
    let test = TestStudio::start();
    for (id, expected) in [("req-planted-key-1", json!(null)), ("req-1", json!("req-1"))] {
        let provider = Provider::start(move |_| {
            let body = Answer::images(&[test_images::png(2, 2)]).body;
            Answer { status: 200, headers: vec![("x-request-id", id.into())], body }
        });
        test.set_key(&provider.base(), "planted-key");
        let (_, events) = test.run(&json!({}), &generate(&provider.base(), &json!({})));
        assert_eq!(event(&events, "done")["outcome"]["provider_request_id"], expected);
    }
}
