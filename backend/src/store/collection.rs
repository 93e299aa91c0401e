//! Deletes stored pictures that no job needs: those that have been unused for long, then the oldest until the rest is
//! under a size cap.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::digest::is_hash;

pub struct Limits {
    /// Pictures that have been unused for longer are deleted.
    pub unused: Duration,
    /// The size cap spares pictures that were used in this time: they are being worked with.
    pub recent: Duration,
    /// Of the pictures that no job needs, together.
    pub total_bytes: u64,
}

pub const LIMITS: Limits = Limits {
    unused: Duration::from_secs(24 * 3600),
    recent: Duration::from_secs(3600),
    total_bytes: 1024 * 1024 * 1024,
};

/// Returns the number of deleted files. `needed` are hashes of unacknowledged jobs.
pub fn collect(folder: &Path, needed: &HashSet<String>, limits: &Limits) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let now = SystemTime::now();
    let mut total = 0;
    let mut removable: Vec<(Duration, u64, PathBuf)> = Vec::new();
    for entry in entries.flatten() {
        let Ok(data) = entry.metadata() else { continue };
        let name = entry.file_name();
        // Files of other names are not ours, and the metadata of a link is the link's own.
        let is_ours = name.to_str().is_some_and(|name| is_hash(name) && !needed.contains(name));
        if !is_ours || !data.is_file() {
            continue;
        }
        total += data.len();
        let age = data.modified().ok().and_then(|at| now.duration_since(at).ok()).unwrap_or_default();
        removable.push((age, data.len(), entry.path()));
    }
    removable.sort_by_key(|(age, ..)| Reverse(*age));
    let mut removed = 0;
    for (age, size, path) in removable {
        let is_due = age > limits.unused || (total > limits.total_bytes && age >= limits.recent);
        if is_due && fs::remove_file(path).is_ok() {
            total -= size;
            removed += 1;
        }
    }
    removed
}
