//! The second step: with whom, and where.

use super::wanted::{ANY, Wanted, goal};
use crate::{
    ui::{
        button::SendOrCancel,
        choice::{Choice, RadioField},
        nav::Section,
        page::PageHead,
    },
    web::{Answer, Frame, Here, InChart},
};
use axum::{
    extract::Query,
    response::{IntoResponse as _, Redirect},
};
use clinic::{
    ids::LocationId,
    schedules::{bookable, week},
};
use leptos::prelude::*;

/// The clinicians and places to choose from. Where there is no choice, the times come at once.
pub(crate) async fn page(here: Here, place: InChart, Query(wanted): Query<Wanted>) -> Answer {
    let (lang, today) = (here.lang, here.today());
    let mut q = here.read().await?;
    let goal = goal(&mut q, &place, &wanted, lang).await?;
    let people = bookable(&mut q, Some(goal.visit.id), today).await?;
    let mut places: Vec<(LocationId, String)> = week(&mut q, None, today)
        .await?
        .into_iter()
        .filter(|week| week.hours.are_for(goal.visit.id))
        .map(|week| (week.hours.location, week.location))
        .collect();
    drop(q);
    places.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    places.dedup();
    let times = place.href("/appointments/new/times");
    if people.len() < 2 && places.len() < 2 {
        return Ok(Redirect::to(&wanted.anyone().at(&times)).into_response());
    }
    let back = match &goal.moves {
        Some(visit) => place.href(&format!("/appointments/{}", visit.id)),
        None => place.href("/appointments/new"),
    };
    let who = wanted.who(&goal).map_or_else(|| ANY.to_owned(), |id| id.to_string());
    let at = wanted.place(&goal).map_or_else(|| ANY.to_owned(), |id| id.to_string());
    let title = lang.t("booking-whom-and-where");
    Ok(Frame::new(here, title.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .crumb(back.clone(), goal.name.clone())
        .show(move || {
            let anyone = Choice::new(ANY, lang.t("booking-anyone")).with_hint(lang.t("booking-anyone-hint"));
            let people = people.into_iter().map(|one| Choice::new(one.id.to_string(), one.name));
            let people: Vec<Choice> = [anyone].into_iter().chain(people).collect();
            let where_to = (places.len() > 1).then(|| {
                let anywhere = Choice::new(ANY, lang.t("booking-anywhere"));
                let places = places.into_iter().map(|(id, name)| Choice::new(id.to_string(), name));
                let places: Vec<Choice> = [anywhere].into_iter().chain(places).collect();
                view! { <RadioField name="place" legend=lang.t("booking-where") choices=places value=at /> }
            });
            let kept = wanted
                .parts()
                .into_iter()
                .filter(|(name, _)| matches!(*name, "visit" | "moves" | "day"))
                .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                .collect_view();
            view! {
                <PageHead title=title lead=goal.name.clone() />
                <form method="get" action=times class="form">
                    {kept}
                    <RadioField name="who" legend=lang.t("booking-with") choices=people value=who />
                    {where_to}
                    <SendOrCancel words=lang.t("booking-show-times") back=back />
                </form>
            }
        })
        .await)
}
