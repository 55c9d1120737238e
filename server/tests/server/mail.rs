//! Mail: what is sent, when, how often, and what administrators see of it. The mail server is a real one.

mod letters;
mod pages;
pub(crate) mod post_office;
mod sending;
