//! Job requests: the type, its validation, and the HTTP body for each API. Values in, values out; no I/O.

pub mod arguments;
pub mod body;
pub mod encode;
pub mod endpoint_options;
mod image_ref;
mod images_api;
mod job_request;
pub mod prompt_guard;
mod responses_api;
pub mod split;
#[cfg(test)]
pub mod test_requests;

pub use image_ref::ImageRef;
pub use job_request::{JobRequest, Operation, PreparedImage, PreparedInputs};
