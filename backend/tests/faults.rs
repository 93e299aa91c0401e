//! Faults in numbers, from a seed: power cuts and full disks at random operations, mutated answers, streams, masks and
//! pictures under a memory and a time limit. `npm run faults` sets FAULTS_SEED and FAULTS_COUNT and reads the lines that
//! start with FAULTS; `cargo test` runs a few of each. The tests take turns, because all memory must be their own.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::print_stdout
)]

mod support;

use std::fs;
use std::io;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::prelude::{Engine, BASE64_STANDARD};
use hf_image_studio::disk::{DiskHooks, DiskOperation};
use serde_json::{json, Value};
use support::faulty_disk::{load_on, FullDisk, PowerCut};
use support::provider::{Answer, Provider};
use support::{generate, load, test_images, LoadedPlugin};

const MIB: usize = 1024 * 1024;
/// Beyond what was in use before the case. The inputs have less than 100 KB and decode to less than 1 MB.
const MEMORY_LIMIT: usize = 96 * MIB;
/// A case takes milliseconds; this is a hang, on a loaded machine too.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// The counts that `cargo test` runs; `npm run faults` asks for more.
fn count(few: usize) -> usize {
    std::env::var("FAULTS_COUNT").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

fn random(name: &str) -> fastrand::Rng {
    let seed = std::env::var("FAULTS_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1u64);
    fastrand::Rng::with_seed(name.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())))
}

fn take_turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A folder in memory where there is one: flushing a disk 20,000 times would take an hour.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

#[derive(Default)]
struct Report {
    faults: usize,
    checked: usize,
    problems: Vec<Value>,
    peak: usize,
    slowest: Duration,
}

impl Report {
    fn problem(&mut self, kind: &str, text: impl std::fmt::Display) {
        self.problems.push(json!({ "kind": kind, "text": text.to_string() }));
    }

    /// Runs one case under the limits; a panic in it is a problem of its own.
    fn case(&mut self, name: &str, work: impl FnOnce() -> Result<(), String>) {
        let before = memory("VmRSS:");
        fs::write("/proc/self/clear_refs", "5").unwrap();
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(work));
        let (elapsed, grown) = (started.elapsed(), memory("VmHWM:").saturating_sub(before));
        self.peak = self.peak.max(grown);
        self.slowest = self.slowest.max(elapsed);
        self.checked += 1;
        self.faults += 1;
        match outcome {
            Err(_) => self.problem("panic", name),
            Ok(Err(text)) => self.problem("panic", format!("{name}: {text}")),
            Ok(Ok(())) if elapsed > TIME_LIMIT => self.problem("hang", format!("{name} took {elapsed:?}")),
            Ok(Ok(())) if grown > MEMORY_LIMIT => self.problem("panic", format!("{name} took {} MiB", grown / MIB)),
            Ok(Ok(())) => {}
        }
    }

    fn finish(self, id: &str) {
        let note = match self.slowest {
            Duration::ZERO => String::new(),
            slowest => format!("at most {} KiB and {} ms each", self.peak / 1024, slowest.as_millis()),
        };
        let Self { faults, checked, problems, .. } = self;
        println!(
            "FAULTS {}",
            json!({ "id": id, "faults": faults, "checked": checked, "problems": problems, "note": note })
        );
        assert!(problems.is_empty(), "{problems:?}");
    }
}

/// VmRSS (current) or VmHWM (peak since the last reset), in bytes.
fn memory(field: &str) -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap();
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap() * 1024
}

fn listed(studio: &LoadedPlugin) -> Vec<Value> {
    studio.call("list", json!({})).unwrap()["jobs"].as_array().unwrap().clone()
}

fn images_of(events: &[Value]) -> Vec<String> {
    let images = events.iter().filter(|event| event["type"] == "image");
    images.map(|event| event["image"]["sha256"].as_str().unwrap().to_owned()).collect()
}

/// The power fails at the operation of this number: it and all later ones are not done.
struct PowerFailure {
    unflushed: PowerCut,
    left: AtomicUsize,
}

impl PowerFailure {
    fn is_off(&self) -> bool {
        self.left.load(Ordering::SeqCst) == 0
    }
}

impl DiskHooks for PowerFailure {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        let step = |left: usize| left.checked_sub(1);
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, step) {
            Ok(2..) => self.unflushed.before(operation),
            _ => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

/// Results and uploads that the backend had reported while the power was on.
#[derive(Default)]
struct Reported {
    images: Vec<(String, Vec<u8>)>,
    done_jobs: Vec<String>,
    uploads: Vec<(String, Vec<u8>)>,
    has_key: bool,
}

fn work_until_power_fails(
    studio: &LoadedPlugin,
    power: &PowerFailure,
    provider: &Provider,
    random: &mut fastrand::Rng,
) -> Reported {
    let mut reported = Reported::default();
    let key_at = random.usize(0..4);
    for step in 0..6u32 {
        if step as usize == key_at {
            let state = studio.connect(&provider.base(), Some("sk-planted-5c81d2-77aa"));
            reported.has_key = state.is_ok_and(|state| state["key_set"] == true) && !power.is_off();
        }
        let picture = test_images::png(8 + step, 8);
        if !power.is_off() {
            let args = json!({ "sha256": digest(&picture), "size": picture.len(), "offset": 0,
                "b64": BASE64_STANDARD.encode(&picture) });
            let put = studio.call("put", args).is_ok_and(|progress| progress["complete"] == true);
            if put && !power.is_off() {
                reported.uploads.push((digest(&picture), picture));
            }
        }
        let mut request = generate(&provider.base());
        request["request_id"] = json!(format!("hfis-{step}"));
        let Ok(submitted) = studio.call("submit", json!({ "request": request })) else { break };
        let job_id = submitted["job_id"].as_str().unwrap();
        let (state, events) = studio.wait_for_end(job_id);
        if power.is_off() {
            break;
        }
        // A page reads the picture before it says that it is stored.
        for sha256 in images_of(&events) {
            reported.images.push((sha256.clone(), studio.get(&sha256)));
        }
        if state == "done" {
            reported.done_jobs.push(job_id.to_owned());
        }
    }
    reported
}

fn digest(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(studio: &LoadedPlugin, sha256: &str) -> Option<Vec<u8>> {
    let args = json!({ "sha256": sha256, "offset": 0, "length": 4_194_304 });
    let answer = studio.call("get", args).ok()?;
    BASE64_STANDARD.decode(answer["b64"].as_str()?).ok()
}

#[test]
fn power_cuts() {
    let _turn = take_turn();
    let mut random = random("power-cuts");
    let mut report = Report::default();
    let number = AtomicUsize::new(0);
    let provider = Provider::start(move |_| {
        let width = number.fetch_add(1, Ordering::SeqCst) as u32 % 200;
        Answer::images(&[test_images::png(4 + width, 5)])
    });
    for round in 0..count(10) {
        let folder = folder();
        // A job takes about 20 operations, an upload 6, a key with its profile 12.
        let left = AtomicUsize::new(random.usize(10..180));
        let power = Arc::new(PowerFailure { unflushed: PowerCut::default(), left });
        let studio = load_on(&folder, power.clone());
        let reported = work_until_power_fails(&studio, &power, &provider, &mut random);
        power.left.store(0, Ordering::SeqCst);
        drop(studio);
        power.unflushed.cut(random.bool());
        report.faults += 1;
        let studio = load(&folder);
        for (sha256, bytes) in reported.images.iter().chain(&reported.uploads) {
            report.checked += 1;
            if read(&studio, sha256).as_ref() != Some(bytes) {
                report.problem("lost", format!("round {round}: {sha256} is not what it was"));
            }
        }
        let jobs = listed(&studio);
        for id in &reported.done_jobs {
            report.checked += 1;
            if !jobs.iter().any(|job| job["job_id"] == **id && job["state"] == "done") {
                report.problem("lost", format!("round {round}: job {id} was done: {jobs:?}"));
            }
        }
        if reported.has_key {
            report.checked += 1;
            if studio.connect(&provider.base(), None).map(|state| state["key_set"].clone()) != Ok(json!(true)) {
                report.problem("lost", format!("round {round}: the key is gone"));
            }
        }
    }
    report.finish("power-cuts");
}

/// Parts of paths: the journal, pictures, uploads, kept results, the key file, the copy of the profiles, everything.
const WRITERS: [&str; 7] = ["jobs", "blobs", "partial", "kept", "secrets", "profiles", ""];

#[test]
fn full_disks() {
    let _turn = take_turn();
    let mut random = random("full-disks");
    let mut report = Report::default();
    for round in 0..count(14) {
        let (folder, disk) = (folder(), Arc::new(FullDisk::default()));
        let writer = WRITERS[round % WRITERS.len()];
        let studio = load_on(&folder, disk.clone());
        // The disk is full before the request is sent, or when the answer is there.
        let is_early = random.bool();
        let image = test_images::png(4 + random.u32(0..60), 5);
        let (served, filling) = (image.clone(), disk.clone());
        let provider = Provider::start(move |_| {
            filling.fill(&[writer]);
            Answer::images(std::slice::from_ref(&served))
        });
        studio.connect(&provider.base(), Some("sk-planted-first-key")).unwrap();
        if is_early {
            disk.fill(&[writer]);
        }
        let change = studio.connect(&provider.base(), Some("sk-planted-other-key"));
        let submitted = studio.call("submit", json!({ "request": generate(&provider.base()) }));
        report.faults += 1;
        let result = submitted.as_ref().ok().map(|answer| {
            let job_id = answer["job_id"].as_str().unwrap().to_owned();
            let (state, events) = studio.wait_for_end(&job_id);
            let code = events.last().map(|event| event["error"]["code"].clone()).unwrap_or_default();
            (job_id, state, images_of(&events), code)
        });
        for refused in [change.err(), submitted.err()].into_iter().flatten() {
            if refused["code"] != "disk_full" {
                report.problem("panic", format!("round {round}, {writer}: refused with {refused}"));
            }
        }
        let Some((job_id, state, images, code)) = result else { continue };
        // A job whose record cannot be written is not sent.
        if code == "disk_full" && provider.requests().is_empty() {
            continue;
        }
        report.checked += 1;
        if state != "done" || images.len() != 1 || read(&studio, &images[0]).as_ref() != Some(&image) {
            report.problem("lost", format!("round {round}, {writer}: {state} with {} images", images.len()));
            continue;
        }
        // There is space again: before the next job is sent, what is held in memory is stored.
        disk.fill(&[]);
        let mut next = generate(&provider.base());
        next["request_id"] = json!("hfis-next");
        studio.wait_for_end(&studio.submit(next));
        studio.unload();
        disk.fill(&[]);
        let studio = load(&folder);
        let is_listed = listed(&studio).iter().any(|job| job["job_id"] == *job_id && job["state"] == "done");
        if !is_listed || read(&studio, &images[0]).as_ref() != Some(&image) {
            report.problem("lost", format!("round {round}, {writer}: after the restart, listed: {is_listed}"));
        }
    }
    report.finish("full-disks");
}

/// Changes some bytes: flips, repeats, removes, moves, inserts parts of another input and text of JSON and streams.
fn mutate(random: &mut fastrand::Rng, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    const TOKENS: [&str; 16] = [
        "null",
        "{}",
        "[]",
        "[[[[[[",
        "\"",
        "\\u0000",
        "\n\n",
        "data: ",
        "event: error\n",
        "-1e999",
        "\u{feff}",
        "b64_json",
        "data:image/png;base64,",
        "\r\n",
        "}}",
        "[DONE]",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(0..=bytes.len());
        let length = random.usize(0..64).min(bytes.len() - at);
        let part = at..at + length;
        match random.u8(0..7) {
            0 => bytes.get_mut(part).into_iter().flatten().for_each(|byte| *byte = random.u8(..)),
            1 => drop(bytes.drain(part)),
            2 => bytes.truncate(at),
            3 => {
                let copy = bytes[part].to_vec();
                bytes.splice(at..at, copy.repeat(random.usize(1..40)));
            }
            4 => {
                let token = TOKENS[random.usize(0..TOKENS.len())];
                bytes.splice(part, token.bytes());
            }
            5 => {
                let from = random.usize(0..other.len());
                let to = (from + random.usize(0..200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            _ => bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << random.u8(0..8)),
        }
    }
    bytes
}

/// Sound answers of both APIs, plain and streamed.
fn answers() -> Vec<(&'static str, Vec<u8>)> {
    let image = BASE64_STANDARD.encode(test_images::png(6, 5));
    let plain = json!({ "created": 1, "size": "1024x1024", "data": [{ "b64_json": image, "revised_prompt": "a fox" },
        { "b64_json": BASE64_STANDARD.encode(test_images::jpeg(5, 4)) }], "usage": { "total_tokens": 7 } });
    let responses = json!({ "id": "resp_1", "status": "completed", "output": [{ "type": "image_generation_call",
        "status": "completed", "result": image }, { "type": "message", "content": [{ "type": "output_text",
        "text": format!("![fox](data:image/png;base64,{image})") }] }] });
    let refusal = json!({ "error": { "message": "Rejected by the safety system.", "code": "moderation_blocked",
        "type": "image_generation_user_error", "param": null } });
    let stream = [
        json!({ "type": "image_generation.partial_image", "b64_json": image, "partial_image_index": 0 }),
        json!({ "type": "image_generation.completed", "b64_json": image, "size": "6x5", "quality": "low" }),
        json!({ "type": "error", "error": { "message": "broken off" } }),
        json!({ "type": "response.output_item.done", "item": { "type": "image_generation_call", "result": image } }),
        json!({ "type": "response.completed", "response": { "output": [] } }),
    ];
    let events: String = stream.iter().map(|event| format!("event: {}\ndata: {event}\n\n", event["type"])).collect();
    let lists =
        json!({ "data": { "data": [{ "url": format!("data:image/webp;base64,{image}") }] }, "output": [image] });
    vec![
        ("application/json", plain.to_string().into_bytes()),
        ("application/json", responses.to_string().into_bytes()),
        ("application/json", refusal.to_string().into_bytes()),
        ("application/json", lists.to_string().into_bytes()),
        ("text/event-stream", events.into_bytes()),
        ("text/html", b"<html><body>502 Bad Gateway</body></html>".to_vec()),
    ]
}

#[test]
fn mutated_answers() {
    let _turn = take_turn();
    let mut random = random("answers");
    let mut report = Report::default();
    let (folder, sound) = (folder(), answers());
    let studio = load(&folder);
    let next = Arc::new(Mutex::new(("", Vec::new(), 200)));
    let serving = next.clone();
    let provider = Provider::counting(move || {
        let (content_type, body, status) = serving.lock().unwrap().clone();
        Answer { status, headers: vec![("content-type", content_type.into())], body }
    });
    for (id, options) in [
        ("images", json!({})),
        ("stream", json!({ "stream": true, "partial_images": 2 })),
        ("responses", json!({ "api_mode": "responses", "responses_model": "gpt-5.5", "stream": true })),
    ] {
        let mut profile = json!({ "id": id, "base_url": provider.base() });
        profile.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        studio.call("profile_set", json!({ "profile": profile })).unwrap();
    }
    for index in 0..count(300) {
        let (content_type, body) = &sound[random.usize(0..sound.len())];
        let other = &sound[random.usize(0..sound.len())].1;
        let status = [200, 200, 200, 400, 403][random.usize(0..5)];
        *next.lock().unwrap() = (*content_type, mutate(&mut random, body, other), status);
        let profile = ["images", "stream", "responses"][random.usize(0..3)];
        report.case(&format!("answer {index}"), || {
            let mut request = generate(&provider.base());
            request["request_id"] = json!(format!("hfis-{index}"));
            request["profile_id"] = json!(profile);
            let job_id = studio.submit(request);
            let (state, events) = studio.wait_for_end(&job_id);
            for sha256 in images_of(&events) {
                if read(&studio, &sha256).is_none_or(|bytes| digest(&bytes) != sha256) {
                    return Err(format!("{sha256} cannot be read"));
                }
            }
            let error = events.last().map(|event| event["error"]["code"].clone()).unwrap_or_default();
            studio.call("acknowledge", json!({ "job_id": job_id })).unwrap();
            match state.as_str() {
                "failed" if error == "internal" => Err("an internal error".into()),
                "done" | "failed" => Ok(()),
                other => Err(format!("it is {other}")),
            }
        });
    }
    check_log(&studio, &mut report);
    report.finish("answers");
}

/// A panic in a job is caught and written to the log.
fn check_log(studio: &LoadedPlugin, report: &mut Report) {
    for line in studio.log().iter().filter(|line| line.contains("panicked")) {
        report.problem("panic", line);
    }
}

/// Mutated masks or pictures are uploaded and checked, as before each request.
fn check_mutated(id: &str, few: usize, sound: &[Vec<u8>], is_mask: bool) {
    let _turn = take_turn();
    let mut random = random(id);
    let mut report = Report::default();
    let folder = folder();
    let studio = load(&folder);
    let (picture, mask) = (studio.put(&test_images::png(40, 30)), studio.put(&test_images::mask(40, 30, 90)));
    for index in 0..count(few) {
        let other = &sound[random.usize(0..sound.len())];
        let one = &sound[random.usize(0..sound.len())];
        let mut bytes = mutate(&mut random, one, other);
        if bytes.is_empty() {
            // An upload has at least one byte.
            bytes.push(0);
        }
        let types = ["image/png", "image/jpeg", "image/webp"];
        let content_type = if is_mask { "image/png" } else { types[random.usize(0..3)] };
        report.case(&format!("{id} {index}"), || {
            let changed = studio.put(&bytes);
            let (image, mask) = if is_mask { (&picture, &changed) } else { (&changed, &mask) };
            let args = json!({ "image": { "sha256": image, "content_type": content_type },
                "mask": { "sha256": mask }, "allow_everything": true });
            let job_id = studio.call("check_mask", args).unwrap()["job_id"].as_str().unwrap().to_owned();
            let (state, events) = studio.wait_for_end(&job_id);
            match events.last() {
                Some(event) if event["error"]["code"] == "internal" => Err("an internal error".into()),
                _ if state == "running" => Err("it runs".into()),
                _ => Ok(()),
            }
        });
        let _ = fs::remove_file(folder.path().join("blobs").join(digest(&bytes)));
    }
    check_log(&studio, &mut report);
    report.finish(id);
}

#[test]
fn mutated_masks() {
    let masks = [
        test_images::mask(40, 30, 90),
        test_images::mask_la(40, 30, 90),
        test_images::mask_rgba16(40, 30, 90),
        test_images::mask_with_alpha(40, 30, 128),
        test_images::png_header_only(30_000, 30_000),
    ];
    check_mutated("masks", 100, &masks, true);
}

#[test]
fn mutated_pictures() {
    let pictures = [
        test_images::png(40, 30),
        test_images::jpeg(40, 30),
        test_images::webp(40, 30),
        test_images::gif(40, 30),
        test_images::bmp(40, 30),
        test_images::jpeg_with_orientation(40, 30, 6),
        test_images::png_with_broken_pixels(&test_images::png(40, 30)),
        test_images::png_header_only(60_000, 60_000),
    ];
    check_mutated("pictures", 100, &pictures, false);
}
