//! The other patients.

use super::codes::labs::Sex;
use super::house::{ASHBY, COAST_PLAN, HARBOR, LINDQVIST, MEDICAID, MEDICARE, MESA, OKAFOR, PEAKS_MUTUAL, RAMAN, REYES};
use super::roster::{Age, ENGLISH, Person, SPANISH};

pub(crate) static FATIMA: Person = Person {
    key: "fatima-al-sayed", record_number: "VF-10061", given: &["Fatima"], family: "Al-Sayed", native: "",
    sex: Sex::Female, age: Age::Years(39, 7, 17), site: &HARBOR, doctor: &OKAFOR,
    line: "88 Mill Creek Drive", city: "Portland", postal_code: "04102", phone: "+1 207-555-0127", email: "fatima.alsayed@example.org",
    language: ("ar", "Arabic"), contact: Some(("Yusuf Al-Sayed", "HUSB", "husband", "+1 207-555-0186")),
    payer: &COAST_PLAN, since: 2_100, died: None,
};

pub(crate) static SAMUEL: Person = Person {
    key: "samuel-whitaker", record_number: "VF-10038", given: &["Samuel"], family: "Whitaker", native: "",
    sex: Sex::Male, age: Age::Years(69, 10, 28), site: &HARBOR, doctor: &LINDQVIST,
    line: "7 Dockside Lane", city: "Portland", postal_code: "04101", phone: "+1 207-555-0128", email: "samuel.whitaker@example.org",
    language: ENGLISH, contact: Some(("Joan Whitaker", "WIFE", "wife", "+1 207-555-0187")),
    payer: &MEDICARE, since: 3_100, died: None,
};

pub(crate) static CHLOE: Person = Person {
    key: "chloe-marchetti", record_number: "VF-10133", given: &["Chloé"], family: "Marchetti", native: "",
    sex: Sex::Female, age: Age::Years(27, 1, 30), site: &HARBOR, doctor: &OKAFOR,
    line: "450 Congress Row, Apartment 12", city: "Portland", postal_code: "04101", phone: "+1 207-555-0129", email: "chloe.marchetti@example.org",
    language: ENGLISH, contact: Some(("Paolo Marchetti", "FTH", "father", "+1 207-555-0188")),
    payer: &COAST_PLAN, since: 1_200, died: None,
};

pub(crate) static JASMINE: Person = Person {
    key: "jasmine-carter", record_number: "VF-10082", given: &["Jasmine"], family: "Carter", native: "",
    sex: Sex::Female, age: Age::Years(41, 9, 13), site: &MESA, doctor: &ASHBY,
    line: "1210 Pinon Way", city: "Boulder", postal_code: "80305", phone: "+1 303-555-0124", email: "jasmine.carter@example.org",
    language: ENGLISH, contact: Some(("Derrick Carter", "BRO", "brother", "+1 303-555-0184")),
    payer: &PEAKS_MUTUAL, since: 1_900, died: None,
};

pub(crate) static PIETER: Person = Person {
    key: "pieter-van-der-berg", record_number: "VF-10075", given: &["Pieter"], family: "van der Berg", native: "",
    sex: Sex::Male, age: Age::Years(52, 2, 2), site: &MESA, doctor: &REYES,
    line: "33 Larkspur Circle", city: "Boulder", postal_code: "80304", phone: "+1 303-555-0125", email: "pieter.vanderberg@example.org",
    language: ENGLISH, contact: Some(("Anneke van der Berg", "WIFE", "wife", "+1 303-555-0185")),
    payer: &PEAKS_MUTUAL, since: 2_400, died: None,
};

pub(crate) static LINDA: Person = Person {
    key: "linda-kowalczyk", record_number: "VF-10049", given: &["Linda"], family: "Kowalczyk", native: "",
    sex: Sex::Female, age: Age::Years(63, 4, 8), site: &HARBOR, doctor: &OKAFOR,
    line: "19 Birchwood Avenue", city: "Westbrook", postal_code: "04092", phone: "+1 207-555-0130", email: "linda.kowalczyk@example.org",
    language: ENGLISH, contact: Some(("Tadeusz Kowalczyk", "HUSB", "husband", "+1 207-555-0189")),
    payer: &COAST_PLAN, since: 2_900, died: None,
};

pub(crate) static MINH: Person = Person {
    key: "minh-tran", record_number: "VF-10098", given: &["Minh"], family: "Trần", native: "",
    sex: Sex::Male, age: Age::Years(45, 8, 24), site: &MESA, doctor: &ASHBY,
    line: "640 Sage Court", city: "Boulder", postal_code: "80301", phone: "+1 303-555-0126", email: "minh.tran@example.org",
    language: ENGLISH, contact: Some(("Hoa Trần", "WIFE", "wife", "+1 303-555-0186")),
    payer: &PEAKS_MUTUAL, since: 1_500, died: None,
};

pub(crate) static XIUYING: Person = Person {
    key: "xiuying-wang", record_number: "VF-10052", given: &["Xiuying"], family: "Wang", native: "王秀英",
    sex: Sex::Female, age: Age::Years(67, 10, 1), site: &HARBOR, doctor: &LINDQVIST,
    line: "26 Granite Street", city: "Portland", postal_code: "04103", phone: "+1 207-555-0131", email: "",
    language: ("zh", "Chinese"), contact: Some(("Wei Wang", "SON", "natural son", "+1 207-555-0190")),
    payer: &MEDICARE, since: 2_300, died: None,
};

pub(crate) static JOSE_LUIS: Person = Person {
    key: "jose-luis-garcia", record_number: "VF-10067", given: &["José Luis"], family: "García Márquez", native: "",
    sex: Sex::Male, age: Age::Years(49, 5, 26), site: &MESA, doctor: &REYES,
    line: "915 Cottonwood Street", city: "Longmont", postal_code: "80501", phone: "+1 303-555-0127", email: "joseluis.garcia@example.org",
    language: SPANISH, contact: Some(("Carmen Ortega Ruiz", "WIFE", "wife", "+1 303-555-0187")),
    payer: &PEAKS_MUTUAL, since: 2_200, died: None,
};

pub(crate) static SOREN: Person = Person {
    key: "soren-odegard", record_number: "VF-10121", given: &["Søren"], family: "Ødegård", native: "",
    sex: Sex::Male, age: Age::Years(36, 3, 5), site: &MESA, doctor: &ASHBY,
    line: "58 Ridgeline Road", city: "Boulder", postal_code: "80302", phone: "+1 303-555-0128", email: "soren.odegard@example.org",
    language: ENGLISH, contact: Some(("Astrid Ødegård", "SIS", "sister", "+1 303-555-0188")),
    payer: &PEAKS_MUTUAL, since: 1_300, died: None,
};

pub(crate) static ZOE: Person = Person {
    key: "zoe-luedenscheid", record_number: "VF-10140", given: &["Zoë"], family: "Müller-Lüdenscheid", native: "",
    sex: Sex::Female, age: Age::Years(16, 6, 12), site: &HARBOR, doctor: &RAMAN,
    line: "73 Fern Hollow", city: "South Portland", postal_code: "04106", phone: "+1 207-555-0132", email: "zoe.mueller@example.org",
    language: ENGLISH, contact: Some(("Katrin Müller", "MTH", "mother", "+1 207-555-0191")),
    payer: &COAST_PLAN, since: 5_900, died: None,
};

pub(crate) static TYRELL: Person = Person {
    key: "tyrell-jackson", record_number: "VF-10146", given: &["Tyrell"], family: "Jackson", native: "",
    sex: Sex::Male, age: Age::Years(15, 9, 30), site: &HARBOR, doctor: &RAMAN,
    line: "240 Foundry Way", city: "Portland", postal_code: "04102", phone: "+1 207-555-0133", email: "",
    language: ENGLISH, contact: Some(("Monique Jackson", "MTH", "mother", "+1 207-555-0192")),
    payer: &MEDICAID, since: 5_600, died: None,
};

pub(crate) static AMELIA: Person = Person {
    key: "amelia-fitzgerald", record_number: "VF-10188", given: &["Amelia", "Rose"], family: "Fitzgerald", native: "",
    sex: Sex::Female, age: Age::Days(158), site: &HARBOR, doctor: &RAMAN,
    line: "5 Meadow Lane", city: "Portland", postal_code: "04103", phone: "+1 207-555-0134", email: "",
    language: ENGLISH, contact: Some(("Nora Fitzgerald", "MTH", "mother", "+1 207-555-0193")),
    payer: &COAST_PLAN, since: 157, died: None,
};

pub(crate) static MATEO: Person = Person {
    key: "mateo-rios", record_number: "VF-10176", given: &["Mateo"], family: "Ríos Delgado", native: "",
    sex: Sex::Male, age: Age::Days(431), site: &MESA, doctor: &ASHBY,
    line: "77 Juniper Lane", city: "Boulder", postal_code: "80304", phone: "+1 303-555-0181", email: "",
    language: SPANISH, contact: Some(("Elena Ríos Delgado", "MTH", "mother", "+1 303-555-0181")),
    payer: &MEDICAID, since: 430, died: None,
};

pub(crate) static OLIVIA: Person = Person {
    key: "olivia-brandt", record_number: "VF-10169", given: &["Olivia"], family: "Brandt", native: "",
    sex: Sex::Female, age: Age::Years(3, 7, 4), site: &HARBOR, doctor: &RAMAN,
    line: "112 Harvest Road", city: "Westbrook", postal_code: "04092", phone: "+1 207-555-0135", email: "",
    language: ENGLISH, contact: Some(("Lukas Brandt", "FTH", "father", "+1 207-555-0194")),
    payer: &COAST_PLAN, since: 1_250, died: None,
};

pub(crate) static NOAH: Person = Person {
    key: "noah-goldberg", record_number: "VF-10153", given: &["Noah"], family: "Goldberg", native: "",
    sex: Sex::Male, age: Age::Years(10, 12, 18), site: &MESA, doctor: &ASHBY,
    line: "401 Willow Bend", city: "Boulder", postal_code: "80305", phone: "+1 303-555-0129", email: "",
    language: ENGLISH, contact: Some(("Miriam Goldberg", "MTH", "mother", "+1 303-555-0189")),
    payer: &PEAKS_MUTUAL, since: 3_900, died: None,
};

pub(crate) static WILLIAM: Person = Person {
    key: "william-osborne", record_number: "VF-10041", given: &["William"], family: "Osborne", native: "",
    sex: Sex::Male, age: Age::Years(60, 11, 22), site: &HARBOR, doctor: &LINDQVIST,
    line: "30 Captain's Walk", city: "Portland", postal_code: "04101", phone: "+1 207-555-0136", email: "william.osborne@example.org",
    language: ENGLISH, contact: Some(("Patricia Osborne", "WIFE", "wife", "+1 207-555-0195")),
    payer: &COAST_PLAN, since: 2_600, died: None,
};

pub(crate) static INGRID: Person = Person {
    key: "ingrid-solheim", record_number: "VF-10029", given: &["Ingrid"], family: "Solheim", native: "",
    sex: Sex::Female, age: Age::Years(74, 2, 25), site: &MESA, doctor: &REYES,
    line: "84 Columbine Place", city: "Boulder", postal_code: "80302", phone: "+1 303-555-0130", email: "ingrid.solheim@example.org",
    language: ENGLISH, contact: Some(("Lars Solheim", "HUSB", "husband", "+1 303-555-0190")),
    payer: &MEDICARE, since: 3_400, died: None,
};

pub(crate) static DEVON: Person = Person {
    key: "devon-blackwood", record_number: "VF-10158", given: &["Devon"], family: "Blackwood", native: "",
    sex: Sex::Other, age: Age::Years(22, 8, 6), site: &MESA, doctor: &ASHBY,
    line: "2 College Row, Room 210", city: "Boulder", postal_code: "80302", phone: "+1 303-555-0131", email: "devon.blackwood@example.org",
    language: ENGLISH, contact: Some(("Robin Blackwood", "SIB", "sibling", "+1 303-555-0191")),
    payer: &PEAKS_MUTUAL, since: 800, died: None,
};

pub(crate) static ANA_PAULA: Person = Person {
    key: "ana-paula-ferreira", record_number: "VF-10127", given: &["Ana Paula"], family: "Ferreira da Silva", native: "",
    sex: Sex::Female, age: Age::Years(29, 10, 15), site: &HARBOR, doctor: &OKAFOR,
    line: "67 Cobblestone Lane", city: "Portland", postal_code: "04101", phone: "+1 207-555-0137", email: "anapaula.ferreira@example.org",
    language: ("pt", "Portuguese"), contact: Some(("Tiago Ferreira", "BRO", "brother", "+1 207-555-0196")),
    payer: &COAST_PLAN, since: 1_100, died: None,
};

pub(crate) static PATRICK: Person = Person {
    key: "patrick-mcallister", record_number: "VF-10070", given: &["Patrick"], family: "McAllister", native: "",
    sex: Sex::Male, age: Age::Years(55, 12, 2), site: &MESA, doctor: &REYES,
    line: "1330 Quarry Street", city: "Longmont", postal_code: "80501", phone: "+1 303-555-0132", email: "patrick.mcallister@example.org",
    language: ENGLISH, contact: Some(("Shauna McAllister", "WIFE", "wife", "+1 303-555-0192")),
    payer: &PEAKS_MUTUAL, since: 2_000, died: None,
};
