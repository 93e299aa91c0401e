//! Runs jobs and polled commands on the plugin's own runtime: prepares inputs, sends requests, stores results. `jobs`
//! holds their state and knows nothing of this module.

mod attempt;
pub mod background;
mod child;
mod difference;
mod fetch_outputs;
mod inputs;
mod job_context;
mod job_run;
mod log_lines;
mod outputs;
pub mod polled_command;
pub mod probe;
mod retry;

pub use fetch_outputs::fetch_outputs;
pub use job_run::start_job;

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod exchange_tests;
#[cfg(test)]
mod test_harness;
