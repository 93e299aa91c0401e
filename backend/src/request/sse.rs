//! Server-sent events, incrementally: bytes in any split in, events out. Knows nothing of pictures. Never panics.

/// A 4K picture as base64 in one event, and room.
const MAX_EVENT_BYTES: usize = 160 * 1024 * 1024;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The `event:` line; "" when there was none.
    pub name: String,
    /// The `data:` lines, joined by line breaks. Bytes: what is not UTF-8 is for the reader to refuse.
    pub data: Vec<u8>,
}

/// The stream holds an event larger than this program reads.
#[derive(Debug, PartialEq, Eq)]
pub struct TooLong;

pub struct Parser {
    line: Vec<u8>,
    event: Event,
    has_data: bool,
    /// The last byte was a CR: an LF now belongs to it.
    is_after_cr: bool,
    is_at_start: bool,
    limit: usize,
}

impl Default for Parser {
    fn default() -> Self {
        Self::with_limit(MAX_EVENT_BYTES)
    }
}

impl Parser {
    pub fn with_limit(limit: usize) -> Self {
        Self {
            line: Vec::new(),
            event: Event::default(),
            has_data: false,
            is_after_cr: false,
            is_at_start: true,
            limit,
        }
    }

    pub fn feed(&mut self, bytes: &[u8]) -> Result<Vec<Event>, TooLong> {
        let mut events = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            if std::mem::take(&mut self.is_after_cr) {
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let (head, tail) = rest.split_at(end.unwrap_or(rest.len()));
            if self.line.len() + head.len() + self.event.data.len() > self.limit {
                return Err(TooLong);
            }
            self.line.extend_from_slice(head);
            rest = match tail.split_first() {
                Some((ending, behind)) => {
                    self.is_after_cr = *ending == b'\r';
                    events.extend(self.end_line());
                    behind
                }
                None => tail,
            };
        }
        Ok(events)
    }

    /// The end of the stream. Relays leave the last empty line away, so what is there counts as an event.
    pub fn finish(&mut self) -> Option<Event> {
        let last = if self.line.is_empty() { None } else { self.end_line() };
        last.or_else(|| self.dispatch())
    }

    fn end_line(&mut self) -> Option<Event> {
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
            // Comments (an empty name), id, retry, and whatever else there may be.
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(parts: &[&[u8]]) -> Vec<(String, String)> {
        let mut parser = Parser::default();
        let mut events: Vec<Event> = parts.iter().flat_map(|part| parser.feed(part).unwrap()).collect();
        events.extend(parser.finish());
        events.into_iter().map(|event| (event.name, String::from_utf8_lossy(&event.data).into_owned())).collect()
    }

    fn event(name: &str, data: &str) -> (String, String) {
        (name.into(), data.into())
    }

    #[test]
    fn every_form_of_the_format_is_read() {
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
    fn an_event_without_an_end_is_refused_before_it_fills_the_memory() {
        let mut parser = Parser::with_limit(100);
        assert_eq!(parser.feed(&[b'x'; 101]), Err(TooLong));
        let mut parser = Parser::with_limit(100);
        assert!((0..9).all(|_| parser.feed(b"data: 123456\n").is_ok()));
        assert!((0..9).any(|_| parser.feed(b"data: 123456\n").is_err()));
        // Many small events are no large one.
        let mut parser = Parser::with_limit(100);
        assert!((0..100).all(|_| parser.feed(b"data: 123456\n\n").is_ok()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_split_gives_the_same_events(
            text in r"((data|event|id|:)?:? ?[a-z\[é:]{0,4}(\r|\n|\r\n|\n\n|\r\n\r\n)){0,12}(data: x)?",
            has_mark in any::<bool>(),
            cuts in prop::collection::vec(0usize..120, 0..6),
        ) {
            let text = if has_mark { format!("\u{feff}{text}") } else { text };
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
