//! Whose results they are, and who decides it.

use super::bench::{Bench, PID, message, potassium};
use clinic::{
    audit::AccessLog,
    hl7::{Doubt, Likeness},
    laboratories::{NotDecided, State, Why, decide, decline, match_of, reopen, waiting},
    reviews::alarm,
    testing::databases,
};

fn order(number: u32) -> String {
    potassium("4.1", "N", "F").replace("100^County", &format!("{number}^County"))
}

#[tokio::test]
async fn what_is_doubtful_waits_and_a_decision_is_remembered() {
    for test in databases("labs_queue").await {
        let bench = Bench::new(&test.db).await;
        // A name of which half is known, twice; and somebody else entirely.
        let half = ["4711^^^County^PI", "García López^Ana", "19600302", "F"];
        assert_eq!(bench.taken(&message("1", half, &order(1).replace("|N|", "|HH|"))).await, State::Waiting);
        assert_eq!(bench.taken(&message("2", half, &order(2))).await, State::Waiting);
        assert_eq!(
            bench.taken(&message("3", ["5^^^County^PI", "Nobody^Here", "19010101", "M"], &order(3))).await,
            State::Waiting
        );
        let (clerk, log) = (bench.clinician().await, AccessLog::default());
        let mut read = test.db.read().await.unwrap();
        let list = waiting(&mut read, &clerk, &log).await.unwrap();
        assert_eq!(list.len(), 3);
        let first = &list[0];
        assert!(first.is_urgent);
        let alarmed = alarm(&mut read, &clerk).await.unwrap().unwrap();
        assert_eq!((alarmed.filed, alarmed.unmatched.map(|lot| lot.count)), (None, Some(1)), "somebody must say whose");
        assert_eq!((first.name.as_deref(), first.why()), (Some("Ana García López"), Some(Why::Doubtful)));
        assert_eq!(list[2].why(), Some(Why::Nobody));
        let seen = match_of(&mut read, &clerk, first.id, &log).await.unwrap();
        assert_eq!(seen.candidates.len(), 1);
        assert_eq!(seen.candidates[0].likeness, Likeness::Doubtful(vec![Doubt::PartOfFamilyName]));
        assert_eq!(seen.ordered, ["Basic metabolic panel"]);
        drop(read);

        let stale = decide(&bench.portal, &clerk, first.id, seen.revision + 1, bench.ana, true).await.unwrap();
        assert_eq!(stale, Err(NotDecided::Changed));
        decide(&bench.portal, &clerk, first.id, seen.revision, bench.ana, true).await.unwrap().unwrap();
        // The other one with the same person stays: half a name is still half a name, whatever the number.
        assert_eq!(bench.results(bench.ana).await.len(), 1);
        // The number is known from now on, and the name is hers.
        let known = ["4711^^^County^PI", "GARCIA^ANA", "19600302", ""];
        assert_eq!(bench.taken(&message("4", known, &order(4))).await, State::Filed);
        let twice = decide(&bench.portal, &clerk, first.id, seen.revision, bench.ana, true).await.unwrap();
        assert_eq!(twice, Err(NotDecided::Changed));
    }
}

#[tokio::test]
async fn name_birth_date_and_sex_suffice_for_one_alone() {
    for test in databases("labs_named").await {
        let bench = Bench::new(&test.db).await;
        let unnumbered = ["", "GARCIA^ANA", "19600302", "F"];
        assert_eq!(bench.taken(&message("1", unnumbered, &order(1))).await, State::Filed);
        // Two of them: nobody guesses.
        let twin = bench.patient(("twin", "García", "Ana", "1960-03-02", "female")).await;
        assert_eq!(bench.taken(&message("2", unnumbered, &order(2))).await, State::Waiting);
        let (clerk, log) = (bench.clinician().await, AccessLog::default());
        let mut read = test.db.read().await.unwrap();
        let list = waiting(&mut read, &clerk, &log).await.unwrap();
        assert_eq!(list[0].why(), Some(Why::Several));
        let seen = match_of(&mut read, &clerk, list[0].id, &log).await.unwrap();
        assert_eq!(seen.candidates.len(), 2);
        drop(read);
        decide(&bench.portal, &clerk, list[0].id, seen.revision, twin, true).await.unwrap().unwrap();
        assert_eq!(bench.results(twin).await.len(), 1);
        // With a number of the laboratory both are told apart.
        let first = ["1^^^County^PI", "GARCIA^ANA", "19600302", "F"];
        assert_eq!(bench.taken(&message("3", first, &order(3))).await, State::Waiting);
        let mut read = test.db.read().await.unwrap();
        let list = waiting(&mut read, &clerk, &log).await.unwrap();
        let seen = match_of(&mut read, &clerk, list[0].id, &log).await.unwrap();
        drop(read);
        decide(&bench.portal, &clerk, list[0].id, seen.revision, bench.ana, true).await.unwrap().unwrap();
        // What was decided is remembered, whoever else has the same name.
        assert_eq!(bench.taken(&message("4", first, &order(4))).await, State::Filed);
        assert_eq!(bench.results(twin).await.len(), 1);
        assert_eq!(bench.taken(&message("5", unnumbered, &order(5))).await, State::Waiting);
    }
}

#[tokio::test]
async fn a_namesake_of_quite_another_age_is_another_person() {
    for test in databases("labs_namesake").await {
        let bench = Bench::new(&test.db).await;
        let unnumbered = ["", "GARCIA^ANA", "19600302", "F"];
        bench.patient(("younger", "García", "Ana", "1995-07-11", "female")).await;
        assert_eq!(bench.taken(&message("1", unnumbered, &order(1))).await, State::Filed);
        assert_eq!(bench.results(bench.ana).await.len(), 1);
        // One who may be meant, with a slip in the date.
        bench.patient(("slip", "García", "Ana", "1960-03-20", "female")).await;
        assert_eq!(bench.taken(&message("2", unnumbered, &order(2))).await, State::Waiting);
    }
}

#[tokio::test]
async fn somebody_elses_number_beside_a_name_that_fits_is_for_a_person_to_judge() {
    for test in databases("labs_others_number").await {
        let bench = Bench::new(&test.db).await;
        let bruno = bench.patient(("bruno", "Keller", "Bruno", "1985-07-19", "male")).await;
        let whose = ["77", "KELLER^BRUNO", "19850719", "M"];
        assert_eq!(bench.taken(&message("1", whose, &order(1))).await, State::Filed);
        // Ana's name, birth date and sex; Bruno's number.
        assert_eq!(bench.taken(&message("2", ["77", "GARCIA^ANA", "19600302", "F"], &order(2))).await, State::Waiting);
        assert_eq!(bench.taken(&message("3", ["77", "", "", ""], &order(3))).await, State::Filed);
        assert_eq!(bench.results(bruno).await.len(), 2, "the number still is his");
        assert_eq!(bench.results(bench.ana).await.len(), 0);
    }
}

#[tokio::test]
async fn a_number_without_an_authority_is_the_laboratorys_own() {
    for test in databases("labs_own_number").await {
        let bench = Bench::new(&test.db).await;
        assert_eq!(bench.taken(&message("1", ["77", "García^Ana", "19600302", "F"], &order(1))).await, State::Filed);
        // By the number alone, once it is known.
        assert_eq!(bench.taken(&message("2", ["77", "", "", ""], &order(2))).await, State::Filed);
        // The same number and another person: one of them is wrong.
        assert_eq!(
            bench.taken(&message("3", ["77", "Other^Person", "19600302", "F"], &order(3))).await,
            State::Waiting
        );
    }
}

#[tokio::test]
async fn a_patient_who_had_died_is_looked_at() {
    for test in databases("labs_died").await {
        let bench = Bench::new(&test.db).await;
        let mut tx = test.db.begin().await.unwrap();
        use clinic::db::Source as _;
        tx.query("UPDATE patients SET deceased = TRUE, deceased_at = $2 WHERE id = $1")
            .bind(bench.ana)
            .bind(bench.now() - chrono::Duration::days(100))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(bench.taken(&message("1", PID, &order(1))).await, State::Waiting);
        let before = order(2).replace("20261031", "20260131");
        assert_eq!(bench.taken(&message("2", PID, &before)).await, State::Filed);
    }
}

#[tokio::test]
async fn what_is_of_nobody_is_declined_and_can_be_taken_up_again() {
    for test in databases("labs_declined").await {
        let bench = Bench::new(&test.db).await;
        bench.taken(&message("1", ["5^^^County^PI", "Nobody^Here", "19010101", "M"], &order(1))).await;
        let clerk = bench.clinician().await;
        let (id, _, revision) = bench.message().await;
        assert_eq!(decline(&bench.portal, &clerk, id, revision, "").await.unwrap(), Err(NotDecided::Note));
        decline(&bench.portal, &clerk, id, revision, "Never seen here.").await.unwrap().unwrap();
        let (_, state, revision) = bench.message().await;
        assert_eq!(state, State::Declined);
        // The laboratory need not know.
        assert_eq!(
            bench.taken(&message("1", ["5^^^County^PI", "Nobody^Here", "19010101", "M"], &order(1))).await,
            State::Declined
        );
        reopen(&bench.portal, &clerk, id, revision).await.unwrap().unwrap();
        assert_eq!(bench.message().await.1, State::Waiting);
    }
}

#[tokio::test]
async fn records_from_any_source_can_be_referred_to() {
    for test in databases("labs_sources").await {
        let bench = Bench::new(&test.db).await;
        let urn = "urn:uuid:5d4b9df1-93ae-4bc9-b680-03249990e558";
        let eva = bench.patient_at(urn, "Example", "Eva", "1971-05-06", "female").await;
        let imported = bench.patient_without_address("37", "Example", "Ida", "1972-06-07", "female").await;
        let of = |name: &str, born: &str| ["", name, born, "F"].map(str::to_owned);
        for (number, (patient, name, born)) in
            [(eva, "Example^Eva", "19710506"), (imported, "Example^Ida", "19720607")].into_iter().enumerate()
        {
            let pid = of(name, born);
            let pid = [pid[0].as_str(), &pid[1], &pid[2], &pid[3]];
            let sent = message(&number.to_string(), pid, &order(u32::try_from(number).unwrap()));
            assert_eq!(bench.taken(&sent).await, State::Filed);
            assert_eq!(bench.results(patient).await.len(), 1);
        }
    }
}
