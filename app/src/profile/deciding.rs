use super::{
    change::{rows, state_words, when_words},
    place::InProfile,
    words::{field_name, line_fault, value_words},
};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, Button, Weight},
        empty::Empty,
        field::TextArea,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Fact, Facts},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Here, Notice, Typed, after},
};
use clinic::{
    ids::ProfileChangeId,
    profile::{Change, Decided, Decision, LONGEST_ANSWER, State, change, changes, decide, passage, present},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The fields of the form that answers a change.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerFields {
    /// What the record said on the page, so that nothing else is replaced unseen.
    seen: String,
    answer: String,
    /// `accept` or `decline`.
    decision: String,
}

/// Everything a patient has asked for.
pub(crate) async fn list(here: Here, at: InProfile) -> Answer {
    let all = changes(&mut here.read().await?, &at.place.chart).await?;
    let (lang, zone, base) = (here.lang, here.portal.settings.zone, at.place.base.clone());
    Ok(at
        .show(here, lang.t("profile-changes"), false, move || {
            let content = if all.is_empty() {
                view! {
                    <Empty icon=Symbol::Good title=lang.t("profile-changes-none")>
                        <p>{lang.t("profile-changes-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                rows(all, &base, zone, lang).into_any()
            };
            view! {
                <PageHead title=lang.t("profile-changes") />
                {content}
            }
        })
        .await)
}

/// One change: what the record says, what is asked for, and the answer.
pub(crate) async fn page(here: Here, at: InProfile) -> Answer {
    let id = here.id("change")?;
    show(here, &at, id, AnswerFields::default(), Vec::new()).await
}

/// Answers a change.
pub(crate) async fn answer(here: Here, at: InProfile, Typed(typed): Typed<AnswerFields>) -> Answer {
    let id: ProfileChangeId = here.id("change")?;
    let lang = here.lang;
    let read =
        passage(&typed.answer, LONGEST_ANSWER).map_err(|fault| FieldError::new("answer", line_fault(fault, lang)));
    let decision = read.and_then(|answer| match (typed.decision.as_str(), answer) {
        ("accept", answer) => {
            Ok(Decision::Accept { seen: Some(typed.seen.clone()).filter(|seen| !seen.is_empty()), answer })
        }
        ("decline", Some(answer)) => Ok(Decision::Decline { answer }),
        ("decline", None) => Err(FieldError::new("answer", lang.t("profile-answer-missing"))),
        _ => Err(FieldError::new("", lang.t("profile-decision-missing"))),
    });
    let decision = match decision {
        Ok(decision) => decision,
        Err(error) => return show(here, &at, id, typed, vec![error]).await,
    };
    let accepted = matches!(decision, Decision::Accept { .. });
    let portal = &here.portal;
    let problem = match decide(&portal.db, &portal.auditor, &at.editor, id, decision, here.now).await? {
        Decided::Done => {
            let notice = if accepted { Notice::ChangeAccepted } else { Notice::ChangeDeclined };
            return Ok(after(&at.href("/profile/changes"), Some(notice)));
        }
        Decided::TooLate => lang.t("profile-answer-late"),
        Decided::RecordChanged => lang.t("profile-answer-record-changed"),
    };
    show(here, &at, id, typed, vec![FieldError::new("", problem)]).await
}

async fn show(here: Here, at: &InProfile, id: ProfileChangeId, typed: AnswerFields, errors: Vec<FieldError>) -> Answer {
    let mut q = here.read().await?;
    let change = change(&mut q, &at.place.chart, id).await?;
    let now = present(&mut q, &at.place.chart, change.field).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let action = at.href(&format!("/profile/changes/{id}"));
    let title = lang.with("profile-change-title", &[("field", field_name(change.field, lang).into())]);
    Ok(at
        .show(here, title.clone(), !errors.is_empty(), move || {
            let (tone, word) = state_words(change.state(), lang);
            let about = when_words(&change, zone, lang);
            let waits = change.state() == State::Waiting;
            let late = (!waits && !errors.is_empty())
                .then(|| view! { <NoticeBox tone=Tone::Warn title=lang.t("profile-answer-late")>""</NoticeBox> });
            view! {
                <PageHead title=title lead=about>
                    <Badge tone=tone text=word />
                </PageHead>
                {late}
                <Facts facts=facts(&change, now.as_deref(), lang) />
                {(waits && change.old_value != now).then(|| conflict(lang))}
                {waits.then(|| answer_part(action, now, typed, errors, lang))}
            }
        })
        .await)
}

fn facts(change: &Change, now: Option<&str>, lang: Lang) -> Vec<Fact> {
    let words = |value: Option<&str>| value_words(change.field, value, lang);
    let old = change.old_value.as_deref();
    let waits = change.state() == State::Waiting;
    let was = (!waits || old != now).then(|| Fact::new(lang.t("profile-change-was"), words(old)));
    let is = waits.then(|| Fact::new(lang.t("profile-change-now"), words(now)));
    let facts = [
        was,
        is,
        Some(Fact::new(lang.t("profile-change-wanted"), view! { <strong>{words(Some(&change.new_value))}</strong> })),
        Some(Fact::new(lang.t("profile-change-asked-by"), change.asked_by.clone())),
        Fact::some(
            lang.t("profile-change-reason"),
            change.reason.clone().map(|reason| view! { <span class="remark">{reason}</span> }),
        ),
        Fact::some(lang.t("profile-change-decided-by"), change.decided_by.clone()),
        Fact::some(
            lang.t("profile-change-answer"),
            change.answer.clone().map(|answer| view! { <span class="remark">{answer}</span> }),
        ),
    ];
    facts.into_iter().flatten().collect()
}

fn conflict(lang: Lang) -> impl IntoView {
    view! {
        <NoticeBox tone=Tone::Warn title=lang.t("profile-conflict")>
            <p>{lang.t("profile-conflict-advice")}</p>
        </NoticeBox>
    }
}

fn answer_part(
    action: String,
    now: Option<String>,
    typed: AnswerFields,
    errors: Vec<FieldError>,
    lang: Lang,
) -> impl IntoView {
    view! {
        <Part title=lang.t("profile-answer") id="answer">
            <p>{lang.t("profile-answer-check")}</p>
            <Form action=action errors=errors.clone()>
                <input type="hidden" name="seen" value=now.unwrap_or_default() />
                <TextArea
                    name="answer"
                    label=lang.t("profile-answer-label")
                    hint=lang.with("profile-answer-hint", &[("count", LONGEST_ANSWER.into())])
                    value=typed.answer
                    error=error_at(&errors, "answer")
                    maxlength=LONGEST_ANSWER
                    optional=true
                />
                <Actions>
                    <Button name="decision" value="accept">
                        {lang.t("profile-accept")}
                    </Button>
                    <Button name="decision" value="decline" weight=Weight::Secondary>
                        {lang.t("profile-decline")}
                    </Button>
                </Actions>
            </Form>
            <p class="quiet-text">{lang.t("profile-accept-source")}</p>
        </Part>
    }
}
