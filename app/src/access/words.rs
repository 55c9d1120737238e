use crate::ui::text::Lang;
use clinic::{
    accounts::Role,
    audit::{Action, Subject},
};

/// What was done with which part of the record, in a few words. Reading a part is said by its name alone.
pub(crate) fn deed(action: Action, subject: Subject, lang: Lang) -> String {
    match (action, subject) {
        (Action::Create, Subject::ChartAccess) => lang.t("access-gave-reason"),
        (Action::Create, Subject::Invitation) => lang.t("access-invited"),
        (Action::Execute, Subject::Invitation) => lang.t("access-accepted"),
        (Action::Create | Action::Update, Subject::Import) => lang.t("access-imported"),
        (Action::Create, Subject::Place) => lang.t("access-joined-team"),
        (Action::Delete, Subject::Place) => lang.t("access-left-team"),
        (Action::Read, _) => part(subject, lang),
        (Action::Create, _) => lang.with("access-created", &[("part", part(subject, lang).into())]),
        (Action::Update, _) => lang.with("access-updated", &[("part", part(subject, lang).into())]),
        (Action::Delete, _) => lang.with("access-deleted", &[("part", part(subject, lang).into())]),
        (Action::Execute, _) => lang.with("access-executed", &[("part", part(subject, lang).into())]),
    }
}

/// A part of a record or of the portal, in a few words.
pub(crate) fn part(subject: Subject, lang: Lang) -> String {
    match subject {
        Subject::Overview => lang.t("access-part-overview"),
        Subject::Labs => lang.t("access-part-labs"),
        Subject::Prescriptions => lang.t("access-part-prescriptions"),
        Subject::Appointments => lang.t("access-part-appointments"),
        Subject::HealthRecord => lang.t("access-part-record"),
        Subject::Vitals => lang.t("access-part-vitals"),
        Subject::Documents => lang.t("access-part-documents"),
        Subject::Profile => lang.t("access-part-profile"),
        Subject::AccessLog => lang.t("access-part-log"),
        Subject::PatientSearch => lang.t("access-part-search"),
        Subject::ChartAccess => lang.t("access-part-reason"),
        Subject::Invitation => lang.t("access-part-invitation"),
        Subject::Account | Subject::Session => lang.t("access-part-account"),
        Subject::Import => lang.t("access-part-import"),
        Subject::Database => lang.t("access-part-database"),
        Subject::AuditTrail => lang.t("access-part-trail"),
        Subject::Factor => lang.t("access-part-factor"),
        Subject::Helper => lang.t("access-part-helper"),
        Subject::Role => lang.t("access-part-role"),
        Subject::PrescribingRight => lang.t("access-part-prescribing-right"),
        Subject::Setting => lang.t("access-part-setting"),
        Subject::Place => lang.t("access-part-place"),
        Subject::Mail => lang.t("access-part-mail"),
        Subject::SigningKey => lang.t("access-part-signing-key"),
        Subject::Schedule => lang.t("access-part-schedule"),
        Subject::Laboratory => lang.t("access-part-laboratory"),
    }
}

/// The role someone had, as the trail names it, in a word.
pub(crate) fn role(name: &str, lang: Lang) -> String {
    match (name.parse::<Role>(), name) {
        (Ok(role), _) => crate::web::role_name(role, lang),
        (Err(_), "operator") => lang.t("access-role-operator"),
        (Err(_), "helper") => lang.t("access-role-helper"),
        (Err(_), "laboratory") => lang.t("access-role-laboratory"),
        (Err(_), "pharmacy") => lang.t("access-role-pharmacy"),
        (Err(_), "visitor") => lang.t("access-role-visitor"),
        (Err(_), other) => other.to_owned(),
    }
}
