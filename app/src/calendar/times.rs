//! Choosing a time at the desk: what is looked for, the times that are free, and what a form names.

use super::{
    clock::parse_clock,
    scope::{ALL, parse_day},
};
use crate::{
    ui::{form::FieldError, text::Lang, when::zone_of},
    web::Here,
};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Clinician,
    appointments::{self, Booker, Site, choices, sites},
    ids::{AppointmentId, LocationId, PractitionerId},
    patients,
    schedules::{Bookable, Free, VisitType, bookable, visit_types},
    wall_clock::instant,
};
use serde::Deserialize;

/// So many days ahead free times are looked for.
const AHEAD: usize = 28;
/// So many days with free times are shown at once; fewer where one has so many times.
const SHOWN: usize = 3;
const MANY: usize = 30;

/// What a form says about the time of a visit, as it was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SlotFields {
    /// The visit type.
    pub kind: String,
    /// With whom free times are looked for; anyone where empty.
    pub who: String,
    /// Where; anywhere where empty.
    pub place: String,
    /// From which day on.
    pub day: String,
    /// The free time that was chosen.
    pub time: String,
    /// A day and a time that were typed, with whom and where.
    pub date: String,
    pub clock: String,
    pub with: String,
    pub at: String,
    /// Whether it may be beside another visit.
    pub beside: String,
    /// By which button: `look`, which only looks for free times; `free`, `typed` or `now`; of a series `free-without` or
    /// `typed-without`, those that are taken.
    pub way: String,
    /// The day from which later times are looked for, by its button.
    pub later: String,
    /// What the free times on the page were looked for by.
    pub shown: String,
}

impl SlotFields {
    /// Whether the time was typed, and not chosen from those that are free.
    pub fn is_typed(&self) -> bool {
        matches!(self.way.as_str(), "typed" | "typed-without")
    }

    /// Whether free times are looked for, and nothing else is done.
    pub fn is_look(&self) -> bool {
        self.way == "look" || !self.later.is_empty()
    }

    /// The same without the button that was pressed.
    pub fn looked(self) -> Self {
        let day = if self.later.is_empty() { self.day } else { self.later };
        Self { day, way: String::new(), later: String::new(), ..self }
    }

    /// Whether the patient is here now.
    pub fn is_now(&self) -> bool {
        self.way == "now"
    }

    /// Whether those of a series that are taken are left out.
    pub fn is_without(&self) -> bool {
        self.way.ends_with("-without")
    }

    /// Whether the visit may be beside another one.
    pub fn is_beside(&self) -> bool {
        self.is_typed() && self.beside == "true"
    }
}

/// What can be chosen.
pub(super) struct Picked {
    pub types: Vec<VisitType>,
    pub people: Vec<Bookable>,
    pub sites: Vec<Site>,
    /// What is looked for.
    pub kind: Option<VisitType>,
    pub who: Option<PractitionerId>,
    pub place: Option<LocationId>,
    pub day: NaiveDate,
    /// The free times, by day.
    pub days: Vec<(NaiveDate, Vec<Free>)>,
    /// The day from which later ones are found.
    pub later: Option<NaiveDate>,
}

/// Looks for what a form asks for.
pub(super) async fn pick(
    here: &Here,
    by: &Clinician,
    booker: &Booker,
    asked: &SlotFields,
    moves: Option<AppointmentId>,
) -> Result<Picked, Error> {
    let (now, today) = (here.now, here.today());
    let mut q = here.read().await?;
    // A visit that is moved keeps its type, also where that is no longer offered.
    let own = |of: &VisitType| moves.is_some() && asked.kind == of.id.to_string();
    let types: Vec<VisitType> = visit_types(&mut q).await?.into_iter().filter(|of| of.active || own(of)).collect();
    let sites = sites(&mut q, by).await?;
    let mut people = bookable(&mut q, None, today).await?;
    for (id, name) in patients::choices(&mut q, by).await?.practitioners {
        if people.iter().all(|known| known.id != id) {
            people.push(Bookable { id, name });
        }
    }
    people.sort_by(|a, b| a.name.cmp(&b.name));
    let kind = match types.as_slice() {
        [only] if moves.is_none() && asked.kind.is_empty() => Some(only.clone()),
        _ => asked.kind.parse().ok().and_then(|id| types.iter().find(|of| of.id == id)).cloned(),
    };
    let who = asked.who.parse().ok();
    let place = asked.place.parse().ok();
    let day = parse_day(&asked.day).unwrap_or(today).max(today);
    let mut days: Vec<(NaiveDate, Vec<Free>)> = Vec::new();
    let mut later = None;
    if let Some(kind) = &kind {
        let rules = super::rules(here);
        let all = choices(&mut q, booker, kind, who, place, day, AHEAD, moves, &rules, now).await?;
        for free in all {
            let on = free.start_at.with_timezone(&free.zone).date_naive();
            let count: usize = days.iter().map(|(_, times)| times.len()).sum();
            let is_full = days.len() == SHOWN || count >= MANY;
            match days.last_mut() {
                Some((day, times)) if *day == on => times.push(free),
                _ if is_full => {
                    later = Some(on);
                    break;
                }
                _ => days.push((on, vec![free])),
            }
        }
        if days.is_empty() {
            later = day.checked_add_days(Days::new(u64::try_from(AHEAD).unwrap_or_default()));
        }
    }
    Ok(Picked { types, people, sites, kind, who, place, day, days, later })
}

impl Picked {
    /// What was looked for, so that a form can tell whether it was changed since.
    pub fn shown(&self) -> String {
        let kind = self.kind.as_ref().map(|kind| kind.id.to_string()).unwrap_or_default();
        let place = self.place.map(|id| id.to_string()).unwrap_or_default();
        format!("{}~{kind}~{}~{place}", self.day, self.whose())
    }

    /// With whom, as an address or a form says it.
    pub fn whose(&self) -> String {
        self.who.map_or_else(|| ALL.to_owned(), |who| who.to_string())
    }

    /// The zone of the place that a form names.
    pub fn zone(&self, typed: &SlotFields, clinic: Tz) -> Tz {
        let place = if typed.is_typed() {
            typed.at.parse().ok()
        } else {
            parse_time(&typed.time).map(|(_, location, _)| location)
        };
        let site = place.and_then(|place| self.sites.iter().find(|site| site.id == place));
        zone_of(site.and_then(|site| site.zone.as_deref()), clinic)
    }

    /// The time that a form names, and whether the patient is here; or what is wrong with it.
    pub fn chosen(
        &self,
        typed: &SlotFields,
        now: DateTime<Utc>,
        clinic: Tz,
        lang: Lang,
    ) -> Result<appointments::Choice, Vec<FieldError>> {
        let Some(kind) = &self.kind else {
            return Err(vec![FieldError::new("kind", lang.t("calendar-kind-missing"))]);
        };
        if !typed.is_typed() && !typed.is_now() {
            // Whoever has typed a time means that one.
            if !typed.clock.trim().is_empty() {
                return Err(vec![FieldError::new("clock", lang.t("calendar-two-times"))]);
            }
            if !typed.shown.is_empty() && typed.shown != self.shown() {
                return Err(vec![FieldError::new("time", lang.t("calendar-looked-other"))]);
            }
            let time = parse_time(&typed.time);
            let Some((practitioner, location, start_at)) = time else {
                return Err(vec![FieldError::new("time", lang.t("calendar-time-missing"))]);
            };
            return Ok(appointments::Choice { visit_type: kind.id, practitioner, location, start_at });
        }
        let with = typed.with.parse().ok().filter(|id| self.people.iter().any(|one| one.id == *id));
        let site = typed.at.parse().ok().and_then(|id| self.sites.iter().find(|site| site.id == id));
        let mut errors = Vec::new();
        if with.is_none() {
            errors.push(FieldError::new("with", lang.t("calendar-with-missing")));
        }
        if site.is_none() {
            errors.push(FieldError::new("at", lang.t("calendar-at-missing")));
        }
        let zone = zone_of(site.and_then(|site| site.zone.as_deref()), clinic);
        let start_at = if typed.is_now() {
            // The five minutes that have begun.
            Some(
                now - Duration::seconds(now.timestamp().rem_euclid(300))
                    - Duration::nanoseconds(i64::from(now.timestamp_subsec_nanos())),
            )
        } else {
            let (day, minute) = (parse_day(&typed.date), parse_clock(&typed.clock));
            if day.is_none() {
                errors.push(FieldError::new("date", lang.t("calendar-date-missing")));
            }
            if minute.is_none() {
                errors.push(FieldError::new("clock", lang.t("calendar-clock-missing")));
            }
            let start = day.zip(minute).map(|(day, minute)| instant(day, minute, zone));
            if start.is_some_and(|start| start + Duration::minutes(kind.minutes) <= now) {
                errors.push(FieldError::new("clock", lang.t("calendar-clock-over")));
            }
            start
        };
        match (with, site, start_at) {
            (Some(practitioner), Some(site), Some(start_at)) if errors.is_empty() => {
                Ok(appointments::Choice { visit_type: kind.id, practitioner, location: site.id, start_at })
            }
            _ => Err(errors),
        }
    }
}

/// A free time as a form sends it.
pub(super) fn time_value(free: &Free) -> String {
    time_name(free.practitioner, free.location, free.start_at)
}

/// The same of a time, with whom and where.
pub(super) fn time_name(who: PractitionerId, place: LocationId, start_at: DateTime<Utc>) -> String {
    format!("{who}~{place}~{}", start_at.timestamp())
}

fn parse_time(text: &str) -> Option<(PractitionerId, LocationId, DateTime<Utc>)> {
    let mut parts = text.split('~');
    let (practitioner, location) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let start = DateTime::from_timestamp(parts.next()?.parse().ok()?, 0)?;
    parse_day(&start.date_naive().to_string())?;
    parts.next().is_none().then_some((practitioner, location, start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_free_time_is_read_back() {
        let free = Free {
            start_at: DateTime::from_timestamp(1_795_000_200, 0).unwrap(),
            end_at: DateTime::from_timestamp(1_795_001_400, 0).unwrap(),
            taken_until: DateTime::from_timestamp(1_795_001_400, 0).unwrap(),
            practitioner: PractitionerId(Uuid::from_u128(1)),
            practitioner_name: "Dr. Okafor".to_owned(),
            location: LocationId(Uuid::from_u128(2)),
            location_name: "Harbor".to_owned(),
            room: None,
            zone: chrono_tz::UTC,
        };
        assert_eq!(parse_time(&time_value(&free)), Some((free.practitioner, free.location, free.start_at)));
        for wrong in ["", "~~", "a~b~c", &format!("{}~1", time_value(&free))] {
            assert_eq!(parse_time(wrong), None, "{wrong}");
        }
    }
}
