use super::{Section, Sections, by::By, invitations::revoke_invitations};
use crate::{
    Error,
    accounts::Patient,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source as _},
    ids::HelperId,
    mail::{Kind, enqueue},
};
use chrono::{DateTime, Duration, Months, Utc};

/// The most years a right may last without being given anew; it may also have no end.
pub const LONGEST_YEARS: u32 = 5;

/// What may be changed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What they may read from now on.
    pub sections: Sections,
    /// When it ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Changes what someone whom the patient has invited may read, and until when.
///
/// # Errors
/// `NotFound` when nobody of that id helps this patient by their invitation; `Invalid` when a limit is broken.
pub async fn change(
    db: &Db,
    auditor: &Auditor,
    by: &Patient,
    helper: HelperId,
    to: Change,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    check_rights(to.sections, to.ends_at, now)?;
    let mut tx = db.begin().await?;
    let changed = tx
        .query(
            "UPDATE helpers SET labs = $1, prescriptions = $2, appointments = $3, record = $4, ends_at = $5
             WHERE id = $6 AND patient_id = $7 AND basis = 'invited' AND revoked_at IS NULL
               AND (ends_at IS NULL OR ends_at > $8)",
        )
        .bind(to.sections.has(Section::Labs))
        .bind(to.sections.has(Section::Prescriptions))
        .bind(to.sections.has(Section::Appointments))
        .bind(to.sections.has(Section::Record))
        .bind(to.ends_at)
        .bind(helper)
        .bind(by.patient())
        .bind(now)
        .run()
        .await?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Update, Subject::Helper).of(by.patient()).on(helper.0);
    auditor.record(&mut tx, event.noting(terms(to.sections, to.ends_at))).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends someone's right to help, or an invitation to it, at once. A patient ends what they gave; the clinic ends any.
///
/// # Errors
/// `NotFound` when nobody of that id helps this patient, or it is not for this person to end it.
pub async fn end(db: &Db, auditor: &Auditor, by: By<'_>, helper: HelperId, now: DateTime<Utc>) -> Result<(), Error> {
    let patient = by.patient()?;
    let mut tx = db.begin().await?;
    let ended: Option<(Option<DateTime<Utc>>,)> = tx
        .query(
            "UPDATE helpers SET revoked_at = $1, revoked_by = $2
             WHERE id = $3 AND patient_id = $4 AND (basis = 'invited' OR basis = $5) AND revoked_at IS NULL
             RETURNING accepted_at",
        )
        .bind(now)
        .bind(by.account())
        .bind(helper)
        .bind(patient)
        .bind(by.ground())
        .maybe()
        .await?;
    let (accepted_at,) = ended.ok_or(Error::NotFound)?;
    revoke_invitations(&mut tx, helper, now).await?;
    if accepted_at.is_some() {
        enqueue(&mut tx, Kind::HelperEnded, helper.0, "", now).await?;
    }
    auditor.record(&mut tx, by.event(patient, Action::Delete, helper, "right ended".to_owned())).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) fn check_rights(
    sections: Sections,
    ends_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let invalid = |text: &str| Err(Error::Invalid(text.to_owned()));
    if sections.is_empty() {
        return invalid("a helper needs at least one section");
    }
    // A day more than the years, since a right ends at the end of its last day.
    let longest = now + Months::new(12 * LONGEST_YEARS) + Duration::days(1);
    if ends_at.is_some_and(|ends| ends <= now || ends > longest) {
        return invalid("the end must be in the future and at most five years away");
    }
    Ok(())
}

/// What was given, for the audit trail.
pub(super) fn terms(sections: Sections, ends_at: Option<DateTime<Utc>>) -> String {
    match ends_at {
        Some(ends) => format!("{}; ends {}", sections.names(), ends.format("%Y-%m-%d %H:%M UTC")),
        None => format!("{}; no end", sections.names()),
    }
}
