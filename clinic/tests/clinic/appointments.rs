//! Appointments on both databases.

use crate::house::{House, day, id};
use chrono::Duration;
use clinic::{
    Error,
    accounts::Language,
    appointments::{Appointment, Status, appointment, coming, expected, past},
    db::Source as _,
    ids::{AppointmentId, PatientId},
    paging::Before,
    testing::databases,
};
use uuid::Uuid;

async fn book(house: &House, number: u128, patient: PatientId, status: &str, on: u32, minutes: Option<i64>) {
    let mut tx = house.db.begin().await.unwrap();
    tx.query("INSERT INTO appointments (id, patient_id, status, start_at, end_at, visit_type) VALUES ($1, $2, $3, $4, $5, 'Check-up')")
        .bind(id(number))
        .bind(patient)
        .bind(status.to_owned())
        .bind(day(on))
        .bind(minutes.map(|minutes| day(on) + Duration::minutes(minutes)))
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

fn numbers(rows: &[Appointment]) -> Vec<u128> {
    rows.iter().map(|row| Uuid::as_u128(&row.id.0)).collect()
}

#[tokio::test]
async fn the_next_visits_are_those_the_patient_is_expected_to() {
    for test in databases("appointments_expected").await {
        let house = House::open(&test.db).await;
        let own = house.patient;
        for (number, status) in [(1, "cancelled"), (2, "cancelled"), (3, "noshow"), (4, "entered-in-error")] {
            book(&house, number, own, status, 11, Some(30)).await;
        }
        for (number, status) in [(5, "booked"), (6, "waitlist"), (7, "pending")] {
            book(&house, number, own, status, 12 + u32::try_from(number).unwrap(), Some(30)).await;
        }
        book(&house, 8, house.stranger, "booked", 12, Some(30)).await;
        book(&house, 9, own, "booked", 3, Some(30)).await;
        let mut q = house.read().await;
        let found = expected(&mut q, &house.chart, day(10), 2).await.unwrap();
        assert_eq!(numbers(&found), [5, 6], "soonest first, nothing that was called off or is over");
        let all = expected(&mut q, &house.chart, day(10), 9).await.unwrap();
        assert!(all.iter().all(|visit| visit.status.is_expected()) && all.len() == 3);
    }
}

#[tokio::test]
async fn every_visit_is_either_coming_or_past() {
    for test in databases("appointments_split").await {
        let house = House::open(&test.db).await;
        let own = house.patient;
        book(&house, 1, own, "fulfilled", 3, Some(30)).await;
        book(&house, 2, own, "noshow", 5, None).await;
        book(&house, 3, own, "arrived", 10, Some(30)).await;
        book(&house, 4, own, "booked", 12, Some(30)).await;
        book(&house, 5, own, "cancelled", 11, Some(30)).await;
        book(&house, 6, own, "entered-in-error", 11, Some(30)).await;
        // A stay that never ended on paper is over after a day.
        book(&house, 7, own, "checked-in", 4, Some(60 * 24 * 20)).await;
        book(&house, 8, house.stranger, "booked", 12, Some(30)).await;
        book(&house, 9, own, "proposed", 12, Some(30)).await;

        let mut q = house.read().await;
        let now = day(10) + Duration::minutes(10);
        let soon = coming(&mut q, &house.chart, now, Before::START, 10).await.unwrap();
        assert_eq!(numbers(&soon.rows), [3, 5, 4, 9]);
        assert!(soon.rows.first().is_some_and(|row| row.status == Status::Arrived));
        let over = past(&mut q, &house.chart, now, Before::START, 10).await.unwrap();
        assert_eq!(numbers(&over.rows), [2, 7, 1]);
        assert!(house.noted().iter().all(|event| event.contains("Appointments")));
    }
}

#[tokio::test]
async fn both_lists_page_between_equal_times() {
    for test in databases("appointments_page").await {
        let house = House::open(&test.db).await;
        for number in 1..=5 {
            book(&house, number, house.patient, "booked", 20, Some(30)).await;
            book(&house, number + 10, house.patient, "fulfilled", 2, Some(30)).await;
        }
        let mut q = house.read().await;
        let now = day(10);
        let (mut ahead, mut behind, mut from, mut before) = (Vec::new(), Vec::new(), Before::START, Before::START);
        loop {
            let page = coming(&mut q, &house.chart, now, from, 2).await.unwrap();
            ahead.extend(numbers(&page.rows));
            let Some(next) = page.older else { break };
            from = next;
        }
        loop {
            let page = past(&mut q, &house.chart, now, before, 2).await.unwrap();
            behind.extend(numbers(&page.rows));
            let Some(next) = page.older else { break };
            before = next;
        }
        assert_eq!(ahead, [1, 2, 3, 4, 5]);
        assert_eq!(behind, [15, 14, 13, 12, 11]);
    }
}

#[tokio::test]
async fn one_is_shown_to_its_patient_only() {
    for test in databases("appointments_one").await {
        let house = House::open(&test.db).await;
        book(&house, 1, house.patient, "booked", 20, Some(30)).await;
        book(&house, 2, house.stranger, "booked", 20, Some(30)).await;
        book(&house, 3, house.patient, "entered-in-error", 20, Some(30)).await;
        let mut q = house.read().await;
        let found = appointment(&mut q, &house.chart, AppointmentId(id(1))).await.unwrap();
        assert_eq!(found.title(Language::En), Some("Check-up"));
        assert!(house.noted().iter().any(|event| event.contains(&id(1).to_string())));
        for number in [2, 3, 99] {
            let answer = appointment(&mut q, &house.chart, AppointmentId(id(number))).await;
            assert!(matches!(answer, Err(Error::NotFound)), "{number}");
        }
    }
}
