//! Free times as big buttons, by day and half of the day. Each names its zone.

use crate::ui::{date::local, text::Lang};
use chrono::{DateTime, NaiveDate, SecondsFormat, Timelike as _, Utc};
use chrono_tz::Tz;
use clinic::{
    ids::{LocationId, PractitionerId},
    schedules::Free,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// Of several clinicians who are free at one time and place, one is offered: whoever has the most time left on that day, so that those
/// who do not mind are spread over all.
pub(super) fn once_each(free: Vec<Free>) -> Vec<Free> {
    let mut left: HashMap<(PractitionerId, NaiveDate), usize> = HashMap::new();
    for one in &free {
        *left.entry((one.practitioner, local(one.start_at, one.zone))).or_default() += 1;
    }
    let left = |of: &Free| left.get(&(of.practitioner, local(of.start_at, of.zone))).copied().unwrap_or_default();
    let mut each: Vec<Free> = Vec::with_capacity(free.len());
    for one in free {
        let is_there = |known: &&mut Free| known.start_at == one.start_at && known.location == one.location;
        match each.iter_mut().rev().take_while(|known| known.start_at == one.start_at).find(is_there) {
            Some(known) if left(&one) > left(known) => *known = one,
            Some(_) => {}
            None => each.push(one),
        }
    }
    each
}

/// A time as a button sends it.
pub(super) fn write_time(of: &Free) -> String {
    let start = of.start_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!("{start} {} {}", of.practitioner, of.location)
}

/// Reads what a button sends.
pub(super) fn read_time(text: &str) -> Option<(DateTime<Utc>, PractitionerId, LocationId)> {
    let mut parts = text.split(' ');
    let start = DateTime::parse_from_rfc3339(parts.next()?).ok()?.with_timezone(&Utc);
    Some((start, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// The zones of times, in words.
pub(super) fn zones(of: &[Free], clinic: Tz, lang: Lang) -> String {
    let mut zones: Vec<Tz> = Vec::new();
    for zone in of.iter().map(|free| free.zone) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    if zones.is_empty() {
        zones.push(clinic);
    }
    let names: Vec<String> = zones.into_iter().map(|zone| lang.zone_name(zone)).collect();
    lang.with("appointments-zone", &[("zone", names.join(", ").into())])
}

/// The times of each day, those before noon and those after.
pub(super) fn by_day(free: Vec<Free>, names_people: bool, lang: Lang) -> impl IntoView {
    let mut days: Vec<(NaiveDate, Vec<Free>)> = Vec::new();
    for one in free {
        let day = local(one.start_at, one.zone);
        match days.last_mut().filter(|(known, _)| *known == day) {
            Some((_, times)) => times.push(one),
            None => days.push((day, vec![one])),
        }
    }
    let names_places = {
        let mut places: Vec<LocationId> = days.iter().flat_map(|(_, times)| times).map(|free| free.location).collect();
        places.sort();
        places.dedup();
        places.len() > 1
    };
    days.into_iter()
        .enumerate()
        .map(|(at, (day, times))| {
            let count = lang.with("booking-day-count", &[("count", times.len().into())]);
            let (morning, afternoon): (Vec<Free>, Vec<Free>) =
                times.into_iter().partition(|free| free.start_at.with_timezone(&free.zone).hour() < 12);
            let title = lang.date_long(day);
            view! {
                // The first day is open; the others open at a press, also without a script.
                <details class="booking-day" open=at == 0>
                    <summary>
                        <h3>{title}</h3>
                        <span class="free-count">{count}</span>
                    </summary>
                    {half(lang.t("booking-morning"), morning, names_people, names_places, lang)}
                    {half(lang.t("booking-afternoon"), afternoon, names_people, names_places, lang)}
                </details>
            }
        })
        .collect_view()
}

fn half(name: String, times: Vec<Free>, names_people: bool, names_places: bool, lang: Lang) -> Option<AnyView> {
    if times.is_empty() {
        return None;
    }
    let buttons = times
        .iter()
        .map(|free| {
            let day = local(free.start_at, free.zone);
            let about = [
                names_people.then(|| free.practitioner_name.clone()),
                names_places.then(|| free.location_name.clone()),
            ];
            let about: Vec<String> = about.into_iter().flatten().collect();
            time_button(free, lang.time(free.start_at, free.zone), &about, lang.date_long(day))
        })
        .collect_view();
    Some(
        view! {
            <div class="half">
                <p class="half-name">{name}</p>
                <div class="free-times">{buttons}</div>
            </div>
        }
        .into_any(),
    )
}

/// A few times, each with its day, as where one was taken.
pub(super) fn few(free: &[Free], lang: Lang) -> impl IntoView + use<> {
    let buttons = free
        .iter()
        .map(|free| {
            let day = local(free.start_at, free.zone);
            let words = lang.with(
                "date-at",
                &[("date", lang.date_long(day).into()), ("time", lang.time(free.start_at, free.zone).into())],
            );
            time_button(free, words, std::slice::from_ref(&free.practitioner_name), String::new())
        })
        .collect_view();
    view! { <div class="free-times few">{buttons}</div> }
}

/// One time to press; what a screen reader says also names the day.
fn time_button(free: &Free, words: String, about: &[String], day: String) -> impl IntoView + use<> {
    let value = write_time(free);
    let about = (!about.is_empty()).then(|| about.join(" · "));
    let day = (!day.is_empty()).then(|| view! { <span class="unseen">{format!(", {day}")}</span> });
    view! {
        <button type="submit" class="button secondary free-time" name="time" value=value>
            <span class="free-words">{words} {day}</span>
            {about.map(|about| view! { <span class="free-about">{about}</span> })}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;
    use uuid::Uuid;

    fn free(hour: u32, practitioner: u128) -> Free {
        let start_at = Utc.with_ymd_and_hms(2026, 11, 23, hour, 0, 0).unwrap();
        Free {
            start_at,
            end_at: start_at,
            taken_until: start_at,
            practitioner: PractitionerId(Uuid::from_u128(practitioner)),
            practitioner_name: format!("Doctor {practitioner}"),
            location: LocationId(Uuid::from_u128(9)),
            location_name: "Here".to_owned(),
            room: None,
            zone: chrono_tz::America::New_York,
        }
    }

    #[test]
    fn a_time_is_read_back() {
        let one = free(14, 1);
        assert_eq!(read_time(&write_time(&one)), Some((one.start_at, one.practitioner, one.location)));
        for bad in ["", "2026-11-23T14:00:00Z", "x y z", "2026-11-23 1 2"] {
            assert_eq!(read_time(bad), None, "{bad}");
        }
    }

    #[test]
    fn one_time_is_offered_once_and_with_whoever_has_more_left() {
        let each = once_each(vec![free(14, 1), free(14, 2), free(15, 2)]);
        assert_eq!(each, [free(14, 2), free(15, 2)], "the second has more time left");
        let each = once_each(vec![free(14, 1), free(14, 2), free(15, 1), free(15, 2)]);
        assert_eq!(each, [free(14, 1), free(15, 1)]);
    }
}
