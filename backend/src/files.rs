//! Imports and exports picture files that the host named: in a dialog, by a drop, for a document handler. An import takes
//! regular files that are pictures by their first bytes, in pieces; an export writes a whole file or nothing. No error
//! contains a path: it may hold the user's name.

use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};

use crate::disk::Visibility;
use crate::error::{BackendError, Code, Outcome};
use crate::image_file;
use crate::picture_file::{self, PictureType};
use crate::polled_results::ImportedFile;
use crate::store::{NewBlob, Store};

/// Larger than what can be sent (image_file::MAX_BYTES), because only the region around a mask is sent.
pub const MAX_BYTES: u64 = 100 * 1024 * 1024;

fn unreadable(reason: &str, sentence: &str) -> BackendError {
    BackendError::new(Code::FileUnreadable, sentence).with("reason", reason)
}

fn unwritable(reason: &str, sentence: &str) -> BackendError {
    BackendError::new(Code::FileUnwritable, sentence).with("reason", reason)
}

/// The last part of the path, for display; never the folders.
pub fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().chars().take(255).collect()).unwrap_or_default()
}

fn reading(error: &io::Error) -> BackendError {
    match error.kind() {
        io::ErrorKind::NotFound => unreadable("missing", "The file is not there."),
        io::ErrorKind::PermissionDenied => unreadable("denied", "The file may not be read."),
        io::ErrorKind::IsADirectory => unreadable("folder", "This is a folder, not a picture file."),
        kind => unreadable("io", "The file cannot be read.").with("io", kind.to_string()),
    }
}

fn writing(error: &io::Error) -> BackendError {
    match error.kind() {
        io::ErrorKind::NotFound => unwritable("missing", "The folder is not there."),
        io::ErrorKind::PermissionDenied => unwritable("denied", "Nothing may be written in this folder."),
        io::ErrorKind::ReadOnlyFilesystem => unwritable("denied", "This disk is read-only."),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => unwritable("full", "The disk is full."),
        io::ErrorKind::AlreadyExists => exists(),
        kind => unwritable("io", "The file cannot be written.").with("io", kind.to_string()),
    }
}

fn exists() -> BackendError {
    BackendError::new(Code::FileExists, "A file of this name is there already.")
}

/// To be called before the file is opened: opening a pipe waits for its other end.
fn check_regular(data: &Metadata, refuse: fn(&str, &str) -> BackendError) -> Outcome<()> {
    if data.is_dir() {
        return Err(refuse("folder", "This is a folder, not a picture file."));
    }
    if !data.is_file() {
        return Err(refuse("special", "This is a device or a pipe, not a picture file."));
    }
    Ok(())
}

pub fn import(store: &Store, path: &Path) -> Outcome<ImportedFile> {
    let data = fs::metadata(path).map_err(|e| reading(&e))?;
    check_regular(&data, unreadable)?;
    if data.len() > MAX_BYTES {
        return Err(too_large(data.len()));
    }
    let mut file = File::open(path).map_err(|e| reading(&e))?;
    // The path may have been replaced between the check and the opening.
    check_regular(&file.metadata().map_err(|e| reading(&e))?, unreadable)?;
    let head = head_of(&mut file).map_err(|e| reading(&e))?;
    if head.is_empty() {
        return Err(BackendError::new(Code::ImageEmpty, "The picture file has zero bytes."));
    }
    let kind = picture_file::detect_file(&head).filter(|kind| *kind != PictureType::LayerArchive);
    let kind = kind.ok_or_else(not_a_picture)?;
    let saved = store.save_from(&mut file, MAX_BYTES).map_err(|e| BackendError::disk("Taking the picture in", &e))?;
    let NewBlob { sha256, size, is_new } = saved.ok_or_else(|| too_large(MAX_BYTES + 1))?;
    match measure(store, &sha256, kind) {
        Ok((width, height)) => Ok(ImportedFile { sha256, size, kind, file_name: name_of(path), width, height }),
        Err(error) => {
            if is_new {
                store.remove(&sha256);
            }
            Err(error)
        }
    }
}

fn too_large(size: u64) -> BackendError {
    BackendError::new(Code::ImageTooLarge, "The picture file is larger than 100 MB.")
        .with("size_bytes", size)
        .with("limit_bytes", MAX_BYTES)
}

fn not_a_picture() -> BackendError {
    BackendError::new(Code::ImageNotAnImage, "The file is not a picture.")
}

/// The first bytes; the file stands at its beginning again.
fn head_of(file: &mut File) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    Read::by_ref(file).take(64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(head)
}

/// Width and height by the header of the store's own copy: the named file may have changed meanwhile.
fn measure(store: &Store, sha256: &str, kind: PictureType) -> Outcome<(u32, u32)> {
    let mut file = store.open_blob(sha256)?;
    let head = head_of(&mut file).map_err(|e| BackendError::disk("Reading a picture", &e))?;
    if picture_file::detect_file(&head) != Some(kind) {
        return Err(unreadable("changed", "The file was changed while it was read."));
    }
    if !matches!(kind, PictureType::Sendable(_)) {
        return Ok((0, 0));
    }
    let reader = ImageReader::new(BufReader::new(file)).with_guessed_format().map_err(|e| reading(&e))?;
    let mut decoder = reader.into_decoder().map_err(|error| image_file::decode_error(&error))?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 || width > image_file::MAX_EDGE || height > image_file::MAX_EDGE {
        return Err(too_many_pixels(width, height));
    }
    if u64::from(width) * u64::from(height) > image_file::MAX_PIXELS {
        return Err(too_many_pixels(width, height));
    }
    Ok(match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    })
}

fn too_many_pixels(width: u32, height: u32) -> BackendError {
    let sentence = "The picture has more than 100 megapixels or an edge over 16,384 pixels.";
    BackendError::new(Code::ImageTooLarge, sentence)
        .with("limit_pixels", image_file::MAX_PIXELS)
        .with("limit_edge", image_file::MAX_EDGE)
        .with("width", width)
        .with("height", height)
}

/// Writes beside the target and renames: a reader sees the old file or the new one. Returns the bytes written.
pub fn export(store: &Store, sha256: &str, path: &Path, may_overwrite: bool) -> Outcome<u64> {
    let mut source = store.open_blob(sha256)?;
    let head = head_of(&mut source).map_err(|e| BackendError::disk("Reading a picture", &e))?;
    let kind = picture_file::detect_file(&head).ok_or_else(not_a_picture)?;
    check_extension(path, kind)?;
    // A link is followed, so that what it points to is replaced and not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(data) => {
            check_regular(&data, unwritable)?;
            if !may_overwrite {
                return Err(exists());
            }
            if data.permissions().readonly() {
                return Err(unwritable("denied", "The file that is there may not be changed."));
            }
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(writing(&e)),
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.ok_or_else(|| BackendError::field("path", "must name a file in a folder"))?;
    let written = store.disk().create(folder, Visibility::OfTheUser).and_then(|mut file| {
        let bytes = io::copy(&mut source, &mut file)?;
        if may_overwrite {
            file.persist(&target)?;
        } else {
            file.persist_new(&target)?;
        }
        Ok(bytes)
    });
    written.map_err(|e| writing(&e))
}

fn check_extension(path: &Path, kind: PictureType) -> Outcome<()> {
    let extension = path.extension().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
    if kind.extensions().contains(&extension.as_str()) {
        return Ok(());
    }
    let endings = kind.extensions().iter().map(|name| format!(".{name}")).collect::<Vec<_>>().join(" or ");
    Err(BackendError::field("path", &format!("must end in {endings}, for that is what the picture is")))
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod tests;
