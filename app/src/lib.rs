//! What people see: pages, forms and islands.
//!
//! Pages are rendered on the server only (feature `ssr`); islands are compiled to WebAssembly as well (feature `hydrate`).

#![recursion_limit = "256"]

pub mod islands;

#[cfg(feature = "ssr")]
mod access;
#[cfg(feature = "ssr")]
mod accounts;
#[cfg(feature = "ssr")]
mod appointments;
#[cfg(feature = "ssr")]
mod audit;
#[cfg(feature = "ssr")]
mod calendar;
#[cfg(feature = "ssr")]
pub mod directions;
#[cfg(feature = "ssr")]
mod dispensing;
#[cfg(feature = "ssr")]
mod drugs;
#[cfg(feature = "ssr")]
mod factors;
#[cfg(feature = "ssr")]
mod helpers;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod inbox;
#[cfg(feature = "ssr")]
mod laboratories;
#[cfg(feature = "ssr")]
mod labs;
#[cfg(feature = "ssr")]
mod mail;
#[cfg(feature = "ssr")]
mod matches;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
mod patients;
#[cfg(feature = "ssr")]
mod people;
#[cfg(feature = "ssr")]
mod places;
#[cfg(feature = "ssr")]
mod policies;
#[cfg(feature = "ssr")]
mod prescribing;
#[cfg(feature = "ssr")]
mod prescriptions;
#[cfg(feature = "ssr")]
mod profile;
#[cfg(feature = "ssr")]
mod record;
#[cfg(feature = "ssr")]
mod reviews;
#[cfg(feature = "ssr")]
mod schedules;
#[cfg(feature = "ssr")]
mod signing;
#[cfg(feature = "ssr")]
mod system;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
mod web;

#[cfg(feature = "ssr")]
pub use mail::{render as render_mail, send as send_mail};
#[cfg(feature = "ssr")]
pub use web::{Assets, RouteName, Visit, error_page, router, routes, session_cookie, wanted_language};

/// Brings the islands of the page to life; the page's script calls it once the WebAssembly is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
