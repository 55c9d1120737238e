use super::super::{Ack, AckCode, Condition, Mode, Outcome};
use super::*;
use chrono::DateTime;
use proptest::prelude::*;

const OBX: &str = "OBX|1|NM|T^Test^L||5||||||F";

/// The answers to a message, with CR shown as a line.
fn answers(bytes: &[u8]) -> Vec<String> {
    let received = receive(bytes, &Rules::USUAL);
    let mode = received.header.as_ref().map_or(Mode::Original, |header| header.mode);
    mode.answers(received.outcome()).into_iter().map(|code| answer(&received, code)).collect()
}

fn answer(received: &Received, code: AckCode) -> String {
    let at = DateTime::parse_from_rfc3339("2026-03-01T12:30:05-05:00").unwrap();
    let faults = received.faults();
    let ack = Ack { header: received.header.as_ref(), code, faults, control_id: "V-1", at };
    String::from_utf8_lossy(&ack.write()).replace('\r', "\n")
}

fn in_mode(accept: &str, application: &str, obx: &str) -> Vec<String> {
    let bytes = [&format!("{MSH}|||{accept}|{application}"), PID, OBR, obx].join("\r").into_bytes();
    let codes = answers(&bytes);
    codes.iter().map(|answer| answer.lines().nth(1).unwrap().split('|').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn a_message_that_is_taken() {
    let bytes = [MSH, PID, OBR, OBX].join("\r").into_bytes();
    let expected = "MSH|^~\\&|Portal|Clinic|LIS|Bay Lab|20260301123005-0500||ACK^R01^ACK|V-1|P|2.5.1\nMSA|AA|M-1\n";
    assert_eq!(answers(&bytes), [expected]);
}

#[test]
fn faults_are_told_in_the_form_of_the_version() {
    let bad = "OBX|1|NM|T^Test^L||FOO||||||f";
    let bytes = [MSH, PID, OBR, bad].join("\r").into_bytes();
    let expected = "MSH|^~\\&|Portal|Clinic|LIS|Bay Lab|20260301123005-0500||ACK^R01^ACK|V-1|P|2.5.1\nMSA|AE|M-1\n\
         ERR||OBX^1^5^1|102^Data type error^HL70357|E||||The value is no number (type NM).\n\
         ERR||OBX^1^11|103^Table value not found^HL70357|E||||The state of a result must be a code of table 0085.\n";
    assert_eq!(answers(&bytes), [expected]);
    for version in ["2.3.1", "2.4"] {
        let bytes = [&MSH.replace("2.5.1", version), PID, OBR, bad].join("\r").into_bytes();
        let expected = format!(
            "MSH|^~\\&|Portal|Clinic|LIS|Bay Lab|20260301123005-0500||ACK^R01^ACK|V-1|P|{version}\n\
             MSA|AE|M-1|The value is no number (type NM).\n\
             ERR|OBX^1^5^102&Data type error&HL70357~OBX^1^11^103&Table value not found&HL70357\n"
        );
        assert_eq!(answers(&bytes), [expected]);
    }
}

#[test]
fn what_is_not_for_the_portal_is_rejected() {
    for (old, new) in [("ORU^R01^ORU_R01", "ADT^A01"), ("|P|", "|T|"), ("2.5.1", "2.7"), ("ORU^R01^ORU_R01", "ORU^R30")]
    {
        let bytes = [&MSH.replacen(old, new, 1), PID].join("\r").into_bytes();
        let answer = &answers(&bytes)[0];
        assert!(answer.contains("\nMSA|AR|M-1\nERR||MSH^1^"), "{answer}");
    }
}

#[test]
fn garbage_has_an_answer_too() {
    for bytes in [b"".as_slice(), b"GET / HTTP/1.1\r\n", b"\xFF\xFE\0", b"MSH"] {
        let expected = "MSH|^~\\&|||||20260301123005-0500||ACK^^ACK|V-1|P|2.5.1\nMSA|AR\n\
             ERR||MSH^1|100^Segment sequence error^HL70357|E||||The message does not begin with an MSH segment.\n";
        assert_eq!(answers(bytes), [expected]);
    }
    let signs = answers(b"MSH|^^^^|");
    assert!(signs[0].contains("MSA|AR\nERR||MSH^1^2|102^"), "{}", signs[0]);
    assert!(signs[0].contains("such as \\F\\\\S\\\\R\\\\E\\\\T\\."), "{}", signs[0]);
}

#[test]
fn every_code_can_be_told() {
    use super::super::{FaultCode, Place};
    let bytes = [MSH, PID, OBR, OBX].join("\r").into_bytes();
    let header = receive(&bytes, &Rules::USUAL).header.unwrap();
    let at = DateTime::parse_from_rfc3339("2026-03-01T12:30:05-05:00").unwrap();
    let codes = FaultCode::ALL.map(FaultCode::code);
    assert_eq!(codes, [100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 207]);
    for code in FaultCode::ALL {
        let faults = [Fault::error(code, Place::segment("MSH", 1).field(10).component(1).subcomponent(2), "Why.")];
        let ack = Ack { header: Some(&header), code: AckCode::ApplicationError, faults: &faults, control_id: "V", at };
        let text = String::from_utf8(ack.write()).unwrap();
        let line = format!("\rERR||MSH^1^10^1^1^2|{}^{}^HL70357|E||||Why.\r", code.code(), code.name());
        assert!(text.ends_with(&line), "{text}");
    }
}

#[test]
fn which_answers_are_due() {
    let bad = "OBX|1|NM|T||FOO||||||F";
    for (accept, application, good, wrong) in [
        ("", "", vec!["AA"], vec!["AE"]),
        ("\"\"", "", vec!["AA"], vec!["AE"]),
        ("AL", "NE", vec!["CA"], vec!["CE"]),
        ("AL", "", vec!["CA"], vec!["CE"]),
        ("AL", "AL", vec!["CA", "AA"], vec!["CE"]),
        ("NE", "AL", vec!["AA"], vec!["AE"]),
        ("ER", "AL", vec!["AA"], vec!["CE"]),
        ("SU", "AL", vec!["CA", "AA"], vec!["AE"]),
        ("NE", "ER", vec![], vec!["AE"]),
        ("NE", "SU", vec!["AA"], vec![]),
        ("NE", "NE", vec![], vec![]),
        ("??", "NE", vec!["CA"], vec!["CE"]),
    ] {
        assert_eq!(in_mode(accept, application, OBX), good, "{accept} {application}");
        assert_eq!(in_mode(accept, application, bad), wrong, "{accept} {application}");
    }
    let enhanced = Mode::Enhanced { accept: Condition::Always, application: Condition::Always };
    assert_eq!(enhanced.answers(Outcome::Rejected), [AckCode::CommitReject]);
    assert_eq!(AckCode::CommitReject.code(), "CR");
    let bytes = [&format!("{MSH}|||AL|NE"), PID, OBR, OBX].join("\r").into_bytes();
    assert!(
        answers(&bytes)[0]
            .starts_with("MSH|^~\\&|Portal|Clinic|LIS|Bay Lab|20260301123005-0500||ACK^R01^ACK|V-1|P|2.5.1|||NE|NE\n")
    );
}

#[test]
fn what_the_sender_called_itself_is_said_back() {
    let msh = "MSH#*@!$#Lab !F!|*1.2.3*ISO#Bay**#Portal#Clinic#2026##ORU*R01#a!T!b*c^d#P#2.5.1######8859/1";
    let received = receive([msh, "PID"].join("\r").as_bytes(), &Rules::USUAL);
    assert_eq!(received.header.as_ref().unwrap().control_id, "a$b*c^d");
    let answer = answer(&received, AckCode::ApplicationError);
    assert!(answer.starts_with("MSH|^~\\&|Portal|Clinic|Lab #\\F\\^1.2.3^ISO|Bay|"), "{answer}");
    assert!(answer.contains("||||||8859/1\nMSA|AE|a$b*c\\S\\d\n"), "{answer}");
    // In its own letters, and with signs of question where its own were none.
    let latin = [format!("{}||||||8859/1", MSH.replace("Bay", "B\u{e9}")), PID.to_owned()].join("\r");
    let latin: Vec<u8> = latin.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'i')).collect();
    let received = receive(&latin, &Rules::USUAL);
    let at = DateTime::parse_from_rfc3339("2026-03-01T12:30:05-05:00").unwrap();
    let code = AckCode::ApplicationError;
    let bytes = Ack { header: received.header.as_ref(), code, faults: &[], control_id: "V", at }.write();
    assert!(bytes.windows(6).any(|window| window == b"B\xE9 Lab"));
    let broken =
        receive(&latin.iter().map(|byte| if *byte == b'8' { b'9' } else { *byte }).collect::<Vec<_>>(), &Rules::USUAL);
    assert_eq!(broken.header.unwrap().sending_facility.namespace, "B? Lab");
}

proptest! {
    #[test]
    fn whatever_came_the_answer_is_a_message(
        fields in prop::collection::vec(r"[^|\r\n\x00-\x1f\x7f-\u{9f}]{0,12}", 0..20), stated in any::<bool>()
    ) {
        let mut msh = format!("MSH|^~\\&|{}", fields.join("|"));
        if stated {
            msh = format!("{MSH}-{}||||||UNICODE UTF-8", fields.concat().replace(['^', '~'], ""));
        }
        let received = receive(msh.as_bytes(), &Rules::USUAL);
        let outcome = received.outcome();
        let code = Mode::Original.answers(outcome)[0];
        let text = answer(&received, code).replace('\n', "\r");
        // Read as a message of its own it is refused for its type alone.
        let again = receive(text.as_bytes(), &Rules { unstated: super::super::Charset::Utf8, trials: true, ..Rules::USUAL });
        let header = again.header.unwrap();
        prop_assert_eq!(header.message_type, "ACK");
        prop_assert_eq!(header.control_id, "V-1");
        if let Some(sender) = received.header {
            prop_assert_eq!(header.receiving_facility, sender.sending_facility);
            prop_assert_eq!(header.sending_application, sender.receiving_application);
        }
        let msa = text.split('\r').nth(1).unwrap();
        let begins = msa.starts_with(&["MSA|", code.code()].concat());
        prop_assert!(begins);
    }
}
