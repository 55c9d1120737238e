//! The kit: the words, dates, numbers and components every page is made of, rendered on the server.

pub mod date;
pub mod number;
pub mod text;
