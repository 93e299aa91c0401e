//! The operating system's keychain. It may be absent, locked, or ask the person something and wait: so it is only ever
//! asked from a task of the runtime, never in a handler or in on_load, and every answer has a time limit (secrets.rs).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use zeroize::Zeroizing;

/// Items are found again by this and the origin.
#[cfg(not(test))]
const SERVICE: &str = "dev.haloforge.image-studio";
#[cfg(test)]
const SERVICE: &str = "dev.haloforge.image-studio.test";

/// "on" or "off" overrules the build: a debug build leaves the developer's own keychain alone.
const SWITCH: &str = "IMAGE_STUDIO_KEYCHAIN";

/// There is none, it is locked, or it refused. Why is of no use to anybody here: the file takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unavailable;

pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, Unavailable>> + Send>>;

pub trait Keychain: Send + Sync + 'static {
    /// None: it has no key for this origin. `may_ask`: a locked one may ask the person for a password.
    fn read(&self, origin: String, may_ask: bool) -> Answer<Option<Zeroizing<String>>>;
    fn write(&self, origin: String, key: Zeroizing<String>, may_ask: bool) -> Answer<()>;
    fn remove(&self, origin: String) -> Answer<()>;
}

/// The system's own, unless this build or the environment wants none.
pub fn system() -> Option<Arc<dyn Keychain>> {
    let is_wanted = match std::env::var(SWITCH).as_deref() {
        Ok("on") => true,
        Ok("off") => false,
        _ => !cfg!(debug_assertions),
    };
    is_wanted.then(|| Arc::new(platform::System) as Arc<dyn Keychain>)
}

/// The Secret Service over D-Bus, on our own runtime: a dropped call leaves nothing behind.
#[cfg(all(unix, not(target_os = "macos")))]
mod platform {
    use std::collections::HashMap;

    use secret_service::{EncryptionType, Error, SecretService};
    use zeroize::Zeroizing;

    use super::{Answer, Keychain, Unavailable, SERVICE};

    impl From<Error> for Unavailable {
        fn from(_: Error) -> Self {
            Self
        }
    }

    /// Under the names that other programs use as well.
    fn attributes(origin: &str) -> HashMap<&str, &str> {
        HashMap::from([("service", SERVICE), ("username", origin)])
    }

    pub struct System;

    impl Keychain for System {
        fn read(&self, origin: String, may_ask: bool) -> Answer<Option<Zeroizing<String>>> {
            Box::pin(async move {
                let service = SecretService::connect(EncryptionType::Dh).await?;
                let found = service.search_items(attributes(&origin)).await?;
                let item = match (found.unlocked.first(), found.locked.first()) {
                    (Some(item), _) => item,
                    (None, None) => return Ok(None),
                    (None, Some(_)) if !may_ask => return Err(Unavailable),
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

        fn write(&self, origin: String, key: Zeroizing<String>, may_ask: bool) -> Answer<()> {
            Box::pin(async move {
                let service = SecretService::connect(EncryptionType::Dh).await?;
                // Not the session's collection: it forgets everything at log-out.
                let collection = service.get_default_collection().await?;
                if collection.is_locked().await? {
                    if !may_ask {
                        return Err(Unavailable);
                    }
                    collection.unlock().await?;
                }
                let label = format!("Image Studio: {origin}");
                collection.create_item(&label, attributes(&origin), key.as_bytes(), true, "text/plain").await?;
                Ok(())
            })
        }

        fn remove(&self, origin: String) -> Answer<()> {
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

/// Keychain Services and the Credential Manager: calls of the system, each on a thread of the runtime.
#[cfg(any(windows, target_os = "macos"))]
mod platform {
    use keyring::{Entry, Error};
    use zeroize::Zeroizing;

    use super::{Answer, Keychain, Unavailable, SERVICE};

    impl From<Error> for Unavailable {
        fn from(_: Error) -> Self {
            Self
        }
    }

    fn asked<T: Send + 'static>(ask: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Answer<T> {
        Box::pin(async move { Ok(tokio::task::spawn_blocking(ask).await.map_err(|_| Unavailable)??) })
    }

    pub struct System;

    impl Keychain for System {
        fn read(&self, origin: String, _may_ask: bool) -> Answer<Option<Zeroizing<String>>> {
            asked(move || match Entry::new(SERVICE, &origin)?.get_password() {
                Ok(key) => Ok(Some(Zeroizing::new(key))),
                Err(Error::NoEntry) => Ok(None),
                Err(error) => Err(error),
            })
        }

        fn write(&self, origin: String, key: Zeroizing<String>, _may_ask: bool) -> Answer<()> {
            asked(move || Entry::new(SERVICE, &origin)?.set_password(&key))
        }

        fn remove(&self, origin: String) -> Answer<()> {
            asked(move || match Entry::new(SERVICE, &origin)?.delete_credential() {
                Err(Error::NoEntry) => Ok(()),
                other => other,
            })
        }
    }
}

#[cfg(not(any(unix, windows)))]
mod platform {
    use zeroize::Zeroizing;

    use super::{Answer, Keychain, Unavailable};

    pub struct System;

    impl Keychain for System {
        fn read(&self, _: String, _: bool) -> Answer<Option<Zeroizing<String>>> {
            Box::pin(async { Err(Unavailable) })
        }
        fn write(&self, _: String, _: Zeroizing<String>, _: bool) -> Answer<()> {
            Box::pin(async { Err(Unavailable) })
        }
        fn remove(&self, _: String) -> Answer<()> {
            Box::pin(async { Err(Unavailable) })
        }
    }
}
