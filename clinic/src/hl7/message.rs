use super::{
    charset::Charset,
    coding::Coding,
    escape::unescape,
    fault::{Fault, FaultCode, Place},
};
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// How much of a message is taken. A laboratory's largest messages carry documents; all others are far below.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the whole message.
    pub bytes: usize,
    /// Segments.
    pub segments: usize,
    /// Fields of one segment; the standard has none with as many as a hundred.
    pub fields: usize,
    /// Repetitions of all fields together.
    pub repetitions: usize,
    /// Bytes of one document, decoded.
    pub document: usize,
}

impl Limits {
    /// What every server takes.
    pub const USUAL: Self =
        Self { bytes: 16 << 20, segments: 10_000, fields: 200, repetitions: 100_000, document: 10 << 20 };
}

/// The bytes before the text of a message in UTF-8 that has a mark of byte order.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A message parted into segments (v2.5.1 §2.5). Nothing of it is changed; escape sequences are read by [`Part::text`].
pub struct Message {
    text: String,
    coding: Coding,
    /// Where each segment lies, and which of its name it is.
    lines: Vec<(Range<usize>, usize)>,
}

/// The first segment as it lies in the bytes, before its set of letters is known.
pub(super) struct Opening<'a> {
    /// The line, from `MSH` on.
    pub(super) line: &'a [u8],
    /// The message from `MSH` on.
    pub(super) bytes: &'a [u8],
    /// Its signs, with the set of letters still open.
    pub(super) coding: Coding,
    /// Whether a mark of byte order says that it is UTF-8.
    marked: bool,
}

impl<'a> Opening<'a> {
    /// Finds MSH. A mark of byte order and empty lines before it are passed over.
    pub(super) fn find(bytes: &'a [u8]) -> Result<Self, Fault> {
        let (marked, bytes) = bytes.strip_prefix(MARK).map_or((false, bytes), |rest| (true, rest));
        let bytes = bytes.trim_ascii_start();
        let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        let none = || {
            let says = "The message does not begin with an MSH segment.";
            Fault::error(FaultCode::SegmentSequence, Place::segment("MSH", 1), says)
        };
        let [b'M', b'S', b'H', field, rest @ ..] = line else { return Err(none()) };
        let others = rest.split(|byte| byte == field).next().unwrap_or_default();
        let coding = Coding::read(*field, others, Charset::Ascii).ok_or_else(|| {
            let says = "MSH-1 and MSH-2 must be different signs that part the message, such as |^~\\&.";
            Fault::error(FaultCode::DataType, Place::segment("MSH", 1).field(2), says)
        })?;
        Ok(Self { line, bytes, coding, marked })
    }

    /// The set of letters (v2.5.1 §2.15.9.18): the mark's, else what MSH-18 says, else what was agreed for messages that say nothing.
    pub(super) fn charset(&self, unstated: Charset) -> Result<Charset, Fault> {
        let separator = u8::try_from(self.coding.field).unwrap_or(b'|');
        let stated = self.line.split(|byte| *byte == separator).nth(17).unwrap_or_default();
        // Further sets are only begun by escape sequences, which are refused where they stand.
        let repetition = self.coding.repetition.and_then(|sign| u8::try_from(sign).ok());
        let first = stated.split(|byte| Some(*byte) == repetition).next().unwrap_or_default().trim_ascii();
        let place = || Place::segment("MSH", 1).field(18);
        let stated = match str::from_utf8(first) {
            Ok("" | "\"\"") => None,
            Ok(code) => Some(Charset::parse(code)),
            Err(_) => Some(None),
        };
        match (self.marked, stated) {
            (false, None) => Ok(unstated),
            (true, None | Some(Some(Charset::Utf8 | Charset::Ascii))) => Ok(Charset::Utf8),
            (true, Some(Some(_))) => {
                let says = "MSH-18 names another set of letters than the mark before the message.";
                Err(Fault::error(FaultCode::TableValueNotFound, place(), says))
            }
            (false, Some(Some(charset))) => Ok(charset),
            (_, Some(None)) => {
                let says = "This set of letters is not read; ASCII, ISO 8859 and UNICODE UTF-8 are.";
                Err(Fault::error(FaultCode::TableValueNotFound, place(), says))
            }
        }
    }
}

impl Message {
    /// Parts a message. Segments end with CR, LF or both.
    pub(super) fn read(opening: &Opening, charset: Charset, limits: Limits) -> Result<Self, Fault> {
        let coding = Coding { charset, ..opening.coding };
        let whole = Place::segment("MSH", 1);
        let too_large = |says| Fault::error(FaultCode::ApplicationInternal, whole.clone(), says);
        if opening.bytes.len() > limits.bytes {
            return Err(too_large("The message is larger than this server takes."));
        }
        let Some(text) = charset.decode(opening.bytes) else {
            let says = "The message holds bytes that are no letters of its set (MSH-18).";
            return Err(Fault::error(FaultCode::DataType, undecoded(opening, charset), says));
        };
        let text = text.into_owned();
        let mut lines = Vec::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut start = 0;
        for line in text.split(['\r', '\n']) {
            let range = start..start + line.len();
            start = range.end + 1;
            if line.trim().is_empty() {
                continue;
            }
            let name = name_of(line, coding).ok_or_else(|| {
                let says = "A line after this segment does not begin with the name of a segment.";
                let (last, count) = lines.last().map_or(("MSH", 1), |(range, count): &(Range<usize>, usize)| {
                    (text.get(range.clone()).and_then(|line| line.get(..3)).unwrap_or("MSH"), *count)
                });
                Fault::error(FaultCode::SegmentSequence, Place::segment(last, count), says)
            })?;
            let count = counts.entry(name).and_modify(|count| *count += 1).or_insert(1);
            if line.contains(is_forbidden) {
                let says = "The segment holds a control character.";
                return Err(Fault::error(FaultCode::DataType, Place::segment(name, *count), says));
            }
            if line.split(coding.field).nth(limits.fields).is_some() {
                return Err(too_large("A segment has more fields than this server takes."));
            }
            lines.push((range, *count));
            if lines.len() > limits.segments {
                return Err(too_large("The message has more segments than this server takes."));
            }
        }
        Ok(Self { text, coding, lines })
    }

    /// The segments in their order.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        self.lines.iter().filter_map(|(range, sequence)| {
            let raw = self.text.get(range.clone())?;
            Some(Segment::of(raw, *sequence, self.coding))
        })
    }

    /// How it is written.
    pub fn coding(&self) -> Coding {
        self.coding
    }
}

/// The segment in which the bytes stop being letters.
fn undecoded(opening: &Opening, charset: Charset) -> Place {
    let mut counts: BTreeMap<&[u8], usize> = BTreeMap::new();
    for line in opening.bytes.split(|byte| matches!(byte, b'\r' | b'\n')) {
        let name = line.get(..3).unwrap_or_default();
        let count = counts.entry(name).and_modify(|count| *count += 1).or_insert(1);
        if charset.decode(line).is_none() {
            let name = str::from_utf8(name).unwrap_or_default();
            return Place::segment(if is_name(name) { name } else { "MSH" }, *count);
        }
    }
    Place::segment("MSH", 1)
}

fn name_of(line: &str, coding: Coding) -> Option<&str> {
    let name = line.get(..3).filter(|name| is_name(name))?;
    line.get(3..)?.chars().next().is_none_or(|next| next == coding.field).then_some(name)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Control characters, which no text of a message may hold (v2.5.1 §2.5): a database or a screen would not show them as they were meant.
pub(super) fn is_forbidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\r' | '\n')
}

/// A segment: its name and fields.
pub struct Segment<'a> {
    /// The three letters.
    pub name: &'a str,
    /// Which of the segments of this name it is, from one.
    pub sequence: usize,
    /// The segment as it was sent.
    pub raw: &'a str,
    fields: Vec<&'a str>,
    coding: Coding,
}

impl<'a> Segment<'a> {
    pub(super) fn of(raw: &'a str, sequence: usize, coding: Coding) -> Self {
        let mut fields: Vec<&str> = raw.split(coding.field).collect();
        let name = fields.first().copied().unwrap_or_default();
        if name == "MSH" {
            // MSH-1 is the sign that parts the fields.
            fields.insert(1, raw.get(3..4).unwrap_or_default());
        }
        Self { name, sequence, raw, fields, coding }
    }

    /// A field, from one; an empty one where the segment ends before it.
    pub fn field(&self, number: usize) -> Part<'a> {
        Part { raw: self.fields.get(number).copied().unwrap_or_default(), coding: self.coding }
    }

    /// The number of the last field.
    pub fn last(&self) -> usize {
        self.fields.len().saturating_sub(1)
    }

    /// Where it is.
    pub fn place(&self) -> Place {
        Place::segment(self.name, self.sequence)
    }
}

/// A field, or a part of one, as it was sent.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// What was sent.
    pub raw: &'a str,
    coding: Coding,
}

impl<'a> Part<'a> {
    /// Its repetitions; none of an empty field.
    pub fn repetitions(self) -> impl Iterator<Item = Part<'a>> {
        let parts = (!self.raw.is_empty()).then(|| pieces(self.raw, self.coding.repetition));
        parts.into_iter().flatten().map(move |raw| Part { raw, ..self })
    }

    /// A component, from one; an empty one where there are fewer.
    #[must_use]
    pub fn component(self, number: usize) -> Self {
        self.piece(Some(self.coding.component), number)
    }

    /// A subcomponent, from one; an empty one where there are fewer.
    #[must_use]
    pub fn subcomponent(self, number: usize) -> Self {
        self.piece(self.coding.subcomponent, number)
    }

    /// Its components.
    pub fn components(self) -> impl Iterator<Item = Part<'a>> {
        pieces(self.raw, Some(self.coding.component)).map(move |raw| Part { raw, ..self })
    }

    /// Its subcomponents.
    pub fn subcomponents(self) -> impl Iterator<Item = Part<'a>> {
        pieces(self.raw, self.coding.subcomponent).map(move |raw| Part { raw, ..self })
    }

    /// Whether nothing was sent, or only signs that part nothing.
    pub fn is_empty(self) -> bool {
        let Coding { component, repetition, subcomponent, .. } = self.coding;
        let parts = |sign: char| sign == component || Some(sign) == repetition || Some(sign) == subcomponent;
        self.raw.chars().all(|letter| letter == ' ' || parts(letter))
    }

    /// Whether it says that there is no value (`""`, v2.5.1 §2.5.3).
    pub fn is_null(self) -> bool {
        self.raw == "\"\""
    }

    /// The text with its escape sequences read, taking all of it for one text; nothing if one of them cannot be read.
    pub fn text(self) -> Option<Cow<'a, str>> {
        unescape(self.raw, self.coding)
    }

    /// How it is written.
    pub fn coding(self) -> Coding {
        self.coding
    }

    fn piece(self, sign: Option<char>, number: usize) -> Self {
        let raw = number.checked_sub(1).and_then(|place| pieces(self.raw, sign).nth(place)).unwrap_or_default();
        Self { raw, ..self }
    }
}

/// The pieces between a sign; the whole where there is no such sign.
fn pieces(raw: &str, sign: Option<char>) -> impl Iterator<Item = &str> {
    let cut = sign.map(|sign| raw.split(sign));
    let whole = cut.is_none().then_some(raw);
    cut.into_iter().flatten().chain(whole)
}
