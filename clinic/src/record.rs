//! The health record: conditions, allergies, immunizations, vitals, procedures, care plans, documents.
