-- An announcement may be of one result that waits by itself in a report which is shown: it is told when that result is.
-- Like the row that holds it, it outlives a result that its report no longer has.
ALTER TABLE report_announcements ADD COLUMN result_id UUID;
DROP INDEX report_announcements_waiting;
CREATE UNIQUE INDEX report_announcements_waiting ON report_announcements (report_id) WHERE told_at IS NULL AND result_id IS NULL;
CREATE UNIQUE INDEX report_announcements_waiting_result ON report_announcements (report_id, result_id)
    WHERE told_at IS NULL AND result_id IS NOT NULL;
