//! An in-process provider that records requests completely; and sockets that misbehave.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, Receiver};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, Response};
use axum::Router;
use base64::prelude::{Engine, BASE64_STANDARD};
use serde_json::{json, Value};

#[derive(Debug, Clone)]
pub struct File {
    pub field: String,
    pub file_name: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone)]
pub struct Recorded {
    pub method: String,
    pub target: String,
    pub headers: HeaderMap,
    pub json: Option<Value>,
    pub fields: Vec<(String, String)>,
    pub files: Vec<File>,
}

impl Recorded {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(status: u16, value: &Value) -> Self {
        let headers = vec![("content-type", "application/json".into()), ("x-request-id", "req_test".into())];
        Self { status, headers, body: value.to_string().into_bytes() }
    }

    pub fn bytes(content_type: &str, body: &[u8]) -> Self {
        Self { status: 200, headers: vec![("content-type", content_type.into())], body: body.into() }
    }

    /// As a server without a framework sends it.
    pub fn raw(content_type: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\r\n", body.len());
        [head.as_bytes(), body].concat()
    }

    pub fn images(images: &[Vec<u8>]) -> Self {
        let data: Vec<Value> =
            images.iter().map(|image| json!({ "b64_json": BASE64_STANDARD.encode(image) })).collect();
        Self::json(200, &json!({ "created": 1, "data": data }))
    }
}

type Reply = dyn Fn(&Recorded) -> Answer + Send + Sync;
type Shared = Arc<(Mutex<Vec<Recorded>>, Box<Reply>, AtomicBool)>;

pub struct Provider {
    pub address: SocketAddr,
    shared: Shared,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Provider {
    pub fn start(reply: impl Fn(&Recorded) -> Answer + Send + Sync + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let shared: Shared = Arc::new((Mutex::default(), Box::new(reply), AtomicBool::new(false)));
        let router = Router::new().fallback(answer).layer(DefaultBodyLimit::disable()).with_state(shared.clone());
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self { address, shared, runtime: Some(runtime) }
    }

    /// Drops the recorded files, so that many requests do not fill the memory.
    pub fn counting(reply: impl Fn() -> Answer + Send + Sync + 'static) -> Self {
        let provider = Self::start(move |_| reply());
        provider.shared.2.store(true, Ordering::SeqCst);
        provider
    }

    /// Delays every answer. `reply` is called before the delay (true) and after it (false); the second answer is sent.
    pub fn slow(pause: Duration, reply: impl Fn(bool) -> Answer + Send + Sync + 'static) -> Self {
        let mut provider = Self::start(|_| Answer::json(500, &Value::Null));
        let reply = Arc::new(reply);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        provider.address = listener.local_addr().unwrap();
        let router = Router::new().fallback(move || {
            let reply = reply.clone();
            async move {
                reply(true);
                tokio::time::sleep(pause).await;
                respond(reply(false))
            }
        });
        runtime.spawn(async move { axum::serve(listener, router).await });
        if let Some(idle) = provider.runtime.replace(runtime) {
            idle.shutdown_background();
        }
        provider
    }

    pub fn base(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.0.lock().unwrap().clone()
    }

    pub fn only_request(&self) -> Recorded {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn answer(State(shared): State<Shared>, request: Request) -> Response<Body> {
    let mut recorded = record(request).await;
    if shared.2.load(Ordering::SeqCst) {
        recorded.files.clear();
    }
    let answer = shared.1(&recorded);
    shared.0.lock().unwrap().push(recorded);
    respond(answer)
}

fn respond(answer: Answer) -> Response<Body> {
    let builder = answer
        .headers
        .iter()
        .fold(Response::builder().status(answer.status), |b, (name, value)| b.header(*name, value));
    builder.body(Body::from(answer.body)).unwrap()
}

async fn record(request: Request) -> Recorded {
    let mut recorded = Recorded {
        method: request.method().to_string(),
        target: request.uri().to_string(),
        headers: request.headers().clone(),
        json: None,
        fields: Vec::new(),
        files: Vec::new(),
    };
    let content_type = recorded.header("content-type").unwrap_or_default().to_owned();
    if content_type.starts_with("multipart/form-data") {
        let mut multipart = Multipart::from_request(request, &()).await.unwrap();
        while let Some(field) = multipart.next_field().await.unwrap() {
            let name = field.name().unwrap().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let content_type = field.content_type().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.unwrap().to_vec();
            match file_name {
                Some(file_name) => recorded.files.push(File { field: name, file_name, content_type, bytes }),
                None => recorded.fields.push((name, String::from_utf8(bytes).unwrap())),
            }
        }
    } else if content_type.starts_with("application/json") {
        let bytes = axum::body::to_bytes(request.into_body(), usize::MAX).await.unwrap();
        recorded.json = Some(serde_json::from_slice(&bytes).unwrap());
    }
    recorded
}

/// Accepts connections, reads the request's head, sends `answer`, and then either holds the socket until the other side
/// closes it (and reports that in `closed`) or closes it.
pub struct Socket {
    pub address: SocketAddr,
    pub accepted: Receiver<()>,
    pub closed: Receiver<()>,
}

impl Socket {
    pub fn start(answer: Vec<u8>, is_held: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (accept, accepted) = channel();
        let (close, closed) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (accept, close, answer) = (accept.clone(), close.clone(), answer.clone());
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let mut buffer = vec![0u8; 65_536];
                    if !matches!(stream.read(&mut buffer), Ok(count) if count > 0) {
                        let _ = close.send(());
                        return;
                    }
                    let _ = stream.write_all(&answer);
                    let _ = accept.send(());
                    if is_held {
                        while matches!(stream.read(&mut buffer), Ok(count) if count > 0) {}
                        let _ = close.send(());
                    }
                });
            }
        });
        Self { address, accepted, closed }
    }

    /// Answers by the path of the request. A held socket stays open until the other side closes it; only held sockets are
    /// reported in `accepted` and `closed`.
    pub fn by_path(reply: impl Fn(&str, SocketAddr) -> (Vec<u8>, bool) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (accept, accepted) = channel();
        let (close, closed) = channel();
        let reply = Arc::new(reply);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (accept, close, reply) = (accept.clone(), close.clone(), reply.clone());
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let mut buffer = vec![0u8; 65_536];
                    let count = stream.read(&mut buffer).unwrap_or_default();
                    let head = String::from_utf8_lossy(&buffer[..count]).into_owned();
                    let path = head.split(' ').nth(1).unwrap_or_default();
                    let (answer, is_held) = reply(path, address);
                    let _ = stream.write_all(&answer);
                    if is_held {
                        let _ = accept.send(());
                    }
                    // Closed by the client: an earlier close would reset a request whose body is still on its way.
                    while matches!(stream.read(&mut buffer), Ok(count) if count > 0) {}
                    if is_held {
                        let _ = close.send(());
                    }
                });
            }
        });
        Self { address, accepted, closed }
    }

    /// Answers without reading more than the head, so that the request's body is never accepted completely.
    pub fn not_reading(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (_, accepted) = channel();
        let (_, closed) = channel();
        std::thread::spawn(move || {
            let mut open = Vec::new();
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(&answer);
                open.push(stream);
            }
        });
        Self { address, accepted, closed }
    }

    pub fn hanging() -> Self {
        Self::start(Vec::new(), true)
    }

    pub fn base(&self) -> String {
        format!("http://{}/v1", self.address)
    }
}
