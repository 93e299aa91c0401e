//! One custom endpoint as a person set it up: `EndpointProfile` of src/host/contract.ts. Values in, values out.
//! Never a key: keys belong to the origin of the address and are in secrets.rs.

use serde_json::{json, Map, Value};

use crate::args::Fields;
use crate::endpoint::{self, Endpoint};
use crate::error::{BackendError, Outcome};

pub const MAX_PROFILES: usize = 100;
/// The id of the one that an earlier version's endpoint becomes.
pub const DEFAULT_ID: &str = "default";

#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    pub id: String,
    /// Every known field, each with a valid value, in the form in which it is kept.
    fields: Map<String, Value>,
    /// What another version stored beside them; it is kept.
    others: Map<String, Value>,
}

enum Kind {
    /// At most so many characters, on one line.
    Text(usize),
    /// The same, and not empty.
    Name(usize),
    OneOf(&'static [&'static str]),
    Number(u64, u64),
    Flag,
    /// Read by a function of endpoint.rs.
    Read(fn(&str) -> Outcome<String>),
}

struct Field {
    name: &'static str,
    kind: Kind,
    default: fn() -> Value,
}

/// One line a field. A test compares it with src/host/contract.ts.
const FIELDS: &[Field] = &[
    Field { name: "name", kind: Kind::Text(100), default: || json!("") },
    Field { name: "base_url", kind: Kind::Text(endpoint::MAX_LENGTH), default: || json!("") },
    Field { name: "api_mode", kind: Kind::OneOf(&["images", "responses"]), default: || json!("images") },
    Field { name: "default_model", kind: Kind::Text(200), default: || json!("") },
    Field { name: "responses_model", kind: Kind::Name(200), default: || json!("gpt-5.5") },
    Field { name: "timeout_s", kind: Kind::Number(10, 3_600), default: || json!(600) },
    Field { name: "first_byte_s", kind: Kind::Number(0, 3_600), default: || json!(0) },
    Field { name: "auth", kind: Kind::OneOf(&["bearer", "api-key"]), default: || json!("bearer") },
    Field { name: "query", kind: Kind::Read(endpoint::query), default: || json!("") },
    Field { name: "codex_compat", kind: Kind::Flag, default: || json!(false) },
    Field { name: "prompt_guard", kind: Kind::Flag, default: || json!(true) },
    Field { name: "response_format_b64", kind: Kind::Flag, default: || json!(false) },
    Field { name: "stream", kind: Kind::Flag, default: || json!(false) },
    Field { name: "partial_images", kind: Kind::Number(0, 3), default: || json!(2) },
    Field { name: "image_field", kind: Kind::OneOf(&["image[]", "image"]), default: || json!("image[]") },
    Field { name: "mask_field", kind: Kind::OneOf(&["mask", "mask_image"]), default: || json!("mask") },
    Field { name: "mask_polarity", kind: Kind::OneOf(&["alpha", "white"]), default: || json!("alpha") },
    Field { name: "edits_path", kind: Kind::Read(endpoint::edits_path), default: || json!("images/edits") },
    Field { name: "concurrency", kind: Kind::Number(1, 8), default: || json!(4) },
];

impl Field {
    /// The value as it is kept, or what it must be.
    fn accept(&self, value: &Value) -> Result<Value, String> {
        match &self.kind {
            Kind::Text(limit) | Kind::Name(limit) => {
                let is_name = matches!(self.kind, Kind::Name(_));
                let text = value.as_str().ok_or("must be a string")?.trim();
                if text.chars().count() > *limit || text.chars().any(char::is_control) || (is_name && text.is_empty()) {
                    let least = u8::from(is_name);
                    return Err(format!("must have {least} to {limit} characters on one line"));
                }
                Ok(json!(text))
            }
            Kind::OneOf(words) => {
                let word = value.as_str().filter(|word| words.contains(word));
                word.map(|word| json!(word)).ok_or_else(|| format!("must be {}", words.join(" or ")))
            }
            Kind::Number(least, most) => {
                let number = value.as_u64().filter(|number| (least..=most).contains(&number));
                number
                    .map(|number| json!(number))
                    .ok_or_else(|| format!("must be a whole number from {least} to {most}"))
            }
            Kind::Flag => value.as_bool().map(|flag| json!(flag)).ok_or_else(|| "must be true or false".into()),
            Kind::Read(read) => {
                let text = value.as_str().ok_or("must be a string")?;
                // The sentence is "field what."; here only the second half is of use.
                read(text).map(|text| json!(text)).map_err(|error| {
                    let what = error.message.trim_end_matches('.');
                    what.split_once(' ').map_or(what, |(_, what)| what).to_owned()
                })
            }
        }
    }
}

impl Profile {
    pub fn new(id: &str) -> Self {
        let fields = FIELDS.iter().map(|field| (field.name.to_owned(), (field.default)())).collect();
        Self { id: id.into(), fields, others: Map::new() }
    }

    /// As settings hold it. A value that cannot be used counts as absent: anybody may have edited them.
    pub fn read(value: &Value) -> Option<Self> {
        let map = value.as_object()?;
        let fields = Fields::of(value, "profile").ok()?;
        let mut profile = Self::new(fields.id("id").ok()?);
        for (name, value) in map {
            match FIELDS.iter().find(|field| field.name == name) {
                Some(field) => {
                    if let Ok(value) = field.accept(value) {
                        profile.fields.insert(name.clone(), value);
                    }
                }
                None if name != "id" => {
                    profile.others.insert(name.clone(), value.clone());
                }
                None => {}
            }
        }
        Some(profile)
    }

    /// The `profile` argument of profile_set: what is absent stays. Nothing is changed when one field is wrong.
    pub fn changed(&self, change: &Fields) -> Outcome<Self> {
        let mut next = self.clone();
        for name in change.keys().filter(|name| *name != "id") {
            let Some(field) = FIELDS.iter().find(|field| field.name == name) else {
                let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
                return Err(change.wrong(&plain, "is not a setting that this version knows"));
            };
            let value = field.accept(change.required(name)?).map_err(|what| change.wrong(name, &what))?;
            next.fields.insert(name.into(), value);
        }
        next.refuse_credentials()?;
        Ok(next)
    }

    pub fn set(&mut self, name: &str, value: &Value) {
        if let Some(Ok(value)) = FIELDS.iter().find(|field| field.name == name).map(|field| field.accept(value)) {
            self.fields.insert(name.into(), value);
        }
    }

    pub fn get(&self, name: &str) -> Value {
        self.fields.get(name).cloned().unwrap_or_default()
    }

    pub fn base_url(&self) -> &str {
        self.fields.get("base_url").and_then(Value::as_str).unwrap_or_default()
    }

    pub fn edits_path(&self) -> &str {
        self.fields.get("edits_path").and_then(Value::as_str).unwrap_or_default()
    }

    /// The address, normalised; the profile's extra query is not in it.
    pub fn endpoint(&self) -> Outcome<Endpoint> {
        endpoint::normalize(self.base_url())
    }

    /// What cannot be used yet may be kept while it is being typed; a secret in it may not.
    fn refuse_credentials(&self) -> Outcome<()> {
        match self.endpoint() {
            Err(error) if endpoint::problem(&error) == "credentials" => Err(error),
            _ => Ok(()),
        }
    }

    pub fn to_value(&self) -> Value {
        let mut map = self.others.clone();
        map.extend(self.fields.clone());
        map.insert("id".into(), json!(self.id));
        Value::Object(map)
    }

    /// For the page: what this version knows, and nothing that another stored.
    pub fn shown(&self) -> Value {
        let mut map = self.fields.clone();
        map.insert("id".into(), json!(self.id));
        Value::Object(map)
    }
}

/// What a person sees of where requests will go.
pub fn requests(endpoint: &Endpoint, query: &str, api_mode: &str, edits_path: &str) -> Outcome<Value> {
    let endpoint = endpoint.with_query(query)?;
    let at = |path: &str| endpoint.operation(path).to_string();
    Ok(match api_mode {
        "responses" => json!({ "generate": at("responses"), "edit": at("responses") }),
        _ => json!({ "generate": at("images/generations"), "edit": at(edits_path) }),
    })
}

/// `api_mode` as an argument of its own.
pub fn api_mode(fields: &Fields) -> Outcome<&'static str> {
    match fields.optional_text("api_mode")? {
        None | Some("images") => Ok("images"),
        Some("responses") => Ok("responses"),
        Some(_) => Err(fields.wrong("api_mode", "must be images or responses")),
    }
}

pub fn unknown(id: &str) -> BackendError {
    BackendError::field("id", "names no profile").with("id", id)
}

#[cfg(test)]
#[path = "profiles_tests.rs"]
mod tests;
