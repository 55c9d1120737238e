//! What was done: immunizations, procedures, visits.

use super::{
    parts::{immunization_row, procedure_row, visit_row},
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
            let row = |row| immunization_row(row, zone, true).into_any();
            let rows = page.rows.into_iter().map(row).collect();
            let nothing = (lang.t("record-immunizations-none"), lang.t("record-immunizations-none-advice"));
            Shelf {
                title: lang.t("record-immunizations"),
                lead: None,
                path,
                search: Some((lang.t("record-immunizations-search"), search)),
                which: None,
                rows,
                nothing: (Symbol::Immunization, nothing.0, nothing.1),
                ways: (newest, older),
            }
            .show(lang)
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
            let row = |row| procedure_row(row, zone, true).into_any();
            let rows = page.rows.into_iter().map(row).collect();
            let nothing = (lang.t("record-procedures-none"), lang.t("record-procedures-none-advice"));
            Shelf {
                title: lang.t("record-procedures"),
                lead: Some(lang.t("record-procedures-lead")),
                path,
                search: Some((lang.t("record-procedures-search"), search)),
                which: None,
                rows,
                nothing: (Symbol::Procedure, nothing.0, nothing.1),
                ways: (newest, older),
            }
            .show(lang)
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
            let rows = page.rows.into_iter().map(|row| visit_row(row, zone).into_any()).collect();
            let nothing = (lang.t("record-visits-none"), lang.t("record-visits-none-advice"));
            Shelf {
                title: lang.t("record-visits"),
                lead: Some(lang.t("record-visits-lead")),
                path,
                search: Some((lang.t("record-visits-search"), search)),
                which: None,
                rows,
                nothing: (Symbol::Appointments, nothing.0, nothing.1),
                ways: (newest, older),
            }
            .show(lang)
        })
        .await)
}
