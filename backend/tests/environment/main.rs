//! Tests that set environment variables of this process: the session bus, the certificates that are trusted, the proxy.
//! They run one at a time.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::cast_possible_truncation)]

#[path = "../support/secret_service.rs"]
mod fake_secret_service;
mod secret_service;
#[path = "../support/mod.rs"]
mod support;
mod tls;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

static ENVIRONMENT: Mutex<()> = Mutex::new(());

/// Sets these variables until the guard is dropped.
pub struct Environment {
    names: Vec<&'static str>,
    _guard: MutexGuard<'static, ()>,
}

impl Environment {
    pub fn with(variables: &[(&'static str, &str)]) -> Self {
        let guard = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, value) in variables {
            std::env::set_var(name, value);
        }
        Self { names: variables.iter().map(|(name, _)| *name).collect(), _guard: guard }
    }
}

impl Drop for Environment {
    fn drop(&mut self) {
        for name in &self.names {
            std::env::remove_var(name);
        }
    }
}

pub fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < support::TEST_TIMEOUT, "{what}");
        std::thread::park_timeout(std::time::Duration::from_millis(2));
    }
}
