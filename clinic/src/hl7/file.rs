use super::frame::{Found, Frames};
use std::borrow::Cow;

/// The mark of byte order of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// The byte before a message in a frame.
const START: u8 = 0x0B;
/// Segments around the messages of a batch (HL7 version 2, §2.10.3): they say nothing that a message does not.
const ENVELOPE: [&[u8]; 4] = [b"FHS", b"BHS", b"BTS", b"FTS"];

/// A part of a file of messages.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The line it begins in, from one.
    pub line: usize,
    /// What it is.
    pub what: Part<'a>,
}

/// What a part of a file is.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A message.
    Message(Cow<'a, [u8]>),
    /// Something that belongs to no message.
    Stray,
    /// A frame that does not end.
    Half,
}

/// Takes a file apart: one message, several ones after another (each begins with MSH at the beginning of a line), batches (FHS, BHS), or
/// frames as in a connection (MLLP). Lines end with CR, LF or both. Whatever is no message is told, so that nothing is passed over unseen.
pub fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    let (is_marked, text) = bytes.strip_prefix(MARK).map_or((false, bytes), |text| (true, text));
    let is_framed = text.trim_ascii_start().first() == Some(&START);
    let mut pieces = if is_framed { framed(text) } else { plain(text) };
    if is_marked {
        // The mark holds for the whole file.
        for piece in &mut pieces {
            if let Part::Message(message) = &mut piece.what {
                *message = Cow::Owned([MARK, message].concat());
            }
        }
    }
    pieces
}

/// Whether a file may hold messages, by its first bytes.
pub fn is_likely(beginning: &[u8]) -> bool {
    let text = beginning.strip_prefix(MARK).unwrap_or(beginning).trim_ascii_start();
    text.first() == Some(&START) || begins(text, b"MSH") || ENVELOPE.iter().any(|name| begins(text, name))
}

fn plain<'a>(text: &'a [u8]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    // Where the open message begins, and in which line.
    let mut open: Option<(usize, usize)> = None;
    let close = |open: &mut Option<(usize, usize)>, end: usize, pieces: &mut Vec<Piece<'a>>| {
        if let Some((start, line)) = open.take() {
            let what = Part::Message(Cow::Borrowed(text.get(start..end).unwrap_or_default()));
            pieces.push(Piece { line, what });
        }
    };
    let mut is_stray = false;
    for (number, start, line) in lines(text) {
        let is_envelope = ENVELOPE.iter().any(|name| begins(line, name));
        let is_message = begins(line, b"MSH");
        if is_envelope || is_message {
            close(&mut open, start, &mut pieces);
            is_stray = false;
        }
        if is_message {
            open = Some((start, number));
        } else if !is_envelope && open.is_none() && !line.trim_ascii().is_empty() && !is_stray {
            // Said once for lines that follow each other.
            pieces.push(Piece { line: number, what: Part::Stray });
            is_stray = true;
        }
    }
    close(&mut open, text.len(), &mut pieces);
    pieces
}

fn framed(text: &[u8]) -> Vec<Piece<'_>> {
    // A file is read whole: its messages have their limit where they are taken.
    let mut frames = Frames::new(usize::MAX, 0);
    let mut pieces = Vec::new();
    let (mut line, mut rest) = (1, text);
    loop {
        let blank = if frames.is_open() { 0 } else { rest.len() - rest.trim_ascii_start().len() };
        let (passed, after) = rest.split_at_checked(blank).unwrap_or((rest, &[]));
        line += breaks(passed);
        rest = after;
        if rest.is_empty() {
            break;
        }
        let (after, found) = frames.feed(rest);
        let fed = rest.get(..rest.len() - after.len()).unwrap_or_default();
        match found {
            Some(Found::Message(message)) => pieces.push(Piece { line, what: Part::Message(Cow::Owned(message)) }),
            Some(Found::Noise | Found::TooLong(_)) => {
                pieces.push(Piece { line, what: Part::Stray });
                // On to the next frame.
                let next = after.iter().position(|byte| *byte == START).unwrap_or(after.len());
                let (passed, later) = after.split_at_checked(next).unwrap_or((after, &[]));
                line += breaks(fed) + breaks(passed);
                rest = later;
                continue;
            }
            None if frames.is_open() => pieces.push(Piece { line, what: Part::Half }),
            None => {}
        }
        line += breaks(fed);
        rest = after;
    }
    pieces
}

/// The lines with their number, from one, and where they begin.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let (mut number, mut start) = (1, 0);
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let line = (number, start, rest.get(..length).unwrap_or_default());
        let end = match rest.get(length..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([_, ..]) => 1,
            _ => 0,
        };
        start += length + end;
        number += 1;
        Some(line)
    })
}

fn breaks(text: &[u8]) -> usize {
    lines(text).filter(|(_, start, line)| start + line.len() < text.len()).count()
}

/// Whether a line begins with this segment.
fn begins(line: &[u8], name: &[u8]) -> bool {
    line.strip_prefix(name).is_some_and(|rest| rest.first().is_some_and(|sign| !sign.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Part, Piece, is_likely, pieces};

    /// Line and content of each piece, a letter for what is none.
    fn told(bytes: &[u8]) -> Vec<(usize, String)> {
        let what = |piece: Piece| match piece.what {
            Part::Message(message) => (piece.line, String::from_utf8(message.into_owned()).unwrap()),
            Part::Stray => (piece.line, "stray".to_owned()),
            Part::Half => (piece.line, "half".to_owned()),
        };
        pieces(bytes).into_iter().map(what).collect()
    }

    fn owned(expected: &[(usize, &str)]) -> Vec<(usize, String)> {
        expected.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()
    }

    #[test]
    fn one_after_another_with_any_line_end() {
        for end in ["\r", "\n", "\r\n"] {
            let text = format!("MSH|1{end}PID|x{end}{end}MSH|2{end}OBX|MSH|{end}");
            let expected = [(1, format!("MSH|1{end}PID|x{end}{end}")), (4, format!("MSH|2{end}OBX|MSH|{end}"))];
            assert_eq!(told(text.as_bytes()), expected, "{end:?}");
        }
        assert_eq!(told(b"MSH|1"), owned(&[(1, "MSH|1")]));
        assert_eq!(told(b""), []);
        assert_eq!(told(b" \r\n\r\n"), []);
    }

    #[test]
    fn batches_lose_their_envelope() {
        let text = "FHS|^~\\&\rBHS|^~\\&\rMSH|1\rPID|1\rMSH|2\rBTS|2\rFTS|1\r";
        assert_eq!(told(text.as_bytes()), owned(&[(3, "MSH|1\rPID|1\r"), (5, "MSH|2\r")]));
    }

    #[test]
    fn what_belongs_to_no_message_is_told() {
        let text = "Dear clinic,\nhere they are\nMSH|1\nBTS|1\nPID|lost\nMSHX|2\n";
        assert_eq!(told(text.as_bytes()), owned(&[(1, "stray"), (3, "MSH|1\n"), (5, "stray")]));
    }

    #[test]
    fn frames_of_a_connection() {
        let text = b"\x0BMSH|1\rPID|1\r\x1C\r\n\x0BMSH|2\r\x1C\rnoise\r\x0BMSH|3\r\x1C\r\x0BMSH|4";
        let expected = [(1, "MSH|1\rPID|1\r"), (5, "MSH|2\r"), (7, "stray"), (8, "MSH|3\r"), (10, "half")];
        assert_eq!(told(text), owned(&expected));
    }

    #[test]
    fn a_mark_holds_for_all_messages() {
        assert_eq!(told(b"\xEF\xBB\xBFMSH|1\rMSH|2\r"), owned(&[(1, "\u{FEFF}MSH|1\r"), (2, "\u{FEFF}MSH|2\r")]));
    }

    #[test]
    fn files_are_told_by_their_beginning() {
        for beginning in [&b"MSH|^"[..], b"\xEF\xBB\xBF\r\nMSH|", b"FHS|", b"BHS|", b"\x0BMSH"] {
            assert!(is_likely(beginning), "{beginning:?}");
        }
        for beginning in [&b""[..], b"{}", b"MSHX|", b"PID|"] {
            assert!(!is_likely(beginning), "{beginning:?}");
        }
    }
}
