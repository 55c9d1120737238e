use super::{
    cells::{comment, is_marked, marks, range, value},
    drawing::{Drawing, Drawings},
    period::Asked,
    revised::changes,
    words::{Named, called, measures},
};
use crate::{
    islands::ChartTooltip,
    ui::{
        button::{Actions, LinkButton, Weight},
        chart::TimeChart,
        nav::Section,
        number::unit as people,
        page::{PageHead, Part},
        pager::Pager,
        table::{Column, Table},
        text::{Lang, key},
        when::{When, zone_of},
    },
    web::{Answer, Frame, Here, InChart, segment},
};
use axum::extract::Query;
use chrono_tz::Tz;
use clinic::{
    Error,
    labs::{self, Category, History, Observation, Revision},
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
    let (since, before) = (asked.since(), asked.before());
    let history = labs::history(&mut here.read().await?, &place.chart, category, &code, since, before).await?;
    let path = match crumbs.last() {
        Some((list, _)) => place.href(&format!("{list}/{}", segment(&code))),
        None => String::new(),
    };
    let pager = (asked.newest(&path, &history.results), asked.older(&path, &history.results));
    let lang = here.lang;
    let (clinic, today) = (here.portal.settings.zone, here.today());
    let drawings = Drawings::of(&history.drawn, clinic);
    let Named { name, own } = called(Some(&code), &history.display, lang);
    let mut frame = Frame::new(here, name.clone()).section(section).of(&place);
    for (href, label) in crumbs {
        frame = frame.crumb(place.href(href), label);
    }
    if drawings.charts.iter().any(|chart| chart.points() > 1) {
        frame = frame.alive();
    }
    let periods = (history.total > 1).then(|| asked.ways(&path, today, lang));
    let compare = (category == Category::Laboratory).then(|| compare_href(&place, &code));
    Ok(frame
        .show(move || {
            let by = one_performer(&history.drawn);
            let count = lang.with("labs-history-lead", &[("count", history.total.into())]);
            let lead = own.into_iter().chain([count]).chain(by.clone()).collect::<Vec<_>>().join(" · ");
            let charts = charts(drawings, &history, &name, lang);
            let body = if history.results.rows.is_empty() {
                view! { <p>{lang.t("labs-period-none")}</p> }.into_any()
            } else {
                let table = table(name.clone(), &history.results.rows, &history.revisions, by.is_none(), clinic, lang);
                let (newest, older) = pager;
                view! {
                    {charts}
                    <Part title=lang.t("labs-history-table") id="results">
                        {table}
                        <Pager newest=newest older=older />
                    </Part>
                }
                .into_any()
            };
            view! {
                <PageHead title=name lead=lead />
                {measures(&code, lang).map(|measures| view! { <p class="measures">{measures}</p> })}
                {periods}
                {body}
                {compare
                    .map(|href| {
                        view! {
                            <Actions>
                                <LinkButton href=href weight=Weight::Quiet>
                                    {lang.t("labs-compare-this")}
                                </LinkButton>
                            </Actions>
                        }
                    })}
            }
        })
        .await)
}

/// Where this test stands beside others.
fn compare_href(place: &InChart, code: &str) -> String {
    place.href(&format!("/labs/compare?test={}", segment(code)))
}

/// The charts with what is to be said about them; nothing for a test without numbers.
fn charts(drawings: Drawings, history: &History, name: &str, lang: Lang) -> Option<AnyView> {
    let Drawings { charts, left_out } = drawings;
    let several = charts.len() > 1;
    if charts.iter().all(|chart| chart.points() < 2) {
        let has_one = charts.first().is_some_and(|chart| chart.points() == 1);
        return has_one.then(|| view! { <p class="quiet-text">{lang.t("labs-history-one")}</p> }.into_any());
    }
    let mut notes = Vec::new();
    if let Some(stretch) = history.stretch {
        let (key, count) = match (stretch.num_days(), stretch.num_hours()) {
            (1.., _) => (key("labs-chart-thinned-days"), stretch.num_days()),
            (_, 1..) => (key("labs-chart-thinned-hours"), stretch.num_hours()),
            _ => (key("labs-chart-thinned-minutes"), stretch.num_minutes()),
        };
        notes.push(lang.with(key, &[("count", count.into())]));
    }
    if several {
        notes.push(lang.t("labs-chart-separate"));
    }
    if left_out > 0 {
        notes.push(lang.with("labs-chart-left-out", &[("count", left_out.into())]));
    }
    let shown = charts
        .into_iter()
        .enumerate()
        .map(|(at, chart)| {
            let id = if at == 0 { "history".to_owned() } else { format!("history-{}", at + 1) };
            let title = if several { format!("{name}, {}", people(&chart.unit)) } else { name.to_owned() };
            one_chart(chart, id, title, lang)
        })
        .collect_view();
    let view = view! {
        <Part title=lang.t("labs-history-chart") id="chart">
            {shown}
            {listed(notes)}
        </Part>
    };
    Some(view.into_any())
}

fn one_chart(drawing: Drawing, id: String, title: String, lang: Lang) -> AnyView {
    let mut notes = Vec::new();
    if drawing.ranges_differ {
        notes.push(lang.t("labs-chart-ranges"));
    }
    if drawing.converted > 0 {
        let unit = people(&drawing.unit);
        notes.push(lang.with("labs-chart-units", &[("count", drawing.converted.into()), ("unit", unit.into())]));
    }
    if drawing.at_limit > 0 {
        notes.push(lang.with("labs-chart-limits", &[("count", drawing.at_limit.into())]));
    }
    let tooltip = (drawing.points() > 1).then(|| {
        view! { <ChartTooltip chart=format!("{id}-title") hint=lang.t("labs-chart-hint") /> }
    });
    view! {
        <TimeChart id=id title=title unit=drawing.unit series=drawing.series />
        {tooltip}
        {listed(notes)}
    }
    .into_any()
}

fn listed(notes: Vec<String>) -> Option<AnyView> {
    (!notes.is_empty()).then(|| {
        let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
        view! { <ul class="chart-notes">{notes}</ul> }.into_any()
    })
}

/// Who made all the results, where it was always the same.
fn one_performer(results: &[Observation]) -> Option<String> {
    let first = results.first()?.performer.as_ref()?;
    results.iter().all(|result| result.performer.as_ref() == Some(first)).then(|| first.clone())
}

fn table(
    caption: String,
    results: &[Observation],
    revisions: &[Revision],
    who: bool,
    clinic: Tz,
    lang: Lang,
) -> AnyView {
    let ranged = results.iter().any(|result| range(result, lang).is_some());
    let revised: Vec<_> = results.iter().map(|result| changes(result.id, revisions, clinic, lang)).collect();
    let commented = results.iter().any(|result| result.note.is_some()) || revised.iter().any(Option::is_some);
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
        .zip(revised)
        .map(|(result, revised)| {
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
                cells.push(view! { {comment(result.note.as_deref())} {revised} }.into_any());
            }
            cells
        })
        .collect();
    view! { <Table caption=caption quiet_caption=true columns=columns rows=rows /> }.into_any()
}
