# Appointments: lists, times, states, how to change one.

appointments-lead = You can book, move and cancel visits here. You can also call the clinic.
appointments-lead-phone = You can book, move and cancel visits here. You can also call the clinic: { $phone }
appointments-coming = Coming
appointments-past = Past
appointments-none-coming = No coming appointments
appointments-none-coming-advice = Visits that are booked for you appear here. Book one here, or call the clinic.
appointments-none-coming-chart = Nothing is booked for this patient at present.
appointments-none-past = No past appointments
appointments-none-past-advice = Appointments appear here once they are over. What was written down at visits is in the health record.
appointments-one = Appointment
appointments-with = with { $name }

appointments-status-proposed = Suggested, not confirmed
appointments-status-pending = Waiting for confirmation
appointments-status-booked = Booked
appointments-status-arrived = Arrived
appointments-status-checked-in = Checked in
appointments-status-fulfilled = Took place
appointments-status-cancelled = Cancelled
appointments-status-noshow = Missed
appointments-status-error = Entered in error
appointments-status-waitlist = On the waiting list
appointments-status-over = Over

appointments-zone = All times in { $zone }
appointments-cancelled = This visit was cancelled
appointments-cancelled-advice = Please do not come at this time.
appointments-cancelled-because = Reason: { $reason }
appointments-uncertain = This visit is not confirmed yet
appointments-uncertain-advice = Please do not come before the clinic has confirmed it. Call the clinic if you hear nothing.
appointments-waiting = This visit is on the waiting list
appointments-waiting-advice = The clinic will call you when a time is free.
appointments-before = Before your visit
appointments-details = Details
appointments-place = Where
appointments-phone = Telephone
appointments-with-whom = With
appointments-reason = Reason
appointments-about = About
appointments-length = Length
appointments-change-title = Change or cancel
appointments-change-phone = Call { $phone }. Please call as early as you can, so that somebody else can have the time.
appointments-change = Call the clinic. Please call as early as you can, so that somebody else can have the time.
appointments-more = Also
appointments-more-waiting = Waiting list for an earlier time
appointments-more-feed = Your appointments in your own calendar
