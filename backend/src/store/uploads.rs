//! Uploads under way: chunks in any order, each upload in a partial file that is renamed to its place when it is complete
//! and has the promised hash.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde::Serialize;
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::digest::{hex, is_hash};
use crate::disk::{self, Disk, PartialFile};
use crate::error::{BackendError, Code, Outcome};
use crate::mutex::lock;

#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct UploadProgress {
    /// Bytes of the unbroken beginning: an interrupted upload continues there.
    pub have: u64,
    pub complete: bool,
}

pub struct Uploads {
    folder: PathBuf,
    disk: Disk,
    uploads: Mutex<HashMap<String, Arc<Mutex<Upload>>>>,
}

struct Upload {
    size: u64,
    /// Bytes of the unbroken beginning; `hash` has seen exactly these.
    prefix: u64,
    /// Ranges behind `prefix` that have been written, sorted and disjoint.
    ranges: Vec<(u64, u64)>,
    hash: Sha256,
}

impl Uploads {
    /// The written ranges are only known in memory, so the partial files of an earlier process are deleted.
    pub fn open(folder: PathBuf, disk: Disk) -> Outcome<Self> {
        disk::private_folder(&folder).map_err(|e| BackendError::disk("Creating the blob folder", &e))?;
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(is_own_file_name) {
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(Self { folder, disk, uploads: Mutex::default() })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Bytes of the unbroken beginning.
    pub fn prefix(&self, sha256: &str) -> u64 {
        let upload = lock(&self.uploads).get(sha256).cloned();
        upload.map_or(0, |upload| lock(&upload).prefix)
    }

    /// Writes a chunk; the last one moves the file to `target`. None when another call has put the target there.
    pub fn write(
        &self,
        sha256: &str,
        size: u64,
        offset: u64,
        chunk: &[u8],
        target: &Path,
    ) -> Outcome<Option<UploadProgress>> {
        let end = offset.checked_add(chunk.len() as u64).filter(|end| *end <= size);
        let end = end.ok_or_else(|| BackendError::field("offset", "and the chunk reach behind the size"))?;
        let upload = self.upload(sha256, size);
        let mut upload = lock(&upload);
        // Another call may have completed it while this one waited for the lock.
        if target.is_file() {
            return Ok(None);
        }
        if upload.size != size {
            return Err(BackendError::field("size", "differs from the one this upload began with"));
        }
        let written = upload.write(&self.disk, &self.path(sha256), offset, end, chunk);
        written.map_err(|e| BackendError::disk("Storing an upload", &e))?;
        let complete = upload.prefix == size;
        if complete {
            self.finish(sha256, &upload, target)?;
        }
        Ok(Some(UploadProgress { have: upload.prefix, complete }))
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }

    fn upload(&self, sha256: &str, size: u64) -> Arc<Mutex<Upload>> {
        let mut uploads = lock(&self.uploads);
        let begin = || {
            // Nothing may lie there yet, least of all a link to another file.
            let _ = fs::remove_file(self.path(sha256));
            Arc::new(Mutex::new(Upload { size, prefix: 0, ranges: Vec::new(), hash: Sha256::new() }))
        };
        uploads.entry(sha256.into()).or_insert_with(begin).clone()
    }

    fn finish(&self, sha256: &str, upload: &Upload, target: &Path) -> Outcome<()> {
        let is_right = hex(upload.hash.clone().finalize().as_slice()) == sha256;
        lock(&self.uploads).remove(sha256);
        if !is_right {
            let _ = fs::remove_file(self.path(sha256));
            return Err(BackendError::new(Code::BlobHashMismatch, "The uploaded bytes do not have this hash.")
                .with("sha256", sha256));
        }
        self.disk.publish(&self.path(sha256), target).map_err(|e| BackendError::disk("Storing a picture", &e))
    }
}

/// Uploads have the name of their hash.
fn is_own_file_name(name: &str) -> bool {
    is_hash(name) || disk::is_temporary_name(name)
}

impl Upload {
    fn write(&mut self, disk: &Disk, path: &Path, offset: u64, end: u64, chunk: &[u8]) -> io::Result<()> {
        let mut file = disk.open_partial(path)?;
        if end <= self.prefix {
            return Ok(());
        }
        // Bytes that have been hashed are not written again, even when a chunk overlaps them.
        let skip = usize::try_from(self.prefix.saturating_sub(offset)).unwrap_or(usize::MAX);
        let fresh = chunk.get(skip..).unwrap_or_default();
        let start = offset.max(self.prefix);
        file.seek(SeekFrom::Start(start))?;
        file.write_all(fresh)?;
        if start == self.prefix {
            self.hash.update(fresh);
            self.prefix = end;
        } else {
            self.insert_range(start, end);
        }
        self.extend_prefix(&mut file)
    }

    /// Merges the range with those that it touches.
    fn insert_range(&mut self, start: u64, end: u64) {
        let (touching, mut apart): (Vec<_>, Vec<_>) =
            self.ranges.drain(..).partition(|(s, e)| *s <= end && start <= *e);
        let start = touching.iter().map(|(s, _)| *s).fold(start, u64::min);
        let end = touching.iter().map(|(_, e)| *e).fold(end, u64::max);
        apart.push((start, end));
        apart.sort_unstable();
        self.ranges = apart;
    }

    /// Hashes the ranges that now continue the unbroken beginning.
    fn extend_prefix(&mut self, file: &mut PartialFile) -> io::Result<()> {
        while let Some((_, end)) = self.ranges.first().copied().filter(|(start, _)| *start <= self.prefix) {
            self.ranges.remove(0);
            if end <= self.prefix {
                continue;
            }
            file.seek(SeekFrom::Start(self.prefix))?;
            let mut rest = Read::by_ref(file).take(end - self.prefix);
            io::copy(&mut rest, &mut self.hash)?;
            self.prefix = end;
        }
        Ok(())
    }
}
