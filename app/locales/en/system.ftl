# People and the state of the system.

system-title = System
system-lead = How much there is, and whether the audit trail is sound.
system-state = State
system-patients = Patient records
system-accounts = Accounts
system-database = Database
system-version = Version
system-more-than = more than { $count }
system-trail = Audit trail
system-trail-block = Newest sealed block
system-trail-sealed = Sealed
system-trail-never = Not yet
system-trail-unsealed = Entries not sealed yet
system-trail-advice = Entries are sealed into signed blocks within a second or two. A check reads the whole trail: it runs in the background, and a trail of millions of entries takes minutes.
system-trail-check = Check the whole trail now
system-check-running = The check is running
system-check-since = It began { $date }.
system-check-look = See whether it has ended
system-check-ended = The check ended { $date }.
system-check-failed = The check could not be carried out
system-check-failed-advice = The server's log says why.
system-check-well = The audit trail is sound
system-check-bad = The audit trail was changed
system-check-bad-advice = Keep a copy of the database and of its keys as they are now, and find out who had access to the server.
system-check-checked = Checked: { $rows } entries, { $blocks } blocks.
system-check-more = { $count ->
    [one] And { $count } more finding. “verbena audit verify” lists all.
   *[other] And { $count } more findings. “verbena audit verify” lists all.
}
system-finding-changed = Entry { $id } was changed after it was written.
system-finding-deleted = Entry { $id } of block { $block } was deleted.
system-finding-added = Entry { $id } was added to block { $block } after it was sealed.
system-finding-block = Block { $block }: { $what }.
system-finding-cut = The trail was cut off: block { $block } had been sealed and is missing or replaced.
system-commands = On the server
system-commands-advice = What is done where the server runs, by whoever may sign in there. In a terminal:
system-command-add = Add a person
system-command-disable = Disable an account and end its sessions
system-command-invite = Invite a patient
system-command-verify = Check the audit trail
system-command-backup = Keep a copy, while the portal runs
