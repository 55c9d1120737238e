//! What codes and names on prescriptions mean.

use crate::import::world::data;
use clinic::{
    drugs::{By, Drugs, Index, Resolved, load_starter},
    testing::sqlite,
};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Arc};

async fn starter() -> Arc<Index> {
    let test = sqlite("resolving").await;
    load_starter(&test.db, "2026-03-01T12:00:00Z".parse().unwrap()).await.unwrap();
    Drugs::default().index(&test.db).await.unwrap()
}

fn names(resolved: &Resolved) -> Vec<&str> {
    resolved.ingredients().iter().map(|one| &*one.name).collect()
}

#[tokio::test]
async fn names_are_recognised_and_guesses_are_said() {
    let index = starter().await;
    for (display, expected) in [
        ("Simvastatin 20 MG Oral Tablet", vec!["simvastatin"]),
        ("Zocor", vec!["simvastatin"]),
        ("ZOCOR 20mg tab", vec!["simvastatin"]),
        ("Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet", vec!["amoxicillin", "clavulanate"]),
        ("amoxicillin/clavulanate", vec!["amoxicillin", "clavulanate"]),
        ("Amoxicillin and clavulanate", vec!["amoxicillin", "clavulanate"]),
        ("Augmentin 875", vec!["amoxicillin", "clavulanate"]),
        ("Warfarin Sodium 5 MG Oral Tablet [Coumadin]", vec!["warfarin"]),
    ] {
        let resolved = index.resolve(None, None, display);
        assert_eq!(names(&resolved), expected, "{display}");
        let Resolved::Known { by, unrecognised, .. } = resolved else { panic!("{display}") };
        assert_eq!((by, unrecognised), (By::Name, Vec::new()), "{display}");
    }
    let guessed = index.resolve(None, None, "Simvistatin 10 MG");
    assert_eq!(names(&guessed), ["simvastatin"]);
    assert!(matches!(guessed, Resolved::Known { by: By::Guess(name), .. } if name == "simvastatin"));
    assert_eq!(index.resolve(None, None, "10 MG Oral Tablet"), Resolved::Unknown);
    assert_eq!(index.resolve(None, None, "something of the neighbour"), Resolved::Unknown);
    assert_eq!(index.resolve(None, None, ""), Resolved::Unknown);
}

#[tokio::test]
async fn a_part_that_is_not_recognised_is_said() {
    let index = starter().await;
    let resolved = index.resolve(None, None, "Simvastatin 20 MG / blorbinol 5 MG Oral Tablet");
    let Resolved::Known { ingredients, unrecognised, .. } = resolved else { panic!("simvastatin is known") };
    assert_eq!(ingredients.len(), 1);
    assert_eq!(unrecognised, ["blorbinol 5 MG Oral Tablet"]);
    // Another brand begins with the same word.
    let resolved = index.resolve(None, None, "Zocor HCT 20 MG");
    let Resolved::Known { unrecognised, .. } = resolved else { panic!("Zocor is known") };
    assert_eq!(unrecognised, ["zocor hct"]);
}

#[tokio::test]
async fn a_code_counts_only_in_its_own_system() {
    let index = starter().await;
    let product = index.search("simvastatin 20", 1).hits.remove(0).product;
    let code = product.rxcui.to_string();
    let rxnorm = Some("http://www.nlm.nih.gov/research/umls/rxnorm");
    let resolved = index.resolve(rxnorm, Some(&code), "nothing");
    let Resolved::Known { ingredients, by: By::Code, .. } = resolved else { panic!("the code is known") };
    assert_eq!(ingredients[0].strength.as_ref().map(ToString::to_string).as_deref(), Some("20 mg"));
    assert_eq!(index.resolve(Some("http://snomed.info/sct"), Some(&code), "nothing"), Resolved::Unknown);
    assert_eq!(index.resolve(None, Some(&code), "nothing"), Resolved::Unknown);
}

/// The medicines of a file: system, code and what they are called.
fn medicines(found: &mut BTreeMap<(String, String, String), usize>, resource: &Value) {
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    let concept = match kind {
        "MedicationRequest" => &resource["medicationCodeableConcept"],
        "Medication" => &resource["code"],
        _ => return,
    };
    for coding in concept["coding"].as_array().into_iter().flatten() {
        let text = |name: &str| coding[name].as_str().unwrap_or_default().to_owned();
        let display = coding["display"].as_str().or(concept["text"].as_str()).unwrap_or_default().to_owned();
        *found.entry((text("system"), text("code"), display)).or_default() += 1;
    }
}

#[tokio::test]
async fn medicines_of_files_that_nobody_here_wrote_are_recognised() {
    let Some(data) = data() else { return };
    let mut found = BTreeMap::new();
    for folder in ["synthea-r4", "synthea-us-core", "inferno-us-core"] {
        for file in std::fs::read_dir(data.join(folder)).unwrap() {
            let bundle: Value = serde_json::from_slice(&std::fs::read(file.unwrap().path()).unwrap()).unwrap();
            bundle["entry"].as_array().unwrap().iter().for_each(|entry| medicines(&mut found, &entry["resource"]));
        }
    }
    assert!(found.len() >= 50, "only {} medicines were seen", found.len());
    let index = starter().await;
    let mut unknown = 0;
    for (system, code, display) in found.keys() {
        match index.resolve(Some(system), Some(code), display) {
            Resolved::Known { unrecognised, .. } if unrecognised.is_empty() => {}
            Resolved::Known { unrecognised, .. } => eprintln!("partly: {code} {display}: {unrecognised:?}"),
            Resolved::Unknown => {
                unknown += 1;
                eprintln!("unknown: {code} {display}");
            }
        }
    }
    eprintln!("{unknown} of {} medicines are unknown", found.len());
}
