//! Commands about custom endpoints: profiles, their keys, what an address becomes, what an earlier version left.
//! Settings that a command changes are handed to the host by ipc.rs when it returns.

use serde_json::{json, Map, Value};

use super::Shared;
use crate::args::Fields;
use crate::endpoint::{self, Endpoint};
use crate::error::{BackendError, Code, Outcome};
use crate::profiles::{self, Profile};
use crate::request::JobRequest;
use crate::studio::Studio;
use crate::upgrade;

/// Read again from the host before they run, and saved after: the host's own form may have changed the settings.
pub const ABOUT_SETTINGS: &[&str] =
    &["profiles_get", "profile_set", "profile_remove", "profile_activate", "take_over", "submit"];

/// ProfileState of the contract.
fn state(studio: &Studio, profile: &Profile) -> Value {
    let mut state = address_state(studio, &profile.endpoint());
    state.insert("profile".into(), profile.shown());
    Value::Object(state)
}

fn address_state(studio: &Studio, normalized: &Outcome<Endpoint>) -> Map<String, Value> {
    let mut state = Map::new();
    if let Err(error) = normalized {
        state.insert("problem".into(), json!(endpoint::problem(error)));
    }
    let endpoint = normalized.as_ref().ok();
    state.insert("normalized".into(), json!(endpoint.map(Endpoint::base)));
    state.insert("key_set".into(), json!(endpoint.is_some_and(|endpoint| studio.secrets.has(&endpoint.origin()))));
    state.insert("is_plain_http".into(), json!(endpoint.is_some_and(Endpoint::is_plain_http)));
    state
}

/// Whose profile a request is made with: the named one, or the active one. Nothing goes to another address unasked.
pub fn profile_of(studio: &Studio, request: &JobRequest) -> Outcome<Option<Profile>> {
    let profile =
        match &request.profile_id {
            Some(id) => Some(studio.settings.profile(id).ok_or_else(|| {
                BackendError::field("request.profile_id", "names no profile").with("id", id.as_str())
            })?),
            None => studio.settings.active().filter(|profile| !profile.base_url().is_empty()),
        };
    if let Some(profile) = &profile {
        if !profile.endpoint().is_ok_and(|endpoint| endpoint == request.endpoint) {
            let sentence = "The endpoint's address is another than when this was asked for; nothing was sent.";
            return Err(BackendError::new(Code::EndpointChanged, sentence).with("field", "request.base_url"));
        }
    }
    Ok(profile)
}

pub fn profiles_get(studio: &Shared, _: &Value) -> Outcome<Value> {
    let profiles: Vec<Value> = studio.settings.profiles().iter().map(|profile| state(studio, profile)).collect();
    Ok(json!({ "profiles": profiles, "active": studio.settings.active_id() }))
}

pub fn profile_set(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let fields = Fields::of(args, "")?;
    let change = Fields::of(fields.required("profile")?, "profile")?;
    let id = change.id("id")?;
    let former = studio.settings.profile(id).unwrap_or_else(|| Profile::new(id));
    let profile = former.changed(&change)?;
    set_key(studio, &profile, fields.optional_text("key")?)?;
    studio.settings.put(profile.clone())?;
    Ok(state(studio, &profile))
}

/// Everything else is known to be right by now: nothing is half changed.
fn set_key(studio: &Studio, profile: &Profile, key: Option<&str>) -> Outcome<()> {
    let Some(key) = key else { return Ok(()) };
    match (profile.endpoint(), key.trim().is_empty()) {
        (Ok(endpoint), _) => studio.secrets.set(&studio.runtime, &endpoint.origin(), key),
        (Err(_), true) => Ok(()),
        (Err(error), false) => Err(error),
    }
}

/// Its key goes too, unless another profile is at the same place.
pub fn profile_remove(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let id = Fields::of(args, "")?.id("id")?;
    let Some(removed) = studio.settings.remove(id) else { return Ok(json!({ "removed": false })) };
    if let Ok(origin) = removed.endpoint().map(|endpoint| endpoint.origin()) {
        let is_shared = |other: &Profile| other.endpoint().is_ok_and(|endpoint| endpoint.origin() == origin);
        if !studio.settings.profiles().iter().any(is_shared) && studio.secrets.has(&origin) {
            studio.secrets.set(&studio.runtime, &origin, "")?;
        }
    }
    Ok(json!({ "removed": true }))
}

pub fn profile_activate(studio: &Shared, args: &Value) -> Outcome<Value> {
    let fields = Fields::of(args, "")?;
    let id = fields.value("id").map(|_| fields.id("id")).transpose()?;
    studio.settings.activate(id)?;
    Ok(json!({ "active": id }))
}

/// Pure, while somebody types: what cannot be used is an answer here, not an error.
pub fn normalize(studio: &Shared, args: &Value) -> Outcome<Value> {
    let fields = Fields::of(args, "")?;
    let normalized = endpoint::normalize(fields.text("base_url")?);
    let query = endpoint::query(fields.optional_text("query")?.unwrap_or_default());
    let edits_path = endpoint::edits_path(fields.optional_text("edits_path")?.unwrap_or("images/edits"));
    let api_mode = profiles::api_mode(&fields)?;
    let mut state = address_state(studio, &normalized);
    let requests = match (&normalized, &query, &edits_path) {
        (Ok(endpoint), Ok(query), Ok(edits_path)) => {
            profiles::requests(endpoint, query, api_mode, edits_path).unwrap_or_default()
        }
        _ => Value::Null,
    };
    for (is_wrong, name) in [(query.is_err(), "query"), (edits_path.is_err(), "edits_path")] {
        if is_wrong && !state.contains_key("problem") {
            state.insert("problem".into(), json!(name));
        }
    }
    state.insert("requests".into(), requests);
    Ok(Value::Object(state))
}

/// What the predecessor kept in the page, once: its settings, and the key that must not stay there. Answers whether the
/// page may delete its copy. What a person has set up here since is not overwritten.
pub fn take_over(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let fields = Fields::of(args, "")?;
    let former = upgrade::read(&Fields::of(fields.required("settings")?, "settings")?)?;
    let key = fields.optional_text("key")?.unwrap_or_default().trim();
    let mut profile_id = None;
    let mut is_key_kept = key.is_empty();
    if let Ok(endpoint) = endpoint::normalize(&former.base_url) {
        let is_same = |profile: &Profile| profile.endpoint().is_ok_and(|own| own == endpoint);
        profile_id = match studio.settings.profiles().into_iter().find(is_same) {
            Some(known) => Some(known.id),
            None => Some(add_former(studio, &former)?),
        };
        let is_taken = !key.is_empty() && !studio.secrets.has(&endpoint.origin());
        if is_taken {
            studio.secrets.set(&studio.runtime, &endpoint.origin(), key)?;
        }
        // A key that was set here since is the newer one.
        is_key_kept = true;
    }
    let is_first = studio.settings.value("taken_over").is_null();
    if is_first {
        let mut values = former.values;
        values.retain(|name, _| studio.settings.is_untouched(name));
        values.insert("taken_over".into(), json!(true));
        studio.settings.change(values);
    }
    Ok(json!({ "taken": is_first, "profile_id": profile_id, "may_delete": is_key_kept }))
}

fn add_former(studio: &Studio, former: &upgrade::Former) -> Outcome<String> {
    let is_free = |id: &&str| studio.settings.profile(id).is_none_or(|profile| profile.base_url().is_empty());
    let id = [profiles::DEFAULT_ID, "former"].into_iter().find(is_free).unwrap_or("former-2");
    let mut profile = studio.settings.profile(id).unwrap_or_else(|| Profile::new(id));
    profile.set("base_url", &json!(former.base_url));
    for (shown, own) in crate::settings::SHARED {
        if let Some(value) = former.values.get(*shown) {
            profile.set(own, value);
        }
    }
    studio.settings.put(profile)?;
    Ok(id.into())
}
