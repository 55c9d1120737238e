//! The formulary on both databases: the starter, the search, what codes and names mean, and releases of RxNorm.

mod kept;
mod release;
mod resolving;
mod rxnorm;
mod searching;
