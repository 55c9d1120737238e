//! Care plans and goals.

use chrono::Duration;
use serde_json::{Map, Value, json};

use super::super::bundle::{LOINC, SNOMED, coded, concept, hl7, quantity};
use super::super::codes::problems::Problem;
use super::{Chart, by, reference};

/// What is aimed at: words, and a measure with its limits where there is one.
pub(crate) struct Aim {
    pub(crate) words: &'static str,
    pub(crate) measure: Option<Measure>,
    /// `improving`, `achieved`, `in-progress` or `not-achieved`.
    pub(crate) progress: &'static str,
}

/// A value that should stay between two limits, either of which may be empty.
pub(crate) struct Measure {
    /// LOINC code and name.
    pub(crate) test: (&'static str, &'static str),
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    /// The unit as people write it, and in UCUM.
    pub(crate) unit: (&'static str, &'static str),
}

/// A value that should stay at or below a limit.
pub(crate) const fn at_most(
    test: (&'static str, &'static str),
    high: &'static str,
    unit: (&'static str, &'static str),
) -> Measure {
    Measure { test, low: "", high, unit }
}

impl Chart {
    /// A goal agreed so many days ago, due so many days from today.
    pub(crate) fn goal(&mut self, aim: &Aim, ago: i64, due_in: i64, addresses: &str) -> String {
        let agreed = self.at(ago, 11, 0);
        let due = (self.today + Duration::days(due_in)).to_string();
        let mut body = json!({
            "lifecycleStatus": "active",
            "achievementStatus": coded(&hl7("goal-achievement"), aim.progress, progress_words(aim.progress)),
            "description": { "text": aim.words },
            "subject": self.subject(),
            "startDate": agreed.date_naive().to_string(),
            "target": [{ "dueDate": due }],
            "expressedBy": by(self.person.doctor),
            "addresses": [reference(addresses)],
        });
        if let (Value::Object(fields), Some(measure)) = (&mut body, &aim.measure) {
            let (code, display) = measure.test;
            let mut range = Map::new();
            for (side, limit) in [("low", measure.low), ("high", measure.high)] {
                if !limit.is_empty() {
                    range.insert(side.into(), quantity(limit, measure.unit.0, measure.unit.1));
                }
            }
            let target =
                json!({ "measure": concept(LOINC, code, display, display), "detailRange": range, "dueDate": due });
            fields.insert("target".into(), json!([target]));
        }
        self.put("Goal", agreed, body)
    }

    /// A care plan with its activities; each is a thing to do, in words of its own, with its status.
    pub(crate) fn plan(
        &mut self,
        kind: &Problem,
        description: &str,
        ago: i64,
        goals: &[String],
        addresses: &[&str],
        activities: &[(&'static Problem, &str, &str)],
    ) {
        let begun = self.at(ago, 11, 10);
        let activities: Vec<Value> = activities
            .iter()
            .map(|(Problem(code, display, kind), words, status)| {
                json!({ "detail": { "code": concept(SNOMED, code, display, words), "status": status, "description": format!("{kind}: {words}") } })
            })
            .collect();
        let mut body = json!({
            "status": "active",
            "intent": "plan",
            "category": [
                coded("http://hl7.org/fhir/us/core/CodeSystem/careplan-category", "assess-plan", "Assessment and Plan of Treatment"),
                concept(SNOMED, kind.0, kind.1, kind.2),
            ],
            "title": kind.2,
            "description": description,
            "subject": self.subject(),
            "period": { "start": begun.date_naive().to_string() },
            "author": by(self.person.doctor),
            "addresses": addresses.iter().map(|urn| reference(urn)).collect::<Vec<_>>(),
            "goal": goals.iter().map(|urn| reference(urn)).collect::<Vec<_>>(),
            "activity": activities,
        });
        if let (Value::Object(fields), Some(team)) = (&mut body, &self.team) {
            fields.insert("careTeam".into(), json!([reference(team)]));
        }
        self.put("CarePlan", begun, body);
    }
}

fn progress_words(code: &str) -> &'static str {
    match code {
        "achieved" => "Achieved",
        "not-achieved" => "Not Achieved",
        "improving" => "Improving",
        _ => "In Progress",
    }
}
