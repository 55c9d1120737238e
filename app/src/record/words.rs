//! FHIR's codes in words. A code that is not known is shown as it came.

use crate::ui::{text::Lang, tone::Tone};

/// A state: how much attention it asks for, and its word.
pub(super) type State = (Tone, String);

/// `Condition.clinicalStatus`.
pub(super) fn condition(code: &str, lang: Lang) -> State {
    match code {
        "active" => (Tone::Info, lang.t("record-active")),
        "recurrence" => (Tone::Info, lang.t("record-condition-recurrence")),
        "relapse" => (Tone::Info, lang.t("record-condition-relapse")),
        "inactive" => (Tone::Quiet, lang.t("record-inactive")),
        "remission" => (Tone::Quiet, lang.t("record-condition-remission")),
        "resolved" => (Tone::Quiet, lang.t("record-resolved")),
        other => unknown(other, lang),
    }
}

/// `AllergyIntolerance.clinicalStatus`.
pub(super) fn allergy(code: &str, lang: Lang) -> State {
    match code {
        "active" => (Tone::Warn, lang.t("record-active")),
        "inactive" => (Tone::Quiet, lang.t("record-inactive")),
        "resolved" => (Tone::Quiet, lang.t("record-resolved")),
        other => unknown(other, lang),
    }
}

/// `verificationStatus` of a condition or an allergy; nothing where it is certain.
pub(super) fn doubt(code: Option<&str>, lang: Lang) -> Option<String> {
    match code? {
        "confirmed" => None,
        "unconfirmed" => Some(lang.t("record-unconfirmed")),
        "provisional" | "presumed" => Some(lang.t("record-provisional")),
        "differential" => Some(lang.t("record-differential")),
        other => Some(other.to_owned()),
    }
}

/// `AllergyIntolerance.criticality`.
pub(super) fn criticality(code: Option<&str>, lang: Lang) -> Option<State> {
    Some(match code? {
        "high" => (Tone::Danger, lang.t("record-criticality-high")),
        "low" => (Tone::Info, lang.t("record-criticality-low")),
        "unable-to-assess" => (Tone::Warn, lang.t("record-criticality-unknown")),
        other => (Tone::Warn, other.to_owned()),
    })
}

/// `AllergyIntolerance.reaction.severity`.
pub(super) fn severity(code: &str, lang: Lang) -> String {
    match code {
        "mild" => lang.t("record-severity-mild"),
        "moderate" => lang.t("record-severity-moderate"),
        "severe" => lang.t("record-severity-severe"),
        other => other.to_owned(),
    }
}

/// `AllergyIntolerance.category` and `type` in one word or two.
pub(super) fn allergy_kind(category: Option<&str>, kind: Option<&str>, lang: Lang) -> Option<String> {
    let intolerance = kind == Some("intolerance");
    Some(match category {
        Some("food") if intolerance => lang.t("record-intolerance-food"),
        Some("medication") if intolerance => lang.t("record-intolerance-medication"),
        Some("food") => lang.t("record-allergy-food"),
        Some("medication") => lang.t("record-allergy-medication"),
        Some("environment") => lang.t("record-allergy-environment"),
        Some("biologic") => lang.t("record-allergy-biologic"),
        Some(other) => other.to_owned(),
        None if intolerance => lang.t("record-intolerance"),
        None => return None,
    })
}

/// `Immunization.status`; nothing where the vaccine was given, which needs no word.
pub(super) fn immunization(code: &str, lang: Lang) -> Option<State> {
    match code {
        "completed" => None,
        "not-done" => Some((Tone::Warn, lang.t("record-immunization-not-done"))),
        other => Some(unknown(other, lang)),
    }
}

/// `Procedure.status`; nothing where it was done, which needs no word.
pub(super) fn procedure(code: &str, lang: Lang) -> Option<State> {
    match code {
        "completed" => None,
        "preparation" => Some((Tone::Info, lang.t("record-procedure-preparation"))),
        "in-progress" => Some((Tone::Info, lang.t("record-going-on"))),
        "not-done" => Some((Tone::Warn, lang.t("record-procedure-not-done"))),
        "on-hold" => Some((Tone::Warn, lang.t("record-on-hold"))),
        "stopped" => Some((Tone::Warn, lang.t("record-procedure-stopped"))),
        other => Some(unknown(other, lang)),
    }
}

/// `CarePlan.status`.
pub(super) fn plan(code: &str, active: bool, lang: Lang) -> State {
    match code {
        "active" if active => (Tone::Good, lang.t("record-active")),
        "active" => (Tone::Quiet, lang.t("record-over")),
        "draft" => (Tone::Info, lang.t("record-plan-draft")),
        "on-hold" => (Tone::Warn, lang.t("record-on-hold")),
        "revoked" => (Tone::Quiet, lang.t("record-plan-revoked")),
        "completed" => (Tone::Quiet, lang.t("record-finished")),
        other => unknown(other, lang),
    }
}

/// `CarePlan.activity.detail.status`.
pub(super) fn activity(code: &str, lang: Lang) -> String {
    match code {
        "not-started" => lang.t("record-activity-not-started"),
        "scheduled" => lang.t("record-activity-scheduled"),
        "in-progress" => lang.t("record-going-on"),
        "on-hold" => lang.t("record-on-hold"),
        "completed" => lang.t("record-finished"),
        "cancelled" => lang.t("record-cancelled"),
        "stopped" => lang.t("record-activity-stopped"),
        other => unknown(other, lang).1,
    }
}

/// `Goal.achievementStatus`, else `Goal.lifecycleStatus`.
pub(super) fn goal(achievement: Option<&str>, status: &str, lang: Lang) -> State {
    match (status, achievement) {
        ("cancelled" | "rejected", _) => (Tone::Quiet, lang.t("record-cancelled")),
        ("on-hold", _) => (Tone::Warn, lang.t("record-on-hold")),
        (_, Some("in-progress")) | ("accepted" | "active", None) => (Tone::Info, lang.t("record-goal-in-progress")),
        (_, Some("improving")) => (Tone::Good, lang.t("record-goal-improving")),
        (_, Some("worsening")) => (Tone::Warn, lang.t("record-goal-worsening")),
        (_, Some("no-change" | "no-progress")) => (Tone::Warn, lang.t("record-goal-no-change")),
        (_, Some("achieved" | "sustaining")) => (Tone::Good, lang.t("record-goal-achieved")),
        (_, Some("not-achieved")) => (Tone::Warn, lang.t("record-goal-not-achieved")),
        (_, Some("not-attainable")) => (Tone::Quiet, lang.t("record-goal-not-attainable")),
        (_, Some(other)) => (Tone::Info, other.to_owned()),
        ("proposed" | "planned", None) => (Tone::Info, lang.t("record-goal-planned")),
        ("completed", None) => (Tone::Quiet, lang.t("record-finished")),
        (other, None) => unknown(other, lang),
    }
}

/// `Encounter.status`; nothing for a visit that simply took place.
pub(super) fn visit(code: &str, lang: Lang) -> Option<State> {
    match code {
        "finished" => None,
        "planned" => Some((Tone::Info, lang.t("record-visit-planned"))),
        "arrived" | "triaged" | "in-progress" => Some((Tone::Info, lang.t("record-going-on"))),
        "onleave" => Some((Tone::Info, lang.t("record-visit-on-leave"))),
        "cancelled" => Some((Tone::Quiet, lang.t("record-cancelled"))),
        other => Some(unknown(other, lang)),
    }
}

/// `Encounter.class` (HL7 v3 `ActCode`).
pub(super) fn visit_class(code: &str, lang: Lang) -> String {
    match code {
        "AMB" => lang.t("record-class-ambulatory"),
        "EMER" => lang.t("record-class-emergency"),
        "IMP" | "ACUTE" | "NONAC" => lang.t("record-class-inpatient"),
        "OBSENC" => lang.t("record-class-observation"),
        "SS" => lang.t("record-class-short-stay"),
        "PRENC" => lang.t("record-class-pre-admission"),
        "HH" => lang.t("record-class-home"),
        "FLD" => lang.t("record-class-field"),
        "VR" => lang.t("record-class-virtual"),
        other => other.to_owned(),
    }
}

/// `DocumentReference.status`; nothing for one that is current.
pub(super) fn document(code: &str, lang: Lang) -> Option<State> {
    match code {
        "current" => None,
        "superseded" => Some((Tone::Warn, lang.t("record-document-superseded"))),
        other => Some(unknown(other, lang)),
    }
}

fn unknown(code: &str, lang: Lang) -> State {
    if code.is_empty() || code == "unknown" {
        (Tone::Quiet, lang.t("record-unknown"))
    } else {
        (Tone::Quiet, code.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_nobody_knows_is_shown_as_it_came() {
        assert_eq!(condition("brand-new", Lang::En).1, "brand-new");
        assert_eq!(condition("unknown", Lang::En).1, "State not known");
        assert_eq!(procedure("brand-new", Lang::Es).map(|state| state.1).as_deref(), Some("brand-new"));
        assert_eq!(visit_class("XYZ", Lang::En), "XYZ");
        assert_eq!(doubt(Some("confirmed"), Lang::En), None);
    }
}
