use super::words::{asker, denial_name, kind_name, state_name};
use crate::{
    prescriptions::parts::{counted, refills},
    ui::{
        badge::Badge,
        button::{Actions, Button, LinkButton, Weight},
        choice::{Choice, SelectField},
        field::TextArea,
        form::{FieldError, Form, error_at},
        list::{Fact, Facts},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart, Notice, Signed, Typed, after},
};
use axum::response::Response;
use clinic::{
    accounts::Prescriber,
    ids::RequestId,
    prescribing::{
        AskedFor, ChangeKind, DenialReason, LONGEST_TEXT, NotAnswered, RequestKind, RequestState, asked_for, clarify,
        deny, grant,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

/// One request with the prescription it is about, and the ways to answer.
pub(crate) async fn page(here: Here, Signed(_): Signed<Prescriber>, place: InChart) -> Answer {
    show(here, place, RequestFields::default(), Vec::new()).await
}

/// An answer as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct RequestFields {
    way: String,
    reason: String,
    text: String,
    remark: String,
}

/// Begins the draft that grants it, and leads to its signature or to its form.
pub(crate) async fn approve(
    here: Here,
    Signed(by): Signed<Prescriber>,
    place: InChart,
    Typed(typed): Typed<RequestFields>,
) -> Answer {
    let id: RequestId = here.id("request")?;
    let portal = &here.portal;
    match grant(&portal.db, &portal.auditor, &by, &place.chart, id, here.now).await? {
        Ok(draft) if typed.way == "changes" => Ok(after(&place.href(&format!("/prescribing/{draft}")), None)),
        Ok(_) => Ok(after(&place.href("/prescribing/signature"), None)),
        Err(NotAnswered::Over) => over(here, place, typed).await,
    }
}

/// Answers a question.
pub(crate) async fn answer(
    here: Here,
    Signed(by): Signed<Prescriber>,
    place: InChart,
    Typed(typed): Typed<RequestFields>,
) -> Answer {
    let id: RequestId = here.id("request")?;
    let lang = here.lang;
    if let Some(error) = fault(&typed.text, "text", lang) {
        return show(here, place, typed, vec![error]).await;
    }
    let portal = &here.portal;
    match clarify(&portal.db, &portal.auditor, &by, &place.chart, id, &typed.text, here.now).await? {
        Ok(()) => Ok(after("/inbox", Some(Notice::RequestAnswered))),
        Err(NotAnswered::Over) => over(here, place, typed).await,
    }
}

/// Denies it.
pub(crate) async fn refuse(
    here: Here,
    Signed(by): Signed<Prescriber>,
    place: InChart,
    Typed(typed): Typed<RequestFields>,
) -> Answer {
    let id: RequestId = here.id("request")?;
    let lang = here.lang;
    let reason = DenialReason::parse(&typed.reason).filter(|reason| DenialReason::OF_PRESCRIBERS.contains(reason));
    let too_long = fault(&typed.remark, "remark", lang).filter(|_| !typed.remark.trim().is_empty());
    let Some(reason) = reason.filter(|_| too_long.is_none()) else {
        let missing = reason.is_none().then(|| FieldError::new("reason", lang.t("inbox-reason-missing")));
        return show(here, place, typed, missing.into_iter().chain(too_long).collect()).await;
    };
    let portal = &here.portal;
    match deny(&portal.db, &portal.auditor, &by, &place.chart, id, reason, &typed.remark, here.now).await? {
        Ok(()) => Ok(after("/inbox", Some(Notice::RequestDenied))),
        Err(NotAnswered::Over) => over(here, place, typed).await,
    }
}

/// What is wrong with a text: none, or too long.
fn fault(text: &str, field: &str, lang: Lang) -> Option<FieldError> {
    if text.trim().is_empty() {
        Some(FieldError::new(field, lang.t("inbox-answer-missing")))
    } else if text.trim().chars().count() > LONGEST_TEXT {
        Some(FieldError::new(field, lang.with("inbox-text-long", &[("count", LONGEST_TEXT.into())])))
    } else {
        None
    }
}

async fn over(here: Here, place: InChart, typed: RequestFields) -> Answer {
    let error = FieldError::new("", here.lang.t("inbox-over"));
    show(here, place, typed, vec![error]).await
}

async fn show(here: Here, place: InChart, typed: RequestFields, errors: Vec<FieldError>) -> Answer {
    let id: RequestId = here.id("request")?;
    let asked = asked_for(&mut here.read().await?, &place.chart, id).await?;
    Ok(render(here, place, asked, typed, errors).await)
}

async fn render(
    here: Here,
    place: InChart,
    asked: AskedFor,
    typed: RequestFields,
    errors: Vec<FieldError>,
) -> Response {
    let (lang, zone) = (here.lang, here.portal.settings.zone);
    let title = kind_name(asked.request.kind, asked.request.change(), lang);
    let base = place.href(&format!("/requests/{}", asked.request.id));
    let prescription = place.href(&format!("/prescriptions/{}", asked.prescription_id));
    let frame = Frame::new(here, title.clone())
        .section(Section::Prescriptions)
        .of(&place)
        .crumb("/inbox", lang.t("inbox-title"));
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    frame
        .show(move || {
            let who = asker(&asked.request.asker, &asked.request.asker_role, asked.pharmacy.as_deref(), lang);
            let lead = lang.with(
                "inbox-asked",
                &[("who", who.into()), ("time", lang.moment(asked.request.asked_at, zone).into())],
            );
            let (tone, state) = state_name(asked.request.state, lang);
            let quantity = asked
                .quantity
                .as_deref()
                .zip(asked.quantity_unit.as_deref())
                .map(|(many, unit)| counted(many, unit, lang));
            let facts = [
                Some(Fact::new(lang.t("inbox-drug"), view! { <a href=prescription>{asked.drug.clone()}</a> })),
                Fact::some(lang.t("inbox-directions"), asked.directions.clone()),
                Fact::some(lang.t("inbox-quantity"), quantity),
                Fact::some(lang.t("inbox-refills"), asked.refills.map(|many| refills(many, lang))),
                Fact::some(lang.t("inbox-dispensed"), asked.dispensed_at.map(|at| lang.moment(at, zone))),
                Fact::some(lang.t("inbox-pharmacy"), asked.pharmacy.clone()),
            ];
            let is_open = asked.request.state == RequestState::Pending;
            let forms = is_open.then(|| answers(&asked, &base, &typed, &errors, lang));
            let ended = (!is_open).then(|| ending(&asked, &place_base(&base), zone, lang));
            let failed = (!is_open && !errors.is_empty())
                .then(|| view! { <NoticeBox tone=Tone::Warn title=lang.t("inbox-over")>""</NoticeBox> });
            view! {
                {failed}
                <PageHead title=title lead=lead />
                <p>
                    <Badge tone=tone text=state />
                </p>
                {asked.request.text.clone().map(|text| view! { <blockquote class="remark">{text}</blockquote> })}
                <Facts facts=facts.into_iter().flatten().collect() />
                {ended}
                {forms}
            }
        })
        .await
}

/// The record's address, of the address of a request in it.
fn place_base(request: &str) -> String {
    request.split("/requests/").next().unwrap_or_default().to_owned()
}

fn ending(asked: &AskedFor, base: &str, zone: chrono_tz::Tz, lang: Lang) -> impl IntoView + use<> {
    let when = asked.request.answered_at.map(|at| lang.moment(at, zone)).unwrap_or_default();
    let words = match (&asked.answerer, asked.request.state) {
        (_, RequestState::Withdrawn) => lang.with("inbox-withdrawn-at", &[("time", when.into())]),
        (_, RequestState::Archived) => lang.with("inbox-archived-at", &[("time", when.into())]),
        (Some(name), _) => lang.with("inbox-answered-by", &[("name", name.clone().into()), ("time", when.into())]),
        (None, _) => lang.with("inbox-answered-at", &[("time", when.into())]),
    };
    let reason = asked.request.answer.map(|reason| denial_name(reason, lang));
    let text = asked.request.answer_text.clone();
    let result = asked.request.result_id.map(|id| {
        view! {
            <p>
                <a href=format!("{base}/prescriptions/{id}")>{lang.t("inbox-result")}</a>
            </p>
        }
    });
    view! {
        <Part title=lang.t("inbox-answer") id="answer">
            <p>{words}</p>
            {reason.map(|reason| view! { <p>{reason}</p> })}
            {text.map(|text| view! { <blockquote class="remark">{text}</blockquote> })}
            {result}
        </Part>
    }
}

fn answers(
    asked: &AskedFor,
    base: &str,
    typed: &RequestFields,
    errors: &[FieldError],
    lang: Lang,
) -> impl IntoView + use<> {
    let is_question = asked.request.change() == Some(ChangeKind::Clarification);
    let (draft, reply, denial) = (format!("{base}/draft"), format!("{base}/answer"), format!("{base}/denial"));
    // Each form shows what is wrong with its own fields.
    let of = |fields: &[&str]| -> Vec<FieldError> {
        errors.iter().filter(|error| fields.contains(&error.field.as_str())).cloned().collect()
    };
    let (answer_errors, denial_errors) = (of(&["text"]), of(&["reason", "remark"]));
    let (answer_text, remark) = (typed.text.clone(), typed.remark.clone());
    let mut choices = vec![Choice::new("", lang.t("inbox-choose-reason"))];
    choices.extend(
        DenialReason::OF_PRESCRIBERS.into_iter().map(|reason| Choice::new(reason.name(), denial_name(reason, lang))),
    );
    let chosen = typed.reason.clone();
    let question = is_question.then(|| {
        view! {
            <Part title=lang.t("inbox-answer-question") id="question">
                <Form action=reply errors=answer_errors.clone()>
                    <TextArea
                        name="text"
                        label=lang.t("inbox-your-answer")
                        value=answer_text
                        error=error_at(&answer_errors, "text")
                    />
                    <Actions>
                        <Button>{lang.t("inbox-send-answer")}</Button>
                    </Actions>
                </Form>
            </Part>
        }
    });
    let is_renewal = asked.request.kind == RequestKind::Renewal;
    let (title, advice, write) = if is_renewal {
        (lang.t("inbox-approve"), lang.t("inbox-approve-advice"), lang.t("inbox-approve-with-changes"))
    } else {
        // A question is answered, and may lead to another prescription all the same.
        let title = if is_question { lang.t("inbox-write-title") } else { lang.t("inbox-approve") };
        (title, lang.t("inbox-change-advice"), lang.t("inbox-write"))
    };
    let as_it_is = is_renewal.then(|| {
        view! {
            <Button name="way" value="same">
                {lang.t("inbox-approve-renewal")}
            </Button>
        }
    });
    let with_changes = if is_renewal || is_question { Weight::Secondary } else { Weight::Primary };
    view! {
        {question}
        <Part title=title id="approve">
            <p>{advice}</p>
            <Form action=draft>
                <Actions>
                    {as_it_is}
                    <Button name="way" value="changes" weight=with_changes>
                        {write}
                    </Button>
                </Actions>
            </Form>
        </Part>
        <Part title=lang.t("inbox-deny") id="deny">
            <Form action=denial errors=denial_errors.clone()>
                <SelectField
                    name="reason"
                    label=lang.t("inbox-reason")
                    choices=choices
                    value=chosen
                    error=error_at(&denial_errors, "reason")
                />
                <TextArea
                    name="remark"
                    label=lang.t("inbox-denial-text")
                    hint=lang.t("inbox-denial-hint")
                    value=remark
                    error=error_at(&denial_errors, "remark")
                    optional=true
                />
                <Actions>
                    <Button weight=Weight::Danger>{lang.t("inbox-deny-button")}</Button>
                    <LinkButton href="/inbox" weight=Weight::Quiet>
                        {lang.t("inbox-back")}
                    </LinkButton>
                </Actions>
            </Form>
        </Part>
    }
}
