//! How messages come in, and what their senders are told.

use super::bench::{Bench, PID, code, message, potassium, settings_of};
use clinic::{
    audit::Actor,
    hl7::FaultCode,
    laboratories::{self, LookedBack, State, Way, accept, key_owner, new_key},
    testing::databases,
};

#[tokio::test]
async fn a_result_is_filed_with_everything_that_was_sent() {
    for test in databases("labs_filed").await {
        let bench = Bench::new(&test.db).await;
        assert_eq!(bench.taken(&message("1", PID, &potassium("5.90", "H", "F"))).await, State::Filed);
        let reports = bench.reports(bench.ana).await;
        assert_eq!(reports.len(), 1);
        let report = &reports[0].report;
        assert_eq!((report.display.as_str(), report.status.as_str()), ("Basic metabolic panel", "final"));
        assert_eq!(report.performer.as_deref(), Some("County Laboratory"));
        assert_eq!(report.effective_at.unwrap().to_rfc3339(), "2026-10-31T13:00:00+00:00");
        assert_eq!(report.issued_at.unwrap().to_rfc3339(), "2026-10-31T16:00:00+00:00");
        let results = bench.results(bench.ana).await;
        assert_eq!(results, [["Potassium", "5.90 mmol/L", "3.5-5.1", "H", "final"].map(str::to_owned)]);
        let result = &reports[0].results[0].result;
        assert_eq!((result.range_low.as_deref(), result.range_high.as_deref()), (Some("3.5"), Some("5.1")));
        assert_eq!(result.note.as_deref(), Some("Specimen slightly hemolysed."));
        assert_eq!(result.code_key, "2823-3");
    }
}

#[tokio::test]
async fn a_message_that_comes_again_changes_nothing() {
    for test in databases("labs_again").await {
        let bench = Bench::new(&test.db).await;
        let sent = message("1", PID, &potassium("4.1", "N", "F"));
        assert_eq!(bench.taken(&sent).await, State::Filed);
        let again = bench.send(&sent).await;
        assert_eq!((code(&again).as_str(), again.state, again.is_repeated), ("AA", State::Filed, true));
        assert_eq!(bench.count("SELECT count(*) FROM lab_messages").await, 1);
        assert_eq!(bench.count("SELECT times FROM lab_messages").await, 2);
        assert_eq!(bench.results(bench.ana).await.len(), 1);
        // The same name for something else.
        let other = bench.send(&message("1", PID, &potassium("6.1", "H", "F"))).await;
        assert_eq!((code(&other).as_str(), other.state), ("AE", State::Refused));
        assert_eq!(other.faults[0].code, FaultCode::DuplicateKey);
        assert_eq!(bench.results(bench.ana).await[0][1], "4.1 mmol/L");
    }
}

#[tokio::test]
async fn two_connections_with_one_message_file_it_once() {
    for test in databases("labs_race").await {
        let bench = Bench::new(&test.db).await;
        let text = message("1", PID, &potassium("4.1", "N", "F")).replace('\n', "\r");
        let send = || accept(&bench.portal, Way::Mllp, text.as_bytes());
        let all = futures_util::future::join_all([send(), send(), send(), send()]).await;
        for answer in all {
            let answer = answer.unwrap();
            assert_eq!((code(&answer).as_str(), answer.state), ("AA", State::Filed));
        }
        assert_eq!(bench.count("SELECT count(*) FROM lab_messages").await, 1);
        assert_eq!(bench.count("SELECT count(*) FROM observations").await, 1);
    }
}

#[tokio::test]
async fn messages_of_one_patient_at_once_all_arrive() {
    for test in databases("labs_at_once").await {
        let bench = Bench::new(&test.db).await;
        let texts: Vec<String> = (0..8)
            .map(|number| {
                let order = potassium("4.1", "N", "F").replace("100^County", &format!("{number}^County"));
                message(&number.to_string(), PID, &order).replace('\n', "\r")
            })
            .collect();
        let all = texts.iter().map(|text| accept(&bench.portal, Way::Mllp, text.as_bytes()));
        for answer in futures_util::future::join_all(all).await {
            assert_eq!(answer.unwrap().state, State::Filed);
        }
        assert_eq!(bench.results(bench.ana).await.len(), 8);
        assert_eq!(bench.count("SELECT results FROM observation_series WHERE code_key = '2823-3'").await, 8);
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_and_kept() {
    for test in databases("labs_wrong").await {
        let bench = Bench::new(&test.db).await;
        let faulty = message("7", PID, &potassium("4,1", "N", "F"));
        let answer = bench.send(&faulty).await;
        assert_eq!((code(&answer).as_str(), answer.state), ("AE", State::Refused));
        assert_eq!(answer.faults[0].code, FaultCode::DataType);
        assert_eq!(bench.send(&faulty).await.state, State::Refused);
        assert_eq!(bench.count("SELECT count(*) FROM lab_messages").await, 1);
        // Mended, under the same name.
        assert_eq!(bench.taken(&message("7", PID, &potassium("4.1", "N", "F"))).await, State::Filed);
        // Another type, a test, garbage, an order without any number.
        let other = message("8", PID, "PV1|1|O").replace("ORU^R01^ORU_R01", "ADT^A01^ADT_A01");
        assert_eq!(code(&bench.send(&other).await), "AR");
        let trial = message("9", PID, &potassium("4.1", "N", "F")).replace("|P|2.5.1", "|T|2.5.1");
        assert_eq!(code(&bench.send(&trial).await), "AR");
        assert_eq!(code(&bench.send("GET / HTTP/1.1").await), "AR");
        let nameless = message("10", PID, &potassium("4.1", "N", "F").replace("100^County", ""));
        let answer = bench.send(&nameless).await;
        assert_eq!((code(&answer).as_str(), answer.faults[0].code), ("AE", FaultCode::RequiredFieldMissing));
        assert_eq!(bench.results(bench.ana).await.len(), 1);
    }
}

#[tokio::test]
async fn an_unknown_sender_is_entered_and_its_message_looked_at_again() {
    for test in databases("labs_unknown").await {
        let bench = Bench::new(&test.db).await;
        let sent = message("1", PID, &potassium("4.1", "N", "F")).replace("LIS|County Lab", "Other|New Lab");
        let answer = bench.send(&sent).await;
        assert_eq!((code(&answer).as_str(), answer.faults[0].code), ("AE", FaultCode::UnknownKey));
        let admin = bench.office.admin(bench.admin).await;
        let unknown = laboratories::unknown_senders(&mut test.db.read().await.unwrap(), &admin).await.unwrap();
        assert_eq!((unknown[0].sender.as_str(), unknown[0].messages), ("Other|New Lab", 1));
        let settings = settings_of("New Laboratory", &["other|NEW LAB"]);
        laboratories::add(bench.db(), &bench.portal.auditor, Actor::operator(), &settings, bench.now())
            .await
            .unwrap()
            .unwrap();
        let (id, ..) = bench.message().await;
        assert_eq!(laboratories::replay(&bench.portal, &admin, id).await.unwrap(), State::Filed);
        assert_eq!(bench.results(bench.ana).await.len(), 1);
        // The laboratory repeats what it had no good answer for.
        let again = bench.send(&sent).await;
        assert_eq!((code(&again).as_str(), again.is_repeated), ("AA", true));
    }
}

#[tokio::test]
async fn what_a_new_laboratory_sent_before_is_looked_at_in_portions_and_once() {
    for test in databases("labs_back").await {
        let bench = Bench::new(&test.db).await;
        let admin = bench.office.admin(bench.admin).await;
        let stray = |number: usize, value: &str| {
            let order = potassium(value, "N", "F").replace("100^County", &format!("{number}^New"));
            message(&number.to_string(), PID, &order).replace("LIS|County Lab", "Other|New Lab")
        };
        // The first of them is refused for what it says, too.
        for number in 0..201 {
            bench.send(&stray(number, if number == 0 { "4,1" } else { "4.1" })).await;
        }
        let settings = settings_of("New Laboratory", &["Other|New Lab"]);
        laboratories::add(bench.db(), &bench.portal.auditor, Actor::operator(), &settings, bench.now())
            .await
            .unwrap()
            .unwrap();
        let look = async || laboratories::look_back(&bench.portal, &admin, &settings.senders).await.unwrap();
        assert_eq!(look().await, LookedBack { taken: 199, is_more: true });
        assert_eq!(look().await, LookedBack { taken: 1, is_more: false });
        assert_eq!(look().await, LookedBack::default());
        let unknown = laboratories::unknown_senders(&mut test.db.read().await.unwrap(), &admin).await.unwrap();
        assert!(unknown.is_empty());
        let refused = "SELECT count(*) FROM lab_messages WHERE state = 'refused' AND laboratory_id IS NOT NULL";
        assert_eq!(bench.count(refused).await, 1);
    }
}

#[tokio::test]
async fn a_paused_laboratory_is_put_off_and_a_key_opens_its_own_way_only() {
    for test in databases("labs_keys").await {
        let bench = Bench::new(&test.db).await;
        let admin = bench.office.admin(bench.admin).await;
        let (db, auditor) = (bench.db(), &bench.portal.auditor);
        laboratories::pause(db, auditor, &admin, bench.laboratory, bench.now()).await.unwrap();
        let sent = message("1", PID, &potassium("4.1", "N", "F"));
        let answer = bench.send(&sent).await;
        assert_eq!((code(&answer).as_str(), answer.faults[0].code), ("AE", FaultCode::ApplicationInternal));
        assert_eq!(bench.count("SELECT count(*) FROM lab_messages").await, 0);
        laboratories::resume(db, auditor, &admin, bench.laboratory).await.unwrap();

        let key =
            new_key(db, auditor, admin.actor(), Some(admin.account()), bench.laboratory, bench.now()).await.unwrap();
        assert_eq!(key_owner(db, &key.text, bench.now()).await.unwrap(), Some(bench.laboratory));
        assert_eq!(key_owner(db, "vlab_wrong", bench.now()).await.unwrap(), None);
        let other = laboratories::add(db, auditor, Actor::operator(), &settings_of("Other", &["X|Y"]), bench.now())
            .await
            .unwrap()
            .unwrap();
        let text = sent.replace('\n', "\r");
        let foreign = accept(&bench.portal, Way::Http(other), text.as_bytes()).await.unwrap();
        assert_eq!(foreign.faults[0].code, FaultCode::UnknownKey);
        let own = accept(&bench.portal, Way::Http(bench.laboratory), text.as_bytes()).await.unwrap();
        assert_eq!(own.state, State::Filed);
        laboratories::end_key(db, auditor, &admin, bench.laboratory, key.id, bench.now()).await.unwrap();
        assert_eq!(key_owner(db, &key.text, bench.now()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn two_laboratories_may_give_one_code_to_two_tests() {
    for test in databases("labs_codes").await {
        let bench = Bench::new(&test.db).await;
        laboratories::add(
            bench.db(),
            &bench.portal.auditor,
            Actor::operator(),
            &settings_of("Other", &["X|Y"]),
            bench.now(),
        )
        .await
        .unwrap()
        .unwrap();
        let order = |test: &str| potassium("4.1", "N", "F").replace("2823-3^Potassium^LN", test);
        bench.taken(&message("1", PID, &order("100^Potassium^L"))).await;
        let other = message("2", PID, &order("100^Sodium^L")).replace("LIS|County Lab", "X|Y");
        bench.taken(&other).await;
        assert_eq!(bench.count("SELECT count(*) FROM observation_series").await, 2);
    }
}

#[tokio::test]
async fn who_is_named_in_the_message_stays_out_of_lists_and_logs() {
    for test in databases("labs_quiet").await {
        let bench = Bench::new(&test.db).await;
        let faulty = message("7", ["4711^^^County^PI", "Secret^Person", "19600302", "F"], &potassium("4,1", "N", "F"));
        let answer = bench.send(&faulty).await;
        assert!(!format!("{:?}", answer.faults).contains("Secret"));
        let said = String::from_utf8(answer.messages[0].clone()).unwrap();
        assert!(!said.contains("Secret") && !said.contains("4,1"), "{said}");
    }
}
