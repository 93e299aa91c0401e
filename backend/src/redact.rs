//! Takes out of a provider's words what may not be shown or logged: the prompt, keys, base64. Pure.
//! Encodings are undone first, so that what is hidden cannot come through in another spelling.

use std::collections::HashSet;

use base64::alphabet;
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};

/// So many letters in a row of the prompt are recognised anywhere; a shorter prompt only as a whole.
const WINDOW: usize = 12;
/// The same for scripts whose letters are words.
const DENSE_WINDOW: usize = 5;
/// So many characters in a row of the key.
const KEY_WINDOW: usize = 8;
/// An unbroken run of key or base64 characters at least this long is removed, whatever it says.
const RUN: usize = 32;
const SHOWN: usize = 300;
const READ: usize = 8_000;
/// Layers of escapes that are undone: JSON in JSON in a URL.
const LAYERS: usize = 6;

/// Relays put base64 behind other words and leave its padding away.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Redacted, on one line, at most 300 characters.
pub fn provider_words(text: &str, prompt: &str, key: Option<&str>) -> String {
    let text: String = text.chars().take(READ).collect();
    let text = undo_escapes(text);
    let hidden = Hidden::of(prompt, key);
    let text = without_hidden(&text, &hidden);
    let text = without_runs(&text, &hidden);
    cut(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn cut(text: String) -> String {
    if text.chars().count() <= SHOWN {
        return text;
    }
    let mut short: String = text.chars().take(SHOWN - 1).collect();
    short.push('…');
    short
}

/// One layer of \n, \", \uXXXX, \xXX, %XX and &#NN; undone.
pub fn decode(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut bytes: Vec<u8> = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let rest = chars.get(at + 1..).unwrap_or_default();
        let (decoded, length) = match c {
            '\\' => escape(rest),
            '%' => (hex(rest, 2).and_then(|value| u8::try_from(value).ok()).map(Decoded::Byte), 2),
            '&' => entity(rest),
            _ => (None, 0),
        };
        match decoded {
            Some(Decoded::Byte(byte)) => bytes.push(byte),
            Some(Decoded::Char(c)) => push(&mut bytes, c),
            None => push(&mut bytes, *c),
        }
        at += 1 + if decoded.is_some() { length } else { 0 };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[derive(Clone, Copy)]
enum Decoded {
    Byte(u8),
    Char(char),
}

fn push(bytes: &mut Vec<u8>, c: char) {
    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

fn hex(chars: &[char], length: usize) -> Option<u32> {
    chars.get(..length)?.iter().try_fold(0, |value, c| Some(value * 16 + c.to_digit(16)?))
}

/// Behind a backslash; how many characters it took.
fn escape(rest: &[char]) -> (Option<Decoded>, usize) {
    match rest.first() {
        Some('n' | 'r' | 't' | 'b' | 'f') => (Some(Decoded::Char(' ')), 1),
        Some(c @ ('"' | '\'' | '/' | '\\')) => (Some(Decoded::Char(*c)), 1),
        Some('x') => (rest.get(1..).and_then(|r| hex(r, 2)).and_then(|v| u8::try_from(v).ok()).map(Decoded::Byte), 3),
        Some('u') => {
            let unit = |from: usize| rest.get(from..).and_then(|r| hex(r, 4));
            let Some(high) = unit(1) else { return (None, 0) };
            let is_pair = (0xd800..0xdc00).contains(&high) && rest.get(5..7) == Some(&['\\', 'u']);
            let low = unit(7).filter(|low| is_pair && (0xdc00..0xe000).contains(low));
            match low {
                Some(low) => {
                    let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(code).map(Decoded::Char), 11)
                }
                None => (Some(Decoded::Char(char::from_u32(high).unwrap_or('\u{fffd}'))), 5),
            }
        }
        _ => (None, 0),
    }
}

/// Behind an ampersand.
fn entity(rest: &[char]) -> (Option<Decoded>, usize) {
    let Some(end) = rest.iter().take(10).position(|c| *c == ';') else { return (None, 0) };
    let name: String = rest.iter().take(end).collect();
    let number = |digits: &str, radix: u32| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let c = match name.as_str() {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => match name.strip_prefix('#') {
            Some(digits) => match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            },
            None => None,
        },
    };
    (c.map(Decoded::Char), end + 1)
}

/// All layers. What is still encoded after so many loses the marks that could carry it.
fn undo_escapes(mut text: String) -> String {
    for _ in 0..LAYERS {
        let next = decode(&text);
        if next == text {
            return plain(text);
        }
        text = next;
    }
    plain(text.replace(['\\', '%', '&'], " "))
}

fn plain(text: String) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// What must not come through, as rows of letters: spacing, case and punctuation are the first things that change.
struct Hidden {
    prompt: Vec<char>,
    windows: HashSet<Vec<char>>,
    key: Vec<char>,
}

impl Hidden {
    fn of(prompt: &str, key: Option<&str>) -> Self {
        let letters = |text: &str| -> Vec<char> { letters(text).map(|(_, c)| c).collect() };
        // A prompt that itself has escapes in it loses them like everything else.
        let prompts = [letters(prompt), letters(&undo_escapes(prompt.to_owned()))];
        let mut windows = HashSet::new();
        for prompt in &prompts {
            windows.extend(prompt.windows(WINDOW).map(<[char]>::to_vec));
            let dense = prompt.windows(DENSE_WINDOW).filter(|window| window.iter().all(|c| !c.is_ascii()));
            windows.extend(dense.map(<[char]>::to_vec));
            if !prompt.is_empty() && prompt.len() < WINDOW {
                windows.insert(prompt.clone());
            }
        }
        let key = letters(key.unwrap_or_default());
        let [prompt, _] = prompts;
        Self { prompt, windows, key }
    }

    /// Places in `text` (in letters) that belong to the prompt, and to the key.
    fn find(&self, text: &[(usize, char)], whole: &[char]) -> Vec<(std::ops::Range<usize>, &'static str)> {
        let folded: Vec<char> = text.iter().map(|(_, c)| *c).collect();
        let mut found = Vec::new();
        let widths: HashSet<usize> = self.windows.iter().map(Vec::len).collect();
        for width in widths {
            for (start, window) in folded.windows(width).enumerate() {
                // A short prompt is also a part of other words.
                let is_part = width == self.prompt.len() && width < WINDOW && !is_whole_word(whole, text, start, width);
                if self.windows.contains(window) && !is_part {
                    found.push((start..start + width, "[prompt]"));
                }
            }
        }
        let width = self.key.len().min(KEY_WINDOW);
        if width > 0 {
            let known: HashSet<&[char]> = self.key.windows(width).collect();
            let places = folded.windows(width).enumerate().filter(|(_, window)| known.contains(window));
            found.extend(places.map(|(start, _)| (start..start + width, "[key]")));
        }
        found
    }

    fn is_in(&self, text: &str) -> bool {
        let whole: Vec<char> = text.chars().collect();
        let letters: Vec<(usize, char)> = letters(text).collect();
        !self.find(&letters, &whole).is_empty()
    }

    /// The rest of something encoded that a line break cut off.
    fn holds(&self, text: &str) -> bool {
        let part: Vec<char> = letters(text).map(|(_, c)| c).collect();
        let is_in = |all: &[char]| part.len() >= 3 && all.windows(part.len()).any(|window| window == part);
        is_in(&self.prompt) || is_in(&self.key)
    }
}

/// Letters with their place in `text`, counted in characters; spaces and ASCII punctuation are none.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let is_letter = |c: char| !c.is_whitespace() && !c.is_control() && !c.is_ascii_punctuation() && c != '\u{fffd}';
    text.chars().enumerate().filter(move |(_, c)| is_letter(*c)).map(|(at, c)| (at, fold(c)))
}

/// One character in, one out, so that places stay comparable.
fn fold(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => c,
    }
}

fn is_whole_word(whole: &[char], text: &[(usize, char)], start: usize, width: usize) -> bool {
    let place = |index: usize| text.get(index).map(|(at, _)| *at);
    let is_word =
        |at: Option<usize>| at.and_then(|at| whole.get(at)).is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
    let (Some(first), Some(last)) = (place(start), place(start + width - 1)) else { return false };
    !is_word(first.checked_sub(1)) && !is_word(last.checked_add(1))
}

fn without_hidden(text: &str, hidden: &Hidden) -> String {
    let whole: Vec<char> = text.chars().collect();
    let letters: Vec<(usize, char)> = letters(text).collect();
    let mut mark: Vec<Option<&str>> = vec![None; whole.len()];
    for (range, label) in hidden.find(&letters, &whole) {
        let (Some((first, _)), Some((last, _))) = (letters.get(range.start), letters.get(range.end - 1)) else {
            continue;
        };
        for place in mark.iter_mut().skip(*first).take(last + 1 - first) {
            // A key inside the prompt is told as a key.
            *place = Some(if *place == Some("[key]") { "[key]" } else { label });
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for (c, label) in whole.iter().zip(mark) {
        match label {
            Some(label) if before != Some(label) => out.push_str(label),
            Some(_) => {}
            None => out.push(*c),
        }
        before = label;
    }
    out
}

fn is_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '*')
}

fn without_runs(text: &str, hidden: &Hidden) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    let mut is_after_bearer = false;
    let mut is_after_base64 = false;
    for c in text.chars().chain(std::iter::once('\n')) {
        if is_run(c) {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            // "[key]" of the first pass stays as it is.
            let is_secret = (is_after_bearer && run != "key") || is_key_like(&run);
            let is_data = run.len() >= RUN || (is_after_base64 && run.len() > 1) || is_encoded(&run, hidden);
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

/// Base64 (or base64url) of something hidden, wherever in the run it begins.
fn is_encoded(run: &str, hidden: &Hidden) -> bool {
    let standard: String = run
        .chars()
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let parts = standard.split(['=', '*']).filter(|part| part.len() >= 4);
    parts.into_iter().any(|part| {
        (0..part.len() - 3).any(|start| {
            let tail = part.get(start..).unwrap_or_default();
            // A length that base64 cannot have: the last character belongs to something else.
            let tail = if tail.len() % 4 == 1 { tail.get(..tail.len() - 1).unwrap_or_default() } else { tail };
            let Ok(bytes) = BASE64.decode(tail) else { return false };
            let text = undo_escapes(String::from_utf8_lossy(&bytes).into_owned());
            hidden.is_in(&text) || (start == 0 && hidden.holds(&text))
        })
    })
}

/// "sk-…" as OpenAI and nearly every relay form them, masked ones included, a few other well-known prefixes, web tokens.
pub fn is_key_like(run: &str) -> bool {
    let is_masked = run.contains("***") && run.len() > 6;
    let has_prefix = ["sk-", "sk_", "pk-", "rk-", "AIza", "ghp_", "xai-", "gsk_", "sess-", "eyJ"]
        .iter()
        .any(|p| run.starts_with(p) && run.len() >= p.len() + 4);
    has_prefix || is_masked
}

#[cfg(test)]
#[path = "redact_tests.rs"]
mod tests;
