//! A test of the connection, and pictures by address: through the commands, polled like jobs, never listed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use serde_json::{json, Value};
use support::provider::{Answer, Provider};
use support::{load, samples, Loaded};

const KEY: &str = "sk-planted-errand";

fn probe(studio: &Loaded, base: &str, key: &str) -> (String, Vec<Value>) {
    let profile = json!({ "id": "a", "base_url": base, "query": "team=blue", "auth": "api-key" });
    studio.call("profile_set", json!({ "profile": profile, "key": key })).unwrap();
    let job_id = studio.call("probe", json!({ "id": "a" })).unwrap()["job_id"].as_str().unwrap().to_owned();
    let ended = studio.finished(&job_id);
    assert_eq!(studio.call("list", json!({})), Ok(json!({ "jobs": [] })));
    assert_eq!(studio.call("acknowledge", json!({ "job_id": job_id })), Ok(json!({ "forgotten": true })));
    ended
}

#[test]
fn a_probe_tells_what_the_server_is_and_asks_for_nothing_that_bills() {
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
        (Box::new(with(200, "openai-version", json!("?"))), "openai", "ok", json!([])),
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
        let asked = provider.only_request();
        let sent = (asked.method.as_str(), asked.target.as_str(), asked.header("api-key"));
        assert_eq!(sent, ("GET", "/v1/models?team=blue", Some(KEY)));
        assert!(!json!(events).to_string().contains(KEY));
    }
    // A gateway's page, and nobody at home.
    let provider = Provider::start(|_| Answer { status: 502, headers: vec![], body: b"<title>Bad</title>".to_vec() });
    assert_eq!(probe(&studio, &provider.base(), KEY).1.last().unwrap()["error"]["code"], "gateway_failed");
    assert_eq!(probe(&studio, "http://127.0.0.1:1/v1", KEY).1.last().unwrap()["error"]["code"], "connect_failed");
    assert_eq!(studio.refusal("probe", json!({ "id": "nobody" })), "field_invalid");
}

#[test]
fn files_are_read_and_written_while_the_command_is_back_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let desk = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let picture = samples::png(8, 4);
    std::fs::write(desk("in.png"), &picture).unwrap();
    let run = |command: &str, args: Value| {
        let job_id = studio.call(command, args).unwrap()["job_id"].as_str().unwrap().to_owned();
        let (state, events) = studio.finished(&job_id);
        assert_eq!(studio.call("list", json!({})), Ok(json!({ "jobs": [] })));
        studio.call("acknowledge", json!({ "job_id": job_id })).unwrap();
        (state, events)
    };
    let (state, events) = run("import_file", json!({ "path": desk("in.png") }));
    assert_eq!((state.as_str(), &events[1]["type"]), ("done", &json!("imported")));
    let file = &events[1]["file"];
    assert_eq!((&file["file_name"], &file["width"], &file["height"]), (&json!("in.png"), &json!(8), &json!(4)));
    assert_eq!(studio.get(file["sha256"].as_str().unwrap()), picture);

    let save = |name: &str, may_overwrite: bool| {
        let args = json!({ "sha256": file["sha256"], "path": desk(name), "allow_overwrite": may_overwrite });
        run("export_file", args)
    };
    let (_, events) = save("out.png", false);
    assert_eq!(events[1]["file"], json!({ "path_name": "out.png", "bytes": picture.len() }));
    assert_eq!(std::fs::read(desk("out.png")).unwrap(), picture);
    assert_eq!(save("out.png", false).1.last().unwrap()["error"]["code"], "file_exists");
    assert_eq!(save("out.png", true).0, "done");
    assert_eq!(save("out.jpg", true).1.last().unwrap()["error"]["details"]["field"], "path");
    let (state, events) = run("import_file", json!({ "path": desk("nowhere.png") }));
    assert_eq!((state.as_str(), &events[1]["error"]["details"]["reason"]), ("failed", &json!("missing")));
    assert!(!json!(events).to_string().contains(folder.path().to_str().unwrap()), "no path is told");
}

#[test]
fn pictures_are_fetched_from_public_addresses_only() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer::bytes("image/png", &samples::png(4, 4)));
    let urls = json!([format!("{}/x.png", provider.base()), "http://169.254.169.254/x.png", "http://10.0.0.1/x"]);
    let job_id = studio.call("fetch_outputs", json!({ "urls": urls })).unwrap()["job_id"].as_str().unwrap().to_owned();
    let (state, events) = studio.finished(&job_id);
    let kinds: Vec<&str> = events.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(
        (state.as_str(), kinds),
        ("failed", vec!["started", "child_failed", "child_failed", "child_failed", "failed"])
    );
    assert_eq!(events[4]["error"]["code"], "result_unfetched");
    assert!(provider.requests().is_empty());
    for wrong in [json!([]), json!("x"), json!([5]), json!(["file:///etc/passwd"]), json!(vec!["http://x/"; 17])] {
        let error = studio.call("fetch_outputs", json!({ "urls": wrong })).unwrap_err();
        assert_eq!((&error["code"], &error["details"]["field"]), (&json!("field_invalid"), &json!("urls")));
    }
}
