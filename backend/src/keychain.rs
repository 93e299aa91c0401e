//! The operating system's keychain. It may be absent, locked, or prompt the user and wait, so it is only called from a
//! task of the runtime, never in a handler or in on_load, and every call has a time limit (secrets.rs).

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

/// The Secret Service over D-Bus, on our own runtime: a dropped call leaves no thread behind.
#[cfg(all(unix, not(target_os = "macos")))]
mod platform {
    use std::collections::HashMap;

    use secret_service::{EncryptionType, Error, SecretService};
    use zeroize::Zeroizing;

    use super::{Keychain, KeychainFuture, Unavailable, SERVICE};

    impl From<Error> for Unavailable {
        fn from(_: Error) -> Self {
            Self
        }
    }

    /// The attribute names that other programs use as well.
    fn attributes(origin: &str) -> HashMap<&str, &str> {
        HashMap::from([("service", SERVICE), ("username", origin)])
    }

    pub struct System;

    impl Keychain for System {
        fn read(&self, origin: String, may_prompt: bool) -> KeychainFuture<Option<Zeroizing<String>>> {
            Box::pin(async move {
                let service = SecretService::connect(EncryptionType::Dh).await?;
                let found = service.search_items(attributes(&origin)).await?;
                let item = match (found.unlocked.first(), found.locked.first()) {
                    (Some(item), _) => item,
                    (None, None) => return Ok(None),
                    (None, Some(_)) if !may_prompt => return Err(Unavailable),
                    (None, Some(item)) => {
                        item.unlock().await?;
                        item
                    }
                };
                let secret = Zeroizing::new(item.get_secret().await?);
                let text = std::str::from_utf8(&secret).map_err(|_| Unavailable)?;
                Ok(Some(Zeroizing::new(text.to_owned())))
            })
        }

        fn write(&self, origin: String, key: Zeroizing<String>, may_prompt: bool) -> KeychainFuture<()> {
            Box::pin(async move {
                let service = SecretService::connect(EncryptionType::Dh).await?;
                // Not the session's collection: it is deleted at log-out.
                let collection = service.get_default_collection().await?;
                if collection.is_locked().await? {
                    if !may_prompt {
                        return Err(Unavailable);
                    }
                    collection.unlock().await?;
                }
                let label = format!("Image Studio: {origin}");
                collection.create_item(&label, attributes(&origin), key.as_bytes(), true, "text/plain").await?;
                Ok(())
            })
        }

        fn remove(&self, origin: String) -> KeychainFuture<()> {
            Box::pin(async move {
                let service = SecretService::connect(EncryptionType::Dh).await?;
                let found = service.search_items(attributes(&origin)).await?;
                for item in found.unlocked.iter().chain(&found.locked) {
                    if item.is_locked().await? {
                        item.unlock().await?;
                    }
                    item.delete().await?;
                }
                Ok(())
            })
        }
    }
}

/// Keychain Services and the Credential Manager: blocking system calls, each on a thread of the runtime.
#[cfg(any(windows, target_os = "macos"))]
mod platform {
    use keyring::{Entry, Error};
    use zeroize::Zeroizing;

    use super::{Keychain, KeychainFuture, Unavailable, SERVICE};

    impl From<Error> for Unavailable {
        fn from(_: Error) -> Self {
            Self
        }
    }

    fn blocking<T: Send + 'static>(call: impl FnOnce() -> Result<T, Error> + Send + 'static) -> KeychainFuture<T> {
        Box::pin(async move { Ok(tokio::task::spawn_blocking(call).await.map_err(|_| Unavailable)??) })
    }

    pub struct System;

    impl Keychain for System {
        fn read(&self, origin: String, _may_prompt: bool) -> KeychainFuture<Option<Zeroizing<String>>> {
            blocking(move || match Entry::new(SERVICE, &origin)?.get_password() {
                Ok(key) => Ok(Some(Zeroizing::new(key))),
                Err(Error::NoEntry) => Ok(None),
                Err(error) => Err(error),
            })
        }

        fn write(&self, origin: String, key: Zeroizing<String>, _may_prompt: bool) -> KeychainFuture<()> {
            blocking(move || Entry::new(SERVICE, &origin)?.set_password(&key))
        }

        fn remove(&self, origin: String) -> KeychainFuture<()> {
            blocking(move || match Entry::new(SERVICE, &origin)?.delete_credential() {
                Err(Error::NoEntry) => Ok(()),
                other => other,
            })
        }
    }
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
