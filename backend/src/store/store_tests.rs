//! Uploads in any order and size, refusals, collection.

use std::time::Duration;

use proptest::prelude::*;

use super::collection::{collect, Limits, LIMITS};
use super::memory::MAX_PREVIEW_BYTES;
use super::*;

fn open() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Disk::default()).unwrap();
    (folder, store)
}

#[test]
fn an_interrupted_upload_continues_behind_the_unbroken_beginning() {
    let (_folder, store) = open();
    let bytes = b"0123456789".as_slice();
    let sha = hash(bytes);
    assert_eq!(store.progress(&sha, 10), Ok(UploadProgress { have: 0, complete: false }));
    assert_eq!(store.put(&sha, 10, 0, &bytes[..4]), Ok(UploadProgress { have: 4, complete: false }));
    assert_eq!(store.put(&sha, 10, 7, &bytes[7..]), Ok(UploadProgress { have: 4, complete: false }));
    assert_eq!(store.progress(&sha, 10), Ok(UploadProgress { have: 4, complete: false }));
    assert_eq!(store.put(&sha, 10, 4, &bytes[4..7]), Ok(UploadProgress { have: 10, complete: true }));
    assert_eq!(store.read(&sha).unwrap(), bytes);
    // A second upload of the same bytes sends nothing.
    assert_eq!(store.progress(&sha, 10), Ok(UploadProgress { have: 10, complete: true }));
    assert_eq!(store.read_chunk(&sha, 8, 100), Ok((bytes[8..].to_vec(), 10)));
    assert_eq!(store.read_chunk(&sha, 10, 100), Ok((vec![], 10)));
    assert!(store.read_chunk(&sha, 11, 1).is_err());
}

#[test]
fn bytes_with_another_hash_are_refused_and_the_upload_may_start_again() {
    let (_folder, store) = open();
    let sha = hash(b"right");
    assert_eq!(store.put(&sha, 5, 0, b"wrong").unwrap_err().code, Code::BlobHashMismatch);
    assert_eq!(store.read(&sha).unwrap_err().code, Code::BlobMissing);
    assert_eq!(store.put(&sha, 5, 0, b"right"), Ok(UploadProgress { have: 5, complete: true }));
}

#[test]
fn a_file_of_zero_bytes_can_be_uploaded() {
    let (_folder, store) = open();
    let sha = hash(b"");
    assert_eq!(store.put(&sha, 0, 0, b""), Ok(UploadProgress { have: 0, complete: true }));
    assert_eq!(store.put(&hash(b"x"), 0, 0, b"").unwrap_err().code, Code::BlobHashMismatch);
}

#[test]
fn chunks_that_do_not_fit_the_size_are_refused() {
    let (_folder, store) = open();
    let sha = hash(b"0123456789");
    assert_eq!(store.put(&sha, 10, 8, b"0123").unwrap_err().details["field"], "offset");
    assert_eq!(store.put(&sha, 10, u64::MAX, b"0").unwrap_err().details["field"], "offset");
    store.put(&sha, 10, 0, b"01").unwrap();
    assert_eq!(store.put(&sha, 9, 2, b"2").unwrap_err().details["field"], "size");
    assert_eq!(store.put(&sha, image_file::MAX_BYTES + 1, 0, b"0").unwrap_err().code, Code::ImageTooLarge);
}

#[test]
fn a_preview_can_be_read_until_it_is_dropped() {
    let (_folder, store) = open();
    let (sha, held) = store.add_preview(b"0123456789".to_vec());
    let (same, twin) = store.add_preview(b"0123456789".to_vec());
    assert_eq!(sha, same);
    assert_eq!(store.read_chunk(&sha, 8, 100), Ok((b"89".to_vec(), 10)));
    assert_eq!(store.read_chunk(&sha, 10, 1), Ok((vec![], 10)));
    assert!(store.read_chunk(&sha, 11, 1).is_err());
    drop(held);
    assert!(store.read_chunk(&sha, 0, 1).is_ok());
    drop(twin);
    assert_eq!(store.read_chunk(&sha, 0, 1).unwrap_err().code, Code::BlobMissing);
    // Many of them stay under the cap, the newest always.
    let all: Vec<(String, Preview)> = (0..5u8).map(|n| store.add_preview(vec![n; MAX_PREVIEW_BYTES / 3])).collect();
    let is_there: Vec<bool> = all.iter().map(|(sha, _)| store.read_chunk(sha, 0, 1).is_ok()).collect();
    assert_eq!(is_there, [false, false, true, true, true]);
}

#[test]
fn collection_spares_needed_and_recently_used_pictures() {
    let (_folder, store) = open();
    let old = |name: &[u8], hours: u64| {
        let sha = store.save(name).unwrap();
        let at = SystemTime::now() - Duration::from_secs(hours * 3600);
        OpenOptions::new().append(true).open(store.path(&sha)).unwrap().set_modified(at).unwrap();
        sha
    };
    let (needed, ancient, recent) = (old(b"needed", 720), old(b"ancient", 25), old(b"recent", 2));
    let fresh = store.save(b"fresh").unwrap();
    let keep = HashSet::from([needed.clone()]);
    assert_eq!(store.collect(&keep), 1);
    assert!(store.size(&ancient).is_none());
    assert!(store.size(&needed).is_some() && store.size(&recent).is_some());
    // Over the size cap the oldest go first; what was just used never does.
    assert_eq!(collect(&store.folder, &keep, &Limits { total_bytes: 1, ..LIMITS }), 1);
    assert!(store.size(&recent).is_none() && store.size(&fresh).is_some() && store.size(&needed).is_some());
}

#[test]
fn collection_deletes_no_file_that_is_not_the_stores() {
    let (_folder, store) = open();
    let foreign = store.folder.join("notes.txt");
    std::fs::write(&foreign, "mine").unwrap();
    let at = SystemTime::now() - Duration::from_secs(720 * 3600);
    OpenOptions::new().append(true).open(&foreign).unwrap().set_modified(at).unwrap();
    assert_eq!(store.collect(&HashSet::new()), 0);
    assert!(foreign.is_file());
}

fn chunks() -> impl Strategy<Value = (Vec<u8>, Vec<(usize, usize)>)> {
    prop::collection::vec(any::<u8>(), 1..400).prop_flat_map(|bytes| {
        let length = bytes.len();
        let cut = (0..length, 0..=length).prop_map(move |(at, size)| (at, (at + size).min(length)));
        (Just(bytes), prop::collection::vec(cut, 0..12))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Overlapping, repeated, out of order; at the end the gaps are filled from the reported progress on.
    #[test]
    fn chunks_in_any_order_and_size_give_the_same_bytes((bytes, cuts) in chunks()) {
        let (_folder, store) = open();
        let (sha, size) = (hash(&bytes), bytes.len() as u64);
        for (start, end) in cuts {
            store.put(&sha, size, start as u64, &bytes[start..end]).unwrap();
        }
        let mut progress = store.progress(&sha, size).unwrap();
        while !progress.complete {
            let start = progress.have as usize;
            let end = (start + 50).min(bytes.len());
            progress = store.put(&sha, size, progress.have, &bytes[start..end]).unwrap();
        }
        prop_assert_eq!(store.read(&sha).unwrap(), bytes);
    }
}
