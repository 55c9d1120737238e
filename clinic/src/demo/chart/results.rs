//! Laboratory results and the reports that gather them.

use chrono::Duration;
use serde_json::{Value, json};

use super::super::bundle::{LAB_CODES, LOINC, coded, concept, hl7, named, number, quantity};
use super::super::calendar::{Moment, instant, stamp};
use super::super::codes::labs::{Lab, OLDER, Sex, Span};
use super::super::codes::panels::{Panel, Word};
use super::super::house::{LABORATORY, OLD_LABORATORY, Staff};
use super::super::ids::urn;
use super::{Chart, Visit, by, reference};

/// What is special about one result: its exact value, the laboratory's comment, its status.
#[derive(Default)]
pub(crate) struct Remark {
    pub(crate) value: &'static str,
    pub(crate) note: &'static str,
    pub(crate) status: &'static str,
}

struct Drawn {
    status: &'static str,
    urns: Vec<String>,
    values: Vec<(&'static str, f64)>,
}

impl Drawn {
    fn value(&self, loinc: &str) -> Option<f64> {
        self.values.iter().find(|(known, _)| *known == loinc).map(|(_, value)| *value)
    }
}

impl Chart {
    /// Says something about the next result of a test.
    pub(crate) fn next_result(&mut self, lab: &'static Lab, remark: Remark) {
        self.remarks.push((lab.loinc, remark));
    }

    /// The next result of a test is exactly this.
    pub(crate) fn exactly(&mut self, lab: &'static Lab, value: &'static str) {
        self.next_result(lab, Remark { value, ..Remark::default() });
    }

    /// Blood or urine taken at a visit and reported panel by panel.
    pub(crate) fn labs(&mut self, visit: &Visit, panels: &[&'static Panel]) {
        for panel in panels {
            self.lab(visit, panel, "");
        }
    }

    /// One panel, with the laboratory's or the doctor's conclusion if there is one.
    pub(crate) fn lab(&mut self, visit: &Visit, panel: &'static Panel, conclusion: &str) {
        let taken = self.no_later(visit.start + Duration::minutes(20));
        let minutes = 420 + i64::from(self.rng.below(480));
        let issued = self.no_later(taken + Duration::minutes(minutes));
        let mut drawn = Drawn { status: "final", urns: Vec::new(), values: Vec::new() };
        for lab in panel.labs {
            self.measure(lab, visit, taken, issued, &mut drawn);
        }
        for (word, answer) in panel.words {
            let urn = self.word_result(visit, word, answer, taken, issued, "", "final");
            drawn.urns.push(urn);
        }
        self.report(
            visit,
            (panel.loinc, panel.display, panel.name),
            &drawn.urns,
            taken,
            issued,
            conclusion,
            drawn.status,
        );
    }

    /// One answer in words with its own report.
    pub(crate) fn finding(&mut self, visit: &Visit, word: &'static Word, answer: &str, note: &str, status: &str) {
        let taken = self.no_later(visit.start + Duration::minutes(20));
        let issued = self.no_later(taken + Duration::hours(40));
        let urn = self.word_result(visit, word, answer, taken, issued, note, status);
        self.report(visit, (word.loinc, word.display, word.name), &[urn], taken, issued, "", status);
    }

    /// A urinalysis in which some answers are not the healthy ones.
    pub(crate) fn urine(
        &mut self,
        visit: &Visit,
        panel: &'static Panel,
        unusual: &[(&'static str, &str)],
        conclusion: &str,
    ) {
        let taken = self.no_later(visit.start + Duration::minutes(20));
        let issued = self.no_later(taken + Duration::hours(5));
        let mut drawn = Drawn { status: "final", urns: Vec::new(), values: Vec::new() };
        for lab in panel.labs {
            self.measure(lab, visit, taken, issued, &mut drawn);
        }
        for (word, healthy) in panel.words {
            let answer = unusual.iter().find(|(loinc, _)| *loinc == word.loinc).map_or(*healthy, |(_, answer)| *answer);
            let urn = self.word_result(visit, word, answer, taken, issued, "", "final");
            drawn.urns.push(urn);
        }
        self.report(
            visit,
            (panel.loinc, panel.display, panel.name),
            &drawn.urns,
            taken,
            issued,
            conclusion,
            drawn.status,
        );
    }

    fn measure(&mut self, lab: &'static Lab, visit: &Visit, taken: Moment, issued: Moment, drawn: &mut Drawn) {
        let age = self.age_on(taken.date_naive());
        let Some(value) = self.draw(lab, visit.ago, age, drawn) else { return };
        let found = self.remarks.iter().position(|(loinc, _)| *loinc == lab.loinc);
        let remark = found.map(|index| self.remarks.remove(index).1).unwrap_or_default();
        let decimals = lab.decimals;
        let text = if remark.value.is_empty() { format!("{value:.decimals$}") } else { remark.value.to_owned() };
        drawn.values.push((lab.loinc, text.parse().unwrap_or(value)));
        let span = fitting(lab, visit.ago, self.person.sex, age);
        let status = if remark.status.is_empty() { "final" } else { remark.status };
        if status != "final" {
            drawn.status = status;
        }
        let mut body = json!({
            "status": status,
            "category": laboratory(),
            "code": concept(LOINC, lab.loinc, lab.display, lab.name),
            "subject": self.subject(),
            "encounter": reference(&visit.urn),
            "effectiveDateTime": stamp(taken),
            "issued": instant(issued),
            "performer": [laboratory_of(visit.ago)],
            "valueQuantity": quantity(&text, lab.unit, lab.ucum),
        });
        if let Value::Object(fields) = &mut body {
            if let Some(span) = span {
                fields.insert("interpretation".into(), json!([flag(lab, span, &text)]));
                fields.insert("referenceRange".into(), json!([range(lab, span)]));
            }
            if !remark.note.is_empty() {
                fields.insert("note".into(), json!([{ "text": remark.note }]));
            }
        }
        drawn.urns.push(self.put("Observation", issued, body));
    }

    fn draw(&mut self, lab: &'static Lab, ago: i64, age: u32, drawn: &Drawn) -> Option<f64> {
        let of = |loinc| drawn.value(loinc);
        let derived = match lab.loinc {
            "98979-8" if age < 18 => return None,
            "98979-8" => Some(kidney_function(of("2160-0")?, age, self.person.sex)),
            "13457-7" => Some(of("2093-3")? - of("2085-9")? - of("2571-8")? / 5.0),
            "43396-1" => Some(of("2093-3")? - of("2085-9")?),
            "10834-0" => Some(of("2885-2")? - of("1751-7")?),
            "4544-3" => Some(of("718-7")? * (2.96 + self.rng.fraction() * 0.08)),
            "789-8" => Some(of("4544-3")? * 10.0 / of("787-2")?),
            "785-6" => Some(of("718-7")? * 10.0 / of("789-8")?),
            "786-4" => Some(of("718-7")? * 100.0 / of("4544-3")?),
            "2502-3" => Some(of("2498-4")? * 100.0 / of("2500-7")?),
            _ => None,
        };
        if derived.is_some() {
            return derived;
        }
        let (woman, man, deviation) = lab.usual;
        let noise = self.rng.spread() * deviation;
        if let Some(value) = self.value_of(lab.loinc, ago) {
            let scale = (value / woman).clamp(0.1, 6.0);
            return Some((value + noise * 0.3 * scale).max(0.0));
        }
        let mean = if self.person.sex == Sex::Male { man } else { woman };
        let mean = if age < 18 { childhood(lab.loinc, age, self.person.sex).unwrap_or(mean) } else { mean };
        let own = self.rng.spread() * deviation;
        let own = *self.usual.entry(lab.loinc).or_insert(own);
        Some(mean + own + noise * 0.4)
    }

    #[expect(clippy::too_many_arguments, reason = "one laboratory answer has that many parts")]
    fn word_result(
        &mut self,
        visit: &Visit,
        word: &Word,
        answer: &str,
        taken: Moment,
        issued: Moment,
        note: &str,
        status: &str,
    ) -> String {
        let mut body = json!({
            "status": status,
            "category": laboratory(),
            "code": word_code(word.loinc, word.local, word.display, word.name),
            "subject": self.subject(),
            "encounter": reference(&visit.urn),
            "effectiveDateTime": stamp(taken),
            "issued": instant(issued),
            "performer": [laboratory_of(visit.ago)],
        });
        if let Value::Object(fields) = &mut body {
            if word.local.is_empty() {
                fields.insert("valueString".into(), json!(answer));
            } else {
                fields.insert("valueCodeableConcept".into(), json!({ "text": answer }));
            }
            if !word.range.is_empty() {
                let usual = answer == word.range || (word.range == "Yellow" && answer.contains("ellow"));
                let (code, display) = if usual { ("N", "Normal") } else { ("A", "Abnormal") };
                fields.insert(
                    "interpretation".into(),
                    json!([coded(&hl7("v3-ObservationInterpretation"), code, display)]),
                );
                fields.insert("referenceRange".into(), json!([{ "text": word.range }]));
            }
            if !note.is_empty() {
                fields.insert("note".into(), json!([{ "text": note }]));
            }
        }
        self.put("Observation", issued, body)
    }

    #[expect(clippy::too_many_arguments, reason = "one laboratory report has that many parts")]
    fn report(
        &mut self,
        visit: &Visit,
        code: (&str, &str, &str),
        results: &[String],
        taken: Moment,
        issued: Moment,
        conclusion: &str,
        status: &str,
    ) {
        let results: Vec<Value> = results.iter().map(|urn| reference(urn)).collect();
        let mut body = json!({
            "status": status,
            "category": [coded(&hl7("v2-0074"), "LAB", "Laboratory")],
            "code": concept(LOINC, code.0, code.1, code.2),
            "subject": self.subject(),
            "encounter": reference(&visit.urn),
            "effectiveDateTime": stamp(taken),
            "issued": instant(issued),
            "performer": [laboratory_of(visit.ago)],
            "resultsInterpreter": [by(interpreter(visit.staff, self.person.doctor))],
            "result": results,
        });
        if let (Value::Object(fields), false) = (&mut body, conclusion.is_empty()) {
            fields.insert("conclusion".into(), json!(conclusion));
        }
        self.put("DiagnosticReport", issued, body);
    }
}

/// CKD-EPI 2021 (NEJM 2021;385:1737), in mL/min/1.73 m2.
pub(crate) fn kidney_function(creatinine: f64, age: u32, sex: Sex) -> f64 {
    let (kappa, alpha, factor) = if sex == Sex::Male { (0.9, -0.302, 1.0) } else { (0.7, -0.241, 1.012) };
    let ratio = creatinine / kappa;
    142.0 * ratio.min(1.0).powf(alpha) * ratio.max(1.0).powf(-1.2) * 0.9938_f64.powf(f64::from(age)) * factor
}

fn interpreter(seen: &'static Staff, doctor: &'static Staff) -> &'static Staff {
    if seen.suffix == "RN" { doctor } else { seen }
}

fn laboratory() -> Value {
    json!([coded(&hl7("observation-category"), "laboratory", "Laboratory")])
}

fn word_code(loinc: &str, local: &str, display: &str, name: &str) -> Value {
    if loinc.is_empty() { concept(LAB_CODES, local, display, name) } else { concept(LOINC, loinc, display, name) }
}

/// Before this many days the clinic worked with another laboratory.
const CHANGED_LABORATORY: i64 = 1_460;

fn laboratory_of(ago: i64) -> Value {
    let firm = if ago > CHANGED_LABORATORY { &OLD_LABORATORY } else { &LABORATORY };
    named(&urn("organization", firm.key), firm.name)
}

fn fitting(lab: &'static Lab, ago: i64, sex: Sex, age: u32) -> Option<&'static Span> {
    let older = OLDER.iter().find(|(loinc, _)| ago > CHANGED_LABORATORY && *loinc == lab.loinc);
    older
        .map_or(lab.spans, |(_, spans)| spans)
        .iter()
        .rfind(|span| age >= span.from_age && span.sex.is_none_or(|only| only == sex))
}

fn range(lab: &Lab, span: &Span) -> Value {
    let mut range = json!({});
    if let Value::Object(fields) = &mut range {
        if !span.low.is_empty() {
            fields.insert("low".into(), quantity(span.low, lab.unit, lab.ucum));
        }
        if !span.high.is_empty() {
            fields.insert("high".into(), quantity(span.high, lab.unit, lab.ucum));
        }
        let text = match (span.text, span.low, span.high) {
            ("", low, high) => format!("{low}-{high}"),
            (text, ..) => text.to_owned(),
        };
        fields.insert("text".into(), json!(text));
    }
    range
}

fn flag(lab: &Lab, span: &Span, text: &str) -> Value {
    let read = |text: &str| number(text).as_f64();
    let value = read(text).unwrap_or_default();
    let (low, high) = (read(span.low), read(span.high));
    let strict = span.text.starts_with('<') && !span.text.starts_with("<=");
    let (code, display) = if lab.critical.0 > 0.0 && value <= lab.critical.0 {
        ("LL", "Critical low")
    } else if lab.critical.1 > 0.0 && value >= lab.critical.1 {
        ("HH", "Critical high")
    } else if low.is_some_and(|low| value < low) {
        ("L", "Low")
    } else if high.is_some_and(|high| value > high || (strict && value >= high)) {
        ("H", "High")
    } else {
        ("N", "Normal")
    };
    coded(&hl7("v3-ObservationInterpretation"), code, display)
}

/// What is usual in children where it differs from adults.
fn childhood(loinc: &str, age: u32, sex: Sex) -> Option<f64> {
    let age = f64::from(age);
    match loinc {
        "718-7" => Some((11.8 + age * 0.14).min(if sex == Sex::Male { 14.2 } else { 13.3 })),
        "787-2" => Some((78.0 + age * 0.65).min(88.0)),
        "2160-0" => Some(0.28 + age * 0.032),
        "6690-2" => Some(9.2 - age * 0.15),
        "2093-3" => Some(158.0),
        "2571-8" => Some(78.0),
        "6768-6" => Some(118.0),
        _ => None,
    }
}
