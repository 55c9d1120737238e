//! Problems, allergies, vaccines and procedures.

use serde_json::{Value, json};

use super::super::bundle::{CVX, RXNORM, SNOMED, coded, concept, hl7, named, quantity};
use super::super::calendar::stamp;
use super::super::codes::problems::Problem;
use super::super::codes::vaccines::{FLU, FLU_HIGH, ROTAVIRUS, Vaccine};
use super::super::ids::urn;
use super::{Chart, Visit, by, reference};

/// An allergy: what to, how bad, and what happened.
pub(crate) struct Allergy {
    pub(crate) to: &'static Problem,
    /// `medication`, `food` or `environment`.
    pub(crate) category: &'static str,
    pub(crate) high: bool,
    pub(crate) reaction: &'static str,
    /// `mild`, `moderate` or `severe`.
    pub(crate) severity: &'static str,
}

impl Chart {
    /// A problem that is still there.
    pub(crate) fn problem(&mut self, problem: &Problem, ago: i64, note: &str) -> String {
        self.condition(problem, ago, None, note)
    }

    /// A problem that began and ended.
    pub(crate) fn past_problem(&mut self, problem: &Problem, ago: i64, ended: i64) -> String {
        self.condition(problem, ago, Some(ended), "")
    }

    /// An allergy or intolerance, known since so many days ago.
    pub(crate) fn allergy(&mut self, allergy: &Allergy, ago: i64) {
        let Problem(code, display, text) = allergy.to;
        let drug = allergy.category == "medication";
        let system = if drug { RXNORM } else { SNOMED };
        let recorded = self.at(ago, 10, 0);
        let body = json!({
            "clinicalStatus": coded(&hl7("allergyintolerance-clinical"), "active", "Active"),
            "verificationStatus": coded(&hl7("allergyintolerance-verification"), "confirmed", "Confirmed"),
            "type": "allergy",
            "category": [allergy.category],
            "criticality": if allergy.high { "high" } else { "low" },
            "code": concept(system, code, display, text),
            "patient": self.subject(),
            "recordedDate": stamp(recorded),
            "recorder": by(self.person.doctor),
            "reaction": [{ "manifestation": [{ "text": allergy.reaction }], "severity": allergy.severity }],
        });
        self.put("AllergyIntolerance", recorded, body);
    }

    /// Nothing is known that the patient is allergic to, and someone asked.
    pub(crate) fn no_allergies(&mut self, ago: i64) {
        let recorded = self.at(ago, 10, 0);
        let body = json!({
            "clinicalStatus": coded(&hl7("allergyintolerance-clinical"), "active", "Active"),
            "verificationStatus": coded(&hl7("allergyintolerance-verification"), "confirmed", "Confirmed"),
            "code": { "text": "No known allergies" },
            "patient": self.subject(),
            "recordedDate": stamp(recorded),
            "recorder": by(self.person.doctor),
        });
        self.put("AllergyIntolerance", recorded, body);
    }

    /// A vaccine given at a visit.
    pub(crate) fn vaccine(&mut self, visit: &Visit, vaccine: &Vaccine, note: &str) {
        let Vaccine(code, display, text) = vaccine;
        let lot = format!(
            "{}{:04}",
            char::from(b'A' + u8::try_from(self.rng.below(26)).unwrap_or(0)),
            self.rng.below(10_000)
        );
        let baby = self.days_old(visit.ago) < 400;
        let mut body = json!({
            "status": "completed",
            "vaccineCode": concept(CVX, code, display, text),
            "patient": self.subject(),
            "encounter": reference(&visit.urn),
            "occurrenceDateTime": stamp(visit.start),
            "primarySource": true,
            "location": named(&urn("location", self.person.site.key), self.person.site.name),
            "lotNumber": lot,
            "performer": [{ "actor": by(self.person.site.nurse) }],
        });
        if let Value::Object(fields) = &mut body {
            if *code == ROTAVIRUS.0 {
                fields.insert("route".into(), json!({ "text": "by mouth" }));
                fields.insert("doseQuantity".into(), quantity("1.5", "mL", "mL"));
            } else {
                let site = if baby { "Left thigh" } else { "Left upper arm" };
                fields.insert("site".into(), json!({ "text": site }));
                fields.insert("route".into(), json!({ "text": "into the muscle" }));
                fields.insert(
                    "doseQuantity".into(),
                    quantity(if *code == FLU_HIGH.0 { "0.7" } else { "0.5" }, "mL", "mL"),
                );
            }
            if !note.is_empty() {
                fields.insert("note".into(), json!([{ "text": note }]));
            }
        }
        self.put("Immunization", visit.start, body);
    }

    /// The vaccine against influenza at every autumn of some years, at the nurse's.
    pub(crate) fn flu_shots(&mut self, years: i64) {
        for year in (0..years).rev() {
            let ago = self.autumn(year);
            if ago < 1 || self.days_old(ago) < 190 || self.person.died.is_some_and(|died| ago <= died) {
                continue;
            }
            let visit = self.visit_with(self.person.site.nurse, ago, &super::Kind::NURSE, "Influenza vaccine");
            let vaccine = if self.age_on(visit.start.date_naive()) >= 65 { &FLU_HIGH } else { &FLU };
            self.vaccine(&visit, vaccine, "");
        }
    }

    /// Something that was done at a visit.
    pub(crate) fn procedure(&mut self, visit: &Visit, problem: &Problem, outcome: &str) {
        let Problem(code, display, text) = problem;
        let mut body = json!({
            "status": "completed",
            "code": concept(SNOMED, code, display, text),
            "subject": self.subject(),
            "encounter": reference(&visit.urn),
            "performedDateTime": stamp(visit.start),
            "performer": [{ "actor": by(visit.staff) }],
            "location": named(&urn("location", self.person.site.key), self.person.site.name),
        });
        if let (Value::Object(fields), false) = (&mut body, outcome.is_empty()) {
            fields.insert("note".into(), json!([{ "text": outcome }]));
        }
        self.put("Procedure", visit.start, body);
    }

    fn condition(&mut self, problem: &Problem, ago: i64, ended: Option<i64>, note: &str) -> String {
        let Problem(code, display, text) = problem;
        let began = self.at(ago, 10, 30);
        let (status, word) = if ended.is_some() { ("resolved", "Resolved") } else { ("active", "Active") };
        let (category, category_word) = if ended.is_some() {
            ("encounter-diagnosis", "Encounter Diagnosis")
        } else {
            ("problem-list-item", "Problem List Item")
        };
        let mut body = json!({
            "clinicalStatus": coded(&hl7("condition-clinical"), status, word),
            "verificationStatus": coded(&hl7("condition-ver-status"), "confirmed", "Confirmed"),
            "category": [coded(&hl7("condition-category"), category, category_word)],
            "code": concept(SNOMED, code, display, text),
            "subject": self.subject(),
            "onsetDateTime": began.date_naive().to_string(),
            "recordedDate": stamp(began),
            "recorder": by(self.person.doctor),
        });
        if let Value::Object(fields) = &mut body {
            if let Some(ended) = ended {
                fields.insert("abatementDateTime".into(), json!(self.day(ended).to_string()));
            }
            if !note.is_empty() {
                fields.insert("note".into(), json!([{ "text": note }]));
            }
        }
        let updated = ended.map_or(began, |ended| self.at(ended, 10, 30));
        self.put("Condition", updated, body)
    }

    /// Days since a day in October so many years ago.
    fn autumn(&mut self, years: i64) -> i64 {
        let shift = i64::from(self.rng.below(28));
        let day_of_year = i64::from(chrono::Datelike::ordinal(&self.today));
        let this_year = day_of_year - (275 + shift);
        this_year + years * 365
    }
}
