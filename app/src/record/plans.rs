//! Care plans and goals.

use super::{
    parts::{goal_row, plan_row},
    shelf::{frame, listed, tabs},
};
use crate::{
    ui::{
        icon::Symbol,
        page::{PageHead, Part},
        pager::Pager,
        tabs::Tabs,
    },
    web::{Answer, Asked, Here, InChart},
};
use axum::extract::Query;
use clinic::{
    paging::Before,
    record::{self, Which},
};
use leptos::prelude::*;

/// Plans a page shows.
const PLANS: i64 = 10;
/// Goals a page shows.
const GOALS: i64 = 20;

/// The goals, as a part of the list of plans.
const SHOW_GOALS: &str = "goals";

/// The care plans: those that are followed, those that are over; or the goals.
pub(crate) async fn plans(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    if asked.show() == Some(SHOW_GOALS) {
        return goals(here, place, asked).await;
    }
    let which = Which::parse(asked.show());
    let first = asked.before().is_start() && which == Which::Active;
    let mut q = here.read().await?;
    let page = record::plans(&mut q, &place.chart, which, asked.before(), PLANS).await?;
    let goals = if first { Some(record::goals(&mut q, &place.chart, Before::START, GOALS).await?) } else { None };
    drop(q);
    let (lang, zone) = (here.lang, here.zone(None));
    let lead = if place.chart.is_own() { lang.t("record-plans-lead") } else { lang.t("record-plans-lead-chart") };
    let path = place.href("/record/plans");
    Ok(frame(here, &place, lang.t("record-plans"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let rows = page.rows.into_iter().map(|row| plan_row(row, zone).into_any()).collect();
            let nothing = match which {
                Which::Active => (lang.t("record-plans-none"), lang.t("record-plans-none-advice")),
                Which::Past => (lang.t("record-plans-none-past"), lang.t("record-plans-none-past-advice")),
            };
            let goals = goals.map(|goals| {
                let more = goals.older.map(|_| (format!("{path}?show={SHOW_GOALS}"), lang.t("record-goals-all")));
                let rows = goals.rows.into_iter().map(|row| goal_row(row, zone).into_any()).collect();
                let nothing = (Symbol::Plan, lang.t("record-goals-none"), lang.t("record-goals-none-advice"));
                match more {
                    Some(more) => view! {
                        <Part title=lang.t("record-goals") id="goals" more=more>
                            {listed(rows, nothing)}
                        </Part>
                    }
                    .into_any(),
                    None => view! {
                        <Part title=lang.t("record-goals") id="goals">
                            {listed(rows, nothing)}
                        </Part>
                    }
                    .into_any(),
                }
            });
            view! {
                <PageHead title=lang.t("record-plans") lead=lead />
                <Tabs label=lang.t("record-plans") tabs=tabs(&path, which, lang) />
                {listed(rows, (Symbol::Plan, nothing.0, nothing.1))}
                <Pager newest=newest older=older />
                {goals}
            }
        })
        .await)
}

async fn goals(here: Here, place: InChart, asked: Asked) -> Answer {
    let page = record::goals(&mut here.read().await?, &place.chart, asked.before(), GOALS).await?;
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/plans");
    Ok(frame(here, &place, lang.t("record-goals"))
        .crumb(path.clone(), lang.t("record-plans"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let rows = page.rows.into_iter().map(|row| goal_row(row, zone).into_any()).collect();
            let nothing = (Symbol::Plan, lang.t("record-goals-none"), lang.t("record-goals-none-advice"));
            view! {
                <PageHead title=lang.t("record-goals") />
                {listed(rows, nothing)}
                <Pager newest=newest older=older />
            }
        })
        .await)
}
