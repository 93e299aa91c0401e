//! What was asked for against what came, once for the whole job. Pure.

use super::record::{Difference, OutputImage};
use crate::request::JobRequest;

pub fn of(request: &JobRequest, images: &[OutputImage]) -> Vec<Difference> {
    let params = &request.params;
    let explicit = |value: &Option<String>| value.clone().filter(|value| value != "auto");
    let differing = |field: &str, requested: Option<String>, actual: &dyn Fn(&OutputImage) -> Option<String>| {
        let requested = requested?;
        let actual = images.iter().filter_map(actual).find(|actual| !actual.eq_ignore_ascii_case(&requested))?;
        Some(Difference { field: field.into(), requested, actual })
    };
    let quality = |image: &OutputImage| Some(image.actual.get("quality")?.as_str()?.to_owned());
    // By the bytes, not by what the server said.
    let size = |image: &OutputImage| Some(format!("{}x{}", image.width, image.height));
    let format = |image: &OutputImage| Some(image.content_type.trim_start_matches("image/").to_owned());
    let (wanted, got) = (request.wanted().len(), images.len());
    let count = (wanted != got).then(|| Difference {
        field: "count".into(),
        requested: wanted.to_string(),
        actual: got.to_string(),
    });
    [
        differing("size", explicit(&params.size).filter(|size| size.contains('x')), &size),
        differing("quality", explicit(&params.quality), &quality),
        differing("format", explicit(&params.output_format), &format),
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

    fn differences(params: &serde_json::Value, images: &[OutputImage]) -> Vec<(String, String, String)> {
        let request = crate::request::tests::edit_of("m", params);
        of(&request, images).into_iter().map(|d| (d.field, d.requested, d.actual)).collect()
    }

    #[test]
    fn only_what_was_asked_can_differ() {
        assert_eq!(differences(&json!({}), &[image(1254, "low")]), []);
        let auto = json!({ "size": "auto", "quality": "auto" });
        assert_eq!(differences(&auto, &[image(1254, "low")]), []);
        let all = json!({ "size": "1024x1024", "quality": "high", "output_format": "webp", "n": 3 });
        let told = |field: &str, requested: &str, actual: &str| (field.into(), requested.into(), actual.into());
        let expected = [
            told("size", "1024x1024", "1254x1024"),
            told("quality", "high", "low"),
            told("format", "webp", "png"),
            told("count", "3", "2"),
        ];
        assert_eq!(differences(&all, &[image(1024, "high"), image(1254, "low")]), expected);
    }
}
