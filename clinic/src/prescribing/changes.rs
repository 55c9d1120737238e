use super::{
    CancellationReason, Cancelling, Happening, Held, NotRenewable, Refused, Renewal, begin_sending, happened, hold,
    standing::renewal, way_to,
};
use crate::{
    Error,
    accounts::Prescriber,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source as _, Tx},
    ids::{OrganizationId, PrescriptionId, RequestId},
    mail,
    patients::Chart,
};
use chrono::{DateTime, NaiveDate, Utc};

/// The most characters of what is written beside a request or an answer.
pub const LONGEST_TEXT: usize = 500;

/// What became of asking for a prescription back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The pharmacy is to answer.
    Pharmacy,
    /// It is cancelled: nobody had it in hand.
    Done,
}

/// Asks for a prescription back. A pharmacy that has it answers; where none has, it is cancelled at once.
///
/// # Errors
/// `NotFound` when this patient has no such prescription; `Invalid` for a long text.
#[expect(clippy::too_many_arguments, reason = "who, what and why are each their own")]
pub async fn cancel(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    id: PrescriptionId,
    reason: CancellationReason,
    text: &str,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<Asked, Refused>, Error> {
    let text = limited(text)?;
    let mut tx = db.begin().await?;
    let mut held = held_in(&mut tx, chart, id).await?;
    let answerable = held.is_in_hands();
    let cancelling = match held.standing.cancel(answerable, today) {
        Ok(cancelling) => cancelling,
        Err(refused) => return Ok(Err(refused)),
    };
    let request = RequestId::new();
    let done = matches!(cancelling, Cancelling::AtOnce(_));
    tx.query(
        "INSERT INTO prescription_requests
           (id, prescription_id, kind, detail, text, asked_by, asker, asker_role, asked_at, state, answered_at)
         VALUES ($1, $2, 'cancellation', $3, $4, $5, $6, 'prescriber', $7, $8, $9)",
    )
    .bind(request)
    .bind(id)
    .bind(reason)
    .bind(text)
    .bind(by.account())
    .bind(by.actor().name)
    .bind(now)
    .bind(if done { "approved" } else { "pending" }.to_owned())
    .bind(done.then_some(now))
    .run()
    .await?;
    let (happening, next) = match cancelling {
        Cancelling::Asked(next) => (Happening::CancellationAsked, next),
        Cancelling::AtOnce(next) => (Happening::Cancelled, next),
    };
    held.save(&mut tx, next, now).await?;
    let detail = Some(reason.name().to_owned());
    happened(&mut tx, id, happening, &by.actor(), held.pharmacy, detail, now).await?;
    noted(&mut tx, auditor, chart, id, if done { "cancelled" } else { "cancellation asked for" }).await?;
    tx.commit().await?;
    Ok(Ok(if done { Asked::Done } else { Asked::Pharmacy }))
}

/// Why another pharmacy cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRedirected {
    /// The prescription has come too far.
    Refused(Refused),
    /// It is with that pharmacy.
    Same,
    /// There is no such pharmacy, or it is closed.
    NoSuchPharmacy,
}

/// Sends a prescription to another pharmacy, or leaves it on paper and on the phone: by the patient, someone who helps, or
/// the clinic, until some of it was handed out.
///
/// # Errors
/// `NotFound` when this patient has no such prescription.
pub async fn redirect(
    db: &Db,
    auditor: &Auditor,
    chart: &Chart,
    id: PrescriptionId,
    pharmacy: Option<OrganizationId>,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotRedirected>, Error> {
    let mut tx = db.begin().await?;
    let mut held = held_in(&mut tx, chart, id).await?;
    if held.pharmacy == pharmacy {
        return Ok(Err(NotRedirected::Same));
    }
    let next = match held.standing.redirect(today) {
        Ok(next) => next,
        Err(refused) => return Ok(Err(NotRedirected::Refused(refused))),
    };
    if let Some(pharmacy) = pharmacy {
        let known: Option<(OrganizationId,)> = tx
            .query("SELECT id FROM organizations WHERE id = $1 AND is_pharmacy AND active")
            .bind(pharmacy)
            .maybe()
            .await?;
        if known.is_none() {
            return Ok(Err(NotRedirected::NoSuchPharmacy));
        }
    }
    held.way = way_to(&mut tx, pharmacy).await?;
    held.pharmacy = pharmacy;
    tx.query(
        "UPDATE prescriptions SET pharmacy_id = $2, way = $3, sent_at = NULL, received_at = NULL, ready_at = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(pharmacy)
    .bind(held.way)
    .run()
    .await?;
    held.save(&mut tx, next, now).await?;
    happened(&mut tx, id, Happening::Redirected, &chart.actor(), pharmacy, None, now).await?;
    begin_sending(&mut tx, &mut held, &chart.actor(), now).await?;
    noted(&mut tx, auditor, chart, id, "another pharmacy").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Asks the prescriber for a renewal, by the patient or someone who helps. It waits in the prescriber's inbox.
///
/// # Errors
/// `NotFound` when this patient has no such prescription; `Invalid` for a long text.
pub async fn ask_renewal(
    db: &Db,
    auditor: &Auditor,
    chart: &Chart,
    id: PrescriptionId,
    text: &str,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotRenewable>, Error> {
    let text = limited(text)?;
    let mut tx = db.begin().await?;
    let held = held_in(&mut tx, chart, id).await?;
    let renewal: Renewal = renewal(&mut tx, &held).await?;
    if let Err(why) = renewal.judge(today) {
        return Ok(Err(why));
    }
    let (request, actor) = (RequestId::new(), chart.actor());
    tx.query(
        "INSERT INTO prescription_requests (id, prescription_id, kind, text, asked_by, asker, asker_role, asked_at, state)
         VALUES ($1, $2, 'renewal', $3, $4, $5, $6, $7, 'pending')",
    )
    .bind(request)
    .bind(id)
    .bind(text)
    .bind(actor.account)
    .bind(actor.name.clone())
    .bind(actor.role.to_owned())
    .bind(now)
    .run()
    .await?;
    mail::enqueue(&mut tx, mail::Kind::InboxNotice, request.0, "", now).await?;
    happened(&mut tx, id, Happening::RenewalAsked, &actor, None, None, now).await?;
    noted(&mut tx, auditor, chart, id, "renewal asked for").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes back a renewal that was asked for from this record.
///
/// # Errors
/// `NotFound` when none waits for an answer.
pub async fn withdraw_renewal(
    db: &Db,
    auditor: &Auditor,
    chart: &Chart,
    id: PrescriptionId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    held_in(&mut tx, chart, id).await?;
    let withdrawn = tx
        .query(
            "UPDATE prescription_requests SET state = 'withdrawn', answered_at = $2
             WHERE prescription_id = $1 AND kind = 'renewal' AND state = 'pending' AND asker_role NOT IN ('pharmacist', 'pharmacy')",
        )
        .bind(id)
        .bind(now)
        .run()
        .await?;
    if withdrawn == 0 {
        return Err(Error::NotFound);
    }
    happened(&mut tx, id, Happening::RequestWithdrawn, &chart.actor(), None, None, now).await?;
    noted(&mut tx, auditor, chart, id, "renewal withdrawn").await?;
    tx.commit().await?;
    Ok(())
}

/// Holds a prescription of the patient whose record is open.
pub(crate) async fn held_in(tx: &mut Tx, chart: &Chart, id: PrescriptionId) -> Result<Held, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let held = hold(tx, id).await?;
    if held.patient == patient { Ok(held) } else { Err(Error::NotFound) }
}

/// An optional text, not too long.
pub(crate) fn limited(text: &str) -> Result<Option<String>, Error> {
    let text = text.trim();
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::Invalid(format!("a remark has at most {LONGEST_TEXT} characters")));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Writes down in the audit trail what was done with a prescription of the record that is open.
pub(crate) async fn noted(
    tx: &mut Tx,
    auditor: &Auditor,
    chart: &Chart,
    id: PrescriptionId,
    what: &str,
) -> Result<(), Error> {
    let event = Event::new(chart.actor(), Action::Update, Subject::Prescriptions).of(chart.patient()).on(id.0);
    auditor.record(tx, chart.changed(event, what)).await
}
