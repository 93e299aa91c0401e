//! Undoes escapes: JSON, percent and HTML encodings, in several layers.

/// Limit of nested layers, e.g. JSON in JSON in a URL.
const MAX_LAYERS: usize = 6;

/// Undoes one layer of \n, \", \uXXXX, \xXX, %XX and &#NN;.
pub fn decode_layer(text: &str) -> String {
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
            Some(Decoded::Char(c)) => push_char(&mut bytes, c),
            None => push_char(&mut bytes, *c),
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

fn push_char(bytes: &mut Vec<u8>, c: char) {
    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

fn hex(chars: &[char], length: usize) -> Option<u32> {
    chars.get(..length)?.iter().try_fold(0, |value, c| Some(value * 16 + c.to_digit(16)?))
}

/// Decodes what follows a backslash; also returns its length in characters.
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

/// Decodes what follows an ampersand; also returns its length in characters.
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

/// Undoes all layers. If text is still encoded after the limit, its escape characters are removed.
pub fn undo_escapes(mut text: String) -> String {
    for _ in 0..MAX_LAYERS {
        let next = decode_layer(&text);
        if next == text {
            return without_control_chars(text);
        }
        text = next;
    }
    without_control_chars(text.replace(['\\', '%', '&'], " "))
}

fn without_control_chars(text: String) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
