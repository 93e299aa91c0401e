//! Options of an endpoint that shape its requests: the part of a profile that `request` and `http` need. Values only.
//! The names are those of `EndpointProfile` in src/host/contract.ts; fields that a profile omits get their default here.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use strum::IntoStaticStr;
use ts_rs::TS;

const MAX_CONCURRENCY: usize = 8;
const MAX_PARTIAL_IMAGES: u64 = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, TS)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ApiMode {
    Images,
    Responses,
}

impl ApiMode {
    pub fn name(self) -> &'static str {
        self.into()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Auth {
    Bearer,
    ApiKey,
}

/// Polarity of the server's masks. "alpha": alpha 0 = edit. "white": opaque, white = edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MaskPolarity {
    Alpha,
    White,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EndpointOptions {
    pub api_mode: ApiMode,
    pub auth: Auth,
    /// Added to every request, e.g. "api-version=preview".
    pub query: String,
    /// Omits quality, adds the prompt guard, splits n into single requests.
    pub codex_compat: bool,
    /// Takes effect only in Responses mode and with `codex_compat`.
    pub prompt_guard: bool,
    pub response_format_b64: bool,
    pub stream: bool,
    pub partial_images: u64,
    pub image_field: String,
    pub mask_field: String,
    pub mask_polarity: MaskPolarity,
    pub edits_path: String,
    pub concurrency: usize,
    pub timeout_s: u64,
    /// Limit from the last byte sent to the head of the reply; 0: only the total time limit applies.
    pub first_byte_s: u64,
    /// The text model that calls the image tool in Responses mode.
    pub responses_model: String,
}

impl Default for EndpointOptions {
    fn default() -> Self {
        Self {
            api_mode: ApiMode::Images,
            auth: Auth::Bearer,
            query: String::new(),
            codex_compat: false,
            prompt_guard: true,
            response_format_b64: false,
            stream: false,
            partial_images: 2,
            image_field: "image[]".into(),
            mask_field: "mask".into(),
            mask_polarity: MaskPolarity::Alpha,
            edits_path: "images/edits".into(),
            concurrency: 4,
            timeout_s: 600,
            first_byte_s: 0,
            responses_model: "gpt-5.5".into(),
        }
    }
}

impl EndpointOptions {
    /// `profile` is an `EndpointProfile` or a part of one. An unreadable profile gives the defaults.
    pub fn from_profile(profile: &Value) -> Self {
        let options: Self = Deserialize::deserialize(profile).unwrap_or_default();
        Self {
            concurrency: options.concurrency.clamp(1, MAX_CONCURRENCY),
            partial_images: options.partial_images.min(MAX_PARTIAL_IMAGES),
            ..options
        }
    }

    pub fn uses_prompt_guard(&self) -> bool {
        self.prompt_guard && (self.codex_compat || self.api_mode == ApiMode::Responses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn omitted_fields_get_defaults() {
        let profile = json!({
            "id": "local", "name": "At home", "base_url": "http://localhost:8080/v1", "auth": "api-key",
            "mask_polarity": "white", "edits_path": "images/inpainting", "concurrency": 99,
        });
        let expected = EndpointOptions {
            auth: Auth::ApiKey,
            mask_polarity: MaskPolarity::White,
            edits_path: "images/inpainting".into(),
            concurrency: 8,
            ..EndpointOptions::default()
        };
        assert_eq!(EndpointOptions::from_profile(&profile), expected);
        assert_eq!(EndpointOptions::from_profile(&json!({ "api_mode": "smoke" })), EndpointOptions::default());
    }

    #[test]
    fn prompt_guard_applies_to_responses_and_codex() {
        let guarded = |profile: Value| EndpointOptions::from_profile(&profile).uses_prompt_guard();
        assert!(!guarded(json!({})));
        assert!(guarded(json!({ "codex_compat": true })) && guarded(json!({ "api_mode": "responses" })));
        assert!(!guarded(json!({ "api_mode": "responses", "codex_compat": true, "prompt_guard": false })));
    }
}
