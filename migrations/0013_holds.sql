-- What a hold remembers, what became of it, and who put somebody into the waiting list.

-- What the visit is for, kept while another time is chosen; for whoever typed it alone.
ALTER TABLE appointment_holds ADD COLUMN reason TEXT;
ALTER TABLE appointment_holds ADD COLUMN held_by UUID REFERENCES accounts (id);
-- The revision of the visit that is to be moved, as it was when the time was held.
ALTER TABLE appointment_holds ADD COLUMN moves_revision BIGINT;

-- The hold from which the visit was last booked or moved: who presses twice finds it.
ALTER TABLE appointments ADD COLUMN hold_id UUID;

-- Put into the list by the clinic, which has agreed to the visit with it.
ALTER TABLE waitlist_entries ADD COLUMN by_clinic BOOLEAN NOT NULL DEFAULT FALSE;
-- Whose visit it was: a time is not offered to whoever has left it.
ALTER TABLE waitlist_offers ADD COLUMN freed_by UUID REFERENCES patients (id);
