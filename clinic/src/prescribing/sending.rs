use super::{Happening, Held, NoticeKind, State, Way, happened, hold, raise};
use crate::{
    Error,
    audit::Actor,
    db::{Source, Tx},
    ids::{OrganizationId, PrescriptionId, SendingId},
    mail,
};
use chrono::{DateTime, Utc};

/// The way to a pharmacy: its queue where people of it work on this portal, else a mail where it has an address, else paper.
pub(crate) async fn way_to(q: &mut impl Source, pharmacy: Option<OrganizationId>) -> Result<Way, Error> {
    let Some(pharmacy) = pharmacy else { return Ok(Way::Paper) };
    let found: Option<(bool, bool)> = q
        .query(
            "SELECT EXISTS (SELECT 1 FROM pharmacy_members m JOIN accounts a ON a.id = m.account_id
                            JOIN account_roles r ON r.account_id = a.id AND r.role = 'pharmacist'
                            WHERE m.organization_id = o.id AND a.disabled_at IS NULL),
                    o.email IS NOT NULL
             FROM organizations o WHERE o.id = $1 AND o.is_pharmacy AND o.active",
        )
        .bind(pharmacy)
        .maybe()
        .await?;
    Ok(match found {
        Some((true, _)) => Way::Queue,
        Some((false, true)) => Way::Mail,
        Some((false, false)) | None => Way::Paper,
    })
}

/// Sends a prescription that is held on the way it says. A queue has it at once; a mail takes its time and may fail; paper is
/// brought by the patient.
pub(crate) async fn begin_sending(tx: &mut Tx, held: &mut Held, by: &Actor, now: DateTime<Utc>) -> Result<(), Error> {
    let sending = SendingId::new();
    let state = match held.way {
        Way::Paper => return Ok(()),
        Way::Queue => "sent",
        Way::Mail => "waiting",
    };
    tx.query("UPDATE prescription_sendings SET state = 'ended', ended_at = $2 WHERE prescription_id = $1 AND state = 'waiting'")
        .bind(held.id)
        .bind(now)
        .run()
        .await?;
    tx.query(
        "INSERT INTO prescription_sendings (id, prescription_id, pharmacy_id, way, state, begun_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(sending)
    .bind(held.id)
    .bind(held.pharmacy)
    .bind(held.way)
    .bind(state.to_owned())
    .bind(now)
    .bind((held.way == Way::Queue).then_some(now))
    .run()
    .await?;
    match held.way {
        Way::Queue => arrived(tx, held, by, now).await,
        Way::Mail => mail::enqueue(tx, mail::Kind::PharmacyLink, sending.0, "", now).await.map(drop),
        Way::Paper => Ok(()),
    }
}

/// Writes down what became of a mail to a pharmacy. One that could not be sent leaves the prescription on paper and on the
/// patient's phone; the prescriber and the patient hear of it.
pub(crate) async fn sending_ended(
    tx: &mut Tx,
    sending: SendingId,
    was_sent: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ended: Option<(PrescriptionId,)> = tx
        .query(
            "UPDATE prescription_sendings SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'waiting'
             RETURNING prescription_id",
        )
        .bind(sending)
        .bind(if was_sent { "sent" } else { "failed" }.to_owned())
        .bind(now)
        .maybe()
        .await?;
    let Some((id,)) = ended else { return Ok(()) };
    let mut held = hold(tx, id).await?;
    if held.standing.state != State::Signed {
        // A fresh link of what the pharmacy has seen already: it stays where it is, and can be sent once more.
        if !was_sent && !held.standing.state.is_over() {
            raise(tx, id, held.prescriber, NoticeKind::SendingFailed, now).await?;
        }
        return Ok(());
    }
    let by = Actor::operator();
    if was_sent {
        return arrived(tx, &mut held, &by, now).await;
    }
    tx.query("UPDATE prescriptions SET way = 'paper' WHERE id = $1").bind(id).run().await?;
    happened(tx, id, Happening::SendingFailed, &by, held.pharmacy, None, now).await?;
    raise(tx, id, held.prescriber, NoticeKind::SendingFailed, now).await
}

async fn arrived(tx: &mut Tx, held: &mut Held, by: &Actor, now: DateTime<Utc>) -> Result<(), Error> {
    // It was signed a moment ago, or the answer to its mail has just come: nothing else can have been decided.
    let Ok(next) = held.standing.send() else { return Ok(()) };
    held.save(tx, next, now).await?;
    happened(tx, held.id, Happening::Sent, by, held.pharmacy, None, now).await
}
