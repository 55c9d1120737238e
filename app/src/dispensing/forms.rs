//! The forms with which a prescription is worked on.

use super::{
    deeds::{Deed, DeedFields},
    place::At,
    prescription::Shown,
    words,
};
use crate::{
    prescriptions::parts::counted,
    ui::{
        button::{Actions, Button, PostButton, Weight},
        choice::{Choice, RadioField, SelectField},
        field::{Input, TextArea, TextField},
        form::{Form, error_at},
        page::Part,
        text::Lang,
    },
};
use clinic::{
    dispensing::{LONGEST_LOT, LONGEST_PRODUCT, PrescriptionAtCounter},
    prescribing::{DenialReason, LONGEST_TEXT, RejectionReason, State},
};
use leptos::prelude::*;

/// Beginning, readiness and handing out.
pub(super) fn work_part(
    of: &PrescriptionAtCounter,
    at: &At,
    shown: &Shown,
    state: State,
    lang: Lang,
) -> impl IntoView + use<> {
    let is_waiting = matches!(state, State::Signed | State::Sent | State::Received);
    let begin = is_waiting.then(|| {
        view! {
            <PostButton action=at.href("preparation") fields=at.hidden()>
                {lang.t("pharmacy-begin")}
            </PostButton>
        }
    });
    let ready = of.ready_at.is_none().then(|| {
        view! {
            <PostButton action=at.href("readiness") fields=at.hidden() weight=Weight::Secondary>
                {lang.t("pharmacy-ready")}
            </PostButton>
        }
    });
    let first = (is_waiting || of.ready_at.is_none()).then(|| view! { <Actions>{begin} {ready}</Actions> });
    let dispense = dispense_form(of, at, shown, is_waiting, lang);
    view! {
        <Part title=lang.t("pharmacy-work") id="work">
            {first}
            {dispense}
        </Part>
    }
}

fn dispense_form(
    of: &PrescriptionAtCounter,
    at: &At,
    shown: &Shown,
    is_waiting: bool,
    lang: Lang,
) -> impl IntoView + use<> {
    let left = of.standing.left_now().normalize().to_string();
    let own = shown.deed == Some(Deed::Dispense);
    let errors = if own { shown.errors.clone() } else { Vec::new() };
    let typed = if own {
        shown.typed.clone()
    } else {
        DeedFields { quantity: left.clone(), product: of.drug.clone(), ..DeedFields::default() }
    };
    let hint = lang.with("pharmacy-quantity-hint", &[("left", counted(&left, &of.unit, lang).into())]);
    let weight = if is_waiting { Weight::Secondary } else { Weight::Primary };
    let form_id = shown.form_id.clone();
    let (unit, carried) = (unit_words(&of.unit), hidden(at));
    view! {
        <h3>{lang.t("pharmacy-dispense")}</h3>
        <Form action=at.href("dispenses") errors=errors.clone()>
            {carried}
            <input type="hidden" name="form" value=form_id />
            <TextField
                name="quantity"
                label=lang.with("pharmacy-quantity-in", &[("unit", unit.into())])
                input=Input::Decimal
                value=typed.quantity
                hint=hint
                error=error_at(&errors, "quantity")
            />
            <TextField
                name="product"
                label=lang.t("pharmacy-product")
                value=typed.product
                hint=lang.t("pharmacy-product-hint")
                error=error_at(&errors, "product")
                maxlength=LONGEST_PRODUCT
            />
            <TextField
                name="lot"
                label=lang.t("pharmacy-lot")
                input=Input::Code
                value=typed.lot
                error=error_at(&errors, "lot")
                maxlength=LONGEST_LOT
                optional=true
            />
            <TextArea
                name="note"
                label=lang.t("pharmacy-note")
                value=typed.note
                error=error_at(&errors, "note")
                rows=2
                maxlength=LONGEST_TEXT
                optional=true
            />
            <Button weight=weight>{lang.t("pharmacy-dispense-button")}</Button>
        </Form>
    }
}

/// Refusing a prescription of which nothing was handed out.
pub(super) fn reject_form(at: &At, shown: &Shown, lang: Lang) -> impl IntoView + use<> {
    let own = shown.deed == Some(Deed::Reject);
    let errors = if own { shown.errors.clone() } else { Vec::new() };
    let typed = if own { shown.typed.clone() } else { DeedFields::default() };
    let reasons = RejectionReason::ALL
        .into_iter()
        .map(|reason| Choice::new(reason.name(), words::rejection(reason, lang)))
        .collect();
    let carried = hidden(at);
    view! {
        <details class="more-to-do" open=own>
            <summary>{lang.t("pharmacy-reject")}</summary>
            <p>{lang.t("pharmacy-reject-advice")}</p>
            <Form action=at.href("rejection") errors=errors.clone()>
                {carried}
                <RadioField
                    name="reject_reason"
                    legend=lang.t("pharmacy-reason")
                    choices=reasons
                    value=typed.reject_reason
                    error=error_at(&errors, "reject_reason")
                />
                <TextArea
                    name="reject_text"
                    label=lang.t("pharmacy-to-prescriber")
                    value=typed.reject_text
                    hint=lang.t("pharmacy-to-prescriber-hint")
                    error=error_at(&errors, "reject_text")
                    rows=3
                    maxlength=LONGEST_TEXT
                    optional=true
                />
                <Button weight=Weight::Danger>{lang.t("pharmacy-reject-button")}</Button>
            </Form>
        </details>
    }
}

/// Answering a prescriber who wants the prescription back.
pub(super) fn cancellation_form(at: &At, shown: &Shown, lang: Lang) -> impl IntoView + use<> {
    let own = shown.deed == Some(Deed::Cancellation);
    let errors = if own { shown.errors.clone() } else { Vec::new() };
    let typed = if own { shown.typed.clone() } else { DeedFields::default() };
    let mut reasons = vec![Choice::new("", lang.t("pharmacy-choose"))];
    reasons.extend(DenialReason::OF_PHARMACIES.map(|reason| Choice::new(reason.name(), words::denial(reason, lang))));
    let mut approve = at.hidden();
    approve.push(("answer", "approve".to_owned()));
    let carried = hidden(at);
    view! {
        <PostButton action=at.href("cancellation") fields=approve weight=Weight::Danger>
            {lang.t("pharmacy-cancel-approve")}
        </PostButton>
        <details class="more-to-do" open=own>
            <summary>{lang.t("pharmacy-cancel-deny")}</summary>
            <Form action=at.href("cancellation") errors=errors.clone()>
                {carried}
                <input type="hidden" name="answer" value="deny" />
                <SelectField
                    name="deny_reason"
                    label=lang.t("pharmacy-reason")
                    choices=reasons
                    value=typed.deny_reason
                    error=error_at(&errors, "deny_reason")
                />
                <TextArea
                    name="deny_text"
                    label=lang.t("pharmacy-to-prescriber")
                    value=typed.deny_text
                    error=error_at(&errors, "deny_text")
                    rows=2
                    maxlength=LONGEST_TEXT
                    optional=true
                />
                <Button weight=Weight::Secondary>{lang.t("pharmacy-cancel-deny-button")}</Button>
            </Form>
        </details>
    }
}

/// What every form of the page carries.
pub(super) fn hidden(at: &At) -> impl IntoView + use<> {
    at.hidden().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

fn unit_words(unit: &str) -> String {
    unit.trim().trim_matches(['{', '}']).to_owned()
}
