-- One text for SQLite and Postgres. Times are UTC, cut to microseconds.
-- A clinical time is a pair: `…_at` and `…_precision` (year | month | day | time), since FHIR allows partial dates.
-- References between clinical rows are checked at commit: a bundle may name what it brings only later.

-- What came in, exactly as it came ------------------------------------------------------------------------------------

CREATE TABLE resources (
    id              UUID PRIMARY KEY,
    type            TEXT NOT NULL,
    identity        TEXT NOT NULL UNIQUE,
    patient_id      UUID,
    version         BIGINT NOT NULL,
    last_updated    TIMESTAMPTZ,
    digest          BYTEA NOT NULL,
    body            TEXT NOT NULL,
    understood      BOOLEAN NOT NULL,
    imported_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX resources_by_patient ON resources (patient_id, type);

CREATE TABLE resource_versions (
    resource_id     UUID NOT NULL REFERENCES resources (id),
    version         BIGINT NOT NULL,
    last_updated    TIMESTAMPTZ,
    digest          BYTEA NOT NULL,
    body            TEXT NOT NULL,
    imported_at     TIMESTAMPTZ NOT NULL,
    replaced_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (resource_id, version)
);

-- Business identifiers, for conditional references such as `Practitioner?identifier=system|value`.
CREATE TABLE identifiers (
    resource_id     UUID NOT NULL REFERENCES resources (id) DEFERRABLE INITIALLY DEFERRED,
    position        BIGINT NOT NULL,
    type            TEXT NOT NULL,
    system          TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (resource_id, position)
);
CREATE INDEX identifiers_by_value ON identifiers (type, system, value);

-- The clinic ----------------------------------------------------------------------------------------------------------

CREATE TABLE organizations (
    id              UUID PRIMARY KEY,
    name            TEXT NOT NULL,
    phone           TEXT,
    email           TEXT,
    address_lines   TEXT,
    city            TEXT,
    state           TEXT,
    postal_code     TEXT,
    country         TEXT,
    active          BOOLEAN NOT NULL
);

CREATE TABLE locations (
    id              UUID PRIMARY KEY,
    organization_id UUID REFERENCES organizations (id) DEFERRABLE INITIALLY DEFERRED,
    name            TEXT NOT NULL,
    zone            TEXT,
    phone           TEXT,
    address_lines   TEXT,
    city            TEXT,
    state           TEXT,
    postal_code     TEXT,
    country         TEXT,
    status          TEXT NOT NULL
);

CREATE TABLE practitioners (
    id              UUID PRIMARY KEY,
    name            TEXT NOT NULL,
    family          TEXT,
    given           TEXT,
    prefix          TEXT,
    npi             TEXT,
    phone           TEXT,
    email           TEXT,
    active          BOOLEAN NOT NULL
);

CREATE TABLE practitioner_roles (
    id              UUID PRIMARY KEY,
    practitioner_id UUID REFERENCES practitioners (id) DEFERRABLE INITIALLY DEFERRED,
    organization_id UUID REFERENCES organizations (id) DEFERRABLE INITIALLY DEFERRED,
    location_id     UUID REFERENCES locations (id) DEFERRABLE INITIALLY DEFERRED,
    role            TEXT,
    specialty       TEXT,
    active          BOOLEAN NOT NULL
);
CREATE INDEX practitioner_roles_by_practitioner ON practitioner_roles (practitioner_id);

-- Patients ------------------------------------------------------------------------------------------------------------

CREATE TABLE patients (
    id                      UUID PRIMARY KEY,
    name                    TEXT NOT NULL,
    name_key                TEXT NOT NULL,
    family                  TEXT,
    given                   TEXT,
    prefix                  TEXT,
    suffix                  TEXT,
    birth_date              DATE,
    birth_date_precision    TEXT CHECK (birth_date_precision IN ('year', 'month', 'day')),
    sex                     TEXT NOT NULL CHECK (sex IN ('male', 'female', 'other', 'unknown')),
    deceased                BOOLEAN NOT NULL,
    deceased_at             TIMESTAMPTZ,
    record_number           TEXT,
    phone                   TEXT,
    email                   TEXT,
    language                TEXT,
    address_lines           TEXT,
    city                    TEXT,
    state                   TEXT,
    postal_code             TEXT,
    country                 TEXT,
    active                  BOOLEAN NOT NULL,
    general_practitioner_id UUID REFERENCES practitioners (id) DEFERRABLE INITIALLY DEFERRED,
    organization_id         UUID REFERENCES organizations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX patients_by_general_practitioner ON patients (general_practitioner_id);
CREATE INDEX patients_by_name ON patients (name_key, id);

-- Words to find a patient by: folded name words, record numbers, the birth date as yyyymmdd. Only [a-z0-9].
CREATE TABLE patient_tokens (
    token           TEXT NOT NULL,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    -- All of the patient's words, each after a space: what else was typed is checked without another look-up.
    words           TEXT NOT NULL,
    PRIMARY KEY (token, patient_id, words)
);
CREATE INDEX patient_tokens_by_patient ON patient_tokens (patient_id, token);

CREATE TABLE patient_contacts (
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    position        BIGINT NOT NULL,
    relationship    TEXT,
    name            TEXT,
    phone           TEXT,
    email           TEXT,
    PRIMARY KEY (patient_id, position)
);

CREATE TABLE coverages (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    type            TEXT,
    payor           TEXT,
    plan            TEXT,
    subscriber_id   TEXT,
    period_start    TIMESTAMPTZ,
    period_end      TIMESTAMPTZ
);
CREATE INDEX coverages_by_patient ON coverages (patient_id);

-- The record ----------------------------------------------------------------------------------------------------------

CREATE TABLE encounters (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    class           TEXT,
    type            TEXT,
    reason          TEXT,
    start_at        TIMESTAMPTZ,
    start_precision TEXT,
    end_at          TIMESTAMPTZ,
    location_id     UUID REFERENCES locations (id) DEFERRABLE INITIALLY DEFERRED,
    practitioner_id UUID REFERENCES practitioners (id) DEFERRABLE INITIALLY DEFERRED,
    practitioner    TEXT
);
CREATE INDEX encounters_by_patient ON encounters (patient_id, start_at, id);

CREATE TABLE conditions (
    id                  UUID PRIMARY KEY,
    patient_id          UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id        UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    clinical_status     TEXT NOT NULL,
    verification_status TEXT,
    category            TEXT,
    code_system         TEXT,
    code                TEXT,
    display             TEXT NOT NULL,
    search              TEXT NOT NULL,
    severity            TEXT,
    onset_at            TIMESTAMPTZ,
    onset_precision     TEXT,
    abatement_at        TIMESTAMPTZ,
    abatement_precision TEXT,
    recorded_at         TIMESTAMPTZ,
    recorded_precision  TEXT,
    sort_at             TIMESTAMPTZ NOT NULL,
    active              BOOLEAN NOT NULL,
    note                TEXT
);
CREATE INDEX conditions_by_patient ON conditions (patient_id, active, sort_at, id);

CREATE TABLE allergies (
    id                  UUID PRIMARY KEY,
    patient_id          UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    clinical_status     TEXT NOT NULL,
    verification_status TEXT,
    type                TEXT,
    category            TEXT,
    criticality         TEXT,
    code_system         TEXT,
    code                TEXT,
    display             TEXT NOT NULL,
    reaction            TEXT,
    reaction_severity   TEXT,
    onset_at            TIMESTAMPTZ,
    onset_precision     TEXT,
    recorded_at         TIMESTAMPTZ,
    recorded_precision  TEXT,
    sort_at             TIMESTAMPTZ NOT NULL,
    active              BOOLEAN NOT NULL,
    note                TEXT
);
CREATE INDEX allergies_by_patient ON allergies (patient_id, active, sort_at, id);

CREATE TABLE immunizations (
    id                  UUID PRIMARY KEY,
    patient_id          UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id        UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    status              TEXT NOT NULL,
    status_reason       TEXT,
    code_system         TEXT,
    code                TEXT,
    display             TEXT NOT NULL,
    search              TEXT NOT NULL,
    occurrence_at       TIMESTAMPTZ,
    occurrence_precision TEXT,
    occurrence_text     TEXT,
    lot_number          TEXT,
    dose                TEXT,
    site                TEXT,
    performer           TEXT,
    sort_at             TIMESTAMPTZ NOT NULL,
    note                TEXT
);
CREATE INDEX immunizations_by_patient ON immunizations (patient_id, sort_at, id);

-- A value is kept as it was sent: decimals as text with the sender's digits.
CREATE TABLE observations (
    id                  UUID PRIMARY KEY,
    patient_id          UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id        UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    status              TEXT NOT NULL,
    category            TEXT NOT NULL,
    code_system         TEXT,
    code                TEXT,
    code_key            TEXT NOT NULL,
    display             TEXT NOT NULL,
    effective_at        TIMESTAMPTZ,
    effective_precision TEXT,
    issued_at           TIMESTAMPTZ,
    sort_at             TIMESTAMPTZ NOT NULL,
    value_kind          TEXT NOT NULL CHECK (value_kind IN ('quantity', 'text', 'none')),
    value               TEXT,
    comparator          TEXT,
    unit                TEXT,
    unit_code           TEXT,
    components          JSONB,
    range_low           TEXT,
    range_high          TEXT,
    range_text          TEXT,
    interpretation      TEXT,
    absent_reason       TEXT,
    performer           TEXT,
    note                TEXT
);
CREATE INDEX observations_by_time ON observations (patient_id, category, sort_at, id);
CREATE INDEX observations_by_test ON observations (patient_id, category, code_key, sort_at, id);

-- One row for each test of a patient, made anew by the import for the patients it touched:
-- the list of tests costs the same for ten results as for ten thousand.
CREATE TABLE observation_series (
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    category        TEXT NOT NULL,
    code_key        TEXT NOT NULL,
    display         TEXT NOT NULL,
    search          TEXT NOT NULL,
    results         BIGINT NOT NULL,
    latest_at       TIMESTAMPTZ NOT NULL,
    latest_id       UUID NOT NULL REFERENCES observations (id) DEFERRABLE INITIALLY DEFERRED,
    previous_id     UUID REFERENCES observations (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (patient_id, category, code_key)
);
CREATE INDEX observation_series_by_name ON observation_series (patient_id, category, search, code_key);
CREATE INDEX observation_series_by_time ON observation_series (patient_id, category, latest_at, code_key);

CREATE TABLE diagnostic_reports (
    id                  UUID PRIMARY KEY,
    patient_id          UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id        UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    status              TEXT NOT NULL,
    category            TEXT NOT NULL CHECK (category IN ('laboratory', 'imaging', 'note', 'other')),
    code_system         TEXT,
    code                TEXT,
    display             TEXT NOT NULL,
    search              TEXT NOT NULL,
    effective_at        TIMESTAMPTZ,
    effective_precision TEXT,
    issued_at           TIMESTAMPTZ,
    sort_at             TIMESTAMPTZ NOT NULL,
    performer           TEXT,
    conclusion          TEXT
);
CREATE INDEX diagnostic_reports_by_time ON diagnostic_reports (patient_id, category, sort_at, id);

CREATE TABLE diagnostic_report_results (
    report_id       UUID NOT NULL REFERENCES diagnostic_reports (id) DEFERRABLE INITIALLY DEFERRED,
    position        BIGINT NOT NULL,
    observation_id  UUID NOT NULL REFERENCES observations (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (report_id, position)
);
CREATE INDEX diagnostic_report_results_by_observation ON diagnostic_report_results (observation_id);

CREATE TABLE medication_requests (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id    UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL CHECK (status IN
                    ('active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown')),
    in_use          BOOLEAN NOT NULL,
    intent          TEXT NOT NULL,
    code_system     TEXT,
    code            TEXT,
    display         TEXT NOT NULL,
    search          TEXT NOT NULL,
    authored_at     TIMESTAMPTZ,
    authored_precision TEXT,
    sort_at         TIMESTAMPTZ NOT NULL,
    requester_id    UUID REFERENCES practitioners (id) DEFERRABLE INITIALLY DEFERRED,
    requester       TEXT,
    reason          TEXT,
    directions      TEXT,
    dosage          JSONB,
    quantity        TEXT,
    quantity_unit   TEXT,
    refills         BIGINT,
    supply_days     TEXT,
    valid_from      TIMESTAMPTZ,
    valid_until     TIMESTAMPTZ,
    note            TEXT
);
CREATE INDEX medication_requests_by_time ON medication_requests (patient_id, in_use, sort_at, id);

CREATE TABLE procedures (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id    UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    code_system     TEXT,
    code            TEXT,
    display         TEXT NOT NULL,
    search          TEXT NOT NULL,
    performed_at    TIMESTAMPTZ,
    performed_precision TEXT,
    performed_end   TIMESTAMPTZ,
    performer       TEXT,
    reason          TEXT,
    outcome         TEXT,
    sort_at         TIMESTAMPTZ NOT NULL,
    note            TEXT
);
CREATE INDEX procedures_by_patient ON procedures (patient_id, sort_at, id);

CREATE TABLE care_plans (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    display         TEXT NOT NULL,
    period_start    TIMESTAMPTZ,
    period_start_precision TEXT,
    period_end      TIMESTAMPTZ,
    period_end_precision TEXT,
    activities      JSONB NOT NULL,
    addresses       TEXT,
    sort_at         TIMESTAMPTZ NOT NULL,
    active          BOOLEAN NOT NULL,
    note            TEXT
);
CREATE INDEX care_plans_by_patient ON care_plans (patient_id, active, sort_at, id);

CREATE TABLE goals (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    achievement     TEXT,
    description     TEXT NOT NULL,
    start_at        TIMESTAMPTZ,
    start_precision TEXT,
    due_at          TIMESTAMPTZ,
    due_precision   TEXT,
    sort_at         TIMESTAMPTZ NOT NULL,
    note            TEXT
);
CREATE INDEX goals_by_patient ON goals (patient_id, sort_at, id);

CREATE TABLE care_teams (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    name            TEXT,
    active          BOOLEAN NOT NULL,
    period_start    TIMESTAMPTZ,
    period_end      TIMESTAMPTZ
);
CREATE INDEX care_teams_by_patient ON care_teams (patient_id, active);

CREATE TABLE care_team_participants (
    care_team_id    UUID NOT NULL REFERENCES care_teams (id) DEFERRABLE INITIALLY DEFERRED,
    position        BIGINT NOT NULL,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    practitioner_id UUID REFERENCES practitioners (id) DEFERRABLE INITIALLY DEFERRED,
    name            TEXT,
    role            TEXT,
    active          BOOLEAN NOT NULL,
    ends_at         TIMESTAMPTZ,
    PRIMARY KEY (care_team_id, position)
);
CREATE INDEX care_team_participants_by_patient ON care_team_participants (patient_id, practitioner_id);
CREATE INDEX care_team_participants_by_practitioner ON care_team_participants (practitioner_id, patient_id);

CREATE TABLE documents (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    encounter_id    UUID REFERENCES encounters (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL,
    code_system     TEXT,
    code            TEXT,
    display         TEXT NOT NULL,
    search          TEXT NOT NULL,
    created_at      TIMESTAMPTZ,
    created_precision TEXT,
    author          TEXT,
    title           TEXT,
    content_type    TEXT,
    content         BYTEA,
    url             TEXT,
    sort_at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX documents_by_patient ON documents (patient_id, sort_at, id);

CREATE TABLE appointments (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id) DEFERRABLE INITIALLY DEFERRED,
    status          TEXT NOT NULL CHECK (status IN ('proposed', 'pending', 'booked', 'arrived', 'fulfilled',
                    'cancelled', 'noshow', 'entered-in-error', 'checked-in', 'waitlist')),
    start_at        TIMESTAMPTZ NOT NULL,
    end_at          TIMESTAMPTZ,
    location_id     UUID REFERENCES locations (id) DEFERRABLE INITIALLY DEFERRED,
    practitioner_id UUID REFERENCES practitioners (id) DEFERRABLE INITIALLY DEFERRED,
    practitioner    TEXT,
    visit_type      TEXT,
    reason          TEXT,
    description     TEXT,
    instruction     TEXT,
    cancellation_reason TEXT
);
CREATE INDEX appointments_by_patient ON appointments (patient_id, start_at, id);

-- People --------------------------------------------------------------------------------------------------------------

CREATE TABLE accounts (
    id              UUID PRIMARY KEY,
    email           TEXT NOT NULL,
    email_key       TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    password_hash   TEXT NOT NULL,
    language        TEXT CHECK (language IN ('en', 'es')),
    patient_id      UUID UNIQUE REFERENCES patients (id),
    practitioner_id UUID REFERENCES practitioners (id),
    disabled_at     TIMESTAMPTZ,
    last_seen_at    TIMESTAMPTZ,
    seen_before_at  TIMESTAMPTZ,
    created_at      TIMESTAMPTZ NOT NULL
);

CREATE TABLE account_roles (
    account_id      UUID NOT NULL REFERENCES accounts (id),
    role            TEXT NOT NULL CHECK (role IN ('patient', 'prescriber', 'staff', 'pharmacist', 'admin')),
    PRIMARY KEY (account_id, role)
);

CREATE TABLE sessions (
    token_hash      BYTEA PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    created_at      TIMESTAMPTZ NOT NULL,
    last_seen_at    TIMESTAMPTZ NOT NULL,
    ends_at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX sessions_by_end ON sessions (ends_at);

CREATE TABLE sign_in_failures (
    subject         BYTEA PRIMARY KEY,
    failures        BIGINT NOT NULL,
    failed_at       TIMESTAMPTZ NOT NULL,
    blocked_until   TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (failed_at);

CREATE TABLE invitations (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    code_hash       BYTEA NOT NULL UNIQUE,
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id),
    expires_at      TIMESTAMPTZ NOT NULL,
    used_at         TIMESTAMPTZ,
    revoked_at      TIMESTAMPTZ
);
CREATE INDEX invitations_by_patient ON invitations (patient_id, created_at);

-- Why someone outside the care team opened a record, and until when that reason holds.
CREATE TABLE chart_accesses (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    patient_id      UUID NOT NULL REFERENCES patients (id),
    purpose         TEXT NOT NULL CHECK (purpose IN ('treatment', 'appointment', 'emergency', 'request', 'other')),
    reason          TEXT,
    granted_at      TIMESTAMPTZ NOT NULL,
    ends_at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX chart_accesses_by_person ON chart_accesses (account_id, patient_id, ends_at);

-- The audit trail -----------------------------------------------------------------------------------------------------

CREATE TABLE audit_events (
    id              UUID PRIMARY KEY,
    at              TIMESTAMPTZ NOT NULL,
    account_id      UUID,
    actor           TEXT NOT NULL,
    role            TEXT NOT NULL,
    action          TEXT NOT NULL,
    patient_id      UUID,
    subject         TEXT NOT NULL,
    subject_id      UUID,
    outcome         TEXT NOT NULL CHECK (outcome IN ('allowed', 'refused', 'failed')),
    purpose         TEXT,
    reason          TEXT,
    request_id      TEXT,
    mac             BYTEA NOT NULL,
    block           BIGINT
);
CREATE INDEX audit_events_by_patient ON audit_events (patient_id, at, id);
CREATE INDEX audit_events_by_others ON audit_events (patient_id, at, id) WHERE role <> 'patient';
CREATE INDEX audit_events_by_account ON audit_events (account_id, at, id);
CREATE INDEX audit_events_by_block ON audit_events (block, id);

CREATE TABLE audit_blocks (
    number          BIGINT PRIMARY KEY,
    first_id        UUID NOT NULL,
    last_id         UUID NOT NULL,
    events          BIGINT NOT NULL,
    leaves          BYTEA NOT NULL,
    root            BYTEA NOT NULL,
    previous        BYTEA NOT NULL,
    sealed_at       TIMESTAMPTZ NOT NULL,
    key_id          TEXT NOT NULL,
    signature       BYTEA NOT NULL
);
