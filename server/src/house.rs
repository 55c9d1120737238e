//! The installation opened: data folder, database, keys, audit trail and settings.

use crate::{config::Config, lock::Lock};
use chrono::Duration;
use clinic::{
    Error, Portal, Settings,
    accounts::{SessionPolicy, holdings},
    audit::Auditor,
    clock::Clock,
    db::Db,
    drugs::{self, Drugs},
    keys::{self, Keys},
    mail::Post,
    policies::Policies,
};
use std::{
    fs::{DirBuilder, OpenOptions},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

/// An installation in use.
#[derive(Debug)]
pub struct House {
    /// Everything the portal's parts share.
    pub portal: Portal,
    /// The file that remembers the newest block of the audit trail.
    pub audit_head: PathBuf,
    /// Held while a server runs, or a change that allows none beside it.
    _lock: Option<Lock>,
}

impl House {
    /// Opens it for a server: alone, with its tables up to date.
    pub async fn open(config: &Config, clock: Clock) -> Result<Self, Error> {
        make_data_folder(&config.data)?;
        let lock = Lock::take(&config.data)?;
        let db = connect(config).await?;
        db.migrate().await?;
        let house = Self::of(config, db, clock, Some(lock)).await?;
        // A server makes it before the first request; a command only where it needs it.
        house.portal.drugs.index(&house.portal.db).await?;
        Ok(house)
    }

    /// Opens it for a command that may run beside a server. Only when the tables have to be changed must there be none.
    pub async fn join(config: &Config, clock: Clock) -> Result<Self, Error> {
        make_data_folder(&config.data)?;
        let db = connect(config).await?;
        let lock = if db.migrations().await?.are_current() {
            None
        } else {
            let lock = Lock::take(&config.data)?;
            db.migrate().await?;
            Some(lock)
        };
        Self::of(config, db, clock, lock).await
    }

    /// Puts an installation together from a database that is open.
    ///
    /// # Errors
    /// `Invalid` when the database was used already and its keys are gone: with new ones its audit trail would not fit.
    pub async fn of(config: &Config, db: Db, clock: Clock, lock: Option<Lock>) -> Result<Self, Error> {
        let missing = missing_keys(config);
        if !missing.is_empty() && holdings(&mut db.read().await?).await?.audit {
            return Err(Error::Invalid(format!(
                "the database is in use, but {} is missing in {}; bring it back from a backup (verbena restore writes \
                 keys into an empty installation)",
                missing.join(", "),
                config.keys_folder().display()
            )));
        }
        let keys = Arc::new(Keys::open(&config.keys_folder())?);
        let audit_head = config.audit_head();
        let auditor = Auditor::start(&db, &clock, keys.clone(), audit_head.clone());
        let settings = Arc::new(settings(config));
        let policies = Policies::open(&db, settings.sessions).await?;
        let post = post(config)?;
        drugs::load_starter(&db, clock.now()).await?;
        let drugs = Drugs::default();
        let portal = Portal { db, clock, keys, auditor, post, settings, policies, drugs };
        Ok(Self { portal, audit_head, _lock: lock })
    }

    /// Seals the audit trail and closes the database: the end of a command or of the server.
    pub async fn close(self) -> Result<(), Error> {
        let Portal { db, clock, keys, auditor, .. } = self.portal;
        // The sealer in the background ends with the last auditor, so that it does not meet a closed database.
        drop(auditor);
        let sealed = Auditor::seal(&db, &clock, &keys, &self.audit_head).await;
        db.close().await;
        sealed
    }
}

/// Connects to the database that is set, making the SQLite file when there is none.
pub async fn connect(config: &Config) -> Result<Db, Error> {
    match &config.database_url {
        Some(url) => Db::postgres(url.reveal()).await,
        None => {
            let file = config.sqlite_file();
            make_private_file(&file)?;
            Db::sqlite(&file).await
        }
    }
}

/// The way mails leave, as it is set.
pub fn post(config: &Config) -> Result<Post, Error> {
    Post::new(config.mail.setup(&config.data), config.public_url.host().trim_matches(['[', ']']))
}

/// The names of key files that are not there.
pub fn missing_keys(config: &Config) -> Vec<&'static str> {
    let folder = config.keys_folder();
    keys::FILES.into_iter().filter(|file| !folder.join(file).exists()).collect()
}

/// Makes the data folder, which only its owner may enter.
pub fn make_data_folder(data: &Path) -> Result<(), Error> {
    DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(Error::file(format!("make {}", data.display())))
}

fn settings(config: &Config) -> Settings {
    Settings {
        clinic_name: config.clinic_name.clone(),
        clinic_phone: config.clinic_phone.clone(),
        zone: config.time_zone,
        sessions: SessionPolicy {
            idle: Duration::minutes(config.session_idle_minutes),
            absolute: Duration::hours(config.session_absolute_hours),
        },
        origin: config.public_url.origin().to_owned(),
        secure: config.public_url.is_secure(),
        laboratories_at: config.mllp.as_ref().map(|mllp| mllp.listen.to_string()),
        demo_people: Vec::new(),
    }
}

/// SQLite gives its journal the mode of the database, and would give the database the mode of any other file.
fn make_private_file(path: &Path) -> Result<(), Error> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(Error::file(format!("make {}", path.display()))(error)),
    }
}
