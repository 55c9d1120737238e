use super::{
    cells::{comment, is_marked, marks, range, value},
    drawing::Drawing,
};
use crate::{
    islands::ChartTooltip,
    ui::{
        chart::TimeChart,
        nav::Section,
        number::unit as people,
        page::{PageHead, Part},
        pager::Pager,
        table::{Column, Table},
        text::Lang,
        when::{When, zone_of},
    },
    web::{Answer, Asked, Frame, Here, InChart, segment},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    Error,
    labs::{self, Category, DRAWN, History, Observation},
};
use leptos::prelude::*;

/// The history of a laboratory test.
pub(crate) async fn lab(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let crumbs = vec![("/labs", here.lang.t("nav-labs")), ("/labs/tests", here.lang.t("labs-by-test"))];
    page(here, place, &asked, Category::Laboratory, Section::Labs, crumbs).await
}

/// The history of a vital sign.
pub(crate) async fn vital(here: Here, place: InChart, Query(asked): Query<Asked>) -> Answer {
    let crumbs = vec![("/record", here.lang.t("nav-record")), ("/record/vitals", here.lang.t("labs-vitals-title"))];
    page(here, place, &asked, Category::VitalSigns, Section::Record, crumbs).await
}

async fn page(
    here: Here,
    place: InChart,
    asked: &Asked,
    category: Category,
    section: Section,
    crumbs: Vec<(&'static str, String)>,
) -> Answer {
    let code = here.param("code").ok_or(Error::NotFound)?.to_owned();
    let history = labs::history(&mut here.read().await?, &place.chart, category, &code, asked.before()).await?;
    let path = match crumbs.last() {
        Some((list, _)) => place.href(&format!("{list}/{}", segment(&code))),
        None => String::new(),
    };
    let (newest, older) = (asked.newest(&path, &history.results), asked.older(&path, &history.results));
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let drawing = Drawing::of(&history.drawn, clinic);
    let mut frame = Frame::new(here, history.display.clone()).section(section).of(&place);
    for (href, label) in crumbs {
        frame = frame.crumb(place.href(href), label);
    }
    if drawing.points() > 1 {
        frame = frame.alive();
    }
    Ok(frame
        .show(move || {
            let by = one_performer(&history.drawn);
            let lead = lang.with("labs-history-lead", &[("count", history.total.into())]);
            let lead = by.as_ref().map_or(lead.clone(), |by| format!("{lead} · {by}"));
            let caption = history.display.clone();
            let chart = chart(drawing, &history, lang);
            let table = table(caption, &history.results.rows, by.is_none(), clinic, lang);
            view! {
                <PageHead title=history.display lead=lead />
                {chart}
                <Part title=lang.t("labs-history-table") id="results">
                    {table}
                    <Pager newest=newest older=older />
                </Part>
            }
        })
        .await)
}

/// The chart with what is to be said about it; nothing for a test without numbers.
fn chart(drawing: Drawing, history: &History, lang: Lang) -> Option<AnyView> {
    if drawing.points() < 2 {
        return (drawing.points() == 1)
            .then(|| view! { <p class="quiet-text">{lang.t("labs-history-one")}</p> }.into_any());
    }
    let mut notes = Vec::new();
    if history.total > DRAWN {
        notes.push(lang.with("labs-chart-newest", &[("count", DRAWN.into())]));
    }
    if drawing.ranges_differ {
        notes.push(lang.t("labs-chart-ranges"));
    }
    if drawing.other_units > 0 {
        let unit = people(&drawing.unit);
        notes.push(lang.with("labs-chart-units", &[("count", drawing.other_units.into()), ("unit", unit.into())]));
    }
    if drawing.at_limit > 0 {
        notes.push(lang.with("labs-chart-limits", &[("count", drawing.at_limit.into())]));
    }
    let notes = (!notes.is_empty()).then(|| {
        let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
        view! { <ul class="chart-notes">{notes}</ul> }
    });
    let title = history.display.clone();
    let view = view! {
        <Part title=lang.t("labs-history-chart") id="chart">
            <TimeChart id="history" title=title unit=drawing.unit series=drawing.series />
            <ChartTooltip chart="history-title".to_owned() hint=lang.t("labs-chart-hint") />
            {notes}
        </Part>
    };
    Some(view.into_any())
}

/// Who made all the results, where it was always the same.
fn one_performer(results: &[Observation]) -> Option<String> {
    let first = results.first()?.performer.as_ref()?;
    results.iter().all(|result| result.performer.as_ref() == Some(first)).then(|| first.clone())
}

fn table(caption: String, results: &[Observation], who: bool, clinic: Tz, lang: Lang) -> AnyView {
    let ranged = results.iter().any(|result| range(result, lang).is_some());
    let commented = results.iter().any(|result| result.note.is_some());
    let performed = who && results.iter().any(|result| result.performer.is_some());
    let marked = results.iter().any(|result| is_marked(result, lang));
    let mut columns = vec![Column::words(lang.t("labs-column-date")), Column::numbers(lang.t("labs-column-result"))];
    if marked {
        columns.push(Column::words(lang.t("labs-column-flag")));
    }
    if ranged {
        columns.push(Column::words(lang.t("labs-column-range")));
    }
    if performed {
        columns.push(Column::words(lang.t("labs-column-performer")));
    }
    if commented {
        columns.push(Column::words(lang.t("labs-column-comment")));
    }
    let rows = results
        .iter()
        .map(|result| {
            let zone = zone_of(result.zone.as_deref(), clinic);
            let when = match result.taken() {
                Some(when) => view! { <When at=when zone=zone /> }.into_any(),
                None => lang.t("labs-date-unknown").into_any(),
            };
            let mut cells = vec![when, value(result, lang)];
            if marked {
                cells.push(marks(result, lang));
            }
            if ranged {
                cells.push(range(result, lang).into_any());
            }
            if performed {
                cells.push(result.performer.clone().into_any());
            }
            if commented {
                cells.push(comment(result.note.as_deref()));
            }
            cells
        })
        .collect();
    view! { <Table caption=caption quiet_caption=true columns=columns rows=rows /> }.into_any()
}
