//! Replies of providers: from status, content type and bytes to images or an error. Values in, values out; no I/O and
//! no panic, whatever the bytes are.

mod answer;
mod bounded_json;
pub mod error_class;
pub mod error_envelope;
pub mod images;
pub mod parse;
pub mod provider_error;
mod sse;
pub mod stream;

pub use answer::Answer;

/// Facts about a reply that its errors need. The prompt and the key are used only to redact them from the provider's
/// text.
#[derive(Clone, Copy)]
pub struct ReplyContext<'a> {
    pub status: u16,
    pub content_type: &'a str,
    pub prompt: &'a str,
    pub key: Option<&'a str>,
}
