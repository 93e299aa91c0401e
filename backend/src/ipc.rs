//! Registers the commands with the host, and what surrounds each call: panics, the host's settings, the log.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Arc;

use haloforge_plugin_api::{IpcRegistrar, LogLevel, PluginContext, PluginError};
use serde_json::Value;

use crate::commands::{RegisteredCommand, SettingsAccess, COMMANDS, DEBUG_COMMANDS};
use crate::error::{BackendError, Code, Outcome};
use crate::log::Line;
use crate::studio::Studio;

pub fn register(ipc: &mut dyn IpcRegistrar, studio: &Arc<Studio>) -> Result<(), PluginError> {
    for command in COMMANDS.iter().chain(DEBUG_COMMANDS) {
        let studio = studio.clone();
        ipc.register(command.name, Box::new(move |args, ctx| call(&studio, command, &args, ctx)))?;
    }
    Ok(())
}

/// A panic of ours that reached the host would abort its whole process: Rust panics are foreign across the library's
/// border. The reverse holds too and cannot be prevented here: a host that panics in `log`, `settings`, `save_settings` or
/// `register` aborts the process. So no `Drop` and no unwinding of ours calls the host, and no lock is held while it runs.
fn call(
    studio: &Arc<Studio>,
    command: &RegisteredCommand,
    args: &Value,
    ctx: &dyn PluginContext,
) -> Result<Value, PluginError> {
    let result = catch_unwind(AssertUnwindSafe(|| call_with_settings(studio, command, args, ctx)));
    let result = result.unwrap_or_else(|_| {
        studio.log.push(LogLevel::Error, Line::new("command panicked").field("command", command.name));
        // The panic's own text is left out: it might quote a prompt or a key.
        Err(BackendError::new(Code::Internal, "The command broke off by a fault of this program.")
            .with("command", command.name))
    });
    studio.log.drain(ctx);
    studio.notifications.drain(ctx);
    result.map_err(PluginError::from)
}

/// The host's form may have changed the settings, and not every host reports that; changes that the command makes are
/// stored with the host before they count.
fn call_with_settings(
    studio: &Arc<Studio>,
    command: &RegisteredCommand,
    args: &Value,
    ctx: &dyn PluginContext,
) -> Outcome<Value> {
    if command.settings == SettingsAccess::None {
        return (command.run)(studio, args);
    }
    studio.settings.replace(ctx.settings());
    studio.move_plaintext_key();
    let answer = (command.run)(studio, args);
    if answer.is_err() {
        studio.settings.discard();
    }
    let saved = studio.settings.flush(ctx);
    if command.settings == SettingsAccess::ReadAndSave {
        saved?;
    }
    answer
}
