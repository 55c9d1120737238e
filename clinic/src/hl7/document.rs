use super::{
    cursor::Notes,
    escape,
    fault::{FaultCode, Place},
    message::Part,
};
use base64::{
    Engine as _,
    alphabet::STANDARD,
    engine::general_purpose::{GeneralPurpose, NO_PAD, PAD},
};

/// A document that lies in a message (HL7 type ED, v2.5.1 §2.A.24).
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The kind of data (HL7 table 0191), such as `AP` or `Application`.
    pub kind: Option<String>,
    /// What it is more closely (HL7 table 0291), such as `PDF`.
    pub subtype: Option<String>,
    /// The document itself.
    pub bytes: Vec<u8>,
}

impl Document {
    /// Whether it begins as a PDF file does, whatever its sender calls it.
    pub fn is_pdf(&self) -> bool {
        self.bytes.starts_with(b"%PDF-")
    }
}

/// Reads a document in one of the encodings of HL7 table 0299.
pub(super) fn document(part: Part, place: &Place, notes: &mut Notes) -> Option<Document> {
    notes.beyond(part, &[2, 3, 4, 5], place);
    let kind = notes.text(part.component(2), &place.component(2));
    let subtype = notes.text(part.component(3), &place.component(3));
    let encoding = notes.text(part.component(4), &place.component(4)).unwrap_or_default();
    let data_place = place.component(5);
    let data = Some(part.component(5)).filter(|data| !data.is_empty() && !data.is_null());
    let Some(data) = data.map(|data| notes.whole(data, &data_place)) else {
        notes.fail(FaultCode::RequiredFieldMissing, &data_place, "The document is empty.");
        return None;
    };
    let data = data?;
    let limit = notes.limits.document;
    let compact = || data.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let bytes = match encoding.to_ascii_lowercase().as_str() {
        "a" => Some(data.into_bytes()),
        "hex" => escape::bytes(&compact()),
        "base64" => {
            let text = compact();
            let padding = if text.ends_with('=') { PAD } else { NO_PAD };
            GeneralPurpose::new(&STANDARD, padding).decode(text).ok()
        }
        _ => {
            let says = "The encoding of a document must be A, Hex or Base64.";
            notes.fail(FaultCode::TableValueNotFound, &place.component(4), says);
            return None;
        }
    };
    let Some(bytes) = bytes else {
        notes.fail(FaultCode::DataType, &data_place, "The document is not in the encoding that is named.");
        return None;
    };
    if bytes.len() > limit {
        notes.fail(FaultCode::ApplicationInternal, &data_place, "The document is larger than this server takes.");
        return None;
    }
    let document = Document { kind, subtype, bytes };
    if document.subtype.as_deref().is_some_and(|subtype| subtype.eq_ignore_ascii_case("PDF")) && !document.is_pdf() {
        notes.warn(FaultCode::DataType, &data_place, "The document calls itself PDF and does not begin as one.");
    }
    Some(document)
}
