//! The situations of the HL7 guide PDDI-CDS (warfarin with NSAIDs; digoxin with cyclosporine), each branch of both decision tables. "Use
//! only if benefit outweighs risk" is critical, "assess risk" warning, "no special precautions" info.

use rust_decimal::Decimal;

use super::{aged, anyone, by, daily, day, draft, medicine, says, taken};
use crate::safety::{
    CreatinineUnit, Indicator, Kidney, KidneyResult, Lab, LabTest, Medicine, Origin, Route, Subject, check,
};
use Indicator::{Critical, Info, Warning};

struct Situation {
    name: &'static str,
    subject: Subject,
    drafts: Vec<Medicine>,
    present: Vec<Medicine>,
    rule: &'static str,
    expected: Indicator,
}

fn with_condition(years: u32, name: &str) -> Subject {
    Subject { conditions: vec![name.to_owned()], ..aged(years) }
}

fn nsaid(
    name: &'static str,
    subject: Subject,
    drafts: Vec<Medicine>,
    more: &[&str],
    rule: &'static str,
    expected: Indicator,
) -> Situation {
    let present = [&["warfarin"], more].concat().into_iter().map(taken).collect();
    Situation { name, subject, drafts, present, rule, expected }
}

fn warfarin() -> Vec<Situation> {
    let rule = "warfarin-nsaid";
    let ibuprofen = || vec![draft("ibuprofen")];
    vec![
        nsaid(
            "topical diclofenac",
            anyone(),
            vec![by(draft("diclofenac"), Route::Topical)],
            &[],
            "warfarin-nsaid-local",
            Info,
        ),
        nsaid(
            "eye drops",
            anyone(),
            vec![by(draft("diclofenac"), Route::Ophthalmic)],
            &[],
            "warfarin-nsaid-local",
            Info,
        ),
        nsaid("with a proton pump inhibitor", anyone(), ibuprofen(), &["omeprazole"], rule, Warning),
        nsaid("with misoprostol", anyone(), ibuprofen(), &["misoprostol"], rule, Warning),
        nsaid("protected, over 65", aged(70), ibuprofen(), &["pantoprazole"], rule, Warning),
        nsaid("protected, with a corticosteroid", anyone(), ibuprofen(), &["omeprazole", "prednisone"], rule, Warning),
        nsaid("no protection, no further risk", anyone(), ibuprofen(), &[], rule, Critical),
        nsaid("no protection, over 65", aged(66), ibuprofen(), &[], rule, Critical),
        nsaid(
            "no protection, history of a bleed",
            with_condition(50, "Upper gastrointestinal bleeding"),
            ibuprofen(),
            &[],
            rule,
            Critical,
        ),
        nsaid("no protection, peptic ulcer", with_condition(50, "Peptic ulcer"), ibuprofen(), &[], rule, Critical),
        nsaid("no protection, corticosteroid", anyone(), ibuprofen(), &["prednisone"], rule, Critical),
        nsaid("no protection, aldosterone antagonist", anyone(), ibuprofen(), &["spironolactone"], rule, Critical),
        nsaid("no protection, several NSAIDs", anyone(), ibuprofen(), &["naproxen"], rule, Critical),
        nsaid("no protection, high dose", anyone(), vec![daily(draft("ibuprofen"), "3200", "mg")], &[], rule, Critical),
        nsaid("over 65, corticosteroid", aged(80), ibuprofen(), &["prednisone"], rule, Critical),
        nsaid(
            "bleed and another NSAID",
            with_condition(40, "History of GI bleed"),
            ibuprofen(),
            &["naproxen"],
            rule,
            Critical,
        ),
    ]
}

fn labs(digoxin: Option<&str>, electrolytes: bool) -> Subject {
    let on = day("2026-11-10");
    let lab = |test, value: &str| Lab { test, value: value.parse().unwrap(), on };
    let mut labs: Vec<Lab> = digoxin.map(|value| lab(LabTest::Digoxin, value)).into_iter().collect();
    if electrolytes {
        labs.extend([lab(LabTest::Potassium, "4.2"), lab(LabTest::Magnesium, "0.9"), lab(LabTest::Calcium, "9.4")]);
    }
    let kidney = Kidney { kind: KidneyResult::Creatinine(Decimal::new(10, 1), CreatinineUnit::MgPerDl), on };
    Subject { labs, kidney: Some(kidney), ..anyone() }
}

fn digoxin(name: &'static str, subject: Subject, new: &str, old: &[&str], expected: Indicator) -> Situation {
    let present = old.iter().map(|name| taken(name)).collect();
    let drafts = vec![medicine("draft", new, Origin::Draft)];
    Situation { name, subject, drafts, present, rule: "digoxin-cyclosporine", expected }
}

fn digoxins() -> Vec<Situation> {
    let both = &["digoxin", "cyclosporine"];
    vec![
        digoxin("cyclosporine starts, no level", labs(None, true), "cyclosporine", &["digoxin"], Critical),
        digoxin("cyclosporine starts, level low", labs(Some("0.7"), true), "cyclosporine", &["digoxin"], Warning),
        digoxin("cyclosporine starts, level high", labs(Some("1.4"), true), "cyclosporine", &["digoxin"], Critical),
        digoxin(
            "cyclosporine starts, furosemide",
            labs(Some("0.7"), true),
            "cyclosporine",
            &["digoxin", "furosemide"],
            Warning,
        ),
        digoxin("digoxin starts", labs(None, true), "digoxin", &["cyclosporine"], Warning),
        digoxin("digoxin starts, level low", labs(Some("0.7"), true), "digoxin", &["cyclosporine"], Warning),
        digoxin("cyclosporine goes on, all normal", labs(Some("0.7"), true), "cyclosporine", both, Info),
        digoxin("digoxin goes on, all normal", labs(Some("0.7"), true), "digoxin", both, Info),
        digoxin("cyclosporine goes on, no level", labs(None, true), "cyclosporine", both, Warning),
        digoxin("digoxin goes on, no level", labs(None, true), "digoxin", both, Warning),
        digoxin("goes on, no electrolytes", labs(Some("0.7"), false), "cyclosporine", both, Warning),
        digoxin(
            "goes on, loop diuretic",
            labs(Some("0.7"), true),
            "digoxin",
            &["digoxin", "cyclosporine", "furosemide"],
            Warning,
        ),
        digoxin(
            "goes on, spironolactone",
            labs(Some("0.7"), true),
            "digoxin",
            &["digoxin", "cyclosporine", "spironolactone"],
            Warning,
        ),
        digoxin(
            "goes on, no kidney result",
            Subject { kidney: None, ..labs(Some("0.7"), true) },
            "digoxin",
            both,
            Warning,
        ),
    ]
}

#[test]
fn each_situation_of_the_guide_gets_its_card() {
    let all = || warfarin().into_iter().chain(digoxins());
    assert!(all().count() >= 21);
    for case in all() {
        let cards = check(&case.subject, &case.drafts, &case.present);
        assert_eq!(says(&cards, case.rule), Some(case.expected), "{}: {cards:?}", case.name);
    }
}

#[test]
fn warfarin_as_the_new_medicine_gets_the_same_card() {
    let cards = check(&aged(70), &[draft("warfarin")], &[taken("naproxen"), taken("prednisone")]);
    let card = cards.iter().find(|card| card.rule.0 == "warfarin-nsaid").unwrap();
    assert_eq!(card.indicator, Critical);
    for told in ["Age over 65", "corticosteroid", "No proton pump inhibitor", "taken (prescribed here)"] {
        assert!(card.detail.contains(told), "{told}: {}", card.detail);
    }
    assert_eq!(card.summary, "warfarin with naproxen: serious bleeding, most from the upper gut");
}

#[test]
fn old_results_do_not_count() {
    let mut subject = labs(Some("0.7"), true);
    subject.today = day("2026-12-20");
    let cards = check(&subject, &[draft("cyclosporine")], &[taken("digoxin")]);
    assert_eq!(says(&cards, "digoxin-cyclosporine"), Some(Critical));
}
