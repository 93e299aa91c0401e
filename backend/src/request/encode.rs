//! Chooses the body of a request by API and operation.

use super::body::Body;
use super::endpoint_options::ApiMode;
use super::job_request::{JobRequest, Operation, PreparedInputs};
use super::{images_api, responses_api};

/// The body of a request for `count` images.
pub fn request_body(request: &JobRequest, count: u64, inputs: &PreparedInputs) -> Body {
    match (request.options.api_mode, request.operation) {
        (ApiMode::Responses, _) => responses_api::request_body(request, inputs),
        (ApiMode::Images, Operation::Generate) => images_api::generation_body(request, count),
        (ApiMode::Images, Operation::Edit) => images_api::edit_body(request, count, inputs),
    }
}
