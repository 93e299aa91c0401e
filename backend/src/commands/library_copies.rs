//! Commands about copies of the library's records that the page keeps in the backend.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Command;
use crate::checked_text::Sha256Hex;
use crate::error::Outcome;
use crate::jobs::now_ms;
use crate::library_copies::LibraryCopy;
use crate::studio::Studio;

#[derive(Serialize, TS)]
pub struct LibraryCopyList {
    /// Newest first.
    copies: Vec<LibraryCopy>,
}

/// Keep a copy of the library's records.
///
/// Upload the bytes with `put` first; they may be in any form, and hold no pictures. A copy replaces one of the same day
/// (UTC); copies of three different days are kept.
#[derive(Deserialize, TS)]
pub struct SaveLibraryCopy {
    sha256: Sha256Hex,
}

impl Command for SaveLibraryCopy {
    const NAME: &'static str = "save_library_copy";
    type Answer = LibraryCopyList;

    fn run(self, studio: &Arc<Studio>) -> Outcome<LibraryCopyList> {
        studio.ensure_open()?;
        let size_bytes = studio.store.touch(&self.sha256)?;
        let saved_ms = now_ms();
        studio.library_copies.add(LibraryCopy { sha256: self.sha256.into(), size_bytes, saved_ms })?;
        Ok(LibraryCopyList { copies: studio.library_copies.all() })
    }
}

/// List the kept copies of the library's records.
///
/// Their bytes are read with `get`.
#[derive(Deserialize, TS)]
pub struct LibraryCopies {}

impl Command for LibraryCopies {
    const NAME: &'static str = "library_copies";
    type Answer = LibraryCopyList;

    fn run(self, studio: &Arc<Studio>) -> Outcome<LibraryCopyList> {
        Ok(LibraryCopyList { copies: studio.library_copies.all() })
    }
}

/// Remove the kept copies of the library's records.
#[derive(Deserialize, TS)]
pub struct RemoveLibraryCopies {}

#[derive(Serialize, TS)]
pub struct RemoveLibraryCopiesAnswer {
    removed: usize,
}

impl Command for RemoveLibraryCopies {
    const NAME: &'static str = "remove_library_copies";
    type Answer = RemoveLibraryCopiesAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<RemoveLibraryCopiesAnswer> {
        let removed = studio.library_copies.clear()?;
        // The bytes may hold prompts, so they do not wait for the next collection.
        removed.iter().for_each(|copy| studio.store.remove(&copy.sha256));
        Ok(RemoveLibraryCopiesAnswer { removed: removed.len() })
    }
}
