//! Queues notifications until the command that asked for one returns, because `ctx` is only valid during a command. Texts
//! come from the page and hold no prompt: a host may log them.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Mutex;

use haloforge_plugin_api::{Notification, PluginContext};

use crate::mutex::lock;

#[derive(Default)]
pub struct NotificationQueue {
    waiting: Mutex<Vec<Notification>>,
}

impl NotificationQueue {
    pub fn push(&self, notification: Notification) {
        lock(&self.waiting).push(notification);
    }

    /// A panic of the host's code is ignored where it can be caught.
    pub fn drain(&self, ctx: &dyn PluginContext) {
        let waiting = std::mem::take(&mut *lock(&self.waiting));
        for notification in waiting {
            let _ = catch_unwind(AssertUnwindSafe(|| ctx.notify(notification)));
        }
    }
}
