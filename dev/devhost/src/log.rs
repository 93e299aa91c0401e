//! The host's log: keeps lines in memory for GET /log and appends them to DIR/logs/haloforge.log.YYYY-MM-DD.

use std::collections::VecDeque;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use serde::Serialize;

const MAX_LINES_IN_MEMORY: usize = 10_000;

#[derive(Clone, Serialize)]
pub struct LogEntry {
    pub seq: u64,
    pub time: String,
    pub level: String,
    pub scope: String,
    pub message: String,
}

pub struct HostLog {
    folder: PathBuf,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    last_seq: u64,
    lines: VecDeque<LogEntry>,
}

impl HostLog {
    pub fn open(folder: PathBuf) -> Result<Self, String> {
        std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be created: {e}.", folder.display()))?;
        Ok(Self { folder, entries: Mutex::default() })
    }

    pub fn line(&self, level: &str, scope: &str, message: &str) {
        // "2026-11-21T00:06:37.123Z"; the first ten characters are the date.
        let time = humantime::format_rfc3339_millis(SystemTime::now()).to_string();
        let date = time.get(..10).unwrap_or_default().to_owned();
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.last_seq += 1;
        let entry = LogEntry {
            seq: entries.last_seq,
            time,
            level: level.into(),
            scope: scope.into(),
            message: message.replace('\n', " "),
        };
        let file = OpenOptions::new().create(true).append(true).open(self.folder.join(format!("haloforge.log.{date}")));
        if let Ok(mut file) = file {
            let _ =
                writeln!(file, "{} {:5} [{}] {}", entry.time, entry.level.to_uppercase(), entry.scope, entry.message);
        }
        entries.lines.push_back(entry);
        if entries.lines.len() > MAX_LINES_IN_MEMORY {
            entries.lines.pop_front();
        }
    }

    /// Returns the lines after `seq` and the highest number.
    pub fn after(&self, seq: u64) -> (Vec<LogEntry>, u64) {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        (entries.lines.iter().filter(|entry| entry.seq > seq).cloned().collect(), entries.last_seq)
    }
}
