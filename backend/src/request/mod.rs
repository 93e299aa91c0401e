//! A job as the page asks for it: JobRequest of src/host/contract.ts, read and validated. No I/O.

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

use serde_json::Value;

use crate::args::Fields;
use crate::endpoint::{self, Endpoint};
use crate::error::Outcome;
use crate::picture::Kind;
use body::{Body, Content};
use wire::{ApiMode, Wire};

const MAX_PROMPT_CHARS: usize = 32_000;
pub const MAX_IMAGES: usize = 16;
const MAX_TIMEOUT_MS: u64 = 3_600_000;
const PARAMS: &[&str] = &[
    "model",
    "size",
    "quality",
    "n",
    "output_format",
    "output_compression",
    "background",
    "moderation",
    "input_fidelity",
    "partial_images",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

#[derive(Debug, Clone)]
pub struct ImageRef {
    pub sha256: String,
    pub kind: Kind,
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
pub fn parse(value: &Value) -> Outcome<JobRequest> {
    let fields = Fields::of(value, "request")?;
    let operation = match fields.text("operation")? {
        "generate" => Operation::Generate,
        "edit" => Operation::Edit,
        _ => return Err(fields.wrong("operation", "must be generate or edit")),
    };
    let images = images_of(&fields, operation)?;
    let mask = match fields.value("mask") {
        Some(_) if operation == Operation::Generate => return Err(fields.wrong("mask", "is only for edits")),
        Some(mask) => Some(Fields::of(mask, "request.mask")?.hash("sha256")?.to_owned()),
        None => None,
    };
    let timeout_ms = fields.optional_number("timeout_ms")?;
    if timeout_ms.is_some_and(|limit| !(1..=MAX_TIMEOUT_MS).contains(&limit)) {
        return Err(fields.wrong("timeout_ms", "must be from 1 to 3600000"));
    }
    let params = params_of(fields.required("params")?)?;
    Ok(JobRequest {
        profile_id: fields.value("profile_id").map(|_| fields.id("profile_id")).transpose()?.map(Into::into),
        only: only_of(&fields, params.n)?,
        wire: Wire::default(),
        gateway_mode: "auto",
        request_id: fields.id("request_id")?.into(),
        task_id: fields.id("task_id")?.into(),
        operation,
        endpoint: endpoint::normalize(fields.text("base_url")?)?,
        prompt: prompt_of(&fields)?,
        params,
        images,
        mask,
        is_everything_allowed: fields.flag("allow_everything")?,
        timeout_ms,
    })
}

fn prompt_of(fields: &Fields) -> Outcome<String> {
    let prompt = fields.text("prompt")?;
    if prompt.trim().is_empty() {
        return Err(fields.wrong("prompt", "must not be empty"));
    }
    if prompt.chars().count() > MAX_PROMPT_CHARS {
        return Err(fields.wrong("prompt", "must have at most 32000 characters"));
    }
    Ok(prompt.into())
}

fn only_of(fields: &Fields, n: u64) -> Outcome<Option<Vec<u64>>> {
    let Some(value) = fields.value("only") else { return Ok(None) };
    let wrong = || fields.wrong("only", "must be a list of different numbers below params.n, not empty");
    let only: Option<Vec<u64>> = value.as_array().ok_or_else(wrong)?.iter().map(Value::as_u64).collect();
    let mut only = only.filter(|only| !only.is_empty() && only.iter().all(|index| *index < n)).ok_or_else(wrong)?;
    let given = only.len();
    only.sort_unstable();
    only.dedup();
    if only.len() == given {
        Ok(Some(only))
    } else {
        Err(wrong())
    }
}

fn params_of(value: &Value) -> Outcome<Params> {
    let fields = Fields::of(value, "request.params")?;
    if let Some(unknown) = fields.keys().find(|key| !PARAMS.contains(key)) {
        let name: String = unknown.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
        return Err(fields.wrong(&name, "is not a parameter that this version knows"));
    }
    let model = fields.text("model")?.trim();
    if model.is_empty() || model.len() > 200 || model.chars().any(char::is_control) {
        return Err(fields.wrong("model", "must have 1 to 200 characters"));
    }
    let n = fields.optional_number("n")?.unwrap_or(1);
    if !(1..=10).contains(&n) {
        return Err(fields.wrong("n", "must be from 1 to 10"));
    }
    let output_format = fields.optional_text("output_format")?;
    if output_format.is_some_and(|format| !matches!(format, "png" | "jpeg" | "webp")) {
        return Err(fields.wrong("output_format", "must be png, jpeg or webp"));
    }
    let output_compression = fields.optional_number("output_compression")?;
    if output_compression.is_some_and(|percent| percent > 100) {
        return Err(fields.wrong("output_compression", "must be from 0 to 100"));
    }
    let input_fidelity = fields.optional_text("input_fidelity")?;
    if input_fidelity.is_some_and(|fidelity| !matches!(fidelity, "low" | "high")) {
        return Err(fields.wrong("input_fidelity", "must be low or high"));
    }
    let partial_images = fields.optional_number("partial_images")?;
    if partial_images.is_some_and(|count| count > 3) {
        return Err(fields.wrong("partial_images", "must be from 0 to 3"));
    }
    Ok(Params {
        input_fidelity: input_fidelity.map(Into::into),
        partial_images,
        model: model.into(),
        size: fields.optional_word("size")?,
        quality: fields.optional_word("quality")?,
        n,
        output_format: output_format.map(Into::into),
        output_compression,
        background: fields.optional_word("background")?,
        moderation: fields.optional_word("moderation")?,
    })
}

fn images_of(fields: &Fields, operation: Operation) -> Outcome<Vec<ImageRef>> {
    let empty = Vec::new();
    let list = match fields.value("images") {
        Some(value) => value.as_array().ok_or_else(|| fields.wrong("images", "must be a list"))?,
        None => &empty,
    };
    match (operation, list.len()) {
        (Operation::Generate, 0) | (Operation::Edit, 1..=MAX_IMAGES) => {}
        (Operation::Generate, _) => return Err(fields.wrong("images", "must be empty for generate")),
        (Operation::Edit, _) => return Err(fields.wrong("images", "must have 1 to 16 entries for edit")),
    }
    list.iter().enumerate().map(|(index, value)| image_ref(value, &format!("request.images[{index}]"))).collect()
}

/// Also what check_mask takes; `path` is how the object is called in messages.
pub fn image_ref(value: &Value, path: &str) -> Outcome<ImageRef> {
    let fields = Fields::of(value, path)?;
    let kind = Kind::of_content_type(fields.text("content_type")?)
        .ok_or_else(|| fields.wrong("content_type", "must be image/png, image/jpeg or image/webp"))?;
    let file_name = fields.optional_text("file_name")?.unwrap_or_default();
    if file_name.chars().count() > 255 {
        return Err(fields.wrong("file_name", "must have at most 255 characters"));
    }
    Ok(ImageRef { sha256: fields.hash("sha256")?.into(), kind, file_name: file_name.into() })
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
