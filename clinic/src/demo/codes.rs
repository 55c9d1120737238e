//! The codes that the demo uses, each with the words people read.

pub(crate) mod drugs;
pub(crate) mod labs;
pub(crate) mod panels;
pub(crate) mod problems;
pub(crate) mod vaccines;
