//! One D-Bus message as bytes: our calls are encoded, everything that comes is decoded. The format is in the D-Bus
//! specification, "Message Protocol".

use serde::de::DeserializeOwned;
use serde::Serialize;
use zvariant::serialized::{Context, Data};
use zvariant::{DynamicType, Endian, OwnedObjectPath, OwnedValue, Signature, Type};

use crate::keychain::Unavailable;

/// Lengths and endianness are in this part of every message.
pub const FIXED_HEADER: usize = 16;
/// A list of items is all that could be long; the format itself allows 128 MiB.
const MAX_LENGTH: usize = 1 << 20;

const METHOD_CALL: u8 = 1;
const METHOD_RETURN: u8 = 2;
const ERROR: u8 = 3;
const SIGNAL: u8 = 4;
const PROTOCOL_VERSION: u8 = 1;

const PATH: u8 = 1;
const INTERFACE: u8 = 2;
const MEMBER: u8 = 3;
const REPLY_SERIAL: u8 = 5;
const DESTINATION: u8 = 6;
const SENDER: u8 = 7;
const SIGNATURE: u8 = 8;

#[derive(Clone, Copy)]
pub struct Method<'a> {
    pub destination: &'a str,
    pub path: &'a str,
    pub interface: &'a str,
    pub name: &'a str,
}

/// `arguments` is a tuple with one member an argument.
pub fn encode_call<T: Serialize + DynamicType>(
    serial: u32,
    method: Method,
    arguments: &T,
) -> Result<Vec<u8>, Unavailable> {
    let body = zvariant::to_bytes(Context::new_dbus(Endian::Little, 0), arguments)?;
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| Unavailable);
    let mut message = vec![b'l', METHOD_CALL, 0, PROTOCOL_VERSION];
    message.extend(length(body.bytes())?.to_le_bytes());
    message.extend(serial.to_le_bytes());
    // The length of the fields, which is not known yet.
    message.extend([0; 4]);
    for (field, kind, text) in [
        (PATH, b'o', method.path),
        (DESTINATION, b's', method.destination),
        (INTERFACE, b's', method.interface),
        (MEMBER, b's', method.name),
    ] {
        pad(&mut message);
        message.extend([field, 1, kind, 0]);
        message.extend(length(text.as_bytes())?.to_le_bytes());
        message.extend(text.bytes().chain([0]));
    }
    let signature = arguments.signature().to_string_no_parens();
    if !signature.is_empty() {
        pad(&mut message);
        message.extend([SIGNATURE, 1, b'g', 0, u8::try_from(signature.len()).map_err(|_| Unavailable)?]);
        message.extend(signature.bytes().chain([0]));
    }
    let fields = length(&message)? - u32::try_from(FIXED_HEADER).map_err(|_| Unavailable)?;
    message.splice(12..16, fields.to_le_bytes());
    pad(&mut message);
    message.extend(body.bytes());
    Ok(message)
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(8), 0);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Return,
    Error,
    Signal,
    /// A call of another program, or a kind that this version of the protocol does not have.
    Other,
}

#[derive(Debug)]
pub struct Message {
    pub kind: Kind,
    pub reply_serial: Option<u32>,
    pub sender: String,
    pub path: String,
    pub member: String,
    signature: Signature,
    body: Data<'static, 'static>,
}

fn endian(byte: u8) -> Result<Endian, Unavailable> {
    match byte {
        b'l' => Ok(Endian::Little),
        b'B' => Ok(Endian::Big),
        _ => Err(Unavailable),
    }
}

/// The number of bytes that follow the fixed header.
pub fn remaining_length(header: [u8; FIXED_HEADER]) -> Result<usize, Unavailable> {
    let [order, _, _, _, b0, b1, b2, b3, .., f0, f1, f2, f3] = header;
    let number = match endian(order)? {
        Endian::Little => u32::from_le_bytes,
        Endian::Big => u32::from_be_bytes,
    };
    let (fields, body) = (number([f0, f1, f2, f3]) as usize, number([b0, b1, b2, b3]) as usize);
    if fields > MAX_LENGTH || body > MAX_LENGTH {
        return Err(Unavailable);
    }
    Ok(fields.next_multiple_of(8) + body)
}

/// A whole message.
pub fn decode(bytes: &[u8]) -> Result<Message, Unavailable> {
    type Header = (u8, u8, u8, u8, u32, u32, Vec<(u8, OwnedValue)>);
    let context = Context::new_dbus(endian(*bytes.first().ok_or(Unavailable)?)?, 0);
    let (header, length): (Header, usize) = Data::new(bytes, context).deserialize()?;
    let (_, kind, _, version, _, _, fields) = header;
    if version != PROTOCOL_VERSION {
        return Err(Unavailable);
    }
    let body = bytes.get(length.next_multiple_of(8)..).ok_or(Unavailable)?;
    let mut message = Message {
        kind: match kind {
            METHOD_RETURN => Kind::Return,
            ERROR => Kind::Error,
            SIGNAL => Kind::Signal,
            _ => Kind::Other,
        },
        reply_serial: None,
        sender: String::new(),
        path: String::new(),
        member: String::new(),
        signature: Signature::Unit,
        body: Data::new(body.to_owned(), context),
    };
    for (field, value) in fields {
        match field {
            PATH => message.path = OwnedObjectPath::try_from(value)?.to_string(),
            MEMBER => message.member = value.try_into()?,
            SENDER => message.sender = value.try_into()?,
            REPLY_SERIAL => message.reply_serial = Some(value.try_into()?),
            SIGNATURE => message.signature = value.try_into()?,
            _ => {}
        }
    }
    Ok(message)
}

impl Message {
    /// The arguments as a tuple; refused when they have other types.
    pub fn arguments<T: DeserializeOwned + Type>(&self) -> Result<T, Unavailable> {
        // Read back, because a message does not tell one argument that is a structure from the members of that structure.
        let expected = T::SIGNATURE.to_string_no_parens();
        let expected = Signature::try_from(expected.as_str()).map_err(|_| Unavailable)?;
        if self.signature != expected {
            return Err(Unavailable);
        }
        Ok(self.body.deserialize()?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHOD: Method<'_> = Method { destination: "a.b", path: "/a", interface: "a.b", name: "Get" };

    fn encode<T: Serialize + DynamicType>(arguments: &T) -> Vec<u8> {
        encode_call(7, METHOD, arguments).unwrap()
    }

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let bytes = encode(&("text", vec![1u8, 2], true));
        let header = bytes[..FIXED_HEADER].try_into().unwrap();
        assert_eq!(remaining_length(header).unwrap(), bytes.len() - FIXED_HEADER);
        let message = decode(&bytes).unwrap();
        assert_eq!((message.path.as_str(), message.member.as_str(), message.kind), ("/a", "Get", Kind::Other));
        assert_eq!(message.arguments::<(String, Vec<u8>, bool)>(), Ok(("text".into(), vec![1, 2], true)));
        assert_eq!(message.arguments::<(String,)>(), Err(Unavailable));
        let (one, members) = (decode(&encode(&(("a", 1u32),))).unwrap(), decode(&encode(&())).unwrap());
        assert_eq!(one.arguments::<((String, u32),)>(), Ok((("a".into(), 1),)));
        assert_eq!((members.arguments::<()>(), members.arguments::<(bool,)>()), (Ok(()), Err(Unavailable)));
    }

    /// A message with the bytes of each number in the other order, as a big-endian service sends it.
    #[test]
    fn both_byte_orders_are_read() {
        let mut bytes = vec![b'B', METHOD_RETURN, 0, PROTOCOL_VERSION];
        bytes.extend([0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 0, 15]);
        bytes.extend([REPLY_SERIAL, 1, b'u', 0, 0, 0, 0, 9, SIGNATURE, 1, b'g', 0, 1, b's', 0, 0]);
        bytes.extend([0, 0, 0, 1, b'x', 0]);
        assert_eq!(remaining_length(bytes[..FIXED_HEADER].try_into().unwrap()), Ok(bytes.len() - FIXED_HEADER));
        let message = decode(&bytes).unwrap();
        assert_eq!((message.reply_serial, message.arguments()), (Some(9), Ok(("x".to_owned(),))));
    }

    #[test]
    fn damaged_messages_are_refused_without_a_panic() {
        let whole = encode(&("text", vec![1u8, 2]));
        for at in 0..whole.len() {
            let cut = decode(&whole[..at]).and_then(|message| message.arguments::<(String, Vec<u8>)>());
            assert_eq!(cut, Err(Unavailable), "cut at {at}");
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[at] ^= 1 << bit;
                let _ = remaining_length(changed[..FIXED_HEADER].try_into().unwrap());
                let _ = decode(&changed).and_then(|message| message.arguments::<(String, Vec<u8>)>());
            }
        }
        let mut huge = whole;
        huge[4..8].fill(255);
        assert_eq!(remaining_length(huge[..FIXED_HEADER].try_into().unwrap()), Err(Unavailable));
    }
}
