use super::Licence;
use crate::{
    Error, Portal,
    accounts::by_email,
    audit::{Action, Actor, Event, Subject},
    db::Source as _,
    ids::ProposalId,
};

/// Gives a prescriber of the demo clinic a licence that two other people of it have proposed and confirmed, unless they have one.
///
/// # Errors
/// `NotFound` when one of the three has no account.
pub async fn give_demo_licence(
    portal: &Portal,
    email: &str,
    licence: Licence,
    (proposer, confirmer): (&str, &str),
) -> Result<(), Error> {
    let now = portal.clock.now();
    let mut q = portal.db.read().await?;
    let [account, proposer, confirmer] = [
        by_email(&mut q, email).await?.ok_or(Error::NotFound)?.id,
        by_email(&mut q, proposer).await?.ok_or(Error::NotFound)?.id,
        by_email(&mut q, confirmer).await?.ok_or(Error::NotFound)?.id,
    ];
    drop(q);
    let mut tx = portal.db.begin().await?;
    let held: Option<(ProposalId,)> = tx
        .query("SELECT id FROM prescriber_proposals WHERE account_id = $1 AND confirmed = TRUE LIMIT 1")
        .bind(account)
        .maybe()
        .await?;
    if held.is_some() {
        return Ok(());
    }
    let id = ProposalId::new();
    tx.query(
        "INSERT INTO prescriber_proposals (id, account_id, licence_number, licence_issuer, licence_until, npi, proposed_by,
                                           proposed_at, decided_by, decided_at, confirmed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, TRUE)",
    )
    .bind(id)
    .bind(account)
    .bind(licence.number)
    .bind(licence.issuer)
    .bind(licence.until)
    .bind(licence.npi)
    .bind(proposer)
    .bind(now)
    .bind(confirmer)
    .run()
    .await?;
    let event = Event::new(Actor::operator(), Action::Create, Subject::PrescribingRight).on(id.0).noting("demo clinic");
    portal.auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
