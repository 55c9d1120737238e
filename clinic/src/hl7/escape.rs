//! Escape sequences (v2.5.1 §2.7): signs that would part a text, bytes in hexadecimal, and the commands of formatted text.

use super::coding::Coding;
use std::borrow::Cow;

/// The most lines or blanks that one command may make.
const MOST: usize = 100;

/// How much longer than it was sent a text may become: commands of a few letters make many lines.
const MOST_MORE: usize = 64 * 1024;

/// A text as it was meant, with `\n` between its lines; nothing if a sequence cannot be read. What is no sequence of the standard stays as
/// it was sent. Emphasis (`\H\`, `\N\`), indentation and filling are how a text looks and not what it says: they are left out.
pub(super) fn unescape(raw: &str, coding: Coding) -> Option<Cow<'_, str>> {
    let Some(sign) = coding.escape.filter(|sign| raw.contains(*sign)) else {
        return Some(Cow::Borrowed(raw));
    };
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once(sign) {
        text.push_str(before);
        match after.split_once(sign).and_then(|(sequence, after)| Some((meaning(sequence, coding)?, after))) {
            Some((Meaning::Text(meant), after)) => {
                text.push_str(&meant);
                if text.len() > raw.len() + MOST_MORE {
                    return None;
                }
                rest = after;
            }
            Some((Meaning::Unreadable, _)) => return None,
            None => {
                text.push(sign);
                rest = after;
            }
        }
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// Writes a text so that nothing in it parts the message.
pub(super) fn escape(text: &str, coding: Coding) -> String {
    let mut raw = String::with_capacity(text.len());
    for letter in text.chars() {
        let code = match letter {
            _ if letter == coding.field => "F",
            _ if letter == coding.component => "S",
            _ if Some(letter) == coding.repetition => "R",
            _ if Some(letter) == coding.escape => "E",
            _ if Some(letter) == coding.subcomponent => "T",
            '\n' => ".br",
            '\r' => "X0D",
            _ => {
                raw.push(letter);
                continue;
            }
        };
        match coding.escape {
            Some(sign) => raw.extend([sign].into_iter().chain(code.chars()).chain([sign])),
            // There is no way to write it; a blank parts nothing.
            None => raw.push(' '),
        }
    }
    raw
}

enum Meaning {
    Text(String),
    Unreadable,
}

/// What stands between two escape signs; nothing where it is no sequence of the standard.
fn meaning(sequence: &str, coding: Coding) -> Option<Meaning> {
    let text = |meant: &str| Some(Meaning::Text(meant.to_owned()));
    let sign = |sign: Option<char>| sign.map(|sign| Meaning::Text(sign.to_string()));
    match sequence {
        "F" => return sign(Some(coding.field)),
        "S" => return sign(Some(coding.component)),
        "T" => return sign(coding.subcomponent),
        "R" => return sign(coding.repetition),
        "E" => return sign(coding.escape),
        "H" | "N" => return text(""),
        _ => {}
    }
    if let Some(command) = sequence.strip_prefix('.') {
        return formatting(command).map(Meaning::Text);
    }
    if let Some(digits) = sequence.strip_prefix('X') {
        let bytes = bytes(digits)?;
        let decoded = coding.charset.decode(&bytes).filter(|text| !text.contains(super::message::is_forbidden));
        return Some(match decoded {
            Some(meant) => Meaning::Text(meant.replace("\r\n", "\n").replace('\r', "\n")),
            None => Meaning::Unreadable,
        });
    }
    // `\C…\` and `\M…\` change the set of letters for what follows, which would then be misread.
    let changes_set =
        (sequence.starts_with('C') && sequence.len() == 5) || (sequence.starts_with('M') && sequence.len() >= 5);
    (changes_set && sequence.bytes().skip(1).all(|digit| digit.is_ascii_hexdigit())).then_some(Meaning::Unreadable)
}

/// Commands of formatted text (v2.5.1 §2.7.6).
fn formatting(command: &str) -> Option<String> {
    let (name, number) = command.split_at_checked(2)?;
    let number = number.strip_prefix('+').unwrap_or(number);
    let digits = number.strip_prefix('-').unwrap_or(number);
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let count = number.parse::<usize>().unwrap_or(1).clamp(1, MOST);
    match name {
        "br" | "ce" => Some("\n".to_owned()),
        "sp" => Some("\n".repeat(count)),
        "sk" => Some(" ".repeat(count)),
        "fi" | "nf" | "in" | "ti" => Some(String::new()),
        _ => None,
    }
}

/// Bytes in hexadecimal; nothing if they are not in pairs.
pub(super) fn bytes(digits: &str) -> Option<Vec<u8>> {
    if digits.is_empty() || !digits.len().is_multiple_of(2) || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::charset::Charset;
    use super::{Coding, escape, unescape};
    use proptest::prelude::*;

    fn read(raw: &str) -> Option<String> {
        unescape(raw, Coding::USUAL).map(std::borrow::Cow::into_owned)
    }

    #[test]
    fn a_text_that_would_grow_without_measure_is_not_read() {
        assert_eq!(read(&r"\.sp100\".repeat(500)).map(|text| text.len()), Some(50_000));
        assert_eq!(read(&r"\.sp100\".repeat(20_000)), None);
    }

    #[test]
    fn every_sequence_of_the_standard() {
        for (raw, text) in [
            (r"a\F\b\S\c\T\d\R\e\E\f", r"a|b^c&d~e\f"),
            (r"S.\T\O.", "S.&O."),
            (r"\H\high\N\ again", "high again"),
            (r"one\.br\two\.sp2\three\.ce\four", "one\ntwo\n\nthree\nfour"),
            (r"\.in+4\a\.sk3\b\.ti-2\\.fi\\.nf\", "a   b"),
            (r"Gar\XC3AD\a", "Gar\u{ed}a"),
            (r"a\X0D0A\b\X0A\c\X0D\d", "a\nb\nc\nd"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(read(raw).as_deref(), Some(text), "{raw}");
        }
        let latin = Coding { charset: Charset::Latin(1), ..Coding::USUAL };
        assert_eq!(unescape(r"Garc\XED\a", latin).as_deref(), Some("García"));
    }

    #[test]
    fn what_is_no_sequence_stays_as_it_was_sent() {
        for raw in
            [r"12\15", r"\", r"a\Zlocal\b", r"\F", r"\.xx\", r"\X4\", r"\Xyz\", r"\Q\", r"\.br", r"\\", r"\Cabc\"]
        {
            assert_eq!(read(raw).as_deref(), Some(raw));
        }
        // The sign that closes nothing may open the next.
        assert_eq!(read(r"5\6\F\7").as_deref(), Some(r"5\6|7"));
    }

    #[test]
    fn what_would_be_misread_is_refused() {
        for raw in [r"\C2842\", r"\M2842\", r"\M284299\", r"\XED\", r"\X00\", r"\X1C0D\"] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }

    #[test]
    fn one_command_cannot_fill_the_memory() {
        assert_eq!(read(r"\.sp99999\").map(|text| text.len()), Some(super::MOST));
        assert_eq!(read(r"\.sk99999999999999999999999\").map(|text| text.len()), Some(1));
    }

    #[test]
    fn without_an_escape_sign_nothing_is_a_sequence() {
        let coding = Coding { escape: None, subcomponent: None, ..Coding::USUAL };
        assert_eq!(unescape(r"a\F\b", coding).as_deref(), Some(r"a\F\b"));
        assert_eq!(escape("a|b", coding), "a b");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "[^\r]{0,40}") {
            let raw = escape(&text, Coding::USUAL);
            prop_assert!(!raw.contains(['|', '^', '~', '&', '\n']));
            prop_assert_eq!(read(&raw), Some(text));
        }

        #[test]
        fn any_text_is_read_or_refused(raw in r"[\\FSTREHNXCM.brspk0-9A-F]{0,30}") {
            let _ = read(&raw);
        }
    }
}
