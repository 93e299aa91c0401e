//! The path of a base URL. A path that ends in an operation (…/images/edits) loses it and is then used as it is; any
//! other path is used as it is; a bare host gets the path that its service is known by, or /v1. A bare host whose API
//! really begins at its root is written with a `#` behind it, which is also how a pasted https://host/images/edits is
//! stored.

use url::Url;

/// Operations that are often pasted together with the base, longest first.
const OPERATIONS: &[&[&str]] = &[
    &["images", "edits"],
    &["images", "generations"],
    &["images", "variations"],
    &["images", "inpainting"],
    &["chat", "completions"],
    &["images"],
    &["responses"],
    &["completions"],
    &["embeddings"],
    &["models"],
];

/// Services whose API does not begin at /v1: a bare host of theirs means this path.
const KNOWN_PATHS: &[(&str, &str)] = &[
    ("openai.azure.com", "/openai/v1"),
    ("cognitiveservices.azure.com", "/openai/v1"),
    ("services.ai.azure.com", "/openai/v1"),
    ("openrouter.ai", "/api/v1"),
    ("generativelanguage.googleapis.com", "/v1beta/openai"),
    ("ark.cn-beijing.volces.com", "/api/v3"),
];

/// Sets the path without doubled and trailing slashes and without pasted operations.
pub fn normalize_path(url: &mut Url) {
    let path = url.path().to_owned();
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let typed_count = segments.len();
    while let Some(operation) = OPERATIONS.iter().find(|operation| ends_with(&segments, operation)) {
        segments.truncate(segments.len() - operation.len());
    }
    let known = known_path(url);
    let is_root_meant = url.fragment() == Some("") || (known.is_none() && segments.len() < typed_count);
    let normalized = match segments.is_empty() {
        true if is_root_meant => "/".to_owned(),
        true => known.unwrap_or("/v1").to_owned(),
        false => format!("/{}", segments.join("/")),
    };
    url.set_path(&normalized);
    url.set_fragment((normalized == "/").then_some(""));
}

fn known_path(url: &Url) -> Option<&'static str> {
    let host = url.host_str()?.trim_end_matches('.');
    let is_of = |suffix: &str| host.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    // OpenAI's own begins at /v1 whatever was pasted.
    if host == "api.openai.com" {
        return Some("/v1");
    }
    KNOWN_PATHS.iter().find(|(suffix, _)| is_of(suffix)).map(|(_, path)| *path)
}

fn ends_with(segments: &[&str], operation: &[&str]) -> bool {
    let Some(start) = segments.len().checked_sub(operation.len()) else { return false };
    segments.iter().skip(start).zip(operation).all(|(segment, name)| segment.eq_ignore_ascii_case(name))
}
