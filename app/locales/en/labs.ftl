# Lab results and vital signs: lists, one report, one test's history.

labs-lead = Your results as the laboratory sent them, each with the laboratory's own range.
labs-ways = Ways to look at results
labs-by-panel = By panel
labs-by-test = By test
labs-search = Panel or test
labs-show = Show
labs-show-all = All results
labs-show-out = Only results out of range
labs-none = No lab results yet
labs-none-advice = When a laboratory sends results to your clinic, they appear here. Ask the clinic if you are waiting for one.
labs-none-advice-chart = No laboratory has sent results for this patient yet.
labs-none-found = Nothing found
labs-none-found-advice = No result fits your search. Check the spelling, try a part of the name, or show all results.
labs-singles = Single results
labs-open = Details of { $date }
labs-open-all = { $count ->
    [one] The { $count } result of { $date }
   *[other] All { $count } results of { $date }
}
labs-open-undated = Details
labs-report-withdrawn = The laboratory withdrew this report: it was recorded by mistake. Its results are not shown.
labs-report-empty = This report has no single values.

labs-held-title = A result that is not shown yet
labs-held-first = The clinic looks at this result first
labs-held = The clinic looks at it first. You will see it on { $date } at the latest.
labs-held-more = { $count ->
    [one] { $count } more result is there, which the clinic looks at first. See the list:
   *[other] { $count } more results are there, which the clinic looks at first. See the list:
}
labs-held-later = A result that came later is not shown here yet, because the clinic looks at it first. You will see it on { $date } at the latest.
labs-held-documents = A document of the laboratory is not shown here yet, because the clinic first looks at another result that belongs with it. You will see it on { $date } at the latest.
labs-held-badge = Not yet shown to the patient, until { $date }
labs-held-badge-part = The patient does not see all of it yet, until { $date }
labs-held-badge-documents = The patient does not see its documents yet, until { $date }: another result that belongs with them waits
labs-held-show = Show it to the patient now

labs-tests-title = Lab tests
labs-tests-lead = The newest result of each test, and what changed since the one before. Choose a test to see all its results.

labs-column-test = Test
labs-column-result = Result
labs-column-latest = Newest result
labs-column-flag = In range?
labs-column-range = The lab's range
labs-column-change = Since last time
labs-column-comment = Comment
labs-column-date = Date
labs-column-performer = Done by

labs-change-up = Up from { $value }, { $date }
labs-change-down = Down from { $value }, { $date }
labs-change-same = Same as on { $date } ({ $value })
labs-change-other = Before: { $value }, { $date }

labs-status-final = Final
labs-status-registered = Not ready yet
labs-status-partial = More results to come
labs-status-preliminary = Preliminary
labs-status-amended = Changed
labs-status-corrected = Corrected
labs-status-appended = Added to
labs-status-cancelled = Cancelled
labs-status-withdrawn = Recorded by mistake
labs-status-unknown = Status not known

labs-value-waiting = Not ready yet
labs-value-withheld = There is a result that is not shown here. Ask your clinic about it.
labs-value-withdrawn = Withdrawn: recorded by mistake
labs-value-cancelled = The test was cancelled
labs-value-missing = No value was sent
labs-value-not-performed = The test was not done
labs-value-declined = Declined
labs-value-not-applicable = Does not apply
labs-value-failed = The test did not work

labs-taken = Sample taken
labs-issued = Released
labs-place = Where
labs-performer = Done by
labs-status = Status
labs-results = Results
labs-conclusion = Comment on this report

labs-history-lead = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
labs-history-chart = Over time
labs-history-table = All results
labs-history-one = A chart appears here once there are two results.
labs-date-unknown = Date not known
labs-chart-hint = Point at a value to read it, or move through the values with the arrow keys.
labs-chart-thinned-days = { $count ->
    [one] There are too many results to draw them all: the newest of each day is drawn. The table has all of them, and a shorter period shows more.
   *[other] There are too many results to draw them all: the newest of every { $count } days is drawn. The table has all of them, and a shorter period shows more.
}
labs-chart-thinned-hours = { $count ->
    [one] There are too many results to draw them all: the newest of each hour is drawn. The table has all of them, and a shorter period shows more.
   *[other] There are too many results to draw them all: the newest of every { $count } hours is drawn. The table has all of them, and a shorter period shows more.
}
labs-chart-thinned-minutes = { $count ->
    [one] There are too many results to draw them all: the newest of each minute is drawn. The table has all of them, and a shorter period shows more.
   *[other] There are too many results to draw them all: the newest of every { $count } minutes is drawn. The table has all of them, and a shorter period shows more.
}
labs-chart-ranges = The range changed over time. The band shows each range where it applied.
labs-chart-units = { $count ->
    [one] { $count } result in another unit was converted to { $unit }; the table shows it as it was sent.
   *[other] { $count } results in other units were converted to { $unit }; the table shows them as they were sent.
}
labs-chart-separate = The results came in units that cannot be converted into one another, so each unit has a chart of its own.
labs-chart-left-out = { $count ->
    [one] { $count } result in yet another unit is not drawn; it stands in the table.
   *[other] { $count } results in yet other units are not drawn; they stand in the table.
}
labs-chart-limits = { $count ->
    [one] { $count } result is not an exact number, such as <5, and is drawn at that number.
   *[other] { $count } results are not exact numbers, such as <5, and are drawn at that number.
}

labs-vitals-title = Vital signs
labs-vitals-lead = The newest of each measurement and its last twelve values. Choose one to see them all.
labs-vitals-none = No vital signs yet
labs-vitals-none-advice = Blood pressure, weight and other measurements from visits appear here.

labs-compare = Side by side
labs-compare-lead = The results of several days beside one another.
labs-compare-this = Compare with other tests
labs-compare-these = Compare these tests with other days
labs-compare-none = Results stand here side by side once there are some.
labs-compare-choose = Choose tests and days
labs-compare-tests = Tests
labs-compare-days = Days
labs-compare-most = At most { $count } days.
labs-compare-show = Show
labs-column-newest-range = The lab's range, newest
labs-column-finding = Finding
labs-column-about = About this result

labs-take = Take your results along
labs-take-lead = All results that are shown here, as a file for you or for another doctor. A file on a device can be read by whoever uses it.
labs-take-csv = Spreadsheet (CSV)
labs-take-json = For programs (FHIR)
labs-csv-report = Report
labs-csv-own-name = The lab's own name
labs-csv-part = Part
labs-csv-code = Code
labs-csv-system = Code system
labs-csv-comparator = More or less than
labs-csv-unit = Unit
labs-csv-flags = Flags as sent
labs-csv-low = Range from
labs-csv-high = Range to
labs-csv-range = Range as sent

labs-pdf = Report as a PDF
labs-pdf-title = Laboratory report
labs-pdf-made = made on { $time }
labs-pdf-patient = Patient
labs-pdf-born = Born
labs-pdf-number = Record number

labs-specimen = Sample
labs-received = Received by the laboratory
labs-orderer = Ordered by
labs-origin = Belongs to
labs-method = Method
labs-method-is = Method: { $method }
labs-documents = Documents of the laboratory
labs-document = Document
labs-document-replaced = Replaced or withdrawn by the laboratory on { $date }; the patient does not see it.

labs-revised-value = Changed on { $date }: was { $was }, now { $now }.
labs-revised-range = The laboratory's range was changed on { $date }: was { $was }, now { $now }.
labs-revised-flag = How the laboratory judges it was changed on { $date }: was { $was }, now { $now }.
labs-revised-nothing = nothing
labs-revised-withdrawn = Withdrawn on { $date }: it was recorded by mistake.
labs-revised-cancelled = Cancelled on { $date }.
labs-revised-hidden = Changed on { $date }.

labs-finding-susceptible = Susceptible (the medicine works)
labs-finding-intermediate = Intermediate
labs-finding-resistant = Resistant (the medicine does not work)
labs-finding-dose-dependent = Susceptible, depending on the dose
labs-finding-not-susceptible = Not susceptible
labs-finding-moderately = Moderately susceptible
labs-finding-very = Very susceptible
labs-finding-positive = Positive
labs-finding-negative = Negative
labs-finding-detected = Detected
labs-finding-not-detected = Not detected
labs-finding-reactive = Reactive
labs-finding-non-reactive = Non-reactive
labs-finding-indeterminate = Indeterminate
labs-finding-up = Clearly higher than before
labs-finding-down = Clearly lower than before
labs-finding-better = Better than before
labs-finding-worse = Worse than before

labs-period = Period
labs-period-months = 3 months
labs-period-year = 1 year
labs-period-years = 5 years
labs-period-all = All
labs-period-none = There is no result in this period.
