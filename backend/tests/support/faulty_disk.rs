//! Disks that are full, that hang, or that lose what was not flushed when the power is cut.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};

use hf_image_studio::disk::{Disk, DiskHooks, DiskOperation};
use hf_image_studio::plugin::ImageStudio;
use serde_json::json;

use super::{load_plugin, LoadedPlugin};

/// Loads the plugin with a disk that calls `hooks`.
pub fn load_on(folder: &tempfile::TempDir, hooks: Arc<dyn DiskHooks>) -> LoadedPlugin {
    load_plugin(folder, json!({}), ImageStudio::with_keychain(None).with_disk(Disk::with_hooks(hooks)))
}

/// Refuses to write under these names while it is full.
#[derive(Default)]
pub struct FullDisk {
    full: Mutex<Vec<&'static str>>,
}

impl FullDisk {
    /// Parts of paths; "" for everything, none for an empty disk.
    pub fn fill(&self, parts: &[&'static str]) {
        *self.full.lock().unwrap() = parts.to_vec();
    }
}

impl DiskHooks for FullDisk {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        let DiskOperation::Write { path, .. } = operation else { return Ok(()) };
        let path = path.to_string_lossy();
        if self.full.lock().unwrap().iter().any(|part| path.contains(part)) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

/// Hangs when a file is created in the folder of this name, until it is released.
pub struct HangingDisk {
    folder: &'static str,
    /// Number of waiting operations, and whether they may go on.
    state: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl HangingDisk {
    pub fn new(folder: &'static str) -> Self {
        Self { folder, state: Mutex::default(), changed: Condvar::new() }
    }

    pub fn wait_for(&self, count: usize) {
        let state = self.state.lock().unwrap();
        let waits = self.changed.wait_timeout_while(state, super::TEST_TIMEOUT, |(waiting, _)| *waiting < count);
        assert!(!waits.unwrap().1.timed_out(), "fewer than {count} operations hang");
    }

    pub fn release(&self) {
        self.state.lock().unwrap().1 = true;
        self.changed.notify_all();
    }
}

impl DiskHooks for HangingDisk {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        let DiskOperation::Create(folder) = operation else { return Ok(()) };
        if folder.ends_with(self.folder) {
            let mut state = self.state.lock().unwrap();
            state.0 += 1;
            self.changed.notify_all();
            drop(self.changed.wait_while(state, |(_, may_go_on)| !*may_go_on).unwrap());
        }
        Ok(())
    }
}

/// Knows what was not flushed.
#[derive(Default)]
pub struct PowerCut(Mutex<Unflushed>);

#[derive(Default)]
struct Unflushed {
    contents: HashSet<PathBuf>,
    /// Renames whose folder was not flushed: the new name, and the content that it had before.
    names: Vec<(PathBuf, Option<Vec<u8>>)>,
}

impl PowerCut {
    /// Content that was not flushed is lost. Names that were not flushed may be old or new ones.
    pub fn cut(&self, names_are_new: bool) {
        let mut unflushed = self.0.lock().unwrap();
        for path in unflushed.contents.drain() {
            if path.exists() {
                fs::write(path, b"").unwrap();
            }
        }
        for (path, before) in unflushed.names.drain(..).rev() {
            match before {
                _ if names_are_new => {}
                Some(content) => fs::write(path, content).unwrap(),
                None => fs::remove_file(path).unwrap(),
            }
        }
    }
}

impl DiskHooks for PowerCut {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        let mut unflushed = self.0.lock().unwrap();
        match operation {
            DiskOperation::Write { path, .. } => drop(unflushed.contents.insert(path.into())),
            DiskOperation::SyncFile(path) => drop(unflushed.contents.remove(path)),
            DiskOperation::Rename { from, to } => {
                if unflushed.contents.remove(from) {
                    unflushed.contents.insert(to.into());
                }
                unflushed.names.push((to.into(), fs::read(to).ok()));
            }
            DiskOperation::SyncFolder(folder) => unflushed.names.retain(|(path, _)| path.parent() != Some(folder)),
            DiskOperation::Create(_) | DiskOperation::Remove(_) => {}
        }
        Ok(())
    }
}

/// Copies jobs and pictures when the first picture has its name: the state after a kill at this moment.
pub struct KillAfterPicture {
    pub copy: tempfile::TempDir,
    data: PathBuf,
    is_done: Mutex<bool>,
}

impl KillAfterPicture {
    pub fn new(data: &Path) -> Self {
        Self { copy: tempfile::tempdir().unwrap(), data: data.into(), is_done: Mutex::default() }
    }
}

impl DiskHooks for KillAfterPicture {
    fn before(&self, operation: DiskOperation<'_>) -> io::Result<()> {
        let mut is_done = self.is_done.lock().unwrap();
        if operation == DiskOperation::SyncFolder(&self.data.join("blobs")) && !*is_done {
            *is_done = true;
            for name in ["jobs", "blobs"] {
                fs::create_dir(self.copy.path().join(name))?;
                for entry in fs::read_dir(self.data.join(name))?.flatten().filter(|entry| entry.path().is_file()) {
                    fs::copy(entry.path(), self.copy.path().join(name).join(entry.file_name()))?;
                }
            }
        }
        Ok(())
    }
}

/// Modification times, for tests of what is deleted by its age.
pub fn make_older(path: &Path, days: u64) {
    let file = fs::OpenOptions::new().append(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(days * 24 * 3600)).unwrap();
}

/// Names and contents of the files of a folder.
pub fn files(folder: &Path) -> HashMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file());
    entries.map(|entry| (entry.file_name().to_string_lossy().into(), fs::read(entry.path()).unwrap())).collect()
}
