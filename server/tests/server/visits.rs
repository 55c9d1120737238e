//! Visits by mail: what is sent when, what calendars are told, and where the links lead.

mod feeds;
mod ground;
mod links;
mod mails;
mod readers;
mod storm;
