//! What a part of the calendar is made of: hours, closures and visits between two days.

use super::scope::Scope;
use crate::{ui::when::zone_of, web::Here};
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use clinic::{
    Error,
    accounts::Clinician,
    appointments::{Calendar, MOST_SHOWN, Site, Visit, sites, visits},
    patients::choices,
    schedules::{Bookable, Closed, Room, Span, Week, bookable, closures, rooms, week},
    wall_clock::instant,
};

/// A part of the calendar.
pub(super) struct Loaded {
    /// What is shown; the place is settled where it was left open.
    pub scope: Scope,
    /// The zone it is shown in: that of the place.
    pub zone: Tz,
    /// The place, where one is shown.
    pub site: Option<Site>,
    /// All places.
    pub sites: Vec<Site>,
    /// Who can be booked.
    pub people: Vec<Bookable>,
    /// The rooms of the place.
    pub rooms: Vec<Room>,
    /// The hours of those who are shown, at any time from the first day on.
    pub weeks: Vec<Week>,
    /// The closures that reach into the days.
    pub closures: Vec<Closed>,
    /// The visits, in order; the first of them, where there are too many.
    pub visits: Vec<Visit>,
    /// Whether there are more than are shown.
    pub has_more: bool,
}

impl Loaded {
    /// Everything from `first` on, for so many days.
    pub async fn load(here: &Here, by: &Clinician, scope: Scope, first: NaiveDate, days: u64) -> Result<Self, Error> {
        let clinic = here.portal.settings.zone;
        let last = first.checked_add_days(Days::new(days.saturating_sub(1))).unwrap_or(first);
        let mut q = here.read().await?;
        let all_sites = sites(&mut q, by).await?;
        let mut people = bookable(&mut q, None, first).await?;
        if let Some(who) = scope.who.filter(|who| people.iter().all(|one| one.id != *who)) {
            // Someone who works here without hours has a calendar, too.
            let known = choices(&mut q, by).await?.practitioners.into_iter().find(|(id, _)| *id == who);
            people.extend(known.map(|(id, name)| Bookable { id, name }));
        }
        let all_weeks = week(&mut q, None, first).await?;
        let is_in = |week: &Week, day: NaiveDate| week.hours.are_on(day);
        let in_days = |week: &&Week| first.iter_days().take_while(|day| *day <= last).any(|day| is_in(week, day));
        let site = match (scope.place, scope.who) {
            (Some(place), _) => Some(all_sites.iter().find(|site| site.id == place).ok_or(Error::NotFound)?),
            (None, Some(_)) => None,
            (None, None) => {
                let busy = all_weeks.iter().find(in_days).or(all_weeks.first()).map(|week| week.hours.location);
                busy.and_then(|place| all_sites.iter().find(|site| site.id == place)).or(all_sites.first())
            }
        };
        let site = site.cloned();
        let scope = site.as_ref().map_or(scope, |site| scope.at(site.id));
        let weeks: Vec<Week> = all_weeks
            .into_iter()
            .filter(|week| scope.who.is_none_or(|who| week.hours.practitioner == who))
            .filter(|week| scope.place.is_none_or(|place| week.hours.location == place))
            .collect();
        let own = weeks.iter().find(in_days).or(weeks.first()).and_then(|week| week.zone.clone());
        let zone = zone_of(site.as_ref().map_or(own, |site| site.zone.clone()).as_deref(), clinic);
        let span = span_of(first, last, zone);
        let mut visits = match (scope.who, scope.place) {
            (Some(who), _) => visits(&mut q, by, &here.visit.log, Calendar::Of(who), span).await?,
            (None, Some(place)) => visits(&mut q, by, &here.visit.log, Calendar::At(place), span).await?,
            (None, None) => Vec::new(),
        };
        let most = usize::try_from(MOST_SHOWN).unwrap_or(usize::MAX);
        let has_more = visits.len() > most;
        visits.truncate(most);
        visits.retain(|visit| scope.place.is_none() || visit.location_id == scope.place);
        let closures = closures(&mut q, first, last).await?;
        let rooms = rooms(&mut q).await?.into_iter().filter(|room| Some(room.location_id) == scope.place).collect();
        Ok(Self { scope, zone, site, sites: all_sites, people, rooms, weeks, closures, visits, has_more })
    }

    /// When someone works on a day, closures left out, in order.
    pub fn hours_on(&self, day: NaiveDate) -> impl Iterator<Item = (&Week, Span)> {
        self.weeks.iter().filter(move |week| week.hours.are_on(day)).map(move |week| {
            let zone = zone_of(week.zone.as_deref(), self.zone);
            let start = instant(day, week.hours.from_minute, zone);
            (week, Span { start, end: instant(day, week.hours.until_minute, zone) })
        })
    }

    /// The closures that reach into a day and concern what is shown.
    pub fn closed_on(&self, day: NaiveDate) -> impl Iterator<Item = (&Closed, Span)> {
        let scope = self.scope;
        self.closures
            .iter()
            .filter(move |closed| closed.closure.first_day <= day && day <= closed.closure.last_day)
            .filter(move |closed| {
                let closure = &closed.closure;
                closure.practitioner.is_none_or(|whose| {
                    scope.who.map_or_else(
                        || self.weeks.iter().any(|week| week.hours.practitioner == whose),
                        |who| who == whose,
                    )
                }) && closure.location.is_none_or(|place| {
                    scope
                        .place
                        .map_or_else(|| self.weeks.iter().any(|week| week.hours.location == place), |at| at == place)
                })
            })
            .map(|closed| {
                let closure = &closed.closure;
                let start = instant(closure.first_day, closure.from_minute, self.zone);
                (closed, Span { start, end: instant(closure.last_day, closure.until_minute, self.zone) })
            })
    }

    /// The visits that begin on a day.
    pub fn visits_on(&self, day: NaiveDate) -> impl Iterator<Item = (usize, &Visit)> {
        let zone = self.zone;
        self.visits.iter().enumerate().filter(move |(_, visit)| visit.start_at.with_timezone(&zone).date_naive() == day)
    }
}

/// From the beginning of a day to the end of another.
fn span_of(first: NaiveDate, last: NaiveDate, zone: Tz) -> Span {
    let start: DateTime<Utc> = instant(first, 0, zone);
    Span { start, end: instant(last, clinic::schedules::DAY, zone) }
}
