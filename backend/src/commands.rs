//! The IPC commands: each is a struct of its arguments that derives its TypeScript type, and runs to its answer. A
//! command returns at once; longer work goes to the runtime and is polled.
//!
//! A new command is one struct in a file of commands/ and one line of the registry below; `npm run contract` then writes
//! src/host/contract.generated.ts and the commands of manifest.json.

mod blobs;
mod check_mask;
mod fetch_outputs;
mod files;
mod health;
mod jobs;
mod kept_results;
mod library_copies;
mod normalize;
mod notify;
mod probe;
mod profiles;
mod segment;
mod submit;
mod take_over;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::arguments;
use crate::error::{BackendError, Outcome};
use crate::studio::Studio;

/// One IPC command: `Self` is its arguments. The doc comment of the struct is the command's documentation in TypeScript,
/// and its first paragraph is the description in manifest.json.
pub trait Command: DeserializeOwned + TS + 'static {
    const NAME: &'static str;
    const SETTINGS: SettingsAccess = SettingsAccess::None;
    /// Fields that must be given although they may be null, so that a forgotten one does nothing by mistake.
    const GIVEN: &'static [&'static str] = &[];
    type Answer: Serialize + TS + 'static;

    fn run(self, studio: &Arc<Studio>) -> Outcome<Self::Answer>;
}

/// The use a command makes of the settings that the host stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsAccess {
    None,
    /// The settings are read from the host before the command runs, because the host's own form may have changed them.
    /// Changes are saved with the host afterwards, then staged keys; the command fails and nothing is changed when one of
    /// them cannot be stored. One such command runs at a time.
    ReadAndSave,
    /// The same, but a failure to save does not fail the command.
    ReadAndTryToSave,
}

/// The answer of every command that starts polled work.
#[derive(Debug, Serialize, TS)]
pub struct JobStarted {
    pub job_id: String,
}

pub struct RegisteredCommand {
    pub name: &'static str,
    pub settings: SettingsAccess,
    pub run: fn(&Arc<Studio>, &Value) -> Outcome<Value>,
}

impl RegisteredCommand {
    const fn of<C: Command>() -> Self {
        Self { name: C::NAME, settings: C::SETTINGS, run: run::<C> }
    }
}

fn run<C: Command>(studio: &Arc<Studio>, args: &Value) -> Outcome<Value> {
    let command = arguments::read::<C>(args)?;
    if let Some(field) = C::GIVEN.iter().find(|field| args.get(field).is_none()) {
        return Err(BackendError::field(*field, "is missing"));
    }
    let answer = command.run(studio)?;
    serde_json::to_value(answer).map_err(|_| BackendError::internal("The answer could not be written as JSON."))
}

/// Visits the type of every command; used by the generator of the TypeScript contract.
pub trait CommandVisitor {
    fn visit<C: Command>(&mut self);
}

macro_rules! registry {
    ($($command:ty,)*) => {
        pub const COMMANDS: &[RegisteredCommand] = &[$(RegisteredCommand::of::<$command>()),*];

        pub fn visit_commands(visitor: &mut impl CommandVisitor) {
            $(visitor.visit::<$command>();)*
        }
    };
}

registry! {
    health::Health,
    blobs::Put,
    blobs::Get,
    submit::Submit,
    jobs::Poll,
    jobs::Cancel,
    jobs::Acknowledge,
    jobs::List,
    jobs::DiscardUnreadableFiles,
    check_mask::CheckMask,
    profiles::ProfilesGet,
    profiles::ProfileSet,
    profiles::ProfileRemove,
    profiles::ProfileActivate,
    normalize::Normalize,
    notify::Notify,
    take_over::TakeOver,
    files::ImportFile,
    files::ExportFile,
    probe::Probe,
    fetch_outputs::FetchOutputs,
    kept_results::KeptResults,
    kept_results::ForgetKeptResults,
    library_copies::SaveLibraryCopy,
    library_copies::LibraryCopies,
    library_copies::RemoveLibraryCopies,
    segment::CheckSegmentationModel,
    segment::Segment,
}

#[cfg(any(debug_assertions, feature = "debug-commands"))]
pub const DEBUG_COMMANDS: &[RegisteredCommand] =
    &[RegisteredCommand { name: "debug_panic", settings: SettingsAccess::None, run: debug_panic }];
#[cfg(not(any(debug_assertions, feature = "debug-commands")))]
pub const DEBUG_COMMANDS: &[RegisteredCommand] = &[];

/// Panics on purpose, for the test of the wrapper around every handler.
#[cfg(any(debug_assertions, feature = "debug-commands"))]
#[allow(clippy::panic)]
fn debug_panic(_: &Arc<Studio>, _: &Value) -> Outcome<Value> {
    panic!("debug_panic was called");
}
