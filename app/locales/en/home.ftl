# The patient's first page: what needs doing, the next visit, what is new, what to take.

home-title = Hello, { $name }

home-todo = What to do
home-todo-none = There is nothing you need to do right now.
home-todo-confirm = A visit is waiting for your answer
home-todo-confirm-phone = Call to say whether you can come: { $phone }
home-todo-confirm-call = Call the clinic to say whether you can come.
home-todo-prepare = Get ready for your visit { $when }
home-todo-ending = { $drug } can be used until { $date }
home-todo-refills = { $count ->
    [one] One medicine has no refills left
   *[other] { $count } medicines have no refills left
}
home-todo-call-phone = If you need to go on taking it, call the clinic before you run out: { $phone }
home-todo-call = If you need to go on taking it, call the clinic before you run out.

home-visit = Next visit
home-visit-none = No visit is booked. To book one, call the clinic.
home-visit-none-chart = No visit is booked.
home-visit-open = Details of the visit
home-visits-all = All appointments

home-results = New results
home-results-since = Since you were last here, { $date }.
home-results-lately = From the last { $count } days.
home-results-none-since = Nothing new since you were last here, { $date }.
home-results-none = No results from the last { $count } days.
home-results-all = All lab results
home-results-further = There are more new results under Labs.
home-results-out = { $count ->
    [one] { $count } out of range
   *[other] { $count } out of range
}
home-results-in = All in range
home-results-out-further = { $count ->
    [one] and { $count } more out of range
   *[other] and { $count } more out of range
}
home-results-count = { $count ->
    [one] { $count } result
   *[other] { $count } results
}

home-drugs = Medicines in use
home-drugs-none = No prescriptions are in use.
home-drugs-none-chart = No prescriptions are in use.
home-drugs-all = All prescriptions
home-drugs-further = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
