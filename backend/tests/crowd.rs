//! Alone in its process, so that the memory is ours: two hundred jobs at once, and never more than a few in memory.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use serde_json::json;
use support::provider::{Answer, Provider};
use support::{edit, load, samples};

const JOBS: usize = 200;
const MIB: usize = 1024 * 1024;

/// VmRSS (now) or VmHWM (the peak since it was reset), in bytes.
fn memory(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap();
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap() * 1024
}

#[test]
fn two_hundred_jobs_at_once_all_end_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    // What follows the end of a PNG is not looked at, but sent and kept.
    let large = |edge: u32| [samples::png(edge, edge), vec![0; MIB / 4]].concat();
    let (image, mask) = (studio.put(&large(8)), studio.put(&samples::mask(8, 8, 5)));
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
    assert!(ids.iter().all(|id| studio.finished(id).0 == "done"));
    assert_eq!(provider.requests().len(), JOBS);
    // Inputs, base64 and pictures of all of them would be 180 MiB; the provider's share is in this figure too.
    let grown = memory("VmHWM:") - before;
    assert!(grown < 64 * MIB, "{} MiB", grown / MIB);
}
