//! The one place through which files are written. A name counts only when the bytes behind it are on the disk: content is
//! flushed, then the file gets its name, then the folder is flushed. Tests put hooks in here that record or refuse
//! operations, for full disks and power cuts. Knows nothing of pictures and jobs.

mod atomic_file;
mod leftovers;
mod private_folder;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use atomic_file::{AtomicFile, Visibility};
pub use leftovers::{is_temporary_name, remove_leftovers};
pub use private_folder::private_folder;

/// A change that is about to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskOperation<'a> {
    Create(&'a Path),
    Write { path: &'a Path, offset: u64, bytes: &'a [u8] },
    SyncFile(&'a Path),
    Rename { from: &'a Path, to: &'a Path },
    SyncFolder(&'a Path),
    Remove(&'a Path),
}

/// Called before each operation; an error makes the operation fail without being done.
pub trait DiskHooks: Send + Sync {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()>;
}

#[derive(Clone, Default)]
pub struct Disk {
    hooks: Option<Arc<dyn DiskHooks>>,
}

impl Disk {
    pub fn with_hooks(hooks: Arc<dyn DiskHooks>) -> Self {
        Self { hooks: Some(hooks) }
    }

    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        self.hooks.as_ref().map_or(Ok(()), |hooks| hooks.before(operation))
    }

    /// Writes a small file: a reader, also after a power cut, finds the old content or the new. Creates a missing folder.
    pub fn write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let folder = parent(path)?;
        if !folder.is_dir() {
            self.before(DiskOperation::Create(folder))?;
            private_folder(folder)?;
        }
        let mut file = self.create(folder, Visibility::Private)?;
        file.write_all(content)?;
        file.persist(path)
    }

    /// A new file in `folder` that has no name of its own until it is persisted, and vanishes when it is dropped before.
    pub fn create(&self, folder: &Path, visibility: Visibility) -> io::Result<AtomicFile> {
        AtomicFile::create(self, folder, visibility)
    }

    /// Opens a file for writing pieces at any place. It is not flushed before `publish`.
    pub fn open_partial(&self, path: &Path) -> io::Result<PartialFile> {
        self.before(DiskOperation::Create(path))?;
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        Ok(PartialFile { file, path: path.to_owned(), position: 0, disk: self.clone() })
    }

    /// Flushes the file and moves it to its name, in place of a file that has the name.
    pub fn publish(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(DiskOperation::SyncFile(from))?;
        OpenOptions::new().write(true).open(from)?.sync_all()?;
        self.rename(from, to)
    }

    /// Moves a file whose content is on the disk already.
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(DiskOperation::Rename { from, to })?;
        fs::rename(from, to)?;
        self.sync_folder(parent(to)?)
    }

    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.before(DiskOperation::Remove(path))?;
        fs::remove_file(path)
    }

    /// Makes the names in the folder durable. Systems without this do it by themselves.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(DiskOperation::SyncFolder(folder))?;
        #[cfg(unix)]
        if let Err(e) = File::open(folder).and_then(|folder| folder.sync_all()) {
            // Some network disks cannot flush a folder, and a folder may be writable and not readable.
            if !matches!(
                e.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) {
                return Err(e);
            }
        }
        Ok(())
    }
}

fn parent(path: &Path) -> io::Result<&Path> {
    path.parent().ok_or_else(|| io::Error::other("no parent folder"))
}

pub struct PartialFile {
    file: File,
    path: PathBuf,
    position: u64,
    disk: Disk,
}

impl Read for PartialFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Write for PartialFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.before(DiskOperation::Write { path: &self.path, offset: self.position, bytes })?;
        let count = self.file.write(bytes)?;
        self.position += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for PartialFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = self.file.seek(to)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests;
