use super::{
    charset::Charset,
    coding::Coding,
    escape::escape,
    fault::Fault,
    header::{Domain, Header, Mode, VERSIONS},
};
use chrono::{DateTime, FixedOffset};

/// What came of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is stored.
    Taken,
    /// Its data are wrong, or it could not be stored.
    Faulty,
    /// It is of a type, event, version or processing id that is not taken, or no message at all.
    Rejected,
}

/// The code of an answer (HL7 table 0008, v2.5.1 §2.9.2 and §2.9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AckCode {
    /// `AA`: stored.
    ApplicationAccept,
    /// `AE`: wrong data.
    ApplicationError,
    /// `AR`: not for this portal.
    ApplicationReject,
    /// `CA`: kept.
    CommitAccept,
    /// `CE`: not kept.
    CommitError,
    /// `CR`: not for this portal.
    CommitReject,
}

impl AckCode {
    /// The code in table 0008.
    pub fn code(self) -> &'static str {
        match self {
            Self::ApplicationAccept => "AA",
            Self::ApplicationError => "AE",
            Self::ApplicationReject => "AR",
            Self::CommitAccept => "CA",
            Self::CommitError => "CE",
            Self::CommitReject => "CR",
        }
    }
}

impl Mode {
    /// The answers that are due, in their order. In the enhanced mode a message that is not taken gets one answer: once the sender was
    /// told that it is not kept, nothing further comes of it.
    pub fn answers(self, outcome: Outcome) -> Vec<AckCode> {
        let taken = outcome == Outcome::Taken;
        let (commit, application) = match outcome {
            Outcome::Taken => (AckCode::CommitAccept, AckCode::ApplicationAccept),
            Outcome::Faulty => (AckCode::CommitError, AckCode::ApplicationError),
            Outcome::Rejected => (AckCode::CommitReject, AckCode::ApplicationReject),
        };
        match self {
            Self::Original => vec![application],
            Self::Enhanced { accept, application: wanted } => {
                let mut answers = Vec::new();
                if accept.holds(taken) {
                    answers.push(commit);
                }
                if wanted.holds(taken) && (taken || answers.is_empty()) {
                    answers.push(application);
                }
                answers
            }
        }
    }
}

/// An answer to a message (ACK, v2.5.1 §2.14.1).
pub struct Ack<'a> {
    /// The header of the message. Without one the standard knows no answer; the portal rejects (AR) with an empty MSA-2, as it does
    /// every message whose MSH it cannot accept (§2.9.2).
    pub header: Option<&'a Header>,
    /// What it says.
    pub code: AckCode,
    /// What was wrong, or should be looked at.
    pub faults: &'a [Fault],
    /// The answer's own control id (MSH-10), new for each.
    pub control_id: &'a str,
    /// When it is written, with the clinic's distance from UTC.
    pub at: DateTime<FixedOffset>,
}

impl Ack<'_> {
    /// Writes the answer, in the version and letters of the message and with the usual signs. What the sender called itself and its
    /// message is said back as it was.
    pub fn write(&self) -> Vec<u8> {
        let header = self.header;
        let charset = header.map_or(Charset::Ascii, |header| header.coding.charset);
        let coding = Coding { charset, ..Coding::USUAL };
        let known = header.and_then(|header| VERSIONS.iter().find(|version| **version == header.version));
        let version = known.copied().unwrap_or("2.5.1");
        let before_2_5 = matches!(version, "2.3.1" | "2.4");
        let mut lines = vec![self.msh(coding, version)];
        let control_id = header.map(|header| escape(&header.control_id, coding)).unwrap_or_default();
        let mut msa = vec!["MSA".to_owned(), self.code.code().to_owned(), control_id];
        if before_2_5 {
            // ERR has no words yet.
            msa.extend(self.faults.first().map(|fault| escape(fault.says, coding)));
            lines.push(joined(msa));
            if !self.faults.is_empty() {
                let places: Vec<String> = self.faults.iter().map(|fault| early(fault, coding)).collect();
                lines.push(format!("ERR|{}", places.join("~")));
            }
        } else {
            lines.push(joined(msa));
            lines.extend(self.faults.iter().map(|fault| err(fault, coding)));
        }
        let mut text = lines.join("\r");
        text.push('\r');
        charset.encode(&text)
    }

    fn msh(&self, coding: Coding, version: &str) -> String {
        let domain = |domain: &dyn Fn(&Header) -> &Domain| {
            self.header.map(|header| written(domain(header), coding)).unwrap_or_default()
        };
        let (event, processing) = self.header.map_or(("", "P"), |header| {
            (header.event.as_str(), if header.processing.is_empty() { "P" } else { header.processing.as_str() })
        });
        let enhanced = self.header.is_some_and(|header| header.mode != Mode::Original);
        // Nobody answers an answer.
        let answers = if enhanced { "NE" } else { "" };
        let stated = match coding.charset {
            Charset::Ascii => String::new(),
            set => set.code(),
        };
        joined(vec![
            "MSH".to_owned(),
            coding.others(),
            domain(&|header| &header.receiving_application),
            domain(&|header| &header.receiving_facility),
            domain(&|header| &header.sending_application),
            domain(&|header| &header.sending_facility),
            self.at.format("%Y%m%d%H%M%S%z").to_string(),
            String::new(),
            format!("ACK^{}^ACK", escape(event, coding)),
            escape(self.control_id, coding),
            escape(processing, coding),
            version.to_owned(),
            String::new(),
            String::new(),
            answers.to_owned(),
            answers.to_owned(),
            String::new(),
            stated,
        ])
    }
}

/// A segment without the empty fields at its end.
fn joined(fields: Vec<String>) -> String {
    let text = fields.join("|");
    text.trim_end_matches('|').to_owned()
}

fn written(domain: &Domain, coding: Coding) -> String {
    let parts = [&domain.namespace, &domain.universal_id, &domain.universal_id_type].map(|part| escape(part, coding));
    parts.join("^").trim_end_matches('^').to_owned()
}

/// ERR since version 2.5 (§2.15.5): ERR-2, 3, 4 and 8.
fn err(fault: &Fault, coding: Coding) -> String {
    let (code, name) = (fault.code.code(), fault.code.name());
    let place = fault.place.erl(coding);
    format!("ERR||{place}|{code}^{name}^HL70357|{}||||{}", fault.severity.code(), escape(fault.says, coding))
}

/// A repetition of ERR-1 before version 2.5 (HL7 type ELD): segment, sequence, field and the code, whose parts are subcomponents.
fn early(fault: &Fault, coding: Coding) -> String {
    let place = &fault.place;
    let field = place.field.map(|field| field.to_string()).unwrap_or_default();
    let (code, name) = (fault.code.code(), fault.code.name());
    format!("{}^{}^{field}^{code}&{name}&HL70357", escape(&place.segment, coding), place.sequence)
}
