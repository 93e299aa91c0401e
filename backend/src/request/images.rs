//! The Images API on the wire: values in, parts out. No I/O, no key: http adds that.

use serde_json::{json, Map, Value};

use super::body::{Body, Part};
use super::{guard, JobRequest, Params, Prepared};

/// GPT image models refuse `response_format` by its mere presence.
fn takes_response_format(model: &str) -> bool {
    let model = model.rsplit('/').next().unwrap_or(model).to_ascii_lowercase();
    !model.starts_with("gpt-image") && !model.starts_with("chatgpt-image")
}

/// In the order in which they are sent. What is absent stays absent: a null would be refused by some servers.
fn scalars(request: &JobRequest, count: u64) -> Vec<(&'static str, Value)> {
    let JobRequest { wire, params, prompt, .. } = request;
    let Params { model, size, quality, output_format, output_compression, background, moderation, .. } = params;
    let text = |value: &Option<String>| value.clone().map(Value::from);
    let prompt = if wire.is_guarded() { guard::apply(prompt) } else { prompt.clone() };
    let wants_base64 = wire.response_format_b64 && takes_response_format(model);
    let partial_images = params.partial_images.unwrap_or(wire.partial_images);
    let all = [
        ("model", Some(json!(model))),
        ("prompt", Some(json!(prompt))),
        ("n", (count > 1).then(|| json!(count))),
        ("size", text(size)),
        ("quality", text(quality).filter(|_| !wire.codex_compat)),
        ("background", text(background)),
        ("moderation", text(moderation)),
        ("input_fidelity", text(&params.input_fidelity)),
        ("output_format", text(output_format)),
        ("output_compression", output_compression.filter(|_| params.is_lossy()).map(Value::from)),
        ("response_format", wants_base64.then(|| json!("b64_json"))),
        ("stream", wire.stream.then_some(json!(true))),
        ("partial_images", wire.stream.then(|| json!(partial_images))),
    ];
    all.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

pub fn generation(request: &JobRequest, count: u64) -> Body {
    let object: Map<String, Value> =
        scalars(request, count).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Body::Json(Value::Object(object))
}

pub fn edit(request: &JobRequest, count: u64, prepared: &Prepared) -> Body {
    let text = |(name, value): (&'static str, Value)| Part::Text {
        name,
        value: match value {
            Value::String(text) => text,
            other => other.to_string(),
        },
    };
    let mut parts: Vec<Part> = scalars(request, count).into_iter().map(text).collect();
    for picture in &prepared.pictures {
        parts.push(Part::File {
            name: request.wire.image_field.clone(),
            file_name: picture.file_name.clone(),
            content_type: picture.kind.content_type(),
            content: picture.content.clone(),
        });
    }
    if let Some(content) = prepared.mask.clone() {
        let name = request.wire.mask_field.clone();
        parts.push(Part::File { name, file_name: "mask.png".into(), content_type: "image/png", content });
    }
    Body::Multipart(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{tests::edit_of, wire::Wire};

    fn names(body: &Body) -> Vec<String> {
        match body {
            Body::Json(value) => value.as_object().unwrap().keys().cloned().collect(),
            Body::JsonWithPictures(_) => Vec::new(),
            Body::Multipart(parts) => parts
                .iter()
                .map(|part| match part {
                    Part::Text { name, .. } => (*name).to_owned(),
                    Part::File { name, .. } => name.clone(),
                })
                .collect(),
        }
    }

    fn asking_for_base64(model: &str) -> JobRequest {
        let wire = Wire { response_format_b64: true, ..Wire::default() };
        JobRequest { wire, ..edit_of(model, &json!({})) }
    }

    #[test]
    fn only_what_was_asked_is_sent() {
        let body = generation(&asking_for_base64("gpt-image-2"), 1);
        assert_eq!(body, Body::Json(json!({ "model": "gpt-image-2", "prompt": "a fox" })));
        let all = json!({
            "n": 3, "size": "auto", "quality": "high", "background": "opaque", "moderation": "low",
            "output_format": "webp", "output_compression": 80, "input_fidelity": "high",
        });
        let mut expected = all.clone();
        expected["model"] = json!("gpt-image-2");
        expected["prompt"] = json!("a fox");
        assert_eq!(generation(&edit_of("gpt-image-2", &all), 3), Body::Json(expected));
    }

    #[test]
    fn compression_never_goes_with_png() {
        for params in [json!({ "output_format": "png", "output_compression": 80 }), json!({ "output_compression": 80 })]
        {
            assert!(!names(&generation(&edit_of("m", &params), 1)).contains(&"output_compression".into()));
        }
    }

    #[test]
    fn response_format_only_when_asked_and_never_for_gpt_models() {
        let is_sent = |request: &JobRequest| names(&generation(request, 1)).contains(&"response_format".into());
        for model in ["gpt-image-2", "openai/GPT-Image-2.5-flare", "chatgpt-image-latest"] {
            assert!(!is_sent(&asking_for_base64(model)), "{model}");
        }
        assert!(is_sent(&asking_for_base64("flux")) && !is_sent(&edit_of("flux", &json!({}))));
    }

    #[test]
    fn codex_leaves_quality_away_and_streaming_says_how_many_partials() {
        let params = json!({ "quality": "high", "partial_images": 3 });
        let wire = Wire { codex_compat: true, stream: true, ..Wire::default() };
        let Body::Json(value) = generation(&JobRequest { wire, ..edit_of("m", &params) }, 1) else { panic!() };
        let prompt = guard::apply("a fox");
        assert_eq!(value, json!({ "model": "m", "prompt": prompt, "stream": true, "partial_images": 3 }));
    }
}
