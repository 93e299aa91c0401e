//! The Secret Service (GNOME Keyring, KWallet, KeePassXC) over the session bus. Each call has a connection of its own, which
//! ends with the future.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;
use zvariant::{OwnedObjectPath, OwnedValue, Type, Value};

use super::bus::{Connection, Method};
use super::encrypted_session::{KeyPair, SessionKey, ALGORITHM};
use super::{Keychain, KeychainFuture, Unavailable, SERVICE};

const BUS_NAME: &str = "org.freedesktop.secrets";
const SERVICE_PATH: &str = "/org/freedesktop/secrets";
const SERVICE_INTERFACE: &str = "org.freedesktop.Secret.Service";
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
const ITEM: &str = "org.freedesktop.Secret.Item";
const PROMPT: &str = "org.freedesktop.Secret.Prompt";

pub struct System;

impl Keychain for System {
    fn read(&self, origin: String, may_prompt: bool) -> KeychainFuture<Option<Zeroizing<String>>> {
        Box::pin(async move {
            let mut client = Client::open().await?;
            let found = client.search(&origin).await?;
            let item = match (found.unlocked.first(), found.locked.first()) {
                (Some(item), _) => item,
                (None, None) => return Ok(None),
                (None, Some(item)) => {
                    client.unlock(item, may_prompt).await?;
                    item
                }
            };
            client.secret(item).await.map(Some)
        })
    }

    fn write(&self, origin: String, key: Zeroizing<String>, may_prompt: bool) -> KeychainFuture<()> {
        Box::pin(async move {
            let mut client = Client::open().await?;
            // Not the session's collection: it is deleted at log-out.
            let collection = client.default_collection().await?;
            if client.is_locked(&collection).await? {
                client.unlock(&collection, may_prompt).await?;
            }
            let created = client.create_item(&collection, &origin, &key, may_prompt).await?;
            // The service replaces an item with the same attributes; one of another program may have more of them.
            for outdated in client.search(&origin).await?.all().filter(|item| *item != created) {
                client.delete(&outdated, may_prompt).await?;
            }
            Ok(())
        })
    }

    fn remove(&self, origin: String) -> KeychainFuture<()> {
        Box::pin(async move {
            let mut client = Client::open().await?;
            let found = client.search(&origin).await?;
            for item in &found.locked {
                client.unlock(item, true).await?;
            }
            for item in found.all() {
                client.delete(&item, true).await?;
            }
            Ok(())
        })
    }
}

/// The attribute names that other programs use as well.
fn attributes(origin: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", origin)])
}

#[derive(Serialize, Deserialize, Type)]
struct Secret {
    session: OwnedObjectPath,
    iv: Vec<u8>,
    encrypted: Vec<u8>,
    content_type: String,
}

#[derive(Deserialize, Type)]
struct FoundItems {
    unlocked: Vec<OwnedObjectPath>,
    locked: Vec<OwnedObjectPath>,
}

impl FoundItems {
    fn all(self) -> impl Iterator<Item = OwnedObjectPath> {
        self.unlocked.into_iter().chain(self.locked)
    }
}

struct Client {
    bus: Connection,
    /// The unique name of the service: one that is started anew does not know our session, and signals of other programs
    /// are not its own.
    service: String,
    session: OwnedObjectPath,
    key: SessionKey,
}

impl Client {
    async fn open() -> Result<Self, Unavailable> {
        let mut bus = Connection::open().await?;
        let pair = KeyPair::generate()?;
        let method =
            Method { destination: BUS_NAME, path: SERVICE_PATH, interface: SERVICE_INTERFACE, name: "OpenSession" };
        let reply = bus.reply(method, &(ALGORITHM, Value::from(pair.public()))).await?;
        let (public, session): (OwnedValue, OwnedObjectPath) = reply.arguments()?;
        let key = pair.agree(&Vec::<u8>::try_from(public)?)?;
        Ok(Self { bus, service: reply.sender, session, key })
    }

    async fn call<A, R>(&mut self, path: &str, interface: &str, name: &str, arguments: &A) -> Result<R, Unavailable>
    where
        A: Serialize + zvariant::DynamicType,
        R: serde::de::DeserializeOwned + Type,
    {
        self.bus.call(Method { destination: &self.service, path, interface, name }, arguments).await
    }

    async fn search(&mut self, origin: &str) -> Result<FoundItems, Unavailable> {
        self.call(SERVICE_PATH, SERVICE_INTERFACE, "SearchItems", &(attributes(origin),)).await
    }

    async fn default_collection(&mut self) -> Result<OwnedObjectPath, Unavailable> {
        let (path,): (OwnedObjectPath,) =
            self.call(SERVICE_PATH, SERVICE_INTERFACE, "ReadAlias", &("default",)).await?;
        present(path).ok_or(Unavailable)
    }

    async fn is_locked(&mut self, collection: &OwnedObjectPath) -> Result<bool, Unavailable> {
        let arguments = (COLLECTION, "Locked");
        let (value,): (OwnedValue,) =
            self.call(collection.as_str(), "org.freedesktop.DBus.Properties", "Get", &arguments).await?;
        Ok(value.try_into()?)
    }

    async fn unlock(&mut self, object: &OwnedObjectPath, may_prompt: bool) -> Result<(), Unavailable> {
        let (_, prompt): (Vec<OwnedObjectPath>, OwnedObjectPath) =
            self.call(SERVICE_PATH, SERVICE_INTERFACE, "Unlock", &(vec![object],)).await?;
        self.complete(prompt, may_prompt).await.map(drop)
    }

    async fn secret(&mut self, item: &OwnedObjectPath) -> Result<Zeroizing<String>, Unavailable> {
        let session = self.session.clone();
        let (secret,): (Secret,) = self.call(item.as_str(), ITEM, "GetSecret", &(session,)).await?;
        let secret = self.key.decrypt(&secret.iv, secret.encrypted)?;
        let text = std::str::from_utf8(&secret).map_err(|_| Unavailable)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    async fn create_item(
        &mut self,
        collection: &OwnedObjectPath,
        origin: &str,
        key: &str,
        may_prompt: bool,
    ) -> Result<OwnedObjectPath, Unavailable> {
        let properties = HashMap::from([
            ("org.freedesktop.Secret.Item.Label", Value::from(format!("Image Studio: {origin}"))),
            ("org.freedesktop.Secret.Item.Attributes", Value::from(attributes(origin))),
        ]);
        let (iv, encrypted) = self.key.encrypt(key.as_bytes())?;
        let secret = Secret { session: self.session.clone(), iv, encrypted, content_type: "text/plain".into() };
        let is_replacing = true;
        let (item, prompt): (OwnedObjectPath, OwnedObjectPath) =
            self.call(collection.as_str(), COLLECTION, "CreateItem", &(properties, secret, is_replacing)).await?;
        match self.complete(prompt, may_prompt).await? {
            Some(result) => Ok(result.try_into()?),
            None => Ok(item),
        }
    }

    async fn delete(&mut self, item: &OwnedObjectPath, may_prompt: bool) -> Result<(), Unavailable> {
        let (prompt,): (OwnedObjectPath,) = self.call(item.as_str(), ITEM, "Delete", &()).await?;
        self.complete(prompt, may_prompt).await.map(drop)
    }

    /// Shows the prompt and waits until the user has answered it; returns what it resulted in. None where the service
    /// needs no prompt.
    async fn complete(&mut self, prompt: OwnedObjectPath, may_prompt: bool) -> Result<Option<OwnedValue>, Unavailable> {
        let Some(prompt) = present(prompt) else { return Ok(None) };
        if !may_prompt {
            return Err(Unavailable);
        }
        let service = &self.service;
        let ended = format!("type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{service}'");
        let completed = format!("type='signal',sender='{service}',interface='{PROMPT}',member='Completed'");
        self.bus.subscribe(&ended).await?;
        self.bus.subscribe(&completed).await?;
        let no_window = "";
        self.call::<_, ()>(prompt.as_str(), PROMPT, "Prompt", &(no_window,)).await?;
        loop {
            let signal = self.bus.next_signal().await?;
            match signal.member.as_str() {
                "Completed" if signal.sender == self.service && signal.path == prompt.as_str() => {
                    let (is_dismissed, result): (bool, OwnedValue) = signal.arguments()?;
                    return if is_dismissed { Err(Unavailable) } else { Ok(Some(result)) };
                }
                "NameOwnerChanged" if signal.sender == "org.freedesktop.DBus" => return Err(Unavailable),
                _ => {}
            }
        }
    }
}

/// The interface returns "/" for no object.
fn present(path: OwnedObjectPath) -> Option<OwnedObjectPath> {
    (path.as_str() != "/").then_some(path)
}
