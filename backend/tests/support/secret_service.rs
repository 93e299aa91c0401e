//! A session bus with a Secret Service on a Unix socket of its own: it stores, prompts, refuses, and dies when told to.
//! Follows the D-Bus and the Secret Service specifications with code of its own, apart from the encoding of values.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::cast_possible_truncation, dead_code)]

use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Mutex, MutexGuard};

use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut, BlockEncryptMut, KeyIvInit};
use crypto_bigint::modular::{MontyForm, MontyParams};
use crypto_bigint::{Odd, U1024};
use serde::Serialize;
use zvariant::serialized::{Context, Data};
use zvariant::{DynamicType, Endian, ObjectPath, OwnedObjectPath, OwnedValue, Value};

const OUR_NAME: &str = ":1.7";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const PROMPT: &str = "/org/freedesktop/secrets/prompt/1";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum User {
    #[default]
    Accepts,
    Dismisses,
    IsAway,
}

/// The part that ends when the method of this name is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    Bus(&'static str),
    Service(&'static str),
    /// The service carries the call out and ends before it replies.
    ServiceAfter(&'static str),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub attributes: HashMap<String, String>,
    pub label: String,
    pub secret: String,
}

#[derive(Default)]
pub struct State {
    pub items: BTreeMap<u32, Item>,
    pub is_locked: bool,
    pub user: User,
    pub death: Option<Death>,
    is_dead: bool,
    /// Names of all methods that were called.
    pub calls: Vec<String>,
    /// Everything that was received.
    pub received: Vec<u8>,
    last_item: u32,
    connections: usize,
}

pub struct SecretServiceBus {
    pub address: String,
    state: Arc<Mutex<State>>,
    _folder: tempfile::TempDir,
}

impl SecretServiceBus {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bus");
        let listener = UnixListener::bind(&path).unwrap();
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (state, stream) = (shared.clone(), stream.unwrap());
                state.lock().unwrap().connections += 1;
                std::thread::spawn(move || {
                    Peer { stream, state: state.clone(), serial: 0, key: [0; 16] }.serve();
                    state.lock().unwrap().connections -= 1;
                });
            }
        });
        Self { address: format!("unix:path={}", path.display()), state, _folder: folder }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The service starts again, with its items.
    pub fn revive(&self) {
        let mut state = self.state();
        (state.death, state.is_dead) = (None, false);
    }

    pub fn open_connections(&self) -> usize {
        self.state().connections
    }

    pub fn secrets(&self) -> Vec<String> {
        self.state().items.values().map(|item| item.secret.clone()).collect()
    }

    pub fn has_called(&self, method: &str) -> bool {
        self.state().calls.iter().any(|call| call == method)
    }
}

struct Peer {
    stream: UnixStream,
    state: Arc<Mutex<State>>,
    serial: u32,
    key: [u8; 16],
}

struct Call {
    serial: u32,
    path: String,
    destination: String,
    member: String,
    signature: String,
    body: Data<'static, 'static>,
}

fn item_path(number: u32) -> OwnedObjectPath {
    ObjectPath::try_from(format!("{COLLECTION}/{number}")).unwrap().into()
}

fn path(text: &str) -> OwnedObjectPath {
    ObjectPath::try_from(text.to_owned()).unwrap().into()
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(8), 0);
}

impl Peer {
    fn serve(mut self) {
        if self.authenticate().is_some() {
            while self.receive().and_then(|call| self.answer(&call)).is_some() {}
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            line.push(self.bytes(1)?[0]);
        }
        Some(String::from_utf8(line).unwrap())
    }

    fn authenticate(&mut self) -> Option<()> {
        assert_eq!(self.bytes(1)?, [0]);
        loop {
            let answer = match self.line()?.trim_end() {
                "AUTH EXTERNAL" => "DATA",
                "DATA" => "OK 1234deadbeef1234deadbeef1234deadbeef",
                line if line.starts_with("AUTH EXTERNAL ") => "OK 1234deadbeef1234deadbeef1234deadbeef",
                "BEGIN" => return Some(()),
                _ => "ERROR",
            };
            self.stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
        }
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut bytes = vec![0; count];
        self.stream.read_exact(&mut bytes).ok()?;
        self.state.lock().unwrap().received.extend(&bytes);
        Some(bytes)
    }

    fn receive(&mut self) -> Option<Call> {
        type Header = (u8, u8, u8, u8, u32, u32, Vec<(u8, OwnedValue)>);
        let mut bytes = self.bytes(16)?;
        let length = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let (fields, body) = (length(12).next_multiple_of(8), length(4));
        bytes.extend(self.bytes(fields)?);
        let context = Context::new_dbus(Endian::Little, 0);
        let (header, _): (Header, _) = Data::new(&bytes, context).deserialize().unwrap();
        let (order, kind, _, version, _, serial, fields) = header;
        assert_eq!((order, kind, version), (b'l', 1, 1));
        let body = Data::new(self.bytes(body)?, context);
        let mut fields: HashMap<u8, OwnedValue> = fields.into_iter().collect();
        let mut text = |field: u8| fields.remove(&field).map(|value| String::try_from(value).unwrap()).unwrap();
        let (destination, _interface, member) = (text(6), text(2), text(3));
        let path = OwnedObjectPath::try_from(fields.remove(&1).unwrap()).unwrap().to_string();
        let signature = fields.remove(&8).map(|value| zvariant::Signature::try_from(value).unwrap());
        let signature = signature.map(|signature| signature.to_string_no_parens()).unwrap_or_default();
        Some(Call { serial, path, destination, member, signature, body })
    }

    fn send<T: Serialize + DynamicType>(
        &mut self,
        kind: u8,
        fields: &[(u8, char, &str)],
        reply_to: u32,
        arguments: &T,
    ) {
        self.serial += 1;
        let body = zvariant::to_bytes(Context::new_dbus(Endian::Little, 0), arguments).unwrap();
        let mut message = vec![b'l', kind, 1, 1];
        message.extend((body.len() as u32).to_le_bytes());
        message.extend(self.serial.to_le_bytes());
        message.extend([0; 4]);
        if reply_to > 0 {
            message.extend([5, 1, b'u', 0]);
            message.extend(reply_to.to_le_bytes());
        }
        for (field, kind, text) in fields {
            pad(&mut message);
            message.extend([*field, 1, *kind as u8, 0]);
            message.extend((text.len() as u32).to_le_bytes());
            message.extend(text.bytes().chain([0]));
        }
        let signature = arguments.signature().to_string_no_parens();
        if !signature.is_empty() {
            pad(&mut message);
            message.extend([8, 1, b'g', 0, signature.len() as u8]);
            message.extend(signature.bytes().chain([0]));
        }
        let length = message.len() as u32 - 16;
        message.splice(12..16, length.to_le_bytes());
        pad(&mut message);
        message.extend(body.bytes());
        let _ = self.stream.write_all(&message);
    }

    fn reply<T: Serialize + DynamicType>(&mut self, call: &Call, arguments: &T) {
        let sender = if call.destination == "org.freedesktop.DBus" { "org.freedesktop.DBus" } else { OUR_NAME };
        self.send(2, &[(7, 's', sender)], call.serial, arguments);
    }

    fn refuse(&mut self, call: &Call, error: &str) {
        let fields = [(4, 's', error), (7, 's', OUR_NAME)];
        self.send(3, &fields, call.serial, &("in plain words",));
    }

    fn signal<T: Serialize + DynamicType>(&mut self, sender: &str, path: &str, member: &str, arguments: &T) {
        let fields = [(1, 'o', path), (2, 's', "org.freedesktop.Secret.Prompt"), (3, 's', member), (7, 's', sender)];
        self.send(4, &fields, 0, arguments);
    }

    /// None when the bus has died.
    fn answer(&mut self, call: &Call) -> Option<()> {
        let death = {
            let mut state = self.state.lock().unwrap();
            state.calls.push(call.member.clone());
            state.death
        };
        if matches!(death, Some(Death::Bus(method)) if method == call.member) {
            return None;
        }
        match (call.destination.as_str(), call.member.as_str()) {
            ("org.freedesktop.DBus", "Hello") => {
                self.reply(call, &(":1.42",));
                // As a bus does: a signal that nobody asked for.
                self.signal("org.freedesktop.DBus", "/org/freedesktop/DBus", "NameAcquired", &(":1.42",));
            }
            ("org.freedesktop.DBus", "AddMatch") => self.reply(call, &()),
            ("org.freedesktop.secrets" | OUR_NAME, member) => match death {
                Some(Death::Service(method)) if method == member => self.die(call),
                Some(Death::ServiceAfter(method)) if method == member => {
                    self.carry_out(call, true);
                    self.die(call);
                }
                _ if self.state.lock().unwrap().is_dead => {
                    self.refuse(call, "org.freedesktop.DBus.Error.ServiceUnknown");
                }
                _ => self.carry_out(call, false),
            },
            other => panic!("{other:?} is not there"),
        }
        Some(())
    }

    fn die(&mut self, call: &Call) {
        self.state.lock().unwrap().is_dead = true;
        if call.member == "Prompt" {
            self.reply(call, &());
            let arguments = (OUR_NAME, OUR_NAME, "");
            self.signal("org.freedesktop.DBus", "/org/freedesktop/DBus", "NameOwnerChanged", &arguments);
        } else {
            self.refuse(call, "org.freedesktop.DBus.Error.NoReply");
        }
    }

    fn matching(&self, wanted: &HashMap<String, String>) -> Vec<u32> {
        let state = self.state.lock().unwrap();
        let fits = |item: &Item| wanted.iter().all(|(name, value)| item.attributes.get(name) == Some(value));
        state.items.iter().filter(|(_, item)| fits(item)).map(|(number, _)| *number).collect()
    }

    /// `is_silent`: the call takes effect and gets no reply.
    fn carry_out(&mut self, call: &Call, is_silent: bool) {
        let is_locked = self.state.lock().unwrap().is_locked;
        let number = call.path.strip_prefix(COLLECTION).and_then(|rest| rest.strip_prefix('/')?.parse::<u32>().ok());
        let none = path("/");
        match (call.member.as_str(), call.signature.as_str()) {
            ("OpenSession", "sv") => {
                let ((algorithm, public), _): ((String, OwnedValue), _) = call.body.deserialize().unwrap();
                assert_eq!(algorithm, "dh-ietf1024-sha256-aes128-cbc-pkcs7");
                let ours = self.agree(&Vec::<u8>::try_from(public).unwrap());
                self.reply(call, &(Value::from(ours), path("/org/freedesktop/secrets/session/3")));
            }
            ("SearchItems", "a{ss}") => {
                let ((wanted,), _): ((HashMap<String, String>,), _) = call.body.deserialize().unwrap();
                let found: Vec<_> = self.matching(&wanted).into_iter().map(item_path).collect();
                let (unlocked, locked) = if is_locked { (vec![], found) } else { (found, vec![]) };
                self.reply(call, &(unlocked, locked));
            }
            ("ReadAlias", "s") => self.reply(call, &(path(COLLECTION),)),
            ("Get", "ss") => self.reply(call, &(Value::from(is_locked),)),
            ("Unlock", "ao") => {
                let ((objects,), _): ((Vec<OwnedObjectPath>,), _) = call.body.deserialize().unwrap();
                let (unlocked, prompt) = if is_locked { (vec![], path(PROMPT)) } else { (objects, none) };
                self.reply(call, &(unlocked, prompt));
            }
            ("Prompt", "s") => {
                assert_eq!(call.path, PROMPT);
                self.reply(call, &());
                let user = self.state.lock().unwrap().user;
                self.state.lock().unwrap().is_locked = user != User::Accepts;
                // Another program answers a prompt of its own.
                self.signal(":1.99", PROMPT, "Completed", &(true, Value::from("")));
                if user != User::IsAway {
                    let result = Value::from(vec![path(COLLECTION)]);
                    self.signal(OUR_NAME, PROMPT, "Completed", &(user == User::Dismisses, result));
                }
            }
            ("CreateItem" | "GetSecret" | "Delete", _) if is_locked => {
                self.refuse(call, "org.freedesktop.Secret.Error.IsLocked");
            }
            ("CreateItem", "a{sv}(oayays)b") => {
                type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);
                type Arguments = (HashMap<String, OwnedValue>, Secret, bool);
                let ((mut properties, secret, is_replacing), _): (Arguments, _) = call.body.deserialize().unwrap();
                let mut property =
                    |name: &str| properties.remove(&format!("org.freedesktop.Secret.Item.{name}")).unwrap();
                let attributes: HashMap<String, String> = property("Attributes").try_into().unwrap();
                let label: String = property("Label").try_into().unwrap();
                assert!(is_replacing);
                let item = Item { attributes, label, secret: self.decrypt(&secret.1, secret.2) };
                let mut state = self.state.lock().unwrap();
                let same = state.items.iter().find(|(_, old)| old.attributes == item.attributes);
                let number = same.map(|(number, _)| *number).unwrap_or(state.last_item + 1);
                state.last_item = state.last_item.max(number);
                state.items.insert(number, item);
                drop(state);
                if !is_silent {
                    self.reply(call, &(item_path(number), none));
                }
            }
            ("GetSecret", "o") => {
                let secret = self.state.lock().unwrap().items[&number.unwrap()].secret.clone();
                let (iv, encrypted) = self.encrypt(&secret);
                self.reply(call, &((path("/org/freedesktop/secrets/session/3"), iv, encrypted, "text/plain"),));
            }
            ("Delete", "") => {
                self.state.lock().unwrap().items.remove(&number.unwrap());
                if !is_silent {
                    self.reply(call, &(none,));
                }
            }
            other => panic!("{other:?} at {} is not there", call.path),
        }
    }

    /// Returns our public key.
    fn agree(&mut self, theirs: &[u8]) -> Vec<u8> {
        let prime = Odd::<U1024>::from_be_hex(concat!(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD",
            "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED",
            "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF"
        ));
        let parameters = MontyParams::new_vartime(prime);
        let private = crypto_bigint::U64::from_u64(0x9e37_79b9_7f4a_7c15);
        let power = |base: &U1024| MontyForm::new(base, parameters).pow(&private).retrieve().to_be_bytes();
        let shared = power(&U1024::from_be_slice(theirs));
        hkdf::Hkdf::<sha2::Sha256>::new(None, &shared).expand(&[], &mut self.key).unwrap();
        power(&U1024::from_u8(2)).to_vec()
    }

    fn decrypt(&self, iv: &[u8], encrypted: Vec<u8>) -> String {
        let iv: [u8; 16] = iv.try_into().unwrap();
        let cipher = cbc::Decryptor::<aes::Aes128>::new(&self.key.into(), &iv.into());
        let mut buffer = encrypted;
        String::from_utf8(cipher.decrypt_padded_mut::<Pkcs7>(&mut buffer).unwrap().to_vec()).unwrap()
    }

    fn encrypt(&self, secret: &str) -> (Vec<u8>, Vec<u8>) {
        let iv = [7; 16];
        let cipher = cbc::Encryptor::<aes::Aes128>::new(&self.key.into(), &iv.into());
        let mut buffer = secret.as_bytes().to_vec();
        buffer.resize(secret.len() + 16, 0);
        (iv.to_vec(), cipher.encrypt_padded_mut::<Pkcs7>(&mut buffer, secret.len()).unwrap().to_vec())
    }
}
