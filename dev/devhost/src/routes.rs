//! The loopback HTTP routes: /ipc, /log, /reload, and for tests /misbehave, /form and /settings-changed. Every request passes access control first.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{from_fn_with_state, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{json, Value};

use crate::access::AccessControl;
use crate::ipc::Ipc;
use crate::misbehaviour::Misbehaviour;

/// The largest request of the contract is a chunk of 4 MiB as base64, which takes 5.6 MB.
const MAX_BODY: usize = 16 * 1024 * 1024;

type Shared = State<Arc<Ipc>>;

pub fn router(access: AccessControl, ipc: Ipc) -> Router {
    Router::new()
        .route("/ipc", post(invoke))
        .route("/log", get(log))
        .route("/reload", post(reload))
        .route("/misbehave", post(misbehave))
        .route("/form", post(save_form))
        .route("/settings-changed", post(notify_plugin))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(Arc::new(ipc))
        .layer(from_fn_with_state(Arc::new(access), check_access))
}

async fn check_access(State(access): State<Arc<AccessControl>>, request: Request, next: Next) -> Response {
    let cors = access.cors_headers(request.headers());
    let mut response = match access.check(request.method(), request.headers()) {
        Err(message) => (StatusCode::FORBIDDEN, message).into_response(),
        Ok(()) if request.method() == Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        Ok(()) => next.run(request).await,
    };
    response.headers_mut().extend(cors);
    response
}

#[derive(Deserialize)]
struct InvokeRequest {
    cmd: String,
    #[serde(default)]
    args: Value,
}

/// Runs on a blocking thread, so that a slow handler does not block other requests.
async fn invoke(State(ipc): Shared, Json(call): Json<InvokeRequest>) -> Response {
    let answer = tokio::task::spawn_blocking(move || match ipc.dispatch(&call.cmd, &call.args) {
        Ok(value) => json!({ "ok": value }),
        Err(error) => json!({ "err": error }),
    });
    json_or_500(answer.await.ok())
}

#[derive(Deserialize)]
struct LogQuery {
    #[serde(default)]
    after: u64,
}

async fn log(State(ipc): Shared, Query(LogQuery { after }): Query<LogQuery>) -> Response {
    let (lines, last) = ipc.host.log.after(after);
    Json(json!({ "lines": lines, "last": last })).into_response()
}

async fn reload(State(ipc): Shared) -> Response {
    on_blocking_thread(move || ipc.plugin.reload()).await
}

async fn misbehave(State(ipc): Shared, Json(how): Json<Misbehaviour>) -> Response {
    ipc.host.misbehaving.set(how);
    Json(json!({ "ok": true })).into_response()
}

async fn save_form(State(ipc): Shared) -> Response {
    on_blocking_thread(move || ipc.save_form()).await
}

#[derive(Deserialize)]
struct Times {
    times: usize,
}

async fn notify_plugin(State(ipc): Shared, Json(Times { times }): Json<Times>) -> Response {
    on_blocking_thread(move || ipc.notify_plugin(times)).await
}

async fn on_blocking_thread(work: impl FnOnce() -> Result<(), String> + Send + 'static) -> Response {
    let done = tokio::task::spawn_blocking(move || match work() {
        Ok(()) => json!({ "ok": true }),
        Err(message) => json!({ "err": message }),
    });
    json_or_500(done.await.ok())
}

/// None means that the handler panicked.
fn json_or_500(value: Option<Value>) -> Response {
    match value {
        Some(value) => Json(value).into_response(),
        None => Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).body(Body::empty()).unwrap_or_default(),
    }
}
