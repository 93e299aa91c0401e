//! The host's log: lines in memory for GET /log, and appended to DIR/logs/haloforge.log.YYYY-MM-DD.

use std::collections::VecDeque;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::clock;

const KEPT: usize = 10_000;

#[derive(Clone, Serialize)]
pub struct Entry {
    pub seq: u64,
    pub time: String,
    pub level: String,
    pub scope: String,
    pub message: String,
}

pub struct Log {
    folder: PathBuf,
    entries: Mutex<(u64, VecDeque<Entry>)>,
}

impl Log {
    pub fn open(folder: PathBuf) -> Result<Self, String> {
        std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be created: {e}.", folder.display()))?;
        Ok(Self { folder, entries: Mutex::default() })
    }

    pub fn line(&self, level: &str, scope: &str, message: &str) {
        let (date, time) = clock::now();
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.0 += 1;
        let entry = Entry {
            seq: entries.0,
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
        entries.1.push_back(entry);
        if entries.1.len() > KEPT {
            entries.1.pop_front();
        }
    }

    /// Lines behind `seq`, and the newest number.
    pub fn after(&self, seq: u64) -> (Vec<Entry>, u64) {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        (entries.1.iter().filter(|entry| entry.seq > seq).cloned().collect(), entries.0)
    }
}
