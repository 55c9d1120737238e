use super::{
    Person, Role,
    email::{email_key, is_email},
};
use crate::{
    Error,
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{AccountId, EmailChangeId, ResetId},
    mail,
};
use chrono::{DateTime, Duration, Utc};

/// Hours in which a new address can be confirmed.
const VALID_HOURS: i64 = 24;
/// Days in which the old address can undo a change.
const UNDO_DAYS: i64 = 7;
/// Mails to confirm an address that one person can ask for in a day.
const A_DAY: i64 = 5;

/// The address someone signs in with.
#[derive(Clone, sqlx::FromRow)]
pub struct OwnEmail {
    /// The address.
    pub email: String,
    /// Since when it is known to be theirs.
    pub verified_at: Option<DateTime<Utc>>,
}

/// A change of address that waits to be confirmed.
#[derive(Clone, sqlx::FromRow)]
pub struct EmailChange {
    /// The address that is to be used.
    pub new_email: String,
    /// Whether it is the present one, which is only to be confirmed.
    pub is_present: bool,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// Why an address was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// That is no e-mail address.
    Malformed,
    /// It is the present address, and known to be theirs.
    Same,
    /// Enough mails for one day.
    TooMany,
}

/// What came of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailLink {
    /// Done.
    Done,
    /// It has expired, was used, or a newer one took its place.
    Over,
    /// The address cannot be used for this account.
    NotUsable,
}

/// The address of a person, and a change of it that waits.
pub async fn own_email(
    q: &mut impl Source,
    by: &Person,
    now: DateTime<Utc>,
) -> Result<(OwnEmail, Option<EmailChange>), Error> {
    let own = q
        .query("SELECT email, email_verified_at AS verified_at FROM accounts WHERE id = $1")
        .bind(by.account())
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let waiting = q
        .query(
            "SELECT new_email, old_email = new_email AS is_present, expires_at FROM email_changes
             WHERE account_id = $1 AND confirmed_at IS NULL AND cancelled_at IS NULL AND expires_at > $2
             ORDER BY created_at DESC LIMIT 1",
        )
        .bind(by.account())
        .bind(now)
        .maybe()
        .await?;
    Ok((own, waiting))
}

/// Begins a change of address, or the confirmation of the present one: a link goes to the new address, a notice to the old
/// one, with a way to undo it where that one is known to be theirs. Whether another account has the address is not told to anyone.
pub async fn change_email(
    db: &Db,
    auditor: &Auditor,
    by: &Person,
    new_email: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), NotChanged>, Error> {
    if !is_email(new_email) {
        return Ok(Err(NotChanged::Malformed));
    }
    let mut tx = db.begin().await?;
    let own: OwnEmail = tx
        .query("SELECT email, email_verified_at AS verified_at FROM accounts WHERE id = $1")
        .bind(by.account())
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let is_present = email_key(&own.email) == email_key(new_email);
    if is_present && own.verified_at.is_some() {
        return Ok(Err(NotChanged::Same));
    }
    let (today,): (i64,) = tx
        .query("SELECT count(*) FROM email_changes WHERE account_id = $1 AND created_at > $2")
        .bind(by.account())
        .bind(now - Duration::days(1))
        .one()
        .await?;
    if today >= A_DAY {
        return Ok(Err(NotChanged::TooMany));
    }
    let new_email = if is_present { own.email.as_str() } else { new_email.trim() };
    let id = begin(&mut tx, by.account(), &own.email, new_email, now).await?;
    if !is_present {
        let notice = if own.verified_at.is_some() { mail::Kind::EmailChange } else { mail::Kind::EmailLeft };
        mail::enqueue(&mut tx, notice, id.0, "", now).await?;
    }
    let note = if is_present { "e-mail address to be confirmed" } else { "another e-mail address asked for" };
    let event = Event::new(by.actor(), Action::Update, Subject::Account).on(by.account().0).noting(note);
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Asks an account to confirm the address it was made with, as part of making it.
pub(super) async fn ask_to_confirm(
    tx: &mut Tx,
    account: AccountId,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    begin(tx, account, email.trim(), email.trim(), now).await.map(drop)
}

/// Takes back a change that waits.
pub async fn cancel_email_change(db: &Db, auditor: &Auditor, by: &Person, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    cancel_waiting(&mut tx, by.account(), now).await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Account)
        .on(by.account().0)
        .noting("change of e-mail address taken back");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Whose change of address it is and which address is to be used; `None` when it is over or was never there.
pub async fn waiting_email_change(
    q: &mut impl Source,
    id: EmailChangeId,
    now: DateTime<Utc>,
) -> Result<Option<(AccountId, EmailChange)>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        account_id: AccountId,
        #[sqlx(flatten)]
        change: EmailChange,
    }
    let row: Option<Row> = q
        .query(
            "SELECT account_id, new_email, old_email = new_email AS is_present, expires_at FROM email_changes
             WHERE id = $1 AND confirmed_at IS NULL AND cancelled_at IS NULL AND expires_at > $2",
        )
        .bind(id)
        .bind(now)
        .maybe()
        .await?;
    Ok(row.map(|row| (row.account_id, row.change)))
}

/// Confirms an address: from now on it is the one to sign in with. Only its own account can, since an address that was typed
/// wrong belongs to somebody else, who then has the link.
pub async fn confirm_email(
    db: &Db,
    auditor: &Auditor,
    by: &Person,
    id: EmailChangeId,
    now: DateTime<Utc>,
) -> Result<EmailLink, Error> {
    let mut tx = db.begin().await?;
    let confirmed: Option<(String,)> = tx
        .query(
            "UPDATE email_changes SET confirmed_at = $1
             WHERE id = $2 AND account_id = $3 AND confirmed_at IS NULL AND cancelled_at IS NULL AND expires_at > $1
             RETURNING new_email",
        )
        .bind(now)
        .bind(id)
        .bind(by.account())
        .maybe()
        .await?;
    let Some((new,)) = confirmed else { return Ok(EmailLink::Over) };
    if !set_email(&mut tx, by.account(), &new, now).await? {
        return Ok(EmailLink::NotUsable);
    }
    let event =
        Event::new(by.actor(), Action::Update, Subject::Account).on(by.account().0).noting("e-mail address confirmed");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(EmailLink::Done)
}

/// The address that a link from the old one would bring back; `None` when that is over.
pub async fn undoable_email_change(
    q: &mut impl Source,
    id: EmailChangeId,
    now: DateTime<Utc>,
) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = q
        .query(
            "SELECT old_email FROM email_changes
             WHERE id = $1 AND cancelled_at IS NULL AND created_at > $2 AND old_email <> new_email",
        )
        .bind(id)
        .bind(now - Duration::days(UNDO_DAYS))
        .maybe()
        .await?;
    Ok(found.map(|(email,)| email))
}

/// Undoes a change of address for whoever reads the old one: it is stopped or taken back, all devices are signed out, and
/// where it had been done already the password stops working. Gives a reset of the password to go on with; `None` when it is over
/// or cannot be undone.
pub async fn undo_email_change(
    db: &Db,
    auditor: &Auditor,
    id: EmailChangeId,
    now: DateTime<Utc>,
) -> Result<Option<ResetId>, Error> {
    #[derive(sqlx::FromRow)]
    struct Undone {
        account_id: AccountId,
        old_email: String,
        confirmed_at: Option<DateTime<Utc>>,
        created_at: DateTime<Utc>,
    }
    let mut tx = db.begin().await?;
    let undone: Option<Undone> = tx
        .query(
            "UPDATE email_changes SET cancelled_at = $1
             WHERE id = $2 AND cancelled_at IS NULL AND created_at > $3 AND old_email <> new_email
             RETURNING account_id, old_email, confirmed_at, created_at",
        )
        .bind(now)
        .bind(id)
        .bind(now - Duration::days(UNDO_DAYS))
        .maybe()
        .await?;
    let Some(Undone { account_id: account, old_email: old, confirmed_at: confirmed, created_at: began }) = undone
    else {
        return Ok(None);
    };
    if confirmed.is_some() {
        if !set_email(&mut tx, account, &old, now).await? {
            return Ok(None);
        }
        // Whoever changed the address knew the password.
        tx.query("UPDATE accounts SET password_hash = '' WHERE id = $1").bind(account).run().await?;
    }
    // What was changed after it goes too: no later address brings itself back.
    tx.query(
        "UPDATE email_changes SET cancelled_at = $1 WHERE account_id = $2 AND created_at >= $3 AND cancelled_at IS NULL",
    )
    .bind(now)
    .bind(account)
    .bind(began)
    .run()
    .await?;
    end_sessions(&mut tx, account).await?;
    if confirmed.is_some() {
        drop_factors_since(&mut tx, account, began).await?;
    }
    let reset = super::password_resets::begin(&mut tx, account, now).await?;
    let event = Event::new(owner(&mut tx, account).await?, Action::Update, Subject::Account)
        .on(account.0)
        .noting("change of e-mail address undone from the old one");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Some(reset))
}

/// Removes what was set up to sign in with since then: whoever changed the address may have done that too. What the owner had
/// before stays, so that the old mailbox alone opens nothing.
async fn drop_factors_since(tx: &mut Tx, account: AccountId, began: DateTime<Utc>) -> Result<(), Error> {
    for sql in [
        "DELETE FROM passkeys WHERE account_id = $1 AND created_at >= $2",
        "DELETE FROM totp_factors WHERE account_id = $1 AND created_at >= $2",
        "DELETE FROM recovery_codes WHERE account_id = $1 AND created_at >= $2",
        "DELETE FROM passkey_challenges WHERE account_id = $1 AND created_at >= $2",
    ] {
        tx.query(sql).bind(account).bind(began).run().await?;
    }
    Ok(())
}

/// Ends all sessions of an account, and sign-ins whose second factor is missing.
pub(super) async fn end_sessions(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    // In this order: a sign-in that is just being completed has its session by the time the second looks.
    tx.query("DELETE FROM sign_ins WHERE account_id = $1").bind(account).run().await?;
    tx.query("DELETE FROM sessions WHERE account_id = $1").bind(account).run().await?;
    Ok(())
}

/// The owner of an account, acting by a link that was mailed to them.
pub(super) async fn owner(tx: &mut Tx, account: AccountId) -> Result<Actor, Error> {
    let (name,): (String,) = tx.query("SELECT name FROM accounts WHERE id = $1").bind(account).one().await?;
    let roles = super::store::roles(tx, account).await?;
    Ok(Actor::person(account, &name, roles.iter().next().unwrap_or(Role::Patient)))
}

async fn begin(
    tx: &mut Tx,
    account: AccountId,
    old: &str,
    new: &str,
    now: DateTime<Utc>,
) -> Result<EmailChangeId, Error> {
    cancel_waiting(tx, account, now).await?;
    let id = EmailChangeId::new();
    tx.query(
        "INSERT INTO email_changes (id, account_id, old_email, new_email, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(account)
    .bind(old.to_owned())
    .bind(new.to_owned())
    .bind(now)
    .bind(now + Duration::hours(VALID_HOURS))
    .run()
    .await?;
    mail::enqueue(tx, mail::Kind::EmailVerification, id.0, "", now).await?;
    Ok(id)
}

async fn cancel_waiting(tx: &mut Tx, account: AccountId, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query(
        "UPDATE email_changes SET cancelled_at = $1
         WHERE account_id = $2 AND confirmed_at IS NULL AND cancelled_at IS NULL",
    )
    .bind(now)
    .bind(account)
    .run()
    .await?;
    Ok(())
}

/// Ends the codes and links that went to the address before: whoever reads its mail may be somebody else.
async fn end_sent(tx: &mut Tx, account: AccountId, now: DateTime<Utc>) -> Result<(), Error> {
    for sql in [
        "UPDATE mail_codes SET ends_at = $1 WHERE account_id = $2 AND used_at IS NULL AND ends_at > $1",
        "UPDATE password_resets SET expires_at = $1 WHERE account_id = $2 AND used_at IS NULL AND expires_at > $1",
    ] {
        tx.query(sql).bind(now).bind(account).run().await?;
    }
    Ok(())
}

/// Gives an account an address that is known to be theirs. Tells whether it could be done: it cannot where another account
/// has it.
async fn set_email(tx: &mut Tx, account: AccountId, to: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let set = tx
        .query(
            "UPDATE accounts SET email = $1, email_key = $2, email_verified_at = $3
             WHERE id = $4
               AND NOT EXISTS (SELECT 1 FROM accounts other WHERE other.email_key = $2 AND other.id <> $4)",
        )
        .bind(to.to_owned())
        .bind(email_key(to))
        .bind(now)
        .bind(account)
        .run()
        .await;
    match set {
        Ok(0) => Ok(false),
        Ok(_) => {
            end_sent(tx, account, now).await?;
            Ok(true)
        }
        // Another account took the address at the same moment.
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
        Err(error) => Err(error.into()),
    }
}
