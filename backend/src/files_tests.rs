//! Imports and exports: accepted and refused files, and that no partial file stays behind.

use std::path::PathBuf;

use super::*;
use crate::image_file::ImageType;
use crate::test_images;

struct Fixture {
    folder: tempfile::TempDir,
    store: Store,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data"), crate::disk::Disk::default()).unwrap();
    fs::create_dir(folder.path().join("documents")).unwrap();
    Fixture { folder, store }
}

impl Fixture {
    fn document(&self, name: &str) -> PathBuf {
        self.folder.path().join("documents").join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        fs::write(self.document(name), bytes).unwrap();
        self.document(name)
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join(folder)).unwrap().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

fn reason(error: &BackendError) -> (Code, &str) {
    (error.code, error.details.get("reason").and_then(|reason| reason.as_str()).unwrap_or_default())
}

#[test]
fn an_imported_picture_has_its_size_whatever_its_extension() {
    let fixture = fixture();
    for (bytes, kind) in [(test_images::png(8, 4), ImageType::Png), (test_images::jpeg(8, 4), ImageType::Jpeg)] {
        let kind = PictureType::Sendable(kind);
        let imported = import(&fixture.store, &fixture.put("holiday photo.gif", &bytes)).unwrap();
        assert_eq!((imported.kind, imported.width, imported.height), (kind, 8, 4));
        assert_eq!((imported.size, imported.file_name.as_str()), (bytes.len() as u64, "holiday photo.gif"));
        assert_eq!(fixture.store.read(&imported.sha256).unwrap(), bytes);
        // A second import gives the same result.
        assert_eq!(import(&fixture.store, &fixture.document("holiday photo.gif")), Ok(imported));
    }
    assert!(fixture.names("data/blobs/partial").is_empty());
}

#[test]
fn types_that_cannot_be_sent_are_imported_and_saved() {
    let fixture = fixture();
    for (bytes, extension) in [(test_images::gif(8, 4), "gif"), (test_images::bmp(8, 4), "bmp")] {
        let imported = import(&fixture.store, &fixture.put("old", &bytes)).unwrap();
        assert_eq!(imported.kind.content_type(), format!("image/{extension}"));
        let path = fixture.document(&format!("saved.{extension}"));
        assert_eq!(export(&fixture.store, &imported.sha256, &path, false), Ok(bytes.len() as u64));
        assert!(export(&fixture.store, &imported.sha256, &fixture.document("saved.png"), false).is_err());
    }
}

#[test]
fn files_with_layers_are_imported_and_saved_under_their_own_extension() {
    let fixture = fixture();
    let mut open_raster = b"PK\x03\x04".to_vec();
    open_raster.extend([0; 26]);
    open_raster.extend(b"mimetypeimage/openraster and more");
    for (bytes, extension, content_type) in [
        (b"8BPS\x00\x01 and more".to_vec(), "psd", "image/vnd.adobe.photoshop"),
        (open_raster, "ora", "image/openraster"),
    ] {
        let imported = import(&fixture.store, &fixture.put("layers", &bytes)).unwrap();
        assert_eq!((imported.kind.content_type(), imported.width), (content_type, 0));
        let path = fixture.document(&format!("saved.{extension}"));
        assert_eq!(export(&fixture.store, &imported.sha256, &path, false), Ok(bytes.len() as u64));
        assert!(export(&fixture.store, &imported.sha256, &fixture.document("saved.png"), false).is_err());
        assert_eq!(picture_file::detect_type(&bytes), None, "never an answer");
    }
    let archive = fixture.put("layers.zip", b"PK\x03\x04 of something else, long enough to be looked at");
    assert_eq!(import(&fixture.store, &archive).unwrap_err().code, Code::ImageNotAnImage);
}

#[test]
fn files_that_are_not_pictures_are_refused_and_leave_nothing_behind() {
    let fixture = fixture();
    let png = test_images::png(8, 4);
    let refused = |path: PathBuf| import(&fixture.store, &path).unwrap_err();
    assert_eq!(reason(&refused(fixture.document("nothing.png"))), (Code::FileUnreadable, "missing"));
    assert_eq!(reason(&refused(fixture.folder.path().join("documents"))), (Code::FileUnreadable, "folder"));
    assert_eq!(refused(fixture.put("empty.png", b"")).code, Code::ImageEmpty);
    assert_eq!(refused(fixture.put("text.png", b"not a picture at all")).code, Code::ImageNotAnImage);
    assert_eq!(refused(fixture.put("short.png", &png[..20])).code, Code::ImageTruncated);
    assert_eq!(refused(fixture.put("wide.png", &test_images::png_header_only(30_000, 4))).code, Code::ImageTooLarge);
    let sparse = File::create(fixture.document("large.png")).unwrap();
    sparse.set_len(MAX_BYTES + 1).unwrap();
    assert_eq!(refused(fixture.document("large.png")).code, Code::ImageTooLarge);
    assert_eq!(fixture.names("data/blobs"), ["partial"]);
    assert!(fixture.names("data/blobs/partial").is_empty());
    for name in ["nothing.png", "text.png"] {
        assert!(!refused(fixture.document(name)).message.contains(name));
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_regular_files_and_devices_are_not_opened() {
    use std::os::unix::fs::symlink;
    let fixture = fixture();
    let path = fixture.put("real.png", &test_images::png(8, 4));
    symlink(&path, fixture.document("link.png")).unwrap();
    assert_eq!(import(&fixture.store, &fixture.document("link.png")).unwrap().file_name, "link.png");
    symlink("/dev/zero", fixture.document("zero.png")).unwrap();
    symlink(fixture.document("gone"), fixture.document("broken.png")).unwrap();
    for (path, expected) in [
        (fixture.document("zero.png"), "special"),
        (fixture.document("broken.png"), "missing"),
        ("/dev/tty".into(), "special"),
    ] {
        assert_eq!(reason(&import(&fixture.store, &path).unwrap_err()), (Code::FileUnreadable, expected));
    }
    let made = std::process::Command::new("mkfifo").arg(fixture.document("pipe.png")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(
            reason(&import(&fixture.store, &fixture.document("pipe.png")).unwrap_err()),
            (Code::FileUnreadable, "special")
        );
        let sha256 = fixture.store.save(&test_images::png(8, 4)).unwrap();
        let error = export(&fixture.store, &sha256, &fixture.document("pipe.png"), true).unwrap_err();
        assert_eq!(reason(&error), (Code::FileUnwritable, "special"));
    }
}

#[test]
fn an_export_is_whole_and_overwrites_only_when_allowed() {
    let fixture = fixture();
    let (png, other) = (test_images::png(8, 4), test_images::png(9, 4));
    let (sha256, other_sha) = (fixture.store.save(&png).unwrap(), fixture.store.save(&other).unwrap());
    let path = fixture.document("Out.PNG");
    assert_eq!(export(&fixture.store, &sha256, &path, false), Ok(png.len() as u64));
    assert_eq!(fs::read(&path).unwrap(), png);
    assert_eq!(export(&fixture.store, &other_sha, &path, false).unwrap_err().code, Code::FileExists);
    assert_eq!(fs::read(&path).unwrap(), png);
    assert_eq!(export(&fixture.store, &other_sha, &path, true), Ok(other.len() as u64));
    assert_eq!(fs::read(&path).unwrap(), other);
    assert_eq!(export(&fixture.store, &other_sha, &fixture.document("new.png"), true), Ok(other.len() as u64));
    assert_eq!(fixture.names("documents").len(), 2);
}

#[test]
fn a_failed_export_is_an_error_and_leaves_nothing_behind() {
    let fixture = fixture();
    let sha256 = fixture.store.save(&test_images::png(8, 4)).unwrap();
    let text = fixture.store.save(b"no picture").unwrap();
    fs::create_dir(fixture.document("folder.png")).unwrap();
    let refused = |sha256: &str, name: &str| export(&fixture.store, sha256, &fixture.document(name), true).unwrap_err();
    for name in ["a.jpg", "a.exe", "a", ".png", "a.png.sh", "a.webp"] {
        let error = refused(&sha256, name);
        assert_eq!((error.code, &error.details["field"]), (Code::FieldInvalid, &"path".into()), "{name}");
    }
    assert_eq!(refused(&text, "a.png").code, Code::ImageNotAnImage);
    assert_eq!(refused(&"0".repeat(64), "a.png").code, Code::BlobMissing);
    assert_eq!(reason(&refused(&sha256, "folder.png")), (Code::FileUnwritable, "folder"));
    assert_eq!(reason(&refused(&sha256, "no/where.png")), (Code::FileUnwritable, "missing"));
    assert_eq!(fixture.names("documents"), ["folder.png"]);
}

#[cfg(unix)]
#[test]
fn overwriting_a_link_replaces_its_target() {
    let fixture = fixture();
    let sha256 = fixture.store.save(&test_images::png(8, 4)).unwrap();
    let real = fixture.put("real.png", b"old");
    std::os::unix::fs::symlink(&real, fixture.document("link.png")).unwrap();
    export(&fixture.store, &sha256, &fixture.document("link.png"), true).unwrap();
    assert_eq!(fs::read(&real).unwrap(), test_images::png(8, 4));
    assert!(fs::symlink_metadata(fixture.document("link.png")).unwrap().is_symlink());
}
