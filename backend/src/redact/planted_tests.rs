//! Plants a prompt and a key, whole or in part and in every encoding, in every shape of a provider's reply: no error that
//! is made from the reply holds them.

use proptest::prelude::*;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::sensitive_text::letters;
use crate::reply::parse::parse_reply;
use crate::reply::stream::ReplyStream;
use crate::reply::ReplyContext;
use crate::texts::matching;

/// With the part of each that a provider repeats.
const PROMPTS: [(&str, &str); 6] = [
    ("a red fox", "red fox"),
    ("lighthouse", "lighthous"),
    ("Kätzchen im Café", "Kätzchen im Café"),
    ("a lighthouse keeper's secret garden at dawn", "secret garden"),
    ("一只红狐狸", "只红狐狸"),
    ("灯塔守护人的秘密花园在黎明时分", "秘密花园"),
];
const KEY: &str = "zq-planted7f3a9c2d71xk55";
const ENCODINGS: usize = 14;

fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    text.chars().map(escape).collect()
}

fn encoded(text: &str, encoding: usize) -> String {
    let bytes = |escape: fn(u8) -> String| text.bytes().map(escape).collect::<String>();
    match encoding {
        0 => text.to_owned(),
        1 => text.nfd().collect(),
        2 => escaped(text, |c| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap().to_string(),
            other => other.to_string(),
        }),
        3 => escaped(text, |c| format!("{c}\u{200b}")),
        4 => escaped(text, |c| format!("{c}\u{2060}\u{fe0f}")),
        5 => bytes(|byte| format!("{byte:02x}")),
        6 => bytes(|byte| format!("%{byte:02X}")),
        7 => escaped(text, |c| format!("&#{};", u32::from(c))),
        8 => escaped(text, |c| format!("&#x{:06x} ", u32::from(c))),
        9 => escaped(text, |c| format!("\\u{{{:x}}}", u32::from(c))),
        10 => escaped(text, |c| format!("\\u{:04x}", u32::from(c))),
        11 => escaped(text, |c| format!("\\U{:08x}", u32::from(c))),
        12 => text.to_uppercase(),
        // Over two lines.
        _ => {
            let middle = text.chars().count() / 2;
            let (first, second): (String, String) =
                (text.chars().take(middle).collect(), text.chars().skip(middle).collect());
            format!("{first}\n  {second}")
        }
    }
}

const SHAPES: usize = 10;

/// The error that the page gets for a reply of this shape.
fn error_of(shape: usize, text: &str, prompt: &str) -> String {
    let body = match shape {
        0 => json!({ "error": { "message": text } }).to_string(),
        1 => json!({ "error": text, "code": "x" }).to_string(),
        2 => json!({ "detail": [{ "loc": ["body", "prompt"], "msg": text }] }).to_string(),
        3 => json!({ "error": { "message": "no", "code": text, "param": text, "type": text } }).to_string(),
        4 => format!("<html><title>{text}</title></html>"),
        5 => format!("plain words: {text}"),
        6 => json!({ "choices": [{ "message": { "content": text } }] }).to_string(),
        7 => json!({ "error": { "message": format!("https://host.example/v1?prompt={text}") } }).to_string(),
        8 => json!({ "error": { "message": json!({ "inner": text }).to_string() } }).to_string(),
        _ => format!("data: {}\n\n", json!({ "type": "error", "error": { "message": text } })),
    };
    let errors = [200, 400, 502].map(|status| {
        let context = ReplyContext { status, content_type: "application/json", prompt, key: Some(KEY) };
        if shape == 9 {
            let mut stream = ReplyStream::default();
            let fed = stream.feed(body.as_bytes(), &context).map(drop);
            return fed.and_then(|()| stream.finish(&context).map(drop)).unwrap_err();
        }
        parse_reply(body.as_bytes(), &context).unwrap_err()
    });
    serde_json::to_string(&errors).unwrap()
}

fn plain(text: &str) -> String {
    letters(text).map(|(_, c)| c).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn nothing_planted_comes_back(
        (prompt, part) in prop::sample::select(PROMPTS.to_vec()),
        is_key in any::<bool>(),
        is_part in any::<bool>(),
        encoding in 0..ENCODINGS,
        shape in 0..SHAPES,
        before in matching("[A-Za-z ,.:]{0,12}"),
    ) {
        let secret = match (is_key, is_part) {
            (true, true) => &KEY[4..],
            (true, false) => KEY,
            (false, true) => part,
            (false, false) => prompt,
        };
        let error = error_of(shape, &format!("{before} \"{}\".", encoded(secret, encoding)), prompt);
        prop_assert!(!plain(&error).contains(&plain(secret)), "{}", error);
        prop_assert!(!error.contains(&encoded(secret, encoding)), "{}", error);
    }
}
