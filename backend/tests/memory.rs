//! Two hundred concurrent jobs run in bounded memory. The test is alone in its process, so that all memory is its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use serde_json::json;
use support::provider::{Answer, Provider};
use support::{edit, load, test_images};

const JOBS: usize = 200;
const MIB: usize = 1024 * 1024;

/// VmRSS (current) or VmHWM (peak since the last reset), in bytes.
fn memory(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap();
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap() * 1024
}

#[test]
fn two_hundred_concurrent_jobs_run_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    // Bytes after the end of a PNG are not inspected, but are sent and stored.
    let large = |edge: u32| [test_images::png(edge, edge), vec![0; MIB / 4]].concat();
    let (image, mask) = (studio.put(&large(8)), studio.put(&test_images::mask(8, 8, 5)));
    let result = large(4);
    let provider = Provider::counting(move || Answer::images(std::slice::from_ref(&result)));
    let before = memory("VmRSS:");
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let submit = |n: usize| {
        let mut request = edit(&provider.base(), &image, &mask);
        request["request_id"] = json!(format!("hfis-{n}"));
        studio.submit(request)
    };
    let ids: Vec<String> = (0..JOBS).map(submit).collect();
    assert!(ids.iter().all(|id| studio.wait_for_end(id).0 == "done"));
    assert_eq!(provider.requests().len(), JOBS);
    // Inputs, base64 and images of all jobs would be 180 MiB. The measured value includes the provider's memory.
    let grown = memory("VmHWM:") - before;
    assert!(grown < 64 * MIB, "{} MiB", grown / MIB);
}
