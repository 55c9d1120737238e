use super::{
    charset::Charset,
    coding::Coding,
    fault::{Fault, FaultCode, Place},
    message::{Opening, Part, Segment, is_forbidden},
    when::When,
};

/// Who sends or receives (HL7 type HD): a local name, a world-wide one with its kind, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domain {
    /// The local name.
    pub namespace: String,
    /// The world-wide name, such as an object identifier.
    pub universal_id: String,
    /// The kind of world-wide name, such as `ISO`.
    pub universal_id_type: String,
}

impl Domain {
    /// Joins the parts of an HD.
    pub(super) fn of(parts: impl Iterator<Item = String>) -> Self {
        let mut parts = parts.fuse();
        let mut next = || parts.next().unwrap_or_default();
        Self { namespace: next(), universal_id: next(), universal_id_type: next() }
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.namespace.is_empty() && self.universal_id.is_empty()
    }
}

/// What MSH says (v2.5.1 §2.15.9): enough for an answer, whatever else is wrong with the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// How the message is written.
    pub coding: Coding,
    /// MSH-3: the program that sends.
    pub sending_application: Domain,
    /// MSH-4: the laboratory that sends.
    pub sending_facility: Domain,
    /// MSH-5: the program that is to receive.
    pub receiving_application: Domain,
    /// MSH-6: the clinic that is to receive.
    pub receiving_facility: Domain,
    /// MSH-7: when it was written.
    pub at: Option<When>,
    /// MSH-9.1, such as `ORU`.
    pub message_type: String,
    /// MSH-9.2, such as `R01`.
    pub event: String,
    /// MSH-9.3, such as `ORU_R01`.
    pub structure: String,
    /// MSH-10: the sender's own name of the message.
    pub control_id: String,
    /// MSH-11.1.
    pub processing: String,
    /// MSH-12.1.
    pub version: String,
    /// What answers the sender wants (MSH-15 and MSH-16).
    pub mode: Mode,
}

/// Which answers are due (v2.5.1 §2.9.2 and §2.9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// MSH-15 and MSH-16 are both empty: one answer, which says what came of the message.
    Original,
    /// First whether the message is kept, then what came of it.
    Enhanced {
        /// MSH-15: when to say whether it is kept.
        accept: Condition,
        /// MSH-16: when to say what came of it.
        application: Condition,
    },
}

/// When an answer is due (HL7 table 0155).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `AL`.
    Always,
    /// `NE`, and one of the two fields left empty.
    Never,
    /// `ER`.
    OnError,
    /// `SU`.
    OnSuccess,
}

impl Condition {
    /// Whether an answer is due for a message that was taken, or was not.
    pub fn holds(self, taken: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::OnError => !taken,
            Self::OnSuccess => taken,
        }
    }
}

/// Which messages a laboratory may send.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Whether messages for training and tests (MSH-11 `T` and `D`) are taken besides those of production.
    pub trials: bool,
    /// The letters of messages that name no set; the standard says ASCII.
    pub unstated: Charset,
    /// How much is taken.
    pub limits: super::message::Limits,
}

impl Rules {
    /// What the standard says, for production only.
    pub const USUAL: Self = Self { trials: false, unstated: Charset::Ascii, limits: super::message::Limits::USUAL };
}

/// The versions that are read. What ORU^R01 says is the same in all of them as far as it is read here.
pub const VERSIONS: [&str; 4] = ["2.3.1", "2.4", "2.5", "2.5.1"];

/// What version 2.7 allows for MSH-10; the versions that are read allow 20, to which few senders keep.
pub const LONGEST_CONTROL_ID: usize = 199;

impl Header {
    /// Reads MSH. Where its own letters cannot be read they are `?`, for the answer only: such a message is refused.
    pub(super) fn read(opening: &Opening, charset: Option<Charset>) -> Self {
        let coding = Coding { charset: charset.unwrap_or(Charset::Ascii), ..opening.coding };
        let line = charset.and_then(|charset| charset.decode(opening.line)).map_or_else(
            || opening.line.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
            std::borrow::Cow::into_owned,
        );
        let line = line.replace(is_forbidden, "?");
        let segment = Segment::of(&line, 1, coding);
        let domain = |field| Domain::of(segment.field(field).components().map(words));
        let (kind, accept, application) = (segment.field(9), segment.field(15), segment.field(16));
        Self {
            coding,
            sending_application: domain(3),
            sending_facility: domain(4),
            receiving_application: domain(5),
            receiving_facility: domain(6),
            at: When::parse(&words(segment.field(7).component(1))),
            message_type: words(kind.component(1)),
            event: words(kind.component(2)),
            structure: words(kind.component(3)),
            control_id: segment.field(10).text().map(std::borrow::Cow::into_owned).unwrap_or_default(),
            processing: words(segment.field(11).component(1)),
            version: words(segment.field(12).component(1)),
            mode: mode(&words(accept), &words(application)),
        }
    }

    /// Whether a laboratory may send such a message (v2.5.1 §2.9.2): type, event, version and processing id, and what an answer needs.
    pub(super) fn check(&self, rules: &Rules) -> Vec<Fault> {
        let place = |field: usize| Place::segment("MSH", 1).field(field);
        let mut faults = Vec::new();
        let mut wrong = |is: bool, code, place, says| {
            if is {
                faults.push(Fault::error(code, place, says));
            }
        };
        let is_report = self.message_type == "ORU" && matches!(self.structure.as_str(), "" | "ORU_R01");
        let (code, says) = (FaultCode::UnsupportedMessageType, "Only laboratory results (ORU^R01) are taken.");
        wrong(!is_report, code, place(9), says);
        let (code, says) = (FaultCode::UnsupportedEvent, "Of laboratory results only the event R01 is taken.");
        wrong(is_report && !matches!(self.event.as_str(), "" | "R01"), code, place(9).component(2), says);
        let says = match self.processing.as_str() {
            "P" => None,
            "T" | "D" if rules.trials => None,
            "T" | "D" => Some("Messages for tests and training are not taken from this sender."),
            _ => Some("The processing id must be P, T or D."),
        };
        wrong(says.is_some(), FaultCode::UnsupportedProcessingId, place(11), says.unwrap_or_default());
        let says = "The versions 2.3.1, 2.4, 2.5 and 2.5.1 are read.";
        wrong(!VERSIONS.contains(&self.version.as_str()), FaultCode::UnsupportedVersion, place(12), says);
        let says = "Without a control id a repeated message cannot be told from a new one.";
        wrong(self.control_id.is_empty(), FaultCode::RequiredFieldMissing, place(10), says);
        let is_long = self.control_id.chars().count() > LONGEST_CONTROL_ID;
        wrong(is_long, FaultCode::DataType, place(10), "A control id has at most 199 characters.");
        faults
    }
}

fn words(part: Part) -> String {
    if part.is_null() {
        return String::new();
    }
    part.text().map(|text| text.replace('\n', " ")).unwrap_or_default().trim().to_owned()
}

fn mode(accept: &str, application: &str) -> Mode {
    if accept.is_empty() && application.is_empty() {
        return Mode::Original;
    }
    let condition = |code: &str| match code {
        "" | "NE" => Condition::Never,
        "ER" => Condition::OnError,
        "SU" => Condition::OnSuccess,
        // Too many answers harm less than a missing one.
        _ => Condition::Always,
    };
    Mode::Enhanced { accept: condition(accept), application: condition(application) }
}
