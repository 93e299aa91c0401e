//! Polled commands: the connection test, file access, downloads. They are polled like jobs and never listed.

use crate::support::provider::{Answer, Provider};
use crate::support::{load, test_images, LoadedPlugin};
use serde_json::{json, Value};

const KEY: &str = "sk-planted-command";

fn probe(studio: &LoadedPlugin, base: &str, key: &str) -> (String, Vec<Value>) {
    let profile = json!({ "id": "a", "base_url": base, "query": "team=blue", "auth": "api-key" });
    studio.call("profile_set", json!({ "profile": profile, "key": key })).unwrap();
    let job_id = studio.call("probe", json!({ "id": "a" })).unwrap()["job_id"].as_str().unwrap().to_owned();
    let result = studio.wait_for_end(&job_id);
    assert_eq!(studio.call("list", json!({})), Ok(json!({ "jobs": [] })));
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    result
}

#[test]
fn probe_detects_the_server_and_requests_only_the_list_of_models() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let list = json!({ "data": [{ "id": "gpt-image-2", "owned_by": "openai" }, { "id": "flux" }, { "no": "name" }] });
    let vllm = json!({ "data": [{ "id": "qwen-image", "owned_by": "vllm" }] });
    let with = |status: u16, header: &'static str, body: Value| {
        move || Answer { status, headers: vec![(header, "1".into())], body: body.to_string().into_bytes() }
    };
    type Reply = Box<dyn Fn() -> Answer + Send + Sync>;
    let table: Vec<(Reply, &str, &str, Value)> = vec![
        (Box::new(with(200, "x-litellm-version", list.clone())), "litellm", "ok", json!(["gpt-image-2", "flux"])),
        (Box::new(with(200, "x-oneapi-request-id", list.clone())), "newapi", "ok", json!(["gpt-image-2", "flux"])),
        (Box::new(with(200, "x-other", vllm)), "vllm", "ok", json!(["qwen-image"])),
        (Box::new(with(200, "openai-version", json!("?"))), "unknown", "ok", json!([])),
        (Box::new(with(401, "x-other", json!({ "error": "no" }))), "unknown", "refused", json!([])),
        (Box::new(with(404, "x-other", Value::Null)), "unknown", "unknown", json!([])),
    ];
    for (reply, server, auth, models) in table {
        let provider = Provider::start(move |_| reply());
        let (state, events) = probe(&studio, &provider.base(), KEY);
        assert_eq!(state, "done", "{events:?}");
        let result = &events[1]["result"];
        assert_eq!(
            (&events[1]["type"], &result["server"], &result["auth"]),
            (&json!("probe"), &json!(server), &json!(auth))
        );
        assert_eq!((&result["models"], &result["has_models"]), (&models, &json!(models != json!([]))));
        let request = provider.only_request();
        let sent = (request.method.as_str(), request.target.as_str(), request.header("api-key"));
        assert_eq!(sent, ("GET", "/v1/models?team=blue", Some(KEY)));
        assert!(!json!(events).to_string().contains(KEY));
    }
    // An error page of a gateway, and an address without a server.
    let provider = Provider::start(|_| Answer { status: 502, headers: vec![], body: b"<title>Bad</title>".to_vec() });
    assert_eq!(probe(&studio, &provider.base(), KEY).1.last().unwrap()["error"]["code"], "gateway_failed");
    assert_eq!(probe(&studio, "http://127.0.0.1:1/v1", KEY).1.last().unwrap()["error"]["code"], "connect_failed");
    assert_eq!(studio.error_code("probe", json!({ "id": "unknown" })), "field_invalid");
}

#[test]
fn a_profile_can_be_tested_before_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer { status: 200, headers: vec![], body: b"{}".to_vec() });
    let ask = |args: Value| {
        let job_id = studio.call("probe", args).unwrap()["job_id"].as_str().unwrap().to_owned();
        let (state, events) = studio.wait_for_end(&job_id);
        assert!(!json!(events).to_string().contains(KEY));
        studio.call("acknowledge", json!({ "job_id": job_id })).unwrap();
        state
    };
    assert_eq!(ask(json!({ "id": "new", "change": { "base_url": provider.base() }, "key": KEY })), "done");
    assert_eq!(provider.only_request().header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    // Neither the profile nor its key was stored.
    assert_eq!(studio.call("profiles_get", json!({})).unwrap()["profiles"], json!([]));

    // A key that is stored for the address is used, and the typed one comes before it.
    let other = Provider::start(|_| Answer { status: 200, headers: vec![], body: b"{}".to_vec() });
    studio.call("profile_set", json!({ "profile": { "id": "a", "base_url": other.base() }, "key": KEY })).unwrap();
    assert_eq!(ask(json!({ "id": "a", "change": { "auth": "api-key" } })), "done");
    assert_eq!(other.only_request().header("api-key"), Some(KEY));

    // The key of one address is not sent to another.
    let third = Provider::start(|_| Answer { status: 200, headers: vec![], body: b"{}".to_vec() });
    assert_eq!(ask(json!({ "id": "a", "change": { "base_url": third.base() } })), "done");
    assert_eq!(third.only_request().header("authorization"), None);
    let key_in_name = json!({ "id": "a", "change": { "name": KEY }, "key": KEY });
    assert_eq!(studio.error_code("probe", key_in_name), "key_misplaced");
}

#[test]
fn files_are_imported_and_exported_in_the_background() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let image = test_images::png(8, 4);
    std::fs::write(path("in.png"), &image).unwrap();
    let run = |command: &str, args: Value| {
        let job_id = studio.call(command, args).unwrap()["job_id"].as_str().unwrap().to_owned();
        let (state, events) = studio.wait_for_end(&job_id);
        assert_eq!(studio.call("list", json!({})), Ok(json!({ "jobs": [] })));
        studio.call("acknowledge", json!({ "job_id": job_id })).unwrap();
        (state, events)
    };
    let (state, events) = run("import_file", json!({ "path": path("in.png") }));
    assert_eq!((state.as_str(), &events[1]["type"]), ("done", &json!("imported")));
    let file = &events[1]["file"];
    assert_eq!((&file["file_name"], &file["width"], &file["height"]), (&json!("in.png"), &json!(8), &json!(4)));
    assert_eq!(studio.get(file["sha256"].as_str().unwrap()), image);

    let save = |name: &str, may_overwrite: bool| {
        let args = json!({ "sha256": file["sha256"], "path": path(name), "allow_overwrite": may_overwrite });
        run("export_file", args)
    };
    let (_, events) = save("out.png", false);
    assert_eq!(events[1]["file"], json!({ "path_name": "out.png", "bytes": image.len() }));
    assert_eq!(std::fs::read(path("out.png")).unwrap(), image);
    assert_eq!(save("out.png", false).1.last().unwrap()["error"]["code"], "file_exists");
    assert_eq!(save("out.png", true).0, "done");
    assert_eq!(save("out.jpg", true).1.last().unwrap()["error"]["details"]["field"], "path");
    let (state, events) = run("import_file", json!({ "path": path("nowhere.png") }));
    assert_eq!((state.as_str(), &events[1]["error"]["details"]["reason"]), ("failed", &json!("missing")));
    assert!(!json!(events).to_string().contains(folder.path().to_str().unwrap()), "the error contains no path");
}

#[test]
fn fetch_outputs_downloads_from_public_addresses_only() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer::bytes("image/png", &test_images::png(4, 4)));
    let urls = json!([format!("{}/x.png", provider.base()), "http://169.254.169.254/x.png", "http://10.0.0.1/x"]);
    let job_id = studio.call("fetch_outputs", json!({ "urls": urls })).unwrap()["job_id"].as_str().unwrap().to_owned();
    let (state, events) = studio.wait_for_end(&job_id);
    let kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(
        (state.as_str(), kinds),
        ("failed", vec!["started", "child_failed", "child_failed", "child_failed", "failed"])
    );
    assert_eq!(events[4]["error"]["code"], "result_unfetched");
    assert!(provider.requests().is_empty());
    for invalid in [json!([]), json!("x"), json!([5]), json!(["file:///etc/passwd"]), json!(vec!["http://x/"; 17])] {
        let error = studio.call("fetch_outputs", json!({ "urls": invalid })).unwrap_err();
        assert_eq!((&error["code"], &error["details"]["field"]), (&json!("field_invalid"), &json!("urls")));
    }
}
