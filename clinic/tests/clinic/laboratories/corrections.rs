//! What a laboratory changes afterwards, and what people take back.

use super::bench::{Bench, PID, message, potassium};
use clinic::{
    laboratories::{NotDecided, State, decide, remove},
    testing::databases,
};

#[tokio::test]
async fn a_correction_takes_the_place_and_keeps_what_was() {
    for test in databases("labs_corrected").await {
        let bench = Bench::new(&test.db).await;
        let later = |id: &str, minute: &str, rest: &str| {
            message(id, PID, rest).replace("20261101080000", &format!("202610310{minute}00"))
        };
        bench.taken(&later("1", "800", &potassium("5.9", "H", "P"))).await;
        bench.taken(&later("2", "810", &potassium("5.9", "H", "F"))).await;
        bench.taken(&later("3", "820", &potassium("4.1", "N", "C"))).await;
        assert_eq!(
            bench.results(bench.ana).await,
            [["Potassium", "4.1 mmol/L", "3.5-5.1", "N", "corrected"].map(str::to_owned)]
        );
        let kept = bench.count(
            "SELECT count(*) FROM resource_versions v JOIN resources r ON r.id = v.resource_id WHERE r.type = 'Observation'",
        );
        assert_eq!(kept.await, 2);
        // A message that was held up on its way undoes nothing.
        bench.taken(&later("4", "815", &potassium("5.8", "H", "F"))).await;
        assert_eq!(bench.results(bench.ana).await[0][1], "4.1 mmol/L");
        // Deleted by the laboratory: the row stays, as recorded by mistake.
        bench.taken(&later("5", "830", &potassium("4.1", "N", "F").replace("|N|||F", "|N|||D"))).await;
        assert_eq!(bench.results(bench.ana).await[0][4], "entered-in-error");
        assert_eq!(bench.count("SELECT count(*) FROM observation_series").await, 0);
    }
}

#[tokio::test]
async fn what_is_final_without_being_sent_again_keeps_its_value() {
    for test in databases("labs_unchanged").await {
        let bench = Bench::new(&test.db).await;
        bench.taken(&message("1", PID, &potassium("6.9", "HH", "P"))).await;
        let unchanged = potassium("", "", "F").replace("|3.5-5.1||||F", "|||||U");
        let unchanged = message("2", PID, &unchanged).replace("20261101080000", "20261101090000");
        assert_eq!(bench.taken(&unchanged).await, State::Filed);
        let results = bench.results(bench.ana).await;
        assert_eq!(results[0], ["Potassium", "6.9 mmol/L", "3.5-5.1", "HH", "final"].map(str::to_owned));
    }
}

#[tokio::test]
async fn a_message_that_brings_only_what_changed_takes_nothing_away() {
    for test in databases("labs_partly").await {
        let bench = Bench::new(&test.db).await;
        let sodium = "\nOBX|2|NM|2951-2^Sodium^LN||140|mmol/L^^UCUM|136-145|N|||F";
        bench.taken(&message("1", PID, &(potassium("5.9", "H", "F") + sodium))).await;
        let correction = message("2", PID, &potassium("4.1", "N", "C")).replace("20261101080000", "20261101090000");
        bench.taken(&correction).await;
        let results = bench.results(bench.ana).await;
        assert_eq!(results.iter().map(|line| line[1].as_str()).collect::<Vec<_>>(), ["4.1 mmol/L", "140 mmol/L"]);
    }
}

#[tokio::test]
async fn a_number_that_comes_again_years_later_is_another_order() {
    for test in databases("labs_anew").await {
        let bench = Bench::new(&test.db).await;
        let old = potassium("3.9", "N", "F").replace("20261031", "20241031");
        bench.taken(&message("1", PID, &old)).await;
        bench.taken(&message("2", PID, &potassium("4.4", "N", "F"))).await;
        assert_eq!(bench.results(bench.ana).await.len(), 2);
        // And is corrected as itself.
        let correction = message("3", PID, &potassium("4.5", "N", "C")).replace("20261101080000", "20261101090000");
        bench.taken(&correction).await;
        let results = bench.results(bench.ana).await;
        assert_eq!(results.iter().map(|line| line[1].as_str()).collect::<Vec<_>>(), ["4.5 mmol/L", "3.9 mmol/L"]);
    }
}

#[tokio::test]
async fn what_was_filed_in_the_wrong_record_is_taken_out_and_filed_in_the_right_one() {
    for test in databases("labs_removed").await {
        let bench = Bench::new(&test.db).await;
        let eva = bench.patient(("eva", "Example", "Eva", "1971-05-06", "female")).await;
        let sent = message("1", ["9^^^County^PI", "Garcia^A", "19600302", "F"], &potassium("5.9", "H", "F"));
        assert_eq!(bench.taken(&sent).await, State::Waiting);
        let (id, _, revision) = bench.message().await;
        let clerk = bench.clinician().await;
        decide(&bench.portal, &clerk, id, revision, eva, true).await.unwrap().unwrap();
        assert_eq!(bench.results(eva).await.len(), 1);

        bench.later();
        let chart = bench.chart(eva).await;
        let (_, _, revision) = bench.message().await;
        let without = remove(&bench.portal, &clerk, &chart, id, revision, " ").await.unwrap();
        assert_eq!(without, Err(NotDecided::Note));
        remove(&bench.portal, &clerk, &chart, id, revision, "It is Ana's.").await.unwrap().unwrap();
        assert_eq!(bench.count("SELECT count(*) FROM observation_series").await, 0);
        assert_eq!(bench.count("SELECT count(*) FROM lab_identities").await, 0);
        assert_eq!(bench.reports(eva).await[0].report.status, "entered-in-error");

        bench.later();
        let (_, state, revision) = bench.message().await;
        assert_eq!(state, State::Waiting);
        decide(&bench.portal, &clerk, id, revision, bench.ana, true).await.unwrap().unwrap();
        assert_eq!(bench.results(bench.ana).await[0][1], "5.9 mmol/L");
        // A slip of the hand is no dead end either: out of Ana's record and in again.
        let chart = bench.chart(bench.ana).await;
        let (_, _, revision) = bench.message().await;
        remove(&bench.portal, &clerk, &chart, id, revision, "By mistake.").await.unwrap().unwrap();
        bench.later();
        let (_, _, revision) = bench.message().await;
        decide(&bench.portal, &clerk, id, revision, bench.ana, true).await.unwrap().unwrap();
        assert_eq!(
            bench.results(bench.ana).await[0],
            ["Potassium", "5.9 mmol/L", "3.5-5.1", "H", "final"].map(str::to_owned)
        );
    }
}

#[tokio::test]
async fn an_order_of_one_patient_is_not_filed_for_another_without_asking() {
    for test in databases("labs_another").await {
        let bench = Bench::new(&test.db).await;
        bench.patient(("eva", "Example", "Eva", "1971-05-06", "female")).await;
        bench.taken(&message("1", PID, &potassium("5.9", "H", "F"))).await;
        let other = message("2", ["9^^^County^PI", "Example^Eva", "19710506", "F"], &potassium("5.9", "H", "C"));
        assert_eq!(bench.taken(&other).await, State::Waiting);
        assert_eq!(bench.count("SELECT count(*) FROM lab_messages WHERE reason = 'another_patient'").await, 1);
    }
}
