# Which visits there are, who is where when, when nobody is there.

schedules-title = Schedules
schedules-lead = Which visits your clinic offers, and who is where when. The times that patients can book follow from it.
schedules-parts = Parts of the schedules
schedules-overview = Overview
schedules-save = Save
schedules-saved = Saved.
schedules-choose = Choose one of them.
schedules-at-most = At most { $count } characters.
schedules-out-of-use = Out of use
schedules-midnight = midnight
schedules-name-wrong = Enter a name of at most { $count } characters.
schedules-today = Today, { $date }
schedules-today-nobody = Nobody has hours today.
schedules-hours-unused = { $count ->
    [one] Nobody can book { $count } entry of the weekly hours
   *[other] Nobody can book { $count } entries of the weekly hours
}
schedules-hours-unused-advice = The clinician, the place or the room is out of use. Give the hours another room, or end them:
schedules-steps = Step by step to the first visit
schedules-step-done = Done
schedules-step-missing = Missing
schedules-step-places = Places with a time zone
schedules-step-places-none = No places yet. An administrator adds them.
schedules-step-places-zone = { $count ->
    [one] { $count } place names no time zone and goes by that of the clinic: { $zone }. An administrator can change it.
   *[other] { $count } places name no time zone and go by that of the clinic: { $zone }. An administrator can change it.
}
schedules-step-places-done = { $count ->
    [one] { $count } place, with its time zone.
   *[other] { $count } places, each with its time zone.
}
schedules-step-rooms-none = No rooms yet. You need them only where people share rooms.
schedules-step-rooms-done = { $count ->
    [one] { $count } room in use.
   *[other] { $count } rooms in use.
}
schedules-step-visits-none = No visit types yet: add one, such as a check-up of 30 minutes.
schedules-step-visits-done = { $count ->
    [one] { $count } visit type is offered.
   *[other] { $count } visit types are offered.
}
schedules-step-hours-none = Nobody has hours yet: say who is where when.
schedules-step-hours-done = { $count ->
    [one] { $count } clinician has hours.
   *[other] { $count } clinicians have hours.
}
schedules-step-book = Booking
schedules-step-book-none = As soon as the steps above are done and patients can book or ask for a visit type, they see its free times.
schedules-step-book-done = { $count ->
    [one] Patients can book or ask for { $count } visit type.
   *[other] Patients can book or ask for { $count } visit types.
}

schedules-visit-types = Visit types
schedules-visit-types-lead = What patients come for: how long it takes, and who books it.
schedules-visit-types-none = No visit types yet
schedules-visit-types-none-advice = Add the first one, such as a check-up or a follow-up.
schedules-visit-types-add = Add a visit type
schedules-visit-types-change = Change a visit type
schedules-visit-types-change-advice = Visits that are booked stay as they are.
schedules-buffer-of = { $count ->
    [one] then { $count } minute kept free
   *[other] then { $count } minutes kept free
}
schedules-booked-between = Booked at least { $hours } h before, at most { $days } days ahead
schedules-not-offered = Not offered
schedules-name-en = Name in English
schedules-name-es = Name in Spanish
schedules-minutes = Length in minutes
schedules-minutes-hint = 5 to 480, in steps of 5.
schedules-minutes-wrong = Enter a whole number from 5 to 480 that can be divided by 5.
schedules-buffer = Minutes kept free after it
schedules-buffer-hint = For notes or for cleaning the room: 0 to 240, in steps of 5.
schedules-buffer-wrong = Enter a whole number from 0 to 240 that can be divided by 5.
schedules-medium = How you meet
schedules-medium-in-person = In person
schedules-medium-video = By video
schedules-mode = Who books it
schedules-mode-direct = Patients book it
schedules-mode-direct-about = A patient chooses a free time and has the visit at once.
schedules-mode-request = Patients ask for it
schedules-mode-request-about = A patient asks for a time; it is kept for them until your clinic agrees or declines.
schedules-mode-view-only = Only the clinic books it
schedules-mode-view-only-about = Patients see such visits and call to change them.
schedules-notice = Hours before a visit until which patients can book it
schedules-notice-hint = 0 to 720. With 24, a visit tomorrow at ten can be booked until today at ten.
schedules-notice-wrong = Enter a whole number from 0 to 720.
schedules-ahead = Days ahead that patients can book
schedules-ahead-hint = 1 to 730.
schedules-ahead-wrong = Enter a whole number from 1 to 730.
schedules-instructions-en = What patients do before it, in English
schedules-instructions-es = What patients do before it, in Spanish
schedules-instructions-hint = For example what to bring, or not to eat. In both languages or in neither.
schedules-instructions-both = Write it in this language, too, or leave both empty.
schedules-instructions-long = Shorten this to { $count } characters.
schedules-offered = Offered
schedules-offered-hint = Without the tick nobody can book it anew.

schedules-hours = Weekly hours
schedules-hours-lead = Who is where on which days of the week. Times are those of the place's own clock.
schedules-hours-none = Nobody has hours yet
schedules-hours-none-advice = Say who is where when; free times follow from it.
schedules-hours-add = Add hours
schedules-hours-change = Change hours
schedules-hours-change-advice = Visits that are booked stay where they are, even outside the new hours.
schedules-change-of = Change { $day }, { $time }
schedules-weekday = Day
schedules-weekdays = Days of the week
schedules-weekdays-missing = Choose at least one day of the week.
schedules-time = Time
schedules-where = Where
schedules-where-hint = A place, or one of its rooms. In a room there is one visit at a time.
schedules-where-missing = Choose a place or a room.
schedules-for-visits = For which visits
schedules-for-visits-hint = Tick none for all of them.
schedules-all-visits = All visits
schedules-between = Between which days
schedules-only-on = only on { $date }
schedules-who = Who
schedules-who-hint = Those who sign in here, have hours, or belong to one of the places.
schedules-choose-who = Choose a clinician
schedules-who-missing = Choose who has these hours.
schedules-choose-place = Choose a place
schedules-from = From
schedules-until = Until
schedules-until-hint = Midnight (12:00 AM, 00:00) is the end of the day.
schedules-time-wrong = Enter a time such as 09:00.
schedules-times-wrong = These hours end before they begin. Enter a later time here, or add the time after midnight to the next day.
schedules-first-day = First day
schedules-last-day = Last day
schedules-last-day-hint = Leave empty for no end. For a single day, the same as the first.
schedules-day-wrong = Enter a day such as 2026-11-22.
schedules-days-wrong = The last day is before the first. Enter a later one.
schedules-hours-unknown = What you chose is not there any longer. Choose again.
schedules-hours-overlap = On { $day } the clinician is somewhere else already at that time. Change or end those hours first.
schedules-hours-end = End these hours
schedules-hours-end-advice = After the last day nobody can book in them. A day before { $date } takes them away as if they had never been. Visits that are booked stay.
schedules-hours-end-button = End hours

schedules-closures = Closed days
schedules-closures-lead = Holidays, absences, and times at which a place is closed. Nobody can book then.
schedules-closures-none = Nothing is closed
schedules-closures-none-advice = Holidays and absences stand here as soon as you add them.
schedules-closures-add = Add closed days
schedules-closures-add-lead = Times are those of each place's own clock.
schedules-kind = Why
schedules-kind-holiday = Holiday
schedules-kind-absence = Someone is away
schedules-kind-closed = Closed
schedules-everyone = Everyone
schedules-everywhere = Everywhere
schedules-closure-who = Whose
schedules-closure-where = Where
schedules-closure-from = From
schedules-closure-from-hint = On the first day. Leave empty for the whole day.
schedules-closure-until = Until
schedules-closure-until-hint = On the last day. Leave empty for the whole day.
schedules-closure-last-hint = Leave empty for a single day.
schedules-closure-note = Note
schedules-closure-note-hint = Only those who work here see it.
schedules-closure-times-wrong = This ends before it begins. Enter a later day or time.
schedules-closure-long = Enter at most two years.
schedules-closure-whose = Choose who is away.
schedules-closure-note-long = Shorten the note to { $count } characters.
schedules-closure-unknown = The clinician or the place is not there any longer. Choose again.
schedules-closure-visits = { $count ->
    [one] { $count } booked visit lies in this time
   *[other] { $count } booked visits lie in this time
}
schedules-closure-visits-advice = They stay until someone moves or cancels them.
schedules-closure-see-visits = See these visits
schedules-closure-desk = The front desk sees which they are.
schedules-closure-no-visits = No booked visits lie in this time
schedules-closure-remove = Remove
schedules-closure-remove-advice = The times can be booked again at once.
schedules-closure-remove-button = Remove these closed days
schedules-closure-removed = The closed days were removed.

schedules-rooms = Rooms
schedules-questions = Questions
schedules-rooms-lead = Where visits take place. In a room there is one visit at a time.
schedules-rooms-none = No rooms yet
schedules-rooms-none-advice = You need rooms only where people share them.
schedules-rooms-add = Add a room
schedules-rooms-change = Change a room
schedules-room-place = Place
schedules-room-place-missing = Choose the place where the room is.
schedules-room-name = Name of the room
schedules-room-active = In use
schedules-room-active-hint = Without the tick nobody can book in hours that name this room. Visits that are booked stay.

schedules-video = Video
schedules-video-title = Links to video visits
schedules-video-lead = Each video visit gets a link of its own, made of this address and a name nobody can guess.
schedules-video-advice = The link opens a page of the service that you name here; Verbena itself transmits no video. Ask the service for a business associate agreement before you use it with patients.
schedules-video-base = Address that links begin with
schedules-video-hint = Such as https://meet.example.org/. Leave empty for no links.
schedules-video-wrong = Enter an address that begins with https:// and has no question mark or password, of at most { $count } characters.
