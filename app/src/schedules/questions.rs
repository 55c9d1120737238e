//! What the clinic asks before visits: the page of those who plan.

use super::parts::{SchedulePart, is_admin, schedule_tabs};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, Button, PostButton, Weight},
        choice::{CheckField, Choice, SelectField},
        empty::Empty,
        field::{TextArea, TextField},
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Route, Signed, Typed, after},
};
use clinic::{
    accounts::Planner,
    appointments::{
        LONGEST_QUESTION, Question, QuestionKind, QuestionProblem, add_question, all_questions, move_question_up,
        retire_question,
    },
    ids::QuestionId,
    schedules::{VisitType, visit_types},
};
use leptos::prelude::*;
use serde::Deserialize;

const PATH: &str = "/schedules/questions";

/// The page and its actions.
pub(super) fn routes() -> [Route; 4] {
    [
        Route::page(PATH, page),
        Route::action(PATH, add),
        Route::action("/schedules/questions/{question}/retirement", retire),
        Route::action("/schedules/questions/{question}/up", up),
    ]
}

/// A question as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Fields {
    visit: String,
    kind: String,
    text_en: String,
    text_es: String,
    choices_en: String,
    choices_es: String,
    required: String,
}

async fn page(here: Here, Signed(by): Signed<Planner>) -> Answer {
    show(here, &by, Fields::default(), Vec::new()).await
}

async fn add(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<Fields>) -> Answer {
    let lang = here.lang;
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let Some(kind) = QuestionKind::parse(&typed.kind) else {
        let errors = vec![FieldError::new("kind", lang.t("questions-kind-wrong"))];
        return show(here, &by, typed, errors).await;
    };
    let question = Question {
        id: QuestionId::new(),
        visit_type: typed.visit.parse().ok(),
        kind,
        text_en: typed.text_en.trim().to_owned(),
        text_es: typed.text_es.trim().to_owned(),
        choices_en: lines(&typed.choices_en),
        choices_es: lines(&typed.choices_es),
        required: typed.required == "true",
    };
    let portal = &here.portal;
    match add_question(&portal.db, &portal.auditor, &by, &question).await? {
        Ok(()) => Ok(after(PATH, Some(Notice::QuestionAdded))),
        Err(problems) => {
            let count = || [("count", LONGEST_QUESTION.into())];
            let errors = problems
                .into_iter()
                .map(|problem| match problem {
                    QuestionProblem::TextEn => FieldError::new("text_en", lang.with("questions-text-wrong", &count())),
                    QuestionProblem::TextEs => FieldError::new("text_es", lang.with("questions-text-wrong", &count())),
                    QuestionProblem::Choices => FieldError::new("choices_en", lang.t("questions-choices-wrong")),
                    QuestionProblem::TooMany => FieldError::new("", lang.t("questions-too-many")),
                })
                .collect();
            show(here, &by, typed, errors).await
        }
    }
}

async fn retire(here: Here, Signed(by): Signed<Planner>) -> Answer {
    let id: QuestionId = here.id("question")?;
    retire_question(&here.portal.db, &here.portal.auditor, &by, id).await?;
    Ok(after(PATH, Some(Notice::QuestionRetired)))
}

async fn up(here: Here, Signed(by): Signed<Planner>) -> Answer {
    let id: QuestionId = here.id("question")?;
    move_question_up(&here.portal.db, &here.portal.auditor, &by, id).await?;
    Ok(after(PATH, None))
}

async fn show(here: Here, by: &Planner, typed: Fields, errors: Vec<FieldError>) -> Answer {
    let mut q = here.read().await?;
    let asked = all_questions(&mut q, by).await?;
    let visits = visit_types(&mut q).await?;
    drop(q);
    let lang = here.lang;
    let title = lang.t("questions-title");
    let is_admin = is_admin(&here);
    let frame = Frame::new(here, title.clone()).section(Section::Schedules);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let list = if asked.is_empty() {
                view! {
                    <Empty icon=Symbol::Document title=lang.t("questions-none")>
                        <p>{lang.t("questions-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                let rows = asked.into_iter().enumerate().map(|(at, one)| row(one, at, &visits, lang)).collect_view();
                view! { <Rows>{rows}</Rows> }.into_any()
            };
            view! {
                {schedule_tabs(SchedulePart::Questions, is_admin, lang)}
                <PageHead title=title lead=lang.t("questions-lead") />
                <Part title=lang.t("questions-asked") id="asked">
                    {list}
                </Part>
                <Part title=lang.t("questions-new") id="new">
                    {form(&visits, typed, errors, lang)}
                </Part>
            }
        })
        .await)
}

fn visit_name(of: &VisitType, lang: Lang) -> String {
    match lang {
        Lang::En => of.name_en.clone(),
        Lang::Es => of.name_es.clone(),
    }
}

fn kind_words(of: QuestionKind, lang: Lang) -> String {
    match of {
        QuestionKind::YesNo => lang.t("questions-kind-yes-no"),
        QuestionKind::Text => lang.t("questions-kind-text"),
        QuestionKind::Number => lang.t("questions-kind-number"),
        QuestionKind::Date => lang.t("questions-kind-date"),
        QuestionKind::Choice => lang.t("questions-kind-choice"),
    }
}

fn row(of: Question, at: usize, visits: &[VisitType], lang: Lang) -> impl IntoView + use<> {
    let before = visits.iter().find(|visit| Some(visit.id) == of.visit_type).map(|visit| visit_name(visit, lang));
    let before = before.unwrap_or_else(|| lang.t("questions-all-visits"));
    let choices = match lang {
        Lang::En => of.choices_en.join(", "),
        Lang::Es => of.choices_es.join(", "),
    };
    let (title, other) = match lang {
        Lang::En => (of.text_en, of.text_es),
        Lang::Es => (of.text_es, of.text_en),
    };
    let path = format!("{PATH}/{}", of.id);
    let up = (at > 0).then(|| {
        let words = lang.with("questions-up-of", &[("question", title.clone().into())]);
        view! {
            <PostButton action=format!("{path}/up") weight=Weight::Quiet>
                {lang.t("questions-up")}
                <span class="unseen">{format!(": {words}")}</span>
            </PostButton>
        }
    });
    let retired = lang.with("questions-up-of", &[("question", title.clone().into())]);
    let about = format!("{before} · {}", kind_words(of.kind, lang));
    let needed = of.required.then(|| view! { <Badge tone=Tone::Info text=lang.t("questions-needed") /> });
    view! {
        <Row title=title aside=needed>
            <p>{about}</p>
            <p>{other}</p>
            {(!choices.is_empty()).then(|| view! { <p>{choices}</p> })}
            <div class="actions">
                {up}
                <PostButton action=format!("{path}/retirement") weight=Weight::Quiet>
                    {lang.t("questions-retire")}
                    <span class="unseen">{format!(": {retired}")}</span>
                </PostButton>
            </div>
        </Row>
    }
}

fn form(visits: &[VisitType], typed: Fields, errors: Vec<FieldError>, lang: Lang) -> impl IntoView + use<> {
    let kinds = QuestionKind::ALL.map(|kind| Choice::new(kind.name(), kind_words(kind, lang)));
    let all = Choice::new("", lang.t("questions-all-visits"));
    let visits = visits
        .iter()
        .filter(|visit| visit.active)
        .map(|visit| Choice::new(visit.id.to_string(), visit_name(visit, lang)));
    let visits: Vec<Choice> = [all].into_iter().chain(visits).collect();
    let form_errors = errors.clone();
    let at = move |name: &str| error_at(&errors, name);
    view! {
        <Form action=PATH errors=form_errors>
            <SelectField
                name="visit"
                label=lang.t("questions-visit")
                choices=visits
                value=typed.visit.clone()
                optional=true
            />
            <SelectField
                name="kind"
                label=lang.t("questions-kind")
                choices=kinds.into()
                value=typed.kind.clone()
                error=at("kind")
            />
            <TextField
                name="text_en"
                label=lang.t("questions-text-en")
                value=typed.text_en.clone()
                error=at("text_en")
                maxlength=LONGEST_QUESTION
            />
            <TextField
                name="text_es"
                label=lang.t("questions-text-es")
                value=typed.text_es.clone()
                error=at("text_es")
                maxlength=LONGEST_QUESTION
            />
            <TextArea
                name="choices_en"
                label=lang.t("questions-choices-en")
                hint=lang.t("questions-choices-hint")
                value=typed.choices_en.clone()
                error=at("choices_en")
                optional=true
            />
            <TextArea
                name="choices_es"
                label=lang.t("questions-choices-es")
                value=typed.choices_es.clone()
                optional=true
            />
            <CheckField name="required" label=lang.t("questions-required") checked=typed.required == "true" />
            <Actions>
                <Button>{lang.t("questions-add")}</Button>
            </Actions>
        </Form>
    }
}
