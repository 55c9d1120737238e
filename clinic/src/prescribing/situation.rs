//! What the safety checks look at: the person, and what they take.

use super::{
    Content,
    measured::{Measured, kidney_of, labs_of, weight_of},
    medicines::{chart_key, medicines},
};
use crate::{
    Error, audit,
    db::Source,
    drugs::{By, Index, Resolved},
    ids::{MedicationRequestId, PatientId},
    labs::Category,
    patients::{Chart, Sex},
    safety::{Allergy, AllergyCategory, Criticality, Medicine, Origin, Pregnancy, Subject},
};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

/// Results the checks ask for, by LOINC. Creatinine in serum, plasma or blood; eGFR as laboratories report it (CKD-EPI 2021,
/// CKD-EPI 2009, MDRD); the four of the digoxin rules; body weight.
const TESTS: [&str; 14] = [
    "2160-0", "38483-4", "14682-9", "98979-8", "62238-1", "33914-3", "48642-3", "10535-3", "2823-3", "6298-4",
    "2601-3", "17861-6", "49765-1", "29463-7",
];
/// Pregnancy status (LOINC 82810-3), whose answer is a SNOMED CT concept in words.
const PREGNANCY: &str = "82810-3";
/// What a person takes that is looked at; nobody has more.
const MOST: i64 = 300;

#[derive(sqlx::FromRow)]
struct Person {
    birth_date: Option<NaiveDate>,
    sex: Sex,
}

#[derive(sqlx::FromRow)]
struct AllergyRow {
    display: String,
    code_system: Option<String>,
    code: Option<String>,
    category: Option<String>,
    criticality: Option<String>,
    reaction: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Taken {
    id: MedicationRequestId,
    code_system: Option<String>,
    code: Option<String>,
    display: String,
    sort_at: DateTime<Utc>,
    content: Option<Json<Content>>,
}

/// Reads the person whose record is open.
pub(crate) async fn subject(
    q: &mut impl Source,
    chart: &Chart,
    index: &Index,
    today: NaiveDate,
) -> Result<Subject, Error> {
    let patient = chart.read(audit::Subject::Prescriptions)?;
    let person: Person = q
        .query("SELECT birth_date, sex FROM patients WHERE id = $1")
        .bind(patient)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let results = results(q, patient).await?;
    let conditions: Vec<(String, bool)> = q
        .query("SELECT display, active FROM conditions WHERE patient_id = $1 ORDER BY active DESC, sort_at DESC, id LIMIT $2")
        .bind(patient)
        .bind(MOST)
        .all()
        .await?;
    let is_pregnant = conditions.iter().any(|(name, active)| *active && is_pregnancy(name));
    let sex = Some(person.sex).filter(|sex| matches!(sex, Sex::Male | Sex::Female));
    let pregnancy = match sex {
        Some(Sex::Male) => Pregnancy::No,
        _ if is_pregnant => Pregnancy::Yes { weeks: None },
        _ => pregnancy_status(q, patient, today).await?,
    };
    Ok(Subject {
        born: person.birth_date,
        today,
        sex,
        pregnancy,
        breastfeeding: conditions.iter().any(|(name, active)| *active && is_breastfeeding(name)),
        allergies: allergies(q, patient, index).await?,
        kidney: kidney_of(&results),
        weight_kg: weight_of(&results),
        conditions: conditions.into_iter().map(|(name, _)| name).collect(),
        labs: labs_of(&results),
    })
}

/// What the person takes: prescribed here or come in with a record. `except` are left out: what is being replaced.
pub(crate) async fn present(q: &mut impl Source, chart: &Chart, index: &Index) -> Result<Vec<Medicine>, Error> {
    let patient = chart.read(audit::Subject::Prescriptions)?;
    let rows: Vec<Taken> = q
        .query(
            "SELECT m.id, m.code_system, m.code, m.display, m.sort_at, p.content
             FROM medication_requests m LEFT JOIN prescriptions p ON p.id = m.id
             WHERE m.patient_id = $1 AND m.in_use = TRUE ORDER BY m.sort_at DESC, m.id DESC LIMIT $2",
        )
        .bind(patient)
        .bind(MOST)
        .all()
        .await?;
    Ok(rows.into_iter().flat_map(|row| taken(row, index)).collect())
}

fn taken(row: Taken, index: &Index) -> Vec<Medicine> {
    let resolved = index.resolve(row.code_system.as_deref(), row.code.as_deref(), &row.display);
    let content = row.content.map(|content| content.0);
    let product = content.as_ref().and_then(Content::code).and_then(|code| index.product(code));
    let directions = content.as_ref().and_then(|content| content.directions.judge().ok());
    let origin = if content.is_some() { Origin::Prescribed } else { Origin::Imported };
    let since = Some(row.sort_at.date_naive());
    medicines(chart_key(row.id), &row.display, &resolved, product.as_ref(), directions.as_ref(), origin, since)
}

async fn allergies(q: &mut impl Source, patient: PatientId, index: &Index) -> Result<Vec<Allergy>, Error> {
    let rows: Vec<AllergyRow> = q
        .query(
            "SELECT display, code_system, code, category, criticality, reaction FROM allergies
             WHERE patient_id = $1 AND active = TRUE ORDER BY sort_at DESC, id LIMIT $2",
        )
        .bind(patient)
        .bind(MOST)
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let codes = row.code_system.clone().zip(row.code.clone()).into_iter().collect();
            let resolved = index.resolve(row.code_system.as_deref(), row.code.as_deref(), &row.display);
            let guessed = matches!(&resolved, Resolved::Known { by: By::Guess(_), .. });
            // A guess at what someone is allergic to would be a guess at their safety: the words themselves are looked at.
            let known = if guessed { &[][..] } else { resolved.ingredients() };
            Allergy {
                codes,
                ingredients: known.iter().map(|one| one.name.to_string()).collect(),
                category: row.category.as_deref().and_then(category),
                criticality: row.criticality.as_deref().and_then(criticality),
                reaction: row.reaction,
                text: row.display,
            }
        })
        .collect())
}

pub(crate) fn category(code: &str) -> Option<AllergyCategory> {
    Some(match code {
        "medication" => AllergyCategory::Medication,
        "biologic" => AllergyCategory::Biologic,
        "food" => AllergyCategory::Food,
        "environment" => AllergyCategory::Environment,
        _ => return None,
    })
}

pub(crate) fn criticality(code: &str) -> Option<Criticality> {
    Some(match code {
        "low" => Criticality::Low,
        "high" => Criticality::High,
        "unable-to-assess" => Criticality::UnableToAssess,
        _ => return None,
    })
}

/// The newest of each test the checks ask for.
async fn results(q: &mut impl Source, patient: PatientId) -> Result<Vec<Measured>, Error> {
    let mut found = Vec::new();
    for test in TESTS {
        let category = if test == "29463-7" { Category::VitalSigns } else { Category::Laboratory };
        let row: Option<Measured> = q
            .query(
                "SELECT code_key, value, unit, unit_code, sort_at FROM observations
                 WHERE patient_id = $1 AND category = $2 AND code_key = $3 AND value_kind = 'quantity' AND comparator IS NULL
                   AND status IN ('final', 'amended', 'corrected')
                 ORDER BY sort_at DESC, id DESC LIMIT 1",
            )
            .bind(patient)
            .bind(category)
            .bind(test.to_owned())
            .maybe()
            .await?;
        found.extend(row);
    }
    Ok(found)
}

/// What was noted about a pregnancy in the last 300 days: an older note tells nothing of today.
async fn pregnancy_status(q: &mut impl Source, patient: PatientId, today: NaiveDate) -> Result<Pregnancy, Error> {
    let newest: Option<(Option<String>, DateTime<Utc>)> = q
        .query(
            "SELECT value, sort_at FROM observations
             WHERE patient_id = $1 AND category = 'social-history' AND code_key = $2
             ORDER BY sort_at DESC, id DESC LIMIT 1",
        )
        .bind(patient)
        .bind(PREGNANCY.to_owned())
        .maybe()
        .await?;
    let Some((Some(words), at)) = newest else { return Ok(Pregnancy::Unknown) };
    let words = words.to_lowercase();
    let is_recent = (today - at.date_naive()).num_days() <= 300;
    Ok(match is_recent {
        true if words.starts_with("not ") => Pregnancy::No,
        true if words.contains("pregnan") => Pregnancy::Yes { weeks: None },
        _ => Pregnancy::Unknown,
    })
}

/// Whether the name of an active condition says that she is pregnant, and not that she was, or that something else came of it.
pub(crate) fn is_pregnancy(name: &str) -> bool {
    let name = crate::fold::fold(name);
    name.contains("pregnan")
        && !["history", "termination", "ectopic", "false", "test", "prevention", "postpartum", "not pregnan"]
            .iter()
            .any(|word| name.contains(word))
}

pub(crate) fn is_breastfeeding(name: &str) -> bool {
    let name = crate::fold::fold(name);
    name.contains("breastfeeding") || name.contains("breast feeding") || name.contains("lactating")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pregnancy_is_one_that_goes_on() {
        for name in ["Normal pregnancy", "Pregnant", "Normal pregnancy (finding)", "Twin pregnancy"] {
            assert!(is_pregnancy(name), "{name}");
        }
        for name in ["History of pregnancy", "Ectopic pregnancy", "Not pregnant", "Anemia"] {
            assert!(!is_pregnancy(name), "{name}");
        }
    }

    #[test]
    fn the_rules_know_every_ingredient_of_the_starter() {
        let text = include_str!("../drugs/starter/ingredients.tsv");
        let names = text.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
        let unknown: Vec<&str> = names.filter(|name| !crate::safety::knows(name)).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }
}
