//! The connection test: which server answers at an address, whether it accepts the key, which models it lists. It
//! requests only the list of models, which is not billed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::log_lines::elapsed_ms;
use super::polled_command;
use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::http::{ApiRequest, HttpReply};
use crate::jobs::EventKind;
use crate::polled_results::{KeyAcceptance, ProbeResult, ServerKind};
use crate::reply::{provider_error, ReplyContext};
use crate::request::endpoint_options::EndpointOptions;
use crate::studio::Studio;

const TIMEOUT: Duration = Duration::from_secs(30);
const MAX_MODELS: usize = 500;
const MAX_MODEL_NAME_BYTES: usize = 200;
const MAX_REPLY_BYTES: u64 = 4 * 1024 * 1024;

/// The endpoint to test.
pub struct Target {
    pub endpoint: Endpoint,
    pub options: EndpointOptions,
    /// None: the stored key.
    pub key: Option<Zeroizing<String>>,
}

pub fn spawn(studio: &Arc<Studio>, target: Target) -> String {
    let owner = studio.clone();
    polled_command::spawn(studio, |_| async move {
        let tested = timeout(TIMEOUT, test_connection(&owner, &target)).await;
        let result =
            tested.unwrap_or_else(|_| Err(BackendError::new(Code::Timeout, "The endpoint does not answer.")))?;
        Ok(Some(EventKind::Probe { result }))
    })
}

async fn test_connection(studio: &Studio, target: &Target) -> Outcome<ProbeResult> {
    let started = Instant::now();
    let Target { endpoint, options, key: typed_key } = target;
    let key = match typed_key {
        Some(typed_key) => Some(typed_key.clone()),
        None => studio.secrets.key_for(&endpoint.origin()).await?,
    };
    let key = key.as_ref().map(|key| key.as_str());
    let url = endpoint.with_query(&options.query)?.operation("models");
    let request = ApiRequest { endpoint, url, auth: options.auth, key, accept: "application/json" };
    let mut reply = studio.http.get(request, MAX_REPLY_BYTES).await?;
    let status = reply.head.status;
    let body = reply.read_rest(Vec::new(), key, None).await?;
    let value: Value = serde_json::from_slice(&body).unwrap_or_default();
    if (300..400).contains(&status) || status >= 500 {
        let context = ReplyContext { status, content_type: &reply.head.content_type, prompt: "", key };
        return Err(provider_error::from_body(&body, Some(&value), &context));
    }
    let (models, owners) = listed_models(&value);
    let auth = match status {
        200 => KeyAcceptance::Ok,
        401 | 403 => KeyAcceptance::Refused,
        _ => KeyAcceptance::Unknown,
    };
    Ok(ProbeResult {
        reachable: true,
        server: detect_server(endpoint, &reply, &owners),
        has_models: status == 200 && !models.is_empty(),
        models,
        auth,
        elapsed_ms: elapsed_ms(started),
    })
}

/// The names of the models, and their owners joined in one text.
fn listed_models(value: &Value) -> (Vec<String>, String) {
    let list = value.get("data").or_else(|| value.get("models")).and_then(Value::as_array);
    let entries = || list.into_iter().flatten().take(MAX_MODELS);
    let name = |entry: &Value| {
        let name = entry.as_str().or_else(|| entry.get("id")?.as_str()).or_else(|| entry.get("name")?.as_str())?;
        (name.len() <= MAX_MODEL_NAME_BYTES && !name.chars().any(char::is_control)).then(|| name.to_owned())
    };
    let owners: Vec<&str> = entries().filter_map(|entry| entry.get("owned_by")?.as_str()).collect();
    (entries().filter_map(name).collect(), owners.join(" ").to_ascii_lowercase())
}

/// Detects the server software by its headers, host and models. Used for display only.
fn detect_server(endpoint: &Endpoint, reply: &HttpReply, owners: &str) -> ServerKind {
    let has = |name: &str| reply.has_header(name);
    let host = endpoint.host();
    if has("x-litellm-version") || has("x-litellm-call-id") {
        ServerKind::LiteLlm
    } else if has("x-oneapi-request-id") || has("x-new-api-version") {
        ServerKind::NewApi
    } else if host.ends_with(".openai.azure.com") || host.ends_with(".cognitiveservices.azure.com") {
        ServerKind::Azure
    } else if host == "api.openai.com" {
        ServerKind::OpenAi
    } else if owners.contains("vllm") {
        ServerKind::Vllm
    } else if owners.contains("localai") || has("x-localai-version") {
        ServerKind::LocalAi
    } else {
        // Compatible servers send OpenAI's headers too.
        ServerKind::Unknown
    }
}
