//! The plugin's own Tokio runtime. No thread of it may outlive `stop`: afterwards the host may unmap our code.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::pools::MAX_BLOCKING_THREADS;

/// Long enough for a name lookup that hangs: it blocks a thread and cannot be aborted.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(30);

pub struct PluginRuntime {
    runtime: Option<Runtime>,
    /// Number of running threads.
    alive: Arc<AtomicUsize>,
}

impl PluginRuntime {
    pub fn start() -> std::io::Result<Self> {
        let alive = Arc::new(AtomicUsize::new(0));
        let (started, stopped) = (alive.clone(), alive.clone());
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(MAX_BLOCKING_THREADS)
            .thread_name("image-studio")
            .enable_all()
            .on_thread_start(move || {
                started.fetch_add(1, Ordering::SeqCst);
            })
            .on_thread_stop(move || {
                stopped.fetch_sub(1, Ordering::SeqCst);
            })
            .build()?;
        Ok(Self { runtime: Some(runtime), alive })
    }

    pub fn handle(&self) -> Option<Handle> {
        self.runtime.as_ref().map(|runtime| runtime.handle().clone())
    }

    /// Drops every task and joins every thread. False when a thread is still running after `SHUTDOWN_TIMEOUT`.
    pub fn stop(&mut self) -> bool {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(SHUTDOWN_TIMEOUT);
        }
        self.alive.load(Ordering::SeqCst) == 0
    }
}

impl Drop for PluginRuntime {
    fn drop(&mut self) {
        self.stop();
    }
}
