# What mails say. A mail can be read by others: no name, nothing about health, and nothing that only the recipient may know
# besides the link or the code itself.
mail-greeting = Hello,
mail-link-as-text = If the button does not work, copy this address into your browser:
mail-until = The link works until { $time }.
mail-not-you = If you did not expect this, you can ignore it: nothing happens without you.
mail-from-portal = This mail was sent by the patient portal of { $clinic }. Answers to it are not read: please call us instead.
mail-from-portal-reply = This mail was sent by the patient portal of { $clinic }.
mail-phone = Telephone: { $phone }
mail-never-asks = We never ask for your password by mail or telephone.
mail-end-notices = If you no longer want notices like this one, open this address:
mail-end-notices-link = No more notices like this one

mail-invitation-subject = Your invitation to the portal
mail-invitation-patient = { $clinic } invites you to its patient portal. Choose a password, and you can see your own pages at any time.
mail-invitation-staff = { $clinic } invites you to its portal as someone who works there. Choose a password, and you can begin.
mail-invitation-helper = Somebody has asked you to help them with the patient portal of { $clinic }. Open the invitation to see who it is, and decide whether you want to.
mail-invitation-setup = Set up the portal of { $clinic } as its first administrator.
mail-invitation-button = Open the invitation

mail-verification-subject = Please confirm your e-mail address
mail-verification = This address was entered in the patient portal of { $clinic }. Please confirm that it is yours.
mail-verification-button = Confirm this address

mail-change-subject = Your e-mail address is being changed
mail-change = Somebody asked for mails of the patient portal of { $clinic } to go to another address than this one. If that was you, there is nothing to do.
mail-change-advice = If it was not you, undo it now. You are then signed out everywhere, and should choose a new password.
mail-change-call = If it was not you, please call us.
mail-change-button = Undo the change

mail-reset-subject = Choose a new password
mail-reset = You asked for a new password for the patient portal of { $clinic }.
mail-reset-button = Choose a password

mail-password-subject = Your password was changed
mail-password = The password of your account in the patient portal of { $clinic } was changed. If that was you, there is nothing to do.
mail-password-advice = If it was not you, choose a new password at once and call us.
mail-password-button = Choose a new password

mail-code-subject = Your code to sign in
mail-code = Type this code to sign in to the patient portal of { $clinic }:
mail-code-until = It works until { $time }, and once only.
mail-code-advice = Give it to nobody. If you are not signing in at this moment, somebody else knows your password: please choose a new one.

mail-factor-subject = How you sign in was changed
mail-factor = A way to confirm your sign-in to the patient portal of { $clinic } was added, removed or used up. If that was you, there is nothing to do.
mail-factor-advice = If it was not you, sign in, look at what is set up, choose a new password, and call us.
mail-factor-button = See how you sign in

mail-helper-added-subject = Somebody can now help you
mail-helper-added = Somebody can now see parts of your pages in the patient portal of { $clinic }. Sign in to see who, which parts and until when; you can end it at any time.
mail-helper-added-button = See who helps you

mail-helper-ended-subject = Your access has ended
mail-helper-ended = You no longer help somebody in the patient portal of { $clinic }. Sign in to see whom you help now.
mail-helper-ended-button = Open the portal

mail-record-opened-subject = Your pages were opened
mail-record-opened = Somebody who is not part of your usual team has opened your pages in the patient portal of { $clinic }. Sign in to see who it was and the reason they gave.
mail-record-opened-button = See who looked

mail-profile-subject = We have answered your request
mail-profile = The clinic has answered a change to your details that you asked for in the patient portal of { $clinic }.
mail-profile-button = See the answer

mail-prescriber-subject = Your new right is confirmed
mail-prescriber = A right that was proposed for you in the portal of { $clinic } has been confirmed by a second person. It holds from your next sign-in. If you did not expect this, please tell your administrator.
mail-prescriber-button = Open your account

mail-portal-news-subject = News in your portal
mail-portal-news = There is something new for you in the patient portal of { $clinic }. For your privacy this mail does not say what.
mail-portal-news-button = Read it in the portal

mail-inbox-subject = Something waits in your inbox
mail-inbox = Something in the portal of { $clinic } waits for your answer or asks for your attention.
mail-inbox-button = Open your inbox
mail-replied-subject = An answer in your portal
mail-replied = There is an answer to what you asked in the patient portal of { $clinic }. For your privacy this mail does not say what.
mail-urgent-subject = Something cannot wait
mail-urgent = Something in the portal of { $clinic } cannot wait, and nobody has it in hand yet.
mail-urgent-button = Open the portal
mail-urgent-advice = This mail comes again every 30 minutes until somebody says in the portal that they have it in hand.

mail-pharmacy-subject = A document for your pharmacy
mail-pharmacy = { $clinic } has a document for your pharmacy, about a person who will come to you. It opens with a code.
mail-pharmacy-button = Open the document
mail-pharmacy-advice = The person brings the code with them, or call us for it. Without the code nothing is shown. Is this mail not meant for you? Then please delete it.

mail-test-subject = Test message
mail-test = Mail from the portal of { $clinic } works: this message has reached you.
mail-test-button = Open the portal

# The pages of administrators.
mail-title = Mail
mail-lead = How the portal sends mail, and what became of it.
mail-state = How mail is sent
mail-way = Way
mail-way-smtp = By the mail server { $host }, port { $port }
mail-way-file = Written to files on the server, for trying things out
mail-way-memory = Kept in memory, for tests
mail-way-none = Not set up
mail-from = Sender
mail-security = Protection
mail-user = Signs in as
mail-waiting = Waiting
mail-oldest = Oldest waiting since
mail-not-set-up = Mail is not set up
mail-not-set-up-advice = No mail can be sent. Invitations, codes and notices wait until a mail server is entered.
mail-waits-long = Mail is not getting through
mail-waits-long-advice = The oldest mail has waited since { $time }. The delivery log says what the mail server answers.
mail-set-elsewhere = These settings are made where the server runs
mail-set-elsewhere-advice = They stand in verbena.toml, the environment or the command line (smtp_host and the keys after it), and can be changed only there.
mail-change-settings = Change the settings
mail-set-up = Set up mail
mail-send-test = Send a test message
mail-open-log = Delivery log
mail-open-files = Written mails
mail-back = Mail
mail-settings-title = Mail server
mail-settings-lead = The portal sends by a mail server (SMTP). Your mail provider tells you these values. They hold from the next mail on.
mail-field-from = Sender's address
mail-field-from-hint = Mails come from this address; your mail server must accept it. At most { $count } characters.
mail-field-reply = Address for answers
mail-field-reply-hint = Where answers go, if somebody reads them. At most { $count } characters.
mail-field-host = Mail server
mail-field-host-hint = Its name, such as mail.example.org. At most { $count } characters.
mail-field-port = Port
mail-field-port-hint = Usually 465 for TLS, 587 for STARTTLS.
mail-field-security = Protection of the connection
mail-security-tls = TLS
mail-security-tls-hint = Protected from the first byte. The best choice where the server offers it.
mail-security-starttls = STARTTLS
mail-security-starttls-hint = Protected after the greeting. Without protection nothing is sent.
mail-security-none = None
mail-security-none-hint = Only for a mail server on this very machine.
mail-field-user = User name
mail-field-user-hint = Leave it empty if the server asks for none. At most { $count } characters.
mail-field-password = Password
mail-field-password-hint = It is kept encrypted and never shown. At most { $count } characters.
mail-field-password-kept = A password is kept. Leave this empty to go on using it. At most { $count } characters.
mail-field-timeout = Patience in seconds
mail-field-timeout-hint = How long sending one mail may take, from { $least } to { $most }.
mail-field-authority = Certificate of your own authority
mail-field-authority-hint = Only if your mail server's certificate comes from no public authority: the text between BEGIN and END CERTIFICATE, with these lines. At most { $count } characters.
mail-save = Save
mail-flaw-from = Enter an e-mail address, such as portal@example.org.
mail-flaw-reply = Enter an e-mail address, or leave this empty.
mail-flaw-host = Enter the name of the mail server: letters, digits, dots and dashes.
mail-flaw-port = Enter the port, a number from 1 to 65535.
mail-flaw-security = Choose how the connection is protected.
mail-flaw-unprotected = Without protection, mails and the password could be read on the way. Choose TLS or STARTTLS; “None” is only for a mail server on this machine (localhost).
mail-flaw-user = Enter the user name that belongs to the password, at most { $count } characters.
mail-flaw-password = Enter the password that belongs to the user name, at most { $count } characters.
mail-flaw-timeout = Enter seconds, from { $least } to { $most }.
mail-flaw-authority = This certificate cannot be read. Paste all of it, with the lines BEGIN CERTIFICATE and END CERTIFICATE.
mail-test-title = Send a test message
mail-test-lead = The message is sent at once, and you see what the mail server answers.
mail-field-test-to = Send it to
mail-field-test-to-hint = An e-mail address, at most { $count } characters.
mail-flaw-test-to = Enter an e-mail address, such as name@example.org.
mail-test-send = Send now
mail-test-sent = The mail server took the message
mail-test-sent-advice = Look whether it arrives, also among unwanted mail.
mail-test-failed = The message was not sent
mail-test-failed-advice = Change the settings if the answer below points to them, and try again.
mail-answer = Answer
mail-log-title = Delivery log
mail-log-lead = Every mail the portal had to send, newest first. Addresses are shortened.
mail-log-show = Which mails
mail-log-all = All
mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-failed = Failed
mail-state-cancelled = Stopped
mail-state-unwanted = No longer wanted
mail-state-under-way = Being sent
mail-log-kind = What
mail-log-recipient = To
mail-log-time = Time
mail-log-tries = Tries
mail-log-next = Next try { $time }
mail-log-retry = Send now
mail-log-stop = Stop
mail-log-restored = It waited in a backup and was stopped when that was restored: it may have been sent before.
mail-log-sent-anew = It is not sent from here: its prescriber was told and sends a fresh link from the prescription.
mail-log-nobody = Not looked up yet
mail-log-none = No mails
mail-log-none-advice = What the portal sends will be listed here.
mail-kind-invitation = Invitation
mail-kind-verification = Confirm an address
mail-kind-change = Address is changed
mail-kind-reset = New password
mail-kind-password = Password changed
mail-kind-code = Code to sign in
mail-kind-factor = Second factor changed
mail-kind-helper-added = Helper added
mail-kind-helper-ended = Help ended
mail-kind-record-opened = Record opened
mail-kind-profile = Profile answered
mail-kind-prescriber = Right confirmed
mail-kind-prescription = Prescription news
mail-kind-inbox = Inbox
mail-kind-result = News about results
mail-kind-answer = Answer to a question
mail-kind-critical = Something that cannot wait
mail-kind-pharmacy = Prescription for a pharmacy
mail-kind-test = Test message
mail-kind-unknown = Unknown
mail-files-title = Written mails
mail-files-lead = Mail is not sent here but written to files. The newest are listed; links in them work.
mail-files-none = No mail was written yet
mail-files-none-advice = Invite somebody, or send a test message.
mail-file-headers = Headers
mail-file-text = Text
mail-file-html = As a mail program shows it
mail-file-open-html = Open the formatted mail

# The page where a link in a notice leads.
end-notices-title = End notices
end-notices-record = You got this link in a mail of the portal. You can say here that you want no more mails about who opened your pages and what the clinic answered.
end-notices-appointments = You got this link in a mail of the portal. You can say here that you want no more mails about your visits.
end-notices-helpers = You got this link in a mail of the portal. You can say here that you want no more mails about people who help you.
end-notices-prescriptions = You got this link in a mail of the portal. You can say here that you want no more mails about what happens to your prescriptions.
end-notices-results = You got this link in a mail of the portal. You can say here that you want no more mails about something new among your results.
end-notices-reminders = You got this link in a reminder of an appointment. You can say here that you want no more reminders at this address.
end-notices-reminders-stay = When an appointment is booked, moved or cancelled, we still tell you.
end-notices-reminders-again = Send reminders again
end-notices-stay = Mails about your password and how you sign in are always sent, for your safety.
end-notices-button = No more of these mails
end-notices-done = Done: these mails end
end-notices-done-advice = If you change your mind, sign in and look under your profile.
end-notices-bad = This link does not work
end-notices-bad-advice = It is not whole or too old. Sign in, and choose under your profile which mails you want.
end-notices-sign-in = Sign in

notice-mail-saved = The mail server is saved. Send a test message to see whether it works.
notice-mail-retried = The mail is sent again now.
notice-mail-stopped = The mail was stopped.
