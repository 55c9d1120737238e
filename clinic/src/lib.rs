//! What a clinic knows and does. No HTTP, no HTML.

#[cfg(feature = "store")]
pub mod demo;
