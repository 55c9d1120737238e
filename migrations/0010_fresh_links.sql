-- Links that are mailed to a pharmacy again.

-- Rises with each fresh link: the pick-up code follows from it, and the one before is worth nothing.
ALTER TABLE prescriptions ADD COLUMN code_round BIGINT NOT NULL DEFAULT 0;
