use super::{allergy, anyone, by, draft, says};
use crate::safety::{Allergy, AllergyCategory, Card, Criticality, Indicator, Route, Subject, check};
use Indicator::{Critical, Info, Warning};

fn allergic(allergy: Allergy, medicine: &str) -> Vec<Card> {
    check(&Subject { allergies: vec![allergy], ..anyone() }, &[draft(medicine)], &[])
}

#[test]
fn words_in_english_and_spanish_are_understood() {
    for (text, medicine, rule, expected) in [
        ("Penicillin", "amoxicillin", "allergy-same", Critical),
        ("penicillins", "amoxicillin+clavulanate", "allergy-same", Critical),
        ("Alergia a la penicilina", "penicillin v", "allergy-same", Critical),
        ("TMP/SMX", "sulfamethoxazole+trimethoprim", "allergy-same", Critical),
        ("Penicilin", "amoxicillin", "allergy-same", Critical),
        ("Allergy to penicillin (substance)", "amoxicillin", "allergy-same", Critical),
        ("PCN", "ampicillin", "allergy-same", Critical),
        ("Allergy to penicillin (hives)", "dicloxacillin", "allergy-same", Critical),
        ("amoxicilina", "amoxicillin", "allergy-same", Critical),
        ("Amoxicillin", "ampicillin", "allergy-penicillins", Critical),
        ("Penicillin", "cephalexin", "allergy-penicillin-cephalosporin-similar", Warning),
        ("Amoxicillin", "cefadroxil", "allergy-penicillin-cephalosporin-similar", Warning),
        ("Penicillin", "ceftriaxone", "allergy-penicillin-cephalosporin", Info),
        ("penicillin g", "cephalexin", "allergy-other-penicillin-aminocephalosporin", Info),
        ("Keflex", "amoxicillin", "allergy-cephalosporin-penicillin-similar", Warning),
        ("cephalosporins", "cefdinir", "allergy-same", Critical),
        ("ceftriaxone", "cefepime", "allergy-methoxyimino-cephalosporins", Critical),
        ("cefazolin", "cefdinir", "allergy-cephalosporins", Warning),
        ("Ceftazidime", "aztreonam", "allergy-ceftazidime-aztreonam", Critical),
        ("Sulfa drugs", "sulfamethoxazole+trimethoprim", "allergy-same", Critical),
        ("sulfas", "sulfadiazine", "allergy-same", Critical),
        ("Bactrim", "sulfamethoxazole+trimethoprim", "allergy-same", Critical),
        ("Bactrim", "sulfasalazine", "allergy-sulfonamide-antibiotics", Critical),
        ("NSAIDs", "ibuprofen", "allergy-same", Critical),
        ("AINEs", "naproxen", "allergy-same", Critical),
        ("Aspirin", "ibuprofen", "allergy-nsaids", Critical),
        ("ibuprofeno", "celecoxib", "allergy-nsaids", Critical),
        ("aspirina", "aspirin", "allergy-same", Critical),
        ("codeine", "morphine", "allergy-opioids", Warning),
        ("lisinopril", "enalapril", "allergy-ace-inhibitors", Critical),
        ("lisinopril", "losartan", "allergy-ace-arb", Info),
        ("Cipro", "levofloxacin", "allergy-fluoroquinolones", Critical),
        ("z-pak", "clarithromycin", "allergy-macrolides", Critical),
        ("carbamazepine", "oxcarbazepine", "allergy-aromatic-anticonvulsants", Warning),
        ("Lipitor", "simvastatin", "allergy-statins", Info),
        ("tylenol", "hydrocodone+acetaminophen", "allergy-same", Critical),
        ("DIPHENHYDRAMINE", "diphenhydramine", "allergy-same", Critical),
    ] {
        let cards = allergic(allergy(text), medicine);
        assert_eq!(says(&cards, rule), Some(expected), "{text} and {medicine}: {cards:?}");
    }
}

#[test]
fn what_does_not_cross_stays_silent() {
    for (text, medicine) in [
        ("sulfa", "furosemide"),
        ("sulfa", "hydrochlorothiazide"),
        ("Sulfonamides", "celecoxib"),
        ("sulfa", "glipizide"),
        ("sulfa", "sumatriptan"),
        ("aspirin", "acetaminophen"),
        ("penicillin", "azithromycin"),
        ("penicillin", "meropenem"),
        ("ceftriaxone", "amoxicillin"),
        ("morphine", "tramadol"),
        ("No known drug allergies", "amoxicillin"),
        ("NKDA", "amoxicillin"),
        ("Sin alergias conocidas", "amoxicillin"),
    ] {
        let cards = allergic(allergy(text), medicine);
        assert!(!cards.iter().any(|card| card.rule.0.starts_with("allergy")), "{text} and {medicine}: {cards:?}");
    }
}

#[test]
fn codes_and_ingredients_of_the_caller_count() {
    let coded = Allergy { codes: vec![("http://snomed.info/sct".to_owned(), "91936005".to_owned())], ..allergy("") };
    assert_eq!(says(&allergic(coded, "amoxicillin"), "allergy-same"), Some(Critical));
    let resolved = Allergy { ingredients: vec!["Warfarin".to_owned()], ..allergy("some brand") };
    let cards = allergic(resolved, "warfarin");
    assert_eq!(says(&cards, "allergy-same"), Some(Critical));
    assert_eq!(says(&cards, "allergy-not-checked"), None);
}

#[test]
fn every_route_counts() {
    let subject = Subject { allergies: vec![allergy("sulfa")], ..anyone() };
    let cards = check(&subject, &[by(draft("sulfacetamide"), Route::Ophthalmic)], &[]);
    assert_eq!(says(&cards, "allergy-same"), Some(Critical));
}

#[test]
fn an_unknown_allergy_is_told_unless_it_is_no_medicine() {
    let of = |text: &str, category| allergic(Allergy { category, ..allergy(text) }, "amoxicillin");
    let unknown = |text: &str, category| says(&of(text, category), "allergy-not-checked");
    assert_eq!(unknown("Zyxoprene", Some(AllergyCategory::Medication)), Some(Info));
    assert_eq!(unknown("Zyxoprene", None), Some(Info));
    assert_eq!(unknown("Zyxoprene", Some(AllergyCategory::Food)), None);
    assert_eq!(unknown("Latex", None), None);
    assert_eq!(unknown("Allergy to peanuts", None), None);
    assert_eq!(unknown("House dust mite allergy", Some(AllergyCategory::Environment)), None);
    assert_eq!(unknown("milk of zyx", None), Some(Info));
    // Words that say nothing are not a name, and what happened is no second one.
    assert_eq!(unknown("Drug allergy", None), Some(Info));
    assert_eq!(unknown("Allergy to drug", Some(AllergyCategory::Medication)), Some(Info));
    assert_eq!(unknown("Penicillin (hives, swelling)", Some(AllergyCategory::Medication)), None);
    // One known name does not hide an unknown one.
    let cards = of("Penicillin, Zyxoprene", Some(AllergyCategory::Medication));
    assert_eq!((says(&cards, "allergy-same"), says(&cards, "allergy-not-checked")), (Some(Critical), Some(Info)));
    // A food in the list of medicines counts as a medicine nobody knows.
    assert_eq!(unknown("egg", Some(AllergyCategory::Medication)), Some(Info));
}

#[test]
fn reaction_and_danger_stand_in_the_detail() {
    let recorded = Allergy {
        reaction: Some("Anaphylaxis".to_owned()),
        criticality: Some(Criticality::High),
        ..allergy("Penicillin")
    };
    let cards = allergic(recorded, "amoxicillin");
    let card = cards.first().unwrap();
    assert!(
        card.detail.contains("Reaction: Anaphylaxis.") && card.detail.contains("dangerous to life"),
        "{}",
        card.detail
    );
    assert_eq!(card.summary, "amoxicillin and allergy to Penicillin: on record");
}
