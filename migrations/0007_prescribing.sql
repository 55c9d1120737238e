-- Prescriptions that are written here: from the draft to the last tablet.

-- Who works at which pharmacy; a person works at one.
CREATE TABLE pharmacy_members (
    account_id      UUID PRIMARY KEY REFERENCES accounts (id),
    organization_id UUID NOT NULL REFERENCES organizations (id),
    added_by        UUID REFERENCES accounts (id),
    added_at        TIMESTAMPTZ NOT NULL
);
CREATE INDEX pharmacy_members_by_organization ON pharmacy_members (organization_id);

-- One prescription. Once signed it is also an order of the chart: the row of medication_requests with the same id.
CREATE TABLE prescriptions (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    state           TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'sent', 'received', 'in_progress', 'part_dispensed',
                    'dispensed', 'completed', 'expired', 'cancelled', 'rejected')),
    -- Rises with each change; whoever changes from an older one hears that it changed.
    revision        BIGINT NOT NULL,
    -- What was typed, whatever its state; after signing, what was signed is in signed_prescriptions.
    content         JSONB NOT NULL,
    rxcui           TEXT,
    drug            TEXT NOT NULL,
    -- Who is to sign, or has signed.
    prescriber_id   UUID REFERENCES accounts (id),
    prepared_by     UUID NOT NULL REFERENCES accounts (id),
    pharmacy_id     UUID REFERENCES organizations (id),
    -- How it gets to the pharmacy.
    way             TEXT CHECK (way IN ('queue', 'mail', 'paper')),
    -- The prescription it takes the place of once it is signed, and the request that it answers.
    replaces_id     UUID REFERENCES prescriptions (id),
    request_id      UUID,
    -- What may be handed out at once, how many times more, and what was handed out in all: decimals.
    quantity        TEXT,
    quantity_unit   TEXT,
    refills         BIGINT,
    dispensed       TEXT,
    supply_days     BIGINT,
    written_at      TIMESTAMPTZ NOT NULL,
    changed_at      TIMESTAMPTZ NOT NULL,
    signed_at       TIMESTAMPTZ,
    sent_at         TIMESTAMPTZ,
    received_at     TIMESTAMPTZ,
    ready_at        TIMESTAMPTZ,
    dispensed_at    TIMESTAMPTZ,
    ended_at        TIMESTAMPTZ,
    -- Until when the last supply lasts, once all were handed out: so long the chart counts it as taken.
    lasts_until     TIMESTAMPTZ,
    -- The last day on which it may be dispensed, in the clinic's zone.
    expires_on      DATE,
    CHECK (state = 'draft' OR (signed_at IS NOT NULL AND expires_on IS NOT NULL AND prescriber_id IS NOT NULL AND quantity IS NOT NULL
           AND quantity_unit IS NOT NULL AND refills IS NOT NULL AND dispensed IS NOT NULL AND way IS NOT NULL))
);
CREATE INDEX prescriptions_by_patient ON prescriptions (patient_id, written_at, id);
CREATE INDEX prescriptions_by_pharmacy ON prescriptions (pharmacy_id, sent_at, id)
    WHERE state IN ('sent', 'received', 'in_progress', 'part_dispensed');
CREATE INDEX prescriptions_with_refills ON prescriptions (pharmacy_id, dispensed_at, id) WHERE state = 'dispensed';
CREATE INDEX prescriptions_drafts ON prescriptions (prescriber_id, changed_at, id) WHERE state = 'draft';
CREATE INDEX prescriptions_by_prescriber ON prescriptions (prescriber_id, signed_at, id) WHERE state <> 'draft';
CREATE INDEX prescriptions_to_expire ON prescriptions (expires_on)
    WHERE state IN ('signed', 'sent', 'received', 'in_progress', 'part_dispensed', 'dispensed');
CREATE INDEX prescriptions_used_up ON prescriptions (lasts_until) WHERE lasts_until IS NOT NULL;
CREATE INDEX prescriptions_by_request ON prescriptions (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX prescriptions_by_replaced ON prescriptions (replaces_id) WHERE replaces_id IS NOT NULL;

-- What was signed, exactly as it was signed: rows are added and never changed.
CREATE TABLE signed_prescriptions (
    prescription_id UUID PRIMARY KEY REFERENCES prescriptions (id),
    jws             TEXT NOT NULL,
    kid             TEXT NOT NULL,
    signed_by       UUID NOT NULL REFERENCES accounts (id),
    -- The kind of second factor that was given.
    factor          TEXT NOT NULL,
    signed_at       TIMESTAMPTZ NOT NULL
);

-- Warnings that were gone on with, and why.
CREATE TABLE prescription_overrides (
    id              UUID PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescriptions (id),
    rule            TEXT NOT NULL,
    indicator       TEXT NOT NULL CHECK (indicator IN ('info', 'warning', 'critical')),
    summary         TEXT NOT NULL,
    source          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    note            TEXT,
    overridden_by   UUID NOT NULL REFERENCES accounts (id),
    overridden_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX prescription_overrides_by_prescription ON prescription_overrides (prescription_id);

-- Each try to get a prescription to a pharmacy.
CREATE TABLE prescription_sendings (
    id              UUID PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescriptions (id),
    pharmacy_id     UUID REFERENCES organizations (id),
    way             TEXT NOT NULL CHECK (way IN ('queue', 'mail', 'paper')),
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'ended')),
    begun_at        TIMESTAMPTZ NOT NULL,
    ended_at        TIMESTAMPTZ,
    -- Wrong codes that were typed at the link of a mail.
    failures        BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX prescription_sendings_by_prescription ON prescription_sendings (prescription_id, begun_at);

-- What was handed out.
CREATE TABLE dispenses (
    id              UUID PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescriptions (id),
    pharmacy_id     UUID REFERENCES organizations (id),
    quantity        TEXT NOT NULL,
    quantity_unit   TEXT NOT NULL,
    -- The product given, and its lot.
    product         TEXT NOT NULL,
    lot             TEXT,
    note            TEXT,
    -- Made by the page with the form: sent twice, it counts once.
    form_id         UUID NOT NULL UNIQUE,
    dispensed_by    UUID REFERENCES accounts (id),
    dispenser       TEXT NOT NULL,
    dispensed_at    TIMESTAMPTZ NOT NULL
);
CREATE INDEX dispenses_by_prescription ON dispenses (prescription_id, dispensed_at);

-- Renewals, changes and cancellations: what one side asks and the other answers.
CREATE TABLE prescription_requests (
    id              UUID PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescriptions (id),
    kind            TEXT NOT NULL CHECK (kind IN ('renewal', 'change', 'cancellation')),
    -- Of a change: generic, therapeutic, clarification. Of a cancellation: why.
    detail          TEXT,
    text            TEXT,
    asked_by        UUID REFERENCES accounts (id),
    asker           TEXT NOT NULL,
    asker_role      TEXT NOT NULL,
    asked_at        TIMESTAMPTZ NOT NULL,
    state           TEXT NOT NULL CHECK (state IN
                    ('pending', 'approved', 'approved_with_changes', 'denied', 'withdrawn', 'archived')),
    answer          TEXT,
    answer_text     TEXT,
    answered_by     UUID REFERENCES accounts (id),
    answered_at     TIMESTAMPTZ,
    -- The prescription that was made of it.
    result_id       UUID REFERENCES prescriptions (id),
    CHECK ((state = 'pending') = (answered_at IS NULL))
);
CREATE UNIQUE INDEX prescription_requests_one_pending ON prescription_requests (prescription_id, kind) WHERE state = 'pending';
CREATE INDEX prescription_requests_by_prescription ON prescription_requests (prescription_id, asked_at);
CREATE INDEX prescription_requests_pending ON prescription_requests (asked_at) WHERE state = 'pending';

-- What happened, in order: the timeline that everyone sees.
CREATE TABLE prescription_events (
    id              UUID PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescriptions (id),
    kind            TEXT NOT NULL,
    happened_at     TIMESTAMPTZ NOT NULL,
    actor           TEXT NOT NULL,
    actor_role      TEXT NOT NULL,
    pharmacy_id     UUID REFERENCES organizations (id),
    -- What belongs to the kind: a quantity, a reason's code, an id.
    detail          TEXT
);
CREATE INDEX prescription_events_by_prescription ON prescription_events (prescription_id, happened_at, id);

-- What a prescriber has to know of: a sending that failed, a refused cancellation, a rejection.
CREATE TABLE prescriber_notices (
    id              UUID PRIMARY KEY,
    prescription_id UUID NOT NULL REFERENCES prescriptions (id),
    account_id      UUID NOT NULL REFERENCES accounts (id),
    kind            TEXT NOT NULL CHECK (kind IN ('sending_failed', 'cancellation_denied', 'rejected', 'link_locked')),
    raised_at       TIMESTAMPTZ NOT NULL,
    seen_at         TIMESTAMPTZ
);
CREATE INDEX prescriber_notices_open ON prescriber_notices (account_id, raised_at, id) WHERE seen_at IS NULL;

-- Notices about prescriptions can be done without as well.
CREATE TABLE new_notification_choices (
    account_id      UUID NOT NULL REFERENCES accounts (id),
    kind            TEXT NOT NULL CHECK (kind IN ('record', 'appointments', 'helpers', 'prescriptions')),
    wanted          BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, kind)
);
INSERT INTO new_notification_choices (account_id, kind, wanted) SELECT account_id, kind, wanted FROM notification_choices;
DROP TABLE notification_choices;
ALTER TABLE new_notification_choices RENAME TO notification_choices;
