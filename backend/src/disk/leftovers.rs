//! Temporary files that a killed process left behind. They are recognised by their name; nothing else is touched.

use std::fs;
use std::path::Path;

pub const PREFIX: &str = ".image-studio-";
pub const SUFFIX: &str = ".tmp";

/// Returns the number of removed files. To be called when no writer runs.
pub fn remove_leftovers(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let is_leftover = |entry: &fs::DirEntry| {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        is_file && entry.file_name().to_str().is_some_and(is_temporary_name)
    };
    entries.flatten().filter(|entry| is_leftover(entry) && fs::remove_file(entry.path()).is_ok()).count()
}

/// Earlier versions used the names of the library `tempfile`: ".tmp" and six letters or digits.
pub fn is_temporary_name(name: &str) -> bool {
    let is_former = name
        .strip_prefix(".tmp")
        .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()));
    is_former || (name.starts_with(PREFIX) && name.ends_with(SUFFIX))
}
