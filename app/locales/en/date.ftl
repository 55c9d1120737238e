# Dates, times, ages and how far away something is.

date-today = today
date-tomorrow = tomorrow
date-yesterday = yesterday
date-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
date-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
date-in-weeks = { $count ->
    [one] in { $count } week
   *[other] in { $count } weeks
}
date-weeks-ago = { $count ->
    [one] { $count } week ago
   *[other] { $count } weeks ago
}
date-in-months = { $count ->
    [one] in { $count } month
   *[other] in { $count } months
}
date-months-ago = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
date-in-years = { $count ->
    [one] in { $count } year
   *[other] in { $count } years
}
date-years-ago = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
date-now = just now
date-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
date-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
date-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
date-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
date-age-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
date-age-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
date-age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
date-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
date-at = { $date }, { $time }
date-span = { $from } to { $to }
date-since = since { $date }
date-until = until { $date }
date-zone-eastern = Eastern Time ({ $city })
date-zone-central = Central Time ({ $city })
date-zone-mountain = Mountain Time ({ $city })
date-zone-pacific = Pacific Time ({ $city })
date-zone-alaska = Alaska Time ({ $city })
date-zone-hawaii = Hawaii Time ({ $city })
date-zone-atlantic = Atlantic Time ({ $city })
date-zone-utc = Coordinated Universal Time
date-zone-other = { $city } time

# Numbers with a range.

number-range = { $low } to { $high }
number-at-least = { $low } or more
number-at-most = { $high } or less
number-more-than = more than { $low }
number-less-than = less than { $high }
number-exact = Exactly { $value }
