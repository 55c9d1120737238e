# Prescriptions: lists, directions, supply, states.

prescriptions-lead = Open a prescription to see where it is and to ask for a renewal. Questions? Call the clinic: { $phone }
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
prescriptions-help-phone = Call the clinic: { $phone }. It was not written on this portal, so a renewal is asked for by telephone. Do not stop or change a medicine on your own.
prescriptions-help = Call the clinic. It was not written on this portal, so a renewal is asked for by telephone. Do not stop or change a medicine on your own.
prescriptions-others = Other prescriptions of this medicine

# Where a prescription is that was written here.
prescriptions-at-cancelling = The clinic asks for it back
prescriptions-at-cancelled = Cancelled
prescriptions-at-done = All handed out
prescriptions-at-expired = Expired
prescriptions-at-paper = On paper and on the phone
prescriptions-at-part = Partly handed out
prescriptions-at-preparing = Being prepared at { $pharmacy }
prescriptions-at-ready = Ready at { $pharmacy }
prescriptions-at-refills = Handed out, refills left
prescriptions-at-rejected = Not accepted by { $pharmacy }
prescriptions-at-seen = Seen by { $pharmacy }
prescriptions-at-sending = On its way to { $pharmacy }
prescriptions-at-sent = Sent to { $pharmacy }
prescriptions-the-pharmacy = the pharmacy
prescriptions-a-pharmacy = The pharmacy

prescriptions-next-cancelled-unused = Nothing of it was handed out, and nothing will be. Ask the clinic if the medicine is needed.
prescriptions-next-cancelled = Nothing more of it is handed out. Ask the clinic before taking what is left.
prescriptions-next-cancelling = The clinic has asked { $pharmacy } to give it back. Ask the clinic before it is picked up.
prescriptions-next-done = Nothing is left to hand out.
prescriptions-next-done-asked = Nothing is left to hand out. A renewal was asked for.
prescriptions-next-done-from = Nothing is left to hand out. A renewal can be asked for from { $date }.
prescriptions-next-done-now = Nothing is left to hand out. A renewal can be asked for now.
prescriptions-next-expired = It could be handed out until { $date }.
prescriptions-next-paper = No pharmacy gets it by itself. Show its code on the phone at any pharmacy, or bring it printed.
prescriptions-next-paper-at = { $pharmacy } does not get it by itself. Show its code on the phone there, or bring it printed.
prescriptions-next-part = { $given } of { $all } handed out. { $left } still to come from { $pharmacy }.
prescriptions-next-preparing = { $pharmacy } is preparing it.
prescriptions-next-ready = Ready: pick it up at { $pharmacy }. Bring an identity document, and the insurance card if there is one.
prescriptions-next-refills = { $count ->
    [one] { $pharmacy } can hand it out { $count } more time, until { $date }.
   *[other] { $pharmacy } can hand it out { $count } more times, until { $date }.
}
prescriptions-next-rejected = { $pharmacy } did not accept it. Call the clinic: a new one is needed.
prescriptions-next-replaced = A newer prescription has taken its place.
prescriptions-next-seen = { $pharmacy } has looked at it and will prepare it.
prescriptions-next-sending = It is on its way to { $pharmacy }. This can take some minutes.
prescriptions-next-sent = { $pharmacy } has it and has not looked at it yet.

prescriptions-story = What happened so far
prescriptions-happened-archived = The request was put away: nobody answered it for 30 days
prescriptions-happened-cancellation-asked = { $name } asked { $pharmacy } to give it back: { $reason }
prescriptions-happened-cancellation-denied = { $first } did not give it back: { $reason }
prescriptions-happened-cancelled = It was cancelled
prescriptions-happened-cancelled-why = It was cancelled: { $reason }
prescriptions-happened-change-approved = { $name } agreed to the change and signed a new prescription
prescriptions-happened-change-asked = { $first } asked the prescriber: { $reason }
prescriptions-happened-change-denied = { $name } did not agree to the change: { $reason }
prescriptions-happened-dispensed = { $pharmacy } handed out { $amount }
prescriptions-happened-dispensed-part = { $pharmacy } handed out { $given } of { $all }
prescriptions-happened-dispensed-some = { $pharmacy } handed out some of it
prescriptions-happened-expired = Its last day is over
prescriptions-happened-in-progress = { $first } began to prepare it
prescriptions-happened-newer-link = Open the new prescription
prescriptions-happened-question-answered = { $name } answered the pharmacy’s question
prescriptions-happened-ready = It was ready for pick-up at { $pharmacy }
prescriptions-happened-received = { $first } looked at it
prescriptions-happened-redirected = { $name } chose { $pharmacy }
prescriptions-happened-redirected-paper = { $name } chose to keep it on paper and on the phone
prescriptions-happened-link-renewed = { $name } sent { $pharmacy } a fresh link by mail; the pick-up code is a new one
prescriptions-happened-rejected = { $first } did not accept it: { $reason }
prescriptions-happened-renewal-approved = { $name } approved the renewal and signed a new prescription
prescriptions-happened-renewal-asked = { $name } asked for a renewal
prescriptions-happened-renewal-denied = { $name } did not approve the renewal: { $reason }
prescriptions-happened-replaced = A new prescription took its place
prescriptions-happened-sending-failed = It could not be sent to { $pharmacy }: it goes on paper or on the phone
prescriptions-happened-sent = It was sent to { $pharmacy }
prescriptions-happened-signed = { $name } signed it
prescriptions-happened-withdrawn = { $name } took the request back

prescriptions-cancel-duplicate = It was written twice
prescriptions-cancel-mistake = It was a mistake
prescriptions-cancel-not-tolerated = It is not tolerated
prescriptions-cancel-patient-wish = The patient does not want it
prescriptions-cancel-replaced = Another one takes its place
prescriptions-cancel-therapy-changed = The therapy changes
prescriptions-change-clarification = something is not clear
prescriptions-change-generic = a generic or another product
prescriptions-change-therapeutic = another medicine for the same purpose
prescriptions-reject-coverage = insurance or price
prescriptions-reject-doubtful = its origin is in doubt
prescriptions-reject-not-available = it cannot get the medicine
prescriptions-reject-patient-unknown = the patient is not known there
prescriptions-reject-patient-wish = the patient did not want it
prescriptions-reject-unsafe = it finds the medicine unsafe for this patient

prescriptions-renewal = Renewal
prescriptions-renew-advice = The clinic answers here, and you get a mail when it has.
prescriptions-renew-button = Ask for a renewal
prescriptions-renew-cancelled = It was cancelled. If the medicine is needed, ask the clinic.
prescriptions-renew-on-its-way = Nothing of it was handed out yet. A renewal can be asked for when the last supply runs low.
prescriptions-renew-pending = A renewal was asked for. The clinic answers here, and you get a mail when it has.
prescriptions-renew-refills-left = { $count ->
    [one] No renewal is needed yet: the pharmacy can hand it out { $count } more time.
   *[other] No renewal is needed yet: the pharmacy can hand it out { $count } more times.
}
prescriptions-renew-rejected = A pharmacy did not accept it. Call the clinic: a new one is needed.
prescriptions-renew-remark = Anything the clinic should know
prescriptions-renew-remark-hint = For example how the medicine agrees with you. Nothing urgent: for that, call.
prescriptions-renew-replaced = There is a newer prescription: look for it in the list.
prescriptions-renew-too-soon = The supply lasts for a while. A renewal can be asked for from { $date }.
prescriptions-renew-withdraw = Take the request back
prescriptions-text-long = At most { $count } characters.

prescriptions-pharmacy = Pharmacy
prescriptions-pharmacy-button = Send it there
prescriptions-pharmacy-change = Choose another pharmacy
prescriptions-link-not-by-mail = This pharmacy is not reached by mail.
prescriptions-link-send = Send the link
prescriptions-link-again = Send the link again
prescriptions-link-waiting = The mail with the link is on its way since { $time }.
prescriptions-link-sent = The mail with the link was sent: { $time }. The pick-up code opens it.
prescriptions-link-failed = The mail with the link could not be sent: { $time }.
prescriptions-link-locked = The link is locked: too many wrong codes were typed. It was sent: { $time }.
prescriptions-link-hint = The link before ends and the pick-up code changes: the patient sees the new one in the portal. The new link works as long as the prescription can be dispensed, until { $date }.
prescriptions-notice-link-sent = A fresh link is on its way to the pharmacy. The pick-up code is a new one.
prescriptions-pharmacy-gone = This pharmacy cannot be chosen any more. Choose another one.
prescriptions-pharmacy-lead = It is sent to the pharmacy you choose, and the one before does not hand it out any more.
prescriptions-pharmacy-none = None: it is brought on paper or on the phone.
prescriptions-pharmacy-now = Where it is now
prescriptions-pharmacy-paper-button = Keep it on paper and on the phone
prescriptions-pharmacy-same = It is with this pharmacy already.
prescriptions-one = Prescription
prescriptions-back = Back to the prescription

prescriptions-refused = This is not possible any more.
prescriptions-refused-cancelled = It was cancelled.
prescriptions-refused-cancelling = The clinic asks for it back: the pharmacy has to answer first.
prescriptions-refused-completed = All of it was handed out.
prescriptions-refused-expired = Its last day is over.
prescriptions-refused-handed-out = Some of it was handed out: it stays with this pharmacy.
prescriptions-refused-rejected = The pharmacy did not accept it.

prescriptions-code = Code for the pharmacy
prescriptions-code-brightness = If a scanner does not read it, turn the brightness of the screen up and hold the phone still.
prescriptions-code-label = Code of the signed prescription
prescriptions-code-lead = { $drug }: let the pharmacy scan this code.
prescriptions-code-link = Show the code at the pharmacy
prescriptions-code-over = This prescription is over
prescriptions-code-over-advice = Nothing can be handed out for it any more, so its code is not shown.
prescriptions-pickup = Pickup code
prescriptions-pickup-advice = Tell it to a pharmacy that asks for it, together with the birth date. Whoever has both can open the prescription.

prescriptions-pdf-link = Save as PDF
prescriptions-print = Print the prescription
prescriptions-print-check = Check it at { $address }
prescriptions-print-copy = This print is a copy: nothing is handed out for it.
prescriptions-print-link = Print
prescriptions-print-original = This print is the prescription itself: bring it to a pharmacy. Print with the browser, on A5 or larger paper, or save it as PDF.
prescriptions-print-overridden = { $count ->
    [one] { $count } warning was seen and gone on with
   *[other] { $count } warnings were seen and gone on with
}
prescriptions-print-signed = Signed electronically by { $name } on { $date }
prescriptions-print-until = Valid until { $date }

prescriptions-signature = Signature
prescriptions-signature-broken = The signature does not hold
prescriptions-signature-broken-advice = What lies in the archive is not what was signed. Do not use it, and tell whoever runs the portal.
prescriptions-signature-holds = The signature holds: it is exactly as it was signed
prescriptions-write-again = Write it again
prescriptions-overridden = Warnings gone on with
prescriptions-overridden-why = Reason: { $reason }
prescriptions-override-benefit = the benefit outweighs the risk
prescriptions-override-checked = checked in another way
prescriptions-override-discussed = discussed with the patient
prescriptions-override-dose = the dose was chosen with it in mind
prescriptions-override-intended = meant so
prescriptions-override-monitor = it will be watched
prescriptions-override-no-alternative = nothing else would do
prescriptions-override-tolerates = the patient has taken it without harm
prescriptions-override-wrong = what the record says is not right
prescriptions-warning-critical = Critical
prescriptions-warning-info = Good to know
prescriptions-warning-warning = Warning

prescriptions-cancel-at-once = No pharmacy has it in hand: it is cancelled at once. A print or a code that the patient has is no longer valid, but a pharmacy without a connection cannot know that.
prescriptions-cancel-button = Cancel the prescription
prescriptions-cancel-choose = Choose a reason
prescriptions-cancel-keep = Leave it as it is
prescriptions-cancel-link = Cancel it
prescriptions-cancel-pending = { $pharmacy } has it and has to answer: until then it is not cancelled. If it is urgent, call the pharmacy.
prescriptions-cancel-reason = Why
prescriptions-cancel-reason-missing = Choose a reason.
prescriptions-cancel-text = More about it
prescriptions-cancel-text-hint = The pharmacy and the patient read it.
prescriptions-cancel-title = Cancel { $drug }

prescriptions-questions-clinic = Call the clinic. Do not stop or change a medicine on your own.
prescriptions-questions-phone = Call the clinic: { $phone }. Do not stop or change a medicine on your own.

prescriptions-notice-cancelled = The prescription is cancelled.
prescriptions-notice-cancelling = The pharmacy was asked to give it back. It is not cancelled until the pharmacy has answered.
prescriptions-notice-pharmacy = The pharmacy was changed.
prescriptions-notice-renewal-asked = The renewal was asked for. The clinic answers here.
prescriptions-notice-renewal-withdrawn = The request was taken back.
