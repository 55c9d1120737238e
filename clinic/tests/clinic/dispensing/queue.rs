//! The piles of a pharmacy, in order and page by page, also among very many prescriptions.

use super::house::House;
use chrono::{Days, Duration};
use clinic::{
    db::{Db, Source as _},
    dispensing::{Counts, InQueue, Pile, cancellations, counts, queue, search},
    ids::PrescriptionId,
    prescribing::State,
    testing::databases,
};
use std::collections::BTreeSet;

async fn pile(house: &House, pile: Pile) -> Vec<InQueue> {
    let mut q = house.db().read().await.unwrap();
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = queue(&mut q, &house.ines, pile, after, 2, house.now(), house.today()).await.unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => after = Some(PrescriptionId(next)),
            None => return rows,
        }
    }
}

fn ids(rows: &[InQueue]) -> Vec<PrescriptionId> {
    rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn each_prescription_lies_on_its_pile() {
    for test in databases("dispensing_queue").await {
        let house = House::open(&test.db).await;
        let mut sent = Vec::new();
        for _ in 0..5 {
            sent.push(house.sent().await);
            house.office.clock.advance(Duration::minutes(1));
        }
        let elsewhere = house.prescription(house.patient, Some(house.harbor), State::Sent, "queue", "30", 0).await;
        let over = house.sent().await;
        house.good_until(over, house.today() - Days::new(1)).await;
        assert_eq!(ids(&pile(&house, Pile::New).await), sent, "the longest waiting first, none twice, none expired");
        house.begin(&house.ines, sent[0]).await.unwrap();
        house.dispense(&house.ines, sent[1], "10").await.unwrap();
        house.dispense(&house.ines, sent[2], "30").await.unwrap();
        for _ in 0..3 {
            house.dispense(&house.ines, sent[3], "30").await.unwrap();
        }
        for (wanted, expected) in [
            (Pile::New, vec![sent[4]]),
            (Pile::InWork, vec![sent[0]]),
            (Pile::Part, vec![sent[1]]),
            (Pile::Refills, vec![sent[2]]),
            (Pile::Done, vec![sent[3]]),
        ] {
            assert_eq!(ids(&pile(&house, wanted).await), expected, "{wanted:?}");
        }
        let mut q = house.db().read().await.unwrap();
        let found = counts(&mut q, &house.ines, house.today()).await.unwrap();
        assert_eq!(found, Counts { new: 1, in_work: 1, part: 1 });

        let chart = house.chart().await;
        house.cancel(&chart, sent[2]).await.unwrap();
        house.cancel(&chart, sent[4]).await.unwrap();
        house.cancel(&chart, elsewhere).await.unwrap();
        let asked = cancellations(&mut q, &house.ines, house.today()).await.unwrap();
        assert_eq!(ids(&asked), [sent[2], sent[4]]);
        assert!(asked.iter().all(|row| row.cancelling && row.patient_name == "Walter Nguyen"));
        house.office.clock.advance(Duration::days(31));
        assert!(pile(&house, Pile::Done).await.is_empty());
    }
}

#[tokio::test]
async fn a_name_is_searched_for_among_the_own_prescriptions_only() {
    for test in databases("dispensing_search").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        house.prescription(house.patient, Some(house.harbor), State::Sent, "queue", "30", 0).await;
        let mut q = house.db().read().await.unwrap();
        for text in ["nguyen walter", "WALT", "1948-09-02"] {
            let found = search(&mut q, &house.ines, text).await.unwrap().unwrap();
            assert_eq!(ids(&found), [id], "{text}");
        }
        assert!(search(&mut q, &house.ines, "nguyen rosa").await.unwrap().unwrap().is_empty());
        assert!(search(&mut q, &house.ines, "w").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn the_piles_are_right_among_fifty_thousand() {
    for test in databases("dispensing_many").await {
        let house = House::open(&test.db).await;
        let model = house.sent().await;
        // Nine of ten are done, one of a hundred is new here, the others are with the other pharmacy.
        let fill = match house.db() {
            Db::Sqlite { .. } => {
                "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000)
                 INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by,
                    pharmacy_id, way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at, sent_at,
                    ended_at, expires_on)
                 SELECT randomblob(16), patient_id, CASE WHEN n % 10 < 9 THEN 'completed' ELSE 'sent' END, 1, content, drug,
                    prescriber_id, prepared_by, CASE WHEN n % 100 = 99 OR n % 10 < 9 THEN pharmacy_id ELSE $2 END, way,
                    quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at, sent_at,
                    CASE WHEN n % 10 < 9 THEN sent_at END, expires_on
                 FROM prescriptions CROSS JOIN numbers WHERE id = $1"
            }
            Db::Postgres(_) => {
                "INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by,
                    pharmacy_id, way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at, sent_at,
                    ended_at, expires_on)
                 SELECT gen_random_uuid(), patient_id, CASE WHEN n % 10 < 9 THEN 'completed' ELSE 'sent' END, 1, content, drug,
                    prescriber_id, prepared_by, CASE WHEN n % 100 = 99 OR n % 10 < 9 THEN pharmacy_id ELSE $2 END, way,
                    quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at, sent_at,
                    CASE WHEN n % 10 < 9 THEN sent_at END, expires_on
                 FROM prescriptions CROSS JOIN generate_series(1, 50000) AS numbers (n) WHERE id = $1"
            }
        };
        let mut tx = house.db().begin().await.unwrap();
        tx.query(fill).bind(model).bind(house.harbor).run().await.unwrap();
        tx.commit().await.unwrap();
        house.db().refresh_statistics().await.unwrap();
        let mut q = house.db().read().await.unwrap();
        let found = counts(&mut q, &house.ines, house.today()).await.unwrap();
        assert_eq!(found, Counts { new: 501, in_work: 0, part: 0 });
        let (mut seen, mut after) = (BTreeSet::new(), None);
        loop {
            let page = queue(&mut q, &house.ines, Pile::New, after, 40, house.now(), house.today()).await.unwrap();
            assert!(page.rows.iter().all(|row| row.state == State::Sent && seen.insert(row.id)), "none twice");
            match page.next {
                Some(next) => after = Some(PrescriptionId(next)),
                None => break,
            }
        }
        assert_eq!(seen.len(), 501, "none left out, though all came at the same time");
        let done = queue(&mut q, &house.ines, Pile::Done, None, 40, house.now() + Duration::days(1), house.today());
        assert_eq!(done.await.unwrap().rows.len(), 40);
    }
}
