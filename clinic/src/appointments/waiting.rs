//! Who waits for an earlier time.

use super::{Booker, Rules};
use crate::{
    Error,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::{AccountId, AppointmentId, LocationId, OfferId, PatientId, PractitionerId, VisitTypeId, WaitlistId},
    schedules::{DAY, Mode, visit_type},
};
use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};
use chrono_tz::Tz;

/// Places in the list that one patient can have.
const MOST: i64 = 5;
/// How long someone can wait, in days.
const LONGEST_DAYS: i64 = 366;

/// What someone waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What kind of visit.
    pub visit_type: VisitTypeId,
    /// With whom; anyone where missing.
    pub practitioner: Option<PractitionerId>,
    /// Where; anywhere where missing.
    pub location: Option<LocationId>,
    /// The visit that an earlier one would take the place of.
    pub appointment: Option<AppointmentId>,
    /// The first day that suits.
    pub first_day: NaiveDate,
    /// The last day that suits.
    pub last_day: NaiveDate,
    /// The days of the week that suit, a bit for each, Monday the lowest.
    pub weekdays: i64,
    /// From when on, in minutes after midnight at the place.
    pub from_minute: i64,
    /// Until when a visit has to be over, in minutes after midnight at the place.
    pub until_minute: i64,
}

/// What is wrong with a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WishProblem {
    /// The days are the wrong way round, over already, or too many.
    Days,
    /// No day of the week is chosen.
    Weekdays,
    /// The times are the wrong way round.
    Times,
    /// Patients cannot book such visits.
    NotOffered,
    /// The patient waits for as many visits as one can.
    TooMany,
}

impl Wish {
    /// What is wrong with it, on `today`.
    pub fn problems(&self, today: NaiveDate) -> Vec<WishProblem> {
        let days = (self.last_day - self.first_day).num_days();
        let ahead = (self.last_day - today).num_days();
        let are_days = (0..=LONGEST_DAYS).contains(&ahead) && (0..=LONGEST_DAYS).contains(&days);
        let are_times = 0 <= self.from_minute && self.from_minute < self.until_minute && self.until_minute <= DAY;
        [
            (!are_days).then_some(WishProblem::Days),
            (!(1..128).contains(&self.weekdays)).then_some(WishProblem::Weekdays),
            (!are_times).then_some(WishProblem::Times),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether a visit at that time, at a place in `zone`, is what is waited for.
    pub fn fits(&self, start: DateTime<Utc>, end: DateTime<Utc>, zone: Tz) -> bool {
        let (start, end) = (start.with_timezone(&zone), end.with_timezone(&zone));
        let day = start.date_naive();
        let minute = |at: &DateTime<Tz>| i64::from(at.hour() * 60 + at.minute());
        let ends = if end.date_naive() == day { minute(&end) } else { DAY };
        self.first_day <= day
            && day <= self.last_day
            && self.weekdays & (1 << day.weekday().num_days_from_monday()) != 0
            && self.from_minute <= minute(&start)
            && ends <= self.until_minute
    }
}

/// A place in the list, as its patient sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    /// Its id.
    pub id: WaitlistId,
    /// Whose.
    pub patient_id: PatientId,
    /// What kind of visit, in English.
    pub visit_en: String,
    /// The same in Spanish.
    pub visit_es: String,
    /// The kind of visit.
    pub visit_type_id: VisitTypeId,
    /// With whom; anyone where missing.
    pub practitioner: Option<String>,
    /// Where; anywhere where missing.
    pub location: Option<String>,
    /// The visit that an earlier one would take the place of.
    pub appointment_id: Option<AppointmentId>,
    /// The first day that suits.
    pub first_day: NaiveDate,
    /// The last day that suits.
    pub last_day: NaiveDate,
    /// The days of the week that suit, a bit for each, Monday the lowest.
    pub weekdays: i64,
    /// From when on, in minutes after midnight.
    pub from_minute: i64,
    /// Until when, in minutes after midnight.
    pub until_minute: i64,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// The offer that stands, where there is one.
    pub offer_id: Option<OfferId>,
    /// The patient's name, for those who work here.
    pub patient: String,
}

/// The columns of a [`Waiting`], from entries `w` and their visit types `t`; `$1` is the present.
macro_rules! select {
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT w.id, w.patient_id, t.name_en AS visit_en, t.name_es AS visit_es, w.visit_type_id, p.name AS practitioner,
                    l.name AS location, w.appointment_id, w.first_day, w.last_day, w.weekdays, w.from_minute, w.until_minute,
                    w.created_at, (SELECT n.name FROM patients n WHERE n.id = w.patient_id) AS patient,
                    (SELECT o.id FROM waitlist_offers o
                     WHERE o.entry_id = w.id AND o.state = 'open' AND o.expires_at > $1) AS offer_id
             FROM ",
            $from,
            " LEFT JOIN practitioners p ON p.id = w.practitioner_id
             LEFT JOIN locations l ON l.id = w.location_id ",
            $rest
        )
    };
}

/// Puts the patient into the list.
///
/// # Errors
/// `NotFound` when there is no such visit type, clinician or place, or no such visit of the patient and of that type.
pub async fn wait(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    wish: &Wish,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Result<WaitlistId, Vec<WishProblem>>, Error> {
    let mut problems = wish.problems(now.with_timezone(&rules.zone).date_naive());
    let mut tx = db.begin().await?;
    let visit = visit_type(&mut tx, wish.visit_type).await?;
    if by.is_bound() && (visit.mode == Mode::ViewOnly || !visit.active) {
        problems.push(WishProblem::NotOffered);
    }
    let (known,): (bool,) = tx
        .query(
            "SELECT ($1 IS NULL OR EXISTS (SELECT 1 FROM practitioners WHERE id = $1))
                AND ($2 IS NULL OR EXISTS (SELECT 1 FROM locations WHERE id = $2))
                AND ($3 IS NULL OR EXISTS (SELECT 1 FROM appointments WHERE id = $3 AND patient_id = $4 AND visit_type_id = $5))",
        )
        .bind(wish.practitioner)
        .bind(wish.location)
        .bind(wish.appointment)
        .bind(by.patient())
        .bind(wish.visit_type)
        .one()
        .await?;
    if !known {
        return Err(Error::NotFound);
    }
    let (held,): (i64,) = tx
        .query("SELECT count(*) FROM waitlist_entries WHERE patient_id = $1 AND ended_at IS NULL")
        .bind(by.patient())
        .one()
        .await?;
    if held >= MOST {
        problems.push(WishProblem::TooMany);
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let id = WaitlistId::new();
    tx.query(
        "INSERT INTO waitlist_entries (id, patient_id, visit_type_id, practitioner_id, location_id, appointment_id, first_day,
            last_day, weekdays, from_minute, until_minute, created_at, created_by, by_clinic)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(id)
    .bind(by.patient())
    .bind(wish.visit_type)
    .bind(wish.practitioner)
    .bind(wish.location)
    .bind(wish.appointment)
    .bind(wish.first_day)
    .bind(wish.last_day)
    .bind(wish.weekdays)
    .bind(wish.from_minute)
    .bind(wish.until_minute)
    .bind(now)
    .bind(by.account())
    .bind(!by.is_bound())
    .run()
    .await?;
    auditor.record(&mut tx, by.event(Action::Create, AppointmentId(id.0), "put into the waiting list")).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// Takes the patient out of the list; an offer that stands goes to the next.
///
/// # Errors
/// `NotFound` when the patient has no such place in it.
pub async fn stop_waiting(
    db: &Db,
    auditor: &Auditor,
    by: &Booker,
    id: WaitlistId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let ending = if by.is_bound() { "withdrawn" } else { "clinic" };
    let ended = tx
        .query(
            "UPDATE waitlist_entries SET ended_at = $3, ending = $4 WHERE id = $1 AND patient_id = $2 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(by.patient())
        .bind(now)
        .bind(ending.to_owned())
        .run()
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    // Whoever tends the list finds it at once and goes on to the next.
    tx.query("UPDATE waitlist_offers SET expires_at = $2 WHERE entry_id = $1 AND state = 'open' AND expires_at > $2")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    auditor.record(&mut tx, by.event(Action::Delete, AppointmentId(id.0), "taken out of the waiting list")).await?;
    tx.commit().await?;
    Ok(())
}

/// What the patient waits for, the oldest first.
///
/// # Errors
/// `NotFound` when the reader may not see appointments.
pub async fn waiting_of(
    q: &mut impl Source,
    chart: &crate::patients::Chart,
    now: DateTime<Utc>,
) -> Result<Vec<Waiting>, Error> {
    let patient = chart.read(Subject::Appointments)?;
    Ok(q.query(select!(
        "waitlist_entries w JOIN visit_types t ON t.id = w.visit_type_id",
        "WHERE w.patient_id = $2 AND w.ended_at IS NULL ORDER BY w.created_at, w.id"
    ))
    .bind(now)
    .bind(patient)
    .all()
    .await?)
}

/// All who wait, in their order; at most 500.
pub async fn waiting_list(
    q: &mut impl Source,
    by: &crate::accounts::Clinician,
    log: &crate::audit::AccessLog,
    now: DateTime<Utc>,
) -> Result<Vec<Waiting>, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Schedule).noting("waiting list".to_owned()));
    // CROSS JOIN makes SQLite begin with the few visit types, whose open entries have an index: those that ended are never read.
    Ok(q.query(select!(
        "visit_types t CROSS JOIN waitlist_entries w",
        "WHERE w.visit_type_id = t.id AND w.ended_at IS NULL ORDER BY w.created_at, w.id LIMIT 500"
    ))
    .bind(now)
    .all()
    .await?)
}

/// Who waits for a visit type, in their order, for those who offer.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Candidate {
    pub id: WaitlistId,
    pub patient_id: PatientId,
    pub created_by: Option<AccountId>,
    pub by_clinic: bool,
    pub visit_type_id: VisitTypeId,
    pub practitioner_id: Option<PractitionerId>,
    pub location_id: Option<LocationId>,
    pub appointment_id: Option<AppointmentId>,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub weekdays: i64,
    pub from_minute: i64,
    pub until_minute: i64,
}

impl Candidate {
    /// What they wait for.
    pub(super) fn wish(&self) -> Wish {
        Wish {
            visit_type: self.visit_type_id,
            practitioner: self.practitioner_id,
            location: self.location_id,
            appointment: self.appointment_id,
            first_day: self.first_day,
            last_day: self.last_day,
            weekdays: self.weekdays,
            from_minute: self.from_minute,
            until_minute: self.until_minute,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::New_York;
    use uuid::Uuid;

    fn wish() -> Wish {
        Wish {
            visit_type: VisitTypeId(Uuid::nil()),
            practitioner: None,
            location: None,
            appointment: None,
            first_day: "2026-11-02".parse().unwrap(),
            last_day: "2026-11-13".parse().unwrap(),
            // Monday and Wednesday.
            weekdays: 0b101,
            from_minute: 13 * 60,
            until_minute: 17 * 60,
        }
    }

    #[test]
    fn a_time_fits_by_the_clock_of_the_place() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let fits = |start: &str, end: &str| wish().fits(at(start), at(end), New_York);
        assert!(fits("2026-11-02T18:00:00Z", "2026-11-02T18:30:00Z"), "Monday at one");
        assert!(fits("2026-11-11T21:30:00Z", "2026-11-11T22:00:00Z"), "Wednesday until five");
        assert!(!fits("2026-11-11T21:45:00Z", "2026-11-11T22:15:00Z"), "it ends too late");
        assert!(!fits("2026-11-02T17:45:00Z", "2026-11-02T18:15:00Z"), "it begins too early");
        assert!(!fits("2026-11-03T19:00:00Z", "2026-11-03T19:30:00Z"), "a Tuesday");
        assert!(!fits("2026-11-16T19:00:00Z", "2026-11-16T19:30:00Z"), "after the last day");
    }

    #[test]
    fn a_wish_says_what_is_wrong_with_it() {
        let today = "2026-11-05".parse().unwrap();
        assert_eq!(wish().problems(today), []);
        let too_far =
            Wish { last_day: "2027-11-07".parse().unwrap(), first_day: "2027-11-01".parse().unwrap(), ..wish() };
        assert_eq!(too_far.problems(today), [WishProblem::Days]);
        let wrong =
            Wish { weekdays: 0, from_minute: 900, until_minute: 900, last_day: today.pred_opt().unwrap(), ..wish() };
        assert_eq!(wrong.problems(today), [WishProblem::Days, WishProblem::Weekdays, WishProblem::Times]);
    }
}
