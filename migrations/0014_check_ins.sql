-- Whoever wrote who pays, which the last press on the page does not tell: of a helper's words and a patient's, each helper sees
-- their own only. Where it is not known it is not a helper's.
ALTER TABLE check_ins ADD COLUMN insurance_by UUID REFERENCES accounts (id);
