//! Tests of the plugin in a host of its own, in one program, which is linked once. Tests that measure their process or set
//! environment variables are programs of their own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod arguments;
mod durability;
mod jobs;
mod kept_results;
mod log_rest;
mod misplaced_keys;
mod panicking_host;
mod paths;
mod polled_commands;
mod profiles;
mod redaction;
mod refusals;
mod requests;
mod segmentation;
mod settings_safety;
mod starvation;
#[path = "../support/mod.rs"]
mod support;
