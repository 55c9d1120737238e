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
policies-hint = { $least } to { $most }. Usual here: { $usual }.
policies-wrong = Enter a whole number from { $least } to { $most }.
policies-session-unfit = This is longer than a whole session lasts. Choose fewer minutes here, or more hours below.
policies-ages-unfit = This age lies after the one at which the help ends. Choose a lower one.
policies-save = Save
policies-changed = Last changes
policies-changed-by = { $date } by { $name }
