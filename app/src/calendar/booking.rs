//! Books what the form of a new visit says.

use super::{
    about::room_of,
    near::{Met, shown},
    new::form,
    rules,
    times::{SlotFields, pick},
    visit::too_long,
    whom::{Aim, finder},
    words::refusal,
};
use crate::{
    ui::{form::FieldError, text::Lang},
    web::{Answer, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Clinician,
    appointments::{self, AtDesk, Booker, Each, MOST_REPEATED, NotBooked, Repeat, book_at_desk, book_series},
    ids::PatientId,
    schedules::rooms,
};
use serde::Deserialize;

/// The form of a new visit, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BookFields {
    /// The id that the visit gets: the same form sent again books nothing more.
    pub id: String,
    /// Whom it is for.
    pub patient: String,
    /// The place in the waiting list that it is booked from.
    pub entry: String,
    /// The patient's other visits that were shown, where it is booked all the same.
    pub despite: String,
    /// What for, and what those who work here should know.
    pub reason: String,
    pub note: String,
    /// Another room than the hours name.
    pub room: String,
    /// By what it repeats, every how many of them, how often in all.
    pub each: String,
    pub every: String,
    pub count: String,
    #[serde(flatten)]
    pub slot: SlotFields,
}

/// Books one visit or a series.
pub(crate) async fn book(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<BookFields>) -> Answer {
    let Ok(patient) = typed.patient.parse::<PatientId>() else {
        return Ok(finder(here, Aim::Visit, String::new(), typed.slot, None, true).await);
    };
    let (lang, now) = (here.lang, here.now);
    let picked = pick(&here, &by, &Booker::at_desk(&by, patient), &typed.slot, None).await?;
    let mut errors = Vec::new();
    let choice = picked.chosen(&typed.slot, now, here.portal.settings.zone, lang);
    errors.extend(choice.as_ref().err().into_iter().flatten().cloned());
    errors.extend(too_long("reason", &typed.reason, lang));
    errors.extend(too_long("note", &typed.note, lang));
    let repeat = repeat_of(&typed, lang);
    errors.extend(repeat.as_ref().err().into_iter().flatten().cloned());
    let mut room = None;
    if let Ok(choice) = &choice {
        let all = rooms(&mut here.read().await?).await?;
        match room_of(&typed.room, choice.location, &all, lang) {
            Ok(found) => room = found,
            Err(error) => errors.push(error),
        }
    }
    let (Ok(choice), Ok(repeat), true) = (choice, repeat, errors.is_empty()) else {
        return form(here, &by, patient, typed, errors, Met::default()).await;
    };
    let repeat = repeat.filter(|_| !typed.slot.is_now());
    let starts = match repeat {
        Some(repeat) => repeat.beginnings(choice.start_at, picked.zone(&typed.slot, here.portal.settings.zone))?,
        None => vec![choice.start_at],
    };
    let minutes = picked.kind.as_ref().map_or(0, |kind| kind.minutes);
    let near = appointments::around(&mut here.read().await?, &by, patient, &starts, minutes).await?;
    let shown = shown(choice, &near);
    if !near.is_empty() && typed.despite != shown {
        let error = FieldError::new("", lang.t("calendar-near"));
        let met = Met { near, shown, ..Met::default() };
        return form(here, &by, patient, typed, vec![error], met).await;
    }
    let how = AtDesk {
        id: typed.id.parse().ok(),
        reason: typed.reason.clone(),
        staff_note: typed.note.clone(),
        room,
        overbook: typed.slot.is_beside(),
        walk_in: typed.slot.is_now(),
        waited: typed.entry.parse().ok(),
    };
    let (portal, rules) = (&here.portal, rules(&here));
    let Some(repeat) = repeat else {
        let booked = book_at_desk(&portal.db, &portal.auditor, &by, patient, choice, &how, &rules, now).await?;
        return match booked {
            Ok(id) => Ok(after(&format!("/calendar/visits/{id}"), Some(Notice::DeskVisitBooked))),
            Err(NotBooked::Changed) if how.waited.is_some() => {
                no_longer_waits(here, &by, patient, typed, Met { near, shown, ..Met::default() }).await
            }
            Err(why) => {
                let error = at_field(refusal(&why, now, lang), &typed.slot);
                form(here, &by, patient, typed, vec![error], Met { near, shown, ..Met::default() }).await
            }
        };
    };
    let without = typed.slot.is_without();
    let all =
        book_series(&portal.db, &portal.auditor, &by, patient, choice, repeat, &how, without, &rules, now).await?;
    let is_whole = all.iter().all(|one| one.booked.is_ok());
    let first = all.first().and_then(|one| one.booked.as_ref().ok());
    let is_over = all.first().is_some_and(|one| one.booked == Err(NotBooked::Changed));
    match first {
        _ if is_over => no_longer_waits(here, &by, patient, typed, Met { near, shown, ..Met::default() }).await,
        Some(first) if is_whole || without => {
            Ok(after(&format!("/calendar/visits/{first}"), Some(Notice::DeskSeriesBooked)))
        }
        _ => {
            let words = if first.is_some() { lang.t("calendar-series-some") } else { lang.t("calendar-series-first") };
            let error = FieldError::new("each", words);
            form(here, &by, patient, typed, vec![error], Met { series: all, near, shown }).await
        }
    }
}

/// The form again where someone no longer waits: they may have a visit already. Pressed once more, it books without the list.
async fn no_longer_waits(here: Here, by: &Clinician, patient: PatientId, typed: BookFields, met: Met) -> Answer {
    let error = FieldError::new("", here.lang.t("calendar-waiting-over"));
    let typed = BookFields { entry: String::new(), ..typed };
    form(here, by, patient, typed, vec![error], met).await
}

/// An error about the time, at the field where the time was chosen.
pub(super) fn at_field(error: FieldError, slot: &SlotFields) -> FieldError {
    let field = if error.field == "time" && slot.is_typed() { "clock".to_owned() } else { error.field };
    FieldError { field, ..error }
}

/// How the visit repeats; nothing where it does not.
fn repeat_of(typed: &BookFields, lang: Lang) -> Result<Option<Repeat>, Vec<FieldError>> {
    let each = match typed.each.as_str() {
        "day" => Each::Day,
        "week" => Each::Week,
        "month" => Each::Month,
        _ => return Ok(None),
    };
    let number = |text: &str, most: u16| text.trim().parse().ok().filter(|number| (1..=most).contains(number));
    let (interval, count) = (number(&typed.every, 99), number(&typed.count, MOST_REPEATED));
    match (interval, count) {
        (Some(interval), Some(count)) => Ok(Some(Repeat { each, interval, count })),
        _ => {
            let every = interval.is_none().then(|| FieldError::new("every", lang.t("calendar-every-wrong")));
            let most = [("count", i64::from(MOST_REPEATED).into())];
            let count = count.is_none().then(|| FieldError::new("count", lang.with("calendar-count-wrong", &most)));
            Err(every.into_iter().chain(count).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(each: &str, every: &str, count: &str) -> BookFields {
        BookFields { each: each.to_owned(), every: every.to_owned(), count: count.to_owned(), ..BookFields::default() }
    }

    #[test]
    fn how_a_visit_repeats_is_read_or_said_to_be_wrong() {
        assert_eq!(repeat_of(&typed("", "x", "y"), Lang::En), Ok(None));
        let twice = Repeat { each: Each::Week, interval: 2, count: 6 };
        assert_eq!(repeat_of(&typed("week", "2", " 6 "), Lang::En), Ok(Some(twice)));
        let faults = |every, count| repeat_of(&typed("month", every, count), Lang::En).unwrap_err().len();
        assert_eq!((faults("0", "53"), faults("1", "0"), faults("", "4")), (2, 1, 1));
    }
}
