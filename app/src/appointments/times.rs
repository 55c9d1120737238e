//! The third step: the free times, a week at a time. Pressing one holds it.

use super::{
    change::{Can, can},
    free::{by_day, once_each, read_time, zones},
    refused::refused,
    rules::rules,
    wanted::{Goal, Wanted, call, goal, last_day},
};
use crate::{
    ui::{
        button::{Actions, LinkButton, Weight},
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::PageHead,
        text::Lang,
    },
    web::{Answer, Frame, Here, InChart, Typed},
};
use axum::{
    extract::Query,
    response::{IntoResponse as _, Redirect},
};
use chrono::{Days, NaiveDate};
use clinic::{
    appointments::{Booker, Choice, NotBooked, Rules, choices, hold_time},
    db::Reader,
    ids::{LocationId, PractitionerId},
    schedules::{Free, week},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Days a page shows.
const WEEK: u64 = 7;
/// How many days are looked through at once for the next free time.
const AHEAD: u64 = 62;

/// The free times of a week.
pub(crate) async fn page(here: Here, place: InChart, Query(wanted): Query<Wanted>) -> Answer {
    let (lang, rules) = (here.lang, rules(&here));
    let mut q = here.read().await?;
    let goal = goal(&mut q, &place, &wanted, lang).await?;
    if let Some(visit) = &goal.moves {
        match can(visit, &rules, here.now) {
            Can::Change => {}
            Can::Nothing => return refused(here, place, &wanted, &goal, NotBooked::Ended).await,
            Can::Late => return refused(here, place, &wanted, &goal, NotBooked::TooLate).await,
            Can::Call => return refused(here, place, &wanted, &goal, NotBooked::NotOffered).await,
        }
    }
    let today = here.today();
    let last = last_day(&goal.visit, &here).max(today);
    let first = wanted.day().unwrap_or(today).clamp(today, last);
    let found = Found::look(&mut q, &place, &goal, &wanted, first, last, &rules, &here).await?;
    drop(q);
    let (zone, call) = (here.portal.settings.zone, call(&here));
    let title = match &goal.moves {
        Some(_) => lang.t("booking-other-time"),
        None => lang.t("booking-times"),
    };
    let zones = zones(&found.free, zone, lang);
    Ok(Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .show(move || {
            let action = place.href("/appointments/new/times");
            let to = |day: NaiveDate| wanted.on(day).at(&action);
            let week = lang.with(
                "booking-week",
                &[("from", lang.date(first).into()), ("to", lang.date(found.until).into())],
            );
            let earlier = (first > today).then(|| to((first - Days::new(WEEK)).max(today)));
            let later = (found.until < last).then(|| to(found.until + Days::new(1)));
            let named = found.names_people;
            let shown = if found.free.is_empty() {
                none(&found, found.next.map(&to), &place, &wanted, &goal, &call, lang).into_any()
            } else {
                let days = by_day(found.free.clone(), named, lang);
                view! {
                    <form method="post" action=action.clone() class="times-form">
                        {wanted.hidden()}
                        {days}
                    </form>
                }
                .into_any()
            };
            let others = place.href("/appointments/new/with");
            view! {
                <PageHead title=title lead=goal.name.clone() />
                <p class="quiet-text">{zones}</p>
                <p>
                    {found.about.clone()} " " <a href=wanted.at(&others)>{lang.t("booking-other-people")}</a>
                </p>
                <h2 class="booking-week">{week}</h2>
                {shown}
                <Actions>
                    {later
                        .map(|href| {
                            view! { <LinkButton href=href weight=Weight::Secondary>{lang.t("booking-later")}</LinkButton> }
                        })}
                    {earlier
                        .map(|href| {
                            view! { <LinkButton href=href weight=Weight::Quiet>{lang.t("booking-earlier")}</LinkButton> }
                        })}
                </Actions>
            }
        })
        .await)
}

/// What there is in a week.
struct Found {
    free: Vec<Free>,
    until: NaiveDate,
    /// The first free day after it, where the week has none.
    next: Option<NaiveDate>,
    /// Whether each time names its clinician.
    names_people: bool,
    /// With whom and where is looked for, in words.
    about: String,
}

impl Found {
    #[expect(clippy::too_many_arguments, reason = "what is looked for, each its own")]
    async fn look(
        q: &mut Reader,
        place: &InChart,
        goal: &Goal,
        wanted: &Wanted,
        first: NaiveDate,
        last: NaiveDate,
        rules: &Rules,
        here: &Here,
    ) -> Result<Self, clinic::Error> {
        let (by, now) = (Booker::in_chart(&place.chart)?, here.now);
        let (who, at) = (wanted.who(goal), wanted.place(goal));
        let moves = goal.moves.as_ref().map(|visit| visit.id);
        let until = (first + Days::new(WEEK - 1)).min(last);
        let days = usize::try_from((until - first).num_days() + 1).unwrap_or(1);
        let mut free = choices(q, &by, &goal.visit, who, at, first, days, moves, rules, now).await?;
        free.retain(|free| !is_present(goal, free));
        let mut next = None;
        let mut from = until + Days::new(1);
        while free.is_empty() && next.is_none() && from <= last {
            let ahead = usize::try_from(AHEAD).unwrap_or(1);
            let further = choices(q, &by, &goal.visit, who, at, from, ahead, moves, rules, now).await?;
            next = further
                .iter()
                .find(|free| !is_present(goal, free))
                .map(|free| free.start_at.with_timezone(&free.zone).date_naive());
            from = from + Days::new(AHEAD);
        }
        let about = about(q, who, at, here).await?;
        Ok(Self { free: once_each(free), until, next, names_people: who.is_none(), about })
    }
}

/// Whether a time is where the visit is already.
fn is_present(goal: &Goal, free: &Free) -> bool {
    goal.moves.as_ref().is_some_and(|visit| {
        visit.start_at == free.start_at
            && visit.practitioner_id == Some(free.practitioner)
            && visit.location_id == Some(free.location)
    })
}

/// With whom and where is looked for, in words.
async fn about(
    q: &mut Reader,
    who: Option<PractitionerId>,
    at: Option<LocationId>,
    here: &Here,
) -> Result<String, clinic::Error> {
    let weeks = week(q, who, here.today()).await?;
    let name = weeks.iter().find(|_| who.is_some()).map(|week| week.practitioner.clone());
    let location = weeks.iter().find(|week| Some(week.hours.location) == at).map(|week| week.location.clone());
    let name = name.map_or_else(
        || here.lang.t("booking-with-anyone"),
        |name| here.lang.with("booking-with-one", &[("name", name.into())]),
    );
    Ok(match location {
        Some(location) => format!("{name} · {location}"),
        None => name,
    })
}

/// What is said where a week has no free time.
fn none(
    found: &Found,
    next: Option<String>,
    place: &InChart,
    wanted: &Wanted,
    goal: &Goal,
    call: &str,
    lang: Lang,
) -> impl IntoView + use<> {
    let waiting = wanted.at(&place.href("/appointments/waiting/new"));
    let wait = goal.moves.is_none() || goal.is_plain;
    let call = call.to_owned();
    match found.next {
        Some(day) => {
            let words = lang.with("booking-next-free", &[("date", lang.date_long(day).into())]);
            let href = next.unwrap_or_default();
            view! {
                <Empty icon=Symbol::Appointments title=lang.t("booking-none-this-week")>
                    <p>
                        <LinkButton href=href>{words}</LinkButton>
                    </p>
                </Empty>
            }
            .into_any()
        }
        None => view! {
            <Empty icon=Symbol::Appointments title=lang.t("booking-none-at-all")>
                <p>{lang.t("booking-none-advice")} " " {call}</p>
                {wait.then(|| view! { <p><LinkButton href=waiting>{lang.t("booking-wait")}</LinkButton></p> })}
            </Empty>
        }
        .into_any(),
    }
}

/// The time that was pressed, and what it is for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Pressed {
    time: String,
    #[serde(flatten)]
    wanted: Wanted,
}

/// Holds the time that was pressed.
pub(crate) async fn hold(here: Here, place: InChart, Typed(pressed): Typed<Pressed>) -> Answer {
    let Pressed { time, wanted } = pressed;
    let by = Booker::in_chart(&place.chart)?;
    let goal = goal(&mut here.read().await?, &place, &wanted, here.lang).await?;
    let Some((start_at, practitioner, location)) = read_time(&time) else {
        return Ok(Redirect::to(&wanted.at(&place.href("/appointments/new/times"))).into_response());
    };
    let choice = Choice { visit_type: goal.visit.id, practitioner, location, start_at };
    let rules = rules(&here);
    let moves = goal.moves.as_ref().map(|visit| visit.id);
    match hold_time(&here.portal.db, &by, choice, moves, &rules, here.now).await? {
        Ok(id) => Ok(Redirect::to(&wanted.at(&place.href(&format!("/appointments/held/{id}")))).into_response()),
        Err(why) => refused(here, place, &wanted, &goal, why).await,
    }
}
