# Second factors: giving one, setting them up; the own devices.

factor-title = One more step
factor-lead = Your password was right. Now show that it is really you.
factor-code = Code
factor-code-app = The 6 digits that your app shows now.
factor-code-mail = The 8 digits from the mail.
factor-code-recovery = Or one of your recovery codes: the 16 digits of one line on your sheet.
factor-code-button = Go on
factor-code-malformed = Enter all digits of the code: 6 from an app, 8 from a mail, 16 from your sheet of recovery codes.
factor-code-wrong = This code is not right, has been used already or is too old. Enter the newest one.
factor-passkey = Use your passkey
factor-passkey-without = Your passkey needs a browser with JavaScript. Enter a code instead, for example one of your recovery codes.
factor-passkey-elsewhere = Your passkey cannot be used at this address of the portal. Enter a code instead.
factor-mail = A code by mail
factor-mail-advice = We send a code of 8 digits to { $address }. It is good for 10 minutes.
factor-mail-send = Send me a code
factor-mail-too-many = Five codes were sent within the last hour. Use the newest one, or wait and ask again later.
factor-help = You have lost your phone and your recovery codes? Ask at the front desk of the clinic.
factor-help-phone = You have lost your phone and your recovery codes? Call the clinic: { $phone }
factor-someone-else = Sign in as someone else
factor-demo = Only in the demo: the code
factor-demo-code = There is no phone that shows it, so here it is:
factor-demo-wait = { $count ->
    [one] Each code is taken once. The next one comes in { $count } second.
   *[other] Each code is taken once. The next one comes in { $count } seconds.
}
factor-demo-reload = Show it

confirm-title = Please confirm that it is you
confirm-lead-strong = What you are about to do matters. Show once more who you are, then you go on where you were.
confirm-lead-mail = What you are about to do matters. We send you a code by mail, then you go on where you were.
confirm-lead-password = What you are about to do matters. Enter your password once more, then you go on where you were.
confirm-button = Confirm
confirm-password-wrong = This is not your password. Try again.

passkey-sign-in = Sign in with a passkey
passkey-sign-in-without = You have a passkey? It needs a browser with JavaScript. Sign in with your password instead.
passkey-failed = The browser gave no passkey. Try again, or use another way.
passkey-refused = This passkey was not accepted. Try again, or use another way.

factors-title = How you sign in
factors-lead = A second step beside your password: whoever learns the password alone cannot get in.
factors-needed = Set up a second step first
factors-needed-advice = You prescribe, dispense or administer here. Those pages open as soon as you have set up an app or a passkey. It takes a minute.
factors-strong = Apps and passkeys
factors-strong-advice = An app on your phone shows a code that changes every half minute. A passkey is your fingerprint, face or PIN on this device, and needs no password.
factors-none = Nothing is set up yet
factors-none-advice = So far your password alone is enough to sign in.
factors-add-app = Add an app
factors-add-passkey = Add a passkey
factors-passkeys-elsewhere = Passkeys cannot be used here: they need an address with a name, such as https://portal.example.org, and this portal is reached by a number or without HTTPS.
factors-app = App with codes
factors-passkey = Passkey
factors-since = Set up on { $date }
factors-used = last used { $when }
factors-unused = not used yet

factor-name = Name
factor-name-hint = So that you know it again, for example “My phone”. At most { $count } characters.
factor-name-wrong = Enter a name of 1 to { $count } characters.
factor-rename = Save the name
factor-remove = Remove
factor-remove-advice = It will not be accepted any longer. All your other devices are signed out.
factor-remove-last-advice = It is the last one: your recovery codes go with it, and your password alone will be enough to sign in unless codes by mail are on. All your other devices are signed out.
factor-remove-button = Remove it
factor-last-title = The last one cannot be removed
factor-last = Without it you could not get in, or not do your work here. Set up another app or passkey first, then remove this one.

app-title = Add an app
app-lead = Three steps with your phone.
app-step-install = Install an app for sign-in codes, if you have none. Any of them will do, for example Google Authenticator, Microsoft Authenticator or Aegis.
app-step-scan = In the app choose “add” and scan this picture.
app-step-code = Type the code that the app shows now.
app-picture = Picture for the camera of your phone. The same can be typed by hand: the key stands below.
app-on-this-phone = You are reading this on that phone?
app-open = Open it in the app
app-by-hand = Or type this key into the app:
app-code = Code
app-code-hint = The 6 digits that the app shows now.
app-code-malformed = Enter the 6 digits that the app shows now.
app-code-wrong = This is not the code that the app should show now. Check that the clock of your phone is right, and enter the newest code.
app-name-first = My phone
app-button = Finish

passkey-title = Add a passkey
passkey-lead = Your device will ask for your fingerprint, your face or its PIN. From then on that is enough to sign in, without a password.
passkey-make = Make a passkey
passkey-make-without = A passkey needs a browser with JavaScript that knows passkeys. Add an app instead.
passkey-not-made = The passkey was not made. Try again, or add an app instead.
passkey-known = This device has a passkey here already.
passkey-too-many = You have as many passkeys as there may be. Remove one first.

recovery-title = Recovery codes
recovery-advice = For the day on which your phone is lost. Each code on your sheet works once, in place of the app or passkey.
recovery-left = { $count ->
    [0] No recovery code is left
    [one] { $count } recovery code is left
   *[other] { $count } recovery codes are left
}
recovery-few = Make a new sheet before you need it.
recovery-renew = Make a new sheet
recovery-renew-advice = The codes of the old sheet are worth nothing from then on.
recovery-new = Here is your new sheet. The old one is worth nothing any longer.
recovery-lead = Print this page or write the codes down now. They are not shown again.
recovery-sheet = Your recovery codes
recovery-sheet-whose = For { $email } at { $address }
recovery-sheet-once = Each code works once, in place of the app or passkey. Cross out those you have used.
recovery-sheet-secret = Keep this sheet where nobody else finds it, and not with your password.
recovery-print = To print, choose “Print” in your browser. Nothing but the sheet is printed.
recovery-done = I have kept the codes

mail-codes-title = Codes by mail
mail-codes-advice = When you sign in, we send a code to your e-mail address. It needs no smartphone, and is less safe than an app: whoever reads your mail sees the code.
mail-codes-are-on = Switched on
mail-codes-are-off = Switched off
mail-codes-change = Change
mail-codes-set-up = Set up
mail-codes-test = First let us see that mail reaches you. We send a code to { $email }.
mail-codes-code = Code from the mail
mail-codes-code-hint = 8 digits. It may take a minute; look among unwanted mail too.
mail-codes-begin = Switch on
mail-codes-malformed = Enter the 8 digits from the newest mail.
mail-codes-wrong = This code is not right or is too old. Enter the one from the newest mail, or ask for another.
mail-codes-end = Switch off
mail-codes-end-advice = You will not be asked for a code by mail any longer. All your other devices are signed out.

devices-title = Your devices
devices-lead = Where you are signed in now.
devices-strange = You do not know one of them? Sign it out and change your password.
devices-others = Sign out all others
devices-sign-out = Sign out
devices-this = This device
devices-since = Signed in on { $date }
devices-used = last used { $when }
devices-by-mail = with a code by mail
devices-by-recovery = with a recovery code
devices-by-app = with an app
devices-by-passkey = with a passkey
devices-other-browser = Another browser
devices-browser-on = { $browser } on { $system }

notice-code-sent = A code is on its way to your e-mail address. It is good for 10 minutes.
notice-factor-added = It is set up. You will be asked for it when you sign in.
notice-factor-renamed = The new name is saved.
notice-factor-removed = It is removed. All your other devices are signed out.
notice-mail-codes-on = Codes by mail are switched on.
notice-mail-codes-off = Codes by mail are switched off.
notice-device-signed-out = That device is signed out.
notice-others-signed-out = All your other devices are signed out.

factor-sign-passkey = Sign with a passkey
factor-sign-without = To sign with a passkey, use a browser that runs scripts and knows your passkey.
factor-sign-none = You have no way to sign here. Set up an authenticator app under Account.
factor-sign-app-only = Only the six digits of your authenticator app sign here. Codes from a mail or from the printed sheet do not, and were not used up.
factor-sign-code-missing = Enter the six digits that your authenticator app shows now.
