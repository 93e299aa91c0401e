//! Streams a request body: its pieces are read and encoded as the socket accepts them, never all at once.

use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;

use base64::prelude::{Engine, BASE64_STANDARD};
use futures_util::stream::{self, Stream};
use strum::FromRepr;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

use crate::request::body::{EncodedBody, ImageContent, Piece};

/// Divisible by three, so that encoded chunks join to valid base64 without padding in between.
const CHUNK_BYTES: u64 = 3 * 256 * 1024;

/// Opens a stored image by its hash.
pub type BlobOpener = Arc<dyn Fn(&str) -> io::Result<File> + Send + Sync>;

/// The phase of an exchange: it names the time limit that expired, and decides whether a retry may bill twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, FromRepr)]
#[repr(u8)]
pub enum Phase {
    Connect,
    /// Connected; the request is being sent.
    Sending,
    /// The whole request has been handed to the connection; the reply has not begun.
    Sent,
    /// The reply has begun.
    Body,
}

impl Phase {
    /// The value of details.phase. Sending and Sent are one phase for the page.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Connect => "connect",
            Phase::Sending | Phase::Sent => "first_byte",
            Phase::Body => "body",
        }
    }
}

/// The phase of an exchange as seen by other tasks.
#[derive(Debug, Default)]
pub struct ExchangeProgress {
    phase: AtomicU8,
    sent: Notify,
}

impl ExchangeProgress {
    pub fn advance(&self, phase: Phase) {
        self.phase.fetch_max(phase as u8, Ordering::SeqCst);
        if phase == Phase::Sent {
            self.sent.notify_one();
        }
    }

    /// Completes when the last byte has been handed to the connection. Supports one waiting task.
    pub async fn wait_until_sent(&self) {
        self.sent.notified().await;
    }

    pub fn phase(&self) -> Phase {
        Phase::from_repr(self.phase.load(Ordering::SeqCst)).unwrap_or(Phase::Body)
    }
}

struct UploadState {
    pieces: std::vec::IntoIter<Piece>,
    reader: Option<ContentReader>,
    open: BlobOpener,
    /// Bytes of the body that have not been streamed yet.
    left: u64,
    progress: Arc<ExchangeProgress>,
}

/// Reads one image in chunks.
struct ContentReader {
    source: ContentSource,
    left: u64,
    is_base64: bool,
}

enum ContentSource {
    File(File),
    Memory { bytes: Arc<[u8]>, position: usize },
}

impl ContentReader {
    fn open(content: ImageContent, is_base64: bool, open: &BlobOpener) -> io::Result<Self> {
        let left = content.len();
        let source = match content {
            ImageContent::Stored { sha256, .. } => ContentSource::File(open(&sha256).map_err(unreadable)?),
            ImageContent::Memory(bytes) => ContentSource::Memory { bytes, position: 0 },
        };
        Ok(Self { source, left, is_base64 })
    }

    fn read_chunk(&mut self) -> io::Result<Vec<u8>> {
        let length = self.left.min(CHUNK_BYTES);
        let size = usize::try_from(length).map_err(unreadable)?;
        self.left -= length;
        let mut chunk = vec![0; size];
        match &mut self.source {
            ContentSource::File(file) => file.read_exact(&mut chunk).map_err(unreadable)?,
            ContentSource::Memory { bytes, position } => {
                chunk.copy_from_slice(bytes.get(*position..*position + size).ok_or_else(|| unreadable("short"))?);
                *position += size;
            }
        }
        Ok(if self.is_base64 { BASE64_STANDARD.encode(chunk).into_bytes() } else { chunk })
    }
}

/// `transport_error` recognises this error kind as our own failure rather than the network's.
fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}

/// Streams the body. The connection polls the stream only once it is established, and `Phase::Sent` is reached when it
/// has taken the last chunk.
pub fn body_stream(
    body: EncodedBody,
    open: BlobOpener,
    progress: Arc<ExchangeProgress>,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    let state = UploadState { left: body.length, pieces: body.pieces.into_iter(), reader: None, open, progress };
    stream::try_unfold(state, |mut state| async move {
        state.progress.advance(Phase::Sending);
        let Some(chunk) = next_chunk(&mut state).await? else { return Ok(None) };
        state.left = state.left.saturating_sub(chunk.len() as u64);
        if state.left == 0 {
            state.progress.advance(Phase::Sent);
        }
        Ok(Some((chunk, state)))
    })
}

async fn next_chunk(state: &mut UploadState) -> io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(mut reader) = state.reader.take().filter(|reader| reader.left > 0) {
            let (reader, chunk) = spawn_blocking(move || reader.read_chunk().map(|chunk| (reader, chunk))).await??;
            state.reader = Some(reader);
            return Ok(Some(chunk));
        }
        match state.pieces.next() {
            None => return Ok(None),
            Some(Piece::Text(text)) => return Ok(Some(text.into_bytes())),
            Some(Piece::Raw(content)) => state.reader = Some(ContentReader::open(content, false, &state.open)?),
            Some(Piece::Base64(content)) => state.reader = Some(ContentReader::open(content, true, &state.open)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::TryStreamExt;

    fn collect(pieces: Vec<Piece>, length: u64) -> (io::Result<Vec<u8>>, bool) {
        let file = tempfile::tempdir().unwrap();
        let path = file.path().join("blob");
        std::fs::write(&path, vec![7; 2_000_000]).unwrap();
        let progress = Arc::new(ExchangeProgress::default());
        let open: BlobOpener = Arc::new(move |_| File::open(&path));
        let body = EncodedBody { content_type: String::new(), length, pieces };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let all = runtime.block_on(body_stream(body, open, progress.clone()).try_concat());
        (all, progress.phase() == Phase::Sent)
    }

    #[test]
    fn pieces_are_streamed_completely_and_in_order() {
        let stored = |length| ImageContent::Stored { sha256: "x".into(), length };
        let memory = ImageContent::Memory([1u8, 2, 3, 4].as_slice().into());
        let pieces = vec![
            Piece::Text("a".into()),
            Piece::Raw(stored(2_000_000)),
            Piece::Base64(stored(1_999_999)),
            Piece::Base64(memory),
            Piece::Raw(stored(0)),
        ];
        let length = pieces.iter().map(Piece::len).sum();
        let expected = [
            b"a".to_vec(),
            vec![7; 2_000_000],
            BASE64_STANDARD.encode(vec![7; 1_999_999]).into(),
            b"AQIDBA==".to_vec(),
        ];
        let (all, is_sent) = collect(pieces, length);
        assert_eq!(all.unwrap().len() as u64, length);
        assert!(is_sent);
        let (all, _) = collect(vec![Piece::Base64(stored(1_999_999))], 1);
        assert!(all.unwrap() == expected[2]);
        // An image that shrank on the disk is reported as our own failure.
        let (all, is_sent) = collect(vec![Piece::Raw(stored(2_000_001))], 2_000_001);
        assert_eq!(all.unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert!(!is_sent);
    }
}
