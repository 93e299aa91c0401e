//! The loopback HTTP surface: /ipc, /log, /reload. Every request passes the door first.

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

use crate::door::Door;
use crate::ipc::Ipc;

/// A chunk of 4 MiB as base64 takes 5.6 MB; nothing of the contract is larger.
const MAX_BODY: usize = 16 * 1024 * 1024;

type Shared = State<Arc<Ipc>>;

pub fn router(door: Door, ipc: Ipc) -> Router {
    Router::new()
        .route("/ipc", post(invoke))
        .route("/log", get(log))
        .route("/reload", post(reload))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(Arc::new(ipc))
        .layer(from_fn_with_state(Arc::new(door), pass))
}

async fn pass(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let cors = door.cors(request.headers());
    let mut response = match door.check(request.method(), request.headers()) {
        Err(sentence) => (StatusCode::FORBIDDEN, sentence).into_response(),
        Ok(()) if request.method() == Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        Ok(()) => next.run(request).await,
    };
    response.headers_mut().extend(cors);
    response
}

#[derive(Deserialize)]
struct Call {
    cmd: String,
    #[serde(default)]
    args: Value,
}

/// On a blocking thread: a handler that takes its time must not stop the others.
async fn invoke(State(ipc): Shared, Json(call): Json<Call>) -> Response {
    let answer = tokio::task::spawn_blocking(move || match ipc.dispatch(&call.cmd, &call.args) {
        Ok(value) => json!({ "ok": value }),
        Err(error) => json!({ "err": error }),
    });
    answered(answer.await.ok())
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn log(State(ipc): Shared, Query(After { after }): Query<After>) -> Response {
    let (lines, last) = ipc.host.log.after(after);
    Json(json!({ "lines": lines, "last": last })).into_response()
}

async fn reload(State(ipc): Shared) -> Response {
    let reloaded = tokio::task::spawn_blocking(move || match ipc.plugin.reload() {
        Ok(()) => json!({ "ok": true }),
        Err(sentence) => json!({ "err": sentence }),
    });
    answered(reloaded.await.ok())
}

fn answered(value: Option<Value>) -> Response {
    match value {
        Some(value) => Json(value).into_response(),
        None => Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).body(Body::empty()).unwrap_or_default(),
    }
}
