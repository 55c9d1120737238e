# Mails about visits, and the pages where their links lead. A mail can be read by others: when and where, never what for or with whom.
mail-asked-subject = Your request for { $day }
mail-asked = { $clinic } has your request for an appointment and will answer it. The time is not confirmed yet: please do not come before we have confirmed it.
mail-asked-button = See it or take it back
mail-booked-subject = Your appointment on { $day }
mail-booked = Your appointment at { $clinic } is booked.
mail-moved-subject = Changed: your appointment is on { $day }
mail-moved = Your appointment at { $clinic } has changed. This is how it is now.
mail-cancelled-subject = Cancelled: your appointment on { $day }
mail-cancelled = Your appointment at { $clinic } is cancelled. Please do not come at this time.
mail-reminder-subject = Reminder: your appointment on { $day }
mail-reminder = This is a reminder of your appointment at { $clinic }.
mail-offer-subject = An earlier time: { $day }
mail-offer = An earlier time at { $clinic } has become free, and you are the next to be asked.
mail-offer-button = Take it or let it go
mail-offer-until = It is held for you until { $time }.
mail-offer-advice = If you do nothing, it is offered to the next person, and nothing changes for you.
mail-visit-button = Confirm, move or cancel it
mail-visit-when = When
mail-visit-before = Before
mail-visit-now = Now
mail-visit-where = Where
mail-visit-phone = Telephone there
mail-visit-by-video = By video
mail-visit-video = By video. Sign in to the portal at that time: you join from there.
mail-visit-move = Choose another time
mail-visit-cancel = Cancel it
mail-visit-more = Sign in to see more
mail-visit-anew = Sign in to book another time
mail-visit-until = The links work until it begins: { $time }. Whoever has this mail can use them.
mail-visit-summary = Appointment at { $clinic }

mail-kind-asked = Appointment asked for
mail-kind-booked = Appointment booked
mail-kind-moved = Appointment changed
mail-kind-cancelled = Appointment cancelled
mail-kind-reminder = Appointment reminder
mail-kind-offer = Earlier time offered
mail-file-calendar = For calendars

# Pages where the links of mails lead. Whoever holds the mail sees them: when and where, nothing else.
visit-title = Your appointment
visit-zone = Time zone
visit-link-over = This link works no more
visit-link-over-advice = It is too old. If the appointment is still to come, the newest mail about it has a link that works. Or sign in to see your appointments.
visit-call = Please call the clinic.
visit-call-phone = Please call { $phone }.
visit-confirm = I will come
visit-is-booked = It is booked
visit-is-booked-advice = Let us know that you will come, or choose another time, or cancel it.
visit-is-confirmed = Thank you: we know that you will come
visit-is-confirmed-advice = If something comes up, you can still change it here.
visit-is-asked = It is not confirmed yet
visit-is-asked-advice = We have your request and will answer by mail. Please do not come before.
visit-is-off = It is cancelled
visit-is-off-advice = Please do not come at this time. If your calendar still shows it, the mail about it has a file that takes it out.
visit-is-over = It has begun or is over
visit-moved = It is moved
visit-moved-advice = We have sent you a mail with the new time.
visit-late = It is too late to change it here.
visit-clinics = Only the clinic can change this appointment.
visit-cancel-title = Cancel it
visit-cancel-lead = Somebody else can then have this time.
visit-cancel-why = Why?
visit-cancel-why-missing = Choose one of the answers.
visit-cancel-text = Something else we should know
visit-cancel-text-hint = The clinic reads it. At most { $count } characters.
visit-cancel-text-long = This is too long: at most { $count } characters.
visit-cancel-button = Cancel this appointment
visit-because-cannot-come = I cannot come at this time
visit-because-not-needed = I no longer need it
visit-because-elsewhere = I go somewhere else
visit-because-other = Another reason
visit-taken = Somebody else was faster
visit-taken-advice = That time is taken. These are free instead.
visit-taken-none = That time is taken, and no other is free soon.
visit-too-late = It is too late to change it here
visit-too-late-advice = Nothing has changed. Please call the clinic.
visit-not-here = Only the clinic can change it
visit-not-here-advice = Nothing has changed. Please call the clinic.
visit-changed = It was changed meanwhile
visit-changed-advice = Nothing was moved. Look at when it is now, and choose a time again.
visit-hold-over = That time was held for a few minutes only
visit-hold-over-advice = Nothing has changed. Please choose a time again.
visit-busy = You have another appointment at that time
visit-busy-advice = Nothing has changed. Please choose another time.
visit-ended = This cannot be done any more
visit-ended-advice = It has begun, is cancelled or was changed meanwhile. Below is how it stands.
visit-times-title = Choose another time
visit-times-lead = Now it is on { $time }. It stays so until you have chosen and confirmed another time.
visit-times-who = With whom
visit-times-same = Same clinician
visit-times-anyone = Anyone
visit-times-none = No free times in these two weeks
visit-times-none-advice = Look at later days, or with anyone.
visit-times-later = Later days
visit-times-earlier = Earlier days
visit-times-keep = Keep it as it is
visit-held-title = Is this time right?
visit-held-until = We hold it for you until { $time }.
visit-held-button = Move it to this time
visit-move-asks = The clinic has to agree to the new time first, and will answer by mail. The time you have now is let go as soon as you ask.
visit-held-other = Another time
offer-title = An earlier time
offer-open = This time is free for you
offer-moves = If you take it, your present appointment moves to this time.
offer-asks = The clinic has to agree first, and will answer by mail.
offer-take = Take this time
offer-leave = Let it go
offer-taken = It is yours
offer-taken-advice = We have sent you a mail with everything.
offer-left = You have let it go
offer-left-advice = It is offered to the next person. You stay on the waiting list.
offer-over = This offer is over
offer-over-advice = It was answered, or its time is over. You stay on the waiting list unless you took it.
offer-gone-advice = Nothing has changed for you. You stay on the waiting list.

# Reminders and calendars of other programs.
reminders-choose = Choose when reminders of appointments come
reminders-title = Reminders
reminders-lead = Which mails come before an appointment.
reminders-by-mail = Confirmations and reminders by mail
reminders-by-mail-hint = That an appointment was moved or cancelled is always told.
reminders-when = Remind me
reminders-quiet = Between { $from } and { $until } nothing is sent: what would come then comes a little earlier or later.
reminders-save = Save
reminders-always = What always comes
reminders-always-why = A mail comes at once when an appointment is moved or cancelled, with a file for your calendar.
reminders-weeks = { $count ->
    [one] { $count } week before
   *[other] { $count } weeks before
}
reminders-days = { $count ->
    [one] { $count } day before
   *[other] { $count } days before
}
reminders-hours = { $count ->
    [one] { $count } hour before
   *[other] { $count } hours before
}
reminders-minutes = { $count ->
    [one] { $count } minute before
   *[other] { $count } minutes before
}
feed-title = In your own calendar
feed-lead = The calendar on your phone or computer can show your appointments and keep them up to date. It reads them by a private address.
feed-name-own = Appointments at { $clinic }
feed-name-calendar = Calendar at { $clinic }
feed-visit = Visit
feed-visit-room = Visit, { $room }
feed-addresses = Addresses
feed-none = No address yet
feed-none-advice = Make one below, and enter it in your calendar.
feed-own = Your appointments
feed-calendar = Your calendar as a clinician
feed-made = Made { $time }
feed-read = last read { $time }
feed-never-read = never read
feed-end = End this address
feed-new = A new address
feed-private = Whoever has the address can see when and where, but neither what for nor with whom. Make one for each device, so that you can end it if you lose the device.
feed-new-own = Address for my appointments
feed-new-calendar = Address for my calendar as a clinician
feed-here = This is your new address
feed-once = It is shown this once. If you lose it, end it and make another one.
feed-open = Open it in your calendar
feed-copy = Or copy it into your calendar where it asks for a calendar from the internet:
feed-too-many = You have many addresses already
feed-too-many-advice = There can be { $count }. End one that you do not use.
feed-row = In your own calendar
feed-row-about = Show your appointments in the calendar of your phone or computer.
