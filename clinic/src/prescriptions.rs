//! Prescriptions.
