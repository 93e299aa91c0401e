//! The state that all commands share, from on_load to on_unload, and the few actions that need several of its parts.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use haloforge_plugin_api::LogLevel;
use serde_json::Value;
use tokio::runtime::Handle;

use crate::disk::{self, Disk};
use crate::endpoint;
use crate::error::{BackendError, Code, Outcome};
use crate::http::HttpClient;
use crate::jobs::{JobRegistry, KeepLimits, OutputImage};
use crate::keychain::Keychain;
use crate::library_copies::LibraryCopies;
use crate::log::{Line, LogQueue};
use crate::memory_budget::{MemoryBudget, DEFAULT_MB};
use crate::mutex::lock;
use crate::notifications::NotificationQueue;
use crate::pools::Pools;
use crate::secrets::Secrets;
use crate::segmentation::Segmenter;
use crate::settings::Settings;
use crate::store::Store;

const COLLECT_EVERY: Duration = Duration::from_secs(600);

pub struct Studio {
    pub runtime: Handle,
    pub pools: Pools,
    pub store: Store,
    pub jobs: JobRegistry,
    pub library_copies: LibraryCopies,
    pub secrets: Secrets,
    pub settings: Settings,
    pub http: HttpClient,
    pub log: LogQueue,
    memory: MemoryBudget,
    pub notifications: NotificationQueue,
    pub segmenter: Segmenter,
    last_collection: Mutex<Instant>,
    is_closed: AtomicBool,
}

impl Studio {
    pub fn open(
        data_dir: &Path,
        settings: Value,
        runtime: Handle,
        keychain: Option<Arc<dyn Keychain>>,
        disk: Disk,
    ) -> Outcome<Arc<Self>> {
        // Pictures and jobs are private to the user; earlier versions created these folders readable for others.
        for folder in ["blobs", "blobs/partial", "jobs", "kept"] {
            disk::private_folder(&data_dir.join(folder))
                .map_err(|e| BackendError::disk("Creating the plugin's folders", &e))?;
        }
        for folder in ["", "jobs", "blobs", "kept"] {
            disk::remove_leftovers(&data_dir.join(folder));
        }
        let store = Store::open(data_dir, disk.clone())?;
        let is_stored = |image: &OutputImage| store.size(&image.sha256) == Some(image.size_bytes);
        let jobs = JobRegistry::open(data_dir, &disk, is_stored);
        Ok(Arc::new(Self {
            pools: Pools::new(&runtime),
            runtime,
            store,
            jobs,
            library_copies: LibraryCopies::open(data_dir, disk.clone()),
            secrets: Secrets::open(data_dir, keychain, disk.clone()),
            settings: Settings::open(settings, data_dir, disk),
            http: HttpClient::default(),
            log: LogQueue::default(),
            memory: MemoryBudget::default(),
            notifications: NotificationQueue::default(),
            segmenter: Segmenter::default(),
            last_collection: Mutex::new(Instant::now()),
            is_closed: AtomicBool::new(false),
        }))
    }

    /// After on_unload the host may still call our handlers; they answer, and start nothing.
    pub fn ensure_open(&self) -> Outcome<()> {
        if self.is_closed.load(Ordering::SeqCst) {
            return Err(BackendError::internal("The plugin has been unloaded."));
        }
        Ok(())
    }

    pub fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        let _ = self.store.store_held_results();
        self.jobs.interrupt_all();
        self.secrets.close();
    }

    pub fn change_settings(&self, settings: Value) {
        let keys = self.settings.replace(settings).join(",");
        self.log.push(LogLevel::Info, Line::new("settings changed").field("keys", keys));
    }

    /// Moves a key that an earlier version left in plain text in the settings to the key store; the next save of the
    /// settings removes it there.
    pub fn move_plaintext_key(&self) {
        let Some(left) = self.settings.plaintext_key() else { return };
        let Ok(endpoint) = endpoint::normalize(&left.base_url) else { return };
        let has_key = self.secrets.has(&endpoint.origin());
        if has_key || self.secrets.set(&self.runtime, &endpoint.origin(), &left.key).is_ok() {
            self.settings.forget_plaintext_key();
        }
    }

    /// For log lines: how the user chose the gateway.
    pub fn gateway_mode(&self) -> &'static str {
        match self.settings.value("gateway_mode").as_str() {
            Some("custom") => "custom",
            Some("cloud") => "cloud",
            _ => "auto",
        }
    }

    pub fn wants_base64(&self) -> bool {
        self.settings.value("response_format_b64_json") == Value::Bool(true)
    }

    /// With the size that the settings have by now.
    pub fn memory(&self) -> &MemoryBudget {
        self.memory.set_total_mb(self.settings.value("memory_budget_mb").as_u64().unwrap_or(DEFAULT_MB));
        &self.memory
    }

    /// Limits of the acknowledged results that are kept, from the settings.
    fn keep_limits(&self) -> KeepLimits {
        let number =
            |key: &str, initial: u64, most: u64| self.settings.value(key).as_u64().unwrap_or(initial).min(most);
        KeepLimits {
            age: Duration::from_secs(number("keep_results_days", 7, 90) * 24 * 3600),
            bytes: number("keep_results_mb", 1_000, 20_000) * 1_000_000,
        }
    }

    pub fn trim_kept_results(&self) {
        self.jobs.kept.trim(self.keep_limits());
    }

    /// A host may run for weeks, so loading is not the only time at which old pictures are deleted.
    pub fn collect_when_due(self: &Arc<Self>) {
        let mut last = lock(&self.last_collection);
        if last.elapsed() > COLLECT_EVERY {
            *last = Instant::now();
            self.spawn_collection();
        }
    }

    /// Fails while a result or the record of a job is only in memory, because the disk is full.
    pub fn save_what_is_held(&self) -> Outcome<()> {
        self.store.store_held_results()?;
        if self.jobs.save_unsaved() {
            return Ok(());
        }
        Err(BackendError::new(Code::DiskFull, "The record of a finished job is only in memory."))
    }

    /// Journal files, and the list of library copies, that cannot be read.
    pub fn unreadable_files(&self) -> usize {
        self.jobs.unreadable_files() + usize::from(self.library_copies.is_unreadable())
    }

    pub fn discard_unreadable_files(&self) -> usize {
        self.jobs.discard_unreadable() + usize::from(self.library_copies.discard_unreadable())
    }

    /// Deletes pictures that no job needs and that have been unused for long; on the runtime, never in a call of the host.
    pub fn spawn_collection(self: &Arc<Self>) {
        let studio = self.clone();
        self.pools.store.spawn(move || {
            let started = Instant::now();
            let _ = studio.save_what_is_held();
            // Only these files know which pictures they need.
            let unreadable = studio.unreadable_files();
            if unreadable > 0 {
                let line = Line::new("collection skipped").field("unreadable_files", unreadable);
                return studio.log.push(LogLevel::Warn, line);
            }
            studio.trim_kept_results();
            let mut needed = studio.jobs.referenced_hashes();
            studio.store.release_held_results(&needed);
            needed.extend(studio.jobs.kept.hashes());
            needed.extend(studio.library_copies.all().into_iter().map(|copy| copy.sha256));
            let removed = studio.store.collect(&needed);
            if removed > 0 {
                let elapsed_ms = started.elapsed().as_millis();
                let line = Line::new("old pictures removed").field("count", removed).field("elapsed_ms", elapsed_ms);
                studio.log.push(LogLevel::Info, line);
            }
        });
    }
}
