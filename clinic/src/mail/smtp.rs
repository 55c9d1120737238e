use super::{Fate, MailServer, Outgoing, Security};
use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, TlsParameters},
    commands::{Data, Mail, Rcpt},
    extension::{ClientId, Extension, MailParameter},
};
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, timeout};

/// How long a connection is kept for the next mail.
const IDLE: Duration = Duration::from_secs(20);
/// How long a server may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);
/// Connections that are kept.
const MOST_IDLE: usize = 4;
/// Codes that refuse us and not the recipient (RFC 4954, RFC 3207): all mails wait until that is put right.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

/// Sends by one mail server; keeps connections for the mails that follow.
pub struct Smtp {
    server: MailServer,
    tls: Option<TlsParameters>,
    hello: ClientId,
    idle: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server).finish_non_exhaustive()
    }
}

impl Smtp {
    /// Sends by that server. `hello` is the name the portal calls itself by.
    ///
    /// # Errors
    /// `Broken` when TLS cannot be used with these settings.
    pub fn new(server: MailServer, hello: &str) -> Result<Self, crate::Error> {
        let tls = server.tls().map_err(|error| crate::Error::Broken(format!("the mail server: {error}")))?;
        let hello = match hello.parse() {
            Ok(std::net::IpAddr::V4(address)) => ClientId::Ipv4(address),
            Ok(std::net::IpAddr::V6(address)) => ClientId::Ipv6(address),
            Err(_) => ClientId::Domain(hello.to_owned()),
        };
        Ok(Self { server, tls, hello, idle: Mutex::default() })
    }

    /// The server it sends by.
    pub fn server(&self) -> &MailServer {
        &self.server
    }

    /// Sends a mail, in the time that the settings allow for it.
    pub async fn send(&self, mail: &Outgoing) -> Fate {
        let patience = self.server.timeout();
        match timeout(patience, self.deliver(mail)).await {
            Ok(Ok(answer)) => Fate::Sent(answer),
            Ok(Err(fate)) => fate,
            Err(_) => Fate::Later(format!("the mail server did not answer within {} seconds", patience.as_secs())),
        }
    }

    /// Connects and signs in, to see whether that works.
    ///
    /// # Errors
    /// What the server answered, or what went wrong.
    pub async fn probe(&self) -> Result<(), String> {
        let patience = self.server.timeout();
        match timeout(patience, self.connect()).await {
            Ok(Ok(mut connection)) => {
                connection.abort().await;
                Ok(())
            }
            Ok(Err(error)) => Err(said(&error)),
            Err(_) => Err(format!("no answer within {} seconds", patience.as_secs())),
        }
    }

    async fn deliver(&self, mail: &Outgoing) -> Result<String, Fate> {
        let mut connection = match self.take_idle().await {
            Some(connection) => connection,
            None => self.connect().await.map_err(|error| Fate::Later(said(&error)))?,
        };
        let sent = converse(&mut connection, mail).await;
        match &sent {
            Ok(_) => self.keep(connection),
            // What came of the mail is known: a server that hangs now is not waited for.
            Err(_) => drop(timeout(GOODBYE, connection.abort()).await),
        }
        sent
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = &self.server;
        let at_once = self.tls.clone().filter(|_| server.security == Security::Tls);
        let host = (server.host.as_str(), server.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(host, Some(server.timeout()), &self.hello, at_once, None).await?;
        if let (Security::StartTls, Some(tls)) = (server.security, &self.tls) {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let (Some(user), Some(password)) = (&server.user, &server.password) {
            let credentials = Credentials::new(user.clone(), password.reveal().to_owned());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await?;
        }
        Ok(connection)
    }

    async fn take_idle(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let (mut connection, since) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if since.elapsed() < IDLE && connection.test_connected().await {
                return Some(connection);
            }
        }
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        if idle.len() < MOST_IDLE {
            idle.push((connection, Instant::now()));
        }
    }
}

/// One mail, step by step: what a refusal means depends on what was refused.
async fn converse(connection: &mut AsyncSmtpConnection, mail: &Outgoing) -> Result<String, Fate> {
    let mut parameters = Vec::new();
    if !mail.envelope.to().iter().chain(mail.envelope.from()).all(|address| address.to_string().is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Fate::Failed("the mail server takes no addresses with such letters".to_owned()));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    // A sender that is refused is refused for every mail: they wait until the settings are put right.
    let from = Mail::new(mail.envelope.from().cloned(), parameters);
    connection.command(from).await.map_err(|error| Fate::Later(said(&error)))?;
    for to in mail.envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(|error| fate(&error))?;
    }
    connection.command(Data).await.map_err(|error| fate(&error))?;
    let answer = connection.message(&mail.bytes).await.map_err(|error| fate(&error))?;
    Ok(format!("{} {}", answer.code(), answer.message().collect::<Vec<_>>().join(" ")))
}

fn fate(error: &Error) -> Fate {
    let code = error.status().map(u16::from);
    if error.is_permanent() && code.is_none_or(|code| !ABOUT_US.contains(&code)) {
        Fate::Failed(said(error))
    } else {
        Fate::Later(said(error))
    }
}

/// What went wrong: a server's own words where it spoke.
fn said(error: &Error) -> String {
    let words = error.to_string();
    // The library says which kind of code it was; the code says so itself.
    match (error.status(), words.split_once("): ")) {
        (Some(code), Some((_, words))) => format!("{code} {words}"),
        _ => words,
    }
}
