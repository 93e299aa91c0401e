//! Small files and replies that unpack to much: their cost in memory is bounded. The test is alone in its process, so that
//! all memory is its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::io::Write;

use serde_json::{json, Value};
use support::provider::{Answer, Provider};
use support::{generate, load, LoadedPlugin};

const MIB: usize = 1024 * 1024;
const EDGE: u32 = 10_000;

/// VmRSS (current) or VmHWM (peak since the last reset), in bytes.
fn memory(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap();
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap() * 1024
}

/// The peak while `work` runs, beyond what was in use before, in MiB.
fn peak<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = memory("VmRSS:");
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let result = work();
    (result, memory("VmHWM:").saturating_sub(before) / MIB)
}

/// An empty PNG of 100 megapixels, written row by row.
fn large_png(color: png::ColorType, depth: png::BitDepth) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, EDGE, EDGE);
    encoder.set_color(color);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    let row = vec![0; EDGE as usize * color.samples() * if depth == png::BitDepth::Sixteen { 2 } else { 1 }];
    for _ in 0..EDGE {
        stream.write_all(&row).unwrap();
    }
    stream.finish().unwrap();
    writer.finish().unwrap();
    file
}

fn check_large_mask(studio: &LoadedPlugin) {
    let image = studio.put(&large_png(png::ColorType::Grayscale, png::BitDepth::Eight));
    let mask = large_png(png::ColorType::Rgba, png::BitDepth::Sixteen);
    assert!(mask.len() < 4 * MIB, "{}", mask.len());
    let mask = studio.put(&mask);
    let args = json!({
        "image": { "sha256": image, "content_type": "image/png" }, "mask": { "sha256": mask }, "allow_everything": true,
    });
    let (events, mib) = peak(|| {
        let job_id = studio.call("check_mask", args).unwrap()["job_id"].as_str().unwrap().to_owned();
        studio.wait_for_end(&job_id).1
    });
    assert!(events.iter().any(|event| event["verdict"]["edit_pixels"] == 100_000_000), "{events:?}");
    assert!(mib < 64, "a 16-bit mask of 100 megapixels took {mib} MiB");
}

fn request_from(
    studio: &LoadedPlugin,
    body: Vec<u8>,
    content_type: &'static str,
    profile: Value,
) -> (Vec<Value>, usize) {
    let provider = Provider::start(move |_| Answer::bytes(content_type, &body));
    let mut settings = json!({ "id": "default", "base_url": provider.base() });
    settings.as_object_mut().unwrap().extend(profile.as_object().unwrap().clone());
    studio.call("profile_set", json!({ "profile": settings })).unwrap();
    peak(|| studio.wait_for_end(&studio.submit(generate(&provider.base()))).1)
}

fn read_many_items(studio: &LoadedPlugin) {
    let body = format!("{{\"data\":[0{}]}}", ",0".repeat(16 * MIB)).into_bytes();
    let (events, mib) = request_from(studio, body, "application/json", json!({}));
    assert_eq!(events.last().unwrap()["error"]["details"]["reason"], "too_large", "{events:?}");
    // The test's own provider holds the body twice.
    assert!(mib < 200, "16 million items took {mib} MiB");
}

fn read_many_events(studio: &LoadedPlugin) {
    for kind in ["completed", "partial_image"] {
        let event = format!("data: {{\"type\":\"image_generation.{kind}\",\"b64_json\":\"AAAA\"}}\n\n");
        let body = event.repeat(200_000).into_bytes();
        let (events, mib) = request_from(studio, body, "text/event-stream", json!({ "stream": true }));
        assert!(events.len() <= 20, "{} events", events.len());
        assert!(mib < 200, "200,000 events took {mib} MiB");
    }
}

fn read_large_error(studio: &LoadedPlugin) {
    let provider = Provider::start(move |_| Answer {
        status: 500,
        headers: vec![("content-type", "text/plain".into())],
        body: vec![b'x'; 128 * MIB],
    });
    studio.connect(&provider.base(), None).unwrap();
    let (events, mib) = peak(|| studio.wait_for_end(&studio.submit(generate(&provider.base()))).1);
    assert_eq!(events.last().unwrap()["error"]["code"], "provider_failed");
    // The test's own provider holds the body.
    assert!(mib < 200, "an error body of 128 MiB took {mib} MiB");
}

fn exceed_the_budget(studio: &LoadedPlugin) {
    studio.host.put("memory_budget_mb", json!(256));
    let body = format!("{{\"data\":[{{\"b64_json\":\"{}\"}}]}}", "A".repeat(110 * MIB)).into_bytes();
    let (events, mib) = request_from(studio, body, "application/json", json!({ "stream": false }));
    let error = &events.last().unwrap()["error"];
    assert_eq!((&error["code"], &error["details"]["sent"]), (&json!("memory_budget"), &json!(true)), "{error}");
    // The test's own provider holds the body.
    assert!(mib < 256 + 110, "{mib} MiB");
}

#[test]
fn small_things_that_unpack_to_much_cost_little() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    check_large_mask(&studio);
    read_large_error(&studio);
    read_many_items(&studio);
    read_many_events(&studio);
    exceed_the_budget(&studio);
}
