//! Reads the settings of earlier versions: the shipped plugin 0.1.13 (same id; its settings lie in the host's, its key in
//! the page's storage) and the one endpoint of versions before profiles. Values in, values out.

use serde_json::{json, Map, Value};
use zeroize::Zeroizing;

use crate::endpoint;
use crate::error::{BackendError, Outcome};
use crate::profiles::{Profile, DEFAULT_ID};

/// Names under which a plaintext key, and the address it is for, may lie in the settings.
const KEY_NAMES: &[&str] = &["customApiKey", "custom_api_key"];
const ADDRESS_NAMES: &[&str] = &["customBaseUrl", "custom_base_url"];
/// Names of 0.1.13's settings in the page, and the names of the same fields in the host's form.
const RENAMED: &[(&str, &str)] = &[
    ("defaultModel", "default_model"),
    ("defaultSize", "default_size"),
    ("gatewayMode", "gateway_mode"),
    ("apiMode", "api_mode"),
    ("codexCli", "codex_cli"),
    ("responseFormatB64Json", "response_format_b64_json"),
];

pub struct PlaintextKey {
    pub base_url: String,
    pub key: Zeroizing<String>,
}

fn text<'a>(map: &'a Map<String, Value>, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| map.get(*name)?.as_str()).map(str::trim).filter(|text| !text.is_empty())
}

/// The profile of settings without profiles: the endpoint of the file, or an address in the settings.
pub fn former_profile(stored: &Map<String, Value>, file: Option<String>) -> Option<Profile> {
    let address =
        file.filter(|text| !text.trim().is_empty()).or_else(|| text(stored, ADDRESS_NAMES).map(Into::into))?;
    let mut profile = Profile::new(DEFAULT_ID);
    profile.set("base_url", &json!(address));
    Some(profile)
}

pub fn plaintext_key(stored: &Map<String, Value>) -> Option<PlaintextKey> {
    let key = Zeroizing::new(text(stored, KEY_NAMES)?.to_owned());
    Some(PlaintextKey { base_url: text(stored, ADDRESS_NAMES)?.into(), key })
}

pub fn secret_names(stored: &Map<String, Value>) -> Vec<String> {
    KEY_NAMES.iter().filter(|name| stored.contains_key(**name)).map(|name| (*name).to_owned()).collect()
}

/// The settings of 0.1.13 (`hfis.settings.v1`), as the page hands them over once.
pub struct FormerSettings {
    pub base_url: String,
    /// Fields of the host's form.
    pub values: Map<String, Value>,
}

pub fn read(settings: &Map<String, Value>) -> Outcome<FormerSettings> {
    let mut values = Map::new();
    for (old, new) in RENAMED {
        let Some(value) = settings.get(*old) else { continue };
        let value = match (*new, value) {
            ("gateway_mode", Value::String(mode)) => match mode.as_str() {
                // The first versions called the cloud "enterprise".
                "enterprise" | "cloud" | "managed" => json!("cloud"),
                "custom" => json!("custom"),
                _ => json!("auto"),
            },
            ("api_mode", Value::String(mode)) if mode == "responses" => json!("responses"),
            ("api_mode", _) => json!("images"),
            ("default_model" | "default_size", Value::String(word)) if is_word(word) => json!(word.trim()),
            ("codex_cli" | "response_format_b64_json", Value::Bool(flag)) => json!(flag),
            _ => continue,
        };
        values.insert((*new).into(), value);
    }
    let wrong = |problem: &str| Err(BackendError::field("settings.customBaseUrl", problem));
    let base_url = match settings.get("customBaseUrl") {
        None => String::new(),
        Some(Value::String(address)) => address.trim().to_owned(),
        Some(_) => return wrong("must be a string"),
    };
    if base_url.len() > endpoint::MAX_LENGTH {
        return wrong("must have at most 2000 characters");
    }
    Ok(FormerSettings { base_url, values })
}

fn is_word(word: &str) -> bool {
    let word = word.trim();
    !word.is_empty() && word.chars().count() <= 200 && !word.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn former(value: &Value) -> FormerSettings {
        read(value.as_object().unwrap()).unwrap()
    }

    #[test]
    fn former_settings_get_the_names_of_the_hosts_form() {
        let stored = json!({
            "defaultModel": " gpt-image-2 ", "defaultSize": "1024x1024", "gatewayMode": "enterprise", "apiMode": "responses",
            "codexCli": true, "responseFormatB64Json": true, "customBaseUrl": " https://host/v1 ",
            "clearPromptAfterSubmit": false, "persistHistory": true,
        });
        let FormerSettings { base_url, values } = former(&stored);
        assert_eq!(base_url, "https://host/v1");
        let expected = json!({
            "default_model": "gpt-image-2", "default_size": "1024x1024", "gateway_mode": "cloud",
            "api_mode": "responses", "codex_cli": true, "response_format_b64_json": true,
        });
        assert_eq!(Value::Object(values), expected);
    }

    #[test]
    fn unusable_values_are_dropped() {
        let stored =
            json!({ "defaultModel": 5, "defaultSize": "", "gatewayMode": "moon", "codexCli": "yes", "apiMode": {} });
        let FormerSettings { base_url, values } = former(&stored);
        assert_eq!(
            (base_url.as_str(), Value::Object(values)),
            ("", json!({ "gateway_mode": "auto", "api_mode": "images" }))
        );
    }

    #[test]
    fn a_former_endpoint_becomes_the_default_profile() {
        let stored = json!({ "api_mode": "responses", "default_model": "m" });
        let profile = former_profile(stored.as_object().unwrap(), Some("https://host/v1".into())).unwrap();
        assert_eq!((profile.id(), profile.base_url()), ("default", "https://host/v1"));
        assert!(former_profile(stored.as_object().unwrap(), Some(" ".into())).is_none());
    }
}
