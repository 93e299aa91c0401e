//! Streams of both APIs, the odd ones included; any split of the bytes reads the same.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::request::items::Source;

fn told() -> Told<'static> {
    Told { status: 200, content_type: "text/event-stream", prompt: "a planted prompt", key: None }
}

type Read = (Vec<Partial>, Result<Answer, BackendError>);

fn read(parts: &[&[u8]]) -> Read {
    let mut stream = Stream::default();
    let mut partials = Vec::new();
    for part in parts {
        partials.extend(stream.feed(part, &told()).unwrap());
    }
    (partials, stream.finish(&told()))
}

fn events(values: &[Value]) -> String {
    let event = |value: &Value| match value.get("type").and_then(Value::as_str) {
        Some(kind) => format!("event: {kind}\ndata: {value}\n\n"),
        None => format!("data: {value}\n\n"),
    };
    values.iter().map(event).collect()
}

fn pictures(answer: Result<Answer, BackendError>) -> Vec<Vec<u8>> {
    let bytes = |item: Item| match item.source {
        Source::Bytes(bytes) => bytes,
        Source::Url(url) => url.into_bytes(),
    };
    answer.unwrap().items.into_iter().map(bytes).collect()
}

fn images_api() -> Vec<Value> {
    vec![
        json!({ "type": "image_edit.partial_image", "b64_json": "AAAA", "partial_image_index": 0, "size": "1024x1024" }),
        json!({ "type": "image_edit.partial_image", "b64_json": "AAAB", "partial_image_index": 1 }),
        json!({ "type": "image_edit.completed", "b64_json": "AAAC", "size": "1254x1254", "quality": "low",
            "usage": { "total_tokens": 7 } }),
    ]
}

/// As seen in the wild: the status still "generating", the last event without its output.
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
fn the_images_api_streams_partials_and_its_picture() {
    let (partials, answer) = read(&[events(&images_api()).as_bytes()]);
    assert_eq!(partials, [Partial { index: 0, bytes: vec![0, 0, 0] }, Partial { index: 1, bytes: vec![0, 0, 1] }]);
    let answer = answer.unwrap();
    assert_eq!(Value::Object(answer.actual.clone()), json!({ "size": "1254x1254", "quality": "low" }));
    assert_eq!(Value::Object(answer.usage.clone().unwrap()), json!({ "total_tokens": 7 }));
    assert_eq!(pictures(Ok(answer)), [[0, 0, 2]]);
}

#[test]
fn a_picture_counts_where_the_last_event_is_empty() {
    let text = format!("\u{feff}: hello\n\n{}data: [DONE]\n\n", events(&responses_api()));
    let (partials, answer) = read(&[text.as_bytes()]);
    assert_eq!(partials.len(), 1);
    let answer = answer.unwrap();
    assert_eq!(answer.items[0].revised_prompt.as_deref(), Some("a red fox"));
    assert_eq!(Value::Object(answer.items[0].actual.clone()), json!({ "size": "1254x1254" }));
    assert_eq!(Value::Object(answer.usage.clone().unwrap()), json!({ "total_tokens": 9 }));
    assert_eq!(pictures(Ok(answer)), [[0, 0, 2]]);
}

#[test]
fn pictures_are_found_in_every_place_of_a_stream() {
    let call = json!({ "type": "image_generation_call", "result": "AAAC" });
    let completed = |output: Value| json!({ "type": "response.completed", "response": { "output": output } });
    let message = |text: &str| json!({ "type": "message", "content": [{ "type": "output_text", "text": text }] });
    let delta = |text: &str| json!({ "type": "response.output_text.delta", "delta": text });
    let markdown = "![image](data:image/png;base64,AAAC)";
    let table = [
        vec![completed(json!([call]))],
        // Once, though it is told twice.
        vec![json!({ "type": "response.output_item.done", "item": call }), completed(json!([call]))],
        vec![json!({ "type": "response.output_item.done", "item": message(markdown) }), completed(json!([]))],
        vec![completed(json!([message(markdown)]))],
        vec![delta("Here: ![image](data:image/png;bas"), delta("e64,AAAC)"), completed(json!([]))],
        vec![json!({ "data": [{ "b64_json": "AAAC" }] })],
        vec![
            json!({ "type": "image.edit.chunk", "b64_json": "AAAA" }),
            json!({ "type": "image.edit.chunk", "b64_json": "AAAC" }),
        ],
        // An error behind a picture does not take it away.
        vec![
            json!({ "type": "image_generation.completed", "b64_json": "AAAC" }),
            json!({ "type": "error", "error": { "message": "late" } }),
        ],
        // What cannot be read is passed over.
        vec![
            json!("text"),
            json!(5),
            json!({ "type": "error" }),
            json!({ "type": "image_generation.completed", "b64_json": "AAAC" }),
        ],
    ];
    for values in table {
        let (_, answer) = read(&[events(&values).as_bytes()]);
        assert_eq!(pictures(answer), [[0, 0, 2]], "{values:?}");
    }
}

#[test]
fn a_stream_that_fails_says_why() {
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
    fn any_split_reads_the_same(cuts in prop::collection::vec(0usize..2000, 0..8), is_crlf in any::<bool>(), which in 0usize..2) {
        let text = events(&if which == 0 { images_api() } else { responses_api() });
        let text = if is_crlf { text.replace('\n', "\r\n") } else { text };
        let bytes = text.as_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let parts: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(read(&parts), read(&[bytes]));
    }

    #[test]
    fn no_mutation_throws(edits in prop::collection::vec((0usize..2000, any::<u8>()), 0..8), cut in 0usize..2000, which in 0usize..2) {
        let mut bytes = events(&if which == 0 { images_api() } else { responses_api() }).into_bytes();
        for (at, byte) in edits {
            if let Some(place) = bytes.get_mut(at) { *place = byte; }
        }
        bytes.truncate(cut);
        let mut stream = Stream::default();
        let _ = stream.feed(&bytes, &told()).map(|_| stream.finish(&told()));
    }
}
