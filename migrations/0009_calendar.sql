-- The calendar of the clinic: what visits there are, who is there when, what is booked, and who waits.
-- A time of day is minutes after midnight on the clock of the place, whatever that clock does on the day.

-- What there is -------------------------------------------------------------------------------------------------------

CREATE TABLE rooms (
    id              UUID PRIMARY KEY,
    location_id     UUID NOT NULL REFERENCES locations (id),
    name            TEXT NOT NULL,
    active          BOOLEAN NOT NULL
);
CREATE INDEX rooms_by_location ON rooms (location_id, name);

CREATE TABLE visit_types (
    id              UUID PRIMARY KEY,
    name_en         TEXT NOT NULL,
    name_es         TEXT NOT NULL,
    minutes         BIGINT NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    -- Kept free after a visit.
    buffer_minutes  BIGINT NOT NULL CHECK (buffer_minutes BETWEEN 0 AND 240),
    medium          TEXT NOT NULL CHECK (medium IN ('in_person', 'video')),
    mode            TEXT NOT NULL CHECK (mode IN ('view_only', 'request', 'direct')),
    -- How long before it a visit is booked at the latest, and how far ahead at most.
    notice_minutes  BIGINT NOT NULL CHECK (notice_minutes BETWEEN 0 AND 43200),
    ahead_days      BIGINT NOT NULL CHECK (ahead_days BETWEEN 1 AND 730),
    instructions_en TEXT,
    instructions_es TEXT,
    active          BOOLEAN NOT NULL,
    changed_at      TIMESTAMPTZ NOT NULL
);

-- Who is where, each week between two days; a single day begins and ends on it.
CREATE TABLE weekly_hours (
    id              UUID PRIMARY KEY,
    practitioner_id UUID NOT NULL REFERENCES practitioners (id),
    location_id     UUID NOT NULL REFERENCES locations (id),
    room_id         UUID REFERENCES rooms (id),
    -- 1 is Monday, 7 is Sunday (ISO 8601).
    weekday         BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_minute     BIGINT NOT NULL CHECK (from_minute >= 0),
    until_minute    BIGINT NOT NULL CHECK (until_minute <= 1440),
    first_day       DATE NOT NULL,
    last_day        DATE,
    CHECK (from_minute < until_minute)
);
CREATE INDEX weekly_hours_by_practitioner ON weekly_hours (practitioner_id, weekday, from_minute);
CREATE INDEX weekly_hours_by_location ON weekly_hours (location_id);

-- The visits that hours are for; all of them where there is no row.
CREATE TABLE weekly_hours_visit_types (
    hours_id        UUID NOT NULL REFERENCES weekly_hours (id),
    visit_type_id   UUID NOT NULL REFERENCES visit_types (id),
    PRIMARY KEY (hours_id, visit_type_id)
);

-- When nobody is there: holidays, absences, an afternoon that is closed. Read on the clock of each place they cut into.
CREATE TABLE closures (
    id              UUID PRIMARY KEY,
    -- Whose, and where; everybody's and everywhere where missing.
    practitioner_id UUID REFERENCES practitioners (id),
    location_id     UUID REFERENCES locations (id),
    kind            TEXT NOT NULL CHECK (kind IN ('holiday', 'absence', 'closed')),
    -- For those who work here only.
    note            TEXT,
    first_day       DATE NOT NULL,
    from_minute     BIGINT NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    last_day        DATE NOT NULL,
    until_minute    BIGINT NOT NULL CHECK (until_minute BETWEEN 1 AND 1440),
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id),
    CHECK (first_day < last_day OR (first_day = last_day AND from_minute < until_minute))
);
CREATE INDEX closures_by_day ON closures (last_day, first_day);

-- One row for each clinician with a calendar. Whoever puts something into it holds the row (FHIR Schedule).
CREATE TABLE schedules (
    practitioner_id UUID PRIMARY KEY REFERENCES practitioners (id),
    revision        BIGINT NOT NULL
);

-- What is booked ------------------------------------------------------------------------------------------------------

CREATE TABLE appointment_series (
    id              UUID PRIMARY KEY,
    -- How it repeats (RFC 5545, RRULE), on the clock of this zone.
    rule            TEXT NOT NULL,
    zone            TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id)
);

-- Whether it was made here: only such visits are mailed about, and their times are the portal's to keep.
ALTER TABLE appointments ADD COLUMN made_here BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE appointments ADD COLUMN visit_type_id UUID REFERENCES visit_types (id);
ALTER TABLE appointments ADD COLUMN room_id UUID REFERENCES rooms (id);
ALTER TABLE appointments ADD COLUMN series_id UUID REFERENCES appointment_series (id);
ALTER TABLE appointments ADD COLUMN medium TEXT CHECK (medium IN ('in_person', 'video'));
-- Until when the calendar is taken: the end and what is kept free after it.
ALTER TABLE appointments ADD COLUMN taken_until TIMESTAMPTZ;
-- Put by staff where something else was already.
ALTER TABLE appointments ADD COLUMN overbooked BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE appointments ADD COLUMN walk_in BOOLEAN NOT NULL DEFAULT FALSE;
-- Counts what changes for those who come: time, place, person, cancellation (RFC 5545, SEQUENCE).
ALTER TABLE appointments ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
-- Counts every change: a form that was made before one is refused.
ALTER TABLE appointments ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN booked_by UUID REFERENCES accounts (id);
ALTER TABLE appointments ADD COLUMN booked_at TIMESTAMPTZ;
-- When the patient said that they will come.
ALTER TABLE appointments ADD COLUMN confirmed_at TIMESTAMPTZ;
-- For those who work here only.
ALTER TABLE appointments ADD COLUMN staff_note TEXT;
CREATE INDEX appointments_by_practitioner ON appointments (practitioner_id, start_at, id);
CREATE INDEX appointments_by_location ON appointments (location_id, start_at, id);
CREATE INDEX appointments_by_room ON appointments (room_id, start_at) WHERE room_id IS NOT NULL;
CREATE INDEX appointments_by_series ON appointments (series_id, start_at) WHERE series_id IS NOT NULL;
CREATE INDEX appointments_to_remind ON appointments (start_at, id) WHERE made_here AND status = 'booked';
CREATE INDEX appointments_asked_for ON appointments (booked_at, id) WHERE made_here AND status = 'proposed';

CREATE TABLE appointment_events (
    id              UUID PRIMARY KEY,
    appointment_id  UUID NOT NULL REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED,
    at              TIMESTAMPTZ NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('asked', 'booked', 'moved', 'confirmed', 'arrived', 'checked_in', 'fulfilled',
                    'no_show', 'cancelled', 'declined', 'reopened', 'noted')),
    -- Who: a role, or a link in a mail; nobody's account where it was a link or the portal itself.
    account_id      UUID REFERENCES accounts (id),
    name            TEXT,
    by_whom         TEXT NOT NULL CHECK (by_whom IN ('patient', 'helper', 'clinic', 'link', 'portal')),
    -- Where it was before, for a move.
    start_before    TIMESTAMPTZ,
    practitioner_before UUID REFERENCES practitioners (id),
    reason          TEXT,
    -- What was written beside it: for the patient too.
    text            TEXT
);
CREATE INDEX appointment_events_by_appointment ON appointment_events (appointment_id, at, id);

-- A time that someone is about to take. It counts as taken until it is over.
CREATE TABLE appointment_holds (
    id              UUID PRIMARY KEY,
    -- Who holds it: one at a time for each patient.
    patient_id      UUID NOT NULL UNIQUE REFERENCES patients (id),
    visit_type_id   UUID NOT NULL REFERENCES visit_types (id),
    practitioner_id UUID NOT NULL REFERENCES practitioners (id),
    location_id     UUID NOT NULL REFERENCES locations (id),
    room_id         UUID REFERENCES rooms (id),
    start_at        TIMESTAMPTZ NOT NULL,
    end_at          TIMESTAMPTZ NOT NULL,
    taken_until     TIMESTAMPTZ NOT NULL,
    -- The visit that is to be moved there.
    moves_id        UUID REFERENCES appointments (id),
    expires_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX appointment_holds_by_practitioner ON appointment_holds (practitioner_id, start_at);
CREATE INDEX appointment_holds_by_expiry ON appointment_holds (expires_at);

-- Who waits -----------------------------------------------------------------------------------------------------------

CREATE TABLE waitlist_entries (
    id              UUID PRIMARY KEY,
    patient_id      UUID NOT NULL REFERENCES patients (id),
    visit_type_id   UUID NOT NULL REFERENCES visit_types (id),
    -- With whom and where; anyone and anywhere where missing.
    practitioner_id UUID REFERENCES practitioners (id),
    location_id     UUID REFERENCES locations (id),
    -- The visit that an earlier one would take the place of.
    appointment_id  UUID REFERENCES appointments (id),
    first_day       DATE NOT NULL,
    last_day        DATE NOT NULL,
    -- One bit for each weekday, Monday the lowest.
    weekdays        BIGINT NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    from_minute     BIGINT NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    until_minute    BIGINT NOT NULL CHECK (until_minute BETWEEN 1 AND 1440),
    created_at      TIMESTAMPTZ NOT NULL,
    created_by      UUID REFERENCES accounts (id),
    ended_at        TIMESTAMPTZ,
    ending          TEXT CHECK (ending IN ('booked', 'withdrawn', 'over', 'clinic')),
    CHECK (first_day <= last_day AND from_minute < until_minute),
    CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE INDEX waitlist_entries_by_visit_type ON waitlist_entries (visit_type_id, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX waitlist_entries_by_patient ON waitlist_entries (patient_id, created_at);

-- A freed time that is offered to one of them; it counts as taken while the offer stands.
CREATE TABLE waitlist_offers (
    id              UUID PRIMARY KEY,
    entry_id        UUID NOT NULL REFERENCES waitlist_entries (id),
    practitioner_id UUID NOT NULL REFERENCES practitioners (id),
    location_id     UUID NOT NULL REFERENCES locations (id),
    room_id         UUID REFERENCES rooms (id),
    start_at        TIMESTAMPTZ NOT NULL,
    end_at          TIMESTAMPTZ NOT NULL,
    taken_until     TIMESTAMPTZ NOT NULL,
    -- How much of the freed time there is in all, for those who wait for a longer visit.
    free_until      TIMESTAMPTZ NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
    answered_at     TIMESTAMPTZ,
    appointment_id  UUID REFERENCES appointments (id)
);
CREATE INDEX waitlist_offers_by_practitioner ON waitlist_offers (practitioner_id, start_at) WHERE state = 'open';
CREATE INDEX waitlist_offers_by_expiry ON waitlist_offers (expires_at) WHERE state = 'open';
CREATE INDEX waitlist_offers_by_entry ON waitlist_offers (entry_id, created_at);

-- Before the visit ----------------------------------------------------------------------------------------------------

-- What the clinic asks before visits of a type, or before all; a question that was answered is never changed, only taken out.
CREATE TABLE check_in_questions (
    id              UUID PRIMARY KEY,
    visit_type_id   UUID REFERENCES visit_types (id),
    position        BIGINT NOT NULL,
    kind            TEXT NOT NULL CHECK (kind IN ('yes_no', 'text', 'number', 'date', 'choice')),
    text_en         TEXT NOT NULL,
    text_es         TEXT NOT NULL,
    -- Of a choice, a line each, as many in both languages.
    choices_en      TEXT,
    choices_es      TEXT,
    required        BOOLEAN NOT NULL,
    active          BOOLEAN NOT NULL
);
CREATE INDEX check_in_questions_by_position ON check_in_questions (position, id);

CREATE TABLE check_ins (
    appointment_id  UUID PRIMARY KEY REFERENCES appointments (id),
    contact         TEXT CHECK (contact IN ('right', 'changed')),
    insurer         TEXT,
    member_number   TEXT,
    group_number    TEXT,
    uninsured       BOOLEAN NOT NULL DEFAULT FALSE,
    medications     TEXT CHECK (medications IN ('right', 'changed')),
    medications_text TEXT,
    allergies       TEXT CHECK (allergies IN ('right', 'changed')),
    allergies_text  TEXT,
    reason          TEXT,
    begun_at        TIMESTAMPTZ NOT NULL,
    saved_at        TIMESTAMPTZ NOT NULL,
    saved_by        UUID REFERENCES accounts (id),
    done_at         TIMESTAMPTZ
);

CREATE TABLE check_in_answers (
    appointment_id  UUID NOT NULL REFERENCES check_ins (appointment_id),
    question_id     UUID NOT NULL REFERENCES check_in_questions (id),
    -- yes | no, a number as it was typed, a day as yyyy-mm-dd, the position of a choice from 0, or text.
    value           TEXT NOT NULL,
    PRIMARY KEY (appointment_id, question_id)
);

-- Mail ----------------------------------------------------------------------------------------------------------------

-- How long before a visit someone wants to be reminded, where it differs from what the clinic does.
CREATE TABLE reminder_choices (
    patient_id      UUID NOT NULL REFERENCES patients (id),
    offset_minutes  BIGINT NOT NULL,
    wanted          BOOLEAN NOT NULL,
    PRIMARY KEY (patient_id, offset_minutes)
);

-- Calendars that other programs read by an address nobody can guess; only its SHA-256 is kept.
CREATE TABLE calendar_feeds (
    id              UUID PRIMARY KEY,
    token_hash      BYTEA NOT NULL UNIQUE,
    account_id      UUID NOT NULL REFERENCES accounts (id),
    -- A patient's visits, or else the clinician's own calendar.
    patient_id      UUID REFERENCES patients (id),
    practitioner_id UUID REFERENCES practitioners (id),
    created_at      TIMESTAMPTZ NOT NULL,
    read_at         TIMESTAMPTZ,
    revoked_at      TIMESTAMPTZ,
    CHECK ((patient_id IS NULL) <> (practitioner_id IS NULL))
);
CREATE INDEX calendar_feeds_by_account ON calendar_feeds (account_id, created_at);
