use crate::{
    hl7::{Fault, Severity},
    ids::LaboratoryId,
};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

/// How a message comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a connection; the message says who sends it.
    Mllp,
    /// By HTTP, with the key of this laboratory.
    Http(LaboratoryId),
    /// From a file at the server; of this laboratory, or of the one that the message names.
    File(Option<LaboratoryId>),
}

impl Way {
    /// The name it is stored under.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mllp => "mllp",
            Self::Http(_) => "http",
            Self::File(_) => "file",
        }
    }
}

/// What has become of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is safe, and a person must say whose it is.
    Waiting,
    /// Its results are in a record.
    Filed,
    /// It was not taken; its sender was told why.
    Refused,
    /// A person has said that it is of nobody here.
    Declined,
}

impl State {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Filed, Self::Refused, Self::Declined];

    /// The name it is stored under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Filed => "filed",
            Self::Refused => "refused",
            Self::Declined => "declined",
        }
    }

    /// Reads a stored name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A step on a message's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum What {
    /// It came.
    Received,
    /// It came again, and nothing changed.
    Repeated,
    /// It was not taken.
    Refused,
    /// It waits for a person to say whose it is.
    Waiting,
    /// Whose it is, is known.
    Matched,
    /// Its results are in a record.
    Filed,
    /// It is of nobody here.
    Declined,
    /// It was looked at once more.
    Replayed,
    /// Its results were taken out of a record again.
    Removed,
}

/// What is to be said to the sender, when everything is durable.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answers in their order, without frames. None where the sender wants none.
    pub messages: Vec<Vec<u8>>,
    /// What has become of the message.
    pub state: State,
    /// Whether it was here before.
    pub is_repeated: bool,
    /// The laboratory it is from, where that is known.
    pub laboratory: Option<LaboratoryId>,
    /// The sender's name of the message (MSH-10).
    pub control_id: String,
    /// What was wrong, or should be looked at.
    pub faults: Vec<Fault>,
}

/// A fault as it is kept with its message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// HL7 table 0357.
    pub code: u16,
    /// Whether the message was not taken for it.
    pub is_error: bool,
    /// Where it is, such as `OBX 2, field 5`.
    pub place: String,
    /// What to know or do.
    pub says: String,
}

impl From<&Fault> for Noted {
    fn from(fault: &Fault) -> Self {
        let place = &fault.place;
        let parts = [
            ("field", place.field),
            ("repetition", place.repetition),
            ("component", place.component),
            ("subcomponent", place.subcomponent),
        ];
        let segment = (!place.segment.is_empty()).then(|| format!("{} {}", place.segment, place.sequence));
        let parts = parts.into_iter().filter_map(|(name, number)| Some(format!("{name} {}", number?)));
        let text = segment.into_iter().chain(parts).collect::<Vec<_>>().join(", ");
        Self {
            code: fault.code.code(),
            is_error: fault.severity == Severity::Error,
            place: text,
            says: fault.says.to_owned(),
        }
    }
}

/// Faults as they are kept with a message.
pub(super) fn noted(faults: &[Fault]) -> Json<Vec<Noted>> {
    Json(faults.iter().map(Noted::from).collect())
}

/// The text by which senders are compared: without case and accents, blanks at the ends and double ones.
pub(super) fn folded(text: &str) -> String {
    crate::fold::fold(text)
}
