//! The Images API on the wire: values in, parts out. No I/O, no key: http.rs adds that.

use serde_json::{json, Map, Value};

use super::{ImageRef, JobRequest, Params};

#[derive(Debug, PartialEq)]
pub enum Body {
    Json(Value),
    Multipart(Vec<Part>),
}

#[derive(Debug, PartialEq)]
pub enum Part {
    Text { name: &'static str, value: String },
    File { name: &'static str, file_name: String, content_type: &'static str, bytes: Vec<u8> },
}

/// GPT image models refuse `response_format` by its mere presence.
fn takes_response_format(model: &str) -> bool {
    let model = model.rsplit('/').next().unwrap_or(model).to_ascii_lowercase();
    !model.starts_with("gpt-image") && !model.starts_with("chatgpt-image")
}

/// In the order in which they are sent. What is absent stays absent: a null would be refused by some servers.
fn scalars(request: &JobRequest, is_base64_asked: bool) -> Vec<(&'static str, Value)> {
    let Params { model, size, quality, n, output_format, output_compression, background, moderation } = &request.params;
    let text = |value: &Option<String>| value.clone().map(Value::from);
    let is_lossy = matches!(output_format.as_deref(), Some("jpeg" | "webp"));
    let wants_base64 = is_base64_asked && takes_response_format(model);
    let all = [
        ("model", Some(json!(model))),
        ("prompt", Some(json!(request.prompt))),
        ("n", (*n > 1).then(|| json!(n))),
        ("size", text(size)),
        ("quality", text(quality)),
        ("background", text(background)),
        ("moderation", text(moderation)),
        ("output_format", text(output_format)),
        ("output_compression", output_compression.filter(|_| is_lossy).map(Value::from)),
        ("response_format", wants_base64.then(|| json!("b64_json"))),
    ];
    all.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

pub fn generation(request: &JobRequest, is_base64_asked: bool) -> Body {
    let object: Map<String, Value> =
        scalars(request, is_base64_asked).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Body::Json(Value::Object(object))
}

/// `images` in the order of the request, `mask` a PNG with alpha 0 = edit.
pub fn edit(request: &JobRequest, images: Vec<Vec<u8>>, mask: Option<Vec<u8>>, is_base64_asked: bool) -> Body {
    let text = |(name, value): (&'static str, Value)| Part::Text {
        name,
        value: match value {
            Value::String(text) => text,
            other => other.to_string(),
        },
    };
    let mut parts: Vec<Part> = scalars(request, is_base64_asked).into_iter().map(text).collect();
    for (index, (bytes, image)) in images.into_iter().zip(&request.images).enumerate() {
        parts.push(Part::File {
            name: "image[]",
            file_name: file_name(image, index),
            content_type: image.kind.content_type(),
            bytes,
        });
    }
    if let Some(bytes) = mask {
        parts.push(Part::File { name: "mask", file_name: "mask.png".into(), content_type: "image/png", bytes });
    }
    Body::Multipart(parts)
}

/// The user's name for the file as far as it is plain, with the extension of its type.
fn file_name(image: &ImageRef, index: usize) -> String {
    let last = image.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .take(80)
        .collect();
    let has_letters = plain.chars().any(|c| c.is_ascii_alphanumeric());
    let stem = if has_letters { plain } else { format!("image-{}", index + 1) };
    format!("{stem}.{}", image.kind.extension())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::parse;

    fn request(model: &str, params: &Value) -> JobRequest {
        let image = |name: &str| json!({ "sha256": "a".repeat(64), "content_type": "image/jpeg", "file_name": name });
        let mut value = json!({
            "request_id": "hfis-1", "task_id": "t", "operation": "edit", "base_url": "https://host/v1",
            "prompt": "a fox", "params": { "model": model }, "images": [image("C:\\pics\\my cat.PNG"), image("猫")],
        });
        for (key, given) in params.as_object().unwrap() {
            value["params"][key] = given.clone();
        }
        parse(&value).unwrap()
    }

    fn names(body: &Body) -> Vec<&str> {
        match body {
            Body::Json(value) => value.as_object().unwrap().keys().map(String::as_str).collect(),
            Body::Multipart(parts) => parts
                .iter()
                .map(|part| match part {
                    Part::Text { name, .. } | Part::File { name, .. } => *name,
                })
                .collect(),
        }
    }

    #[test]
    fn only_what_was_asked_is_sent() {
        let body = generation(&request("gpt-image-2", &json!({})), true);
        assert_eq!(body, Body::Json(json!({ "model": "gpt-image-2", "prompt": "a fox" })));
        let all = json!({
            "n": 3, "size": "auto", "quality": "high", "background": "opaque", "moderation": "low",
            "output_format": "webp", "output_compression": 80,
        });
        let mut expected = all.clone();
        expected["model"] = json!("gpt-image-2");
        expected["prompt"] = json!("a fox");
        assert_eq!(generation(&request("gpt-image-2", &all), true), Body::Json(expected));
    }

    #[test]
    fn compression_never_goes_with_png() {
        let body = generation(&request("m", &json!({ "output_format": "png", "output_compression": 80 })), false);
        assert!(!names(&body).contains(&"output_compression"));
        let body = generation(&request("m", &json!({ "output_compression": 80 })), false);
        assert!(!names(&body).contains(&"output_compression"));
    }

    #[test]
    fn response_format_only_when_asked_and_never_for_gpt_models() {
        for model in ["gpt-image-2", "openai/GPT-Image-2.5-flare", "chatgpt-image-latest"] {
            assert!(!names(&generation(&request(model, &json!({})), true)).contains(&"response_format"), "{model}");
        }
        assert!(names(&generation(&request("flux", &json!({})), true)).contains(&"response_format"));
        assert!(!names(&generation(&request("flux", &json!({})), false)).contains(&"response_format"));
    }

    #[test]
    fn an_edit_has_its_target_first_and_plain_file_names() {
        let body = edit(&request("gpt-image-2", &json!({ "n": 2 })), vec![vec![1], vec![2]], Some(vec![3]), false);
        assert_eq!(names(&body), ["model", "prompt", "n", "image[]", "image[]", "mask"]);
        let Body::Multipart(parts) = body else { panic!() };
        let file = |name, file_name: &str, content_type, byte| Part::File {
            name,
            file_name: file_name.into(),
            content_type,
            bytes: vec![byte],
        };
        assert_eq!(parts[2], Part::Text { name: "n", value: "2".into() });
        assert_eq!(parts[3], file("image[]", "my_cat.jpg", "image/jpeg", 1));
        assert_eq!(parts[4], file("image[]", "image-2.jpg", "image/jpeg", 2));
        assert_eq!(parts[5], file("mask", "mask.png", "image/png", 3));
    }
}
