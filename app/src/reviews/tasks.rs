//! What is to be done for patients, for everyone who looks after them.

use super::{parts::task_row, words::kind};
use crate::{
    ui::{
        button::SendOrCancel,
        empty::Empty,
        field::TextArea,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Fact, Facts, Rows},
        nav::Section,
        page::{PageHead, Part},
        pager::Pager,
        tabs::{Tab, Tabs},
    },
    web::{Answer, Asked, Frame, Here, Notice, Signed, Typed, after},
};
use axum::extract::Query;
use clinic::{
    accounts::Clinician,
    ids::TaskId,
    reviews::{LONGEST_TEXT, NotDone, do_task, done_tasks, open_tasks, task},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What is to be done by its day, or what was done.
pub(crate) async fn list(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<Asked>) -> Answer {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let is_done = asked.show() == Some("done");
    let mut q = here.read().await?;
    let (rows, newest, older) = if is_done {
        let page = done_tasks(&mut q, &by, &here.visit.log, asked.before(), here.now).await?;
        let (newest, older) = (asked.newest("/tasks", &page), asked.older("/tasks", &page));
        (page.rows, newest, older)
    } else {
        (open_tasks(&mut q, &by, &here.visit.log, here.now).await?, None, None)
    };
    drop(q);
    let tabs = vec![
        Tab::new("/tasks", lang.t("reviews-tasks-open"), !is_done),
        Tab::new("/tasks?show=done", lang.t("reviews-tasks-done"), is_done),
    ];
    Ok(Frame::new(here, lang.t("reviews-tasks-title"))
        .section(Section::Tasks)
        .show(move || {
            let nothing = rows.is_empty().then(|| {
                let title = if is_done { lang.t("reviews-tasks-none-done") } else { lang.t("reviews-tasks-none") };
                view! {
                    <Empty icon=Symbol::Plan title=title>
                        <p>{lang.t("reviews-tasks-none-advice")}</p>
                    </Empty>
                }
            });
            let rows: Vec<_> = rows.iter().map(|row| task_row(row, true, zone, lang)).collect();
            view! {
                <PageHead title=lang.t("reviews-tasks-title") lead=lang.t("reviews-tasks-lead") />
                <Tabs label=lang.t("reviews-tasks-parts") tabs=tabs />
                {nothing}
                <Rows>{rows}</Rows>
                <Pager newest=newest older=older />
            }
        })
        .await)
}

/// How it went, as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TaskFields {
    outcome: String,
}

/// One task.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>) -> Answer {
    show(here, &by, TaskFields::default(), Vec::new()).await
}

/// Ends it.
pub(crate) async fn done(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<TaskFields>) -> Answer {
    let id: TaskId = here.id("task")?;
    let (lang, portal) = (here.lang, &here.portal);
    let error = match do_task(&portal.db, &portal.auditor, &by, id, &typed.outcome, here.now).await? {
        Ok(_) => return Ok(after("/tasks", Some(Notice::TaskDone))),
        Err(NotDone::Over) => FieldError::new("", lang.t("reviews-task-over")),
        Err(NotDone::Words) => {
            FieldError::new("outcome", lang.with("reviews-answer-wrong", &[("count", LONGEST_TEXT.into())]))
        }
    };
    show(here, &by, typed, vec![error]).await
}

async fn show(here: Here, by: &Clinician, typed: TaskFields, errors: Vec<FieldError>) -> Answer {
    let id: TaskId = here.id("task")?;
    let found = task(&mut here.read().await?, by, id, &here.visit.log, here.now).await?;
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let title = kind(found.kind, lang);
    let frame = Frame::new(here, title.clone()).section(Section::Tasks).crumb("/tasks", lang.t("reviews-tasks-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let chart = format!("/patients/{}", found.patient_id);
            let report = found.report_id.map(|report| format!("{chart}/labs/reports/{report}"));
            let done = found.done_at.zip(found.doer.clone()).map(|(at, name)| super::words::by(&name, at, zone, lang));
            let phone = found.phone.clone().map(|phone| {
                let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                view! { <a href=format!("tel:{number}")>{phone}</a> }
            });
            let facts = [
                Some(Fact::new(lang.t("reviews-task-patient"), view! { <a href=chart>{found.patient.clone()}</a> })),
                Fact::some(lang.t("reviews-task-phone"), phone),
                Some(Fact::new(lang.t("reviews-task-due"), lang.date(found.due_on))),
                Fact::some(
                    lang.t("reviews-task-report"),
                    report.map(|href| view! { <a href=href>{lang.t("reviews-whole-report")}</a> }),
                ),
                Some(Fact::new(lang.t("reviews-task-made"), super::words::by(&found.maker, found.made_at, zone, lang))),
                Fact::some(lang.t("reviews-task-ended"), done),
                Fact::some(lang.t("reviews-task-outcome"), found.outcome.clone()),
            ];
            let form = found.done_at.is_none().then(|| {
                view! {
                    <Part title=lang.t("reviews-task-done") id="done">
                        <Form action=format!("/tasks/{id}") errors=errors.clone()>
                            <TextArea
                                name="outcome"
                                label=lang.t("reviews-task-how")
                                value=typed.outcome
                                error=error_at(&errors, "outcome")
                                rows=3
                                maxlength=LONGEST_TEXT
                            />
                            <SendOrCancel words=lang.t("reviews-task-done") back="/tasks" />
                        </Form>
                    </Part>
                }
            });
            view! {
                <PageHead title=title />
                <p class="task-words">{found.words.clone()}</p>
                <Facts facts=facts.into_iter().flatten().collect() />
                {form}
            }
        })
        .await)
}
