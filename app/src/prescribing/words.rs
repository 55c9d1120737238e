use crate::{
    directions::sentence,
    ui::text::{Lang, key},
    web::Here,
};
use clinic::{
    accounts::{Language, Prescriber},
    directions::{Directions, QuantityUnit},
    drugs::Schedule,
    prescribing::{State, Way},
    safety::{Indicator, OverrideReason},
};

/// The directions in a sentence of that language.
pub(super) fn say(directions: &Directions, language: Language) -> String {
    sentence(directions, spoken(language))
}

/// The language of the portal's words for someone who reads that.
pub(super) fn spoken(language: Language) -> Lang {
    match language {
        Language::En => Lang::En,
        Language::Es => Lang::Es,
    }
}

/// The reader, where they may sign.
pub(super) fn prescriber(here: &Here) -> Option<Prescriber> {
    here.visit.session.as_ref().and_then(|session| Prescriber::try_from(session).ok())
}

/// The name of a unit in a list to choose from.
pub(super) fn unit_name(unit: QuantityUnit, lang: Lang) -> String {
    let key = match unit {
        QuantityUnit::Tablet => key("prescribing-unit-tablet"),
        QuantityUnit::Capsule => key("prescribing-unit-capsule"),
        QuantityUnit::Milliliter | QuantityUnit::Gram => return unit.name().to_owned(),
        QuantityUnit::Patch => key("prescribing-unit-patch"),
        QuantityUnit::Suppository => key("prescribing-unit-suppository"),
        QuantityUnit::Lozenge => key("prescribing-unit-lozenge"),
        QuantityUnit::Packet => key("prescribing-unit-packet"),
        QuantityUnit::Injection => key("prescribing-unit-injection"),
        QuantityUnit::Inhaler => key("prescribing-unit-inhaler"),
        QuantityUnit::Bottle => key("prescribing-unit-bottle"),
        QuantityUnit::Tube => key("prescribing-unit-tube"),
        QuantityUnit::Pen => key("prescribing-unit-pen"),
        QuantityUnit::Vial => key("prescribing-unit-vial"),
    };
    lang.t(key)
}

/// How urgent a card is, in a word.
pub(super) fn indicator(indicator: Indicator, lang: Lang) -> String {
    match indicator {
        Indicator::Critical => lang.t("prescribing-card-critical"),
        Indicator::Warning => lang.t("prescribing-card-warning"),
        Indicator::Info => lang.t("prescribing-card-info"),
    }
}

/// A reason to go on, in words.
pub(super) fn reason(reason: OverrideReason, lang: Lang) -> String {
    match reason {
        OverrideReason::PatientTolerates => lang.t("prescribing-reason-tolerates"),
        OverrideReason::BenefitOutweighsRisk => lang.t("prescribing-reason-benefit"),
        OverrideReason::WillMonitor => lang.t("prescribing-reason-monitor"),
        OverrideReason::DoseAdjusted => lang.t("prescribing-reason-dose"),
        OverrideReason::NoAlternative => lang.t("prescribing-reason-no-alternative"),
        OverrideReason::InformationWrong => lang.t("prescribing-reason-wrong"),
        OverrideReason::DiscussedWithPatient => lang.t("prescribing-reason-discussed"),
        OverrideReason::Intended => lang.t("prescribing-reason-intended"),
        OverrideReason::CheckedElsewhere => lang.t("prescribing-reason-elsewhere"),
    }
}

/// How a prescription gets to the pharmacy, before it is signed.
pub(super) fn way(way: Way, pharmacy: Option<&str>, lang: Lang) -> String {
    match (way, pharmacy) {
        (Way::Queue, Some(name)) => lang.with("prescribing-way-queue", &[("pharmacy", name.into())]),
        (Way::Mail, Some(name)) => lang.with("prescribing-way-mail", &[("pharmacy", name.into())]),
        (Way::Paper, Some(name)) => lang.with("prescribing-way-paper-to", &[("pharmacy", name.into())]),
        (_, None) => lang.t("prescribing-way-paper"),
    }
}

/// What became of it, just after it was signed.
pub(super) fn happened(state: State, way: Way, pharmacy: Option<&str>, lang: Lang) -> String {
    match (way, pharmacy) {
        (Way::Mail, Some(name)) if state == State::Signed => {
            lang.with("prescribing-signed-mailing", &[("pharmacy", name.into())])
        }
        // No pharmacy without an account has a queue here.
        (Way::Mail, Some(name)) => lang.with("prescribing-signed-mailed", &[("pharmacy", name.into())]),
        (Way::Queue, Some(name)) => lang.with("prescribing-signed-sent", &[("pharmacy", name.into())]),
        _ => lang.t("prescribing-signed-paper"),
    }
}

/// Why a controlled drug cannot be written here.
pub(super) fn controlled(schedule: Schedule, lang: Lang) -> String {
    lang.with("prescribing-lack-controlled", &[("schedule", schedule.name().into())])
}
