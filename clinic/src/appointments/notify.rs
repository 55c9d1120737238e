//! Who is told of a visit by mail. What the mails say is looked up when they are sent.

use super::reminders::{catch_up, clinic_zone};
use crate::{
    Error,
    db::{Source, Tx},
    helpers::who_help_with_visits,
    ids::{AccountId, AppointmentId, OfferId, PatientId},
    mail,
};
use chrono::{DateTime, Utc};

/// What people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// That the clinic has the wish and will answer.
    Asked,
    /// That it is booked.
    Booked,
    /// That it has another time, place or clinician.
    Moved,
    /// That it is off.
    Cancelled,
}

impl Told {
    fn kind(self) -> mail::Kind {
        match self {
            Self::Asked => mail::Kind::AppointmentAsked,
            Self::Booked => mail::Kind::AppointmentBooked,
            Self::Moved => mail::Kind::AppointmentMoved,
            Self::Cancelled => mail::Kind::AppointmentCancelled,
        }
    }
}

/// Who gets mails about the visits of a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// An account: the patient's own, or that of someone who helps.
    Account(AccountId),
    /// The address in the record of a patient without an account.
    Record,
}

impl Recipient {
    /// The recipient at the end of a mail's occasion.
    pub(crate) fn tag(self) -> String {
        match self {
            Self::Account(account) => format!("@{account}"),
            Self::Record => "@record".to_owned(),
        }
    }

    /// Reads the recipient at the end of a mail's occasion.
    pub fn of(occasion: &str) -> Option<Self> {
        match occasion.rsplit_once('@')?.1 {
            "record" => Some(Self::Record),
            account => account.parse().ok().map(Self::Account),
        }
    }
}

/// Those who are told of a visit: the patient by their account or, without one, by the address in the record; whoever helps and has
/// booked it; and where there is none of these, all who help with appointments.
pub(crate) async fn recipients(
    q: &mut impl Source,
    patient: PatientId,
    booked_by: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<Vec<Recipient>, Error> {
    let own: Option<(Option<AccountId>, bool)> = q
        .query(
            "SELECT (SELECT a.id FROM accounts a WHERE a.patient_id = p.id AND a.disabled_at IS NULL),
                    p.email IS NOT NULL AND p.email <> '' AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.patient_id = p.id)
             FROM patients p WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?;
    let zone = clinic_zone(q).await?;
    let helpers = who_help_with_visits(q, patient, zone, now).await?;
    let mut told: Vec<Recipient> = match own {
        Some((Some(account), _)) => vec![Recipient::Account(account)],
        Some((None, true)) => vec![Recipient::Record],
        _ => Vec::new(),
    };
    let is_alone = told.is_empty();
    told.extend(helpers.into_iter().filter(|helper| is_alone || booked_by == Some(*helper)).map(Recipient::Account));
    Ok(told)
}

/// Puts mails about a visit into the outbox, one for each who is told, as it stands after the change that is under way.
pub(super) async fn notify(tx: &mut Tx, id: AppointmentId, told: Told, now: DateTime<Utc>) -> Result<(), Error> {
    let (patient, booked_by, sequence, start_at): (PatientId, Option<AccountId>, i64, DateTime<Utc>) = tx
        .query("SELECT patient_id, booked_by, sequence, start_at FROM appointments WHERE id = $1")
        .bind(id)
        .one()
        .await?;
    if start_at <= now {
        return Ok(());
    }
    for recipient in recipients(tx, patient, booked_by, now).await? {
        let occasion = format!("{sequence}{}", recipient.tag());
        mail::enqueue(tx, told.kind(), id.0, &occasion, now).await?;
    }
    if matches!(told, Told::Booked | Told::Moved) {
        catch_up(tx, id, now).await?;
    }
    Ok(())
}

/// Puts mails about an offer into the outbox, one for each who is told, to be sent `from` then on.
pub(super) async fn notify_offer(
    tx: &mut Tx,
    id: OfferId,
    patient: PatientId,
    asked_by: Option<AccountId>,
    from: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for recipient in recipients(tx, patient, asked_by, now).await? {
        mail::enqueue_for(tx, mail::Kind::WaitlistOffer, id.0, &recipient.tag(), from, now).await?;
    }
    Ok(())
}
