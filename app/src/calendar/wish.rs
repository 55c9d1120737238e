//! Putting a patient on the waiting list at the desk: for what, with whom, on which days and at which time of the day.

use super::{
    new::about_person,
    rules,
    scope::{ALL, parse_day},
    times::{Picked, SlotFields, pick},
    whom::{Aim, finder, searched},
    words::type_name,
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, SendOrCancel, Weight},
        choice::{ChecksField, Choice, RadioField, SelectField},
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::{Row, Rows},
        nav::Section,
        notice::Notice as NoticeBox,
        page::PageHead,
        text::Lang,
        tone::Tone,
        weekdays::Weekdays,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use axum::extract::Query;
use chrono::{Days, NaiveDate};
use clinic::{
    accounts::Clinician,
    appointments::{self, Booker, Wish, WishProblem, booked_for, free_already, unreached},
    ids::PatientId,
    schedules::{DAY, Free},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Days that are waited for where nothing else is said.
const USUAL_DAYS: u64 = 60;
/// Noon, in minutes after midnight.
const NOON: i64 = 720;

/// What a patient waits for, as typed; without a patient whom to look for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct WishFields {
    q: String,
    patient: String,
    kind: String,
    who: String,
    place: String,
    first: String,
    last: String,
    hours: String,
    #[serde(flatten)]
    days: Weekdays,
    anyway: String,
}

impl WishFields {
    fn hours(&self) -> Option<(i64, i64)> {
        match self.hours.as_str() {
            ALL => Some((0, DAY)),
            "morning" => Some((0, NOON)),
            "afternoon" => Some((NOON, DAY)),
            _ => None,
        }
    }

    fn slot(&self) -> SlotFields {
        let day = self.first.clone();
        SlotFields {
            kind: self.kind.clone(),
            who: self.who.clone(),
            place: self.place.clone(),
            day,
            ..SlotFields::default()
        }
    }

    /// What is waited for; or what is missing.
    fn wish(&self, picked: &Picked, today: NaiveDate, lang: Lang) -> Result<Wish, Vec<FieldError>> {
        let mut errors = Vec::new();
        let (first, last) = (parse_day(&self.first), parse_day(&self.last));
        for (field, day) in [("first", first), ("last", last)] {
            if day.is_none() {
                errors.push(FieldError::new(field, lang.t("calendar-date-missing")));
            }
        }
        if picked.kind.is_none() {
            errors.push(FieldError::new("kind", lang.t("calendar-kind-missing")));
        }
        if self.hours().is_none() {
            errors.push(FieldError::new("hours", lang.t("calendar-wait-hours-wrong")));
        }
        let (Some(kind), Some(first_day), Some(last_day), Some((from_minute, until_minute))) =
            (&picked.kind, first, last, self.hours())
        else {
            return Err(errors);
        };
        let wish = Wish {
            visit_type: kind.id,
            practitioner: picked.who,
            location: picked.place,
            appointment: None,
            first_day,
            last_day,
            weekdays: self.days.bits(),
            from_minute,
            until_minute,
        };
        errors.extend(wish.problems(today).into_iter().map(|problem| problem_words(problem, lang)));
        if errors.is_empty() { Ok(wish) } else { Err(errors) }
    }
}

/// The form for a patient; without one the search for them.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<WishFields>) -> Answer {
    if asked.patient.is_empty() {
        return Ok(finder(here, Aim::Wait, String::new(), SlotFields::default(), None, false).await);
    }
    let patient: PatientId = asked.patient.parse().map_err(|_| clinic::Error::NotFound)?;
    let today = here.today();
    let typed = WishFields {
        patient: asked.patient,
        kind: asked.kind,
        who: asked.who,
        place: asked.place,
        first: today.to_string(),
        last: today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(today).to_string(),
        hours: ALL.to_owned(),
        days: Weekdays::workdays(),
        ..WishFields::default()
    };
    form(here, &by, patient, typed, Vec::new(), Vec::new()).await
}

/// Looks for the patient, or puts them on the list. What is free already is told first.
pub(crate) async fn save(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<WishFields>) -> Answer {
    let Ok(patient) = typed.patient.parse::<PatientId>() else {
        return searched(here, &by, Aim::Wait, &typed.q, SlotFields::default()).await;
    };
    let (lang, rules) = (here.lang, rules(&here));
    let booker = Booker::at_desk(&by, patient);
    booked_for(&mut here.read().await?, &by, &here.visit.log, patient).await?;
    let picked = pick(&here, &by, &booker, &typed.slot(), None).await?;
    let wish = match typed.wish(&picked, here.today(), lang) {
        Ok(wish) => wish,
        Err(errors) => return form(here, &by, patient, typed, errors, Vec::new()).await,
    };
    if typed.anyway != "true" {
        let free = free_already(&mut here.read().await?, &booker, &wish, &rules, here.now).await?;
        if !free.is_empty() {
            let error = FieldError::new("", lang.t("calendar-wait-free"));
            return form(here, &by, patient, typed, vec![error], free).await;
        }
    }
    let portal = &here.portal;
    match appointments::wait(&portal.db, &portal.auditor, &booker, &wish, &rules, here.now).await? {
        Ok(_) => Ok(after("/calendar/waiting", Some(Notice::DeskWaitingAdded))),
        Err(problems) => {
            let errors = problems.into_iter().map(|problem| problem_words(problem, lang)).collect();
            form(here, &by, patient, typed, errors, Vec::new()).await
        }
    }
}

fn problem_words(of: WishProblem, lang: Lang) -> FieldError {
    match of {
        WishProblem::Days => FieldError::new("last", lang.t("calendar-wait-days-wrong")),
        WishProblem::Weekdays => FieldError::new("weekdays", lang.t("calendar-wait-weekdays-wrong")),
        WishProblem::Times => FieldError::new("hours", lang.t("calendar-wait-hours-wrong")),
        WishProblem::NotOffered => FieldError::new("kind", lang.t("calendar-not-offered")),
        WishProblem::TooMany => FieldError::new("", lang.t("calendar-wait-too-many")),
    }
}

async fn form(
    here: Here,
    by: &Clinician,
    patient: PatientId,
    typed: WishFields,
    errors: Vec<FieldError>,
    free: Vec<Free>,
) -> Answer {
    let mut q = here.read().await?;
    let person = booked_for(&mut q, by, &here.visit.log, patient).await?;
    let unreached = !unreached(&mut q, by, &[patient], here.now).await?.is_empty();
    drop(q);
    let picked = pick(&here, by, &Booker::at_desk(by, patient), &typed.slot(), None).await?;
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("calendar-wait"))
        .section(Section::Calendar)
        .crumb("/calendar/waiting", lang.t("calendar-waiting"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let title = lang.with("calendar-wait-for", &[("name", person.name.as_str().into())]);
            let call = unreached.then(|| {
                view! {
                    <NoticeBox tone=Tone::Warn title=lang.t("calendar-unreached")>
                        <p>{lang.t("calendar-wait-unreached")}</p>
                    </NoticeBox>
                }
            });
            let already = already(&free, &typed, patient, lang);
            // At the end: Enter presses the first button, which asks again.
            let anyway = (!free.is_empty()).then(|| {
                view! {
                    <Actions>
                        <Button name="anyway" value="true" weight=Weight::Secondary>
                            {lang.t("calendar-wait-anyway")}
                        </Button>
                    </Actions>
                }
            });
            let fields = fields(&picked, &typed, &errors, lang);
            view! {
                <PageHead title=title lead=about_person(&person, lang) />
                <p>{lang.t("calendar-wait-lead")}</p>
                {call}
                <Form action="/calendar/waiting/new" errors=errors>
                    <input type="hidden" name="patient" value=patient.to_string() />
                    {already}
                    {fields}
                    <SendOrCancel words=lang.t("calendar-wait-add") back="/calendar/waiting" />
                    {anyway}
                </Form>
            }
        })
        .await)
}

/// Times that are free already and fit: nobody needs to wait for them.
fn already(free: &[Free], typed: &WishFields, patient: PatientId, lang: Lang) -> Option<AnyView> {
    if free.is_empty() {
        return None;
    }
    let rows: Vec<_> = free
        .iter()
        .map(|free| {
            let about = [free.practitioner_name.clone(), free.location_name.clone()].join(" · ");
            view! { <Row title=lang.moment_long(free.start_at, free.zone)><p>{about}</p></Row> }
        })
        .collect();
    let part = |name: &str, id: &str| {
        if id.is_empty() { String::new() } else { format!("&{name}={}", crate::web::segment(id)) }
    };
    let rest =
        [part("kind", &typed.kind), part("who", &typed.who), part("place", &typed.place), part("day", &typed.first)];
    let book = format!("/calendar/new?patient={patient}{}", rest.concat());
    Some(
        view! {
            <NoticeBox tone=Tone::Info title=lang.t("calendar-wait-free")>
                <p>{lang.t("calendar-wait-free-advice")}</p>
            </NoticeBox>
            <Rows>{rows}</Rows>
            <Actions>
                <LinkButton href=book weight=Weight::Secondary>
                    {lang.t("calendar-wait-free-book")}
                </LinkButton>
            </Actions>
        }
        .into_any(),
    )
}

fn fields(picked: &Picked, typed: &WishFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let kinds = picked.types.iter().map(|of| Choice::new(of.id.to_string(), type_name(of, lang)));
    let kinds: Vec<Choice> = [Choice::new("", lang.t("calendar-kind-choose"))].into_iter().chain(kinds).collect();
    let people = picked.people.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone()));
    let people: Vec<Choice> = [Choice::new(ALL, lang.t("calendar-anyone"))].into_iter().chain(people).collect();
    let places = picked.sites.iter().map(|site| Choice::new(site.id.to_string(), site.name.clone()));
    let places: Vec<Choice> = [Choice::new("", lang.t("calendar-anywhere"))].into_iter().chain(places).collect();
    let days = Weekdays::NAMES.iter().zip(1..).map(|(name, number)| Choice::new(*name, lang.weekday(number))).collect();
    let hours = vec![
        Choice::new(ALL, lang.t("calendar-wait-any")),
        Choice::new("morning", lang.t("calendar-wait-morning")),
        Choice::new("afternoon", lang.t("calendar-wait-afternoon")),
    ];
    let kind = picked.kind.as_ref().map(|kind| kind.id.to_string()).unwrap_or_default();
    let place = picked.place.map(|place| place.to_string()).unwrap_or_default();
    view! {
        <SelectField name="kind" label=lang.t("calendar-kind") choices=kinds value=kind error=error_at(errors, "kind") />
        <SelectField name="who" label=lang.t("calendar-with-whom") choices=people value=picked.whose() />
        <SelectField name="place" label=lang.t("calendar-place") choices=places value=place />
        <TextField
            name="first"
            label=lang.t("calendar-wait-from")
            input=Input::Date
            value=typed.first.clone()
            error=error_at(errors, "first")
        />
        <TextField
            name="last"
            label=lang.t("calendar-wait-until")
            input=Input::Date
            value=typed.last.clone()
            error=error_at(errors, "last")
        />
        <ChecksField
            name="weekdays"
            legend=lang.t("calendar-wait-days")
            choices=days
            checked=typed.days.ticked().into_iter().map(str::to_owned).collect()
            error=error_at(errors, "weekdays")
        />
        <RadioField
            name="hours"
            legend=lang.t("calendar-wait-hours")
            choices=hours
            value=typed.hours.clone()
            error=error_at(errors, "hours")
        />
    }
}
