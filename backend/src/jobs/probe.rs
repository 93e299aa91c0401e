//! A test of the connection: what answers at an address, whether it takes the key, which models it lists. Asks for the
//! list of models and nothing that bills.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::time::timeout;

use super::errand;
use super::lines::elapsed_ms;
use super::record::What;
use crate::endpoint::Endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::http::{Incoming, Outgoing};
use crate::polled_results::{KeyAcceptance, ProbeResult, ServerKind};
use crate::request::refusal::{self, Told};
use crate::request::wire::Wire;
use crate::studio::Studio;

const LIMIT: Duration = Duration::from_secs(30);
const MAX_MODELS: usize = 500;
const MAX_BYTES: u64 = 4 * 1024 * 1024;

pub fn spawn(studio: &Arc<Studio>, endpoint: Endpoint, wire: Wire) -> String {
    let owner = studio.clone();
    errand::spawn(studio, |_| async move {
        let asked = timeout(LIMIT, ask(&owner, &endpoint, &wire)).await;
        let result =
            asked.unwrap_or_else(|_| Err(BackendError::new(Code::Timeout, "The endpoint does not answer.")))?;
        Ok(Some(What::Probe { result }))
    })
}

async fn ask(studio: &Studio, endpoint: &Endpoint, wire: &Wire) -> Outcome<ProbeResult> {
    let begun = Instant::now();
    let key = studio.secrets.key_for(&endpoint.origin()).await?;
    let url = endpoint.with_query(&wire.query)?.operation("models");
    let outgoing = Outgoing { endpoint, url, auth: wire.auth, key: key.as_deref(), accept: "application/json" };
    let mut incoming = studio.http.get(outgoing, MAX_BYTES).await?;
    let status = incoming.head.status;
    let body = incoming.body(Vec::new(), key.as_deref()).await?;
    let value: Value = serde_json::from_slice(&body).unwrap_or_default();
    if (300..400).contains(&status) || status >= 500 {
        let told = Told { status, content_type: &incoming.head.content_type, prompt: "", key: key.as_deref() };
        return Err(refusal::of_answer(&body, Some(&value), &told));
    }
    let (models, owners) = models(&value);
    let auth = match status {
        200 => KeyAcceptance::Ok,
        401 | 403 => KeyAcceptance::Refused,
        _ => KeyAcceptance::Unknown,
    };
    Ok(ProbeResult {
        reachable: true,
        server: server(endpoint, &incoming, &owners),
        has_models: status == 200 && !models.is_empty(),
        models,
        auth,
        elapsed_ms: elapsed_ms(begun),
    })
}

/// Names, and who is said to own them.
fn models(value: &Value) -> (Vec<String>, String) {
    let list = value.get("data").or_else(|| value.get("models")).and_then(Value::as_array);
    let entries = || list.into_iter().flatten().take(MAX_MODELS);
    let name = |entry: &Value| {
        let name = entry.as_str().or_else(|| entry.get("id")?.as_str()).or_else(|| entry.get("name")?.as_str())?;
        (name.len() <= 200 && !name.chars().any(char::is_control)).then(|| name.to_owned())
    };
    let owners: Vec<&str> = entries().filter_map(|entry| entry.get("owned_by")?.as_str()).collect();
    (entries().filter_map(name).collect(), owners.join(" ").to_ascii_lowercase())
}

/// By what it shows of itself; nothing else depends on it.
fn server(endpoint: &Endpoint, incoming: &Incoming, owners: &str) -> ServerKind {
    let has = |name: &str| incoming.has_header(name);
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
    } else if has("openai-version") || has("openai-processing-ms") {
        ServerKind::OpenAi
    } else {
        ServerKind::Unknown
    }
}
