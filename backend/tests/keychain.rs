//! The system's own keychain on a bus without a keychain service, and without a bus. Keys go to the file, and no thread of
//! the client outlives the plugin. Alone in its process, so that the number of threads is the plugin's.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use hf_image_studio::keychain;
use hf_image_studio::plugin::ImageStudio;
use serde_json::json;
use support::load_plugin;

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

fn threads() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    status.lines().find_map(|line| line.strip_prefix("Threads:")).unwrap().trim().parse().unwrap()
}

#[test]
fn without_a_keychain_service_the_key_is_in_the_file_and_no_thread_stays() {
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
