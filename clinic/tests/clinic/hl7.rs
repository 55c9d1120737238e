//! Laboratory messages that nobody here wrote, value by value.

use crate::import::world::data;
use clinic::hl7::{AckCode, Condition, Domain, LabReport, Mode, Observation, Outcome, Person, Rules, Value, receive};

const TRIALS: Rules = Rules { trials: true, ..Rules::USUAL };

fn report(file: &str) -> Option<LabReport> {
    let bytes = std::fs::read(data()?.join("hl7v2").join(file)).unwrap();
    // All of them are marked as tests.
    assert_eq!(receive(&bytes, &Rules::USUAL).outcome(), Outcome::Rejected);
    match receive(&bytes, &TRIALS).report {
        Ok(report) => Some(report),
        Err(faults) => panic!("{file}: {faults:?}"),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Number(digits) => digits.clone(),
        Value::Text(lines) => lines.join("/"),
        Value::Code(code) => format!("{} {}", code.code.as_deref().unwrap_or("-"), code.text.as_deref().unwrap_or("-")),
        Value::Elsewhere => "elsewhere".to_owned(),
        _ => "?".to_owned(),
    }
}

/// Code, values, unit, range, flags and state of a result.
fn line(result: &Observation) -> [String; 6] {
    let limit =
        |limit: &Option<clinic::hl7::Limit>| limit.as_ref().map(|limit| limit.digits.clone()).unwrap_or_default();
    [
        result.test.code.clone().unwrap_or_default(),
        result.values.iter().map(value).collect::<Vec<_>>().join("~"),
        result.units.as_ref().and_then(|unit| unit.code.clone()).unwrap_or_default(),
        result.range.as_ref().map(|range| format!("{}|{}", limit(&range.low), limit(&range.high))).unwrap_or_default(),
        result.flags.join("~"),
        result.status.code().to_owned(),
    ]
}

fn lines(results: &[Observation]) -> Vec<[String; 6]> {
    results.iter().map(line).collect()
}

fn expected(lines: &[[&str; 6]]) -> Vec<[String; 6]> {
    lines.iter().map(|line| line.map(str::to_owned)).collect()
}

fn at(report: &LabReport, when: Option<clinic::hl7::When>) -> String {
    report.moment(&when.unwrap(), chrono_tz::America::New_York).at.to_rfc3339()
}

/// Where faults and what is kept aside stand, such as `OBX 2 5`.
fn places<'a>(places: impl Iterator<Item = &'a clinic::hl7::Place>) -> Vec<String> {
    places
        .map(|place| {
            let field = place.field.map(|field| format!(" {field}")).unwrap_or_default();
            format!("{} {}{field}", place.segment, place.sequence)
        })
        .collect()
}

#[test]
fn a_complete_blood_count_of_nist() {
    let Some(report) = report("LRI_2.0-NG_CBC_Typ_Message.hl7") else { return };
    let header = &report.header;
    assert_eq!(header.sending_application.namespace, "NIST Test Lab APP");
    assert_eq!(header.sending_facility.namespace, "NIST Lab Facility");
    assert!(header.receiving_application.is_empty());
    assert_eq!(header.receiving_facility.namespace, "NIST EHR Facility");
    assert_eq!((header.control_id.as_str(), header.version.as_str()), ("NIST-LRI-NG-002.00", "2.5.1"));
    assert_eq!(at(&report, header.at), "2011-05-31T19:05:51+00:00");
    assert_eq!(header.mode, Mode::Enhanced { accept: Condition::Always, application: Condition::Never });
    assert_eq!(header.mode.answers(Outcome::Taken), [AckCode::CommitAccept]);

    let person = Person::of(&report);
    assert_eq!((person.family.as_str(), person.given.as_str()), ("Jones", "William A"));
    assert_eq!(person.born, "1961-06-15".parse().ok());
    assert_eq!(report.patient.sex.as_deref(), Some("M"));
    assert_eq!(person.numbers[0].authority, "NIST MPI");
    assert_eq!((person.numbers[0].kind.as_deref(), person.numbers[0].value.as_str()), (Some("MR"), "PATID1234"));

    let [order] = report.orders.as_slice() else { panic!("one order") };
    assert_eq!(order.control.as_deref(), Some("RE"));
    let placer = order.placer.as_ref().unwrap();
    assert_eq!((placer.value.as_str(), placer.authority.namespace.as_str()), ("ORD666555", "NIST EHR"));
    let filler = order.filler.as_ref().unwrap();
    assert_eq!((filler.value.as_str(), filler.authority.namespace.as_str()), ("R-991133", "NIST Lab Filler"));
    assert_eq!(order.test.code.as_deref(), Some("57021-8"));
    assert_eq!(order.test.text.as_deref(), Some("CBC W Auto Differential panel in Blood"));
    let alternate = order.test.alternate.as_ref().unwrap();
    assert_eq!((alternate.code.as_deref(), alternate.system.as_deref()), (Some("4456544"), Some("99USI")));
    assert_eq!(at(&report, order.collected), "2011-01-03T22:34:28+00:00");
    assert_eq!(at(&report, order.reported), "2011-01-05T01:00:28+00:00");
    assert_eq!(order.status.map(clinic::hl7::OrderStatus::code), Some("F"));
    let [ordering] = order.ordering.as_slice() else { panic!("one provider") };
    assert_eq!((ordering.identifier.value.as_str(), ordering.identifier.kind.as_deref()), ("57422", Some("NPI")));
    assert_eq!(ordering.name.family.as_deref(), Some("Radon"));

    let none = "260415000 not detected";
    assert_eq!(
        lines(&order.observations),
        expected(&[
            ["26453-1", "4.41", "10*6/uL", "4.3|6.2", "N", "F"],
            ["718-7", "12.5", "g/mL", "13|18", "L", "F"],
            ["20570-8", "41", "%", "40|52", "N", "F"],
            ["26464-8", "105600", "{cells}/uL", "4300|10800", "HH", "F"],
            ["26515-7", "210000", "{cells}/uL", "150000|350000", "N", "F"],
            ["30428-7", "91", "fL", "80|95", "N", "F"],
            ["28539-5", "29", "pg/{cell}", "27|31", "N", "F"],
            ["28540-3", "32.4", "g/dL", "32|36", "N", "F"],
            ["30385-9", "10.5", "%", "10.2|14.5", "N", "F"],
            ["26444-0", "0.1", "10*3/uL", "0|0.3", "N", "F"],
            ["30180-4", "0.1", "%", "0|2", "N", "F"],
            ["26484-6", "3", "10*3/uL", "0.0|13.0", "N", "F"],
            ["26485-3", "3", "%", "0|10", "N", "F"],
            ["26449-9", "2.1", "10*3/uL", "0.0|0.45", "HH", "F"],
            ["26450-7", "2", "%", "0|6", "N", "F"],
            ["26474-7", "41.2", "10*3/uL", "1.0|4.8", "HH", "F"],
            ["26478-8", "39", "%", "15.0|45.0", "N", "F"],
            ["26499-4", "58", "10*3/uL", "1.5|7.0", "HH", "F"],
            ["26511-6", "55", "%", "50|73", "N", "F"],
            ["38892-6", "260348001 Present ++ out of ++++", "", "", "A", "F"],
            ["30400-6", none, "", "", "N", "F"],
            ["30424-6", none, "", "", "N", "F"],
            ["30434-5", none, "", "", "N", "F"],
            ["779-9", none, "", "", "N", "F"],
            ["10378-8", none, "", "", "N", "F"],
            ["6742-1", "Many spherocytes present.", "", "", "A", "F"],
            ["11156-7", "Reactive morphology in lymphoid cells.", "", "", "A", "F"],
            ["11125-2", "Platelets show defective granulation.", "", "", "A", "F"],
        ])
    );
    let first = &order.observations[0];
    assert_eq!(first.range.as_ref().map(|range| range.text.as_str()), Some("4.3 to 6.2"));
    assert_eq!(first.units.as_ref().and_then(|unit| unit.text.as_deref()), Some("million per microliter"));
    assert_eq!(first.test.original_text.as_deref(), Some("Erythrocytes [#/volume] in Blood"));
    for result in &order.observations {
        assert_eq!(at(&report, result.observed), "2011-01-03T22:34:28+00:00");
        assert_eq!(at(&report, result.analysed), "2011-01-04T00:34:28+00:00");
        let organisation = result.organisation.as_ref().unwrap();
        assert_eq!(
            (organisation.name.as_deref(), organisation.identifier.value.as_str()),
            (Some("Century Hospital"), "987")
        );
        assert_eq!(organisation.identifier.authority.namespace, "NIST-AA-1");
        assert_eq!(result.address, ["2070 Test Park", "Los Angeles CA 90067"]);
        let director = result.director.as_ref().unwrap();
        assert_eq!(
            (director.name.family.as_deref(), director.name.prefix.as_deref()),
            (Some("Knowsalot"), Some("Dr."))
        );
    }
    let Value::Code(code) = &order.observations[19].values[0] else { panic!("no code") };
    assert_eq!((code.system.as_deref(), code.original_text.as_deref()), (Some("SCT"), Some("Moderate Anisocytosis")));
    let [specimen] = order.specimens.as_slice() else { panic!("one specimen") };
    let kind = specimen.kind.as_ref().unwrap();
    assert_eq!((kind.code.as_deref(), kind.text.as_deref()), (Some("119297000"), Some("BLD")));
    assert_eq!(at(&report, specimen.collected), "2011-01-03T22:34:28+00:00");
    assert!(report.warnings.is_empty());
    // Profiles; race; the number of a group of orders; who else gets the results.
    assert_eq!(
        places(report.kept_aside.iter().map(|aside| &aside.place)),
        ["MSH 1 21", "PID 1 10", "ORC 1 4", "OBR 1 28", "OBR 1 49"]
    );
}

#[test]
fn a_blood_count_in_two_parts_not_final_then_final() {
    let Some(first) = report("LAB-ORU-1.hl7") else { return };
    let Some(second) = report("LAB-ORU-2.hl7") else { return };
    for (report, control_id, at_sent) in
        [(&first, "182", "2014-10-05T23:45:00+00:00"), (&second, "ControlID", "2014-10-06T02:31:00+00:00")]
    {
        assert_eq!(report.header.control_id, control_id);
        assert_eq!(report.header.version, "2.5");
        assert_eq!(report.header.sending_application.namespace, "SomeSystem");
        assert_eq!(report.header.sending_facility, Domain::default());
        assert_eq!(report.header.mode, Mode::Original);
        assert_eq!(at(report, report.header.at), at_sent);
        let person = Person::of(report);
        assert_eq!((person.family.as_str(), person.given.as_str()), ("DUCK", "DONALD D"));
        assert_eq!(person.born, "1924-10-10".parse().ok());
        assert_eq!((person.numbers[0].authority.as_str(), person.numbers[0].value.as_str()), ("1", "10006579"));
        let account = report.patient.account.as_ref().unwrap();
        assert_eq!((account.value.as_str(), account.kind.as_deref()), ("40007716", Some("VN")));
        for order in &report.orders {
            assert_eq!(order.specimens[0].kind.as_ref().and_then(|kind| kind.code.as_deref()), Some("BLD"));
            assert_eq!(at(report, order.specimens[0].collected), "2014-10-05T22:35:00+00:00");
            assert_eq!(order.ordering[0].name.family.as_deref(), Some("URO"));
            // This sender puts the state of the order where the parent belongs, which is said.
            assert!(order.collected.is_none() && order.reported.is_none());
        }
        assert_eq!(places(report.warnings.iter().map(|fault| &fault.place)), ["OBR 2 29", "OBR 1 29"]);
    }
    assert_eq!(first.orders[0].placer.as_ref().map(|number| number.value.as_str()), Some("88502218"));
    assert_eq!(first.orders[0].status.map(clinic::hl7::OrderStatus::code), Some("F"));
    assert!(first.orders[1].status.is_none());
    let white = |status: &'static str| {
        [
            ["23761-0", "72", "%", "", "N", status],
            ["26450-7", "2", "%", "", "N", status],
            ["26478-8", "20", "%", "", "N", status],
            ["26485-3", "6", "%", "", "N", status],
        ]
    };
    let basophils = |status| ["30180-4", "0", "%", "", "N", status];
    assert_eq!(
        lines(&first.orders[0].observations),
        expected(&[
            ["11156-7", "", "", "", "", "I"],
            ["11273-0", "4.06", "tera.l-1", "", "N", "P"],
            ["20509-6", "", "", "", "", "I"],
            ["20570-8", "40.1", "%", "", "N", "P"],
            ["11125-2", "221", "giga.l-1", "", "N", "F"],
        ])
    );
    assert_eq!(at(&first, first.orders[0].observations[1].observed), "2014-10-05T23:27:00+00:00");
    assert_eq!(lines(&first.orders[1].observations), expected(&[&white("P")[..], &[basophils("P")]].concat()));
    assert_eq!(lines(&second.orders[0].observations), expected(&[&[basophils("F")][..], &white("F")].concat()));
    assert_eq!(
        lines(&second.orders[1].observations),
        expected(&[
            ["20509-6", "13.4", "g/l-1", "", "N", "F"],
            ["11156-7", "8.2", "giga.l-1", "", "N", "F"],
            ["11273-0", "4.08", "tera.l-1", "", "N", "F"],
            ["20570-8", "39.7", "%", "", "N", "F"],
            ["11125-2", "220", "giga.l-1", "", "N", "F"],
        ])
    );
}

#[test]
fn a_culture_with_segments_of_all_kinds() {
    let Some(report) = report("ORU-R01-01.hl7") else { return };
    assert_eq!(report.header.sending_facility.universal_id, "2.16.840.1.114222.4.1.10411");
    assert_eq!(report.header.control_id, "2.16.840.1.114222.4.3.3.5.1.2-20120314235954.325");
    let number = &report.patient.identifiers[0];
    assert_eq!((number.value.as_str(), number.kind.as_deref()), ("14", Some("PI")));
    assert_eq!(number.authority.universal_id, "2.16.840.1.114222.4.3.3.5.1.2");
    assert_eq!(Person::of(&report).family, "Finn");

    let [order] = report.orders.as_slice() else { panic!("one order") };
    assert_eq!(order.placer.as_ref().map(|number| number.value.as_str()), Some("845439"));
    assert_eq!(order.filler.as_ref().map(|number| number.value.as_str()), Some("986"));
    assert_eq!(order.test.original_text.as_deref(), Some("Enteric Culture"));
    assert_eq!(at(&report, order.collected), "2002-02-15T05:15:00+00:00");
    assert_eq!(at(&report, order.received), "2002-02-12T05:15:00+00:00");
    assert_eq!(order.section.as_deref(), Some("BLB"));
    assert_eq!(
        order.notes[0].lines,
        [
            "Enteric culture includes testing for Salmonella, Shigella, Campylobacter, Yersinia, E.coli O157:H7 & other STECs, and Aeromonas"
        ]
    );
    assert_eq!(order.notes[1].lines, ["Allergy to peanuts observed."]);

    assert_eq!(
        lines(&order.observations),
        expected(&[["625-4", "27268008 Salmonella", "beats/min", "70|80", "A", "P"]])
    );
    let result = &order.observations[0];
    assert_eq!(result.sub_id.as_deref(), Some("1"));
    assert_eq!(at(&report, result.observed), "2012-03-01T00:00:00+00:00");
    // The clock of the message counts for times without a zone.
    assert_eq!(at(&report, result.analysed), "2012-03-14T12:12:00+00:00");
    assert_eq!(result.methods[0].words(), Some("Bacterial Culture"));
    assert_eq!(result.organisation.as_ref().map(|one| one.identifier.value.as_str()), Some("16D0648109"));
    assert_eq!(result.director.as_ref().and_then(|director| director.name.family.as_deref()), Some("Atchinson"));
    let notes: Vec<_> = result.notes.iter().flat_map(|note| &note.lines).map(String::as_str).collect();
    assert_eq!(notes, ["Submission of serum", "No Antibodies Detected"]);

    let [source, specimen] = order.specimens.as_slice() else { panic!("two specimens") };
    assert_eq!(source.text.as_deref(), Some("Collection Method"));
    assert_eq!(specimen.filler.as_ref().map(|number| number.value.as_str()), Some("2012999999"));
    assert_eq!(specimen.kind.as_ref().and_then(|kind| kind.text.as_deref()), Some("Serum"));
    let conditions: Vec<_> = specimen.condition.iter().filter_map(clinic::hl7::Coded::words).collect();
    assert_eq!(conditions, ["Autolyzed", "HEM"]);
    assert_eq!(
        lines(&specimen.observations),
        expected(&[["1063-7", "elsewhere", "", "", "", "O"], ["8867-4", "27~25", "", "", "", "I"]])
    );

    assert_eq!(places(report.warnings.iter().map(|fault| &fault.place)), ["OBX 1", "OBX 2", "OBX 4 5"]);
    // What belongs to no order is kept, word by word.
    let aside = |segment: &str| report.kept_aside.iter().find(|aside| aside.place.segment == segment);
    for segment in ["SFT", "PRT", "PV1", "TXA", "TQ1", "CTD", "FT1", "CTI"] {
        assert!(aside(segment).is_some_and(|aside| aside.text.starts_with(segment)), "{segment}");
    }
    assert!(aside("OBX").is_some_and(|aside| aside.text.starts_with("OBX||RP|8867-4^heartrate^LN|")));
}

#[test]
fn a_message_that_is_cut_or_changed_anywhere_never_stops_the_program() {
    let Some(folder) = data() else { return };
    for file in std::fs::read_dir(folder.join("hl7v2")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for at in (0..bytes.len()).step_by(61) {
            let _ = receive(&bytes[..at], &TRIALS);
            for byte in [0, b'|', b'\\', b'\r', 0xFF] {
                let mut changed = bytes.clone();
                changed[at] = byte;
                let received = receive(&changed, &TRIALS);
                assert!(received.report.is_ok() || !received.faults().is_empty());
            }
        }
    }
}
