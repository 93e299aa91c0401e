//! Log lines of a job: key=value, under the field names that the page's lines use, too (src/jobs/logFields.ts). What was not
//! sent has no field. Queries of addresses are omitted, because they may contain a secret.

use std::time::Instant;

use crate::error::BackendError;
use crate::jobs::JobOutcome;
use crate::log::Line;
use crate::request::JobRequest;

pub fn elapsed_ms(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)
}

fn request_line(event: &str, request: &JobRequest) -> Line {
    let params = &request.params;
    Line::new(event)
        .field("request_id", &request.request_id)
        .field("gateway_type", "custom")
        .field("gateway_mode", request.gateway_mode)
        .field("api_mode", request.options.api_mode.name())
        .field("base_url", request.endpoint.base_without_query())
        .field("endpoint", endpoint_address(request))
        .field("task_id", &request.task_id)
        .field("operation", request.operation.name())
        .field("model", &params.model)
        .optional("size", params.size.as_ref())
        .field("count", request.requested_indices().len())
        .optional("quality", params.quality.as_ref().filter(|_| !request.options.codex_compat))
        .optional("format", params.output_format.as_ref())
        // Besides the image that the mask belongs to.
        .field("reference_count", request.images.len().saturating_sub(usize::from(request.mask.is_some())))
        .field("has_mask", request.mask.is_some())
}

fn endpoint_address(request: &JobRequest) -> String {
    let mut url = request.url();
    url.set_query(None);
    url.to_string()
}

pub fn started(request: &JobRequest) -> Line {
    request_line("image request started", request)
}

/// Prepared when the job starts, because the request is gone when the job is cancelled.
pub fn cancelled(request: &JobRequest) -> Line {
    request_line("image request cancelled", request)
}

pub fn succeeded(request: &JobRequest, outcome: &JobOutcome) -> Line {
    request_line("image request succeeded", request)
        .optional("status", outcome.status)
        .optional("provider_request_id", outcome.provider_request_id.as_ref())
        .field("elapsed_ms", outcome.elapsed_ms)
        .field("output_count", outcome.received)
        // Only HaloForge Cloud saves outputs.
        .field("asset_count", 0)
}

/// Includes the provider's own message, redacted and shortened, because it explains most failures.
pub fn failed(request: &JobRequest, error: &BackendError, started: Instant) -> Line {
    let preview = error.provider_message.as_deref();
    let preview = preview.or_else(|| error.details.get("response_preview")?.as_str());
    error_fields(request_line("image request failed", request), error)
        .field("elapsed_ms", elapsed_ms(started))
        .field("output_count", 0)
        .field("asset_count", 0)
        .optional("response_preview", preview)
}

fn error_fields(line: Line, error: &BackendError) -> Line {
    line.field("error", error.code.name())
        .field("error_summary", &error.message)
        .optional("status", error.details.get("status"))
        .optional("provider_request_id", error.provider_request_id.as_ref())
}

/// For a problem inside a job that may still succeed.
pub fn warning(event: &str, request: &JobRequest, index: u64, error: &BackendError) -> Line {
    let line = Line::new(event).field("request_id", &request.request_id).field("index", index);
    error_fields(line, error)
}
