# Booking, changing, waiting, checking in before a visit; and what the clinic asks before visits.

booking-new = Book a visit
booking-new-lead = Four short steps: what for, with whom, when, and a last look. Nothing is booked before the last one.
booking-whom = Who is it for?
booking-for-yourself = You are booking for yourself.
booking-for-now = You are booking for { $name }.
booking-for = Book for { $name }
booking-for-me = myself
booking-kinds = What kind of visit?
booking-no-kinds = No visits can be booked here at present
booking-kinds-else = Is the visit you need not here?
booking-wait-instead = Or wait for a free time.
booking-call = Please call the clinic.
booking-call-phone = Please call the clinic: { $phone }
booking-in-person = At the clinic
booking-video = By video
booking-we-confirm = We will confirm the time

booking-whom-and-where = With whom, and where?
booking-with = With whom?
booking-anyone = Anyone who is free
booking-anyone-hint = This usually gives you the earliest time.
booking-where = Where?
booking-anywhere = Any place
booking-show-times = Show free times

booking-times = Choose a time
booking-other-time = Choose another time
booking-with-anyone = With anyone who is free
booking-with-one = With { $name }
booking-other-people = Choose someone or somewhere else
booking-week = { $from } to { $to }
booking-morning = Morning
booking-afternoon = Afternoon
booking-day-count = { $count ->
    [one] { $count } time free
   *[other] { $count } times free
}
booking-later = Later days
booking-earlier = Earlier days
booking-none-this-week = No free time on these days
booking-next-free = Next free day: { $date }
booking-none-at-all = No free times
booking-none-advice = There is no free time as far ahead as can be booked here. You can wait until one is free.
booking-wait = Join the waiting list

booking-confirm = Is this right?
booking-confirm-ask = Is this right?
booking-confirm-move = Move your visit to this time?
booking-held = { $count ->
    [one] This time is held for you until { $time }: { $count } minute left.
   *[other] This time is held for you until { $time }: { $count } minutes left.
}
booking-held-over = This time is no longer held for you
booking-held-over-advice = It may still be free. Try to book it, or choose another time.
booking-visit = Visit
booking-until-now = Until now
booking-how = How
booking-reason = What is the visit for?
booking-reason-hint = A few words help the clinic to prepare. Only the people who treat you read it.
booking-clinic-answers = The clinic looks at your wish first. You will hear from us.
booking-do-book = Book this visit
booking-do-ask = Ask for this visit
booking-do-move = Move my visit to this time
booking-another-time = Choose another time
booking-long = Please use at most { $count } characters.

booking-taken = That time is taken
booking-taken-advice = Somebody was faster, or nobody is there then. Nothing was booked.
booking-next-times = The next free times
booking-all-times = See all free times
booking-not-offered = This visit cannot be booked here
booking-not-offered-advice = Only the clinic books such visits.
booking-hold-over = This time is no longer held
booking-hold-over-advice = It was held for five minutes, or it is booked already. Look at your appointments, or choose a time again.
booking-too-late = This visit can no longer be changed here
booking-too-late-advice = The clinic can still change it.
booking-ended = This visit can no longer be changed
booking-ended-advice = It is over, has begun, or was cancelled.
booking-changed = This visit was changed meanwhile
booking-changed-advice = Look at it again before you go on.
booking-busy = There is another visit at that time
booking-busy-advice = Nobody can be at two places at once. Choose another time, or change the other visit first.
booking-too-many = There are many visits to come already
booking-too-many-advice = No more can be booked here.
booking-other-visit = See the other visit
booking-back-to-visit = See the visit
booking-to-appointments = All appointments

booking-status-asked = The clinic will answer
booking-asked = The clinic has your wish
booking-asked-advice = The time is kept for you. Please do not come before the clinic has confirmed it; you will hear from us.
booking-asked-title = Change or take back
booking-asked-about = You can choose another time or take back your wish until the clinic has answered.
booking-change-time = Change the time
booking-earlier-if-possible = Earlier if possible
booking-cancel = Cancel this visit
booking-withdraw = Take back your wish
booking-late = { $count ->
    [one] Less than { $count } hour is left, so this visit can no longer be changed here.
   *[other] Less than { $count } hours are left, so this visit can no longer be changed here.
}
booking-come = I will come
booking-confirmed = You have said that you will come. Thank you.
booking-video-part = Video visit
booking-join = Join the video visit
booking-join-later = The button to join appears here at { $time }, 15 minutes before the visit.
booking-join-told = The clinic tells you how to join.

booking-cancel-why = Why?
booking-cancel-choose = Choose a reason. It helps the clinic to plan.
booking-cancel-text = Anything else the clinic should know
booking-cancel-about = The time then goes to somebody else. This cannot be undone, but you can book again.
booking-withdraw-about = The clinic then no longer keeps this time for you.
booking-do-cancel = Cancel this visit
booking-do-withdraw = Take it back
booking-keep = Keep the visit
booking-why-cannot-come = I cannot come at that time
booking-why-not-needed = I no longer need it
booking-why-elsewhere = I am going somewhere else
booking-why-other = Something else

booking-waiting = Waiting list
booking-waiting-lead = When a time that suits you is freed, we offer it to you by mail for a limited time. The first who waits is asked first.
booking-waiting-none = You are not waiting for anything
booking-waiting-none-advice = If no time suits you, or you want to come earlier, join the list.
booking-waiting-more = See the waiting list
booking-waiting-earlier = would take the place of a booked visit
booking-wait-new = Wait for a time
booking-see-offer = Answer the offer
booking-stop-waiting = Stop waiting
booking-offered = A time is offered
booking-any-day = any day
booking-any-hour = any time of day
booking-mornings = mornings
booking-afternoons = afternoons
booking-wish-kinds = What kind of visit do you wait for?
booking-wish-lead = { $visit }: say when you could come. We offer you a time that fits as soon as one is freed.
booking-wish-earlier = Your visit stays booked. If an earlier time that suits you is freed, we offer it to you.
booking-wish-first = From
booking-wish-last = Until
booking-wish-weekdays = On which days?
booking-wish-hours = At which time of day?
booking-do-wait = Join the waiting list
booking-wish-day-wrong = Enter a day.
booking-wish-days-wrong = The last day must come after the first, not lie in the past, and not be more than a year away.
booking-wish-weekdays-wrong = Choose at least one day.
booking-wish-hours-wrong = Choose a time of day.
booking-wish-too-many = You already wait for as much as one can. Stop waiting for something first.
booking-free-already = These times are free now
booking-free-already-about = You need not wait: press a time to hold it.
booking-wait-anyway = None of these suits me: wait anyway

booking-offer = A time is free
booking-offer-until = It is kept for you until { $time }.
booking-offer-take = Yes, I take it
booking-offer-leave = No, thank you
booking-offer-about = If you say no or do not answer, the next who waits is asked. You stay on the list.
booking-offer-over = This offer is over
booking-offer-over-advice = It was answered, or the time to answer has passed. If you still wait, you will be asked again.
booking-todo-offer = A time is free for you
booking-todo-offer-advice = You were waiting for one. It is kept for a short while: answer soon.
booking-home-asked = { $count ->
    [one] You have asked for { $count } visit. The clinic will answer.
   *[other] You have asked for { $count } visits. The clinic will answer.
}

booking-check-in = Check in before the visit
booking-check-in-about = A few questions that you can answer now instead of in the waiting room.
booking-check-in-begin = Check in
booking-check-in-lead = Whatever you answer is kept each time you save, also if something is still missing.
booking-check-in-done = Everything is answered. You can still change it until the visit begins.
booking-check-in-early = You can check in from { $time }
booking-check-in-closed = One can no longer check in for this visit
booking-check-in-save = Save
booking-contact = Telephone and address
booking-contact-none = Nothing is on record.
booking-contact-phone = Change the telephone number
booking-contact-address = Change the address
booking-contact-right = Are they right?
booking-contact-changed = No, I change them in my details
booking-right = Yes, all of it is right
booking-changed-since = No, something is different
booking-insurance = Insurance
booking-insurance-known = Who pays was told already.
booking-insurer = Insurance company
booking-insurer-hint = As on your card. If you have none, tick the box below.
booking-member = Member number
booking-group = Group number
booking-uninsured = I have no insurance
booking-medications = Medicines
booking-medications-none = No medicines are on record.
booking-medications-right = Is this what is taken now?
booking-medications-text = What is different?
booking-allergies = Allergies
booking-allergies-none = No allergies are on record.
booking-allergies-right = Is this right?
booking-allergies-text = What is different about the allergies?
booking-visit-part = About the visit
booking-number-hint = For example 5 or 0.5
booking-yes = Yes
booking-no = No
booking-choose = Choose
booking-lack-contact = Say whether telephone and address are right.
booking-lack-insurer = Enter the insurance company, or tick that there is none.
booking-lack-member = Enter the member number.
booking-lack-medications = Say whether the medicines are right.
booking-lack-medications-text = Say what is different about the medicines.
booking-lack-allergies = Say whether the allergies are right.
booking-lack-allergies-text = Say what is different about the allergies.
booking-lack-question = Answer this question.
booking-lack-unreadable = This answer could not be understood. Please look at it again.

booking-notice-booked = The visit is booked.
booking-notice-asked = Your wish is with the clinic. You will hear from us.
booking-notice-moved = The visit has its new time.
booking-notice-confirmed = Thank you. The clinic knows that you will come.
booking-notice-cancelled = The visit is cancelled.
booking-notice-withdrawn = Your wish was taken back.
booking-notice-waiting = You are on the waiting list.
booking-notice-waiting-ended = You no longer wait for this.
booking-notice-declined = The time goes to the next. You stay on the list.
booking-notice-check-in-saved = Saved. Something is still missing.
booking-notice-check-in-done = Thank you, everything that we ask you is answered.

questions-title = Questions before visits
questions-lead = Patients answer them from seven days before a visit. A question that was asked is never changed, only taken out.
questions-asked = What is asked
questions-none = Nothing is asked beyond the usual
questions-none-advice = Telephone and address, insurance, medicines, allergies and the reason are always asked.
questions-new = Add a question
questions-visit = Before which visits?
questions-all-visits = All visits
questions-kind = How is it answered?
questions-kind-yes-no = Yes or no
questions-kind-text = In words
questions-kind-number = A number
questions-kind-date = A day
questions-kind-choice = One of a few answers
questions-kind-wrong = Choose how it is answered.
questions-text-en = The question in English
questions-text-es = The question in Spanish
questions-text-wrong = Enter the question, with at most { $count } characters.
questions-choices-en = The answers in English
questions-choices-es = The answers in Spanish
questions-choices-hint = One in each line, in the same order in both languages. Only for a question with a few answers.
questions-choices-wrong = Two to twelve answers, as many in both languages; other questions have none.
questions-required = It must be answered
questions-needed = Must be answered
questions-add = Add
questions-up = Move up
questions-up-of = “{ $question }”
questions-retire = No longer ask
questions-too-many = So many questions are asked already that no more can be added.
questions-notice-added = The question was added.
questions-notice-retired = The question is no longer asked. Its answers stay.
