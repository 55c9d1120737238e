# Words that belong to no feature: navigation, footer, buttons, notices, marks.

nav-skip = Skip to content
nav-main = Main
nav-crumbs = You are here
nav-home = Home
nav-labs = Labs
nav-prescriptions = Prescriptions
nav-appointments = Appointments
nav-record = Health record
nav-profile = Your details
nav-access = Who looked at my record
nav-patients = Patients
nav-overview = Overview
nav-details = Details
nav-access-log = Access log
nav-invitation = Invitation
nav-sign-out = Sign out

footer-language = Language
page-of = Page { $page } of { $pages }
page-printed = Printed by { $name }, { $time }
footer-emergency = In an emergency, call 911. This portal is not watched around the clock.

common-done = Done
common-note = Please note
common-careful = Take care
common-problem = There is a problem
common-errors-title = Please check these answers
common-optional = (optional)
common-pages = Pages of this list
common-newer = Newer
common-older = Older
common-newest = Newest
common-beginning = Back to the beginning
common-next = Next
common-search = Search
common-clear = Show all
common-cancel = Cancel

flag-normal = In range
flag-high = High
flag-low = Low
flag-critical-high = Critically high
flag-critical-low = Critically low
flag-abnormal = Abnormal
flag-critical = Critical

banner-label = Patient
chart-parts = Parts of this record
banner-born = born
banner-born-about = born { $date }
banner-died = Deceased
banner-died-on = Died { $date }
banner-mrn = Record no. { $number }
banner-allergies = Allergies: { $names }
banner-allergies-none = No known allergies
banner-allergies-unknown = Allergies not recorded

chart-in-range = { $value }. Range of the lab: { $range }.
chart-one = One value so far: { $value } on { $date }.
chart-up = { $value } on { $date }, up from { $before } on { $before_date }. { $count } values since { $since }.
chart-down = { $value } on { $date }, down from { $before } on { $before_date }. { $count } values since { $since }.
chart-same = { $value } on { $date }, the same as on { $before_date } ({ $before }). { $count } values since { $since }.
chart-converted = converted from { $value }

nav-account = My account
nav-system = System
nav-schedules = Schedules

role-patient = Patient
role-prescriber = Prescriber
role-staff = Staff
role-pharmacist = Pharmacist
role-admin = Administrator

sex-male = Male
sex-female = Female
sex-other = Other
sex-unknown = Sex not recorded

notice-signed-out = You are signed out.
notice-signed-out-everywhere = You are signed out on all devices.
notice-welcome = Welcome. Your account is ready.
notice-language-changed = The portal now speaks English.
notice-check-started = The check of the audit trail has begun.
notice-access-granted = The record is open to you for this shift. The patient can see your reason.

error-home = Go to the first page
error-reference = If you report this, give this number: { $id }
error-call = Or call the clinic: { $phone }
error-not-found = We could not find that page
error-not-found-advice = The address may be mistyped, or the page is not yours to see. Start again from the first page.
error-forbidden = This request was stopped
error-forbidden-advice = It did not come from a page of this portal. Open the portal again and repeat what you did.
error-too-large = That was too much at once
error-too-large-advice = What you sent is larger than this portal takes. Shorten it and send it again.
error-too-many = Please slow down
error-too-many-advice = Many requests came from your network in a short time. Wait a minute and try again.
error-unavailable = The portal cannot answer right now
error-unavailable-advice = Nothing was lost. Wait a minute and try again.
error-refused = That did not work
error-refused-advice = The portal did not understand the request. Go back, check what you entered and try again.
error-failed = Something went wrong on our side
error-failed-advice = It was written down and will be looked at. Nothing you entered before was lost. Try again in a minute.

nav-team = Care team
nav-proposals = Prescribers to confirm
nav-system-parts = Looking after the portal
nav-system-state = State
nav-system-people = People
nav-system-places = Places
nav-system-policies = Policies
nav-system-audit = Audit
nav-system-mail = Mail
notice-role-changed = The role was changed. It counts from their next click.
notice-account-changed = The account was changed.
notice-sessions-ended = They are signed out on all devices.
notice-prescriber-proposed = The proposal is entered. Another person confirms it now.
notice-prescriber-confirmed = Confirmed. They may prescribe as soon as they sign in again.
notice-licence-confirmed = Confirmed. The licence counts from now on.
notice-prescriber-declined = The proposal was declined.
notice-prescriber-withdrawn = The right to prescribe was withdrawn.
notice-place-saved = The place was saved.
notice-team-changed = The care team was changed.
notice-policies-saved = The policies were saved and are in force.
notice-results-shown = The patient sees the result now.
