//! Request bodies of the Responses API: the image_generation tool, with images as data URLs. No I/O.

use serde_json::{json, Map, Value};

use super::body::{Body, ImageContent, Piece};
use super::job_request::{JobRequest, PreparedInputs};
use super::prompt_guard;

/// Makes one image per request: the tool has no `n`.
pub fn request_body(request: &JobRequest, inputs: &PreparedInputs) -> Body {
    let mut contents: Vec<(&str, &ImageContent)> =
        inputs.images.iter().map(|image| (image.image_type.content_type(), &image.content)).collect();
    contents.extend(inputs.markup.as_ref().map(|markup| ("image/png", markup)));
    contents.extend(inputs.mask.as_ref().map(|mask| ("image/png", mask)));
    if contents.is_empty() {
        return Body::Json(body_json(request, inputs, "").0);
    }
    // Placeholders stand for the base64 data. If the prompt contains the placeholder, a longer one is tried.
    let mut placeholder = String::from("image");
    loop {
        let (value, count) = body_json(request, inputs, &placeholder);
        let text = value.to_string();
        let pieces: Vec<&str> = text.split(&format!("\"#{placeholder}#")).collect();
        if count != contents.len() || pieces.len() == count + 1 {
            return Body::JsonWithImages(interleave(&pieces, &contents));
        }
        placeholder.push('+');
    }
}

fn interleave(texts: &[&str], contents: &[(&str, &ImageContent)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match contents.get(index) {
            Some((content_type, content)) => {
                pieces.push(Piece::Text(format!("{text}\"data:{content_type};base64,")));
                pieces.push(Piece::Base64((*content).clone()));
            }
            None => pieces.push(Piece::Text((*text).to_owned())),
        }
    }
    pieces
}

/// The JSON body with placeholders for the images, in the order in which the images are given, and their number.
fn body_json(request: &JobRequest, inputs: &PreparedInputs, placeholder: &str) -> (Value, usize) {
    let JobRequest { options, prompt, .. } = request;
    let prompt = if options.uses_prompt_guard() { prompt_guard::add(prompt) } else { prompt.clone() };
    let data_url = json!(format!("#{placeholder}#"));
    let input = if inputs.images.is_empty() {
        json!(prompt)
    } else {
        let mut content = vec![json!({ "type": "input_text", "text": prompt })];
        let image = || json!({ "type": "input_image", "image_url": data_url });
        // The tool has no field for a drawing: it is the last image.
        content.extend(inputs.images.iter().map(|_| image()));
        content.extend(inputs.markup.iter().map(|_| image()));
        json!([{ "role": "user", "content": content }])
    };
    let mut tool = image_tool(request);
    if inputs.mask.is_some() {
        tool.insert("input_image_mask".into(), json!({ "image_url": data_url }));
    }
    let mut object = json!({
        "model": options.responses_model, "input": input, "tools": [tool], "tool_choice": "required",
    });
    if let (true, Some(map)) = (options.stream, object.as_object_mut()) {
        map.insert("stream".into(), json!(true));
    }
    (object, inputs.images.len() + usize::from(inputs.mask.is_some()) + usize::from(inputs.markup.is_some()))
}

fn image_tool(request: &JobRequest) -> Map<String, Value> {
    let JobRequest { options, params, operation, .. } = request;
    let text = |value: &Option<String>| value.clone().map(Value::from);
    // A user who typed the text model into both fields wants the tool's default image model.
    let model = (params.model != options.responses_model).then(|| json!(params.model));
    let partial_images = params.partial_images.unwrap_or(options.partial_images);
    let all = [
        ("type", Some(json!("image_generation"))),
        ("action", Some(json!(operation.name()))),
        ("model", model),
        ("size", text(&params.size)),
        ("quality", text(&params.quality).filter(|_| !options.codex_compat)),
        ("background", text(&params.background)),
        ("moderation", text(&params.moderation)),
        ("input_fidelity", text(&params.input_fidelity)),
        ("output_format", text(&params.output_format)),
        ("output_compression", params.output_compression.filter(|_| params.is_lossy()).map(Value::from)),
        ("partial_images", options.stream.then(|| json!(partial_images))),
    ];
    all.into_iter().filter_map(|(name, value)| value.map(|value| (name.to_owned(), value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::endpoint_options::{ApiMode, EndpointOptions};
    use crate::request::test_requests::{edit_of, prepared_inputs};
    use crate::request::Operation;
    use base64::prelude::{Engine, BASE64_STANDARD};

    fn request(prompt: &str, params: &Value, options: EndpointOptions) -> JobRequest {
        let options = EndpointOptions { api_mode: ApiMode::Responses, prompt_guard: false, ..options };
        JobRequest { options, prompt: prompt.into(), ..edit_of("gpt-image-2", params) }
    }

    /// Joins the pieces as they are sent.
    fn sent_json(body: &Body) -> Value {
        let Body::JsonWithImages(pieces) = body else { panic!("{body:?}") };
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Base64(ImageContent::Memory(bytes)) => BASE64_STANDARD.encode(bytes),
            other => panic!("{other:?}"),
        };
        serde_json::from_str(&pieces.iter().map(text).collect::<String>()).unwrap()
    }

    #[test]
    fn edit_sends_images_and_mask_as_data_urls() {
        let params =
            json!({ "size": "1024x1024", "quality": "high", "output_format": "jpeg", "output_compression": 9 });
        let prompts = ["a fox", "say \"#image#\" and #image+#", "\\ \"#image#"];
        for prompt in prompts {
            let body = request_body(
                &request(prompt, &params, EndpointOptions::default()),
                &prepared_inputs(&[b"one", b"two"], Some(b"m")),
            );
            let url = |kind: &str, bytes: &[u8]| format!("data:image/{kind};base64,{}", BASE64_STANDARD.encode(bytes));
            let image = |bytes: &[u8]| json!({ "type": "input_image", "image_url": url("jpeg", bytes) });
            let content = [json!({ "type": "input_text", "text": prompt }), image(b"one"), image(b"two")];
            let tool = json!({
                "type": "image_generation", "action": "edit", "model": "gpt-image-2", "size": "1024x1024",
                "quality": "high", "output_format": "jpeg", "output_compression": 9,
                "input_image_mask": { "image_url": url("png", b"m") },
            });
            let expected = json!({
                "model": "gpt-5.5", "input": [{ "role": "user", "content": content }], "tools": [tool],
                "tool_choice": "required",
            });
            assert_eq!(sent_json(&body), expected, "{prompt}");
        }
    }

    #[test]
    fn generation_is_plain_json_and_streams_on_request() {
        let options = EndpointOptions { stream: true, codex_compat: true, ..EndpointOptions::default() };
        let mut request = request("a fox", &json!({ "quality": "high" }), options);
        request.operation = Operation::Generate;
        request.params.model = "gpt-5.5".into();
        let tool = json!({ "type": "image_generation", "action": "generate", "partial_images": 2 });
        let expected = json!({
            "model": "gpt-5.5", "input": "a fox", "tools": [tool], "tool_choice": "required", "stream": true,
        });
        assert_eq!(request_body(&request, &PreparedInputs::default()), Body::Json(expected));
    }
}
