//! Automatic retries: only where a second request cannot be billed again. Pure, except for the jitter.

use std::time::Duration;

use crate::error::{BackendError, Code};

const MAX_ATTEMPTS: u32 = 3;
const FIRST_DELAY: Duration = Duration::from_millis(250);
/// If the server asks for a longer delay, the user decides when to retry.
const MAX_RETRY_AFTER_MS: u64 = 60_000;
/// Jitter of up to a fifth, so that requests that failed together are not retried together.
const MAX_JITTER: f64 = 0.2;

/// Facts about a failed attempt that its error does not contain.
#[derive(Debug, Clone, Copy, Default)]
pub struct AttemptFailure {
    /// Counts from 1.
    pub attempt: u32,
    /// The provider had the whole request when its reply began.
    pub is_request_sent: bool,
    /// The x-should-retry header.
    pub should_retry: Option<bool>,
}

/// Returns the delay before the next attempt, or None if the request must not be retried.
pub fn retry_delay(error: &BackendError, failure: AttemptFailure) -> Option<Duration> {
    if failure.attempt >= MAX_ATTEMPTS || failure.should_retry == Some(false) {
        return None;
    }
    let retry_after_ms = error.details.get("retry_after_ms").and_then(serde_json::Value::as_u64);
    let retry_after = retry_after_ms.filter(|ms| *ms <= MAX_RETRY_AFTER_MS).map(Duration::from_millis);
    let is_unsent = error.details.get("sent") == Some(&serde_json::Value::Bool(false));
    let backoff = FIRST_DELAY * 2u32.saturating_pow(failure.attempt.saturating_sub(1));
    match error.code {
        Code::ConnectFailed | Code::DnsFailed | Code::Offline | Code::ProxyFailed | Code::Timeout if is_unsent => {
            Some(with_jitter(backoff))
        }
        // Only HTTP 429: inside a 200 a rate limit may follow work that was billed.
        Code::RateLimited if error.details.get("status") == Some(&429.into()) => retry_after.map(with_jitter),
        Code::GatewayFailed if !failure.is_request_sent && error.details.get("status") == Some(&503.into()) => {
            Some(with_jitter(retry_after.unwrap_or(backoff).max(backoff)))
        }
        _ => None,
    }
}

/// Lengthens the delay, never shortens it.
fn with_jitter(delay: Duration) -> Duration {
    delay + delay.mul_f64(fastrand::f64() * MAX_JITTER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn delay_ms(error: &BackendError, failure: AttemptFailure) -> Option<u128> {
        retry_delay(error, failure).map(|delay| delay.as_millis())
    }

    #[test]
    fn requests_that_may_have_been_billed_are_not_retried() {
        let first = AttemptFailure { attempt: 1, is_request_sent: true, should_retry: None };
        let error = |code, sent: bool| BackendError::new(code, "x").with("sent", sent);
        let status = |status: u16| BackendError::new(Code::GatewayFailed, "x").with("status", status);
        let rate_limited = |status: u16| BackendError::new(Code::RateLimited, "x").with("status", status);
        let retry_after = |ms: u64| rate_limited(429).with("retry_after_ms", ms);
        for code in Code::iter() {
            assert_eq!(retry_delay(&error(code, true), first), None, "{code:?}");
        }
        for not_retried in [
            status(502),
            status(503),
            status(504),
            retry_after(60_001),
            rate_limited(429),
            rate_limited(200).with("retry_after_ms", 1),
        ] {
            assert_eq!(delay_ms(&not_retried, first), None, "{not_retried:?}");
        }
        assert_eq!(delay_ms(&status(502), AttemptFailure { is_request_sent: false, ..first }), None);
        let retried =
            [error(Code::ConnectFailed, false), error(Code::Timeout, false), retry_after(0), retry_after(60_000)];
        assert!(retried.iter().all(|error| delay_ms(error, first).is_some()));
        assert!(delay_ms(&status(503), AttemptFailure { is_request_sent: false, ..first }).is_some());
        assert_eq!(delay_ms(&retried[0], AttemptFailure { should_retry: Some(false), ..first }), None);
        assert_eq!(delay_ms(&retried[0], AttemptFailure { attempt: 3, ..first }), None);
    }

    #[test]
    fn delays_grow_and_are_never_shorter_than_retry_after() {
        let unsent = BackendError::new(Code::ConnectFailed, "x").with("sent", false);
        let at = |attempt| delay_ms(&unsent, AttemptFailure { attempt, ..AttemptFailure::default() }).unwrap();
        assert!((250..=300).contains(&at(1)) && (500..=600).contains(&at(2)));
        let limited = BackendError::new(Code::RateLimited, "x").with("status", 429).with("retry_after_ms", 7000);
        assert!((7000..=8400)
            .contains(&delay_ms(&limited, AttemptFailure { attempt: 1, ..AttemptFailure::default() }).unwrap()));
    }
}
