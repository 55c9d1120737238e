//! Tests side by side: a line for each test, a column for each day.

use super::{
    by_panel::{Way, ways},
    cells::{marks, range, test_name, value},
    words::named,
};
use crate::{
    ui::{
        button::Button,
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::PageHead,
        table::{Column, Table},
        text::Lang,
        when::zone_of,
    },
    web::{Answer, Frame, Here, InChart},
};
use axum::extract::Query;
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::{
    labs::{self, Category, Filter, Line, Observation, Test},
    moment::Precision,
    paging::Before,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Days that stand side by side at most.
const MOST_DAYS: usize = 5;
/// Days that are offered.
const OFFERED: usize = 24;

/// What is asked for by the address: `?test=…&test=…&date=…`, or `?report=…` for the tests of a report.
struct Asked {
    tests: Vec<String>,
    days: Vec<NaiveDate>,
    report: Option<clinic::ids::ReportId>,
}

impl Asked {
    fn of(parts: Vec<(String, String)>) -> Self {
        let mut asked = Self { tests: Vec::new(), days: Vec::new(), report: None };
        for (name, value) in parts {
            match name.as_str() {
                "test" if !value.is_empty() && asked.tests.len() < labs::MOST_COMPARED => asked.tests.push(value),
                "date" => asked.days.extend(value.parse::<NaiveDate>().ok()),
                "report" => asked.report = value.parse().ok(),
                _ => {}
            }
        }
        asked
    }
}

/// Results side by side: those of a report, of the tests that were chosen, or of those that are out of range now.
pub(crate) async fn page(here: Here, place: InChart, Query(parts): Query<Vec<(String, String)>>) -> Answer {
    let mut asked = Asked::of(parts);
    let mut q = here.read().await?;
    let (lab, start) = (Category::Laboratory, Before::START);
    let offered = labs::tests(&mut q, &place.chart, lab, Filter::default(), start).await?.page.rows;
    if let Some(report) = asked.report {
        let detail = labs::report(&mut q, &place.chart, report).await?;
        asked.tests.extend(detail.results.into_iter().map(|row| row.result.code_key));
    }
    if asked.tests.is_empty() {
        asked.tests = usual(&offered);
    }
    let lines = labs::compared(&mut q, &place.chart, &asked.tests).await?;
    drop(q);
    let lang = here.lang;
    let clinic = here.portal.settings.zone;
    let path = place.href("/labs/compare");
    Ok(Frame::new(here, lang.t("labs-compare"))
        .section(Section::Labs)
        .of(&place)
        .crumb(place.href("/labs"), lang.t("nav-labs"))
        .show(move || {
            let all = days_of(&lines, clinic);
            let shown = chosen(&all, &asked.days);
            let body = if lines.is_empty() {
                view! {
                    <Empty icon=Symbol::Labs title=lang.t("labs-none")>
                        <p>{lang.t("labs-compare-none")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                table(&lines, &shown, &place, clinic, lang)
            };
            let form = (!offered.is_empty()).then(|| form(&path, &offered, &lines, &all, &shown, lang));
            view! {
                <PageHead title=lang.t("labs-compare") lead=lang.t("labs-compare-lead") />
                {ways(&place, Way::Compared, lang)}
                {body}
                {form}
            }
        })
        .await)
}

/// The tests that are out of range now; where none is, those with the newest results.
fn usual(offered: &[Test]) -> Vec<String> {
    let out = offered.iter().filter(|test| test.latest.is_abnormal()).map(|test| test.latest.code_key.clone());
    let out: Vec<String> = out.collect();
    if !out.is_empty() {
        return out;
    }
    offered.iter().take(8).map(|test| test.latest.code_key.clone()).collect()
}

/// The calendar day of a result where it was taken.
fn day_of(result: &Observation, clinic: Tz) -> Option<NaiveDate> {
    let zone = zone_of(result.zone.as_deref(), clinic);
    match result.taken() {
        Some(when) if when.precision == Precision::Time => Some(when.at.with_timezone(&zone).date_naive()),
        Some(when) => Some(when.at.date_naive()),
        None => result.issued_at.map(|at| at.with_timezone(&zone).date_naive()),
    }
}

/// The days that have results, newest first.
fn days_of(lines: &[Line], clinic: Tz) -> Vec<NaiveDate> {
    let days: BTreeSet<NaiveDate> =
        lines.iter().flat_map(|line| &line.results).filter_map(|result| day_of(result, clinic)).collect();
    days.into_iter().rev().collect()
}

/// The days that are shown, the oldest first as one reads: those asked for, else the newest.
fn chosen(all: &[NaiveDate], asked: &[NaiveDate]) -> Vec<NaiveDate> {
    let known = || all.iter().copied();
    let mut days: Vec<NaiveDate> = known().filter(|day| asked.contains(day)).take(MOST_DAYS).collect();
    if days.is_empty() {
        days = known().take(MOST_DAYS).collect();
    }
    days.reverse();
    days
}

fn table(lines: &[Line], days: &[NaiveDate], place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let mut columns = vec![Column::words(lang.t("labs-column-test"))];
    columns.extend(days.iter().map(|day| Column::numbers(lang.date(*day))));
    columns.push(Column::words(lang.t("labs-column-newest-range")));
    let rows = lines
        .iter()
        .filter_map(|line| {
            let newest = line.results.first()?;
            let mut cells = vec![test_name(newest, place)];
            for day in days {
                // Several of one day stand in the order they were taken.
                let of_day = line.results.iter().rev().filter(|result| day_of(result, clinic) == Some(*day));
                let values = of_day
                    .map(|result| {
                        view! {
                            <span class="compared">
                                <span class="value">{value(result, lang)}</span>
                                " "
                                {marks(result, lang)}
                            </span>
                        }
                    })
                    .collect_view();
                cells.push(values.into_any());
            }
            cells.push(range(newest, lang).into_any());
            Some(cells)
        })
        .collect();
    view! {
        <div class="compare-table" role="region" tabindex="0" aria-label=lang.t("labs-compare")>
            <Table caption=lang.t("labs-compare") quiet_caption=true columns=columns rows=rows />
        </div>
    }
    .into_any()
}

/// Which tests and which days.
fn form(
    path: &str,
    offered: &[Test],
    lines: &[Line],
    all: &[NaiveDate],
    shown: &[NaiveDate],
    lang: Lang,
) -> impl IntoView + use<> {
    let is_shown = |code: &str| lines.iter().any(|line| line.code_key == code);
    let mut tests: Vec<(String, String, bool)> = lines
        .iter()
        .filter_map(|line| Some((line.code_key.clone(), named(line.results.first()?, lang).name, true)))
        .collect();
    tests.extend(offered.iter().filter(|test| !is_shown(&test.latest.code_key)).map(|test| {
        let name = named(&test.latest, lang).name;
        (test.latest.code_key.clone(), name, false)
    }));
    let days: Vec<_> =
        all.iter().take(OFFERED).map(|day| (day.to_string(), lang.date(*day), shown.contains(day))).collect();
    let most = lang.with("labs-compare-most", &[("count", MOST_DAYS.into())]);
    view! {
        <form class="compare-form" method="get" action=path.to_owned()>
            <details>
                <summary>{lang.t("labs-compare-choose")}</summary>
                <fieldset class="field ticks">
                    <legend>{lang.t("labs-compare-tests")}</legend>
                    {ticks("test", tests)}
                </fieldset>
                <fieldset class="field ticks">
                    <legend>{lang.t("labs-compare-days")}</legend>
                    <p class="hint">{most}</p>
                    {ticks("date", days)}
                </fieldset>
                <Button>{lang.t("labs-compare-show")}</Button>
            </details>
        </form>
    }
}

fn ticks(name: &'static str, choices: Vec<(String, String, bool)>) -> impl IntoView {
    choices
        .into_iter()
        .enumerate()
        .map(|(at, (value, label, checked))| {
            let id = format!("compare-{name}-{at}");
            view! {
                <div class="tick">
                    <input id=id.clone() type="checkbox" name=name value=value checked=checked />
                    <label for=id>{label}</label>
                </div>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of_month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of_month).unwrap()
    }

    #[test]
    fn the_newest_days_are_shown_where_none_is_asked_for() {
        let all: Vec<NaiveDate> = (1..=9).rev().map(day).collect();
        assert_eq!(chosen(&all, &[]), (5..=9).map(day).collect::<Vec<_>>());
        assert_eq!(chosen(&all, &[day(8), day(2), day(30)]), [day(2), day(8)]);
        assert_eq!(chosen(&all, &[day(30)]).len(), MOST_DAYS);
        assert!(chosen(&[], &[day(1)]).is_empty());
    }

    #[test]
    fn what_is_asked_for_is_read_and_bounded() {
        let part = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut parts = vec![part("test", ""), part("test", "a b"), part("date", "2026-11-02"), part("date", "x")];
        parts.push(part("report", "no id"));
        let asked = Asked::of(parts);
        assert_eq!((asked.tests.len(), asked.days, asked.report), (1, vec![day(2)], None));
        let many = (0..99).map(|number| part("test", &number.to_string())).collect();
        assert_eq!(Asked::of(many).tests.len(), labs::MOST_COMPARED);
    }
}
