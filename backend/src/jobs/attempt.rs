//! One try of one request: body out, answer in, as one JSON or as a stream, whichever the server chose.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{sleep, timeout_at, Instant as Deadline};

use super::child::Work;
use super::keep;
use super::retry::Failed;
use super::run::in_background;
use crate::error::{BackendError, Code, Outcome};
use crate::http::{Head, Incoming, Opener, Outgoing, Phase, Progress};
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
    let mut head = Head::default();
    let exchanged = timeout_at(deadline, exchange(work, child, &progress, &mut failed, &mut head, deadline)).await;
    let answer = match exchanged {
        // The time limit is the provider's. What it has answered by then is paid for, and read however long that takes.
        Ok(Ok(came)) => understand(work, came, &head).await,
        Ok(Err(error)) => Err(error),
        Err(_) => Err(too_late(work.request.timeout_ms(), progress.phase())),
    };
    let request_id = head.request_id;
    match answer {
        Ok(answer) => Ok(Got { answer, provider_request_id: request_id }),
        Err(mut error) => {
            error.provider_request_id = request_id;
            Err((error, failed))
        }
    }
}

/// All that the provider answered, before anybody looks into it.
enum Came {
    Whole(Vec<u8>),
    Streamed(Box<Stream>),
}

async fn understand(work: &Work, came: Came, head: &Head) -> Outcome<Answer> {
    let (request, key) = (work.request.clone(), work.key.clone());
    let (status, content_type) = (head.status, head.content_type.clone());
    let answer = in_background(move || {
        let told = Told { status, content_type: &content_type, prompt: &request.prompt, key: key.as_deref() };
        match came {
            Came::Whole(body) => response::read(&body, &told),
            Came::Streamed(stream) => stream.finish(&told),
        }
    });
    let pause = head.retry_after_ms.filter(|_| matches!(head.status, 429 | 503));
    answer.await?.map_err(|error| match pause {
        Some(ms) => error.with("retry_after_ms", ms),
        None => error,
    })
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

/// Counted from when all is sent, so that a slow line costs no time of the server's.
async fn too_silent(progress: &Progress, limit_s: u64) -> BackendError {
    progress.taken().await;
    sleep(Duration::from_secs(limit_s)).await;
    too_late(limit_s.saturating_mul(1000), Phase::Taken)
}

async fn exchange(
    work: &Work,
    child: &Child,
    progress: &Arc<Progress>,
    failed: &mut Failed,
    head: &mut Head,
    deadline: Deadline,
) -> Outcome<Came> {
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
    let posted = work.studio.http.post(outgoing, encoded, open, progress.clone());
    let mut incoming = match work.request.wire.first_byte_s {
        0 => posted.await?,
        limit => tokio::select! {
            incoming = posted => incoming?,
            error = too_silent(progress, limit) => return Err(error),
        },
    };
    failed.is_taken = incoming.is_taken;
    failed.should_retry = incoming.head.should_retry;
    // Known from here on, however this ends.
    head.clone_from(&incoming.head);
    let is_stream = head.content_type.to_ascii_lowercase().starts_with("text/event-stream");
    if is_stream && (200..300).contains(&head.status) {
        follow(work, child, &mut incoming, deadline).await
    } else {
        incoming.body(Vec::new(), work.key.as_deref()).await.map(Came::Whole)
    }
}

fn told<'a>(work: &'a Work, incoming: &'a Incoming) -> Told<'a> {
    Told {
        status: incoming.head.status,
        content_type: &incoming.head.content_type,
        prompt: &work.request.prompt,
        key: work.key.as_deref(),
    }
}

async fn follow(work: &Work, child: &Child, incoming: &mut Incoming, deadline: Deadline) -> Outcome<Came> {
    let mut stream = Stream::default();
    let mut is_first = true;
    let mut enough = None;
    let key = work.key.as_deref();
    while !stream.is_done() {
        // However much it still says: with its picture it ends before the time limit could take that away.
        if stream.has_picture() {
            enough.get_or_insert_with(|| deadline.min(Deadline::now() + AFTERMATH));
        }
        let next = match enough {
            Some(enough) => timeout_at(enough, incoming.chunk(key)).await.unwrap_or(Ok(None)),
            None => incoming.chunk(key).await,
        };
        let bytes = match next {
            Ok(Some(bytes)) => bytes,
            Ok(None) => break,
            Err(_) if stream.has_picture() => break,
            Err(error) => return Err(error.with("partials", stream.partials())),
        };
        // JSON or a page under the wrong name.
        if is_first && matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'<')) {
            return incoming.body(bytes, key).await.map(Came::Whole);
        }
        is_first = is_first && bytes.trim_ascii_start().is_empty();
        for partial in stream.feed(&bytes, &told(work, incoming))? {
            if let Some((image, preview)) = keep::partial(&work.studio, partial.bytes) {
                work.job.push_partial(child.index(), partial.index, image, preview);
            }
        }
    }
    Ok(Came::Streamed(Box::new(stream)))
}

/// 128 random bits: it does not occur in any picture.
fn boundary() -> String {
    use std::collections::hash_map::RandomState;
    use std::hash::{BuildHasher, Hasher};
    let random = || RandomState::new().build_hasher().finish();
    format!("hfis-{:016x}{:016x}", random(), random())
}
