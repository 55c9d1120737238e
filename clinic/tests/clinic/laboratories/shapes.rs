//! Values of every kind, and what belongs together.

use super::bench::{Bench, PID, message};
use clinic::{db::Source as _, laboratories::State, testing::databases};

/// The values of a message with these OBX, each as test, value with unit, range, flag, status.
async fn shown(bench: &Bench, control_id: &str, lines: &[&str]) -> Vec<[String; 5]> {
    let mut text = format!("OBR|1||{control_id}^County|18719-5^Chemistry^LN|||20261031090000-0400||||||||||||||||||F");
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
    assert_eq!(bench.taken(&message(control_id, PID, &text)).await, State::Filed);
    bench.results(bench.ana).await
}

#[tokio::test]
async fn values_of_every_type_are_shown_as_they_were_sent() {
    for test in databases("labs_shapes").await {
        let bench = Bench::new(&test.db).await;
        let results = shown(
            &bench,
            "1",
            &[
                "OBX|1|NM|2345-7^Glucose^LN||.90|g/L^^UCUM|<1.26||||F",
                "OBX|2|SN|33914-3^eGFR^LN||>^60|mL/min^^UCUM|> 60||||F",
                "OBX|3|SN|5048-4^ANA titre^LN||^1^:^128||||||F",
                "OBX|4|NM|3016-3^TSH^LN||<0.01|m[IU]/L^^UCUM|0.4-4.0|L~A|||F",
                "OBX|5|CE|882-1^ABO group^LN||278147001^Blood group O^SCT||||||F",
                "OBX|6|ST|5778-6^Colour^LN||yellow \\T\\ clear||||||F",
                "OBX|7|DT|11778-8^Due^LN||20270301||||||F",
                "OBX|8|NM|6299-2^Urea^LN||\"\"|mg/dL||||||F".replace("||||||F", "|||||F").as_str(),
                "OBX|9|TX|8251-1^Comment^LN||First line.||||||F",
                "OBX|10|TX|8251-1^Comment^LN||||||||F",
                "OBX|11|TX|8251-1^Comment^LN||Third line.||||||F",
                "NTE|1||Seen by the head.",
            ],
        )
        .await;
        let expected = [
            ["Glucose", "0.90 g/L", "<1.26", "", "final"],
            ["eGFR", ">60 mL/min", "> 60", "", "final"],
            ["ANA titre", "1:128", "", "", "final"],
            ["TSH", "<0.01 m[IU]/L", "0.4-4.0", "L", "final"],
            ["ABO group", "Blood group O", "", "", "final"],
            ["Colour", "yellow & clear", "", "", "final"],
            ["Due", "2027-03-01", "", "", "final"],
            ["Urea", "", "", "", "final"],
            ["Comment", "First line.\n\nThird line.", "", "", "final"],
        ];
        assert_eq!(results, expected.map(|line| line.map(str::to_owned)));
        let mut read = test.db.read().await.unwrap();
        let limits: Vec<(Option<String>, Option<String>, bool, bool)> = read
            .query(
                "SELECT range_low, range_high, range_low_open, range_high_open FROM observations
                 WHERE code IN ('2345-7', '33914-3', '3016-3') ORDER BY code",
            )
            .all()
            .await
            .unwrap();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            limits,
            [
                (None, text("1.26"), false, true),
                (text("0.4"), text("4.0"), false, false),
                (text("60"), None, true, false)
            ]
        );
        let (flags, note): (Option<String>, Option<String>) = read
            .query(
                "SELECT (SELECT flags FROM observations WHERE code = '3016-3'), (SELECT note FROM observations WHERE code = '8251-1')",
            )
            .one()
            .await
            .unwrap();
        assert_eq!((flags.as_deref(), note.as_deref()), (Some("L A"), Some("Seen by the head.")));
    }
}

#[tokio::test]
async fn susceptibilities_lie_below_their_organism_and_documents_at_their_report() {
    for test in databases("labs_culture").await {
        let bench = Bench::new(&test.db).await;
        let culture = "OBR|1||C1^County|630-4^Urine culture^LN|||20261031090000-0400||||||||||||||||||F\n\
             OBX|1|CE|11475-1^Organism^LN|1|112283007^Escherichia coli^SCT||||||F\n\
             OBX|2|CE|11475-1^Organism^LN|2|40886007^Klebsiella oxytoca^SCT||||||F\n\
             OBX|3|ED|11502-2^Laboratory report^LN||^Application^PDF^Base64^JVBERi0xLjQKJSVFT0Y=||||||F\n\
             SPM|1|||122575003^Urine^SCT|||||||||||||20261031090000-0400|20261031093000-0400\n\
             OBR|2||C1^County|29576-6^Susceptibility^LN|||20261031090000-0400||||||||||||||||||F|11475-1&Organism&LN^1|||^C1&County\n\
             OBX|1|ST|18864-9^Ampicillin^LN||R|||R|||F\n\
             OBR|3||C1^County|29576-6^Susceptibility^LN|||20261031090000-0400||||||||||||||||||F|11475-1&Organism&LN^2|||^C1&County\n\
             OBX|1|ST|18864-9^Ampicillin^LN||S|||S|||F";
        assert_eq!(bench.taken(&message("1", PID, culture)).await, State::Filed);
        let mut read = test.db.read().await.unwrap();
        let tree: Vec<(String, String)> = read
            .query(
                "SELECT o.value, b.value FROM diagnostic_reports d JOIN observations o ON o.id = d.parent_id
                 JOIN diagnostic_report_results x ON x.report_id = d.id JOIN observations b ON b.id = x.observation_id
                 ORDER BY o.value",
            )
            .all()
            .await
            .unwrap();
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(tree, [pair("Escherichia coli", "R"), pair("Klebsiella oxytoca", "S")]);
        let (specimen, received, documents): (Option<String>, Option<chrono::DateTime<chrono::Utc>>, i64) = read
            .query(
                "SELECT d.specimen, d.received_at, (SELECT count(*) FROM report_documents x WHERE x.report_id = d.id
                   AND x.content_type = 'application/pdf') FROM diagnostic_reports d WHERE d.parent_id IS NULL",
            )
            .one()
            .await
            .unwrap();
        assert_eq!(specimen.as_deref(), Some("Urine"));
        assert_eq!(received.unwrap().to_rfc3339(), "2026-10-31T13:30:00+00:00");
        assert_eq!(documents, 1);
    }
}

#[tokio::test]
async fn who_ordered_is_shown() {
    for test in databases("labs_orderer").await {
        let bench = Bench::new(&test.db).await;
        bench.taken(&message("1", PID, &super::bench::potassium("4.1", "N", "F"))).await;
        let mut read = test.db.read().await.unwrap();
        let (orderer,): (Option<String>,) = read.query("SELECT orderer FROM diagnostic_reports").one().await.unwrap();
        assert_eq!(orderer.as_deref(), Some("Dr. Amara Okafor"));
    }
}
