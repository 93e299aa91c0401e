//! A key that was typed or pasted into another field than its own is refused before it is stored, logged or sent.

use crate::support::provider::{Answer, Provider};
use crate::support::{generate, load, test_images};
use serde_json::json;

/// Of the form of nearly every provider, and of no known form.
const KEYS: [&str; 2] = ["sk-planted-8f3a9c2d7156", "planted8f3a9c2d7156"];

#[test]
fn a_key_in_another_field_is_refused_and_nothing_is_stored_or_sent() {
    for key in KEYS {
        let folder = tempfile::tempdir().unwrap();
        let studio = load(&folder);
        let provider = Provider::start(|_| Answer::images(&[test_images::png(4, 4)]));
        for field in ["name", "default_model", "responses_model", "base_url", "query", "edits_path"] {
            let text = match field {
                "base_url" => format!("https://host.example/{key}/v1"),
                "query" => format!("version={key}"),
                _ => key.to_owned(),
            };
            let mut profile = json!({ "id": "default", "base_url": provider.base() });
            profile[field] = json!(text);
            let error = studio.call("profile_set", json!({ "profile": profile, "key": key })).unwrap_err();
            assert!(!error.to_string().contains(key), "{field}: {error}");
            assert!(!studio.host.saved().to_string().contains(key), "{field}");
        }
        let error = studio.connect(&provider.base(), Some(&provider.base())).unwrap_err();
        assert_eq!(error["details"]["field"], "key", "an address in the key's field: {error}");
        studio.connect(&provider.base(), Some(key)).unwrap();
        for field in ["prompt", "model"] {
            let mut request = generate(&provider.base());
            match field {
                "prompt" => request["prompt"] = json!(format!("a fox {key}")),
                _ => request["params"]["model"] = json!(key),
            }
            let error = match studio.call("submit", json!({ "request": request })) {
                Ok(started) => {
                    studio.wait_for_end(started["job_id"].as_str().unwrap()).1.pop().unwrap()["error"].clone()
                }
                Err(error) => error,
            };
            assert_eq!(error["code"], "key_misplaced", "{field}: {error}");
            assert!(!error.to_string().contains(key), "{field}: {error}");
        }
        assert_eq!(provider.requests().len(), 0);
        let log = studio.log().join("\n");
        assert!(!log.contains(key), "{log}");
    }
}
