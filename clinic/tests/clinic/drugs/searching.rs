//! What a search answers, from products that stay the same whatever the starter holds.

use clinic::drugs::{
    Contents, Entry, Found, Index, Ingredient, Name, NameKind, Product, Route, Schedule, Strength, TermType,
};

/// Ingredients with their strengths, as the starter's file writes them.
fn entry(rxcui: u32, name: &str, ingredients: &str, strengths: &str, common: bool) -> Entry {
    let (generic, brand) = match name.strip_suffix(']').and_then(|rest| rest.rsplit_once(" [")) {
        Some((generic, brand)) => (generic, Some(brand.to_owned())),
        None => (name, None),
    };
    let form = ["Extended Release Oral Tablet", "Oral Tablet", "Oral Capsule", "Oral Suspension"];
    let dose_form = form.into_iter().find(|form| generic.ends_with(form)).unwrap().to_owned();
    let ingredients = ingredients.split(';').zip(strengths.split(';')).map(|(name, strength)| Ingredient {
        name: name.into(),
        rxcui: None,
        strength: Strength::parse(strength),
    });
    let product = Product {
        rxcui: rxcui.to_string().parse().unwrap(),
        tty: if brand.is_some() { TermType::Sbd } else { TermType::Scd },
        name: name.to_owned(),
        brand,
        ingredients: ingredients.collect(),
        route: Route::of_dose_form(&dose_form),
        dose_form,
        schedule: name.contains("tramadol").then_some(Schedule::Four),
    };
    Entry { product, common }
}

fn index() -> Index {
    let products = vec![
        entry(1, "amoxicillin 500 MG Oral Capsule", "amoxicillin", "500 MG", true),
        entry(2, "amoxicillin 250 MG Oral Capsule", "amoxicillin", "250 MG", true),
        entry(3, "amoxicillin 50 MG/ML Oral Suspension", "amoxicillin", "50 MG/ML", true),
        entry(
            4,
            "amoxicillin 500 MG / clavulanate 125 MG Oral Tablet",
            "amoxicillin;clavulanate",
            "500 MG;125 MG",
            true,
        ),
        entry(5, "amoxicillin 775 MG Extended Release Oral Tablet", "amoxicillin", "775 MG", false),
        entry(6, "metoprolol tartrate 25 MG Oral Tablet", "metoprolol", "25 MG", true),
        entry(7, "24 HR metoprolol succinate 25 MG Extended Release Oral Tablet", "metoprolol", "25 MG", true),
        entry(8, "atorvastatin 10 MG Oral Tablet", "atorvastatin", "10 MG", true),
        entry(9, "atorvastatin 10 MG Oral Tablet [Lipitor]", "atorvastatin", "10 MG", true),
        entry(10, "atorvastatin 80 MG Oral Tablet", "atorvastatin", "80 MG", true),
        entry(11, "Levothyroxine Sodium 0.075 MG Oral Tablet", "levothyroxine", "0.075 MG", true),
        entry(12, "tramadol hydrochloride 50 MG Oral Tablet", "tramadol", "50 MG", true),
        entry(13, "lisinopril 2.5 MG Oral Tablet", "lisinopril", "2.5 MG", true),
        entry(14, "lisinopril 20 MG Oral Tablet", "lisinopril", "20 MG", true),
        entry(15, "lisinopril 5 MG Oral Tablet", "lisinopril", "5 MG", true),
        entry(16, "metformin hydrochloride 1000 MG Oral Tablet", "metformin", "1000 MG", true),
        entry(17, "folic acid 1 MG Oral Tablet", "folic acid", "1 MG", true),
    ];
    let meant = |names: &str| names.split(';').map(|name| (name.into(), None)).collect();
    let names = [("Augmentin", "amoxicillin;clavulanate"), ("Lipitor", "atorvastatin"), ("Zestril", "lisinopril")]
        .map(|(name, of)| Name { name: name.to_owned(), kind: NameKind::Brand, ingredients: meant(of) });
    Index::new(Contents { products, names: names.into(), ..Contents::default() })
}

fn codes(found: &Found) -> Vec<i64> {
    found.hits.iter().map(|hit| hit.product.rxcui.number()).collect()
}

#[test]
fn words_are_found_in_any_order_and_by_their_beginnings() {
    let index = index();
    for (query, expected) in [
        // One ingredient before several, common before rare, weaker before stronger.
        ("amoxicillin", vec![2, 1, 3, 5, 4]),
        ("amox", vec![2, 1, 3, 5, 4]),
        ("500 amox", vec![1, 4]),
        ("amoxicillin 500mg", vec![1, 4]),
        ("caps amoxi 250", vec![2]),
        ("clav", vec![4]),
        ("amoxicillin/clavulanate", vec![4]),
        ("augmentin", vec![4]),
        ("metoprolol succ", vec![7]),
        ("metoprolol er 25", vec![7]),
        ("LIPITOR", vec![9, 8, 10]),
        ("zestril", vec![13, 15, 14]),
        ("levothyroxine 75 mcg", vec![11]),
        ("levothyroxine 75", vec![]),
        ("metformin 1 g", vec![16]),
        ("metformin 1,000", vec![16]),
        ("Ácido fólico", vec![17]),
        ("fólic", vec![17]),
        ("acid folic", vec![17]),
        ("50 mg/ml", vec![3]),
        // A strength that is there is just that; one that is not yet may be going on.
        ("lisinopril 5", vec![15]),
        ("lisinopril 2", vec![13, 14]),
        ("lisinopril .5", vec![]),
        ("", vec![]),
        ("  / ", vec![]),
    ] {
        assert_eq!(codes(&index.search(query, 20)), expected, "{query:?}");
    }
    assert_eq!(index.search("tablet", 3).hits.len(), 3);
    assert_eq!(index.search("tablet", 3).total, 14);
}

#[test]
fn controlled_drugs_are_found_and_marked() {
    let found = index().search("tramadol", 5);
    assert!(found.hits[0].product.is_controlled());
    assert_eq!(found.hits[0].product.schedule, Some(Schedule::Four));
}

#[test]
fn one_letter_off_is_found_and_said_only_where_nothing_else_is() {
    let index = index();
    for query in ["atorvastain", "atorvastattin", "atorvastetin 10", "atorvsatatin", "atorvast in"] {
        let found = index.search(query, 5);
        if query == "atorvast in" {
            assert_eq!(found.total, 0, "two words are no slip of one letter");
            continue;
        }
        assert_eq!(codes(&found)[0], 8, "{query}");
        assert_eq!(found.guesses[0].taken, ["atorvastatin"], "{query}");
    }
    // The beginning of a word with a slip in it.
    assert_eq!(index.search("lisonop", 5).guesses[0].taken, ["lisinopril"]);
    // Nothing is guessed where there is something, and a number never.
    assert!(index.search("amoxicillin", 5).guesses.is_empty());
    assert_eq!(index.search("atorvastatin 11", 5).total, 0);
    assert_eq!(index.search("atorvastain 11", 5).total, 0);
    assert_eq!(index.search("met", 5).total, 3);
    assert_eq!(index.search("mat", 5).total, 0, "short words are like too many others");
}

#[test]
fn any_query_is_answered() {
    let index = index();
    for query in ["%", "'; DROP TABLE", "🦀", "a".repeat(5000).as_str(), "1.2.3.4", "...", "µ", "½"] {
        let _ = index.search(query, 12);
    }
    assert_eq!(Index::default().search("a", 12), Found::default());
}
