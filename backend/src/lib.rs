//! The native half of Image Studio: checks masks, sends the requests, keeps what was paid for.
//! Registers the plugin and nothing else; the commands are in commands.rs.

// Tests may; the same sources are linted again without cfg(test).
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::cast_possible_truncation)
)]

mod arguments;
mod atomic;
mod checked_text;
pub mod commands;
mod endpoint;
pub mod error;
mod files;
mod http;
pub mod ipc;
mod jobs;
pub mod keychain;
mod log;
mod mask;
mod picture;
pub mod plugin;
mod polled_results;
mod profiles;
mod redact;
mod request;
mod runtime;
#[cfg(test)]
mod samples;
mod secrets;
mod settings;
mod store;
mod studio;
mod upgrade;

pub use store::CHUNK_BYTES;

/// The macro's functions take raw pointers and are not marked unsafe; that is the host's contract, not ours to change.
#[allow(unsafe_code, clippy::not_unsafe_ptr_arg_deref, improper_ctypes_definitions)]
mod export {
    use crate::plugin::ImageStudio;
    haloforge_plugin_api::declare_plugin!(ImageStudio, ImageStudio::new);
}
