//! The Responses API on the wire: the image_generation tool, pictures as data URLs. Values in, pieces out. No I/O.

use serde_json::{json, Map, Value};

use super::body::{Body, Content, Piece};
use super::{guard, JobRequest, Operation, Prepared};

/// One picture a request: the tool has no `n`.
pub fn request_body(request: &JobRequest, prepared: &Prepared) -> Body {
    let mut contents: Vec<(&str, &Content)> =
        prepared.pictures.iter().map(|picture| (picture.kind.content_type(), &picture.content)).collect();
    contents.extend(prepared.mask.as_ref().map(|mask| ("image/png", mask)));
    if contents.is_empty() {
        return Body::Json(value(request, prepared, "").0);
    }
    // The marks stand for the base64. A prompt that happens to hold one makes them longer.
    let mut mark = String::from("picture");
    loop {
        let (value, count) = value(request, prepared, &mark);
        let text = value.to_string();
        let pieces: Vec<&str> = text.split(&format!("\"#{mark}#")).collect();
        if count != contents.len() || pieces.len() == count + 1 {
            return Body::JsonWithPictures(interleave(&pieces, &contents));
        }
        mark.push('+');
    }
}

fn interleave(texts: &[&str], contents: &[(&str, &Content)]) -> Vec<Piece> {
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

/// With marks for the pictures in the order in which they stand in the text, and how many there are.
fn value(request: &JobRequest, prepared: &Prepared, mark: &str) -> (Value, usize) {
    let JobRequest { wire, prompt, .. } = request;
    let prompt = if wire.is_guarded() { guard::apply(prompt) } else { prompt.clone() };
    let data_url = json!(format!("#{mark}#"));
    let input = if prepared.pictures.is_empty() {
        json!(prompt)
    } else {
        let mut content = vec![json!({ "type": "input_text", "text": prompt })];
        let picture = || json!({ "type": "input_image", "image_url": data_url });
        content.extend(prepared.pictures.iter().map(|_| picture()));
        json!([{ "role": "user", "content": content }])
    };
    let mut tool = tool(request);
    if prepared.mask.is_some() {
        tool.insert("input_image_mask".into(), json!({ "image_url": data_url }));
    }
    let mut object = json!({
        "model": wire.responses_model, "input": input, "tools": [tool], "tool_choice": "required",
    });
    if let (true, Some(map)) = (wire.stream, object.as_object_mut()) {
        map.insert("stream".into(), json!(true));
    }
    (object, prepared.pictures.len() + usize::from(prepared.mask.is_some()))
}

fn tool(request: &JobRequest) -> Map<String, Value> {
    let JobRequest { wire, params, operation, .. } = request;
    let text = |value: &Option<String>| value.clone().map(Value::from);
    let action = match operation {
        Operation::Generate => "generate",
        Operation::Edit => "edit",
    };
    // Who typed the text model into both fields means the tool's own default.
    let model = Some(json!(params.model)).filter(|_| params.model != wire.responses_model);
    let partial_images = params.partial_images.unwrap_or(wire.partial_images);
    let all = [
        ("type", Some(json!("image_generation"))),
        ("action", Some(json!(action))),
        ("model", model),
        ("size", text(&params.size)),
        ("quality", text(&params.quality).filter(|_| !wire.codex_compat)),
        ("background", text(&params.background)),
        ("moderation", text(&params.moderation)),
        ("input_fidelity", text(&params.input_fidelity)),
        ("output_format", text(&params.output_format)),
        ("output_compression", params.output_compression.filter(|_| params.is_lossy()).map(Value::from)),
        ("partial_images", wire.stream.then(|| json!(partial_images))),
    ];
    all.into_iter().filter_map(|(name, value)| value.map(|value| (name.to_owned(), value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::tests::{edit_of, prepared};
    use crate::request::wire::{ApiMode, Wire};
    use base64::prelude::{Engine, BASE64_STANDARD};

    fn request(prompt: &str, params: &Value, wire: Wire) -> JobRequest {
        let wire = Wire { api_mode: ApiMode::Responses, prompt_guard: false, ..wire };
        JobRequest { wire, prompt: prompt.into(), ..edit_of("gpt-image-2", params) }
    }

    /// As it will be on the wire.
    fn sent(body: &Body) -> Value {
        let Body::JsonWithPictures(pieces) = body else { panic!("{body:?}") };
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Base64(Content::Memory(bytes)) => BASE64_STANDARD.encode(bytes),
            other => panic!("{other:?}"),
        };
        serde_json::from_str(&pieces.iter().map(text).collect::<String>()).unwrap()
    }

    #[test]
    fn an_edit_carries_its_pictures_and_mask_as_data_urls() {
        let params =
            json!({ "size": "1024x1024", "quality": "high", "output_format": "jpeg", "output_compression": 9 });
        let prompts = ["a fox", "say \"#picture#\" and #picture+#", "\\ \"#picture#"];
        for prompt in prompts {
            let body =
                request_body(&request(prompt, &params, Wire::default()), &prepared(&[b"one", b"two"], Some(b"m")));
            let url = |kind: &str, bytes: &[u8]| format!("data:image/{kind};base64,{}", BASE64_STANDARD.encode(bytes));
            let picture = |bytes: &[u8]| json!({ "type": "input_image", "image_url": url("jpeg", bytes) });
            let content = [json!({ "type": "input_text", "text": prompt }), picture(b"one"), picture(b"two")];
            let tool = json!({
                "type": "image_generation", "action": "edit", "model": "gpt-image-2", "size": "1024x1024",
                "quality": "high", "output_format": "jpeg", "output_compression": 9,
                "input_image_mask": { "image_url": url("png", b"m") },
            });
            let expected = json!({
                "model": "gpt-5.5", "input": [{ "role": "user", "content": content }], "tools": [tool],
                "tool_choice": "required",
            });
            assert_eq!(sent(&body), expected, "{prompt}");
        }
    }

    #[test]
    fn a_generation_is_plain_json_and_streams_when_asked() {
        let wire = Wire { stream: true, codex_compat: true, ..Wire::default() };
        let mut request = request("a fox", &json!({ "quality": "high" }), wire);
        request.operation = Operation::Generate;
        request.params.model = "gpt-5.5".into();
        let tool = json!({ "type": "image_generation", "action": "generate", "partial_images": 2 });
        let expected = json!({
            "model": "gpt-5.5", "input": "a fox", "tools": [tool], "tool_choice": "required", "stream": true,
        });
        assert_eq!(request_body(&request, &Prepared::default()), Body::Json(expected));
    }
}
