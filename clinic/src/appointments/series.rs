//! Visits that repeat, each of which can then be moved and called off by itself.

use super::{
    AtDesk, Booker, Choice, NotBooked, Rules,
    desk::put,
    notify::{Told, notify},
};
use crate::{
    Error,
    accounts::Clinician,
    audit::Auditor,
    db::{Db, Source as _, Tx},
    ids::{AppointmentId, PatientId, SeriesId},
    schedules::{hold_schedule, zone_of},
    wall_clock::instant,
};
use chrono::{DateTime, Timelike as _, Utc};
use chrono_tz::Tz;
use rrule::{RRule, RRuleSet, Unvalidated};

/// The most visits of a series.
pub const MOST: u16 = 52;

/// How visits repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Each day, week or month.
    pub each: Each,
    /// Every so many of them.
    pub interval: u16,
    /// How many visits in all.
    pub count: u16,
}

/// What a series repeats by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// Days.
    Day,
    /// Weeks, on the same weekday.
    Week,
    /// Months, on the same day of the month; months without it are left out.
    Month,
}

impl Repeat {
    /// The rule as it is stored (RFC 5545, RRULE).
    pub fn rule(self) -> String {
        let each = match self.each {
            Each::Day => "DAILY",
            Each::Week => "WEEKLY",
            Each::Month => "MONTHLY",
        };
        format!("FREQ={each};INTERVAL={};COUNT={}", self.interval, self.count)
    }

    /// When the visits begin: each at the same time on the clock of `zone`. Where clocks skip that time, at the first moment after; where
    /// they show it twice, the first time.
    ///
    /// # Errors
    /// `Invalid` for a series of none, of more than 52, or with an interval of 0.
    pub fn beginnings(self, first: DateTime<Utc>, zone: Tz) -> Result<Vec<DateTime<Utc>>, Error> {
        let wrong = |what: &dyn std::fmt::Display| Error::Invalid(format!("the series cannot be made: {what}"));
        if !(1..=MOST).contains(&self.count) || !(1..=99).contains(&self.interval) {
            return Err(Error::Invalid(format!("a series has 1 to {MOST} visits")));
        }
        let rule: RRule<Unvalidated> = self.rule().parse().map_err(|error| wrong(&error))?;
        // The rule counts in days of a calendar without changes of clocks; the clock on the wall is then looked at for each day.
        let wall = first.with_timezone(&zone).naive_local();
        let set: RRuleSet = rule.build(wall.and_utc().with_timezone(&rrule::Tz::UTC)).map_err(|error| wrong(&error))?;
        let minute = i64::from(wall.hour() * 60 + wall.minute());
        // The first may be the second of two moments that the clock shows alike.
        let later = set.all(MOST).dates.into_iter().skip(1).map(|at| instant(at.date_naive(), minute, zone));
        Ok([first].into_iter().chain(later).collect())
    }
}

/// What became of one visit of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// The visit, or why there is none.
    pub booked: Result<AppointmentId, NotBooked>,
}

/// Books a series. Where a time is not free, either nothing is booked, or with `without_taken` that visit is left out. Tells what
/// became of each; the first visit is always needed.
///
/// # Errors
/// `NotFound` when patient, visit type or place do not exist; `Invalid` for a series that cannot be.
#[expect(clippy::too_many_arguments, reason = "who, for whom, what and when are each their own")]
pub async fn book_series(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    patient: PatientId,
    first: Choice,
    repeat: Repeat,
    how: &AtDesk,
    without_taken: bool,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<Vec<Repeated>, Error> {
    let by = Booker::at_desk(by, patient);
    let mut tx = db.begin().await?;
    let zone: Option<(Option<String>,)> =
        tx.query("SELECT zone FROM locations WHERE id = $1").bind(first.location).maybe().await?;
    let zone = zone_of(zone.ok_or(Error::NotFound)?.0.as_deref(), rules.zone);
    // Whoever sends the form again at the same time waits here.
    hold_schedule(&mut tx, first.practitioner).await?;
    let known = booked_before(&mut tx, &by, how.id).await?;
    if !known.is_empty() {
        return Ok(known);
    }
    let id = SeriesId::new();
    tx.query("INSERT INTO appointment_series (id, rule, zone, created_at, created_by) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(repeat.rule())
        .bind(zone.name().to_owned())
        .bind(now)
        .bind(by.account())
        .run()
        .await?;
    let mut all = Vec::new();
    for start_at in repeat.beginnings(first.start_at, zone)? {
        let choice = Choice { start_at, ..first };
        // The first visit has the id of the form, and ends the place in the waiting list.
        let is_first = all.is_empty();
        let (id_of_form, waited) = (how.id.filter(|_| is_first), how.waited.filter(|_| is_first));
        let how = AtDesk { id: id_of_form, waited, ..how.clone() };
        let booked = put(&mut tx, auditor, &by, choice, &how, Some(id), rules, now).await?;
        all.push(Repeated { start_at, booked });
    }
    let is_whole = all.iter().all(|one| one.booked.is_ok());
    let has_first = all.first().is_some_and(|one| one.booked.is_ok());
    if is_whole || (without_taken && has_first) {
        for booked in all.iter().filter_map(|one| one.booked.as_ref().ok()) {
            notify(&mut tx, *booked, Told::Booked, now).await?;
        }
        tx.commit().await?;
    }
    Ok(all)
}

/// The visits that a form booked which is sent again.
async fn booked_before(tx: &mut Tx, by: &Booker, first: Option<AppointmentId>) -> Result<Vec<Repeated>, Error> {
    let rows: Vec<(AppointmentId, DateTime<Utc>)> = tx
        .query(
            "SELECT a.id, a.start_at FROM appointments a
             WHERE a.series_id = (SELECT series_id FROM appointments WHERE id = $1 AND patient_id = $2)
             ORDER BY a.start_at, a.id",
        )
        .bind(first)
        .bind(by.patient())
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id, start_at)| Repeated { start_at, booked: Ok(id) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::New_York;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_series_keeps_its_time_on_the_wall_when_clocks_change() {
        let weekly = Repeat { each: Each::Week, interval: 1, count: 3 };
        let times = weekly.beginnings(at("2026-10-26T13:00:00Z"), New_York).unwrap();
        assert_eq!(times, [at("2026-10-26T13:00:00Z"), at("2026-11-02T14:00:00Z"), at("2026-11-09T14:00:00Z")]);
    }

    #[test]
    fn a_time_that_clocks_skip_is_the_first_moment_after() {
        let weekly = Repeat { each: Each::Week, interval: 1, count: 3 };
        let times = weekly.beginnings(at("2027-03-07T07:30:00Z"), New_York).unwrap();
        assert_eq!(times, [at("2027-03-07T07:30:00Z"), at("2027-03-14T07:00:00Z"), at("2027-03-21T06:30:00Z")]);
    }

    #[test]
    fn months_without_the_day_are_left_out() {
        let monthly = Repeat { each: Each::Month, interval: 1, count: 3 };
        let times = monthly.beginnings(at("2026-12-31T15:00:00Z"), New_York).unwrap();
        assert_eq!(times, [at("2026-12-31T15:00:00Z"), at("2027-01-31T15:00:00Z"), at("2027-03-31T14:00:00Z")]);
    }

    #[test]
    fn a_series_has_bounds() {
        for (interval, count) in [(1, 0), (0, 3), (1, 53)] {
            assert!(
                Repeat { each: Each::Day, interval, count }.beginnings(at("2026-12-31T15:00:00Z"), New_York).is_err()
            );
        }
    }
}
