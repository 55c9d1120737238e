use super::{Counter, is_pickup_code, work::noted};
use crate::{
    Error,
    audit::{Action, Auditor, Event, Outcome, Subject},
    db::{Db, Source, Tx},
    ids::{OrganizationId, PatientId, PrescriptionId},
    keys::Keys,
    prescribing::{Happening, Refused, Way, begin_sending, happened, hold},
    signing,
};
use chrono::{DateTime, NaiveDate, Utc};

/// Prescriptions of people with the same birth date among which a code is looked for.
const CANDIDATES: i64 = 5000;

/// What a patient shows at a pharmacy.
#[derive(Clone, Debug)]
pub enum Presented {
    /// What a scanner read from the QR code: `shc:/…`, or the signed prescription itself.
    Scanned(String),
    /// The pick-up code, with the patient's birth date.
    Code {
        /// The code as it was typed.
        code: String,
        /// The birth date.
        born: NaiveDate,
    },
}

/// What was scanned is no prescription of this clinic, or cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReadable;

/// A prescription that a patient has shown at a counter.
#[derive(Clone)]
pub struct PresentedFound {
    /// Which one.
    pub id: PrescriptionId,
    /// Whose it is.
    pub patient: String,
    /// Drug, strength and form.
    pub drug: String,
    /// Whether it is with this pharmacy.
    pub is_here: bool,
    /// The pharmacy it is with.
    pub pharmacy: Option<String>,
}

/// Why a prescription was not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// What was shown leads to no prescription.
    NotFound,
    /// What was scanned cannot be read.
    NotReadable,
    /// It has come too far at the other pharmacy, or is over.
    Refused(Refused),
}

/// The prescription that a scanned code holds, once its signature was found right.
///
/// # Errors
/// [`NotReadable`] for anything that was not signed here, or was changed.
pub async fn id_of_scanned(
    q: &mut impl Source,
    keys: &Keys,
    text: &str,
) -> Result<Result<PrescriptionId, NotReadable>, Error> {
    let published = signing::public_keys(&signing::published(q, keys).await?);
    let verified = signing::verify(text, &published);
    Ok(verified.map(|verified| PrescriptionId(verified.signable.id)).map_err(|_| NotReadable))
}

/// Finds what a patient shows, at whatever pharmacy it is: whoever holds the code may be shown it. A code that leads nowhere is noted.
pub async fn find_presented(
    q: &mut impl Source,
    keys: &Keys,
    auditor: &Auditor,
    counter: &Counter,
    presented: &Presented,
) -> Result<Result<PresentedFound, NotTaken>, Error> {
    let found = match look_up(q, keys, presented).await? {
        Ok(found) => found,
        Err(why) => {
            let event = Event::new(counter.actor(), Action::Read, Subject::Prescriptions).ended(Outcome::Refused);
            auditor.commit(vec![event.noting("opened by a code")], None).await?;
            return Ok(Err(why));
        }
    };
    counter.saw(found.id, found.patient_id);
    Ok(Ok(PresentedFound {
        is_here: found.pharmacy_id == Some(counter.pharmacy()),
        id: found.id,
        patient: found.patient,
        drug: found.drug,
        pharmacy: found.pharmacy,
    }))
}

/// Takes a prescription over from the pharmacy it was meant for, or from paper, at the wish of the patient who shows it, until some
/// of it was handed out. Taking over what is here changes nothing.
///
/// # Errors
/// `NotFound` for a counter without an account.
pub async fn take_over(
    db: &Db,
    keys: &Keys,
    auditor: &Auditor,
    counter: &Counter,
    presented: &Presented,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<PrescriptionId, NotTaken>, Error> {
    if !counter.is_staffed() {
        return Err(Error::NotFound);
    }
    let found = match look_up(&mut db.read().await?, keys, presented).await? {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    let mut tx = db.begin().await?;
    let taken = take(&mut tx, auditor, counter, found.id, now, today).await?;
    if taken.is_ok() {
        tx.commit().await?;
    }
    Ok(taken.map_err(NotTaken::Refused))
}

async fn take(
    tx: &mut Tx,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<PrescriptionId, Refused>, Error> {
    let mut held = hold(tx, id).await?;
    let pharmacy = Some(counter.pharmacy());
    if held.pharmacy == pharmacy {
        return Ok(Ok(id));
    }
    let next = match held.standing.redirect(today) {
        Ok(next) => next,
        Err(refused) => return Ok(Err(refused)),
    };
    (held.pharmacy, held.way) = (pharmacy, Way::Queue);
    tx.query(
        "UPDATE prescriptions SET pharmacy_id = $2, way = $3, sent_at = NULL, received_at = NULL, ready_at = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(pharmacy)
    .bind(held.way)
    .run()
    .await?;
    held.save(tx, next, now).await?;
    let actor = counter.actor();
    happened(tx, id, Happening::Redirected, &actor, pharmacy, None, now).await?;
    begin_sending(tx, &mut held, &actor, now).await?;
    noted(tx, auditor, counter, &held, "taken over by its code").await?;
    Ok(Ok(id))
}

#[derive(sqlx::FromRow)]
struct Found {
    id: PrescriptionId,
    patient_id: PatientId,
    patient: String,
    drug: String,
    pharmacy_id: Option<OrganizationId>,
    pharmacy: Option<String>,
    code_round: i64,
}

async fn look_up(q: &mut impl Source, keys: &Keys, presented: &Presented) -> Result<Result<Found, NotTaken>, Error> {
    let found = match presented {
        Presented::Scanned(text) => match id_of_scanned(q, keys, text).await? {
            Ok(id) => by_id(q, id).await?,
            Err(NotReadable) => return Ok(Err(NotTaken::NotReadable)),
        },
        Presented::Code { code, born } => by_code(q, keys, code, *born).await?,
    };
    Ok(found.ok_or(NotTaken::NotFound))
}

async fn by_id(q: &mut impl Source, id: PrescriptionId) -> Result<Option<Found>, Error> {
    Ok(q.query(
        "SELECT p.id, p.patient_id, t.name AS patient, p.drug, p.pharmacy_id, o.name AS pharmacy, p.code_round
         FROM prescriptions p JOIN patients t ON t.id = p.patient_id LEFT JOIN organizations o ON o.id = p.pharmacy_id
         WHERE p.id = $1 AND p.state <> 'draft'",
    )
    .bind(id)
    .maybe()
    .await?)
}

/// Codes are stored nowhere: those of all prescriptions of people with this birth date are made anew and compared.
async fn by_code(q: &mut impl Source, keys: &Keys, code: &str, born: NaiveDate) -> Result<Option<Found>, Error> {
    let candidates: Vec<Found> = q
        .query(
            "SELECT p.id, p.patient_id, t.name AS patient, p.drug, p.pharmacy_id, o.name AS pharmacy, p.code_round
             FROM patient_tokens w CROSS JOIN patients t CROSS JOIN prescriptions p
             LEFT JOIN organizations o ON o.id = p.pharmacy_id
             WHERE w.token = $1 AND t.id = w.patient_id AND t.birth_date = $2 AND p.patient_id = t.id AND p.state <> 'draft'
             ORDER BY p.written_at DESC, p.id DESC LIMIT $3",
        )
        .bind(born.format("%Y%m%d").to_string())
        .bind(born)
        .bind(CANDIDATES)
        .all()
        .await?;
    Ok(candidates.into_iter().find(|candidate| is_pickup_code(keys, candidate.id, candidate.code_round, code)))
}
