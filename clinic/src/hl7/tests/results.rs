use super::super::{Document, Structured};
use super::*;
use crate::hl7::{ResultStatus, When};

fn text(value: &Value) -> String {
    match value {
        Value::Number(digits) => format!("number {digits}"),
        Value::Structured(number) => format!("structured {}", number.text()),
        Value::Text(lines) => format!("text {}", lines.join("/")),
        Value::Code(code) => format!("code {}", code.words().unwrap_or_default()),
        Value::When(when) => format!("when {}", when.local),
        Value::Time(time) => format!("time {time}"),
        Value::Document(document) => format!("document of {} bytes", document.bytes.len()),
        Value::Nothing => "nothing".to_owned(),
        Value::Elsewhere => "elsewhere".to_owned(),
        Value::AsSent { value_type, text } => format!("{value_type} as sent {text}"),
    }
}

#[test]
fn each_type_of_value() {
    for (sent, read) in [
        ("NM|T||4.10", "number 4.10"),
        ("NM|T|| -0.50 ", "number -0.50"),
        ("NM|T||<5", "NM as sent <5"),
        ("NM|T||\"\"", "nothing"),
        ("SN|T||>^60", "structured >60"),
        ("SN|T||^1^:^128", "structured 1:128"),
        ("SN|T||^2^+", "structured 2+"),
        ("SN|T||^182", "structured 182"),
        ("SN|T||^10^-^20", "structured 10-20"),
        ("SN|T||^>^60", "SN as sent > 60"),
        ("ST|T||O \\T\\ Rh+", "text O & Rh+"),
        ("ST|T||AT&T ^ more", "text AT&T ^ more"),
        ("TX|T||one\\.br\\two", "text one/two"),
        ("FT|T||\\.in2\\one\\.sp\\two\\H\\!\\N\\", "text one/two!"),
        ("CWE|T||260415000^not detected^SCT^^^^^^None seen", "code not detected"),
        ("CE|T||^^^A1^alternate^L", "code alternate"),
        ("CWE|T||^^^^^^^^only words", "code only words"),
        ("DT|T||20260301", "when 2026-03-01 00:00:00"),
        ("TS|T||202603010830", "when 2026-03-01 08:30:00"),
        ("DTM|T||2026", "when 2026-01-01 00:00:00"),
        ("TM|T||0830", "time 0830"),
        ("ED|T||^AP^PDF^Base64^JVBERi0xLjc=", "document of 8 bytes"),
        ("ED|T||^AP^PDF^base64^JVBERi\\.br\\0xLjc", "document of 8 bytes"),
        ("ED|T||^TEXT^^Hex^4869", "document of 2 bytes"),
        ("ED|T||^TEXT^PLAIN^A^Hi \\T\\ bye", "document of 8 bytes"),
        ("RP|T||https://images.example/1^Viewer^image^JPEG", "elsewhere"),
        ("XTN|T||^PRN^PH", "XTN as sent ^PRN^PH"),
    ] {
        let values = values(&format!("OBX|1|{sent}||||||F"));
        assert_eq!(values.iter().map(text).collect::<Vec<_>>(), [read], "{sent}");
    }
    assert_eq!(values("OBX|1|NM|T||27~25||||||F").iter().map(text).collect::<Vec<_>>(), ["number 27", "number 25"]);
    assert!(values("OBX|1|NM|T||||||||I").is_empty());
    assert!(values("OBX|1||T||||||||X").is_empty());
}

#[test]
fn what_is_not_read_is_said() {
    for (sent, place) in [
        ("RP|T||x", "OBX^1^5^1"),
        ("XTN|T||x", "OBX^1^5^1"),
        ("NM|T||> 5", "OBX^1^5^1"),
        ("SN|T||^>^60", "OBX^1^5^1"),
        ("ED|T||^AP^PDF^A^no pdf", "OBX^1^5^1^5"),
    ] {
        let received = one(&format!("OBX|1|{sent}||||||F"));
        assert!(received.report.is_ok(), "{sent}");
        assert_eq!(told(&received), [(102, "W", place.to_owned())], "{sent}");
    }
    // The address of what lies elsewhere is kept aside, not shown as a value.
    let report = report(&[PID, OBR, "OBX|1|RP|T||https://images.example/1||||||F"]);
    assert!(report.kept_aside.iter().any(|aside| aside.text == "https://images.example/1"));
}

#[test]
fn a_result_with_all_it_can_have() {
    let report = report(&[
        PID,
        OBR,
        "OBX|7|NM|718-7^Hemoglobin^LN^HGB^Hb^L|a.1|12.5|g/dL^gram^UCUM|13 to 18|L~A|||F|||20260301|lab^Lab^L||m1^One^L~m2^Two^L||\
         20260301101500||||Bay Lab^L^^^^CLIA&2.16.840.1.113883.4.7&ISO^XX^^^05D0642827|1 Quay^^Bay^CA^90067|9^Know^Phil^^^Dr.",
        "NTE|1|L|first\\.br\\second~third|RE^Remark^HL70364",
    ]);
    let order = &report.orders[0];
    let result = &order.observations[0];
    assert_eq!(order.test.code.as_deref(), Some("24317-0"));
    assert_eq!(order.placer.as_ref().map(|number| number.value.as_str()), Some("P-1"));
    assert_eq!(result.set_id.as_deref(), Some("7"));
    assert_eq!(result.sub_id.as_deref(), Some("a.1"));
    assert_eq!(result.test.alternate.as_ref().and_then(|other| other.text.as_deref()), Some("Hb"));
    assert_eq!(result.units.as_ref().and_then(|unit| unit.system.as_deref()), Some("UCUM"));
    assert_eq!(
        result.range.as_ref().and_then(|range| range.high.as_ref()).map(|high| high.digits.as_str()),
        Some("18")
    );
    assert_eq!(result.flags, ["L", "A"]);
    assert_eq!(result.status, ResultStatus::Final);
    assert_eq!(result.observed, When::parse("20260301"));
    assert_eq!(result.methods.len(), 2);
    let organisation = result.organisation.as_ref().unwrap();
    assert_eq!(organisation.identifier.value, "05D0642827");
    assert_eq!(organisation.identifier.authority.universal_id, "2.16.840.1.113883.4.7");
    assert_eq!(result.address, ["1 Quay", "Bay CA 90067"]);
    assert_eq!(result.director.as_ref().and_then(|director| director.name.family.as_deref()), Some("Know"));
    assert_eq!(result.notes[0].lines, ["first", "second", "third"]);
    assert_eq!(result.notes[0].source.as_deref(), Some("L"));
    assert!(report.kept_aside.is_empty());
    // A time without a zone is of the message's.
    let zone = chrono_tz::America::New_York;
    assert_eq!(report.moment(&result.analysed.unwrap(), zone).at.to_rfc3339(), "2026-03-01T15:15:00+00:00");
}

#[test]
fn what_has_no_place_is_kept_aside() {
    let report = report(&[
        "PID|1||1^^^A||Rivera^Ana||||||1 Quay",
        "ZPI|1|house^segment",
        "PV1|1|O",
        "NTE|1||to a visit",
        "ORC|RE|P-0||G-1",
        "ORC|RE|P-9",
        OBR,
        "OBX|1|ST|T||x|||||0.9|F|20200101",
        "SPM|1|||BLD",
        "NTE|1||to a specimen",
        "ORC|RE|P-2",
        "OBX|1|ST|T||lost?||||||F",
    ]);
    let kept: Vec<(String, &str)> = report
        .kept_aside
        .iter()
        .map(|aside| (aside.place.erl(crate::hl7::Coding::USUAL), aside.text.as_str()))
        .collect();
    let expected = [
        ("PID^1^11", "1 Quay"),
        ("ZPI^1", "ZPI|1|house^segment"),
        ("PV1^1", "PV1|1|O"),
        ("NTE^1", "NTE|1||to a visit"),
        ("ORC^1^4", "G-1"),
        ("ORC^1", "ORC|RE|P-0||G-1"),
        ("ORC^2", "ORC|RE|P-9"),
        ("OBX^1^10", "0.9"),
        ("OBX^1^12", "20200101"),
        ("NTE^2", "NTE|1||to a specimen"),
        ("OBX^2", "OBX|1|ST|T||lost?||||||F"),
        ("ORC^3", "ORC|RE|P-2"),
    ];
    assert_eq!(kept, expected.map(|(place, text)| (place.to_owned(), text)));
    assert_eq!(report.warnings.iter().map(tell).collect::<Vec<_>>(), [(100, "W", "OBX^2".to_owned())]);
}

#[test]
fn a_unit_that_falls_apart_stays_as_it_was_sent() {
    for (sent, shown, warned) in [
        ("10^9/L", "10^9/L", true),
        ("x10^9/L", "x10^9/L", true),
        ("10^9/L^UCUM", "10^9/L^UCUM", true),
        ("mL/min/1.73m^2", "mL/min/1.73m^2", true),
        ("s^-1", "s^-1", true),
        ("10\\S\\9/L", "10^9/L", false),
        ("10*9/L", "10*9/L", false),
        ("10*9/L^10*9/L", "10*9/L", false),
        ("10*3/uL^1000 per microliter^UCUM", "1000 per microliter", false),
        ("mg/dL^milligrams per deciliter^UCUM", "milligrams per deciliter", false),
    ] {
        let report = report(&[PID, OBR, &format!("OBX|1|NM|T||8.2|{sent}|||||F")]);
        let unit = report.orders[0].observations[0].units.as_ref().unwrap();
        assert_eq!(unit.words(), Some(shown), "{sent}");
        assert_eq!(!report.warnings.is_empty(), warned, "{sent}");
    }
}

#[test]
fn results_after_the_specimen_describe_it() {
    let (spm, obx) = ("SPM|1|||BLD^Blood^HL70487", "OBX|1|NM|T||5||||||F");
    let report = report(&[PID, OBR, obx, spm, obx]);
    assert_eq!((report.orders[0].observations.len(), report.orders[0].specimens[0].observations.len()), (1, 1));
    assert!(report.warnings.is_empty());
    // An order with none of its own may have them in the wrong place.
    assert_eq!(told(&received(&[PID, OBR, spm, obx])), [(100, "W", "OBX^1".to_owned())]);
}

#[test]
fn older_specimens_and_orders() {
    let report = report(&[
        PID,
        "ORC|RE|P-7^Clinic|F-7^Lab|||||||||77^Radon^Nick",
        "OBR|1|||U^Urine culture^L|||20260301||||||fever|202603010900|UR&Urine&HL70070^^midstream^BLAD&Bladder&L|||||||202603020900||MB|P",
        "OBX|1|ST|T||x||||||P",
    ]);
    let order = &report.orders[0];
    assert_eq!(order.control.as_deref(), Some("RE"));
    assert_eq!(order.placer.as_ref().map(|number| number.authority.namespace.as_str()), Some("Clinic"));
    assert_eq!(order.filler.as_ref().map(|number| number.value.as_str()), Some("F-7"));
    assert_eq!(order.ordering[0].name.family.as_deref(), Some("Radon"));
    assert_eq!(order.clinical_information.as_deref(), Some("fever"));
    assert_eq!(order.section.as_deref(), Some("MB"));
    assert_eq!(order.status, Some(crate::hl7::OrderStatus::Preliminary));
    let specimen = &order.specimens[0];
    assert_eq!(specimen.kind.as_ref().and_then(|kind| kind.text.as_deref()), Some("Urine"));
    assert_eq!(specimen.text.as_deref(), Some("midstream"));
    assert_eq!(specimen.site.as_ref().and_then(|site| site.code.as_deref()), Some("BLAD"));
    assert!(report.kept_aside.is_empty());
}

#[test]
fn every_state_has_its_code() {
    for code in ["C", "D", "F", "I", "N", "O", "P", "R", "S", "U", "W", "X"] {
        assert_eq!(ResultStatus::parse(code).unwrap().code(), code);
    }
    for code in ["A", "C", "F", "I", "M", "N", "O", "P", "R", "S", "X", "Y", "Z"] {
        assert_eq!(crate::hl7::OrderStatus::parse(code).unwrap().code(), code);
    }
    assert!(ResultStatus::parse("").is_none());
    assert!(crate::hl7::OrderStatus::parse("f").is_none());
}

#[test]
fn documents_tell_what_they_are() {
    let values = values("OBX|1|ED|T||app^AP^PDF^Base64^JVBERi0xLjc=||||||F");
    let [Value::Document(document)] = values.as_slice() else { panic!("no document") };
    let Document { kind, subtype, .. } = document;
    assert!(document.is_pdf());
    assert_eq!((kind.as_deref(), subtype.as_deref()), (Some("AP"), Some("PDF")));
    let number = Structured { comparator: None, first: Some("1".to_owned()), separator: None, second: None };
    assert_eq!(number.text(), "1");
}
