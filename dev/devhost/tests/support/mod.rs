//! Starts the real devhost with the real library and writes HTTP requests by hand, so that the test controls every header.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, dead_code)]

mod library;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

pub use library::library;
use serde_json::{json, Value};

pub const ORIGIN: &str = "http://127.0.0.1:5176";
const PLUGIN_ID: &str = "dev.haloforge.image-studio";

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

pub fn command(library: &Path, data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_devhost"));
    command.arg("--manifest").arg(root().join("manifest.json")).arg("--library").arg(library);
    command.arg("--data-dir").arg(data_dir).args(["--origin", ORIGIN]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command whose start must fail.
pub fn start_and_fail(mut command: Command) -> Output {
    command.stdin(Stdio::null()).output().unwrap()
}

pub struct Devhost {
    pub child: Child,
    pub ready: Value,
    pub folder: tempfile::TempDir,
    pub host: String,
    pub token: String,
}

impl Devhost {
    pub fn start(extra: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), extra)
    }

    /// Starts again with the same data folder, after this process has been killed.
    pub fn restart(mut self) -> Self {
        Self::start_in(std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap()), &[])
    }

    fn start_in(folder: tempfile::TempDir, extra: &[&str]) -> Self {
        let mut child = command(library(), folder.path()).args(extra).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        let host = ready["url"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let token = ready["token"].as_str().unwrap().to_owned();
        Self { child, ready, folder, host, token }
    }

    /// Sends one request with exactly these headers and returns status, headers and body.
    pub fn raw(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let mut text = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_lowercase(), body.into())
    }

    pub fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        let headers = [
            ("host", self.host.as_str()),
            ("origin", ORIGIN),
            ("x-devhost-token", &self.token),
            ("content-type", "application/json"),
        ];
        let (status, _, body) = self.raw(method, path, &headers, &body.to_string());
        assert_eq!(status, 200, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    pub fn ipc(&self, command: &str, args: &Value) -> Value {
        self.request("POST", "/ipc", &json!({ "cmd": command, "args": args }))
    }

    /// Sends a command of the plugin as the SDK does.
    pub fn invoke(&self, command: &str, args: &Value) -> Value {
        let wire_name = format!("plugin_{}_{command}", PLUGIN_ID.replace(['.', '-'], "_"));
        self.ipc("plugin_invoke", &json!({ "args": { "wire_name": wire_name, "args": args } }))
    }

    pub fn log(&self) -> String {
        let log = self.request("GET", "/log?after=0", &Value::Null);
        let lines = log["lines"].as_array().unwrap();
        lines
            .iter()
            .map(|line| format!("{} {}\n", line["scope"].as_str().unwrap(), line["message"].as_str().unwrap()))
            .collect()
    }
}

impl Drop for Devhost {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
