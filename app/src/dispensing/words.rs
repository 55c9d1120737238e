use crate::ui::{
    text::{Lang, key},
    tone::Tone,
};
use clinic::{
    dispensing::{Pile, QuantityFault},
    prescribing::{CancellationReason, ChangeKind, DenialReason, RejectionReason, RequestState, State},
};

/// Where a prescription stands for a pharmacy, in a word.
pub(super) fn state(state: State, is_ready: bool, lang: Lang) -> (Tone, String) {
    match state {
        State::Draft | State::Signed => (Tone::Info, lang.t("pharmacy-state-signed")),
        State::Sent => (Tone::Info, lang.t("pharmacy-state-sent")),
        State::Received | State::InProgress | State::PartDispensed | State::Dispensed if is_ready => {
            (Tone::Good, lang.t("pharmacy-state-ready"))
        }
        State::Received => (Tone::Info, lang.t("pharmacy-state-received")),
        State::InProgress => (Tone::Info, lang.t("pharmacy-state-work")),
        State::PartDispensed => (Tone::Warn, lang.t("pharmacy-state-part")),
        State::Dispensed => (Tone::Good, lang.t("pharmacy-state-refills")),
        State::Completed => (Tone::Quiet, lang.t("pharmacy-state-completed")),
        State::Expired => (Tone::Quiet, lang.t("pharmacy-state-expired")),
        State::Cancelled => (Tone::Quiet, lang.t("pharmacy-state-cancelled")),
        State::Rejected => (Tone::Quiet, lang.t("pharmacy-state-rejected")),
    }
}

/// A pile's name.
pub(super) fn pile(pile: Pile, lang: Lang) -> String {
    match pile {
        Pile::New => lang.t("pharmacy-pile-new"),
        Pile::InWork => lang.t("pharmacy-pile-work"),
        Pile::Part => lang.t("pharmacy-pile-part"),
        Pile::Refills => lang.t("pharmacy-pile-refills"),
        Pile::Done => lang.t("pharmacy-pile-done"),
    }
}

/// Why a quantity cannot be taken, and what to write.
pub(super) fn quantity_fault(fault: QuantityFault, lang: Lang) -> String {
    match fault {
        QuantityFault::Missing => lang.t("pharmacy-quantity-missing"),
        QuantityFault::Comma => lang.t("pharmacy-quantity-comma"),
        QuantityFault::NothingBeforePoint => lang.t("pharmacy-quantity-point"),
        QuantityFault::TrailingZero => lang.t("pharmacy-quantity-zero"),
        QuantityFault::Nothing => lang.t("pharmacy-quantity-nothing"),
        QuantityFault::NotANumber => lang.t("pharmacy-quantity-number"),
    }
}

/// Why a pharmacy refuses a prescription.
pub(super) fn rejection(reason: RejectionReason, lang: Lang) -> String {
    match reason {
        RejectionReason::NotAvailable => lang.t("pharmacy-reject-not-available"),
        RejectionReason::Unsafe => lang.t("pharmacy-reject-unsafe"),
        RejectionReason::Doubtful => lang.t("pharmacy-reject-doubtful"),
        RejectionReason::PatientUnknown => lang.t("pharmacy-reject-patient-unknown"),
        RejectionReason::PatientWish => lang.t("pharmacy-reject-patient-wish"),
        RejectionReason::Coverage => lang.t("pharmacy-reject-coverage"),
    }
}

/// What kind of change a pharmacy asks for.
pub(super) fn change(kind: ChangeKind, lang: Lang) -> String {
    match kind {
        ChangeKind::Generic => lang.t("pharmacy-change-generic"),
        ChangeKind::Therapeutic => lang.t("pharmacy-change-therapeutic"),
        ChangeKind::Clarification => lang.t("pharmacy-change-clarification"),
    }
}

/// Why a prescriber wants a prescription back.
pub(super) fn cancellation(reason: CancellationReason, lang: Lang) -> String {
    match reason {
        CancellationReason::Mistake => lang.t("pharmacy-cancel-mistake"),
        CancellationReason::TherapyChanged => lang.t("pharmacy-cancel-therapy"),
        CancellationReason::NotTolerated => lang.t("pharmacy-cancel-not-tolerated"),
        CancellationReason::Duplicate => lang.t("pharmacy-cancel-duplicate"),
        CancellationReason::PatientWish => lang.t("pharmacy-cancel-wish"),
        CancellationReason::Replaced => lang.t("pharmacy-cancel-replaced"),
    }
}

/// Why a request is denied.
pub(super) fn denial(reason: DenialReason, lang: Lang) -> String {
    match reason {
        DenialReason::VisitNeeded => lang.t("pharmacy-deny-visit"),
        DenialReason::TestNeeded => lang.t("pharmacy-deny-test"),
        DenialReason::TherapyEnded => lang.t("pharmacy-deny-therapy-ended"),
        DenialReason::TooEarly => lang.t("pharmacy-deny-too-early"),
        DenialReason::OtherClinician => lang.t("pharmacy-deny-other"),
        DenialReason::AsWritten => lang.t("pharmacy-deny-as-written"),
        DenialReason::AlreadyDispensed => lang.t("pharmacy-deny-dispensed"),
        DenialReason::AlreadyExpired => lang.t("pharmacy-deny-expired"),
        DenialReason::Transferred => lang.t("pharmacy-deny-transferred"),
    }
}

/// Where a request stands.
pub(super) fn request_state(state: RequestState, lang: Lang) -> (Tone, String) {
    match state {
        RequestState::Pending => (Tone::Info, lang.t("pharmacy-request-pending")),
        RequestState::Approved => (Tone::Good, lang.t("pharmacy-request-approved")),
        RequestState::ApprovedWithChanges => (Tone::Good, lang.t("pharmacy-request-changed")),
        RequestState::Denied => (Tone::Warn, lang.t("pharmacy-request-denied")),
        RequestState::Withdrawn => (Tone::Quiet, lang.t("pharmacy-request-withdrawn")),
        RequestState::Archived => (Tone::Quiet, lang.t("pharmacy-request-archived")),
    }
}

/// The name of the reason that a code of a request or of the timeline stands for; a code that a newer program has written stays.
pub(super) fn reason(code: &str, lang: Lang) -> String {
    CancellationReason::parse(code)
        .map(|reason| cancellation(reason, lang))
        .or_else(|| RejectionReason::parse(code).map(|reason| rejection(reason, lang)))
        .or_else(|| DenialReason::parse(code).map(|reason| denial(reason, lang)))
        .or_else(|| ChangeKind::parse(code).map(|kind| change(kind, lang)))
        .unwrap_or_else(|| code.to_owned())
}

/// How grave a warning was that the prescriber went on with.
pub(super) fn indicator(name: &str, lang: Lang) -> (Tone, String) {
    let (tone, word) = match name {
        "critical" => (Tone::Danger, key("pharmacy-warning-critical")),
        "warning" => (Tone::Warn, key("pharmacy-warning-warning")),
        _ => (Tone::Info, key("pharmacy-warning-info")),
    };
    (tone, lang.t(word))
}
