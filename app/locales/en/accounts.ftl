# Signing in, invitations, passwords.

sign-in-title = Sign in
sign-in-lead = Read your results, see your prescriptions and keep track of your visits.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-no-email = Enter your e-mail address
sign-in-no-password = Enter your password
sign-in-wrong = E-mail address and password do not fit together. Check both and try again.
sign-in-wait = { $minutes ->
    [one] Too many tries. Wait { $minutes } minute, then try again.
   *[other] Too many tries. Wait { $minutes } minutes, then try again.
}
