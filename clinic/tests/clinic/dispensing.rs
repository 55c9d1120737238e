//! Pharmacies on both databases: the queue, handing out, refusing, asking, answering, links, and who comes first.

mod asking;
mod house;
mod links;
mod queue;
mod races;
mod taking;
mod work;
