use super::{Happening, NoticeKind};
use crate::{
    Error, audit,
    audit::Actor,
    db::{Source, Tx},
    ids::{AccountId, OrganizationId, PrescriptionId},
    mail,
    patients::Chart,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A line of a prescription's timeline.
#[derive(Clone, sqlx::FromRow)]
pub struct Happened {
    /// What happened.
    pub kind: Happening,
    /// When.
    pub happened_at: DateTime<Utc>,
    /// Who did it, as they are called.
    pub actor: String,
    /// In which role: that of an account, or `helper`, `pharmacy`, `visitor` or `operator`.
    pub actor_role: String,
    /// The pharmacy's name, where it did it or is meant.
    pub pharmacy: Option<String>,
    /// What belongs to the kind, see [`Happening`].
    pub detail: Option<String>,
}

/// Everything that happened to a prescription since it was signed, in order.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions.
pub async fn timeline(q: &mut impl Source, chart: &Chart, id: PrescriptionId) -> Result<Vec<Happened>, Error> {
    let patient = chart.read_one(audit::Subject::Prescriptions, id.0)?;
    Ok(q.query(
        "SELECT e.kind, e.happened_at, e.actor, e.actor_role, o.name AS pharmacy, e.detail
         FROM prescription_events e JOIN prescriptions p ON p.id = e.prescription_id
         LEFT JOIN organizations o ON o.id = e.pharmacy_id
         WHERE e.prescription_id = $1 AND p.patient_id = $2 ORDER BY e.happened_at, e.id LIMIT 500",
    )
    .bind(id)
    .bind(patient)
    .all()
    .await?)
}

/// Writes a line of the timeline, and lets the patient know by a mail that says nothing of it, where it concerns them.
pub(crate) async fn happened(
    tx: &mut Tx,
    id: PrescriptionId,
    kind: Happening,
    by: &Actor,
    pharmacy: Option<OrganizationId>,
    detail: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let event = crate::ids::new();
    tx.query(
        "INSERT INTO prescription_events (id, prescription_id, kind, happened_at, actor, actor_role, pharmacy_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(event)
    .bind(id)
    .bind(kind)
    .bind(now)
    .bind(by.name.clone())
    .bind(by.role.to_owned())
    .bind(pharmacy)
    .bind(detail)
    .run()
    .await?;
    if tells_patient(kind) {
        mail::enqueue(tx, mail::Kind::PrescriptionChanged, event, "", now).await?;
    }
    Ok(())
}

/// Lets a prescriber know of something that asks for their attention: in their inbox, and by a mail that says nothing of it.
pub(crate) async fn raise(
    tx: &mut Tx,
    id: PrescriptionId,
    prescriber: AccountId,
    kind: NoticeKind,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let notice: Uuid = crate::ids::new();
    tx.query(
        "INSERT INTO prescriber_notices (id, prescription_id, account_id, kind, raised_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(notice)
    .bind(id)
    .bind(prescriber)
    .bind(kind)
    .bind(now)
    .run()
    .await?;
    mail::enqueue(tx, mail::Kind::InboxNotice, notice, "", now).await?;
    Ok(())
}

/// What a patient hears of by mail: what they wait for, and what they may have to do something about.
fn tells_patient(kind: Happening) -> bool {
    match kind {
        Happening::Sent
        | Happening::SendingFailed
        | Happening::LinkRenewed
        | Happening::Ready
        | Happening::Rejected
        | Happening::Cancelled
        | Happening::RenewalApproved
        | Happening::RenewalDenied
        | Happening::ChangeApproved
        | Happening::Replaced => true,
        Happening::Signed
        | Happening::Received
        | Happening::InProgress
        | Happening::Dispensed
        | Happening::Redirected
        | Happening::CancellationAsked
        | Happening::CancellationDenied
        | Happening::RenewalAsked
        | Happening::ChangeAsked
        | Happening::ChangeDenied
        | Happening::RequestWithdrawn
        | Happening::RequestArchived
        | Happening::Expired => false,
    }
}
