//! Shows a notification of the host.

use std::sync::Arc;

use haloforge_plugin_api::{Notification, NotificationKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Command;
use crate::checked_text::Sentence;
use crate::error::Outcome;
use crate::studio::Studio;

/// Show a notification of the host.
///
/// For what ends while the panel is hidden. The text must not hold any of the prompt: a host may log it.
#[derive(Deserialize, TS)]
pub struct Notify {
    title: Sentence,
    message: Sentence,
    is_failure: bool,
}

#[derive(Serialize, TS)]
pub struct Notified {}

impl Command for Notify {
    const NAME: &'static str = "notify";
    type Answer = Notified;

    fn run(self, studio: &Arc<Studio>) -> Outcome<Notified> {
        studio.ensure_open()?;
        let kind = if self.is_failure { NotificationKind::Error } else { NotificationKind::Success };
        studio.notifications.push(Notification {
            title: self.title.into(),
            message: self.message.into(),
            kind,
            duration_ms: None,
        });
        Ok(Notified {})
    }
}
