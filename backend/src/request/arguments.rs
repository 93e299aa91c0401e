//! The `request` argument of the command submit: its JSON form and the checks that need several fields. No I/O.

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::Deserialize;
use serde_json::Value;
use strum::IntoStaticStr;
use ts_rs::TS;

use super::endpoint_options::EndpointOptions;
use super::image_ref::ImageRef;
use super::job_request::{JobRequest, Operation, Params, MAX_TIMEOUT_MS};
use crate::checked_text::{Id, Sha256Hex, Word};
use crate::endpoint;
use crate::error::{BackendError, Outcome};

const MAX_PROMPT_CHARS: usize = 32_000;
const MAX_IMAGES: usize = 16;

/// A job as the page asks for it.
#[derive(Debug, Deserialize, TS)]
#[ts(rename = "JobRequest", optional_fields)]
pub struct JobRequestArguments {
    /// "hfis-…": the same id in the page's and the backend's log lines. A second submit with the id of a running job
    /// returns that job.
    request_id: Id,
    task_id: Id,
    operation: Operation,
    /// As the backend normalised it; the backend adds the key that it stores for this origin.
    base_url: String,
    /// Absent: the active profile. The profile's address must be `base_url`, so that nothing goes to another company.
    profile_id: Option<Id>,
    prompt: String,
    params: JobParameters,
    /// The first one is the mask's target. Empty for "generate".
    #[serde(default, deserialize_with = "at_most_max_images")]
    images: Vec<ImageRef>,
    /// Only for "edit".
    mask: Option<MaskRef>,
    /// A drawing over the first image in place of a mask, for models that take one. Only for "edit".
    markup: Option<MarkupRef>,
    /// The user confirmed that the mask covers the whole image.
    allow_everything: Option<bool>,
    /// 1 to 3,600,000. Absent: the profile's `timeout_s`.
    timeout_ms: Option<u64>,
    /// Requests only these images of an earlier job, by index from 0: the failed ones again.
    only: Option<ImageIndices>,
}

/// Parameters of the provider's API. An absent parameter is not sent.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct JobParameters {
    model: String,
    /// "WIDTHxHEIGHT" or "auto".
    size: Option<Word>,
    quality: Option<Word>,
    /// Number of images, 1 to 10; 1 when absent.
    n: Option<u64>,
    output_format: Option<OutputFormat>,
    /// 0 to 100; only sent for JPEG and WebP.
    output_compression: Option<u64>,
    background: Option<Word>,
    moderation: Option<Word>,
    input_fidelity: Option<InputFidelity>,
    /// Number of previews for each image if the profile streams, 0 to 3.
    partial_images: Option<u64>,
}

#[derive(Debug, Clone, Copy, Deserialize, IntoStaticStr, TS)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
enum OutputFormat {
    Png,
    Jpeg,
    Webp,
}

#[derive(Debug, Clone, Copy, Deserialize, IntoStaticStr, TS)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
enum InputFidelity {
    Low,
    High,
}

/// A mask that has been uploaded: a PNG in which alpha 0 marks the pixels to edit.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MaskRef {
    pub sha256: Sha256Hex,
}

/// A drawing that has been uploaded: a PNG with a transparent ground, of the first image's size.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct MarkupRef {
    pub sha256: Sha256Hex,
}

/// Indices of images; the list is refused as a whole.
#[derive(Debug)]
struct ImageIndices(Vec<u64>);

impl<'de> Deserialize<'de> for ImageIndices {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Value::deserialize(deserializer)?;
        let indices = list.as_array().and_then(|list| list.iter().map(Value::as_u64).collect());
        indices.map(Self).ok_or_else(|| D::Error::custom(INVALID_INDICES))
    }
}

impl TS for ImageIndices {
    type WithoutGenerics = Self;
    type OptionInnerType = Self;

    fn name(cfg: &ts_rs::Config) -> String {
        Vec::<u64>::name(cfg)
    }

    fn inline(cfg: &ts_rs::Config) -> String {
        Vec::<u64>::inline(cfg)
    }
}

const INVALID_INDICES: &str = "must be a list of different numbers below params.n, not empty";
const INVALID_IMAGE_COUNT: &str = "must have 1 to 16 entries for edit";

/// The count is checked before any entry is read.
fn at_most_max_images<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<ImageRef>, D::Error> {
    struct Images;

    impl<'de> Visitor<'de> for Images {
        type Value = Vec<ImageRef>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            formatter.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<ImageRef>, A::Error> {
            if list.size_hint().is_some_and(|count| count > MAX_IMAGES) {
                return Err(A::Error::custom(INVALID_IMAGE_COUNT));
            }
            let mut images = Vec::new();
            while let Some(image) = list.next_element()? {
                images.push(image);
            }
            Ok(images)
        }
    }

    deserializer.deserialize_seq(Images)
}

fn invalid(field: &str, problem: &str) -> BackendError {
    BackendError::field(format!("request.{field}"), problem)
}

impl TryFrom<JobRequestArguments> for JobRequest {
    type Error = BackendError;

    fn try_from(arguments: JobRequestArguments) -> Outcome<Self> {
        let operation = arguments.operation;
        match (operation, arguments.images.len()) {
            (Operation::Generate, 0) | (Operation::Edit, 1..=MAX_IMAGES) => {}
            (Operation::Generate, _) => return Err(invalid("images", "must be empty for generate")),
            (Operation::Edit, _) => return Err(invalid("images", INVALID_IMAGE_COUNT)),
        }
        if operation == Operation::Generate && arguments.mask.is_some() {
            return Err(invalid("mask", "is only for edits"));
        }
        if arguments.markup.is_some() && (operation == Operation::Generate || arguments.mask.is_some()) {
            return Err(invalid("markup", "is only for edits without a mask"));
        }
        if arguments.timeout_ms.is_some_and(|limit| !(1..=MAX_TIMEOUT_MS).contains(&limit)) {
            return Err(invalid("timeout_ms", "must be from 1 to 3600000"));
        }
        let params = Params::try_from(arguments.params)?;
        Ok(Self {
            profile_id: arguments.profile_id.map(Into::into),
            only: arguments.only.map(|only| checked_indices(only, params.n)).transpose()?,
            options: EndpointOptions::default(),
            gateway_mode: "auto",
            request_id: arguments.request_id.into(),
            task_id: arguments.task_id.into(),
            operation,
            endpoint: endpoint::normalize(&arguments.base_url)?,
            prompt: checked_prompt(arguments.prompt)?,
            params,
            images: arguments.images,
            mask: arguments.mask.map(|mask| mask.sha256.into()),
            markup: arguments.markup.map(|markup| markup.sha256.into()),
            allows_full_mask: arguments.allow_everything.unwrap_or_default(),
            timeout_ms: arguments.timeout_ms,
        })
    }
}

fn checked_prompt(prompt: String) -> Outcome<String> {
    if prompt.trim().is_empty() {
        return Err(invalid("prompt", "must not be empty"));
    }
    if prompt.chars().count() > MAX_PROMPT_CHARS {
        return Err(invalid("prompt", "must have at most 32000 characters"));
    }
    Ok(prompt)
}

fn checked_indices(ImageIndices(mut indices): ImageIndices, n: u64) -> Outcome<Vec<u64>> {
    let given = indices.len();
    indices.sort_unstable();
    indices.dedup();
    if given > 0 && indices.len() == given && indices.iter().all(|index| *index < n) {
        Ok(indices)
    } else {
        Err(invalid("only", INVALID_INDICES))
    }
}

impl TryFrom<JobParameters> for Params {
    type Error = BackendError;

    fn try_from(parameters: JobParameters) -> Outcome<Self> {
        let invalid = |name: &str, problem: &str| Err(invalid(&format!("params.{name}"), problem));
        let model = parameters.model.trim();
        if model.is_empty() || model.len() > 200 || model.chars().any(char::is_control) {
            return invalid("model", "must have 1 to 200 characters");
        }
        let words =
            [("model", Some(model)), ("size", parameters.size.as_deref()), ("quality", parameters.quality.as_deref())];
        for (name, text) in words {
            endpoint::refuse_key_like(&format!("request.params.{name}"), text.unwrap_or_default())?;
        }
        let n = parameters.n.unwrap_or(1);
        if !(1..=10).contains(&n) {
            return invalid("n", "must be from 1 to 10");
        }
        if parameters.output_compression.is_some_and(|percent| percent > 100) {
            return invalid("output_compression", "must be from 0 to 100");
        }
        if parameters.partial_images.is_some_and(|count| count > 3) {
            return invalid("partial_images", "must be from 0 to 3");
        }
        let name = |word: Option<&'static str>| word.map(str::to_owned);
        Ok(Self {
            model: model.into(),
            size: parameters.size.map(Into::into),
            quality: parameters.quality.map(Into::into),
            n,
            output_format: name(parameters.output_format.map(Into::into)),
            output_compression: parameters.output_compression,
            background: parameters.background.map(Into::into),
            moderation: parameters.moderation.map(Into::into),
            input_fidelity: name(parameters.input_fidelity.map(Into::into)),
            partial_images: parameters.partial_images,
        })
    }
}

#[cfg(test)]
#[path = "arguments_tests.rs"]
mod tests;
