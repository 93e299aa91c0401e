//! The order of operations, and which files count as leftovers.

use std::sync::Mutex;

use super::*;

#[derive(Default)]
struct Recorder(Mutex<Vec<String>>);

impl DiskHooks for Recorder {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        self.0.lock().unwrap().push(match operation {
            DiskOperation::Create(_) => "create".into(),
            DiskOperation::Write { bytes, .. } => format!("write {}", bytes.len()),
            DiskOperation::SyncFile(_) => "sync file".into(),
            DiskOperation::Rename { to, .. } => format!("rename to {}", to.file_name().unwrap().to_str().unwrap()),
            DiskOperation::SyncFolder(_) => "sync folder".into(),
            DiskOperation::Remove(_) => "remove".into(),
        });
        Ok(())
    }
}

#[test]
fn a_name_counts_only_after_content_and_folder_are_flushed() {
    let folder = tempfile::tempdir().unwrap();
    let recorder = Arc::new(Recorder::default());
    let disk = Disk::with_hooks(recorder.clone());
    let order = ["create", "write 3", "sync file", "rename to a", "sync folder"];
    disk.write(&folder.path().join("a"), b"abc").unwrap();
    assert_eq!(*recorder.0.lock().unwrap(), order);

    recorder.0.lock().unwrap().clear();
    let partial = folder.path().join("partial");
    disk.open_partial(&partial).unwrap().write_all(b"abc").unwrap();
    disk.publish(&partial, &folder.path().join("a")).unwrap();
    assert_eq!(*recorder.0.lock().unwrap(), order);

    recorder.0.lock().unwrap().clear();
    let mut file = disk.create(folder.path(), Visibility::OfTheUser).unwrap();
    file.write_all(b"xyz").unwrap();
    assert_eq!(file.persist_new(&folder.path().join("a")).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"abc");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn files_have_their_mode_from_the_beginning() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    Disk::default().write(&path, b"secret").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn leftovers_are_recognised_by_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let names = [".tmpAb12Cd", ".image-studio-x1.tmp", ".tmp", ".tmpAb12Cd9", "notes.tmp", ".image-studio-x1"];
    for name in names {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join(".tmpFolder")).unwrap();
    assert_eq!(remove_leftovers(folder.path()), 2);
    assert!(names.iter().skip(2).all(|name| folder.path().join(name).exists()));
    assert!(folder.path().join(".tmpFolder").exists());
}
