use super::{Counter, is_pickup_code};
use crate::{
    Error,
    audit::{AccessLog, Action, Auditor, Event, Outcome, Subject},
    db::{Db, Source},
    ids::{AccountId, OrganizationId, PatientId, PrescriptionId, SendingId},
    keys::Keys,
    prescribing::{NoticeKind, raise},
};
use chrono::{DateTime, Utc};

/// Wrong codes after which a link is locked.
pub const MOST_WRONG_CODES: i64 = 5;

/// How it stands with the link that a pharmacy was mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStanding {
    /// The code opens it.
    Open,
    /// Too many wrong codes were typed.
    Locked,
    /// The prescription went to another pharmacy.
    Elsewhere,
}

/// What the page of a mailed link shows before the code is typed: nothing of the prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLanding {
    /// The pharmacy it was sent to.
    pub pharmacy: String,
    /// How it stands with it.
    pub standing: LinkStanding,
}

/// Why a link did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRefused {
    /// The code is wrong.
    Wrong {
        /// How many more tries there are; none: the link is locked from now on.
        left: i64,
    },
    /// Too many wrong codes were typed.
    Locked,
    /// The prescription went to another pharmacy.
    Elsewhere,
}

#[derive(sqlx::FromRow)]
struct Sending {
    prescription_id: PrescriptionId,
    pharmacy_id: OrganizationId,
    name: String,
    failures: i64,
    patient_id: PatientId,
    prescriber_id: AccountId,
    is_here: bool,
}

impl Sending {
    fn standing(&self) -> LinkStanding {
        if !self.is_here {
            LinkStanding::Elsewhere
        } else if self.failures >= MOST_WRONG_CODES {
            LinkStanding::Locked
        } else {
            LinkStanding::Open
        }
    }
}

async fn sending(q: &mut impl Source, id: SendingId) -> Result<Option<Sending>, Error> {
    Ok(q.query(
        "SELECT s.prescription_id, s.pharmacy_id, o.name, s.failures, p.patient_id, p.prescriber_id,
                COALESCE(p.pharmacy_id = s.pharmacy_id, FALSE) AS is_here
         FROM prescription_sendings s JOIN prescriptions p ON p.id = s.prescription_id
         JOIN organizations o ON o.id = s.pharmacy_id
         WHERE s.id = $1 AND s.way = 'mail' AND p.state <> 'draft' AND o.is_pharmacy AND o.active",
    )
    .bind(id)
    .maybe()
    .await?)
}

/// What the page of a mailed link shows; `None` when there is no such sending.
pub async fn link_landing(q: &mut impl Source, id: SendingId) -> Result<Option<LinkLanding>, Error> {
    let found = sending(q, id).await?;
    Ok(found.map(|found| LinkLanding { standing: found.standing(), pharmacy: found.name }))
}

/// Opens the counter of a pharmacy that holds the link of a mail and types the code of its prescription. After five wrong codes
/// the link is locked and the prescriber hears of it; a right one before that forgets the wrong ones.
///
/// # Errors
/// `NotFound` when there is no such sending.
pub async fn open_link(
    db: &Db,
    keys: &Keys,
    auditor: &Auditor,
    id: SendingId,
    code: &str,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Result<(Counter, PrescriptionId), LinkRefused>, Error> {
    let mut tx = db.begin().await?;
    // Nobody else tries a code at the same link until this one is counted.
    let held = tx.query("UPDATE prescription_sendings SET failures = failures WHERE id = $1").bind(id).run().await?;
    let found = sending(&mut tx, id).await?.filter(|_| held > 0).ok_or(Error::NotFound)?;
    match found.standing() {
        LinkStanding::Elsewhere => return Ok(Err(LinkRefused::Elsewhere)),
        LinkStanding::Locked => return Ok(Err(LinkRefused::Locked)),
        LinkStanding::Open => {}
    }
    let counter = Counter::by_link(found.pharmacy_id, found.name, found.prescription_id, log);
    if is_pickup_code(keys, found.prescription_id, code) {
        if found.failures > 0 {
            tx.query("UPDATE prescription_sendings SET failures = 0 WHERE id = $1").bind(id).run().await?;
            tx.commit().await?;
        }
        return Ok(Ok((counter, found.prescription_id)));
    }
    let failures = found.failures + 1;
    tx.query("UPDATE prescription_sendings SET failures = $2 WHERE id = $1").bind(id).bind(failures).run().await?;
    if failures >= MOST_WRONG_CODES {
        raise(&mut tx, found.prescription_id, found.prescriber_id, NoticeKind::LinkLocked, now).await?;
    }
    let event = Event::new(counter.actor(), Action::Read, Subject::Prescriptions).of(found.patient_id);
    let event = event.on(found.prescription_id.0).ended(Outcome::Refused).noting("wrong code");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(Err(LinkRefused::Wrong { left: MOST_WRONG_CODES - failures }))
}
