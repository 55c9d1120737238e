//! The formulary: drugs by name, strength and form, and what a code or a name on a prescription means.
//!
//! The data are RxNorm's, of the U.S. National Library of Medicine: a starter that comes with the program, and any release
//! that the clinic imports.

mod model;
mod schedule;
mod strength;
mod written;

#[cfg(feature = "store")]
mod controlled;
#[cfg(feature = "store")]
mod favourites;
#[cfg(feature = "store")]
mod filling;
#[cfg(feature = "store")]
mod index;
#[cfg(feature = "store")]
mod resolve;
#[cfg(feature = "store")]
mod rxnorm;
#[cfg(feature = "store")]
mod starter;
#[cfg(feature = "store")]
mod store;
#[cfg(feature = "store")]
mod tables;
#[cfg(feature = "store")]
mod words;

pub use model::{Ingredient, NotRxcui, Product, Route, Rxcui, TermType};
pub use schedule::Schedule;
#[cfg(any(test, feature = "testing"))]
pub use starter::starter_index;
pub use strength::{Strength, Unit, written_number};
#[cfg(feature = "store")]
pub use {
    favourites::{Favourite, NewFavourite, add_favourite, favourites, remove_favourite},
    index::{Found, Guess, Hit, Index, LONGEST_QUERY},
    resolve::{By, Resolved},
    rxnorm::{ImportReport, Release, import_rxnorm},
    starter::load_starter,
    store::{Drugs, Origin, Source, TABLES, clear, source},
    tables::{Code, Contents, Entry, Name, NameKind},
};
