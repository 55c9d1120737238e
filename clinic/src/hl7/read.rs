use super::{
    cursor::{Cursor, Notes},
    fault::{FaultCode, Place, Severity},
    header::Header,
    message::{Message, Segment},
    model::{LabReport, Note, Order, OrderNumber, Parent, Patient, Provider, Specimen},
    parts::{coded, coded_within, identifier, name, note, order_number, order_number_within, provider},
    results::observation,
    status::OrderStatus,
    tree::placed,
};

/// Reads the report of a message whose header was checked (v2.5.1 §7.3.1). `Err` names all that is wrong.
pub(super) fn report(message: &Message, header: &Header, mut notes: Notes) -> Result<LabReport, Vec<super::Fault>> {
    let mut reading = Reading::default();
    for segment in message.segments() {
        reading.take(&segment, &mut notes);
    }
    if let Some(control) = reading.control.take() {
        notes.aside(&control.place, &control.raw);
    }
    if reading.patient.is_none() {
        let says = "The message has no PID segment: whose results these are must be said.";
        notes.fail(FaultCode::SegmentSequence, &Place::segment("PID", 1), says);
    } else if let Some(place) = &reading.early {
        notes.fail(FaultCode::SegmentSequence, place, "OBR must come after PID.");
    }
    if reading.orders.is_empty() {
        let says = "The message has no OBR segment: a result belongs to an order.";
        notes.fail(FaultCode::SegmentSequence, &Place::segment("OBR", 1), says);
    }
    for order in &reading.orders {
        let of_specimens = order.specimens.iter().flat_map(|specimen| &specimen.observations).next();
        if let (true, Some(result)) = (order.observations.is_empty(), of_specimens) {
            let says = "A result after SPM describes the specimen; those of the order come before SPM.";
            notes.warn(FaultCode::SegmentSequence, &result.place, says);
        }
    }
    let orders = placed(reading.orders, &mut notes);
    let patient = reading.patient.filter(|_| !notes.failed());
    let Some(patient) = patient else {
        return Err(notes.faults.into_iter().filter(|fault| fault.severity == Severity::Error).collect());
    };
    Ok(LabReport { header: header.clone(), patient, orders, warnings: notes.faults, kept_aside: notes.asides })
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    patient: Option<Patient>,
    orders: Vec<Order>,
    /// ORC, until its OBR comes.
    control: Option<Control>,
    /// The first OBR, where it came before PID.
    early: Option<Place>,
    /// What the next NTE is about.
    about: About,
    /// What the next OBX is about.
    within: Within,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum About {
    #[default]
    Nothing,
    Patient,
    Order,
    Observation,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Order,
    Specimen,
}

/// What ORC says of the order that follows.
struct Control {
    place: Place,
    raw: String,
    code: Option<String>,
    placer: Option<OrderNumber>,
    filler: Option<OrderNumber>,
    ordering: Vec<Provider>,
}

impl Reading {
    fn take(&mut self, segment: &Segment, notes: &mut Notes) {
        match segment.name {
            "MSH" if segment.sequence == 1 => header_rest(segment, notes),
            "PID" if segment.sequence == 1 => {
                self.patient = Some(patient(segment, notes));
                self.about = About::Patient;
                self.within = Within::Nothing;
            }
            "MSH" | "PID" => {
                let says = "A message reports of one patient; send one message for each.";
                notes.fail(FaultCode::SegmentSequence, &segment.place(), says);
            }
            "ORC" => {
                let control = control(segment, notes);
                if let Some(without) = self.control.replace(control) {
                    notes.aside(&without.place, &without.raw);
                }
                (self.about, self.within) = (About::Nothing, Within::Nothing);
            }
            "OBR" => {
                if self.patient.is_none() {
                    self.early.get_or_insert_with(|| segment.place());
                }
                self.orders.push(order(segment, self.control.take(), notes));
                (self.about, self.within) = (About::Order, Within::Order);
            }
            "OBX" => self.observation(segment, notes),
            "SPM" => self.specimen(segment, notes),
            "NTE" => self.note(segment, notes),
            "DSC" | "ADD" if !segment.field(1).is_empty() => {
                let says = "Messages that are continued in another one are not put together; send it whole.";
                notes.fail(FaultCode::SegmentSequence, &segment.place(), says);
            }
            name => {
                notes.aside(&segment.place(), segment.raw);
                // These may stand between a segment and its notes.
                if !matches!(name, "PD1" | "PRT") && !name.starts_with('Z') {
                    self.about = About::Nothing;
                }
            }
        }
    }

    fn observation(&mut self, segment: &Segment, notes: &mut Notes) {
        let order = self.orders.last_mut().filter(|_| self.within != Within::Nothing);
        let list = match order {
            Some(order) if self.within == Within::Specimen => {
                order.specimens.last_mut().map(|specimen| &mut specimen.observations)
            }
            order => order.map(|order| &mut order.observations),
        };
        let Some(list) = list else {
            let says = "This OBX belongs to no order (OBR) and is kept aside.";
            notes.warn(FaultCode::SegmentSequence, &segment.place(), says);
            notes.aside(&segment.place(), segment.raw);
            self.about = About::Nothing;
            return;
        };
        list.extend(observation(segment, notes));
        self.about = About::Observation;
    }

    fn specimen(&mut self, segment: &Segment, notes: &mut Notes) {
        self.about = About::Nothing;
        match self.orders.last_mut().filter(|_| self.within != Within::Nothing) {
            Some(order) => {
                order.specimens.push(specimen(segment, notes));
                self.within = Within::Specimen;
            }
            None => notes.aside(&segment.place(), segment.raw),
        }
    }

    fn note(&mut self, segment: &Segment, notes: &mut Notes) {
        let list = match self.about {
            About::Nothing => None,
            About::Patient => self.patient.as_mut().map(|patient| &mut patient.notes),
            About::Order => self.orders.last_mut().map(|order| &mut order.notes),
            About::Observation => self.last_notes(),
        };
        let Some(list) = list else {
            notes.aside(&segment.place(), segment.raw);
            return;
        };
        let mut cursor = Cursor::new(segment);
        list.extend(note(&mut cursor, notes));
        cursor.end(notes);
    }

    /// The notes of the observation that was read last.
    fn last_notes(&mut self) -> Option<&mut Vec<Note>> {
        let order = self.orders.last_mut()?;
        let list = match self.within {
            Within::Specimen => &mut order.specimens.last_mut()?.observations,
            _ => &mut order.observations,
        };
        list.last_mut().map(|observation| &mut observation.notes)
    }
}

/// Keeps aside what MSH says besides the header.
fn header_rest(segment: &Segment, notes: &mut Notes) {
    let mut cursor = Cursor::new(segment);
    for (field, parts) in [(3, 3), (4, 3), (5, 3), (6, 3), (7, 1), (9, 3), (10, 1), (11, 1), (12, 1)] {
        let (part, place) = cursor.field(field);
        let read: Vec<usize> = (1..=parts).collect();
        notes.beyond(part, &read, &place);
        // Read for the answer already; what could not be read is said here.
        for (count, component) in part.components().take(parts).enumerate() {
            let _ = notes.text(component, &place.component(count + 1));
        }
    }
    let _ = notes.when(segment.field(7).component(1), &segment.place().field(7));
    for field in [1, 2, 15, 16, 18] {
        cursor.field(field);
    }
    cursor.end(notes);
}

fn patient(segment: &Segment, notes: &mut Notes) -> Patient {
    let mut cursor = Cursor::new(segment);
    cursor.field(1);
    let (identifiers, names) = (cursor.many(3, notes, identifier), cursor.many(5, notes, name));
    let place = |field| segment.place().field(field);
    match (identifiers.is_empty(), names.is_empty()) {
        (true, true) => {
            let says = "The patient has neither a number (PID-3) nor a name (PID-5).";
            notes.fail(FaultCode::RequiredFieldMissing, &place(3), says);
        }
        (true, false) => notes.warn(FaultCode::RequiredFieldMissing, &place(3), "The patient has no number."),
        (false, true) => notes.warn(FaultCode::RequiredFieldMissing, &place(5), "The patient has no name."),
        (false, false) => {}
    }
    let patient = Patient {
        identifiers,
        names,
        born: cursor.when(7, notes),
        sex: cursor.one(8, notes, |part, place, notes| {
            notes.beyond(part, &[1], place);
            notes.text(part.component(1), &place.component(1))
        }),
        account: cursor.one(18, notes, identifier),
        notes: Vec::new(),
    };
    cursor.end(notes);
    patient
}

fn control(segment: &Segment, notes: &mut Notes) -> Control {
    let mut cursor = Cursor::new(segment);
    let control = Control {
        place: segment.place(),
        raw: segment.raw.to_owned(),
        code: cursor.text(1, notes),
        placer: cursor.one(2, notes, order_number),
        filler: cursor.one(3, notes, order_number),
        ordering: cursor.many(12, notes, provider),
    };
    cursor.end(notes);
    control
}

fn order(segment: &Segment, control: Option<Control>, notes: &mut Notes) -> Order {
    let mut cursor = Cursor::new(segment);
    let place = segment.place();
    let set_id = cursor.text(1, notes);
    let mut placer = cursor.one(2, notes, order_number);
    let mut filler = cursor.one(3, notes, order_number);
    let test = cursor.one(4, notes, coded).unwrap_or_default();
    if test.words().is_none() {
        notes.fail(FaultCode::RequiredFieldMissing, &place.field(4), "What was ordered must be said (OBR-4).");
    }
    let (collected, collected_until) = (cursor.when(7, notes), cursor.when(8, notes));
    let clinical_information = cursor.text(13, notes);
    let received = cursor.when(14, notes);
    let specimens = cursor.one(15, notes, specimen_source).into_iter().collect();
    let mut ordering = cursor.many(16, notes, provider);
    let (reported, section) = (cursor.when(22, notes), cursor.text(24, notes));
    let status = cursor.text(25, notes).and_then(|code| {
        let status = OrderStatus::parse(&code);
        if status.is_none() {
            let says = "The state of the results must be a code of table 0123.";
            notes.fail(FaultCode::TableValueNotFound, &place.field(25), says);
        }
        status
    });
    let parent = parent(&mut cursor, notes);
    cursor.end(notes);
    let mut code = None;
    if let Some(control) = control {
        // OBR says the same as ORC where it says it (§4.5.1); what differs is kept aside.
        let same = (placer.is_none() || control.placer.is_none() || placer == control.placer)
            && (filler.is_none() || control.filler.is_none() || filler == control.filler)
            && (ordering.is_empty() || control.ordering.is_empty() || ordering == control.ordering);
        if !same {
            notes.aside(&control.place, &control.raw);
        }
        placer = placer.or(control.placer);
        filler = filler.or(control.filler);
        if ordering.is_empty() {
            ordering = control.ordering;
        }
        code = control.code;
    }
    Order {
        place,
        set_id,
        control: code,
        placer,
        filler,
        test,
        collected,
        collected_until,
        received,
        reported,
        ordering,
        section,
        status,
        clinical_information,
        parent,
        specimens,
        notes: Vec::new(),
        observations: Vec::new(),
        children: Vec::new(),
    }
}

/// OBR-26 and OBR-29 (§7.4.1.26 and §7.4.1.29).
fn parent(cursor: &mut Cursor, notes: &mut Notes) -> Option<Parent> {
    let result = cursor.one(26, notes, |part, place, notes| {
        notes.beyond(part, &[1, 2, 3], place);
        let test = coded_within(part.component(1), &place.component(1), notes);
        let mut text = |number| notes.text(part.component(number), &place.component(number));
        Some((test, text(2), text(3)))
    });
    let numbers = cursor.one(29, notes, |part, place, notes| {
        notes.beyond(part, &[1, 2], place);
        let mut number = |number| order_number_within(part.component(number), &place.component(number), notes);
        Some((number(1), number(2)))
    });
    let (test, sub_id, text) = result.unwrap_or_default();
    let (placer, filler) = numbers.unwrap_or_default();
    let says_something = test.is_some() || sub_id.is_some() || text.is_some() || placer.is_some() || filler.is_some();
    says_something.then_some(Parent { placer, filler, test, sub_id, text })
}

/// OBR-15, where versions before 2.5 name the specimen (HL7 type SPS).
fn specimen_source(part: super::Part, place: &Place, notes: &mut Notes) -> Option<Specimen> {
    notes.beyond(part, &[1, 3, 4], place);
    let kind = coded_within(part.component(1), &place.component(1), notes);
    let text = notes.text(part.component(3), &place.component(3));
    let site = coded_within(part.component(4), &place.component(4), notes);
    let says_something = kind.is_some() || text.is_some() || site.is_some();
    says_something.then(|| Specimen { kind, site, text, ..Specimen::default() })
}

fn specimen(segment: &Segment, notes: &mut Notes) -> Specimen {
    let mut cursor = Cursor::new(segment);
    cursor.field(1);
    let numbers = cursor.one(2, notes, |part, place, notes| {
        notes.beyond(part, &[1, 2], place);
        let mut number = |number| order_number_within(part.component(number), &place.component(number), notes);
        Some((number(1), number(2)))
    });
    let (placer, filler) = numbers.unwrap_or_default();
    let kind = cursor.one(4, notes, coded);
    if kind.is_none() {
        notes.warn(FaultCode::RequiredFieldMissing, &segment.place().field(4), "What the specimen is, is not said.");
    }
    let site = cursor.one(8, notes, coded);
    let taken = cursor.one(17, notes, |part, place, notes| {
        notes.beyond(part, &[1, 2], place);
        let mut when = |number| notes.when(part.component(number), &place.component(number));
        Some((when(1), when(2)))
    });
    let (collected, collected_until) = taken.unwrap_or_default();
    let received = cursor.when(18, notes);
    let (rejected, condition) = (cursor.many(21, notes, coded), cursor.many(24, notes, coded));
    cursor.end(notes);
    Specimen {
        placer,
        filler,
        kind,
        site,
        collected,
        collected_until,
        received,
        rejected,
        condition,
        ..Specimen::default()
    }
}
