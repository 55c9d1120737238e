//! Prescriptions on both databases.

use crate::house::{House, day, id};
use clinic::{
    Error,
    db::Source as _,
    ids::{MedicationRequestId, PatientId},
    paging::Before,
    prescriptions::{Which, list, others, prescription},
    testing::databases,
};
use uuid::Uuid;

async fn order(house: &House, number: u128, patient: PatientId, status: &str, drug: &str, written: u32) {
    let mut tx = house.db.begin().await.unwrap();
    tx.query(
        "INSERT INTO medication_requests
             (id, patient_id, status, in_use, intent, code, display, search, sort_at, dosage, valid_until)
         VALUES ($1, $2, $3, $4, 'order', 'c1', $5, $6, $7, $8, $9)",
    )
    .bind(id(number))
    .bind(patient)
    .bind(status.to_owned())
    .bind(matches!(status, "active" | "on-hold"))
    .bind(drug.to_owned())
    .bind(clinic::fold::fold(drug))
    .bind(day(written))
    .bind(sqlx::types::Json(serde_json::json!([{ "patientInstruction": "Tome 1 tableta" }])))
    .bind(day(30).date_naive().and_hms_opt(0, 0, 0).unwrap().and_utc())
    .run()
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

fn numbers(rows: &[clinic::prescriptions::Prescription]) -> Vec<u128> {
    rows.iter().map(|row| Uuid::as_u128(&row.id.0)).collect()
}

#[tokio::test]
async fn lists_run_from_new_to_old_and_page_between_equal_times() {
    for test in databases("prescriptions_page").await {
        let house = House::open(&test.db).await;
        let own = house.patient;
        for number in 1..=5 {
            order(&house, number, own, "active", "Ácido fólico 1 mg", 3).await;
        }
        order(&house, 6, own, "stopped", "Metformin 500 mg", 4).await;
        order(&house, 7, own, "on-hold", "Warfarin 2 mg", 2).await;
        order(&house, 8, own, "entered-in-error", "Never there", 5).await;
        order(&house, 9, house.stranger, "active", "Somebody else's", 6).await;

        let mut q = house.read().await;
        let mut seen = Vec::new();
        let mut before = Before::START;
        loop {
            let page = list(&mut q, &house.chart, Which::All, "", before, 2).await.unwrap();
            assert_eq!(page.first, before.is_start());
            seen.extend(numbers(&page.rows));
            match page.older {
                Some(older) => before = Before::parse(Some(&older.token())),
                None => break,
            }
        }
        assert_eq!(seen, [6, 5, 4, 3, 2, 1, 7]);
        let page = list(&mut q, &house.chart, Which::InUse, "", Before::START, 10).await.unwrap();
        assert_eq!(numbers(&page.rows), [5, 4, 3, 2, 1, 7]);
        let page = list(&mut q, &house.chart, Which::Earlier, "", Before::START, 10).await.unwrap();
        assert_eq!(numbers(&page.rows), [6]);
        let page = list(&mut q, &house.chart, Which::All, "acido FOL", Before::START, 10).await.unwrap();
        assert_eq!(numbers(&page.rows), [5, 4, 3, 2, 1]);
        let page = list(&mut q, &house.chart, Which::All, "acido_", Before::START, 10).await.unwrap();
        assert_eq!(page.rows.len(), 5, "signs do not narrow a search");
        assert!(house.noted().iter().all(|event| event.contains("Prescriptions")));
    }
}

#[tokio::test]
async fn one_is_shown_to_its_patient_only() {
    for test in databases("prescriptions_one").await {
        let house = House::open(&test.db).await;
        order(&house, 1, house.patient, "active", "Metformin 500 mg", 3).await;
        order(&house, 2, house.patient, "completed", "Metformin 500 mg", 2).await;
        order(&house, 3, house.stranger, "completed", "Metformin 500 mg", 1).await;
        order(&house, 4, house.patient, "entered-in-error", "Metformin 500 mg", 4).await;

        let mut q = house.read().await;
        let found = prescription(&mut q, &house.chart, MedicationRequestId(id(1))).await.unwrap();
        assert_eq!(found.prescription.display, "Metformin 500 mg");
        assert_eq!(found.prescription.valid_until().unwrap().precision, clinic::moment::Precision::Day);
        let dosage = found.prescription.dosage();
        assert_eq!(dosage.first().unwrap().patient_instruction.as_deref(), Some("Tome 1 tableta"));
        assert!(
            house.noted().iter().any(|event| event.contains("Prescriptions") && event.contains(&id(1).to_string()))
        );
        assert_eq!(numbers(&others(&mut q, &house.chart, &found, 10).await.unwrap()), [2]);

        for number in [3, 4, 99] {
            let answer = prescription(&mut q, &house.chart, MedicationRequestId(id(number))).await;
            assert!(matches!(answer, Err(Error::NotFound)), "{number}");
        }
    }
}
