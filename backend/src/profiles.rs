//! One custom endpoint as the user set it up. Values in, values out. Never a key: keys belong to the origin of the
//! address and are in secrets.rs.

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{json, Map, Value};
use ts_rs::TS;

use crate::arguments;
use crate::checked_text::Id;
use crate::endpoint::{self, AddressProblem, Endpoint};
use crate::error::{BackendError, Outcome};
use crate::request::endpoint_options::{ApiMode, Auth, MaskPolarity};

pub const MAX_PROFILES: usize = 100;
/// The id of the one that an earlier version's endpoint becomes.
pub const DEFAULT_ID: &str = "default";

/// One custom endpoint, as the user set it up. Never a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EndpointProfile {
    /// "default" for the one endpoint of an earlier version.
    #[serde(deserialize_with = "id")]
    id: String,
    /// Shown to the user; "" = the host of the address.
    #[serde(deserialize_with = "line::<0, 100, _>")]
    name: String,
    /// As typed.
    #[serde(deserialize_with = "line::<0, { endpoint::MAX_LENGTH }, _>")]
    base_url: String,
    api_mode: ApiMode,
    /// "" = the general default model.
    #[serde(deserialize_with = "line::<0, 200, _>")]
    default_model: String,
    /// Responses API only: the text model that calls the image tool.
    #[serde(deserialize_with = "line::<1, 200, _>")]
    responses_model: String,
    /// 10 to 3600.
    #[serde(deserialize_with = "range::<10, 3_600, _>")]
    timeout_s: u64,
    /// From the last byte sent to the head of the answer, 0 to 3600; 0 = as long as `timeout_s` allows. Most servers
    /// answer only when all pictures are made.
    #[serde(deserialize_with = "range::<0, 3_600, _>")]
    first_byte_s: u64,
    auth: Auth,
    /// Extra query of every request, e.g. "api-version=preview". Never a credential: those are refused.
    #[serde(deserialize_with = "query")]
    query: String,
    /// Omits quality, applies the prompt guard, requests pictures one by one.
    codex_compat: bool,
    /// Takes effect in Responses mode and with `codex_compat` only.
    prompt_guard: bool,
    response_format_b64: bool,
    stream: bool,
    /// 0 to 3, used with `stream`.
    #[serde(deserialize_with = "range::<0, 3, _>")]
    partial_images: u64,
    image_field: ImageField,
    mask_field: MaskField,
    /// "alpha" for OpenAI.
    mask_polarity: MaskPolarity,
    /// "images/edits", or e.g. "images/inpainting" for servers like LocalAI.
    #[serde(deserialize_with = "edits_path")]
    edits_path: String,
    /// Requests at a time, 1 to 8.
    #[serde(deserialize_with = "range::<1, 8, _>")]
    concurrency: u64,
}

/// Names of the multipart field that holds the pictures of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
enum ImageField {
    #[serde(rename = "image[]")]
    List,
    #[serde(rename = "image")]
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
enum MaskField {
    Mask,
    MaskImage,
}

impl EndpointProfile {
    fn new(id: &str) -> Self {
        Self {
            id: id.into(),
            name: String::new(),
            base_url: String::new(),
            api_mode: ApiMode::Images,
            default_model: String::new(),
            responses_model: "gpt-5.5".into(),
            timeout_s: 600,
            first_byte_s: 0,
            auth: Auth::Bearer,
            query: String::new(),
            codex_compat: false,
            prompt_guard: true,
            response_format_b64: false,
            stream: false,
            partial_images: 2,
            image_field: ImageField::List,
            mask_field: MaskField::Mask,
            mask_polarity: MaskPolarity::Alpha,
            edits_path: "images/edits".into(),
            concurrency: 4,
        }
    }

    fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }

    /// With the fields of `change` in place of its own. Refused as a whole when one of them is wrong or unknown.
    fn with(&self, change: &Map<String, Value>) -> Outcome<Self> {
        let mut map = self.to_map();
        for (name, value) in change.iter().filter(|(_, value)| !value.is_null()) {
            let Some(place) = map.get_mut(name) else {
                let field = format!("profile.{}", arguments::printable_name(name));
                return Err(BackendError::field(field, "is not a setting that this version knows"));
            };
            *place = value.clone();
        }
        arguments::read_at("profile", &Value::Object(map))
    }
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Id::deserialize(deserializer).map(String::from)
}

/// A text of so many characters on one line, without the space around it.
fn line<'de, const LEAST: usize, const MOST: usize, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?.trim().to_owned();
    if (LEAST..=MOST).contains(&text.chars().count()) && !text.chars().any(char::is_control) {
        Ok(text)
    } else {
        Err(D::Error::custom(format!("must have {LEAST} to {MOST} characters on one line")))
    }
}

fn range<'de, const LEAST: u64, const MOST: u64, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    struct Range<const LEAST: u64, const MOST: u64>;

    impl<const LEAST: u64, const MOST: u64> Visitor<'_> for Range<LEAST, MOST> {
        type Value = u64;

        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            write!(formatter, "a whole number from {LEAST} to {MOST}")
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
            if (LEAST..=MOST).contains(&number) {
                Ok(number)
            } else {
                Err(E::invalid_value(serde::de::Unexpected::Unsigned(number), &self))
            }
        }
    }

    deserializer.deserialize_u64(Range::<LEAST, MOST>)
}

fn query<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    endpoint::query(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn edits_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    endpoint::edits_path(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// A profile as the settings hold it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    settings: EndpointProfile,
    /// Fields that another version stored beside them; they are preserved.
    unknown: Map<String, Value>,
}

impl Profile {
    pub fn new(id: &str) -> Self {
        Self { settings: EndpointProfile::new(id), unknown: Map::new() }
    }

    /// As settings hold it. An unusable value counts as absent: the settings file may have been edited by hand.
    pub fn read(value: &Value) -> Option<Self> {
        let map = value.as_object()?;
        let id = Id::try_from(map.get("id")?.as_str()?.to_owned()).ok()?;
        let mut profile = Self::new(&id);
        let own = profile.settings.to_map();
        let (known, unknown): (Map<_, _>, Map<_, _>) =
            map.clone().into_iter().partition(|(name, _)| own.contains_key(name));
        profile.unknown = unknown;
        match profile.settings.with(&known) {
            Ok(settings) => profile.settings = settings,
            Err(_) => known.iter().for_each(|(name, value)| profile.set(name, value)),
        }
        Some(profile)
    }

    /// The `profile` argument of profile_set: absent fields stay. Nothing is changed when one field is wrong. `key` is the
    /// key that was typed with it.
    pub fn changed(&self, change: &Map<String, Value>, key: &str) -> Outcome<Self> {
        let next = Self { settings: self.settings.with(change)?, unknown: self.unknown.clone() };
        next.refuse_credentials()?;
        for (name, value) in next.settings.to_map() {
            let (field, text) = (format!("profile.{name}"), value.as_str().unwrap_or_default());
            endpoint::refuse_key(&field, text, key)?;
            if matches!(name.as_str(), "name" | "default_model" | "responses_model") {
                endpoint::refuse_key_like(&field, text)?;
            }
        }
        Ok(next)
    }

    /// An unusable value changes nothing.
    pub fn set(&mut self, name: &str, value: &Value) {
        let change = Map::from_iter([(name.to_owned(), value.clone())]);
        if let Ok(settings) = self.settings.with(&change) {
            self.settings = settings;
        }
    }

    pub fn get(&self, name: &str) -> Value {
        self.settings.to_map().remove(name).unwrap_or_default()
    }

    pub fn id(&self) -> &str {
        &self.settings.id
    }

    pub fn base_url(&self) -> &str {
        &self.settings.base_url
    }

    /// For the page: the fields that this version knows.
    pub fn settings(&self) -> &EndpointProfile {
        &self.settings
    }

    /// The address, normalised; the profile's extra query is not in it.
    pub fn endpoint(&self) -> Outcome<Endpoint> {
        endpoint::normalize(self.base_url())
    }

    /// An unusable address may be stored while it is being typed; a secret in it may not.
    fn refuse_credentials(&self) -> Outcome<()> {
        match self.endpoint() {
            Err(error) if endpoint::problem(&error) == AddressProblem::Credentials => Err(error),
            _ => Ok(()),
        }
    }

    pub fn to_value(&self) -> Value {
        let mut map = self.unknown.clone();
        map.extend(self.settings.to_map());
        Value::Object(map)
    }

    /// Of the known fields; what a request's `EndpointOptions` reads.
    pub fn shown(&self) -> Value {
        json!(self.settings)
    }
}

pub fn unknown(id: &str) -> BackendError {
    BackendError::field("id", "names no profile").with("id", id)
}

#[cfg(test)]
#[path = "profiles_tests.rs"]
mod tests;
