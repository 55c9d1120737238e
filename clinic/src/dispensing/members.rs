use crate::{
    Error,
    accounts::{Admin, Role, roles},
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Alone, Db, Source, Tx},
    ids::{AccountId, OrganizationId},
};
use chrono::{DateTime, Utc};

/// At which pharmacy someone works.
#[derive(Clone, sqlx::FromRow)]
pub struct Membership {
    /// The pharmacy.
    pub pharmacy: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its town.
    pub city: Option<String>,
    /// Whether it is still a pharmacy to choose.
    pub active: bool,
    /// How many others work at it on this portal.
    pub others: i64,
    /// Prescriptions that stand open in its queue.
    pub open: i64,
}

/// Why nobody was entered at a pharmacy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEntered {
    /// They are no pharmacist.
    NoPharmacist,
    /// It is no pharmacy, or no longer one.
    NoPharmacy,
    /// It is the administrator's own account.
    Own,
}

/// At which pharmacy someone works; `None` when that is not entered.
pub async fn membership(q: &mut impl Source, _by: &Admin, account: AccountId) -> Result<Option<Membership>, Error> {
    Ok(q.query(
        "SELECT o.id AS pharmacy, o.name, o.city, o.is_pharmacy AND o.active AS active,
                (SELECT count(*) FROM pharmacy_members n JOIN accounts a ON a.id = n.account_id
                 WHERE n.organization_id = o.id AND n.account_id <> m.account_id AND a.disabled_at IS NULL) AS others,
                (SELECT count(*) FROM prescriptions p WHERE p.pharmacy_id = o.id
                   AND p.state IN ('sent', 'received', 'in_progress', 'part_dispensed')) AS open
         FROM pharmacy_members m JOIN organizations o ON o.id = m.organization_id WHERE m.account_id = $1",
    )
    .bind(account)
    .maybe()
    .await?)
}

/// Enters at which pharmacy a pharmacist works, or that they work at none any more. Nobody enters themselves: the right to
/// dispense takes an administrator and a pharmacist.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn set_pharmacy_of(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    account: AccountId,
    pharmacy: Option<OrganizationId>,
    now: DateTime<Utc>,
) -> Result<Result<(), NotEntered>, Error> {
    if by.account() == account {
        return Ok(Err(NotEntered::Own));
    }
    let mut tx = db.begin_alone(Alone::People).await?;
    let done = match pharmacy {
        Some(pharmacy) => enter(&mut tx, auditor, &by.actor(), account, pharmacy, now).await?,
        None => Ok(left_role(&mut tx, auditor, &by.actor(), account).await?),
    };
    if done.is_ok() {
        tx.commit().await?;
    }
    Ok(done)
}

/// Enters a pharmacist at a pharmacy from the command line of the server.
///
/// # Errors
/// `NotFound` when there is no such account; `Invalid` when they are no pharmacist, or it is no pharmacy.
pub async fn enter_pharmacist(
    db: &Db,
    auditor: &Auditor,
    by: Actor,
    account: AccountId,
    pharmacy: OrganizationId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = db.begin_alone(Alone::People).await?;
    if enter(&mut tx, auditor, &by, account, pharmacy, now).await?.is_err() {
        return Err(Error::Invalid("only pharmacists work at a pharmacy".to_owned()));
    }
    tx.commit().await?;
    Ok(())
}

/// Ends someone's work at a pharmacy: prescriptions do not go into a queue that nobody may look at.
pub(crate) async fn left_role(tx: &mut Tx, auditor: &Auditor, by: &Actor, account: AccountId) -> Result<(), Error> {
    let left = tx.query("DELETE FROM pharmacy_members WHERE account_id = $1").bind(account).run().await?;
    if left > 0 {
        let event = Event::new(by.clone(), Action::Delete, Subject::Place).on(account.0).noting("pharmacist");
        auditor.record(tx, event).await?;
    }
    Ok(())
}

async fn enter(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Actor,
    account: AccountId,
    pharmacy: OrganizationId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotEntered>, Error> {
    let known: Option<(AccountId,)> = tx.query("SELECT id FROM accounts WHERE id = $1").bind(account).maybe().await?;
    known.ok_or(Error::NotFound)?;
    if !roles(tx, account).await?.has(Role::Pharmacist) {
        return Ok(Err(NotEntered::NoPharmacist));
    }
    let open: Option<(OrganizationId,)> = tx
        .query("SELECT id FROM organizations WHERE id = $1 AND is_pharmacy AND active")
        .bind(pharmacy)
        .maybe()
        .await?;
    if open.is_none() {
        return Ok(Err(NotEntered::NoPharmacy));
    }
    tx.query("DELETE FROM pharmacy_members WHERE account_id = $1").bind(account).run().await?;
    tx.query("INSERT INTO pharmacy_members (account_id, organization_id, added_by, added_at) VALUES ($1, $2, $3, $4)")
        .bind(account)
        .bind(pharmacy)
        .bind(by.account)
        .bind(now)
        .run()
        .await?;
    let event = Event::new(by.clone(), Action::Create, Subject::Place).on(account.0).noting("pharmacist");
    auditor.record(tx, event).await?;
    Ok(Ok(()))
}
