//! The native half of Image Studio: it checks masks, sends the requests and stores the results.
//! Registers the plugin and nothing else; the commands are in commands.rs.

// Tests may use these; the same sources are linted again without cfg(test).
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::cast_possible_truncation)
)]

mod arguments;
mod checked_text;
pub mod commands;
pub mod disk;
mod endpoint;
pub mod error;
mod files;
mod http;
mod image_file;
pub mod ipc;
mod jobs;
pub mod keychain;
mod lenient_base64;
mod library_copies;
mod log;
mod log_rest;
mod mask;
mod memory_budget;
mod mutex;
mod notifications;
mod picture_file;
pub mod plugin;
mod polled_results;
mod pools;
mod profiles;
mod profiles_copy;
mod redact;
mod reply;
mod request;
mod runner;
mod runtime;
mod secrets;
mod segmentation;
mod settings;
mod store;
mod studio;
#[cfg(test)]
mod test_images;
#[cfg(test)]
mod texts;
mod upgrade;

pub use store::CHUNK_BYTES;

/// The macro's functions take raw pointers and are not marked unsafe; that is the host's contract, not ours to change.
#[allow(unsafe_code, clippy::not_unsafe_ptr_arg_deref, improper_ctypes_definitions)]
mod export {
    use crate::plugin::ImageStudio;
    haloforge_plugin_api::declare_plugin!(ImageStudio, ImageStudio::new);
}
