//! The one table of IPC commands. A test compares it with manifest.json and src/host/contract.ts.

use std::panic::{catch_unwind, AssertUnwindSafe};

use haloforge_plugin_api::{IpcRegistrar, LogLevel, PluginContext, PluginError};
use serde_json::Value;

use crate::commands::{self, endpoints, errands, files, Shared};
use crate::error::Outcome;
use crate::log::Line;

type Handler = fn(&Shared, &Value) -> Outcome<Value>;

/// One line a command: a test in TypeScript reads the names from here.
pub const COMMANDS: &[(&str, Handler)] = &[
    ("health", commands::health),
    ("put", commands::put),
    ("get", commands::get),
    ("submit", commands::submit),
    ("poll", commands::poll),
    ("cancel", commands::cancel),
    ("acknowledge", commands::acknowledge),
    ("list", commands::list),
    ("check_mask", commands::check_mask),
    ("profiles_get", endpoints::profiles_get),
    ("profile_set", endpoints::profile_set),
    ("profile_remove", endpoints::profile_remove),
    ("profile_activate", endpoints::profile_activate),
    ("normalize", endpoints::normalize),
    ("take_over", endpoints::take_over),
    ("import_file", files::import_file),
    ("export_file", files::export_file),
    ("probe", errands::probe),
    ("fetch_outputs", errands::fetch_outputs),
];

#[cfg(debug_assertions)]
const DEBUG_COMMANDS: &[(&str, Handler)] = &[("debug_panic", commands::debug_panic)];
#[cfg(not(debug_assertions))]
const DEBUG_COMMANDS: &[(&str, Handler)] = &[];

pub fn register(ipc: &mut dyn IpcRegistrar, studio: &Shared) -> Result<(), PluginError> {
    for &(name, handler) in COMMANDS.iter().chain(DEBUG_COMMANDS) {
        let studio = studio.clone();
        ipc.register(name, Box::new(move |args, ctx| call(&studio, name, handler, &args, ctx)))?;
    }
    Ok(())
}

/// A panic that reached the host would abort its whole process: Rust panics are foreign across the library's border.
fn call(
    studio: &Shared,
    name: &str,
    handler: Handler,
    args: &Value,
    ctx: &dyn PluginContext,
) -> Result<Value, PluginError> {
    let result = catch_unwind(AssertUnwindSafe(|| with_settings(studio, name, handler, args, ctx)));
    let result = result.unwrap_or_else(|_| {
        studio.log.push(LogLevel::Error, Line::new("command panicked").field("command", name));
        Err(commands::panicked(name))
    });
    studio.log.drain(ctx);
    result.map_err(PluginError::from)
}

/// The host's form may have changed the settings, and not every host tells; what the command changed is stored with the
/// host before it counts.
fn with_settings(
    studio: &Shared,
    name: &str,
    handler: Handler,
    args: &Value,
    ctx: &dyn PluginContext,
) -> Outcome<Value> {
    if !endpoints::ABOUT_SETTINGS.contains(&name) {
        return handler(studio, args);
    }
    studio.settings.replace(ctx.settings());
    studio.take_left_key();
    let answer = handler(studio, args);
    if answer.is_err() {
        studio.settings.discard();
    }
    let flushed = studio.settings.flush(ctx);
    // A request that is on its way is not called back because a left key could not be taken out of the settings yet.
    if name != "submit" {
        flushed?;
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_manifest() {
        let manifest: Value = serde_json::from_str(include_str!("../../manifest.json")).unwrap();
        let declared: Vec<&str> =
            manifest["commands"].as_array().unwrap().iter().map(|command| command["id"].as_str().unwrap()).collect();
        let registered: Vec<&str> = COMMANDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(registered, declared);
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<&str> = COMMANDS.iter().chain(DEBUG_COMMANDS).map(|(name, _)| *name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
