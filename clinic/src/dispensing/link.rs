use super::{Counter, DONE_DAYS, is_pickup_code};
use crate::{
    Error,
    audit::{AccessLog, Action, Auditor, Event, Outcome, Subject},
    db::{Db, Source},
    ids::{AccountId, OrganizationId, PatientId, PrescriptionId, SendingId},
    keys::Keys,
    prescribing::{NoticeKind, raise},
};
use chrono::{DateTime, Duration, Utc};

/// Wrong codes after which a link is locked.
pub const MOST_WRONG_CODES: i64 = 5;

/// How it stands with the link that a pharmacy was mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStanding {
    /// The code opens it.
    Open,
    /// Too many wrong codes were typed.
    Locked,
    /// A newer link was sent in its place.
    Renewed,
    /// The prescription has been over for so long that nobody needs to see what was done.
    Over,
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
    /// The code is one from before the link was sent anew: there is a newer one. It does not count as wrong.
    Earlier,
    /// The link opens nothing any more.
    Dead(LinkStanding),
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
    is_renewed: bool,
    code_round: i64,
    ended_at: Option<DateTime<Utc>>,
}

impl Sending {
    fn standing(&self, now: DateTime<Utc>) -> LinkStanding {
        if !self.is_here {
            LinkStanding::Elsewhere
        } else if self.is_renewed {
            LinkStanding::Renewed
        } else if self.ended_at.is_some_and(|ended| ended < now - Duration::days(DONE_DAYS)) {
            LinkStanding::Over
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
                COALESCE(p.pharmacy_id = s.pharmacy_id, FALSE) AS is_here,
                s.state = 'ended' AS is_renewed, p.code_round, p.ended_at
         FROM prescription_sendings s JOIN prescriptions p ON p.id = s.prescription_id
         JOIN organizations o ON o.id = s.pharmacy_id
         WHERE s.id = $1 AND s.way = 'mail' AND p.state <> 'draft' AND o.is_pharmacy AND o.active",
    )
    .bind(id)
    .maybe()
    .await?)
}

/// What the page of a mailed link shows; `None` when there is no such sending.
pub async fn link_landing(
    q: &mut impl Source,
    id: SendingId,
    now: DateTime<Utc>,
) -> Result<Option<LinkLanding>, Error> {
    let found = sending(q, id).await?;
    Ok(found.map(|found| LinkLanding { standing: found.standing(now), pharmacy: found.name }))
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
    let standing = found.standing(now);
    if standing != LinkStanding::Open {
        return Ok(Err(LinkRefused::Dead(standing)));
    }
    let counter = Counter::by_link(found.pharmacy_id, found.name, found.prescription_id, log);
    let is_code = |round| is_pickup_code(keys, found.prescription_id, round, code);
    if is_code(found.code_round) {
        if found.failures > 0 {
            tx.query("UPDATE prescription_sendings SET failures = 0 WHERE id = $1").bind(id).run().await?;
            tx.commit().await?;
        }
        return Ok(Ok((counter, found.prescription_id)));
    }
    if (0..found.code_round).any(is_code) {
        return Ok(Err(LinkRefused::Earlier));
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
