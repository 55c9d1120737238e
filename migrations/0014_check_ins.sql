-- Whoever wrote who pays, which the last press on the page does not tell: of a helper's words and a patient's, each helper sees
-- their own only. Where it is not known it is not a helper's.
ALTER TABLE check_ins ADD COLUMN insurance_by UUID REFERENCES accounts (id);

-- Addresses in the record whose reader wants no reminders, by their keyed digest: another address is reminded again.
CREATE TABLE reminder_refusals (
    patient_id      UUID NOT NULL REFERENCES patients (id),
    address         TEXT NOT NULL,
    refused_at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (patient_id, address)
);
