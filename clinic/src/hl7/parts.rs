//! The types of HL7 that have parts (v2.5.1 chapter 2A).

use super::{
    cursor::Notes,
    fault::Place,
    header::Domain,
    message::Part,
    model::{Alternate, Coded, Identifier, Name, Note, OrderNumber, Organisation, Provider},
};

/// HD, from its components or subcomponents.
fn domain<'a>(parts: impl Iterator<Item = Part<'a>>, place: &Place, notes: &mut Notes) -> Domain {
    Domain::of(parts.map(|part| notes.text(part, place).unwrap_or_default()))
}

/// CE, CWE and CNE.
pub(super) fn coded(part: Part, place: &Place, notes: &mut Notes) -> Option<Coded> {
    // Versions of the systems (7 and 8) say nothing that is shown.
    notes.beyond(part, &[1, 2, 3, 4, 5, 6, 7, 8, 9], place);
    coded_from(&|number| (part.component(number), place.component(number)), notes)
}

/// A code whose parts are subcomponents of a component.
pub(super) fn coded_within(part: Part, place: &Place, notes: &mut Notes) -> Option<Coded> {
    coded_from(&|number| (part.subcomponent(number), place.subcomponent(number)), notes)
}

fn coded_from<'a>(piece: &dyn Fn(usize) -> (Part<'a>, Place), notes: &mut Notes) -> Option<Coded> {
    let mut text = |number| {
        let (part, place) = piece(number);
        notes.text(part, &place)
    };
    let alternate = Alternate { code: text(4), text: text(5), system: text(6) };
    let coded = Coded {
        code: text(1),
        text: text(2),
        system: text(3),
        alternate: (alternate != Alternate::default()).then_some(alternate),
        original_text: text(9),
    };
    (coded != Coded::default()).then_some(coded)
}

/// CX.
pub(super) fn identifier(part: Part, place: &Place, notes: &mut Notes) -> Option<Identifier> {
    notes.beyond(part, &[1, 4, 5], place);
    let value = notes.text(part.component(1), &place.component(1))?;
    Some(Identifier {
        value,
        authority: domain(part.component(4).subcomponents(), &place.component(4), notes),
        kind: notes.text(part.component(5), &place.component(5)),
    })
}

/// EI.
pub(super) fn order_number(part: Part, place: &Place, notes: &mut Notes) -> Option<OrderNumber> {
    notes.beyond(part, &[1, 2, 3, 4], place);
    let value = notes.text(part.component(1), &place.component(1))?;
    Some(OrderNumber { value, authority: domain(part.components().skip(1), place, notes) })
}

/// An EI whose parts are subcomponents of a component.
pub(super) fn order_number_within(part: Part, place: &Place, notes: &mut Notes) -> Option<OrderNumber> {
    let value = notes.text(part.subcomponent(1), place)?;
    Some(OrderNumber { value, authority: domain(part.subcomponents().skip(1), place, notes) })
}

/// XPN.
pub(super) fn name(part: Part, place: &Place, notes: &mut Notes) -> Option<Name> {
    notes.beyond(part, &[1, 2, 3, 4, 5, 7], place);
    let kind = notes.text(part.component(7), &place.component(7));
    let read = name_from(part, 1, place, notes)?;
    Some(Name { kind, ..read })
}

/// Family name, given name, further names, suffix and prefix, from a component on.
fn name_from(part: Part, first: usize, place: &Place, notes: &mut Notes) -> Option<Name> {
    let family = part.component(first);
    if family.subcomponents().skip(1).any(|piece| !piece.is_empty()) {
        notes.aside(&place.component(first), family.raw);
    }
    let mut text = |at: usize| notes.text(part.component(first + at), &place.component(first + at));
    let (given, middle, suffix, prefix) = (text(1), text(2), text(3), text(4));
    let family = notes.text(family.subcomponent(1), &place.component(first));
    let name = Name { family, given, middle, suffix, prefix, kind: None };
    (name != Name::default()).then_some(name)
}

/// XCN.
pub(super) fn provider(part: Part, place: &Place, notes: &mut Notes) -> Option<Provider> {
    notes.beyond(part, &[1, 2, 3, 4, 5, 6, 9, 10, 13], place);
    let identifier = Identifier {
        value: notes.text(part.component(1), &place.component(1)).unwrap_or_default(),
        authority: domain(part.component(9).subcomponents(), &place.component(9), notes),
        kind: notes.text(part.component(13), &place.component(13)),
    };
    let name = name_from(part, 2, place, notes).unwrap_or_default();
    let name = Name { kind: notes.text(part.component(10), &place.component(10)), ..name };
    let provider = Provider { identifier, name };
    (provider != Provider::default()).then_some(provider)
}

/// XON.
pub(super) fn organisation(part: Part, place: &Place, notes: &mut Notes) -> Option<Organisation> {
    // The kind of name (2) says nothing that is shown.
    notes.beyond(part, &[1, 2, 3, 6, 7, 10], place);
    let mut text = |number| notes.text(part.component(number), &place.component(number));
    // The number is in the tenth component since version 2.5, and was in the third before.
    let (name, value, kind) = (text(1), text(10).or_else(|| text(3)).unwrap_or_default(), text(7));
    let authority = domain(part.component(6).subcomponents(), &place.component(6), notes);
    let identifier = Identifier { value, authority, kind };
    let organisation = Organisation { name, identifier };
    (organisation != Organisation::default()).then_some(organisation)
}

/// XAD, in lines.
pub(super) fn address(part: Part, place: &Place, notes: &mut Notes) -> Option<Vec<String>> {
    notes.beyond(part, &[1, 2, 3, 4, 5, 6, 7, 8], place);
    let street = part.component(1);
    if street.subcomponents().skip(1).any(|piece| !piece.is_empty()) {
        notes.aside(&place.component(1), street.raw);
    }
    let mut text = |part: Part, number| notes.text(part, &place.component(number));
    let street = text(street.subcomponent(1), 1);
    let other = text(part.component(2), 2);
    let town = [3, 4, 5].into_iter().filter_map(|number| text(part.component(number), number)).collect::<Vec<_>>();
    let country = text(part.component(6), 6);
    let town = (!town.is_empty()).then(|| town.join(" "));
    let lines: Vec<String> = [street, other, town, country].into_iter().flatten().collect();
    (!lines.is_empty()).then_some(lines)
}

/// The text of NTE-3 or another formatted text, line by line.
pub(super) fn lines(part: Part, place: &Place, notes: &mut Notes) -> Option<Vec<String>> {
    let text = notes.whole(part, place)?;
    Some(text.split('\n').map(str::to_owned).collect())
}

/// NTE.
pub(super) fn note(cursor: &mut super::cursor::Cursor, notes: &mut Notes) -> Option<Note> {
    cursor.field(1);
    let source = cursor.text(2, notes);
    let lines: Vec<String> = cursor.many(3, notes, lines).into_iter().flatten().collect();
    let kind = cursor.one(4, notes, coded);
    (source.is_some() || kind.is_some() || lines.iter().any(|line| !line.is_empty())).then_some(Note {
        source,
        lines,
        kind,
    })
}
