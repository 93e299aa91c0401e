//! Paths that the page names, and files in the plugin's folder that are not the plugin's.

use crate::support::{load, test_images};
use serde_json::json;

#[test]
fn a_path_on_another_computer_is_refused_before_it_is_contacted() {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    let sha256 = studio.put(&test_images::png(2, 2));
    for path in [
        r"\\evil\share\a.png",
        "//evil/share/a.png",
        r"\/evil/a.png",
        r"/\evil/a.png",
        r"\\?\UNC\evil\share\a.png",
        r"\\.\pipe\a.png",
        "//?/UNC/evil/a.png",
    ] {
        let error = studio.call("import_file", json!({ "path": path })).unwrap_err();
        assert_eq!((&error["code"], &error["details"]["reason"]), (&json!("file_unreadable"), &json!("network")));
        assert!(!error.to_string().contains("evil"), "{error}");
        let error = studio.call("export_file", json!({ "sha256": sha256, "path": path })).unwrap_err();
        assert_eq!((&error["code"], &error["details"]["reason"]), (&json!("file_unwritable"), &json!("network")));
    }
}

#[test]
fn loading_deletes_no_file_that_is_not_the_plugins() {
    let folder = tempfile::tempdir().unwrap();
    let partial = folder.path().join("blobs/partial");
    std::fs::create_dir_all(partial.join("trip")).unwrap();
    let kept = [partial.join("holiday.jpg"), partial.join("trip/a.jpg"), folder.path().join("blobs/notes.txt")];
    for path in &kept {
        std::fs::write(path, "mine").unwrap();
    }
    let ours = [partial.join("a".repeat(64)), partial.join(".tmpAbCdEf")];
    for path in &ours {
        std::fs::write(path, "half").unwrap();
    }
    load(&folder).unload();
    for path in &kept {
        assert!(path.is_file(), "{} was deleted", path.display());
    }
    for path in &ours {
        assert!(!path.exists(), "{} was left", path.display());
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{symlink, PermissionsExt};

    use super::*;

    #[test]
    fn a_link_in_the_store_is_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let studio = load(&folder);
        let secret = outside.path().join("secret");
        std::fs::write(&secret, "private").unwrap();
        let name = "b".repeat(64);
        symlink(&secret, folder.path().join("blobs").join(&name)).unwrap();
        let read = studio.call("get", json!({ "sha256": name, "offset": 0, "length": 100 }));
        assert_eq!(read.unwrap_err()["code"], "blob_missing");
        // An upload whose partial file is a link writes no byte through it.
        let bytes = test_images::png(3, 3);
        let name = studio.put(&bytes);
        std::fs::remove_file(folder.path().join("blobs").join(&name)).unwrap();
        symlink(&secret, folder.path().join("blobs/partial").join(&name)).unwrap();
        studio.put(&bytes);
        assert_eq!(std::fs::read_to_string(&secret).unwrap(), "private");
        assert_eq!(studio.get(&name), bytes);
    }

    #[test]
    fn the_mode_of_a_folder_outside_is_not_changed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::set_permissions(outside.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        symlink(outside.path(), folder.path().join("jobs")).unwrap();
        load(&folder).unload();
        let mode = std::fs::metadata(outside.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{mode:o}");
    }
}
