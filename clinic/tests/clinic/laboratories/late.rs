//! Messages that come late, alone or in another order, and documents that come again.

use super::bench::{Bench, PID, message, potassium};
use chrono::Duration;
use clinic::{
    accounts::Role,
    db::Source as _,
    laboratories::{State, decide, remove},
    labs::{self, Detail},
    reviews::{MOST_CALLS, call_again},
    testing::databases,
};

/// A message that was written at this time of the day before.
fn written(time: &str, id: &str, rest: &str) -> String {
    message(id, PID, rest).replace("20261101080000", &format!("20261031{time}00"))
}

fn glucose(results: &[(&str, &str, &str)]) -> String {
    let mut order =
        "OBR|1||200^County|20438-8^Glucose tolerance^LN|||20261031090000-0400||||||||||||||||||F".to_owned();
    for (place, (value, at, status)) in results.iter().enumerate() {
        let place = place + 1;
        order += &format!("\nOBX|{place}|NM|2345-7^Glucose^LN||{value}|mg/dL^^UCUM|70-99||||{status}|||{at}");
    }
    order
}

fn values(results: &[[String; 5]]) -> Vec<&str> {
    results.iter().map(|line| line[1].as_str()).collect()
}

#[tokio::test]
async fn a_correction_alone_finds_its_result_in_a_series() {
    for test in databases("labs_series").await {
        let bench = Bench::new(&test.db).await;
        let times = ["20261031090000-0400", "20261031100000-0400", "20261031110000-0400"];
        let series = [("95", times[0], "F"), ("180", times[1], "F"), ("140", times[2], "F")];
        bench.taken(&written("0800", "1", &glucose(&series))).await;
        bench.taken(&written("0810", "2", &glucose(&[("150", times[1], "C")]))).await;
        assert_eq!(values(&bench.results(bench.ana).await), ["150 mg/dL", "95 mg/dL", "140 mg/dL"]);
        bench.taken(&written("0820", "3", &glucose(&[("100", "20261031120000-0400", "F")]))).await;
        let results = bench.results(bench.ana).await;
        assert_eq!(values(&results), ["100 mg/dL", "150 mg/dL", "95 mg/dL", "140 mg/dL"], "a fourth one");
        let doubtful = "SELECT count(*) FROM lab_messages WHERE CAST(faults AS TEXT) LIKE '%cannot be told%'";
        assert_eq!(bench.count(doubtful).await, 0);
        // A correction that is faster than what it corrects changes no other result, nor is it changed by it.
        bench.taken(&written("0840", "5", &glucose(&[("88", "20261031130000-0400", "C")]))).await;
        bench.taken(&written("0830", "4", &glucose(&[("188", "20261031130000-0400", "F")]))).await;
        let results = bench.results(bench.ana).await;
        assert_eq!(values(&results), ["88 mg/dL", "100 mg/dL", "150 mg/dL", "95 mg/dL", "140 mg/dL"]);
        assert_eq!(bench.count(doubtful).await, 1);
    }
}

#[tokio::test]
async fn a_correction_that_may_be_of_several_results_stands_beside_them() {
    for test in databases("labs_doubtful").await {
        let bench = Bench::new(&test.db).await;
        bench.taken(&written("0800", "1", &glucose(&[("95", "", "F"), ("180", "", "F")]))).await;
        bench.taken(&written("0810", "2", &glucose(&[("150", "", "C")]))).await;
        let results = bench.results(bench.ana).await;
        assert_eq!(values(&results), ["150 mg/dL", "95 mg/dL", "180 mg/dL"]);
        let doubtful =
            "SELECT count(*) FROM lab_messages WHERE control_id = '2' AND CAST(faults AS TEXT) LIKE '%cannot be told%'";
        assert_eq!(bench.count(doubtful).await, 1);
        assert_eq!(bench.count("SELECT count(*) FROM report_reviews WHERE why = 'corrected'").await, 1);
    }
}

#[tokio::test]
async fn susceptibilities_are_corrected_without_their_organism() {
    for test in databases("labs_alone").await {
        let bench = Bench::new(&test.db).await;
        let organism = "OBR|1||C1^County|630-4^Urine culture^LN|||20261031090000-0400||||||||||||||||||F\n\
             OBX|1|CE|11475-1^Organism^LN|1|112283007^Escherichia coli^SCT||||||F\n";
        let tested = |value: &str, status: &str| {
            format!(
                "OBR|2||C1^County|29576-6^Susceptibility^LN|||20261031090000-0400||||||||||||||||||{status}|11475-1&Organism&LN^1|||^C1&County\n\
                 OBX|1|ST|18864-9^Ampicillin^LN||{value}|||{value}|||{status}"
            )
        };
        bench.taken(&written("0800", "1", &format!("{organism}{}", tested("S", "F")))).await;
        bench.taken(&written("0810", "2", &tested("R", "C"))).await;
        assert_eq!(bench.count("SELECT count(*) FROM diagnostic_reports").await, 2);
        let below = "SELECT count(*) FROM diagnostic_reports d JOIN observations o ON o.id = d.parent_id
                     JOIN diagnostic_report_results x ON x.report_id = d.id JOIN observations b ON b.id = x.observation_id
                     WHERE o.value = 'Escherichia coli' AND b.value = 'R'";
        assert_eq!(bench.count(below).await, 1);
    }
}

#[tokio::test]
async fn a_critical_result_in_a_message_that_comes_late_is_raised() {
    for test in databases("labs_late").await {
        let bench = Bench::new(&test.db).await;
        bench.taken(&written("0810", "2", &potassium("4.1", "N", "F"))).await;
        assert_eq!(bench.count("SELECT count(*) FROM critical_alerts").await, 0);
        let sodium = "\nOBX|2|NM|2951-2^Sodium^LN||109|mmol/L^^UCUM|136-145|LL|||F";
        bench.taken(&written("0800", "1", &(potassium("3.9", "N", "P") + sodium))).await;
        let results = bench.results(bench.ana).await;
        assert_eq!(values(&results), ["4.1 mmol/L", "109 mmol/L"], "the newer potassium, and the sodium of its report");
        assert_eq!(bench.reports(bench.ana).await[0].report.status, "final");
        assert_eq!(bench.count("SELECT count(*) FROM critical_alerts").await, 1);
        // The same once more, from a second older message.
        let chloride = "\nOBX|2|NM|2075-0^Chloride^LN||101|mmol/L^^UCUM|98-107|N|||F";
        bench.taken(&written("0805", "3", &(potassium("3.9", "N", "P") + chloride))).await;
        assert_eq!(values(&bench.results(bench.ana).await), ["4.1 mmol/L", "109 mmol/L", "101 mmol/L"]);
    }
}

#[tokio::test]
async fn messages_that_were_in_a_wrong_record_keep_their_order() {
    for test in databases("labs_order").await {
        let bench = Bench::new(&test.db).await;
        let clerk = bench.clinician().await;
        let eva = bench.patient(("eva", "Example", "Eva", "1971-05-06", "female")).await;
        let unknown =
            |sent: String| sent.replace("4711^^^County^PI", "9^^^County^PI").replace("García^Ana", "Garcia^A");
        let sodium = "\nOBX|2|NM|2951-2^Sodium^LN||140|mmol/L^^UCUM|136-145|N|||F";
        let first = unknown(written("0800", "1", &(potassium("5.9", "H", "F") + sodium)));
        let second = unknown(written("0810", "2", &potassium("4.1", "N", "C")));
        for (sent, id) in [(&first, "1"), (&second, "2")] {
            assert_eq!(bench.taken(sent).await, State::Waiting);
            let (id, revision) = bench.message_of(id).await;
            decide(&bench.portal, &clerk, id, revision, eva, false).await.unwrap().unwrap();
        }
        for patient in [bench.ana, eva] {
            bench.later();
            let from = if patient == eva { bench.ana } else { eva };
            let chart = bench.chart(from).await;
            // The other message of the same order comes with it.
            let (id, revision) = bench.message_of("1").await;
            remove(&bench.portal, &clerk, &chart, id, revision, "Not theirs.").await.unwrap().unwrap();
            assert_eq!(bench.count("SELECT count(*) FROM lab_messages WHERE reason = 'removed'").await, 2);
            assert!(bench.reports(from).await.iter().all(|report| report.report.status == "entered-in-error"));
            bench.later();
            // The newer one first.
            for id in ["2", "1"] {
                let (id, revision) = bench.message_of(id).await;
                decide(&bench.portal, &clerk, id, revision, patient, false).await.unwrap().unwrap();
            }
            let results = bench.results(patient).await;
            assert_eq!(values(&results), ["4.1 mmol/L", "140 mmol/L"]);
            assert!(results.iter().all(|line| line[4] != "entered-in-error"), "{results:?}");
        }
    }
}

fn document(id: &str, text: &str, status: &str) -> String {
    let kind = if text.is_empty() { String::new() } else { format!("^Application^PDF^Base64^{text}") };
    format!("\nOBX|2|ED|{id}^Report {id}^L||{kind}||||||{status}")
}

// %PDF-1.4 and a digit.
const ONE: &str = "JVBERi0xLjQx";
const TWO: &str = "JVBERi0xLjQy";
const OLD: &str = "JVBERi0xLjQw";

fn in_force(report: &Detail) -> Vec<&str> {
    report.documents.iter().filter(|one| one.replaced_at.is_none()).map(|one| one.title.as_str()).collect()
}

#[tokio::test]
async fn a_document_is_replaced_by_a_later_one_of_its_name_only() {
    for test in databases("labs_documents").await {
        let bench = Bench::new(&test.db).await;
        let send = async |time: &str, id: &str, rest: String| {
            bench.taken(&written(time, id, &(potassium("4.1", "N", "F") + &rest))).await;
            bench.reports(bench.ana).await.swap_remove(0)
        };
        let report = send("0810", "1", document("A", ONE, "F")).await;
        assert_eq!(in_force(&report), ["Report A"]);
        let revision = "SELECT revision FROM report_reviews";
        let before = bench.count(revision).await;
        let report = send("0820", "2", document("B", ONE, "F")).await;
        assert_eq!(in_force(&report), ["Report A", "Report B"]);
        assert_eq!(bench.count(revision).await, before + 1, "a new document is to be looked at");
        // An older message changes nothing, a newer one takes the place; all stay for the clinic.
        let report = send("0800", "3", document("A", OLD, "F")).await;
        assert_eq!((in_force(&report).len(), report.documents.len()), (2, 3));
        let report = send("0830", "4", document("A", TWO, "C")).await;
        assert_eq!((in_force(&report).len(), report.documents.len()), (2, 4));
        let chart = bench.chart(bench.ana).await;
        let read = &mut test.db.read().await.unwrap();
        let mut contents = Vec::new();
        for position in report.documents.iter().map(|one| one.position) {
            contents.push(labs::attached(read, &chart, report.report.id, position).await.unwrap().content);
        }
        let texts = ["%PDF-1.41", "%PDF-1.42", "%PDF-1.41", "%PDF-1.40"];
        assert_eq!(contents, texts.map(|text| text.as_bytes().to_vec()));
        // Taken back, without its content.
        let report = send("0840", "5", document("B", "", "D")).await;
        assert_eq!(in_force(&report), ["Report A"]);
        assert_eq!(report.results.len(), 1, "no result comes of it");
        let withdrawn = report.documents.iter().find(|one| one.title == "Report B").unwrap().position;
        let own = bench.own(bench.ana).await;
        let seen = labs::report(read, &own, report.report.id).await.unwrap();
        assert_eq!(seen.documents.len(), 1, "the patient sees what is in force");
        assert!(labs::attached(read, &own, report.report.id, withdrawn).await.is_err());
        // One that was taken back before it came is nobody's but the clinic's; so is an earlier version that comes after that.
        let report = send("0850", "6", "\nOBX|2|ED|C^Report C^L||\"\"||||||D".to_owned()).await;
        assert_eq!((in_force(&report), report.results.len()), (vec!["Report A"], 1));
        send("0845", "7", document("C", ONE, "F")).await;
        let report = send("0835", "8", document("B", TWO, "F")).await;
        assert_eq!(in_force(&report), ["Report A"]);
        assert_eq!(report.documents.len(), 6);
        // Two under one name: none is taken for the other.
        let two = document("D", ONE, "F") + &document("D", TWO, "F");
        assert_eq!(in_force(&send("0900", "9", two).await).len(), 3);
        assert_eq!(in_force(&send("0910", "10", document("D", TWO, "F")).await).len(), 3);
        assert_eq!(in_force(&send("0920", "11", document("D", OLD, "F")).await).len(), 4);
        assert_eq!(in_force(&send("0930", "12", document("D", OLD, "W")).await).len(), 3);
    }
}

#[tokio::test]
async fn an_order_without_a_time_of_its_own_has_that_of_its_specimen() {
    for test in databases("labs_specimen_time").await {
        let bench = Bench::new(&test.db).await;
        let sent = |value: &str, day: &str| {
            potassium(value, "N", "F").replace("|||20261031090000-0400|", "||||")
                + &format!("\nSPM|1|||119364003^Serum^SCT|||||||||||||{day}090000-0400")
        };
        bench.taken(&written("0800", "1", &sent("3.9", "20241031"))).await;
        bench.taken(&written("0810", "2", &sent("4.4", "20261031"))).await;
        assert_eq!(values(&bench.results(bench.ana).await), ["4.4 mmol/L", "3.9 mmol/L"]);
    }
}

#[tokio::test]
async fn prescribers_are_called_for_what_is_critical_and_nobodys() {
    for test in databases("labs_urgent").await {
        let bench = Bench::new(&test.db).await;
        let rounds = async || while call_again(&test.db, bench.now()).await.unwrap() {};
        let nobody =
            |sent: String| sent.replace("García^Ana", "Nobody^Knows").replace("4711^^^County^PI", "9^^^County^PI");
        bench.taken(&nobody(written("0800", "1", &potassium("4.1", "N", "F")))).await;
        rounds().await;
        let calls = "SELECT count(*) FROM outbox WHERE kind = 'critical_result'";
        assert_eq!(bench.count(calls).await, 0);
        // The flag stands behind the specimen.
        let specimen = "\nSPM|1|||119364003^Serum^SCT\nOBX|1|NM|2951-2^Sodium^LN||109|mmol/L^^UCUM|136-145|LL|||F";
        bench
            .taken(&nobody(written("0800", "2", &(potassium("4.1", "N", "F").replace("100^", "101^") + specimen))))
            .await;
        bench.office.account("Second", &[Role::Prescriber], None).await;
        rounds().await;
        rounds().await;
        assert_eq!(bench.count(calls).await, 2, "all prescribers, once");
        bench.office.clock.advance(Duration::minutes(30));
        rounds().await;
        assert_eq!(bench.count(calls).await, 4);
        let (id, revision) = bench.message_of("2").await;
        decide(&bench.portal, &bench.clinician().await, id, revision, bench.ana, true).await.unwrap().unwrap();
        let filed = bench.count(calls).await;
        assert_eq!(bench.count("SELECT count(*) FROM critical_alerts").await, 1, "now it is raised by its report");
        assert_eq!(bench.count("SELECT calls FROM lab_messages WHERE control_id = '2'").await, 2);
        assert!(filed > 4);
        // Beyond a limit of the clinic, without a flag.
        bench.limit("2823-3", "mmol/L", "2.5", "6.5").await;
        bench.taken(&nobody(written("0800", "3", &potassium("6.6", "", "F").replace("100^", "102^")))).await;
        bench.taken(&nobody(written("0800", "4", &potassium("6.5", "", "F").replace("100^", "103^")))).await;
        for _ in 0..MOST_CALLS + 5 {
            bench.office.clock.advance(Duration::minutes(30));
            rounds().await;
        }
        assert_eq!(bench.count("SELECT calls FROM lab_messages WHERE control_id = '3'").await, MOST_CALLS);
        assert_eq!(bench.count("SELECT calls FROM lab_messages WHERE control_id = '4'").await, 0);
    }
}

#[tokio::test]
async fn a_document_waits_with_what_came_beside_it() {
    for test in databases("labs_documents_beside").await {
        let bench = Bench::new(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        tx.query("INSERT INTO settings (name, value, changed_at) VALUES ('results.infections_days', '30', $1)")
            .bind(bench.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let order = |at: u32, number: &str, test: &str| {
            format!("OBR|{at}||{number}^County|{test}|||20261031090000-0400||||||||||||||||||F\n")
        };
        let sensitive = order(1, "77", "56888-1^HIV^LN") + "OBX|1|CE|56888-1^HIV^LN||260385009^Negative^SCT||||||F\n";
        let whole = order(2, "78", "11502-2^Laboratory report^LN") + document("A", ONE, "F").trim_start();
        let other = order(3, "79", "2823-3^Potassium^LN") + "OBX|1|NM|2823-3^Potassium^LN||4.1|mmol/L|3.5-5.1||||F";
        bench.taken(&written("0810", "1", &(sensitive + &whole + "\n" + &other))).await;
        // One of the same specimen comes later, and one of another specimen.
        let alone = |number: &str, title: &str| {
            let document = document(title, TWO, "F").replace("OBX|2", "OBX|1");
            order(1, number, "11502-2^Laboratory report^LN") + document.trim_start()
        };
        bench.taken(&written("0820", "2", &alone("80", "B"))).await;
        bench.taken(&written("0830", "3", &alone("81", "C").replace("20261031090000", "20261031091500"))).await;
        let own = bench.own(bench.ana).await;
        let all = bench.reports(bench.ana).await;
        let read = &mut test.db.read().await.unwrap();
        let mut seen = Vec::new();
        for report in &all {
            let theirs = labs::report(read, &own, report.report.id).await.unwrap();
            let titles = report.documents.iter().map(|one| one.title.clone()).collect::<String>();
            let file = labs::attached(read, &own, report.report.id, 0).await;
            assert_eq!(file.is_ok(), theirs.documents.len() == 1);
            seen.push((titles, theirs.documents.len(), theirs.report.documents_until.is_some(), theirs.results.len()));
        }
        seen.sort();
        let none = String::new;
        let expected = [
            (none(), 0, false, 0),
            (none(), 0, false, 1),
            ("Report A".to_owned(), 0, true, 0),
            ("Report B".to_owned(), 0, true, 0),
            ("Report C".to_owned(), 1, false, 0),
        ];
        assert_eq!(seen, expected);
        let mut tx = test.db.begin().await.unwrap();
        tx.query("UPDATE held_results SET shown_at = $1").bind(bench.now()).run().await.unwrap();
        tx.commit().await.unwrap();
        let held = all.iter().find(|report| report.documents.iter().any(|one| one.title == "Report A")).unwrap();
        let seen = labs::report(read, &own, held.report.id).await.unwrap();
        assert_eq!((seen.documents.len(), seen.report.documents_until), (1, None));
    }
}
