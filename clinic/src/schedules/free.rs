//! Free times, computed: what is open, less what is closed, less what is taken.

use super::{Closure, Hours, VisitType};
use crate::wall_clock::instant;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

/// A span of time; its end does not belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it is over.
    pub end: DateTime<Utc>,
}

impl Span {
    /// Whether both have a moment in common.
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What is left of it without `cut`: nothing, one span or two.
    fn without(self, cut: Self) -> impl Iterator<Item = Self> {
        let parts = if self.meets(cut) {
            [Self { end: cut.start, ..self }, Self { start: cut.end, ..self }]
        } else {
            [self, Self { end: self.start, ..self }]
        };
        parts.into_iter().filter(|part| part.start < part.end)
    }
}

/// When the place is open for hours on a day of its calendar: nothing on other days, and nothing where they are closed.
pub(super) fn open_on(hours: &Hours, day: NaiveDate, zone: Tz, closures: &[Closure]) -> Vec<Span> {
    if !hours.are_on(day) {
        return Vec::new();
    }
    let whole = Span { start: instant(day, hours.from_minute, zone), end: instant(day, hours.until_minute, zone) };
    closures
        .iter()
        .filter(|closure| closure.concerns(hours.practitioner, hours.location))
        .filter(|closure| closure.first_day <= day && day <= closure.last_day)
        .map(|closure| closed(closure, zone))
        .fold(vec![whole], |open, cut| open.into_iter().flat_map(|span| span.without(cut)).collect())
}

/// When a closure is, at a place in `zone`.
pub(crate) fn closed(closure: &Closure, zone: Tz) -> Span {
    Span {
        start: instant(closure.first_day, closure.from_minute, zone),
        end: instant(closure.last_day, closure.until_minute, zone),
    }
}

/// When visits of a type can begin in `open`: in equal steps from its beginning, so that each ends while it is open, and what is
/// kept free after it meets nothing of `taken`, which comes sorted.
pub(super) fn beginnings<'t>(
    open: Span,
    visit: &VisitType,
    taken: &'t [Span],
) -> impl Iterator<Item = DateTime<Utc>> + use<'t> {
    let step = Duration::minutes(visit.step_minutes());
    let lasts = Duration::minutes(visit.minutes);
    let takes = lasts + Duration::minutes(visit.buffer_minutes);
    let mut next = Some(open.start);
    std::iter::from_fn(move || {
        let start = next?;
        next = start.checked_add_signed(step);
        (start + lasts <= open.end).then_some(start)
    })
    .filter(move |start| {
        let span = Span { start: *start, end: *start + takes };
        // Those before the first that ends after it are over.
        let first = taken.partition_point(|one| one.end <= span.start);
        !taken.iter().skip(first).take_while(|one| one.start < span.end).any(|one| one.meets(span))
    })
}

/// Sorted, and joined where spans meet or touch: whoever looks for a span finds one by halving.
pub(super) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{ClosureId, HoursId, LocationId, PractitionerId, VisitTypeId},
        schedules::{ClosureKind, Medium, Mode},
    };
    use chrono_tz::America::New_York;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn hours(from: i64, until: i64) -> Hours {
        Hours {
            id: HoursId(Uuid::nil()),
            practitioner: PractitionerId(Uuid::nil()),
            location: LocationId(Uuid::nil()),
            room: None,
            weekday: 7,
            from_minute: from,
            until_minute: until,
            first_day: "2026-01-01".parse().unwrap(),
            last_day: None,
            visit_types: Vec::new(),
        }
    }

    fn visit(minutes: i64, buffer_minutes: i64) -> VisitType {
        VisitType {
            id: VisitTypeId(Uuid::nil()),
            name_en: "Visit".to_owned(),
            name_es: "Visita".to_owned(),
            minutes,
            buffer_minutes,
            medium: Medium::InPerson,
            mode: Mode::Direct,
            notice_minutes: 0,
            ahead_days: 90,
            instructions_en: None,
            instructions_es: None,
            active: true,
        }
    }

    fn closure(first: &str, from: i64, last: &str, until: i64) -> Closure {
        Closure {
            id: ClosureId(Uuid::nil()),
            practitioner: None,
            location: None,
            kind: ClosureKind::Closed,
            note: None,
            first_day: first.parse().unwrap(),
            from_minute: from,
            last_day: last.parse().unwrap(),
            until_minute: until,
        }
    }

    fn span(start: i64, end: i64) -> Span {
        let at = |minute| DateTime::from_timestamp(60 * minute, 0).unwrap();
        Span { start: at(start), end: at(end) }
    }

    fn on(day: &str, hours: &Hours, closures: &[Closure], visit: &VisitType) -> Vec<String> {
        let open = open_on(hours, day.parse().unwrap(), New_York, closures);
        open.into_iter()
            .flat_map(|span| beginnings(span, visit, &[]))
            .map(|at| at.with_timezone(&New_York).format("%H:%M %Z").to_string())
            .collect()
    }

    #[test]
    fn an_hour_that_is_skipped_is_not_offered() {
        let times = on("2026-03-08", &hours(60, 240), &[], &visit(30, 0));
        assert_eq!(times, ["01:00 EST", "01:30 EST", "03:00 EDT", "03:30 EDT"]);
    }

    #[test]
    fn an_hour_that_comes_twice_is_offered_twice() {
        let times = on("2026-11-01", &hours(30, 150), &[], &visit(30, 0));
        let expected = ["00:30 EDT", "01:00 EDT", "01:30 EDT", "01:00 EST", "01:30 EST", "02:00 EST"];
        assert_eq!(times, expected);
    }

    #[test]
    fn a_closure_cuts_and_the_steps_begin_anew_after_it() {
        let lunch = closure("2026-11-08", 12 * 60 + 10, "2026-11-08", 13 * 60 + 5);
        let times = on("2026-11-08", &hours(11 * 60, 14 * 60), &[lunch], &visit(30, 0));
        assert_eq!(times, ["11:00 EST", "11:30 EST", "13:05 EST"]);
        let away = closure("2026-11-01", 600, "2026-11-09", 700);
        assert_eq!(on("2026-11-08", &hours(0, 1440), &[away], &visit(30, 0)), [""; 0]);
    }

    #[test]
    fn what_is_kept_free_may_lie_after_the_hours_and_on_nothing_that_is_taken() {
        let times: Vec<_> = beginnings(span(0, 60), &visit(20, 10), &[span(55, 70)]).collect();
        assert_eq!(times, [span(0, 1).start]);
        let times: Vec<_> = beginnings(span(0, 50), &visit(20, 10), &[]).collect();
        assert_eq!(times, [span(0, 1).start, span(30, 31).start]);
    }

    proptest! {
        #[test]
        fn what_is_offered_is_free(
            taken in prop::collection::vec((0..600_i64, 1..90_i64), 0..12),
            minutes in 1..12_i64, buffer in 0..4_i64,
        ) {
            let (visit, open) = (visit(5 * minutes, 5 * buffer), span(60, 540));
            let taken: Vec<Span> = taken.into_iter().map(|(start, lasts)| span(start, start + lasts)).collect();
            let sorted = joined(taken.clone());
            let offered: Vec<_> = beginnings(open, &visit, &sorted).collect();
            let takes = Duration::minutes(visit.minutes + visit.buffer_minutes);
            let is_free = |start: DateTime<Utc>| {
                let whole = Span { start, end: start + takes };
                start >= open.start && start + Duration::minutes(visit.minutes) <= open.end
                    && !taken.iter().any(|one| one.meets(whole))
            };
            // Each offered one is free, and each free one on the grid is offered.
            let mut at = open.start;
            while at < open.end {
                prop_assert_eq!(offered.contains(&at), is_free(at), "{}", at);
                at += Duration::minutes(visit.step_minutes());
            }
            prop_assert!(offered.iter().all(|at| is_free(*at)));
        }
    }
}
