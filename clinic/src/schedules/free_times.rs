use super::{
    Hours, Span, VisitType,
    calendar::taken,
    closures::closures,
    free::{beginnings, open_on},
    hours::weeks,
};
use crate::{
    Error,
    db::Source,
    ids::{AppointmentId, LocationId, PatientId, PractitionerId, RoomId},
    wall_clock::instant,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

/// The most days that are looked at in one go.
const MOST_DAYS: usize = 62;

/// What time someone looks for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'v> {
    /// What for.
    pub visit: &'v VisitType,
    /// With whom; anyone where missing.
    pub practitioner: Option<PractitionerId>,
    /// Where; anywhere where missing.
    pub location: Option<LocationId>,
    /// The first day, on the calendar of each place.
    pub first_day: NaiveDate,
    /// How many days from it on; at most 62.
    pub days: usize,
    /// No visit begins before.
    pub earliest: DateTime<Utc>,
    /// No visit begins after.
    pub latest: DateTime<Utc>,
    /// A visit that is to be moved: its present time is free for itself.
    pub moves: Option<AppointmentId>,
    /// Who looks: what they hold themselves is free for them.
    pub patient: Option<PatientId>,
    /// The zone of places that have none of their own.
    pub zone: Tz,
}

impl<'v> Wanted<'v> {
    /// What a patient can choose from now on, of the clinic's rules for the visit type: the first `days` days that lie within them.
    pub fn by_patient(visit: &'v VisitType, first_day: NaiveDate, days: usize, now: DateTime<Utc>, zone: Tz) -> Self {
        Self {
            visit,
            practitioner: None,
            location: None,
            first_day,
            days,
            earliest: now + Duration::minutes(visit.notice_minutes),
            latest: now + Duration::days(visit.ahead_days),
            moves: None,
            patient: None,
            zone,
        }
    }

    /// What the clinic can choose: from the present minute on, without limit.
    pub fn by_clinic(visit: &'v VisitType, first_day: NaiveDate, days: usize, now: DateTime<Utc>, zone: Tz) -> Self {
        let all = Self::by_patient(visit, first_day, days, now, zone);
        Self { earliest: now - Duration::minutes(visit.minutes), latest: now + Duration::days(3 * 366), ..all }
    }
}

/// A time at which a visit can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Free {
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: DateTime<Utc>,
    /// Until when the calendar is taken with it.
    pub taken_until: DateTime<Utc>,
    /// With whom.
    pub practitioner: PractitionerId,
    /// Their name.
    pub practitioner_name: String,
    /// Where.
    pub location: LocationId,
    /// The name of the place.
    pub location_name: String,
    /// The room.
    pub room: Option<RoomId>,
    /// The zone of the place.
    pub zone: Tz,
}

/// The zone of a place: its own, or else the clinic's.
pub fn zone_of(own: Option<&str>, clinic: Tz) -> Tz {
    own.and_then(|name| name.parse().ok()).unwrap_or(clinic)
}

/// The times that are free, by beginning and name. Where the visit type, the clinician, the place or the room is out of use there are none.
pub async fn free_times(q: &mut impl Source, wanted: &Wanted<'_>, now: DateTime<Utc>) -> Result<Vec<Free>, Error> {
    let days = wanted.days.clamp(1, MOST_DAYS);
    let last_day = wanted.first_day.iter_days().nth(days - 1).unwrap_or(wanted.first_day);
    let weeks = weeks(q, wanted.first_day, last_day, wanted.practitioner, wanted.location).await?;
    if weeks.is_empty() || !wanted.visit.active {
        return Ok(Vec::new());
    }
    let closures: Vec<_> =
        closures(q, wanted.first_day, last_day).await?.into_iter().map(|closed| closed.closure).collect();
    // No clock is further from UTC than 14 hours.
    let around = Duration::hours(15);
    let span = Span {
        start: instant(wanted.first_day, 0, Tz::UTC) - around,
        end: instant(last_day, super::DAY, Tz::UTC) + around,
    };
    let taken = taken(q, span, wanted.practitioner, wanted.moves, wanted.patient, now).await?;
    let lasts = Duration::minutes(wanted.visit.minutes);
    let takes = lasts + Duration::minutes(wanted.visit.buffer_minutes);
    let mut free = Vec::new();
    for week in weeks.iter().filter(|week| week.in_use && week.hours.are_for(wanted.visit.id)) {
        let hours = &week.hours;
        let zone = zone_of(week.zone.as_deref(), wanted.zone);
        let taken = taken.of(hours.practitioner, hours.room);
        let open = wanted.first_day.iter_days().take(days).flat_map(|day| open_on(hours, day, zone, &closures));
        let starts = open
            .flat_map(|open| beginnings(open, wanted.visit, &taken))
            .filter(|start| wanted.earliest <= *start && *start <= wanted.latest);
        free.extend(starts.map(|start_at| Free {
            start_at,
            end_at: start_at + lasts,
            taken_until: start_at + takes,
            practitioner: hours.practitioner,
            practitioner_name: week.practitioner.clone(),
            location: hours.location,
            location_name: week.location.clone(),
            room: hours.room,
            zone,
        }));
    }
    free.sort_by(|a, b| {
        (a.start_at, &a.practitioner_name, a.practitioner).cmp(&(b.start_at, &b.practitioner_name, b.practitioner))
    });
    Ok(free)
}

/// The hours in which a clinician is at a place at a moment, and the span around it that no closure cuts. `None` where there are no such
/// hours, where it is closed, or where clinician, place or room are out of use. `zone` is that of places that have none of their own.
pub(crate) async fn open_around(
    q: &mut impl Source,
    practitioner: PractitionerId,
    location: LocationId,
    at: DateTime<Utc>,
    zone: Tz,
) -> Result<Option<(Hours, Span)>, Error> {
    // On no clock it is further from the day in UTC than one day.
    let around = Duration::days(1);
    let (first, last) = ((at - around).date_naive(), (at + around).date_naive());
    let weeks = weeks(q, first, last, Some(practitioner), Some(location)).await?;
    let closures: Vec<_> = closures(q, first, last).await?.into_iter().map(|closed| closed.closure).collect();
    Ok(weeks.into_iter().filter(|week| week.in_use).find_map(|week| {
        let zone = zone_of(week.zone.as_deref(), zone);
        let open = open_on(&week.hours, at.with_timezone(&zone).date_naive(), zone, &closures);
        let span = open.into_iter().find(|span| span.start <= at && at < span.end)?;
        Some((week.hours, span))
    }))
}
