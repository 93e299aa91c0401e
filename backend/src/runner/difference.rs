//! Compares the requested parameters with the images received, once for the whole job. Pure.

use crate::jobs::{Difference, OutputImage};
use crate::request::JobRequest;

/// Only explicitly requested values can differ; of each field the first differing image is reported.
pub fn differences(request: &JobRequest, images: &[OutputImage]) -> Vec<Difference> {
    let params = &request.params;
    let explicit = |value: &Option<String>| value.clone().filter(|value| value != "auto");
    let difference = |field: &str, requested: Option<String>, actual: &dyn Fn(&OutputImage) -> Option<String>| {
        let requested = requested?;
        let actual = images.iter().filter_map(actual).find(|actual| !actual.eq_ignore_ascii_case(&requested))?;
        Some(Difference { field: field.into(), requested, actual })
    };
    let quality = |image: &OutputImage| Some(image.actual.get("quality")?.as_str()?.to_owned());
    // Size and format are those of the bytes, not what the server reported.
    let size = |image: &OutputImage| Some(format!("{}x{}", image.width, image.height));
    let format = |image: &OutputImage| Some(image.content_type.trim_start_matches("image/").to_owned());
    let (requested, received) = (request.requested_indices().len(), images.len());
    let count = (requested != received).then(|| Difference {
        field: "count".into(),
        requested: requested.to_string(),
        actual: received.to_string(),
    });
    [
        difference("size", explicit(&params.size).filter(|size| size.contains('x')), &size),
        difference("quality", explicit(&params.quality), &quality),
        difference("format", explicit(&params.output_format), &format),
        count,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn image(width: u32, quality: &str) -> OutputImage {
        let actual = json!({ "quality": quality }).as_object().unwrap().clone();
        let (sha256, content_type) = ("a".repeat(64), "image/png".into());
        OutputImage { sha256, size_bytes: 1, content_type, width, height: 1024, revised_prompt: None, actual }
    }

    fn fields(params: &serde_json::Value, images: &[OutputImage]) -> Vec<(String, String, String)> {
        let request = crate::request::test_requests::edit_of("m", params);
        differences(&request, images).into_iter().map(|d| (d.field, d.requested, d.actual)).collect()
    }

    #[test]
    fn only_explicit_parameters_are_compared() {
        assert_eq!(fields(&json!({}), &[image(1254, "low")]), []);
        let auto = json!({ "size": "auto", "quality": "auto" });
        assert_eq!(fields(&auto, &[image(1254, "low")]), []);
        let all = json!({ "size": "1024x1024", "quality": "high", "output_format": "webp", "n": 3 });
        let difference = |field: &str, requested: &str, actual: &str| (field.into(), requested.into(), actual.into());
        let expected = [
            difference("size", "1024x1024", "1254x1024"),
            difference("quality", "high", "low"),
            difference("format", "webp", "png"),
            difference("count", "3", "2"),
        ];
        assert_eq!(fields(&all, &[image(1024, "high"), image(1254, "low")]), expected);
    }
}
