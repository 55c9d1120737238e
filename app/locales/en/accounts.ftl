# Signing in and out, accepting an invitation, the own account.

sign-in-title = Sign in
sign-in-lead = See your results, prescriptions and appointments.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-email-missing = Enter your e-mail address.
sign-in-password-missing = Enter your password.
sign-in-wrong = The e-mail address and the password do not belong together. Check both and try again.
sign-in-wait = { $count ->
    [one] Too many tries. Wait { $count } second, then try again.
   *[other] Too many tries. Wait { $count } seconds, then try again.
}
sign-in-invited = Did you get an invitation from the clinic?
sign-in-use-invitation = Use your invitation code
sign-in-help = If you cannot sign in, ask at the front desk of the clinic.
sign-in-help-phone = If you cannot sign in, call the clinic: { $phone }
sign-in-demo = Demo clinic: who can sign in
sign-in-demo-password = Everyone in the demo has the same password; it was printed when the portal started.

invitation-title = Use your invitation
invitation-lead = The code and your birth date open your own record. You then choose how to sign in.
invitation-code = Invitation code
invitation-code-hint = Three groups of four letters and digits, for example ABCD-EFGH-2345. Small letters are fine too.
invitation-code-missing = Enter the code from your invitation.
invitation-born = Your birth date
invitation-born-missing = Enter your birth date.
invitation-email = E-mail address
invitation-email-hint = You will sign in with it. At most { $count } characters.
invitation-email-malformed = Enter an e-mail address, for example name@example.org.
invitation-email-taken = This e-mail address cannot be used for a new account. Sign in with it, or enter another one.
invitation-password = Choose a password
invitation-button = Create my account
invitation-wrong = Code and birth date do not belong together, or the code has been used or has expired. Check both, or ask the clinic for a new code.

password-short = Choose a password of at least { $count } characters.
password-long = Choose a password of at most { $count } characters.
password-plain = Choose a password that is not your e-mail address and not one letter repeated.

account-title = My account
account-lead = Who is signed in, and where.
account-pharmacist = Your account is ready
account-pharmacist-advice = This version of the portal does not send prescriptions to pharmacies yet, so there is no queue to work on here.
account-name = Name
account-email = E-mail address
account-roles = Role
account-since = Signed in since
account-sessions = Open sessions
account-sign-out = Sign out
account-sign-out-advice = On a phone or computer that others use, sign out when you are done. If you lost a device, sign out everywhere.
account-sign-out-here = Sign out here
account-sign-out-everywhere = Sign out everywhere

sign-in-forgotten = Forgot your password?

invitation-staff-title = Use your invitation to work here
invitation-staff-lead = The code of your letter and the e-mail address it was issued for open your account.
invitation-helper-title = Use your invitation to help someone
invitation-helper-lead = The code of your letter opens an account of your own. You see only what the person you help shares with you.
invitation-for-patient = My letter is for my own record
invitation-for-staff = My letter is for my work at the clinic
invitation-for-helper = My letter is to help someone else
invitation-other = Is it another letter?
invitation-their-born = Birth date of the person you will help
invitation-their-born-hint = Only if your letter asks for it.
invitation-born-hint = It shows that the invitation has reached the right person.
invitation-email-issued-hint = The address you were invited with. If your letter names none, the one you want to sign in with. At most { $count } characters.
invitation-email-second-hint = The address you were invited with, if your letter asks for it.
invitation-add = Add it to my account
invitation-account = You are signed in as { $name } ({ $email })
invitation-account-advice = The invitation is added to this account. If the account is not yours, sign out first and open the invitation again.
invitation-not-me = Sign out
invitation-has-one = This account cannot take the invitation: it has a record of its own already, or another account has the record or is the clinician named in it. Sign out if the account is not yours, or ask the clinic.
invitation-not-theirs = This account cannot take the invitation: it issued the invitation itself, or looks after this patient as parent or guardian. Sign out, so that the person it is for can accept it.
invitation-link-title = Your invitation
invitation-link-patient = { $clinic } invites you to see your results, prescriptions and appointments online.
invitation-link-staff = { $clinic } has prepared an account for your work there.
invitation-link-helper = { $name } would like you to help with their care at { $clinic }. You will see only what they share with you.
invitation-link-helper-unnamed = You were asked to help someone with their care at { $clinic }. You will see only what they share with you.
invitation-you-sign-in-with = You will sign in with
invitation-known = You have an account already
invitation-known-advice = Someone signs in with { $email } already. Sign in, and you come back to this invitation.
invitation-have-account = Do you have an account with another address?
invitation-sign-in-first = Sign in first
invitation-link-not-right = That is not the birth date this invitation was issued for. Check it, or ask the clinic for a new invitation.
invitation-link-used = This invitation was used
invitation-link-used-advice = Its account is made. Sign in with your e-mail address and your password.
invitation-link-ended = This invitation does not work any more
invitation-link-ended-advice = It was taken back, or a newer one was sent. Look for a newer mail, or ask for another invitation.
invitation-link-expired = This invitation has expired
invitation-link-expired-advice = Ask whoever invited you for a new one.

link-wrong = This link does not work
link-wrong-advice = Perhaps not all of it arrived. Open it once more from the mail, or copy it as a whole.

setup-title = Set up this portal
setup-lead = You are the first one here. Make the account of the first administrator; everyone else is invited afterwards.
setup-code = Setup code
setup-code-hint = The server printed it when it started.
setup-code-missing = Enter the code that the server printed when it started.
setup-code-wrong = That is not the code. A code is good for seven days and until the server is started again: the newest one counts.
setup-name = Your name
setup-name-hint = At most { $count } characters.
setup-button = Make the first administrator
name-missing = Enter a name of at most { $count } characters.

password-hint = { $least } to { $most } characters. A few words you can remember are good.
password-guessable = This password is easy to guess.
password-common = This is one of the passwords that are tried first, because many people have had it.
password-like-common = This is like a password that many people have had.
password-personal = Your name, your address or the clinic's name makes this password easy to guess.
password-keyboard = Keys that lie side by side are easy to guess.
password-repeated = The same again and again is easy to guess.
password-sequence = Letters or digits in their order, such as abc or 6543, are easy to guess.
password-year = Years are easy to guess.
password-date = Dates are easy to guess.
password-word = A single word is easy to guess.
password-name = Names are easy to guess.
password-tip-words = Add another word or two; uncommon ones are better.
password-tip-enough = A few words are enough: you need no signs, digits or capitals.
password-tip-capitals = Capitals help little.
password-tip-backwards = Words written backwards help little.
password-tip-substitutions = Signs in place of letters, such as @ for a, help little.
password-tip-repeats = Do not repeat words or signs.
password-tip-sequences = Leave out what stands in a row.
password-tip-dates = Leave out years and dates that have to do with you.

password-title = Change your password
password-title-first = Set a password
password-lead = Afterwards you are signed out on all other devices.
password-present = Present password
password-present-missing = Enter your present password.
password-present-wrong = That is not your present password.
password-button = Save the password

forgotten-title = Forgot your password?
forgotten-lead = Enter the e-mail address you sign in with. We send you a link to choose a new password.
forgotten-button = Send the link
forgotten-sent = Look into your mail
forgotten-sent-advice = If someone signs in here with that address, a mail with a link is on its way. The link is good for one hour.
forgotten-sent-none = No mail after a few minutes? Look among unwanted mail, and check that the address is the one you sign in with.
forgotten-back = Back to sign-in

reset-title = Choose a new password
reset-lead = Afterwards you are signed out everywhere, and sign in with the new password.
reset-password = New password
reset-born-hint = Your address was never confirmed, so we also ask for your birth date.
reset-born-wrong = Enter the birth date that stands in your record at the clinic.
reset-button = Save the new password
reset-over = This link does not work any more
reset-over-advice = It is good for one hour and only once, and a newer one takes its place.
reset-again = Ask for a new link

email-title = Your e-mail address
email-lead = You sign in with it, and mail from the portal goes there.
email-present = Present address
email-state = State
email-confirmed-on = Confirmed { $date }
email-unconfirmed = Not confirmed yet
email-unconfirmed-advice = Confirm it once, so that we know our mail reaches you and nobody else.
email-confirm-present = Send the link to confirm it
email-waiting = Waiting to be confirmed
email-waiting-advice = A link was sent to { $email }. Open it before { $date }, and stay signed in or sign in again. Until then your present address counts.
email-cancel = Take it back
email-change = Use another address
email-new = New e-mail address
email-new-hint = We send a link there. Nothing changes before you open it. At most { $count } characters.
email-same = That is your present address, and it is confirmed.
email-too-many = Enough links for one day. Try again tomorrow.
email-button = Send the link
email-not-usable = This address cannot be used for your account. Choose another one.
email-link-over = This link does not work any more
email-link-over-advice = It was used, has expired, or a newer one took its place.

email-confirm-title = Confirm your e-mail address
email-confirm-lead = You will sign in with { $email }, and mail from the portal goes there.
email-confirm-button = Yes, this is my address
email-confirm-sign-in = Sign in as usual; then you come back to this page to confirm the address.
email-confirm-other = This link belongs to another account
email-confirm-other-advice = Sign out, and open the link again to sign in with the account it belongs to.

undo-title = Undo the change of your address
undo-lead = { $email } will be the address of the account, as before.
undo-what = All devices are signed out, and you choose a new password at once: someone else may know the present one.
undo-button = Undo the change


account-keys = How you sign in
account-email-row = E-mail address
account-email-about = Confirm it, or use another one.
account-password-row = Password
account-password-about = Change it; other devices are signed out.

notice-invitation-accepted = The invitation is accepted.
notice-invitation-mailed = The invitation is on its way.
notice-invitation-revoked = The invitation was taken back. It cannot be used any more.
notice-email-asked = A link is on its way to that address.
notice-email-cancelled = The change was taken back. Your present address counts.
notice-email-confirmed = Your e-mail address is confirmed.
notice-email-undone = The change was undone, and all devices are signed out. Now choose a new password.
notice-password-set = Your new password is set. Sign in with it.
notice-password-changed = Your password is changed. Other devices are signed out.
notice-patient-registered = The patient is registered. Now you can invite them.
sign-in-demo-code = Those who prescribe, dispense or administer also need a code, which the next page shows.
account-safety = Signing in safely
account-safety-advice = Set up a second step for signing in, and see on which devices you are signed in.
