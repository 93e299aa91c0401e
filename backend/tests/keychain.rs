//! The keychain's client leaves nothing in the host: no thread, no descriptor, no memory. Two tests, one at a time and alone in
//! their process, so that what is counted is the plugin's.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
// The exported functions pass a Rust trait object, as haloforge-plugin-api defines its interface.
#![allow(improper_ctypes_definitions)]

#[path = "support/secret_service.rs"]
mod fake_secret_service;
#[path = "../../dev/devhost/tests/support/library.rs"]
mod library;
mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fake_secret_service::SecretServiceBus;
use haloforge_plugin_api::HaloForgePlugin;
use hf_image_studio::keychain;
use hf_image_studio::plugin::ImageStudio;
use serde_json::json;
use support::{load_plugin, FakeHost, Handlers, TEST_TIMEOUT};

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A session bus of our own, ended with the test; None where dbus-daemon is not installed. It starts no services, so the
/// developer's own keychain is not used.
struct Bus {
    process: Child,
    address: String,
}

const BUS: &str = r#"<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

impl Bus {
    fn start(folder: &tempfile::TempDir) -> Option<Self> {
        let config = folder.path().join("bus.conf");
        std::fs::write(&config, BUS).unwrap();
        let mut command = Command::new("dbus-daemon");
        command.arg(format!("--config-file={}", config.display())).args(["--nofork", "--nosyslog", "--print-address"]);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut address = String::new();
        BufReader::new(process.stdout.take()?).read_line(&mut address).ok()?;
        Some(Self { process, address: address.trim().into() })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn status(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':')).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

fn threads() -> usize {
    status("Threads")
}

#[test]
fn without_a_keychain_service_the_key_is_in_the_file_and_no_thread_stays() {
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let place = tempfile::tempdir().unwrap();
    let bus = Bus::start(&place);
    let addresses = ["unix:path=/nowhere".to_owned()].into_iter().chain(bus.iter().map(|bus| bus.address.clone()));
    let before = threads();
    for address in addresses {
        std::env::set_var("DBUS_SESSION_BUS_ADDRESS", &address);
        std::env::set_var("IMAGE_STUDIO_KEYCHAIN", "on");
        let folder = tempfile::tempdir().unwrap();
        for round in 0..3 {
            let plugin = ImageStudio::with_keychain(keychain::system());
            let studio = load_plugin(&folder, json!({}), plugin);
            let profile = json!({ "id": "a", "base_url": "https://host.invalid/v1" });
            let key = format!("sk-{round}");
            let state = studio.call("profile_set", json!({ "profile": profile, "key": key })).unwrap();
            assert_eq!(state["key_set"], true);
            // In the last round the plugin ends before the keychain call has failed.
            let begun = Instant::now();
            let is_there =
                || std::fs::read_to_string(folder.path().join("secrets.json")).is_ok_and(|text| text.contains(&key));
            while round < 2 && !is_there() {
                assert!(begun.elapsed() < Duration::from_secs(20));
                std::thread::park_timeout(Duration::from_millis(2));
            }
            studio.unload();
            assert!(is_there());
            // A thread that was joined stays in the system's list for a moment longer.
            let ended = Instant::now();
            while threads() != before && ended.elapsed() < Duration::from_secs(10) {
                std::thread::park_timeout(Duration::from_millis(2));
            }
            assert_eq!(threads(), before, "{address}");
        }
    }
}

/// The host's resources that the plugin could have left.
#[derive(Debug, Clone, Copy)]
struct Usage {
    threads: usize,
    descriptors: usize,
    resident_kb: usize,
}

impl Usage {
    fn now() -> Self {
        let descriptors = std::fs::read_dir("/proc/self/fd").unwrap().count();
        Self { threads: threads(), descriptors, resident_kb: status("VmRSS") }
    }

    /// After the threads of closed connections have ended.
    fn settled(bus: &SecretServiceBus, threads: usize) -> Self {
        let started = Instant::now();
        while (bus.open_connections() > 0 || Self::now().threads > threads) && started.elapsed() < TEST_TIMEOUT / 6 {
            std::thread::park_timeout(Duration::from_millis(2));
        }
        Self::now()
    }
}

type Create = unsafe extern "C" fn() -> *mut dyn HaloForgePlugin;
type Destroy = unsafe extern "C" fn(*mut dyn HaloForgePlugin);

/// Maps the library, loads the plugin with a key to be moved to the keychain, and takes everything back. The plugin runs on
/// a thread that ends, because the library stays mapped while thread-local values of it exist.
#[allow(unsafe_code)]
fn load_and_unload(folder: &tempfile::TempDir, is_loaded: impl Fn() + Sync) {
    std::fs::write(folder.path().join("secrets.json"), r#"{"keys":{"https://host.invalid":"sk-planted"}}"#).unwrap();
    // SAFETY: the library is the build of these sources, and its code is not used after it is unmapped.
    unsafe {
        let library = libloading::Library::new(library::library()).unwrap();
        let create = *library.get::<Create>(b"_haloforge_plugin_create\0").unwrap();
        let destroy = *library.get::<Destroy>(b"_haloforge_plugin_destroy\0").unwrap();
        let run = || {
            let host = FakeHost::open(folder, json!({}));
            let mut handlers = Handlers::default();
            let plugin = create();
            (*plugin).on_load(&host, &mut handlers).unwrap();
            is_loaded();
            (*plugin).on_unload().unwrap();
            drop(handlers);
            destroy(plugin);
        };
        std::thread::scope(|scope| scope.spawn(run).join().unwrap());
        library.close().unwrap();
    }
}

#[test]
fn a_thousand_loads_leave_threads_descriptors_and_memory_where_they_were() {
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let bus = SecretServiceBus::start();
    std::env::set_var("DBUS_SESSION_BUS_ADDRESS", &bus.address);
    std::env::set_var("IMAGE_STUDIO_KEYCHAIN", "on");
    let folder = tempfile::tempdir().unwrap();
    let round = |number: usize| {
        bus.state().items.clear();
        let wait_for_keychain = || {
            let started = Instant::now();
            while bus.secrets() != ["sk-planted"] {
                assert!(started.elapsed() < TEST_TIMEOUT);
                std::thread::park_timeout(Duration::from_millis(1));
            }
        };
        // In the other rounds the call of the keychain is cut off at some point.
        load_and_unload(&folder, || {
            if number.is_multiple_of(10) {
                wait_for_keychain();
            }
        });
        let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
        assert!(!maps.contains("hf_image_studio.so"), "the library is still mapped after load {number}");
    };
    let idle = threads();
    // The allocator's arenas grow in the first rounds.
    (0..100).for_each(round);
    let first = Usage::settled(&bus, idle);
    (100..1_000).for_each(round);
    let last = Usage::settled(&bus, first.threads);
    assert!(last.threads <= first.threads && last.descriptors <= first.descriptors, "{first:?} {last:?}");
    assert!(last.resident_kb < first.resident_kb + 8_192, "{first:?} {last:?}");
}
