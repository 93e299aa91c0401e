//! A folder of job records, one JSON file per job: data_dir/jobs and data_dir/kept. Files that cannot be read are counted
//! and kept until the user gives them up.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::record::JobRecord;
use crate::disk::Disk;
use crate::mutex::lock;

pub struct RecordFolder {
    folder: PathBuf,
    pub disk: Disk,
    /// Damaged files and records of an unknown kind. They may name pictures that nothing else names.
    unreadable: Mutex<Vec<PathBuf>>,
}

impl RecordFolder {
    /// Also returns the records of the folder with their files. A folder that is not there has no files; one that cannot be listed is
    /// unreadable itself.
    pub fn open(folder: PathBuf, disk: Disk) -> (Self, Vec<(PathBuf, JobRecord)>) {
        let (records, unreadable) = read_records(&folder);
        (Self { folder, disk, unreadable: Mutex::new(unreadable) }, records)
    }

    pub fn path(&self, job_id: &str) -> PathBuf {
        self.folder.join(format!("{job_id}.json"))
    }

    pub fn remove(&self, job_id: &str) {
        let _ = self.disk.remove(&self.path(job_id));
    }

    pub fn unreadable_files(&self) -> usize {
        lock(&self.unreadable).len()
    }

    /// Deletes the unreadable files. Returns their number.
    pub fn discard_unreadable(&self) -> usize {
        let files = std::mem::take(&mut *lock(&self.unreadable));
        files.iter().for_each(|path| drop(self.disk.remove(path)));
        files.len()
    }
}

fn read_records(folder: &Path) -> (Vec<(PathBuf, JobRecord)>, Vec<PathBuf>) {
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return (records, unreadable),
        Err(_) => return (records, vec![folder.to_owned()]),
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        match fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            Some(record) => records.push((path, record)),
            None => unreadable.push(path),
        }
    }
    (records, unreadable)
}
