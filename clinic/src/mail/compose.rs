use super::Fate;
use crate::{appointments::ics::Method, ids::MailId};
use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentDisposition, ContentTransferEncoding, ContentType, ContentTypeErr, HeaderName, HeaderValue},
    },
};

/// The words of a mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// The whole address that ends such notices by a POST (RFC 8058).
    pub unsubscribe: Option<String>,
    /// What calendars are told.
    pub calendar: Option<Calendar>,
}

/// A visit for the recipient's calendar.
#[derive(Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What it is to do with it.
    pub method: Method,
    /// The calendar (RFC 5545).
    pub text: String,
}

/// Who mails are from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The clinic's name.
    pub name: String,
    /// The address.
    pub from: String,
    /// The address for answers.
    pub reply_to: Option<String>,
    /// What addresses of the portal begin with; its host ends each Message-ID.
    pub origin: String,
}

/// A mail ready to be sent.
#[derive(Clone)]
pub struct Outgoing {
    /// Which mail.
    pub id: MailId,
    /// The recipient's address.
    pub to: String,
    /// Header and body, as they travel.
    pub bytes: Vec<u8>,
    pub(super) envelope: Envelope,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outgoing({})", self.id)
    }
}

/// Puts a mail together. Its Message-ID follows from its id, so that a mail that is sent twice is shown once.
///
/// # Errors
/// `Fate::Failed` when the recipient's address is malformed: no server would take it. `Fate::Later` when the sender's is, which
/// an administrator can put right.
pub fn compose(
    id: MailId,
    to: &str,
    sender: &Sender,
    rendered: &Rendered,
    now: DateTime<Utc>,
) -> Result<Outgoing, Fate> {
    let recipient: Address = to.trim().parse().map_err(|_| Fate::Failed("the address is malformed".to_owned()))?;
    let ours =
        |text: &str| text.parse::<Address>().map_err(|_| Fate::Later("the sender's address is malformed".to_owned()));
    let from = ours(&sender.from)?;
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(in_one_line(&sender.name)), from.clone()))
        .to(Mailbox::new(None, recipient.clone()))
        .subject(in_one_line(&rendered.subject))
        .date(now.into())
        .message_id(Some(format!("<{id}@{}>", host(&sender.origin))))
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = &sender.reply_to {
        builder = builder.reply_to(Mailbox::new(None, ours(reply_to)?));
    }
    if let Some(unsubscribe) = &rendered.unsubscribe {
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{}>", in_one_line(unsubscribe))))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let whole = |error: &dyn std::fmt::Display| Fate::Failed(format!("the mail cannot be put together: {error}"));
    let parts = parts(rendered).map_err(|error| whole(&error))?;
    let message = builder.multipart(parts).map_err(|error| whole(&error))?;
    let envelope = Envelope::new(Some(from), vec![recipient]).map_err(|error| whole(&error))?;
    Ok(Outgoing { id, to: to.trim().to_owned(), bytes: message.formatted(), envelope })
}

/// The text and HTML parts; with them, for programs that know invitations, the calendar as a third way to read the mail, and for
/// all others as a file.
fn parts(rendered: &Rendered) -> Result<MultiPart, ContentTypeErr> {
    let words = MultiPart::alternative_plain_html(rendered.text.clone(), rendered.html.clone());
    let Some(calendar) = &rendered.calendar else { return Ok(words) };
    let part = |kind: ContentType| {
        // Encoded, so that no server on the way touches its folded lines.
        SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64)
    };
    let invitation: ContentType = format!("text/calendar; charset=utf-8; method={}", calendar.method.name()).parse()?;
    let file: ContentType = "application/ics; name=\"visit.ics\"".parse()?;
    let words = words.singlepart(part(invitation).body(calendar.text.clone()));
    let file = part(file).header(ContentDisposition::attachment("visit.ics")).body(calendar.text.clone());
    Ok(MultiPart::mixed().multipart(words).singlepart(file))
}

/// The host an address of the portal names, without a port.
pub fn host(origin: &str) -> String {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let host = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => rest.split(':').next().unwrap_or_default(),
    };
    host.chars().filter(|c| c.is_ascii_alphanumeric() || ".-:".contains(*c)).collect()
}

/// A name or subject without anything that could begin another header.
fn in_one_line(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn composed(name: &str, to: &str, subject: &str) -> Result<String, Fate> {
        let sender = Sender {
            name: name.to_owned(),
            from: "portal@example.org".to_owned(),
            reply_to: Some("desk@example.org".to_owned()),
            origin: "https://portal.example.org:8443".to_owned(),
        };
        let rendered = Rendered {
            subject: subject.to_owned(),
            text: "Text".to_owned(),
            html: "<p>Text</p>".to_owned(),
            unsubscribe: Some("https://portal.example.org/notices/end/x?kind=record".to_owned()),
            calendar: None,
        };
        let now = DateTime::from_timestamp(1_772_463_845, 0).unwrap();
        compose(MailId(Uuid::from_u128(7)), to, &sender, &rendered, now)
            .map(|mail| String::from_utf8(mail.bytes).unwrap())
    }

    fn headers(mail: &str) -> Vec<String> {
        let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        head.lines().map(|line| line.split(':').next().unwrap().to_lowercase()).collect()
    }

    #[test]
    fn a_mail_has_the_headers_it_needs() {
        let mail = composed("Clínica Verbena", "walter@example.org", "Código").unwrap();
        assert!(mail.contains("Message-ID: <00000000-0000-0000-0000-000000000007@portal.example.org>\r\n"), "{mail}");
        assert!(
            mail.contains("List-Unsubscribe: <https://portal.example.org/notices/end/x?kind=record>\r\n"),
            "{mail}"
        );
        assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{mail}");
        assert!(mail.contains("Auto-Submitted: auto-generated\r\n"), "{mail}");
        assert!(mail.contains("Reply-To: desk@example.org\r\n"), "{mail}");
        assert!(mail.contains("To: walter@example.org\r\n"), "{mail}");
        assert!(mail.contains("multipart/alternative"), "{mail}");
        assert!(mail.is_ascii(), "{mail}");
    }

    #[test]
    fn a_malformed_address_fails_for_good() {
        for to in ["walter", "walter@", "a@b@c", "walter@example.org\r\nBcc: x@example.org", ""] {
            assert!(matches!(composed("Verbena", to, "Hello"), Err(Fate::Failed(_))), "{to}");
        }
    }

    #[test]
    fn hosts_are_taken_from_the_origin() {
        assert_eq!(host("http://127.0.0.1:3000"), "127.0.0.1");
        assert_eq!(host("http://[::1]:3000"), "::1");
        assert_eq!(host("https://portal.example.org"), "portal.example.org");
    }

    proptest! {
        #[test]
        fn no_name_or_subject_begins_a_header(name in any::<String>(), subject in any::<String>()) {
            let usual = headers(&composed("Verbena", "walter@example.org", "Hello").unwrap());
            let injected = format!("{name}\r\nBcc: thief@example.org\r\n\r\n{name}");
            for (name, subject) in [(&name, &subject), (&injected, &subject), (&name, &injected)] {
                let mail = composed(name, "walter@example.org", subject).unwrap();
                prop_assert_eq!(&headers(&mail), &usual);
            }
        }
    }
}
