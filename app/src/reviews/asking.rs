//! Writing a question about a report, as its patient or as someone who helps.

use crate::{
    labs::called,
    ui::{
        button::SendOrCancel,
        field::TextArea,
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
    },
    web::{Answer, Frame, Here, InChart, Notice, Typed, after},
};
use clinic::{
    ids::{ReportId, ReportQuestionId},
    labs,
    reviews::{Draft, MOST_OPEN_QUESTIONS, NotAsked, ask as put},
};
use leptos::prelude::*;
use serde::Deserialize;

/// A question as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskFields {
    question: String,
    words: String,
}

/// The form.
pub(crate) async fn page(here: Here, place: InChart) -> Answer {
    let typed = AskFields { question: ReportQuestionId::new().to_string(), words: String::new() };
    show(here, place, typed, Vec::new()).await
}

/// Sends it.
pub(crate) async fn ask(here: Here, place: InChart, Typed(typed): Typed<AskFields>) -> Answer {
    let id: ReportId = here.id("id")?;
    let (lang, portal) = (here.lang, &here.portal);
    let question = typed.question.parse().unwrap_or_else(|_| ReportQuestionId::new());
    let draft = Draft { id: question, words: typed.words.clone() };
    let error = match put(&portal.db, &portal.auditor, &place.chart, id, &draft, here.now).await? {
        Ok(()) => {
            let way = place.href(&format!("/labs/reports/{id}"));
            return Ok(after(&way, Some(Notice::QuestionSent)));
        }
        Err(NotAsked::Empty) => FieldError::new("words", lang.t("reviews-ask-missing")),
        Err(NotAsked::Long) => FieldError::new("words", lang.t("reviews-ask-long")),
        Err(NotAsked::TooMany) => {
            FieldError::new("", lang.with("reviews-ask-many", &[("count", MOST_OPEN_QUESTIONS.into())]))
        }
    };
    let typed = AskFields { question: question.to_string(), ..typed };
    show(here, place, typed, vec![error]).await
}

async fn show(here: Here, place: InChart, typed: AskFields, errors: Vec<FieldError>) -> Answer {
    let id: ReportId = here.id("id")?;
    let report = labs::report(&mut here.read().await?, &place.chart, id).await?.report;
    // Nothing can be asked about what is not shown yet.
    if place.chart.is_of_clinic() || report.held_until.is_some() {
        return Err(clinic::Error::NotFound.into());
    }
    let lang = here.lang;
    let back = place.href(&format!("/labs/reports/{id}"));
    let name = called(report.code.as_deref(), &report.display, lang).name;
    let frame = Frame::new(here, lang.t("reviews-ask-title"))
        .section(Section::Labs)
        .of(&place)
        .crumb(place.href("/labs"), lang.t("nav-labs"))
        .crumb(back.clone(), name.clone());
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            view! {
                <PageHead
                    title=lang.t("reviews-ask-title")
                    lead=lang.with("reviews-ask-lead", &[("report", name.into())])
                />
                <p>{lang.t("reviews-ask-urgent")}</p>
                <Form action=format!("{back}/question") errors=errors.clone()>
                    <input type="hidden" name="question" value=typed.question />
                    <TextArea
                        name="words"
                        label=lang.t("reviews-ask-words")
                        hint=lang.t("reviews-ask-hint")
                        value=typed.words
                        error=error_at(&errors, "words")
                        maxlength=1_000
                    />
                    <SendOrCancel words=lang.t("reviews-ask-send") back=back />
                </Form>
            }
        })
        .await)
}
