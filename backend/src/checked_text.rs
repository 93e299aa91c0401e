//! Texts of a command's arguments that are checked as they are read. In TypeScript they are plain strings.

use std::ops::Deref;

use serde::Deserialize;
use ts_rs::TS;

use crate::store;

/// A newtype around a text that has passed `$is_valid`; `$problem` continues a sentence that begins with the field.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $is_valid:expr, $problem:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let is_valid: fn(&str) -> bool = $is_valid;
                if is_valid(&text) { Ok(Self(text)) } else { Err($problem) }
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn name(cfg: &ts_rs::Config) -> String {
                String::name(cfg)
            }

            fn inline(cfg: &ts_rs::Config) -> String {
                String::inline(cfg)
            }
        }
    };
}

checked_text!(
    /// SHA-256 of a stored picture.
    Sha256Hex,
    store::is_hash,
    "must be 64 lower-case hex digits"
);

checked_text!(
    /// An id of ours or the page's: it goes into log lines and file names.
    Id,
    |text| has_length(text, 128) && text.bytes().all(|b| is_word_byte(b) && b != b'/'),
    "must be 1 to 128 letters, digits or - _ . :"
);

checked_text!(
    /// A short word that a provider understands, e.g. a size or a quality.
    Word,
    |text| has_length(text, 32) && text.bytes().all(is_word_byte),
    "must be a short word"
);

checked_text!(
    /// One line to show to the user.
    Sentence,
    |text| has_length(text, 500) && !text.chars().any(char::is_control),
    "must be one line of 1 to 500 bytes"
);

fn has_length(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
}

fn is_word_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b'/')
}
