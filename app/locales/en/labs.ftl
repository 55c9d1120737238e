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
labs-held-badge = Not yet shown to the patient, until { $date }
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
labs-chart-newest = The newest { $count } results are drawn.
labs-chart-ranges = The range changed over time. The band shows each range where it applied.
labs-chart-units = { $count ->
    [one] { $count } result in another unit than { $unit } is not drawn; it stands in the table.
   *[other] { $count } results in other units than { $unit } are not drawn; they stand in the table.
}
labs-chart-limits = { $count ->
    [one] { $count } result is not an exact number, such as <5, and is drawn at that number.
   *[other] { $count } results are not exact numbers, such as <5, and are drawn at that number.
}

labs-vitals-title = Vital signs
labs-vitals-lead = The newest of each measurement and its last twelve values. Choose one to see them all.
labs-vitals-none = No vital signs yet
labs-vitals-none-advice = Blood pressure, weight and other measurements from visits appear here.
