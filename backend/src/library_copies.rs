//! Copies of the library's records (without pictures) that the page hands over, so that a library that the browser has
//! lost can be restored. The bytes lie in the store like a picture; this file only remembers which they are. What the
//! bytes mean is the page's business.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::disk::Disk;
use crate::error::{BackendError, Outcome};
use crate::mutex::lock;

/// Copies of so many different days are kept.
const MAX_COPIES: usize = 3;
const DAY_MS: u64 = 24 * 3600 * 1000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LibraryCopy {
    /// Read the bytes with `get`.
    pub sha256: String,
    pub size_bytes: u64,
    /// Milliseconds since 1970.
    pub saved_ms: u64,
}

#[derive(Default, Clone, Serialize, Deserialize)]
struct Index {
    /// Newest first.
    copies: Vec<LibraryCopy>,
}

pub struct LibraryCopies {
    path: PathBuf,
    disk: Disk,
    index: Mutex<Index>,
    /// The list is there and cannot be read.
    is_unreadable: AtomicBool,
}

impl LibraryCopies {
    pub fn open(data_dir: &Path, disk: Disk) -> Self {
        let path = data_dir.join("library-copies.json");
        let (index, is_unreadable) = match std::fs::read(&path).map(|bytes| serde_json::from_slice(&bytes)) {
            Ok(Ok(index)) => (index, false),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => (Index::default(), false),
            _ => (Index::default(), true),
        };
        Self { path, disk, index: Mutex::new(index), is_unreadable: is_unreadable.into() }
    }

    fn index(&self) -> MutexGuard<'_, Index> {
        lock(&self.index)
    }

    pub fn is_unreadable(&self) -> bool {
        self.is_unreadable.load(Ordering::SeqCst)
    }

    /// Returns false when the list can be read.
    pub fn discard_unreadable(&self) -> bool {
        let was_unreadable = self.is_unreadable.swap(false, Ordering::SeqCst);
        if was_unreadable {
            let _ = self.disk.remove(&self.path);
        }
        was_unreadable
    }

    /// Newest first.
    pub fn all(&self) -> Vec<LibraryCopy> {
        self.index().copies.clone()
    }

    /// Adds a copy in place of one of the same day (UTC).
    pub fn add(&self, copy: LibraryCopy) -> Outcome<()> {
        if self.is_unreadable() {
            return Err(BackendError::internal("The list of library copies cannot be read."));
        }
        let day = copy.saved_ms / DAY_MS;
        let mut index = self.index();
        let mut next = index.clone();
        next.copies.retain(|other| other.saved_ms / DAY_MS != day && other.sha256 != copy.sha256);
        next.copies.insert(0, copy);
        next.copies.truncate(MAX_COPIES);
        self.write(&next)?;
        *index = next;
        Ok(())
    }

    /// Returns the removed copies.
    pub fn clear(&self) -> Outcome<Vec<LibraryCopy>> {
        let mut index = self.index();
        if !index.copies.is_empty() {
            self.write(&Index::default())?;
        }
        Ok(std::mem::take(&mut index.copies))
    }

    fn write(&self, index: &Index) -> Outcome<()> {
        let json = serde_json::to_vec(index)
            .map_err(|_| BackendError::internal("The list of library copies could not be written as JSON."))?;
        self.disk.write(&self.path, &json).map_err(|e| BackendError::disk("Storing a copy of the library", &e))
    }
}
