//! Compares the journal of an earlier process with the stored pictures: a picture that was announced and stored counts as
//! received, and one that is gone (held in memory on a full disk, or damaged) as failed, so that the others are delivered.

use super::event::{ChildOutcome, EventKind, JobState, OutputImage};
use super::record::JobRecord;
use crate::error::{BackendError, Code};

/// `is_stored` says whether the picture lies in the store with its size.
pub fn reconcile(record: &mut JobRecord, is_stored: impl Fn(&OutputImage) -> bool) {
    for (index, image) in std::mem::take(&mut record.announced) {
        if is_stored(&image) {
            record.push_before_end(EventKind::Image { index, image });
        }
    }
    let mut lost = Vec::new();
    let mut received = Vec::new();
    for event in &mut record.events {
        let EventKind::Image { index, image } = &event.kind else { continue };
        if is_stored(image) {
            received.push(*index);
        } else {
            lost.push(*index);
            event.kind = EventKind::ChildFailed { index: *index, error: image_lost() };
        }
    }
    if lost.is_empty() {
        return;
    }
    let Some(last) = record.events.last_mut() else { return };
    let EventKind::Done { outcome } = &mut last.kind else { return };
    if received.is_empty() {
        last.kind = EventKind::Failed { error: image_lost() };
        record.state = JobState::Failed;
        return;
    }
    outcome.received = received.len() as u64;
    let known: Vec<u64> = outcome.children.iter().map(|child| child.index).collect();
    outcome.children.retain(|child| !lost.contains(&child.index));
    let done = received.into_iter().filter(|index| !known.contains(index));
    outcome.children.extend(done.map(|index| ChildOutcome { index, state: JobState::Done, error: None }));
    let failed = |index| ChildOutcome { index, state: JobState::Failed, error: Some(image_lost()) };
    outcome.children.extend(lost.into_iter().map(failed));
    outcome.children.sort_by_key(|child| child.index);
}

fn image_lost() -> BackendError {
    BackendError::new(Code::ResultUnfetched, "The stored picture is gone or damaged.")
        .with("reason", "gone")
        .with("retryable", false)
        .with("may_have_billed", true)
}
