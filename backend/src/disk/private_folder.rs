//! Folders that only the user may open.

use std::fs;
use std::io;
use std::path::Path;

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
