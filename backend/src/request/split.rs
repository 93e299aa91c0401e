//! Splits a job into HTTP requests: one request for all images, or one request per image. Pure.

use super::endpoint_options::ApiMode;
use super::job_request::JobRequest;

/// One HTTP request of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildRequest {
    /// Indices of the requested images, from 0, counted over the original job: a retry keeps the original indices.
    pub image_indices: Vec<u64>,
}

impl ChildRequest {
    /// Identifies the child in events.
    pub fn index(&self) -> u64 {
        self.image_indices.first().copied().unwrap_or(0)
    }
}

/// Streams do not say which of several images an event belongs to; the tool of the Responses API and some models make
/// only one image per call.
fn needs_one_request_per_image(request: &JobRequest) -> bool {
    let model = request.params.model.rsplit('/').next().unwrap_or_default();
    request.options.codex_compat
        || request.options.stream
        || request.options.api_mode == ApiMode::Responses
        || model.eq_ignore_ascii_case("dall-e-3")
}

pub fn split(request: &JobRequest) -> Vec<ChildRequest> {
    let indices = request.requested_indices();
    if indices.len() > 1 && needs_one_request_per_image(request) {
        indices.into_iter().map(|index| ChildRequest { image_indices: vec![index] }).collect()
    } else {
        vec![ChildRequest { image_indices: indices }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::endpoint_options::EndpointOptions;
    use crate::request::test_requests::edit_of;
    use serde_json::json;

    #[test]
    fn n_images_are_one_request_unless_endpoint_or_model_makes_one_at_a_time() {
        let indices = |options: EndpointOptions, model: &str, only: Option<Vec<u64>>| -> Vec<Vec<u64>> {
            let request = JobRequest { options, only, ..edit_of(model, &json!({ "n": 4 })) };
            split(&request).into_iter().map(|child| child.image_indices).collect()
        };
        let whole = vec![vec![0, 1, 2, 3]];
        let single = vec![vec![0], vec![1], vec![2], vec![3]];
        assert_eq!(indices(EndpointOptions::default(), "gpt-image-2", None), whole);
        assert_eq!(indices(EndpointOptions::default(), "gpt-image-2", Some(vec![1, 3])), [[1, 3]]);
        assert_eq!(indices(EndpointOptions::default(), "openai/dall-e-3", None), single);
        assert_eq!(indices(EndpointOptions { codex_compat: true, ..EndpointOptions::default() }, "m", None), single);
        assert_eq!(indices(EndpointOptions { stream: true, ..EndpointOptions::default() }, "m", None), single);
        assert_eq!(
            indices(EndpointOptions { api_mode: ApiMode::Responses, ..EndpointOptions::default() }, "m", None),
            single
        );
        assert_eq!(
            indices(EndpointOptions { stream: true, ..EndpointOptions::default() }, "m", Some(vec![1, 3])),
            [[1], [3]]
        );
    }
}
