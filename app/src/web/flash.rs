use super::Here;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Redirect, Response},
};

/// What an action did, said once on the page that follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Signed out on this device.
    SignedOut,
    /// Signed out on all devices.
    SignedOutEverywhere,
    /// The account is ready.
    Welcome,
    /// The language was changed.
    LanguageChanged,
    /// A record was opened with a reason.
    AccessGranted,
    /// The check of the audit trail has begun.
    CheckStarted,
    /// An invitation was accepted by the account that is signed in.
    InvitationAccepted,
    /// An invitation is on its way.
    InvitationMailed,
    /// An invitation was taken back.
    InvitationRevoked,
    /// A link to confirm an address is on its way.
    EmailAsked,
    /// A change of address was taken back.
    EmailCancelled,
    /// The address is confirmed.
    EmailConfirmed,
    /// A change of address was undone from the old one.
    EmailUndone,
    /// A new password was set by a link.
    PasswordSet,
    /// The password was changed.
    PasswordChanged,
    /// A patient was registered.
    PatientRegistered,
    /// A code is on its way by mail.
    CodeSent,
    /// An app or a passkey was set up.
    FactorAdded,
    /// An app or a passkey has another name.
    FactorRenamed,
    /// An app or a passkey was removed.
    FactorRemoved,
    /// Codes by mail are taken from now on.
    MailCodesOn,
    /// Codes by mail are not taken any longer.
    MailCodesOff,
    /// A notice was put away.
    InboxSeen,
    /// A pharmacy's question was answered.
    RequestAnswered,
    /// A request was denied.
    RequestDenied,
    /// A renewal was asked for.
    RenewalAsked,
    /// A renewal that was asked for was taken back.
    RenewalWithdrawn,
    /// A prescription goes to another pharmacy.
    PharmacyChanged,
    /// A pharmacy was asked to give a prescription back.
    CancellationAsked,
    /// A prescription was cancelled.
    PrescriptionCancelled,
    /// A device was signed out.
    DeviceSignedOut,
    /// All other devices were signed out.
    OthersSignedOut,
    /// Someone was invited to help, by mail.
    HelperInvited,
    /// What a helper may read was changed.
    HelperChanged,
    /// A helper's access was ended.
    HelperEnded,
    /// Something of a profile was saved.
    ProfileSaved,
    /// Someone to call was removed from a profile.
    ContactRemoved,
    /// The clinic was asked for a change.
    ChangeAsked,
    /// A change was taken back.
    ChangeWithdrawn,
    /// A change was made.
    ChangeAccepted,
    /// A change was declined.
    ChangeDeclined,
    /// A role was given or taken.
    RoleChanged,
    /// An account was disabled or enabled.
    AccountChanged,
    /// Someone was signed out everywhere.
    SessionsEnded,
    /// Someone was proposed as a prescriber.
    PrescriberProposed,
    /// Someone may prescribe from now on.
    PrescriberConfirmed,
    /// A prescriber goes on with another licence.
    LicenceConfirmed,
    /// A proposal was declined.
    PrescriberDeclined,
    /// The right to prescribe was withdrawn.
    PrescriberWithdrawn,
    /// A place was saved.
    PlaceSaved,
    /// A care team was changed.
    TeamChanged,
    /// The policies were saved.
    PoliciesSaved,
    /// A held result was shown to the patient.
    ResultsShown,
    /// The mail server was saved.
    MailSaved,
    /// A mail is sent again.
    MailRetried,
    /// A mail was stopped.
    MailStopped,
    /// Another key signs prescriptions.
    SigningKeyRotated,
    /// A prescription was taken into work at a pharmacy.
    PharmacyBegun,
    /// A prescription is ready for pick-up.
    PharmacyReady,
    /// Some of a prescription was handed out.
    PharmacyDispensed,
    /// A pharmacy has refused a prescription.
    PharmacyRejected,
    /// A pharmacy has asked the prescriber.
    PharmacyAsked,
    /// A pharmacy has answered a cancellation.
    PharmacyAnswered,
    /// A pharmacy has taken back what it asked for.
    PharmacyWithdrawn,
    /// A pharmacy has taken over a prescription.
    PharmacyTaken,
    /// It was entered at which pharmacy someone works.
    PharmacyEntered,
    /// A draft of a prescription was saved.
    DraftSaved,
    /// A draft of a prescription was thrown away.
    DraftDiscarded,
    /// A draft answers no request any more.
    DraftKept,
    /// A pharmacy is mailed a fresh link.
    LinkSent,
    /// Prescriptions were signed.
    PrescriptionsSigned,
    /// A draft was kept as a favourite.
    FavouriteKept,
    /// A favourite was removed.
    FavouriteRemoved,
    /// Something of the schedules was saved.
    ScheduleSaved,
    /// A closure was removed.
    ClosureRemoved,
    /// A visit was booked at the desk.
    DeskVisitBooked,
    /// Visits that repeat were booked.
    DeskSeriesBooked,
    /// A visit has another time.
    DeskVisitMoved,
    /// A step of a visit was taken.
    DeskVisitStep,
    /// A note was written to a visit.
    DeskVisitNoted,
    /// A visit was called off.
    DeskVisitCancelled,
    /// A visit that was asked for was booked.
    DeskVisitAgreed,
    /// All visits in a closure were called off.
    DeskVisitsCancelled,
    /// Someone was taken out of the waiting list.
    DeskWaitingEnded,
    /// Someone was put on the waiting list.
    DeskWaitingAdded,
    /// A visit was booked.
    VisitBooked,
    /// A visit was asked for.
    VisitAsked,
    VisitMoved,
    /// The patient said that they will come.
    VisitConfirmed,
    VisitCancelled,
    /// A wish for a visit was taken back.
    VisitWithdrawn,
    /// The patient waits for a time.
    WaitingAdded,
    /// The patient waits no longer.
    WaitingEnded,
    /// A time that was offered was let go.
    OfferDeclined,
    /// Answers before a visit were kept; some are missing.
    CheckInSaved,
    /// All that is asked before a visit was answered.
    CheckInDone,
    /// A question before visits was added.
    QuestionAdded,
    /// A question before visits is not asked any longer.
    QuestionRetired,
    /// A laboratory was entered or changed.
    LaboratorySaved,
    /// A laboratory was entered or changed, and messages that were refused before were taken.
    LaboratoryCaughtUp,
    /// A laboratory is told to send again later.
    LaboratoryPaused,
    /// A laboratory's messages are taken again.
    LaboratoryResumed,
    /// A laboratory's key was ended.
    LaboratoryKeyEnded,
    /// A message was looked at again and taken.
    MessageTaken,
    /// A message was looked at again and nothing changed.
    MessageAsBefore,
    /// Results were filed in a record.
    ResultsMatched,
    /// Results are of nobody here.
    ResultsDeclined,
    /// Results wait again.
    ResultsReopened,
    /// Results were taken out of a record.
    ResultsRemoved,
    /// A report was ticked off.
    ReportSeen,
    /// Several reports were ticked off.
    ReportsSeen,
    /// A comment was sent to a patient.
    CommentSent,
    /// A critical result is in hand.
    AlertHeld,
    /// Something is to be done.
    TaskAdded,
    /// Something was done.
    TaskDone,
    /// A question was sent to the clinic.
    QuestionSent,
    /// A question of a patient was answered.
    QuestionReplied,
    /// A critical limit was added or ended.
    LimitsSaved,
}

impl Notice {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::SignedOut, "signed-out"),
        (Self::SignedOutEverywhere, "signed-out-everywhere"),
        (Self::Welcome, "welcome"),
        (Self::LanguageChanged, "language-changed"),
        (Self::AccessGranted, "access-granted"),
        (Self::CheckStarted, "check-started"),
        (Self::InvitationAccepted, "invitation-accepted"),
        (Self::InvitationMailed, "invitation-mailed"),
        (Self::InvitationRevoked, "invitation-revoked"),
        (Self::EmailAsked, "email-asked"),
        (Self::EmailCancelled, "email-cancelled"),
        (Self::EmailConfirmed, "email-confirmed"),
        (Self::EmailUndone, "email-undone"),
        (Self::PasswordSet, "password-set"),
        (Self::PasswordChanged, "password-changed"),
        (Self::PatientRegistered, "patient-registered"),
        (Self::CodeSent, "code-sent"),
        (Self::FactorAdded, "factor-added"),
        (Self::FactorRenamed, "factor-renamed"),
        (Self::FactorRemoved, "factor-removed"),
        (Self::MailCodesOn, "mail-codes-on"),
        (Self::MailCodesOff, "mail-codes-off"),
        (Self::InboxSeen, "inbox-seen"),
        (Self::RequestAnswered, "request-answered"),
        (Self::RequestDenied, "request-denied"),
        (Self::RenewalAsked, "renewal-asked"),
        (Self::RenewalWithdrawn, "renewal-withdrawn"),
        (Self::PharmacyChanged, "pharmacy-changed"),
        (Self::CancellationAsked, "cancellation-asked"),
        (Self::PrescriptionCancelled, "prescription-cancelled"),
        (Self::DeviceSignedOut, "device-signed-out"),
        (Self::OthersSignedOut, "others-signed-out"),
        (Self::HelperInvited, "helper-invited"),
        (Self::HelperChanged, "helper-changed"),
        (Self::HelperEnded, "helper-ended"),
        (Self::ProfileSaved, "profile-saved"),
        (Self::ContactRemoved, "contact-removed"),
        (Self::ChangeAsked, "change-asked"),
        (Self::ChangeWithdrawn, "change-withdrawn"),
        (Self::ChangeAccepted, "change-accepted"),
        (Self::ChangeDeclined, "change-declined"),
        (Self::RoleChanged, "role-changed"),
        (Self::AccountChanged, "account-changed"),
        (Self::SessionsEnded, "sessions-ended"),
        (Self::PrescriberProposed, "prescriber-proposed"),
        (Self::PrescriberConfirmed, "prescriber-confirmed"),
        (Self::LicenceConfirmed, "licence-confirmed"),
        (Self::PrescriberDeclined, "prescriber-declined"),
        (Self::PrescriberWithdrawn, "prescriber-withdrawn"),
        (Self::PlaceSaved, "place-saved"),
        (Self::TeamChanged, "team-changed"),
        (Self::PoliciesSaved, "policies-saved"),
        (Self::ResultsShown, "results-shown"),
        (Self::MailSaved, "mail-saved"),
        (Self::MailRetried, "mail-retried"),
        (Self::MailStopped, "mail-stopped"),
        (Self::SigningKeyRotated, "signing-key-rotated"),
        (Self::PharmacyBegun, "pharmacy-begun"),
        (Self::PharmacyReady, "pharmacy-ready"),
        (Self::PharmacyDispensed, "pharmacy-dispensed"),
        (Self::PharmacyRejected, "pharmacy-rejected"),
        (Self::PharmacyAsked, "pharmacy-asked"),
        (Self::PharmacyAnswered, "pharmacy-answered"),
        (Self::PharmacyWithdrawn, "pharmacy-withdrawn"),
        (Self::PharmacyTaken, "pharmacy-taken"),
        (Self::PharmacyEntered, "pharmacy-entered"),
        (Self::DraftSaved, "draft-saved"),
        (Self::DraftDiscarded, "draft-discarded"),
        (Self::DraftKept, "draft-kept"),
        (Self::LinkSent, "link-sent"),
        (Self::PrescriptionsSigned, "prescriptions-signed"),
        (Self::FavouriteKept, "favourite-kept"),
        (Self::FavouriteRemoved, "favourite-removed"),
        (Self::ScheduleSaved, "schedule-saved"),
        (Self::ClosureRemoved, "closure-removed"),
        (Self::DeskVisitBooked, "desk-visit-booked"),
        (Self::DeskSeriesBooked, "desk-series-booked"),
        (Self::DeskVisitMoved, "desk-visit-moved"),
        (Self::DeskVisitStep, "desk-visit-step"),
        (Self::DeskVisitNoted, "desk-visit-noted"),
        (Self::DeskVisitCancelled, "desk-visit-cancelled"),
        (Self::DeskVisitAgreed, "desk-visit-agreed"),
        (Self::DeskVisitsCancelled, "desk-visits-cancelled"),
        (Self::DeskWaitingEnded, "desk-waiting-ended"),
        (Self::DeskWaitingAdded, "desk-waiting-added"),
        (Self::VisitBooked, "visit-booked"),
        (Self::VisitAsked, "visit-asked"),
        (Self::VisitMoved, "visit-moved"),
        (Self::VisitConfirmed, "visit-confirmed"),
        (Self::VisitCancelled, "visit-cancelled"),
        (Self::VisitWithdrawn, "visit-withdrawn"),
        (Self::WaitingAdded, "waiting-added"),
        (Self::WaitingEnded, "waiting-ended"),
        (Self::OfferDeclined, "offer-declined"),
        (Self::CheckInSaved, "check-in-saved"),
        (Self::CheckInDone, "check-in-done"),
        (Self::QuestionAdded, "question-added"),
        (Self::QuestionRetired, "question-retired"),
        (Self::LaboratorySaved, "laboratory-saved"),
        (Self::LaboratoryCaughtUp, "laboratory-caught-up"),
        (Self::LaboratoryPaused, "laboratory-paused"),
        (Self::LaboratoryResumed, "laboratory-resumed"),
        (Self::LaboratoryKeyEnded, "laboratory-key-ended"),
        (Self::MessageTaken, "message-taken"),
        (Self::MessageAsBefore, "message-as-before"),
        (Self::ResultsMatched, "results-matched"),
        (Self::ResultsDeclined, "results-declined"),
        (Self::ResultsReopened, "results-reopened"),
        (Self::ResultsRemoved, "results-removed"),
        (Self::ReportSeen, "report-seen"),
        (Self::ReportsSeen, "reports-seen"),
        (Self::CommentSent, "comment-sent"),
        (Self::AlertHeld, "alert-held"),
        (Self::TaskAdded, "task-added"),
        (Self::TaskDone, "task-done"),
        (Self::QuestionSent, "question-sent"),
        (Self::QuestionReplied, "question-replied"),
        (Self::LimitsSaved, "limits-saved"),
    ];

    /// Reads what stands in the cookie: a code, never text.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|(notice, _)| *notice)
    }

    /// The words, as a key of the catalogue.
    pub fn key(self) -> &'static str {
        use crate::ui::text::key;
        match self {
            Self::SignedOut => key("notice-signed-out"),
            Self::SignedOutEverywhere => key("notice-signed-out-everywhere"),
            Self::Welcome => key("notice-welcome"),
            Self::LanguageChanged => key("notice-language-changed"),
            Self::AccessGranted => key("notice-access-granted"),
            Self::CheckStarted => key("notice-check-started"),
            Self::InvitationAccepted => key("notice-invitation-accepted"),
            Self::InvitationMailed => key("notice-invitation-mailed"),
            Self::InvitationRevoked => key("notice-invitation-revoked"),
            Self::EmailAsked => key("notice-email-asked"),
            Self::EmailCancelled => key("notice-email-cancelled"),
            Self::EmailConfirmed => key("notice-email-confirmed"),
            Self::EmailUndone => key("notice-email-undone"),
            Self::PasswordSet => key("notice-password-set"),
            Self::PasswordChanged => key("notice-password-changed"),
            Self::PatientRegistered => key("notice-patient-registered"),
            Self::CodeSent => key("notice-code-sent"),
            Self::FactorAdded => key("notice-factor-added"),
            Self::FactorRenamed => key("notice-factor-renamed"),
            Self::FactorRemoved => key("notice-factor-removed"),
            Self::MailCodesOn => key("notice-mail-codes-on"),
            Self::MailCodesOff => key("notice-mail-codes-off"),
            Self::InboxSeen => key("notice-inbox-seen"),
            Self::RequestAnswered => key("notice-request-answered"),
            Self::RequestDenied => key("notice-request-denied"),
            Self::RenewalAsked => key("prescriptions-notice-renewal-asked"),
            Self::RenewalWithdrawn => key("prescriptions-notice-renewal-withdrawn"),
            Self::PharmacyChanged => key("prescriptions-notice-pharmacy"),
            Self::CancellationAsked => key("prescriptions-notice-cancelling"),
            Self::PrescriptionCancelled => key("prescriptions-notice-cancelled"),
            Self::DeviceSignedOut => key("notice-device-signed-out"),
            Self::OthersSignedOut => key("notice-others-signed-out"),
            Self::HelperInvited => key("notice-helper-invited"),
            Self::HelperChanged => key("notice-helper-changed"),
            Self::HelperEnded => key("notice-helper-ended"),
            Self::ProfileSaved => key("profile-notice-saved"),
            Self::ContactRemoved => key("profile-notice-contact-removed"),
            Self::ChangeAsked => key("profile-notice-asked"),
            Self::ChangeWithdrawn => key("profile-notice-withdrawn"),
            Self::ChangeAccepted => key("profile-notice-accepted"),
            Self::ChangeDeclined => key("profile-notice-declined"),
            Self::RoleChanged => key("notice-role-changed"),
            Self::AccountChanged => key("notice-account-changed"),
            Self::SessionsEnded => key("notice-sessions-ended"),
            Self::PrescriberProposed => key("notice-prescriber-proposed"),
            Self::PrescriberConfirmed => key("notice-prescriber-confirmed"),
            Self::LicenceConfirmed => key("notice-licence-confirmed"),
            Self::PrescriberDeclined => key("notice-prescriber-declined"),
            Self::PrescriberWithdrawn => key("notice-prescriber-withdrawn"),
            Self::PlaceSaved => key("notice-place-saved"),
            Self::TeamChanged => key("notice-team-changed"),
            Self::PoliciesSaved => key("notice-policies-saved"),
            Self::ResultsShown => key("notice-results-shown"),
            Self::MailSaved => key("notice-mail-saved"),
            Self::MailRetried => key("notice-mail-retried"),
            Self::MailStopped => key("notice-mail-stopped"),
            Self::SigningKeyRotated => key("signing-keys-rotated"),
            Self::PharmacyBegun => key("notice-pharmacy-begun"),
            Self::PharmacyReady => key("notice-pharmacy-ready"),
            Self::PharmacyDispensed => key("notice-pharmacy-dispensed"),
            Self::PharmacyRejected => key("notice-pharmacy-rejected"),
            Self::PharmacyAsked => key("notice-pharmacy-asked"),
            Self::PharmacyAnswered => key("notice-pharmacy-answered"),
            Self::PharmacyWithdrawn => key("notice-pharmacy-withdrawn"),
            Self::PharmacyTaken => key("notice-pharmacy-taken"),
            Self::PharmacyEntered => key("notice-pharmacy-entered"),
            Self::DraftSaved => key("prescribing-notice-saved"),
            Self::DraftDiscarded => key("prescribing-notice-discarded"),
            Self::DraftKept => key("prescribing-notice-kept"),
            Self::LinkSent => key("prescriptions-notice-link-sent"),
            Self::PrescriptionsSigned => key("prescribing-notice-signed"),
            Self::FavouriteKept => key("prescribing-notice-favourite"),
            Self::FavouriteRemoved => key("prescribing-notice-favourite-removed"),
            Self::ScheduleSaved => key("schedules-saved"),
            Self::ClosureRemoved => key("schedules-closure-removed"),
            Self::DeskVisitBooked => key("calendar-notice-visit-booked"),
            Self::DeskSeriesBooked => key("calendar-notice-series-booked"),
            Self::DeskVisitMoved => key("calendar-notice-visit-moved"),
            Self::DeskVisitStep => key("calendar-notice-visit-step"),
            Self::DeskVisitNoted => key("calendar-notice-visit-noted"),
            Self::DeskVisitCancelled => key("calendar-notice-visit-cancelled"),
            Self::DeskVisitAgreed => key("calendar-notice-visit-agreed"),
            Self::DeskVisitsCancelled => key("calendar-notice-visits-cancelled"),
            Self::DeskWaitingEnded => key("calendar-notice-waiting-ended"),
            Self::DeskWaitingAdded => key("calendar-notice-waiting-added"),
            Self::VisitBooked => key("booking-notice-booked"),
            Self::VisitAsked => key("booking-notice-asked"),
            Self::VisitMoved => key("booking-notice-moved"),
            Self::VisitConfirmed => key("booking-notice-confirmed"),
            Self::VisitCancelled => key("booking-notice-cancelled"),
            Self::VisitWithdrawn => key("booking-notice-withdrawn"),
            Self::WaitingAdded => key("booking-notice-waiting"),
            Self::WaitingEnded => key("booking-notice-waiting-ended"),
            Self::OfferDeclined => key("booking-notice-declined"),
            Self::CheckInSaved => key("booking-notice-check-in-saved"),
            Self::CheckInDone => key("booking-notice-check-in-done"),
            Self::QuestionAdded => key("questions-notice-added"),
            Self::QuestionRetired => key("questions-notice-retired"),
            Self::LaboratorySaved => key("laboratories-notice-saved"),
            Self::LaboratoryCaughtUp => key("laboratories-notice-caught-up"),
            Self::LaboratoryPaused => key("laboratories-notice-paused"),
            Self::LaboratoryResumed => key("laboratories-notice-resumed"),
            Self::LaboratoryKeyEnded => key("laboratories-notice-key-ended"),
            Self::MessageTaken => key("laboratories-notice-taken"),
            Self::MessageAsBefore => key("laboratories-notice-as-before"),
            Self::ResultsMatched => key("matches-notice-filed"),
            Self::ResultsDeclined => key("matches-notice-declined"),
            Self::ResultsReopened => key("matches-notice-reopened"),
            Self::ResultsRemoved => key("matches-notice-removed"),
            Self::ReportSeen => key("reviews-notice-seen"),
            Self::ReportsSeen => key("reviews-notice-seen-many"),
            Self::CommentSent => key("reviews-notice-comment"),
            Self::AlertHeld => key("reviews-notice-held"),
            Self::TaskAdded => key("reviews-notice-task"),
            Self::TaskDone => key("reviews-notice-task-done"),
            Self::QuestionSent => key("reviews-notice-asked"),
            Self::QuestionReplied => key("reviews-notice-answered"),
            Self::LimitsSaved => key("reviews-notice-limits"),
        }
    }

    fn code(self) -> &'static str {
        Self::ALL.iter().find(|(notice, _)| *notice == self).map_or("", |(_, code)| code)
    }
}

/// Sends the browser to a page of the portal after an action, with a notice for it.
pub(crate) fn after(path: &str, notice: Option<Notice>) -> Response {
    let mut response = Redirect::to(path).into_response();
    if let Some(notice) = notice {
        set_cookie(&mut response, &format!("notice={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax", notice.code()));
    }
    response
}

/// Remembers, for after signing in, which page was asked for: its path only, never what was searched for.
pub(crate) fn remember_way(here: &Here, response: Response) -> Response {
    remember(here.uri.path(), response)
}

/// Remembers the page whose form was sent, for after the person has proved once more who they are.
pub(crate) fn remember_form(here: &Here, response: Response) -> Response {
    let form = here.came_from().unwrap_or_default();
    remember(form.split('?').next().unwrap_or_default(), response)
}

fn remember(path: &str, mut response: Response) -> Response {
    if is_local(path) && path != "/" {
        set_cookie(&mut response, &format!("way={path}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"));
    }
    response
}

/// The page that was asked for before signing in, and the answer that goes there and forgets it.
pub(crate) fn take_way(here: &Here) -> Response {
    let path = here.cookie("way").filter(|path| is_local(path)).unwrap_or("/").to_owned();
    let mut response = Redirect::to(&path).into_response();
    set_cookie(&mut response, "way=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    response
}

/// Forgets the notice once it is shown.
pub(super) fn forget_notice(response: &mut Response) {
    set_cookie(response, "notice=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

/// Adds a cookie to an answer.
pub(crate) fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Whether a path stays in this portal: `//host` and `/\host` would leave it.
fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_portal_are_ways() {
        assert!(is_local("/patients/0193-ab/labs"));
        for path in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a;b", "/a\r\nb"] {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn notices_survive_their_cookie() {
        for (notice, code) in Notice::ALL {
            assert_eq!(Notice::parse(code), Some(*notice));
        }
        assert_eq!(Notice::parse("<script>"), None);
    }
}
