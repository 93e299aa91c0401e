//! Keychain Services and the Credential Manager: blocking system calls, each on a thread of the runtime.

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
