//! Booking on both databases: one time is one patient's, whoever wants it.

mod calendar;
mod changes;
mod checking_in;
mod races;
mod reached;
mod waiting;
