use super::{
    fault::{Fault, Place},
    header::{Domain, Header},
    range::ReferenceRange,
    status::{OrderStatus, ResultStatus},
    value::Value,
    when::When,
};
use chrono::FixedOffset;
use chrono_tz::Tz;

/// What a laboratory reports of one patient (ORU^R01, v2.5.1 §7.3.1).
pub struct LabReport {
    /// What MSH says.
    pub header: Header,
    /// Whose results these are.
    pub patient: Patient,
    /// The orders with their results, in the sender's order. An order that follows from a result of another one lies below that result.
    pub orders: Vec<Order>,
    /// What should be looked at, though the message is taken.
    pub warnings: Vec<Fault>,
    /// What was sent and has no place above.
    pub kept_aside: Vec<Aside>,
}

impl LabReport {
    /// The distance from UTC that counts for all times without one (MSH-7).
    pub fn offset(&self) -> Option<FixedOffset> {
        self.header.at.and_then(|at| at.offset)
    }

    /// The moment that a time of this message means; `zone` is the laboratory's, where the message does not say.
    pub fn moment(&self, when: &When, zone: Tz) -> crate::moment::Moment {
        when.resolve(self.offset(), zone)
    }
}

/// Something that was sent and has no place in a report.
#[derive(Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where it stood: a segment, or a field of one.
    pub place: Place,
    /// The segment or field as it was sent.
    pub text: String,
}

/// A code with its names (HL7 types CE, CWE and CNE).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// The code.
    pub code: Option<String>,
    /// What it means, in the sender's words.
    pub text: Option<String>,
    /// Whose code it is: `LN`, `SCT`, `L` … (HL7 table 0396).
    pub system: Option<String>,
    /// The same in another system.
    pub alternate: Option<Alternate>,
    /// The words that were there before there was a code.
    pub original_text: Option<String>,
}

impl Coded {
    /// What to show: the words of the code, of its alternate or before it, else the code.
    pub fn words(&self) -> Option<&str> {
        let alternate = self.alternate.as_ref();
        self.text
            .as_deref()
            .or_else(|| alternate.and_then(|alternate| alternate.text.as_deref()))
            .or(self.original_text.as_deref())
            .or(self.code.as_deref())
            .or_else(|| alternate.and_then(|alternate| alternate.code.as_deref()))
    }
}

/// A second code of the same meaning.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Alternate {
    /// The code.
    pub code: Option<String>,
    /// What it means, in the sender's words.
    pub text: Option<String>,
    /// Whose code it is.
    pub system: Option<String>,
}

/// A number by which somebody knows a person (HL7 type CX).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identifier {
    /// The number.
    pub value: String,
    /// Who gave it.
    pub authority: Domain,
    /// Its kind, such as `MR` (HL7 table 0203).
    pub kind: Option<String>,
}

/// A name of a person (HL7 type XPN).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Family name.
    pub family: Option<String>,
    /// Given name.
    pub given: Option<String>,
    /// Further given names or initials.
    pub middle: Option<String>,
    /// Such as `Jr`.
    pub suffix: Option<String>,
    /// Such as `Dr`.
    pub prefix: Option<String>,
    /// Its kind, such as `L` for the legal one (HL7 table 0200).
    pub kind: Option<String>,
}

/// Somebody of the laboratory or who ordered (HL7 type XCN).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// Their number, and whose number it is.
    pub identifier: Identifier,
    /// Their name.
    pub name: Name,
}

/// An organisation (HL7 type XON).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: Option<String>,
    /// Its number, and whose number it is.
    pub identifier: Identifier,
}

/// The number of an order (HL7 type EI).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OrderNumber {
    /// The number.
    pub value: String,
    /// Who gave it.
    pub authority: Domain,
}

/// Whose results these are (PID, v2.5.1 §3.4.2).
pub struct Patient {
    /// PID-3: their numbers.
    pub identifiers: Vec<Identifier>,
    /// PID-18: the number of their account.
    pub account: Option<Identifier>,
    /// PID-5: their names.
    pub names: Vec<Name>,
    /// PID-7: when they were born.
    pub born: Option<When>,
    /// PID-8: the code of HL7 table 0001.
    pub sex: Option<String>,
    /// The sender's notes on the person.
    pub notes: Vec<Note>,
}

/// A test or panel that was ordered, with its results (ORC and OBR, v2.5.1 §4.5.1 and §7.4.1).
pub struct Order {
    /// Where its OBR is.
    pub place: Place,
    /// OBR-1, the sender's own count.
    pub set_id: Option<String>,
    /// ORC-1, what is done with the order (HL7 table 0119).
    pub control: Option<String>,
    /// OBR-2, else ORC-2: the number of who ordered.
    pub placer: Option<OrderNumber>,
    /// OBR-3, else ORC-3: the number of the laboratory.
    pub filler: Option<OrderNumber>,
    /// OBR-4: what was ordered.
    pub test: Coded,
    /// OBR-7: when the specimen was taken, or the test done.
    pub collected: Option<When>,
    /// OBR-8: when the collection ended.
    pub collected_until: Option<When>,
    /// OBR-14: when the specimen came to the laboratory.
    pub received: Option<When>,
    /// OBR-22: when the results or their state were reported.
    pub reported: Option<When>,
    /// OBR-16, else ORC-12: who ordered it.
    pub ordering: Vec<Provider>,
    /// OBR-24: the section of the laboratory (HL7 table 0074).
    pub section: Option<String>,
    /// OBR-25: the state of the results.
    pub status: Option<OrderStatus>,
    /// OBR-13: what the laboratory should know of the patient.
    pub clinical_information: Option<String>,
    /// OBR-26 and OBR-29: the result from which this order follows.
    pub parent: Option<Parent>,
    /// OBR-15 or the SPM segments: what was examined.
    pub specimens: Vec<Specimen>,
    /// The notes after OBR.
    pub notes: Vec<Note>,
    /// The results.
    pub observations: Vec<Observation>,
    /// Orders that follow from this one and name none of its results.
    pub children: Vec<Order>,
}

impl Order {
    /// All results: its own, and those of the orders below it; not those that describe a specimen.
    pub fn all_observations(&self) -> Vec<&Observation> {
        let mut all = Vec::new();
        for observation in &self.observations {
            all.push(observation);
            all.extend(observation.children.iter().flat_map(Order::all_observations));
        }
        all.extend(self.children.iter().flat_map(Order::all_observations));
        all
    }
}

/// The result from which an order follows, such as the organism whose susceptibilities were tested.
#[derive(Clone, PartialEq, Eq)]
pub struct Parent {
    /// OBR-29.1: the order's number of who ordered.
    pub placer: Option<OrderNumber>,
    /// OBR-29.2: the order's number of the laboratory.
    pub filler: Option<OrderNumber>,
    /// OBR-26.1: the test of the result.
    pub test: Option<Coded>,
    /// OBR-26.2: the result's sub-id (OBX-4).
    pub sub_id: Option<String>,
    /// OBR-26.3: what the result says, in short.
    pub text: Option<String>,
}

/// What was examined (SPM, v2.5.1 §7.4.3, or OBR-15 of earlier versions).
#[derive(Default)]
pub struct Specimen {
    /// SPM-2: its number with who ordered, and with the laboratory.
    pub placer: Option<OrderNumber>,
    /// SPM-2.2.
    pub filler: Option<OrderNumber>,
    /// SPM-4: what it is.
    pub kind: Option<Coded>,
    /// SPM-8: where it is from.
    pub site: Option<Coded>,
    /// OBR-15.3: what it is, in words.
    pub text: Option<String>,
    /// SPM-17.1: when it was taken.
    pub collected: Option<When>,
    /// SPM-17.2: when taking it ended.
    pub collected_until: Option<When>,
    /// SPM-18: when it came to the laboratory.
    pub received: Option<When>,
    /// SPM-21: why it could not be used.
    pub rejected: Vec<Coded>,
    /// SPM-24: what was wrong with it.
    pub condition: Vec<Coded>,
    /// Results that describe the specimen itself.
    pub observations: Vec<Observation>,
}

/// One result (OBX, v2.5.1 §7.4.2).
pub struct Observation {
    /// Where its OBX is.
    pub place: Place,
    /// OBX-1, the sender's own count.
    pub set_id: Option<String>,
    /// OBX-2: the type of the values, as it was sent.
    pub value_type: Option<String>,
    /// OBX-3: the test.
    pub test: Coded,
    /// OBX-4: tells results of the same test apart, and joins those that belong together.
    pub sub_id: Option<String>,
    /// OBX-5: the values.
    pub values: Vec<Value>,
    /// OBX-6: the unit.
    pub units: Option<Coded>,
    /// OBX-7: the range.
    pub range: Option<ReferenceRange>,
    /// OBX-8: the flags (HL7 table 0078), as they were sent.
    pub flags: Vec<String>,
    /// OBX-11: its state.
    pub status: ResultStatus,
    /// OBX-14: when the specimen was taken, or the value measured.
    pub observed: Option<When>,
    /// OBX-15: the laboratory, as a code.
    pub producer: Option<Coded>,
    /// OBX-17: how it was measured.
    pub methods: Vec<Coded>,
    /// OBX-19: when it was analysed.
    pub analysed: Option<When>,
    /// OBX-23: who measured it.
    pub organisation: Option<Organisation>,
    /// OBX-24: where they are.
    pub address: Vec<String>,
    /// OBX-25: who answers for it.
    pub director: Option<Provider>,
    /// The notes after it.
    pub notes: Vec<Note>,
    /// Orders that follow from this result, such as the susceptibilities of an organism.
    pub children: Vec<Order>,
}

/// A note (NTE, v2.5.1 §2.15.10).
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// NTE-2: whose it is (HL7 table 0105).
    pub source: Option<String>,
    /// NTE-3, line by line.
    pub lines: Vec<String>,
    /// NTE-4: what kind of note.
    pub kind: Option<Coded>,
}
