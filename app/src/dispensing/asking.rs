//! What a pharmacy asks of a prescriber, and what was asked and answered.

use super::{
    deeds::{Deed, DeedFields},
    place::At,
    prescription::Shown,
    words,
};
use crate::ui::{
    badge::Badge,
    button::{Button, PostButton, Weight},
    choice::{Choice, RadioField},
    field::TextArea,
    form::{Form, error_at},
    list::{Row, Rows},
    page::Part,
    text::Lang,
};
use chrono_tz::Tz;
use clinic::{
    dispensing::PrescriptionAtCounter,
    prescribing::{ChangeKind, LONGEST_TEXT, Request, RequestKind, RequestState},
};
use leptos::prelude::*;

/// Asking for a change.
pub(super) fn change_form(at: &At, shown: &Shown, lang: Lang) -> impl IntoView + use<> {
    let own = shown.deed == Some(Deed::Change);
    let errors = if own { shown.errors.clone() } else { Vec::new() };
    let typed = if own { shown.typed.clone() } else { DeedFields::default() };
    let kinds = ChangeKind::ALL.into_iter().map(|kind| Choice::new(kind.name(), words::change(kind, lang))).collect();
    let action = at.href("change");
    view! {
        <details class="more-to-do" open=own>
            <summary>{lang.t("pharmacy-change")}</summary>
            <p>{lang.t("pharmacy-change-advice")}</p>
            <Form action=action errors=errors.clone()>
                <RadioField
                    name="change_kind"
                    legend=lang.t("pharmacy-change-kind")
                    choices=kinds
                    value=typed.change_kind
                    error=error_at(&errors, "change_kind")
                />
                <TextArea
                    name="change_text"
                    label=lang.t("pharmacy-change-text")
                    value=typed.change_text
                    error=error_at(&errors, "change_text")
                    rows=3
                    maxlength=LONGEST_TEXT
                />
                <Button weight=Weight::Secondary>{lang.t("pharmacy-ask-button")}</Button>
            </Form>
        </details>
    }
}

/// Asking for a renewal.
pub(super) fn renewal_form(at: &At, shown: &Shown, lang: Lang) -> impl IntoView + use<> {
    let own = shown.deed == Some(Deed::Renewal);
    let errors = if own { shown.errors.clone() } else { Vec::new() };
    let typed = if own { shown.typed.clone() } else { DeedFields::default() };
    let action = at.href("renewal");
    view! {
        <details class="more-to-do" open=own>
            <summary>{lang.t("pharmacy-renewal")}</summary>
            <p>{lang.t("pharmacy-renewal-advice")}</p>
            <Form action=action errors=errors.clone()>
                <TextArea
                    name="renewal_text"
                    label=lang.t("pharmacy-to-prescriber")
                    value=typed.renewal_text
                    error=error_at(&errors, "renewal_text")
                    rows=2
                    maxlength=LONGEST_TEXT
                    optional=true
                />
                <Button weight=Weight::Secondary>{lang.t("pharmacy-ask-button")}</Button>
            </Form>
        </details>
    }
}

/// Whether something of a kind waits for an answer.
pub(super) fn waits(of: &PrescriptionAtCounter, kind: RequestKind) -> bool {
    of.requests.iter().any(|request| request.kind == kind && request.state == RequestState::Pending)
}

/// What was asked and answered.
pub(super) fn requests_part(of: &PrescriptionAtCounter, at: &At, zone: Tz, lang: Lang) -> Option<AnyView> {
    if of.requests.is_empty() {
        return None;
    }
    let rows = of.requests.iter().map(|request| row(request, at, zone, lang)).collect_view();
    Some(
        view! {
            <Part title=lang.t("pharmacy-requests") id="requests">
                <Rows>{rows}</Rows>
            </Part>
        }
        .into_any(),
    )
}

fn row(request: &Request, at: &At, zone: Tz, lang: Lang) -> impl IntoView + use<> {
    let title = match request.kind {
        RequestKind::Renewal => lang.t("pharmacy-request-renewal"),
        RequestKind::Change => lang.t("pharmacy-request-change"),
        RequestKind::Cancellation => lang.t("pharmacy-request-cancellation"),
    };
    let detail = request.detail.as_deref().map(|code| words::reason(code, lang));
    let asked = lang.with(
        "pharmacy-request-asked",
        &[("name", request.asker.clone().into()), ("date", lang.moment(request.asked_at, zone).into())],
    );
    let (tone, state) = words::request_state(request.state, lang);
    let reason = request.answer.map(|reason| words::denial(reason, lang));
    let answer: Vec<String> = [reason, request.answer_text.clone()].into_iter().flatten().collect();
    let is_own = request.asker_role == "pharmacist" && request.kind != RequestKind::Cancellation;
    let withdraw = (is_own && request.state == RequestState::Pending && at.counter.is_staffed()).then(|| {
        view! {
            <PostButton action=at.href(&format!("requests/{}/withdrawal", request.id)) weight=Weight::Quiet>
                {lang.t("pharmacy-withdraw")}
            </PostButton>
        }
    });
    let text = request.text.clone().map(|text| view! { <p class="remark">{text}</p> });
    view! {
        <Row title=title aside=view! { <Badge tone=tone text=state /> }>
            {detail.map(|detail| view! { <p>{detail}</p> })}
            {text}
            <p>{asked}</p>
            {(!answer.is_empty()).then(|| view! { <p>{answer.join(": ")}</p> })}
            {withdraw}
        </Row>
    }
}
