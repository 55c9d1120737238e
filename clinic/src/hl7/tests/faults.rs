use super::super::{Limits, Message};
use super::*;
use proptest::prelude::*;

const OBX: &str = "OBX|1|NM|T^Test^L||5||||||F";

/// The faults of a message with this MSH.
fn header(msh: &str) -> Vec<(u16, &'static str, String)> {
    let bytes = [msh, PID, OBR, OBX].join("\r").into_bytes();
    let received = receive(&bytes, &Rules::USUAL);
    assert!(received.report.is_err(), "{msh}");
    told(&received)
}

fn e(code: u16, place: &str) -> Vec<(u16, &'static str, String)> {
    vec![(code, "E", place.to_owned())]
}

#[test]
fn what_the_header_must_say() {
    for (old, new, code, place) in [
        ("ORU^R01^ORU_R01", "ADT^A01", 200, "MSH^1^9"),
        ("ORU^R01^ORU_R01", "", 200, "MSH^1^9"),
        ("ORU^R01^ORU_R01", "ORU^R01^ACK", 200, "MSH^1^9"),
        ("ORU^R01^ORU_R01", "ORU^R30", 201, "MSH^1^9^1^2"),
        ("|P|", "|T|", 202, "MSH^1^11"),
        ("|P|", "|D|", 202, "MSH^1^11"),
        ("|P|", "||", 202, "MSH^1^11"),
        ("|P|", "|X|", 202, "MSH^1^11"),
        ("2.5.1", "2.3", 203, "MSH^1^12"),
        ("2.5.1", "2.6", 203, "MSH^1^12"),
        ("2.5.1", "", 203, "MSH^1^12"),
        ("|M-1|", "||", 101, "MSH^1^10"),
        ("20260301120000", "yesterday", 102, "MSH^1^7"),
        ("Bay Lab", "Bay\\XFF\\", 102, "MSH^1^4^1^1"),
        ("2.5.1", "2.5.1||||||BIG-5", 103, "MSH^1^18"),
        ("MSH|^~\\&|", "MSH|^^\\&|", 102, "MSH^1^2"),
        ("MSH|^~\\&|", "MSH||", 102, "MSH^1^2"),
        ("MSH|", "MSX|", 100, "MSH^1"),
        (MSH, "", 100, "MSH^1"),
        (MSH, "MSH", 100, "MSH^1"),
    ] {
        assert_eq!(header(&MSH.replacen(old, new, 1)), e(code, place), "{new}");
    }
    let both = MSH.replace("|P|", "|Q|").replace("2.5.1", "3");
    assert_eq!(header(&both).iter().map(|fault| fault.0).collect::<Vec<_>>(), [202, 203]);
}

#[test]
fn what_is_taken_besides() {
    for (old, new) in [
        ("ORU^R01^ORU_R01", "ORU^R01"),
        ("ORU^R01^ORU_R01", "ORU"),
        ("2.5.1", "2.3.1"),
        ("2.5.1", "2.4"),
        ("2.5.1", "2.5^USA"),
        ("|P|", "|P^T|"),
        ("MSH|^~\\&|", "MSH|^~\\&#|"),
        ("|20260301120000-0500|", "||"),
    ] {
        let bytes = [&MSH.replacen(old, new, 1), PID, OBR, OBX].join("\r").into_bytes();
        assert!(receive(&bytes, &Rules::USUAL).report.is_ok(), "{new}");
    }
    let bytes = [&MSH.replace("|P|", "|T|"), PID, OBR, OBX].join("\r").into_bytes();
    assert!(receive(&bytes, &Rules { trials: true, ..Rules::USUAL }).report.is_ok());
}

#[test]
fn every_fault_in_the_data_has_its_code_and_place() {
    let pid = |pid: &'static str| vec![pid, OBR, OBX];
    let obr = |obr: &'static str| vec![PID, obr, OBX];
    let obx = |obx: &'static str| vec![PID, OBR, OBX, obx];
    for (segments, code, place) in [
        (vec![OBR, OBX], 100, "PID^1"),
        (vec![OBR, OBX, PID], 100, "OBR^1"),
        (vec![PID], 100, "OBR^1"),
        (vec![PID, PID, OBR, OBX], 100, "PID^2"),
        (vec![PID, OBR, OBX, MSH], 100, "MSH^2"),
        (vec![PID, OBR, OBX, "DSC|next"], 100, "DSC^1"),
        (vec![PID, OBR, OBX, "a note without a name"], 100, "OBX^1"),
        (vec![PID, OBR, OBX, "OBX1|"], 100, "OBX^1"),
        (pid("PID|1||||||19800101"), 101, "PID^1^3"),
        (pid("PID|1||1^^^A||R^A||1980-01-01"), 102, "PID^1^7"),
        (obr("OBR|1|P|F"), 101, "OBR^1^4"),
        (obr("OBR|1|P|F|T^Test|||yesterday"), 102, "OBR^1^7"),
        (obr("OBR|1|P^\\XFF\\|F|T^Test"), 102, "OBR^1^2"),
        (obr("OBR|1|P|F|T^Test||||||||||||||||||||||1&\\XFF\\"), 102, "OBR^1^26^1^1^2"),
        (obr("OBR|1|P|F|T^Test|||||||||||||||||||||f"), 103, "OBR^1^25"),
        (obx("OBX|2|NM|||5||||||F"), 101, "OBX^2^3"),
        (obx("OBX|2||T||5||||||F"), 101, "OBX^2^2"),
        (obx("OBX|2|NM|T||5"), 101, "OBX^2^11"),
        (obx("OBX|2|NM|T||5||||||final"), 103, "OBX^2^11"),
        (obx("OBX|2|NM|T||FOO||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|NM|T||5~FOO||||||F"), 102, "OBX^2^5^2"),
        (obx("OBX|2|NM|T||5,1||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|SN|T||about^5||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|DT|T||1.3.2026||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|TM|T||8:30||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|ED|T||^AP^PDF^Base64||||||F"), 101, "OBX^2^5^1^5"),
        (obx("OBX|2|ED|T||^AP^PDF^zip^x||||||F"), 103, "OBX^2^5^1^4"),
        (obx("OBX|2|ED|T||^AP^PDF^Base64^JVB*||||||F"), 102, "OBX^2^5^1^5"),
        (obx("OBX|2|ED|T||^AP^PDF^Hex^123||||||F"), 102, "OBX^2^5^1^5"),
        (obx("OBX|2|ST|T||\\C2842\\x||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|ST|T||\\X00\\x||||||F"), 102, "OBX^2^5^1"),
        (obx("OBX|2|ST|T||\u{b}||||||F"), 102, "OBX^2"),
        (obx("OBX|2|NM|T||5||||||F|||1:30"), 102, "OBX^2^14"),
    ] {
        let received = received(&segments);
        assert!(received.report.is_err(), "{segments:?}");
        assert_eq!(told(&received), e(code, place), "{segments:?}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let bad = "OBX|2|NM|T||FOO||||||f";
    let received = received(&[PID, OBR, bad, bad]);
    let places: Vec<String> = told(&received).into_iter().map(|(_, _, place)| place).collect();
    assert_eq!(places, ["OBX^1^5^1", "OBX^1^11", "OBX^2^5^1", "OBX^2^11"]);
    let mut many = vec![PID, OBR];
    many.extend(std::iter::repeat_n(bad, 500));
    assert_eq!(super::received(&many).faults().len(), 100);
}

#[test]
fn half_of_a_person_is_said() {
    assert_eq!(told(&received(&["PID|1||1^^^A", OBR, OBX])), [(101, "W", "PID^1^5".to_owned())]);
    assert_eq!(told(&received(&["PID|1||||R^A", OBR, OBX])), [(101, "W", "PID^1^3".to_owned())]);
}

#[test]
fn limits_are_kept() {
    let limits = Limits { bytes: 2_000, segments: 5, fields: 25, repetitions: 3, document: 4 };
    let rules = Rules { limits, ..Rules::USUAL };
    let refused = |segments: &[&str]| {
        let received = receive(&message(segments), &rules);
        assert!(received.report.is_err() && received.header.is_some());
        assert_eq!(received.outcome(), super::super::Outcome::Faulty);
        told(&received)[0].clone()
    };
    let long = format!("NTE|1||{}", "a".repeat(2_000));
    assert_eq!(refused(&[PID, OBR, OBX, &long]), e(207, "MSH^1")[0]);
    assert_eq!(refused(&[PID, OBR, OBX, OBX, OBX, OBX]), e(207, "MSH^1")[0]);
    assert_eq!(refused(&[PID, OBR, &format!("OBX{}", "|".repeat(30))]), e(207, "MSH^1")[0]);
    assert_eq!(refused(&[PID, OBR, "OBX|1|NM|T||1~2~3~4||||||F"]), e(207, "OBX^1^5^2")[0]);
    assert_eq!(refused(&[PID, OBR, "OBX|1|ED|T||^AP^^A^12345||||||F"]), e(207, "OBX^1^5^1^5")[0]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let received = receive(&bytes, &Rules::USUAL);
        prop_assert!(received.report.is_err());
    }

    #[test]
    fn anything_like_a_message_is_read_or_refused(
        lines in prop::collection::vec(
            (prop::sample::select(vec!["PID", "ORC", "OBR", "OBX", "SPM", "NTE", "DSC", "ZZZ"]), r"[|^~&\\A-Z0-9.<> \n]{0,60}"),
            0..8,
        )
    ) {
        let segments: Vec<String> = lines.iter().map(|(name, rest)| format!("{name}|{rest}")).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let received = received(&segments);
        prop_assert!(received.header.is_some());
        prop_assert!(received.report.is_ok() || !received.faults().is_empty());
    }

    #[test]
    fn values_of_any_type_are_read_or_refused(
        kind in prop::sample::select(vec!["NM", "SN", "ST", "FT", "CWE", "DTM", "DT", "TM", "ED", "RP", "XX"]),
        value in r"[^|\r\n]{0,40}",
    ) {
        let received = one(&format!("OBX|1|{kind}|T||{value}||||||F"));
        let says = received.report.is_ok() || !received.faults().is_empty();
        prop_assert!(says);
    }

    #[test]
    fn what_is_written_into_a_field_is_read_back(text in r"[ -~é-ü]{1,40}") {
        let coding = super::super::Coding::USUAL;
        let raw = super::super::escape::escape(&text, coding);
        let values = values(&format!("OBX|1|ST|T||{raw}||||||F"));
        let [Value::Text(lines)] = values.as_slice() else {
            // Nothing but blanks, or the sign of no value.
            prop_assert!(text.trim().is_empty() || text == "\"\"");
            return Ok(());
        };
        prop_assert_eq!(lines.join("\n"), text);
    }
}

#[test]
fn parts_that_are_not_there_are_empty() {
    let bytes = message(&[PID]);
    let opening = super::super::message::Opening::find(&bytes).ok().unwrap();
    let message = Message::read(&opening, super::super::Charset::Utf8, Limits::USUAL).ok().unwrap();
    let segments: Vec<_> = message.segments().collect();
    assert_eq!(segments[0].field(1).raw, "|");
    assert_eq!(segments[0].field(2).raw, "^~\\&");
    assert_eq!(segments[0].field(3).raw, "LIS");
    assert_eq!(segments[1].field(3).component(4).raw, "Bay Lab");
    assert_eq!(segments[1].field(3).component(4).subcomponent(1).raw, "Bay Lab");
    assert!(segments[1].field(99).component(3).subcomponent(0).is_empty());
    assert_eq!(segments[1].field(99).repetitions().count(), 0);
    assert_eq!(message.coding().others(), "^~\\&");
}
