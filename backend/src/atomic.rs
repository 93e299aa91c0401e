//! Small files that are either the old one or the new one, never half: temp file beside it, then rename.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of our own, and nobody else's to look into; one that is there already is closed to the others.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700);
        builder.create(folder)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(folder)
}

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// Who may read the file. `Private` is 0600 where the system has modes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Default,
    Private,
}

/// Writes, flushes to the disk and renames into place. Creates the folder when it is missing.
pub fn write(path: &Path, content: &[u8], access: Access) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("no parent folder"))?;
    if !folder.is_dir() {
        private_folder(folder)?;
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("file");
    let serial = COUNTER.fetch_add(1, Ordering::Relaxed);
    let temporary = folder.join(format!(".{name}.{}.{serial}.tmp", std::process::id()));
    let written = write_through(&temporary, content, access).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn write_through(path: &Path, content: &[u8], access: Access) -> io::Result<()> {
    let mut file: File = open(path, access)?;
    file.write_all(content)?;
    file.sync_all()
}

#[cfg(unix)]
fn open(path: &Path, access: Access) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    if access == Access::Private {
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _access: Access) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).open(path)
}
