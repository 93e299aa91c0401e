//! Pictures that lie in memory instead of on the disk: previews of unfinished pictures, and results that could not be
//! written to the disk. They are found by their hash like any other.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use super::digest::hash;

use crate::mutex::lock;

/// All previews together have at most so many bytes; the oldest are dropped first.
pub const MAX_PREVIEW_BYTES: usize = 96 * 1024 * 1024;
/// All results together have at most so many bytes; further ones are lost.
const MAX_RESULT_BYTES: usize = 256 * 1024 * 1024;

#[derive(Default)]
pub struct MemoryPictures {
    pictures: Arc<Mutex<Vec<MemoryPicture>>>,
}

struct MemoryPicture {
    kind: Kind,
    sha256: String,
    bytes: Arc<[u8]>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// With a serial number, because two previews may have the same bytes.
    Preview(u64),
    Result,
}

/// Keeps a preview in memory until it is dropped.
pub struct Preview {
    serial: u64,
    pictures: Arc<Mutex<Vec<MemoryPicture>>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        lock(&self.pictures).retain(|picture| picture.kind != Kind::Preview(self.serial));
    }
}

impl MemoryPictures {
    pub fn add_preview(&self, bytes: Vec<u8>) -> (String, Preview) {
        static NEXT_SERIAL: AtomicU64 = AtomicU64::new(0);
        let (sha256, serial) = (hash(&bytes), NEXT_SERIAL.fetch_add(1, Ordering::Relaxed));
        let mut pictures = lock(&self.pictures);
        let kind = Kind::Preview(serial);
        pictures.push(MemoryPicture { kind, sha256: sha256.clone(), bytes: bytes.into() });
        while total_bytes(&pictures, is_preview) > MAX_PREVIEW_BYTES {
            let Some(oldest) = pictures.iter().position(is_preview) else { break };
            pictures.remove(oldest);
        }
        (sha256, Preview { serial, pictures: self.pictures.clone() })
    }

    /// None when too many bytes are held already.
    pub fn hold_result(&self, sha256: &str, bytes: Vec<u8>) -> Option<()> {
        let mut pictures = lock(&self.pictures);
        if total_bytes(&pictures, is_result) + bytes.len() > MAX_RESULT_BYTES {
            return None;
        }
        pictures.push(MemoryPicture { kind: Kind::Result, sha256: sha256.into(), bytes: bytes.into() });
        Some(())
    }

    pub fn get(&self, sha256: &str) -> Option<Arc<[u8]>> {
        lock(&self.pictures).iter().find(|picture| picture.sha256 == sha256).map(|picture| picture.bytes.clone())
    }

    /// Hashes and bytes of the held results.
    pub fn results(&self) -> Vec<(String, Arc<[u8]>)> {
        let pictures = lock(&self.pictures);
        pictures
            .iter()
            .filter(|picture| is_result(picture))
            .map(|picture| (picture.sha256.clone(), picture.bytes.clone()))
            .collect()
    }

    pub fn remove_result(&self, sha256: &str) {
        lock(&self.pictures).retain(|picture| is_preview(picture) || picture.sha256 != sha256);
    }

    pub fn retain_results(&self, needed: &HashSet<String>) {
        lock(&self.pictures).retain(|picture| is_preview(picture) || needed.contains(&picture.sha256));
    }
}

fn is_preview(picture: &MemoryPicture) -> bool {
    !is_result(picture)
}

fn is_result(picture: &MemoryPicture) -> bool {
    picture.kind == Kind::Result
}

fn total_bytes(pictures: &[MemoryPicture], is_counted: fn(&MemoryPicture) -> bool) -> usize {
    pictures.iter().filter(|picture| is_counted(picture)).map(|picture| picture.bytes.len()).sum()
}
