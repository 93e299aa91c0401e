//! How many requests a job becomes: one for all its pictures, or one a picture. Pure.

use super::wire::ApiMode;
use super::JobRequest;

/// One request of a job, and which of the job's pictures it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// From 0, in the count of the job that was first asked for.
    pub pictures: Vec<u64>,
}

impl Child {
    /// How the child is called in events.
    pub fn index(&self) -> u64 {
        self.pictures.first().copied().unwrap_or(0)
    }
}

/// Streams say not which of several pictures they bring; the tool of the Responses API and some models make one at a time.
fn is_split(request: &JobRequest) -> bool {
    let model = request.params.model.rsplit('/').next().unwrap_or_default();
    request.wire.codex_compat
        || request.wire.stream
        || request.wire.api_mode == ApiMode::Responses
        || model.eq_ignore_ascii_case("dall-e-3")
}

pub fn children(request: &JobRequest) -> Vec<Child> {
    let wanted = request.wanted();
    if wanted.len() > 1 && is_split(request) {
        wanted.into_iter().map(|picture| Child { pictures: vec![picture] }).collect()
    } else {
        vec![Child { pictures: wanted }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::tests::edit_of;
    use crate::request::wire::Wire;
    use serde_json::json;

    #[test]
    fn n_is_one_call_unless_the_endpoint_or_the_model_cannot() {
        let split = |wire: Wire, model: &str, only: Option<Vec<u64>>| -> Vec<Vec<u64>> {
            let request = JobRequest { wire, only, ..edit_of(model, &json!({ "n": 4 })) };
            children(&request).into_iter().map(|child| child.pictures).collect()
        };
        let whole = vec![vec![0, 1, 2, 3]];
        let single = vec![vec![0], vec![1], vec![2], vec![3]];
        assert_eq!(split(Wire::default(), "gpt-image-2", None), whole);
        assert_eq!(split(Wire::default(), "gpt-image-2", Some(vec![1, 3])), [[1, 3]]);
        assert_eq!(split(Wire::default(), "openai/dall-e-3", None), single);
        assert_eq!(split(Wire { codex_compat: true, ..Wire::default() }, "m", None), single);
        assert_eq!(split(Wire { stream: true, ..Wire::default() }, "m", None), single);
        assert_eq!(split(Wire { api_mode: ApiMode::Responses, ..Wire::default() }, "m", None), single);
        assert_eq!(split(Wire { stream: true, ..Wire::default() }, "m", Some(vec![1, 3])), [[1], [3]]);
    }
}
