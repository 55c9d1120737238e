use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_15,
    WINDOWS_1252, WINDOWS_1254,
};
use std::borrow::Cow;

/// A character set that messages may be written in (HL7 table 0211, v2.5.1 §2.15.9.18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// The 7 bits of ASCII: what a message without a stated set is in.
    Ascii,
    /// ISO 8859, the part that is given.
    Latin(u8),
    /// UTF-8.
    Utf8,
}

/// The parts of ISO 8859 that are read, and the encodings that hold their letters. Windows' 1252 and 1254 differ from parts 1 and 9 only where
/// those have control characters, which no message may hold.
static LATIN: [(u8, &Encoding); 10] = [
    (1, WINDOWS_1252),
    (2, ISO_8859_2),
    (3, ISO_8859_3),
    (4, ISO_8859_4),
    (5, ISO_8859_5),
    (6, ISO_8859_6),
    (7, ISO_8859_7),
    (8, ISO_8859_8),
    (9, WINDOWS_1254),
    (15, ISO_8859_15),
];

impl Charset {
    /// Reads a code of table 0211. `UNICODE` by itself names no encoding; a message whose header could be read as ASCII can only be in UTF-8.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "ASCII" => Some(Self::Ascii),
            "UNICODE UTF-8" | "UNICODE" => Some(Self::Utf8),
            _ => {
                let part = code.strip_prefix("8859/")?;
                LATIN.iter().map(|(number, _)| *number).find(|number| number.to_string() == part).map(Self::Latin)
            }
        }
    }

    /// The code in table 0211.
    pub fn code(self) -> String {
        match self {
            Self::Ascii => "ASCII".to_owned(),
            Self::Latin(part) => format!("8859/{part}"),
            Self::Utf8 => "UNICODE UTF-8".to_owned(),
        }
    }

    /// The text that the bytes say; nothing if one of them says nothing in this set. Never replaces anything.
    pub fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Ascii => str::from_utf8(bytes).ok().filter(|text| text.is_ascii()).map(Cow::Borrowed),
            Self::Utf8 => str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Latin(part) => {
                if bytes.iter().any(|byte| (0x80..0xA0).contains(byte)) {
                    return None;
                }
                latin(part)?.decode_without_bom_handling_and_without_replacement(bytes)
            }
        }
    }

    /// Writes text in this set, with `?` for what it has not.
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        for letter in text.chars() {
            let mut buffer = [0; 4];
            let letter: &str = letter.encode_utf8(&mut buffer);
            match self {
                _ if letter.is_ascii() => bytes.extend_from_slice(letter.as_bytes()),
                Self::Utf8 => bytes.extend_from_slice(letter.as_bytes()),
                Self::Ascii => bytes.push(b'?'),
                Self::Latin(part) => match latin(part).map(|set| set.encode(letter)) {
                    Some((encoded, _, false)) => bytes.extend_from_slice(&encoded),
                    _ => bytes.push(b'?'),
                },
            }
        }
        bytes
    }
}

fn latin(part: u8) -> Option<&'static Encoding> {
    LATIN.iter().find(|(number, _)| *number == part).map(|(_, encoding)| *encoding)
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn every_set_is_found_by_its_code() {
        for set in [Charset::Ascii, Charset::Utf8, Charset::Latin(1), Charset::Latin(9), Charset::Latin(15)] {
            assert_eq!(Charset::parse(&set.code()), Some(set));
        }
        for code in ["", "8859/10", "8859/01", "ISO IR87", "UNICODE UTF-16", "utf-8", "GB 18030-2000", "8859/"] {
            assert_eq!(Charset::parse(code), None, "{code}");
        }
    }

    #[test]
    fn letters_of_each_set() {
        assert_eq!(Charset::Latin(1).decode(b"Garc\xEDa").as_deref(), Some("García"));
        assert_eq!(Charset::Latin(2).decode(b"\xA3ukasz").as_deref(), Some("Łukasz"));
        assert_eq!(Charset::Latin(5).decode(b"\xB8\xD2\xD0\xDD").as_deref(), Some("Иван"));
        assert_eq!(Charset::Latin(15).decode(b"\xA4").as_deref(), Some("€"));
        assert_eq!(Charset::Utf8.decode("Zoë".as_bytes()).as_deref(), Some("Zoë"));
        for (set, text) in [(1, "García"), (2, "Łukasz"), (5, "Иван")] {
            let set = Charset::Latin(set);
            assert_eq!(set.decode(&set.encode(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_a_set_has_not_is_refused() {
        assert!(Charset::Ascii.decode(b"Garc\xEDa").is_none());
        assert!(Charset::Ascii.decode("García".as_bytes()).is_none());
        assert!(Charset::Utf8.decode(b"Garc\xEDa").is_none());
        // A curly apostrophe of Windows that calls itself ISO 8859-1.
        assert!(Charset::Latin(1).decode(b"O\x92Brien").is_none());
        // Not assigned in ISO 8859-7.
        assert!(Charset::Latin(7).decode(b"\xFF").is_none());
        assert_eq!(Charset::Ascii.encode("Zoë"), b"Zo?");
    }
}
