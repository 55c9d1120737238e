-- Results that wait for a clinician, what follows from them, and what the patient is told and asks.

-- A report of a laboratory, with those that follow from it. Imported history is not reviewed.
CREATE TABLE report_reviews (
    report_id       UUID PRIMARY KEY REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    -- Who is responsible; nobody in particular where it is missing.
    practitioner_id UUID REFERENCES practitioners (id),
    -- 0 critical, 1 out of range, 2 to be read, 3 all in range.
    rank            BIGINT NOT NULL CHECK (rank BETWEEN 0 AND 3),
    why             TEXT NOT NULL CHECK (why IN ('new', 'final', 'corrected')),
    -- What is out of range: [{name, value, unit, flag, critical}].
    findings        JSONB NOT NULL,
    arrived_at      TIMESTAMPTZ NOT NULL,
    -- Counts up whenever the report changes: what is ticked off is what was shown.
    revision        BIGINT NOT NULL,
    seen_at         TIMESTAMPTZ,
    seen_by         UUID REFERENCES accounts (id),
    CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX report_reviews_unseen ON report_reviews (rank, arrived_at, report_id) WHERE seen_at IS NULL;
CREATE INDEX report_reviews_of_practitioner ON report_reviews (practitioner_id, rank, arrived_at, report_id) WHERE seen_at IS NULL;
CREATE INDEX report_reviews_of_nobody ON report_reviews (rank, arrived_at, report_id) WHERE seen_at IS NULL AND practitioner_id IS NULL;
CREATE INDEX report_reviews_by_patient ON report_reviews (patient_id, arrived_at, report_id);

-- What happened to a report: it came, it was seen, someone was called.
CREATE TABLE report_review_steps (
    id              UUID PRIMARY KEY,
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    at              TIMESTAMPTZ NOT NULL,
    what            TEXT NOT NULL CHECK (what IN ('new', 'final', 'corrected', 'seen', 'raised', 'answered')),
    account_id      UUID REFERENCES accounts (id),
    -- How they are called, or what they wrote.
    name            TEXT,
    note            TEXT
);
CREATE INDEX report_review_steps_by_report ON report_review_steps (report_id, at, id);

-- Limits of the clinic beyond which a result is critical, whatever the laboratory says.
CREATE TABLE critical_limits (
    id              UUID PRIMARY KEY,
    -- LOINC.
    code            TEXT NOT NULL,
    name            TEXT NOT NULL,
    -- UCUM, compared letter by letter.
    unit            TEXT NOT NULL,
    low             TEXT,
    high            TEXT,
    made_at         TIMESTAMPTZ NOT NULL,
    made_by         UUID NOT NULL REFERENCES accounts (id),
    ended_at        TIMESTAMPTZ,
    ended_by        UUID REFERENCES accounts (id),
    CHECK (low IS NOT NULL OR high IS NOT NULL),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX critical_limits_in_force ON critical_limits (code, unit) WHERE ended_at IS NULL;
CREATE INDEX critical_limits_by_time ON critical_limits (made_at, id);

-- A critical result, until someone has it in hand.
CREATE TABLE critical_alerts (
    id              UUID PRIMARY KEY,
    report_id       UUID NOT NULL REFERENCES report_reviews (report_id) DEFERRABLE INITIALLY DEFERRED,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    findings        JSONB NOT NULL,
    raised_at       TIMESTAMPTZ NOT NULL,
    -- How often mails were sent, and when they are sent next.
    calls           BIGINT NOT NULL,
    next_call_at    TIMESTAMPTZ,
    answered_at     TIMESTAMPTZ,
    answered_by     UUID REFERENCES accounts (id),
    answer          TEXT,
    CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (answer IS NULL))
);
CREATE UNIQUE INDEX critical_alerts_open ON critical_alerts (report_id) WHERE answered_at IS NULL;
CREATE INDEX critical_alerts_waiting ON critical_alerts (raised_at, id) WHERE answered_at IS NULL;
CREATE INDEX critical_alerts_due ON critical_alerts (next_call_at, id) WHERE answered_at IS NULL;
CREATE INDEX critical_alerts_by_report ON critical_alerts (report_id, raised_at, id);

-- Who was called by mail about it.
CREATE TABLE critical_calls (
    id              UUID PRIMARY KEY,
    alert_id        UUID NOT NULL REFERENCES critical_alerts (id),
    round           BIGINT NOT NULL,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    called_at       TIMESTAMPTZ NOT NULL,
    UNIQUE (alert_id, round, account_id)
);

-- What a clinician says to the patient about a report; at least in one language.
CREATE TABLE report_comments (
    id              UUID PRIMARY KEY,
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    english         TEXT,
    spanish         TEXT,
    made_at         TIMESTAMPTZ NOT NULL,
    made_by         UUID NOT NULL REFERENCES accounts (id),
    author          TEXT NOT NULL,
    CHECK (english IS NOT NULL OR spanish IS NOT NULL)
);
CREATE INDEX report_comments_by_report ON report_comments (report_id, made_at, id);

-- What is to be done for a patient (FHIR Task).
CREATE TABLE tasks (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    report_id       UUID REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    kind            TEXT NOT NULL CHECK (kind IN ('call', 'follow_up')),
    words           TEXT NOT NULL,
    due_on          DATE NOT NULL,
    made_at         TIMESTAMPTZ NOT NULL,
    made_by         UUID NOT NULL REFERENCES accounts (id),
    maker           TEXT NOT NULL,
    done_at         TIMESTAMPTZ,
    done_by         UUID REFERENCES accounts (id),
    doer            TEXT,
    outcome         TEXT,
    CHECK ((done_at IS NULL) = (done_by IS NULL) AND (done_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX tasks_open ON tasks (due_on, id) WHERE done_at IS NULL;
CREATE INDEX tasks_done ON tasks (done_at, id) WHERE done_at IS NOT NULL;
CREATE INDEX tasks_by_patient ON tasks (patient_id, due_on, id);
CREATE INDEX tasks_by_report ON tasks (report_id) WHERE report_id IS NOT NULL;

-- That there is something new for a patient: a row for each time, told by mail once it is shown.
CREATE TABLE report_announcements (
    id              UUID PRIMARY KEY,
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    made_at         TIMESTAMPTZ NOT NULL,
    -- When the mails were queued, and which day it was at the clinic: one mail for each report and day.
    told_at         TIMESTAMPTZ,
    told_on         DATE,
    CHECK ((told_at IS NULL) = (told_on IS NULL))
);
CREATE UNIQUE INDEX report_announcements_waiting ON report_announcements (report_id) WHERE told_at IS NULL;
CREATE INDEX report_announcements_due ON report_announcements (made_at, id) WHERE told_at IS NULL;
CREATE INDEX report_announcements_told ON report_announcements (report_id, told_on);

-- A question about a report, with its answer.
CREATE TABLE report_questions (
    id              UUID PRIMARY KEY,
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    -- Whom it goes to; to all where it is missing.
    practitioner_id UUID REFERENCES practitioners (id),
    words           TEXT NOT NULL,
    asked_at        TIMESTAMPTZ NOT NULL,
    asked_by        UUID NOT NULL REFERENCES accounts (id),
    asker           TEXT NOT NULL,
    -- The role of the one who asked: patient or helper.
    asker_role      TEXT NOT NULL,
    answer          TEXT,
    answered_at     TIMESTAMPTZ,
    answered_by     UUID REFERENCES accounts (id),
    answerer        TEXT,
    CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (answer IS NULL))
);
CREATE INDEX report_questions_by_report ON report_questions (report_id, asked_at, id);
CREATE INDEX report_questions_by_patient ON report_questions (patient_id, answered_at);
CREATE INDEX report_questions_open ON report_questions (asked_at, id) WHERE answered_at IS NULL;
CREATE INDEX report_questions_of_practitioner ON report_questions (practitioner_id, asked_at, id) WHERE answered_at IS NULL;

-- Notices about results can be done without as well.
CREATE TABLE new_notification_choices (
    account_id      UUID NOT NULL REFERENCES accounts (id),
    kind            TEXT NOT NULL CHECK (kind IN ('record', 'appointments', 'helpers', 'prescriptions', 'results')),
    wanted          BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, kind)
);
INSERT INTO new_notification_choices (account_id, kind, wanted) SELECT account_id, kind, wanted FROM notification_choices;
DROP TABLE notification_choices;
ALTER TABLE new_notification_choices RENAME TO notification_choices;
