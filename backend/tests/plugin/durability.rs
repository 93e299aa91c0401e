//! Nothing that was paid is lost by a damaged file, a full disk, a kill or a power cut.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use crate::support::faulty_disk::{files, load_on, make_older, FullDisk, KillAfterPicture, PowerCut};
use crate::support::provider::{Answer, Provider};
use crate::support::{generate, load, test_images, LoadedPlugin, TEST_TIMEOUT};
use serde_json::{json, Value};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn listed(studio: &LoadedPlugin) -> Vec<Value> {
    studio.call("list", json!({})).unwrap()["jobs"].as_array().unwrap().clone()
}

fn sha256_of(events: &[Value]) -> String {
    let image = events.iter().find(|event| event["type"] == "image").unwrap();
    image["image"]["sha256"].as_str().unwrap().into()
}

fn finished_job(folder: &tempfile::TempDir, image: &[u8]) -> (String, String) {
    let served = image.to_vec();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&served)));
    let studio = load(folder);
    let job_id = studio.submit(generate(&provider.base()));
    let (_, events) = studio.wait_for_end(&job_id);
    studio.unload();
    (job_id, sha256_of(&events))
}

/// Waits until the collection at load has looked at the pictures: it has deleted this one or said why it does not.
fn wait_for_collection(studio: &LoadedPlugin, picture: &Path) {
    let started = Instant::now();
    while picture.exists() && !studio.log().join("\n").contains("collection") {
        assert!(started.elapsed() < TEST_TIMEOUT, "there is no collection");
        std::thread::yield_now();
    }
}

#[test]
fn a_damaged_journal_file_stops_all_collection_and_is_counted() {
    let folder = folder();
    let image = test_images::png(4, 4);
    let (job_id, sha256) = finished_job(&folder, &image);
    let (journal, picture) =
        (folder.path().join(format!("jobs/{job_id}.json")), folder.path().join("blobs").join(&sha256));
    let half = fs::read(&journal).unwrap();
    fs::write(&journal, &half[..half.len() / 2]).unwrap();
    make_older(&picture, 2);
    let studio = load(&folder);
    wait_for_collection(&studio, &picture);
    assert!(picture.exists(), "the only picture of an unreadable job was deleted");
    assert_eq!(studio.call("list", json!({})).unwrap()["unreadable_files"], 1);
    assert!(studio.log().iter().any(|line| line.contains("journal files unreadable count=1")), "{:?}", studio.log());
    // The user gives them up: now the pictures may go.
    assert_eq!(studio.call("discard_unreadable_files", json!({})), Ok(json!({ "discarded": 1 })));
    assert_eq!(studio.call("list", json!({})).unwrap().get("unreadable_files"), None);
    let started = Instant::now();
    while picture.exists() {
        assert!(started.elapsed() < TEST_TIMEOUT, "the picture is not collected");
        std::thread::yield_now();
    }
    assert!(!journal.exists());
}

#[test]
fn events_of_a_newer_version_do_not_hide_a_job() {
    let folder = folder();
    let image = test_images::png(4, 4);
    let (job_id, sha256) = finished_job(&folder, &image);
    let journal = folder.path().join(format!("jobs/{job_id}.json"));
    let mut record: Value = serde_json::from_slice(&fs::read(&journal).unwrap()).unwrap();
    let later = json!({ "seq": 99, "type": "from_the_future", "layer": { "sha256": sha256 }, "note": "x" });
    record["events"].as_array_mut().unwrap().push(later.clone());
    record["from_the_future"] = json!(1);
    fs::write(&journal, record.to_string()).unwrap();
    let studio = load(&folder);
    let jobs = listed(&studio);
    assert_eq!(jobs.first().map(|job| (&job["state"], &job["received"])), Some((&json!("done"), &json!(1))));
    assert_eq!(studio.wait_for_end(&job_id).1.last(), Some(&later));
    assert_eq!(studio.get(&sha256), image);
}

#[test]
fn a_full_disk_has_its_own_code_and_refuses_new_jobs_until_the_held_results_are_stored() {
    let folder = folder();
    let disk = Arc::new(FullDisk::default());
    let studio = load_on(&folder, disk.clone());
    let image = test_images::png(4, 4);
    let (served, filling) = (image.clone(), disk.clone());
    let provider = Provider::start(move |_| {
        filling.fill(&[""]);
        Answer::images(std::slice::from_ref(&served))
    });
    let job_id = studio.submit(generate(&provider.base()));
    let (state, events) = studio.wait_for_end(&job_id);
    assert_eq!((state.as_str(), studio.get(&sha256_of(&events))), ("done", image.clone()));
    let other = json!({ "sha256": "0".repeat(64), "size": 4, "offset": 0, "b64": "AAAA" });
    assert_eq!(studio.error_code("put", other), "disk_full");
    let mut request = generate(&provider.base());
    request["request_id"] = json!("hfis-next");
    assert_eq!(studio.error_code("submit", json!({ "request": request })), "disk_full");
    // There is space again: what was held is stored, and jobs are accepted.
    disk.fill(&[]);
    let other = Provider::start(|_| Answer::images(&[test_images::png(5, 5)]));
    request["base_url"] = json!(other.base());
    studio.wait_for_end(&studio.submit(request));
    studio.unload();
    let studio = load(&folder);
    let states: Vec<Value> = listed(&studio).into_iter().map(|job| job["state"].clone()).collect();
    assert_eq!(states, ["done", "done"]);
    assert_eq!(studio.get(&sha256_of(&events)), image);
}

#[test]
fn a_result_that_was_lost_with_the_memory_is_not_listed_as_received() {
    let folder = folder();
    let disk = Arc::new(FullDisk::default());
    let studio = load_on(&folder, disk.clone());
    let filling = disk.clone();
    let provider = Provider::start(move |_| {
        filling.fill(&["blobs"]);
        Answer::images(&[test_images::png(4, 4)])
    });
    let job_id = studio.submit(generate(&provider.base()));
    studio.wait_for_end(&job_id);
    studio.unload();
    let studio = load(&folder);
    let jobs = listed(&studio);
    assert_eq!((&jobs[0]["state"], &jobs[0]["received"]), (&json!("failed"), &json!(0)));
    let (_, events) = studio.wait_for_end(&job_id);
    let error = &events.last().unwrap()["error"];
    assert_eq!((&error["code"], &error["details"]["reason"]), (&json!("result_unfetched"), &json!("gone")));
}

#[test]
fn of_several_results_those_that_are_there_are_delivered() {
    let folder = folder();
    let provider = Provider::start(|_| Answer::images(&[1, 2, 3].map(|n| test_images::png(n, 4))));
    let studio = load(&folder);
    let mut request = generate(&provider.base());
    request["params"]["n"] = json!(3);
    let job_id = studio.submit(request);
    let (_, before) = studio.wait_for_end(&job_id);
    studio.unload();
    let picture = |index: usize| {
        let event = before.iter().find(|event| event["type"] == "image" && event["index"] == index).unwrap();
        folder.path().join("blobs").join(event["image"]["sha256"].as_str().unwrap())
    };
    fs::remove_file(picture(0)).unwrap();
    fs::write(picture(1), "short").unwrap();
    let studio = load(&folder);
    let jobs = listed(&studio);
    assert_eq!((&jobs[0]["state"], &jobs[0]["received"]), (&json!("done"), &json!(1)));
    let (_, events) = studio.wait_for_end(&job_id);
    let failed = events.iter().filter(|event| event["type"] == "child_failed");
    let mut indices: Vec<u64> = failed.map(|event| event["index"].as_u64().unwrap()).collect();
    indices.sort_unstable();
    assert_eq!(indices, [0, 1]);
    let outcome = &events.last().unwrap()["outcome"];
    assert_eq!((&outcome["received"], &outcome["children"][2]["state"]), (&json!(1), &json!("done")));
    assert_eq!(studio.get(picture(2).file_name().unwrap().to_str().unwrap()), test_images::png(3, 4));
}

#[test]
fn a_kill_between_picture_and_journal_leaves_no_orphan() {
    let folder = folder();
    let kill = Arc::new(KillAfterPicture::new(folder.path()));
    let studio = load_on(&folder, kill.clone());
    let image = test_images::png(4, 4);
    let served = image.clone();
    let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&served)));
    let (_, events) = studio.wait_for_end(&studio.submit(generate(&provider.base())));
    let restarted = load(&kill.copy);
    let jobs = listed(&restarted);
    assert_eq!((&jobs[0]["state"], &jobs[0]["received"]), (&json!("interrupted"), &json!(1)));
    assert_eq!(restarted.get(&sha256_of(&events)), image);
}

#[test]
fn temporary_files_of_killed_writers_are_removed_at_load() {
    let folder = folder();
    load(&folder).unload();
    let ours = [".tmpAb12Cd", ".image-studio-x1.tmp"];
    for place in ["", "jobs", "blobs", "kept"] {
        for name in ours.iter().chain(&["notes.tmp"]) {
            fs::write(folder.path().join(place).join(name), "x").unwrap();
        }
    }
    load(&folder).unload();
    for place in ["", "jobs", "blobs", "kept"] {
        let names = files(&folder.path().join(place));
        assert!(
            names.contains_key("notes.tmp") && !ours.iter().any(|name| names.contains_key(*name)),
            "{place:?} {:?}",
            names.keys()
        );
    }
}

#[test]
fn a_damaged_picture_is_replaced_by_the_next_upload() {
    let folder = folder();
    let image = test_images::png(8, 8);
    let studio = load(&folder);
    let sha256 = studio.put(&image);
    studio.unload();
    let path = folder.path().join("blobs").join(&sha256);
    let mut flipped = image.clone();
    flipped[40] ^= 1;
    for damaged in [image[..20].to_vec(), Vec::new(), flipped] {
        fs::write(&path, &damaged).unwrap();
        let studio = load(&folder);
        let progress = studio.call("put", json!({ "sha256": sha256, "size": image.len() }));
        assert_eq!(progress, Ok(json!({ "have": 0, "complete": false })), "{} bytes", damaged.len());
        studio.put(&image);
        assert_eq!(studio.get(&sha256), image);
        studio.unload();
    }
}

#[test]
fn a_damaged_result_is_replaced_when_the_same_picture_comes_again() {
    let folder = folder();
    let image = test_images::png(8, 8);
    let (_, sha256) = finished_job(&folder, &image);
    let mut flipped = image.clone();
    flipped[40] ^= 1;
    fs::write(folder.path().join("blobs").join(&sha256), flipped).unwrap();
    finished_job(&folder, &image);
    assert_eq!(load(&folder).get(&sha256), image);
}

#[test]
fn a_power_cut_loses_no_upload_and_no_result_that_was_reported() {
    for names_are_new in [true, false] {
        let folder = folder();
        let power = Arc::new(PowerCut::default());
        let studio = load_on(&folder, power.clone());
        let (uploaded, result) = (test_images::png(8, 8), test_images::png(4, 4));
        let served = result.clone();
        let provider = Provider::start(move |_| Answer::images(std::slice::from_ref(&served)));
        let upload = studio.put(&uploaded);
        let job_id = studio.submit(generate(&provider.base()));
        let (_, events) = studio.wait_for_end(&job_id);
        studio.connect("https://host/v1", Some("sk-planted-5c81d2-77aa")).unwrap();
        // Nothing after it flushes its folder.
        let last = studio.put(&test_images::png(9, 9));
        power.cut(names_are_new);
        // The process of before the cut is gone; its memory does not count.
        let restarted = load(&folder);
        assert_eq!(restarted.get(&upload).len(), uploaded.len(), "names are new: {names_are_new}");
        assert_eq!(restarted.get(&last), test_images::png(9, 9), "names are new: {names_are_new}");
        assert_eq!(restarted.get(&sha256_of(&events)), result);
        assert_eq!(listed(&restarted)[0]["state"], "done");
        assert_eq!(restarted.connect("https://host/v1", None).unwrap()["key_set"], true);
    }
}
