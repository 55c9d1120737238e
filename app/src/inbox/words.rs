use crate::ui::{text::Lang, tone::Tone};
use clinic::prescribing::{ChangeKind, DenialReason, NoticeKind, RequestKind, RequestState};

/// What is asked, in a few words.
pub(crate) fn kind_name(kind: RequestKind, detail: Option<ChangeKind>, lang: Lang) -> String {
    match (kind, detail) {
        (RequestKind::Renewal, _) => lang.t("inbox-renewal"),
        (RequestKind::Change, Some(ChangeKind::Generic)) => lang.t("inbox-change-generic"),
        (RequestKind::Change, Some(ChangeKind::Therapeutic)) => lang.t("inbox-change-therapeutic"),
        (RequestKind::Change, Some(ChangeKind::Clarification)) => lang.t("inbox-change-clarification"),
        (RequestKind::Change, None) => lang.t("inbox-change"),
        (RequestKind::Cancellation, _) => lang.t("inbox-cancellation"),
    }
}

/// How a request stands or ended.
pub(crate) fn state_name(state: RequestState, lang: Lang) -> (Tone, String) {
    match state {
        RequestState::Pending => (Tone::Warn, lang.t("inbox-state-pending")),
        RequestState::Approved => (Tone::Good, lang.t("inbox-state-approved")),
        RequestState::ApprovedWithChanges => (Tone::Good, lang.t("inbox-state-approved-with-changes")),
        RequestState::Denied => (Tone::Danger, lang.t("inbox-state-denied")),
        RequestState::Withdrawn => (Tone::Info, lang.t("inbox-state-withdrawn")),
        RequestState::Archived => (Tone::Info, lang.t("inbox-state-archived")),
    }
}

/// Why something is denied.
pub(crate) fn denial_name(reason: DenialReason, lang: Lang) -> String {
    match reason {
        DenialReason::VisitNeeded => lang.t("denial-visit-needed"),
        DenialReason::TestNeeded => lang.t("denial-test-needed"),
        DenialReason::TherapyEnded => lang.t("denial-therapy-ended"),
        DenialReason::TooEarly => lang.t("denial-too-early"),
        DenialReason::OtherClinician => lang.t("denial-other-clinician"),
        DenialReason::AsWritten => lang.t("denial-as-written"),
        DenialReason::AlreadyDispensed => lang.t("denial-already-dispensed"),
        DenialReason::AlreadyExpired => lang.t("denial-already-expired"),
        DenialReason::Transferred => lang.t("denial-transferred"),
    }
}

/// What a notice says.
pub(super) fn notice_name(kind: NoticeKind, lang: Lang) -> String {
    match kind {
        NoticeKind::SendingFailed => lang.t("inbox-sending-failed"),
        NoticeKind::CancellationDenied => lang.t("inbox-cancellation-denied"),
        NoticeKind::Rejected => lang.t("inbox-rejected"),
        NoticeKind::LinkLocked => lang.t("inbox-link-locked"),
    }
}

/// Who asked: a pharmacist with the pharmacy, the patient, someone who helps.
pub(super) fn asker(name: &str, role: &str, pharmacy: Option<&str>, lang: Lang) -> String {
    match (role, pharmacy) {
        ("pharmacist", Some(pharmacy)) if pharmacy != name => {
            lang.with("inbox-asked-at", &[("name", name.into()), ("pharmacy", pharmacy.into())])
        }
        ("helper", _) => lang.with("inbox-asked-helper", &[("name", name.into())]),
        ("patient", _) => lang.with("inbox-asked-patient", &[("name", name.into())]),
        _ => name.to_owned(),
    }
}
