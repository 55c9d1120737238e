# Prescriptions: lists, directions, supply, states.

prescriptions-lead = To renew or change a prescription, call the clinic: { $phone }
prescriptions-search = Medicine
prescriptions-in-use = In use
prescriptions-earlier = Earlier
prescriptions-all = All
prescriptions-none-found = No medicine of that name
prescriptions-none-found-advice = Check the spelling, try a part of the name, or look under All.
prescriptions-none-in-use = No prescriptions in use
prescriptions-none-in-use-advice = What your clinic prescribes appears here. If you take medicines that are missing, tell the clinic.
prescriptions-none-in-use-chart = Nothing is prescribed for this patient at present. What ended is under Earlier.
prescriptions-none-earlier = No earlier prescriptions
prescriptions-none-earlier-advice = Prescriptions that are finished or stopped appear here.
prescriptions-none = No prescriptions
prescriptions-none-advice = Nothing has been prescribed in this record yet.

prescriptions-status-active = In use
prescriptions-status-on-hold = On hold
prescriptions-status-cancelled = Cancelled
prescriptions-status-completed = Finished
prescriptions-status-error = Entered in error
prescriptions-status-stopped = Stopped
prescriptions-status-draft = Not ordered yet
prescriptions-status-unknown = State not known

prescriptions-by-on = Prescribed by { $name } on { $date }
prescriptions-by = Prescribed by { $name }
prescriptions-on = Prescribed on { $date }
prescriptions-for = For { $reason }
prescriptions-for-days = { $count ->
    [one] for { $count } day
   *[other] for { $count } days
}
prescriptions-refills = { $count ->
    [0] no refills
    [one] { $count } refill
   *[other] { $count } refills
}
prescriptions-unit-tablets = { $count ->
    [one] { $count } tablet
   *[other] { $count } tablets
}
prescriptions-unit-capsules = { $count ->
    [one] { $count } capsule
   *[other] { $count } capsules
}
prescriptions-unit-inhalers = { $count ->
    [one] { $count } inhaler
   *[other] { $count } inhalers
}
prescriptions-unit-puffs = { $count ->
    [one] { $count } puff
   *[other] { $count } puffs
}
prescriptions-unit-drops = { $count ->
    [one] { $count } drop
   *[other] { $count } drops
}
prescriptions-unit-vials = { $count ->
    [one] { $count } vial
   *[other] { $count } vials
}
prescriptions-unit-syringes = { $count ->
    [one] { $count } syringe
   *[other] { $count } syringes
}
prescriptions-unit-patches = { $count ->
    [one] { $count } patch
   *[other] { $count } patches
}
prescriptions-unit-applications = { $count ->
    [one] { $count } application
   *[other] { $count } applications
}
prescriptions-unit-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
prescriptions-unit-pens = { $count ->
    [one] { $count } pen
   *[other] { $count } pens
}
prescriptions-unit-bottles = { $count ->
    [one] { $count } bottle
   *[other] { $count } bottles
}
prescriptions-unit-tubes = { $count ->
    [one] { $count } tube
   *[other] { $count } tubes
}
prescriptions-unit-injections = { $count ->
    [one] { $count } injection
   *[other] { $count } injections
}
prescriptions-unit-suppositories = { $count ->
    [one] { $count } suppository
   *[other] { $count } suppositories
}
prescriptions-unit-packets = { $count ->
    [one] { $count } packet
   *[other] { $count } packets
}
prescriptions-unit-lozenges = { $count ->
    [one] { $count } lozenge
   *[other] { $count } lozenges
}
prescriptions-no-directions = No directions were recorded: ask your clinic or pharmacist before taking it.

prescriptions-copy-only = Copy only – not valid for dispensing
prescriptions-copy-of = Patient: { $name }
prescriptions-over = This prescription could be used until { $date }
prescriptions-over-advice = It is still listed as in use. Ask the clinic whether you should go on taking the medicine.
prescriptions-directions = How to take it
prescriptions-as-needed = When needed: { $reason }
prescriptions-route = How it is given: { $route }
prescriptions-details = Details
prescriptions-reason = What it is for
prescriptions-refills-allowed = Refills
prescriptions-quantity = Quantity
prescriptions-lasts = Meant to last
prescriptions-prescriber = Prescribed by
prescriptions-written = Written
prescriptions-visit = At
prescriptions-valid-from = Can be used from
prescriptions-valid-until = Can be used until
prescriptions-intent = Kind
prescriptions-intent-plan = A plan, not an order yet
prescriptions-intent-option = One of several choices, not an order yet
prescriptions-not-recorded = Not recorded
prescriptions-note = Note
prescriptions-questions = Questions, refills, changes
prescriptions-help-phone = Call the clinic: { $phone }. Prescriptions cannot be renewed on the portal in this version. Do not stop or change a medicine on your own.
prescriptions-help = Call the clinic. Prescriptions cannot be renewed on the portal in this version. Do not stop or change a medicine on your own.
prescriptions-others = Other prescriptions of this medicine
