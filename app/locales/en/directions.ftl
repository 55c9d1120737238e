# How a medicine is taken: the sentence for the patient, and the form it is made with.

directions-digits-mark = ,
directions-range = { $low } to { $high }
directions-and = { $first } and { $last }
directions-then = Then { $step }

directions-verb-take = Take
directions-verb-use = Use
directions-verb-place = Place
directions-verb-dissolve = Dissolve
directions-verb-rinse = Rinse the mouth with
directions-verb-inhale = Inhale
directions-verb-puff = Inhale
directions-verb-contents = Inhale the contents of
directions-verb-put = Put
directions-verb-spray = Use
directions-verb-apply = Apply
directions-verb-spread = Apply
directions-verb-insert = Insert
directions-verb-inject = Inject
directions-verb-give = Give

directions-unit-tablet = { $form ->
    [one] { $amount } tablet
   *[other] { $amount } tablets
}
directions-unit-capsule = { $form ->
    [one] { $amount } capsule
   *[other] { $amount } capsules
}
directions-unit-puff = { $form ->
    [one] { $amount } puff
   *[other] { $amount } puffs
}
directions-unit-drop = { $form ->
    [one] { $amount } drop
   *[other] { $amount } drops
}
directions-unit-spray = { $form ->
    [one] { $amount } spray
   *[other] { $amount } sprays
}
directions-unit-patch = { $form ->
    [one] { $amount } patch
   *[other] { $amount } patches
}
directions-unit-suppository = { $form ->
    [one] { $amount } suppository
   *[other] { $amount } suppositories
}
directions-unit-application = { $form ->
    [one] { $amount } application
   *[other] { $amount } applications
}
directions-unit-unit = { $form ->
    [one] { $amount } unit
   *[other] { $amount } units
}
directions-unit-lozenge = { $form ->
    [one] { $amount } lozenge
   *[other] { $amount } lozenges
}
directions-unit-packet = { $form ->
    [one] { $amount } packet
   *[other] { $amount } packets
}
directions-unit-injection = { $form ->
    [one] { $amount } injection
   *[other] { $amount } injections
}
directions-unit-measure = { $amount } { $unit }
directions-in-words = { $amount } ({ $words })
directions-tablet-quarter = a quarter of a tablet
directions-tablet-half = half a tablet
directions-tablet-three-quarters = three quarters of a tablet
directions-tablets-and-half = { $count } and a half tablets

directions-place-oral = by mouth
directions-place-sublingual = under the tongue
directions-place-buccal = between the cheek and the gum
directions-place-mouth = in the mouth
directions-place-nebulized = with a nebulizer
directions-place-inhaler = with the inhaler
directions-place-skin = to the skin
directions-place-on-skin = on the skin
directions-place-subcutaneous = under the skin
directions-place-intramuscular = into the muscle
directions-place-into-rectum = into the rectum
directions-place-in-rectum = in the rectum
directions-place-into-vagina = into the vagina
directions-place-in-vagina = in the vagina
directions-place-nose = in the nose
directions-place-eye = in the eye
directions-place-ear = in the ear
directions-place-right-eye = in the right eye
directions-place-left-eye = in the left eye
directions-place-each-eye = in each eye
directions-place-right-ear = in the right ear
directions-place-left-ear = in the left ear
directions-place-each-ear = in each ear
directions-place-right-nostril = in the right nostril
directions-place-left-nostril = in the left nostril
directions-place-each-nostril = in each nostril
directions-place-affected-area = to the affected area
directions-place-on-affected-area = on the affected area
directions-place-scalp = to the scalp
directions-place-on-scalp = on the scalp
directions-place-face = to the face
directions-place-on-face = on the face

directions-times = { $count ->
    [1] once a day
    [2] twice a day
   *[other] { $count } times a day
}
directions-times-up-to = { $count ->
    [1] no more than once a day
    [2] up to twice a day
   *[other] up to { $count } times a day
}
directions-every-hours = { $count ->
    [1] every hour
   *[other] every { $count } hours
}
directions-every-hours-range = every { $low } to { $high } hours
directions-every-days = { $count ->
    [2] every other day
   *[other] every { $count } days
}
directions-weekly = ONCE A WEEK, on { $day }
directions-weekdays = only on { $days }
directions-monthly = ONCE A MONTH
directions-once = one time only
directions-not-daily-take = Do not take this medicine every day.
directions-not-daily-use = Do not use this medicine every day.

directions-time-morning = in the morning
directions-time-noon = at noon
directions-time-evening = in the evening
directions-time-bedtime = at bedtime
directions-day-mon = Monday
directions-day-tue = Tuesday
directions-day-wed = Wednesday
directions-day-thu = Thursday
directions-day-fri = Friday
directions-day-sat = Saturday
directions-day-sun = Sunday

directions-food-with-food = with food
directions-food-with-meals = with meals
directions-food-empty-stomach = on an empty stomach
directions-food-before-meals = before meals
directions-food-after-meals = after meals
directions-food-before-breakfast = before breakfast
directions-food-with-breakfast = with breakfast
directions-food-with-dinner = with dinner

directions-for-days = { $count ->
    [one] for { $count } day
   *[other] for { $count } days
}
directions-for-weeks = { $count ->
    [one] for { $count } week
   *[other] for { $count } weeks
}
directions-for-months = { $count ->
    [one] for { $count } month
   *[other] for { $count } months
}
directions-needed = when needed
directions-needed-for = when needed for { $reason }
directions-needed-other = when needed for { $reason }
directions-most = Not more than { $amount } in 24 hours.

directions-reason-pain = pain
directions-reason-fever = fever
directions-reason-pain-or-fever = pain or fever
directions-reason-headache = headache
directions-reason-chest-pain = chest pain
directions-reason-nausea = nausea
directions-reason-itching = itching
directions-reason-allergies = allergies
directions-reason-cough = cough
directions-reason-wheezing = wheezing
directions-reason-shortness-of-breath = shortness of breath
directions-reason-anxiety = anxiety
directions-reason-sleep = sleep
directions-reason-constipation = constipation
directions-reason-diarrhea = diarrhea
directions-reason-heartburn = heartburn
directions-reason-muscle-spasms = muscle spasms
directions-reason-swelling = swelling

directions-form-legend = How it is taken
directions-form-legend-then = Then, step { $count }
directions-form-choose = Choose
directions-form-none = Nothing to say
directions-form-short = In short form
directions-form-short-hint = Fills the fields below, for example: 1-2 tab PO Q4-6H PRN pain x 5 days max 8
directions-form-dose = Dose
directions-form-dose-hint = A number such as 1, 0.5 or 12.5
directions-form-dose-high = To, if there is a choice
directions-form-unit = Unit of the dose
directions-form-route = Route
directions-form-site = Where on the body
directions-form-timing = How often
directions-form-count = How many
directions-form-count-hint = Times a day, or the hours or days between two doses
directions-form-count-high = To how many hours, if it may vary
directions-form-days = On which days
directions-form-times = At which times
directions-form-amounts = Different amounts at different times
directions-form-amount-morning = Dose in the morning
directions-form-amount-noon = Dose at noon
directions-form-amount-evening = Dose in the evening
directions-form-amount-bedtime = Dose at bedtime
directions-form-food = Meals
directions-form-duration = For how long
directions-form-duration-unit = Days, weeks or months
directions-form-as-needed = Only when needed
directions-form-reason = Needed for
directions-form-reason-hint = Common words such as “pain” or “itching” are translated for the patient.
directions-form-max = At most in 24 hours
directions-form-max-hint = In the unit of the dose
directions-form-free-text = Anything else the patient should do
directions-form-free-text-hint = Stands after the sentence, in your words; it is not translated.

directions-name-tablet = tablets
directions-name-capsule = capsules
directions-name-puff = puffs
directions-name-drop = drops
directions-name-spray = sprays
directions-name-patch = patches
directions-name-suppository = suppositories
directions-name-application = applications, without an amount
directions-name-unit = units
directions-name-lozenge = lozenges
directions-name-packet = packets
directions-name-injection = injections (pens or syringes of one dose)
directions-name-route-inhaled = inhaled
directions-name-days = days
directions-name-weeks = weeks
directions-name-months = months
directions-name-times-per-day = times a day
directions-name-at-times = at times of the day
directions-name-every-hours = every … hours
directions-name-every-days = every … days
directions-name-weekdays = on days of the week
directions-name-monthly = once a month
directions-name-once = one time only

directions-fault-missing = Fill this in.
directions-fault-missing-days = Tick at least one day.
directions-fault-missing-times = Tick at least one time of day.
directions-fault-missing-choice = Choose one.
directions-fault-number = Write a number in digits, such as 2 or 0.5.
directions-fault-comma = Write the number with a point and without a comma, such as 0.5 or 1000.
directions-fault-write = Write { $amount }.
directions-fault-small = The least is { $amount }.
directions-fault-large = The most is { $amount }. If more is meant, say it in words below.
directions-fault-whole = Only whole numbers can be taken.
directions-fault-quarter = Tablets can be split into halves and quarters: write 0.25, 0.5, 0.75 or such a part more.
directions-fault-half = Write whole or half units, such as 4 or 4.5.
directions-fault-decimals = { $count ->
    [one] Write at most { $count } digit after the point.
   *[other] Write at most { $count } digits after the point.
}
directions-fault-rising = The second number must be larger than the first.
directions-fault-unknown = Choose one of the answers offered.
directions-fault-belong = This does not go with what is chosen above. Clear it, or choose the other.
directions-fault-route = A dose in this unit is not given by this route. Change one of them.
directions-fault-site = This place does not go with the route. Change one of them.
directions-fault-as-needed = A reason is given: tick “Only when needed”, or clear the reason.
directions-fault-end = Another step follows: say for how long this one is taken.
directions-fault-every-day = All seven days are ticked. Choose “times a day” instead.
directions-fault-twice = This stands twice.
directions-fault-max = This is less than one dose.
directions-fault-max-day = This is less than a day's doses as written above. Change one of them, or tick “Only when needed”.
directions-fault-long = { $count ->
    [one] Write at most { $count } character.
   *[other] Write at most { $count } characters.
}
directions-fault-risky = “{ $found }” has been misread and harmed people. Write { $instead } instead.
directions-fault-understood = “{ $found }” is not understood here. Leave it out and use the fields below.
directions-fault-contradicts = The short form and the fields below say different things. Clear one of them.
directions-fault-steps = { $count ->
    [one] Directions have at most { $count } step.
   *[other] Directions have at most { $count } steps.
}

directions-instead-units = “units”
directions-instead-daily = “once a day”, or “right eye” if that was meant,
directions-instead-other-day = “every other day”
directions-instead-drug = the drug's full name
directions-instead-weekdays = the days of the week
directions-instead-bedtime = “at bedtime”
directions-instead-milliliters = the amount in mL
directions-instead-micrograms = “mcg”
directions-instead-subcutaneous = “under the skin” (in the short form: subcut)
directions-instead-eye = “right eye”, “left eye” or “each eye”
directions-instead-ear = “right ear”, “left ear” or “each ear”
directions-instead-stop = “stop” or “discharge”
directions-instead-directions = the directions themselves
