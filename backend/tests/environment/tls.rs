//! HTTPS with a test authority: success, wrong names, expired and unknown certificates, and a proxy in between. The key
//! leaves only after the handshake has succeeded, and encrypted.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rcgen::{date_time_ymd, BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{json, Value};

use crate::support::provider::Answer;
use crate::support::{generate, load, test_images};
use crate::Environment;

const KEY: &str = "sk-planted-0123456789";

struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    fn server_config(&self, name: &str, last_year: i32) -> Arc<ServerConfig> {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(last_year, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let provider = rustls::crypto::ring::default_provider();
        let builder = ServerConfig::builder_with_provider(provider.into()).with_safe_default_protocol_versions();
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let config = builder.unwrap().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key);
        config.unwrap().into()
    }
}

#[derive(Default, Clone)]
struct Received(Arc<Mutex<Vec<u8>>>);

impl Received {
    fn add(&self, bytes: &[u8]) {
        self.0.lock().unwrap().extend_from_slice(bytes);
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

/// Records what arrives before it is decrypted.
struct Recording {
    stream: TcpStream,
    raw: Received,
}

impl Read for Recording {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.raw.add(&buffer[..count]);
        Ok(count)
    }
}

impl Write for Recording {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.stream.write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.stream.flush()
    }
}

/// Reads to the end of the request's head.
fn read_head(stream: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

struct TlsServer {
    address: SocketAddr,
    raw: Received,
    decrypted: Received,
}

impl TlsServer {
    fn start(config: Arc<ServerConfig>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (raw, decrypted) = (Received::default(), Received::default());
        let server = Self { address, raw: raw.clone(), decrypted: decrypted.clone() };
        let answer = Answer::images(&[test_images::png(2, 2)]).body;
        let answer = Answer::raw("application/json", &answer);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = Recording { stream: stream.unwrap(), raw: raw.clone() };
                let mut tls = StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream);
                let Some(head) = read_head(&mut tls) else { continue };
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
                let mut body = vec![0; length.parse().unwrap()];
                tls.read_exact(&mut body).unwrap();
                decrypted.add(head.as_bytes());
                tls.write_all(&answer).unwrap();
                tls.conn.send_close_notify();
                let _ = tls.flush();
            }
        });
        server
    }
}

/// A CONNECT proxy: every name leads to `target`; None refuses.
struct Proxy {
    address: SocketAddr,
    head: Received,
}

impl Proxy {
    fn start(target: Option<SocketAddr>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let head = Received::default();
        let proxy = Self { address, head: head.clone() };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(text) = read_head(&mut stream) else { continue };
                head.add(text.as_bytes());
                let Some(target) = target else {
                    let _ =
                        stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
                    continue;
                };
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                let upstream = TcpStream::connect(target).unwrap();
                let ways = [(stream.try_clone(), upstream.try_clone()), (Ok(upstream), Ok(stream))];
                for (from, to) in ways {
                    let (mut from, mut to) = (from.unwrap(), to.unwrap());
                    std::thread::spawn(move || {
                        let _ = std::io::copy(&mut from, &mut to);
                        let _ = to.shutdown(std::net::Shutdown::Write);
                    });
                }
            }
        });
        proxy
    }
}

/// Submits one job with the key and returns its state and its last event. Nothing of the key is in logs or events.
fn run(base: &str) -> (String, Value) {
    let folder = tempfile::tempdir().unwrap();
    let studio = load(&folder);
    studio.connect(base, Some(KEY)).unwrap();
    let mut request = generate(base);
    request["profile_id"] = json!("default");
    let (state, events) = studio.wait_for_end(&studio.submit(request));
    let told = format!("{events:?} {:?}", studio.log());
    assert!(!told.contains("sk-planted"), "{told}");
    studio.unload();
    (state, events.last().unwrap().clone())
}

/// A folder with the authority's certificate, and the environment that trusts it alone.
fn trusting(authority: &Authority, more: &[(&'static str, &str)]) -> (tempfile::TempDir, Environment) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("authority.pem");
    std::fs::write(&path, &authority.pem).unwrap();
    let variables = [&[("SSL_CERT_FILE", path.to_str().unwrap())], more].concat();
    let environment = Environment::with(&variables);
    (folder, environment)
}

fn assert_refused(last: &Value, code: &str, message: &str) {
    let error = &last["error"];
    assert_eq!((error["code"].as_str(), error["message"].as_str()), (Some(code), Some(message)), "{last}");
    let details = &error["details"];
    assert_eq!((&details["sent"], &details["may_have_billed"]), (&json!(false), &json!(false)), "{last}");
}

#[test]
fn a_certificate_of_a_trusted_authority_is_accepted_and_the_key_goes_encrypted() {
    let authority = Authority::new("Test authority");
    let (_folder, _environment) = trusting(&authority, &[]);
    let server = TlsServer::start(authority.server_config("localhost", 2090));
    let (state, last) = run(&format!("https://localhost:{}/v1", server.address.port()));
    assert_eq!(state, "done", "{last}");
    assert!(server.decrypted.text().contains(&format!("authorization: Bearer {KEY}")));
    assert!(!server.raw.text().is_empty() && !server.raw.text().contains("sk-planted"));
}

#[test]
fn certificates_that_are_not_valid_are_refused_before_anything_is_sent() {
    let (trusted, unknown) = (Authority::new("Test authority"), Authority::new("Somebody"));
    let (_folder, _environment) = trusting(&trusted, &[]);
    let table = [
        (trusted.server_config("other.example", 2090), "wrong_name", "belongs to another name"),
        (trusted.server_config("localhost", 2021), "expired", "has expired"),
        (unknown.server_config("localhost", 2090), "unknown_issuer", "issuer is unknown"),
    ];
    for (config, reason, words) in table {
        let server = TlsServer::start(config);
        let (state, last) = run(&format!("https://localhost:{}/v1", server.address.port()));
        assert_eq!(state, "failed", "{reason}");
        let message = last["error"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{last}");
        assert_refused(&last, "tls_failed", message);
        assert_eq!(last["error"]["details"]["reason"], reason, "{last}");
        assert_eq!(last["error"]["details"]["retryable"], false);
        let raw = server.raw.text();
        assert!(!raw.is_empty() && !raw.contains("sk-planted") && server.decrypted.text().is_empty(), "{reason}");
    }
}

#[test]
fn a_proxy_in_between_sees_the_name_of_the_host_and_nothing_more() {
    let authority = Authority::new("Test authority");
    for (name, is_accepted) in [("api.relay.example", true), ("other.example", false)] {
        let server = TlsServer::start(authority.server_config(name, 2090));
        let proxy = Proxy::start(Some(server.address));
        let address = format!("http://{}", proxy.address);
        let (_folder, _environment) = trusting(&authority, &[("HTTPS_PROXY", &address)]);
        let (state, last) = run("https://api.relay.example/v1");
        if is_accepted {
            assert_eq!(state, "done", "{last}");
            assert!(server.decrypted.text().contains(&format!("authorization: Bearer {KEY}")));
        } else {
            assert_eq!(last["error"]["details"]["reason"], "wrong_name", "{last}");
            assert!(server.decrypted.text().is_empty());
        }
        assert!(proxy.head.text().starts_with("CONNECT api.relay.example:443 HTTP/1.1\r\n"));
        let seen = proxy.head.text() + &server.raw.text();
        assert!(!seen.contains("sk-planted") && !seen.contains("authorization"), "{seen}");
    }
}

#[test]
fn a_proxy_that_refuses_has_its_own_code_and_gets_no_key() {
    let authority = Authority::new("Test authority");
    let proxy = Proxy::start(None);
    let address = format!("http://{}", proxy.address);
    let (_folder, _environment) = trusting(&authority, &[("HTTPS_PROXY", &address)]);
    let (_, last) = run("https://api.relay.example/v1");
    assert_refused(&last, "proxy_failed", "The proxy refuses the connection or is unreachable.");
    assert!(!proxy.head.text().to_lowercase().contains("authorization"), "{}", proxy.head.text());
}
