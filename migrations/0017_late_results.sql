-- A document that comes again takes the place of the one before, which is kept.
-- Which document of its report it is: the test and sub-id under which the laboratory sends it.
ALTER TABLE report_documents ADD COLUMN key TEXT NOT NULL DEFAULT '';
-- When its message was written; missing for those from before this was known.
ALTER TABLE report_documents ADD COLUMN written_at TIMESTAMPTZ;
-- When another one took its place, or the laboratory took it back.
ALTER TABLE report_documents ADD COLUMN replaced_at TIMESTAMPTZ;

-- A message with something critical of which nobody has said yet whose it is: how often prescribers were called by mail, and when next.
ALTER TABLE lab_messages ADD COLUMN calls BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lab_messages ADD COLUMN next_call_at TIMESTAMPTZ;

-- Who was called by mail about it.
CREATE TABLE lab_message_calls (
    id              UUID PRIMARY KEY,
    message_id      UUID NOT NULL REFERENCES lab_messages (id),
    round           BIGINT NOT NULL,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    called_at       TIMESTAMPTZ NOT NULL,
    UNIQUE (message_id, round, account_id)
);
