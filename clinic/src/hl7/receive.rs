use super::{
    ack::Outcome,
    charset::Charset,
    cursor::Notes,
    fault::Fault,
    header::{Header, Rules},
    message::{Message, Opening},
    model::LabReport,
    read::report,
};

/// A message that came in: its header, if there is one, and the report or all that is wrong.
pub struct Received {
    /// What MSH says; nothing where there is none.
    pub header: Option<Header>,
    /// The report, or the faults for which it is not taken.
    pub report: Result<LabReport, Vec<Fault>>,
}

impl Received {
    /// What is to be answered as far as the message alone decides; whether it was stored is known later.
    pub fn outcome(&self) -> Outcome {
        match &self.report {
            Ok(_) => Outcome::Taken,
            Err(faults) if self.header.is_none() || faults.iter().any(|fault| fault.code.rejects()) => {
                Outcome::Rejected
            }
            Err(_) => Outcome::Faulty,
        }
    }

    /// The faults and warnings.
    pub fn faults(&self) -> &[Fault] {
        match &self.report {
            Ok(report) => &report.warnings,
            Err(faults) => faults,
        }
    }
}

/// What MSH says, without looking further: enough to know who sends. Nothing where there is none.
pub fn header(bytes: &[u8]) -> Option<Header> {
    let opening = Opening::find(bytes).ok()?;
    let charset = opening.charset(Charset::Ascii);
    Some(Header::read(&opening, charset.ok()))
}

/// Reads a message of a laboratory as it came, without the bytes of its frame.
pub fn receive(bytes: &[u8], rules: &Rules) -> Received {
    let opening = match Opening::find(bytes) {
        Ok(opening) => opening,
        Err(fault) => return Received { header: None, report: Err(vec![fault]) },
    };
    let charset = opening.charset(rules.unstated);
    let header = Header::read(&opening, charset.as_ref().ok().copied());
    let report = read(&opening, charset, &header, rules);
    Received { header: Some(header), report }
}

fn read(
    opening: &Opening,
    charset: Result<Charset, Fault>,
    header: &Header,
    rules: &Rules,
) -> Result<LabReport, Vec<Fault>> {
    let charset = charset.map_err(|fault| vec![fault])?;
    let faults = header.check(rules);
    // A message of another type is not looked into.
    if faults.iter().any(|fault| fault.code.rejects()) {
        return Err(faults);
    }
    let message = Message::read(opening, charset, rules.limits).map_err(|fault| {
        let mut all = faults.clone();
        all.push(fault);
        all
    })?;
    let mut notes = Notes::new(rules.limits);
    notes.faults = faults;
    report(&message, header, notes)
}
