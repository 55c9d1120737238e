use crate::ui::text::Lang;
use clinic::helpers::{Relationship, Section, Sections};

/// What a helper is to the patient, in a word.
pub(super) fn relationship(relationship: Relationship, lang: Lang) -> String {
    match relationship {
        Relationship::Partner => lang.t("helpers-is-partner"),
        Relationship::Parent => lang.t("helpers-is-parent"),
        Relationship::Child => lang.t("helpers-is-child"),
        Relationship::Relative => lang.t("helpers-is-relative"),
        Relationship::Friend => lang.t("helpers-is-friend"),
        Relationship::Carer => lang.t("helpers-is-carer"),
        Relationship::Guardian => lang.t("helpers-is-guardian"),
    }
}

/// A section as a heading or a choice.
pub(super) fn section(section: Section, lang: Lang) -> String {
    match section {
        Section::Labs => lang.t("helpers-section-labs"),
        Section::Prescriptions => lang.t("helpers-section-prescriptions"),
        Section::Appointments => lang.t("helpers-section-appointments"),
        Section::Record => lang.t("helpers-section-record"),
    }
}

/// What a section holds.
pub(super) fn section_about(section: Section, lang: Lang) -> String {
    match section {
        Section::Labs => lang.t("helpers-section-labs-about"),
        Section::Prescriptions => lang.t("helpers-section-prescriptions-about"),
        Section::Appointments => lang.t("helpers-section-appointments-about"),
        Section::Record => lang.t("helpers-section-record-about"),
    }
}

/// Sections within a sentence: "lab results, appointments".
pub(super) fn sections(sections: Sections, lang: Lang) -> String {
    let words = |section| match section {
        Section::Labs => lang.t("helpers-sees-labs"),
        Section::Prescriptions => lang.t("helpers-sees-prescriptions"),
        Section::Appointments => lang.t("helpers-sees-appointments"),
        Section::Record => lang.t("helpers-sees-record"),
    };
    sections.iter().map(words).collect::<Vec<_>>().join(", ")
}
