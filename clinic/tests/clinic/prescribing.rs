//! Prescriptions on both databases: drafts, signing, the way to the pharmacy, requests and their answers.

mod again;
mod drafts;
mod links;
mod requests;
mod signing;
mod story;
mod surgery;
mod ties;
