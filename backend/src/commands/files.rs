//! Commands about files that the host named. The disk may be a network's and not answer: the work is an errand of the
//! runtime's, polled like a job, and it waits no longer than a person would.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{json, Value};
use tokio::time::timeout;

use super::Shared;
use crate::args::Fields;
use crate::error::{BackendError, Code, Outcome};
use crate::files::{self, Imported};
use crate::jobs::record::What;
use crate::jobs::{errand, run::in_background};

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

/// The disk's share of an errand: what it found, or why not.
async fn in_time(too_slow: Code, work: impl FnOnce() -> Outcome<What> + Send + 'static) -> Outcome<Option<What>> {
    match timeout(PATIENCE, in_background(work)).await {
        Ok(ended) => ended?.map(Some),
        Err(_) => Err(BackendError::new(too_slow, "The disk does not answer.").with("reason", "slow")),
    }
}

pub fn import_file(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let path = path(&Fields::of(args, "")?)?;
    let shared = studio.clone();
    let work = move || {
        let Imported { sha256, size, kind, file_name, width, height } = files::import(&shared.store, &path)?;
        let file = json!({
            "sha256": sha256, "size": size, "content_type": kind.content_type(), "file_name": file_name,
            "width": width, "height": height,
        });
        Ok(What::Imported { file })
    };
    Ok(json!({ "job_id": errand::spawn(studio, |_| in_time(Code::FileUnreadable, work)) }))
}

pub fn export_file(studio: &Shared, args: &Value) -> Outcome<Value> {
    studio.ensure_open()?;
    let fields = Fields::of(args, "")?;
    let sha256 = fields.hash("sha256")?.to_owned();
    let may_overwrite = fields.flag("allow_overwrite")?;
    let path = path(&fields)?;
    let shared = studio.clone();
    let work = move || {
        let bytes = files::export(&shared.store, &sha256, &path, may_overwrite)?;
        Ok(What::Exported { file: json!({ "path_name": files::name_of(&path), "bytes": bytes }) })
    };
    Ok(json!({ "job_id": errand::spawn(studio, |_| in_time(Code::FileUnwritable, work)) }))
}
