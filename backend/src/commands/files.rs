//! Commands about files that the host named. The disk may be a network's and not answer: the work is the runtime's, and
//! the handler waits for it no longer than a person would.

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{json, Value};

use super::Shared;
use crate::args::Fields;
use crate::error::{BackendError, Code, Outcome};
use crate::files::{self, Imported};

const PATIENCE: Duration = Duration::from_secs(20);
const MAX_PATH: usize = 32_000;

fn path(fields: &Fields) -> Outcome<PathBuf> {
    let text = fields.text("path")?;
    if text.is_empty() || text.len() > MAX_PATH || text.contains('\0') {
        return Err(fields.wrong("path", "must be the path of a file"));
    }
    let path = PathBuf::from(text);
    if !path.is_absolute() {
        return Err(fields.wrong("path", "must be a whole path, from the root on"));
    }
    Ok(path)
}

fn in_time<T: Send + 'static>(
    studio: &Shared,
    too_slow: Code,
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let (done, answer) = mpsc::channel();
    studio.runtime.spawn_blocking(move || {
        let _ = done.send(work());
    });
    match answer.recv_timeout(PATIENCE) {
        Ok(outcome) => outcome,
        Err(mpsc::RecvTimeoutError::Timeout) => {
            Err(BackendError::new(too_slow, "The disk does not answer.").with("reason", "slow"))
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(BackendError::internal("The file's work broke off.")),
    }
}

pub fn import_file(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let path = path(&Fields::of(args, "")?)?;
    let shared = studio.clone();
    let imported = in_time(studio, Code::FileUnreadable, move || files::import(&shared.store, &path))?;
    let Imported { sha256, size, kind, file_name, width, height } = imported;
    Ok(json!({
        "sha256": sha256, "size": size, "content_type": kind.content_type(), "file_name": file_name,
        "width": width, "height": height,
    }))
}

pub fn export_file(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let fields = Fields::of(args, "")?;
    let sha256 = fields.hash("sha256")?.to_owned();
    let may_overwrite = fields.flag("allow_overwrite")?;
    let path = path(&fields)?;
    let path_name = files::name_of(&path);
    let shared = studio.clone();
    let bytes =
        in_time(studio, Code::FileUnwritable, move || files::export(&shared.store, &sha256, &path, may_overwrite))?;
    Ok(json!({ "path_name": path_name, "bytes": bytes }))
}
