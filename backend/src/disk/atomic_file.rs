//! A file that is written under a temporary name and gets its own name when it is complete and on the disk. It is created
//! exclusively, with its final mode.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{leftovers, parent, Disk, DiskOperation};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// 0600 where the system has modes.
    Private,
    /// As readable for others as any file that the user saves.
    OfTheUser,
}

pub struct AtomicFile {
    file: NamedTempFile,
    position: u64,
    disk: Disk,
}

impl AtomicFile {
    pub(super) fn create(disk: &Disk, folder: &Path, visibility: Visibility) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(leftovers::PREFIX).suffix(leftovers::SUFFIX);
        #[cfg(unix)]
        if visibility == Visibility::OfTheUser {
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = visibility;
        disk.before(DiskOperation::Create(folder))?;
        Ok(Self { file: builder.tempfile_in(folder)?, position: 0, disk: disk.clone() })
    }

    fn sync(&self) -> io::Result<()> {
        self.disk.before(DiskOperation::SyncFile(self.file.path()))?;
        self.file.as_file().sync_all()
    }

    /// Gives the file its name, in place of a file that has it.
    pub fn persist(self, target: &Path) -> io::Result<()> {
        self.sync()?;
        self.disk.before(DiskOperation::Rename { from: self.file.path(), to: target })?;
        self.file.persist(target)?;
        self.disk.sync_folder(parent(target)?)
    }

    /// Fails when the name is taken, also when another program takes it at the same moment.
    pub fn persist_new(self, target: &Path) -> io::Result<()> {
        self.sync()?;
        self.disk.before(DiskOperation::Rename { from: self.file.path(), to: target })?;
        match self.file.persist_noclobber(target) {
            Ok(_) => {}
            Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => return Err(refused.error),
            // A disk without links (FAT): an empty file reserves the name.
            Err(refused) => {
                OpenOptions::new().write(true).create_new(true).open(target)?;
                refused.file.persist(target).map(drop).map_err(|refused| {
                    let _ = fs::remove_file(target);
                    refused.error
                })?;
            }
        }
        self.disk.sync_folder(parent(target)?)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.disk.before(DiskOperation::Write { path: self.file.path(), offset: self.position, bytes })?;
        let count = self.file.write(bytes)?;
        self.position += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
