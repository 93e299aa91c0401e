//! The request of one job, as validated by `arguments`, and its inputs once they are prepared. Knows nothing of HTTP bodies.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use ts_rs::TS;

use super::body::ImageContent;
use super::endpoint_options::{ApiMode, EndpointOptions};
use super::image_ref::ImageRef;
use crate::endpoint::{self, Endpoint};
use crate::error::Outcome;
use crate::image_file::ImageType;

pub const MAX_TIMEOUT_MS: u64 = 3_600_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, TS)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Operation {
    Generate,
    Edit,
}

impl Operation {
    pub fn name(self) -> &'static str {
        self.into()
    }
}

#[derive(Debug, Clone)]
pub struct Params {
    pub model: String,
    pub size: Option<String>,
    pub quality: Option<String>,
    pub n: u64,
    pub output_format: Option<String>,
    pub output_compression: Option<u64>,
    pub background: Option<String>,
    pub moderation: Option<String>,
    pub input_fidelity: Option<String>,
    pub partial_images: Option<u64>,
}

impl Params {
    /// Only lossy formats take `output_compression`.
    pub fn is_lossy(&self) -> bool {
        matches!(self.output_format.as_deref(), Some("jpeg" | "webp"))
    }
}

#[derive(Debug, Clone)]
pub struct JobRequest {
    pub request_id: String,
    pub task_id: String,
    pub operation: Operation,
    pub endpoint: Endpoint,
    pub prompt: String,
    pub params: Params,
    /// The first image is the mask's target.
    pub images: Vec<ImageRef>,
    /// SHA-256 of the mask PNG (alpha 0 = edit).
    pub mask: Option<String>,
    /// SHA-256 of a drawing over the first image; never with a mask.
    pub markup: Option<String>,
    /// The user confirmed a mask that marks the whole image.
    pub allows_full_mask: bool,
    pub timeout_ms: Option<u64>,
    /// Absent: the active profile.
    pub profile_id: Option<String>,
    /// Retry only these images of an earlier job with the same `n`.
    pub only: Option<Vec<u64>>,
    /// From the profile; `arguments` leaves the defaults.
    pub options: EndpointOptions,
    /// The way the gateway was chosen, for log lines.
    pub gateway_mode: &'static str,
}

/// An image that has been checked and is ready to be sent.
#[derive(Debug, Clone)]
pub struct PreparedImage {
    pub image_type: ImageType,
    pub file_name: String,
    pub content: ImageContent,
}

/// The inputs of a job as they are sent: the target first, converted to an upright PNG if there is a mask or a drawing over
/// it; the mask in the server's polarity.
#[derive(Debug, Clone, Default)]
pub struct PreparedInputs {
    pub images: Vec<PreparedImage>,
    pub mask: Option<ImageContent>,
    pub markup: Option<ImageContent>,
}

impl JobRequest {
    /// The mask or the drawing, which needs its image upright and of the same size.
    pub fn overlay(&self) -> Option<&String> {
        self.mask.as_ref().or(self.markup.as_ref())
    }

    /// Refuses the endpoint's key in the texts that are stored and logged.
    pub fn refuse_key(&self, key: &str) -> Outcome<()> {
        endpoint::refuse_key("request.prompt", &self.prompt, key)?;
        endpoint::refuse_key("request.params.model", &self.params.model, key)
    }

    /// Indices of the images that this job has to produce.
    pub fn requested_indices(&self) -> Vec<u64> {
        self.only.clone().unwrap_or_else(|| (0..self.params.n).collect())
    }

    pub fn timeout_ms(&self) -> u64 {
        self.timeout_ms.unwrap_or_else(|| self.options.timeout_s.saturating_mul(1000)).clamp(1, MAX_TIMEOUT_MS)
    }

    /// The path below the base URL.
    pub fn path(&self) -> &str {
        match (self.options.api_mode, self.operation) {
            (ApiMode::Responses, _) => "responses",
            (ApiMode::Images, Operation::Generate) => "images/generations",
            (ApiMode::Images, Operation::Edit) => &self.options.edits_path,
        }
    }

    /// The full address, with the queries of the endpoint and of the profile.
    pub fn url(&self) -> url::Url {
        // An invalid query was refused when the profile was saved.
        let endpoint = self.endpoint.with_query(&self.options.query).unwrap_or_else(|_| self.endpoint.clone());
        endpoint.operation(self.path())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::endpoint;
    use crate::request::test_requests::edit_of;

    #[test]
    fn url_has_the_path_of_the_mode_and_both_queries() {
        let mut request = edit_of("m", &json!({}));
        let url = |request: &JobRequest| request.url().to_string();
        assert_eq!(url(&request), "https://host/v1/images/edits");
        request.options = EndpointOptions {
            edits_path: "images/inpainting".into(),
            query: "?a=1&b=2".into(),
            ..EndpointOptions::default()
        };
        assert_eq!(url(&request), "https://host/v1/images/inpainting?a=1&b=2");
        request.endpoint = endpoint::normalize("https://host/v1?api-version=preview").unwrap();
        request.options.api_mode = ApiMode::Responses;
        assert_eq!(url(&request), "https://host/v1/responses?api-version=preview&a=1&b=2");
    }
}
