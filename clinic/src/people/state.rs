use super::{
    NotChanged,
    roles::{known, others_administer},
};
use crate::{
    Error,
    accounts::{self, Admin, Role},
    audit::{Action, Actor, Auditor, Event, Subject},
    db::{Alone, Db, Source as _, Tx},
    ids::{AccountId, InvitationId, ProposalId},
};
use chrono::{DateTime, Utc};

/// Disables an account and ends its sessions; nothing happens where it is disabled.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn disable(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotChanged>, Error> {
    if by.account() == account {
        return Ok(Err(NotChanged::Own));
    }
    let mut tx = db.begin_alone(Alone::People).await?;
    known(&mut tx, account).await?;
    let closed = close(&mut tx, auditor, by.actor(), account, now).await?;
    if closed.is_ok() {
        tx.commit().await?;
    }
    Ok(closed)
}

/// Disables an account within a transaction that is alone; nobody's is disabled without whom no administrator would be left.
pub(crate) async fn close(
    tx: &mut Tx,
    auditor: &Auditor,
    by: Actor,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotChanged>, Error> {
    if accounts::roles(tx, account).await?.has(Role::Admin) && !others_administer(tx, account).await? {
        return Ok(Err(NotChanged::LastAdmin));
    }
    let disabled = tx
        .query("UPDATE accounts SET disabled_at = $1 WHERE id = $2 AND disabled_at IS NULL")
        .bind(now)
        .bind(account)
        .run()
        .await?;
    if disabled > 0 {
        end(tx, account).await?;
        end_offers(tx, auditor, &by, account, now).await?;
        let event = Event::new(by, Action::Delete, Subject::Account).on(account.0).noting("disabled");
        auditor.record(tx, event).await?;
    }
    Ok(Ok(()))
}

/// Lets someone sign in again; nothing happens where they may.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn enable(db: &Db, auditor: &Auditor, by: &Admin, account: AccountId) -> Result<(), Error> {
    let mut tx = db.begin_alone(Alone::People).await?;
    known(&mut tx, account).await?;
    let enabled = tx
        .query("UPDATE accounts SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL")
        .bind(account)
        .run()
        .await?;
    if enabled > 0 {
        let event = Event::new(by.actor(), Action::Update, Subject::Account).on(account.0).noting("enabled");
        auditor.record(&mut tx, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Signs someone out everywhere.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn end_sessions(db: &Db, auditor: &Auditor, by: &Admin, account: AccountId) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    known(&mut tx, account).await?;
    end(&mut tx, account).await?;
    let event =
        Event::new(by.actor(), Action::Delete, Subject::Session).on(account.0).noting("ended by an administrator");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends an account's sessions, and sign-ins whose second factor is still missing.
pub(super) async fn end(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    tx.query("DELETE FROM sessions WHERE account_id = $1").bind(account).run().await?;
    tx.query("DELETE FROM sign_ins WHERE account_id = $1").bind(account).run().await?;
    Ok(())
}

/// Ends what someone who is no administrator any more has offered to others: invitations of people who work here, and proposals
/// that someone may prescribe.
pub(super) async fn end_offers(
    tx: &mut Tx,
    auditor: &Auditor,
    by: &Actor,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let invitations: Vec<(InvitationId,)> = tx
        .query(
            "UPDATE invitations SET revoked_at = $1
             WHERE kind = 'staff' AND created_by = $2 AND used_at IS NULL AND revoked_at IS NULL RETURNING id",
        )
        .bind(now)
        .bind(account)
        .all()
        .await?;
    let proposals: Vec<(ProposalId,)> = tx
        .query(
            "UPDATE prescriber_proposals SET decided_by = $1, decided_at = $2, confirmed = FALSE
             WHERE proposed_by = $3 AND decided_at IS NULL RETURNING id",
        )
        .bind(by.account)
        .bind(now)
        .bind(account)
        .all()
        .await?;
    let ended = invitations.into_iter().map(|(id,)| (Subject::Invitation, id.0));
    for (subject, id) in ended.chain(proposals.into_iter().map(|(id,)| (Subject::PrescribingRight, id.0))) {
        let event = Event::new(by.clone(), Action::Delete, subject).on(id);
        auditor.record(tx, event.noting("made by someone who is no administrator any more")).await?;
    }
    Ok(())
}
