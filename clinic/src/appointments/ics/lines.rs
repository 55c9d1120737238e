//! Content lines (RFC 5545, 3.1): folded after 75 octets, ended by CRLF.

/// The longest line, in octets without its end.
const LONGEST: usize = 75;

/// Lines that are being written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line as it is.
    pub fn raw(&mut self, line: &str) {
        let mut room = LONGEST;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space counts.
                room = LONGEST - 1;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is TEXT (RFC 5545, 3.3.11).
    pub fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for letter in value.replace("\r\n", "\n").chars() {
            match letter {
                '\\' => line.push_str("\\\\"),
                ';' => line.push_str("\\;"),
                ',' => line.push_str("\\,"),
                '\n' => line.push_str("\\n"),
                _ if letter.is_control() => line.push(' '),
                _ => line.push(letter),
            }
        }
        self.raw(&line);
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// The value of a parameter in quotes, which cannot hold quotes itself.
pub(super) fn quoted(value: &str) -> String {
    let plain: String = value.chars().map(|letter| if letter == '"' { '\'' } else { letter }).collect();
    format!("\"{}\"", self::plain(&plain))
}

/// A value without anything that could begin another line.
pub(super) fn plain(value: &str) -> String {
    value.chars().filter(|letter| !letter.is_control()).collect()
}
