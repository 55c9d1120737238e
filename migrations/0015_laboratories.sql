-- What laboratories send (HL7 version 2), from the message to the chart.

CREATE TABLE laboratories (
    id              UUID PRIMARY KEY,
    name            TEXT NOT NULL,
    -- The zone of its times that name none (IANA).
    zone            TEXT NOT NULL,
    -- The letters of messages that name no set (HL7 table 0211); the standard says ASCII.
    charset         TEXT NOT NULL,
    -- Whether messages for training and tests are taken.
    takes_trials    BOOLEAN NOT NULL,
    -- What this laboratory calls the clinic's own record numbers (the assigning authority in PID-3), where it sends them.
    record_authority TEXT,
    -- A paused one is told to send again later.
    paused_at       TIMESTAMPTZ,
    created_at      TIMESTAMPTZ NOT NULL
);

CREATE UNIQUE INDEX laboratories_by_name ON laboratories (lower(name));

-- How its messages name their sender: MSH-3 and MSH-4, folded.
CREATE TABLE laboratory_senders (
    application     TEXT NOT NULL,
    facility        TEXT NOT NULL,
    laboratory_id   UUID NOT NULL REFERENCES laboratories (id),
    -- As it was typed or sent.
    shown           TEXT NOT NULL,
    PRIMARY KEY (application, facility)
);
CREATE INDEX laboratory_senders_by_laboratory ON laboratory_senders (laboratory_id);

-- Keys for sending by HTTP: the SHA-256 of 32 random bytes.
CREATE TABLE laboratory_keys (
    id              UUID PRIMARY KEY,
    laboratory_id   UUID NOT NULL REFERENCES laboratories (id),
    digest          BYTEA NOT NULL UNIQUE,
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id),
    last_used_at    TIMESTAMPTZ,
    ended_at        TIMESTAMPTZ
);
CREATE INDEX laboratory_keys_by_laboratory ON laboratory_keys (laboratory_id, created_at, id);

-- Every message as it came.
CREATE TABLE lab_messages (
    id              UUID PRIMARY KEY,
    -- Nothing where its sender is not known.
    laboratory_id   UUID REFERENCES laboratories (id),
    -- Who sent it, as it says (MSH-3 and MSH-4).
    sender          TEXT NOT NULL,
    -- MSH-4, or MSH-3 where that is empty, folded: with MSH-10 it names a message.
    facility        TEXT NOT NULL,
    control_id      TEXT,
    way             TEXT NOT NULL CHECK (way IN ('mllp', 'http', 'file')),
    sent_at         TIMESTAMPTZ,
    received_at     TIMESTAMPTZ NOT NULL,
    digest          BYTEA NOT NULL,
    body            BYTEA NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'filed', 'refused', 'declined')),
    -- What was wrong or should be looked at: [{code, severity, place, says}].
    faults          JSONB NOT NULL,
    -- Whose results these are said to be, for the queue.
    name            TEXT,
    born            DATE,
    sex             TEXT,
    -- Whether it has a result that cannot wait.
    is_urgent       BOOLEAN NOT NULL,
    -- Why it waits, in the words of the code.
    reason          TEXT,
    patient_id      UUID REFERENCES patients (id),
    -- How often it came.
    times           BIGINT NOT NULL,
    -- Each decision about it counts up: a form shows which state it was made from.
    revision        BIGINT NOT NULL
);
-- A message that was taken is taken once; its sender may mend one that was refused and send it under the same name.
CREATE UNIQUE INDEX lab_messages_by_control ON lab_messages (laboratory_id, facility, control_id)
    WHERE laboratory_id IS NOT NULL AND control_id IS NOT NULL AND state <> 'refused';
CREATE INDEX lab_messages_by_digest ON lab_messages (digest);
CREATE INDEX lab_messages_by_control_id ON lab_messages (control_id, received_at, id);
CREATE INDEX lab_messages_by_time ON lab_messages (received_at, id);
CREATE INDEX lab_messages_by_state ON lab_messages (state, received_at, id);
CREATE INDEX lab_messages_by_laboratory ON lab_messages (laboratory_id, received_at, id);
CREATE INDEX lab_messages_waiting ON lab_messages (is_urgent, received_at, id) WHERE state = 'waiting';

-- The way of each message.
CREATE TABLE lab_message_steps (
    id              UUID PRIMARY KEY,
    message_id      UUID NOT NULL REFERENCES lab_messages (id),
    at              TIMESTAMPTZ NOT NULL,
    what            TEXT NOT NULL CHECK (what IN
                    ('received', 'repeated', 'refused', 'waiting', 'matched', 'filed', 'declined', 'replayed', 'removed')),
    -- The person who decided it, and in what words.
    account_id      UUID REFERENCES accounts (id),
    note            TEXT
);
CREATE INDEX lab_message_steps_by_message ON lab_message_steps (message_id, at, id);

-- Which message filed which report, under which number of the laboratory.
CREATE TABLE lab_message_reports (
    message_id      UUID NOT NULL REFERENCES lab_messages (id),
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    laboratory_id   UUID NOT NULL REFERENCES laboratories (id),
    number          TEXT NOT NULL,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    PRIMARY KEY (message_id, report_id)
);
CREATE INDEX lab_message_reports_by_report ON lab_message_reports (report_id, message_id);
CREATE INDEX lab_message_reports_by_number ON lab_message_reports (laboratory_id, number);

-- By which numbers a laboratory knows the clinic's patients: what was decided once is remembered.
CREATE TABLE lab_identities (
    laboratory_id   UUID NOT NULL REFERENCES laboratories (id),
    -- Empty where the laboratory names none: then it is its own.
    authority       TEXT NOT NULL,
    kind            TEXT NOT NULL,
    number          TEXT NOT NULL,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    decided_at      TIMESTAMPTZ NOT NULL,
    -- Nobody where name, birth date and sex were the same.
    decided_by      UUID REFERENCES accounts (id),
    PRIMARY KEY (laboratory_id, authority, kind, number)
);
CREATE INDEX lab_identities_by_patient ON lab_identities (patient_id);

-- Documents of reports, such as a PDF; read by way of the report only.
CREATE TABLE report_documents (
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    position        BIGINT NOT NULL,
    title           TEXT NOT NULL,
    content_type    TEXT NOT NULL,
    content         BYTEA NOT NULL,
    PRIMARY KEY (report_id, position)
);

-- The result from which a report follows, such as the organism whose susceptibilities were tested.
ALTER TABLE diagnostic_reports ADD COLUMN parent_id UUID;
CREATE INDEX diagnostic_reports_by_parent ON diagnostic_reports (parent_id) WHERE parent_id IS NOT NULL;
-- What was examined, when it came to the laboratory, and who ordered it.
ALTER TABLE diagnostic_reports ADD COLUMN specimen TEXT;
ALTER TABLE diagnostic_reports ADD COLUMN received_at TIMESTAMPTZ;
ALTER TABLE diagnostic_reports ADD COLUMN orderer TEXT;
-- All flags as they were sent, where there is more than the one in `interpretation`.
ALTER TABLE observations ADD COLUMN flags TEXT;
-- How it was measured.
ALTER TABLE observations ADD COLUMN method TEXT;
-- Whether a limit itself lies outside of the range, as in `<200`.
ALTER TABLE observations ADD COLUMN range_low_open BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE observations ADD COLUMN range_high_open BOOLEAN NOT NULL DEFAULT FALSE;
