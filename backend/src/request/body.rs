//! Request bodies as a list of pieces, so that no image is copied or loaded before it is sent. The content length is
//! known before anything is read. No I/O: `http` reads the stored images.

use std::sync::Arc;

use serde_json::Value;

/// The bytes of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageContent {
    /// In the blob store, by hash.
    Stored { sha256: String, length: u64 },
    /// Converted for this job.
    Memory(Arc<[u8]>),
}

impl ImageContent {
    pub fn len(&self) -> u64 {
        match self {
            ImageContent::Stored { length, .. } => *length,
            ImageContent::Memory(bytes) => bytes.len() as u64,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    Json(Value),
    /// A JSON text in pieces, with images as base64 between them.
    JsonWithImages(Vec<Piece>),
    Multipart(Vec<Part>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    Text { name: &'static str, value: String },
    File { name: String, file_name: String, content_type: &'static str, content: ImageContent },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Raw(ImageContent),
    Base64(ImageContent),
}

impl Piece {
    pub fn len(&self) -> u64 {
        match self {
            Piece::Text(text) => text.len() as u64,
            Piece::Raw(content) => content.len(),
            Piece::Base64(content) => content.len().div_ceil(3) * 4,
        }
    }
}

/// A body ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodedBody {
    pub content_type: String,
    pub length: u64,
    pub pieces: Vec<Piece>,
}

/// `boundary` must not occur in any image; a random one does not.
pub fn encode(body: Body, boundary: &str) -> EncodedBody {
    let (content_type, pieces) = match body {
        Body::Json(value) => ("application/json".into(), vec![Piece::Text(value.to_string())]),
        Body::JsonWithImages(pieces) => ("application/json".into(), pieces),
        Body::Multipart(parts) => (format!("multipart/form-data; boundary={boundary}"), multipart(parts, boundary)),
    };
    EncodedBody { content_type, length: pieces.iter().map(Piece::len).sum(), pieces }
}

fn multipart(parts: Vec<Part>, boundary: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    for part in parts {
        text.push_str(&format!("--{boundary}\r\nContent-Disposition: form-data; name=\""));
        match part {
            Part::Text { name, value } => text.push_str(&format!("{name}\"\r\n\r\n{value}\r\n")),
            Part::File { name, file_name, content_type, content } => {
                text.push_str(&format!("{name}\"; filename=\"{file_name}\"\r\nContent-Type: {content_type}\r\n\r\n"));
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Raw(content));
                text.push_str("\r\n");
            }
        }
    }
    text.push_str(&format!("--{boundary}--\r\n"));
    pieces.push(Piece::Text(text));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_length_is_known_without_reading() {
        let stored = |length| ImageContent::Stored { sha256: "a".repeat(64), length };
        for (length, b64) in [(0, 0), (1, 4), (2, 4), (3, 4), (4, 8), (300, 400)] {
            assert_eq!(Piece::Base64(stored(length)).len(), b64);
        }
        let file = Part::File {
            name: "image[]".into(),
            file_name: "a.png".into(),
            content_type: "image/png",
            content: stored(10),
        };
        let encoded = encode(Body::Multipart(vec![Part::Text { name: "n", value: "2".into() }, file]), "b");
        let head =
            "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n2\r\n--b\r\nContent-Disposition: form-data; \
            name=\"image[]\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n";
        let expected = [Piece::Text(head.into()), Piece::Raw(stored(10)), Piece::Text("\r\n--b--\r\n".into())];
        assert_eq!(encoded.pieces, expected);
        assert_eq!(encoded.length, head.len() as u64 + 10 + 9);
    }
}
