//! The pieces of a body as a stream of bytes: read and encoded as the socket takes them, never all at once.

use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;

use base64::prelude::{Engine, BASE64_STANDARD};
use futures_util::stream::{self, Stream};
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

use crate::request::body::{Content, Encoded, Piece};

/// Divisible by three, so that pieces of base64 join without padding inside.
const CHUNK_BYTES: u64 = 3 * 256 * 1024;

/// Opens a stored picture by its hash.
pub type Opener = Arc<dyn Fn(&str) -> io::Result<File> + Send + Sync>;

/// How far an exchange has come: the kinds of time limit, and whether a retry may bill twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Phase {
    Connect,
    /// Connected: the request is under way, or taken and waited for.
    FirstByte,
    Taken,
    /// The answer has begun.
    Body,
}

impl Phase {
    pub fn name(self) -> &'static str {
        match self {
            Phase::Connect => "connect",
            Phase::FirstByte | Phase::Taken => "first_byte",
            Phase::Body => "body",
        }
    }
}

/// The phase, seen from outside the exchange.
#[derive(Debug, Default)]
pub struct Progress {
    phase: AtomicU8,
    taken: Notify,
}

impl Progress {
    pub fn reach(&self, phase: Phase) {
        self.phase.fetch_max(phase as u8, Ordering::SeqCst);
        if phase == Phase::Taken {
            self.taken.notify_one();
        }
    }

    /// Ends when the last byte has been handed to the connection. For one listener.
    pub async fn taken(&self) {
        self.taken.notified().await;
    }

    pub fn phase(&self) -> Phase {
        match self.phase.load(Ordering::SeqCst) {
            0 => Phase::Connect,
            1 => Phase::FirstByte,
            2 => Phase::Taken,
            _ => Phase::Body,
        }
    }
}

struct State {
    pieces: std::vec::IntoIter<Piece>,
    source: Option<Source>,
    open: Opener,
    /// Bytes of the body that have not been handed out.
    left: u64,
    progress: Arc<Progress>,
}

struct Source {
    bytes: Bytes,
    left: u64,
    is_base64: bool,
}

enum Bytes {
    File(File),
    Memory { all: Arc<[u8]>, at: usize },
}

impl Source {
    fn open(content: Content, is_base64: bool, open: &Opener) -> io::Result<Self> {
        let left = content.len();
        let bytes = match content {
            Content::Stored { sha256, .. } => Bytes::File(open(&sha256).map_err(unreadable)?),
            Content::Memory(all) => Bytes::Memory { all, at: 0 },
        };
        Ok(Self { bytes, left, is_base64 })
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        let length = self.left.min(CHUNK_BYTES);
        let size = usize::try_from(length).map_err(unreadable)?;
        self.left -= length;
        let mut chunk = vec![0; size];
        match &mut self.bytes {
            Bytes::File(file) => file.read_exact(&mut chunk).map_err(unreadable)?,
            Bytes::Memory { all, at } => {
                chunk.copy_from_slice(all.get(*at..*at + size).ok_or_else(|| unreadable("short"))?);
                *at += size;
            }
        }
        Ok(if self.is_base64 { BASE64_STANDARD.encode(chunk).into_bytes() } else { chunk })
    }
}

/// The kind by which `failure` tells our own fault from the network's.
fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, error)
}

/// The first bytes are asked for when there is a connection; `Taken` is when the last has been handed to it.
pub fn stream(body: Encoded, open: Opener, progress: Arc<Progress>) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    let state = State { left: body.length, pieces: body.pieces.into_iter(), source: None, open, progress };
    stream::try_unfold(state, |mut state| async move {
        state.progress.reach(Phase::FirstByte);
        let Some(chunk) = next(&mut state).await? else { return Ok(None) };
        state.left = state.left.saturating_sub(chunk.len() as u64);
        if state.left == 0 {
            state.progress.reach(Phase::Taken);
        }
        Ok(Some((chunk, state)))
    })
}

async fn next(state: &mut State) -> io::Result<Option<Vec<u8>>> {
    loop {
        if let Some(mut source) = state.source.take().filter(|source| source.left > 0) {
            let (source, chunk) = spawn_blocking(move || source.read().map(|chunk| (source, chunk))).await??;
            state.source = Some(source);
            return Ok(Some(chunk));
        }
        match state.pieces.next() {
            None => return Ok(None),
            Some(Piece::Text(text)) => return Ok(Some(text.into_bytes())),
            Some(Piece::Raw(content)) => state.source = Some(Source::open(content, false, &state.open)?),
            Some(Piece::Base64(content)) => state.source = Some(Source::open(content, true, &state.open)?),
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
        let progress = Arc::new(Progress::default());
        let open: Opener = Arc::new(move |_| File::open(&path));
        let body = Encoded { content_type: String::new(), length, pieces };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        let all = runtime.block_on(stream(body, open, progress.clone()).try_concat());
        (all, progress.phase() == Phase::Taken)
    }

    #[test]
    fn pieces_arrive_whole_and_in_order_with_base64_unbroken() {
        let stored = |length| Content::Stored { sha256: "x".into(), length };
        let memory = Content::Memory([1u8, 2, 3, 4].as_slice().into());
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
        let (all, is_taken) = collect(pieces, length);
        assert_eq!(all.unwrap().len() as u64, length);
        assert!(is_taken);
        let (all, _) = collect(vec![Piece::Base64(stored(1_999_999))], 1);
        assert!(all.unwrap() == expected[2]);
        // A picture that shrank on the disk is our fault, and told as such.
        let (all, is_taken) = collect(vec![Piece::Raw(stored(2_000_001))], 2_000_001);
        assert_eq!(all.unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert!(!is_taken);
    }
}
