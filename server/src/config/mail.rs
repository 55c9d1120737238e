use super::layers::Layers;
use clinic::mail::{Flaw, LONGEST, MailServer, Secret, Security, Setup, TIMEOUT_SECONDS};
use std::{path::Path, str::FromStr};

/// How mail leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// By a mail server.
    Smtp,
    /// Into files of the data folder.
    File,
    /// Into memory, for tests.
    Memory,
}

impl FromStr for Transport {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "smtp" => Ok(Self::Smtp),
            "file" => Ok(Self::File),
            "memory" => Ok(Self::Memory),
            _ => Err(String::new()),
        }
    }
}

/// What is set about mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// How mail leaves, where that was said: by a mail server otherwise.
    pub transport: Option<Transport>,
    /// The mail server, where it is set here and not in the browser.
    pub server: Option<MailServer>,
}

impl Mail {
    /// Reads what is set; `is_public` tells whether the portal has an https:// address.
    pub(super) fn read(layers: &mut Layers, is_public: bool) -> Option<Self> {
        let transport = layers.value("mail", transport);
        let without = layers.value("mail_without_smtp", super::values::boolean);
        let server = server(layers);
        let (transport, without, server) = (transport?, without?, server?);
        if transport.is_some_and(|transport| transport != Transport::Smtp) && is_public && !without {
            let name = if transport == Some(Transport::File) { "file" } else { "memory" };
            layers.refuse(
                "mail",
                name,
                "a portal with an https:// address sends its mail by a mail server: nobody would get invitations, codes or \
                 notices. Leave the key out, or set mail_without_smtp = true if that is meant",
            );
        }
        Some(Self { transport, server })
    }

    /// How mail leaves, with the folder for files.
    pub fn setup(&self, data: &Path) -> Setup {
        match (self.transport, &self.server) {
            (Some(Transport::File), _) => Setup::File(data.join("mail")),
            (Some(Transport::Memory), _) => Setup::Memory,
            (Some(Transport::Smtp) | None, Some(server)) => Setup::Server(server.clone()),
            (Some(Transport::Smtp) | None, None) => Setup::Browser,
        }
    }
}

/// The mail server, nothing when none is named. What is wrong is noted; then there is no answer.
fn server(layers: &mut Layers) -> Option<Option<MailServer>> {
    let host = layers.value("smtp_host", optional);
    let from = layers.value("mail_from", optional);
    let reply_to = layers.value("mail_reply_to", optional);
    let security = layers.value("smtp_security", Security::from_str);
    let port = layers.value("smtp_port", port);
    let user = layers.value("smtp_user", optional);
    let password = layers.value("smtp_password", optional);
    let timeout_seconds = layers.value("smtp_timeout_seconds", super::values::within(TIMEOUT_SECONDS));
    let authority = layers.value("smtp_ca_file", authority);
    let Some(host) = host? else {
        let rest = [
            ("mail_from", from?.is_some()),
            ("mail_reply_to", reply_to?.is_some()),
            ("smtp_port", port?.is_some()),
            ("smtp_user", user?.is_some()),
            ("smtp_password", password?.is_some()),
            ("smtp_ca_file", authority?.is_some()),
        ];
        for (name, _) in rest.into_iter().filter(|(_, is_set)| *is_set) {
            layers.refuse(
                name,
                "…",
                "it belongs to smtp_host, which is not set; set both here, or both in the browser",
            );
        }
        return Some(None);
    };
    let security = security?;
    let server = MailServer {
        from: from?.unwrap_or_default(),
        reply_to: reply_to?,
        host,
        port: port?.unwrap_or(security.usual_port()),
        security,
        user: user?,
        password: password?.map(Secret::new),
        timeout_seconds: timeout_seconds?,
        authority: authority?,
    };
    let flaws = server.flaws();
    for flaw in &flaws {
        let (name, value, why) = words(*flaw, &server);
        layers.refuse(name, value, why);
    }
    flaws.is_empty().then_some(Some(server))
}

fn words(flaw: Flaw, server: &MailServer) -> (&'static str, &str, &'static str) {
    match flaw {
        Flaw::From => ("mail_from", &server.from, "smtp_host is set, so mail_from has to be an e-mail address"),
        Flaw::ReplyTo => ("mail_reply_to", server.reply_to.as_deref().unwrap_or_default(), "it is no e-mail address"),
        Flaw::Host => ("smtp_host", &server.host, "it is no name of a machine: letters, digits, dots and dashes"),
        Flaw::Port => ("smtp_port", "0", "there is no such port"),
        Flaw::Unprotected => (
            "smtp_security",
            "none",
            "mails and the password could be read on the way to another machine; use tls or starttls",
        ),
        Flaw::User => ("smtp_user", "…", "smtp_password is set, so smtp_user has to be, in at most 200 characters"),
        Flaw::Password => {
            ("smtp_password", "…", "smtp_user is set, so smtp_password has to be, in at most 200 characters")
        }
        Flaw::Timeout => ("smtp_timeout_seconds", "…", "it is out of range"),
        Flaw::Authority => {
            ("smtp_ca_file", "…", "it holds no certificate in PEM form, or is longer than 20000 characters")
        }
    }
}

fn transport(text: &str) -> Result<Option<Transport>, String> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

fn optional(text: &str) -> Result<Option<String>, String> {
    match text.chars().count() {
        0 => Ok(None),
        1..=LONGEST => Ok(Some(text.to_owned())),
        length => Err(format!("it has {length} characters")),
    }
}

fn port(text: &str) -> Result<Option<u16>, String> {
    if text.is_empty() { Ok(None) } else { super::values::within(1..=u16::MAX)(text).map(Some) }
}

fn authority(text: &str) -> Result<Option<String>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    std::fs::read_to_string(text).map(Some).map_err(|error| format!("it cannot be read: {error}"))
}
