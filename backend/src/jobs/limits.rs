//! Limits on concurrent requests: one for all endpoints, and a lower one for each endpoint.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{BackendError, Outcome};
use crate::mutex::lock;

/// Concurrent requests over all endpoints. Further jobs wait in state running.
const MAX_CONCURRENT_REQUESTS: usize = 8;

pub struct RequestLimits {
    total: Arc<Semaphore>,
    /// By base URL and number of concurrent requests.
    endpoints: Mutex<BTreeMap<(String, usize), Arc<Semaphore>>>,
}

/// Allows one request until it is dropped.
pub struct RequestPermit {
    _endpoint: OwnedSemaphorePermit,
    _total: OwnedSemaphorePermit,
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self { total: Arc::new(Semaphore::new(MAX_CONCURRENT_REQUESTS)), endpoints: Mutex::default() }
    }
}

impl RequestLimits {
    /// Waits until the endpoint may take another request. The endpoint's limit comes first, so that requests to a busy
    /// endpoint do not occupy the total.
    pub async fn acquire(&self, base: &str, concurrency: usize) -> Outcome<RequestPermit> {
        let closed = |_| BackendError::internal("The plugin has been unloaded.");
        let endpoint = self.endpoint(base, concurrency).acquire_owned().await.map_err(closed)?;
        let total = self.total.clone().acquire_owned().await.map_err(closed)?;
        Ok(RequestPermit { _endpoint: endpoint, _total: total })
    }

    fn endpoint(&self, base: &str, concurrency: usize) -> Arc<Semaphore> {
        let mut endpoints = lock(&self.endpoints);
        endpoints.retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
        let create = || Arc::new(Semaphore::new(concurrency));
        endpoints.entry((base.into(), concurrency)).or_insert_with(create).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_keeps_its_semaphore_while_it_is_in_use() {
        let limits = RequestLimits::default();
        let used = limits.endpoint("https://a", 2);
        assert!(Arc::ptr_eq(&used, &limits.endpoint("https://a", 2)));
        assert!(!Arc::ptr_eq(&used, &limits.endpoint("https://a", 3)));
        assert!(!Arc::ptr_eq(&used, &limits.endpoint("https://b", 2)));
        drop(used);
        limits.endpoint("https://b", 1);
        assert_eq!(limits.endpoints.lock().unwrap().len(), 1);
    }
}
