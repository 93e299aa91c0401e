//! The operating system's keychain. It may be absent, locked, or prompt the user and wait, so it is only called from a
//! task of the runtime, never in a handler or in on_load, and every call has a time limit (secrets.rs).

#[cfg(all(unix, not(target_os = "macos")))]
mod bus;
#[cfg(all(unix, not(target_os = "macos")))]
mod encrypted_session;
#[cfg(all(unix, not(target_os = "macos")))]
#[path = "secret_service.rs"]
mod platform;
#[cfg(any(windows, target_os = "macos"))]
#[path = "native.rs"]
mod platform;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use zeroize::Zeroizing;

/// Items are looked up by this name and the origin.
#[cfg(not(test))]
const SERVICE: &str = "dev.haloforge.image-studio";
#[cfg(test)]
const SERVICE: &str = "dev.haloforge.image-studio.test";

/// "on" or "off" overrules the build: a debug build does not use the developer's own keychain.
const ENVIRONMENT_VARIABLE: &str = "IMAGE_STUDIO_KEYCHAIN";

/// There is no keychain, it is locked, or it refused. The cause makes no difference: the file takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unavailable;

pub type KeychainFuture<T> = Pin<Box<dyn Future<Output = Result<T, Unavailable>> + Send>>;

pub trait Keychain: Send + Sync + 'static {
    /// None when it has no key for this origin. `may_prompt`: a locked keychain may prompt the user for a password.
    fn read(&self, origin: String, may_prompt: bool) -> KeychainFuture<Option<Zeroizing<String>>>;
    fn write(&self, origin: String, key: Zeroizing<String>, may_prompt: bool) -> KeychainFuture<()>;
    fn remove(&self, origin: String) -> KeychainFuture<()>;
}

/// The system's keychain, unless this build or the environment disables it.
pub fn system() -> Option<Arc<dyn Keychain>> {
    let is_enabled = match std::env::var(ENVIRONMENT_VARIABLE).as_deref() {
        Ok("on") => true,
        Ok("off") => false,
        _ => !cfg!(any(debug_assertions, feature = "debug-commands")),
    };
    is_enabled.then(|| Arc::new(platform::System) as Arc<dyn Keychain>)
}

#[cfg(not(any(unix, windows)))]
mod platform {
    use zeroize::Zeroizing;

    use super::{Keychain, KeychainFuture, Unavailable};

    pub struct System;

    impl Keychain for System {
        fn read(&self, _: String, _: bool) -> KeychainFuture<Option<Zeroizing<String>>> {
            Box::pin(async { Err(Unavailable) })
        }
        fn write(&self, _: String, _: Zeroizing<String>, _: bool) -> KeychainFuture<()> {
            Box::pin(async { Err(Unavailable) })
        }
        fn remove(&self, _: String) -> KeychainFuture<()> {
            Box::pin(async { Err(Unavailable) })
        }
    }
}
