use super::{
    cursor::{Cursor, Notes},
    fault::FaultCode,
    fault::Place,
    message::{Part, Segment},
    model::{Coded, Observation},
    parts::{address, coded, organisation, provider},
    range::ReferenceRange,
    status::ResultStatus,
    value::value,
};

/// Reads an OBX segment (v2.5.1 §7.4.2); nothing where it cannot be one, with the faults noted.
pub(super) fn observation(segment: &Segment, notes: &mut Notes) -> Option<Observation> {
    let mut cursor = Cursor::new(segment);
    let place = segment.place();
    let (set_id, value_type) = (cursor.text(1, notes), cursor.text(2, notes));
    let test = cursor.one(3, notes, coded).unwrap_or_default();
    if test.words().is_none() {
        notes.fail(FaultCode::RequiredFieldMissing, &place.field(3), "What was tested must be said (OBX-3).");
    }
    let sub_id = cursor.text(4, notes);
    let (field, _) = cursor.field(5);
    let values = match &value_type {
        _ if field.is_empty() => Vec::new(),
        Some(kind) => cursor.many(
            5,
            notes,
            |part, place, notes| {
                if part.raw.is_empty() { None } else { value(part, kind, place, notes) }
            },
        ),
        None if field.is_null() => Vec::new(),
        None => {
            notes.fail(FaultCode::RequiredFieldMissing, &place.field(2), "A value needs its type (OBX-2).");
            Vec::new()
        }
    };
    let units = cursor.one(6, notes, units);
    let range = cursor.text(7, notes).map(|text| ReferenceRange::read(&text));
    let flags = cursor.many(8, notes, |part, place, notes| {
        notes.beyond(part, &[1], place);
        notes.text(part.component(1), &place.component(1))
    });
    let status = cursor.text(11, notes);
    let known = status.as_deref().and_then(ResultStatus::parse);
    if known.is_none() {
        let (code, says) = match status {
            None => (FaultCode::RequiredFieldMissing, "The state of a result must be said (OBX-11)."),
            Some(_) => (FaultCode::TableValueNotFound, "The state of a result must be a code of table 0085."),
        };
        notes.fail(code, &place.field(11), says);
    }
    let (observed, producer) = (cursor.when(14, notes), cursor.one(15, notes, coded));
    let (methods, analysed) = (cursor.many(17, notes, coded), cursor.when(19, notes));
    let (organisation, address) = (cursor.one(23, notes, organisation), cursor.one(24, notes, address));
    let director = cursor.one(25, notes, provider);
    cursor.end(notes);
    Some(Observation {
        place,
        set_id,
        value_type,
        test,
        sub_id,
        values,
        units,
        range,
        flags,
        status: known?,
        observed,
        producer,
        methods,
        analysed,
        organisation,
        address: address.unwrap_or_default(),
        director,
        notes: Vec::new(),
        children: Vec::new(),
    })
}

/// OBX-6. A unit with a power whose sign was not escaped (`10^9/L`, `m^2`) falls apart into a code and a name that begins with the power. Neither
/// is the unit; it is kept as it was sent.
fn units(part: Part, place: &Place, notes: &mut Notes) -> Option<Coded> {
    let [first, second, system] = [1, 2, 3].map(|number| part.component(number).raw.trim());
    let begins_with_power = second.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-' || sign == '+');
    if begins_with_power && first != second && (system.is_empty() || first.ends_with("10")) {
        notes.warn(
            FaultCode::DataType,
            place,
            "The unit holds a sign that parts components; it is kept as it was sent.",
        );
        return Some(Coded { text: Some(part.raw.trim().to_owned()), ..Coded::default() });
    }
    coded(part, place, notes)
}
