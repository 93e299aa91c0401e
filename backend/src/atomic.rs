//! Small files that are either the old one or the new one, never half, and folders that only the user may open.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Creates the folder, closed to other users; an existing one is closed to them too. Where the user has put a link in its
/// place, the link's target is used as it is: its mode is not ours to change.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700);
        builder.create(folder)?;
        if !fs::symlink_metadata(folder)?.is_dir() {
            return Ok(());
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(folder)
}

/// Writes a temporary file beside the target, flushes it to the disk and renames it into place. The file is 0600 where
/// the system has modes. Creates the folder when it is missing.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("no parent folder"))?;
    if !folder.is_dir() {
        private_folder(folder)?;
    }
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
