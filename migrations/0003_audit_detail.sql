-- What was done and why it was done are told apart.

-- What was done, for the clinic: no personal data. Rows of earlier times have theirs in the reason.
ALTER TABLE audit_events ADD COLUMN detail TEXT;
