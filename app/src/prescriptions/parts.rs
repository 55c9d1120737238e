//! What the pages of prescriptions share with one another and with those that show a few of them.

use super::course::course_words;
use crate::ui::{
    badge::Badge,
    list::Row,
    number::dose,
    text::{Arg, Lang, key, lang},
    tone::Tone,
    when::zone_of,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use clinic::prescriptions::{Prescription, Status};
use leptos::prelude::*;

/// A prescription in a list: drug, directions, who wrote it and when, refills, state.
pub(crate) fn prescription_row(of: Prescription, href: String, zone: Tz, today: NaiveDate) -> impl IntoView + use<> {
    let lang = lang();
    let course = of.course(today).map(|course| course_words(&course, lang));
    let (tone, state) = state(of.status, lang);
    let written = written(&of, lang, zone);
    let supply = supply(&of, lang);
    let reason = of.reason.as_ref().map(|reason| lang.with("prescriptions-for", &[("reason", reason.as_str().into())]));
    let directions = directions(&of);
    view! {
        <Row title=of.display href=href aside=view! { <Badge tone=tone text=state /> }>
            {course
                .map(|(tone, words)| {
                    view! {
                        <p>
                            <Badge tone=tone text=words />
                        </p>
                    }
                })}
            {directions}
            {(!supply.is_empty()).then(|| view! { <p>{supply.join(" · ")}</p> })}
            <p>{[written, reason].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
        </Row>
    }
}

/// The directions as they came, and those written for the patient, who may read another language; where there are none,
/// that is said and what to do about it.
pub(crate) fn directions(of: &Prescription) -> impl IntoView + use<> {
    let lang = lang();
    let mut lines: Vec<String> = of.directions.iter().cloned().collect();
    for step in of.dosage().into_iter().filter_map(|step| step.patient_instruction) {
        if !lines.contains(&step) {
            lines.push(step);
        }
    }
    // Orders are written in English; what is meant for the patient comes first to someone who reads Spanish.
    if lang == Lang::Es && lines.len() > 1 {
        lines.rotate_left(usize::from(of.directions.is_some()));
    }
    if lines.is_empty() {
        return view! { <p class="sig missing">{lang.t("prescriptions-no-directions")}</p> }.into_any();
    }
    lines.into_iter().map(|line| view! { <p class="sig">{line}</p> }).collect_view().into_any()
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
        quantity(of, lang),
        of.supply_days.as_deref().map(|days| for_days(days, lang)),
        of.refills.map(|count| refills(count, lang)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How much is handed out at once, exactly: "90 tablets", "150 mL". A unit that has no word here stays as it came.
pub(crate) fn quantity(of: &Prescription, lang: Lang) -> Option<String> {
    of.quantity.as_deref().map(|quantity| counted(quantity, of.quantity_unit.as_deref().unwrap_or_default(), lang))
}

/// A quantity with its unit, exactly: "90 tablets", "150 mL". A unit that has no word here stays as it came.
pub(crate) fn counted(quantity: &str, unit: &str, lang: Lang) -> String {
    let key = match unit.trim().trim_matches(['{', '}']).to_ascii_lowercase().as_str() {
        "tablet" | "tablets" | "tbl" | "tab" => key("prescriptions-unit-tablets"),
        "capsule" | "capsules" | "cap" => key("prescriptions-unit-capsules"),
        "inhaler" | "inhalers" => key("prescriptions-unit-inhalers"),
        "puff" | "puffs" => key("prescriptions-unit-puffs"),
        "drop" | "drops" | "[drp]" => key("prescriptions-unit-drops"),
        "vial" | "vials" => key("prescriptions-unit-vials"),
        "syringe" | "syringes" => key("prescriptions-unit-syringes"),
        "patch" | "patches" => key("prescriptions-unit-patches"),
        "application" | "applications" => key("prescriptions-unit-applications"),
        "unit" | "units" => key("prescriptions-unit-units"),
        "pen" | "pens" => key("prescriptions-unit-pens"),
        "bottle" | "bottles" => key("prescriptions-unit-bottles"),
        "tube" | "tubes" => key("prescriptions-unit-tubes"),
        "injection" | "injections" => key("prescriptions-unit-injections"),
        "suppository" | "suppositories" => key("prescriptions-unit-suppositories"),
        "packet" | "packets" => key("prescriptions-unit-packets"),
        "lozenge" | "lozenges" => key("prescriptions-unit-lozenges"),
        _ => return dose(quantity, unit),
    };
    lang.with(key, &[("count", number(quantity))])
}

/// A decimal for a text: a whole number chooses its plural.
fn number(decimal: &str) -> Arg {
    let exact = dose(decimal, "");
    exact.parse::<i64>().map_or_else(|_| exact.into(), Arg::from)
}

/// "for 90 days"; the number is a decimal.
pub(crate) fn for_days(days: &str, lang: Lang) -> String {
    lang.with("prescriptions-for-days", &[("count", number(days))])
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
        assert_eq!(counted("100.0", "tablet", Lang::En), "100 tablets");
        assert_eq!(counted("1", "{tbl}", Lang::Es), "1 tableta");
        assert_eq!(counted("0.50", "mL", Lang::Es), "0.5\u{a0}mL");
        assert_eq!(refills(0, Lang::En), "no refills");
        assert_eq!(refills(1, Lang::Es), "1 resurtido");
    }
}
