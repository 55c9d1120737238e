//! Encounters, and the kept appointments they came from.

use chrono::Duration;
use serde_json::{Value, json};

use super::super::bundle::{SNOMED, coded, concept, hl7, named};
use super::super::calendar::{Moment, stamp};
use super::super::house::{CLINIC, Staff};
use super::super::ids::urn;
use super::{Chart, by};

/// What kind of visit it was: SNOMED CT code and name, the words people use, minutes, class.
pub(crate) struct Kind {
    code: &'static str,
    display: &'static str,
    pub(crate) text: &'static str,
    pub(crate) minutes: i64,
    class: (&'static str, &'static str),
}

const AMBULATORY: (&str, &str) = ("AMB", "ambulatory");

macro_rules! kind {
    ($name:ident, $code:literal, $display:literal, $text:literal, $minutes:literal) => {
        kind!($name, $code, $display, $text, $minutes, AMBULATORY);
    };
    ($name:ident, $code:literal, $display:literal, $text:literal, $minutes:literal, $class:expr) => {
        pub(crate) const $name: Self =
            Self { code: $code, display: $display, text: $text, minutes: $minutes, class: $class };
    };
}

impl Kind {
    kind!(CHECK_UP, "162673000", "General examination of patient (procedure)", "Yearly check-up", 40);
    kind!(FOLLOW_UP, "390906007", "Follow-up encounter", "Follow-up visit", 20);
    kind!(SYMPTOM, "185345009", "Encounter for symptom (procedure)", "Visit for a symptom", 20);
    kind!(WELL_CHILD, "410620009", "Well child visit (procedure)", "Well child visit", 30);
    kind!(ASTHMA, "394701000", "Asthma follow-up", "Asthma visit", 20);
    kind!(PRENATAL_FIRST, "424441002", "Prenatal initial visit", "First prenatal visit", 45);
    kind!(PRENATAL, "424619006", "Prenatal visit", "Prenatal visit", 20);
    kind!(URGENT, "702927004", "Urgent care clinic", "Urgent care", 30);
    kind!(EMERGENCY, "50849002", "Emergency room admission (procedure)", "Emergency room", 240, ("EMER", "emergency"));
    kind!(
        HOSPITAL,
        "183452005",
        "Emergency hospital admission (procedure)",
        "Hospital stay",
        4_320,
        ("IMP", "inpatient encounter")
    );
    kind!(VIDEO, "", "", "Video visit", 20, ("VR", "virtual"));
    kind!(NURSE, "", "", "Nurse visit", 15);
    kind!(DIALYSIS, "", "", "Hemodialysis session", 240);
}

/// A visit that other resources belong to.
pub(crate) struct Visit {
    pub(crate) urn: String,
    pub(crate) start: Moment,
    /// How many days ago, as asked for; the visit itself is on an open day.
    pub(crate) ago: i64,
    pub(crate) staff: &'static Staff,
}

impl Kind {
    /// Whether an appointment is made for it.
    pub(crate) fn planned(&self) -> bool {
        self.in_house() && self.minutes < 120
    }

    /// Whether it is at the clinic itself and not in a hospital.
    fn in_house(&self) -> bool {
        matches!(self.class.0, "AMB" | "VR")
    }
}

impl Visit {
    /// The same visit some minutes on.
    pub(crate) fn later(&self, minutes: i64) -> Self {
        Self { urn: self.urn.clone(), start: self.start + Duration::minutes(minutes), ago: self.ago, staff: self.staff }
    }
}

impl Chart {
    /// A visit with the person's own doctor.
    pub(crate) fn visit(&mut self, ago: i64, kind: &Kind, reason: &str) -> Visit {
        self.visit_with(self.person.doctor, ago, kind, reason)
    }

    /// A visit with someone else.
    pub(crate) fn visit_with(&mut self, staff: &'static Staff, ago: i64, kind: &Kind, reason: &str) -> Visit {
        let quarter = self.rng.below(28);
        let wished = self.at(ago, 8 + quarter / 4, quarter % 4 * 15);
        let start = if kind.planned() { self.diary.book(staff, wished, kind.minutes) } else { wished };
        self.visit_at(staff, ago, start, kind, reason)
    }

    /// A visit at a given moment.
    pub(crate) fn visit_at(
        &mut self,
        staff: &'static Staff,
        ago: i64,
        start: Moment,
        kind: &Kind,
        reason: &str,
    ) -> Visit {
        let end = start + Duration::minutes(kind.minutes);
        let appointment =
            (ago <= 540 && kind.planned()).then(|| self.kept_appointment(staff, ago, start, kind, reason));
        let site = self.person.site;
        let period = json!({ "start": stamp(start), "end": stamp(end) });
        let mut body = json!({
            "status": "finished",
            "class": { "system": hl7("v3-ActCode"), "code": kind.class.0, "display": kind.class.1 },
            "type": [concept(SNOMED, kind.code, kind.display, kind.text)],
            "subject": self.subject(),
            "participant": [{
                "type": [coded(&hl7("v3-ParticipationType"), "PPRF", "primary performer")],
                "period": period,
                "individual": by(staff),
            }],
            "period": period,
            "reasonCode": [{ "text": reason }],
        });
        if let Value::Object(fields) = &mut body {
            if kind.in_house() {
                fields.insert("location".into(), json!([{ "location": named(&urn("location", site.key), site.name) }]));
                fields.insert("serviceProvider".into(), named(&urn("organization", "clinic"), CLINIC));
            }
            if let Some(appointment) = appointment {
                fields.insert("appointment".into(), json!([{ "reference": appointment }]));
            }
        }
        let urn = self.put("Encounter", end, body);
        let visit = Visit { urn, start, ago, staff };
        self.last_visit = Some(visit.later(0));
        visit
    }
}

/// Days ago from `first` down to `last`, every `step` days.
pub(crate) fn every(first: i64, last: i64, step: i64) -> impl Iterator<Item = i64> {
    (0..).map(move |count| first - count * step).take_while(move |ago| *ago >= last)
}
