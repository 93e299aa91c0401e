//! A budget in bytes for everything that is decoded or received at a time: work over it waits, or fails with a sentence.
//! Knows nothing of images and replies. Units are KiB inside, because a semaphore counts in 32 bits.
//!
//! Nothing can wait for ever. A reply takes a base part at its start and grows under a lock that only one reply has at a
//! time. Work of a known size takes its part once, under the same lock. Neither takes more than three quarters of the
//! budget; the base parts of all replies fit into the rest.

use std::sync::{Arc, Mutex};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::error::{BackendError, Code, Outcome};
use crate::mutex::lock;

pub const DEFAULT_MB: u64 = 512;
pub const MIN_MB: u64 = 256;
pub const MAX_MB: u64 = 16_384;
/// Of the budget, for the base part of a reply; there are at most 8 at a time.
const BASE_DIVISOR: u32 = 32;
/// Growth is taken in steps of at least so many KiB.
const STEP_KIB: u32 = 1024;

#[derive(Clone)]
pub struct MemoryBudget {
    inner: Arc<Inner>,
}

struct Inner {
    free: Arc<Semaphore>,
    total_kib: Mutex<u32>,
    growth: Arc<AsyncMutex<()>>,
}

/// A part of the budget, given back when it is dropped.
pub struct Reservation {
    budget: MemoryBudget,
    permit: OwnedSemaphorePermit,
    growth: Option<OwnedMutexGuard<()>>,
}

impl Default for MemoryBudget {
    fn default() -> Self {
        let kib = kib_of_mb(DEFAULT_MB);
        let free = Arc::new(Semaphore::new(kib as usize));
        Self { inner: Arc::new(Inner { free, total_kib: Mutex::new(kib), growth: Arc::default() }) }
    }
}

fn kib_of_mb(mb: u64) -> u32 {
    u32::try_from(mb.clamp(MIN_MB, MAX_MB) * 1024).unwrap_or(u32::MAX)
}

fn kib_of_bytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

/// The largest part that may be taken.
fn most_of(total_kib: u32) -> u32 {
    total_kib - total_kib / 4
}

fn over_budget(needed_kib: u32, total_kib: u32) -> BackendError {
    BackendError::new(Code::MemoryBudget, "This needs more memory than the budget in the settings allows.")
        .with("needed_mb", needed_kib.div_ceil(1024))
        .with("budget_mb", total_kib / 1024)
        .with("retryable", false)
}

impl MemoryBudget {
    /// A smaller budget takes effect as far as parts are free; the rest follows at the next call.
    pub fn set_total_mb(&self, mb: u64) {
        let wanted = kib_of_mb(mb);
        let mut total = lock(&self.inner.total_kib);
        if wanted > *total {
            self.inner.free.add_permits((wanted - *total) as usize);
            *total = wanted;
        } else if wanted < *total {
            let taken = self.inner.free.forget_permits((*total - wanted) as usize);
            *total -= u32::try_from(taken).unwrap_or(0);
        }
    }

    fn total_kib(&self) -> u32 {
        *lock(&self.inner.total_kib)
    }

    async fn acquire(&self, kib: u32) -> Outcome<OwnedSemaphorePermit> {
        let permit = self.inner.free.clone().acquire_many_owned(kib).await;
        permit.map_err(|_| BackendError::internal("The plugin has been unloaded."))
    }

    /// For work whose size is known before it starts. The work must not reserve anything else meanwhile.
    pub async fn reserve(&self, bytes: u64) -> Outcome<Reservation> {
        let (kib, total) = (kib_of_bytes(bytes), self.total_kib());
        if kib > most_of(total) {
            return Err(over_budget(kib, total));
        }
        let _growth = self.inner.growth.clone().lock_owned().await;
        let permit = self.acquire(kib).await?;
        Ok(Reservation { budget: self.clone(), permit, growth: None })
    }

    /// For a reply whose size is not known: the base part.
    pub async fn begin_reply(&self) -> Outcome<Reservation> {
        let permit = self.acquire(self.total_kib() / BASE_DIVISOR).await?;
        Ok(Reservation { budget: self.clone(), permit, growth: None })
    }
}

impl Reservation {
    fn kib(&self) -> u32 {
        u32::try_from(self.permit.num_permits()).unwrap_or(u32::MAX)
    }

    /// Waits until the reply may have so many bytes in all.
    pub async fn grow_to(&mut self, bytes: usize) -> Outcome<()> {
        let (wanted, total) = (kib_of_bytes(bytes as u64), self.budget.total_kib());
        if wanted <= self.kib() {
            return Ok(());
        }
        let most = most_of(total);
        if wanted > most {
            return Err(over_budget(wanted, total));
        }
        if self.growth.is_none() {
            self.growth = Some(self.budget.inner.growth.clone().lock_owned().await);
        }
        let step = (wanted - self.kib()).max(STEP_KIB).min(most.saturating_sub(self.kib()));
        self.permit.merge(self.budget.acquire(step).await?);
        Ok(())
    }

    /// The reply has been read and has so many bytes left; others may grow.
    pub fn shrink_to(&mut self, bytes: usize) {
        let kept = kib_of_bytes(bytes as u64);
        let excess = self.kib().saturating_sub(kept) as usize;
        drop(self.permit.split(excess));
        self.growth = None;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    const MIB: usize = 1024 * 1024;

    fn run<T>(work: impl std::future::Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async { tokio::time::timeout(Duration::from_secs(60), work).await.unwrap() })
    }

    #[test]
    fn work_over_the_budget_fails_and_names_both_sizes() {
        run(async {
            let budget = MemoryBudget::default();
            let error = budget.reserve(600 * MIB as u64).await.err().unwrap();
            assert_eq!((error.code, &error.details["needed_mb"]), (Code::MemoryBudget, &600.into()));
            assert_eq!(error.details["budget_mb"], 512);
            budget.set_total_mb(1024);
            assert!(budget.reserve(600 * MIB as u64).await.is_ok());
            budget.set_total_mb(256);
            assert!(budget.reserve(300 * MIB as u64).await.is_err());
        });
    }

    /// Replies that grow and works of every size together never hold more than the budget, and all of them end.
    #[test]
    fn everything_ends_within_the_budget() {
        run(async {
            let budget = MemoryBudget::default();
            let (held, peak) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let mut tasks = tokio::task::JoinSet::new();
            let take = move |held: &AtomicUsize, peak: &AtomicUsize, mib: usize| {
                let now = held.fetch_add(mib, Ordering::SeqCst) + mib;
                peak.fetch_max(now, Ordering::SeqCst);
            };
            // As `RequestLimits` allows.
            let requests = Arc::new(Semaphore::new(8));
            for n in 0..64 {
                let (budget, held, peak) = (budget.clone(), held.clone(), peak.clone());
                let requests = requests.clone();
                tasks.spawn(async move {
                    if n % 4 == 3 {
                        let mib = 40 + n * 5;
                        let part = budget.reserve((mib * MIB) as u64).await.unwrap();
                        take(&held, &peak, mib);
                        tokio::task::yield_now().await;
                        held.fetch_sub(mib, Ordering::SeqCst);
                        drop(part);
                        return;
                    }
                    let _request = requests.acquire().await.unwrap();
                    let mut part = budget.begin_reply().await.unwrap();
                    let (mut mib, last) = (0, 1 + n * 6);
                    while mib < last {
                        part.grow_to((mib + 1) * MIB).await.unwrap();
                        take(&held, &peak, 1);
                        mib += 1;
                        tokio::task::yield_now().await;
                    }
                    held.fetch_sub(mib, Ordering::SeqCst);
                    part.shrink_to(0);
                });
            }
            while let Some(ended) = tasks.join_next().await {
                ended.unwrap();
            }
            let peak = peak.load(Ordering::SeqCst);
            assert!((200..=512).contains(&peak), "{peak} MiB");
            assert_eq!(budget.inner.free.available_permits(), 512 * 1024);
        });
    }
}
