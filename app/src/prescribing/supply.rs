//! How much is handed out, compared with what the directions need.

use super::{desk::Desk, draft::proposed, words::unit_name};
use crate::{
    prescriptions::parts::{counted, for_days},
    ui::{
        button::{Button, Weight},
        choice::{CheckField, Choice, SelectField},
        field::{Input, TextField},
        form::{FieldError, error_at},
        notice::Notice as NoticeBox,
        page::Part,
        text::Lang,
        tone::Tone,
    },
};
use clinic::{
    directions::{self, Comparison, Directions, Quantity, QuantityUnit, amount, read_amount},
    prescribing::LONGEST_NOTE,
};
use leptos::prelude::*;

/// Quantity, refills, substitution and what the pharmacy is told.
pub(super) fn part(desk: &Desk, errors: &[FieldError], lang: Lang) -> AnyView {
    let units = QuantityUnit::ALL.into_iter().map(|unit| Choice::new(unit.name(), unit_name(unit, lang)));
    let choices = std::iter::once(Choice::new("", lang.t("prescribing-choose"))).chain(units).collect();
    let [quantity, unit, refills, note] = ["quantity", "unit", "refills", "note"].map(|field| error_at(errors, field));
    let content = desk.content.clone();
    let reckoned = reckoned(desk, lang);
    view! {
        <Part title=lang.t("prescribing-supply") id="supply">
            <div class="directions-row">
                <TextField
                    name="quantity"
                    label=lang.t("prescribing-quantity")
                    input=Input::Decimal
                    value=content.quantity
                    error=quantity
                    autocomplete="off"
                />
                <SelectField
                    name="unit"
                    label=lang.t("prescribing-unit")
                    choices=choices
                    value=content.unit
                    error=unit
                />
                <TextField
                    name="refills"
                    label=lang.t("prescribing-refills")
                    input=Input::Whole
                    value=content.refills
                    error=refills
                    autocomplete="off"
                />
            </div>
            {reckoned}
            <CheckField
                name="no_substitution"
                label=lang.t("prescribing-no-substitution")
                checked=content.no_substitution
                hint=lang.t("prescribing-no-substitution-hint")
            />
            <TextField
                name="note"
                label=lang.t("prescribing-note")
                hint=lang.t("prescribing-note-hint")
                value=content.note
                error=note
                maxlength=LONGEST_NOTE
                autocomplete="off"
                optional=true
            />
        </Part>
    }
    .into_any()
}

/// What the directions need, and how the quantity compares with it.
fn reckoned(desk: &Desk, lang: Lang) -> Option<AnyView> {
    let kept = &desk.review.draft.content;
    let directions = kept.directions.judge().ok()?;
    let quantity = read_amount(kept.quantity.trim())
        .ok()
        .zip(QuantityUnit::read(&kept.unit))
        .map(|(value, unit)| Quantity { value, unit });
    let proposal = proposed(&directions).map(|(many, unit)| {
        let words = counted(&many, unit.name(), lang);
        let is_there = many == kept.quantity.trim() && unit.name() == kept.unit;
        let press = lang.with("prescribing-use-quantity", &[("quantity", words.clone().into())]);
        let button = (!is_there).then(|| {
            view! {
                <Button name="do" value="quantity" weight=Weight::Secondary>
                    {press}
                </Button>
            }
        });
        let said = lang.with("prescribing-needs", &[("quantity", words.into())]);
        view! { <p>{said}</p> {button} }
    });
    let compared = quantity.as_ref().and_then(|quantity| comparison(quantity, &directions, lang));
    let days = quantity.as_ref().and_then(|quantity| directions::days_supply(&directions, quantity, None));
    let lasts = days.map(|days| {
        let words = lang.with("prescribing-lasts", &[("days", for_days(&days.to_string(), lang).into())]);
        view! { <p class="quiet-text">{words}</p> }
    });
    Some(view! { <div class="reckoned">{compared} {proposal} {lasts}</div> }.into_any())
}

/// Whether the quantity is what the directions need.
fn comparison(quantity: &Quantity, directions: &Directions, lang: Lang) -> Option<AnyView> {
    let unit = directions
        .steps
        .first()
        .and_then(|step| QuantityUnit::ALL.into_iter().find(|unit| unit.dose_unit() == Some(step.dose.unit)));
    let shown = |many| counted(&amount(many), unit.map_or("", QuantityUnit::name), lang);
    let (tone, words) = match directions::compare(quantity, &directions::needed(directions), None) {
        Comparison::Match | Comparison::CannotTell => return None,
        Comparison::Less { needed, given } => (
            Tone::Warn,
            lang.with("prescribing-less", &[("given", shown(given).into()), ("needed", shown(needed).into())]),
        ),
        Comparison::More { needed, given } => (
            Tone::Warn,
            lang.with("prescribing-more", &[("given", shown(given).into()), ("needed", shown(needed).into())]),
        ),
        Comparison::OtherUnit => (Tone::Warn, lang.t("prescribing-other-unit")),
    };
    Some(view! { <NoticeBox tone=tone title=words>""</NoticeBox> }.into_any())
}
