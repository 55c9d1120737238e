use super::{
    fields::Fields,
    hours_typed::{place_of, read, typed_of},
    parts::{SchedulePart, frame_below},
    times, words,
};
use crate::{
    ui::{
        button::{Actions, Button, SendOrCancel, Weight},
        choice::{ChecksField, Choice, SelectField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        page::{PageHead, Part},
        text::Lang,
    },
    web::{Answer, Here, Notice, Signed, Typed, after},
};
use axum::extract::Query;
use clinic::{
    Error,
    accounts::Planner,
    ids::{HoursId, PractitionerId},
    schedules::{
        Bookable, Hours, HoursProblem, Room, Site, VisitType, Week, add_all_hours, change_hours, clinicians, end_hours,
        hours, rooms, sites, visit_types,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

const LIST: &str = "/schedules/hours";

/// Whose hours the form for new ones begins with.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Whose {
    who: String,
}

/// What there is to choose from.
struct Known {
    clinicians: Vec<Bookable>,
    sites: Vec<Site>,
    rooms: Vec<Room>,
    visits: Vec<VisitType>,
}

impl Known {
    async fn load(here: &Here) -> Result<Self, Error> {
        let mut q = here.read().await?;
        Ok(Self {
            clinicians: clinicians(&mut q).await?,
            sites: sites(&mut q).await?,
            rooms: rooms(&mut q).await?,
            visits: visit_types(&mut q).await?,
        })
    }
}

/// The form for new hours.
pub(crate) async fn new_page(here: Here, Signed(_): Signed<Planner>, Query(asked): Query<Whose>) -> Answer {
    let first_day = here.today().to_string();
    form(here, None, Fields::of([("who", asked.who), ("first_day", first_day)]), Vec::new()).await
}

/// Adds the same hours for each weekday that is ticked.
pub(crate) async fn add(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<Vec<(String, String)>>) -> Answer {
    let (lang, typed) = (here.lang, Fields(typed));
    let weekdays: Vec<i64> =
        typed.all_ticked("day-").filter_map(|day| day.parse().ok()).filter(|day| (1..=7).contains(day)).collect();
    let mut errors = Vec::new();
    let who = typed.get("who").parse::<PractitionerId>().ok();
    if who.is_none() {
        errors.push(FieldError::new("who", lang.t("schedules-who-missing")));
    }
    if weekdays.is_empty() {
        errors.push(FieldError::new("weekdays", lang.t("schedules-weekdays-missing")));
    }
    match (read(&typed, lang), who) {
        (Ok(read), Some(who)) if errors.is_empty() => {
            let all: Vec<Hours> = weekdays.into_iter().map(|weekday| read.on(HoursId::new(), who, weekday)).collect();
            let portal = &here.portal;
            match add_all_hours(&portal.db, &portal.auditor, &by, &all).await? {
                Ok(()) => return Ok(after(LIST, Some(Notice::ScheduleSaved))),
                Err(problems) => {
                    for (weekday, problem) in problems {
                        let error = error(problem, "weekdays", weekday, lang);
                        if !errors.contains(&error) {
                            errors.push(error);
                        }
                    }
                }
            }
        }
        (Err(wrong), _) => errors.extend(wrong),
        _ => {}
    }
    form(here, None, typed, errors).await
}

/// Hours, to be changed or ended.
pub(crate) async fn page(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let stored = hours(&mut here.read().await?, here.id("hours")?).await?;
    let typed = typed_of(&stored.hours);
    form(here, Some((stored, Vec::new())), typed, Vec::new()).await
}

/// Changes hours.
pub(crate) async fn change(
    here: Here,
    Signed(by): Signed<Planner>,
    Typed(typed): Typed<Vec<(String, String)>>,
) -> Answer {
    let stored = hours(&mut here.read().await?, here.id("hours")?).await?;
    let (lang, typed) = (here.lang, Fields(typed));
    let mut errors = Vec::new();
    match read(&typed, lang) {
        Ok(read) => {
            let weekday = typed.get("weekday").parse().unwrap_or_default();
            let changed = read.on(stored.hours.id, stored.hours.practitioner, weekday);
            let portal = &here.portal;
            match change_hours(&portal.db, &portal.auditor, &by, &changed).await? {
                Ok(()) => return Ok(after(LIST, Some(Notice::ScheduleSaved))),
                Err(problems) => {
                    errors.extend(problems.into_iter().map(|problem| error(problem, "weekday", weekday, lang)));
                }
            }
        }
        Err(wrong) => errors = wrong,
    }
    form(here, Some((stored, Vec::new())), typed, errors).await
}

/// Ends hours after a day.
pub(crate) async fn end(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<Vec<(String, String)>>) -> Answer {
    let stored = hours(&mut here.read().await?, here.id("hours")?).await?;
    let ending = Fields(typed);
    if let Some(last_day) = times::day_typed(ending.get("ends_on")) {
        let portal = &here.portal;
        end_hours(&portal.db, &portal.auditor, &by, stored.hours.id, last_day).await?;
        return Ok(after(LIST, Some(Notice::ScheduleSaved)));
    }
    let wrong = vec![FieldError::new("ends_on", here.lang.t("schedules-day-wrong"))];
    let typed = typed_of(&stored.hours).and("ends_on".to_owned(), ending.get("ends_on").to_owned());
    form(here, Some((stored, wrong)), typed, Vec::new()).await
}

fn error(problem: HoursProblem, weekdays: &str, weekday: i64, lang: Lang) -> FieldError {
    match problem {
        HoursProblem::Times => FieldError::new("until", lang.t("schedules-times-wrong")),
        HoursProblem::Weekday => FieldError::new(weekdays, lang.t("schedules-weekdays-missing")),
        HoursProblem::Days => FieldError::new("last_day", lang.t("schedules-days-wrong")),
        HoursProblem::Unknown => FieldError::new("place", lang.t("schedules-hours-unknown")),
        HoursProblem::Overlap => {
            let day = lang.weekday(weekday);
            FieldError::new(weekdays, lang.with("schedules-hours-overlap", &[("day", day.into())]))
        }
    }
}

async fn form(here: Here, stored: Option<(Week, Vec<FieldError>)>, typed: Fields, errors: Vec<FieldError>) -> Answer {
    let known = Known::load(&here).await?;
    let (lang, today) = (here.lang, here.today());
    let (title, lead) = match &stored {
        Some((week, _)) => (lang.t("schedules-hours-change"), Some(week.practitioner.clone())),
        None => (lang.t("schedules-hours-add"), None),
    };
    let is_refused = !errors.is_empty() || stored.as_ref().is_some_and(|(_, wrong)| !wrong.is_empty());
    Ok(frame_below(here, SchedulePart::Hours, title.clone(), is_refused)
        .show(move || {
            let action =
                stored.as_ref().map_or_else(|| format!("{LIST}/new"), |(week, _)| format!("{LIST}/{}", week.hours.id));
            let ending = stored.as_ref().map(|(week, wrong)| {
                let ends_on = typed.text("ends_on").unwrap_or_else(|| today.to_string());
                ending_part(&action, ends_on, week, wrong, lang)
            });
            let who = if stored.is_some() {
                weekday_field(&typed, &errors, lang).into_any()
            } else {
                who_fields(&typed, &known.clinicians, &errors, lang).into_any()
            };
            let advice = stored.is_some().then(|| view! { <p>{lang.t("schedules-hours-change-advice")}</p> });
            view! {
                <PageHead title=title lead=lead />
                {advice}
                <Form action=action errors=errors.clone()>
                    {who}
                    {questions(&typed, &known, &errors, lang)}
                    <SendOrCancel words=lang.t("schedules-save") back=LIST />
                </Form>
                {ending}
            }
        })
        .await)
}

fn weekday_choices(lang: Lang) -> impl Iterator<Item = (i64, String)> {
    (1..=7).map(move |weekday| (weekday, lang.weekday(weekday)))
}

fn weekday_field(typed: &Fields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let choices = weekday_choices(lang).map(|(weekday, name)| Choice::new(weekday.to_string(), name)).collect();
    view! {
        <SelectField
            name="weekday"
            label=lang.t("schedules-weekday")
            choices=choices
            value=typed.get("weekday").to_owned()
            error=error_at(errors, "weekday")
        />
    }
}

fn who_fields(typed: &Fields, clinicians: &[Bookable], errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let people = [Choice::new("", lang.t("schedules-choose-who"))]
        .into_iter()
        .chain(clinicians.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())))
        .collect();
    let weekdays = weekday_choices(lang).map(|(weekday, name)| Choice::new(format!("day-{weekday}"), name)).collect();
    view! {
        <SelectField
            name="who"
            label=lang.t("schedules-who")
            choices=people
            value=typed.get("who").to_owned()
            hint=lang.t("schedules-who-hint")
            error=error_at(errors, "who")
        />
        <ChecksField
            name="weekdays"
            legend=lang.t("schedules-weekdays")
            choices=weekdays
            checked=typed.all_ticked("day-").map(|day| format!("day-{day}")).collect()
            error=error_at(errors, "weekdays")
        />
    }
}

fn questions(typed: &Fields, known: &Known, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let chosen = typed.get("place");
    let mut places = vec![Choice::new("", lang.t("schedules-choose-place"))];
    for site in &known.sites {
        places.push(Choice::new(site.id.to_string(), site.name.clone()));
        let rooms = known.rooms.iter().filter(|room| room.location_id == site.id);
        // What hours have stays there to choose when it is out of use.
        places.extend(
            rooms
                .map(|room| (place_of(site.id, Some(room.id)), room))
                .filter(|(value, room)| room.active || value == chosen)
                .map(|(value, room)| Choice::new(value, format!("{} – {}", site.name, room.name))),
        );
    }
    let visits: Vec<Choice> = known
        .visits
        .iter()
        .map(|visit| (format!("visit-{}", visit.id), visit))
        .filter(|(name, visit)| visit.active || typed.ticked(name))
        .map(|(name, visit)| Choice::new(name, words::visit_name(visit, lang)))
        .collect();
    let checked: Vec<String> = typed.all_ticked("visit-").map(|id| format!("visit-{id}")).collect();
    let line = |name: &'static str, label: String, input: Input, hint: Option<String>, optional: bool| {
        let (value, error) = (typed.get(name).to_owned(), error_at(errors, name));
        view! { <TextField name=name label=label input=input value=value hint=hint error=error optional=optional /> }
    };
    view! {
        <SelectField
            name="place"
            label=lang.t("schedules-where")
            choices=places
            value=chosen.to_owned()
            hint=lang.t("schedules-where-hint")
            error=error_at(errors, "place")
        />
        <div class="from-until">
            {line("from", lang.t("schedules-from"), Input::Time, None, false)}
            {line("until", lang.t("schedules-until"), Input::Time, Some(lang.t("schedules-until-hint")), false)}
        </div>
        <div class="from-until">
            {line("first_day", lang.t("schedules-first-day"), Input::Date, None, false)}
            {line("last_day", lang.t("schedules-last-day"), Input::Date, Some(lang.t("schedules-last-day-hint")), true)}
        </div>
        {(!visits.is_empty())
            .then(|| {
                view! {
                    <ChecksField
                        name="visits"
                        legend=lang.t("schedules-for-visits")
                        choices=visits
                        checked=checked
                        hint=lang.t("schedules-for-visits-hint")
                    />
                }
            })}
    }
}

fn ending_part(action: &str, ends_on: String, week: &Week, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let first = lang.date(week.hours.first_day);
    let (action, all, error) = (format!("{action}/ending"), errors.to_vec(), error_at(errors, "ends_on"));
    view! {
        <Part title=lang.t("schedules-hours-end") id="ending">
            <p>{lang.with("schedules-hours-end-advice", &[("date", first.into())])}</p>
            <Form action=action errors=all>
                <TextField
                    name="ends_on"
                    label=lang.t("schedules-last-day")
                    input=Input::Date
                    value=ends_on
                    error=error
                />
                <Actions>
                    <Button weight=Weight::Danger>{lang.t("schedules-hours-end-button")}</Button>
                </Actions>
            </Form>
        </Part>
    }
}
