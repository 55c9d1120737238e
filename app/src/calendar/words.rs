//! The calendar's words: where a visit stands, what is special about it, why something was refused.

use crate::{
    ui::{badge::Badge, date::local, form::FieldError, text::Lang, tone::Tone},
    web::birth_words,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    appointments::{CancelReason, NotBooked, Status, Step, Visit},
    schedules::{Closed, ClosureKind, DAY, Medium, VisitType},
};
use leptos::prelude::*;

/// Where a visit stands, in a word.
pub(super) fn status_word(status: Status, lang: Lang) -> (Tone, String) {
    match status {
        Status::Proposed => (Tone::Warn, lang.t("calendar-status-proposed")),
        Status::Pending => (Tone::Warn, lang.t("calendar-status-pending")),
        Status::Booked => (Tone::Info, lang.t("calendar-status-booked")),
        Status::Arrived => (Tone::Warn, lang.t("calendar-status-arrived")),
        Status::CheckedIn => (Tone::Good, lang.t("calendar-status-checked-in")),
        Status::Fulfilled => (Tone::Quiet, lang.t("calendar-status-fulfilled")),
        Status::Cancelled => (Tone::Danger, lang.t("calendar-status-cancelled")),
        Status::NoShow => (Tone::Danger, lang.t("calendar-status-noshow")),
        Status::EnteredInError => (Tone::Quiet, lang.t("calendar-status-error")),
        Status::Waitlist => (Tone::Quiet, lang.t("calendar-status-waitlist")),
    }
}

/// Where a visit stands, as a mark.
pub(super) fn status_badge(status: Status, lang: Lang) -> impl IntoView + use<> {
    let (tone, word) = status_word(status, lang);
    view! { <Badge tone=tone text=word /> }
}

/// What kind of visit it is.
pub(super) fn kind_of(visit: &Visit, lang: Lang) -> String {
    let own = match lang {
        Lang::En => visit.visit_en.as_ref(),
        Lang::Es => visit.visit_es.as_ref(),
    };
    own.cloned().unwrap_or_else(|| lang.t("calendar-visit"))
}

/// What a visit type is called.
pub(super) fn type_name(of: &VisitType, lang: Lang) -> String {
    match lang {
        Lang::En => of.name_en.clone(),
        Lang::Es => of.name_es.clone(),
    }
}

/// What is special about a visit, a word for each.
pub(super) fn marks(visit: &Visit, lang: Lang) -> Vec<String> {
    [
        (visit.medium == Some(Medium::Video)).then(|| lang.t("calendar-mark-video")),
        visit.walk_in.then(|| lang.t("calendar-mark-walk-in")),
        visit.overbooked.then(|| lang.t("calendar-mark-beside")),
        visit.series_id.map(|_| lang.t("calendar-mark-series")),
        visit.confirmed_at.map(|_| lang.t("calendar-mark-confirmed")),
        visit.checked_in_online_at.map(|_| lang.t("calendar-mark-checked-in")),
        visit.staff_note.as_ref().map(|_| lang.t("calendar-mark-note")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// When a visit is on its day: "9:00 AM to 9:20 AM EST".
pub(super) fn hours_of(visit: &Visit, zone: Tz, lang: Lang) -> String {
    match visit.end_at.filter(|end| *end > visit.start_at && local(*end, zone) == local(visit.start_at, zone)) {
        Some(end) => lang.time_range(visit.start_at, end, zone),
        None => lang.time(visit.start_at, zone),
    }
}

/// The day and the time of a visit in full.
pub(super) fn when_of(visit: &Visit, zone: Tz, lang: Lang) -> String {
    let day = lang.date_long(local(visit.start_at, zone));
    lang.with("date-at", &[("date", day.into()), ("time", hours_of(visit, zone, lang).into())])
}

/// The birth date of a visit's patient.
pub(super) fn born(visit: &Visit, lang: Lang) -> Option<String> {
    visit
        .birth_date
        .map(|date| lang.with("calendar-born", &[("date", birth_words(lang, date, visit.birth_date_precision).into())]))
}

/// A time on a clock on the wall, from minutes after midnight: "9:30 AM" or "09:30".
pub(super) fn wall(minute: i64, lang: Lang) -> String {
    let (hour, minute) = (minute.div_euclid(60).rem_euclid(24), minute.rem_euclid(60));
    match lang {
        Lang::En => {
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{}:{minute:02} {half}", if hour % 12 == 0 { 12 } else { hour % 12 })
        }
        Lang::Es => format!("{hour:02}:{minute:02}"),
    }
}

/// Why it is closed: "Holiday: Thanksgiving".
pub(super) fn closure_name(of: &Closed, lang: Lang) -> String {
    let closure = &of.closure;
    let kind = match closure.kind {
        ClosureKind::Holiday => lang.t("calendar-closure-holiday"),
        ClosureKind::Absence => lang.t("calendar-closure-absence"),
        ClosureKind::Closed => lang.t("calendar-closure-closed"),
    };
    match &closure.note {
        Some(note) => lang.with("calendar-closure-note", &[("kind", kind.into()), ("note", note.as_str().into())]),
        None => kind,
    }
}

/// Whose, where and when a closure is.
pub(super) fn closure_reach(of: &Closed, lang: Lang) -> String {
    let closure = &of.closure;
    let moment = |day, minute: i64| {
        if minute % DAY == 0 {
            lang.date(day)
        } else {
            lang.with("date-at", &[("date", lang.date(day).into()), ("time", wall(minute, lang).into())])
        }
    };
    let (from, to) = (moment(closure.first_day, closure.from_minute), moment(closure.last_day, closure.until_minute));
    let is_whole = closure.from_minute == 0 && closure.until_minute == DAY;
    let when = match (closure.first_day == closure.last_day, is_whole) {
        (true, true) => lang.date(closure.first_day),
        (true, false) => {
            let (from, to) = (wall(closure.from_minute, lang), wall(closure.until_minute, lang));
            let span = lang.with("date-span", &[("from", from.into()), ("to", to.into())]);
            lang.with("date-at", &[("date", lang.date(closure.first_day).into()), ("time", span.into())])
        }
        (false, _) => lang.with("date-span", &[("from", from.into()), ("to", to.into())]),
    };
    let whose = of.practitioner.clone().unwrap_or_else(|| lang.t("calendar-everybody"));
    [Some(whose), of.location.clone(), Some(when)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Why a visit is called off, as a choice.
pub(super) fn reason_name(reason: CancelReason, lang: Lang) -> String {
    match reason {
        CancelReason::CannotCome => lang.t("calendar-reason-cannot-come"),
        CancelReason::NotNeeded => lang.t("calendar-reason-not-needed"),
        CancelReason::Elsewhere => lang.t("calendar-reason-elsewhere"),
        CancelReason::ClinicianAway => lang.t("calendar-reason-clinician-away"),
        CancelReason::Closed => lang.t("calendar-reason-closed"),
        CancelReason::Mistake => lang.t("calendar-reason-mistake"),
        CancelReason::Other => lang.t("calendar-reason-other"),
    }
}

/// A step of the day, as a button says it.
pub(super) fn step_name(step: Step, lang: Lang) -> String {
    match step {
        Step::Arrive => lang.t("calendar-step-arrive"),
        Step::CheckIn => lang.t("calendar-step-check-in"),
        Step::Fulfil => lang.t("calendar-step-fulfil"),
        Step::MissedIt => lang.t("calendar-step-missed"),
        Step::Reopen => lang.t("calendar-step-reopen"),
    }
}

/// Why something was refused, at the field it is mended at.
pub(super) fn refusal(why: &NotBooked, now: DateTime<Utc>, lang: Lang) -> FieldError {
    match why {
        NotBooked::Taken(next) => {
            let next = next.iter().find(|free| free.start_at > now);
            let words = match next {
                Some(free) => lang.with(
                    "calendar-taken-next",
                    &[
                        ("time", lang.moment(free.start_at, free.zone).into()),
                        ("name", free.practitioner_name.as_str().into()),
                    ],
                ),
                None => lang.t("calendar-taken"),
            };
            FieldError::new("time", words)
        }
        NotBooked::NotOffered => FieldError::new("kind", lang.t("calendar-not-offered")),
        NotBooked::Changed => FieldError::new("", lang.t("calendar-changed")),
        NotBooked::Busy(_) => FieldError::new("time", lang.t("calendar-busy")),
        NotBooked::HoldOver | NotBooked::TooLate | NotBooked::Ended | NotBooked::TooMany => {
            FieldError::new("", lang.t("calendar-ended"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_on_the_wall() {
        let both = |minute| (wall(minute, Lang::En), wall(minute, Lang::Es));
        assert_eq!(both(0), ("12:00 AM".to_owned(), "00:00".to_owned()));
        assert_eq!(both(12 * 60 + 5), ("12:05 PM".to_owned(), "12:05".to_owned()));
        assert_eq!(both(17 * 60), ("5:00 PM".to_owned(), "17:00".to_owned()));
    }
}
