//! The kit: the words, dates, numbers and components every page is made of, rendered on the server.
#![allow(clippy::needless_pass_by_value, reason = "a component owns the attributes it is given")]

pub mod badge;
pub mod banner;
pub mod button;
pub mod chart;
pub mod choice;
pub mod date;
pub mod empty;
pub mod field;
pub mod filter;
pub mod form;
pub mod icon;
pub mod leaf;
pub mod list;
pub mod nav;
pub mod notice;
pub mod number;
pub mod optional;
pub mod page;
pub mod pager;
pub mod qr;
pub mod slot;
pub mod stat;
pub mod table;
pub mod tabs;
pub mod text;
pub mod timeline;
pub mod tone;
pub mod weekdays;
pub mod when;
