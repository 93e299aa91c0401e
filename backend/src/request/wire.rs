//! How one endpoint wants its requests: what a profile says, as far as the wire is concerned. Values only, no I/O.
//! The names are those of `EndpointProfile` in src/host/contract.ts; what a profile leaves out has its default here.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ApiMode {
    Images,
    Responses,
}

impl ApiMode {
    pub fn name(self) -> &'static str {
        match self {
            ApiMode::Images => "images",
            ApiMode::Responses => "responses",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Auth {
    Bearer,
    ApiKey,
}

/// Meaning of the server's mask. "alpha": alpha 0 = edit. "white": opaque, white = edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum MaskPolarity {
    Alpha,
    White,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Wire {
    pub api_mode: ApiMode,
    pub auth: Auth,
    /// Added to every request, e.g. "api-version=preview".
    pub query: String,
    /// Omits quality, applies the prompt guard, splits n.
    pub codex_compat: bool,
    /// Takes effect in Responses mode and with `codex_compat` only.
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
    /// From the last byte sent to the answer's head; 0: as long as the whole may take.
    pub first_byte_s: u64,
    /// The text model that calls the tool in Responses mode.
    pub responses_model: String,
}

impl Default for Wire {
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

impl Wire {
    /// `profile` is an `EndpointProfile`, or a part of one. One that cannot be read counts as silent.
    pub fn of_profile(profile: &Value) -> Self {
        let wire: Self = Deserialize::deserialize(profile).unwrap_or_default();
        Self { concurrency: wire.concurrency.clamp(1, 8), partial_images: wire.partial_images.min(3), ..wire }
    }

    pub fn is_guarded(&self) -> bool {
        self.prompt_guard && (self.codex_compat || self.api_mode == ApiMode::Responses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_profile_says_only_what_differs() {
        let profile = json!({
            "id": "local", "name": "At home", "base_url": "http://localhost:8080/v1", "auth": "api-key",
            "mask_polarity": "white", "edits_path": "images/inpainting", "concurrency": 99,
        });
        let expected = Wire {
            auth: Auth::ApiKey,
            mask_polarity: MaskPolarity::White,
            edits_path: "images/inpainting".into(),
            concurrency: 8,
            ..Wire::default()
        };
        assert_eq!(Wire::of_profile(&profile), expected);
        assert_eq!(Wire::of_profile(&json!({ "api_mode": "smoke" })), Wire::default());
    }

    #[test]
    fn the_guard_belongs_to_responses_and_codex() {
        let guarded = |profile: Value| Wire::of_profile(&profile).is_guarded();
        assert!(!guarded(json!({})));
        assert!(guarded(json!({ "codex_compat": true })) && guarded(json!({ "api_mode": "responses" })));
        assert!(!guarded(json!({ "api_mode": "responses", "codex_compat": true, "prompt_guard": false })));
    }
}
