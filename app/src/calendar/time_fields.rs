//! The fields of choosing a time at the desk: what is looked for, the times that are free, and a time that is not.

use super::{
    bar::list,
    scope::ALL,
    times::{Picked, SlotFields, time_value},
    words::type_name,
};
use crate::ui::{
    choice::{CheckField, Choice, SelectField},
    empty::Empty,
    field::{Input, TextField, error_of, field_id},
    form::{FieldError, error_at},
    icon::Symbol,
    text::Lang,
};
use leptos::prelude::*;

/// What free times are looked for by, and the button that looks. It is the first of its form: Enter in a field books nothing.
pub(super) fn looking(picked: &Picked, look: &str, lang: Lang) -> impl IntoView + use<> {
    let types = picked
        .types
        .iter()
        .map(|of| {
            let words = [("name", type_name(of, lang).into()), ("minutes", lang.minutes(of.minutes).into())];
            Choice::new(of.id.to_string(), lang.with("calendar-kind-minutes", &words))
        })
        .collect::<Vec<_>>();
    let kinds = if picked.kind.is_none() {
        [vec![Choice::new("", lang.t("calendar-kind-choose"))], types].concat()
    } else {
        types
    };
    let kind = picked.kind.as_ref().map(|kind| kind.id.to_string()).unwrap_or_default();
    let mut people = vec![Choice::new(ALL, lang.t("calendar-anyone"))];
    people.extend(picked.people.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())));
    let who = picked.whose();
    let mut places = vec![Choice::new("", lang.t("calendar-anywhere"))];
    places.extend(picked.sites.iter().map(|site| Choice::new(site.id.to_string(), site.name.clone())));
    let place = picked.place.map(|place| place.to_string()).unwrap_or_default();
    view! {
        <div class="filter" role="group" aria-label=lang.t("calendar-looking")>
            {list("kind", lang.t("calendar-kind"), kinds, &kind)}
            {list("who", lang.t("calendar-with-whom"), people, &who)}
            {list("place", lang.t("calendar-place"), places, &place)}
            <div class="field">
                <label for=field_id("day")>{lang.t("calendar-from-day")}</label>
                <input id=field_id("day") type="date" name="day" value=picked.day.to_string() />
            </div>
            <button type="submit" class="button secondary" formaction=look.to_owned() name="way" value="look">
                {lang.t("calendar-look")}
            </button>
        </div>
        <input type="hidden" name="shown" value=picked.shown() />
    }
}

/// The free times to choose from, by day; `look` is the address that looks for later ones.
pub(super) fn free_times(
    picked: &Picked,
    chosen: &str,
    errors: &[FieldError],
    look: &str,
    lang: Lang,
) -> impl IntoView + use<> {
    let error = error_at(errors, "time");
    let wrong = error.is_some();
    let anyone = picked.who.is_none();
    let all = || picked.days.iter().flat_map(|(_, times)| times);
    let elsewhere = all().any(|free| all().next().is_some_and(|first| first.location != free.location));
    let mut at = 0_usize;
    let days: Vec<_> = picked
        .days
        .iter()
        .map(|(day, times)| {
            // At one place: its name and zone stand above the times, not beside each.
            let zone = times
                .first()
                .filter(|_| !elsewhere)
                .map(|free| format!("{} · {}", free.location_name, lang.zone_name(free.zone)));
            let radios: Vec<_> = times
                .iter()
                .map(|free| {
                    let id = if at == 0 { field_id("time") } else { format!("{}-{at}", field_id("time")) };
                    at += 1;
                    let value = time_value(free);
                    let name = Some(free.practitioner_name.clone()).filter(|_| anyone);
                    let place = Some(free.location_name.clone()).filter(|_| elsewhere);
                    let about = [name, place].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                    view! {
                        <div class="time">
                            <input id=id.clone() type="radio" name="time" value=value.clone() checked=value == chosen />
                            <label for=id>
                                <span class="time-at">{lang.time(free.start_at, free.zone)}</span>
                                " "
                                <span class="time-about">{about}</span>
                            </label>
                        </div>
                    }
                })
                .collect();
            view! {
                <fieldset class="times">
                    <legend>{lang.date_long(*day)} " " <span class="quiet-text">{zone}</span></legend>
                    <div class="times-of-day">{radios}</div>
                </fieldset>
            }
        })
        .collect();
    let nothing = (picked.kind.is_some() && days.is_empty()).then(|| {
        view! {
            <Empty icon=Symbol::Clock title=lang.t("calendar-no-times")>
                <p>{lang.t("calendar-no-times-advice")}</p>
            </Empty>
        }
    });
    let later = picked.later.map(|day| {
        view! {
            <p>
                <button
                    type="submit"
                    class="button quiet"
                    formaction=look.to_owned()
                    name="later"
                    value=day.to_string()
                >
                    {lang.with("calendar-later", &[("date", lang.date(day).into())])}
                </button>
            </p>
        }
    });
    // A time that was chosen before it is known for what kind of visit.
    let kept = (picked.days.is_empty() && !chosen.is_empty())
        .then(|| view! { <input type="hidden" name="time" value=chosen.to_owned() /> });
    view! {
        <div class="field wide" class:wrong=wrong>
            {error_of(&field_id("time"), error)} {kept} {days} {nothing} {later}
        </div>
    }
}

/// The fields of a time that is typed, with whom and where.
pub(super) fn typed_time(
    picked: &Picked,
    typed: &SlotFields,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let or = |typed: &str, else_: Option<String>| {
        Some(typed.to_owned()).filter(|typed| !typed.is_empty()).or(else_).unwrap_or_default()
    };
    let people = [
        vec![Choice::new("", lang.t("calendar-choose-one"))],
        picked.people.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect(),
    ]
    .concat();
    let only = (picked.sites.len() == 1).then(|| picked.sites.first().map(|site| site.id.to_string())).flatten();
    let places = [
        vec![Choice::new("", lang.t("calendar-choose-one"))],
        picked.sites.iter().map(|site| Choice::new(site.id.to_string(), site.name.clone())).collect(),
    ]
    .concat();
    let with = or(&typed.with, picked.who.map(|who| who.to_string()));
    let at = or(&typed.at, picked.place.map(|place| place.to_string()).or(only));
    view! {
        <SelectField
            name="with"
            label=lang.t("calendar-with-whom")
            choices=people
            value=with
            error=error_at(errors, "with")
        />
        <SelectField name="at" label=lang.t("calendar-place") choices=places value=at error=error_at(errors, "at") />
        <TextField
            name="date"
            label=lang.t("calendar-date")
            input=Input::Date
            value=or(&typed.date, Some(picked.day.to_string()))
            error=error_at(errors, "date")
            optional=true
        />
        <TextField
            name="clock"
            label=lang.t("calendar-time")
            hint=lang.t("calendar-clock-hint")
            value=typed.clock.clone()
            error=error_at(errors, "clock")
            maxlength=10
            autocomplete="off"
            optional=true
        />
        <CheckField
            name="beside"
            label=lang.t("calendar-beside")
            hint=lang.t("calendar-beside-hint")
            checked=typed.beside == "true"
            error=error_at(errors, "beside")
        />
    }
}
