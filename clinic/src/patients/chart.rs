use super::Purpose;
use crate::{
    Error,
    accounts::{Clinician, Patient},
    audit::{AccessLog, Action, Actor, Auditor, Event, Subject},
    db::{Db, Source},
    helpers::Help,
    ids::PatientId,
    mail,
    moment::Precision,
    paging::Before,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use uuid::Uuid;

/// Hours a given reason keeps a record open: one shift.
pub const GRANT_HOURS: i64 = 12;
/// The most characters a reason may have.
pub const LONGEST_REASON: usize = 500;

/// How someone came by the right to read a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It is their own.
    Own,
    /// They belong to the patient's care team.
    CareTeam,
    /// They gave a reason.
    Reason(Purpose, Option<String>),
    /// They help the patient, with some sections of the record.
    Helper(Help),
}

/// Proof that someone may read one patient's record. Everything in a record is read through one, and each part that is
/// read is noted for the audit trail.
#[derive(Clone, Debug)]
pub struct Chart {
    patient: PatientId,
    actor: Actor,
    basis: Basis,
    log: AccessLog,
    at: DateTime<Utc>,
    /// Whether someone of the clinic reads their own record, or that of someone whom they help.
    is_close: bool,
}

impl Chart {
    /// A patient's own record, as it is shown at `now`.
    pub fn own(by: &Patient, log: &AccessLog, now: DateTime<Utc>) -> Self {
        Self { patient: by.patient(), actor: by.actor(), basis: Basis::Own, log: log.clone(), at: now, is_close: false }
    }

    /// Whose record it is, without reading it.
    pub fn patient(&self) -> PatientId {
        self.patient
    }

    /// Who reads it, as the audit trail names them.
    pub(crate) fn actor(&self) -> Actor {
        self.actor.clone()
    }

    /// How the reader came by it.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// Whether the patient reads it.
    pub fn is_own(&self) -> bool {
        self.basis == Basis::Own
    }

    /// Whether someone of the clinic reads it.
    pub fn is_of_clinic(&self) -> bool {
        matches!(self.basis, Basis::CareTeam | Basis::Reason(..))
    }

    /// Whether a part may be read: a helper reads only the sections that are open to them. For pages that show several.
    pub fn may(&self, subject: Subject) -> bool {
        match &self.basis {
            Basis::Helper(help) => help.sections.permit(subject),
            Basis::Own | Basis::CareTeam | Basis::Reason(..) => true,
        }
    }

    /// Whether the patient's age hides from the reader what appointments are for.
    pub fn hides_reasons(&self) -> bool {
        matches!(&self.basis, Basis::Helper(help) if help.limited)
    }

    /// When it was opened: what is shown later is not shown yet.
    pub fn opened_at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Whether the reader sees results only once they are released: the patient and their helpers, however they have opened the record.
    pub fn awaits_release(&self) -> bool {
        match self.basis {
            Basis::Own | Basis::Helper(_) => true,
            Basis::CareTeam | Basis::Reason(..) => self.is_close,
        }
    }

    /// Results that are held beyond this moment are not shown to the reader.
    pub(crate) fn horizon(&self) -> DateTime<Utc> {
        if self.awaits_release() { self.at } else { Before::START.at }
    }

    /// Notes that a part is read, and tells whose it is.
    ///
    /// # Errors
    /// `NotFound` when the part is not open to the reader; the refusal is noted.
    pub fn read(&self, subject: Subject) -> Result<PatientId, Error> {
        self.admit(subject)?;
        self.log.note(self.event(subject));
        Ok(self.patient)
    }

    /// Notes that one single thing is read, and tells whose it must be.
    ///
    /// # Errors
    /// `NotFound` when the part it belongs to is not open to the reader; the refusal is noted.
    pub fn read_one(&self, subject: Subject, id: Uuid) -> Result<PatientId, Error> {
        self.admit(subject)?;
        self.log.note(self.event(subject).on(id));
        Ok(self.patient)
    }

    /// Notes that all of a part is taken along as a file: `what`, for the clinic.
    pub(crate) fn take(&self, subject: Subject, what: &'static str) -> Result<(), Error> {
        self.admit(subject)?;
        self.log.note(self.event(subject).noting(what));
        Ok(())
    }

    /// A change made with the record open, for the audit trail: `what` was done, without personal data, and why it was opened.
    pub(crate) fn changed(&self, event: Event, what: impl Into<String>) -> Event {
        self.explained(event.noting(what))
    }

    /// The record of someone whom `actor` helps.
    pub(crate) fn helped(patient: PatientId, actor: Actor, help: Help, log: &AccessLog, now: DateTime<Utc>) -> Self {
        Self { patient, actor, basis: Basis::Helper(help), log: log.clone(), at: now, is_close: false }
    }

    fn admit(&self, subject: Subject) -> Result<(), Error> {
        if self.may(subject) {
            return Ok(());
        }
        self.log.refused(self.actor.clone(), subject, self.patient);
        Err(Error::NotFound)
    }

    fn event(&self, subject: Subject) -> Event {
        self.explained(Event::new(self.actor.clone(), Action::Read, subject).of(self.patient))
    }

    /// Why the record was opened goes with everything that is done in it.
    fn explained(&self, event: Event) -> Event {
        match &self.basis {
            Basis::Reason(purpose, reason) => event.because(*purpose, reason.clone()),
            Basis::Own | Basis::CareTeam | Basis::Helper(_) => event,
        }
    }
}

/// Opens a record for a clinician of the patient's care team, or for one who has given a reason.
///
/// # Errors
/// `NotFound` when there is no such patient; `NeedsReason` when the clinician is outside the care team. The latter is noted.
pub async fn open(
    q: &mut impl Source,
    by: &Clinician,
    patient: PatientId,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Chart, Error> {
    let Some(basis) = basis(q, by, patient, now).await? else {
        log.refused(by.actor(), Subject::Overview, patient);
        return Err(Error::NeedsReason(patient));
    };
    let is_close = close(q, by, now).await?.contains(&patient);
    Ok(Chart { patient, actor: by.actor(), basis, log: log.clone(), at: now, is_close })
}

/// The patients whom someone of the clinic does not meet as the clinic: themselves, and those whom they help. Of their results they see what the
/// patient sees, and somebody else reviews them.
pub(crate) async fn close(q: &mut impl Source, by: &Clinician, now: DateTime<Utc>) -> Result<Vec<PatientId>, Error> {
    let rows: Vec<(PatientId,)> = q
        .query(
            "SELECT patient_id FROM accounts WHERE id = $1 AND patient_id IS NOT NULL
             UNION SELECT patient_id FROM helpers
             WHERE account_id = $1 AND accepted_at IS NOT NULL AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $2)",
        )
        .bind(by.account())
        .bind(now)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(patient,)| patient).collect())
}

/// How a clinician comes by the right to read a record; `None` when a reason must be given first.
async fn basis(
    q: &mut impl Source,
    by: &Clinician,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<Option<Basis>, Error> {
    let found: Option<(bool,)> = q
        .query(
            "SELECT EXISTS (SELECT 1 FROM care_team_participants t
                            WHERE t.patient_id = p.id AND t.practitioner_id = $2 AND t.active
                              AND (t.ends_at IS NULL OR t.ends_at > $3))
                 OR COALESCE(p.general_practitioner_id = $2, FALSE)
             FROM patients p WHERE p.id = $1",
        )
        .bind(patient)
        .bind(by.practitioner())
        .bind(now)
        .maybe()
        .await?;
    let (in_care_team,) = found.ok_or(Error::NotFound)?;
    if in_care_team {
        return Ok(Some(Basis::CareTeam));
    }
    let given: Option<(Purpose, Option<String>)> = q
        .query(
            "SELECT purpose, reason FROM chart_accesses
             WHERE account_id = $1 AND patient_id = $2 AND ends_at > $3 ORDER BY ends_at DESC LIMIT 1",
        )
        .bind(by.account())
        .bind(patient)
        .bind(now)
        .maybe()
        .await?;
    Ok(given.map(|(purpose, reason)| Basis::Reason(purpose, reason)))
}

/// Whether a record is open to a clinician. Nothing of it is told, so nothing is noted.
///
/// # Errors
/// `NotFound` when there is no such patient.
pub async fn is_open(
    q: &mut impl Source,
    by: &Clinician,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    Ok(basis(q, by, patient, now).await?.is_some())
}

/// What stands on the outside of a closed record, so that nobody gives a reason for the wrong one.
#[derive(Clone, sqlx::FromRow)]
pub struct Closed {
    /// The name in full.
    pub name: String,
    /// The birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly the birth date is known.
    pub birth_date_precision: Option<Precision>,
    /// The record number.
    pub record_number: Option<String>,
}

/// The outside of a record for a clinician who must give a reason first; `None` when it is open to them.
///
/// # Errors
/// `NotFound` when there is no such patient.
pub async fn closed(
    q: &mut impl Source,
    by: &Clinician,
    patient: PatientId,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<Option<Closed>, Error> {
    if basis(q, by, patient, now).await?.is_some() {
        return Ok(None);
    }
    log.note(Event::new(by.actor(), Action::Read, Subject::PatientSearch).of(patient));
    let outside = q
        .query("SELECT name, birth_date, birth_date_precision, record_number FROM patients WHERE id = $1")
        .bind(patient)
        .maybe()
        .await?;
    outside.map(Some).ok_or(Error::NotFound)
}

/// Writes down why a clinician opens a record outside their care team; it stays open to them for one shift, and the patient is
/// told by mail.
///
/// # Errors
/// `NotFound` when there is no such patient; `Invalid` when the purpose is “other” and no reason is given, or the reason is long.
pub async fn grant(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    purpose: Purpose,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned);
    if purpose == Purpose::Other && reason.is_none() {
        return Err(Error::Invalid("another reason needs to be written down".to_owned()));
    }
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        return Err(Error::Invalid(format!("a reason has at most {LONGEST_REASON} characters")));
    }
    let mut tx = db.begin().await?;
    let known: Option<(PatientId,)> = tx.query("SELECT id FROM patients WHERE id = $1").bind(patient).maybe().await?;
    if known.is_none() {
        return Err(Error::NotFound);
    }
    let access = crate::ids::new();
    tx.query(
        "INSERT INTO chart_accesses (id, account_id, patient_id, purpose, reason, granted_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(access)
    .bind(by.account())
    .bind(patient)
    .bind(purpose)
    .bind(reason.clone())
    .bind(now)
    .bind(now + Duration::hours(GRANT_HOURS))
    .run()
    .await?;
    mail::enqueue(&mut tx, mail::Kind::RecordOpened, access, "", now).await?;
    let event =
        Event::new(by.actor(), Action::Create, Subject::ChartAccess).of(patient).on(access).because(purpose, reason);
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
