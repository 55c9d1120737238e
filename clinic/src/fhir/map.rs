//! From FHIR resources to the rows of the chart.

mod care;
mod clinical;
mod dosage;
mod former;
mod medication;
mod papers;
mod patient;
mod places;
mod reports;
mod results;

pub(crate) use former::former;

use super::{
    moment::When,
    outline::{Label, label},
    problem,
    resolver::{Resolver, Target},
    rows::{Fill, Kind},
    types::{Period, Reference, present},
};
use crate::moment::Precision;
use chrono::{DateTime, Days, Duration, Months, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

/// What a resource becomes. Without rows it is kept only as it came.
#[derive(Default)]
pub(super) struct Mapped {
    /// Whose record it belongs to.
    pub(super) patient: Option<Uuid>,
    /// Who the patient is, for a resource that says so.
    pub(super) person: Option<Person>,
    pub(super) rows: Vec<Box<dyn Fill>>,
}

impl Mapped {
    fn of(patient: Option<Uuid>, row: impl Fill + 'static) -> Self {
        Self { patient, person: None, rows: vec![Box::new(row)] }
    }

    fn and(mut self, row: impl Fill + 'static) -> Self {
        self.rows.push(Box::new(row));
        self
    }
}

/// What tells one person from another.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) birth_date: Option<NaiveDate>,
    pub(super) family: Option<String>,
}

/// Where a resource stands while it is understood.
pub(super) struct Context<'c> {
    pub(super) id: Uuid,
    pub(super) base: Option<&'c str>,
    pub(super) resolver: &'c Resolver,
    pub(super) contained: &'c [Box<RawValue>],
    pub(super) now: DateTime<Utc>,
}

/// Understands a resource; the error names the element that is wrong.
pub(super) fn map(kind: Kind, text: &str, context: &Context<'_>) -> Result<Mapped, String> {
    match kind {
        Kind::AllergyIntolerance => Ok(clinical::allergy(read(text)?, context)),
        Kind::Appointment => papers::appointment(read(text)?, context),
        Kind::CarePlan => care::plan(read(text)?, context),
        Kind::CareTeam => Ok(care::team(read(text)?, context)),
        Kind::Condition => Ok(clinical::condition(read(text)?, context)),
        Kind::Coverage => Ok(patient::coverage(read(text)?, context)),
        Kind::DiagnosticReport => reports::report(read(text)?, context),
        Kind::DocumentReference => papers::document(read(text)?, context),
        Kind::Encounter => Ok(clinical::encounter(read(text)?, context)),
        Kind::Goal => Ok(care::goal(read(text)?, context)),
        Kind::Immunization => Ok(clinical::immunization(read(text)?, context)),
        Kind::Location => places::location(read(text)?, context),
        Kind::MedicationRequest => medication::request(read(text)?, context),
        Kind::Observation => Ok(results::observation(context.id, read(text)?, context)),
        Kind::Organization => Ok(places::organization(read(text)?, context)),
        Kind::Patient => patient::patient(read(text)?, context),
        Kind::Practitioner => Ok(places::practitioner(&read(text)?, context)),
        Kind::PractitionerRole => Ok(places::role(&read(text)?, context)),
        Kind::Procedure => Ok(clinical::procedure(read(text)?, context)),
        Kind::Medication | Kind::Other => Ok(Mapped::default()),
    }
}

fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| problem::described(&error, text))
}

impl Context<'_> {
    fn follow(&self, reference: Option<&Reference>) -> Option<Target> {
        self.resolver.follow(present(reference?.to.as_deref())?, self.base)
    }

    /// The patient a reference leads to.
    fn patient(&self, reference: Option<&Reference>) -> Option<Uuid> {
        self.link(reference, Kind::Patient)
    }

    /// The target of a reference if it is of this kind.
    fn link(&self, reference: Option<&Reference>, kind: Kind) -> Option<Uuid> {
        self.follow(reference).filter(|target| target.kind == kind).map(|target| target.id)
    }

    /// The target of a reference if it is of this kind and in the same person's record.
    fn same_record(&self, reference: Option<&Reference>, kind: Kind, patient: Uuid) -> Option<Uuid> {
        let target = self.follow(reference)?;
        (target.kind == kind && target.patient == Some(patient)).then_some(target.id)
    }

    fn encounter(&self, reference: Option<&Reference>, patient: Uuid) -> Option<Uuid> {
        self.same_record(reference, Kind::Encounter, patient)
    }

    /// The practitioner a reference leads to, also through a role.
    fn practitioner(&self, reference: Option<&Reference>) -> Option<Uuid> {
        let target = self.follow(reference)?;
        match target.kind {
            Kind::Practitioner => Some(target.id),
            Kind::PractitionerRole => self.resolver.practitioner_of(target.id, self.base),
            _ => None,
        }
    }

    /// How the target of a reference is called: by the display that came with it, else by its own name.
    fn named(&self, reference: &Reference) -> Option<String> {
        if let Some(display) = present(reference.display.as_deref()) {
            return Some(display.to_owned());
        }
        if let Some((kind, text)) = self.contained(reference) {
            return label(kind, text).words;
        }
        let target = self.follow(Some(reference))?;
        if let Some(words) = self.resolver.label(target.id).and_then(|label| label.words.clone()) {
            return Some(words);
        }
        let practitioner = self.resolver.practitioner_of(target.id, self.base)?;
        self.resolver.label(practitioner)?.words.clone()
    }

    /// What the target of a reference to a medication or condition is called and coded.
    fn concept(&self, reference: &Reference) -> Option<Label> {
        if let Some((kind, text)) = self.contained(reference) {
            return Some(label(kind, text));
        }
        self.resolver.label(self.follow(Some(reference))?.id).cloned()
    }

    /// The contained resource a `#id` means.
    fn contained(&self, reference: &Reference) -> Option<(Kind, &str)> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Inner {
            resource_type: String,
            id: Option<String>,
        }
        let wanted = reference.to.as_deref()?.strip_prefix('#')?;
        self.contained.iter().find_map(|raw| {
            let inner: Inner = serde_json::from_str(raw.get()).ok()?;
            (inner.id.as_deref() == Some(wanted)).then(|| (Kind::of(&inner.resource_type), raw.get()))
        })
    }

    /// The names of all targets, joined.
    fn all_named<'r>(&self, references: impl IntoIterator<Item = &'r Reference>) -> Option<String> {
        super::types::join(references.into_iter().filter_map(|reference| self.named(reference)), ", ")
    }
}

/// The instant and the precision of a time, for its two columns.
fn split(when: Option<When>) -> (Option<DateTime<Utc>>, Option<Precision>) {
    when.map_or((None, None), |When(moment)| (Some(moment.at), Some(moment.precision)))
}

fn at(when: Option<When>) -> Option<DateTime<Utc>> {
    when.map(|When(moment)| moment.at)
}

fn start(period: Option<&Period>) -> Option<When> {
    period.and_then(|period| period.start)
}

fn end(period: Option<&Period>) -> Option<When> {
    period.and_then(|period| period.end)
}

/// Whether a period is over; one that ends on a day lasts to the end of that day.
fn is_over(period: Option<&Period>, now: DateTime<Utc>) -> bool {
    over_at(period).is_some_and(|over| over <= now)
}

/// The moment from which a period is over everywhere: a day, month or year that ends it still belongs to it, and it ends
/// half a day after that of UTC where the sun is latest.
fn over_at(period: Option<&Period>) -> Option<DateTime<Utc>> {
    let When(end) = end(period)?;
    let next = match end.precision {
        Precision::Time => return Some(end.at),
        Precision::Day => end.at.checked_add_days(Days::new(1)),
        Precision::Month => end.at.checked_add_months(Months::new(1)),
        Precision::Year => end.at.checked_add_months(Months::new(12)),
    };
    next?.checked_add_signed(Duration::hours(12))
}

/// The first time that is known, for the order of lists; what has none comes last.
fn sort_at(times: impl IntoIterator<Item = Option<DateTime<Utc>>>) -> DateTime<Utc> {
    times.into_iter().flatten().next().unwrap_or(LONG_AGO)
}

/// 1 January 1900.
const LONG_AGO: DateTime<Utc> = match DateTime::from_timestamp(-2_208_988_800, 0) {
    Some(at) => at,
    None => DateTime::UNIX_EPOCH,
};

/// What is shown where a resource gives no name at all.
fn unnamed(words: Option<String>) -> String {
    words.unwrap_or_else(|| "(not named)".to_owned())
}

/// A code that must be one of `allowed`.
fn one_of(element: &str, code: Option<String>, allowed: &[&str], missing: &str) -> Result<String, String> {
    match code {
        None => Ok(missing.to_owned()),
        Some(code) if allowed.contains(&code.as_str()) => Ok(code),
        Some(_) => Err(format!("{element}: not one of FHIR's codes ({})", allowed.join(", "))),
    }
}
