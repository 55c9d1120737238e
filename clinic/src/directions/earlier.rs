//! From FHIR R4 `Dosage` elements of other systems back to the form, where nothing of them is left over.

use super::{DoseUnit, Part, Route, StepTyped, TimingKind, Typed};
use serde_json::{Map, Value};

/// Elements that say nothing about how a medicine is taken, or say the same in words.
const WORDS: [&str; 4] = ["sequence", "text", "patientInstruction", "id"];

/// The form filled with what came in with a record: one dosage of which every part is understood. `None` for anything else, since
/// directions without one of their parts are wrong directions.
pub fn from_fhir(dosages: &[Value]) -> Option<Typed> {
    let [dosage] = dosages else { return None };
    let mut step = StepTyped::default();
    for (name, value) in dosage.as_object()? {
        match name.as_str() {
            name if WORDS.contains(&name) => {}
            "doseAndRate" => dose(value, &mut step)?,
            "route" => step.set(Part::Route, route(value)?.name()),
            "timing" => timing(value, &mut step)?,
            "asNeededBoolean" => {
                if value.as_bool()? {
                    step.set(Part::AsNeeded, "true");
                }
            }
            "asNeededCodeableConcept" => {
                step.set(Part::AsNeeded, "true");
                step.set(Part::Reason, value["text"].as_str()?.trim());
            }
            _ => return None,
        }
    }
    let typed = Typed { steps: vec![step], free_text: String::new() };
    typed.judge().is_ok().then_some(typed)
}

fn dose(value: &Value, step: &mut StepTyped) -> Option<()> {
    let [one] = value.as_array()?.as_slice() else { return None };
    only(one.as_object()?, &["doseQuantity", "type"])?;
    let quantity = one["doseQuantity"].as_object()?;
    only(quantity, &["value", "unit", "system", "code"])?;
    let mut names = ["code", "unit"].into_iter().filter_map(|name| quantity.get(name)?.as_str());
    let unit = names.find_map(unit)?;
    step.set(Part::Dose, plain(quantity.get("value")?)?);
    step.set(Part::Unit, unit.name());
    Some(())
}

/// A unit by its UCUM code, by an annotation in its place, or by its English word.
fn unit(name: &str) -> Option<DoseUnit> {
    let word = name.trim().trim_matches(['{', '}']);
    DoseUnit::ALL.into_iter().find(|unit| {
        unit.ucum() == name || unit.name() == word || word.strip_suffix('s').is_some_and(|one| one == unit.name())
    })
}

/// The number as it was sent, so that its digits stay.
fn plain(value: &Value) -> Option<String> {
    let text = value.as_number()?.to_string();
    let short = match text.split_once('.') {
        Some((_, decimals)) if decimals.bytes().all(|digit| digit == b'0') => text.split('.').next()?.to_owned(),
        Some(_) => text.trim_end_matches('0').to_owned(),
        None => text,
    };
    Some(short)
}

fn route(value: &Value) -> Option<Route> {
    let codes = value["coding"].as_array().into_iter().flatten().filter_map(|coding| coding["code"].as_str());
    let by_code: Vec<Route> = codes
        .flat_map(|code| {
            Route::ALL.into_iter().filter(move |route| route.snomed().is_some_and(|(known, _)| known == code))
        })
        .collect();
    if let [route] = by_code.as_slice() {
        return Some(*route);
    }
    let words = value["text"].as_str()?.trim().to_lowercase();
    Route::ALL.into_iter().find(|route| route.words() == words || route.name() == words)
}

fn timing(value: &Value, step: &mut StepTyped) -> Option<()> {
    only(value.as_object()?, &["repeat"])?;
    let repeat = value["repeat"].as_object()?;
    only(repeat, &["frequency", "period", "periodUnit"])?;
    let frequency = whole(repeat.get("frequency").unwrap_or(&Value::from(1)))?;
    let period = whole(repeat.get("period")?)?;
    let (kind, count) = match (frequency, period, repeat.get("periodUnit")?.as_str()?) {
        (times, 1, "d") => (TimingKind::TimesPerDay, times),
        (1, days, "d") => (TimingKind::EveryDays, days),
        (1, hours, "h") => (TimingKind::EveryHours, hours),
        (1, weeks, "wk") => (TimingKind::EveryDays, weeks.checked_mul(7)?),
        _ => return None,
    };
    step.set(Part::Timing, kind.name());
    step.set(Part::Count, count.to_string());
    Some(())
}

/// A whole number, also one that was sent as a decimal.
fn whole(value: &Value) -> Option<u64> {
    plain(value)?.parse().ok()
}

/// Nothing where there is anything beside these elements.
fn only(element: &Map<String, Value>, known: &[&str]) -> Option<()> {
    element.keys().all(|name| known.contains(&name.as_str())).then_some(())
}

#[cfg(test)]
mod tests {
    use super::{super::Timing, *};
    use serde_json::json;

    fn dosage() -> Value {
        json!({
            "sequence": 1, "text": "Take 1 tablet by mouth once a day.",
            "timing": { "repeat": { "frequency": 1, "period": 1.0, "periodUnit": "d" } },
            "route": { "text": "by mouth" }, "asNeededBoolean": false,
            "doseAndRate": [{ "doseQuantity": { "value": 0.50, "unit": "tablet", "code": "{tbl}" } }],
        })
    }

    #[test]
    fn what_is_understood_fills_the_form() {
        let typed = from_fhir(&[dosage()]).unwrap();
        let step = typed.judge().unwrap().steps.remove(0);
        assert_eq!((step.dose.low.to_string().as_str(), step.dose.unit), ("0.5", DoseUnit::Tablet));
        assert_eq!((step.route, step.timing, step.as_needed), (Some(Route::Oral), Timing::TimesPerDay(1), None));
        let mut needed = dosage();
        needed["asNeededBoolean"] = json!(true);
        needed["timing"]["repeat"] = json!({ "frequency": 1, "period": 6, "periodUnit": "h" });
        let step = from_fhir(&[needed]).unwrap().judge().unwrap().steps.remove(0);
        assert!(step.as_needed.is_some());
    }

    #[test]
    fn what_would_lose_a_part_fills_nothing() {
        assert_eq!(from_fhir(&[]), None);
        assert_eq!(from_fhir(&[dosage(), dosage()]), None, "two steps");
        let changes: [fn(&mut Value); 6] = [
            |one| one["maxDosePerPeriod"] = json!({}),
            |one| one["additionalInstruction"] = json!([{ "text": "With food" }]),
            |one| one["route"] = json!({ "text": "somehow" }),
            |one| one["timing"]["repeat"]["dayOfWeek"] = json!(["mon"]),
            |one| one["doseAndRate"][0]["doseQuantity"] = json!({ "value": 1 }),
            |one| one["timing"]["repeat"] = json!({ "frequency": 3, "period": 1, "periodUnit": "wk" }),
        ];
        for change in changes {
            let mut one = dosage();
            change(&mut one);
            assert_eq!(from_fhir(std::slice::from_ref(&one)), None, "{one}");
        }
    }
}
