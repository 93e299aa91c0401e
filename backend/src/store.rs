//! Pictures on the disk under data_dir/blobs, named by SHA-256. Uploads arrive in chunks, in any order.
//! Knows nothing of jobs: whoever collects says what must stay.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::error::{BackendError, Code, Outcome};
use crate::image_file;

/// Raw bytes a chunk at most: CHUNK_BYTES of src/host/contract.ts.
pub const CHUNK_BYTES: u64 = 4 * 1024 * 1024;
const KEEP_UNUSED: Duration = Duration::from_secs(24 * 3600);
/// The size cap spares what was touched in this time: it is being worked with.
const KEEP_RECENT: Duration = Duration::from_secs(3600);
const KEEP_BYTES: u64 = 1024 * 1024 * 1024;

/// Partial pictures that may lie in memory at a time; the oldest go first.
const PREVIEW_BYTES: usize = 96 * 1024 * 1024;
/// Results that the disk did not take: so many more than this are lost.
const HELD_BYTES: usize = 256 * 1024 * 1024;

pub struct Store {
    folder: PathBuf,
    uploads: Mutex<HashMap<String, Arc<Mutex<Upload>>>>,
    previews: Arc<Mutex<Vec<Shown>>>,
}

/// A partial picture: only in memory, found by its hash like any other.
struct Shown {
    serial: u64,
    sha256: String,
    bytes: Arc<[u8]>,
    /// No partial: a result that the disk did not take.
    is_result: bool,
}

/// Keeps a partial picture until it is dropped.
pub struct Preview {
    serial: u64,
    previews: Arc<Mutex<Vec<Shown>>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let mut previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.retain(|shown| shown.serial != self.serial);
    }
}

#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct UploadProgress {
    /// Bytes of the unbroken beginning: an interrupted upload continues there.
    pub have: u64,
    pub complete: bool,
}

/// One upload under way. `ranges` are the parts behind `prefix`, sorted and disjoint; `hash` has seen `prefix` bytes.
struct Upload {
    size: u64,
    prefix: u64,
    ranges: Vec<(u64, u64)>,
    hash: Sha256,
}

pub struct TakenIn {
    pub sha256: String,
    pub size: u64,
    /// It was not there before.
    pub is_new: bool,
}

/// 64 lower-case hex digits: also what makes it safe as a file name.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

pub fn hash(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Store {
    pub fn open(data_dir: &Path) -> Outcome<Self> {
        let store = Self { folder: data_dir.join("blobs"), uploads: Mutex::default(), previews: Arc::default() };
        // Ranges of an upload live in memory, so what an earlier process left half is worth nothing.
        let _ = fs::remove_dir_all(store.folder.join("partial"));
        crate::atomic::private_folder(&store.folder.join("partial"))
            .map_err(|e| BackendError::disk("Creating the blob folder", &e))?;
        Ok(store)
    }

    fn blob(&self, sha256: &str) -> PathBuf {
        self.folder.join(sha256)
    }

    fn partial(&self, sha256: &str) -> PathBuf {
        self.folder.join("partial").join(sha256)
    }

    pub fn size(&self, sha256: &str) -> Option<u64> {
        fs::metadata(self.blob(sha256)).ok().filter(fs::Metadata::is_file).map(|data| data.len())
    }

    fn missing(sha256: &str) -> BackendError {
        BackendError::new(Code::BlobMissing, "This picture has not been uploaded.").with("sha256", sha256)
    }

    /// Marks it as in use, so that the collection spares it.
    pub fn touch(&self, sha256: &str) -> Outcome<u64> {
        let size = self.size(sha256).ok_or_else(|| Self::missing(sha256))?;
        if let Ok(file) = OpenOptions::new().append(true).open(self.blob(sha256)) {
            let _ = file.set_modified(SystemTime::now());
        }
        Ok(size)
    }

    pub fn read(&self, sha256: &str) -> Outcome<Vec<u8>> {
        match fs::read(self.blob(sha256)) {
            Ok(bytes) => Ok(bytes),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Err(Self::missing(sha256)),
            Err(e) => Err(BackendError::disk("Reading a picture", &e)),
        }
    }

    /// At most `length` bytes from `offset`, and the size of the whole.
    pub fn read_chunk(&self, sha256: &str, offset: u64, length: u64) -> Outcome<(Vec<u8>, u64)> {
        let behind = |size: u64| BackendError::field("offset", "is behind the end of the picture").with("size", size);
        let Some(size) = self.size(sha256) else {
            let shown = self.preview(sha256).ok_or_else(|| Self::missing(sha256))?;
            let size = shown.len() as u64;
            let rest = usize::try_from(offset).ok().and_then(|start| shown.get(start..)).ok_or_else(|| behind(size))?;
            let length = usize::try_from(length).unwrap_or(usize::MAX).min(rest.len());
            return Ok((rest.get(..length).unwrap_or_default().to_vec(), size));
        };
        if offset > size {
            return Err(behind(size));
        }
        let mut bytes = Vec::new();
        File::open(self.blob(sha256))
            .and_then(|mut file| {
                file.seek(SeekFrom::Start(offset))?;
                file.take(length).read_to_end(&mut bytes)
            })
            .map_err(|e| BackendError::disk("Reading a picture", &e))?;
        Ok((bytes, size))
    }

    /// For results: the hash is computed here, so there is nothing to refuse.
    pub fn keep(&self, bytes: &[u8]) -> Outcome<String> {
        let sha256 = hash(bytes);
        // Collected in between: then it is written again.
        if self.size(&sha256) == Some(bytes.len() as u64) && self.touch(&sha256).is_ok() {
            return Ok(sha256);
        }
        crate::atomic::write(&self.blob(&sha256), bytes, crate::atomic::Access::Default)
            .map_err(|e| BackendError::disk("Storing a picture", &e))?;
        Ok(sha256)
    }

    /// For the socket, which reads as it sends.
    pub fn open_file(&self, sha256: &str) -> io::Result<File> {
        File::open(self.blob(sha256))
    }

    /// A partial picture, for as long as the answer is held.
    pub fn show(&self, bytes: Vec<u8>) -> (String, Preview) {
        static SERIAL: AtomicU64 = AtomicU64::new(0);
        let (sha256, serial) = (hash(&bytes), SERIAL.fetch_add(1, Ordering::Relaxed));
        let mut previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.push(Shown { serial, sha256: sha256.clone(), bytes: bytes.into(), is_result: false });
        while bytes_of(&previews, false) > PREVIEW_BYTES {
            let Some(oldest) = previews.iter().position(|shown| !shown.is_result) else { break };
            previews.remove(oldest);
        }
        (sha256, Preview { serial, previews: self.previews.clone() })
    }

    /// A result that the disk does not take lies in memory until nobody needs it. None: too many do.
    pub fn hold(&self, bytes: Vec<u8>) -> Option<String> {
        let sha256 = hash(&bytes);
        let mut previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes_of(&previews, true) + bytes.len() > HELD_BYTES {
            return None;
        }
        previews.push(Shown { serial: u64::MAX, sha256: sha256.clone(), bytes: bytes.into(), is_result: true });
        Some(sha256)
    }

    fn preview(&self, sha256: &str) -> Option<Arc<[u8]>> {
        let previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.iter().find(|shown| shown.sha256 == sha256).map(|shown| shown.bytes.clone())
    }

    pub fn remove(&self, sha256: &str) {
        let _ = fs::remove_file(self.blob(sha256));
    }

    /// Takes in what `source` gives, a piece at a time. None: it gave more than `limit`, or nothing at all.
    pub fn take_in(&self, source: &mut impl Read, limit: u64) -> io::Result<Option<TakenIn>> {
        static SERIAL: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
        let serial = SERIAL.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let path = self.partial(&format!("import-{}-{serial}", std::process::id()));
        let taken = self.take_in_at(&path, source, limit);
        // After a success it is no longer there under this name.
        let _ = fs::remove_file(&path);
        taken
    }

    fn take_in_at(&self, path: &Path, source: &mut impl Read, limit: u64) -> io::Result<Option<TakenIn>> {
        let mut file = File::create(path)?;
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
        let is_new = self.size(&sha256) != Some(size);
        if is_new {
            file.sync_all()?;
            fs::rename(path, self.blob(&sha256))?;
        } else {
            let _ = self.touch(&sha256);
        }
        Ok(Some(TakenIn { sha256, size, is_new }))
    }

    pub fn open_blob(&self, sha256: &str) -> Outcome<File> {
        match File::open(self.blob(sha256)) {
            Ok(file) => Ok(file),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Err(Self::missing(sha256)),
            Err(e) => Err(BackendError::disk("Reading a picture", &e)),
        }
    }

    pub fn progress(&self, sha256: &str, size: u64) -> Outcome<UploadProgress> {
        if let Some(existing) = self.size(sha256) {
            return self.existing(sha256, existing, size);
        }
        if size > image_file::MAX_BYTES {
            return Err(image_file::too_large(size));
        }
        let upload = self.uploads.lock().unwrap_or_else(PoisonError::into_inner).get(sha256).cloned();
        let have = upload.map_or(0, |upload| upload.lock().unwrap_or_else(PoisonError::into_inner).prefix);
        Ok(UploadProgress { have, complete: false })
    }

    fn existing(&self, sha256: &str, existing: u64, size: u64) -> Outcome<UploadProgress> {
        if existing != size {
            return Err(BackendError::field("size", "is not the size of the picture with this hash"));
        }
        self.touch(sha256)?;
        Ok(UploadProgress { have: size, complete: true })
    }

    pub fn put(&self, sha256: &str, size: u64, offset: u64, chunk: &[u8]) -> Outcome<UploadProgress> {
        if let Some(existing) = self.size(sha256) {
            return self.existing(sha256, existing, size);
        }
        if size > image_file::MAX_BYTES {
            return Err(image_file::too_large(size));
        }
        let end = offset.checked_add(chunk.len() as u64).filter(|end| *end <= size);
        let end = end.ok_or_else(|| BackendError::field("offset", "and the chunk reach behind the size"))?;
        let upload = self.upload(sha256, size);
        let mut upload = upload.lock().unwrap_or_else(PoisonError::into_inner);
        // Another call may have completed it while this one waited.
        if let Some(existing) = self.size(sha256) {
            return self.existing(sha256, existing, size);
        }
        if upload.size != size {
            return Err(BackendError::field("size", "differs from the one this upload began with"));
        }
        let stored = self.write_chunk(sha256, &mut upload, offset, end, chunk);
        stored.map_err(|e| BackendError::disk("Storing an upload", &e))?;
        if upload.prefix < size {
            return Ok(UploadProgress { have: upload.prefix, complete: false });
        }
        self.finish(sha256, &upload)
    }

    fn upload(&self, sha256: &str, size: u64) -> Arc<Mutex<Upload>> {
        let mut uploads = self.uploads.lock().unwrap_or_else(PoisonError::into_inner);
        let begin = || Upload { size, prefix: 0, ranges: Vec::new(), hash: Sha256::new() };
        uploads.entry(sha256.into()).or_insert_with(|| Arc::new(Mutex::new(begin()))).clone()
    }

    fn write_chunk(&self, sha256: &str, upload: &mut Upload, offset: u64, end: u64, chunk: &[u8]) -> io::Result<()> {
        let path = self.partial(sha256);
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        if end <= upload.prefix {
            return Ok(());
        }
        // What was hashed is not written again, even when a chunk overlaps it.
        let skip = usize::try_from(upload.prefix.saturating_sub(offset)).unwrap_or(usize::MAX);
        let fresh = chunk.get(skip..).unwrap_or_default();
        let start = offset.max(upload.prefix);
        file.seek(SeekFrom::Start(start))?;
        file.write_all(fresh)?;
        if start == upload.prefix {
            upload.hash.update(fresh);
            upload.prefix = end;
        } else {
            insert(&mut upload.ranges, (start, end));
        }
        advance(upload, &mut file)
    }

    fn finish(&self, sha256: &str, upload: &Upload) -> Outcome<UploadProgress> {
        let is_right = hex(upload.hash.clone().finalize().as_slice()) == sha256;
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner).remove(sha256);
        if !is_right {
            let _ = fs::remove_file(self.partial(sha256));
            return Err(BackendError::new(Code::BlobHashMismatch, "The uploaded bytes do not have this hash.")
                .with("sha256", sha256));
        }
        fs::rename(self.partial(sha256), self.blob(sha256)).map_err(|e| BackendError::disk("Storing a picture", &e))?;
        Ok(UploadProgress { have: upload.size, complete: true })
    }

    /// Removes what is old, then the oldest until the rest is under the cap. `keep` are hashes of unacknowledged jobs.
    pub fn collect(&self, keep: &HashSet<String>) -> usize {
        let mut previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.retain(|shown| !shown.is_result || keep.contains(&shown.sha256));
        drop(previews);
        self.collect_beyond(keep, KEEP_UNUSED, KEEP_RECENT, KEEP_BYTES)
    }

    fn collect_beyond(&self, keep: &HashSet<String>, unused: Duration, recent: Duration, cap: u64) -> usize {
        let Ok(entries) = fs::read_dir(&self.folder) else { return 0 };
        let now = SystemTime::now();
        let mut total = 0;
        let mut removable: Vec<(Duration, u64, PathBuf)> = Vec::new();
        for entry in entries.flatten() {
            let Ok(data) = entry.metadata() else { continue };
            if !data.is_file() {
                continue;
            }
            total += data.len();
            let age = data.modified().ok().and_then(|at| now.duration_since(at).ok()).unwrap_or_default();
            if !entry.file_name().to_str().is_some_and(|name| keep.contains(name)) {
                removable.push((age, data.len(), entry.path()));
            }
        }
        removable.sort_by_key(|(age, ..)| std::cmp::Reverse(*age));
        let mut removed = 0;
        for (age, size, path) in removable {
            let is_due = age > unused || (total > cap && age >= recent);
            if is_due && fs::remove_file(path).is_ok() {
                total -= size;
                removed += 1;
            }
        }
        removed
    }
}

fn bytes_of(shown: &[Shown], is_result: bool) -> usize {
    shown.iter().filter(|shown| shown.is_result == is_result).map(|shown| shown.bytes.len()).sum()
}

fn insert(ranges: &mut Vec<(u64, u64)>, (start, end): (u64, u64)) {
    let (touching, mut apart): (Vec<_>, Vec<_>) = ranges.drain(..).partition(|(s, e)| *s <= end && start <= *e);
    let start = touching.iter().map(|(s, _)| *s).fold(start, u64::min);
    let end = touching.iter().map(|(_, e)| *e).fold(end, u64::max);
    apart.push((start, end));
    apart.sort_unstable();
    *ranges = apart;
}

/// A gap was closed: hashes what now continues the beginning.
fn advance(upload: &mut Upload, file: &mut File) -> io::Result<()> {
    while let Some((_, end)) = upload.ranges.first().copied().filter(|(start, _)| *start <= upload.prefix) {
        upload.ranges.remove(0);
        if end <= upload.prefix {
            continue;
        }
        file.seek(SeekFrom::Start(upload.prefix))?;
        let mut rest = Read::by_ref(file).take(end - upload.prefix);
        io::copy(&mut rest, &mut upload.hash)?;
        upload.prefix = end;
    }
    Ok(())
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
