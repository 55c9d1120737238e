use super::{allergy, draft, taken};
use crate::safety::{Subject, check};

/// What a full check of an older person costs: run with `--release -- --ignored --nocapture`.
#[test]
#[ignore = "measures, judges nothing"]
fn one_draft_against_fifteen() {
    let subject = Subject { allergies: vec![allergy("Penicillin"), allergy("Sulfa drugs (rash)")], ..super::aged(74) };
    let present: Vec<_> = [
        "warfarin",
        "metoprolol",
        "lisinopril+hydrochlorothiazide",
        "atorvastatin",
        "metformin",
        "amlodipine",
        "omeprazole",
        "levothyroxine",
        "gabapentin",
        "sertraline",
        "furosemide",
        "potassium chloride",
        "allopurinol",
        "tamsulosin",
        "acetaminophen",
    ]
    .map(taken)
    .into();
    let drafts = [draft("ibuprofen")];
    let start = std::time::Instant::now();
    crate::safety::book::Book::read(&mut Vec::new());
    println!("{:?} to read the data", start.elapsed());
    let cards = check(&subject, &drafts, &present).len();
    let start = std::time::Instant::now();
    let rounds = 2_000;
    for _ in 0..rounds {
        assert_eq!(check(&subject, &drafts, &present).len(), cards);
    }
    println!("{cards} cards, {:?} a check", start.elapsed() / rounds);
}
