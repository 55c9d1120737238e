//! Notes and letters as plain text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Duration;
use serde_json::json;

use super::super::bundle::{LOINC, concept, named};
use super::super::calendar::{instant, stamp};
use super::super::house::CLINIC;
use super::super::ids::urn;
use super::{Chart, Visit, by, reference};

/// What kind of text it is: LOINC code (or nothing), its name, and the words people use.
pub(crate) struct Paper(&'static str, &'static str, &'static str);

impl Paper {
    pub(crate) const NOTE: Self = Self("11506-3", "Progress note", "Visit note");
    pub(crate) const HISTORY: Self = Self("34117-2", "History and physical note", "History and examination");
    pub(crate) const DISCHARGE: Self = Self("18842-5", "Discharge summary", "Hospital discharge summary");
    pub(crate) const CONSULT: Self = Self("11488-4", "Consult note", "Specialist's note");
    pub(crate) const REFERRAL: Self = Self("57133-1", "Referral note", "Referral letter");
    pub(crate) const LETTER: Self = Self("", "", "Letter to the patient");
    pub(crate) const INSTRUCTIONS: Self = Self("", "", "Instructions for home");
}

impl Chart {
    /// A text written after a visit, in English.
    pub(crate) fn note(&mut self, visit: &Visit, paper: &Paper, title: &str, text: &str) {
        self.text(visit, paper, title, text, "en");
    }

    /// A text written after the visit that was told last.
    pub(crate) fn note_on_it(&mut self, paper: &Paper, title: &str, text: &str) {
        if let Some(visit) = self.last_visit.take() {
            self.text(&visit, paper, title, text, "en");
        }
    }

    /// A text written after a visit, in Spanish.
    pub(crate) fn nota(&mut self, visit: &Visit, paper: &Paper, title: &str, text: &str) {
        self.text(visit, paper, title, text, "es");
    }

    fn text(&mut self, visit: &Visit, paper: &Paper, title: &str, text: &str, language: &str) {
        let written = self.no_later(visit.start + Duration::minutes(50));
        let category = if paper.0.is_empty() { "Letter" } else { "Clinical Note" };
        let body = json!({
            "status": "current",
            "docStatus": "final",
            "type": concept(LOINC, paper.0, paper.1, paper.2),
            "category": [{ "text": category }],
            "subject": self.subject(),
            "date": instant(written),
            "author": [by(visit.staff)],
            "custodian": named(&urn("organization", "clinic"), CLINIC),
            "description": title,
            "content": [{
                "attachment": {
                    "contentType": "text/plain; charset=utf-8",
                    "language": language,
                    "data": STANDARD.encode(text.trim()),
                    "title": title,
                    "creation": stamp(written),
                },
            }],
            "context": { "encounter": [reference(&visit.urn)], "period": { "start": stamp(visit.start), "end": stamp(written) } },
        });
        self.put("DocumentReference", written, body);
    }
}
