//! Commands about picture files that the host named. A network disk may not answer: the work runs on the runtime, is
//! polled, and has a time limit.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use tokio::time::timeout;
use ts_rs::TS;

use super::{Command, JobStarted};
use crate::checked_text::Sha256Hex;
use crate::error::{BackendError, Code, Outcome};
use crate::files;
use crate::jobs::EventKind;
use crate::polled_results::ExportedFile;
use crate::pools::Pool;
use crate::runner::polled_command;
use crate::studio::Studio;

const DISK_TIMEOUT: Duration = Duration::from_secs(20);
const MAX_PATH: usize = 32_000;

/// Reading a path on another computer identifies the user to it. Refused on every system, so that no caller relies on it.
fn is_network_path(text: &str) -> bool {
    let text = text.replace('/', "\\");
    let Some(rest) = text.strip_prefix(r"\\") else { return false };
    // Windows writes whole paths of its own disks as \\?\C:\…
    let is_local_disk =
        |disk: &str| matches!(disk.as_bytes(), [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    !rest.strip_prefix(r"?\").is_some_and(is_local_disk)
}

/// `refused` is the code of the command's own refusals.
pub(super) fn absolute_path(text: &str, refused: Code) -> Outcome<PathBuf> {
    if is_network_path(text) {
        return Err(BackendError::new(refused, "The path is on another computer.").with("reason", "network"));
    }
    if text.is_empty() || text.len() > MAX_PATH || text.contains('\0') {
        return Err(BackendError::field("path", "must be the path of a file"));
    }
    let path = PathBuf::from(text);
    if !path.is_absolute() {
        return Err(BackendError::field("path", "must be a whole path, from the root on"));
    }
    Ok(path)
}

/// Runs `work` in the pool; the error of a timeout has the code `too_slow`.
async fn within_timeout(
    pool: Pool,
    too_slow: Code,
    work: impl FnOnce() -> Outcome<EventKind> + Send + 'static,
) -> Outcome<Option<EventKind>> {
    match timeout(DISK_TIMEOUT, pool.run(work)).await {
        Ok(ended) => ended?.map(Some),
        Err(_) => Err(BackendError::new(too_slow, "The disk does not answer.").with("reason", "slow")),
    }
}

/// Read a picture file that the host named.
///
/// The path comes from a dialog, a drop or a document handler; the file may have at most 100 MB and goes into the store.
/// Polled like a job, never listed: its "imported" event comes before "done".
#[derive(Deserialize, TS)]
pub struct ImportFile {
    /// Absolute.
    path: String,
}

impl Command for ImportFile {
    const NAME: &'static str = "import_file";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let path = absolute_path(&self.path, Code::FileUnreadable)?;
        let owner = studio.clone();
        let work = move || files::import(&owner.store, &path).map(|file| EventKind::Imported { file });
        let pool = studio.pools.host_files.clone();
        Ok(JobStarted { job_id: polled_command::spawn(studio, |_| within_timeout(pool, Code::FileUnreadable, work)) })
    }
}

/// Write a picture where the host's save dialog said.
///
/// The file is written whole or not at all. Polled like a job, never listed: its "exported" event comes before "done".
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct ExportFile {
    sha256: Sha256Hex,
    /// Absolute; its extension must be that of the picture's type.
    path: String,
    allow_overwrite: Option<bool>,
}

impl Command for ExportFile {
    const NAME: &'static str = "export_file";
    type Answer = JobStarted;

    fn run(self, studio: &Arc<Studio>) -> Outcome<JobStarted> {
        studio.ensure_open()?;
        let path = absolute_path(&self.path, Code::FileUnwritable)?;
        let owner = studio.clone();
        let work = move || {
            let may_overwrite = self.allow_overwrite.unwrap_or_default();
            let bytes = files::export(&owner.store, &self.sha256, &path, may_overwrite)?;
            Ok(EventKind::Exported { file: ExportedFile { path_name: files::name_of(&path), bytes } })
        };
        let pool = studio.pools.host_files.clone();
        Ok(JobStarted { job_id: polled_command::spawn(studio, |_| within_timeout(pool, Code::FileUnwritable, work)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_computer_are_local() {
        for path in [r"C:\a.png", r"\\?\C:\a.png", "//?/C:/a.png", "/home/a.png", r"\a.png", "a//b.png"] {
            assert!(!is_network_path(path), "{path}");
        }
        for path in [r"\\evil\a.png", "//evil/a.png", r"\\?\UNC\evil\a.png", r"\\.\C:\a.png", r"\\?\GLOBALROOT\a"] {
            assert!(is_network_path(path), "{path}");
        }
    }
}
