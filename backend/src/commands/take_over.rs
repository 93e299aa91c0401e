//! The command take_over.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{json, Map, Value};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::{Command, SettingsAccess};
use crate::endpoint;
use crate::error::Outcome;
use crate::profiles::{self, Profile};
use crate::settings::SHARED_FIELDS;
use crate::studio::Studio;
use crate::upgrade::{self, FormerSettings};

/// Take over the settings of an earlier version, once.
///
/// The shipped plugin 0.1.13 stored them in the page (`hfis.settings.v1`), with its key in plain text beside them. What
/// the user has set up here since is not overwritten.
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct TakeOver {
    #[ts(type = "Record<string, unknown>")]
    settings: Map<String, Value>,
    #[ts(as = "Option<String>")]
    key: Option<Zeroizing<String>>,
}

#[derive(Serialize, TS)]
pub struct TakeOverAnswer {
    /// False when they had been taken over before.
    taken: bool,
    profile_id: Option<String>,
    /// The page may delete its copy: the key, if there was one, is in the key store.
    may_delete: bool,
}

impl Command for TakeOver {
    const NAME: &'static str = "take_over";
    const SETTINGS: SettingsAccess = SettingsAccess::ReadAndSave;
    type Answer = TakeOverAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<TakeOverAnswer> {
        studio.ensure_open()?;
        let former = upgrade::read(&self.settings)?;
        let key = self.key.as_ref().map_or("", |key| key.trim());
        let mut profile_id = None;
        let mut is_key_kept = key.is_empty();
        if let Ok(endpoint) = endpoint::normalize(&former.base_url) {
            let is_same = |profile: &Profile| profile.endpoint().is_ok_and(|own| own == endpoint);
            profile_id = match studio.settings.profiles().into_iter().find(is_same) {
                Some(known) => Some(known.id().to_owned()),
                None => Some(add_former_endpoint(studio, &former)?),
            };
            if !key.is_empty() && !studio.secrets.has(&endpoint.origin()) {
                studio.secrets.stage(&endpoint.origin(), key)?;
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
        Ok(TakeOverAnswer { taken: is_first, profile_id, may_delete: is_key_kept })
    }
}

/// Returns the id of the profile that holds the former endpoint.
fn add_former_endpoint(studio: &Studio, former: &FormerSettings) -> Outcome<String> {
    let is_free = |id: &&str| studio.settings.profile(id).is_none_or(|profile| profile.base_url().is_empty());
    let id = [profiles::DEFAULT_ID, "former"].into_iter().find(is_free).unwrap_or("former-2");
    let mut profile = studio.settings.profile(id).unwrap_or_else(|| Profile::new(id));
    profile.set("base_url", &json!(former.base_url));
    for (shown, own) in SHARED_FIELDS {
        if let Some(value) = former.values.get(*shown) {
            profile.set(own, value);
        }
    }
    studio.settings.put(profile)?;
    Ok(id.into())
}
