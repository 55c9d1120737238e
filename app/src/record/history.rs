//! What was done: immunizations, procedures, visits.

use super::{
    parts::{ImmunizationRow, ProcedureRow, VisitRow},
    shelf::{Shelf, frame},
};
use crate::{
    ui::icon::Symbol,
    web::{Answer, Asked, Here, InChart},
};
use axum::extract::Query;
use clinic::record;
use leptos::prelude::*;

/// Rows a page shows.
const ROWS: i64 = 25;

/// The immunizations, the newest first.
pub(crate) async fn immunizations(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let search = asked.search();
    let page = record::immunizations(&mut here.read().await?, &place.chart, &search, asked.before(), ROWS).await?;
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/immunizations");
    Ok(frame(here, &place, lang.t("record-immunizations"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let row = |row| view! { <ImmunizationRow of=row zone=zone whole=true /> }.into_any();
            let rows = page.rows.into_iter().map(row).collect();
            let nothing = (lang.t("record-immunizations-none"), lang.t("record-immunizations-none-advice"));
            view! {
                <Shelf
                    title=lang.t("record-immunizations")
                    path=path
                    search=lang.t("record-immunizations-search")
                    query=search
                    rows=rows
                    nothing=(Symbol::Immunization, nothing.0, nothing.1)
                    newest=newest
                    older=older
                />
            }
        })
        .await)
}

/// The procedures, the newest first.
pub(crate) async fn procedures(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let search = asked.search();
    let page = record::procedures(&mut here.read().await?, &place.chart, &search, asked.before(), ROWS).await?;
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/procedures");
    Ok(frame(here, &place, lang.t("record-procedures"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let row = |row| view! { <ProcedureRow of=row zone=zone whole=true /> }.into_any();
            let rows = page.rows.into_iter().map(row).collect();
            let nothing = (lang.t("record-procedures-none"), lang.t("record-procedures-none-advice"));
            view! {
                <Shelf
                    title=lang.t("record-procedures")
                    lead=lang.t("record-procedures-lead")
                    path=path
                    search=lang.t("record-procedures-search")
                    query=search
                    rows=rows
                    nothing=(Symbol::Procedure, nothing.0, nothing.1)
                    newest=newest
                    older=older
                />
            }
        })
        .await)
}

/// The visits, the newest first; those without a date stand at the end.
pub(crate) async fn visits(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let search = asked.search();
    let mut q = here.read().await?;
    let mut page = record::visits(&mut q, &place.chart, &search, asked.before(), ROWS).await?;
    if page.older.is_none() {
        page.rows.extend(record::undated_visits(&mut q, &place.chart, &search, ROWS).await?);
    }
    drop(q);
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/visits");
    Ok(frame(here, &place, lang.t("record-visits"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let rows = page.rows.into_iter().map(|row| view! { <VisitRow of=row zone=zone /> }.into_any()).collect();
            let nothing = (lang.t("record-visits-none"), lang.t("record-visits-none-advice"));
            view! {
                <Shelf
                    title=lang.t("record-visits")
                    lead=lang.t("record-visits-lead")
                    path=path
                    search=lang.t("record-visits-search")
                    query=search
                    rows=rows
                    nothing=(Symbol::Appointments, nothing.0, nothing.1)
                    newest=newest
                    older=older
                />
            }
        })
        .await)
}
