//! Booking on both databases: one time is one patient's, whoever wants it.

mod calendar;
mod changes;
mod checking_in;
mod desk;
mod freed;
mod moving;
mod races;
mod reached;
mod told;
mod waiting;
