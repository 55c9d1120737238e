# Reports that wait for a clinician, critical results, tasks, and questions about results.

reviews-nav = Results
reviews-nav-tasks = Tasks
reviews-title = Results to review
reviews-lead = Reports of laboratories that nobody has ticked off yet: the critical first, of each kind the oldest first.
reviews-parts = Parts of the inbox
reviews-mine = Mine
reviews-nobodys = Nobody’s
reviews-everyones = Everyone’s
reviews-questions = Questions
reviews-none = No report waits
reviews-none-mine = Reports that you ordered, or of patients whose doctor you are, stand here when a laboratory sends them.
reviews-none-nobodys = Reports for which nobody in particular is responsible stand here, for every prescriber.
reviews-none-everyones = Reports of all patients stand here until a prescriber ticks them off.
reviews-to-look-at = To look at
reviews-all-normal = All in range
reviews-all-normal-advice = Every result in these reports is in the laboratory’s range, without a comment. Tick those you have looked at.
reviews-seen-many = Seen: all that are ticked
reviews-none-ticked = Nothing is ticked. Tick the reports that you have looked at.
reviews-some-left = { $left ->
    [one] { $seen } ticked off. { $left } was left: it has changed, somebody has ticked it off, or the patient’s record is closed to you. Open it to see.
   *[other] { $seen } ticked off. { $left } were left: they have changed, somebody has ticked them off, or the patients’ records are closed to you. Open them to see.
}
reviews-tick = { $name }: { $report }
reviews-born = Born { $date }
reviews-arrived = Came { $time }
reviews-of = For { $name }
reviews-raised = Nobody has this in hand yet
reviews-rank = How soon
reviews-rank-critical = Critical
reviews-rank-abnormal = Out of range
reviews-rank-to-read = To be read
reviews-rank-normal = All in range
reviews-why = Why again
reviews-why-final = More has come, or it is final now.
reviews-why-corrected = The laboratory has corrected it.
reviews-finding = { $name } ({ $flag })
reviews-finding-critical = critical for this clinic
reviews-more-findings = { $count ->
    [one] { $count } more
   *[other] { $count } more
}
reviews-questions-none = No question waits
reviews-questions-none-advice = What patients ask about a result stands here until it is answered.
reviews-asked = Asked by { $who }, { $time }
reviews-asked-helper = { $name }, who helps the patient

reviews-of-report = Review: { $report }
reviews-review = Review this report
reviews-next = Next report
reviews-out = Out of range
reviews-came = Came
reviews-responsible = Responsible
reviews-responsible-nobody = Nobody in particular
reviews-seen-by = Seen
reviews-column-course = Course
reviews-whole-report = The whole report
reviews-by = { $name }, { $time }

reviews-in-hand = Critical: who has it in hand?
reviews-in-hand-advice = Mails go out every 30 minutes until somebody answers. What you write is kept with your name and the time.
reviews-in-hand-words = What you do about it
reviews-in-hand-hint = For example: whom you have called, and when.
reviews-in-hand-button = I have it in hand
reviews-in-hand-missing = Write what you do about it.
reviews-in-hand-already = Somebody has answered meanwhile. Read below who has it in hand.

reviews-tick-off = Tick it off
reviews-comment = Write to the patient
reviews-seen-shows = The patient does not see this report yet. When you tick it off, it is shown.
reviews-seen-raised = Say first who has it in hand
reviews-seen-raised-advice = A critical report can be ticked off once somebody has it in hand.
reviews-seen = Seen
reviews-seen-next = Seen, and the next report
reviews-seen-already = Somebody has ticked it off meanwhile.
reviews-changed = The report has changed since you opened it. Look at it again, then tick it off.
reviews-comment-english = Comment to the patient, in English
reviews-comment-spanish = Comment to the patient, in Spanish
reviews-comment-hint = The patient reads it beside the results: in their language, else in the other.
reviews-comment-only = Send the comment only
reviews-comment-missing = Write something in one of the languages.
reviews-too-long = Write at most { $count } characters.

reviews-story = What happened
reviews-step-new = The report came
reviews-step-final = It came again, with more or as final
reviews-step-corrected = A correction came
reviews-step-seen = Seen by { $name }
reviews-step-raised = Raised as critical
reviews-step-answered = { $name } has it in hand
reviews-calls = { $count ->
    [one] { $count } round of mails was sent about what is critical.
   *[other] { $count } rounds of mails were sent about what is critical.
}

reviews-alarm-title = A critical result waits
reviews-alarm = { $count ->
    [one] Nobody has it in hand yet, since { $time }.
   *[other] { $count } critical reports wait for someone who has them in hand, the oldest since { $time }.
}
reviews-alarm-open = Open the list
reviews-alarm-tell = Tell a prescriber at once.
reviews-alarm-unmatched = { $count ->
    [one] A message with something critical waits since { $time }: it is not clear whose it is.
   *[other] { $count } messages with something critical wait: it is not clear whose they are. The oldest came { $time }.
}
reviews-alarm-match = Say whose it is

reviews-tasks = Tasks
reviews-task-kind = What is to be done?
reviews-task-kind-missing = Choose what is to be done.
reviews-task-call = Call the patient
reviews-task-follow-up = Follow-up
reviews-task-words = In words
reviews-task-hint = What the patient is to hear, or what is to be ordered.
reviews-task-words-missing = Write what is to be done.
reviews-task-due = Due
reviews-task-due-wrong = Enter a day from today on, within three years.
reviews-task-add = Add the task
reviews-task-patient = Patient
reviews-task-phone = Telephone
reviews-task-report = Report
reviews-task-made = Asked for by
reviews-task-ended = Done by
reviews-task-done-by = Done: { $who }
reviews-task-outcome = How it went
reviews-task-how = How did it go?
reviews-task-done = Done
reviews-task-over = Somebody has done this meanwhile.
reviews-due = Due { $date }
reviews-tasks-title = Tasks
reviews-tasks-lead = Calls and follow-ups that prescribers have asked for, by the day they are due.
reviews-tasks-parts = Open and done tasks
reviews-tasks-open = To do
reviews-tasks-done = Done
reviews-tasks-none = Nothing is to be done
reviews-tasks-none-done = Nothing was done yet
reviews-tasks-none-advice = A prescriber adds a task while reviewing a report.

reviews-said = From your clinic
reviews-said-to-patient = Comments to the patient
reviews-in-language = Written in: { $language }
reviews-withdrawn = Your clinic took this comment back on { $when }. If you have already acted on it, call the clinic.
reviews-withdrawn-by = Taken back by { $who }, { $when }. The patient no longer reads it.
reviews-withdraw = Take this comment back
reviews-withdraw-lead = The patient then reads that the comment was taken back, and no longer what it says. A mail tells them that there is something new. It stays visible to the clinic. If they may have acted on it, call them.
reviews-withdraw-button = Take it back
reviews-ask = Ask a question about this result
reviews-ask-title = Ask about a result
reviews-ask-lead = Your question about “{ $report }” goes to your clinic. The answer stands beside the result, and a mail tells you that it is there.
reviews-ask-urgent = This is not for emergencies: nobody may read it today. If you feel very ill, call the clinic or 911.
reviews-ask-words = Your question
reviews-ask-hint = At most 1,000 characters.
reviews-ask-send = Send the question
reviews-ask-missing = Write your question.
reviews-ask-long = Write at most 1,000 characters.
reviews-ask-many = { $count } of your questions wait for an answer. You can ask again when one is answered; call the clinic if it cannot wait.
reviews-question = Question about a result
reviews-question-waits = The clinic has not answered yet.
reviews-answer = Answer
reviews-answer-advice = The answer stands beside the result. Whoever asked is told by a mail that says nothing of it.
reviews-answer-words = Your answer
reviews-answer-send = Send the answer
reviews-answer-wrong = Write an answer of at most { $count } characters.
reviews-answered-already = Somebody has answered meanwhile.

reviews-limits-link = Critical values of the clinic
reviews-limits-title = Critical values
reviews-limits-lead = A result beyond one of these limits is critical, whatever the laboratory says. What the laboratory itself calls critical is critical in any case.
reviews-limits-now = In force
reviews-limits-none = The clinic has set no limits of its own. Only the laboratories’ flags count.
reviews-limits-add = Add a limit
reviews-limits-advice = It counts for what comes from now on. Results in another unit are not converted: they are put before a prescriber to be read.
reviews-limits-ended = Ended
reviews-limit-name = Test
reviews-limit-name-wrong = Enter a name of at most 100 characters.
reviews-limit-code = LOINC code
reviews-limit-code-hint = For example 2823-3 for potassium.
reviews-limit-code-wrong = This is no LOINC code: digits, a hyphen and a check digit.
reviews-limit-unit = Unit
reviews-limit-unit-hint = In UCUM, as the laboratory sends it, such as mmol/L. Upper and lower case count.
reviews-limit-unit-wrong = Enter a unit of at most 40 characters.
reviews-limit-low = Critical below
reviews-limit-high = Critical above
reviews-limit-number-wrong = Enter a number with a decimal point, such as 2.5.
reviews-limit-neither = Enter a lower limit, an upper limit, or both.
reviews-limit-order = The lower limit must be below the upper one.
reviews-limit-twice = There is a limit for this test and unit already. End it first.
reviews-limit-below = below { $value }
reviews-limit-above = above { $value }
reviews-limit-end = End this limit
reviews-limit-ended-by = Ended: { $who }

reviews-notice-seen = The report is ticked off.
reviews-notice-seen-many = The reports are ticked off.
reviews-notice-comment = The comment is sent.
reviews-notice-withdrawn = The comment is taken back.
reviews-notice-held = It is noted that you have it in hand.
reviews-notice-task = The task is added.
reviews-notice-task-done = The task is done.
reviews-notice-asked = Your question is sent. A mail tells you when there is an answer.
reviews-notice-answered = The answer is sent.
reviews-notice-limits = The critical values are saved.
