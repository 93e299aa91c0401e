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
    if command.settings == SettingsAccess::ReadAndTryToSave {
        read_settings(studio, ctx);
        let answer = (command.run)(studio, args);
        // While another command changes the settings, that one saves.
        if let Some(_changing) = studio.settings.try_begin_change() {
            if studio.settings.flush(ctx).is_ok() {
                studio.settings.copy_profiles();
            }
        }
        return answer;
    }
    let _changing = studio.settings.begin_change();
    // Left by a command that panicked.
    undo_change(studio);
    read_settings(studio, ctx);
    let answer = (command.run)(studio, args);
    if answer.is_err() {
        undo_change(studio);
        let _ = studio.settings.flush(ctx);
        return answer;
    }
    let before = ctx.settings();
    let stored = studio.settings.flush(ctx).and_then(|()| {
        let committed = studio.secrets.commit_staged(&studio.runtime);
        if committed.is_err() {
            studio.settings.restore(ctx, before);
        }
        committed
    });
    if stored.is_ok() {
        studio.settings.copy_profiles();
    } else {
        undo_change(studio);
    }
    stored.and(answer)
}

fn read_settings(studio: &Studio, ctx: &dyn PluginContext) {
    studio.settings.replace(ctx.settings());
    studio.move_plaintext_key();
}

/// Drops the changes of a command that failed.
fn undo_change(studio: &Studio) {
    studio.settings.discard();
    studio.secrets.discard_staged();
}
