//! Vital signs, smoking status and questionnaires.

use serde_json::{Value, json};

use super::super::bundle::{LOINC, SNOMED, coded, concept, hl7, quantity};
use super::super::calendar::{instant, stamp};
use super::{Chart, Visit, by, reference};

/// Trend names of the vital signs that have no code of their own here.
pub(crate) const SYSTOLIC: &str = "8480-6";
/// Diastolic blood pressure, mm Hg.
pub(crate) const DIASTOLIC: &str = "8462-4";
/// Kilograms.
pub(crate) const WEIGHT: &str = "29463-7";
/// Centimetres.
pub(crate) const HEIGHT: &str = "8302-2";
/// Beats a minute.
pub(crate) const PULSE: &str = "8867-4";
/// Percent, by pulse oximetry.
pub(crate) const OXYGEN: &str = "59408-5";
/// Degrees Celsius.
pub(crate) const TEMPERATURE: &str = "8310-5";
/// Breaths a minute.
pub(crate) const BREATHS: &str = "9279-1";
/// The total of the PHQ-9 questionnaire.
pub(crate) const PHQ9_SCORE: &str = "44261-6";

impl Chart {
    /// Blood pressure, pulse and weight.
    pub(crate) fn pressure(&mut self, visit: &Visit) {
        let systolic = self.around(SYSTOLIC, visit.ago, 118.0, 4.0);
        let diastolic = self.around(DIASTOLIC, visit.ago, 74.0, 3.0);
        self.blood_pressure(visit, systolic, diastolic.min(systolic - 20.0));
        let pulse = self.around(PULSE, visit.ago, 72.0, 4.0);
        self.vital(visit, PULSE, "Heart rate", "Pulse", &format!("{pulse:.0}"), ("beats/min", "/min"));
        if self.value_of(WEIGHT, visit.ago).is_some() {
            let weight = self.around(WEIGHT, visit.ago, 70.0, 0.5);
            self.vital(visit, WEIGHT, "Body Weight", "Weight", &format!("{weight:.1}"), ("kg", "kg"));
        }
    }

    /// Everything that is taken at a check-up.
    pub(crate) fn vitals(&mut self, visit: &Visit) {
        self.pressure(visit);
        if let (Some(height), Some(weight)) = (self.value_of(HEIGHT, visit.ago), self.value_of(WEIGHT, visit.ago)) {
            self.vital(visit, HEIGHT, "Body Height", "Height", &format!("{height:.0}"), ("cm", "cm"));
            let index = weight / (height / 100.0).powi(2);
            self.vital(
                visit,
                "39156-5",
                "Body mass index (BMI) [Ratio]",
                "Body mass index (BMI)",
                &format!("{index:.1}"),
                ("kg/m2", "kg/m2"),
            );
        }
        let temperature = self.around(TEMPERATURE, visit.ago, 36.7, 0.15);
        self.vital(visit, TEMPERATURE, "Body temperature", "Temperature", &format!("{temperature:.1}"), ("°C", "Cel"));
        let breaths = self.around(BREATHS, visit.ago, 15.0, 1.0);
        self.vital(
            visit,
            BREATHS,
            "Respiratory rate",
            "Breathing rate",
            &format!("{breaths:.0}"),
            ("breaths/min", "/min"),
        );
        self.oxygen(visit);
    }

    /// Oxygen saturation alone.
    pub(crate) fn oxygen(&mut self, visit: &Visit) {
        let oxygen = self.around(OXYGEN, visit.ago, 98.0, 0.6).min(100.0);
        let mut body = self.sign(visit, "vital-signs", "Vital Signs");
        if let Value::Object(fields) = &mut body {
            fields.insert("code".into(), json!({
                "coding": [
                    { "system": LOINC, "code": OXYGEN, "display": "Oxygen saturation in Arterial blood by Pulse oximetry" },
                    { "system": LOINC, "code": "2708-6", "display": "Oxygen saturation in Arterial blood" },
                ],
                "text": "Oxygen saturation",
            }));
            fields.insert("valueQuantity".into(), quantity(&format!("{oxygen:.0}"), "%", "%"));
        }
        self.put("Observation", visit.start, body);
    }

    /// A blood pressure as measured.
    pub(crate) fn blood_pressure(&mut self, visit: &Visit, systolic: f64, diastolic: f64) {
        let part = |code: &str, display: &str, text: &str, value: f64| json!({ "code": concept(LOINC, code, display, text), "valueQuantity": quantity(&format!("{value:.0}"), "mmHg", "mm[Hg]") });
        let mut body = self.sign(visit, "vital-signs", "Vital Signs");
        if let Value::Object(fields) = &mut body {
            fields.insert(
                "code".into(),
                concept(LOINC, "85354-9", "Blood pressure panel with all children optional", "Blood pressure"),
            );
            fields.insert(
                "component".into(),
                json!([
                    part(SYSTOLIC, "Systolic blood pressure", "Systolic", systolic),
                    part(DIASTOLIC, "Diastolic blood pressure", "Diastolic", diastolic),
                ]),
            );
        }
        self.put("Observation", visit.start, body);
    }

    /// One vital sign with its value as written.
    pub(crate) fn vital(
        &mut self,
        visit: &Visit,
        loinc: &str,
        display: &str,
        text: &str,
        value: &str,
        unit: (&str, &str),
    ) {
        let mut body = self.sign(visit, "vital-signs", "Vital Signs");
        if let Value::Object(fields) = &mut body {
            fields.insert("code".into(), concept(LOINC, loinc, display, text));
            fields.insert("valueQuantity".into(), quantity(value, unit.0, unit.1));
        }
        self.put("Observation", visit.start, body);
    }

    /// Whether the person smokes: one of "never", "former", "daily".
    pub(crate) fn smoking(&mut self, visit: &Visit, answer: &str) {
        let (code, display) = match answer {
            "former" => ("8517006", "Former smoker"),
            "daily" => ("449868002", "Smokes tobacco daily"),
            _ => ("266919005", "Never smoker"),
        };
        let mut body = self.sign(visit, "social-history", "Social History");
        if let Value::Object(fields) = &mut body {
            fields.insert("code".into(), concept(LOINC, "72166-2", "Tobacco smoking status", "Smoking"));
            fields.insert("valueCodeableConcept".into(), concept(SNOMED, code, display, display));
        }
        self.put("Observation", visit.start, body);
    }

    /// The total of the PHQ-9 questionnaire, 0 to 27.
    pub(crate) fn mood(&mut self, visit: &Visit) {
        let score = self.around(PHQ9_SCORE, visit.ago, 2.0, 0.2).clamp(0.0, 27.0);
        let mut body = self.sign(visit, "survey", "Survey");
        if let Value::Object(fields) = &mut body {
            fields.insert(
                "code".into(),
                concept(
                    LOINC,
                    PHQ9_SCORE,
                    "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
                    "Depression questionnaire (PHQ-9), total",
                ),
            );
            fields.insert("valueQuantity".into(), quantity(&format!("{score:.0}"), "points", "{score}"));
            fields.insert("referenceRange".into(), json!([{ "low": quantity("0", "points", "{score}"), "high": quantity("4", "points", "{score}"), "text": "0-4 none or minimal" }]));
        }
        self.put("Observation", visit.start, body);
    }

    /// A value from the person's trend, or around what is usual, with a little noise.
    pub(crate) fn around(&mut self, code: &'static str, ago: i64, usual: f64, noise: f64) -> f64 {
        let noise = self.rng.spread() * noise;
        self.value_of(code, ago).unwrap_or(usual) + noise
    }

    fn sign(&self, visit: &Visit, category: &str, display: &str) -> Value {
        json!({
            "status": "final",
            "category": [coded(&hl7("observation-category"), category, display)],
            "code": null,
            "subject": self.subject(),
            "encounter": reference(&visit.urn),
            "effectiveDateTime": stamp(visit.start),
            "issued": instant(visit.start),
            "performer": [by(visit.staff)],
        })
    }
}
