//! Messages that nobody here wrote, in the charts of whom they are about.

use super::bench::Bench;
use crate::import::world::data;
use clinic::{
    audit::Actor,
    laboratories::{self, State, Way, accept},
    testing::databases,
};

#[tokio::test]
async fn all_real_messages_are_filed_as_they_were_sent() {
    let Some(data) = data() else { return };
    for test in databases("labs_real").await {
        let bench = Bench::new(&test.db).await;
        let mut settings = super::bench::settings_of(
            "Real Laboratories",
            &[
                "SomeSystem|",
                "NIST Test Lab APP|NIST Lab Facility",
                "IA PHIMS Stage^2.16.840.1.114222.4.3.3.5.1.2^ISO|IA Public Health Lab^2.16.840.1.114222.4.1.10411^ISO",
            ],
        );
        settings.takes_trials = true;
        laboratories::add(bench.db(), &bench.portal.auditor, Actor::operator(), &settings, bench.now())
            .await
            .unwrap()
            .unwrap();
        let duck = bench.patient(("duck", "Duck", "Donald D", "1924-10-10", "male")).await;
        let jones = bench.patient(("jones", "Jones", "William A", "1961-06-15", "male")).await;
        let finn = bench.patient(("finn", "Finn", "Huckleberry", "1963-08-15", "male")).await;
        for file in ["LAB-ORU-1", "LAB-ORU-2", "LRI_2.0-NG_CBC_Typ_Message", "ORU-R01-01"] {
            let bytes = std::fs::read(data.join("hl7v2").join(format!("{file}.hl7"))).unwrap();
            let answer = accept(&bench.portal, Way::Mllp, &bytes).await.unwrap();
            assert_eq!(answer.state, State::Filed, "{file}: {:?}", answer.faults);
        }
        let lines = |lines: &[[&str; 5]]| lines.iter().map(|line| line.map(str::to_owned)).collect::<Vec<_>>();
        // The second message brings the blood count that the first one had only in part.
        let results = bench.results(duck).await;
        let expected = lines(&[
            ["BASOPHILS/100 LEUKOCYTES", "0 %", "", "N", "final"],
            ["NEUTROPHILS/100 LEUKOCYTES", "72 %", "", "N", "final"],
            ["EOSINOPHILS/100 LEUKOCYTES", "2 %", "", "N", "final"],
            ["LYMPHOCYTES/100 LEUKOCYTES", "20 %", "", "N", "final"],
            ["MONOCYTES/100 LEUKOCYTES", "6 %", "", "N", "final"],
            ["HEMOGLOBIN", "13.4 g/l-1", "", "N", "final"],
            ["LEUKOCYTES", "8.2 giga.l-1", "", "N", "final"],
            ["ERYTHROCYTES", "4.08 tera.l-1", "", "N", "final"],
            ["HEMATOCRIT", "39.7 %", "", "N", "final"],
            ["PLATELETS", "220 giga.l-1", "", "N", "final"],
        ]);
        assert_eq!(results, expected);
        let jones = bench.results(jones).await;
        let expected = lines(&[
            ["Erythrocytes [#/volume] in Blood", "4.41 10*6/uL", "4.3 to 6.2", "N", "final"],
            ["Hemoglobin [Mass/volume] in Blood", "12.5 g/mL", "13 to 18", "L", "final"],
        ]);
        assert_eq!(&jones[..2], expected);
        assert_eq!(bench.count("SELECT count(*) FROM lab_messages WHERE state = 'filed'").await, 4);
        assert!(!bench.results(finn).await.is_empty());
    }
}
