/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Kind {
    /// An invitation to the portal; the subject is the invitation.
    Invitation,
    /// The link that confirms a new e-mail address, to that address; the subject is the e-mail change.
    EmailVerification,
    /// Notice to the old address that another one is to be used; the subject is the e-mail change.
    EmailChange,
    /// The same to an old address that was never confirmed, without a way to undo it; the subject is the e-mail change.
    EmailLeft,
    /// The link to choose a new password; the subject is the password reset.
    PasswordReset,
    /// Notice that the password was changed; the subject is the account, the occasion an id of the change.
    PasswordChanged,
    /// A code to sign in with; the subject is the mail code.
    SignInCode,
    /// Notice that a second factor was added, removed or used up; the subject is the account, the occasion an id of the change.
    FactorChanged,
    /// Notice to a patient that a helper has accepted, or that the clinic has entered one; the subject is the helper.
    HelperAdded,
    /// Notice to a helper that their access has ended; the subject is the helper.
    HelperEnded,
    /// Notice to a patient that someone outside their care team has opened the record; the subject is the chart access.
    RecordOpened,
    /// Notice to a patient that the clinic has answered a change they asked for; the subject is the profile change.
    ProfileAnswered,
    /// Notice to a prescriber that the right to prescribe was confirmed; the subject is the proposal.
    PrescriberConfirmed,
    /// Notice to a patient that something has happened to a prescription; the subject is the event.
    PrescriptionChanged,
    /// Notice to a prescriber that something waits in their inbox; the subject is the notice or the request.
    InboxNotice,
    /// The link by which a pharmacy without an account gets a prescription; the subject is the sending.
    PharmacyLink,
    /// Notice that the clinic has a wish for a visit and will answer; the subject is the appointment.
    AppointmentAsked,
    /// Notice that a visit is booked; the subject is the appointment.
    AppointmentBooked,
    /// Notice that a visit has another time, place or clinician; the subject is the appointment.
    AppointmentMoved,
    /// Notice that a visit is off; the subject is the appointment.
    AppointmentCancelled,
    /// Reminder of a visit; the subject is the appointment, the occasion says how long before.
    AppointmentReminder,
    /// An earlier time for someone who waits; the subject is the offer.
    WaitlistOffer,
    /// Notice to a patient or a helper that there is something new among the results; the subject is the announcement.
    ResultShown,
    /// Notice to whoever asked about a report that there is an answer; the subject is the question.
    QuestionAnswered,
    /// Notice to a prescriber that something cannot wait; the subject is the call.
    CriticalResult,
    /// A message an administrator sends to see whether mail works; the subject is the administrator's account.
    Test,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::Invitation,
        Self::EmailVerification,
        Self::EmailChange,
        Self::EmailLeft,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::SignInCode,
        Self::FactorChanged,
        Self::HelperAdded,
        Self::HelperEnded,
        Self::RecordOpened,
        Self::ProfileAnswered,
        Self::PrescriberConfirmed,
        Self::PrescriptionChanged,
        Self::InboxNotice,
        Self::PharmacyLink,
        Self::AppointmentAsked,
        Self::AppointmentBooked,
        Self::AppointmentMoved,
        Self::AppointmentCancelled,
        Self::AppointmentReminder,
        Self::WaitlistOffer,
        Self::ResultShown,
        Self::QuestionAnswered,
        Self::CriticalResult,
        Self::Test,
    ];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::EmailVerification => "email_verification",
            Self::EmailChange => "email_change",
            Self::EmailLeft => "email_left",
            Self::PasswordReset => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::SignInCode => "sign_in_code",
            Self::FactorChanged => "factor_changed",
            Self::HelperAdded => "helper_added",
            Self::HelperEnded => "helper_ended",
            Self::RecordOpened => "record_opened",
            Self::ProfileAnswered => "profile_answered",
            Self::PrescriberConfirmed => "prescriber_confirmed",
            Self::PrescriptionChanged => "prescription_changed",
            Self::InboxNotice => "inbox_notice",
            Self::PharmacyLink => "pharmacy_link",
            Self::AppointmentAsked => "appointment_asked",
            Self::AppointmentBooked => "appointment_booked",
            Self::AppointmentMoved => "appointment_moved",
            Self::AppointmentCancelled => "appointment_cancelled",
            Self::AppointmentReminder => "appointment_reminder",
            Self::WaitlistOffer => "waitlist_offer",
            Self::ResultShown => "result_shown",
            Self::QuestionAnswered => "question_answered",
            Self::CriticalResult => "critical_result",
            Self::Test => "test",
        }
    }

    /// The kind of that name; nothing for a mail that a newer program has put there.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The notices it belongs to, where the recipient may do without it.
    pub fn choice(self) -> Option<Choice> {
        match self {
            Self::HelperAdded => Some(Choice::Helpers),
            Self::RecordOpened | Self::ProfileAnswered => Some(Choice::Record),
            Self::PrescriptionChanged => Some(Choice::Prescriptions),
            Self::ResultShown => Some(Choice::Results),
            // That a visit was moved or is off is always told.
            Self::AppointmentAsked | Self::AppointmentBooked | Self::AppointmentReminder => Some(Choice::Appointments),
            _ => None,
        }
    }
}

/// Notices that a person may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Choice {
    /// About the record: who opened it, what the clinic answered.
    Record,
    /// About visits.
    Appointments,
    /// About people who help.
    Helpers,
    /// About prescriptions: that one is on its way, ready, or answered.
    Prescriptions,
    /// About results: that there is something new.
    Results,
}

impl Choice {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Record, Self::Appointments, Self::Helpers, Self::Prescriptions, Self::Results];

    /// The name it is stored under, and has in links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Appointments => "appointments",
            Self::Helpers => "helpers",
            Self::Prescriptions => "prescriptions",
            Self::Results => "results",
        }
    }

    /// The choice of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

/// How it stands with a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "store", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum State {
    /// To be sent, for the first time or again.
    Waiting,
    /// A mail server has taken it.
    Sent,
    /// It was refused for good, or tried too often.
    Failed,
    /// An administrator stopped it.
    Cancelled,
    /// When it was to be sent nobody wanted it any more.
    Unwanted,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Sent, Self::Failed, Self::Cancelled, Self::Unwanted];

    /// The name it is stored under, and has in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Unwanted => "unwanted",
        }
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What a link in a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Accepting an invitation; the subject is the invitation.
    Invitation,
    /// Confirming a new e-mail address; the subject is the e-mail change.
    EmailVerification,
    /// Undoing a change of address, from the old one; the subject is the e-mail change.
    EmailUndo,
    /// Choosing a new password; the subject is the password reset.
    PasswordReset,
    /// Ending notices of a kind; the subject is the account, or the patient for reminders to the address in a record.
    Unsubscribe,
    /// Getting a prescription, for a pharmacy without an account; the subject is the sending.
    Prescription,
    /// Confirming, moving or calling off a visit; the subject is the appointment.
    Appointment,
    /// Taking an earlier time, or letting it go; the subject is the offer.
    Offer,
}

impl Purpose {
    /// The name it is signed under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::EmailVerification => "email-verification",
            Self::EmailUndo => "email-undo",
            Self::PasswordReset => "password-reset",
            Self::Unsubscribe => "unsubscribe",
            Self::Prescription => "prescription",
            Self::Appointment => "appointment",
            Self::Offer => "offer",
        }
    }

    /// Where the link lands: the token follows. The page explains; its form acts.
    pub fn path(self) -> &'static str {
        match self {
            Self::Invitation => "/invitation/",
            Self::EmailVerification => "/email/confirmation/",
            Self::EmailUndo => "/email/undoing/",
            Self::PasswordReset => "/password/reset/",
            Self::Unsubscribe => "/notices/end/",
            Self::Prescription => "/pharmacy/link/",
            Self::Appointment => "/visit/",
            Self::Offer => "/visit/offer/",
        }
    }
}
