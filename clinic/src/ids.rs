//! Identifiers: one type for each kind of thing, so that a patient's id is never taken for an appointment's.

use uuid::Uuid;

/// Declares newtypes around [`Uuid`] that bind to and read from both databases.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        #[cfg(feature = "store")]
        impl $name {
            /// A new id that sorts after all earlier ones.
            pub fn new() -> Self {
                Self(new())
            }
        }

        #[cfg(feature = "store")]
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    )+};
}

ids! {
    /// A person who can sign in.
    AccountId,
    /// A person whose record this is.
    PatientId,
    /// A clinician, or another person who works at the clinic.
    PractitionerId,
    /// A place of care.
    LocationId,
    /// A visit, stay or contact.
    EncounterId,
    /// One result, vital sign or other finding.
    ObservationId,
    /// A panel of results or another report.
    ReportId,
    /// An order for a medicine.
    MedicationRequestId,
    /// A booked, past or proposed visit.
    AppointmentId,
    /// A note, letter or other document.
    DocumentId,
    /// An invitation of a patient to the portal.
    InvitationId,
    /// One row of the audit trail.
    AuditEventId,
    /// A place that gives care or dispenses, and what it belongs to.
    OrganizationId,
    /// A session, as its owner sees it; its token is something else.
    SessionId,
    /// A second factor of an account.
    FactorId,
    /// A person's right to help a patient.
    HelperId,
    /// A change to a profile that was asked for.
    ProfileChangeId,
    /// A proposal that someone may prescribe.
    ProposalId,
    /// A mail in the outbox; also the first half of its Message-ID.
    MailId,
    /// A change of the address someone signs in with.
    EmailChangeId,
    /// A reset of a password.
    ResetId,
    /// A prescription that is written here; once signed, also the order of the chart with the same id.
    PrescriptionId,
    /// A request for a renewal, a change or a cancellation.
    RequestId,
    /// A try to get a prescription to a pharmacy.
    SendingId,
    /// What was handed out at once.
    DispenseId,
    /// A drug that a prescriber writes often.
    FavouriteId,
    /// A room in a place of care.
    RoomId,
    /// A kind of visit that the clinic offers.
    VisitTypeId,
    /// Hours of the week at which a clinician is somewhere.
    HoursId,
    /// A time at which nobody is there.
    ClosureId,
    /// A time that someone is about to take.
    HoldId,
    /// Visits that repeat.
    SeriesId,
    /// Somebody's place in the waiting list.
    WaitlistId,
    /// A freed time that is offered to someone who waits.
    OfferId,
    /// A question that the clinic asks before a visit.
    QuestionId,
    /// A calendar that other programs read.
    FeedId,
    /// A laboratory that sends results.
    LaboratoryId,
    /// A message of a laboratory.
    LabMessageId,
    /// A limit of the clinic beyond which a result is critical.
    LimitId,
    /// A critical result that someone must answer.
    AlertId,
    /// Something to be done for a patient.
    TaskId,
    /// What a clinician says to a patient about a report.
    ReportCommentId,
    /// A patient's question about a report.
    ReportQuestionId,
}

/// A new UUID of version 7: unique, and sorting by the time it was made.
#[cfg(feature = "store")]
#[expect(clippy::disallowed_methods, reason = "the one place where ids are made")]
pub fn new() -> Uuid {
    Uuid::now_v7()
}
