//! The results of one report, with all there is to each of them.

use super::{
    cells::{change, comment, marks, range_with_bar, test_name, value},
    follows::follow,
    revised::changes,
};
use crate::{
    ui::{
        table::{Column, Table},
        text::Lang,
        when::zone_of,
    },
    web::InChart,
};
use chrono_tz::Tz;
use clinic::labs::{Compared, Detail, Observation, Revision};
use leptos::prelude::*;

/// The results in the laboratory's order, each with the reports that follow from it below.
pub(super) fn results(caption: &str, of: &Detail, place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let mut parts: Vec<AnyView> = Vec::new();
    let mut run: Vec<&Compared> = Vec::new();
    for row in &of.results {
        run.push(row);
        let follows: Vec<_> = of.follows.iter().filter(|follow| follow.from == row.result.id).collect();
        if follows.is_empty() {
            continue;
        }
        parts.push(table(caption, &run, &of.revisions, place, clinic, lang));
        run.clear();
        parts.extend(follows.into_iter().map(|one| follow(one, &row.result, &of.revisions, place, clinic, lang)));
    }
    if !run.is_empty() {
        parts.push(table(caption, &run, &of.revisions, place, clinic, lang));
    }
    parts.into_any()
}

fn table(
    caption: &str,
    rows: &[&Compared],
    revisions: &[Revision],
    place: &InChart,
    clinic: Tz,
    lang: Lang,
) -> AnyView {
    let told: Vec<_> = rows.iter().map(|row| about(&row.result, revisions, clinic, lang)).collect();
    let commented = told.iter().any(Option::is_some);
    let mut columns = vec![
        Column::words(lang.t("labs-column-test")),
        Column::numbers(lang.t("labs-column-result")),
        Column::words(lang.t("labs-column-flag")),
        Column::words(lang.t("labs-column-range")),
        Column::words(lang.t("labs-column-change")),
    ];
    if commented {
        columns.push(Column::words(lang.t("labs-column-about")));
    }
    let rows = rows
        .iter()
        .zip(told)
        .map(|(Compared { result, earlier }, told)| {
            let zone = zone_of(result.zone.as_deref(), clinic);
            let mut cells = vec![
                test_name(result, place),
                value(result, lang),
                marks(result, lang),
                range_with_bar(result, lang),
                change(result, earlier, zone, lang),
            ];
            if commented {
                cells.push(told.into_any());
            }
            cells
        })
        .collect();
    view! { <Table caption=caption.to_owned() quiet_caption=true columns=columns rows=rows /> }.into_any()
}

/// What else there is to a result: the laboratory's comment, how it was measured, what was changed.
pub(crate) fn about(result: &Observation, revisions: &[Revision], clinic: Tz, lang: Lang) -> Option<AnyView> {
    let changed = changes(result.id, revisions, clinic, lang);
    let method = result.method.as_ref().map(|method| {
        let words = lang.with("labs-method-is", &[("method", method.clone().into())]);
        view! { <p class="method">{words}</p> }
    });
    let note = result.note.as_deref().filter(|note| !note.trim().is_empty());
    (changed.is_some() || method.is_some() || note.is_some())
        .then(|| view! { {comment(note)} {changed} {method} }.into_any())
}
