-- A comment may be withdrawn: the clinic goes on seeing what it said, the patient only that there was one.
ALTER TABLE report_comments ADD COLUMN withdrawn_at TIMESTAMPTZ;
ALTER TABLE report_comments ADD COLUMN withdrawn_by UUID REFERENCES accounts (id);
ALTER TABLE report_comments ADD COLUMN withdrawer TEXT;

-- That something was withdrawn is told also on a day on which the report was told of before.
ALTER TABLE report_announcements ADD COLUMN also_today BOOLEAN NOT NULL DEFAULT FALSE;
