//! What the pages of prescriptions share with one another and with those that show a few of them.

use crate::ui::{
    badge::Badge,
    list::Row,
    number::dose,
    text::{Lang, lang},
    tone::Tone,
    when::zone_of,
};
use chrono_tz::Tz;
use clinic::prescriptions::{Prescription, Status};
use leptos::prelude::*;

/// A prescription in a list: drug, directions, who wrote it and when, refills, state.
pub(crate) fn prescription_row(of: Prescription, href: String, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let (tone, state) = state(of.status, lang);
    let written = written(&of, lang, zone);
    let supply = supply(&of, lang);
    let reason = of.reason.as_ref().map(|reason| lang.with("prescriptions-for", &[("reason", reason.as_str().into())]));
    view! {
        <Row title=of.display.clone() href=href aside=view! { <Badge tone=tone text=state /> }>
            {directions(&of)}
            {(!supply.is_empty()).then(|| view! { <p>{supply.join(" · ")}</p> })}
            <p>{[written, reason].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
        </Row>
    }
}

/// The directions as they came; where there are none, that is said and what to do about it.
pub(crate) fn directions(of: &Prescription) -> impl IntoView + use<> {
    let steps: Vec<String> = of.dosage().into_iter().filter_map(|step| step.patient_instruction).collect();
    let words = of.directions.clone().or_else(|| (steps.is_empty()).then(|| lang().t("prescriptions-no-directions")));
    let missing = of.directions.is_none() && steps.is_empty();
    view! {
        {words.map(|words| view! { <p class=if missing { "sig missing" } else { "sig" }>{words}</p> })}
        {steps.into_iter().map(|step| view! { <p class="sig">{step}</p> }).collect_view()}
    }
}

/// Where a prescription stands, in a word.
pub(crate) fn state(status: Status, lang: Lang) -> (Tone, String) {
    match status {
        Status::Active => (Tone::Good, lang.t("prescriptions-status-active")),
        Status::OnHold => (Tone::Warn, lang.t("prescriptions-status-on-hold")),
        Status::Cancelled => (Tone::Quiet, lang.t("prescriptions-status-cancelled")),
        Status::Completed => (Tone::Quiet, lang.t("prescriptions-status-completed")),
        Status::EnteredInError => (Tone::Quiet, lang.t("prescriptions-status-error")),
        Status::Stopped => (Tone::Quiet, lang.t("prescriptions-status-stopped")),
        Status::Draft => (Tone::Info, lang.t("prescriptions-status-draft")),
        Status::Unknown => (Tone::Warn, lang.t("prescriptions-status-unknown")),
    }
}

/// "Prescribed by Dr. Okafor on Nov 21, 2026", as far as that is known.
pub(crate) fn written(of: &Prescription, lang: Lang, clinic: Tz) -> Option<String> {
    let day = of.authored().map(|at| lang.when_day(at, zone_of(of.zone.as_deref(), clinic)));
    match (of.requester.clone(), day) {
        (Some(name), Some(day)) => {
            Some(lang.with("prescriptions-by-on", &[("name", name.into()), ("date", day.into())]))
        }
        (Some(name), None) => Some(lang.with("prescriptions-by", &[("name", name.into())])),
        (None, Some(day)) => Some(lang.with("prescriptions-on", &[("date", day.into())])),
        (None, None) => None,
    }
}

/// How much there is and how often again: "90 tablets", "for 90 days", "3 refills".
pub(crate) fn supply(of: &Prescription, lang: Lang) -> Vec<String> {
    [
        quantity(of),
        of.supply_days.as_deref().map(|days| for_days(days, lang)),
        of.refills.map(|count| refills(count, lang)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How much is handed out at once, exactly.
pub(crate) fn quantity(of: &Prescription) -> Option<String> {
    of.quantity.as_deref().map(|quantity| dose(quantity, of.quantity_unit.as_deref().unwrap_or_default()))
}

/// "for 90 days"; the number is a decimal.
pub(crate) fn for_days(days: &str, lang: Lang) -> String {
    let exact = dose(days, "");
    match exact.parse::<i64>() {
        Ok(count) => lang.with("prescriptions-for-days", &[("count", count.into())]),
        Err(_) => lang.with("prescriptions-for-days", &[("count", exact.into())]),
    }
}

/// "3 refills", "no refills".
pub(crate) fn refills(count: i64, lang: Lang) -> String {
    lang.with("prescriptions-refills", &[("count", count.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_and_plain() {
        assert_eq!(for_days("30.0", Lang::En), "for 30 days");
        assert_eq!(for_days("1", Lang::En), "for 1 day");
        assert_eq!(for_days("10.5", Lang::Es), "para 10.5 días");
        assert_eq!(refills(0, Lang::En), "no refills");
        assert_eq!(refills(1, Lang::Es), "1 resurtido");
    }
}
