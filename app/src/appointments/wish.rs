//! What someone waits for: on which days, at which time of the day. What is free already is shown first.

use super::{
    free::{few, zones},
    kinds::visit_row,
    rules::rules,
    waiting::{WEEKDAYS, weekday_words},
    wanted::{ANY, Goal, Wanted, goal},
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, SendOrCancel, Weight},
        choice::{ChecksField, Choice, RadioField, SelectField},
        date::local,
        field::{Input, TextField},
        form::{FieldError, Form, error_at},
        list::Rows,
        nav::Section,
        page::PageHead,
        text::Lang,
        weekdays::Weekdays,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use axum::extract::Query;
use chrono::Days;
use clinic::{
    appointments::{Booker, Wish, WishProblem, free_already, wait},
    schedules::{Bookable, Free, bookable, offered},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Days that are waited for where nothing else is said.
const USUAL_DAYS: u64 = 60;
/// Noon and midnight, in minutes.
const NOON: i64 = 720;
const MIDNIGHT: i64 = 1440;

/// A wish as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    #[serde(flatten)]
    wanted: Wanted,
    with: String,
    first: String,
    last: String,
    hours: String,
    #[serde(flatten)]
    days: Weekdays,
    anyway: String,
}

impl Fields {
    fn hours(&self) -> (i64, i64) {
        match self.hours.as_str() {
            "morning" => (0, NOON),
            "afternoon" => (NOON, MIDNIGHT),
            _ => (0, MIDNIGHT),
        }
    }

    /// Each field with its value, for a form that sends all of it again.
    fn all(&self) -> Vec<(&'static str, String)> {
        let typed = [
            ("with", self.with.clone()),
            ("first", self.first.clone()),
            ("last", self.last.clone()),
            ("hours", self.hours.clone()),
        ];
        let days = self.days.ticked().into_iter().map(|name| (name, "true".to_owned()));
        self.wanted.parts().into_iter().chain(typed).chain(days).collect()
    }
}

/// The form, or first what kind of visit it is about.
pub(crate) async fn page(here: Here, place: InChart, Query(wanted): Query<Wanted>) -> Answer {
    Booker::in_chart(&place.chart)?;
    if wanted.moves().is_none() && wanted.type_id().is_none() {
        return kinds(here, place).await;
    }
    let goal = goal(&mut here.read().await?, &place, &wanted, here.lang).await?;
    let today = here.today();
    let zone = here.zone(None);
    let last = match &goal.moves {
        // An earlier one: the day before at the latest.
        Some(visit) => (local(visit.start_at, zone) - Days::new(1)).max(today),
        None => today + Days::new(USUAL_DAYS),
    };
    let with = wanted.who(&goal).map_or_else(|| ANY.to_owned(), |id| id.to_string());
    let fields = Fields {
        wanted,
        with,
        first: today.to_string(),
        last: last.to_string(),
        hours: ANY.to_owned(),
        days: Weekdays::workdays(),
        ..Fields::default()
    };
    form(here, place, goal, fields, Vec::new()).await
}

/// Puts the patient into the list; what is free already is shown first.
pub(crate) async fn save(here: Here, place: InChart, Typed(typed): Typed<Fields>) -> Answer {
    let (lang, rules) = (here.lang, rules(&here));
    let by = Booker::in_chart(&place.chart)?;
    let goal = goal(&mut here.read().await?, &place, &typed.wanted, lang).await?;
    let mut errors = Vec::new();
    let (first, last) = (typed.first.trim().parse().ok(), typed.last.trim().parse().ok());
    if first.is_none() {
        errors.push(FieldError::new("first", lang.t("booking-wish-day-wrong")));
    }
    if last.is_none() {
        errors.push(FieldError::new("last", lang.t("booking-wish-day-wrong")));
    }
    let (Some(first_day), Some(last_day)) = (first, last) else {
        return form(here, place, goal, typed, errors).await;
    };
    let (from_minute, until_minute) = typed.hours();
    let wish = Wish {
        visit_type: goal.visit.id,
        practitioner: typed.with.parse().ok(),
        location: None,
        appointment: goal.moves.as_ref().map(|visit| visit.id),
        first_day,
        last_day,
        weekdays: typed.days.bits(),
        from_minute,
        until_minute,
    };
    let problems = wish.problems(here.today());
    if problems.is_empty() && typed.anyway != "true" {
        let free = free_already(&mut here.read().await?, &by, &wish, &rules, here.now).await?;
        if !free.is_empty() {
            return already(here, place, goal, typed, free).await;
        }
    }
    let portal = &here.portal;
    match wait(&portal.db, &portal.auditor, &by, &wish, &rules, here.now).await? {
        Ok(_) => Ok(after(&place.href("/appointments/waiting"), Some(Notice::WaitingAdded))),
        Err(problems) => {
            let errors = problems.into_iter().map(|problem| problem_words(problem, lang)).collect();
            form(here, place, goal, typed, errors).await
        }
    }
}

fn problem_words(of: WishProblem, lang: Lang) -> FieldError {
    match of {
        WishProblem::Days => FieldError::new("last", lang.t("booking-wish-days-wrong")),
        WishProblem::Weekdays => FieldError::new("weekdays", lang.t("booking-wish-weekdays-wrong")),
        WishProblem::Times => FieldError::new("hours", lang.t("booking-wish-hours-wrong")),
        WishProblem::NotOffered => FieldError::new("", lang.t("booking-not-offered-advice")),
        WishProblem::TooMany => FieldError::new("", lang.t("booking-wish-too-many")),
    }
}

/// The kinds of visits one can wait for.
async fn kinds(here: Here, place: InChart) -> Answer {
    let visits = offered(&mut here.read().await?).await?;
    let (lang, call) = (here.lang, super::wanted::call(&here));
    let title = lang.t("booking-wait-new");
    Ok(frame(here, &place, &title, lang)
        .show(move || {
            let next = place.href("/appointments/waiting/new");
            let none = visits.is_empty().then(|| view! { <p>{lang.t("booking-no-kinds")} " " {call}</p> });
            let rows = visits
                .into_iter()
                .map(|visit| {
                    let href = Wanted::visit(visit.id).at(&next);
                    visit_row(&visit, href, lang)
                })
                .collect_view();
            view! {
                <PageHead title=title lead=lang.t("booking-wish-kinds") />
                {none}
                <Rows>{rows}</Rows>
            }
        })
        .await)
}

fn frame(here: Here, place: &InChart, title: &str, lang: Lang) -> Frame {
    Frame::new(here, title)
        .section(Section::Appointments)
        .of(place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .crumb(place.href("/appointments/waiting"), lang.t("booking-waiting"))
}

/// Times that are free already: nobody needs to wait for them.
async fn already(here: Here, place: InChart, goal: Goal, typed: Fields, free: Vec<Free>) -> Answer {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let title = lang.t("booking-free-already");
    Ok(frame(here, &place, &title, lang)
        .show(move || {
            let zones = zones(&free, zone, lang);
            let kept = typed
                .all()
                .into_iter()
                .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                .collect_view();
            let all = typed.wanted.at(&place.href("/appointments/new/times"));
            view! {
                <PageHead title=title lead=goal.name.clone() />
                <p>{lang.t("booking-free-already-about")}</p>
                <p class="quiet-text">{zones}</p>
                <form method="post" action=place.href("/appointments/new/times") class="times-form">
                    {typed.wanted.hidden()}
                    {few(&free, lang)}
                </form>
                <Actions>
                    <LinkButton href=all weight=Weight::Secondary>
                        {lang.t("booking-all-times")}
                    </LinkButton>
                </Actions>
                <form method="post" action=place.href("/appointments/waiting/new")>
                    {kept}
                    <Button weight=Weight::Quiet name="anyway" value="true">
                        {lang.t("booking-wait-anyway")}
                    </Button>
                </form>
            }
        })
        .await)
}

async fn form(here: Here, place: InChart, goal: Goal, typed: Fields, errors: Vec<FieldError>) -> Answer {
    let people: Vec<Bookable> = bookable(&mut here.read().await?, Some(goal.visit.id), here.today()).await?;
    let lang = here.lang;
    let title = lang.t("booking-wait-new");
    let frame = frame(here, &place, &title, lang);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let anyone = Choice::new(ANY, lang.t("booking-anyone"));
            let people = people.into_iter().map(|one| Choice::new(one.id.to_string(), one.name));
            let people: Vec<Choice> = [anyone].into_iter().chain(people).collect();
            let days = WEEKDAYS
                .into_iter()
                .zip(Weekdays::NAMES)
                .map(|(day, name)| Choice::new(name, weekday_words(day, lang)))
                .collect();
            let hours = vec![
                Choice::new(ANY, lang.t("booking-any-hour")),
                Choice::new("morning", lang.t("booking-mornings")),
                Choice::new("afternoon", lang.t("booking-afternoons")),
            ];
            let lead = match &goal.moves {
                Some(_) => lang.t("booking-wish-earlier"),
                None => lang.with("booking-wish-lead", &[("visit", goal.name.clone().into())]),
            };
            let hours_value = if typed.hours.is_empty() { ANY.to_owned() } else { typed.hours.clone() };
            view! {
                <PageHead title=title lead=lead />
                <Form action=place.href("/appointments/waiting/new") errors=errors.clone()>
                    {typed.wanted.hidden()}
                    <TextField
                        name="first"
                        label=lang.t("booking-wish-first")
                        input=Input::Date
                        value=typed.first.clone()
                        error=error_at(&errors, "first")
                    />
                    <TextField
                        name="last"
                        label=lang.t("booking-wish-last")
                        input=Input::Date
                        value=typed.last.clone()
                        error=error_at(&errors, "last")
                    />
                    <ChecksField
                        name="weekdays"
                        legend=lang.t("booking-wish-weekdays")
                        choices=days
                        checked=typed.days.ticked().into_iter().map(str::to_owned).collect()
                        error=error_at(&errors, "weekdays")
                    />
                    <RadioField
                        name="hours"
                        legend=lang.t("booking-wish-hours")
                        choices=hours
                        value=hours_value
                        error=error_at(&errors, "hours")
                    />
                    <SelectField name="with" label=lang.t("booking-with") choices=people value=typed.with.clone() />
                    <SendOrCancel words=lang.t("booking-do-wait") back=place.href("/appointments/waiting") />
                </Form>
            }
        })
        .await)
}
