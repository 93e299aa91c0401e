//! Removes unbroken runs of characters that may be keys or base64 data.

use base64::Engine;

use super::escapes::undo_escapes;
use super::sensitive_text::SensitiveText;
use crate::lenient_base64::LENIENT_BASE64;

/// A run of key or base64 characters of at least this length is removed, whatever it contains.
const MIN_REMOVED_RUN: usize = 32;

pub fn is_run_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '*')
}

/// Replaces runs that are keys or encoded data by labels.
pub fn redact_runs(text: &str, sensitive: &SensitiveText) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut is_after_bearer = false;
    let mut is_after_base64 = false;
    for c in text.chars().chain(std::iter::once('\n')) {
        if is_run_char(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            // A "[key]" label of the first pass is kept.
            let is_secret = (is_after_bearer && run != "key") || is_key_like(&run);
            let is_data = run.len() >= MIN_REMOVED_RUN
                || (is_after_base64 && run.len() > 1)
                || is_encoded_secret(&run, sensitive);
            is_after_bearer = ["bearer", "basic"].iter().any(|word| run.eq_ignore_ascii_case(word));
            is_after_base64 = run.ends_with("base64");
            out.push_str(if is_secret {
                "[key]"
            } else if is_data {
                "[…]"
            } else {
                &run
            });
            run.clear();
        } else if c != ',' {
            is_after_base64 = false;
        }
        out.push(c);
    }
    out.pop();
    out
}

/// True if the run holds base64 (or base64url) of a secret, at any position in the run.
fn is_encoded_secret(run: &str, sensitive: &SensitiveText) -> bool {
    let standard: String = run
        .chars()
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    if is_hex_of_secret(run, sensitive) {
        return true;
    }
    let parts = standard.split(['=', '*']).filter(|part| part.len() >= 4);
    parts.into_iter().any(|part| {
        (0..part.len() - 3).any(|start| {
            let tail = part.get(start..).unwrap_or_default();
            // Base64 cannot have this length: the last character belongs to other text.
            let tail = if tail.len() % 4 == 1 { tail.get(..tail.len() - 1).unwrap_or_default() } else { tail };
            let Ok(bytes) = LENIENT_BASE64.decode(tail) else { return false };
            let text = undo_escapes(String::from_utf8_lossy(&bytes).into_owned());
            sensitive.is_in(&text) || (start == 0 && sensitive.contains(&text))
        })
    })
}

/// True if the run holds hexadecimal digits of a secret, beginning with either digit of a byte.
fn is_hex_of_secret(run: &str, sensitive: &SensitiveText) -> bool {
    let parts = run.split(|c: char| !c.is_ascii_hexdigit()).filter(|part| part.len() >= 8);
    parts.into_iter().any(|part| {
        (0..2).any(|start| {
            let digits = part.as_bytes().get(start..).unwrap_or_default();
            let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
            let bytes: Vec<u8> = digits.chunks_exact(2).filter_map(byte).collect();
            let text = String::from_utf8_lossy(&bytes);
            sensitive.is_in(&text) || sensitive.contains(&text)
        })
    })
}

/// Recognises keys by their form: "sk-…" as OpenAI and nearly every relay form them (masked ones included), a few other
/// well-known prefixes, and web tokens.
pub fn is_key_like(run: &str) -> bool {
    let is_masked = run.contains("***") && run.len() > 6;
    let has_prefix = |part: &str| {
        ["sk-", "sk_", "pk-", "rk-", "AIza", "ghp_", "xai-", "gsk_", "sess-", "eyJ"]
            .iter()
            .any(|p| part.starts_with(p) && part.len() >= p.len() + 4)
    };
    // In a path or a query the key is a part: "/v1/sk-…", "key=sk-…".
    run.split(['/', '=']).any(has_prefix) || is_masked
}
