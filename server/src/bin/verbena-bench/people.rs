//! Invented patients in any number, as NDJSON files that the importer reads. Always the same ones.

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

/// Patients in one file.
const A_FILE: usize = 500;

/// Tests of a panel: LOINC code, name, unit, value in thousandths, lower and upper bound of the reference range.
const TESTS: [(&str, &str, &str, u64, &str, &str); 10] = [
    ("2345-7", "Glucose", "mg/dL", 93_000, "70", "99"),
    ("3094-0", "Urea Nitrogen", "mg/dL", 14_000, "7", "20"),
    ("2160-0", "Creatinine", "mg/dL", 900, "0.6", "1.2"),
    ("17861-6", "Calcium", "mg/dL", 9_400, "8.5", "10.5"),
    ("2951-2", "Sodium", "mmol/L", 140_000, "135", "145"),
    ("2823-3", "Potassium", "mmol/L", 4_200, "3.5", "5.0"),
    ("2075-0", "Chloride", "mmol/L", 102_000, "98", "107"),
    ("2028-9", "Carbon Dioxide", "mmol/L", 24_000, "22", "29"),
    ("4548-4", "Hemoglobin A1c", "%", 5_600, "4.0", "5.6"),
    ("718-7", "Hemoglobin", "g/dL", 14_100, "12.0", "17.5"),
];
const GIVEN: [&str; 20] = [
    "Ana", "Ben", "Carla", "David", "Elena", "Farid", "Grace", "Hugo", "Irene", "Jorge", "Karin", "Luis", "Mina",
    "Noah", "Olga", "Pablo", "Quinn", "Rosa", "Samir", "Tara",
];
const FAMILY: [&str; 20] = [
    "Alvarez", "Brown", "Castillo", "Diaz", "Evans", "Flores", "García", "Hansen", "Ito", "Johnson", "Kim", "López",
    "Müller", "Nguyen", "Ortiz", "Peña", "Quispe", "Rossi", "Silva", "Turner",
];

/// How much a patient's chart holds.
struct Size {
    visits: usize,
    prescriptions: usize,
    appointments: usize,
}

/// The record number of the patient with the largest chart.
pub(crate) const LARGEST: &str = "N-0";

/// Writes `patients` patients into `folder`, the first with a chart of 1,000 visits and 10,000 results, and gives the files.
pub(crate) fn write(folder: &Path, patients: usize) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![folder.join("clinic.ndjson")];
    std::fs::write(folder.join("clinic.ndjson"), clinic())?;
    for first in (0..patients).step_by(A_FILE) {
        let path = folder.join(format!("patients-{first:06}.ndjson"));
        let mut file = BufWriter::new(File::create(&path)?);
        for number in first..patients.min(first + A_FILE) {
            let mut lines = String::new();
            patient(&mut lines, number);
            file.write_all(lines.as_bytes())?;
        }
        file.flush()?;
        files.push(path);
    }
    Ok(files)
}

fn clinic() -> String {
    let mut lines = String::new();
    for number in 0..20 {
        let _ = writeln!(
            lines,
            r#"{{"resourceType":"Practitioner","id":"d{number}","active":true,"name":[{{"family":"Doctor {number}","given":["Anna"],"prefix":["Dr."]}}]}}"#
        );
    }
    let _ = writeln!(
        lines,
        r#"{{"resourceType":"Location","id":"l0","status":"active","name":"Main Street","extension":[{{"url":"http://hl7.org/fhir/StructureDefinition/timezone","valueCode":"America/Denver"}}]}}"#
    );
    lines
}

fn patient(lines: &mut String, number: usize) {
    let size = if number == 0 {
        Size { visits: 1_000, prescriptions: 200, appointments: 300 }
    } else {
        Size { visits: 3, prescriptions: 4, appointments: 3 }
    };
    let (given, family) = (pick(&GIVEN, number / 20), pick(&FAMILY, number));
    let (year, month, day) = (1935 + number % 85, 1 + number % 12, 1 + number % 28);
    let doctor = number % 20;
    let sex = if number.is_multiple_of(2) { "female" } else { "male" };
    let _ = writeln!(
        lines,
        r#"{{"resourceType":"Patient","id":"p{number}","active":true,"identifier":[{{"type":{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}}]}},"system":"urn:bench","value":"N-{number}"}}],"name":[{{"use":"official","family":"{family}","given":["{given}"]}}],"gender":"{sex}","birthDate":"{year}-{month:02}-{day:02}","telecom":[{{"system":"phone","value":"+1 555 {number:07}"}}],"address":[{{"line":["{number} Main Street"],"city":"Boulder","state":"CO","postalCode":"80301"}}],"generalPractitioner":[{{"reference":"Practitioner/d{doctor}"}}]}}"#
    );
    let _ = writeln!(
        lines,
        r#"{{"resourceType":"CareTeam","id":"t{number}","status":"active","subject":{{"reference":"Patient/p{number}"}},"participant":[{{"member":{{"reference":"Practitioner/d{doctor}"}}}}]}}"#
    );
    for (at, name) in ["Essential hypertension", "Hyperlipidemia"].into_iter().enumerate() {
        let _ = writeln!(
            lines,
            r#"{{"resourceType":"Condition","id":"c{number}-{at}","clinicalStatus":{{"coding":[{{"code":"active"}}]}},"code":{{"text":"{name}"}},"subject":{{"reference":"Patient/p{number}"}},"onsetDateTime":"20{at}9-04-01"}}"#
        );
    }
    for visit in 0..size.visits {
        self::visit(lines, number, visit);
    }
    prescriptions_and_appointments(lines, number, &size);
}

/// One visit with a panel of ten results and a blood pressure.
fn visit(lines: &mut String, number: usize, visit: usize) {
    let (year, month, day) = (2010 + visit % 16, 1 + (visit / 16) % 12, 1 + (visit + number) % 28);
    let at = format!("{year}-{month:02}-{day:02}T15:{:02}:00Z", visit % 60);
    let _ = writeln!(
        lines,
        r#"{{"resourceType":"Encounter","id":"e{number}-{visit}","status":"finished","class":{{"code":"AMB"}},"type":[{{"text":"Office visit"}}],"subject":{{"reference":"Patient/p{number}"}},"period":{{"start":"{at}"}},"location":[{{"location":{{"reference":"Location/l0"}}}}]}}"#
    );
    let mut results = String::new();
    for (place, (code, name, unit, middle, low, high)) in TESTS.iter().enumerate() {
        // Within some 20 % of the middle, different for each, with a few out of range.
        let value = middle * (80 + (number * 7 + visit * 13 + place * 29) as u64 % 41) / 100;
        let id = format!("o{number}-{visit}-{place}");
        let _ = writeln!(
            lines,
            r#"{{"resourceType":"Observation","id":"{id}","status":"final","category":[{{"coding":[{{"code":"laboratory"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"{code}","display":"{name}"}}]}},"subject":{{"reference":"Patient/p{number}"}},"encounter":{{"reference":"Encounter/e{number}-{visit}"}},"effectiveDateTime":"{at}","valueQuantity":{{"value":{}.{:01},"unit":"{unit}","system":"http://unitsofmeasure.org","code":"{unit}"}},"referenceRange":[{{"low":{{"value":{low}}},"high":{{"value":{high}}}}}]}}"#,
            value / 1000,
            value % 1000 / 100
        );
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(results, r#"{comma}{{"reference":"Observation/{id}"}}"#);
    }
    let _ = writeln!(
        lines,
        r#"{{"resourceType":"DiagnosticReport","id":"r{number}-{visit}","status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/v2-0074","code":"LAB"}}]}}],"code":{{"text":"Metabolic panel"}},"subject":{{"reference":"Patient/p{number}"}},"encounter":{{"reference":"Encounter/e{number}-{visit}"}},"effectiveDateTime":"{at}","issued":"{at}","result":[{results}]}}"#
    );
    let _ = writeln!(
        lines,
        r#"{{"resourceType":"Observation","id":"b{number}-{visit}","status":"final","category":[{{"coding":[{{"code":"vital-signs"}}]}}],"code":{{"coding":[{{"system":"http://loinc.org","code":"85354-9","display":"Blood pressure"}}]}},"subject":{{"reference":"Patient/p{number}"}},"encounter":{{"reference":"Encounter/e{number}-{visit}"}},"effectiveDateTime":"{at}","component":[{{"code":{{"coding":[{{"system":"http://loinc.org","code":"8480-6","display":"Systolic blood pressure"}}]}},"valueQuantity":{{"value":{},"unit":"mmHg","code":"mm[Hg]"}}}},{{"code":{{"coding":[{{"system":"http://loinc.org","code":"8462-4","display":"Diastolic blood pressure"}}]}},"valueQuantity":{{"value":{},"unit":"mmHg","code":"mm[Hg]"}}}}]}}"#,
        110 + visit % 40,
        65 + visit % 25
    );
}

fn prescriptions_and_appointments(lines: &mut String, number: usize, size: &Size) {
    for order in 0..size.prescriptions {
        let status = if order < 8 { "active" } else { "completed" };
        let (year, day) = (2012 + order % 14, 1 + order % 28);
        let _ = writeln!(
            lines,
            r#"{{"resourceType":"MedicationRequest","id":"m{number}-{order}","status":"{status}","intent":"order","medicationCodeableConcept":{{"text":"Lisinopril 10 MG Oral Tablet"}},"subject":{{"reference":"Patient/p{number}"}},"authoredOn":"{year}-05-{day:02}","requester":{{"reference":"Practitioner/d{}"}},"dosageInstruction":[{{"text":"Take 1 tablet by mouth once a day"}}],"dispenseRequest":{{"numberOfRepeatsAllowed":3,"quantity":{{"value":90,"unit":"tablet"}}}}}}"#,
            number % 20
        );
    }
    for booked in 0..size.appointments {
        let coming = booked == 0;
        let (year, status) = if coming { (2099, "booked") } else { (2012 + booked % 14, "fulfilled") };
        let (month, day) = (1 + booked % 12, 1 + booked % 28);
        let _ = writeln!(
            lines,
            r#"{{"resourceType":"Appointment","id":"a{number}-{booked}","status":"{status}","start":"{year}-{month:02}-{day:02}T16:00:00Z","end":"{year}-{month:02}-{day:02}T16:30:00Z","appointmentType":{{"text":"Office visit"}},"participant":[{{"actor":{{"reference":"Patient/p{number}"}},"status":"accepted"}},{{"actor":{{"reference":"Practitioner/d{}"}},"status":"accepted"}},{{"actor":{{"reference":"Location/l0"}},"status":"accepted"}}]}}"#,
            number % 20
        );
    }
}

fn pick(names: &[&'static str; 20], number: usize) -> &'static str {
    names[number % names.len()]
}
