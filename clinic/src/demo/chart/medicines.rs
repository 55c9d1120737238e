//! Prescriptions.

use chrono::Duration;
use serde_json::{Value, json};

use super::super::bundle::{RXNORM, concept, named, number, quantity};
use super::super::calendar::{Moment, stamp};
use super::super::codes::drugs::Drug;
use super::super::house::Staff;
use super::super::ids::urn;
use super::{Chart, by, reference};

/// How a prescription stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Active,
    Completed,
    Stopped(&'static str),
}

impl Chart {
    /// A drug in use since so many days ago, prescribed anew every year; the newest prescription is so many days old.
    pub(crate) fn takes(&mut self, drug: &'static Drug, since: i64, newest: i64, reason: &str) {
        let step = supply_days(drug);
        let mut starts = vec![newest];
        while let Some(earlier) = starts.last().map(|last| last + step).filter(|earlier| *earlier <= since) {
            starts.push(earlier);
        }
        for ago in starts.into_iter().rev() {
            let state = if ago == newest { State::Active } else { State::Completed };
            self.prescribe(self.person.doctor, drug, ago, state, reason);
        }
    }

    /// A drug that was in use from then to then and ended for a reason.
    pub(crate) fn took(&mut self, drug: &'static Drug, since: i64, until: i64, why: &'static str, reason: &str) {
        let step = supply_days(drug);
        let mut ago = since;
        while ago - step > until {
            self.prescribe(self.person.doctor, drug, ago, State::Completed, reason);
            ago -= step;
        }
        self.prescribe(self.person.doctor, drug, ago, State::Stopped(why), reason);
    }

    /// A short course that was finished.
    pub(crate) fn course(&mut self, drug: &'static Drug, ago: i64, reason: &str) {
        self.prescribe(self.person.doctor, drug, ago, State::Completed, reason);
    }

    /// A new prescription of someone other than the person's own doctor.
    pub(crate) fn takes_from(&mut self, staff: &'static Staff, drug: &'static Drug, ago: i64, reason: &str) {
        self.prescribe(staff, drug, ago, State::Active, reason);
    }

    fn prescribe(&mut self, staff: &'static Staff, drug: &'static Drug, ago: i64, state: State, reason: &str) {
        let written = self.no_later(self.at(ago, 11, 20));
        let (status, why) = match state {
            State::Active => ("active", ""),
            State::Completed => ("completed", ""),
            State::Stopped(why) => ("stopped", why),
        };
        let mut body = json!({
            "status": status,
            "intent": "order",
            "medicationCodeableConcept": concept(RXNORM, drug.rxcui, drug.display, drug.text),
            "subject": self.subject(),
            "authoredOn": stamp(written),
            "requester": by(staff),
            "recorder": by(staff),
            "dosageInstruction": [self.dosage(drug)],
            "dispenseRequest": self.supply(drug, written),
            "substitution": { "allowedBoolean": true },
        });
        if let Value::Object(fields) = &mut body {
            if !why.is_empty() {
                fields.insert("statusReason".into(), json!({ "text": why }));
            }
            if !reason.is_empty() {
                fields.insert("reasonReference".into(), json!([reference(reason)]));
            }
        }
        self.put("MedicationRequest", written, body);
    }

    fn dosage(&self, drug: &Drug) -> Value {
        let (unit, ucum) = drug.dose.1.words();
        let mut dosage = json!({
            "sequence": 1,
            "text": drug.directions,
            "timing": { "repeat": { "frequency": drug.rhythm.0, "period": drug.rhythm.1, "periodUnit": "d" } },
            "route": { "text": drug.route },
            "doseAndRate": [{ "doseQuantity": quantity(drug.dose.0, unit, ucum) }],
        });
        if let Value::Object(fields) = &mut dosage {
            if self.person.language.0 == "es" {
                fields.insert("patientInstruction".into(), json!(drug.spanish));
            }
            if drug.as_needed.is_empty() {
                fields.insert("asNeededBoolean".into(), json!(false));
            } else {
                fields.insert("asNeededCodeableConcept".into(), json!({ "text": drug.as_needed }));
            }
        }
        dosage
    }

    fn supply(&self, drug: &Drug, written: Moment) -> Value {
        let (amount, length, repeats) = drug.supply;
        let (unit, ucum) = drug.dose.1.dispensed().words();
        let pharmacy = self.person.site.pharmacy;
        json!({
            "validityPeriod": { "start": written.date_naive().to_string(), "end": (written.date_naive() + Duration::days(365)).to_string() },
            "numberOfRepeatsAllowed": repeats,
            "quantity": quantity(amount, unit, ucum),
            "expectedSupplyDuration": { "value": number(&length.to_string()), "unit": "days", "system": "http://unitsofmeasure.org", "code": "d" },
            "performer": named(&urn("organization", pharmacy.key), pharmacy.name),
        })
    }
}

/// How long a prescription lasts with all its refills, at most a year.
fn supply_days(drug: &Drug) -> i64 {
    let (_, length, repeats) = drug.supply;
    let shortest = if drug.as_needed.is_empty() { 30 } else { 180 };
    (i64::from(length) * i64::from(repeats + 1)).clamp(shortest, 360)
}
