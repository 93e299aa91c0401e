//! Reads a reply that arrived as one body.

use std::borrow::Cow;

use super::bounded_json::{self, JsonProblem};
use super::provider_error::{self, unreadable_reply, with_provider_message, MAX_QUOTED_BYTES};
use super::stream::ReplyStream;
use super::{Answer, ReplyContext};
use crate::error::BackendError;

/// The body is dropped as soon as its values are read: both together are the peak in memory.
pub fn parse_reply<'a>(body: impl Into<Cow<'a, [u8]>>, context: &ReplyContext) -> Result<Answer, BackendError> {
    let body = body.into();
    let parsed = match bounded_json::parse(&body) {
        Err(JsonProblem::TooManyValues) => {
            let message = "The reply has more values than any reply with images.";
            return Err(unreadable_reply("too_large", message, context));
        }
        Err(JsonProblem::Invalid) => None,
        Ok(value) => Some(value),
    };
    if !(200..300).contains(&context.status) {
        return Err(provider_error::from_body(&body, parsed.as_ref(), context));
    }
    match parsed {
        Some(value) => {
            let head = body.get(..MAX_QUOTED_BYTES).unwrap_or(&body).to_vec();
            drop(body);
            Answer::from_json(value, &head, context)
        }
        // An event stream without the content type of one.
        None if [b"data:".as_slice(), b"event:"].iter().any(|prefix| body.starts_with(prefix)) => {
            let mut stream = ReplyStream::default();
            stream.feed(&body, context)?;
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
            Err(with_provider_message(error, &provider_error::body_excerpt(&body), context))
        }
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
