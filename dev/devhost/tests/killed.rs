//! A host that is killed during a job: images that had been received are recovered unchanged after a restart.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{json, Value};
use support::{root, Devhost};

/// Answers the first request with one image and holds all other connections open.
fn provider(answer: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/v1", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut held: Vec<TcpStream> = Vec::new();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            assert!(stream.read(&mut [0; 65_536]).unwrap() > 0);
            if held.is_empty() {
                let length = answer.len();
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
                stream.write_all(format!("{head}content-length: {length}\r\n\r\n{answer}").as_bytes()).unwrap();
            }
            held.push(stream);
        }
    });
    base
}

#[test]
fn received_images_survive_a_killed_host() {
    let fixture = root().join("tests/contract/response-sse-stream-ignored.json");
    let fixture: Value = serde_json::from_slice(&std::fs::read(fixture).unwrap()).unwrap();
    let body = fixture["body"].as_str().unwrap().to_owned();
    let expected = serde_json::from_str::<Value>(&body).unwrap()["data"][0]["b64_json"].clone();
    let mut devhost = Devhost::start(&[]);
    // The model makes one image per call, and one of the two calls is answered.
    let request = json!({
        "request_id": "hfis-1", "task_id": "task-1", "operation": "generate", "base_url": provider(body),
        "prompt": "a fox", "params": { "model": "dall-e-3", "n": 2 }, "images": [],
    });
    let job_id = devhost.invoke("submit", &json!({ "request": request }))["ok"]["job_id"].clone();
    let poll = json!({ "job_id": job_id, "after": 0 });
    let started = Instant::now();
    let image = loop {
        let events = devhost.invoke("poll", &poll)["ok"]["events"].clone();
        if let Some(event) = events.as_array().unwrap().iter().find(|event| event["type"] == "image") {
            break event.clone();
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{events}");
        std::thread::park_timeout(Duration::from_millis(5));
    };
    // SIGKILL, so no handler of the plugin runs.
    devhost.child.kill().unwrap();
    devhost.child.wait().unwrap();

    let devhost = devhost.restart();
    let jobs = devhost.invoke("list", &json!({}))["ok"]["jobs"].clone();
    let listed = [&jobs[0]["job_id"], &jobs[0]["task_id"], &jobs[0]["state"], &jobs[0]["received"]];
    assert_eq!(listed, [&job_id, &json!("task-1"), &json!("interrupted"), &json!(1)]);
    let events = devhost.invoke("poll", &poll)["ok"]["events"].clone();
    assert!(events.as_array().unwrap().contains(&image), "{events}");
    let get = json!({ "sha256": image["image"]["sha256"], "offset": 0, "length": 1_000_000 });
    assert_eq!(devhost.invoke("get", &get)["ok"]["b64"], expected);
    let acknowledged = devhost.invoke("acknowledge", &json!({ "job_id": job_id }));
    assert_eq!(acknowledged["ok"], json!({ "forgotten": true }));
    assert_eq!(devhost.restart().invoke("list", &json!({}))["ok"], json!({ "jobs": [] }));
}
