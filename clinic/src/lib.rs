//! What a clinic knows and does. No HTTP, no HTML.
