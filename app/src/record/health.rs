//! Conditions and allergies.

use super::{
    parts::{allergies_not_recorded, allergy_row, by_danger, condition_row},
    shelf::{Shelf, frame},
};
use crate::{
    ui::icon::Symbol,
    web::{Answer, Asked, Here, InChart},
};
use axum::extract::Query;
use clinic::record::{self, Which};
use leptos::prelude::*;

/// Conditions a page shows.
const CONDITIONS: i64 = 25;
/// Allergies a page shows: nobody should have to turn the page for one.
const ALLERGIES: i64 = 50;

/// The conditions: those that go on, or those that are over.
pub(crate) async fn conditions(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let which = Which::parse(asked.show());
    let search = asked.search();
    let page =
        record::conditions(&mut here.read().await?, &place.chart, which, &search, asked.before(), CONDITIONS).await?;
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/conditions");
    Ok(frame(here, &place, lang.t("record-conditions"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            let rows = page.rows.into_iter().map(|row| condition_row(row, zone).into_any()).collect();
            let nothing = match which {
                Which::Active => (lang.t("record-conditions-none"), lang.t("record-conditions-none-advice")),
                Which::Past => (lang.t("record-conditions-none-past"), lang.t("record-conditions-none-past-advice")),
            };
            Shelf {
                title: lang.t("record-conditions"),
                lead: Some(lang.t("record-conditions-lead")),
                path,
                search: Some((lang.t("record-conditions-search"), search)),
                which: Some(which),
                rows,
                nothing: (Symbol::Condition, nothing.0, nothing.1),
                ways: (newest, older),
            }
            .show(lang)
        })
        .await)
}

/// The allergies: those that hold, or those that are over.
pub(crate) async fn allergies(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let which = Which::parse(asked.show());
    let mut page = record::allergies(&mut here.read().await?, &place.chart, which, asked.before(), ALLERGIES).await?;
    let (lang, zone) = (here.lang, here.zone(None));
    let path = place.href("/record/allergies");
    Ok(frame(here, &place, lang.t("record-allergies"))
        .show(move || {
            let (newest, older) = (asked.newest(&path, &page), asked.older(&path, &page));
            by_danger(&mut page.rows);
            let rows = page.rows.into_iter().map(|row| allergy_row(row, zone).into_any()).collect();
            let nothing = match which {
                Which::Active => allergies_not_recorded(lang),
                Which::Past => (lang.t("record-allergies-none-past"), lang.t("record-allergies-none-past-advice")),
            };
            Shelf {
                title: lang.t("record-allergies"),
                lead: Some(lang.t("record-allergies-lead")),
                path,
                search: None,
                which: Some(which),
                rows,
                nothing: (Symbol::Allergy, nothing.0, nothing.1),
                ways: (newest, older),
            }
            .show(lang)
        })
        .await)
}
