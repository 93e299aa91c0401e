//! Request bodies of the Images API. No I/O and no key: `http` adds the key.

use serde_json::{json, Map, Value};

use super::body::{Body, Part};
use super::job_request::{JobRequest, Params, PreparedInputs};
use super::prompt_guard;

/// GPT image models refuse `response_format` by its mere presence.
fn accepts_response_format(model: &str) -> bool {
    let model = model.rsplit('/').next().unwrap_or(model).to_ascii_lowercase();
    !model.starts_with("gpt-image") && !model.starts_with("chatgpt-image")
}

/// The scalar fields in the order in which they are sent. Absent fields are omitted: some servers refuse null.
fn scalars(request: &JobRequest, count: u64) -> Vec<(&'static str, Value)> {
    let JobRequest { options, params, prompt, .. } = request;
    let Params { model, size, quality, output_format, output_compression, background, moderation, .. } = params;
    let text = |value: &Option<String>| value.clone().map(Value::from);
    let prompt = if options.uses_prompt_guard() { prompt_guard::add(prompt) } else { prompt.clone() };
    let wants_base64 = options.response_format_b64 && accepts_response_format(model);
    let partial_images = params.partial_images.unwrap_or(options.partial_images);
    let all = [
        ("model", Some(json!(model))),
        ("prompt", Some(json!(prompt))),
        ("n", (count > 1).then(|| json!(count))),
        ("size", text(size)),
        ("quality", text(quality).filter(|_| !options.codex_compat)),
        ("background", text(background)),
        ("moderation", text(moderation)),
        ("input_fidelity", text(&params.input_fidelity)),
        ("output_format", text(output_format)),
        ("output_compression", output_compression.filter(|_| params.is_lossy()).map(Value::from)),
        ("response_format", wants_base64.then(|| json!("b64_json"))),
        ("stream", options.stream.then_some(json!(true))),
        ("partial_images", options.stream.then(|| json!(partial_images))),
    ];
    all.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

pub fn generation_body(request: &JobRequest, count: u64) -> Body {
    let object: Map<String, Value> =
        scalars(request, count).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Body::Json(Value::Object(object))
}

pub fn edit_body(request: &JobRequest, count: u64, inputs: &PreparedInputs) -> Body {
    let text = |(name, value): (&'static str, Value)| Part::Text {
        name,
        value: match value {
            Value::String(text) => text,
            other => other.to_string(),
        },
    };
    let mut parts: Vec<Part> = scalars(request, count).into_iter().map(text).collect();
    for image in &inputs.images {
        parts.push(Part::File {
            name: request.options.image_field.clone(),
            file_name: image.file_name.clone(),
            content_type: image.image_type.content_type(),
            content: image.content.clone(),
        });
    }
    if let Some(content) = inputs.mask.clone() {
        let name = request.options.mask_field.clone();
        parts.push(Part::File { name, file_name: "mask.png".into(), content_type: "image/png", content });
    }
    if let Some(content) = inputs.markup.clone() {
        let (name, file_name) = ("markup".into(), "markup.png".into());
        parts.push(Part::File { name, file_name, content_type: "image/png", content });
    }
    Body::Multipart(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::endpoint_options::EndpointOptions;
    use crate::request::test_requests::edit_of;

    fn names(body: &Body) -> Vec<String> {
        match body {
            Body::Json(value) => value.as_object().unwrap().keys().cloned().collect(),
            Body::JsonWithImages(_) => Vec::new(),
            Body::Multipart(parts) => parts
                .iter()
                .map(|part| match part {
                    Part::Text { name, .. } => (*name).to_owned(),
                    Part::File { name, .. } => name.clone(),
                })
                .collect(),
        }
    }

    fn with_base64_requested(model: &str) -> JobRequest {
        let options = EndpointOptions { response_format_b64: true, ..EndpointOptions::default() };
        JobRequest { options, ..edit_of(model, &json!({})) }
    }

    #[test]
    fn only_given_parameters_are_sent() {
        let body = generation_body(&with_base64_requested("gpt-image-2"), 1);
        assert_eq!(body, Body::Json(json!({ "model": "gpt-image-2", "prompt": "a fox" })));
        let all = json!({
            "n": 3, "size": "auto", "quality": "high", "background": "opaque", "moderation": "low",
            "output_format": "webp", "output_compression": 80, "input_fidelity": "high",
        });
        let mut expected = all.clone();
        expected["model"] = json!("gpt-image-2");
        expected["prompt"] = json!("a fox");
        assert_eq!(generation_body(&edit_of("gpt-image-2", &all), 3), Body::Json(expected));
    }

    #[test]
    fn compression_is_never_sent_for_png() {
        for params in [json!({ "output_format": "png", "output_compression": 80 }), json!({ "output_compression": 80 })]
        {
            assert!(!names(&generation_body(&edit_of("m", &params), 1)).contains(&"output_compression".into()));
        }
    }

    #[test]
    fn response_format_is_sent_on_request_and_never_for_gpt_models() {
        let is_sent = |request: &JobRequest| names(&generation_body(request, 1)).contains(&"response_format".into());
        for model in ["gpt-image-2", "openai/GPT-Image-2.5-flare", "chatgpt-image-latest"] {
            assert!(!is_sent(&with_base64_requested(model)), "{model}");
        }
        assert!(is_sent(&with_base64_requested("flux")) && !is_sent(&edit_of("flux", &json!({}))));
    }

    #[test]
    fn codex_omits_quality_and_streaming_sends_partial_images() {
        let params = json!({ "quality": "high", "partial_images": 3 });
        let options = EndpointOptions { codex_compat: true, stream: true, ..EndpointOptions::default() };
        let Body::Json(value) = generation_body(&JobRequest { options, ..edit_of("m", &params) }, 1) else { panic!() };
        let prompt = prompt_guard::add("a fox");
        assert_eq!(value, json!({ "model": "m", "prompt": prompt, "stream": true, "partial_images": 3 }));
    }
}
