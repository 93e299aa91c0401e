//! The state of jobs: what the page polls and what the journal keeps over restarts. Knows nothing of requests in flight;
//! `runner` executes the jobs.

mod event;
mod job;
mod journal;
mod kept;
mod limits;
mod record;
mod record_folder;
mod recovery;
mod registry;

pub use event::{ChildOutcome, Difference, EventKind, JobEvent, JobOutcome, JobState, OutputImage};
pub use job::Job;
pub use kept::{KeepLimits, KeptResult};
pub use record::{now_ms, JobRecord};
pub use registry::{JobRegistry, Submission};
