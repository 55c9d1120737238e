//! What the safety checks have to say about a draft, with the reasons to go on.

use super::words;
use crate::ui::{
    badge::Badge,
    choice::{Choice, SelectField},
    field::TextField,
    text::Lang,
    tone::Tone,
};
use clinic::{
    prescribing::Warning,
    safety::{Indicator, OverrideReason},
};
use leptos::prelude::*;

/// The most characters of a prescriber's own words beside a reason.
const LONGEST_WORDS: usize = 200;

/// All cards of a draft, the most urgent first. Whoever may sign gives their reasons here; others only read.
pub(super) fn cards(warnings: &[Warning], is_prescriber: bool, lang: Lang) -> AnyView {
    if warnings.is_empty() {
        return view! { <p class="quiet-text">{lang.t("prescribing-cards-none")}</p> }.into_any();
    }
    let cards =
        warnings.iter().enumerate().map(|(number, warning)| card(number, warning, is_prescriber, lang)).collect_view();
    view! { <div class="cards">{cards}</div> }.into_any()
}

fn card(number: usize, warning: &Warning, is_prescriber: bool, lang: Lang) -> AnyView {
    let card = &warning.card;
    let asks = card.indicator != Indicator::Info && !card.override_reasons.is_empty();
    let reason = match (asks, is_prescriber) {
        (false, _) => None,
        (true, true) => Some(question(number, warning, lang)),
        (true, false) => Some(answered(warning, lang)),
    };
    view! {
        <article class=format!("safety-card {}", tone(card.indicator).class())>
            {head(warning, lang)}
            <p lang="en">{card.detail.clone()}</p>
            {source(warning, lang)}
            {reason}
        </article>
    }
    .into_any()
}

/// The card's mark and its sentence.
pub(super) fn head(warning: &Warning, lang: Lang) -> AnyView {
    let card = &warning.card;
    view! {
        <p class="safety-summary">
            <Badge tone=tone(card.indicator) text=words::indicator(card.indicator, lang) />
            <strong lang="en">{card.summary.clone()}</strong>
        </p>
    }
    .into_any()
}

/// How grave a card is.
pub(super) fn tone(indicator: Indicator) -> Tone {
    match indicator {
        Indicator::Critical => Tone::Danger,
        Indicator::Warning => Tone::Warn,
        Indicator::Info => Tone::Info,
    }
}

fn source(warning: &Warning, lang: Lang) -> AnyView {
    let label = warning.card.source.label.clone();
    let shown = match warning.card.source.url.clone() {
        Some(url) => view! { <a href=url rel="noreferrer" lang="en">{label}</a> }.into_any(),
        None => view! { <span lang="en">{label}</span> }.into_any(),
    };
    view! { <p class="hint">{lang.t("prescribing-card-source")} " " {shown}</p> }.into_any()
}

/// Why the prescriber goes on.
fn question(number: usize, warning: &Warning, lang: Lang) -> AnyView {
    let is_critical = warning.card.indicator == Indicator::Critical;
    let none = if is_critical { lang.t("prescribing-reason-choose") } else { lang.t("prescribing-reason-none") };
    let offered = warning.card.override_reasons.iter();
    let choices = std::iter::once(Choice::new("", none))
        .chain(offered.map(|reason| Choice::new(reason.code(), words::reason(*reason, lang))))
        .collect();
    let given = warning.reason.clone().unwrap_or_default();
    let label = if is_critical { lang.t("prescribing-reason-critical") } else { lang.t("prescribing-reason") };
    view! {
        <input type="hidden" name=format!("card-{number}") value=warning.key.clone() />
        <div class="directions-row">
            <SelectField
                name=format!("reason-{number}")
                label=label
                choices=choices
                value=given.code
                optional=!is_critical
            />
            <TextField
                name=format!("words-{number}")
                label=lang.t("prescribing-reason-words")
                value=given.note
                maxlength=LONGEST_WORDS
                autocomplete="off"
                optional=true
            />
        </div>
    }
    .into_any()
}

/// The reason that was given, for whoever only reads; or that the prescriber is to give one.
pub(super) fn answered(warning: &Warning, lang: Lang) -> AnyView {
    let Some(given) = &warning.reason else {
        let is_open = warning.is_open();
        return is_open.then(|| view! { <p class="hint">{lang.t("prescribing-reason-open")}</p> }).into_any();
    };
    let reason = OverrideReason::parse(&given.code).map(|reason| words::reason(reason, lang)).unwrap_or_default();
    let note = Some(given.note.trim().to_owned()).filter(|note| !note.is_empty());
    let whole = [Some(reason), note].into_iter().flatten().collect::<Vec<_>>().join(" – ");
    view! { <p class="safety-reason">{lang.with("prescribing-reason-given", &[("reason", whole.into())])}</p> }
        .into_any()
}
