use super::super::Charset;
use super::*;

fn name(bytes: &[u8], unstated: Charset) -> Result<String, (u16, String)> {
    let received = receive(bytes, &Rules { unstated, ..Rules::USUAL });
    match &received.report {
        Ok(report) => Ok(report.patient.names[0].family.clone().unwrap_or_default()),
        Err(faults) => {
            let (code, _, place) = tell(&faults[0]);
            Err((code, place))
        }
    }
}

/// A message with this set of letters and family name, and these line ends.
fn bytes(set: &str, family: &[u8], end: &str) -> Vec<u8> {
    let pid = [b"PID|1||1^^^A||".as_slice(), family, b"^Ana"].concat();
    let obx = "OBX|1|NM|T||5||||||F";
    [format!("{MSH}||||||{set}").as_bytes(), &pid, OBR.as_bytes(), obx.as_bytes(), b""].join(end.as_bytes())
}

#[test]
fn any_end_of_line() {
    for end in ["\r", "\n", "\r\n", "\r\n\r\n", "\r\r"] {
        assert_eq!(name(&bytes("", b"Rivera", end), Charset::Ascii).as_deref(), Ok("Rivera"), "{end:?}");
    }
    let padded = [b"\r\n \r\n".to_vec(), bytes("", b"Rivera", "\r")].concat();
    assert_eq!(name(&padded, Charset::Ascii).as_deref(), Ok("Rivera"));
}

#[test]
fn letters_are_those_of_the_stated_set() {
    for (set, family, read) in [
        ("", b"Rivera".as_slice(), "Rivera"),
        ("ASCII", b"Rivera", "Rivera"),
        ("UNICODE UTF-8", "Núñez".as_bytes(), "Núñez"),
        ("UNICODE", "Núñez".as_bytes(), "Núñez"),
        ("8859/1", b"N\xFA\xF1ez", "Núñez"),
        ("8859/2", b"\xA3uk", "Łuk"),
        ("8859/15~ISO IR87", b"\xA4", "€"),
    ] {
        assert_eq!(name(&bytes(set, family, "\r"), Charset::Ascii).as_deref(), Ok(read), "{set}");
    }
    // What was agreed for messages that say nothing, and the mark before a message.
    assert_eq!(name(&bytes("", b"N\xFA\xF1ez", "\r"), Charset::Latin(1)).as_deref(), Ok("Núñez"));
    let marked = |set: &str| [b"\xEF\xBB\xBF".to_vec(), bytes(set, "Núñez".as_bytes(), "\r")].concat();
    assert_eq!(name(&marked(""), Charset::Ascii).as_deref(), Ok("Núñez"));
    assert_eq!(name(&marked("UNICODE UTF-8"), Charset::Latin(1)).as_deref(), Ok("Núñez"));
    assert_eq!(name(&marked("8859/1"), Charset::Ascii), Err((103, "MSH^1^18".to_owned())));
}

#[test]
fn other_bytes_are_refused_and_never_replaced() {
    for (set, family) in [
        ("", b"N\xFA\xF1ez".as_slice()),
        ("ASCII", "Núñez".as_bytes()),
        ("UNICODE UTF-8", b"N\xFA\xF1ez"),
        ("8859/1", b"O\x92Brien"),
    ] {
        let message = bytes(set, family, "\r\n");
        assert_eq!(name(&message, Charset::Ascii), Err((102, "PID^1".to_owned())), "{set}");
        // An answer is possible all the same.
        assert_eq!(receive(&message, &Rules::USUAL).header.unwrap().control_id, "M-1");
    }
    for set in ["UNICODE UTF-16", "BIG-5", "8859/99", "\u{fa}"] {
        assert_eq!(name(&bytes(set, b"Rivera", "\r"), Charset::Ascii), Err((103, "MSH^1^18".to_owned())), "{set}");
    }
}

#[test]
fn other_signs_part_a_message() {
    let text = String::from_utf8(message(&[PID, OBR, "OBX|1|CWE|T||a^b\\S\\c\\F\\d^L~e||||||F"])).unwrap();
    let other = text.replace('|', "#").replace('^', "*").replace('\\', "!").replace('~', "@").replace('&', "$");
    let received = receive(other.as_bytes(), &Rules::USUAL);
    let report = received.report.ok().unwrap();
    let words: Vec<String> = report.orders[0].observations[0]
        .values
        .iter()
        .filter_map(|value| if let Value::Code(code) = value { code.words().map(str::to_owned) } else { None })
        .collect();
    assert_eq!(words, ["b*c#d", "e"]);
    assert_eq!(report.patient.identifiers[0].authority.namespace, "Bay Lab");
}

#[test]
fn signs_may_be_left_out_from_the_right() {
    let text = "MSH|^|LIS|L|P|C|2026||ORU^R01|1|P|2.4\rPID|1||1^^^A~B&C||R^A\rOBR|1|||T\rOBX|1|ST|T||a\\F\\b~c||||||F";
    let received = receive(text.as_bytes(), &Rules::USUAL);
    let report = received.report.ok().unwrap();
    // Nothing repeats, nothing is escaped, nothing has subcomponents.
    assert_eq!(report.patient.identifiers[0].authority.namespace, "A~B&C");
    let Value::Text(lines) = &report.orders[0].observations[0].values[0] else { panic!("no text") };
    assert_eq!(lines, &["a\\F\\b~c"]);
}

#[test]
fn null_is_no_value() {
    let report = report(&["PID|1||1^^^A||R^A||\"\"|\"\"", OBR, "OBX|1|ST|T||\"\"|\"\"|\"\"||||X"]);
    assert!(report.patient.born.is_none() && report.patient.sex.is_none());
    let result = &report.orders[0].observations[0];
    assert!(result.values == [Value::Nothing] && result.units.is_none() && result.range.is_none());
}

#[test]
fn warnings_do_not_stop_a_message() {
    let received = one("OBX|1|ZZ|T||x||||||F");
    assert!(received.report.is_ok());
    assert!(received.faults().iter().all(|fault| fault.severity == Severity::Warning));
    assert_eq!(received.faults()[0].code, FaultCode::DataType);
    let report: &LabReport = received.report.as_ref().ok().unwrap();
    assert_eq!(report.warnings.len(), 1);
    assert!(!super::super::VERSIONS.contains(&"2.2"));
    assert_eq!(tell(&Fault::warning(FaultCode::DataType, super::super::Place::default(), "")).2, "");
}
