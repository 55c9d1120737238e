use super::*;
use clinic::{
    ids::ObservationId,
    labs::{Earlier, Follow, Report, Revision},
};
use uuid::Uuid;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn result(id: u128, code: &str, name: &str, value: &str, unit: &str) -> Observation {
    Observation {
        id: ObservationId(Uuid::from_u128(id)),
        category: "laboratory".to_owned(),
        code_key: code.to_owned(),
        display: name.to_owned(),
        status: "final".to_owned(),
        effective_at: Some(at("2026-03-02T14:00:00Z")),
        effective_precision: Some(Precision::Time),
        issued_at: None,
        sort_at: at("2026-03-02T14:00:00Z"),
        value_kind: "quantity".to_owned(),
        value: Some(value.to_owned()),
        comparator: None,
        unit: Some(unit.to_owned()),
        unit_code: Some(unit.to_owned()),
        components: None,
        range_low: None,
        range_high: None,
        range_low_open: false,
        range_high_open: false,
        range_text: None,
        interpretation: None,
        flags: None,
        absent_reason: None,
        performer: None,
        method: None,
        note: None,
        zone: None,
        held_until: None,
    }
}

fn report(name: &str, code: Option<&str>) -> Report {
    Report {
        id: ReportId(Uuid::from_u128(90)),
        code: code.map(str::to_owned),
        display: name.to_owned(),
        status: "corrected".to_owned(),
        effective_at: Some(at("2026-03-02T14:00:00Z")),
        effective_precision: Some(Precision::Time),
        issued_at: Some(at("2026-03-03T19:05:00Z")),
        sort_at: at("2026-03-02T14:00:00Z"),
        performer: Some("Harbor Laboratory".to_owned()),
        conclusion: Some("First line of the doctor\n\nSecond line".to_owned()),
        specimen: Some("Serum, left arm".to_owned()),
        received_at: Some(at("2026-03-02T18:00:00Z")),
        orderer: Some("Dr. Grace Okafor".to_owned()),
        location: None,
        zone: None,
        held_until: None,
        held_kinds: None,
        more_until: None,
        documents_until: None,
    }
}

fn nothing() -> Earlier {
    Earlier {
        earlier_at: None,
        earlier_precision: None,
        earlier_kind: None,
        earlier_value: None,
        earlier_comparator: None,
        earlier_unit: None,
        earlier_unit_code: None,
    }
}

fn detail() -> Detail {
    let mut cholesterol = result(1, "2093-3", "CHOL", "200", "mg/dL");
    cholesterol.range_high = Some("200".to_owned());
    cholesterol.range_high_open = true;
    cholesterol.range_text = Some("<200".to_owned());
    cholesterol.note = Some("Fasting sample.\nRepeated and confirmed.".to_owned());
    cholesterol.method = Some("Enzymatic".to_owned());
    let mut potassium = result(2, "2823-3", "Potassium", "4.1", "mmol/L");
    potassium.status = "corrected".to_owned();
    let before = Observation { value: Some("5.9".to_owned()), status: "final".to_owned(), ..potassium.clone() };
    let revision = Revision { at: at("2026-03-03T19:05:00Z"), before, after: potassium.clone() };
    let mut organism = result(3, "600-7", "Blood culture", "Salmonella species", "");
    organism.value_kind = "text".to_owned();
    organism.unit = None;
    let mut drug = result(4, "local|cipro", "Ciprofloxacin", "0.25", "ug/mL");
    drug.interpretation = Some("S".to_owned());
    let earlier = Earlier {
        earlier_at: Some(at("2025-03-02T14:00:00Z")),
        earlier_precision: Some(Precision::Day),
        earlier_kind: Some("quantity".to_owned()),
        earlier_value: Some("180".to_owned()),
        earlier_unit: Some("mg/dL".to_owned()),
        ..nothing()
    };
    Detail {
        report: report("LIPID & MORE", Some("57698-3")),
        results: vec![
            Compared { result: cholesterol, earlier },
            Compared { result: potassium, earlier: nothing() },
            Compared { result: organism, earlier: nothing() },
        ],
        follows: vec![Follow {
            from: ObservationId(Uuid::from_u128(3)),
            report: Report { conclusion: None, ..report("Susceptibilities", None) },
            results: vec![drug],
        }],
        origin: None,
        revisions: vec![revision],
        documents: Vec::new(),
    }
}

fn made(detail: &Detail, lang: Lang) -> Vec<u8> {
    let person = Person {
        name: "Walter Nguyen".to_owned(),
        birth_date: chrono::NaiveDate::from_ymd_opt(1948, 9, 2),
        birth_date_precision: None,
        record_number: Some("M-1001".to_owned()),
    };
    let sheet = Sheet {
        more_until: None,
        detail,
        person: &person,
        clinic_name: "Harbor Clinic",
        clinic: chrono_tz::America::New_York,
        made_at: at("2026-03-04T12:00:00Z"),
        lang,
    };
    sheet.draw().unwrap()
}

/// The words of a file, without any white.
fn text(file: &[u8]) -> String {
    let file = lopdf::Document::load_mem(file).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).unwrap().split_whitespace().collect()
}

fn holds(text: &str, words: &str) {
    let tight: String = words.split_whitespace().collect();
    assert!(text.contains(&tight), "{words} is not in {text}");
}

#[test]
fn all_of_a_report_stands_in_its_file() {
    let english = text(&made(&detail(), Lang::En));
    for words in [
        "Walter Nguyen",
        "Sep 2, 1948",
        "M-1001",
        "Harbor Clinic",
        "LIPID & MORE",
        "Cholesterol and fats (lipid panel)",
        "Serum, left arm",
        "Dr. Grace Okafor",
        "Harbor Laboratory",
        "Corrected",
        "First line of the doctor",
        "Second line",
        "Total cholesterol",
        "CHOL",
        "200 mg/dL",
        "<200",
        "High",
        "Up from 180 mg/dL",
        "Fasting sample.",
        "Repeated and confirmed.",
        "Method: Enzymatic",
        "was 5.9 mmol/L, now 4.1 mmol/L",
        "Salmonella species: Susceptibilities",
        "Ciprofloxacin",
        "0.25",
        "Susceptible (the medicine works)",
    ] {
        holds(&english, words);
    }
    let spanish = text(&made(&detail(), Lang::Es));
    for words in ["Colesterol total", "Nacimiento", "antes 5.9 mmol/L, ahora 4.1 mmol/L", "Sensible"] {
        holds(&spanish, words);
    }
}

#[test]
fn a_file_is_tagged_and_its_title_names_nobody() {
    let file = made(&detail(), Lang::Es);
    let read = lopdf::Document::load_mem(&file).unwrap();
    let catalog = read.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"es");
    assert!(catalog.has(b"StructTreeRoot"));
    let described = String::from_utf8_lossy(&file);
    assert!(!described.contains("<dc:title><rdf:Alt><rdf:li xml:lang=\"es\">Walter"), "the title is no name");
}

#[test]
fn nothing_of_a_withdrawn_report_stands_in_its_file() {
    let mut withdrawn = detail();
    withdrawn.report.status = "entered-in-error".to_owned();
    withdrawn.results.clear();
    withdrawn.follows.clear();
    withdrawn.revisions.clear();
    let english = text(&made(&withdrawn, Lang::En));
    holds(&english, "recorded by mistake");
    assert!(!english.contains("Firstline"));
}
