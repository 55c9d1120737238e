use super::times;
use crate::ui::text::Lang;
use clinic::schedules::{Closure, ClosureKind, DAY, Hours, Medium, Mode, VisitType};

/// What patients can do about visits, in a few words.
pub(super) fn mode_name(mode: Mode, lang: Lang) -> String {
    match mode {
        Mode::ViewOnly => lang.t("schedules-mode-view-only"),
        Mode::Request => lang.t("schedules-mode-request"),
        Mode::Direct => lang.t("schedules-mode-direct"),
    }
}

/// The same in a sentence.
pub(super) fn mode_about(mode: Mode, lang: Lang) -> String {
    match mode {
        Mode::ViewOnly => lang.t("schedules-mode-view-only-about"),
        Mode::Request => lang.t("schedules-mode-request-about"),
        Mode::Direct => lang.t("schedules-mode-direct-about"),
    }
}

/// How patient and clinician meet.
pub(super) fn medium_name(medium: Medium, lang: Lang) -> String {
    match medium {
        Medium::InPerson => lang.t("schedules-medium-in-person"),
        Medium::Video => lang.t("schedules-medium-video"),
    }
}

/// Why nobody is there.
pub(super) fn kind_name(kind: ClosureKind, lang: Lang) -> String {
    match kind {
        ClosureKind::Holiday => lang.t("schedules-kind-holiday"),
        ClosureKind::Absence => lang.t("schedules-kind-absence"),
        ClosureKind::Closed => lang.t("schedules-kind-closed"),
    }
}

/// What a visit type is called in the reader's language.
pub(super) fn visit_name(visit: &VisitType, lang: Lang) -> String {
    match lang {
        Lang::En => visit.name_en.clone(),
        Lang::Es => visit.name_es.clone(),
    }
}

/// Between which days hours hold.
pub(super) fn days(hours: &Hours, lang: Lang) -> String {
    let first = lang.date(hours.first_day);
    match hours.last_day {
        Some(last) if last == hours.first_day => lang.with("schedules-only-on", &[("date", first.into())]),
        Some(last) => lang.with("date-span", &[("from", first.into()), ("to", lang.date(last).into())]),
        None => lang.with("date-since", &[("date", first.into())]),
    }
}

/// When a closure is: its days, with times where it does not hold for whole days.
pub(super) fn when(closure: &Closure, lang: Lang) -> String {
    let is_whole = closure.from_minute == 0 && closure.until_minute == DAY;
    let (first, last) = (lang.date(closure.first_day), lang.date(closure.last_day));
    let span = |from: String, to: String| lang.with("date-span", &[("from", from.into()), ("to", to.into())]);
    let at = |date: String, minute: i64| {
        lang.with("date-at", &[("date", date.into()), ("time", times::words(minute, lang).into())])
    };
    match (closure.first_day == closure.last_day, is_whole) {
        (true, true) => first,
        (true, false) => {
            let time = times::span(closure.from_minute, closure.until_minute, lang);
            lang.with("date-at", &[("date", first.into()), ("time", time.into())])
        }
        (false, true) => span(first, last),
        (false, false) => span(at(first, closure.from_minute), at(last, closure.until_minute)),
    }
}
