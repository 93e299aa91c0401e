//! Redacts a provider's text before it is shown or logged: removes the prompt, keys and base64 data. Pure.
//! Escapes are undone first, so that a secret cannot pass in another encoding.

mod escapes;
mod runs;
mod sensitive_text;

pub use escapes::decode_layer;
use escapes::undo_escapes;
pub use runs::is_key_like;
use runs::redact_runs;
use sensitive_text::SensitiveText;

/// Maximum length of redacted text, in characters.
const MAX_SHOWN_CHARS: usize = 300;
/// Text after this many characters is ignored.
const MAX_READ_CHARS: usize = 8_000;

/// Returns the redacted text on one line, at most 300 characters long.
pub fn provider_text(text: &str, prompt: &str, key: Option<&str>) -> String {
    let text: String = text.chars().take(MAX_READ_CHARS).collect();
    let text = undo_escapes(text);
    let sensitive = SensitiveText::new(prompt, key);
    let text = sensitive.redact(&text);
    let text = redact_runs(&text, &sensitive);
    shorten(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn shorten(text: String) -> String {
    if text.chars().count() <= MAX_SHOWN_CHARS {
        return text;
    }
    let mut short: String = text.chars().take(MAX_SHOWN_CHARS - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod planted_tests;
