//! A small client of the D-Bus session bus on the plugin's runtime: it calls methods and waits for signals. It starts no
//! thread and no program, and dropping it closes its socket. Knows nothing of keys.

mod address;
mod message;

use std::collections::VecDeque;

use serde::de::DeserializeOwned;
use serde::Serialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use zvariant::{DynamicType, Type};

use super::Unavailable;
use message::Kind;
pub use message::{Message, Method};

const BUS: Method<'_> = Method {
    destination: "org.freedesktop.DBus",
    path: "/org/freedesktop/DBus",
    interface: "org.freedesktop.DBus",
    name: "",
};
const MAX_AUTH_LINE: usize = 1_024;
/// Signals that arrive while a reply is waited for. Only those that were asked for are sent to us.
const MAX_SIGNALS: usize = 64;

impl From<std::io::Error> for Unavailable {
    fn from(_: std::io::Error) -> Self {
        Self
    }
}

impl From<zvariant::Error> for Unavailable {
    fn from(_: zvariant::Error) -> Self {
        Self
    }
}

pub struct Connection {
    stream: UnixStream,
    serial: u32,
    signals: VecDeque<Message>,
}

impl Connection {
    pub async fn open() -> Result<Self, Unavailable> {
        for socket in address::session_bus() {
            if let Ok(stream) = UnixStream::connect(&socket).await {
                let mut connection = Self { stream, serial: 0, signals: VecDeque::new() };
                connection.authenticate().await?;
                let _: (String,) = connection.call(Method { name: "Hello", ..BUS }, &()).await?;
                return Ok(connection);
            }
        }
        Err(Unavailable)
    }

    /// The bus takes the user from the socket, as in systemd's client; a number in the text would be wrong in a container.
    async fn authenticate(&mut self) -> Result<(), Unavailable> {
        self.stream.write_all(b"\0AUTH EXTERNAL\r\n").await?;
        self.expect_line("DATA").await?;
        self.stream.write_all(b"DATA\r\n").await?;
        self.expect_line("OK").await?;
        Ok(self.stream.write_all(b"BEGIN\r\n").await?)
    }

    async fn expect_line(&mut self, word: &str) -> Result<(), Unavailable> {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            if line.len() == MAX_AUTH_LINE {
                return Err(Unavailable);
            }
            // Byte by byte, because what follows belongs to the first message.
            line.push(self.stream.read_u8().await?);
        }
        let is_expected = line.split(u8::is_ascii_whitespace).next() == Some(word.as_bytes());
        if is_expected {
            Ok(())
        } else {
            Err(Unavailable)
        }
    }

    /// Returns the arguments of the reply; an error reply is an error.
    pub async fn call<A, R>(&mut self, method: Method<'_>, arguments: &A) -> Result<R, Unavailable>
    where
        A: Serialize + DynamicType,
        R: DeserializeOwned + Type,
    {
        self.reply(method, arguments).await?.arguments()
    }

    pub async fn reply<A>(&mut self, method: Method<'_>, arguments: &A) -> Result<Message, Unavailable>
    where
        A: Serialize + DynamicType,
    {
        self.serial += 1;
        let call = message::encode_call(self.serial, method, arguments)?;
        self.stream.write_all(&call).await?;
        loop {
            let message = self.receive().await?;
            match message.kind {
                Kind::Return if message.reply_serial == Some(self.serial) => return Ok(message),
                Kind::Error if message.reply_serial == Some(self.serial) => return Err(Unavailable),
                Kind::Signal if self.signals.len() < MAX_SIGNALS => self.signals.push_back(message),
                _ => {}
            }
        }
    }

    /// From now on the bus sends us the signals that fit the rule.
    pub async fn subscribe(&mut self, rule: &str) -> Result<(), Unavailable> {
        self.reply(Method { name: "AddMatch", ..BUS }, &(rule,)).await.map(drop)
    }

    /// The next signal, also one that arrived before a reply.
    pub async fn next_signal(&mut self) -> Result<Message, Unavailable> {
        if let Some(signal) = self.signals.pop_front() {
            return Ok(signal);
        }
        loop {
            let message = self.receive().await?;
            if message.kind == Kind::Signal {
                return Ok(message);
            }
        }
    }

    async fn receive(&mut self) -> Result<Message, Unavailable> {
        let mut header = [0; message::FIXED_HEADER];
        self.stream.read_exact(&mut header).await?;
        let mut bytes = header.to_vec();
        bytes.resize(header.len() + message::remaining_length(header)?, 0);
        self.stream.read_exact(bytes.get_mut(header.len()..).ok_or(Unavailable)?).await?;
        message::decode(&bytes)
    }
}
