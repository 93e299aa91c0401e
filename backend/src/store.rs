//! Pictures on the disk under data_dir/blobs, named by SHA-256. Knows nothing of jobs: the caller of a collection says
//! which pictures must stay.

mod collection;
mod digest;
mod memory;
mod uploads;

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::disk::{Disk, Visibility};
use crate::error::{BackendError, Code, Outcome};
use crate::image_file;
use crate::mutex::lock;
use digest::hex;
use memory::MemoryPictures;
use uploads::Uploads;

pub use digest::{hash, is_hash};
pub use memory::Preview;
pub use uploads::UploadProgress;

/// Raw bytes of a chunk at most, before base64.
pub const CHUNK_BYTES: u64 = 4 * 1024 * 1024;

pub struct Store {
    folder: PathBuf,
    disk: Disk,
    uploads: Uploads,
    memory: MemoryPictures,
    /// Files that this process has written or whose hash it has checked.
    sound: Mutex<HashSet<String>>,
}

pub struct NewBlob {
    pub sha256: String,
    pub size: u64,
    /// False when the store had the same picture before.
    pub is_new: bool,
}

impl Store {
    pub fn open(data_dir: &Path, disk: Disk) -> Outcome<Self> {
        let folder = data_dir.join("blobs");
        let uploads = Uploads::open(folder.join("partial"), disk.clone())?;
        Ok(Self { folder, disk, uploads, memory: MemoryPictures::default(), sound: Mutex::default() })
    }

    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }

    /// A link is not a picture: links are not followed.
    pub fn size(&self, sha256: &str) -> Option<u64> {
        fs::symlink_metadata(self.path(sha256)).ok().filter(fs::Metadata::is_file).map(|data| data.len())
    }

    fn missing(sha256: &str) -> BackendError {
        BackendError::new(Code::BlobMissing, "This picture has not been uploaded.").with("sha256", sha256)
    }

    /// Marks it as in use, so that the collection spares it.
    pub fn touch(&self, sha256: &str) -> Outcome<u64> {
        let size = self.size(sha256).ok_or_else(|| Self::missing(sha256))?;
        if let Ok(file) = OpenOptions::new().append(true).open(self.path(sha256)) {
            let _ = file.set_modified(SystemTime::now());
        }
        Ok(size)
    }

    /// The whole picture. One that was damaged on the disk counts as missing: the next upload replaces it.
    pub fn read(&self, sha256: &str) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.open_blob(sha256)?.read_to_end(&mut bytes);
        read.map_err(|e| BackendError::disk("Reading a picture", &e))?;
        if hash(&bytes) != sha256 {
            self.mark_unknown(sha256);
            return Err(Self::missing(sha256).with("reason", "damaged"));
        }
        Ok(bytes)
    }

    /// At most `length` bytes from `offset`, and the size of the whole.
    pub fn read_chunk(&self, sha256: &str, offset: u64, length: u64) -> Outcome<(Vec<u8>, u64)> {
        let behind = |size: u64| BackendError::field("offset", "is behind the end of the picture").with("size", size);
        let Some(size) = self.size(sha256) else {
            let bytes = self.memory.get(sha256).ok_or_else(|| Self::missing(sha256))?;
            let size = bytes.len() as u64;
            let rest = usize::try_from(offset).ok().and_then(|start| bytes.get(start..)).ok_or_else(|| behind(size))?;
            let length = usize::try_from(length).unwrap_or(usize::MAX).min(rest.len());
            return Ok((rest.get(..length).unwrap_or_default().to_vec(), size));
        };
        if offset > size {
            return Err(behind(size));
        }
        let mut bytes = Vec::new();
        self.open_file(sha256)
            .and_then(|mut file| {
                file.seek(SeekFrom::Start(offset))?;
                file.take(length).read_to_end(&mut bytes)
            })
            .map_err(|e| BackendError::disk("Reading a picture", &e))?;
        Ok((bytes, size))
    }

    /// Stores a picture, or a mask, under its hash.
    pub fn save(&self, bytes: &[u8]) -> Outcome<String> {
        let sha256 = hash(bytes);
        self.save_as(&sha256, bytes)?;
        Ok(sha256)
    }

    /// Stores a result whose hash is known.
    pub fn save_as(&self, sha256: &str, bytes: &[u8]) -> Outcome<()> {
        // When it is collected between the calls, it is written again.
        if self.is_sound(sha256, bytes.len() as u64) && self.touch(sha256).is_ok() {
            return Ok(());
        }
        self.disk.write(&self.path(sha256), bytes).map_err(|e| BackendError::disk("Storing a picture", &e))?;
        self.mark_sound(sha256);
        Ok(())
    }

    /// True if the file has this size and the hash that it is named by: a file that was cut short or damaged on the disk
    /// is replaced. Each file is read once by a process.
    fn is_sound(&self, sha256: &str, size: u64) -> bool {
        if self.size(sha256) != Some(size) {
            return false;
        }
        if lock(&self.sound).contains(sha256) {
            return true;
        }
        let mut hash = Sha256::new();
        let read = self.open_file(sha256).and_then(|mut file| io::copy(&mut file, &mut hash));
        let is_sound = read.is_ok() && hex(hash.finalize().as_slice()) == sha256;
        if is_sound {
            self.mark_sound(sha256);
        }
        is_sound
    }

    fn mark_sound(&self, sha256: &str) {
        lock(&self.sound).insert(sha256.into());
    }

    fn mark_unknown(&self, sha256: &str) {
        lock(&self.sound).remove(sha256);
    }

    /// Stores the bytes of `source` in pieces. None when it has more than `limit` bytes, or none at all.
    pub fn save_from(&self, source: &mut impl Read, limit: u64) -> io::Result<Option<NewBlob>> {
        let mut file = self.disk.create(self.uploads.folder(), Visibility::Private)?;
        let (mut hash, mut size) = (Sha256::new(), 0);
        let mut buffer = vec![0; 256 * 1024];
        loop {
            let count = match source.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            size += count as u64;
            if size > limit {
                return Ok(None);
            }
            let piece = buffer.get(..count).unwrap_or_default();
            hash.update(piece);
            file.write_all(piece)?;
        }
        if size == 0 {
            return Ok(None);
        }
        let sha256 = hex(hash.finalize().as_slice());
        let is_new = !self.is_sound(&sha256, size);
        if is_new {
            file.persist(&self.path(&sha256))?;
            self.mark_sound(&sha256);
        } else {
            let _ = self.touch(&sha256);
        }
        Ok(Some(NewBlob { sha256, size, is_new }))
    }

    /// For the upload of a request, which reads the file as it sends it.
    pub fn open_file(&self, sha256: &str) -> io::Result<File> {
        if self.size(sha256).is_none() {
            return Err(io::ErrorKind::NotFound.into());
        }
        File::open(self.path(sha256))
    }

    pub fn open_blob(&self, sha256: &str) -> Outcome<File> {
        match self.open_file(sha256) {
            Ok(file) => Ok(file),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Err(Self::missing(sha256)),
            Err(e) => Err(BackendError::disk("Reading a picture", &e)),
        }
    }

    /// Holds an unfinished picture in memory until the returned `Preview` is dropped.
    pub fn add_preview(&self, bytes: Vec<u8>) -> (String, Preview) {
        self.memory.add_preview(bytes)
    }

    /// Holds a result that could not be written to the disk in memory until no job needs it. None when too many bytes
    /// are held already.
    pub fn hold_result(&self, sha256: &str, bytes: Vec<u8>) -> Option<()> {
        self.memory.hold_result(sha256, bytes)
    }

    /// Drops the held results that no job needs any more.
    pub fn release_held_results(&self, needed: &HashSet<String>) {
        self.memory.retain_results(needed);
    }

    /// Writes the results that a full disk did not take. Fails when it still does not.
    pub fn store_held_results(&self) -> Outcome<()> {
        for (sha256, bytes) in self.memory.results() {
            self.save_as(&sha256, &bytes)?;
            self.memory.remove_result(&sha256);
        }
        Ok(())
    }

    pub fn remove(&self, sha256: &str) {
        self.mark_unknown(sha256);
        let _ = self.disk.remove(&self.path(sha256));
    }

    /// The progress of an upload that may have begun earlier.
    pub fn progress(&self, sha256: &str, size: u64) -> Outcome<UploadProgress> {
        match self.finished_upload(sha256, size)? {
            Some(finished) => Ok(finished),
            None => Ok(UploadProgress { have: self.uploads.prefix(sha256), complete: false }),
        }
    }

    /// Writes a chunk of an upload.
    pub fn put(&self, sha256: &str, size: u64, offset: u64, chunk: &[u8]) -> Outcome<UploadProgress> {
        if let Some(finished) = self.finished_upload(sha256, size)? {
            return Ok(finished);
        }
        match self.uploads.write(sha256, size, offset, chunk, &self.path(sha256))? {
            Some(progress) => {
                if progress.complete {
                    self.mark_sound(sha256);
                }
                Ok(progress)
            }
            None => self.progress(sha256, size),
        }
    }

    /// None when the picture has yet to be uploaded, in a size that may be.
    fn finished_upload(&self, sha256: &str, size: u64) -> Outcome<Option<UploadProgress>> {
        match self.size(sha256) {
            Some(existing) if self.is_sound(sha256, existing) => {
                if existing != size {
                    return Err(BackendError::field("size", "is not the size of the picture with this hash"));
                }
                self.touch(sha256)?;
                Ok(Some(UploadProgress { have: size, complete: true }))
            }
            Some(_) => {
                self.remove(sha256);
                Ok(None)
            }
            None if size > image_file::MAX_BYTES => Err(image_file::too_large(size)),
            None => Ok(None),
        }
    }

    /// Deletes pictures that have been unused for long, then the oldest until the rest is under the size cap. `needed`
    /// are hashes of unacknowledged jobs. Returns the number of deleted files.
    pub fn collect(&self, needed: &HashSet<String>) -> usize {
        self.memory.retain_results(needed);
        collection::collect(&self.folder, needed, &collection::LIMITS)
    }
}

#[cfg(test)]
#[path = "store/store_tests.rs"]
mod tests;
