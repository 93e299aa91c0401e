//! The address of the session bus. Only sockets of this machine are used: an address that names a program to start, or
//! another machine, is refused.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

const VARIABLE: &str = "DBUS_SESSION_BUS_ADDRESS";

/// The sockets to try, in order.
pub fn session_bus() -> Vec<PathBuf> {
    let runtime_folder = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    match std::env::var(VARIABLE) {
        Ok(addresses) => sockets(&addresses, runtime_folder.as_ref()),
        Err(_) => runtime_folder.into_iter().map(|folder| folder.join("bus")).collect(),
    }
}

fn sockets(addresses: &str, runtime_folder: Option<&PathBuf>) -> Vec<PathBuf> {
    addresses.split(';').filter_map(|address| socket(address, runtime_folder)).collect()
}

/// None for every transport but a Unix socket. The path of an abstract socket begins with NUL.
fn socket(address: &str, runtime_folder: Option<&PathBuf>) -> Option<PathBuf> {
    let options = address.trim().strip_prefix("unix:")?;
    options.split(',').filter_map(|option| option.split_once('=')).find_map(|(name, value)| match name {
        "path" => Some(PathBuf::from(OsString::from_vec(unescape(value)?))),
        "abstract" if cfg!(target_os = "linux") => {
            Some(PathBuf::from(OsString::from_vec([vec![0], unescape(value)?].concat())))
        }
        "runtime" if value == "yes" => Some(runtime_folder?.join("bus")),
        _ => None,
    })
}

/// Bytes are escaped as in URLs.
fn unescape(value: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(addresses: &str) -> Vec<PathBuf> {
        sockets(addresses, Some(&PathBuf::from("/run/user/7")))
    }

    #[test]
    fn sockets_of_this_machine_are_read_from_an_address() {
        assert_eq!(all("unix:path=/tmp/a%20b,guid=12"), [PathBuf::from("/tmp/a b")]);
        assert_eq!(all("unix:guid=12,path=/a;unix:path=/b"), [PathBuf::from("/a"), PathBuf::from("/b")]);
        assert_eq!(all("unix:runtime=yes"), [PathBuf::from("/run/user/7/bus")]);
        #[cfg(target_os = "linux")]
        assert_eq!(all("unix:abstract=/tmp/x"), [PathBuf::from("\0/tmp/x")]);
    }

    #[test]
    fn programs_other_machines_and_malformed_addresses_are_refused() {
        for address in [
            "unixexec:path=/bin/sh,argv1=-c,argv2=id",
            "tcp:host=10.0.0.1,port=1",
            "nonce-tcp:host=localhost,port=1,noncefile=/a",
            "autolaunch:",
            "launchd:env=A",
            "unix:",
            "unix:tmpdir=/tmp",
            "unix:path=%2",
            "unix:path=%zz",
            "",
        ] {
            assert_eq!(all(address), Vec::<PathBuf>::new(), "{address}");
        }
        assert_eq!(all("unixexec:path=/bin/id;unix:path=/b"), [PathBuf::from("/b")]);
    }
}
