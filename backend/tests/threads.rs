//! Loads, runs and unloads the plugin a hundred times and checks that no thread remains. The test is alone in its process,
//! so that all threads are its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

use hf_image_studio::keychain::{Keychain, KeychainFuture};
use hf_image_studio::plugin::ImageStudio;
use serde_json::json;
use support::provider::{Answer as Reply, Provider, Socket};
use support::{generate, load_plugin, test_images};
use zeroize::Zeroizing;

/// A locked keychain that waits for its owner for ever.
#[derive(Default)]
struct LockedKeychain {
    calls: AtomicUsize,
}

impl LockedKeychain {
    fn never<T: Send + 'static>(&self) -> KeychainFuture<T> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::pending())
    }
}

impl Keychain for LockedKeychain {
    fn read(&self, _: String, _: bool) -> KeychainFuture<Option<Zeroizing<String>>> {
        self.never()
    }
    fn write(&self, _: String, _: Zeroizing<String>, _: bool) -> KeychainFuture<()> {
        self.never()
    }
    fn remove(&self, _: String) -> KeychainFuture<()> {
        self.never()
    }
}

/// An event stream that has started and sends nothing more.
fn silent_stream() -> Socket {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    let event = "event: image_generation.partial_image\ndata: {\"type\":\"image_generation.partial_image\"";
    Socket::start(format!("{head}{:x}\r\n{event}\r\n", event.len()).into_bytes(), true)
}

fn threads() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap().trim().parse().unwrap()
}

#[test]
fn no_thread_outlives_on_unload() {
    let provider = Provider::start(|_| Reply::images(&[test_images::png(2, 2)]));
    let (socket, stream) = (Socket::hanging(), silent_stream());
    let round = |n: usize| {
        let folder = tempfile::tempdir().unwrap();
        let before = threads();
        let keychain = Arc::new(LockedKeychain::default());
        // The keychain holds a key for this origin, so its job waits for the keychain for ever.
        std::fs::write(folder.path().join("keychain.json"), r#"{"origins":["http://127.0.0.1:9"]}"#).unwrap();
        let studio = load_plugin(&folder, json!({}), ImageStudio::with_keychain(Some(keychain.clone())));
        studio.wait_for_end(&studio.submit(generate(&provider.base())));
        let begin = |name: &str, base: &str, profile: Option<&str>| {
            let mut request = generate(base);
            request["request_id"] = json!(format!("hfis-{name}"));
            request["profile_id"] = json!(profile);
            studio.submit(request)
        };
        begin("hanging", &socket.base(), None);
        begin("locked", "http://127.0.0.1:9/v1", None);
        let profile = json!({ "id": "stream", "base_url": stream.base(), "stream": true });
        // The handler does not wait for the keychain.
        studio.call("profile_set", json!({ "profile": profile, "key": "sk-1" })).unwrap();
        begin("stream", &stream.base(), Some("stream"));
        studio.call("profile_remove", json!({ "id": "stream" })).unwrap();
        if n.is_multiple_of(2) {
            socket.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
            stream.accepted.recv_timeout(Duration::from_secs(20)).unwrap();
            while keychain.calls.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
        }
        assert!(threads() > before);
        let started = std::time::Instant::now();
        studio.unload();
        assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    };
    round(0);
    let first = settled(usize::MAX);
    for n in 0..100 {
        round(n);
        while socket.accepted.try_recv().is_ok() || stream.accepted.try_recv().is_ok() {}
    }
    let last = settled(first);
    // The first count may still include a thread of the test's own sockets.
    assert!(last <= first, "{last} threads, and {first} after the first round");
}

/// Waits until the threads of the test's own sockets have ended: each connection has one until it notices the close.
fn settled(at_most: usize) -> usize {
    let started = std::time::Instant::now();
    loop {
        std::thread::park_timeout(Duration::from_millis(20));
        let count = threads();
        if (count <= at_most && started.elapsed() > Duration::from_millis(200))
            || started.elapsed() > Duration::from_secs(20)
        {
            return count;
        }
    }
}
