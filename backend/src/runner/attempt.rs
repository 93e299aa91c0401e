//! One attempt of one request: sends the body and reads the reply as JSON or as a stream, depending on its content type.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{sleep, timeout_at, Instant as Deadline};

use super::job_context::JobContext;
use super::outputs;
use super::retry::AttemptFailure;
use crate::error::{BackendError, Code, Outcome};
use crate::http::{ApiRequest, BlobOpener, ExchangeProgress, HttpReply, Phase, ReplyHead};
use crate::memory_budget::Reservation;
use crate::reply::parse::parse_reply;
use crate::reply::stream::ReplyStream;
use crate::reply::{Answer, ReplyContext};
use crate::request::body::{self, EncodedBody};
use crate::request::encode::request_body;
use crate::request::split::ChildRequest;

/// An error is quoted from the beginning of its body.
const MAX_ERROR_BYTES: usize = 1024 * 1024;
/// Time for which a stream is read after its image has arrived; only the usage may still follow.
const USAGE_GRACE: Duration = Duration::from_secs(5);

pub struct AttemptAnswer {
    pub answer: Answer,
    /// The address that the request was connected to.
    pub peer: Option<SocketAddr>,
    pub provider_request_id: Option<String>,
    /// Of the images that are not stored yet.
    pub memory: Reservation,
    /// The HTTP status.
    pub status: u16,
}

/// The complete reply of the provider, not yet parsed.
enum ProviderReply {
    Body(Vec<u8>),
    Stream(Box<ReplyStream>),
}

/// Returns the error together with the facts that decide whether a retry could be billed twice.
pub async fn run(
    context: &Arc<JobContext>,
    child: &ChildRequest,
    deadline: Deadline,
) -> Result<AttemptAnswer, (BackendError, AttemptFailure)> {
    let progress = Arc::new(ExchangeProgress::default());
    let mut failure = AttemptFailure::default();
    let mut head = ReplyHead::default();
    let exchanged = timeout_at(deadline, exchange(context, child, &progress, &mut failure, &mut head, deadline)).await;
    let answer = match exchanged {
        // The time limit applies to the provider only. A complete reply is paid for and is parsed however long that takes.
        Ok(Ok((reply, mut memory))) => parse(context, reply, &head).await.map(|answer| {
            memory.shrink_to(answer.image_bytes());
            (answer, memory)
        }),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(timeout_error(context.request.timeout_ms(), progress.phase())),
    };
    let (provider_request_id, peer, status) = (head.request_id, head.peer, head.status);
    match answer {
        Ok((answer, memory)) => Ok(AttemptAnswer { answer, peer, provider_request_id, status, memory }),
        Err(mut error) => {
            error.provider_request_id = provider_request_id;
            Err((error, failure))
        }
    }
}

async fn parse(context: &Arc<JobContext>, reply: ProviderReply, head: &ReplyHead) -> Outcome<Answer> {
    let owner = context.clone();
    let (status, content_type) = (head.status, head.content_type.clone());
    let answer = context.studio.pools.pictures.run(move || {
        let (prompt, key) = (owner.request.prompt.as_str(), owner.key());
        let context = ReplyContext { status, content_type: &content_type, prompt, key };
        match reply {
            ProviderReply::Body(body) => parse_reply(body, &context),
            ProviderReply::Stream(stream) => stream.finish(&context),
        }
    });
    let retry_after_ms = head.retry_after_ms.filter(|_| matches!(head.status, 429 | 503));
    let is_stream_failure = context.request.options.stream && head.status == 500;
    answer.await?.map_err(|mut error| {
        if let Some(ms) = retry_after_ms {
            error = error.with("retry_after_ms", ms);
        }
        // Some servers answer 500 to every request that streams.
        if is_stream_failure && error.code == Code::ProviderFailed {
            error = error.with("reason", "streamed");
        }
        error
    })
}

fn timeout_error(timeout_ms: u64, phase: Phase) -> BackendError {
    let is_sent = phase != Phase::Connect;
    BackendError::new(Code::Timeout, "There was no complete reply within the time limit.")
        .with("timeout_ms", timeout_ms)
        .with("phase", phase.name())
        .with("sent", is_sent)
        .with("retryable", !is_sent)
        .with("may_have_billed", is_sent)
}

/// Completes when the reply has not begun within the limit. The limit counts from the moment the request has been sent,
/// so that a slow upload does not shorten the server's time.
async fn first_byte_timeout(progress: &ExchangeProgress, limit_s: u64) -> BackendError {
    progress.wait_until_sent().await;
    sleep(Duration::from_secs(limit_s)).await;
    timeout_error(limit_s.saturating_mul(1000), Phase::Sent)
}

async fn exchange(
    context: &JobContext,
    child: &ChildRequest,
    progress: &Arc<ExchangeProgress>,
    failure: &mut AttemptFailure,
    head: &mut ReplyHead,
    deadline: Deadline,
) -> Outcome<(ProviderReply, Reservation)> {
    let request = &context.request;
    let inputs = context.inputs().await?;
    let body = request_body(request, child.image_indices.len() as u64, inputs);
    let encoded: EncodedBody = body::encode(body, &random_boundary());
    let api_request = ApiRequest {
        endpoint: &request.endpoint,
        url: request.url(),
        auth: request.options.auth,
        key: context.key(),
        accept: if request.options.stream { "text/event-stream, application/json" } else { "application/json" },
    };
    let studio = context.studio.clone();
    let open: BlobOpener = Arc::new(move |sha256| studio.store.open_file(sha256));
    let posted = context.studio.http.post(api_request, encoded, open, progress.clone());
    let mut reply = match request.options.first_byte_s {
        0 => posted.await?,
        limit_s => tokio::select! {
            reply = posted => reply?,
            error = first_byte_timeout(progress, limit_s) => return Err(error),
        },
    };
    // Written before the body is read: the caller needs head and failure also if reading is cut off by the time limit.
    failure.is_request_sent = reply.is_request_sent;
    failure.should_retry = reply.head.should_retry;
    head.clone_from(&reply.head);
    let is_stream = head.content_type.to_ascii_lowercase().starts_with("text/event-stream");
    let mut memory = context.studio.memory().begin_reply().await?;
    let received = if !(200..300).contains(&head.status) {
        reply.read_at_most(MAX_ERROR_BYTES, context.key()).await.map(ProviderReply::Body)
    } else if is_stream {
        read_stream(context, child, &mut reply, &mut memory, deadline).await
    } else {
        reply.read_rest(Vec::new(), context.key(), Some(&mut memory)).await.map(ProviderReply::Body)
    };
    match received {
        Ok(received) => Ok((received, memory)),
        Err(error) if error.code == Code::MemoryBudget => Err(error.with("sent", true).with("may_have_billed", true)),
        Err(error) => Err(error),
    }
}

fn reply_context<'a>(context: &'a JobContext, reply: &'a HttpReply) -> ReplyContext<'a> {
    ReplyContext {
        status: reply.head.status,
        content_type: &reply.head.content_type,
        prompt: &context.request.prompt,
        key: context.key(),
    }
}

async fn read_stream(
    context: &JobContext,
    child: &ChildRequest,
    reply: &mut HttpReply,
    memory: &mut Reservation,
    deadline: Deadline,
) -> Outcome<ProviderReply> {
    let mut stream = ReplyStream::default();
    let mut is_at_start = true;
    let mut grace_deadline = None;
    let key = context.key();
    while !stream.is_done() {
        // With its image a stream ends before the time limit, which would discard the image, however long it stays open.
        if stream.has_image() {
            grace_deadline.get_or_insert_with(|| deadline.min(Deadline::now() + USAGE_GRACE));
        }
        let next = match grace_deadline {
            Some(grace_deadline) => timeout_at(grace_deadline, reply.chunk(key)).await.unwrap_or(Ok(None)),
            None => reply.chunk(key).await,
        };
        let bytes = match next {
            Ok(Some(bytes)) => bytes,
            Ok(None) => break,
            Err(_) if stream.has_image() => break,
            Err(error) => return Err(error.with("partials", stream.partial_count())),
        };
        // JSON or an HTML page with the content type of an event stream.
        if is_at_start && matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'<')) {
            return reply.read_rest(bytes, key, Some(memory)).await.map(ProviderReply::Body);
        }
        is_at_start = is_at_start && bytes.trim_ascii_start().is_empty();
        if let Err(error) = memory.grow_to(stream.bytes_with(bytes.len())).await {
            if stream.has_image() {
                break;
            }
            return Err(error);
        }
        for partial in stream.feed(&bytes, &reply_context(context, reply))? {
            let (studio, bytes) = (context.studio.clone(), partial.bytes);
            let stored = context.studio.pools.pictures.run(move || outputs::store_partial(&studio, bytes)).await?;
            if let Some((image, preview)) = stored {
                context.job.push_partial(child.index(), partial.index, image, preview);
            }
        }
    }
    Ok(ProviderReply::Stream(Box::new(stream)))
}

/// 128 random bits do not occur in any image.
fn random_boundary() -> String {
    format!("hfis-{:032x}", fastrand::u128(..))
}
