//! The pieces of a report's review.

use super::words::{self, by};
use crate::{
    labs::{about, change, limits, marks, range_with_bar, reading, result_href, value},
    ui::{
        chart::Sparkline,
        list::{Row, Rows},
        page::Part,
        table::{Column, Table},
        text::Lang,
        timeline::{Step, Timeline},
        when::zone_of,
    },
    web::InChart,
};
use chrono_tz::Tz;
use clinic::{
    labs::{Compared, Detail, Observation, Revision},
    reviews::{Look, Task},
};
use leptos::prelude::*;

/// One report of the family with its results, each with the one before and its course.
pub(super) fn results(detail: Detail, course: &[Observation], place: &InChart, clinic: Tz, lang: Lang) -> AnyView {
    let Detail { report, results, revisions, .. } = detail;
    let columns = vec![
        Column::words(lang.t("labs-column-test")),
        Column::numbers(lang.t("labs-column-result")),
        Column::words(lang.t("labs-column-flag")),
        Column::words(lang.t("labs-column-range")),
        Column::words(lang.t("labs-column-change")),
        Column::words(lang.t("reviews-column-course")),
        Column::words(lang.t("labs-column-about")),
    ];
    let rows = results.iter().map(|row| cells(row, course, &revisions, place, clinic, lang)).collect();
    let conclusion = report
        .conclusion
        .clone()
        .filter(|text| !text.trim().is_empty() && !report.is_withdrawn())
        .map(|text| view! { <p class="comment">{text}</p> });
    let none = (results.is_empty()).then(|| {
        let words = if report.is_withdrawn() { lang.t("labs-report-withdrawn") } else { lang.t("labs-report-empty") };
        view! { <p>{words}</p> }
    });
    let table = (!results.is_empty()).then(|| {
        view! { <Table caption=report.display.clone() quiet_caption=true columns=columns rows=rows /> }
    });
    let href = place.href(&format!("/labs/reports/{}", report.id));
    view! {
        <Part
            title=report.display.clone()
            id=format!("report-{}", report.id)
            repeated=true
            more=(href, lang.t("reviews-whole-report"))
        >
            {conclusion}
            {none}
            {table}
        </Part>
    }
    .into_any()
}

fn cells(
    row: &Compared,
    course: &[Observation],
    revisions: &[Revision],
    place: &InChart,
    clinic: Tz,
    lang: Lang,
) -> Vec<AnyView> {
    let result = &row.result;
    let zone = zone_of(result.zone.as_deref(), clinic);
    let name = match result_href(result, place) {
        Some(href) => view! { <a href=href>{result.display.clone()}</a> }.into_any(),
        None => result.display.clone().into_any(),
    };
    // Only what was measured in the same unit is drawn in one line.
    let same = course.iter().filter(|one| {
        one.code_key == result.code_key && (one.unit_code == result.unit_code && one.unit == result.unit)
    });
    let values: Vec<f64> = same.filter_map(|one| one.number().filter(|_| reading(one).is_some())).collect();
    let (low, high) = limits(result);
    vec![
        name,
        value(result, lang),
        marks(result, lang),
        range_with_bar(result, lang),
        change(result, &row.earlier, zone, lang),
        view! { <Sparkline values=values low=low high=high /> }.into_any(),
        about(result, revisions, clinic, lang).into_any(),
    ]
}

/// What happened to the report.
pub(super) fn story(look: &Look, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let steps: Vec<_> = look
        .steps
        .iter()
        .map(|step| {
            let (tone, words) = words::step(step, lang);
            let (note, when) = (step.note.clone(), lang.moment(step.at, zone));
            view! {
                <Step tone=tone title=words>
                    {note.map(|note| view! { <p>"“"{note}"”"</p> })}
                    <p>{when}</p>
                </Step>
            }
        })
        .collect();
    let calls: i64 = look.alerts.iter().map(|alert| alert.calls).sum();
    let called = (calls > 0).then(|| lang.with("reviews-calls", &[("count", calls.into())]));
    view! {
        <Part title=lang.t("reviews-story") id="story">
            <Timeline>{steps}</Timeline>
            {called.map(|words| view! { <p class="quiet-text">{words}</p> })}
        </Part>
    }
}

/// Tasks that follow from the report.
pub(super) fn tasks(tasks: &[Task], zone: Tz, lang: Lang) -> AnyView {
    if tasks.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = tasks.iter().map(|task| task_row(task, false, zone, lang)).collect();
    view! { <Rows>{rows}</Rows> }.into_any()
}

/// What is to be done for the patient of a record; nothing where there is nothing.
pub(crate) fn tasks_of_chart(open: &[Task], zone: Tz, lang: Lang) -> Option<AnyView> {
    if open.is_empty() {
        return None;
    }
    let rows = tasks(open, zone, lang);
    Some(view! { <Part title=lang.t("reviews-tasks") id="tasks">{rows}</Part> }.into_any())
}

/// A task in a list, with or without whose it is.
pub(super) fn task_row(task: &Task, with_name: bool, zone: Tz, lang: Lang) -> AnyView {
    let kind = words::kind(task.kind, lang);
    let title = if with_name { format!("{}: {kind}", task.patient) } else { kind };
    let due = lang.with("reviews-due", &[("date", lang.date(task.due_on).into())]);
    let made = by(&task.maker, task.made_at, zone, lang);
    let done = task.done_at.zip(task.doer.clone()).map(|(at, doer)| {
        let outcome = task.outcome.clone().unwrap_or_default();
        view! {
            <p>{lang.with("reviews-task-done-by", &[("who", by(&doer, at, zone, lang).into())])}</p>
            <p>"“"{outcome}"”"</p>
        }
    });
    let phone = task.phone.clone().filter(|_| with_name && task.done_at.is_none());
    let (href, words) = (format!("/tasks/{}", task.id), task.words.clone());
    view! {
        <Row title=title href=href>
            <p class="task-words">{words}</p>
            <p>
                <strong>{due}</strong>
                {phone.map(|phone| format!(" · {phone}"))}
            </p>
            <p class="quiet-text">{made}</p>
            {done}
        </Row>
    }
    .into_any()
}
