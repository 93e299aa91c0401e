//! Log lines of a job: key=value, with the same fields as the page's lines. The query of the base URL is omitted, because
//! it may contain a secret.

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
        .field("endpoint", format!("/{}", request.path()))
        .field("task_id", &request.task_id)
        .field("operation", request.operation.name())
        .field("model", &params.model)
        .field("size", params.size.as_deref().unwrap_or("auto"))
        .field("count", request.requested_indices().len())
        .field("quality", params.quality.as_deref().unwrap_or("auto"))
        .field("format", params.output_format.as_deref().unwrap_or("png"))
        .field("references", request.images.len())
        .field("mask", request.mask.is_some())
}

pub fn started(request: &JobRequest) -> Line {
    request_line("image request started", request)
}

/// Prepared when the job starts, because the request is gone when the job is cancelled.
pub fn cancelled(request: &JobRequest) -> Line {
    request_line("image request cancelled", request).field("status", "cancelled")
}

pub fn succeeded(request: &JobRequest, outcome: &JobOutcome) -> Line {
    request_line("image request succeeded", request)
        .field("status", "done")
        .optional("provider_request_id", outcome.provider_request_id.as_ref())
        .field("elapsed_ms", outcome.elapsed_ms)
        .field("outputs", outcome.received)
        // Only HaloForge Cloud saves outputs.
        .field("assets", 0)
}

/// Includes the provider's own message, redacted and shortened, because it explains most failures.
pub fn failed(request: &JobRequest, error: &BackendError, started: Instant) -> Line {
    error_fields(request_line("image request failed", request).field("status", "failed"), error)
        .field("elapsed_ms", elapsed_ms(started))
        .field("error", &error.message)
        .optional("response", error.provider_message.as_ref())
}

fn error_fields(line: Line, error: &BackendError) -> Line {
    line.field("code", error.code.name())
        .optional("http_status", error.details.get("status"))
        .optional("provider_request_id", error.provider_request_id.as_ref())
}

/// For a problem inside a job that may still succeed.
pub fn warning(event: &str, request: &JobRequest, index: u64, error: &BackendError) -> Line {
    let line = Line::new(event).field("request_id", &request.request_id).field("index", index);
    error_fields(line, error).field("error", &error.message)
}
