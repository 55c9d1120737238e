//! One person's record under construction.

mod appointments;
mod documents;
mod growth;
mod medicines;
mod patient;
mod plans;
mod records;
mod results;
mod visits;
mod vitals;

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveTime};
use serde_json::{Value, json};

use super::bundle::{Bundle, named};
use super::calendar::{Moment, at, open_day_before, past_open_day, years_between};
use super::diary::Diary;
use super::house::Staff;
use super::ids::urn;
use super::rng::Rng;
use super::roster::Person;
pub(crate) use appointments::Coming;
pub(crate) use documents::Paper;
pub(crate) use plans::{Aim, Measure, at_most};
pub(crate) use records::Allergy;
pub(crate) use results::Remark;
pub(crate) use visits::{Kind, Visit, every};
pub(crate) use vitals::{DIASTOLIC, HEIGHT, OXYGEN, PHQ9_SCORE, PULSE, SYSTOLIC, WEIGHT};

/// Collects a person's resources, and remembers what later ones follow from.
pub(crate) struct Chart {
    pub(crate) person: &'static Person,
    pub(crate) today: NaiveDate,
    pub(crate) rng: Rng,
    bundle: Bundle,
    counts: BTreeMap<&'static str, u32>,
    trends: Vec<(&'static str, Vec<(i64, f64)>)>,
    usual: BTreeMap<&'static str, f64>,
    remarks: Vec<(&'static str, Remark)>,
    team: Option<String>,
    diary: Diary,
    last_visit: Option<Visit>,
}

impl Chart {
    /// A chart that holds the person and nothing else.
    pub(crate) fn new(person: &'static Person, today: NaiveDate, diary: Diary) -> Self {
        let mut chart = Self {
            person,
            today,
            rng: Rng::named(person.key),
            bundle: Bundle::default(),
            counts: BTreeMap::new(),
            trends: Vec::new(),
            usual: BTreeMap::new(),
            remarks: Vec::new(),
            team: None,
            diary,
            last_visit: None,
        };
        chart.write_patient();
        chart
    }

    /// The finished transaction Bundle, and the diary for the next chart.
    pub(crate) fn into_bundle(self) -> (Value, Diary) {
        (self.bundle.finish(self.person.key), self.diary)
    }

    /// Says how a value went: days ago and value, oldest first. Between two points it moves evenly.
    pub(crate) fn trend(&mut self, code: &'static str, points: &[(i64, f64)]) {
        self.trends.retain(|(known, _)| *known != code);
        self.trends.push((code, points.to_vec()));
    }

    /// The open day at or before so many days ago.
    pub(crate) fn day(&self, ago: i64) -> NaiveDate {
        open_day_before(self.today - Duration::days(ago))
    }

    /// A moment on that day in the zone of the person's place of care.
    pub(crate) fn at(&self, ago: i64, hour: u32, minute: u32) -> Moment {
        at(self.person.site.zone, self.day(ago), hour, minute)
    }

    /// Nothing may be later than the moment at which today begins in UTC.
    pub(crate) fn no_later(&self, moment: Moment) -> Moment {
        let dawn = self.today.and_time(NaiveTime::MIN).and_utc().with_timezone(&self.person.site.zone);
        moment.min(dawn)
    }

    /// How many days ago so many open days ago was (1: the last open day before today).
    pub(crate) fn open_days_ago(&self, count: u32) -> i64 {
        (self.today - past_open_day(self.today, count)).num_days()
    }

    /// Age in whole years on a day.
    pub(crate) fn age_on(&self, day: NaiveDate) -> u32 {
        years_between(self.person.birth_date(self.today), day)
    }

    /// Age in days so many days ago.
    pub(crate) fn days_old(&self, ago: i64) -> i64 {
        (self.today - self.person.birth_date(self.today)).num_days() - ago
    }

    /// Days since the person joined the clinic, or was born if that is later.
    pub(crate) fn joined(&self) -> i64 {
        self.person.since.min(self.days_old(0))
    }

    fn put(&mut self, kind: &'static str, updated: Moment, body: Value) -> String {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let key = format!("{}/{count}", self.person.key);
        let updated = self.no_later(updated);
        self.bundle.put(kind, &key, updated, body)
    }

    fn subject(&self) -> Value {
        named(&urn("patient", self.person.key), &self.person.display())
    }

    fn value_of(&self, code: &str, ago: i64) -> Option<f64> {
        let (_, points) = self.trends.iter().find(|(known, _)| *known == code)?;
        let mut before = points.first().copied()?;
        for &(days, value) in points {
            if days <= ago {
                return Some(between(before, (days, value), ago));
            }
            before = (days, value);
        }
        Some(before.1)
    }
}

/// A reference to someone of the staff.
pub(crate) fn by(staff: &Staff) -> Value {
    named(&urn("practitioner", staff.key), &staff.display())
}

/// A bare reference.
pub(crate) fn reference(urn: &str) -> Value {
    json!({ "reference": urn })
}

fn between(older: (i64, f64), newer: (i64, f64), ago: i64) -> f64 {
    if ago >= older.0 {
        return older.1;
    }
    let whole = days(older.0 - newer.0);
    let part = days(older.0 - ago);
    if whole <= 0.0 { newer.1 } else { older.1 + (newer.1 - older.1) * part / whole }
}

/// Days as a number to reckon with.
pub(crate) fn days(count: i64) -> f64 {
    f64::from(i32::try_from(count).unwrap_or(i32::MAX))
}
