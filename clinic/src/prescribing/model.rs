use serde::{Deserialize, Serialize};

/// Declares kinds that are stored, and stand in forms, under a name.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text"))]
        pub enum $name {
            $($(#[$variant_doc])* #[cfg_attr(feature = "store", sqlx(rename = $text))] #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: [Self; [$($text),+].len()] = [$(Self::$variant),+];

            /// The name it is stored under and has in a form.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads a name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.name() == name)
            }
        }
    )+};
}

named! {
    /// How a prescription gets to a pharmacy. A new way is added here and in `sending`.
    Way {
        /// The pharmacy works on this portal: it stands in its queue.
        Queue = "queue",
        /// The pharmacy has an e-mail address only: a mail without content holds a link, a code opens it.
        Mail = "mail",
        /// The patient brings it, on paper or on the phone's screen.
        Paper = "paper",
    }

    /// What happened to a prescription: a line of its timeline.
    Happening {
        /// It was signed.
        Signed = "signed",
        /// It was sent to the pharmacy.
        Sent = "sent",
        /// It could not be sent, and goes on paper or on the phone.
        SendingFailed = "sending_failed",
        /// The pharmacy has looked at it.
        Received = "received",
        /// The pharmacy prepares it.
        InProgress = "in_progress",
        /// It can be picked up.
        Ready = "ready",
        /// Some of it was handed out; the detail is the id of the dispense.
        Dispensed = "dispensed",
        /// The pharmacy refused it; the detail is the reason.
        Rejected = "rejected",
        /// It goes to another pharmacy.
        Redirected = "redirected",
        /// The pharmacy was mailed a fresh link, which opens with another code.
        LinkRenewed = "link_renewed",
        /// The prescriber wants it back; the detail is the reason.
        CancellationAsked = "cancellation_asked",
        /// The pharmacy did not give it back; the detail is the reason.
        CancellationDenied = "cancellation_denied",
        /// It is cancelled; the detail is the reason.
        Cancelled = "cancelled",
        /// A renewal was asked for.
        RenewalAsked = "renewal_asked",
        /// A renewal was approved; the detail is the new prescription's id.
        RenewalApproved = "renewal_approved",
        /// A renewal was denied; the detail is the reason.
        RenewalDenied = "renewal_denied",
        /// The pharmacy asked for a change; the detail is which kind.
        ChangeAsked = "change_asked",
        /// The change was approved, or the question answered; the detail is the new prescription's id, if there is one.
        ChangeApproved = "change_approved",
        /// The change was denied; the detail is the reason.
        ChangeDenied = "change_denied",
        /// A request was taken back by whoever asked.
        RequestWithdrawn = "request_withdrawn",
        /// A request was put away unanswered after 30 days.
        RequestArchived = "request_archived",
        /// Another prescription took its place; the detail is that one's id.
        Replaced = "replaced",
        /// Its last day is over.
        Expired = "expired",
    }

    /// What is asked.
    RequestKind {
        /// A new prescription of the same.
        Renewal = "renewal",
        /// Another drug, product or wording, asked by the pharmacy.
        Change = "change",
        /// The prescriber wants the prescription back.
        Cancellation = "cancellation",
    }

    /// Where a request stands.
    RequestState {
        /// It waits for an answer.
        Pending = "pending",
        /// It was granted as it was asked.
        Approved = "approved",
        /// It was granted in another way: a new prescription that differs.
        ApprovedWithChanges = "approved_with_changes",
        /// It was refused.
        Denied = "denied",
        /// Whoever asked took it back.
        Withdrawn = "withdrawn",
        /// Nobody answered for 30 days.
        Archived = "archived",
    }

    /// What kind of change a pharmacy asks for (the meanings of NCPDP SCRIPT's change requests).
    ChangeKind {
        /// A generic product, or another one of the same ingredient.
        Generic = "generic",
        /// Another drug for the same purpose.
        Therapeutic = "therapeutic",
        /// Something about it is not clear.
        Clarification = "clarification",
    }

    /// Why a prescriber wants a prescription back.
    CancellationReason {
        /// It was a mistake.
        Mistake = "mistake",
        /// The therapy changes.
        TherapyChanged = "therapy_changed",
        /// The patient does not tolerate it.
        NotTolerated = "not_tolerated",
        /// It was written twice.
        Duplicate = "duplicate",
        /// The patient does not want it.
        PatientWish = "patient_wish",
        /// Another prescription takes its place.
        Replaced = "replaced",
    }

    /// Why a pharmacy refuses a prescription.
    RejectionReason {
        /// It cannot get the product.
        NotAvailable = "not_available",
        /// It finds it unsafe for the patient.
        Unsafe = "unsafe",
        /// Its check of the signature failed, or it doubts that it is real.
        Doubtful = "doubtful",
        /// The patient is not known there and did not come.
        PatientUnknown = "patient_unknown",
        /// The patient does not want it.
        PatientWish = "patient_wish",
        /// Insurance or price stands in the way.
        Coverage = "coverage",
    }

    /// Why a request is denied: a renewal or change by the prescriber, a cancellation by the pharmacy.
    DenialReason {
        /// The patient is to come for a visit first.
        VisitNeeded = "visit_needed",
        /// A test is due first.
        TestNeeded = "test_needed",
        /// The therapy has ended.
        TherapyEnded = "therapy_ended",
        /// It is too early.
        TooEarly = "too_early",
        /// Another clinician is to answer.
        OtherClinician = "other_clinician",
        /// The prescription stands as it was written.
        AsWritten = "as_written",
        /// It was handed out already.
        AlreadyDispensed = "already_dispensed",
        /// It has expired.
        AlreadyExpired = "already_expired",
        /// It was given on to another pharmacy.
        Transferred = "transferred",
    }

    /// What a prescriber has to know of.
    NoticeKind {
        /// A prescription could not be sent.
        SendingFailed = "sending_failed",
        /// The pharmacy did not give a prescription back.
        CancellationDenied = "cancellation_denied",
        /// The pharmacy refused a prescription.
        Rejected = "rejected",
        /// Too many wrong codes were typed at a link that was mailed to a pharmacy.
        LinkLocked = "link_locked",
    }
}

impl DenialReason {
    /// What a prescriber may answer to a renewal or a change.
    pub const OF_PRESCRIBERS: [Self; 6] = [
        Self::VisitNeeded,
        Self::TestNeeded,
        Self::TherapyEnded,
        Self::TooEarly,
        Self::OtherClinician,
        Self::AsWritten,
    ];

    /// What a pharmacy may answer to a cancellation.
    pub const OF_PHARMACIES: [Self; 3] = [Self::AlreadyDispensed, Self::AlreadyExpired, Self::Transferred];
}
