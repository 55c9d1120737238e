use super::{
    cursor::Notes,
    document::{Document, document},
    fault::{FaultCode, Place},
    message::Part,
    model::Coded,
    parts::coded,
    range::is_number,
    when::{When, is_time},
};

/// One value of a result (OBX-5, by the type in OBX-2).
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// NM: the digits as they were sent.
    Number(String),
    /// SN: a number with a sign before it, or two numbers.
    Structured(Structured),
    /// ST, TX and FT, in lines.
    Text(Vec<String>),
    /// CE, CWE and CNE.
    Code(Coded),
    /// DT, TS and DTM.
    When(When),
    /// TM: a time of day, as it was sent.
    Time(String),
    /// ED: a document.
    Document(Document),
    /// `""`: there is no value, and this is said.
    Nothing,
    /// RP: the value lies elsewhere and is not fetched; nothing of the address is kept here.
    Elsewhere,
    /// A number that was not written as one, or a value of a type that is not read: what was sent.
    AsSent {
        /// The type that was said.
        value_type: String,
        /// What was sent.
        text: String,
    },
}

/// A number with more to it (HL7 type SN, v2.5.1 §2.A.70), digits as they were sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Structured {
    /// `<`, `>`, `<=`, `>=`, `=` or `<>`.
    pub comparator: Option<String>,
    /// The first number.
    pub first: Option<String>,
    /// `-`, `+`, `/`, `.` or `:`.
    pub separator: Option<String>,
    /// The second number, or a sign alone: `1+`.
    pub second: Option<String>,
}

impl Structured {
    /// As it is read: `>60`, `1:128`, `2+`.
    pub fn text(&self) -> String {
        [&self.comparator, &self.first, &self.separator, &self.second]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect()
    }
}

const COMPARATORS: [&str; 6] = ["<=", ">=", "<>", "<", ">", "="];
const SEPARATORS: [&str; 5] = ["-", "+", "/", ".", ":"];

/// Types of the standard that are shown as words.
pub(super) fn value(part: Part, value_type: &str, place: &Place, notes: &mut Notes) -> Option<Value> {
    if part.is_null() {
        return Some(Value::Nothing);
    }
    match value_type {
        "CE" | "CWE" | "CNE" => coded(part, place, notes).map(Value::Code),
        "SN" => structured(part, place, notes),
        "ED" => document(part, place, notes).map(Value::Document),
        "RP" => {
            let says = "The value lies elsewhere (type RP) and is not fetched; send it in the message.";
            notes.warn(FaultCode::DataType, place, says);
            notes.aside(place, part.raw);
            Some(Value::Elsewhere)
        }
        _ => {
            let text = notes.whole(part, place)?;
            plain(&text, value_type, place, notes)
        }
    }
}

/// Values without parts.
fn plain(text: &str, value_type: &str, place: &Place, notes: &mut Notes) -> Option<Value> {
    match value_type {
        "NM" => number(text, place, notes),
        "ST" | "TX" | "FT" => Some(Value::Text(text.split('\n').map(str::to_owned).collect())),
        "DT" | "TS" | "DTM" => {
            let read = if value_type == "DT" { When::parse_date(text.trim()) } else { When::parse(text.trim()) };
            if read.is_none() {
                notes.fail(FaultCode::DataType, place, "The value is no date or time of HL7.");
            }
            read.map(Value::When)
        }
        "TM" if is_time(text.trim()) => Some(Value::Time(text.trim().to_owned())),
        "TM" => {
            notes.fail(FaultCode::DataType, place, "The value is no time of day of HL7.");
            None
        }
        _ => {
            notes.warn(FaultCode::DataType, place, "Values of this type are kept as text.");
            Some(Value::AsSent { value_type: value_type.to_owned(), text: text.to_owned() })
        }
    }
}

/// A number of type NM. One with a sign of comparison belongs into SN; it is kept as words, which nobody can misread.
fn number(text: &str, place: &Place, notes: &mut Notes) -> Option<Value> {
    let digits = text.trim();
    if is_number(digits) {
        return Some(Value::Number(digits.to_owned()));
    }
    let compared = COMPARATORS.iter().find_map(|sign| digits.strip_prefix(sign));
    if compared.is_some_and(|digits| is_number(digits.trim())) {
        notes.warn(FaultCode::DataType, place, "A number with a sign of comparison is of type SN; it is kept as text.");
        return Some(Value::AsSent { value_type: "NM".to_owned(), text: text.to_owned() });
    }
    notes.fail(FaultCode::DataType, place, "The value is no number (type NM).");
    None
}

fn structured(part: Part, place: &Place, notes: &mut Notes) -> Option<Value> {
    notes.beyond(part, &[1, 2, 3, 4], place);
    let texts: Vec<Option<String>> =
        (1..=4).map(|number| notes.text(part.component(number), &place.component(number))).collect();
    let [comparator, first, separator, second] = texts.as_slice() else { return None };
    let in_list = |text: &Option<String>, list: &[&str]| text.as_deref().is_none_or(|text| list.contains(&text));
    let is_numeric = |text: &Option<String>| text.as_deref().is_none_or(is_number);
    let says_something = first.is_some();
    // A second number stands after a sign; a sign may end the value, as in 2+.
    let joined = separator.is_some() || second.is_none();
    if in_list(comparator, &COMPARATORS)
        && in_list(separator, &SEPARATORS)
        && is_numeric(first)
        && is_numeric(second)
        && says_something
        && joined
    {
        let [comparator, first, separator, second] = [comparator, first, separator, second].map(Clone::clone);
        return Some(Value::Structured(Structured { comparator, first, separator, second }));
    }
    let known = |text: &Option<String>| {
        text.as_deref().is_none_or(|text| COMPARATORS.contains(&text) || SEPARATORS.contains(&text) || is_number(text))
    };
    if texts.iter().all(known) && texts.iter().flatten().any(|text| is_number(text)) {
        notes.warn(
            FaultCode::DataType,
            place,
            "The parts of this number (type SN) are not in their places; it is kept as text.",
        );
        let text = texts.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
        return Some(Value::AsSent { value_type: "SN".to_owned(), text });
    }
    notes.fail(FaultCode::DataType, place, "The value is no structured number (type SN).");
    None
}
