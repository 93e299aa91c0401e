//! What all commands share, from on_load to on_unload. Holds the parts together and does nothing itself.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use haloforge_plugin_api::LogLevel;
use serde_json::Value;
use tokio::runtime::Handle;

use crate::error::{BackendError, Outcome};
use crate::http::Http;
use crate::jobs::Jobs;
use crate::log::{Line, LogQueue};
use crate::saved::SavedEndpoint;
use crate::secrets::Secrets;
use crate::store::Store;

const COLLECT_EVERY: Duration = Duration::from_secs(600);

pub struct Studio {
    pub runtime: Handle,
    pub store: Store,
    pub jobs: Jobs,
    pub secrets: Secrets,
    pub endpoint: SavedEndpoint,
    pub http: Http,
    pub log: LogQueue,
    settings: RwLock<Value>,
    collected: Mutex<Instant>,
    is_closed: AtomicBool,
}

impl Studio {
    pub fn open(data_dir: &Path, settings: Value, runtime: Handle) -> Outcome<Arc<Self>> {
        Ok(Arc::new(Self {
            runtime,
            store: Store::open(data_dir)?,
            jobs: Jobs::open(data_dir),
            secrets: Secrets::open(data_dir),
            endpoint: SavedEndpoint::open(data_dir),
            http: Http::default(),
            log: LogQueue::default(),
            settings: RwLock::new(settings),
            collected: Mutex::new(Instant::now()),
            is_closed: AtomicBool::new(false),
        }))
    }

    /// After on_unload the host may still hold our handlers; they answer, and start nothing.
    pub fn ensure_open(&self) -> Outcome<()> {
        if self.is_closed.load(Ordering::SeqCst) {
            return Err(BackendError::internal("The plugin has been unloaded."));
        }
        Ok(())
    }

    pub fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        self.jobs.interrupt_all();
    }

    pub fn change_settings(&self, settings: Value) {
        let keys =
            settings.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(",")).unwrap_or_default();
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = settings;
        self.log.push(LogLevel::Info, Line::new("settings changed").field("keys", keys));
    }

    pub fn is_base64_asked(&self) -> bool {
        let settings = self.settings.read().unwrap_or_else(PoisonError::into_inner);
        settings.get("response_format_b64_json") == Some(&Value::Bool(true))
    }

    /// A host may run for weeks, so loading is not the only occasion.
    pub fn collect_now_and_then(self: &Arc<Self>) {
        let mut collected = self.collected.lock().unwrap_or_else(PoisonError::into_inner);
        if collected.elapsed() > COLLECT_EVERY {
            *collected = Instant::now();
            self.collect_soon();
        }
    }

    /// Deletes pictures that no job needs and nobody has used for long; on the runtime, never in a call of the host.
    pub fn collect_soon(self: &Arc<Self>) {
        let studio = self.clone();
        self.runtime.spawn_blocking(move || {
            let started = Instant::now();
            let removed = studio.store.collect(&studio.jobs.needed());
            if removed > 0 {
                let elapsed_ms = started.elapsed().as_millis();
                let line = Line::new("old pictures removed").field("count", removed).field("elapsed_ms", elapsed_ms);
                studio.log.push(LogLevel::Info, line);
            }
        });
    }
}
