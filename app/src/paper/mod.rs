//! Documents as PDF files, tagged for those who have them read out (PDF/UA-1): what the portal hands out to be kept or printed.
//!
//! A [`Document`] takes its blocks one after another and breaks them into pages; drawing comes last, when the number of pages is
//! known. All lengths are points, 72 to the inch, from the upper left corner.

mod document;
mod drawing;
mod font;
mod layout;
mod line;
mod style;
mod tags;
mod write;

pub use document::{About, Beside, Column, Document, Figure};
pub use drawing::{Drawing, Shape};
pub use style::{Format, Ink, Style, millimetres};
