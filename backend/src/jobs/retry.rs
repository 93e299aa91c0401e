//! When a request is sent again by itself: only where that cannot be paid twice. Pure, but for the jitter.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use crate::error::{BackendError, Code};

/// Two more after the first.
pub const MAX_ATTEMPTS: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// Who is told to wait longer decides for themselves.
const LONGEST_PAUSE_MS: u64 = 60_000;

/// What is known of an attempt that failed, beside its error.
#[derive(Debug, Clone, Copy, Default)]
pub struct Failed {
    /// From 1.
    pub attempt: u32,
    /// The provider had the whole request.
    pub is_taken: bool,
    /// x-should-retry.
    pub should_retry: Option<bool>,
}

/// How long to wait before the next attempt; None: there is none.
pub fn pause(error: &BackendError, failed: Failed) -> Option<Duration> {
    if failed.attempt >= MAX_ATTEMPTS || failed.should_retry == Some(false) {
        return None;
    }
    let asked = error.details.get("retry_after_ms").and_then(serde_json::Value::as_u64);
    let is_unsent = error.details.get("sent") == Some(&serde_json::Value::Bool(false));
    let backoff = FIRST_PAUSE * 2u32.saturating_pow(failed.attempt.saturating_sub(1));
    match error.code {
        Code::ConnectFailed | Code::DnsFailed | Code::Offline | Code::ProxyFailed | Code::Timeout if is_unsent => {
            Some(jittered(backoff))
        }
        // Inside a 200 it may come after work that is paid for.
        Code::RateLimited if error.details.get("status") == Some(&429.into()) => {
            asked.filter(|ms| *ms <= LONGEST_PAUSE_MS).map(Duration::from_millis).map(jittered)
        }
        Code::GatewayFailed if !failed.is_taken && error.details.get("status") == Some(&503.into()) => {
            let asked = asked.filter(|ms| *ms <= LONGEST_PAUSE_MS).map(Duration::from_millis);
            Some(jittered(asked.unwrap_or(backoff).max(backoff)))
        }
        _ => None,
    }
}

/// Up to a fifth longer, so that requests that failed together do not come back together. Never shorter than asked.
fn jittered(pause: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish() % 1000;
    pause + pause * u32::try_from(random).unwrap_or(0) / 5000
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn ms(error: &BackendError, failed: Failed) -> Option<u128> {
        pause(error, failed).map(|pause| pause.as_millis())
    }

    #[test]
    fn nothing_that_may_have_been_billed_is_sent_again() {
        let first = Failed { attempt: 1, is_taken: true, should_retry: None };
        let error = |code, sent: bool| BackendError::new(code, "x").with("sent", sent);
        let status = |status: u16| BackendError::new(Code::GatewayFailed, "x").with("status", status);
        let told = |status: u16| BackendError::new(Code::RateLimited, "x").with("status", status);
        let limited = |ms: u64| told(429).with("retry_after_ms", ms);
        for code in Code::iter() {
            let is_asked = pause(&error(code, true), first).is_some();
            assert!(!is_asked, "{code:?}");
        }
        for never in
            [status(502), status(503), status(504), limited(60_001), told(429), told(200).with("retry_after_ms", 1)]
        {
            assert_eq!(ms(&never, first), None, "{never:?}");
        }
        assert_eq!(ms(&status(502), Failed { is_taken: false, ..first }), None);
        let again = [error(Code::ConnectFailed, false), error(Code::Timeout, false), limited(0), limited(60_000)];
        assert!(again.iter().all(|error| ms(error, first).is_some()));
        assert!(ms(&status(503), Failed { is_taken: false, ..first }).is_some());
        assert_eq!(ms(&again[0], Failed { should_retry: Some(false), ..first }), None);
        assert_eq!(ms(&again[0], Failed { attempt: 3, ..first }), None);
    }

    #[test]
    fn pauses_grow_and_are_never_shorter_than_asked() {
        let unsent = BackendError::new(Code::ConnectFailed, "x").with("sent", false);
        let at = |attempt| ms(&unsent, Failed { attempt, ..Failed::default() }).unwrap();
        assert!((250..=300).contains(&at(1)) && (500..=600).contains(&at(2)));
        let limited = BackendError::new(Code::RateLimited, "x").with("status", 429).with("retry_after_ms", 7000);
        assert!((7000..=8400).contains(&ms(&limited, Failed { attempt: 1, ..Failed::default() }).unwrap()));
    }
}
