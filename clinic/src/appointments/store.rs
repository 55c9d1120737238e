use super::Status;
use crate::{
    Error,
    accounts::Language,
    audit::Subject,
    db::Source,
    ids::{AppointmentId, LocationId, PractitionerId, VisitTypeId},
    paging::{Before, Page},
    patients::Chart,
    schedules::{Medium, Mode},
};
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// An appointment with its place.
#[derive(Clone, sqlx::FromRow)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Where it stands.
    pub status: Status,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// With whom.
    pub practitioner: Option<String>,
    /// What kind of visit it is, in English or as it was brought.
    pub visit_type: Option<String>,
    /// The same in Spanish, where the clinic says so.
    pub visit_type_es: Option<String>,
    /// What for.
    pub reason: Option<String>,
    /// What it is about, as the clinic put it.
    pub description: Option<String>,
    /// What the patient should do before it.
    pub instruction: Option<String>,
    /// The same in Spanish, where the clinic says so.
    pub instruction_es: Option<String>,
    /// Why it was called off.
    pub cancellation_reason: Option<String>,
    /// The place.
    pub location: Option<String>,
    /// The place's zone.
    pub zone: Option<String>,
    /// The place's telephone.
    pub phone: Option<String>,
    /// Street and number, a line each.
    pub address_lines: Option<String>,
    /// Town.
    pub city: Option<String>,
    /// State.
    pub state: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// The kind of visit, of those that the clinic offers.
    pub visit_type_id: Option<VisitTypeId>,
    /// The clinician.
    pub practitioner_id: Option<PractitionerId>,
    /// The place.
    pub location_id: Option<LocationId>,
    /// How patient and clinician meet.
    pub medium: Option<Medium>,
    /// How patients get visits of its type.
    pub mode: Option<Mode>,
    /// Whether it was made here, and can be changed here.
    pub made_here: bool,
    /// When the patient said that they will come.
    pub confirmed_at: Option<DateTime<Utc>>,
}

impl Appointment {
    /// What to call it in a language: the kind of visit, else what it is about.
    pub fn title(&self, language: Language) -> Option<&str> {
        let es = self.visit_type_es.as_deref().filter(|_| language == Language::Es);
        es.or(self.visit_type.as_deref()).or(self.description.as_deref()).or(self.reason.as_deref())
    }

    /// What to do before it, in a language.
    pub fn instruction(&self, language: Language) -> Option<&str> {
        let es = self.instruction_es.as_deref().filter(|_| language == Language::Es);
        es.or(self.instruction.as_deref())
    }

    /// When, where and with whom, without what it is for.
    fn without_reasons(self) -> Self {
        Self {
            visit_type: None,
            visit_type_es: None,
            reason: None,
            description: None,
            instruction: None,
            instruction_es: None,
            cancellation_reason: None,
            ..self
        }
    }

    /// As the reader of the record may see it.
    fn shown(self, chart: &Chart) -> Self {
        if chart.hides_reasons() { self.without_reasons() } else { self }
    }
}

/// The columns of an [`Appointment`], and the tables they come from.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.status, a.start_at, a.end_at, COALESCE(p.name, a.practitioner) AS practitioner,
                    COALESCE(t.name_en, a.visit_type) AS visit_type, t.name_es AS visit_type_es, a.reason, a.description,
                    COALESCE(t.instructions_en, a.instruction) AS instruction, t.instructions_es AS instruction_es,
                    a.cancellation_reason, l.name AS location, l.zone, COALESCE(l.phone, o.phone) AS phone, l.address_lines,
                    l.city, l.state, l.postal_code, a.visit_type_id, a.practitioner_id, a.location_id, a.medium, t.mode,
                    a.made_here, a.confirmed_at
             FROM appointments a
             LEFT JOIN visit_types t ON t.id = a.visit_type_id
             LEFT JOIN practitioners p ON p.id = a.practitioner_id
             LEFT JOIN locations l ON l.id = a.location_id
             LEFT JOIN organizations o ON o.id = l.organization_id ",
            $rest
        )
    };
}

/// Longest time a visit lasts: one that began earlier is over.
fn longest() -> Duration {
    Duration::days(1)
}

/// Visits that are not over yet, the soonest first; each page begins after the last row of the one before.
pub async fn coming(
    q: &mut impl Source,
    chart: &Chart,
    now: DateTime<Utc>,
    after: Before,
    limit: i64,
) -> Result<Page<Appointment>, Error> {
    let patient = chart.read(Subject::Appointments)?;
    let from = if after.is_start() { Before { at: now - longest(), id: Uuid::nil() } } else { after };
    let rows: Vec<Appointment> = q
        .query(select!(
            "WHERE a.patient_id = $1 AND (a.start_at, a.id) > ($2, $3) AND COALESCE(a.end_at, a.start_at) > $4
               AND a.status <> 'entered-in-error'
             ORDER BY a.start_at, a.id LIMIT $5"
        ))
        .bind(patient)
        .bind(from.at)
        .bind(from.id)
        .bind(now)
        .bind(limit + 1)
        .all()
        .await?;
    let rows = rows.into_iter().map(|row| row.shown(chart)).collect();
    Ok(Page::cut(rows, limit, after, |row: &Appointment| (row.start_at, row.id.0)))
}

/// The next visits to which the patient is still expected, the soonest first; those that were called off are left out.
pub async fn expected(
    q: &mut impl Source,
    chart: &Chart,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Appointment>, Error> {
    let patient = chart.read(Subject::Appointments)?;
    // The statuses of [`Status::is_expected`].
    let rows: Vec<Appointment> = q
        .query(select!(
            "WHERE a.patient_id = $1 AND a.start_at > $2 AND COALESCE(a.end_at, a.start_at) > $3
           AND a.status IN ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'waitlist')
         ORDER BY a.start_at, a.id LIMIT $4"
        ))
        .bind(patient)
        .bind(now - longest())
        .bind(now)
        .bind(limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| row.shown(chart)).collect())
}

/// Visits that are over, the newest first.
pub async fn past(
    q: &mut impl Source,
    chart: &Chart,
    now: DateTime<Utc>,
    before: Before,
    limit: i64,
) -> Result<Page<Appointment>, Error> {
    let patient = chart.read(Subject::Appointments)?;
    let from = if before.is_start() { Before { at: now, id: Uuid::max() } } else { before };
    let rows: Vec<Appointment> = q
        .query(select!(
            "WHERE a.patient_id = $1 AND (a.start_at, a.id) < ($2, $3)
               AND (COALESCE(a.end_at, a.start_at) <= $4 OR a.start_at <= $5) AND a.status <> 'entered-in-error'
             ORDER BY a.start_at DESC, a.id DESC LIMIT $6"
        ))
        .bind(patient)
        .bind(from.at)
        .bind(from.id)
        .bind(now)
        .bind(now - longest())
        .bind(limit + 1)
        .all()
        .await?;
    let rows = rows.into_iter().map(|row| row.shown(chart)).collect();
    Ok(Page::cut(rows, limit, before, |row: &Appointment| (row.start_at, row.id.0)))
}

/// One appointment.
///
/// # Errors
/// `NotFound` when this patient has no such appointment.
pub async fn appointment(q: &mut impl Source, chart: &Chart, id: AppointmentId) -> Result<Appointment, Error> {
    let patient = chart.read_one(Subject::Appointments, id.0)?;
    let found: Option<Appointment> = q
        .query(select!("WHERE a.id = $1 AND a.patient_id = $2 AND a.status <> 'entered-in-error'"))
        .bind(id)
        .bind(patient)
        .maybe()
        .await?;
    found.map(|appointment| appointment.shown(chart)).ok_or(Error::NotFound)
}
