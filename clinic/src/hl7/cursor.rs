use super::{
    fault::{Fault, FaultCode, Place},
    message::{Limits, Part, Segment},
    model::Aside,
    when::When,
};

/// What comes to light while a message is read.
pub(super) struct Notes {
    pub(super) faults: Vec<Fault>,
    pub(super) asides: Vec<Aside>,
    pub(super) limits: Limits,
    repetitions: usize,
}

/// The most faults that are told of one message: the sender mends the first ones first.
const MOST_FAULTS: usize = 100;

impl Notes {
    pub(super) fn new(limits: Limits) -> Self {
        Self { faults: Vec::new(), asides: Vec::new(), limits, repetitions: 0 }
    }

    /// Notes a fault for which the message is not taken.
    pub(super) fn fail(&mut self, code: FaultCode, place: &Place, says: &'static str) {
        if self.faults.len() < MOST_FAULTS || !self.failed() {
            self.faults.push(Fault::error(code, place.clone(), says));
        }
    }

    /// Notes something to look at.
    pub(super) fn warn(&mut self, code: FaultCode, place: &Place, says: &'static str) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault::warning(code, place.clone(), says));
        }
    }

    pub(super) fn failed(&self) -> bool {
        self.faults.iter().any(|fault| fault.severity == super::fault::Severity::Error)
    }

    /// Keeps aside what has no place.
    pub(super) fn aside(&mut self, place: &Place, text: &str) {
        self.asides.push(Aside { place: place.clone(), text: text.to_owned() });
    }

    /// Keeps a whole part aside if it holds components besides these.
    pub(super) fn beyond(&mut self, part: Part, read: &[usize], place: &Place) {
        if part.components().enumerate().any(|(at, component)| !read.contains(&(at + 1)) && !component.is_empty()) {
            self.aside(place, part.raw);
        }
    }

    /// The text of a part, its blanks at the ends cut; nothing where it is empty or null.
    pub(super) fn text(&mut self, part: Part, place: &Place) -> Option<String> {
        if part.is_null() {
            return None;
        }
        let text = self.whole(part, place)?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The text of a part as it is.
    pub(super) fn whole(&mut self, part: Part, place: &Place) -> Option<String> {
        let text = part.text();
        if text.is_none() {
            self.fail(
                FaultCode::DataType,
                place,
                "An escape sequence cannot be read in the set of letters of the message.",
            );
        }
        text.map(std::borrow::Cow::into_owned)
    }

    /// A time; a fault where it is none.
    pub(super) fn when(&mut self, part: Part, place: &Place) -> Option<When> {
        let text = self.text(part, place)?;
        let when = When::parse(&text);
        if when.is_none() {
            self.fail(FaultCode::DataType, place, "This is no date or time of HL7.");
        }
        when
    }
}

/// A segment of which fields are taken one by one; what is not taken is kept aside.
pub(super) struct Cursor<'m> {
    segment: &'m Segment<'m>,
    taken: Vec<usize>,
}

impl<'m> Cursor<'m> {
    pub(super) fn new(segment: &'m Segment<'m>) -> Self {
        Self { segment, taken: vec![0] }
    }

    /// Takes a field, with its place.
    pub(super) fn field(&mut self, number: usize) -> (Part<'m>, Place) {
        self.taken.push(number);
        (self.segment.field(number), self.segment.place().field(number))
    }

    /// Takes a field that is one text.
    pub(super) fn text(&mut self, number: usize, notes: &mut Notes) -> Option<String> {
        let (field, place) = self.field(number);
        notes.text(field, &place)
    }

    /// Takes a field that is one time, of which older versions also said how exact it is.
    pub(super) fn when(&mut self, number: usize, notes: &mut Notes) -> Option<When> {
        let (field, place) = self.field(number);
        notes.beyond(field, &[1], &place);
        notes.when(field.component(1), &place)
    }

    /// Takes a field that does not repeat, with a reader; further repetitions are kept aside.
    pub(super) fn one<T>(
        &mut self,
        number: usize,
        notes: &mut Notes,
        read: impl FnOnce(Part, &Place, &mut Notes) -> Option<T>,
    ) -> Option<T> {
        let (field, place) = self.field(number);
        let mut repetitions = field.repetitions();
        let first = repetitions.next()?;
        if repetitions.any(|repetition| !repetition.is_empty()) {
            notes.aside(&place, field.raw);
        }
        read(first, &place, notes)
    }

    /// Takes a field that repeats, with a reader.
    pub(super) fn many<T>(
        &mut self,
        number: usize,
        notes: &mut Notes,
        mut read: impl FnMut(Part, &Place, &mut Notes) -> Option<T>,
    ) -> Vec<T> {
        let (field, place) = self.field(number);
        let mut all = Vec::new();
        for (count, repetition) in field.repetitions().enumerate() {
            let place = place.repetition(count + 1);
            notes.repetitions += 1;
            if notes.repetitions > notes.limits.repetitions {
                notes.fail(
                    FaultCode::ApplicationInternal,
                    &place,
                    "The fields repeat more often than this server takes.",
                );
                break;
            }
            all.extend(read(repetition, &place, notes));
        }
        all
    }

    /// Keeps aside the fields that were not taken.
    pub(super) fn end(self, notes: &mut Notes) {
        for number in (1..=self.segment.last()).filter(|number| !self.taken.contains(number)) {
            let field = self.segment.field(number);
            if !field.is_empty() && !field.is_null() {
                notes.aside(&self.segment.place().field(number), field.raw);
            }
        }
    }
}
