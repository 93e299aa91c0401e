//! What may be read and written, what may not, and that nothing half stays behind.

use super::*;
use crate::test_images;

struct Room {
    folder: tempfile::TempDir,
    store: Store,
}

fn room() -> Room {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).unwrap();
    fs::create_dir(folder.path().join("desk")).unwrap();
    Room { folder, store }
}

impl Room {
    fn desk(&self, name: &str) -> PathBuf {
        self.folder.path().join("desk").join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        fs::write(self.desk(name), bytes).unwrap();
        self.desk(name)
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
fn a_picture_comes_in_with_its_size_whatever_it_is_called() {
    let room = room();
    for (bytes, kind) in [(test_images::png(8, 4), ImageType::Png), (test_images::jpeg(8, 4), ImageType::Jpeg)] {
        let imported = import(&room.store, &room.put("holiday photo.gif", &bytes)).unwrap();
        assert_eq!((imported.kind, imported.width, imported.height), (kind, 8, 4));
        assert_eq!((imported.size, imported.file_name.as_str()), (bytes.len() as u64, "holiday photo.gif"));
        assert_eq!(room.store.read(&imported.sha256).unwrap(), bytes);
        // The same again is the same.
        assert_eq!(import(&room.store, &room.desk("holiday photo.gif")), Ok(imported));
    }
    assert!(room.names("data/blobs/partial").is_empty());
}

#[test]
fn what_is_no_picture_file_is_refused_and_leaves_nothing() {
    let room = room();
    let png = test_images::png(8, 4);
    let refused = |path: PathBuf| import(&room.store, &path).unwrap_err();
    assert_eq!(reason(&refused(room.desk("nothing.png"))), (Code::FileUnreadable, "missing"));
    assert_eq!(reason(&refused(room.folder.path().join("desk"))), (Code::FileUnreadable, "folder"));
    assert_eq!(refused(room.put("empty.png", b"")).code, Code::ImageEmpty);
    assert_eq!(refused(room.put("text.png", b"not a picture at all")).code, Code::ImageNotAnImage);
    assert_eq!(refused(room.put("short.png", &png[..20])).code, Code::ImageTruncated);
    assert_eq!(refused(room.put("wide.png", &test_images::png_header_only(30_000, 4))).code, Code::ImageTooLarge);
    let sparse = File::create(room.desk("large.png")).unwrap();
    sparse.set_len(MAX_BYTES + 1).unwrap();
    assert_eq!(refused(room.desk("large.png")).code, Code::ImageTooLarge);
    assert_eq!(room.names("data/blobs"), ["partial"]);
    assert!(room.names("data/blobs/partial").is_empty());
    for name in ["nothing.png", "text.png"] {
        assert!(!refused(room.desk(name)).message.contains(name));
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_regular_files_and_devices_are_not_opened() {
    use std::os::unix::fs::symlink;
    let room = room();
    let path = room.put("real.png", &test_images::png(8, 4));
    symlink(&path, room.desk("link.png")).unwrap();
    assert_eq!(import(&room.store, &room.desk("link.png")).unwrap().file_name, "link.png");
    symlink("/dev/zero", room.desk("zero.png")).unwrap();
    symlink(room.desk("gone"), room.desk("broken.png")).unwrap();
    for (path, expected) in
        [(room.desk("zero.png"), "special"), (room.desk("broken.png"), "missing"), ("/dev/tty".into(), "special")]
    {
        assert_eq!(reason(&import(&room.store, &path).unwrap_err()), (Code::FileUnreadable, expected));
    }
    let made = std::process::Command::new("mkfifo").arg(room.desk("pipe.png")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(
            reason(&import(&room.store, &room.desk("pipe.png")).unwrap_err()),
            (Code::FileUnreadable, "special")
        );
        let sha256 = room.store.keep(&test_images::png(8, 4)).unwrap();
        let error = export(&room.store, &sha256, &room.desk("pipe.png"), true).unwrap_err();
        assert_eq!(reason(&error), (Code::FileUnwritable, "special"));
    }
}

#[test]
fn a_picture_goes_out_whole_and_over_nothing_unasked() {
    let room = room();
    let (png, other) = (test_images::png(8, 4), test_images::png(9, 4));
    let (sha256, other_sha) = (room.store.keep(&png).unwrap(), room.store.keep(&other).unwrap());
    let path = room.desk("Out.PNG");
    assert_eq!(export(&room.store, &sha256, &path, false), Ok(png.len() as u64));
    assert_eq!(fs::read(&path).unwrap(), png);
    assert_eq!(export(&room.store, &other_sha, &path, false).unwrap_err().code, Code::FileExists);
    assert_eq!(fs::read(&path).unwrap(), png);
    assert_eq!(export(&room.store, &other_sha, &path, true), Ok(other.len() as u64));
    assert_eq!(fs::read(&path).unwrap(), other);
    assert_eq!(export(&room.store, &other_sha, &room.desk("new.png"), true), Ok(other.len() as u64));
    assert_eq!(room.names("desk").len(), 2);
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let room = room();
    let sha256 = room.store.keep(&test_images::png(8, 4)).unwrap();
    let text = room.store.keep(b"no picture").unwrap();
    fs::create_dir(room.desk("folder.png")).unwrap();
    let refused = |sha256: &str, name: &str| export(&room.store, sha256, &room.desk(name), true).unwrap_err();
    for name in ["a.jpg", "a.exe", "a", ".png", "a.png.sh", "a.webp"] {
        let error = refused(&sha256, name);
        assert_eq!((error.code, &error.details["field"]), (Code::FieldInvalid, &"path".into()), "{name}");
    }
    assert_eq!(refused(&text, "a.png").code, Code::ImageNotAnImage);
    assert_eq!(refused(&"0".repeat(64), "a.png").code, Code::BlobMissing);
    assert_eq!(reason(&refused(&sha256, "folder.png")), (Code::FileUnwritable, "folder"));
    assert_eq!(reason(&refused(&sha256, "no/where.png")), (Code::FileUnwritable, "missing"));
    assert_eq!(room.names("desk"), ["folder.png"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_is_overwritten_stays_a_link() {
    let room = room();
    let sha256 = room.store.keep(&test_images::png(8, 4)).unwrap();
    let real = room.put("real.png", b"old");
    std::os::unix::fs::symlink(&real, room.desk("link.png")).unwrap();
    export(&room.store, &sha256, &room.desk("link.png"), true).unwrap();
    assert_eq!(fs::read(&real).unwrap(), test_images::png(8, 4));
    assert!(fs::symlink_metadata(room.desk("link.png")).unwrap().is_symlink());
}
