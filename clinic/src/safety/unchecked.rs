//! What could not be checked, said aloud.

use super::{
    Card, Indicator, OverrideReason, RuleId, Source,
    book::EDITION,
    scene::{Med, Scene, cut, keys, summary},
};

/// One card for each medicine that was not recognised, or only in part, or by a guess.
pub(super) fn unchecked(scene: &Scene<'_>, cards: &mut Vec<Card>) {
    if scene.drafts().next().is_none() {
        return;
    }
    for med in &scene.meds {
        let name = med.medicine.name.trim().to_owned();
        if med.contents.is_empty() && med.unknown.is_empty() {
            let detail = "The portal did not recognise this medicine: no rule looked at it. Check it yourself.";
            cards.push(card(med, "not-checked", summary(&[name], "", "not recognised, so not checked"), detail));
        } else if !med.unknown.is_empty() {
            let unknown = med.unknown.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            let text = summary(&[name], "", &format!("{} was not checked", cut(&unknown, 60)));
            let detail = format!("No rule knows {}. Check it yourself.", cut(&unknown, 300));
            cards.push(card(med, "not-checked", text, &detail));
        }
        if med.medicine.guessed && !med.contents.is_empty() {
            let taken = med.contents.keys().copied().collect::<Vec<_>>().join(" and ");
            let text = summary(std::slice::from_ref(&med.medicine.name), "", &format!("taken for {}", cut(&taken, 80)));
            let detail = format!(
                "The name is not one the portal knows; the checks took it for {taken}. Make sure that is right."
            );
            cards.push(card(med, "guessed", text, &detail));
        }
    }
}

fn card(med: &Med<'_>, rule: &str, summary: String, detail: &str) -> Card {
    Card {
        indicator: if med.draft { Indicator::Warning } else { Indicator::Info },
        rule: RuleId(rule.to_owned()),
        summary,
        detail: detail.to_owned(),
        source: Source { label: format!("Verbena safety data, {EDITION}"), url: None },
        override_reasons: &[OverrideReason::CheckedElsewhere, OverrideReason::InformationWrong],
        about: keys(&[med]),
    }
}
