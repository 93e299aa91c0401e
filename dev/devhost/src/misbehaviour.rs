//! Ways in which a host may behave that make life hard for a plugin, switched on by POST /misbehave for tests.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Fields that are absent in a request are off.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Misbehaviour {
    /// One thread serves all commands of the page, so that one that takes long delays every other.
    pub one_thread: bool,
    /// Every command takes this long, besides its own time.
    pub slow_ms: u64,
    /// Settings cannot be stored.
    pub fail_settings: bool,
    /// `save_settings` calls `on_settings_changed` before it returns.
    pub change_inside_save: bool,
}

#[derive(Default)]
pub struct Misbehaving {
    now: Mutex<Misbehaviour>,
    thread: Mutex<()>,
}

impl Misbehaving {
    pub fn set(&self, misbehaviour: Misbehaviour) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = misbehaviour;
    }

    pub fn now(&self) -> Misbehaviour {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// To be held while a command runs.
    pub fn delay_command(&self) -> Option<MutexGuard<'_, ()>> {
        let Misbehaviour { one_thread, slow_ms, .. } = self.now();
        let turn = one_thread.then(|| self.thread.lock().unwrap_or_else(PoisonError::into_inner));
        std::thread::sleep(Duration::from_millis(slow_ms));
        turn
    }
}
