//! The plugin with a real Secret Service client and a service that stores, prompts, refuses and dies.

use std::collections::HashMap;

use hf_image_studio::keychain;
use hf_image_studio::plugin::ImageStudio;
use serde_json::json;

use crate::fake_secret_service::{Death, Item, SecretServiceBus, User};
use crate::support::provider::{Answer, Provider};
use crate::support::{generate, load_plugin, test_images, LoadedPlugin};
use crate::{wait_until, Environment};

struct Fixture {
    bus: SecretServiceBus,
    provider: Provider,
    folder: tempfile::TempDir,
    _environment: Environment,
}

impl Fixture {
    fn new() -> Self {
        let bus = SecretServiceBus::start();
        let environment =
            Environment::with(&[("DBUS_SESSION_BUS_ADDRESS", &bus.address), ("IMAGE_STUDIO_KEYCHAIN", "on")]);
        let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
        Self { bus, provider, folder: tempfile::tempdir().unwrap(), _environment: environment }
    }

    fn load(&self) -> LoadedPlugin {
        load_plugin(&self.folder, json!({}), ImageStudio::with_keychain(keychain::system()))
    }

    fn origin(&self) -> String {
        format!("http://{}", self.provider.address)
    }

    fn set_key(&self, studio: &LoadedPlugin, key: &str) {
        assert_eq!(studio.connect(&self.provider.base(), Some(key)).unwrap()["key_set"], true);
    }

    fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn is_in_file(&self, key: &str) -> bool {
        self.file("secrets.json").contains(key)
    }

    fn wait_for_file(&self, key: &str) {
        wait_until("the key is written to the file", || self.is_in_file(key));
    }

    /// The service has the key, and the plugin has recorded that.
    fn wait_for_keychain(&self, key: &str) {
        let is_recorded = || self.file("keychain.json").contains(&self.origin()) && !self.is_in_file(key);
        wait_until("the key is moved to the keychain", || self.bus.secrets() == [key] && is_recorded());
    }

    fn wait_for_idle(&self) {
        wait_until("every connection is closed", || self.bus.open_connections() == 0);
    }

    /// Asserts that the next request carries this key.
    fn assert_sent(&self, studio: &LoadedPlugin, key: &str) {
        let mut request = generate(&self.provider.base());
        request["profile_id"] = json!("default");
        let (state, events) = studio.wait_for_end(&studio.submit(request));
        assert_eq!(state, "done", "{events:?}");
        let requests = self.provider.requests();
        assert_eq!(requests.last().unwrap().header("authorization"), Some(format!("Bearer {key}").as_str()));
    }
}

#[test]
fn a_key_is_stored_found_replaced_and_deleted() {
    let test = Fixture::new();
    let studio = test.load();
    test.set_key(&studio, "sk-planted-1");
    test.wait_for_keychain("sk-planted-1");
    let item = test.bus.state().items[&1].clone();
    let origin = test.origin();
    let attributes = [("service", "dev.haloforge.image-studio"), ("username", origin.as_str())];
    assert_eq!(item.attributes, attributes.map(|(name, value)| (name.into(), value.into())).into());
    assert_eq!(item.label, format!("Image Studio: {}", test.origin()));
    studio.unload();

    let studio = test.load();
    test.assert_sent(&studio, "sk-planted-1");
    test.set_key(&studio, "sk-planted-2");
    test.wait_for_keychain("sk-planted-2");
    studio.unload();

    let studio = test.load();
    test.assert_sent(&studio, "sk-planted-2");
    studio.call("profile_remove", json!({ "id": "default" })).unwrap();
    wait_until("the key is deleted", || test.bus.secrets().is_empty());
    studio.unload();
    test.wait_for_idle();
    assert!(!test.file("keychain.json").contains(&test.origin()));
    assert!(!test.bus.has_called("Prompt"));
    // Keys cross the bus encrypted.
    let received = String::from_utf8_lossy(&test.bus.state().received).into_owned();
    assert!(received.contains("CreateItem") && !received.contains("sk-planted"));
}

#[test]
fn entries_with_further_attributes_are_found_and_replaced() {
    let test = Fixture::new();
    let origin = test.origin();
    let attributes: HashMap<String, String> = [
        ("service", "dev.haloforge.image-studio"),
        ("username", origin.as_str()),
        ("target", "default"),
        ("application", "rust-keyring"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let other = HashMap::from([("service".to_owned(), "another program".to_owned())]);
    let item = |attributes, secret: &str| Item { attributes, label: "as it was".into(), secret: secret.into() };
    test.bus.state().items.insert(70, item(attributes, "sk-earlier"));
    test.bus.state().items.insert(71, item(other, "not ours"));
    std::fs::write(test.folder.path().join("keychain.json"), json!({ "origins": [test.origin()] }).to_string())
        .unwrap();
    let studio = test.load();
    studio.connect(&test.provider.base(), None).unwrap();
    test.assert_sent(&studio, "sk-earlier");
    test.set_key(&studio, "sk-new");
    wait_until("the earlier entry is replaced", || {
        let mut secrets = test.bus.secrets();
        secrets.sort();
        secrets == ["not ours", "sk-new"]
    });
    studio.unload();
}

#[test]
fn a_locked_keychain_prompts_for_a_new_key_and_never_at_load() {
    let test = Fixture::new();
    test.bus.state().is_locked = true;
    test.bus.state().user = User::Dismisses;
    let studio = test.load();
    test.set_key(&studio, "sk-planted-1");
    test.wait_for_file("sk-planted-1");
    assert!(test.bus.has_called("Prompt"));
    test.assert_sent(&studio, "sk-planted-1");
    studio.unload();

    test.bus.state().user = User::Accepts;
    test.bus.state().calls.clear();
    let studio = test.load();
    wait_until("the key of the file is offered", || test.bus.has_called("Unlock"));
    test.wait_for_idle();
    assert!(!test.bus.has_called("Prompt") && test.is_in_file("sk-planted-1"));
    test.set_key(&studio, "sk-planted-2");
    test.wait_for_keychain("sk-planted-2");
    studio.unload();
}

#[test]
fn a_locked_keychain_prompts_for_a_request_that_needs_its_key() {
    let test = Fixture::new();
    let studio = test.load();
    test.set_key(&studio, "sk-planted");
    test.wait_for_keychain("sk-planted");
    studio.unload();
    test.bus.state().is_locked = true;
    test.bus.state().user = User::Dismisses;
    let studio = test.load();
    let mut request = generate(&test.provider.base());
    request["profile_id"] = json!("default");
    let error = studio.failure(request);
    assert_eq!(error["code"], "key_unavailable", "{error}");
    assert!(test.provider.requests().is_empty() && !test.is_in_file("sk-planted"));
    test.bus.state().user = User::Accepts;
    test.assert_sent(&studio, "sk-planted");
    studio.unload();
}

#[test]
fn a_prompt_that_nobody_answers_delays_no_command_and_ends_with_the_plugin() {
    let test = Fixture::new();
    test.bus.state().is_locked = true;
    test.bus.state().user = User::IsAway;
    let studio = test.load();
    test.set_key(&studio, "sk-planted");
    wait_until("the prompt is shown", || test.bus.has_called("Prompt"));
    test.assert_sent(&studio, "sk-planted");
    studio.unload();
    assert!(test.is_in_file("sk-planted"));
    test.wait_for_idle();
}

#[test]
fn a_keychain_that_dies_in_the_middle_loses_no_key() {
    let test = Fixture::new();
    let deaths = [
        Death::Bus("Hello"),
        Death::Bus("OpenSession"),
        Death::Service("OpenSession"),
        Death::Service("ReadAlias"),
        Death::Service("Get"),
        Death::Bus("CreateItem"),
        Death::Service("CreateItem"),
        Death::ServiceAfter("CreateItem"),
        Death::Bus("SearchItems"),
        Death::Service("SearchItems"),
        Death::Service("Unlock"),
        Death::Bus("Prompt"),
        Death::Service("Prompt"),
    ];
    let mut studio = test.load();
    for (number, death) in deaths.into_iter().enumerate() {
        let key = format!("sk-planted-{number:02}");
        test.bus.state().is_locked = matches!(death, Death::Service("Unlock" | "Prompt") | Death::Bus("Prompt"));
        test.bus.state().death = Some(death);
        test.set_key(&studio, &key);
        test.wait_for_file(&key);
        studio.unload();
        // Still there after a restart, and moved once the keychain is back.
        studio = test.load();
        test.assert_sent(&studio, &key);
        test.wait_for_idle();
        assert!(test.is_in_file(&key), "{death:?}");
        studio.unload();
        test.bus.revive();
        test.bus.state().is_locked = false;
        studio = test.load();
        test.wait_for_keychain(&key);
        test.assert_sent(&studio, &key);
    }
    studio.unload();
}

/// An address of this kind names a program that a client starts.
#[test]
fn no_program_is_started_for_an_address_of_the_bus() {
    let test = Fixture::new();
    let proof = test.folder.path().join("started");
    std::env::set_var("DBUS_SESSION_BUS_ADDRESS", format!("unixexec:path=/usr/bin/touch,argv1={}", proof.display()));
    let studio = test.load();
    test.set_key(&studio, "sk-planted");
    test.wait_for_file("sk-planted");
    studio.unload();
    assert!(!proof.exists());
}
