# Results of which a person must say whose they are.
matches-nav = Unmatched
matches-title = Unmatched results
matches-lead = Laboratories sent these results, and it is not certain whose they are. They are in nobody's record until someone decides.
matches-empty = No results wait
matches-empty-advice = Results that are not clearly one patient's will stand here.
matches-cut = The first { $shown } of { $count } are shown.
matches-nameless = No name
matches-urgent = Cannot wait
matches-came = came { $date }
matches-born-unknown = birth date not sent

matches-why-nobody = Nobody here is like this person.
matches-why-doubtful = Somebody here is like this person, but not in everything.
matches-why-several = More than one patient here fits.
matches-why-deceased = The patient who fits had died when the sample was taken.
matches-why-another = The laboratory sent the same order for another patient before.
matches-why-removed = These results were taken out of a record.

matches-person = Born, sex
matches-numbers = Numbers
matches-laboratory = Laboratory
matches-received = Came
matches-taken = Sample taken
matches-ordered = Ordered
matches-orderer = Ordered by

matches-candidates = Who it may be
matches-no-candidates = Nobody with a similar name or the same birth date is known here. Look for the patient below, or register them.
matches-whose = Whose results are these?
matches-choose = Choose the patient.
matches-same-number = The laboratory's number is known for this patient
matches-same-person = Same name, birth date and sex
matches-searched = Found by your search: compare name and birth date
matches-doubt-authority = The number fits, but it is not said whose number it is
matches-doubt-number = The laboratory knows this patient by another number
matches-doubt-name = Another name
matches-doubt-family = Last name fits in part
matches-doubt-given = First name fits in part
matches-doubt-swapped = First and last name are exchanged
matches-doubt-suffix = Another suffix, such as Jr.
matches-doubt-birth = Another birth date
matches-doubt-no-birth = Birth date missing
matches-doubt-sex = Another sex
matches-doubt-no-sex = Sex missing
matches-remember = Remember the laboratory's number for this patient
matches-remember-hint = Later results with this number are then filed without asking, as long as name, birth date and sex do not speak against it.
matches-file = File in this record

matches-search = Somebody else
matches-search-label = Name, birth date or record number
matches-search-button = Search
matches-search-none = Nobody was found. Try part of the name, the birth date or the record number.
matches-register = Register a new patient
matches-register-hint = After registering, come back here: the patient is then among those it may be.

matches-decline = Nobody here
matches-note = Why
matches-note-hint = For example: sent to the wrong clinic. Up to { $count } characters.
matches-decline-button = These results are of nobody here

matches-is-declined = Someone has said that these results are of nobody here
matches-is-declined-advice = They are kept with the message and are in no record.
matches-reopen = Let them wait again
matches-is-filed = These results are filed
matches-is-filed-advice = They are in a patient's record. Where that is wrong, open the report there and choose where it comes from.
matches-open-record = Open the record
matches-back = Back to the list

matches-refused-changed = Someone else has decided in the meantime. Look at it again below.
matches-refused-patient = This patient is not here any longer. Choose again.
matches-refused-note = Say why, in up to 500 characters.
matches-refused-unreadable = This message cannot be read by the rules of its laboratory any longer. Ask your administrator.

matches-notice-filed = The results are in the record now.
matches-notice-declined = The results are marked as of nobody here.
matches-notice-reopened = The results wait again.
matches-notice-removed = The results were taken out of the record and wait again.

matches-origin = Where this report comes from
matches-origin-lead = Each message of the laboratory that brought this report or changed it.
matches-origin-none = No message of a laboratory brought this report: it came with the records of another system, or was entered otherwise.
matches-origin-report = Report
matches-origin-back = Back to the report
matches-message-of = Message of { $date }
matches-control-id = Its name at the laboratory
matches-order-number = Order number
matches-sent = Written
matches-warnings = To look at
matches-not-theirs = These results are not this patient's
matches-not-theirs-lead = Everything this message brought is marked as recorded by mistake, here and for the patient. It waits again until someone says whose it is, with all other messages about the same order, and the laboratory's number is forgotten for this patient.
matches-remove-note = How do you know?
matches-remove = Take them out of this record
matches-gone = The results of this message are not in this record any longer.
