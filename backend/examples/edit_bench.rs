//! Measures the backend's cost of an edit of 16 images of 10 MB, for the bench rows edit-memory and edit-speed. Prints one
//! line of JSON. The server runs in a separate process, so that only the backend's memory is measured.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss
)]

#[allow(unused)]
#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::prelude::{Engine, BASE64_STANDARD};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use support::{load, test_images, LoadedPlugin};

const IMAGES: usize = 16;
const IMAGE_BYTES: usize = 10 * 1024 * 1024;
const CHUNK_BYTES: usize = 4 * 1024 * 1024;
const ROUNDS: usize = 3;

fn main() {
    if std::env::args().any(|argument| argument == "--server") {
        return serve();
    }
    let mut server =
        Command::new(std::env::current_exe().unwrap()).arg("--server").stdout(Stdio::piped()).spawn().unwrap();
    let mut address = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let base = format!("http://{}/v1", address.trim());

    let mut rounds: Vec<Value> = Vec::new();
    for mode in ["images", "responses"] {
        for _ in 0..ROUNDS {
            rounds.push(round(&base, mode));
        }
    }
    server.kill().unwrap();
    server.wait().unwrap();
    println!("{}", json!({ "raw_bytes": IMAGES * IMAGE_BYTES, "rounds": rounds }));
}

/// A complete PNG with noise after its end, which is not decoded but is stored and sent.
fn image(serial: usize) -> Vec<u8> {
    let mut bytes = test_images::png(64, 64);
    let mut state = serial as u64 + 1;
    while bytes.len() < IMAGE_BYTES {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(IMAGE_BYTES);
    bytes
}

/// The arguments of `put` for one image. They are built outside the measurement, as the page does that work.
fn uploads(serial: usize) -> (String, Vec<Value>) {
    let bytes = image(serial);
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let chunk = |(index, chunk): (usize, &[u8])| {
        let (offset, b64) = (index * CHUNK_BYTES, BASE64_STANDARD.encode(chunk));
        json!({ "sha256": sha256, "size": IMAGE_BYTES, "offset": offset, "b64": b64 })
    };
    let chunks = bytes.chunks(CHUNK_BYTES).enumerate().map(chunk).collect();
    (sha256, chunks)
}

fn round(base: &str, mode: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    prepare(&studio, base, mode);
    // A first request warms up clients, threads and code.
    finish(&studio, base, &[store(&studio, &test_images::png(8, 8))]);
    let (mut decoding, mut putting) = (Duration::ZERO, Duration::ZERO);
    let mut hashes = Vec::new();
    let idle = memory("VmRSS:");
    let mut peak_putting = 0;
    for serial in 0..IMAGES {
        let (sha256, chunks) = uploads(serial);
        for chunk in &chunks {
            let started = Instant::now();
            black_box(BASE64_STANDARD.decode(chunk["b64"].as_str().unwrap()).unwrap());
            decoding += started.elapsed();
        }
        // Measures only what the backend adds to the memory of the chunks, which belong to the host.
        let before = memory("VmRSS:");
        reset_peak();
        for chunk in chunks {
            let started = Instant::now();
            studio.call("put", chunk).unwrap();
            putting += started.elapsed();
        }
        peak_putting = peak_putting.max(memory("VmHWM:").saturating_sub(before));
        hashes.push(sha256);
    }
    reset_peak();
    let started = Instant::now();
    finish(&studio, base, &hashes);
    let sending = started.elapsed();
    let peak = memory("VmHWM:").saturating_sub(idle).max(peak_putting);
    let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
    json!({
        "mode": mode, "peak_bytes": peak, "decode_ms": ms(decoding), "put_ms": ms(putting), "send_ms": ms(sending),
    })
}

fn store(studio: &LoadedPlugin, bytes: &[u8]) -> String {
    studio.put(bytes)
}

/// Creates and activates the profile of this API mode.
fn prepare(studio: &LoadedPlugin, base: &str, mode: &str) {
    let profile = json!({ "id": "bench", "name": "Bench", "base_url": base, "api_mode": mode, "prompt_guard": false });
    studio.call("profile_set", json!({ "profile": profile })).unwrap();
    studio.call("profile_activate", json!({ "id": "bench" })).unwrap();
}

fn finish(studio: &LoadedPlugin, base: &str, hashes: &[String]) {
    let image = |sha256: &String| json!({ "sha256": sha256, "content_type": "image/png", "file_name": "a.png" });
    let request = json!({
        "request_id": "hfis-bench", "task_id": "bench", "operation": "edit", "base_url": base, "prompt": "a fox",
        "params": { "model": "gpt-image-2" }, "images": hashes.iter().map(image).collect::<Vec<_>>(),
    });
    let (state, events) = studio.wait_for_end(&studio.submit(request));
    assert_eq!(state, "done", "{events:?}");
}

/// A field of /proc/self/status in bytes; 0 on systems without that file.
fn memory(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap_or("0");
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap_or(0) * 1024
}

fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Reads requests by their length and answers each with an image.
fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("{}", listener.local_addr().unwrap());
    std::io::stdout().flush().unwrap();
    let body = json!({ "data": [{ "b64_json": BASE64_STANDARD.encode(test_images::png(2, 2)) }] }).to_string();
    for stream in listener.incoming() {
        take(stream.unwrap(), &body);
    }
}

fn take(mut stream: TcpStream, body: &str) {
    let mut buffer = vec![0; 1 << 20];
    let mut head = Vec::new();
    let end = loop {
        let count = stream.read(&mut buffer).unwrap_or(0);
        if count == 0 {
            return;
        }
        head.extend_from_slice(&buffer[..count]);
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().trim().parse::<usize>();
    let mut left = length.unwrap().saturating_sub(head.len() - end);
    while left > 0 {
        left = left.saturating_sub(stream.read(&mut buffer).unwrap());
    }
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
    let _ = stream.write_all(format!("{head}content-length: {}\r\n\r\n{body}", body.len()).as_bytes());
}
