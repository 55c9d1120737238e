//! Messages of laboratories (HL7 version 2, ORU^R01 of 2.3.1 to 2.5.1): read, judged and answered, without a database.
//!
//! The way of a message: [`Frames`] takes it out of a connection (MLLP), [`receive`] reads its header and makes a [`LabReport`] of it or names
//! every [`Fault`], [`Person`] tells whose it may be, and an [`Ack`] says what came of it.
//!
//! Nothing is guessed: a value is what was sent, digit by digit; what is not well formed is a fault with its place; what is well formed and has no
//! place in a report is kept aside. Faults name places and never values, so they can be logged.

mod ack;
mod charset;
mod coding;
mod cursor;
mod document;
mod escape;
mod fault;
mod file;
mod frame;
mod header;
mod message;
mod model;
mod parts;
mod person;
mod range;
mod read;
mod receive;
mod results;
mod status;
mod tree;
mod value;
mod when;

pub use ack::{Ack, AckCode, Outcome};
pub use charset::Charset;
pub use coding::Coding;
pub use document::Document;
pub use fault::{Fault, FaultCode, Place, Severity};
pub use file::{Part as FilePart, Piece, is_likely, pieces};
pub use frame::{Found, Frames, frame};
pub use header::{Condition, Domain, Header, LONGEST_CONTROL_ID, Mode, Rules, VERSIONS};
pub use message::{Limits, Message, Part, Segment};
pub use model::{
    Alternate, Aside, Coded, Identifier, LabReport, Name, Note, Observation, Order, OrderNumber, Organisation, Parent,
    Patient, Provider, Specimen,
};
pub use person::{Doubt, Likeness, Number, Person};
pub use range::{Limit, ReferenceRange};
pub use receive::{Received, header, receive};
pub use status::{OrderStatus, ResultStatus};
pub use value::{Structured, Value};
pub use when::{Exactness, When};

#[cfg(test)]
mod tests;
