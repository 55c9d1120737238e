-- Those who wait are read in the order in which they came.
CREATE INDEX waitlist_entries_waiting ON waitlist_entries (created_at, id) WHERE ended_at IS NULL;
