//! Alone in its process, so that the number of threads is ours: load, run, unload, a hundred times.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::time::Duration;

use support::provider::{Answer, Provider, Socket};
use support::{generate, load, samples};

fn threads() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap().trim().parse().unwrap()
}

#[test]
fn no_thread_outlives_on_unload() {
    let provider = Provider::start(|_| Answer::images(&[samples::png(2, 2)]));
    let socket = Socket::hanging();
    let folder = tempfile::tempdir().unwrap();
    let round = |is_connected: bool| {
        let before = threads();
        let studio = load(&folder);
        studio.finished(&studio.submit(generate(&provider.base())));
        let mut hanging = generate(&socket.base());
        hanging["request_id"] = "hfis-hanging".into();
        studio.submit(hanging);
        if is_connected {
            socket.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
        }
        assert!(threads() > before);
        studio.unload();
    };
    round(true);
    let first = settled(usize::MAX);
    for n in 0..100 {
        round(n % 2 == 0);
        while socket.accepted.try_recv().is_ok() {}
    }
    assert_eq!(settled(first), first);
}

/// The test's own socket keeps a thread for each connection until it notices the close.
fn settled(at_most: usize) -> usize {
    let begun = std::time::Instant::now();
    loop {
        std::thread::park_timeout(Duration::from_millis(20));
        let count = threads();
        if (count <= at_most && begun.elapsed() > Duration::from_millis(200))
            || begun.elapsed() > Duration::from_secs(5)
        {
            return count;
        }
    }
}
