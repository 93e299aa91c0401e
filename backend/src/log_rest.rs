//! Log lines that are still queued when the plugin is unloaded: the host takes lines during commands only. They are kept in
//! data_dir/log-rest.json and go into the host's log at the next load. Like all lines they hold no prompt and no key.

use std::path::{Path, PathBuf};

use haloforge_plugin_api::LogLevel;
use serde::{Deserialize, Serialize};

use crate::disk::Disk;
use crate::log::{Line, LogQueue};

#[derive(Serialize, Deserialize)]
struct StoredLine {
    level: LogLevel,
    text: String,
}

pub struct LogRest {
    path: PathBuf,
    disk: Disk,
}

impl LogRest {
    pub fn new(data_dir: &Path, disk: Disk) -> Self {
        Self { path: data_dir.join("log-rest.json"), disk }
    }

    /// A file that cannot be written loses the lines; unloading does not fail for that.
    pub fn save(&self, queue: &LogQueue) {
        let lines = queue.take();
        if lines.is_empty() {
            return;
        }
        let lines: Vec<StoredLine> = lines.into_iter().map(|(level, text)| StoredLine { level, text }).collect();
        let _ = self.disk.write(&self.path, &serde_json::to_vec(&lines).unwrap_or_default());
    }

    /// Puts the lines of the previous run into the queue and deletes the file.
    pub fn restore(&self, queue: &LogQueue) {
        let Ok(stored) = std::fs::read(&self.path) else { return };
        let lines: Vec<StoredLine> = serde_json::from_slice(&stored).unwrap_or_default();
        for StoredLine { level, text } in lines {
            queue.push(level, Line::new(&text).field("from_previous_run", true));
        }
        let _ = self.disk.remove(&self.path);
    }
}
