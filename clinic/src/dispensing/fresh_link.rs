//! A fresh link for a pharmacy without an account, where the one before was lost, is locked or has ended.

use super::{MOST_WRONG_CODES, pickup_code};
use crate::{
    Error,
    accounts::Clinician,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{PrescriptionId, SendingId},
    keys::Keys,
    patients::Chart,
    prescribing::{Happening, Refused, State, Way, begin_sending, happened, hold, way_to},
};
use chrono::{DateTime, NaiveDate, Utc};

/// How it stands with the mail that holds a pharmacy's link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkMail {
    /// None was sent yet.
    None,
    /// It is on its way, since then.
    Waiting(DateTime<Utc>),
    /// It was sent, and the code opens it.
    Sent(DateTime<Utc>),
    /// It could not be sent.
    Failed(DateTime<Utc>),
    /// It was sent, and too many wrong codes were typed.
    Locked(DateTime<Utc>),
}

/// Why no fresh link was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSentAgain {
    /// The prescription is over.
    Refused(Refused),
    /// The pharmacy is not reached by mail: it works on this portal, has no address, or there is none.
    NotByMail,
}

#[derive(sqlx::FromRow)]
struct Last {
    state: String,
    begun_at: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    failures: i64,
}

/// How it stands with the link of a prescription of the record that is open; `None` where no fresh one could be sent: it is over, or
/// its pharmacy is not reached by mail.
///
/// # Errors
/// `NotFound` when the reader may not see prescriptions.
pub async fn link_in(
    q: &mut impl Source,
    chart: &Chart,
    id: PrescriptionId,
    today: NaiveDate,
) -> Result<Option<LinkMail>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let row: Option<(State, Option<crate::ids::OrganizationId>, NaiveDate)> = q
        .query(
            "SELECT state, pharmacy_id, expires_on FROM prescriptions
             WHERE id = $1 AND patient_id = $2 AND state <> 'draft'",
        )
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let Some((state, pharmacy, expires_on)) = row else { return Ok(None) };
    if state.is_over() || today > expires_on || way_to(q, pharmacy).await? != Way::Mail {
        return Ok(None);
    }
    let last: Option<Last> = q
        .query(
            "SELECT state, begun_at, ended_at, failures FROM prescription_sendings
             WHERE prescription_id = $1 AND way = 'mail' AND pharmacy_id = $2 ORDER BY begun_at DESC, id DESC LIMIT 1",
        )
        .bind(id)
        .bind(pharmacy)
        .maybe()
        .await?;
    Ok(Some(last.map_or(LinkMail::None, |last| {
        let at = last.ended_at.unwrap_or(last.begun_at);
        match last.state.as_str() {
            "waiting" => LinkMail::Waiting(last.begun_at),
            "failed" => LinkMail::Failed(at),
            "sent" if last.failures >= MOST_WRONG_CODES => LinkMail::Locked(at),
            "sent" => LinkMail::Sent(at),
            _ => LinkMail::None,
        }
    })))
}

/// Mails a pharmacy a fresh link, by whoever may have the patient's prescriptions sent elsewhere, too. The link before ends, and the
/// pick-up code is another one: who knows only what came with the old mail has nothing.
///
/// # Errors
/// `NotFound` when this patient has no such prescription.
pub async fn send_again(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    chart: &Chart,
    id: PrescriptionId,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotSentAgain>, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let mut tx = db.begin().await?;
    let mut held = hold(&mut tx, id).await?;
    if held.patient != patient {
        return Err(Error::NotFound);
    }
    if let Err(refused) = held.standing.receive(today) {
        return Ok(Err(NotSentAgain::Refused(refused)));
    }
    if way_to(&mut tx, held.pharmacy).await? != Way::Mail {
        return Ok(Err(NotSentAgain::NotByMail));
    }
    held.way = Way::Mail;
    tx.query("UPDATE prescriptions SET way = $2, code_round = code_round + 1, changed_at = $3 WHERE id = $1")
        .bind(id)
        .bind(held.way)
        .bind(now)
        .run()
        .await?;
    let ended: Vec<(SendingId,)> = tx
        .query(
            "UPDATE prescription_sendings SET state = 'ended', ended_at = COALESCE(ended_at, $2)
             WHERE prescription_id = $1 AND state IN ('waiting', 'sent') RETURNING id",
        )
        .bind(id)
        .bind(now)
        .all()
        .await?;
    begin_sending(&mut tx, &mut held, &by.actor(), now).await?;
    happened(&mut tx, id, Happening::LinkRenewed, &by.actor(), held.pharmacy, None, now).await?;
    let event = Event::new(by.actor(), Action::Update, Subject::Prescriptions).of(patient).on(id.0);
    let what = if ended.is_empty() { "link sent" } else { "link sent again" };
    auditor.record(&mut tx, chart.changed(event, what)).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The pick-up code of a prescription of the record that is open.
///
/// # Errors
/// `NotFound` when this patient has no such prescription, or the reader may not see prescriptions.
pub async fn code_in(q: &mut impl Source, keys: &Keys, chart: &Chart, id: PrescriptionId) -> Result<String, Error> {
    let patient = chart.read_one(Subject::Prescriptions, id.0)?;
    let row: Option<(i64,)> = q
        .query("SELECT code_round FROM prescriptions WHERE id = $1 AND patient_id = $2 AND state <> 'draft'")
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    let (round,) = row.ok_or(Error::NotFound)?;
    Ok(pickup_code(keys, id, round))
}
