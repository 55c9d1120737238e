//! What people see: pages, forms and islands.

#[cfg(feature = "ssr")]
pub mod ui;
