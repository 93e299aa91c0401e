//! The custom endpoint as it was typed, in data_dir/endpoint.json. Never a key: that is secrets.rs.
//! Private all the same: a query string may carry one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::error::{BackendError, Outcome};

#[derive(Default, Serialize, Deserialize)]
struct EndpointFile {
    base_url: String,
}

pub struct SavedEndpoint {
    path: PathBuf,
    file: Mutex<EndpointFile>,
}

impl SavedEndpoint {
    pub fn open(data_dir: &Path) -> Self {
        let path = data_dir.join("endpoint.json");
        let file = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { path, file: Mutex::new(file) }
    }

    pub fn base_url(&self) -> String {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).base_url.clone()
    }

    pub fn set(&self, base_url: &str) -> Outcome<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let next = EndpointFile { base_url: base_url.into() };
        let json =
            serde_json::to_vec(&next).map_err(|_| BackendError::internal("The endpoint could not be written."))?;
        atomic::write(&self.path, &json, atomic::Access::Private)
            .map_err(|e| BackendError::disk("Storing the endpoint", &e))?;
        *file = next;
        Ok(())
    }
}
