//! Prompts and keys are removed in every encoding in which a provider may return them.

use std::fmt::Write as _;

use base64::prelude::{Engine, BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use proptest::prelude::*;

use super::escapes::decode_layer;
use super::runs::is_run_char;
use super::sensitive_text::letters;
use super::*;
use crate::lenient_base64::LENIENT_BASE64;
use crate::texts::{any_text, matching};

#[test]
fn prompt_is_redacted_whole_or_in_part_and_in_any_case() {
    let prompt = "A red fox sleeping under the old bridge at dawn";
    assert_eq!(provider_text(&format!("Rejected: '{prompt}'."), prompt, None), "Rejected: '[prompt]'.");
    let part = provider_text("Your prompt \"A RED FOX sleeping under…\" was refused", prompt, None);
    assert_eq!(part, "Your prompt \"[prompt]…\" was refused");
    assert_eq!(provider_text("no cat in category", "cat", None), "no [prompt] in category");
    assert_eq!(provider_text("nothing", "", None), "nothing");
    assert_eq!(provider_text("a !!! b", "!!!", None), "a !!! b");
}

#[test]
fn shorter_parts_are_redacted_in_scripts_whose_letters_are_words() {
    let prompt = "月光下熟睡在老桥边的红色狐狸";
    assert_eq!(provider_text("提示词“月光下熟睡在老桥”被拒绝", prompt, None), "提示词“[prompt]”被拒绝");
    assert_eq!(provider_text("画只红狐吧", "红狐", None), "画只[prompt]吧");
}

#[test]
fn keys_and_base64_are_redacted() {
    let own = provider_text("bad key hunter2hunter2", "p", Some("hunter2hunter2"));
    assert_eq!(own, "bad key [key]");
    assert_eq!(
        provider_text("Incorrect API key provided: sk-abc***xyz.", "p", None),
        "Incorrect API key provided: [key]."
    );
    assert_eq!(provider_text("key hunt****ter2 is wrong", "p", None), "key [key] is wrong");
    assert_eq!(provider_text("got Bearer abc.", "p", None), "got Bearer [key].");
    assert_eq!(provider_text("got Bearer abc.", "p", Some("abc")), "got Bearer [key].");
    assert_eq!(provider_text("token eyJhbGciOi.eyJzdWIi.x", "p", None), "token [key].[key].x");
    assert_eq!(provider_text(&format!("data {} end", "iVBORw0KGgo".repeat(9)), "p", None), "data […] end");
    assert_eq!(provider_text("in data:image/png;base64,iVBORw0K end", "p", None), "in data:image/png;base64,[…] end");
    let message = "Invalid value: 'ultra'. Supported values are: 'low', 'medium'.";
    assert_eq!(provider_text(message, "p", None), message);
    for code in ["image_generation_user_error", "invalid_mask_image_format", "billing_hard_limit_reached"] {
        assert_eq!(provider_text(code, "a red fox in the snow", Some("hunter2hunter2")), code);
    }
}

#[test]
fn long_text_is_shortened_and_lines_are_joined() {
    let long = provider_text(&"word \n".repeat(500), "p", None);
    assert_eq!(long.chars().count(), 300);
    assert!(!long.contains('\n'));
}

#[test]
fn escaped_prompt_in_json_is_redacted() {
    let body = r#"{"error":{"message":"Refused: \u0041 red fox sleeping","code":null}}"#;
    assert_eq!(
        provider_text(body, "A red fox sleeping", None),
        r#"{"error":{"message":"Refused: [prompt]","code":null}}"#
    );
}

fn units(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut out, unit| {
        let _ = write!(out, "\\u{unit:04x}");
        out
    })
}

fn percent(text: &str, is_all: bool) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        let _ = if byte.is_ascii_alphanumeric() && !is_all {
            write!(out, "{}", char::from(byte))
        } else {
            write!(out, "%{byte:02X}")
        };
        out
    })
}

fn entities(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        let _ = write!(out, "&#{};", u32::from(c));
        out
    })
}

/// Encodings in which a provider, a relay or its log may return the text.
fn encoded(text: &str, encoding: usize) -> String {
    let json = |text: &str| serde_json::to_string(text).unwrap();
    match encoding {
        0 => text.to_owned(),
        1 => json(text),
        2 => json(&json(text)),
        3 => units(text),
        4 => json(&units(text)),
        5 => percent(text, false),
        6 => percent(text, true),
        7 => percent(&percent(text, true), false),
        8 => text.replace(' ', "+"),
        9 => entities(text),
        10 => BASE64_STANDARD.encode(text),
        11 => BASE64_STANDARD_NO_PAD.encode(text),
        12 => BASE64_URL_SAFE_NO_PAD.encode(text),
        13 => BASE64_STANDARD.encode(json(text)),
        // Lines of 76 and of 20 characters.
        14 | 15 => {
            let all: Vec<char> = BASE64_STANDARD.encode(text).chars().collect();
            let lines: Vec<String> =
                all.chunks(if encoding == 14 { 76 } else { 20 }).map(|l| l.iter().collect()).collect();
            lines.join("\n")
        }
        16 => text.to_uppercase(),
        17 => text.split(' ').collect::<Vec<_>>().join("\n    "),
        18 => percent(&BASE64_STANDARD.encode(text), false),
        _ => format!("data:text/plain;base64,{}", BASE64_STANDARD.encode(text)),
    }
}

const KEY: &str = "Kq7planted8Zw";

/// True if the secret is in the shown text or in anything that it decodes to.
fn leaks(shown: &str, secret: &str) -> bool {
    let joined = |text: &str| -> String { letters(text).map(|(_, c)| c).collect() };
    let secret = joined(secret);
    let mut text = shown.to_owned();
    for _ in 0..4 {
        if joined(&text).contains(&secret) {
            return true;
        }
        text = decode_layer(&text);
    }
    let runs = shown.split(|c: char| !is_run_char(c)).filter(|run| run.len() >= 4);
    runs.flat_map(|run| (0..run.len()).map(move |at| run.get(at..).unwrap_or_default()))
        .filter_map(|run| LENIENT_BASE64.decode(run.trim_end_matches('=').replace('-', "+").replace('_', "/")).ok())
        .any(|bytes| joined(&String::from_utf8_lossy(&bytes)).contains(&secret))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn planted_prompt_and_key_are_always_redacted(
        before in matching("\\PC{0,40}"),
        after in matching("\\PC{0,40}"),
        glue in prop::sample::select(vec![" ", "\"", ": ", "=", "\\n", "?q=", ""]),
        prompt in prop::sample::select(vec![
            "planted-prompt in the quiet harbour", "Two \"quoted\" lines\nand a tab\tin it", "月光下的红狐，睡在老桥边",
            "émigré café at 50% off & more", "a fox 🦊 asleep",
        ]),
        encoding in 0usize..20,
    ) {
        let (prompt_encoded, key_encoded) = (encoded(prompt, encoding), encoded(KEY, encoding));
        // The space keeps the text before from changing the encoding (a backslash, a percent sign, a letter).
        let text = format!("{before} {glue}{prompt_encoded} and {glue}{key_encoded} {after}");
        let shown = provider_text(&text, prompt, Some(KEY));
        prop_assert!(shown.chars().count() <= 300);
        prop_assert!(!leaks(&shown, prompt), "prompt as {}: {} -> {}", encoding, text, shown);
        prop_assert!(!leaks(&shown, KEY), "key as {}: {} -> {}", encoding, text, shown);
    }

    #[test]
    fn any_text_is_redacted_without_panic(text in any_text(), prompt in any_text(), key in any_text()) {
        let shown = provider_text(&text, &prompt, Some(&key));
        prop_assert!(shown.chars().count() <= 300 && !shown.contains('\n'));
    }
}
