//! Where a draft is to go: the patient's own pharmacy, another one, or paper and the patient's phone.

use super::{desk::Desk, words};
use crate::ui::{
    button::{Button, Weight},
    choice::{Choice, RadioField},
    field::{Input, TextField},
    form::{FieldError, error_at},
    icon::Symbol,
    page::Part,
    text::Lang,
};
use clinic::profile::Pharmacy;
use leptos::prelude::*;

/// The question, with a search for others.
pub(super) fn part(desk: &Desk, errors: &[FieldError], lang: Lang) -> AnyView {
    let chosen = desk.pharmacy.map_or_else(|| "none".to_owned(), |id| id.to_string());
    let is_empty = desk.pharmacies.as_ref().is_some_and(Vec::is_empty);
    let nothing = is_empty.then(|| view! { <p>{lang.t("prescribing-pharmacy-none")}</p> });
    // Of the pharmacy that is kept with the draft; another choice is told about once it is saved.
    let name = desk.review.pharmacy.as_ref().map(|pharmacy| pharmacy.name.as_str());
    let way = words::way(desk.way, name, lang);
    let (choices, error) = (choices(desk, lang), error_at(errors, "pharmacy"));
    let (sought, is_open) = (desk.asked.place.clone(), desk.pharmacies.is_some());
    view! {
        <Part title=lang.t("prescribing-pharmacy") id="pharmacy">
            <RadioField
                name="pharmacy"
                legend=lang.t("prescribing-pharmacy-where")
                choices=choices
                value=chosen
                error=error
            />
            <p class="quiet-text">{way}</p>
            <details open=is_open>
                <summary>{lang.t("prescribing-pharmacy-other")}</summary>
                <TextField
                    name="place"
                    label=lang.t("prescribing-pharmacy-search")
                    input=Input::Search
                    value=sought
                    optional=true
                />
                <Button name="do" value="find-pharmacy" weight=Weight::Secondary icon=Symbol::Search>
                    {lang.t("prescribing-pharmacy-button")}
                </Button>
                {nothing}
            </details>
        </Part>
    }
    .into_any()
}

/// The patient's own first, then the one that is chosen, those found, and paper.
fn choices(desk: &Desk, lang: Lang) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    if let Some(own) = &desk.nominated {
        let about = lang.with("prescribing-pharmacy-own", &[("address", about(own).into())]);
        choices.push(Choice::new(own.id.to_string(), own.name.clone()).with_hint(about));
    }
    let kept = desk.review.draft.pharmacy.zip(desk.review.pharmacy.as_ref());
    let kept =
        kept.map(|(id, pharmacy)| Choice::new(id.to_string(), pharmacy.name.clone()).with_hint(pharmacy.place.clone()));
    let found = desk
        .pharmacies
        .iter()
        .flatten()
        .map(|pharmacy| Choice::new(pharmacy.id.to_string(), pharmacy.name.clone()).with_hint(about(pharmacy)));
    for choice in kept.into_iter().chain(found) {
        if choices.iter().all(|known| known.value != choice.value) {
            choices.push(choice);
        }
    }
    choices.push(Choice::new("none", lang.t("prescribing-paper")).with_hint(lang.t("prescribing-paper-hint")));
    choices
}

/// Where a pharmacy is and its telephone, in one line.
fn about(pharmacy: &Pharmacy) -> String {
    crate::profile::pharmacy_about(pharmacy)
}
