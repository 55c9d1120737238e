//! The fifteen pairs of Phansalkar et al., JAMIA 2012;19:735-743, with every drug of their lists. Misprints of the printed table are
//! put right: NSAID is no protease inhibitor, bosentan no strong inducer (it stays listed), saquinavir stands once, esomeprazole,
//! voriconazole. The class of QT-prolonging agents has no list in print: ours is tested.

use super::{anyone, draft, says, taken};
use crate::safety::{Indicator, book::BOOK, check};

const MAOI: &str = "tranylcypromine;phenelzine;isocarboxazid;selegiline;procarbazine";
const PROTEASE: &str =
    "ritonavir;amprenavir;darunavir;fosamprenavir;indinavir;lopinavir;nelfinavir;saquinavir;tipranavir";

/// The article's number, the drugs of both sides.
const PAIRS: [(u8, &str, &str); 15] = [
    (
        3,
        "dexmethylphenidate;dextroamphetamine;methylphenidate;lisdexamfetamine;methamphetamine;phendimetrazine;pseudoephedrine;amphetamine;\
         benzphetamine;diethylpropion;phentermine;atomoxetine",
        MAOI,
    ),
    (4, "atazanavir", "omeprazole;lansoprazole;pantoprazole;rabeprazole;esomeprazole"),
    (6, "febuxostat", "azathioprine;mercaptopurine"),
    (
        8,
        "fluoxetine;paroxetine;citalopram;escitalopram;sertraline;fluvoxamine;duloxetine;nefazodone;desvenlafaxine;milnacipran;venlafaxine",
        MAOI,
    ),
    (
        11,
        "irinotecan",
        "ritonavir;nelfinavir;atazanavir;indinavir;saquinavir;amprenavir;darunavir;lopinavir;tipranavir;fosamprenavir;clarithromycin;\
         erythromycin;telithromycin;amiodarone;verapamil;diltiazem;ketoconazole;itraconazole;fluconazole;voriconazole;nefazodone;aprepitant;cimetidine",
    ),
    (16, "meperidine;methadone;tapentadol;fentanyl;tramadol;dextromethorphan", MAOI),
    (20, "amitriptyline;clomipramine;desipramine;doxepin;imipramine;nortriptyline;protriptyline;trimipramine", MAOI),
    (21, "QT", "QT"),
    (22, "ramelteon", "fluvoxamine;amiodarone;ticlopidine;ciprofloxacin"),
    (23, PROTEASE, "bosentan;rifapentine;carbamazepine;rifabutin;rifampin;st. john's wort"),
    (
        25,
        "simvastatin;lovastatin",
        "saquinavir;tipranavir;ritonavir;nelfinavir;atazanavir;amprenavir;darunavir;lopinavir;clarithromycin;erythromycin;telithromycin;\
         amiodarone;verapamil;diltiazem;ketoconazole;itraconazole;fluconazole;voriconazole;nefazodone;indinavir",
    ),
    (
        27,
        "ergotamine;methylergonovine;dihydroergotamine;ergonovine",
        "indinavir;saquinavir;tipranavir;ritonavir;nelfinavir;atazanavir;amprenavir;darunavir;lopinavir;clarithromycin;erythromycin;\
         telithromycin;ketoconazole;itraconazole;voriconazole",
    ),
    (28, "tizanidine", "ciprofloxacin;fluvoxamine;mexiletine;propafenone;zileuton;amiodarone;ticlopidine"),
    (30, "tranylcypromine", "procarbazine"),
    (31, "sumatriptan;zolmitriptan;rizatriptan", "tranylcypromine;phenelzine;isocarboxazid;moclobamide;methylene blue"),
];

fn drugs(list: &str) -> Vec<&str> {
    match list {
        "QT" => {
            BOOK.ingredients().filter(|(_, classes)| classes.contains("@qt-known-risk")).map(|(name, _)| name).collect()
        }
        list => list.split(';').map(str::trim).collect(),
    }
}

#[test]
fn every_pair_is_critical_from_both_sides() {
    let mut tried = 0;
    for (number, objects, precipitants) in PAIRS {
        for object in drugs(objects) {
            for precipitant in drugs(precipitants).into_iter().filter(|name| *name != object) {
                for (new, old) in [(object, precipitant), (precipitant, object)] {
                    let cards = check(&anyone(), &[draft(new)], &[taken(old)]);
                    let worst = cards
                        .iter()
                        .filter(|card| card.about.len() == 2 && card.source.label.contains("Phansalkar"))
                        .map(|card| card.indicator)
                        .max();
                    assert_eq!(worst, Some(Indicator::Critical), "{number}: {new} to {old}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 1500, "{tried}");
}

#[test]
fn two_drafts_count_as_well() {
    let cards = check(&anyone(), &[draft("tizanidine"), draft("ciprofloxacin")], &[]);
    assert_eq!(says(&cards, "tizanidine-cyp1a2"), Some(Indicator::Critical));
    assert_eq!(cards.iter().filter(|card| card.rule.0 == "tizanidine-cyp1a2").count(), 1);
}

#[test]
fn a_statin_within_the_limit_of_its_label_is_a_warning() {
    let simvastatin = |amount| super::daily(taken("simvastatin"), amount, "mg");
    let with = |amount, other| check(&anyone(), &[draft(other)], &[simvastatin(amount)]);
    assert_eq!(says(&with("10", "diltiazem"), "simvastatin-verapamil-diltiazem"), Some(Indicator::Warning));
    assert_eq!(says(&with("20", "diltiazem"), "simvastatin-verapamil-diltiazem"), Some(Indicator::Critical));
    assert_eq!(says(&with("20", "amiodarone"), "simvastatin-amiodarone"), Some(Indicator::Warning));
    assert_eq!(says(&with("40", "amiodarone"), "simvastatin-amiodarone"), Some(Indicator::Critical));
    assert_eq!(says(&with("20", "amlodipine"), "simvastatin-amlodipine"), None);
    assert_eq!(says(&with("40", "amlodipine"), "simvastatin-amlodipine"), Some(Indicator::Critical));
    assert_eq!(says(&super::pair("amlodipine", "simvastatin"), "simvastatin-amlodipine"), Some(Indicator::Warning));
}
