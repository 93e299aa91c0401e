//! Profiles of custom endpoints: stored in the host's settings, changed by the page and by the host's form, their keys,
//! the settings of earlier versions, and that requests go to no other address.

use crate::support::provider::{Answer, Provider};
use crate::support::{generate, load, load_with, test_images, LoadedPlugin};
use serde_json::{json, Value};

const KEY: &str = "sk-planted-5c81d2-77aa";

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn profiles(studio: &LoadedPlugin) -> Value {
    studio.call("profiles_get", json!({})).unwrap()
}

fn set(studio: &LoadedPlugin, profile: Value) -> Value {
    studio.call("profile_set", json!({ "profile": profile })).unwrap()
}

/// The contents of all files in the data folder.
fn disk(folder: &tempfile::TempDir, except: &str) -> String {
    let files = std::fs::read_dir(folder.path()).unwrap().flatten().filter(|entry| entry.path().is_file());
    let files = files.filter(|entry| entry.file_name() != except);
    files.map(|entry| std::fs::read_to_string(entry.path()).unwrap()).collect()
}

#[test]
fn activating_needs_an_id_or_null() {
    let folder = folder();
    let studio = load(&folder);
    studio.call("profile_set", json!({ "profile": { "id": "a", "base_url": "https://a.example/v1" } })).unwrap();
    studio.call("profile_activate", json!({ "id": "a" })).unwrap();
    let error = studio.call("profile_activate", json!({})).unwrap_err();
    assert_eq!((&error["code"], &error["details"]["field"]), (&json!("field_invalid"), &json!("id")));
    assert_eq!(profiles(&studio)["active"], "a");
    assert_eq!(studio.call("profile_activate", json!({ "id": null })).unwrap()["active"], Value::Null);
}

#[test]
fn profiles_live_in_the_hosts_settings_and_survive_a_restart() {
    let folder = folder();
    let studio = load_with(&folder, json!({ "theirs": { "kept": true } }));
    let state =
        set(&studio, json!({ "id": "a", "name": "Azure", "base_url": "res.openai.azure.com", "auth": "api-key" }));
    assert_eq!(state["normalized"], "https://res.openai.azure.com/openai/v1");
    assert_eq!(
        (&state["key_set"], &state["is_plain_http"], state.get("problem")),
        (&json!(false), &json!(false), None)
    );
    set(&studio, json!({ "id": "b", "base_url": "10.0.0.5:3000" }));
    studio.call("profile_set", json!({ "profile": { "id": "b" }, "key": KEY })).unwrap();
    studio.call("profile_activate", json!({ "id": "b" })).unwrap();
    let before = profiles(&studio);
    assert_eq!(before["active"], "b");
    assert_eq!(
        (&before["profiles"][1]["key_set"], &before["profiles"][1]["is_plain_http"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(studio.host.saved()["theirs"], json!({ "kept": true }));
    studio.unload();
    let studio = load(&folder);
    assert_eq!(profiles(&studio), before);
    assert!(!disk(&folder, "secrets.json").contains(KEY));
    // The key is removed with the last profile of its origin.
    set(&studio, json!({ "id": "c", "base_url": "http://10.0.0.5:3000/v2" }));
    assert_eq!(studio.call("profile_remove", json!({ "id": "b" })), Ok(json!({ "removed": true })));
    assert_eq!(profiles(&studio)["profiles"][1]["key_set"], true);
    assert_eq!(profiles(&studio)["active"], Value::Null);
    studio.call("profile_remove", json!({ "id": "c" })).unwrap();
    assert_eq!(studio.call("profile_remove", json!({ "id": "c" })), Ok(json!({ "removed": false })));
    assert!(!disk(&folder, "").contains(KEY));
}

#[test]
fn a_key_belongs_to_scheme_host_and_port() {
    let folder = folder();
    let studio = load(&folder);
    let state = |base_url: &str| set(&studio, json!({ "id": "a", "base_url": base_url }))["key_set"].clone();
    studio.call("profile_set", json!({ "profile": { "id": "a", "base_url": "https://host/v1" }, "key": KEY })).unwrap();
    assert_eq!(state("https://host/v2?x=1"), true);
    for other in ["http://host/v1", "https://host:8443/v1", "https://other/v1", "nonsense host"] {
        assert_eq!(state(other), false, "{other}");
    }
    assert_eq!(state("https://HOST/v1"), true);
    let removed = studio.call("profile_set", json!({ "profile": { "id": "a" }, "key": "" })).unwrap();
    assert_eq!(removed["key_set"], false);
    let refused =
        studio.call("profile_set", json!({ "profile": { "id": "a", "base_url": "" }, "key": KEY })).unwrap_err();
    assert_eq!(refused["code"], "endpoint_invalid");
    assert_eq!(profiles(&studio)["profiles"][0]["profile"]["base_url"], "https://HOST/v1");
}

#[test]
fn the_hosts_form_and_ours_show_the_same_values() {
    let folder = folder();
    let studio = load_with(&folder, json!({ "api_mode": "images", "codex_cli": false }));
    set(&studio, json!({ "id": "a", "base_url": "https://a/v1", "api_mode": "responses" }));
    assert_eq!(studio.host.saved()["api_mode"], "responses");
    // Changes in the host's form, with and without on_settings_changed.
    studio.host.put("api_mode", json!("images"));
    assert_eq!(profiles(&studio)["profiles"][0]["profile"]["api_mode"], "images");
    let mut changed = studio.host.saved();
    changed["codex_cli"] = json!(true);
    studio.host.put("codex_cli", json!(true));
    let mut studio = studio;
    haloforge_plugin_api::HaloForgePlugin::on_settings_changed(&mut studio.plugin, changed).unwrap();
    assert_eq!(profiles(&studio)["profiles"][0]["profile"]["codex_compat"], true);
    set(&studio, json!({ "id": "b", "base_url": "https://b/v1" }));
    studio.call("profile_activate", json!({ "id": "b" })).unwrap();
    assert_eq!(studio.host.saved()["codex_cli"], false);
    studio.call("profile_activate", json!({ "id": "a" })).unwrap();
    assert_eq!(studio.host.saved()["codex_cli"], true);
}

#[test]
fn a_change_that_the_host_does_not_store_is_an_error_and_is_undone() {
    let folder = folder();
    let studio = load(&folder);
    set(&studio, json!({ "id": "a", "base_url": "https://a/v1" }));
    *studio.host.is_refusing.lock().unwrap() = true;
    assert_eq!(
        studio.error_code("profile_set", json!({ "profile": { "id": "a", "base_url": "https://b/v1" } })),
        "internal"
    );
    assert_eq!(profiles(&studio)["profiles"][0]["profile"]["base_url"], "https://a/v1");
    *studio.host.is_refusing.lock().unwrap() = false;
    // The next save contains nothing of a refused change.
    let wrong = json!({ "profile": { "id": "a", "base_url": "https://b/v1", "concurrency": 99 } });
    assert_eq!(studio.error_code("profile_set", wrong), "field_invalid");
    set(&studio, json!({ "id": "a", "name": "A" }));
    assert_eq!(studio.host.saved()["profiles"][0]["base_url"], "https://a/v1");
}

#[test]
fn the_endpoint_of_an_earlier_version_becomes_the_default_profile() {
    let folder = folder();
    std::fs::write(folder.path().join("endpoint.json"), r#"{"base_url":"https://old/v1"}"#).unwrap();
    std::fs::write(folder.path().join("secrets.json"), json!({ "keys": { "https://old": KEY } }).to_string()).unwrap();
    let studio = load_with(&folder, json!({ "api_mode": "responses" }));
    let state = &profiles(&studio)["profiles"][0];
    assert_eq!((&state["profile"]["id"], &state["normalized"]), (&json!("default"), &json!("https://old/v1")));
    assert_eq!((&state["key_set"], &state["profile"]["api_mode"]), (&json!(true), &json!("responses")));
    let answer = studio.connect("new/v1", None).unwrap();
    assert_eq!((&answer["normalized"], &answer["key_set"]), (&json!("https://new/v1"), &json!(false)));
    assert!(!folder.path().join("endpoint.json").exists());
    assert_eq!(studio.host.saved()["profiles"][0]["base_url"], "new/v1");
}

#[test]
fn former_settings_are_taken_over_once_and_overwrite_nothing() {
    let former = json!({
        "defaultModel": "gpt-image-1.5", "gatewayMode": "custom", "apiMode": "responses", "codexCli": true,
        "customBaseUrl": "https://relay.example", "persistHistory": true,
    });
    let take = |studio: &LoadedPlugin| studio.call("take_over", json!({ "settings": former, "key": KEY })).unwrap();
    let fresh = folder();
    let studio = load_with(&fresh, json!({ "default_model": "gpt-image-2" }));
    assert_eq!(take(&studio), json!({ "taken": true, "profile_id": "default", "may_delete": true }));
    let saved = studio.host.saved();
    assert_eq!((&saved["default_model"], &saved["gateway_mode"]), (&json!("gpt-image-1.5"), &json!("custom")));
    let state = profiles(&studio);
    assert_eq!((&state["active"], &state["profiles"][0]["key_set"]), (&json!("default"), &json!(true)));
    assert_eq!(state["profiles"][0]["normalized"], "https://relay.example/v1");
    assert_eq!(state["profiles"][0]["profile"]["codex_compat"], true);
    assert!(!saved.to_string().contains(KEY));
    assert_eq!(take(&studio), json!({ "taken": false, "profile_id": "default", "may_delete": true }));
    assert_eq!(profiles(&studio), state);

    let used = folder();
    let studio = load_with(&used, json!({ "gateway_mode": "cloud" }));
    set(&studio, json!({ "id": "default", "base_url": "https://mine/v1" }));
    assert_eq!(take(&studio)["profile_id"], "former");
    assert_eq!(
        (&studio.host.saved()["gateway_mode"], &profiles(&studio)["active"]),
        (&json!("cloud"), &json!("default"))
    );
    // The key of an unusable address cannot be stored: the page keeps its copy.
    let broken = json!({ "settings": { "customBaseUrl": "https://u:p@x" }, "key": KEY });
    assert_eq!(studio.call("take_over", broken).unwrap()["may_delete"], false);
}

#[test]
fn a_plaintext_key_in_the_hosts_settings_moves_to_the_key_store() {
    let folder = folder();
    let left = json!({ "customApiKey": KEY, "customBaseUrl": "https://relay.example/v1", "other": 1 });
    let studio = load_with(&folder, left);
    let state = profiles(&studio);
    assert_eq!(
        (&state["profiles"][0]["key_set"], &state["profiles"][0]["normalized"]),
        (&json!(true), &json!("https://relay.example/v1"))
    );
    assert!(!studio.host.saved().to_string().contains(KEY) && studio.host.saved()["other"] == 1);
    assert!(!disk(&folder, "secrets.json").contains(KEY));
}

#[test]
fn normalize_shows_the_addresses_of_requests() {
    let folder = folder();
    let studio = load(&folder);
    let normalize = |args: Value| studio.call("normalize", args).unwrap();
    let azure = json!({ "base_url": "res.openai.azure.com?api-version=1", "query": "api-version=preview" });
    let answer = normalize(azure);
    assert_eq!(answer["normalized"], "https://res.openai.azure.com/openai/v1?api-version=1");
    assert_eq!(answer["requests"]["edit"], "https://res.openai.azure.com/openai/v1/images/edits?api-version=preview");
    let local = normalize(json!({ "base_url": "localhost:8080", "edits_path": "images/inpainting" }));
    assert_eq!(local["requests"]["edit"], "http://localhost:8080/v1/images/inpainting");
    assert_eq!((&local["is_plain_http"], &local["key_set"]), (&json!(false), &json!(false)));
    let responses = normalize(json!({ "base_url": "http://relay.example", "api_mode": "responses" }));
    assert_eq!(
        (&responses["requests"]["generate"], &responses["is_plain_http"]),
        (&json!("http://relay.example/v1/responses"), &json!(true))
    );
    for (args, problem) in [
        (json!({ "base_url": "" }), "empty"),
        (json!({ "base_url": "https://u:p@x" }), "credentials"),
        (json!({ "base_url": "x", "query": "key=1" }), "query"),
        (json!({ "base_url": "x", "edits_path": "../.." }), "edits_path"),
    ] {
        let answer = normalize(args);
        assert_eq!((&answer["problem"], &answer["requests"]), (&json!(problem), &Value::Null));
    }
    assert_eq!(profiles(&studio)["profiles"], json!([]));
}

#[test]
fn a_request_goes_to_the_address_of_its_profile_or_nowhere() {
    let folder = folder();
    let studio = load(&folder);
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    set(&studio, json!({ "id": "a", "base_url": provider.base(), "query": "team=blue", "auth": "api-key" }));
    set(&studio, json!({ "id": "b", "base_url": "http://127.0.0.1:9/v1" }));
    studio.call("profile_set", json!({ "profile": { "id": "a" }, "key": KEY })).unwrap();
    let mut request = generate(&provider.base());
    assert_eq!(studio.wait_for_end(&studio.submit(request.clone())).0, "done");
    let sent = provider.only_request();
    assert_eq!((sent.target.as_str(), sent.header("api-key")), ("/v1/images/generations?team=blue", Some(KEY)));
    assert_eq!(sent.header("authorization"), None);
    // The user has chosen another profile meanwhile.
    studio.call("profile_activate", json!({ "id": "b" })).unwrap();
    assert_eq!(studio.error_code("submit", json!({ "request": request })), "endpoint_changed");
    request["profile_id"] = json!("a");
    assert_eq!(studio.wait_for_end(&studio.submit(request.clone())).0, "done");
    request["profile_id"] = json!("gone");
    let error = studio.call("submit", json!({ "request": request })).unwrap_err();
    assert_eq!((&error["code"], &error["details"]["field"]), (&json!("field_invalid"), &json!("request.profile_id")));
    assert_eq!(provider.requests().len(), 2);
    assert!(!studio.log().join("\n").contains(KEY));
}

#[cfg(unix)]
#[test]
fn folders_are_private_even_when_an_earlier_version_created_them() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    std::fs::create_dir(folder.path().join("jobs")).unwrap();
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    let studio = load(&folder);
    studio.wait_for_end(&studio.submit(generate(&provider.base())));
    for name in ["jobs", "blobs", "blobs/partial"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{name}");
    }
}

#[test]
fn a_request_goes_on_when_the_host_does_not_store_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    let settings = json!({ "customApiKey": "sk-left-0123456789", "customBaseUrl": provider.base() });
    let studio = load_with(&folder, settings);
    *studio.host.is_refusing.lock().unwrap() = true;
    let (state, _) = studio.wait_for_end(&studio.submit(generate(&provider.base())));
    assert_eq!(state, "done");
    assert_eq!(provider.only_request().header("authorization"), Some("Bearer sk-left-0123456789"));
    // The plaintext key is removed as soon as the host stores settings again.
    *studio.host.is_refusing.lock().unwrap() = false;
    studio.call("profiles_get", json!({})).unwrap();
    assert_eq!(studio.host.saved()["customApiKey"], Value::Null);
}
