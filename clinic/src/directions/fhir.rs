//! Directions as FHIR R4 `Dosage` elements.

use super::{Directions, Dose, DoseUnit, Step, TimeOfDay, Timing, amount, line::food_words};
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};
use std::str::FromStr as _;

const UCUM: &str = "http://unitsofmeasure.org";
const SNOMED_CT: &str = "http://snomed.info/sct";

/// The `dosageInstruction` of a `MedicationRequest`. Steps have rising numbers in `sequence`; different amounts at different times of
/// the day are elements with the same number, which FHIR reads as taken together.
pub fn to_fhir(directions: &Directions) -> Vec<Value> {
    let mut dosages = Vec::new();
    for (number, step) in directions.steps.iter().enumerate() {
        for (dose, timing) in doses(step) {
            dosages.push(dosage(number + 1, step, dose, &timing));
        }
    }
    if let (Some(text), Some(first)) = (&directions.free_text, dosages.first_mut().and_then(Value::as_object_mut)) {
        first.insert("patientInstruction".to_owned(), json!(text));
    }
    dosages
}

/// The doses of a step: one, or one for each amount where times of the day differ.
fn doses(step: &Step) -> Vec<(Dose, Timing)> {
    let Timing::AtTimes(times) = &step.timing else { return vec![(step.dose, step.timing.clone())] };
    if times.iter().all(|at| at.dose.is_none()) {
        return vec![(step.dose, step.timing.clone())];
    }
    times
        .iter()
        .map(|at| {
            let low = at.dose.unwrap_or(step.dose.low);
            (Dose { low, ..step.dose }, Timing::AtTimes(vec![super::At { time: at.time, dose: None }]))
        })
        .collect()
}

fn dosage(sequence: usize, step: &Step, dose: Dose, timing: &Timing) -> Value {
    let mut dosage = Map::new();
    let mut put = |name: &str, value: Value| dosage.insert(name.to_owned(), value);
    put("sequence", json!(sequence));
    let alone = Step { dose, timing: timing.clone(), ..step.clone() };
    put("text", json!(Directions::of(alone).line()));
    if let Some(food) = step.food {
        put("additionalInstruction", json!([{ "text": food_words(food) }]));
    }
    put("timing", json!({ "repeat": repeat(step, timing) }));
    match &step.as_needed {
        Some(needed) => match &needed.reason {
            Some(reason) => put("asNeededCodeableConcept", json!({ "text": reason.words() })),
            None => put("asNeededBoolean", json!(true)),
        },
        None => None,
    };
    if let Some(site) = step.site {
        put("site", json!({ "text": site.words() }));
    }
    if let Some(route) = step.route {
        let mut concept = json!({ "text": route.words() });
        if let Some((code, display)) = route.snomed()
            && let Some(concept) = concept.as_object_mut()
        {
            let coding = json!([{ "system": SNOMED_CT, "code": code, "display": display }]);
            concept.insert("coding".to_owned(), coding);
        }
        put("route", concept);
    }
    let amount = match dose.high {
        Some(high) => {
            json!({ "doseRange": { "low": quantity(dose.low, dose.unit), "high": quantity(high, dose.unit) } })
        }
        None => json!({ "doseQuantity": quantity(dose.low, dose.unit) }),
    };
    put("doseAndRate", json!([amount]));
    if let Some(max) = step.max_per_day {
        let day = json!({ "value": 24, "unit": "h", "system": UCUM, "code": "h" });
        put("maxDosePerPeriod", json!({ "numerator": quantity(max, dose.unit), "denominator": day }));
    }
    Value::Object(dosage)
}

fn repeat(step: &Step, timing: &Timing) -> Value {
    let mut repeat = match timing {
        Timing::TimesPerDay(times) => json!({ "frequency": times, "period": 1, "periodUnit": "d" }),
        Timing::EveryHours { low, high: None } => json!({ "frequency": 1, "period": low, "periodUnit": "h" }),
        Timing::EveryHours { low, high: Some(high) } => {
            json!({ "frequency": 1, "period": low, "periodMax": high, "periodUnit": "h" })
        }
        Timing::EveryDays(days) => json!({ "frequency": 1, "period": days, "periodUnit": "d" }),
        Timing::Weekdays(days) => {
            let days: Vec<_> = days.iter().map(|day| day.name()).collect();
            json!({ "frequency": days.len(), "period": 1, "periodUnit": "wk", "dayOfWeek": days })
        }
        Timing::AtTimes(times) => {
            let when: Vec<_> = times.iter().map(|at| when(at.time)).collect();
            json!({ "frequency": 1, "period": 1, "periodUnit": "d", "when": when })
        }
        Timing::Monthly => json!({ "frequency": 1, "period": 1, "periodUnit": "mo" }),
        Timing::Once => json!({ "count": 1 }),
    };
    if let (Some(duration), Some(repeat)) = (&step.duration, repeat.as_object_mut()) {
        let bounds = json!({
            "value": duration.value,
            "unit": duration.unit.name(),
            "system": UCUM,
            "code": duration.unit.ucum(),
        });
        repeat.insert("boundsDuration".to_owned(), bounds);
    }
    repeat
}

/// FHIR's code for a time of day (`EventTiming`).
const fn when(time: TimeOfDay) -> &'static str {
    match time {
        TimeOfDay::Morning => "MORN",
        TimeOfDay::Noon => "NOON",
        TimeOfDay::Evening => "EVE",
        TimeOfDay::Bedtime => "HS",
    }
}

fn quantity(value: Decimal, unit: DoseUnit) -> Value {
    json!({ "value": exact(value), "unit": unit.words(value), "system": UCUM, "code": unit.ucum() })
}

/// A JSON number with the decimal's own digits.
fn exact(value: Decimal) -> Value {
    let text = amount(value);
    Number::from_str(&text).map_or(Value::String(text), Value::Number)
}
