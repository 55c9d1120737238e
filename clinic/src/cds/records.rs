//! What a CDS Hooks client sends along, as the safety checks see it.

use crate::{
    drugs::{By, Index, Resolved},
    patients::Sex,
    prescribing::{
        Measured, category, criticality, is_breastfeeding, is_pregnancy, kidney_of, labs_of, medicines_of_codes,
        weight_of,
    },
    safety::{Allergy, DailyAmount, Medicine, Origin, Pregnancy, Rhythm, Subject},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use std::str::FromStr as _;

/// The LOINC system.
const LOINC: &str = "http://loinc.org";

/// What was sent along.
pub(super) struct Records<'r> {
    pub prefetch: &'r Value,
    pub drafts: &'r Value,
    pub index: &'r Index,
    pub today: NaiveDate,
}

impl Records<'_> {
    /// The person; `None` where no patient was sent.
    pub(super) fn subject(&self) -> Option<Subject> {
        let patient = self.prefetch.get("patient")?;
        if text(patient, "resourceType")? != "Patient" {
            return None;
        }
        let sex = match text(patient, "gender") {
            Some("male") => Some(Sex::Male),
            Some("female") => Some(Sex::Female),
            _ => None,
        };
        let conditions: Vec<(String, bool)> = self
            .of("conditions", "Condition")
            .filter_map(|one| Some((name(one.get("code")?)?, is_active(one))))
            .collect();
        let measured = self.measured();
        let pregnancy = if sex == Some(Sex::Male) {
            Pregnancy::No
        } else if conditions.iter().any(|(name, active)| *active && is_pregnancy(name)) {
            Pregnancy::Yes { weeks: None }
        } else {
            Pregnancy::Unknown
        };
        Some(Subject {
            born: text(patient, "birthDate").and_then(|day| day.parse().ok()),
            today: self.today,
            sex,
            pregnancy,
            breastfeeding: conditions.iter().any(|(name, active)| *active && is_breastfeeding(name)),
            allergies: self.allergies(),
            kidney: kidney_of(&measured),
            weight_kg: weight_of(&measured),
            conditions: conditions.into_iter().map(|(name, _)| name).collect(),
            labs: labs_of(&measured),
        })
    }

    /// The orders that are to be signed; what is no order for a medicine is another service's.
    pub(super) fn drafts(&self) -> Vec<Medicine> {
        let orders = resources(self.drafts, "MedicationRequest").enumerate();
        orders.flat_map(|(number, order)| self.medicines(order, format!("draft:{number}"), Origin::Draft)).collect()
    }

    /// What the person takes already.
    pub(super) fn present(&self) -> Vec<Medicine> {
        let drafted: Vec<&str> =
            resources(self.drafts, "MedicationRequest").filter_map(|order| text(order, "id")).collect();
        self.of("medications", "MedicationRequest")
            .filter(|order| matches!(text(order, "status"), Some("active" | "on-hold") | None))
            // A draft that the client keeps among its orders is not taken beside itself.
            .filter(|order| text(order, "id").is_none_or(|id| !drafted.contains(&id)))
            .enumerate()
            .flat_map(|(number, order)| self.medicines(order, format!("order:{number}"), Origin::Imported))
            .collect()
    }

    fn of(&self, key: &str, kind: &'static str) -> impl Iterator<Item = &Value> {
        self.prefetch.get(key).into_iter().flat_map(move |bundle| resources(bundle, kind))
    }

    fn medicines(&self, order: &Value, key: String, origin: Origin) -> Vec<Medicine> {
        let contained = order.get("contained").and_then(Value::as_array).into_iter().flatten();
        let referred =
            contained.filter(|one| text(one, "resourceType") == Some("Medication")).find_map(|one| one.get("code"));
        let concept = order.get("medicationCodeableConcept").or(referred);
        let display = concept
            .and_then(name)
            .or_else(|| order.pointer("/medicationReference/display").and_then(Value::as_str).map(str::to_owned));
        // What names nothing is shown as not recognised, under some name.
        let display = display.unwrap_or_else(|| "Medication without a name".to_owned());
        let codes = codings(concept);
        let since = text(order, "authoredOn").and_then(|at| at.get(..10)?.parse().ok());
        let mut medicines = medicines_of_codes(self.index, key, &display, &codes, origin, since);
        if let Some(first) = medicines.first_mut() {
            let (daily, rhythm) = dosage(order, &first.ingredients);
            first.daily = daily;
            first.rhythm = rhythm;
        }
        medicines
    }

    fn allergies(&self) -> Vec<Allergy> {
        self.of("allergies", "AllergyIntolerance")
            .filter(|one| is_active(one) && code_of(one, "verificationStatus") != Some("refuted"))
            .filter_map(|one| {
                let concept = one.get("code")?;
                let words = name(concept)?;
                let codes = codings(Some(concept));
                let resolved = codes
                    .iter()
                    .map(|(system, code)| self.index.resolve(Some(system), Some(code), ""))
                    .find(|resolved| *resolved != Resolved::Unknown)
                    .unwrap_or_else(|| self.index.resolve(None, None, &words));
                let guessed = matches!(&resolved, Resolved::Known { by: By::Guess(_), .. });
                let known = if guessed { &[][..] } else { resolved.ingredients() };
                Some(Allergy {
                    ingredients: known.iter().map(|ingredient| ingredient.name.to_string()).collect(),
                    text: words,
                    codes,
                    category: one.pointer("/category/0").and_then(Value::as_str).and_then(category),
                    criticality: text(one, "criticality").and_then(criticality),
                    reaction: one.pointer("/reaction/0/manifestation/0").and_then(name),
                })
            })
            .collect()
    }

    /// The newest of each test.
    fn measured(&self) -> Vec<Measured> {
        let mut found: Vec<Measured> = Vec::new();
        for one in self.of("observations", "Observation") {
            let code = codings(one.get("code")).into_iter().find(|(system, _)| system == LOINC);
            let at = text(one, "effectiveDateTime").or(text(one, "issued")).and_then(moment);
            let is_final = matches!(text(one, "status"), Some("final" | "amended" | "corrected"));
            let quantity = one.get("valueQuantity").filter(|value| value.get("comparator").is_none());
            let (Some((_, code)), Some(at), Some(quantity), true) = (code, at, quantity, is_final) else { continue };
            let measured = Measured {
                code_key: code,
                value: quantity.get("value").map(ToString::to_string),
                unit: text(quantity, "unit").map(str::to_owned),
                unit_code: text(quantity, "code").map(str::to_owned),
                sort_at: at,
            };
            match found.iter_mut().find(|known| known.code_key == measured.code_key) {
                Some(known) if known.sort_at < measured.sort_at => *known = measured,
                Some(_) => {}
                None => found.push(measured),
            }
        }
        found
    }
}

/// The resources of one type in a Bundle, or the one that was sent in its place.
fn resources<'v>(bundle: &'v Value, kind: &'static str) -> impl Iterator<Item = &'v Value> {
    let entries = bundle.get("entry").and_then(Value::as_array).into_iter().flatten();
    let single = Some(bundle).filter(|one| text(one, "resourceType") == Some(kind));
    entries
        .filter_map(|entry| entry.get("resource"))
        .filter(move |one| text(one, "resourceType") == Some(kind))
        .chain(single)
}

fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// What a concept is called: its text, else the first code that has a name.
fn name(concept: &Value) -> Option<String> {
    let coded = || concept.get("coding")?.as_array()?.iter().find_map(|coding| text(coding, "display"));
    text(concept, "text").or_else(coded).map(str::to_owned)
}

fn codings(concept: Option<&Value>) -> Vec<(String, String)> {
    let codings = concept.and_then(|concept| concept.get("coding")).and_then(Value::as_array).into_iter().flatten();
    codings.filter_map(|coding| Some((text(coding, "system")?.to_owned(), text(coding, "code")?.to_owned()))).collect()
}

fn code_of<'v>(resource: &'v Value, field: &str) -> Option<&'v str> {
    resource.get(field)?.pointer("/coding/0/code")?.as_str()
}

/// Whether it is present: what does not say is.
fn is_active(resource: &Value) -> bool {
    let status = code_of(resource, "clinicalStatus").unwrap_or("active");
    matches!(status, "active" | "recurrence" | "relapse")
        && code_of(resource, "verificationStatus") != Some("entered-in-error")
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let day = || Some(text.get(..10)?.parse::<NaiveDate>().ok()?.and_time(chrono::NaiveTime::MIN).and_utc());
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc()).or_else(day)
}

/// The highest daily amount and how often it is taken, where one dosage tells both.
fn dosage(order: &Value, ingredients: &[String]) -> (Vec<(String, DailyAmount)>, Option<Rhythm>) {
    let dosages = order.get("dosageInstruction").and_then(Value::as_array);
    let Some([dosage]) = dosages.map(Vec::as_slice) else { return (Vec::new(), None) };
    let Some(repeat) = dosage.pointer("/timing/repeat") else { return (Vec::new(), None) };
    let number = |field: &str| repeat.get(field).and_then(decimal);
    let often = number("frequencyMax").or_else(|| number("frequency")).unwrap_or(Decimal::ONE);
    let period = number("period").unwrap_or(Decimal::ONE);
    let days = match text(repeat, "periodUnit") {
        Some("h") => period.checked_div(Decimal::from(24)),
        Some("d") => Some(period),
        Some("wk") => period.checked_mul(Decimal::from(7)),
        Some("mo") => period.checked_mul(Decimal::from(30)),
        _ => None,
    };
    let Some(days) = days.filter(|days| *days > Decimal::ZERO) else { return (Vec::new(), None) };
    let rhythm = if days >= Decimal::from(28) {
        Rhythm::Other
    } else if days == Decimal::from(7) && often == Decimal::ONE {
        Rhythm::Weekly
    } else {
        Rhythm::Daily
    };
    let dose = ["/doseAndRate/0/doseRange/high", "/doseAndRate/0/doseQuantity"]
        .into_iter()
        .find_map(|place| dosage.pointer(place));
    let amount = dose.and_then(|dose| {
        let value = dose.get("value").and_then(decimal)?;
        let unit = text(dose, "code").or(text(dose, "unit"))?.to_lowercase();
        let unit = match unit.as_str() {
            "mg" => "mg",
            "g" => "g",
            "ug" | "mcg" => "mcg",
            _ => return None,
        };
        // What is taken less than daily counts with its day.
        let a_day = if days >= Decimal::ONE {
            value.checked_mul(often)?
        } else {
            value.checked_mul(often)?.checked_div(days)?
        };
        Some(DailyAmount { value: a_day, unit: unit.to_owned() })
    });
    match (amount, ingredients) {
        (Some(amount), [ingredient]) => (vec![(ingredient.clone(), amount)], Some(rhythm)),
        _ => (Vec::new(), Some(rhythm)),
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    let text = value.as_number()?.to_string();
    Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text)).ok()
}
