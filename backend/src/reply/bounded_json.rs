//! Parses JSON whose number of values is limited: a body of `[0,0,0,…]` would take twenty times its size in memory. Pure.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A reply with images has a few hundred values.
const MAX_VALUES: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonProblem {
    Invalid,
    TooManyValues,
}

pub fn parse(bytes: &[u8]) -> Result<Value, JsonProblem> {
    parse_with_limit(bytes, MAX_VALUES)
}

fn parse_with_limit(bytes: &[u8], limit: usize) -> Result<Value, JsonProblem> {
    let left = Cell::new(limit);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = CountedValue(&left).deserialize(&mut deserializer);
    let problem = || if left.get() == 0 { JsonProblem::TooManyValues } else { JsonProblem::Invalid };
    let value = value.map_err(|_| problem())?;
    deserializer.end().map_err(|_| JsonProblem::Invalid)?;
    Ok(value)
}

/// Holds the number of values that may follow.
#[derive(Clone, Copy)]
struct CountedValue<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for CountedValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| D::Error::custom("too many values"))?;
        self.0.set(left);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for CountedValue<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element_seed(self)? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            map.insert(key, access.next_value_seed(self)?);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::texts::matching;

    #[test]
    fn the_number_of_values_is_limited() {
        let text = br#"{"data":[1,2,3]}"#;
        assert!(parse_with_limit(text, 5).is_ok());
        assert_eq!(parse_with_limit(text, 4), Err(JsonProblem::TooManyValues));
        assert_eq!(parse_with_limit(b"{\"data\":[1,2", 100), Err(JsonProblem::Invalid));
        assert_eq!(parse_with_limit(b"{} {}", 100), Err(JsonProblem::Invalid));
    }

    proptest! {
        #[test]
        fn values_are_those_of_serde_json(text in matching(r#"[\[\]{}:,"0-9a-z.\\-]{0,24}|\[(-?[0-9]{1,3}(\.[0-9])?|null|true|"a\\n\\u00e9"|\{"k":\[\]\})?\]"#)) {
            prop_assert_eq!(parse(text.as_bytes()).ok(), serde_json::from_str::<Value>(&text).ok());
        }
    }
}
