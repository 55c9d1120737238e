use base64::{Engine as _, engine::general_purpose::STANDARD};

/// A mail taken apart again, for looking at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The headers, name and value, as they travelled but for their encoding.
    pub headers: Vec<(String, String)>,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

impl Parts {
    /// Takes a mail of [`super::compose`] apart; what it does not know is left out.
    pub fn of(mail: &str) -> Self {
        let (head, body) = split(mail);
        let headers = headers(head);
        let boundary = value(&headers, "content-type")
            .and_then(|kind| kind.split_once("boundary=\""))
            .and_then(|(_, rest)| rest.split('"').next())
            .unwrap_or_default()
            .to_owned();
        let mut parts = Self { headers, ..Self::default() };
        if boundary.is_empty() {
            return parts;
        }
        for part in body.split(&format!("--{boundary}")).skip(1) {
            let (head, body) = split(part.trim_start_matches("\r\n"));
            let head = self::headers(head);
            let body = body.strip_suffix("\r\n").unwrap_or(body);
            let decoded = decoded(body, value(&head, "content-transfer-encoding").unwrap_or_default());
            match value(&head, "content-type").and_then(|kind| kind.split(';').next()) {
                Some("text/plain") => parts.text = decoded,
                Some("text/html") => parts.html = decoded,
                _ => {}
            }
        }
        parts
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, name)
    }
}

fn value<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
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
        ids::MailId,
        mail::{Rendered, Sender, compose},
    };
    use proptest::prelude::*;

    fn there_and_back(subject: &str, text: &str, html: &str) -> Parts {
        let sender = Sender {
            name: "Clínica Verbena".to_owned(),
            from: "portal@example.org".to_owned(),
            reply_to: None,
            origin: "https://portal.example.org".to_owned(),
        };
        let rendered =
            Rendered { subject: subject.to_owned(), text: text.to_owned(), html: html.to_owned(), unsubscribe: None };
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
