//! What a draft is tied to: the prescription whose place it takes, and the request that it answers.

use super::{State, changes::noted};
use crate::{
    Error,
    accounts::Prescriber,
    audit::{Auditor, Subject},
    db::{Db, Source},
    ids::{MedicationRequestId, PrescriptionId, RequestId},
    patients::Chart,
};
use chrono::{DateTime, NaiveDate, Utc};

/// The prescription whose place a draft takes once it is signed.
#[derive(Clone, Debug)]
pub struct Replacing {
    /// Which one.
    pub id: PrescriptionId,
    /// The drug in words.
    pub drug: String,
    /// When it was signed.
    pub signed_at: DateTime<Utc>,
    /// The pharmacy it is with.
    pub pharmacy: Option<String>,
    /// Whether the signature cancels it: it could still be dispensed until then.
    pub is_cancelled_by_it: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    drug: String,
    signed_at: DateTime<Utc>,
    pharmacy: Option<String>,
    state: State,
    expires_on: NaiveDate,
}

/// What a draft of this chart replaces, as it stands on a day; `None` when it is gone.
pub(crate) async fn replacing(
    q: &mut impl Source,
    chart: &Chart,
    id: PrescriptionId,
    today: NaiveDate,
) -> Result<Option<Replacing>, Error> {
    let row: Option<Row> = q
        .query(
            "SELECT p.drug, p.signed_at, o.name AS pharmacy, p.state, p.expires_on
             FROM prescriptions p LEFT JOIN organizations o ON o.id = p.pharmacy_id
             WHERE p.id = $1 AND p.patient_id = $2 AND p.state <> 'draft'",
        )
        .bind(id)
        .bind(chart.read(Subject::Prescriptions)?)
        .maybe()
        .await?;
    Ok(row.map(|row| Replacing {
        id,
        is_cancelled_by_it: !row.state.is_over() && today <= row.expires_on,
        drug: row.drug,
        signed_at: row.signed_at,
        pharmacy: row.pharmacy,
    }))
}

/// The prescription that is repeated when an order is written again: the prescriber's own, while it counts among what the patient
/// takes and none has taken its place. What is over or was written by others stands beside the new one.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions.
pub async fn repeated(
    q: &mut impl Source,
    by: &Prescriber,
    chart: &Chart,
    order: MedicationRequestId,
) -> Result<Option<PrescriptionId>, Error> {
    let found: Option<(PrescriptionId,)> = q
        .query(
            "SELECT p.id FROM prescriptions p JOIN medication_requests m ON m.id = p.id
             WHERE p.id = $1 AND p.patient_id = $2 AND p.prescriber_id = $3 AND m.in_use = TRUE
               AND p.state NOT IN ('draft', 'cancelled', 'rejected', 'expired')
               AND NOT EXISTS (SELECT 1 FROM prescriptions n WHERE n.replaces_id = p.id AND n.state <> 'draft')",
        )
        .bind(order)
        .bind(chart.read_one(Subject::Prescriptions, order.0)?)
        .bind(by.account())
        .maybe()
        .await?;
    Ok(found.map(|(id,)| id))
}

/// Whether a request still waits for an answer.
pub(crate) async fn is_waiting(q: &mut impl Source, request: RequestId) -> Result<bool, Error> {
    let found: Option<(RequestId,)> = q
        .query("SELECT id FROM prescription_requests WHERE id = $1 AND state = 'pending'")
        .bind(request)
        .maybe()
        .await?;
    Ok(found.is_some())
}

/// Lets a draft stand beside the prescription whose place it was to take: that one goes on. A draft that answers a request is
/// tied to its prescription by that.
///
/// # Errors
/// `NotFound` when this patient has no such draft, it replaces nothing, or it answers a request.
pub async fn keep_replaced(
    db: &Db,
    auditor: &Auditor,
    chart: &Chart,
    draft: PrescriptionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let patient = chart.read_one(Subject::Prescriptions, draft.0)?;
    let mut tx = db.begin().await?;
    let untied = tx
        .query(
            "UPDATE prescriptions SET replaces_id = NULL, revision = revision + 1, changed_at = $3
             WHERE id = $1 AND patient_id = $2 AND state = 'draft' AND request_id IS NULL AND replaces_id IS NOT NULL",
        )
        .bind(draft)
        .bind(patient)
        .bind(now)
        .run()
        .await?;
    if untied == 0 {
        return Err(Error::NotFound);
    }
    noted(&mut tx, auditor, chart, draft, "draft replaces nothing").await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a prescriber's draft whose request is over as a prescription of its own: it answers nothing and replaces nothing any more.
///
/// # Errors
/// `NotFound` when this patient has no such draft of this prescriber, or the request still waits.
pub async fn keep_as_own(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    draft: PrescriptionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let patient = chart.read_one(Subject::Prescriptions, draft.0)?;
    let mut tx = db.begin().await?;
    // The draft first, then the request, as signing does. What is over never waits again.
    let untied = tx
        .query(
            "UPDATE prescriptions SET request_id = NULL, replaces_id = NULL, revision = revision + 1, changed_at = $4
             WHERE id = $1 AND patient_id = $2 AND prescriber_id = $3 AND state = 'draft' AND request_id IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM prescription_requests r
                               WHERE r.id = prescriptions.request_id AND r.state = 'pending')",
        )
        .bind(draft)
        .bind(patient)
        .bind(by.account())
        .bind(now)
        .run()
        .await?;
    if untied == 0 {
        return Err(Error::NotFound);
    }
    noted(&mut tx, auditor, chart, draft, "draft untied from its request").await?;
    tx.commit().await?;
    Ok(())
}
