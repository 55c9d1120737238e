use base64::{Engine as _, engine::general_purpose::STANDARD};

/// Parts within parts that are looked into.
const DEEPEST: usize = 4;

/// A mail taken apart again, for looking at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The headers, name and value, as they travelled but for their encoding.
    pub headers: Vec<(String, String)>,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// What calendars are told; empty where there is nothing.
    pub calendar: String,
    /// What its `Content-Type` names as the method.
    pub method: Option<String>,
    /// The files, with their names.
    pub files: Vec<(String, String)>,
}

impl Parts {
    /// Takes a mail of [`super::compose`] apart; what it does not know is left out.
    pub fn of(mail: &str) -> Self {
        let (head, body) = split(mail);
        let headers = headers(head);
        let mut parts = Self { headers: headers.clone(), ..Self::default() };
        parts.read(&headers, body, DEEPEST);
        parts
    }

    /// Reads a body, and the parts in it, as long as they are not too deep.
    fn read(&mut self, headers: &[(String, String)], body: &str, depth: usize) {
        let kind = value(headers, "content-type").unwrap_or_default();
        if let Some(boundary) = parameter(kind, "boundary").filter(|boundary| !boundary.is_empty()) {
            for part in body.split(&format!("--{boundary}")).skip(1) {
                let (head, body) = split(part.trim_start_matches("\r\n"));
                let body = body.strip_suffix("\r\n").unwrap_or(body);
                if depth > 0 {
                    self.read(&self::headers(head), body, depth - 1);
                }
            }
            return;
        }
        let decoded = decoded(body, value(headers, "content-transfer-encoding").unwrap_or_default());
        let disposition = value(headers, "content-disposition").unwrap_or_default();
        if disposition.starts_with("attachment") {
            self.files.push((parameter(disposition, "filename").unwrap_or_default().to_owned(), decoded));
            return;
        }
        match kind.split(';').next() {
            Some("text/plain") => self.text = decoded,
            Some("text/html") => self.html = decoded,
            Some("text/calendar") => {
                self.method = parameter(kind, "method").map(str::to_owned);
                self.calendar = decoded;
            }
            _ => {}
        }
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }
}

fn value<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// A parameter of a header's value, in quotes or without.
fn parameter<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    let found = value.split(';').skip(1).find_map(|one| {
        let (known, value) = one.trim().split_once('=')?;
        known.eq_ignore_ascii_case(name).then_some(value)
    });
    found.map(|value| value.trim_matches('"'))
}

fn split(mail: &str) -> (&str, &str) {
    mail.split_once("\r\n\r\n").unwrap_or((mail, ""))
}

fn headers(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), words(value.trim())))
        .collect()
}

/// Encoded words of a header (RFC 2047) as they are read.
fn words(value: &str) -> String {
    let mut text = String::new();
    let mut was_encoded = false;
    for word in value.split(' ') {
        let encoded = word
            .strip_prefix("=?utf-8?b?")
            .and_then(|rest| rest.split_once("?="))
            .and_then(|(encoded, rest)| Some((String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?, rest)));
        // White space between two encoded words belongs to neither.
        let joins = text.is_empty() || (was_encoded && encoded.is_some());
        if !joins {
            text.push(' ');
        }
        was_encoded = encoded.is_some();
        match encoded {
            Some((decoded, rest)) => {
                text.push_str(&decoded);
                text.push_str(rest);
            }
            None => text.push_str(word),
        }
    }
    text
}

fn decoded(body: &str, encoding: &str) -> String {
    let bytes = match encoding {
        "base64" => STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap_or_default(),
        "quoted-printable" => printable(body),
        _ => body.as_bytes().to_vec(),
    };
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// Quoted-printable (RFC 2045).
fn printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after
            .get(..2)
            .filter(|_| *first == b'=')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        appointments::ics::Method,
        ids::MailId,
        mail::{Calendar, Rendered, Sender, compose},
    };
    use proptest::prelude::*;

    fn there_and_back(subject: &str, text: &str, html: &str) -> Parts {
        with_calendar(subject, text, html, None)
    }

    fn with_calendar(subject: &str, text: &str, html: &str, calendar: Option<Calendar>) -> Parts {
        let sender = Sender {
            name: "Clínica Verbena".to_owned(),
            from: "portal@example.org".to_owned(),
            reply_to: None,
            origin: "https://portal.example.org".to_owned(),
        };
        let rendered = Rendered {
            subject: subject.to_owned(),
            text: text.to_owned(),
            html: html.to_owned(),
            unsubscribe: None,
            calendar,
        };
        let now = chrono::DateTime::from_timestamp(1_772_463_845, 0).unwrap();
        let mail = compose(MailId(uuid::Uuid::nil()), "w@example.org", &sender, &rendered, now).unwrap();
        Parts::of(&String::from_utf8(mail.bytes).unwrap())
    }

    #[test]
    fn a_mail_is_taken_apart() {
        let long = format!("Su código\n\nhttps://portal.example.org/invitation/{}\n", "x".repeat(200));
        let parts =
            there_and_back("Confirme su dirección, por favor: es la de siempre y es muy larga", &long, "<p>á=b</p>\n");
        assert_eq!(parts.header("subject"), Some("Confirme su dirección, por favor: es la de siempre y es muy larga"));
        assert_eq!(parts.text.trim_end(), long.trim_end());
        assert_eq!(parts.html.trim_end(), "<p>á=b</p>");
        assert!(parts.header("from").unwrap().contains("Clínica Verbena"));
        assert_eq!(Parts::of("nonsense"), Parts { headers: Vec::new(), ..Parts::default() });
    }

    #[test]
    fn an_invitation_is_there_twice() {
        let text = "BEGIN:VCALENDAR\r\nSUMMARY:Clínica\r\n folded \r\nEND:VCALENDAR\r\n".to_owned();
        let calendar = Calendar { method: Method::Cancel, text: text.clone() };
        let parts = with_calendar("Hello", "Words", "<p>Words</p>", Some(calendar));
        assert_eq!((parts.text.trim_end(), parts.html.trim_end()), ("Words", "<p>Words</p>"));
        assert_eq!(parts.method.as_deref(), Some("CANCEL"));
        assert_eq!(parts.calendar, text.replace("\r\n", "\n"));
        assert_eq!(parts.files, [("visit.ics".to_owned(), parts.calendar.clone())]);
        assert!(parts.header("content-type").unwrap().starts_with("multipart/mixed"));
    }

    proptest! {
        #[test]
        fn words_survive(text in "[a-zA-Zñáé=?<>&;:/ \n.]{1,400}") {
            let parts = there_and_back("Hello", &text, "<p></p>");
            prop_assert_eq!(parts.text.trim_end(), text.trim_end());
        }

        #[test]
        fn nothing_breaks_it(text in any::<String>()) {
            Parts::of(&text);
            Parts::of(&format!("Content-Type: multipart/alternative; boundary=\"a\"\r\n\r\n--a\r\n{text}"));
        }
    }
}
