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
invitation-email-hint = You will sign in with it.
invitation-email-malformed = Enter an e-mail address, for example name@example.org.
invitation-email-taken = This e-mail address cannot be used for a new account. Sign in with it, or enter another one.
invitation-password = Choose a password
invitation-password-hint = At least { $count } characters. A few words you can remember are good.
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
sign-in-demo-code = Those who prescribe, dispense or administer also need a code, which the next page shows.
account-safety = Signing in safely
account-safety-advice = Set up a second step for signing in, and see on which devices you are signed in.
