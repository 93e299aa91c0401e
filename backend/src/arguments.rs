//! Reads a command's arguments with serde. Every refusal names the field by its path and never repeats a value, which
//! may be a prompt or a key. The messages of serde_json quote values, so the deserializer and its error are our own.
//! Null means absent everywhere.

use std::fmt::Display;
use std::iter::empty;

use serde::de::value::{MapDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{map, Value};

use crate::error::{BackendError, Outcome};

/// Reads all of a command's arguments.
pub fn read<T: DeserializeOwned>(arguments: &Value) -> Outcome<T> {
    read_at("", arguments)
}

/// Reads one object of the arguments; messages call it `path`.
pub fn read_at<T: DeserializeOwned>(path: &str, value: &Value) -> Outcome<T> {
    T::deserialize(ValueDeserializer(value)).map_err(|error| error.within(path).into())
}

/// `problem` continues a sentence that begins with the field's path.
#[derive(Debug, thiserror::Error)]
#[error("{path} {problem}")]
struct FieldError {
    path: String,
    problem: String,
}

impl FieldError {
    fn new(problem: impl Into<String>) -> Self {
        Self { path: String::new(), problem: problem.into() }
    }

    fn within(mut self, parent: &str) -> Self {
        let separator = if parent.is_empty() || self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{parent}{separator}{}", self.path);
        self
    }
}

impl From<FieldError> for BackendError {
    fn from(FieldError { path, problem }: FieldError) -> Self {
        BackendError::field(if path.is_empty() { "The arguments".into() } else { path }, &problem)
    }
}

impl de::Error for FieldError {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(_: Unexpected, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        Self::new(match expected.as_str() {
            "a boolean" => "must be true or false".into(),
            "u64" => "must be a whole number, not negative".into(),
            "a sequence" => "must be a list".into(),
            map if map == "a map" || map.starts_with("struct ") => MUST_BE_AN_OBJECT.into(),
            other => format!("must be {other}"),
        })
    }

    fn invalid_value(unexpected: Unexpected, expected: &dyn Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new("is missing").within(name)
    }

    fn unknown_field(name: &str, _: &'static [&'static str]) -> Self {
        Self::new("is not a parameter that this version knows").within(&printable_name(name))
    }

    fn unknown_variant(_: &str, variants: &'static [&'static str]) -> Self {
        Self::new(must_be_one_of(variants))
    }
}

const MUST_BE_AN_OBJECT: &str = "must be an object";

/// "must be png, jpeg or webp".
fn must_be_one_of(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, [])) => format!("must be {last}"),
        Some((last, others)) => format!("must be {} or {last}", others.join(", ")),
        None => "must be absent".into(),
    }
}

/// The name of a field that was made up by the caller, without anything that does not belong into a log line.
pub fn printable_name(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect()
}

struct ValueDeserializer<'de>(&'de Value);

impl<'de> Deserializer<'de> for ValueDeserializer<'de> {
    type Error = FieldError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (None, Some(number)) => visitor.visit_i64(number),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(values) => visitor.visit_seq(Elements { values, next: 0 }),
            Value::Object(map) => visitor.visit_map(Entries { entries: map.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, FieldError> {
        visitor.visit_newtype_struct(self)
    }

    /// A list is not taken for a struct's fields in order, as serde would. A command without arguments takes anything.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        match self.0 {
            Value::Object(_) => self.deserialize_any(visitor),
            _ if fields.is_empty() => visitor.visit_map(MapDeserializer::new(empty::<(&str, &str)>())),
            _ => Err(FieldError::new(MUST_BE_AN_OBJECT)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        match self.0 {
            Value::String(word) => {
                let word: StrDeserializer<FieldError> = word.as_str().into_deserializer();
                visitor.visit_enum(word)
            }
            _ => Err(FieldError::new(must_be_one_of(variants))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

struct Elements<'de> {
    values: &'de [Value],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for Elements<'de> {
    type Error = FieldError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, FieldError> {
        let Some(value) = self.values.get(self.next) else { return Ok(None) };
        let index = self.next;
        self.next += 1;
        seed.deserialize(ValueDeserializer(value)).map(Some).map_err(|error| error.within(&format!("[{index}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.values.len() - self.next)
    }
}

struct Entries<'de> {
    entries: map::Iter<'de>,
    value: Option<(&'de str, &'de Value)>,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = FieldError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, FieldError> {
        let Some((key, value)) = self.entries.find(|(_, value)| !value.is_null()) else { return Ok(None) };
        self.value = Some((key, value));
        let key: StrDeserializer<FieldError> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, FieldError> {
        let Some((key, value)) = self.value.take() else { return Err(FieldError::new("is missing")) };
        seed.deserialize(ValueDeserializer(value)).map_err(|error| error.within(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Format {
        Png,
        Jpeg,
        Webp,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        count: u64,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        name: String,
        format: Option<Format>,
        #[serde(default)]
        is_set: bool,
        #[serde(default)]
        inner: Vec<Inner>,
    }

    #[test]
    fn null_fields_count_as_absent() {
        let outer: Outer = read(&json!({ "name": "a", "format": null, "is_set": null, "other": 1 })).unwrap();
        assert_eq!(outer, Outer { name: "a".into(), format: None, is_set: false, inner: Vec::new() });
        let error = read::<Outer>(&json!({ "name": null })).unwrap_err();
        assert_eq!(error.message, "name is missing.");
    }

    #[test]
    fn each_kind_of_error_names_the_field_and_not_the_value() {
        let table = [
            (json!("planted"), "The arguments must be an object."),
            (json!([]), "The arguments must be an object."),
            (json!({ "name": ["planted"] }), "name must be a string."),
            (json!({ "name": "a", "format": "planted" }), "format must be png, jpeg or webp."),
            (json!({ "name": "a", "format": 5 }), "format must be png, jpeg or webp."),
            (json!({ "name": "a", "is_set": "planted" }), "is_set must be true or false."),
            (json!({ "name": "a", "inner": "planted" }), "inner must be a list."),
            (json!({ "name": "a", "inner": ["planted"] }), "inner[0] must be an object."),
            (json!({ "name": "a", "inner": [{}] }), "inner[0].count is missing."),
            (
                json!({ "name": "a", "inner": [{ "count": -1 }] }),
                "inner[0].count must be a whole number, not negative.",
            ),
            (
                json!({ "name": "a", "inner": [{ "count": 1.5 }] }),
                "inner[0].count must be a whole number, not negative.",
            ),
            (
                json!({ "name": "a", "inner": [{ "count": 1 }, { "x y": 1 }] }),
                "inner[1].xy is not a parameter that this version knows.",
            ),
        ];
        for (arguments, message) in table {
            assert_eq!(read::<Outer>(&arguments).unwrap_err().message, message);
        }
        let error = read_at::<Outer>("request", &json!({ "name": 5 })).unwrap_err();
        assert_eq!(
            (error.message.as_str(), &error.details["field"]),
            ("request.name must be a string.", &json!("request.name"))
        );
    }
}
