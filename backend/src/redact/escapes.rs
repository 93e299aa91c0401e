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
            '%' if matches!(rest.first(), Some('u' | 'U')) => {
                (rest.get(1..).and_then(|r| hex(r, 4)).and_then(char::from_u32).map(Decoded::Char), 5)
            }
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
        Some('u') if rest.get(1) == Some(&'{') => {
            let digits = rest.get(2..).unwrap_or_default().iter().take(8).take_while(|c| c.is_ascii_hexdigit()).count();
            let code = rest.get(2..).and_then(|r| hex(r, digits)).and_then(char::from_u32);
            let is_closed = rest.get(2 + digits) == Some(&'}');
            (code.filter(|_| is_closed && digits > 0).map(Decoded::Char), digits + 3)
        }
        Some('U') => (rest.get(1..).and_then(|r| hex(r, 8)).and_then(char::from_u32).map(Decoded::Char), 9),
        Some('0'..='3') => {
            let octal = rest.get(..3).and_then(|r| r.iter().try_fold(0, |value, c| Some(value * 8 + c.to_digit(8)?)));
            (octal.and_then(|value| u8::try_from(value).ok()).map(Decoded::Byte), 3)
        }
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
    if rest.first() == Some(&'#') {
        return numeric_entity(rest);
    }
    let Some(end) = rest.iter().take(10).position(|c| *c == ';') else { return (None, 0) };
    let name: String = rest.iter().take(end).collect();
    let c = match name.as_str() {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => accented_letter(&name),
    };
    (c.map(Decoded::Char), end + 1)
}

/// "&#97;", "&#x61;", with any number of zeros, also without the semicolon.
fn numeric_entity(rest: &[char]) -> (Option<Decoded>, usize) {
    let (radix, start) = if matches!(rest.get(1), Some('x' | 'X')) { (16, 2) } else { (10, 1) };
    let digits: String = rest.iter().skip(start).take(32).take_while(|c| c.is_digit(radix)).collect();
    let is_closed = rest.get(start + digits.len()) == Some(&';');
    let c = u32::from_str_radix(&digits, radix).ok().and_then(char::from_u32);
    (c.map(Decoded::Char), start + digits.len() + usize::from(is_closed))
}

/// "eacute" is compared as "e", like every letter with an accent.
fn accented_letter(name: &str) -> Option<char> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let accents = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "slash"];
    accents.contains(&name.get(1..)?).then_some(letter)
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
