//! Commands about the profiles of custom endpoints and their keys. The profiles lie in the host's plugin settings.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{Command, SettingsAccess};
use crate::checked_text::Id;
use crate::endpoint::{self, AddressProblem, Endpoint};
use crate::error::Outcome;
use crate::profiles::{EndpointProfile, Profile};
use crate::secrets;
use crate::studio::Studio;

/// The parsed parts and problems of a typed address.
#[derive(Serialize, TS)]
pub struct AddressState {
    /// The base URL that requests will use, e.g. "https://host/v1"; null when the typed one is empty or not usable.
    pub normalized: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub problem: Option<AddressProblem>,
    pub key_set: bool,
    /// Unencrypted, to another machine.
    pub is_plain_http: bool,
}

impl AddressState {
    pub fn of(studio: &Studio, normalized: &Outcome<Endpoint>) -> Self {
        let endpoint = normalized.as_ref().ok();
        Self {
            normalized: endpoint.map(|endpoint| endpoint.base().to_owned()),
            problem: normalized.as_ref().err().map(endpoint::problem),
            key_set: endpoint.is_some_and(|endpoint| studio.secrets.has(&endpoint.origin())),
            is_plain_http: endpoint.is_some_and(Endpoint::is_plain_http),
        }
    }
}

#[derive(Serialize, TS)]
pub struct ProfileState {
    profile: EndpointProfile,
    #[serde(flatten)]
    address: AddressState,
}

impl ProfileState {
    fn of(studio: &Studio, profile: &Profile) -> Self {
        Self { profile: profile.settings().clone(), address: AddressState::of(studio, &profile.endpoint()) }
    }
}

/// List the custom endpoints and whether a key is set for each.
#[derive(Deserialize, TS)]
pub struct ProfilesGet {}

#[derive(Serialize, TS)]
pub struct Profiles {
    profiles: Vec<ProfileState>,
    active: Option<String>,
}

impl Command for ProfilesGet {
    const NAME: &'static str = "profiles_get";
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndTryToSave;
    type Answer = Profiles;

    fn run(self, studio: &Arc<Studio>) -> Outcome<Profiles> {
        let profiles = studio.settings.profiles().iter().map(|profile| ProfileState::of(studio, profile)).collect();
        Ok(Profiles { profiles, active: studio.settings.active_id() })
    }
}

/// Add or change a custom endpoint and, optionally, its key.
///
/// Absent fields are unchanged, or have their default in a new profile. The first profile becomes the active one.
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct ProfileSet {
    #[ts(type = "Partial<EndpointProfile> & { id: string }")]
    profile: ProfileChange,
    /// Absent: unchanged; "": removed. A key belongs to one scheme, host and port: at another address `key_set` is false
    /// until a key is given for it.
    #[ts(as = "Option<String>")]
    key: Option<Zeroizing<String>>,
}

#[derive(Deserialize)]
struct ProfileChange {
    id: Id,
    #[serde(flatten)]
    settings: Map<String, Value>,
}

impl Command for ProfileSet {
    const NAME: &'static str = "profile_set";
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndSave;
    type Answer = ProfileState;

    fn run(self, studio: &Arc<Studio>) -> Outcome<ProfileState> {
        studio.ensure_open()?;
        let ProfileChange { id, settings } = self.profile;
        let former = studio.settings.profile(&id).unwrap_or_else(|| Profile::new(&id));
        let typed_key = secrets::usable_key(self.key.as_ref().map_or("", |key| key.as_str()))?;
        let profile = former.changed(&settings, typed_key)?;
        // Everything else has been checked by now, so that nothing is half changed.
        if let Some(key) = self.key {
            stage_key(studio, &profile, &key)?;
        }
        studio.settings.put(profile.clone())?;
        Ok(ProfileState::of(studio, &profile))
    }
}

fn stage_key(studio: &Studio, profile: &Profile, key: &str) -> Outcome<()> {
    match (profile.endpoint(), key.trim().is_empty()) {
        (Ok(endpoint), _) => studio.secrets.stage(&endpoint.origin(), key),
        (Err(_), true) => Ok(()),
        (Err(error), false) => Err(error),
    }
}

/// Remove a custom endpoint and its key.
///
/// The key stays when another profile has the same scheme, host and port.
#[derive(Deserialize, TS)]
pub struct ProfileRemove {
    id: Id,
}

#[derive(Serialize, TS)]
pub struct ProfileRemoveAnswer {
    /// False when there is no such profile.
    removed: bool,
}

impl Command for ProfileRemove {
    const NAME: &'static str = "profile_remove";
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndSave;
    type Answer = ProfileRemoveAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<ProfileRemoveAnswer> {
        studio.ensure_open()?;
        let Some(profile) = studio.settings.remove(&self.id) else { return Ok(ProfileRemoveAnswer { removed: false }) };
        if let Ok(origin) = profile.endpoint().map(|endpoint| endpoint.origin()) {
            let is_shared = |other: &Profile| other.endpoint().is_ok_and(|endpoint| endpoint.origin() == origin);
            if !studio.settings.profiles().iter().any(is_shared) && studio.secrets.has(&origin) {
                studio.secrets.stage(&origin, "")?;
            }
        }
        Ok(ProfileRemoveAnswer { removed: true })
    }
}

/// Choose the custom endpoint that is used.
#[derive(Deserialize, TS)]
pub struct ProfileActivate {
    /// Null: none.
    id: Option<Id>,
}

#[derive(Serialize, TS)]
pub struct ActiveProfile {
    active: Option<String>,
}

impl Command for ProfileActivate {
    const NAME: &'static str = "profile_activate";
    const GIVEN: &'static [&'static str] = &["id"];
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndSave;
    type Answer = ActiveProfile;

    fn run(self, studio: &Arc<Studio>) -> Outcome<ActiveProfile> {
        studio.settings.activate(self.id.as_deref())?;
        Ok(ActiveProfile { active: self.id.map(Into::into) })
    }
}
