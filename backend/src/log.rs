//! Queues log lines until a command drains them into the host's log, because `ctx` is only valid during a command.
//! Lines are key=value; never a prompt, a key, image bytes or a query string.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::Mutex;

use haloforge_plugin_api::{LogLevel, PluginContext};

use crate::mutex::lock;

/// When no command drains the queue, the oldest lines are dropped.
const CAPACITY: usize = 1_000;

#[derive(Default)]
pub struct LogQueue {
    lines: Mutex<VecDeque<(LogLevel, String)>>,
}

impl LogQueue {
    pub fn push(&self, level: LogLevel, line: Line) {
        let mut lines = lock(&self.lines);
        if lines.len() == CAPACITY {
            lines.pop_front();
        }
        lines.push_back((level, line.text));
    }

    pub fn take(&self) -> VecDeque<(LogLevel, String)> {
        std::mem::take(&mut *lock(&self.lines))
    }

    /// A panic of the host's logger aborts the process in a real host: its panics are foreign to the runtime in this
    /// library, and no `catch_unwind` here can stop them. What is caught is a panic of a host that is linked together with
    /// us, as in tests.
    pub fn drain(&self, ctx: &dyn PluginContext) {
        for (level, line) in self.take() {
            let _ = catch_unwind(AssertUnwindSafe(|| ctx.log(level, &line)));
        }
    }
}

/// `image request started request_id=hfis-1 model=gpt-image-2 …`
#[derive(Clone)]
pub struct Line {
    text: String,
}

impl Line {
    pub fn new(event: &str) -> Self {
        Self { text: event.into() }
    }

    /// Quoted when the value is empty or has anything but plain characters; control characters never pass.
    #[must_use]
    pub fn field(mut self, key: &str, value: impl std::fmt::Display) -> Self {
        let value: String = value.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let is_plain = !value.is_empty() && !value.contains([' ', '"', '=']);
        let _ = if is_plain {
            write!(self.text, " {key}={value}")
        } else {
            write!(self.text, " {key}=\"{}\"", value.replace('"', "'"))
        };
        self
    }

    #[must_use]
    pub fn optional(self, key: &str, value: Option<impl std::fmt::Display>) -> Self {
        match value {
            Some(value) => self.field(key, value),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_in_values_are_replaced() {
        let line = Line::new("image request failed").field("a", 1).field("b", "x y\n\"z\"").field("c", "");
        assert_eq!(line.text, "image request failed a=1 b=\"x y 'z'\" c=\"\"");
    }

    #[test]
    fn an_undrained_queue_is_bounded() {
        let queue = LogQueue::default();
        for n in 0..CAPACITY + 5 {
            queue.push(LogLevel::Info, Line::new("n").field("n", n));
        }
        let lines = queue.lines.lock().unwrap();
        assert_eq!(lines.len(), CAPACITY);
        assert_eq!(lines.front().map(|(_, text)| text.as_str()), Some("n n=5"));
    }
}
