//! The host's form changes the active profile and the other way round; settings of other versions are preserved.

use serde_json::json;

use crate::disk::{DiskHooks, DiskOperation};

use super::*;

/// These tests need no file.
struct ReadOnly;

impl DiskHooks for ReadOnly {
    fn before(&self, _: DiskOperation<'_>) -> std::io::Result<()> {
        Err(std::io::ErrorKind::ReadOnlyFilesystem.into())
    }
}

fn open(stored: Value) -> Settings {
    Settings::open(stored, std::path::Path::new("nowhere"), Disk::with_hooks(std::sync::Arc::new(ReadOnly)))
}

fn unsaved(settings: &Settings) -> Value {
    Value::Object(lock(&settings.state).unsaved.clone())
}

#[test]
fn unreadable_profiles_are_preserved() {
    let strange = json!({ "id": "a b", "from": "the future" });
    let settings = open(json!({
        "profiles": [{ "id": "x", "base_url": "https://x/v1" }, strange, { "id": "x" }, 5], "active_profile": "x", "theirs": [1],
    }));
    assert_eq!(settings.active().map(|profile| profile.base_url().to_owned()), Some("https://x/v1".into()));
    settings.put(Profile::new("y")).unwrap();
    let list = unsaved(&settings)["profiles"].as_array().unwrap().clone();
    assert_eq!((list.len(), &list[2], &list[4]), (5, &strange, &json!(5)));
    assert!(unsaved(&settings).get("theirs").is_none());
}

#[test]
fn the_hosts_form_and_the_active_profile_share_fields() {
    let settings = open(json!({
        "profiles": [{ "id": "x", "codex_compat": false }, { "id": "y", "api_mode": "responses" }], "active_profile": "x",
        "codex_cli": true, "api_mode": "images",
    }));
    assert_eq!(settings.profile("x").unwrap().get("codex_compat"), json!(true));
    assert_eq!(settings.profile("y").unwrap().get("api_mode"), json!("responses"));
    settings.activate(Some("y")).unwrap();
    let saved = unsaved(&settings);
    assert_eq!(
        (&saved["api_mode"], &saved["codex_cli"], &saved["active_profile"]),
        (&json!("responses"), &json!(false), &json!("y"))
    );
    // A change from outside does not undo ours while it is unsaved.
    settings.replace(json!({}));
    assert_eq!(settings.active_id().as_deref(), Some("y"));
}

#[test]
fn the_first_profile_becomes_active_and_a_removed_one_is_not_active() {
    let settings = open(json!({}));
    settings.put(Profile::new("x")).unwrap();
    settings.put(Profile::new("y")).unwrap();
    assert_eq!(settings.active_id().as_deref(), Some("x"));
    assert!(settings.remove("x").is_some() && settings.remove("x").is_none());
    assert_eq!(settings.active_id(), None);
    assert_eq!(settings.activate(Some("x")).unwrap_err().details["field"], "id");
}

#[test]
fn the_number_of_profiles_is_limited() {
    let settings = open(json!({}));
    for n in 0..profiles::MAX_PROFILES {
        settings.put(Profile::new(&format!("p{n}"))).unwrap();
    }
    assert!(settings.put(Profile::new("p0")).is_ok());
    assert_eq!(settings.put(Profile::new("one-more")).unwrap_err().details["field"], "profile.id");
}

#[test]
fn settings_that_are_not_an_object_change_nothing() {
    let settings = open(json!({ "profiles": [{ "id": "x" }], "active_profile": "x" }));
    for bad in [json!(null), json!([]), json!("x")] {
        settings.replace(bad);
        assert_eq!(settings.active_id().as_deref(), Some("x"));
    }
    settings.replace(json!({ "profiles": "none", "active_profile": 5 }));
    assert!(settings.profiles().is_empty());
}

#[test]
fn a_discarded_change_is_gone() {
    let settings = open(json!({ "profiles": [{ "id": "x" }], "active_profile": "x" }));
    settings.remove("x");
    settings.discard();
    assert_eq!((settings.active_id().as_deref(), unsaved(&settings)), (Some("x"), json!({})));
}
