# Finding a patient, opening a record with a reason, the overview of a record, inviting.

patients-title = Patients
patients-lead = Find a patient, or choose one of your own.
patients-search = Find a patient
patients-search-hint = Name in any order, birth date, or record number. For example: garcia maria, 03/02/1960.
patients-search-failed = The search did not work just now. Press Search to try it again.
patients-search-slow = There were many searches in a short time. Wait a moment, then press Search.
patients-too-short = Type at least two letters or digits.
patients-found = { $count ->
    [0] No patient found.
    [one] One patient found.
   *[other] { $count } patients found.
}
patients-too-many = More than { $count } patients fit. Add another name, the birth date or the record number.
patients-found-title = Found
patients-none = No patient fits
patients-none-advice = Check the spelling, use fewer words, or search by birth date or record number.
patients-mine = My patients
patients-mine-none = No patients of yours yet
patients-mine-none-advice = Patients whose care team you belong to are listed here. Anyone else you find with the search.
patients-show-mine = Show my patients
patients-is-mine = In my care team
patients-born = born { $date }
patients-born-age = born { $date } ({ $age })

reason-title = This record is closed
reason-lead = You are not in this patient's care team. Say why you need the record, and it opens to you.
reason-patient = Patient
reason-seen = The patient will see that you opened it and why
reason-seen-advice = { $count ->
    [one] Your name, the time and your reason stand in the patient's access log. The record stays open to you for { $count } hour.
   *[other] Your name, the time and your reason stand in the patient's access log. The record stays open to you for { $count } hours.
}
reason-purpose = Why do you need this record?
reason-purpose-missing = Choose why you need the record.
reason-text = In your own words
reason-text-hint = Needed for “another reason”. The patient reads what you write.
reason-text-missing = Write down your reason.
reason-text-long = Shorten your reason to { $count } characters.
reason-button = Open the record
reason-back = Back to my patients

purpose-treatment = To treat the patient
purpose-appointment = To book or prepare an appointment
purpose-emergency = An emergency
purpose-request = The patient, or someone for them, asked
purpose-other = Another reason

overview-title = Overview
overview-critical-allergy = Severe allergy
overview-no-allergies = No allergies are recorded
overview-no-allergies-advice = That does not mean that there are none: ask the patient.
overview-outside = You are not in this patient's care team
overview-outside-why = The record is open to you for the reason you gave, which the patient can see: { $why }
overview-results = Results, out of range first
overview-all-results = All results
overview-no-results = No lab results
overview-prescriptions = Prescriptions in use
overview-all-prescriptions = All prescriptions
overview-no-prescriptions = No prescriptions in use
overview-visits = Next visits
overview-all-visits = All visits
overview-no-visits = No visit is planned
overview-all-conditions = All conditions
overview-conditions = Active conditions
overview-no-conditions = No active conditions

invite-title = Invitation to the portal
invite-lead = With a code and their birth date, patients open their own account.
invite-has-account = This patient uses the portal
invite-has-account-since = The account was made on { $date }. Nobody needs to be invited.
invite-no-birth-date = An invitation is not possible yet
invite-no-birth-date-advice = The record has no full birth date, and the code is checked against it. Complete the birth date in the record first.
invite-new-advice = Invite on paper or by mail. An invitation is good for { $count } days and once.
invite-new = Make an invitation letter
invite-again-advice = An invitation is out already. A new one ends it: its code or link stops working.
invite-again = Make a new letter
invite-issued = Invitations so far
invite-issued-on = Issued { $date }
invite-open = Waiting
invite-open-until = Can be used until { $date }
invite-used = Used
invite-used-on = Used { $date }
invite-expired = Expired
invite-expired-on = Expired { $date }
invite-letter-title = Invitation letter
invite-letter-lead = Print this page now: the code is not kept and cannot be shown again.
invite-letter-done = Done, back to the invitations

letter-title = Your access to { $clinic } online
letter-greeting = Dear { $name },
letter-what = You can now read your lab results, prescriptions and appointments on your phone or computer. Three steps, and you are in:
letter-step-open = Open this address:
letter-step-code = Type this code, and your birth date:
letter-step-account = Enter your e-mail address and choose a password. From then on you sign in with these two.
letter-what-staff = An account was prepared for your work here. Three steps, and you are in:
letter-what-helper = You were asked to help { $name } with their care. What is shared with you, you can see on your phone or computer. Three steps, and you are in:
letter-step-code-email = Type this code, and the e-mail address you were invited with:
letter-step-code-their = Type this code, and the birth date of the person you will help:
letter-step-password = Choose a password. From then on you sign in with your e-mail address and this password.
letter-until = The code can be used once, until { $date }.
letter-secret = Keep this letter to yourself. The clinic never asks you for the code or your password.
letter-help = If something does not work, or if you did not expect this letter, ask at the front desk of the clinic.
letter-help-phone = If something does not work, or if you did not expect this letter, call the clinic: { $phone }

invite-ended = Ended
invite-ended-on = Taken back or replaced { $date }
invite-on-paper = On paper
invite-on-paper-advice = Print the letter and hand it to the patient. Its code is shown once.
invite-by-mail = By mail
invite-by-mail-hint = The link in the mail asks for the birth date. The patient then signs in with this address.
invite-mail-button = Send the invitation
invite-letter = Letter on paper
invite-mail-sent = Mailed to { $email }
invite-mail-waiting = Mail to { $email } is waiting to be sent
invite-mail-failed = The mail to { $email } could not be delivered. Check the address and invite again.
invite-mail-to = Mail to { $email }
invite-revoke = Take it back

patients-register = Register a patient
register-title = Register a patient
register-lead = For someone who has no record here yet. Search first: a second record hides half of what is known.
register-given = First and middle names
register-given-hint = As on an official document, 100 characters at most.
register-given-missing = Enter the first name.
register-family = Last name
register-family-missing = Enter the last name.
register-born = Birth date
register-born-wrong = Enter the birth date: a day that is not in the future.
register-sex = Sex
register-sex-missing = Choose the sex, or that it is not recorded.
register-phone = Phone
register-email-hint = Of the patient alone: invitations go there.
register-language = Language to speak in
register-not-known = Not known
register-none = None yet
register-address = Street and number
register-city = City
register-state = State
register-postal-code = ZIP code
register-number-hint = Leave it empty to get the next free number.
register-number-taken = Another record has this number. Leave the field empty to get the next free one.
register-doctor = Doctor
register-place = Place of care
register-too-long = Shorten this to { $count } characters, in one line.
register-button = Register
register-similar = This person may have a record already
register-similar-advice = Look at these records first. If none is the same person, register all the same.
register-similar-title = Records with the same birth date and a similar name
register-anyway = None of these: register all the same
patients-today = Today
patients-visits-today = { $count ->
    [one] You have one visit today
   *[other] You have { $count } visits today
}
patients-visits-asked = { $count ->
    [one] One visit was asked for and waits for an answer
   *[other] { $count } visits were asked for and wait for an answer
}
