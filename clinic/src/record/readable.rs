//! Documents as plain words: nothing that came from elsewhere is ever shown as markup.

/// A kind of content whose words can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text.
    Plain,
    /// A web page.
    Html,
}

impl Kind {
    /// The kind of a MIME type.
    pub(super) fn of(content_type: Option<&str>) -> Option<Self> {
        let kind = content_type?.split(';').next()?.trim();
        if kind.eq_ignore_ascii_case("text/plain") {
            Some(Self::Plain)
        } else if kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml") {
            Some(Self::Html)
        } else {
            None
        }
    }
}

/// Bytes as text, by the character set that the MIME type names; UTF-8 where it names none.
pub(super) fn decode(content: &[u8], content_type: Option<&str>) -> String {
    let charset = content_type.into_iter().flat_map(|kind| kind.split(';').skip(1)).find_map(|part| {
        part.trim().to_ascii_lowercase().strip_prefix("charset=").map(|set| set.trim_matches('"').to_owned())
    });
    let text = match charset.as_deref() {
        // In ISO 8859-1 each byte is the character of that number.
        Some("iso-8859-1" | "latin1" | "us-ascii") => content.iter().copied().map(char::from).collect(),
        _ => String::from_utf8_lossy(content).into_owned(),
    };
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// Elements whose content is not for readers.
const SILENT: [&str; 6] = ["script", "style", "head", "title", "template", "noscript"];
/// Elements that begin a line of their own.
const BLOCKS: [&str; 25] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements that are followed by an empty line.
const PARAGRAPHS: [&str; 11] = ["blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "table", "ul"];

/// The words of a web page, a line for each block.
pub(super) fn words_of(html: &str) -> String {
    let mut words = Words::default();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        words.say(text);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        // A sign that opens no tag stands for itself.
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            words.say("<");
            rest = tag;
            continue;
        }
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        let closes = inside.starts_with('/');
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        rest = after;
        if !closes && SILENT.contains(&name.as_str()) && !inside.ends_with('/') {
            rest = after_end_of(&name, after);
        } else if name == "li" && !closes {
            words.line();
            words.say("• ");
        } else if matches!(name.as_str(), "td" | "th") && closes {
            words.say(" ");
        } else if name == "br" {
            words.break_line();
        } else if closes && PARAGRAPHS.contains(&name.as_str()) {
            words.line();
            words.break_line();
        } else if BLOCKS.contains(&name.as_str()) {
            words.line();
        }
    }
    words.say(rest);
    words.text.trim().to_owned()
}

/// What follows the end of an element whose content is left out.
fn after_end_of<'h>(name: &str, html: &'h str) -> &'h str {
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once("</") {
        if tag.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return tag.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tag;
    }
    ""
}

#[derive(Default)]
struct Words {
    text: String,
}

impl Words {
    /// Adds text; runs of white space are one space.
    fn say(&mut self, text: &str) {
        let text = entities(text);
        for letter in text.chars() {
            if letter.is_whitespace() && letter != '\u{a0}' {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(letter);
            }
        }
    }

    /// Begins a new line, unless this one is empty.
    fn line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends the line; at most one stays empty.
    fn break_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// Replaces the character references that documents use.
fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 12] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("deg", "°"),
        ("micro", "µ"),
        ("plusmn", "±"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("bull", "•"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let replaced = reference.and_then(|(name, tail)| {
            let letter = match name.strip_prefix('#') {
                Some(number) => {
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(code).filter(|letter| !letter.is_control() || letter.is_whitespace())?.to_string()
                }
                None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| (*letter).to_owned())?,
            };
            Some((letter, tail))
        });
        match replaced {
            Some((letter, tail)) => {
                plain.push_str(&letter);
                rest = tail;
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_web_page_becomes_its_words() {
        let html = "<html><head><title>x</title><style>p{}</style></head><body><h1>Visit  note</h1>\n<p>BP &lt; 140&nbsp;mmHg<br/>\
                    Temp 37&#176;C</p><script>alert('<p>no</p>')</script><!-- <p>hidden</p> --><ul><li>Rest</li><li>Water</li></ul>\
                    <table><tr><td>a</td><td>b</td></tr></table>5 < 6</body></html>";
        assert_eq!(words_of(html), "Visit note\n\nBP < 140\u{a0}mmHg\nTemp 37°C\n\n• Rest\n• Water\n\na b\n\n5 < 6");
    }

    #[test]
    fn broken_pages_do_no_harm() {
        assert_eq!(words_of("<p>open <b"), "open");
        assert_eq!(words_of("<script>never closed"), "");
        assert_eq!(words_of("<!-- never closed"), "");
        assert_eq!(words_of("a &nosuch; &#x110000; &#xD800; &amp b"), "a &nosuch; &#x110000; &#xD800; &amp b");
    }

    #[test]
    fn the_character_set_is_respected() {
        assert_eq!(decode(b"caf\xe9", Some("text/plain; charset=ISO-8859-1")), "café");
        assert_eq!(decode("\u{feff}a\r\nb\rc".as_bytes(), Some("text/plain")), "a\nb\nc");
        assert_eq!(Kind::of(Some("Text/HTML; charset=utf-8")), Some(Kind::Html));
        assert_eq!(Kind::of(Some("application/pdf")), None);
    }

    proptest! {
        #[test]
        fn any_input_gives_text(html in "[<>/a-z!&;# -]{0,200}") {
            let _ = words_of(&html);
        }
    }
}
