//! Reports that follow from a result: the susceptibilities of an organism, below it.

use super::{
    cells::{comment, marks, test_name, value},
    report_table::about,
    revised::said,
};
use crate::{
    ui::{
        table::{Column, Table},
        text::Lang,
    },
    web::InChart,
};
use chrono_tz::Tz;
use clinic::labs::{Follow, Observation, Revision};
use leptos::prelude::*;

/// What a report that follows is called: its own name, and what it is about.
pub(super) fn title(follow: &Follow, from: &Observation) -> String {
    match said(from) {
        Some(organism) => format!("{organism}: {}", follow.report.display),
        None => follow.report.display.clone(),
    }
}

/// The results of a report that follows, as a small table.
pub(super) fn follow(
    of: &Follow,
    from: &Observation,
    revisions: &[Revision],
    place: &InChart,
    clinic: Tz,
    lang: Lang,
) -> AnyView {
    let title = title(of, from);
    let told: Vec<_> = of.results.iter().map(|result| about(result, revisions, clinic, lang)).collect();
    let commented = told.iter().any(Option::is_some);
    let mut columns = vec![
        Column::words(lang.t("labs-column-test")),
        Column::numbers(lang.t("labs-column-result")),
        Column::words(lang.t("labs-column-finding")),
    ];
    if commented {
        columns.push(Column::words(lang.t("labs-column-about")));
    }
    let rows = of
        .results
        .iter()
        .zip(told)
        .map(|(result, told)| {
            let mut cells = vec![test_name(result, place), value(result, lang), marks(result, lang)];
            if commented {
                cells.push(told.into_any());
            }
            cells
        })
        .collect();
    view! {
        <section class="follows">
            <h3>{title.clone()}</h3>
            <Table caption=title quiet_caption=true columns=columns rows=rows />
            {comment(of.report.conclusion.as_deref())}
        </section>
    }
    .into_any()
}
