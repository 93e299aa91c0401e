//! A job's request: its validated form, its address and its body. No I/O.

pub mod arguments;
pub mod body;
pub mod guard;
pub mod images;
pub mod items;
pub mod plan;
pub mod refusal;
pub mod response;
pub mod responses;
pub mod sse;
pub mod stream;
pub mod wire;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::endpoint::Endpoint;
use crate::picture::Kind;
use body::{Body, Content};
use wire::{ApiMode, Wire};

pub const MAX_IMAGES: usize = 16;
const MAX_TIMEOUT_MS: u64 = 3_600_000;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    Generate,
    Edit,
}

impl Operation {
    pub fn name(self) -> &'static str {
        match self {
            Operation::Generate => "generate",
            Operation::Edit => "edit",
        }
    }
}

/// A picture that has been uploaded.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ImageRef {
    #[serde(deserialize_with = "arguments::sha256_hex")]
    pub sha256: String,
    /// "image/png", "image/jpeg" or "image/webp".
    #[serde(rename = "content_type")]
    #[ts(type = "string")]
    pub kind: Kind,
    #[serde(default, deserialize_with = "arguments::short_file_name")]
    pub file_name: String,
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
    /// Only these formats have a compression.
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
    /// The first is the mask's target.
    pub images: Vec<ImageRef>,
    /// SHA-256 of the mask PNG (alpha 0 = edit).
    pub mask: Option<String>,
    pub is_everything_allowed: bool,
    pub timeout_ms: Option<u64>,
    /// Absent: the active profile.
    pub profile_id: Option<String>,
    /// Only these pictures of a former job with the same `n`.
    pub only: Option<Vec<u64>>,
    /// What the profile says; `parse` leaves the defaults.
    pub wire: Wire,
    /// How the gateway was chosen, for log lines.
    pub gateway_mode: &'static str,
}

/// A picture that is checked and ready to go out.
#[derive(Debug, Clone)]
pub struct Picture {
    pub kind: Kind,
    pub file_name: String,
    pub content: Content,
}

/// The inputs of a job as they go out: the target first, upright where it has a mask; the mask in the server's polarity.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    pub pictures: Vec<Picture>,
    pub mask: Option<Content>,
}

impl JobRequest {
    /// Which pictures this job shall bring.
    pub fn wanted(&self) -> Vec<u64> {
        self.only.clone().unwrap_or_else(|| (0..self.params.n).collect())
    }

    pub fn timeout_ms(&self) -> u64 {
        self.timeout_ms.unwrap_or_else(|| self.wire.timeout_s.saturating_mul(1000)).clamp(1, MAX_TIMEOUT_MS)
    }

    /// Below the base URL.
    pub fn path(&self) -> &str {
        match (self.wire.api_mode, self.operation) {
            (ApiMode::Responses, _) => "responses",
            (ApiMode::Images, Operation::Generate) => "images/generations",
            (ApiMode::Images, Operation::Edit) => &self.wire.edits_path,
        }
    }

    /// Where it goes, with the query of the address and of the profile.
    pub fn url(&self) -> url::Url {
        // A query that cannot be used was refused when the profile was set.
        let endpoint = self.endpoint.with_query(&self.wire.query).unwrap_or_else(|_| self.endpoint.clone());
        endpoint.operation(self.path())
    }

    /// The body of a request for `count` pictures.
    pub fn body(&self, count: u64, prepared: &Prepared) -> Body {
        match (self.wire.api_mode, self.operation) {
            (ApiMode::Responses, _) => responses::request_body(self, prepared),
            (ApiMode::Images, Operation::Generate) => images::generation(self, count),
            (ApiMode::Images, Operation::Edit) => images::edit(self, count, prepared),
        }
    }
}

/// `value` is the `request` argument of submit.
#[cfg(test)]
pub fn parse(value: &serde_json::Value) -> crate::error::Outcome<JobRequest> {
    crate::arguments::read_at::<arguments::JobRequestArguments>("request", value)?.try_into()
}

/// The user's name for the file as far as it is plain, with the extension of its type.
pub fn file_name(image: &ImageRef, kind: Kind, index: usize) -> String {
    let last = image.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .take(80)
        .collect();
    let has_letters = plain.chars().any(|c| c.is_ascii_alphanumeric());
    let stem = if has_letters { plain } else { format!("image-{}", index + 1) };
    format!("{stem}.{}", kind.extension())
}

#[cfg(test)]
#[path = "request_tests.rs"]
pub mod tests;
