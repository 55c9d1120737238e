-- Accounts that everyone can use, and mail that arrives.

-- Settings made in the browser: the clinic's policies and its mail server. What is secret is sealed with the installation's keys.
CREATE TABLE settings (
    name            TEXT PRIMARY KEY,
    value           TEXT,
    sealed          BYTEA,
    changed_at      TIMESTAMPTZ NOT NULL,
    changed_by      UUID REFERENCES accounts (id)
);

-- Accounts ------------------------------------------------------------------------------------------------------------

-- An empty password_hash: the account has no password and is signed in to with a passkey.
ALTER TABLE accounts ADD COLUMN preferred_name TEXT;
ALTER TABLE accounts ADD COLUMN email_verified_at TIMESTAMPTZ;
-- Whether a code by mail may serve as the second factor.
ALTER TABLE accounts ADD COLUMN mail_codes BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE sessions ADD COLUMN id UUID;
ALTER TABLE sessions ADD COLUMN user_agent TEXT;
-- The strongest second factor given in this session.
ALTER TABLE sessions ADD COLUMN factor TEXT CHECK (factor IN ('mail', 'recovery', 'totp', 'passkey'));
-- When the person last proved who they are: at sign-in, or when an action asked for it.
ALTER TABLE sessions ADD COLUMN confirmed_at TIMESTAMPTZ;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);

-- A sign-in whose password was right and whose second factor is still missing. It opens nothing.
CREATE TABLE sign_ins (
    token_hash      BYTEA PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    created_at      TIMESTAMPTZ NOT NULL,
    ends_at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_ins_by_end ON sign_ins (ends_at);
CREATE INDEX sign_ins_by_account ON sign_ins (account_id);

CREATE TABLE totp_factors (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    name            TEXT NOT NULL,
    sealed_secret   BYTEA NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    -- Set by the first right code: before that it is no factor.
    confirmed_at    TIMESTAMPTZ,
    last_used_at    TIMESTAMPTZ,
    -- The newest time step whose code was taken: it and earlier ones are never taken again.
    last_step       BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX totp_factors_by_account ON totp_factors (account_id);

CREATE TABLE passkeys (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    name            TEXT NOT NULL,
    credential_id   BYTEA NOT NULL UNIQUE,
    credential      TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    last_used_at    TIMESTAMPTZ
);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- What a browser was asked to sign: used once.
CREATE TABLE passkey_challenges (
    id              UUID PRIMARY KEY,
    account_id      UUID REFERENCES accounts (id),
    purpose         TEXT NOT NULL CHECK (purpose IN ('register', 'sign_in', 'second_factor', 'confirm')),
    sealed_state    BYTEA NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    ends_at         TIMESTAMPTZ NOT NULL
);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (ends_at);
CREATE INDEX passkey_challenges_by_account ON passkey_challenges (account_id);

CREATE TABLE recovery_codes (
    account_id      UUID NOT NULL REFERENCES accounts (id),
    code_hash       BYTEA NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    used_at         TIMESTAMPTZ,
    PRIMARY KEY (account_id, code_hash)
);

-- A code sent by mail. The code itself follows from the id and the installation's keys, so that it is stored nowhere.
CREATE TABLE mail_codes (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    created_at      TIMESTAMPTZ NOT NULL,
    ends_at         TIMESTAMPTZ NOT NULL,
    tries           BIGINT NOT NULL DEFAULT 0,
    used_at         TIMESTAMPTZ
);
CREATE INDEX mail_codes_by_account ON mail_codes (account_id, created_at);

CREATE TABLE email_changes (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    old_email       TEXT NOT NULL,
    new_email       TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    confirmed_at    TIMESTAMPTZ,
    cancelled_at    TIMESTAMPTZ
);
CREATE INDEX email_changes_by_account ON email_changes (account_id, created_at);

CREATE TABLE password_resets (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    used_at         TIMESTAMPTZ
);
CREATE INDEX password_resets_by_account ON password_resets (account_id, created_at);

-- People who help a patient (FHIR RelatedPerson with a Consent): an account of their own, some sections, until a day.
CREATE TABLE helpers (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    -- Missing until the invitation is accepted.
    account_id      UUID REFERENCES accounts (id),
    name            TEXT NOT NULL,
    relationship    TEXT NOT NULL CHECK (relationship IN ('partner', 'parent', 'child', 'relative', 'friend', 'carer', 'guardian')),
    -- Asked for by the patient, or confirmed by the clinic for someone with legal responsibility.
    basis           TEXT NOT NULL CHECK (basis IN ('invited', 'guardian')),
    labs            BOOLEAN NOT NULL,
    prescriptions   BOOLEAN NOT NULL,
    appointments    BOOLEAN NOT NULL,
    record          BOOLEAN NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id),
    accepted_at     TIMESTAMPTZ,
    ends_at         TIMESTAMPTZ,
    revoked_at      TIMESTAMPTZ,
    revoked_by      UUID REFERENCES accounts (id)
);
CREATE INDEX helpers_by_patient ON helpers (patient_id, created_at);
CREATE INDEX helpers_by_account ON helpers (account_id, patient_id);

-- Invitations are for patients, for people who work here, and for helpers.
CREATE TABLE new_invitations (
    id              UUID PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('patient', 'staff', 'helper', 'setup')),
    patient_id      UUID REFERENCES patients (id),
    helper_id       UUID REFERENCES helpers (id),
    practitioner_id UUID REFERENCES practitioners (id),
    -- Who is invited, where no record says so.
    name            TEXT,
    -- Where the invitation is mailed to; missing for a letter on paper.
    email           TEXT,
    language        TEXT CHECK (language IN ('en', 'es')),
    -- The roles a worker will have, with spaces between.
    roles           TEXT,
    -- Missing where it is only accepted by the link in the mail.
    code_hash       BYTEA UNIQUE,
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id),
    expires_at      TIMESTAMPTZ NOT NULL,
    used_at         TIMESTAMPTZ,
    revoked_at      TIMESTAMPTZ,
    CHECK ((kind = 'patient') = (patient_id IS NOT NULL)),
    CHECK ((kind = 'helper') = (helper_id IS NOT NULL)),
    CHECK ((kind IN ('staff', 'setup')) = (roles IS NOT NULL))
);
INSERT INTO new_invitations (id, kind, patient_id, code_hash, created_at, created_by, expires_at, used_at, revoked_at)
SELECT id, 'patient', patient_id, code_hash, created_at, created_by, expires_at, used_at, revoked_at FROM invitations;
DROP TABLE invitations;
ALTER TABLE new_invitations RENAME TO invitations;
CREATE INDEX invitations_by_patient ON invitations (patient_id, created_at);
CREATE INDEX invitations_by_helper ON invitations (helper_id, created_at);
CREATE INDEX invitations_by_time ON invitations (kind, created_at);

-- The right to prescribe takes two people: one enters the licence, another confirms.
CREATE TABLE prescriber_proposals (
    id              UUID PRIMARY KEY,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    licence_number  TEXT NOT NULL,
    -- The state or other authority that issued it.
    licence_issuer  TEXT NOT NULL,
    licence_until   DATE NOT NULL,
    npi             TEXT,
    proposed_by     UUID NOT NULL REFERENCES accounts (id),
    proposed_at     TIMESTAMPTZ NOT NULL,
    decided_by      UUID REFERENCES accounts (id),
    decided_at      TIMESTAMPTZ,
    confirmed       BOOLEAN,
    CHECK ((decided_at IS NULL) = (confirmed IS NULL)),
    CHECK (decided_by IS NULL OR confirmed = FALSE OR (decided_by <> proposed_by AND decided_by <> account_id))
);
CREATE INDEX prescriber_proposals_by_account ON prescriber_proposals (account_id, proposed_at);
CREATE INDEX prescriber_proposals_open ON prescriber_proposals (proposed_at) WHERE decided_at IS NULL;

-- Profiles ------------------------------------------------------------------------------------------------------------

-- What a pharmacy is; the others are places of care.
ALTER TABLE organizations ADD COLUMN is_pharmacy BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX organizations_pharmacies ON organizations (name, id) WHERE is_pharmacy;
ALTER TABLE patients ADD COLUMN preferred_name TEXT;
ALTER TABLE patients ADD COLUMN pharmacy_id UUID REFERENCES organizations (id);

-- Changes that a patient asks for and the clinic confirms.
CREATE TABLE profile_changes (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    asked_by        UUID NOT NULL REFERENCES accounts (id),
    field           TEXT NOT NULL CHECK (field IN ('name', 'birth_date', 'sex')),
    old_value       TEXT,
    new_value       TEXT NOT NULL,
    reason          TEXT,
    asked_at        TIMESTAMPTZ NOT NULL,
    decided_by      UUID REFERENCES accounts (id),
    decided_at      TIMESTAMPTZ,
    accepted        BOOLEAN,
    answer          TEXT,
    withdrawn_at    TIMESTAMPTZ
);
CREATE INDEX profile_changes_by_patient ON profile_changes (patient_id, asked_at);
CREATE UNIQUE INDEX profile_changes_one_open ON profile_changes (patient_id, field) WHERE decided_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX profile_changes_open ON profile_changes (asked_at, id) WHERE decided_at IS NULL AND withdrawn_at IS NULL;

-- Which notices a person does not want; without a row a notice is sent.
CREATE TABLE notification_choices (
    account_id      UUID NOT NULL REFERENCES accounts (id),
    kind            TEXT NOT NULL CHECK (kind IN ('record', 'appointments', 'helpers')),
    wanted          BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, kind)
);

-- Mail ----------------------------------------------------------------------------------------------------------------

-- Keys that sign the links in mails, sealed with the installation's keys; a new one each month.
CREATE TABLE link_keys (
    id              TEXT PRIMARY KEY,
    sealed_secret   BYTEA NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL
);

-- What is to be sent: ids only. Who gets it and what it says is looked up when it is sent.
CREATE TABLE outbox (
    id              UUID PRIMARY KEY,
    kind            TEXT NOT NULL,
    subject_id      UUID NOT NULL,
    -- What tells two mails of one kind about one subject apart, such as an offset before a visit; usually empty.
    occasion        TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled', 'unwanted')),
    tries           BIGINT NOT NULL DEFAULT 0,
    -- When it is to be tried next; while it is being sent, when that counts as broken off.
    due_at          TIMESTAMPTZ NOT NULL,
    -- Who is sending it: a process that was too slow does not write over what another one did.
    claim           UUID,
    created_at      TIMESTAMPTZ NOT NULL,
    -- The recipient as staff may see it, such as w•••@example.org.
    recipient       TEXT,
    -- What the mail server answered last, or what went wrong.
    answer          TEXT,
    ended_at        TIMESTAMPTZ,
    UNIQUE (subject_id, kind, occasion)
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 'waiting';
CREATE INDEX outbox_by_time ON outbox (created_at, id);
CREATE INDEX outbox_by_state ON outbox (state, created_at, id);

-- Administration ------------------------------------------------------------------------------------------------------

-- When each helper last looked.
CREATE INDEX audit_events_by_helper ON audit_events (patient_id, account_id, at) WHERE role = 'helper';
CREATE INDEX audit_events_by_time ON audit_events (at, id);
CREATE INDEX chart_accesses_by_time ON chart_accesses (granted_at, id);
CREATE INDEX chart_accesses_by_patient ON chart_accesses (patient_id, granted_at);
-- A clinician has one account. Where several name the same one, an account that may sign in keeps it, the oldest before others.
UPDATE accounts SET practitioner_id = NULL
WHERE practitioner_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM accounts other
    WHERE other.practitioner_id = accounts.practitioner_id
      AND ((other.disabled_at IS NULL AND accounts.disabled_at IS NOT NULL)
           OR ((other.disabled_at IS NULL) = (accounts.disabled_at IS NULL) AND other.id < accounts.id)));
CREATE UNIQUE INDEX accounts_by_practitioner ON accounts (practitioner_id);
CREATE INDEX account_roles_by_role ON account_roles (role, account_id);
CREATE INDEX practitioners_by_npi ON practitioners (npi);
CREATE INDEX organizations_by_name ON organizations (name, id);
CREATE INDEX locations_by_name ON locations (name, id);
CREATE INDEX patients_by_record_number ON patients (record_number);
CREATE INDEX practitioners_by_name ON practitioners (name, id);
