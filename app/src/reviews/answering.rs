//! A question of a patient, and its answer.

use super::beside::one_question;
use crate::{
    ui::{
        button::SendOrCancel,
        field::TextArea,
        form::{FieldError, Form, error_at},
        nav::Section,
        page::{PageHead, Part},
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Prescriber,
    ids::ReportQuestionId,
    labs,
    reviews::{LONGEST_TEXT, NotAnswered, answer, question},
};
use leptos::prelude::*;
use serde::Deserialize;

/// An answer as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerFields {
    words: String,
}

/// The question with the way to its report, and the form.
pub(crate) async fn page(here: Here, Signed(_): Signed<Prescriber>, place: InChart) -> Answer {
    show(here, place, AnswerFields::default(), Vec::new()).await
}

/// Sends the answer.
pub(crate) async fn save(
    here: Here,
    Signed(by): Signed<Prescriber>,
    place: InChart,
    Typed(typed): Typed<AnswerFields>,
) -> Answer {
    let id: ReportQuestionId = here.id("asked")?;
    let (lang, portal) = (here.lang, &here.portal);
    let error = match answer(&portal.db, &portal.auditor, &by, &place.chart, id, &typed.words, here.now).await? {
        Ok(()) => return Ok(after("/reviews?show=questions", Some(Notice::QuestionReplied))),
        Err(NotAnswered::Answered) => FieldError::new("", lang.t("reviews-answered-already")),
        Err(NotAnswered::Words) => {
            FieldError::new("words", lang.with("reviews-answer-wrong", &[("count", LONGEST_TEXT.into())]))
        }
    };
    show(here, place, typed, vec![error]).await
}

async fn show(here: Here, place: InChart, typed: AnswerFields, errors: Vec<FieldError>) -> Answer {
    let id: ReportQuestionId = here.id("asked")?;
    let mut q = here.read().await?;
    let (report, found) = question(&mut q, &place.chart, id).await?;
    let detail = labs::report(&mut q, &place.chart, report).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let action = place.href(&format!("/labs/questions/{id}"));
    let frame = Frame::new(here, lang.t("reviews-question"))
        .section(Section::Labs)
        .of(&place)
        .crumb("/reviews?show=questions", lang.t("reviews-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let href = place.href(&format!("/labs/reports/{report}"));
            let form = found.answered_at.is_none().then(|| {
                view! {
                    <Part title=lang.t("reviews-answer") id="answer">
                        <p>{lang.t("reviews-answer-advice")}</p>
                        <Form action=action errors=errors.clone()>
                            <TextArea
                                name="words"
                                label=lang.t("reviews-answer-words")
                                value=typed.words
                                error=error_at(&errors, "words")
                                maxlength=LONGEST_TEXT
                            />
                            <SendOrCancel words=lang.t("reviews-answer-send") back="/reviews?show=questions" />
                        </Form>
                    </Part>
                }
            });
            view! {
                <PageHead title=lang.t("reviews-question") />
                <p>
                    <a href=href>{detail.report.display.clone()}</a>
                </p>
                {one_question(&found, zone, lang)}
                {form}
            }
        })
        .await)
}
