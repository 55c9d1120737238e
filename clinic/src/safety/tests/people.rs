use super::{aged, anyone, daily, draft, says};
use crate::{
    patients::Sex,
    safety::{Indicator, Medicine, Pregnancy, Rhythm, Subject, check},
};
use Indicator::{Critical, Info, Warning};

#[test]
fn ages_have_their_limits() {
    for (years, medicine, rule, expected) in [
        (11, "codeine", "child-codeine", Some(Critical)),
        (12, "codeine", "child-codeine", None),
        (12, "tramadol", "teen-codeine", Some(Warning)),
        (18, "tramadol", "teen-codeine", None),
        (18, "aspirin", "child-aspirin", Some(Warning)),
        (19, "aspirin", "child-aspirin", None),
        (7, "tetracycline", "child-tetracycline", Some(Warning)),
        (8, "tetracycline", "child-tetracycline", None),
        (7, "doxycycline", "child-doxycycline", Some(Info)),
        (17, "ciprofloxacin", "child-fluoroquinolone", Some(Warning)),
        (1, "promethazine", "child-promethazine", Some(Critical)),
        (2, "promethazine", "child-promethazine", None),
        (64, "diphenhydramine", "beers-antihistamine", None),
        (65, "diphenhydramine", "beers-antihistamine", Some(Warning)),
        (65, "lorazepam", "beers-benzodiazepine", Some(Warning)),
        (70, "zolpidem", "beers-z-drug", Some(Warning)),
        (70, "amitriptyline", "beers-tca", Some(Warning)),
        (70, "cyclobenzaprine", "beers-muscle-relaxant", Some(Warning)),
        (70, "glyburide", "beers-sulfonylurea", Some(Warning)),
        (70, "ibuprofen", "beers-nsaid", Some(Info)),
        (76, "ibuprofen", "beers-nsaid", Some(Warning)),
    ] {
        assert_eq!(says(&check(&aged(years), &[draft(medicine)], &[]), rule), expected, "{medicine} at {years}");
    }
    let ill = Subject { conditions: vec!["Influenza A".to_owned()], ..aged(10) };
    assert_eq!(says(&check(&ill, &[draft("aspirin")], &[]), "child-aspirin"), Some(Critical));
}

fn woman(years: u32, pregnancy: Pregnancy) -> Subject {
    Subject { sex: Some(Sex::Female), pregnancy, ..aged(years) }
}

#[test]
fn pregnancy_has_its_rules() {
    let pregnant = |weeks| woman(30, Pregnancy::Yes { weeks });
    for (weeks, medicine, rule, expected) in [
        (Some(8), "isotretinoin", "pregnancy-contraindicated", Some(Critical)),
        (Some(8), "warfarin", "pregnancy-contraindicated", Some(Critical)),
        (Some(8), "lisinopril", "pregnancy-ras", Some(Critical)),
        (Some(8), "losartan", "pregnancy-ras", Some(Critical)),
        (Some(8), "atorvastatin", "pregnancy-statin", Some(Warning)),
        (Some(8), "methotrexate", "pregnancy-methotrexate", Some(Critical)),
        (Some(8), "valproate", "pregnancy-valproate", Some(Critical)),
        (Some(8), "misoprostol", "pregnancy-misoprostol", Some(Critical)),
        (Some(8), "ribavirin", "pregnancy-contraindicated", Some(Critical)),
        (Some(19), "ibuprofen", "pregnancy-nsaid-20", None),
        (Some(20), "ibuprofen", "pregnancy-nsaid-20", Some(Warning)),
        (Some(30), "ibuprofen", "pregnancy-nsaid-20", Some(Critical)),
        (None, "ibuprofen", "pregnancy-nsaid-20", Some(Critical)),
        (Some(8), "doxycycline", "pregnancy-tetracycline", Some(Warning)),
        (Some(8), "fluconazole", "pregnancy-fluconazole", Some(Warning)),
    ] {
        assert_eq!(says(&check(&pregnant(weeks), &[draft(medicine)], &[]), rule), expected, "{medicine} at {weeks:?}");
    }
}

#[test]
fn an_unknown_pregnancy_is_asked_about() {
    let asked = |subject: &Subject, medicine| says(&check(subject, &[draft(medicine)], &[]), "pregnancy-unknown");
    assert_eq!(asked(&woman(12, Pregnancy::Unknown), "isotretinoin"), Some(Info));
    assert_eq!(asked(&woman(50, Pregnancy::Unknown), "lisinopril"), Some(Info));
    assert_eq!(asked(&woman(51, Pregnancy::Unknown), "isotretinoin"), None);
    assert_eq!(asked(&woman(11, Pregnancy::Unknown), "isotretinoin"), None);
    assert_eq!(asked(&woman(30, Pregnancy::No), "isotretinoin"), None);
    assert_eq!(asked(&woman(30, Pregnancy::Unknown), "amoxicillin"), None);
    assert_eq!(asked(&Subject { pregnancy: Pregnancy::Unknown, ..anyone() }, "isotretinoin"), None);
    assert_eq!(asked(&Subject { sex: None, pregnancy: Pregnancy::Unknown, ..anyone() }, "isotretinoin"), Some(Info));
    assert_eq!(asked(&Subject { born: None, ..woman(30, Pregnancy::Unknown) }, "isotretinoin"), Some(Info));
}

#[test]
fn breastfeeding_has_its_rules() {
    let mother = Subject { breastfeeding: true, ..woman(30, Pregnancy::No) };
    for (medicine, rule, expected) in [
        ("codeine", "breastfeeding-opioid", Critical),
        ("tramadol", "breastfeeding-opioid", Critical),
        ("lithium", "breastfeeding-contraindicated", Warning),
        ("methotrexate", "breastfeeding-contraindicated", Critical),
    ] {
        assert_eq!(says(&check(&mother, &[draft(medicine)], &[]), rule), Some(expected), "{medicine}");
    }
}

#[test]
fn methotrexate_is_taken_once_a_week() {
    let taken = |rhythm| Medicine { rhythm, ..daily(draft("methotrexate"), "15", "mg") };
    let of = |subject: &Subject, rhythm, rule| says(&check(subject, &[taken(rhythm)], &[]), rule);
    assert_eq!(of(&anyone(), Some(Rhythm::Daily), "methotrexate-daily"), Some(Critical));
    assert_eq!(of(&anyone(), Some(Rhythm::Weekly), "methotrexate-daily"), None);
    assert_eq!(of(&anyone(), None, "methotrexate-rhythm"), Some(Warning));
    assert_eq!(of(&anyone(), Some(Rhythm::Weekly), "methotrexate-rhythm"), None);
    let ill = Subject { conditions: vec!["Acute lymphoblastic leukemia".to_owned()], ..anyone() };
    assert_eq!(of(&ill, Some(Rhythm::Daily), "methotrexate-daily"), Some(Warning));
    let weekly = Medicine { rhythm: Some(Rhythm::Daily), ..daily(draft("alendronate"), "70", "mg") };
    assert_eq!(says(&check(&anyone(), &[weekly], &[]), "bisphosphonate-weekly"), Some(Critical));
}

#[test]
fn nothing_is_known_of_someone_without_a_birth_date() {
    let subject = Subject { born: None, ..anyone() };
    let cards = check(&subject, &[draft("diphenhydramine"), draft("codeine")], &[]);
    assert!(cards.iter().any(|card| card.rule.0 == "age-unknown"), "{cards:?}");
}
