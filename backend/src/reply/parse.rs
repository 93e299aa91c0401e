//! Reads a reply that arrived as one body.

use serde_json::Value;

use super::provider_error::{self, unreadable_reply, with_provider_message};
use super::stream::ReplyStream;
use super::{Answer, ReplyContext};
use crate::error::BackendError;

pub fn parse_reply(body: &[u8], context: &ReplyContext) -> Result<Answer, BackendError> {
    let parsed: Option<Value> = serde_json::from_slice(body).ok();
    if !(200..300).contains(&context.status) {
        return Err(provider_error::from_body(body, parsed.as_ref(), context));
    }
    match parsed {
        Some(value) => Answer::from_json(value, body, context),
        // An event stream without the content type of one.
        None if [b"data:".as_slice(), b"event:"].iter().any(|prefix| body.starts_with(prefix)) => {
            let mut stream = ReplyStream::default();
            stream.feed(body, context)?;
            stream.finish(context)
        }
        None => {
            let (reason, content) = match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
                Some(b'<') => ("page", "a web page instead of images"),
                Some(b'{' | b'[') => ("cut", "truncated or invalid JSON"),
                Some(_) => ("words", "something other than images"),
                None => ("empty", "an empty body"),
            };
            let error = unreadable_reply(reason, &format!("The endpoint answered with {content}."), context);
            Err(with_provider_message(error, &provider_error::body_excerpt(body), context))
        }
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
