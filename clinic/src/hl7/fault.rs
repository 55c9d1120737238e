use super::{coding::Coding, escape::escape};

/// What is wrong with a message, told to its sender in an ERR segment. It names a place and never a value: a value may be about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of fault.
    pub code: FaultCode,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What to know or do, in a sentence.
    pub says: &'static str,
}

impl Fault {
    /// A fault for which the message is not taken.
    pub fn error(code: FaultCode, place: Place, says: &'static str) -> Self {
        Self { code, severity: Severity::Error, place, says }
    }

    /// Something to know about a message that is taken.
    pub fn warning(code: FaultCode, place: Place, says: &'static str) -> Self {
        Self { code, severity: Severity::Warning, place, says }
    }
}

/// Kinds of fault (HL7 table 0357, v2.5.1 §2.15.5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultCode {
    /// Segments are not in their order, or one is missing.
    SegmentSequence,
    /// A field that is needed is empty.
    RequiredFieldMissing,
    /// A value is not of its type.
    DataType,
    /// A code is not in its table.
    TableValueNotFound,
    /// Messages of this type are not taken.
    UnsupportedMessageType,
    /// Messages of this event are not taken.
    UnsupportedEvent,
    /// Messages of this processing id are not taken.
    UnsupportedProcessingId,
    /// Messages of this version are not taken.
    UnsupportedVersion,
    /// Something the message refers to is not known.
    UnknownKey,
    /// What should be new is there already.
    DuplicateKey,
    /// The portal cannot take it, through no fault of the message.
    ApplicationInternal,
}

impl FaultCode {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::SegmentSequence,
        Self::RequiredFieldMissing,
        Self::DataType,
        Self::TableValueNotFound,
        Self::UnsupportedMessageType,
        Self::UnsupportedEvent,
        Self::UnsupportedProcessingId,
        Self::UnsupportedVersion,
        Self::UnknownKey,
        Self::DuplicateKey,
        Self::ApplicationInternal,
    ];

    /// The code in table 0357.
    pub fn code(self) -> u16 {
        match self {
            Self::SegmentSequence => 100,
            Self::RequiredFieldMissing => 101,
            Self::DataType => 102,
            Self::TableValueNotFound => 103,
            Self::UnsupportedMessageType => 200,
            Self::UnsupportedEvent => 201,
            Self::UnsupportedProcessingId => 202,
            Self::UnsupportedVersion => 203,
            Self::UnknownKey => 204,
            Self::DuplicateKey => 205,
            Self::ApplicationInternal => 207,
        }
    }

    /// Its name in table 0357.
    pub fn name(self) -> &'static str {
        match self {
            Self::SegmentSequence => "Segment sequence error",
            Self::RequiredFieldMissing => "Required field missing",
            Self::DataType => "Data type error",
            Self::TableValueNotFound => "Table value not found",
            Self::UnsupportedMessageType => "Unsupported message type",
            Self::UnsupportedEvent => "Unsupported event code",
            Self::UnsupportedProcessingId => "Unsupported processing id",
            Self::UnsupportedVersion => "Unsupported version id",
            Self::UnknownKey => "Unknown key identifier",
            Self::DuplicateKey => "Duplicate key identifier",
            Self::ApplicationInternal => "Application internal error",
        }
    }

    /// Whether the whole message is rejected for it, whatever its data say: wrong type, event, processing id or version (v2.5.1 §2.9.2).
    pub fn rejects(self) -> bool {
        matches!(
            self,
            Self::UnsupportedMessageType
                | Self::UnsupportedEvent
                | Self::UnsupportedProcessingId
                | Self::UnsupportedVersion
        )
    }
}

/// How bad a fault is (HL7 table 0516, v2.5.1 §2.15.5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The message is not taken.
    Error,
    /// The message is taken; something should be looked at.
    Warning,
}

impl Severity {
    /// The code in table 0516.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "E",
            Self::Warning => "W",
        }
    }
}

/// A place in a message (HL7 type ERL, v2.5.1 §2.A.28); all numbers begin at one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The segment's name; empty for none.
    pub segment: String,
    /// Which of the segments of this name.
    pub sequence: usize,
    /// Which field.
    pub field: Option<usize>,
    /// Which repetition of the field.
    pub repetition: Option<usize>,
    /// Which component.
    pub component: Option<usize>,
    /// Which subcomponent.
    pub subcomponent: Option<usize>,
}

impl Place {
    /// A segment as a whole.
    pub fn segment(name: &str, sequence: usize) -> Self {
        Self { segment: name.to_owned(), sequence, ..Self::default() }
    }

    /// A field of this segment.
    #[must_use]
    pub fn field(&self, field: usize) -> Self {
        Self { field: Some(field), ..Self::segment(&self.segment, self.sequence) }
    }

    /// A repetition of this field.
    #[must_use]
    pub fn repetition(&self, repetition: usize) -> Self {
        Self { repetition: Some(repetition), ..self.clone() }
    }

    /// A component of this field. The repetition is the first where none is said: what comes after it cannot stand without.
    #[must_use]
    pub fn component(&self, component: usize) -> Self {
        Self { repetition: self.repetition.or(Some(1)), component: Some(component), ..self.clone() }
    }

    /// A subcomponent of this component.
    #[must_use]
    pub fn subcomponent(&self, subcomponent: usize) -> Self {
        Self { subcomponent: Some(subcomponent), ..self.clone() }
    }

    /// As ERR-2 has it since version 2.5.
    pub(super) fn erl(&self, coding: Coding) -> String {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        if self.segment.is_empty() {
            return String::new();
        }
        let parts = [
            escape(&self.segment, coding),
            self.sequence.to_string(),
            number(self.field),
            number(self.repetition),
            number(self.component),
            number(self.subcomponent),
        ];
        let text = parts.join(&coding.component.to_string());
        text.trim_end_matches(coding.component).to_owned()
    }
}
