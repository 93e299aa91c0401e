//! A disk that hangs delays its own job or file only.

use std::sync::mpsc;
use std::sync::Arc;

use crate::support::faulty_disk::{load_on, HangingDisk};
use crate::support::provider::{Answer, Provider};
use crate::support::{generate, test_images, TEST_TIMEOUT};
use serde_json::json;

#[test]
fn files_on_a_dead_disk_do_not_stop_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Arc::new(HangingDisk::new("partial"));
    let studio = load_on(&folder, disk.clone());
    let picture = folder.path().join("picture.png");
    std::fs::write(&picture, test_images::png(4, 4)).unwrap();
    let imports: Vec<String> = (0..12)
        .map(|_| studio.call("import_file", json!({ "path": picture })).unwrap()["job_id"].as_str().unwrap().into())
        .collect();
    disk.wait_for(2);
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    // By name, so that the address has to be looked up.
    let base = provider.base().replace("127.0.0.1", "localhost");
    let (state, _) = studio.wait_for_end(&studio.submit(generate(&base)));
    assert_eq!(state, "done");
    disk.release();
    for job_id in imports {
        studio.wait_for_end(&job_id);
    }
}

#[test]
fn a_journal_that_hangs_stops_neither_commands_nor_other_work() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Arc::new(HangingDisk::new("jobs"));
    let studio = load_on(&folder, disk.clone());
    let provider = Provider::start(|_| Answer::images(&[test_images::png(2, 2)]));
    let (answered, answers) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Nothing waits for the disk here: not even the submit whose journal hangs.
            let job_id = studio.submit(generate(&provider.base()));
            answered.send(job_id).unwrap();
        });
        scope.spawn(|| {
            disk.wait_for(1);
            studio.call("list", json!({})).unwrap();
            let picture = folder.path().join("picture.png");
            std::fs::write(&picture, test_images::png(4, 4)).unwrap();
            let import = studio.call("import_file", json!({ "path": picture })).unwrap();
            assert_eq!(studio.wait_for_end(import["job_id"].as_str().unwrap()).0, "done");
            answered.send(String::new()).unwrap();
        });
        let all = [answers.recv_timeout(TEST_TIMEOUT), answers.recv_timeout(TEST_TIMEOUT)];
        disk.release();
        let ids: Vec<String> = all
            .into_iter()
            .map(|answer| answer.unwrap_or_else(|_| panic!("a command waits for the journal")))
            .collect();
        let job_id = ids.iter().find(|id| !id.is_empty()).unwrap();
        // Nothing was sent before the journal knew of it.
        assert_eq!(studio.wait_for_end(job_id).0, "done");
    });
}
