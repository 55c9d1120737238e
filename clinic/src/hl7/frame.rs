use std::fmt;

/// The byte before a message.
const START: u8 = 0x0B;
/// The bytes after a message.
const END: [u8; 2] = [0x1C, 0x0D];
/// The most bytes of a first segment that are kept of a message that is too long.
const MOST_OPENING: usize = 4096;

/// Takes messages out of the bytes of a connection (MLLP: `0x0B`, the message, `0x1C 0x0D`). It keeps no more than one message of
/// the allowed length, and waits for the rest of one that is not complete.
pub struct Frames {
    longest: usize,
    most_noise: usize,
    state: State,
    message: Vec<u8>,
    noise: usize,
}

#[derive(Clone, Copy)]
enum State {
    Between,
    /// In a message that is kept.
    Inside,
    /// In a message that is too long.
    Passing,
    /// After the first of the two bytes at the end.
    Ending {
        kept: bool,
    },
}

/// What was found in a connection.
#[derive(Clone, PartialEq, Eq)]
pub enum Found {
    /// A message, without its frame.
    Message(Vec<u8>),
    /// A message began that is longer than allowed; it is passed over. This is its first segment, for the answer, as far as it is kept.
    TooLong(Vec<u8>),
    /// More bytes outside of frames than allowed: whoever sends them speaks something else, and the connection should be closed.
    Noise,
}

/// Not the message: it tells about a person.
impl fmt::Debug for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(bytes) => write!(out, "Message of {} bytes", bytes.len()),
            Self::TooLong(_) => out.write_str("TooLong"),
            Self::Noise => out.write_str("Noise"),
        }
    }
}

impl Frames {
    /// Begins a connection. `longest` is the most bytes of a message, `most_noise` those between two messages.
    pub fn new(longest: usize, most_noise: usize) -> Self {
        Self { longest, most_noise, state: State::Between, message: Vec::new(), noise: 0 }
    }

    /// Whether a message has begun and not ended.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, State::Between)
    }

    /// The bytes that are kept of the open message.
    pub fn held(&self) -> usize {
        self.message.len()
    }

    /// Reads bytes as they came until something is found, and gives back what it has not looked at: feed that next. Nothing is found
    /// once all of them are read.
    pub fn feed<'a>(&mut self, bytes: &'a [u8]) -> (&'a [u8], Option<Found>) {
        let mut rest = bytes;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            let found = match self.state {
                State::Between if byte == START => {
                    self.state = State::Inside;
                    self.message = Vec::new();
                    self.noise = 0;
                    None
                }
                State::Between => {
                    self.noise += 1;
                    (self.noise > self.most_noise).then(|| {
                        self.noise = 0;
                        Found::Noise
                    })
                }
                State::Inside if byte == END[0] => {
                    self.state = State::Ending { kept: true };
                    None
                }
                State::Passing if byte == END[0] => {
                    self.state = State::Ending { kept: false };
                    None
                }
                State::Inside => self.keep(byte),
                State::Passing => None,
                State::Ending { kept } if byte == END[1] => {
                    self.state = State::Between;
                    kept.then(|| Found::Message(std::mem::take(&mut self.message)))
                }
                // A first byte of the end that is not followed by the second one belongs to the message, which will be refused for it.
                State::Ending { kept: true } => {
                    self.state = State::Inside;
                    let found = self.keep(END[0]);
                    match (found, byte == END[0], self.state) {
                        (Some(found), again, _) => {
                            self.state = if again { State::Ending { kept: false } } else { State::Passing };
                            Some(found)
                        }
                        (None, true, _) => {
                            self.state = State::Ending { kept: true };
                            None
                        }
                        (None, false, _) => self.keep(byte),
                    }
                }
                State::Ending { kept: false } => {
                    self.state = if byte == END[0] { State::Ending { kept: false } } else { State::Passing };
                    None
                }
            };
            if found.is_some() {
                return (rest, found);
            }
        }
        (rest, None)
    }

    fn keep(&mut self, byte: u8) -> Option<Found> {
        if self.message.len() >= self.longest {
            let message = std::mem::take(&mut self.message);
            let line = message.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
            self.state = State::Passing;
            return Some(Found::TooLong(line.get(..MOST_OPENING).unwrap_or(line).to_vec()));
        }
        self.message.push(byte);
        None
    }
}

/// Puts a message into a frame.
pub fn frame(message: &[u8]) -> Vec<u8> {
    let mut framed = Vec::with_capacity(message.len() + 3);
    framed.push(START);
    framed.extend_from_slice(message);
    framed.extend_from_slice(&END);
    framed
}

#[cfg(test)]
mod tests {
    use super::{Found, Frames, frame};
    use proptest::prelude::*;

    fn all(frames: &mut Frames, mut bytes: &[u8]) -> Vec<Found> {
        let mut found = Vec::new();
        while !bytes.is_empty() {
            let (rest, one) = frames.feed(bytes);
            found.extend(one);
            bytes = rest;
        }
        found
    }

    #[test]
    fn messages_one_after_the_other() {
        let mut frames = Frames::new(100, 4);
        let bytes = [frame(b"one"), b"\r\n".to_vec(), frame(b""), frame(b"two")].concat();
        let expected = [&b"one"[..], b"", b"two"].map(|message| Found::Message(message.to_vec()));
        assert_eq!(all(&mut frames, &bytes), expected);
        assert!(!frames.is_open());
    }

    #[test]
    fn a_half_message_waits() {
        let mut frames = Frames::new(100, 4);
        assert_eq!(all(&mut frames, b"\x0Bon"), []);
        assert!(frames.is_open());
        assert_eq!(all(&mut frames, b"e\x1C"), []);
        assert_eq!(all(&mut frames, b"\r"), [Found::Message(b"one".to_vec())]);
    }

    #[test]
    fn a_message_that_is_too_long_is_passed_over() {
        let mut frames = Frames::new(3, 4);
        let bytes = [frame(b"long\x1C\x1Clong"), frame(b"one"), frame(b"12\x1C\x1C4")].concat();
        let too_long = |opening: &[u8]| Found::TooLong(opening.to_vec());
        assert_eq!(all(&mut frames, &bytes), [too_long(b"lon"), Found::Message(b"one".to_vec()), too_long(b"12\x1C")]);
        assert!(!frames.is_open());
        // The byte of the end that does not end it is the one too many.
        assert_eq!(all(&mut frames, &frame(b"123\x1C4")), [too_long(b"123")]);
        assert_eq!(all(&mut frames, &frame(b"ok")), [Found::Message(b"ok".to_vec())]);
    }

    #[test]
    fn of_a_message_that_is_too_long_its_first_segment_is_told() {
        let mut frames = Frames::new(12, 4);
        assert_eq!(all(&mut frames, &frame(b"MSH|^~\\&\rPID|1\r")), [Found::TooLong(b"MSH|^~\\&".to_vec())]);
        assert_eq!(frames.held(), 0);
    }

    #[test]
    fn noise_is_borne_up_to_its_limit() {
        let mut frames = Frames::new(100, 4);
        assert_eq!(all(&mut frames, b"GET \x0Bone\x1C\r"), [Found::Message(b"one".to_vec())]);
        assert_eq!(all(&mut frames, b"GET /"), [Found::Noise]);
    }

    proptest! {
        #[test]
        fn pieces_are_read_as_the_whole(bytes in prop::collection::vec(prop_oneof![
            Just(0x0B_u8), Just(0x1C), Just(0x0D), any::<u8>()], 0..200), cuts in prop::collection::vec(1_usize..20, 1..40)) {
            let whole = all(&mut Frames::new(20, 50), &bytes);
            let (mut frames, mut rest, mut pieces) = (Frames::new(20, 50), bytes.as_slice(), Vec::new());
            for cut in cuts.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (piece, later) = rest.split_at((*cut).min(rest.len()));
                pieces.extend(all(&mut frames, piece));
                rest = later;
            }
            prop_assert_eq!(pieces, whole);
            prop_assert!(frames.message.len() <= 20);
        }

        #[test]
        fn what_is_framed_comes_out(messages in prop::collection::vec(prop::collection::vec(0x20_u8..0x7F, 0..40), 0..5)) {
            let bytes: Vec<u8> = messages.iter().flat_map(|message| frame(message)).collect();
            let found = all(&mut Frames::new(40, 0), &bytes);
            prop_assert_eq!(found, messages.into_iter().map(Found::Message).collect::<Vec<_>>());
        }
    }
}
