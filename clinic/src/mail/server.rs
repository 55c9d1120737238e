use lettre::{
    Address,
    transport::smtp::client::{Certificate, CertificateStore, TlsParameters},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Seconds one mail may take, from connecting to the server's answer.
pub const TIMEOUT_SECONDS: std::ops::RangeInclusive<u64> = 5..=120;
/// The longest text of any of the settings, in characters; a certificate may be longer.
pub const LONGEST: usize = 200;
/// The longest certificate, in characters.
pub const LONGEST_AUTHORITY: usize = 20_000;

/// A password that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a password.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte, usually on port 465 (RFC 8314).
    #[default]
    Tls,
    /// TLS after the greeting, usually on port 587; without it nothing is sent.
    StartTls,
    /// No protection: for a mail server on this machine only.
    None,
}

impl Security {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    /// The name it is set by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    /// The port that is usual for it.
    pub fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

impl std::str::FromStr for Security {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|one| one.name() == text).ok_or_else(String::new)
    }
}

/// A mail server to send by (SMTP), and who the mails are from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServer {
    /// The address that mails are from.
    pub from: String,
    /// The address that answers go to, when it is another one.
    pub reply_to: Option<String>,
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The name to sign in with, where the server asks for one.
    pub user: Option<String>,
    /// The password to it.
    #[serde(skip)]
    pub password: Option<Secret>,
    /// Seconds one mail may take.
    pub timeout_seconds: u64,
    /// The certificate (PEM) that the server's own is signed with, where no public authority has done that.
    pub authority: Option<String>,
}

/// What is wrong with the settings of a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The sender is no e-mail address.
    From,
    /// The address for answers is no e-mail address.
    ReplyTo,
    /// The server's name is none.
    Host,
    /// The port is 0.
    Port,
    /// Mails would travel readably to another machine.
    Unprotected,
    /// The name to sign in with is missing or too long.
    User,
    /// The password is missing or too long.
    Password,
    /// The time is out of [`TIMEOUT_SECONDS`].
    Timeout,
    /// The certificate cannot be read.
    Authority,
}

impl MailServer {
    /// All that is wrong with it.
    pub fn flaws(&self) -> Vec<Flaw> {
        let fits = |text: &str| (1..=LONGEST).contains(&text.chars().count()) && !text.contains(char::is_control);
        let is_address = |text: &str| fits(text) && text.parse::<Address>().is_ok();
        let mut flaws = Vec::new();
        let mut check = |fine: bool, flaw: Flaw| {
            if !fine {
                flaws.push(flaw);
            }
        };
        check(is_address(&self.from), Flaw::From);
        check(self.reply_to.as_deref().is_none_or(is_address), Flaw::ReplyTo);
        let host = &self.host;
        let is_host = fits(host) && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        check(is_host, Flaw::Host);
        check(self.port != 0, Flaw::Port);
        check(!is_host || self.security != Security::None || self.is_on_this_machine(), Flaw::Unprotected);
        check(self.user.as_deref().is_none_or(fits) && (self.user.is_some() || self.password.is_none()), Flaw::User);
        check(
            self.password.as_ref().is_none_or(|password| fits(password.reveal()))
                && (self.password.is_some() || self.user.is_none()),
            Flaw::Password,
        );
        check(TIMEOUT_SECONDS.contains(&self.timeout_seconds), Flaw::Timeout);
        let long = self.authority.as_ref().is_some_and(|pem| pem.chars().count() > LONGEST_AUTHORITY);
        let unreadable = self.authority.as_ref().is_some_and(|pem| Self::certificate(pem).is_none());
        check(!long && !unreadable, Flaw::Authority);
        flaws
    }

    /// How long one mail may take.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    /// What TLS needs to know; nothing where there is none.
    pub(super) fn tls(&self) -> Result<Option<TlsParameters>, lettre::transport::smtp::Error> {
        if self.security == Security::None {
            return Ok(None);
        }
        let mut tls = TlsParameters::builder(self.host.clone()).certificate_store(CertificateStore::Default);
        if let Some(authority) = self.authority.as_deref().and_then(Self::certificate) {
            tls = tls.add_root_certificate(authority);
        }
        tls.build().map(Some)
    }

    fn certificate(pem: &str) -> Option<Certificate> {
        // Text without any certificate in it would be taken for none.
        Certificate::from_pem(pem.as_bytes()).ok().filter(|_| pem.contains("-----BEGIN CERTIFICATE-----"))
    }

    fn is_on_this_machine(&self) -> bool {
        self.host.eq_ignore_ascii_case("localhost")
            || self.host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server() -> MailServer {
        MailServer {
            from: "portal@example.org".to_owned(),
            reply_to: None,
            host: "mail.example.org".to_owned(),
            port: 465,
            security: Security::Tls,
            user: None,
            password: None,
            timeout_seconds: 30,
            authority: None,
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(server().flaws(), []);
        let with = |change: &dyn Fn(&mut MailServer)| {
            let mut server = server();
            change(&mut server);
            server.flaws()
        };
        assert_eq!(with(&|s| s.from = "portal".to_owned()), [Flaw::From]);
        assert_eq!(with(&|s| s.from = "a@example.org\r\nBcc: b@example.org".to_owned()), [Flaw::From]);
        assert_eq!(with(&|s| s.reply_to = Some("x y".to_owned())), [Flaw::ReplyTo]);
        assert_eq!(with(&|s| s.host = "mail.example.org\r\nQUIT".to_owned()), [Flaw::Host]);
        assert_eq!(with(&|s| s.port = 0), [Flaw::Port]);
        assert_eq!(with(&|s| s.security = Security::None), [Flaw::Unprotected]);
        assert_eq!(with(&|s| s.user = Some("verbena".to_owned())), [Flaw::Password]);
        assert_eq!(with(&|s| s.password = Some(Secret::new("secret"))), [Flaw::User]);
        assert_eq!(with(&|s| s.timeout_seconds = 1), [Flaw::Timeout]);
        assert_eq!(with(&|s| s.authority = Some("no certificate".to_owned())), [Flaw::Authority]);
        for host in ["localhost", "127.0.0.1", "::1"] {
            let found = with(&|s| {
                s.host = host.to_owned();
                s.security = Security::None;
            });
            assert_eq!(found, [], "{host}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        let server = MailServer { password: Some(Secret::new("hunter2")), ..server() };
        assert!(!format!("{server:?}").contains("hunter2"));
        assert!(!serde_json::to_string(&server).unwrap().contains("hunter2"));
    }
}
