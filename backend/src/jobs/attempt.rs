//! One try of one request: body out, answer in, as one JSON or as a stream, whichever the server chose.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{timeout, timeout_at, Instant as Deadline};

use super::child::Work;
use super::keep;
use super::retry::Failed;
use super::run::in_background;
use crate::error::{BackendError, Code, Outcome};
use crate::http::{Incoming, Opener, Outgoing, Phase, Progress};
use crate::request::body::{self, Encoded};
use crate::request::plan::Child;
use crate::request::refusal::Told;
use crate::request::response::{self, Answer};
use crate::request::stream::Stream;

/// How long a stream that brought its picture is waited for: what may still come is the usage.
const AFTERMATH: Duration = Duration::from_secs(5);

pub struct Got {
    pub answer: Answer,
    pub provider_request_id: Option<String>,
}

/// What the retry looks at is told beside the error.
pub async fn run(work: &Work, child: &Child, deadline: Deadline) -> Result<Got, (BackendError, Failed)> {
    let progress = Arc::new(Progress::default());
    let mut failed = Failed::default();
    let mut request_id = None;
    let exchanged = timeout_at(deadline, exchange(work, child, &progress, &mut failed, &mut request_id)).await;
    let mut error = match exchanged {
        Ok(Ok(answer)) => return Ok(Got { answer, provider_request_id: request_id }),
        Ok(Err(error)) => error,
        Err(_) => too_late(work.request.timeout_ms(), progress.phase()),
    };
    error.provider_request_id = request_id;
    Err((error, failed))
}

fn too_late(timeout_ms: u64, phase: Phase) -> BackendError {
    let is_sent = phase != Phase::Connect;
    BackendError::new(Code::Timeout, "There was no complete answer within the time limit.")
        .with("timeout_ms", timeout_ms)
        .with("phase", phase.name())
        .with("sent", is_sent)
        .with("retryable", !is_sent)
        .with("may_have_billed", is_sent)
}

async fn exchange(
    work: &Work,
    child: &Child,
    progress: &Arc<Progress>,
    failed: &mut Failed,
    request_id: &mut Option<String>,
) -> Outcome<Answer> {
    let prepared = work.prepared().await?;
    let encoded: Encoded = body::encode(work.request.body(child.pictures.len() as u64, prepared), &boundary());
    let outgoing = Outgoing {
        endpoint: &work.request.endpoint,
        url: work.request.url(),
        auth: work.request.wire.auth,
        key: work.key.as_deref(),
        accept: if work.request.wire.stream { "text/event-stream, application/json" } else { "application/json" },
    };
    let studio = work.studio.clone();
    let open: Opener = Arc::new(move |sha256| studio.store.open_file(sha256));
    let mut incoming = work.studio.http.post(outgoing, encoded, open, progress.clone()).await?;
    failed.is_taken = incoming.is_taken;
    failed.should_retry = incoming.head.should_retry;
    let head = incoming.head.clone();
    // Known from here on, however this ends.
    request_id.clone_from(&head.request_id);
    let is_stream = head.content_type.to_ascii_lowercase().starts_with("text/event-stream");
    let answer = if is_stream && (200..300).contains(&head.status) {
        follow(work, child, &mut incoming).await
    } else {
        read(work, &mut incoming, Vec::new()).await
    };
    let pause = head.retry_after_ms.filter(|_| matches!(head.status, 429 | 503));
    answer.map_err(|error| match pause {
        Some(ms) => error.with("retry_after_ms", ms),
        None => error,
    })
}

fn told<'a>(work: &'a Work, incoming: &'a Incoming) -> Told<'a> {
    Told {
        status: incoming.head.status,
        content_type: &incoming.head.content_type,
        prompt: &work.request.prompt,
        key: work.key.as_deref(),
    }
}

/// `begun` is what of the body has been read before.
async fn read(work: &Work, incoming: &mut Incoming, begun: Vec<u8>) -> Outcome<Answer> {
    let body = incoming.body(begun, work.key.as_deref()).await?;
    let (request, key, head) = (work.request.clone(), work.key.clone(), incoming.head.clone());
    in_background(move || {
        let told = Told {
            status: head.status,
            content_type: &head.content_type,
            prompt: &request.prompt,
            key: key.as_deref(),
        };
        response::read(&body, &told)
    })
    .await?
}

async fn follow(work: &Work, child: &Child, incoming: &mut Incoming) -> Outcome<Answer> {
    let mut stream = Stream::default();
    let mut is_first = true;
    let key = work.key.as_deref();
    while !stream.is_done() {
        let next = if stream.has_picture() {
            timeout(AFTERMATH, incoming.chunk(key)).await.unwrap_or(Ok(None))
        } else {
            incoming.chunk(key).await
        };
        let bytes = match next {
            Ok(Some(bytes)) => bytes,
            Ok(None) => break,
            Err(_) if stream.has_picture() => break,
            Err(error) => return Err(error.with("partials", stream.partials())),
        };
        // JSON or a page under the wrong name.
        if is_first && matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'<')) {
            return read(work, incoming, bytes).await;
        }
        is_first = false;
        for partial in stream.feed(&bytes, &told(work, incoming))? {
            if let Some((image, preview)) = keep::partial(&work.studio, partial.bytes) {
                work.job.push_partial(child.index(), partial.index, image, preview);
            }
        }
    }
    stream.finish(&told(work, incoming))
}

/// 128 random bits: it does not occur in any picture.
fn boundary() -> String {
    use std::collections::hash_map::RandomState;
    use std::hash::{BuildHasher, Hasher};
    let random = || RandomState::new().build_hasher().finish();
    format!("hfis-{:016x}{:016x}", random(), random())
}
