//! What actions did, each with the code that stands in the cookie and its words.

use crate::ui::text::key;

macro_rules! notices {
    ($($(#[$doc:meta])* $name:ident $code:literal $words:expr;)*) => {
        /// What an action did, said once on the page that follows it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Notice {
            $($(#[$doc])* $name,)*
        }

        impl Notice {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Reads what stands in the cookie: a code, never text.
            pub fn parse(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The words, as a key of the catalogue.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }

            /// What stands in the cookie.
            pub(super) fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

notices! {
    /// Signed out on this device.
    SignedOut "signed-out" key("notice-signed-out");
    /// Signed out on all devices.
    SignedOutEverywhere "signed-out-everywhere" key("notice-signed-out-everywhere");
    /// The account is ready.
    Welcome "welcome" key("notice-welcome");
    /// The language was changed.
    LanguageChanged "language-changed" key("notice-language-changed");
    /// A record was opened with a reason.
    AccessGranted "access-granted" key("notice-access-granted");
    /// The check of the audit trail has begun.
    CheckStarted "check-started" key("notice-check-started");
    /// An invitation was accepted by the account that is signed in.
    InvitationAccepted "invitation-accepted" key("notice-invitation-accepted");
    /// An invitation is on its way.
    InvitationMailed "invitation-mailed" key("notice-invitation-mailed");
    /// An invitation was taken back.
    InvitationRevoked "invitation-revoked" key("notice-invitation-revoked");
    /// A link to confirm an address is on its way.
    EmailAsked "email-asked" key("notice-email-asked");
    /// A change of address was taken back.
    EmailCancelled "email-cancelled" key("notice-email-cancelled");
    /// The address is confirmed.
    EmailConfirmed "email-confirmed" key("notice-email-confirmed");
    /// A change of address was undone from the old one.
    EmailUndone "email-undone" key("notice-email-undone");
    /// A new password was set by a link.
    PasswordSet "password-set" key("notice-password-set");
    /// The password was changed.
    PasswordChanged "password-changed" key("notice-password-changed");
    /// A patient was registered.
    PatientRegistered "patient-registered" key("notice-patient-registered");
    /// A code is on its way by mail.
    CodeSent "code-sent" key("notice-code-sent");
    /// An app or a passkey was set up.
    FactorAdded "factor-added" key("notice-factor-added");
    /// An app or a passkey has another name.
    FactorRenamed "factor-renamed" key("notice-factor-renamed");
    /// An app or a passkey was removed.
    FactorRemoved "factor-removed" key("notice-factor-removed");
    /// Codes by mail are taken from now on.
    MailCodesOn "mail-codes-on" key("notice-mail-codes-on");
    /// Codes by mail are not taken any longer.
    MailCodesOff "mail-codes-off" key("notice-mail-codes-off");
    /// A notice was put away.
    InboxSeen "inbox-seen" key("notice-inbox-seen");
    /// A pharmacy's question was answered.
    RequestAnswered "request-answered" key("notice-request-answered");
    /// A request was denied.
    RequestDenied "request-denied" key("notice-request-denied");
    /// A renewal was asked for.
    RenewalAsked "renewal-asked" key("prescriptions-notice-renewal-asked");
    /// A renewal that was asked for was taken back.
    RenewalWithdrawn "renewal-withdrawn" key("prescriptions-notice-renewal-withdrawn");
    /// A prescription goes to another pharmacy.
    PharmacyChanged "pharmacy-changed" key("prescriptions-notice-pharmacy");
    /// A pharmacy was asked to give a prescription back.
    CancellationAsked "cancellation-asked" key("prescriptions-notice-cancelling");
    /// A prescription was cancelled.
    PrescriptionCancelled "prescription-cancelled" key("prescriptions-notice-cancelled");
    /// A device was signed out.
    DeviceSignedOut "device-signed-out" key("notice-device-signed-out");
    /// All other devices were signed out.
    OthersSignedOut "others-signed-out" key("notice-others-signed-out");
    /// Someone was invited to help, by mail.
    HelperInvited "helper-invited" key("notice-helper-invited");
    /// What a helper may read was changed.
    HelperChanged "helper-changed" key("notice-helper-changed");
    /// A helper's access was ended.
    HelperEnded "helper-ended" key("notice-helper-ended");
    /// Something of a profile was saved.
    ProfileSaved "profile-saved" key("profile-notice-saved");
    /// Someone to call was removed from a profile.
    ContactRemoved "contact-removed" key("profile-notice-contact-removed");
    /// The clinic was asked for a change.
    ChangeAsked "change-asked" key("profile-notice-asked");
    /// A change was taken back.
    ChangeWithdrawn "change-withdrawn" key("profile-notice-withdrawn");
    /// A change was made.
    ChangeAccepted "change-accepted" key("profile-notice-accepted");
    /// A change was declined.
    ChangeDeclined "change-declined" key("profile-notice-declined");
    /// A role was given or taken.
    RoleChanged "role-changed" key("notice-role-changed");
    /// An account was disabled or enabled.
    AccountChanged "account-changed" key("notice-account-changed");
    /// Someone was signed out everywhere.
    SessionsEnded "sessions-ended" key("notice-sessions-ended");
    /// Someone was proposed as a prescriber.
    PrescriberProposed "prescriber-proposed" key("notice-prescriber-proposed");
    /// Someone may prescribe from now on.
    PrescriberConfirmed "prescriber-confirmed" key("notice-prescriber-confirmed");
    /// A prescriber goes on with another licence.
    LicenceConfirmed "licence-confirmed" key("notice-licence-confirmed");
    /// A proposal was declined.
    PrescriberDeclined "prescriber-declined" key("notice-prescriber-declined");
    /// The right to prescribe was withdrawn.
    PrescriberWithdrawn "prescriber-withdrawn" key("notice-prescriber-withdrawn");
    /// A place was saved.
    PlaceSaved "place-saved" key("notice-place-saved");
    /// A care team was changed.
    TeamChanged "team-changed" key("notice-team-changed");
    /// The policies were saved.
    PoliciesSaved "policies-saved" key("notice-policies-saved");
    /// A held result was shown to the patient.
    ResultsShown "results-shown" key("notice-results-shown");
    /// The mail server was saved.
    MailSaved "mail-saved" key("notice-mail-saved");
    /// A mail is sent again.
    MailRetried "mail-retried" key("notice-mail-retried");
    /// A mail was stopped.
    MailStopped "mail-stopped" key("notice-mail-stopped");
    /// Another key signs prescriptions.
    SigningKeyRotated "signing-key-rotated" key("signing-keys-rotated");
    /// A prescription was taken into work at a pharmacy.
    PharmacyBegun "pharmacy-begun" key("notice-pharmacy-begun");
    /// A prescription is ready for pick-up.
    PharmacyReady "pharmacy-ready" key("notice-pharmacy-ready");
    /// Some of a prescription was handed out.
    PharmacyDispensed "pharmacy-dispensed" key("notice-pharmacy-dispensed");
    /// A pharmacy has refused a prescription.
    PharmacyRejected "pharmacy-rejected" key("notice-pharmacy-rejected");
    /// A pharmacy has asked the prescriber.
    PharmacyAsked "pharmacy-asked" key("notice-pharmacy-asked");
    /// A pharmacy has answered a cancellation.
    PharmacyAnswered "pharmacy-answered" key("notice-pharmacy-answered");
    /// A pharmacy has taken back what it asked for.
    PharmacyWithdrawn "pharmacy-withdrawn" key("notice-pharmacy-withdrawn");
    /// A pharmacy has taken over a prescription.
    PharmacyTaken "pharmacy-taken" key("notice-pharmacy-taken");
    /// It was entered at which pharmacy someone works.
    PharmacyEntered "pharmacy-entered" key("notice-pharmacy-entered");
    /// A draft of a prescription was saved.
    DraftSaved "draft-saved" key("prescribing-notice-saved");
    /// A draft of a prescription was thrown away.
    DraftDiscarded "draft-discarded" key("prescribing-notice-discarded");
    /// A draft answers no request any more.
    DraftKept "draft-kept" key("prescribing-notice-kept");
    /// A pharmacy is mailed a fresh link.
    LinkSent "link-sent" key("prescriptions-notice-link-sent");
    /// Prescriptions were signed.
    PrescriptionsSigned "prescriptions-signed" key("prescribing-notice-signed");
    /// A draft was kept as a favourite.
    FavouriteKept "favourite-kept" key("prescribing-notice-favourite");
    /// A favourite was removed.
    FavouriteRemoved "favourite-removed" key("prescribing-notice-favourite-removed");
    /// Something of the schedules was saved.
    ScheduleSaved "schedule-saved" key("schedules-saved");
    /// A closure was removed.
    ClosureRemoved "closure-removed" key("schedules-closure-removed");
    /// A visit was booked at the desk.
    DeskVisitBooked "desk-visit-booked" key("calendar-notice-visit-booked");
    /// Visits that repeat were booked.
    DeskSeriesBooked "desk-series-booked" key("calendar-notice-series-booked");
    /// A visit has another time.
    DeskVisitMoved "desk-visit-moved" key("calendar-notice-visit-moved");
    /// A step of a visit was taken.
    DeskVisitStep "desk-visit-step" key("calendar-notice-visit-step");
    /// A note was written to a visit.
    DeskVisitNoted "desk-visit-noted" key("calendar-notice-visit-noted");
    /// A visit was called off.
    DeskVisitCancelled "desk-visit-cancelled" key("calendar-notice-visit-cancelled");
    /// A visit that was asked for was booked.
    DeskVisitAgreed "desk-visit-agreed" key("calendar-notice-visit-agreed");
    /// All visits in a closure were called off.
    DeskVisitsCancelled "desk-visits-cancelled" key("calendar-notice-visits-cancelled");
    /// Someone was taken out of the waiting list.
    DeskWaitingEnded "desk-waiting-ended" key("calendar-notice-waiting-ended");
    /// Someone was put on the waiting list.
    DeskWaitingAdded "desk-waiting-added" key("calendar-notice-waiting-added");
    /// A visit was booked.
    VisitBooked "visit-booked" key("booking-notice-booked");
    /// A visit was asked for.
    VisitAsked "visit-asked" key("booking-notice-asked");
    /// A visit was moved.
    VisitMoved "visit-moved" key("booking-notice-moved");
    /// A visit was cancelled.
    VisitCancelled "visit-cancelled" key("booking-notice-cancelled");
    /// The patient said that they will come.
    VisitConfirmed "visit-confirmed" key("booking-notice-confirmed");
    /// A wish for a visit was taken back.
    VisitWithdrawn "visit-withdrawn" key("booking-notice-withdrawn");
    /// The patient waits for a time.
    WaitingAdded "waiting-added" key("booking-notice-waiting");
    /// The patient waits no longer.
    WaitingEnded "waiting-ended" key("booking-notice-waiting-ended");
    /// A time that was offered was let go.
    OfferDeclined "offer-declined" key("booking-notice-declined");
    /// Answers before a visit were kept; some are missing.
    CheckInSaved "check-in-saved" key("booking-notice-check-in-saved");
    /// All that is asked before a visit was answered.
    CheckInDone "check-in-done" key("booking-notice-check-in-done");
    /// A question before visits was added.
    QuestionAdded "question-added" key("questions-notice-added");
    /// A question before visits is not asked any longer.
    QuestionRetired "question-retired" key("questions-notice-retired");
    /// A laboratory was entered or changed.
    LaboratorySaved "laboratory-saved" key("laboratories-notice-saved");
    /// A laboratory was entered or changed, and messages that were refused before were taken.
    LaboratoryCaughtUp "laboratory-caught-up" key("laboratories-notice-caught-up");
    /// A laboratory is saved, and some of what it sent before was looked at again.
    LaboratoryCatchingUp "laboratory-catching-up" key("laboratories-notice-catching-up");
    /// A laboratory is told to send again later.
    LaboratoryPaused "laboratory-paused" key("laboratories-notice-paused");
    /// A laboratory's messages are taken again.
    LaboratoryResumed "laboratory-resumed" key("laboratories-notice-resumed");
    /// A laboratory's key was ended.
    LaboratoryKeyEnded "laboratory-key-ended" key("laboratories-notice-key-ended");
    /// A message was looked at again and taken.
    MessageTaken "message-taken" key("laboratories-notice-taken");
    /// A message was looked at again and nothing changed.
    MessageAsBefore "message-as-before" key("laboratories-notice-as-before");
    /// Results were filed in a record.
    ResultsMatched "results-matched" key("matches-notice-filed");
    /// Results are of nobody here.
    ResultsDeclined "results-declined" key("matches-notice-declined");
    /// Results wait again.
    ResultsReopened "results-reopened" key("matches-notice-reopened");
    /// Results were taken out of a record.
    ResultsRemoved "results-removed" key("matches-notice-removed");
    /// A report was ticked off.
    ReportSeen "report-seen" key("reviews-notice-seen");
    /// Several reports were ticked off.
    ReportsSeen "reports-seen" key("reviews-notice-seen-many");
    /// A comment was sent to a patient.
    CommentSent "comment-sent" key("reviews-notice-comment");
    /// A comment was withdrawn.
    CommentWithdrawn "comment-withdrawn" key("reviews-notice-withdrawn");
    /// A critical result is in hand.
    AlertHeld "alert-held" key("reviews-notice-held");
    /// Something is to be done.
    TaskAdded "task-added" key("reviews-notice-task");
    /// Something was done.
    TaskDone "task-done" key("reviews-notice-task-done");
    /// A question was sent to the clinic.
    QuestionSent "question-sent" key("reviews-notice-asked");
    /// A question of a patient was answered.
    QuestionReplied "question-replied" key("reviews-notice-answered");
    /// A critical limit was added or ended.
    LimitsSaved "limits-saved" key("reviews-notice-limits");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_survive_their_cookie() {
        for notice in Notice::ALL {
            assert_eq!(Notice::parse(notice.code()), Some(*notice));
        }
        assert_eq!(Notice::parse("<script>"), None);
    }
}
