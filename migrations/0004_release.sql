-- What patients and their helpers do not see at once: reports (and results without one) of a kind that the clinic holds until a
-- clinician has looked, or of a patient who wants it so, with a row for each of their results. A row says from when they see it
-- and stays after that: a correction does not hide again what was shown.
CREATE TABLE held_results (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    -- A report, a result without a report, or a result of a held report.
    what            TEXT NOT NULL CHECK (what IN ('report', 'single', 'part')),
    kinds           TEXT NOT NULL,
    -- Whether the patient's own choice counts for it: not for what was measured at a visit.
    choosable       BOOLEAN NOT NULL,
    is_final        BOOLEAN NOT NULL,
    issued_at       TIMESTAMPTZ NOT NULL,
    shown_at        TIMESTAMPTZ NOT NULL,
    released_at     TIMESTAMPTZ,
    released_by     UUID REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE INDEX held_results_by_patient ON held_results (patient_id, shown_at);
CREATE INDEX held_results_by_time ON held_results (shown_at);

-- Patients who want their doctor to see lab results first, and for how many days at most. Without a row: at once.
CREATE TABLE release_choices (
    patient_id      UUID PRIMARY KEY REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    days            BIGINT NOT NULL CHECK (days BETWEEN 1 AND 30)
);

-- The sections of the laboratory that made a report, as they were sent: HL7 table 0074, or a LOINC class.
ALTER TABLE diagnostic_reports ADD COLUMN sections TEXT;
