//! An incremental parser of server-sent events: bytes in any split in, events out. Knows nothing of images. Never panics.

/// Enough for a 4K image as base64 in one event, with a margin.
const MAX_EVENT_BYTES: usize = 160 * 1024 * 1024;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct SseEvent {
    /// The `event:` line; empty if absent.
    pub name: String,
    /// The `data:` lines, joined by line breaks. Raw bytes: the reader of the event refuses invalid UTF-8.
    pub data: Vec<u8>,
}

/// An event exceeds the size limit.
#[derive(Debug, PartialEq, Eq)]
pub struct EventTooLarge;

pub struct SseParser {
    line: Vec<u8>,
    event: SseEvent,
    has_data: bool,
    /// The last byte was a CR; a following LF belongs to the same line end.
    is_after_cr: bool,
    is_at_start: bool,
    limit: usize,
}

impl Default for SseParser {
    fn default() -> Self {
        Self::with_limit(MAX_EVENT_BYTES)
    }
}

impl SseParser {
    pub fn with_limit(limit: usize) -> Self {
        Self {
            line: Vec::new(),
            event: SseEvent::default(),
            has_data: false,
            is_after_cr: false,
            is_at_start: true,
            limit,
        }
    }

    /// Bytes of the event that has begun.
    pub fn buffered(&self) -> usize {
        self.line.len() + self.event.data.len()
    }

    pub fn feed(&mut self, bytes: &[u8]) -> Result<Vec<SseEvent>, EventTooLarge> {
        let mut events = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            if std::mem::take(&mut self.is_after_cr) {
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let (head, tail) = rest.split_at(end.unwrap_or(rest.len()));
            if self.line.len() + head.len() + self.event.data.len() > self.limit {
                return Err(EventTooLarge);
            }
            self.line.extend_from_slice(head);
            rest = match tail.split_first() {
                Some((line_end, next)) => {
                    self.is_after_cr = *line_end == b'\r';
                    events.extend(self.end_line());
                    next
                }
                None => tail,
            };
        }
        Ok(events)
    }

    /// Ends the stream. An unterminated last event counts, because relays omit the last empty line.
    pub fn finish(&mut self) -> Option<SseEvent> {
        let last = if self.line.is_empty() { None } else { self.end_line() };
        last.or_else(|| self.dispatch())
    }

    fn end_line(&mut self) -> Option<SseEvent> {
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.is_at_start) && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        if line.is_empty() {
            return self.dispatch();
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let is_spaced = line.get(colon + 1) == Some(&b' ');
        let start = (colon + 1 + usize::from(is_spaced)).min(line.len());
        match line.get(..colon).unwrap_or_default() {
            b"data" if std::mem::replace(&mut self.has_data, true) => {
                self.event.data.push(b'\n');
                self.event.data.extend(line.drain(start..));
            }
            b"data" => {
                line.drain(..start);
                self.event.data = line;
            }
            b"event" => {
                self.event.name = String::from_utf8_lossy(line.get(start..).unwrap_or_default()).into_owned();
            }
            // Comments (an empty field name), id, retry and unknown fields.
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<SseEvent> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::matching;
    use proptest::prelude::*;

    fn parse(parts: &[&[u8]]) -> Vec<(String, String)> {
        let mut parser = SseParser::default();
        let mut events: Vec<SseEvent> = parts.iter().flat_map(|part| parser.feed(part).unwrap()).collect();
        events.extend(parser.finish());
        events.into_iter().map(|event| (event.name, String::from_utf8_lossy(&event.data).into_owned())).collect()
    }

    fn event(name: &str, data: &str) -> (String, String) {
        (name.into(), data.into())
    }

    #[test]
    fn all_variants_of_the_format_are_parsed() {
        let table: [(&str, Vec<(String, String)>); 13] = [
            ("data: a\n\n", vec![event("", "a")]),
            ("event: x\ndata: a\n\ndata: b\n\n", vec![event("x", "a"), event("", "b")]),
            ("data:a\r\n\r\ndata:b\r\rdata:c\n\n", vec![event("", "a"), event("", "b"), event("", "c")]),
            ("data: a\ndata: b\n\n", vec![event("", "a\nb")]),
            ("event: x\r\ndata: a\r\ndata: b\r\n\r\n", vec![event("x", "a\nb")]),
            ("data\ndata\n\n", vec![event("", "\n")]),
            (": a comment\n\n:\n\ndata: a\n\n", vec![event("", "a")]),
            ("id: 1\nretry: 5\nwhat: ever\ndata:  two\n\n", vec![event("", " two")]),
            ("\u{feff}data: a\n\n", vec![event("", "a")]),
            ("event: x\n\ndata: a\n\n", vec![event("", "a")]),
            ("data: [DONE]", vec![event("", "[DONE]")]),
            ("data: a\n", vec![event("", "a")]),
            ("\n\n\n", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(parse(&[text.as_bytes()]), expected, "{text:?}");
        }
    }

    #[test]
    fn event_above_the_size_limit_is_refused() {
        let mut parser = SseParser::with_limit(100);
        assert_eq!(parser.feed(&[b'x'; 101]), Err(EventTooLarge));
        let mut parser = SseParser::with_limit(100);
        assert!((0..9).all(|_| parser.feed(b"data: 123456\n").is_ok()));
        assert!((0..9).any(|_| parser.feed(b"data: 123456\n").is_err()));
        // The limit applies to one event, not to the whole stream.
        let mut parser = SseParser::with_limit(100);
        assert!((0..100).all(|_| parser.feed(b"data: 123456\n\n").is_ok()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn events_do_not_depend_on_how_the_bytes_are_split(
            text in matching(r"((data|event|id|:)?:? ?[a-z\[é:]{0,4}(\r|\n|\r\n|\n\n|\r\n\r\n)){0,12}(data: x)?"),
            has_byte_order_mark in any::<bool>(),
            cuts in prop::collection::vec(0usize..120, 0..6),
        ) {
            let text = if has_byte_order_mark { format!("\u{feff}{text}") } else { text };
            let bytes = text.as_bytes();
            let whole = parse(&[bytes]);
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            prop_assert_eq!(&parse(&single), &whole);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let parts: Vec<&[u8]> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            prop_assert_eq!(&parse(&parts), &whole);
        }
    }
}
