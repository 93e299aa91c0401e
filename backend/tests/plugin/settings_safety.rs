//! Profiles and keys change together or not at all, and survive whatever happens to the host's settings.

use std::sync::Arc;

use crate::support::faulty_disk::{load_on, FullDisk};
use crate::support::provider::{Answer, Provider};
use crate::support::{generate, load, test_images, LoadedPlugin};
use serde_json::{json, Value};

const OLD: &str = "sk-planted-5c81d2-77aa";
const NEW: &str = "sk-planted-9e44b0-31cd";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn provider() -> Provider {
    Provider::start(|_| Answer::images(&[test_images::png(2, 2)]))
}

/// The key that a request is sent with.
fn key_in_use(studio: &LoadedPlugin, provider: &Provider) -> Option<String> {
    studio.wait_for_end(&studio.submit(generate(&provider.base())));
    provider.requests().last().unwrap().header("authorization").map(Into::into)
}

#[test]
fn a_change_that_the_host_does_not_store_leaves_the_key_as_it_was() {
    let (folder, provider) = (folder(), provider());
    let studio = load(&folder);
    studio.connect(&provider.base(), Some(OLD)).unwrap();
    *studio.host.is_refusing.lock().unwrap() = true;
    let bearer = Some(format!("Bearer {OLD}"));
    assert!(studio.call("profile_remove", json!({ "id": "default" })).is_err());
    assert_eq!(key_in_use(&studio, &provider), bearer, "after profile_remove");
    for key in [NEW, ""] {
        assert!(studio.connect(&provider.base(), Some(key)).is_err());
        assert_eq!(key_in_use(&studio, &provider), bearer, "after profile_set with the key {key:?}");
    }
    studio.unload();
    assert_eq!(key_in_use(&load(&folder), &provider), bearer, "after a restart");
}

#[test]
fn a_key_that_cannot_be_stored_leaves_the_profile_as_it_was() {
    let folder = folder();
    let disk = Arc::new(FullDisk::default());
    let studio = load_on(&folder, disk.clone());
    studio.connect("https://old/v1", Some(OLD)).unwrap();
    let before = studio.call("profiles_get", json!({})).unwrap();
    let saved = studio.host.saved();
    disk.fill(&[""]);
    let error = studio.connect("https://new/v1", Some(NEW)).unwrap_err();
    assert_eq!(error["code"], "disk_full");
    assert_eq!(studio.call("profiles_get", json!({})).unwrap(), before);
    assert_eq!(studio.host.saved(), saved);
    assert!(studio.call("profile_remove", json!({ "id": "default" })).is_err());
    assert_eq!(studio.call("profiles_get", json!({})).unwrap(), before);
}

#[test]
fn a_failing_command_does_not_undo_the_change_of_another() {
    let folder = folder();
    let studio = load(&folder);
    std::thread::scope(|scope| {
        let failing = scope.spawn(|| {
            let wrong = json!({ "profile": { "id": "b", "base_url": "https://b/v1", "concurrency": 99 } });
            for _ in 0..400 {
                assert_eq!(studio.error_code("profile_set", wrong.clone()), "field_invalid");
                let _ = studio.call("profile_activate", json!({ "id": "none" })).unwrap_err();
            }
        });
        let mut count = 0;
        while !failing.is_finished() {
            count += 1;
            let name = format!("name {count}");
            studio.call("profile_set", json!({ "profile": { "id": "a", "name": name } })).unwrap();
            let saved = studio.host.saved();
            assert_eq!(saved["profiles"][0]["name"], name.as_str(), "reported as stored");
        }
        assert!(count > 10);
    });
}

#[test]
fn the_hosts_form_does_not_wipe_the_endpoints() {
    let (folder, provider) = (folder(), provider());
    let studio = load(&folder);
    studio.connect(&provider.base(), Some(OLD)).unwrap();
    studio.call("profile_set", json!({ "profile": { "id": "b", "base_url": "https://b/v1" } })).unwrap();
    let before = studio.call("profiles_get", json!({})).unwrap();
    // The form stores the keys of its schema and nothing else.
    let form = json!({ "gateway_mode": "auto", "api_mode": "images", "codex_cli": false, "default_model": "m" });
    studio.host.replace(form.clone());
    assert_eq!(studio.call("profiles_get", json!({})).unwrap(), before);
    assert_eq!(key_in_use(&studio, &provider), Some(format!("Bearer {OLD}")));
    // They are in the host's settings again, beside what the form stored.
    let saved = studio.host.saved();
    assert_eq!((&saved["active_profile"], &saved["default_model"]), (&json!("default"), &json!("m")));
    studio.host.replace(form.clone());
    studio.unload();
    let studio = load(&folder);
    assert_eq!(studio.call("profiles_get", json!({})).unwrap(), before);
    // Endpoints that the user removed stay removed.
    for id in ["default", "b"] {
        studio.call("profile_remove", json!({ "id": id })).unwrap();
    }
    studio.host.replace(form);
    assert_eq!(studio.call("profiles_get", json!({})), Ok(json!({ "profiles": [], "active": Value::Null })));
}
