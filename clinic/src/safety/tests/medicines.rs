use super::{aged, anyone, by, daily, draft, pair, rules, says, taken};
use crate::safety::{Indicator, Medicine, Origin, Route, Subject, check};
use Indicator::{Critical, Info, Warning};

#[test]
fn well_known_pairs_are_found_from_both_sides() {
    for (one, two, rule, expected) in [
        ("warfarin", "sulfamethoxazole+trimethoprim", "warfarin-sulfamethoxazole", Warning),
        ("warfarin", "metronidazole", "warfarin-metronidazole", Warning),
        ("warfarin", "fluconazole", "warfarin-azole", Warning),
        ("warfarin", "amiodarone", "warfarin-amiodarone", Warning),
        ("warfarin", "aspirin", "warfarin-aspirin", Warning),
        ("apixaban", "ketoconazole", "doac-inhibitor", Critical),
        ("rivaroxaban", "rifampin", "doac-inducer", Critical),
        ("apixaban", "carbamazepine", "doac-inducer", Critical),
        ("lisinopril", "spironolactone", "ras-potassium-sparing", Warning),
        ("losartan", "potassium chloride", "ras-potassium", Warning),
        ("lisinopril", "losartan", "ace-arb", Warning),
        ("losartan", "aliskiren", "ras-aliskiren", Warning),
        ("simvastatin", "gemfibrozil", "statin-gemfibrozil", Critical),
        ("atorvastatin", "gemfibrozil", "statin-gemfibrozil", Warning),
        ("oxycodone", "alprazolam", "opioid-benzodiazepine", Critical),
        ("methotrexate", "sulfamethoxazole+trimethoprim", "methotrexate-trimethoprim", Critical),
        ("methotrexate", "naproxen", "methotrexate-nsaid", Warning),
        ("clopidogrel", "omeprazole", "clopidogrel-omeprazole", Warning),
        ("nitroglycerin", "sildenafil", "nitrate-pde5", Critical),
        ("lithium", "hydrochlorothiazide", "lithium-diuretic", Warning),
        ("lithium", "lisinopril", "lithium-ras", Warning),
        ("lithium", "ibuprofen", "lithium-nsaid", Warning),
        ("digoxin", "amiodarone", "digoxin-raiser", Warning),
        ("digoxin", "verapamil", "digoxin-raiser", Warning),
        ("digoxin", "clarithromycin", "digoxin-raiser", Warning),
        ("colchicine", "clarithromycin", "colchicine-inhibitor", Critical),
        ("allopurinol", "azathioprine", "allopurinol-azathioprine", Critical),
        ("linezolid", "sertraline", "serotonergic-antidepressant-maoi", Critical),
        ("tramadol", "sertraline", "tramadol-antidepressant", Warning),
        ("metoprolol", "verapamil", "beta-blocker-verapamil", Warning),
        ("theophylline", "ciprofloxacin", "theophylline-ciprofloxacin", Warning),
        ("carbamazepine", "ethinyl estradiol+norethindrone", "contraceptive-inducer", Warning),
        ("lamotrigine", "valproate", "lamotrigine-valproate", Warning),
        ("valproate", "meropenem", "valproate-carbapenem", Critical),
        ("tamoxifen", "paroxetine", "tamoxifen-cyp2d6", Warning),
        ("levofloxacin", "prednisone", "fluoroquinolone-corticosteroid", Warning),
        ("levofloxacin", "sotalol", "fluoroquinolone-antiarrhythmic", Warning),
        ("spironolactone", "sulfamethoxazole+trimethoprim", "spironolactone-trimethoprim", Warning),
        ("levothyroxine", "calcium carbonate", "levothyroxine-binding", Info),
        ("alendronate", "calcium carbonate", "bisphosphonate-cation", Info),
        ("doxycycline", "ferrous sulfate", "tetracycline-cation", Info),
        ("ciprofloxacin", "magnesium oxide", "fluoroquinolone-cation", Info),
        ("sildenafil", "doxazosin", "pde5-alpha-blocker", Warning),
        ("clozapine", "carbamazepine", "clozapine-carbamazepine", Warning),
        ("ketorolac", "ibuprofen", "ketorolac-nsaid", Critical),
        ("triamterene+hydrochlorothiazide", "potassium chloride", "potassium-sparing-potassium", Critical),
        ("isotretinoin", "doxycycline", "retinoid-tetracycline", Critical),
        ("nirmatrelvir+ritonavir", "simvastatin", "nirmatrelvir-contraindicated", Critical),
        ("ondansetron", "citalopram", "qt-qt", Critical),
    ] {
        assert_eq!(says(&pair(one, two), rule), Some(expected), "{one} to {two}");
        assert_eq!(says(&pair(two, one), rule), Some(expected), "{two} to {one}");
    }
}

#[test]
fn ordinary_pairs_stay_silent() {
    for (one, two) in [
        ("amoxicillin", "lisinopril"),
        ("metformin", "lisinopril"),
        ("atorvastatin", "amlodipine"),
        ("atorvastatin", "lisinopril"),
        ("metoprolol", "lisinopril"),
        ("metoprolol", "amlodipine"),
        ("sertraline", "atorvastatin"),
        ("levothyroxine", "metformin"),
        ("acetaminophen", "lisinopril"),
        ("cetirizine", "fluticasone"),
        ("albuterol", "prednisone"),
        ("hydrochlorothiazide", "lisinopril"),
        ("pantoprazole", "clopidogrel"),
        ("rosuvastatin", "clarithromycin"),
        ("cephalexin", "metformin"),
    ] {
        assert!(pair(one, two).is_empty(), "{one} and {two}: {:?}", pair(one, two));
    }
}

#[test]
fn what_stays_local_does_not_meet_the_rest() {
    let with = |medicine: Medicine, other| rules(&check(&anyone(), &[medicine], &[taken(other)])).len();
    assert_eq!(with(by(draft("ketorolac"), Route::Ophthalmic), "lisinopril"), 0);
    assert_eq!(with(by(draft("hydrocortisone"), Route::Topical), "levofloxacin"), 0);
    assert_eq!(with(by(draft("fluticasone"), Route::Nasal), "levofloxacin"), 0);
    let miconazole = by(draft("miconazole"), Route::Vaginal);
    assert_eq!(
        says(&check(&anyone(), &[miconazole], &[taken("warfarin")]), "warfarin-miconazole-local"),
        Some(Warning)
    );
    let inhaler = by(draft("fluticasone"), Route::Inhaled);
    assert_eq!(says(&check(&anyone(), &[inhaler], &[taken("ritonavir")]), "inhaled-steroid-ritonavir"), Some(Warning));
    let spray = by(draft("sumatriptan"), Route::Nasal);
    assert_eq!(says(&check(&anyone(), &[spray], &[taken("phenelzine")]), "triptan-maoi"), Some(Critical));
    let drops = by(draft("timolol"), Route::Ophthalmic);
    assert_eq!(says(&check(&anyone(), &[drops], &[taken("verapamil")]), "timolol-eye-verapamil"), Some(Warning));
    let ointment = by(taken("nitroglycerin"), Route::Topical);
    assert_eq!(says(&check(&anyone(), &[draft("sildenafil")], &[ointment]), "nitrate-pde5"), Some(Critical));
    let ring = by(taken("ethinyl estradiol+etonogestrel"), Route::Vaginal);
    assert_eq!(says(&check(&anyone(), &[draft("rifampin")], &[ring]), "contraceptive-inducer"), Some(Warning));
    let unknown = Medicine { route: None, ..draft("ibuprofen") };
    assert_eq!(says(&check(&anyone(), &[unknown], &[taken("warfarin")]), "warfarin-nsaid"), Some(Critical));
}

#[test]
fn three_together_harm_the_kidney() {
    let cards = check(&anyone(), &[draft("ibuprofen")], &[taken("lisinopril"), taken("furosemide")]);
    assert_eq!(says(&cards, "nsaid-ras-diuretic"), Some(Warning));
    assert_eq!(says(&pair("ibuprofen", "lisinopril"), "nsaid-ras-diuretic"), None);
}

#[test]
fn the_same_twice_is_told_once() {
    for (one, two, rule, expected) in [
        ("ibuprofen", "naproxen", "two-nsaids", Warning),
        ("lisinopril", "enalapril", "two-ace-inhibitors", Warning),
        ("atorvastatin", "simvastatin", "two-statins", Warning),
        ("sertraline", "fluoxetine", "two-ssris", Warning),
        ("omeprazole", "pantoprazole", "two-ppis", Warning),
        ("lorazepam", "alprazolam", "two-sedatives", Warning),
        ("zolpidem", "alprazolam", "two-sedatives", Warning),
        ("oxycodone", "morphine", "two-opioids", Warning),
        ("apixaban", "rivaroxaban", "two-doacs", Critical),
        ("sumatriptan", "rizatriptan", "two-triptans", Critical),
        ("lisinopril", "lisinopril+hydrochlorothiazide", "same-ingredient", Warning),
        ("acetaminophen", "hydrocodone+acetaminophen", "same-ingredient", Warning),
        ("warfarin", "warfarin", "same-ingredient", Info),
    ] {
        let cards = pair(one, two);
        assert_eq!(says(&cards, rule), Some(expected), "{one} and {two}: {cards:?}");
        assert_eq!(cards.iter().filter(|card| card.rule.0 == rule).count(), 1);
    }
    assert_eq!(says(&pair("lisinopril", "lisinopril+hydrochlorothiazide"), "two-ace-inhibitors"), None);
    let cream = by(draft("hydrocortisone"), Route::Topical);
    assert!(check(&anyone(), &[cream], &[taken("hydrocortisone")]).is_empty());
    let inhalers =
        [by(draft("salmeterol+fluticasone"), Route::Inhaled), by(taken("formoterol+budesonide"), Route::Inhaled)];
    let [new, old] = inhalers;
    assert_eq!(says(&check(&anyone(), &[new], &[old]), "two-long-acting-beta-agonists"), Some(Warning));
    let three = check(&anyone(), &[draft("ibuprofen")], &[taken("naproxen"), taken("meloxicam")]);
    assert_eq!(three.iter().find(|card| card.rule.0 == "two-nsaids").unwrap().about.len(), 3);
}

#[test]
fn a_renewal_does_not_meet_what_it_replaces() {
    let renewal = Medicine { replaces: vec!["taken:simvastatin".to_owned()], ..draft("simvastatin") };
    assert!(check(&anyone(), std::slice::from_ref(&renewal), &[taken("simvastatin")]).is_empty());
    let change = Medicine { replaces: vec!["taken:enalapril".to_owned()], ..draft("lisinopril") };
    assert!(check(&anyone(), &[change], &[taken("enalapril")]).is_empty());
    // Only what it replaces: another prescription of the same drug still counts.
    let other = Medicine { key: "taken:other".to_owned(), ..taken("simvastatin") };
    assert_eq!(says(&check(&anyone(), &[renewal], &[taken("simvastatin"), other]), "same-ingredient"), Some(Warning));
}

#[test]
fn daily_amounts_are_summed_over_everything() {
    let combined = Medicine { key: "taken:combined".to_owned(), ..taken("acetaminophen+hydrocodone") };
    let cards = check(&anyone(), &[daily(draft("acetaminophen"), "3", "g")], &[daily(combined, "1300", "mg")]);
    let card = cards.iter().find(|card| card.rule.0 == "dose-acetaminophen").unwrap();
    assert_eq!((card.indicator, card.about.len()), (Critical, 2));
    assert!(card.detail.contains("4300 mg of acetaminophen a day from 2 medicines"), "{}", card.detail);
    let cards = check(&anyone(), &[daily(draft("acetaminophen"), "4000", "mg")], &[]);
    assert_eq!(says(&cards, "dose-acetaminophen"), None);
}

#[test]
fn each_daily_maximum_speaks() {
    for (medicine, value, unit, years, rule, expected) in [
        ("ibuprofen", "3201", "mg", 40, "dose-ibuprofen", Some(Warning)),
        ("ibuprofen", "3200", "mg", 40, "dose-ibuprofen", None),
        ("tramadol", "450", "mg", 40, "dose-tramadol", Some(Critical)),
        ("tramadol", "400", "mg", 80, "dose-tramadol-old", Some(Warning)),
        ("citalopram", "40", "mg", 40, "dose-citalopram", None),
        ("citalopram", "60", "mg", 40, "dose-citalopram", Some(Critical)),
        ("citalopram", "40", "mg", 61, "dose-citalopram-old", Some(Warning)),
        ("citalopram", "40", "mg", 60, "dose-citalopram-old", None),
        ("simvastatin", "80", "mg", 40, "dose-simvastatin", Some(Warning)),
        ("metformin", "3", "g", 40, "dose-metformin", Some(Warning)),
        ("digoxin", "0.25", "mg", 40, "dose-digoxin", None),
        ("digoxin", "250", "mg", 40, "dose-digoxin", Some(Critical)),
        ("digoxin", "250", "mcg", 70, "beers-digoxin", Some(Warning)),
        ("zolpidem", "20", "mg", 40, "dose-zolpidem-high", Some(Warning)),
        ("levothyroxine", "100", "mg", 40, "dose-levothyroxine", Some(Warning)),
        ("metformin", "3", "tablet", 40, "dose-metformin", None),
    ] {
        let cards = check(&aged(years), &[daily(draft(medicine), value, unit)], &[]);
        assert_eq!(says(&cards, rule), expected, "{medicine} {value} {unit} at {years}");
    }
}

#[test]
fn nothing_unrecognised_is_silent() {
    let unknown = |origin| Medicine {
        key: "x".to_owned(),
        name: "Zyxoprene 5 mg".to_owned(),
        ..super::medicine("x", "", origin)
    };
    let cards = check(&anyone(), &[unknown(Origin::Draft)], &[]);
    assert_eq!(says(&cards, "not-checked"), Some(Warning));
    assert_eq!(cards.first().unwrap().summary, "Zyxoprene 5 mg: not recognised, so not checked");
    let cards = check(&anyone(), &[draft("cetirizine")], &[unknown(Origin::Imported)]);
    assert_eq!(says(&cards, "not-checked"), Some(Info));
    assert!(check(&anyone(), &[], &[unknown(Origin::Imported), taken("warfarin"), taken("ibuprofen")]).is_empty());
    let partly = check(&anyone(), &[draft("lisinopril+zyxoprene")], &[]);
    assert_eq!(partly.first().unwrap().summary, "lisinopril / zyxoprene: zyxoprene was not checked");
}

#[test]
fn a_guess_is_told() {
    let guessed = Medicine { guessed: true, name: "Simvistatin 10 MG".to_owned(), ..taken("simvastatin") };
    let cards = check(&anyone(), &[draft("clarithromycin")], &[guessed]);
    assert_eq!(says(&cards, "guessed"), Some(Info));
    assert_eq!(says(&cards, "statin-cyp3a4"), Some(Critical));
    assert!(cards.iter().any(|card| card.summary == "Simvistatin 10 MG: taken for simvastatin"));
    let card = cards.iter().find(|card| card.rule.0 == "statin-cyp3a4").unwrap();
    assert!(card.summary.starts_with("Simvistatin 10 MG (simvastatin) with clarithromycin: "), "{}", card.summary);
}

#[test]
fn reasons_and_sources_are_there() {
    for card in
        check(&Subject { kidney: None, ..aged(80) }, &[draft("ibuprofen"), draft("metformin")], &[taken("warfarin")])
    {
        assert!(!card.override_reasons.is_empty() && !card.source.label.is_empty(), "{card:?}");
        assert!(
            card.override_reasons
                .iter()
                .all(|reason| crate::safety::OverrideReason::parse(reason.code()) == Some(*reason))
        );
    }
    let card = pair("warfarin", "aspirin").remove(0);
    assert_eq!(
        card.source.url.as_deref(),
        Some("https://dailymed.nlm.nih.gov/dailymed/search.cfm?labeltype=human&query=warfarin")
    );
}
