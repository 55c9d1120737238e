# What the clinic has decided for itself.

policies-title = Policies
policies-lead = What your clinic decides for itself. A change is in force at once, and is kept in the audit trail with the old value and the new one.
policies-sessions = Sessions
policies-session-idle = Minutes without a click until someone is signed out
policies-session-absolute = Hours after signing in until someone is signed out in any case
policies-invitations = Invitations
policies-invitation-days = Days for which a new invitation can be used
policies-helpers = Parents and guardians
policies-helpers-advice = Parents help their children with the portal. As children grow up, what parents see becomes less and then ends.
policies-limited-from = Age in years from which parents see only part of the record
policies-ends-at = Age in years at which the help of parents ends
policies-results = When patients see results
policies-results-advice = Patients see results at once. Some kinds can wait until a prescriber has looked at them and shown them, for so many days at most after the laboratory issued them; 0 shows them at once. The patient is told that there is a result, and when it is shown at the latest.
policies-results-how = A kind is known by the section of the laboratory that reports it and by the LOINC codes of its tests. A test with only a code of the laboratory's own is shown at once. What patients have seen stays shown.
policies-results-law = In the United States, 45 CFR part 171 allows few reasons to keep results back. Ask for legal advice before you hold a kind.
policies-hold-pathology = Days to hold pathology and cytology
policies-hold-genetics = Days to hold genetics
policies-hold-tumor-markers = Days to hold tumor markers
policies-hold-infections = Days to hold HIV and sexually transmitted infections
policies-hint = { $least } to { $most }. Usual here: { $usual }.
policies-wrong = Enter a whole number from { $least } to { $most }.
policies-session-unfit = This is longer than a whole session lasts. Choose fewer minutes here, or more hours below.
policies-ages-unfit = This age lies after the one at which the help ends. Choose a lower one.
policies-save = Save
policies-changed = Last changes
policies-changed-by = { $date } by { $name }
