use super::{MailServer, Secret};
use crate::{
    Error,
    accounts::Admin,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    keys::Keys,
};
use chrono::{DateTime, Utc};

/// The name of the setting; its password is sealed for it.
const NAME: &str = "mail.server";

#[derive(sqlx::FromRow)]
struct Row {
    value: Option<String>,
    sealed: Option<Vec<u8>>,
    changed_at: DateTime<Utc>,
}

/// The mail server that was set in the browser, and when.
///
/// # Errors
/// `Broken` when the password was sealed with other keys.
pub async fn load(q: &mut impl Source, keys: &Keys) -> Result<Option<(MailServer, DateTime<Utc>)>, Error> {
    let row: Option<Row> =
        q.query("SELECT value, sealed, changed_at FROM settings WHERE name = $1").bind(NAME).maybe().await?;
    let Some(Row { value: Some(value), sealed, changed_at }) = row else { return Ok(None) };
    let broken = || Error::Broken("the settings of the mail server cannot be read".to_owned());
    let mut server: MailServer = serde_json::from_str(&value).map_err(|_| broken())?;
    if let Some(sealed) = sealed {
        let password = String::from_utf8(keys.open_sealed(NAME, &sealed)?).map_err(|_| broken())?;
        server.password = Some(Secret::new(password));
    }
    Ok(Some((server, changed_at)))
}

/// Keeps the mail server that an administrator has set; its password is sealed.
///
/// # Errors
/// `Invalid` when something about it is wrong, see [`MailServer::flaws`].
pub async fn save(
    db: &Db,
    keys: &Keys,
    auditor: &Auditor,
    by: &Admin,
    server: &MailServer,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if let Some(flaw) = server.flaws().first() {
        return Err(Error::Invalid(format!("the mail server: {flaw:?}")));
    }
    let value = serde_json::to_string(server).map_err(|error| Error::Broken(error.to_string()))?;
    let sealed = server.password.as_ref().map(|password| keys.seal(NAME, password.reveal().as_bytes())).transpose()?;
    let mut tx = db.begin().await?;
    tx.query(
        "INSERT INTO settings (name, value, sealed, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, sealed = excluded.sealed,
             changed_at = excluded.changed_at, changed_by = excluded.changed_by",
    )
    .bind(NAME)
    .bind(value)
    .bind(sealed)
    .bind(now)
    .bind(by.account())
    .run()
    .await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Setting).noting("mail server");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
