use crate::ui::text::Lang;
use clinic::{
    prescribing::{CancellationReason, ChangeKind, NotRedirected, NotRenewable, Refused, RejectionReason},
    safety::OverrideReason,
};

/// Why a prescriber wants a prescription back.
pub(super) fn cancellation(reason: CancellationReason, lang: Lang) -> String {
    match reason {
        CancellationReason::Mistake => lang.t("prescriptions-cancel-mistake"),
        CancellationReason::TherapyChanged => lang.t("prescriptions-cancel-therapy-changed"),
        CancellationReason::NotTolerated => lang.t("prescriptions-cancel-not-tolerated"),
        CancellationReason::Duplicate => lang.t("prescriptions-cancel-duplicate"),
        CancellationReason::PatientWish => lang.t("prescriptions-cancel-patient-wish"),
        CancellationReason::Replaced => lang.t("prescriptions-cancel-replaced"),
    }
}

/// Why a pharmacy has not accepted a prescription.
pub(super) fn rejection(reason: RejectionReason, lang: Lang) -> String {
    match reason {
        RejectionReason::NotAvailable => lang.t("prescriptions-reject-not-available"),
        RejectionReason::Unsafe => lang.t("prescriptions-reject-unsafe"),
        RejectionReason::Doubtful => lang.t("prescriptions-reject-doubtful"),
        RejectionReason::PatientUnknown => lang.t("prescriptions-reject-patient-unknown"),
        RejectionReason::PatientWish => lang.t("prescriptions-reject-patient-wish"),
        RejectionReason::Coverage => lang.t("prescriptions-reject-coverage"),
    }
}

/// What a pharmacy asks the prescriber for.
pub(super) fn change(kind: ChangeKind, lang: Lang) -> String {
    match kind {
        ChangeKind::Generic => lang.t("prescriptions-change-generic"),
        ChangeKind::Therapeutic => lang.t("prescriptions-change-therapeutic"),
        ChangeKind::Clarification => lang.t("prescriptions-change-clarification"),
    }
}

/// Why a renewal cannot be asked for, and what to do instead.
pub(super) fn not_renewable(why: NotRenewable, lang: Lang) -> String {
    match why {
        NotRenewable::Pending => lang.t("prescriptions-renew-pending"),
        NotRenewable::OnItsWay => lang.t("prescriptions-renew-on-its-way"),
        NotRenewable::RefillsLeft { left } => {
            lang.with("prescriptions-renew-refills-left", &[("count", i64::from(left).into())])
        }
        NotRenewable::TooSoon { from } => {
            lang.with("prescriptions-renew-too-soon", &[("date", lang.date(from).into())])
        }
        NotRenewable::Cancelled => lang.t("prescriptions-renew-cancelled"),
        NotRenewable::Rejected => lang.t("prescriptions-renew-rejected"),
        NotRenewable::Replaced => lang.t("prescriptions-renew-replaced"),
    }
}

/// Why a step cannot be taken with a prescription any more.
pub(super) fn refused(why: Refused, lang: Lang) -> String {
    match why {
        Refused::Cancelled => lang.t("prescriptions-refused-cancelled"),
        Refused::Rejected => lang.t("prescriptions-refused-rejected"),
        Refused::Expired => lang.t("prescriptions-refused-expired"),
        Refused::Completed => lang.t("prescriptions-refused-completed"),
        Refused::HandedOut => lang.t("prescriptions-refused-handed-out"),
        Refused::CancellationPending => lang.t("prescriptions-refused-cancelling"),
        // The others are about what pharmacies and drafts do.
        Refused::Unsigned | Refused::NothingPending | Refused::NoQuantity | Refused::TooMuch { .. } => {
            lang.t("prescriptions-refused")
        }
    }
}

/// Why another pharmacy was not chosen.
pub(super) fn not_redirected(why: NotRedirected, lang: Lang) -> String {
    match why {
        NotRedirected::Refused(why) => refused(why, lang),
        NotRedirected::Same => lang.t("prescriptions-pharmacy-same"),
        NotRedirected::NoSuchPharmacy => lang.t("prescriptions-pharmacy-gone"),
    }
}

/// Why a prescriber went on in spite of a warning; a code that a newer program has written stays.
pub(crate) fn override_reason(code: &str, lang: Lang) -> String {
    let Some(reason) = OverrideReason::ALL.into_iter().find(|reason| reason.code() == code) else {
        return code.to_owned();
    };
    match reason {
        OverrideReason::PatientTolerates => lang.t("prescriptions-override-tolerates"),
        OverrideReason::BenefitOutweighsRisk => lang.t("prescriptions-override-benefit"),
        OverrideReason::WillMonitor => lang.t("prescriptions-override-monitor"),
        OverrideReason::DoseAdjusted => lang.t("prescriptions-override-dose"),
        OverrideReason::NoAlternative => lang.t("prescriptions-override-no-alternative"),
        OverrideReason::InformationWrong => lang.t("prescriptions-override-wrong"),
        OverrideReason::DiscussedWithPatient => lang.t("prescriptions-override-discussed"),
        OverrideReason::Intended => lang.t("prescriptions-override-intended"),
        OverrideReason::CheckedElsewhere => lang.t("prescriptions-override-checked"),
    }
}
