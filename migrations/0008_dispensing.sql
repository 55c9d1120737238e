-- What pharmacies do with prescriptions.

-- What a pharmacy wrote when it refused a prescription: for the prescriber, not for the timeline that the patient sees.
ALTER TABLE prescriptions ADD COLUMN rejection_text TEXT;

CREATE INDEX prescriptions_done_by_pharmacy ON prescriptions (pharmacy_id, ended_at, id)
    WHERE state IN ('completed', 'expired', 'cancelled', 'rejected');
