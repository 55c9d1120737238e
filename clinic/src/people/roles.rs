use super::{GIVEN, state::end_offers};
use crate::{
    Error,
    accounts::{Admin, Role},
    audit::{Action, Auditor, Event, Subject},
    db::{Alone, Db, Source as _, Tx},
    dispensing::left_role,
    ids::AccountId,
};
use chrono::{DateTime, Utc};

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// It is the administrator's own account.
    Own,
    /// Nobody would be left to look after the portal.
    LastAdmin,
    /// The role comes another way: a patient's from the record, a prescriber's by two people.
    NotGiven,
}

/// Gives someone a role; nothing happens where they have it.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn give_role(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    account: AccountId,
    role: Role,
) -> Result<Result<(), NotChanged>, Error> {
    if let Err(why) = may_change(by, account, role) {
        return Ok(Err(why));
    }
    let mut tx = db.begin_alone(Alone::People).await?;
    known(&mut tx, account).await?;
    let given = tx
        .query("INSERT INTO account_roles (account_id, role) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(account)
        .bind(role)
        .run()
        .await?;
    if given > 0 {
        auditor.record(&mut tx, event(by, Action::Create, account, role)).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a role from someone; it is gone with their next request, and what they offered to others as an administrator with it.
/// Nothing happens where they have none.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn take_role(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    account: AccountId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<Result<(), NotChanged>, Error> {
    if let Err(why) = may_change(by, account, role) {
        return Ok(Err(why));
    }
    let mut tx = db.begin_alone(Alone::People).await?;
    known(&mut tx, account).await?;
    if role == Role::Admin && !others_administer(&mut tx, account).await? {
        return Ok(Err(NotChanged::LastAdmin));
    }
    let taken = tx
        .query("DELETE FROM account_roles WHERE account_id = $1 AND role = $2")
        .bind(account)
        .bind(role)
        .run()
        .await?;
    if taken > 0 {
        if role == Role::Admin {
            end_offers(&mut tx, auditor, &by.actor(), account, now).await?;
        }
        if role == Role::Pharmacist {
            left_role(&mut tx, auditor, &by.actor(), account).await?;
        }
        auditor.record(&mut tx, event(by, Action::Delete, account, role)).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// A transaction beside no other one that changes who may do what, for an offer that someone else is to take up. Whoever stopped
/// being an administrator while they asked offers nothing any longer.
///
/// # Errors
/// `NotPermitted` when they are no administrator now.
pub(crate) async fn begin_as(db: &Db, by: &Admin) -> Result<Tx, Error> {
    let mut tx = db.begin_alone(Alone::People).await?;
    let still: Option<(AccountId,)> = tx
        .query(
            "SELECT a.id FROM accounts a JOIN account_roles r ON r.account_id = a.id
             WHERE a.id = $1 AND r.role = 'admin' AND a.disabled_at IS NULL",
        )
        .bind(by.account())
        .maybe()
        .await?;
    if still.is_none() { Err(Error::NotPermitted) } else { Ok(tx) }
}

/// Whether someone else than `account` is an administrator who may sign in. Asked for within a transaction that is alone, so
/// that two administrators cannot end one another at once.
pub(super) async fn others_administer(tx: &mut Tx, account: AccountId) -> Result<bool, Error> {
    let other: Option<(AccountId,)> = tx
        .query(
            "SELECT a.id FROM account_roles r JOIN accounts a ON a.id = r.account_id
             WHERE r.role = 'admin' AND a.disabled_at IS NULL AND a.id <> $1 LIMIT 1",
        )
        .bind(account)
        .maybe()
        .await?;
    Ok(other.is_some())
}

pub(super) async fn known(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    let known: Option<(AccountId,)> = tx.query("SELECT id FROM accounts WHERE id = $1").bind(account).maybe().await?;
    known.map(drop).ok_or(Error::NotFound)
}

pub(super) fn event(by: &Admin, action: Action, account: AccountId, role: Role) -> Event {
    Event::new(by.actor(), action, Subject::Role).on(account.0).noting(role.name())
}

fn may_change(by: &Admin, account: AccountId, role: Role) -> Result<(), NotChanged> {
    if !GIVEN.contains(&role) {
        Err(NotChanged::NotGiven)
    } else if by.account() == account {
        Err(NotChanged::Own)
    } else {
        Ok(())
    }
}
