use super::{Fate, MailServer, Outgoing, Smtp, file, setting};
use crate::{Error, db::Db, ids::MailId, keys::Keys};
use chrono::{DateTime, Utc};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// How mails leave, as it was set where the server runs.
#[derive(Clone, Debug)]
pub enum Setup {
    /// By this mail server.
    Server(MailServer),
    /// By the mail server that administrators set in the browser, once they have.
    Browser,
    /// To files in this folder.
    File(PathBuf),
    /// To memory, for tests.
    Memory,
}

/// The way mails leave. Cloning shares it.
#[derive(Clone)]
pub struct Post(Arc<Inner>);

struct Inner {
    setup: Setup,
    /// What the portal calls itself in front of a mail server.
    hello: String,
    current: Mutex<Option<(DateTime<Utc>, Arc<Smtp>)>>,
    fixed: Option<Arc<Smtp>>,
    kept: Mutex<Vec<Outgoing>>,
}

/// How a mail leaves at this moment.
#[derive(Clone, Debug)]
pub enum Way {
    /// By a mail server.
    Smtp(Arc<Smtp>),
    /// To a file in this folder.
    File(PathBuf),
    /// To memory.
    Memory,
    /// Not at all: nobody has said how, and mails wait.
    NotSetUp,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Post").field(&self.0.setup).finish()
    }
}

impl Post {
    /// Mails leave as `setup` says; `hello` is the portal's own name.
    ///
    /// # Errors
    /// `Broken` when TLS cannot be used with these settings.
    pub fn new(setup: Setup, hello: &str) -> Result<Self, Error> {
        let fixed = match &setup {
            Setup::Server(server) => Some(Arc::new(Smtp::new(server.clone(), hello)?)),
            Setup::Browser | Setup::File(_) | Setup::Memory => None,
        };
        let hello = hello.to_owned();
        Ok(Self(Arc::new(Inner { setup, hello, current: Mutex::default(), fixed, kept: Mutex::default() })))
    }

    /// What was set where the server runs.
    pub fn setup(&self) -> &Setup {
        &self.0.setup
    }

    /// How mails leave now: settings made in the browser hold from the next mail on, in every process.
    pub async fn way(&self, db: &Db, keys: &Keys) -> Result<Way, Error> {
        match &self.0.setup {
            Setup::Server(_) => Ok(self.0.fixed.clone().map_or(Way::NotSetUp, Way::Smtp)),
            Setup::File(folder) => Ok(Way::File(folder.clone())),
            Setup::Memory => Ok(Way::Memory),
            Setup::Browser => {
                let Some((server, changed_at)) = setting::load(&mut db.read().await?, keys).await? else {
                    return Ok(Way::NotSetUp);
                };
                let mut current = self.0.current.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((at, smtp)) = &*current
                    && *at == changed_at
                    && *smtp.server() == server
                {
                    return Ok(Way::Smtp(smtp.clone()));
                }
                let smtp = Arc::new(Smtp::new(server, &self.0.hello)?);
                *current = Some((changed_at, smtp.clone()));
                Ok(Way::Smtp(smtp))
            }
        }
    }

    /// Sends a mail that way.
    pub async fn send(&self, way: &Way, mail: &Outgoing) -> Fate {
        match way {
            Way::Smtp(smtp) => smtp.send(mail).await,
            Way::File(folder) => file::write(folder, mail).await,
            Way::Memory => {
                self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Fate::Sent("kept in memory".to_owned())
            }
            Way::NotSetUp => Fate::Later("no mail server is set up".to_owned()),
        }
    }

    /// The mails that were sent to memory, oldest first.
    pub fn kept(&self) -> Vec<Outgoing> {
        self.0.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The folder that mails are written to, where they are.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.0.setup {
            Setup::File(folder) => Some(folder.clone()),
            Setup::Server(_) | Setup::Browser | Setup::Memory => None,
        }
    }

    /// The mail of that id that was sent to memory last.
    pub fn kept_as(&self, id: MailId) -> Option<Outgoing> {
        self.kept().into_iter().rfind(|mail| mail.id == id)
    }
}

impl Way {
    /// Who mails are from that way, with the address for answers.
    pub fn sender(&self, host: &str) -> (String, Option<String>) {
        match self {
            Self::Smtp(smtp) => (smtp.server().from.clone(), smtp.server().reply_to.clone()),
            Self::File(_) | Self::Memory | Self::NotSetUp => (format!("verbena@{host}"), None),
        }
    }

    /// How long a mail that is being sent belongs to whoever sends it: a little more than sending may take.
    pub fn lease(&self) -> chrono::Duration {
        let sending = match self {
            Self::Smtp(smtp) => smtp.server().timeout(),
            Self::File(_) | Self::Memory | Self::NotSetUp => Duration::from_secs(30),
        };
        chrono::Duration::from_std(sending).unwrap_or(chrono::Duration::minutes(2)) + chrono::Duration::seconds(60)
    }
}
