-- What was done and why it was done are told apart.

-- What was done, for the clinic: no personal data. Rows of earlier times have theirs in the reason.
ALTER TABLE audit_events ADD COLUMN detail TEXT;

-- The age from which on patients counted as adults when a helper was entered. Who entered a guardian knew whether it was an adult's:
-- other ages that the clinic sets later do not decide that anew.
ALTER TABLE helpers ADD COLUMN adult_from_years BIGINT NOT NULL DEFAULT 18;
UPDATE helpers SET adult_from_years = (SELECT CAST(value AS BIGINT) FROM settings WHERE name = 'helpers.ends_at_years')
WHERE EXISTS (SELECT 1 FROM settings WHERE name = 'helpers.ends_at_years' AND CAST(value AS BIGINT) > 18);
