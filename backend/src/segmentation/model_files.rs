//! The two files that the user named: their sizes are checked before they are read, and a changed file is another model.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::graph::{refused, Role};
use crate::error::{BackendError, Code, Outcome};

/// SAM's largest encoder, ViT-H, has 2.5 GB; with its weights twice in memory it is no use in an editor.
const MAX_BYTES: u64 = 1_500 * 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFiles {
    pub encoder: PathBuf,
    pub decoder: PathBuf,
}

/// A file at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileVersion {
    path: PathBuf,
    size: u64,
    modified: Option<SystemTime>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelVersion {
    pub encoder: FileVersion,
    pub decoder: FileVersion,
}

impl ModelVersion {
    pub fn of(files: &ModelFiles) -> Outcome<Self> {
        Ok(Self {
            encoder: FileVersion::of(Role::Encoder, &files.encoder)?,
            decoder: FileVersion::of(Role::Decoder, &files.decoder)?,
        })
    }

    pub fn bytes(&self) -> u64 {
        self.encoder.size + self.decoder.size
    }
}

impl FileVersion {
    fn of(role: Role, path: &Path) -> Outcome<Self> {
        let data = fs::metadata(path).map_err(|error| unreadable(role, &error))?;
        if !data.is_file() {
            return Err(not_a_file(role));
        }
        if data.len() > MAX_BYTES {
            return Err(
                refused(role, "too_large", "The model file is larger than 1.5 GB.").with("limit_bytes", MAX_BYTES)
            );
        }
        Ok(Self { path: path.to_owned(), size: data.len(), modified: data.modified().ok() })
    }

    pub fn read(&self, role: Role) -> Outcome<Vec<u8>> {
        let mut file = File::open(&self.path).map_err(|error| unreadable(role, &error))?;
        // The path may have been replaced between the check and the opening.
        if !file.metadata().is_ok_and(|data| data.is_file()) {
            return Err(not_a_file(role));
        }
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(MAX_BYTES).read_to_end(&mut bytes).map_err(|error| unreadable(role, &error))?;
        Ok(bytes)
    }
}

/// Without the path, which may hold the user's name.
fn unreadable(role: Role, error: &io::Error) -> BackendError {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "missing",
        io::ErrorKind::PermissionDenied => "denied",
        _ => "io",
    };
    file_error(role, reason)
}

fn not_a_file(role: Role) -> BackendError {
    file_error(role, "special")
}

fn file_error(role: Role, reason: &str) -> BackendError {
    BackendError::new(Code::SegmentationFileUnreadable, "A model file cannot be read.")
        .with("file", <&str>::from(role))
        .with("reason", reason)
}
