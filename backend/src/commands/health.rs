//! The command health.

use std::sync::Arc;

use haloforge_plugin_api::PLUGIN_ABI_VERSION;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Command;
use crate::error::Outcome;
use crate::studio::Studio;

/// Report the backend's version.
///
/// The page also learns from it that a backend is there at all.
#[derive(Deserialize, TS)]
pub struct Health {}

#[derive(Serialize, TS)]
pub struct HealthAnswer {
    version: &'static str,
    abi: u32,
    #[ts(type = "1")]
    protocol: u32,
}

impl Command for Health {
    const NAME: &'static str = "health";
    type Answer = HealthAnswer;

    fn run(self, _: &Arc<Studio>) -> Outcome<HealthAnswer> {
        Ok(HealthAnswer { version: env!("CARGO_PKG_VERSION"), abi: PLUGIN_ABI_VERSION, protocol: 1 })
    }
}
