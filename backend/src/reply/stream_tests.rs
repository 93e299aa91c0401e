//! Streams of both APIs, including malformed ones. The result does not depend on how the bytes are split.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::reply::images::ImageSource;

fn context() -> ReplyContext<'static> {
    ReplyContext { status: 200, content_type: "text/event-stream", prompt: "a planted prompt", key: None }
}

type StreamResult = (Vec<PartialImage>, Result<Answer, BackendError>);

fn read(parts: &[&[u8]]) -> StreamResult {
    let mut stream = ReplyStream::default();
    let mut partials = Vec::new();
    for part in parts {
        partials.extend(stream.feed(part, &context()).unwrap());
    }
    (partials, stream.finish(&context()))
}

fn events(values: &[Value]) -> String {
    let event = |value: &Value| match value.get("type").and_then(Value::as_str) {
        Some(kind) => format!("event: {kind}\ndata: {value}\n\n"),
        None => format!("data: {value}\n\n"),
    };
    values.iter().map(event).collect()
}

fn image_bytes(answer: Result<Answer, BackendError>) -> Vec<Vec<u8>> {
    let bytes = |image: ReplyImage| match image.source {
        ImageSource::Bytes(bytes) => bytes,
        ImageSource::Url(url) => url.into_bytes(),
    };
    answer.unwrap().images.into_iter().map(bytes).collect()
}

fn images_api() -> Vec<Value> {
    vec![
        json!({ "type": "image_edit.partial_image", "b64_json": "AAAA", "partial_image_index": 0, "size": "1024x1024" }),
        json!({ "type": "image_edit.partial_image", "b64_json": "AAAB", "partial_image_index": 1 }),
        json!({ "type": "image_edit.completed", "b64_json": "AAAC", "size": "1254x1254", "quality": "low",
            "usage": { "total_tokens": 7 } }),
    ]
}

/// As real servers send it: the status still "generating", the last event without its output.
fn responses_api() -> Vec<Value> {
    let call = json!({ "type": "image_generation_call", "id": "ig_1", "status": "generating", "result": "AAAC",
        "revised_prompt": "a red fox", "size": "1254x1254" });
    vec![
        json!({ "type": "response.created", "response": { "id": "resp_1", "output": [] } }),
        json!({ "type": "response.output_item.added", "item": { "type": "image_generation_call", "status": "in_progress" } }),
        json!({ "type": "response.image_generation_call.generating", "item_id": "ig_1" }),
        json!({ "type": "response.image_generation_call.partial_image", "partial_image_b64": "AAAA", "partial_image_index": 0 }),
        json!({ "type": "response.image_generation_call.completed", "item_id": "ig_1" }),
        json!({ "type": "response.output_item.done", "item": call }),
        json!({ "type": "response.completed", "response": { "output": [],
            "tool_usage": { "image_gen": { "total_tokens": 9 } }, "usage": { "total_tokens": 1 } } }),
    ]
}

#[test]
fn images_api_streams_partials_and_the_finished_image() {
    let (partials, answer) = read(&[events(&images_api()).as_bytes()]);
    assert_eq!(
        partials,
        [PartialImage { index: 0, bytes: vec![0, 0, 0] }, PartialImage { index: 1, bytes: vec![0, 0, 1] }]
    );
    let answer = answer.unwrap();
    assert_eq!(Value::Object(answer.actual.clone()), json!({ "size": "1254x1254", "quality": "low" }));
    assert_eq!(Value::Object(answer.usage.clone().unwrap()), json!({ "total_tokens": 7 }));
    assert_eq!(image_bytes(Ok(answer)), [[0, 0, 2]]);
}

#[test]
fn image_counts_if_the_last_event_has_no_output() {
    let text = format!("\u{feff}: hello\n\n{}data: [DONE]\n\n", events(&responses_api()));
    let (partials, answer) = read(&[text.as_bytes()]);
    assert_eq!(partials.len(), 1);
    let answer = answer.unwrap();
    assert_eq!(answer.images[0].revised_prompt.as_deref(), Some("a red fox"));
    assert_eq!(Value::Object(answer.images[0].actual.clone()), json!({ "size": "1254x1254" }));
    assert_eq!(Value::Object(answer.usage.clone().unwrap()), json!({ "total_tokens": 9 }));
    assert_eq!(image_bytes(Ok(answer)), [[0, 0, 2]]);
}

#[test]
fn images_are_found_at_every_place_of_a_stream() {
    let call = json!({ "type": "image_generation_call", "result": "AAAC" });
    let completed = |output: Value| json!({ "type": "response.completed", "response": { "output": output } });
    let message = |text: &str| json!({ "type": "message", "content": [{ "type": "output_text", "text": text }] });
    let delta = |text: &str| json!({ "type": "response.output_text.delta", "delta": text });
    let markdown = "![image](data:image/png;base64,AAAC)";
    let table = [
        vec![completed(json!([call]))],
        // Counted once, though it is sent twice.
        vec![json!({ "type": "response.output_item.done", "item": call }), completed(json!([call]))],
        vec![json!({ "type": "response.output_item.done", "item": message(markdown) }), completed(json!([]))],
        vec![completed(json!([message(markdown)]))],
        vec![delta("Here: ![image](data:image/png;bas"), delta("e64,AAAC)"), completed(json!([]))],
        vec![json!({ "data": [{ "b64_json": "AAAC" }] })],
        vec![
            json!({ "type": "image.edit.chunk", "b64_json": "AAAA" }),
            json!({ "type": "image.edit.chunk", "b64_json": "AAAC" }),
        ],
        // An error after the image does not discard it.
        vec![
            json!({ "type": "image_generation.completed", "b64_json": "AAAC" }),
            json!({ "type": "error", "error": { "message": "late" } }),
        ],
        // Unreadable events are skipped.
        vec![
            json!("text"),
            json!(5),
            json!({ "type": "error" }),
            json!({ "type": "image_generation.completed", "b64_json": "AAAC" }),
        ],
    ];
    for values in table {
        let (_, answer) = read(&[events(&values).as_bytes()]);
        assert_eq!(image_bytes(answer), [[0, 0, 2]], "{values:?}");
    }
}

#[test]
fn failed_streams_have_the_code_of_their_error() {
    let moderation = json!({ "message": "stopped", "code": "moderation_blocked" });
    let partial = images_api().remove(0);
    let table = [
        (vec![json!({ "type": "error", "error": moderation })], Code::ModerationBlocked),
        (vec![partial.clone(), json!({ "type": "error", "error": moderation })], Code::ModerationBlocked),
        (vec![json!({ "type": "error", "code": "rate_limit_exceeded", "message": "slow" })], Code::RateLimited),
        (
            vec![
                json!({ "type": "response.failed", "response": { "error": { "code": "server_error", "message": "x" } } }),
            ],
            Code::ProviderFailed,
        ),
        (
            vec![
                json!({ "type": "response.output_item.done", "item": { "type": "image_generation_call", "status": "failed", "error": moderation } }),
            ],
            Code::ModerationBlocked,
        ),
        (vec![json!({ "error": { "message": "just so" } })], Code::ProviderRejected),
        (vec![json!({ "type": "response.completed", "response": { "output": [] } })], Code::ProviderUnreadable),
        (vec![json!({ "type": "response.output_text.delta", "delta": "I cannot." })], Code::ProviderUnreadable),
        (vec![partial], Code::StreamBroken),
        (vec![], Code::StreamBroken),
    ];
    for (values, code) in table {
        let (partials, answer) = read(&[events(&values).as_bytes()]);
        let error = answer.unwrap_err();
        assert_eq!(error.code, code, "{values:?}");
        if code == Code::StreamBroken {
            assert_eq!(
                (&error.details["partials"], &error.details["may_have_billed"]),
                (&json!(partials.len()), &json!(true))
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn result_does_not_depend_on_how_the_bytes_are_split(cuts in prop::collection::vec(0usize..2000, 0..8), is_crlf in any::<bool>(), uses_images_api in any::<bool>()) {
        let text = events(&if uses_images_api { images_api() } else { responses_api() });
        let text = if is_crlf { text.replace('\n', "\r\n") } else { text };
        let bytes = text.as_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let parts: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(read(&parts), read(&[bytes]));
    }

    #[test]
    fn mutated_streams_do_not_panic(edits in prop::collection::vec((0usize..2000, any::<u8>()), 0..8), cut in 0usize..2000, uses_images_api in any::<bool>()) {
        let mut bytes = events(&if uses_images_api { images_api() } else { responses_api() }).into_bytes();
        for (at, byte) in edits {
            if let Some(target) = bytes.get_mut(at) { *target = byte; }
        }
        bytes.truncate(cut);
        let mut stream = ReplyStream::default();
        let _ = stream.feed(&bytes, &context()).map(|_| stream.finish(&context()));
    }
}
