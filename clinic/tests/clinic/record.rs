//! The health record on both databases.

use crate::house::{House, day, id};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    Error,
    db::Source as _,
    ids::{DocumentId, PatientId},
    moment::Precision,
    paging::Before,
    record::{
        Known, Text, Which, allergies, conditions, document, documents, file, goals, immunizations, known_allergies,
        plans, procedures, team, undated_visits, visits,
    },
    testing::databases,
};

/// Runs one statement with an id, a patient and a time first, and texts after them.
async fn put(house: &House, sql: &'static str, number: u128, patient: PatientId, on: u32, texts: &[&str]) {
    let mut tx = house.db.begin().await.unwrap();
    let query = tx.query(sql).bind(id(number)).bind(patient).bind(day(on));
    texts.iter().fold(query, |query, text| query.bind((*text).to_owned())).run().await.unwrap();
    tx.commit().await.unwrap();
}

const CONDITION: &str =
    "INSERT INTO conditions (id, patient_id, sort_at, active, clinical_status, verification_status, display, search)
     VALUES ($1, $2, $3, $4 = 'active', $4, $5, $6, lower($6))";

#[tokio::test]
async fn conditions_that_were_refuted_are_none() {
    for test in databases("record_conditions").await {
        let house = House::open(&test.db).await;
        let own = house.patient;
        put(&house, CONDITION, 1, own, 3, &["active", "confirmed", "Hypertension"]).await;
        put(&house, CONDITION, 2, own, 3, &["active", "provisional", "Asthma"]).await;
        put(&house, CONDITION, 3, own, 4, &["active", "refuted", "Gout"]).await;
        put(&house, CONDITION, 4, own, 5, &["resolved", "entered-in-error", "Measles"]).await;
        put(&house, CONDITION, 5, own, 6, &["resolved", "confirmed", "Sinusitis"]).await;
        put(&house, CONDITION, 6, house.stranger, 6, &["active", "confirmed", "Somebody else's"]).await;

        let mut q = house.read().await;
        let names = |rows: Vec<clinic::record::Condition>| rows.into_iter().map(|row| row.display).collect::<Vec<_>>();
        let first = conditions(&mut q, &house.chart, Which::Active, "", Before::START, 1).await.unwrap();
        let older = first.older.expect("a second page");
        assert_eq!(names(first.rows), ["Asthma"]);
        let second = conditions(&mut q, &house.chart, Which::Active, "", older, 1).await.unwrap();
        assert_eq!(names(second.rows), ["Hypertension"]);
        assert!(second.older.is_none());
        let past = conditions(&mut q, &house.chart, Which::Past, "", Before::START, 9).await.unwrap();
        assert_eq!(names(past.rows), ["Sinusitis"]);
        let found = conditions(&mut q, &house.chart, Which::Active, "HYPER", Before::START, 9).await.unwrap();
        assert_eq!(names(found.rows), ["Hypertension"]);
        assert!(house.noted().iter().all(|event| event.contains("HealthRecord")));
    }
}

#[tokio::test]
async fn no_known_allergies_is_not_nothing_recorded() {
    const ALLERGY: &str =
        "INSERT INTO allergies (id, patient_id, sort_at, active, clinical_status, verification_status, display)
         VALUES ($1, $2, $3, TRUE, 'active', $4, $5)";
    for test in databases("record_allergies").await {
        let house = House::open(&test.db).await;
        put(&house, ALLERGY, 1, house.stranger, 3, &["confirmed", "Peanut"]).await;
        put(&house, ALLERGY, 2, house.patient, 3, &["refuted", "Penicillin"]).await;
        let mut q = house.read().await;
        let none = allergies(&mut q, &house.chart, Which::Active, Before::START, 9).await.unwrap();
        assert_eq!(known_allergies(&none.rows), Known::NotRecorded);
        drop(q);
        put(&house, ALLERGY, 3, house.patient, 3, &["confirmed", "No known allergy"]).await;
        let mut q = house.read().await;
        let stated = allergies(&mut q, &house.chart, Which::Active, Before::START, 9).await.unwrap();
        assert_eq!(known_allergies(&stated.rows), Known::NoneKnown);
        drop(q);
        put(&house, ALLERGY, 4, house.patient, 3, &["confirmed", "Latex"]).await;
        let mut q = house.read().await;
        let some = allergies(&mut q, &house.chart, Which::Active, Before::START, 9).await.unwrap();
        assert_eq!(known_allergies(&some.rows), Known::Some);
    }
}

#[tokio::test]
async fn immunizations_and_procedures_leave_out_errors() {
    const IMMUNIZATION: &str = "INSERT INTO immunizations (id, patient_id, sort_at, status, display, search, occurrence_at, occurrence_precision)
         VALUES ($1, $2, $3, $4, $5, lower($5), $3, 'year')";
    const PROCEDURE: &str = "INSERT INTO procedures (id, patient_id, sort_at, status, display, search) VALUES ($1, $2, $3, $4, $5, lower($5))";
    for test in databases("record_history").await {
        let house = House::open(&test.db).await;
        for (number, (status, name)) in
            (1..).zip([("completed", "Influenza"), ("not-done", "Tetanus"), ("entered-in-error", "Rabies")])
        {
            put(&house, IMMUNIZATION, number, house.patient, 3, &[status, name]).await;
            put(&house, PROCEDURE, number, house.patient, 3, &[status, name]).await;
        }
        put(&house, PROCEDURE, 9, house.stranger, 3, &["completed", "Somebody else's"]).await;
        let mut q = house.read().await;
        let given = immunizations(&mut q, &house.chart, "", Before::START, 9).await.unwrap().rows;
        assert_eq!(given.iter().map(|row| row.display.as_str()).collect::<Vec<_>>(), ["Tetanus", "Influenza"]);
        assert!(given.iter().all(|row| row.occurrence().is_some_and(|at| at.precision == Precision::Year)));
        let done = procedures(&mut q, &house.chart, "", Before::START, 9).await.unwrap().rows;
        assert_eq!(done.iter().map(|row| row.display.as_str()).collect::<Vec<_>>(), ["Tetanus", "Influenza"]);
        assert_eq!(procedures(&mut q, &house.chart, "influ", Before::START, 9).await.unwrap().rows.len(), 1);
    }
}

#[tokio::test]
async fn plans_name_each_activity_once() {
    const GOAL: &str = "INSERT INTO goals (id, patient_id, sort_at, status, description) VALUES ($1, $2, $3, $4, $5)";
    for test in databases("record_plans").await {
        let house = House::open(&test.db).await;
        let activities =
            r#"[{"text":"Diet","status":"in-progress"},{"text":"Diet","status":"in-progress"},{"text":"Walk"},{}]"#;
        let mut tx = house.db.begin().await.unwrap();
        for (number, status) in [(1_u128, "active"), (2, "completed"), (3, "entered-in-error")] {
            tx.query(
                "INSERT INTO care_plans (id, patient_id, sort_at, status, active, display, activities)
                 VALUES ($1, $2, $3, $4, $5, 'Plan', $6)",
            )
            .bind(id(number))
            .bind(house.patient)
            .bind(day(3))
            .bind(status.to_owned())
            .bind(status == "active")
            .bind(sqlx::types::Json(serde_json::from_str::<serde_json::Value>(activities).unwrap()))
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        put(&house, GOAL, 1, house.patient, 3, &["active", "Walk more"]).await;
        put(&house, GOAL, 2, house.patient, 4, &["entered-in-error", "Nothing"]).await;
        let mut q = house.read().await;
        let now = plans(&mut q, &house.chart, Which::Active, Before::START, 9).await.unwrap().rows;
        assert_eq!(now.len(), 1);
        let named = now
            .first()
            .map(|plan| plan.activities().into_iter().filter_map(|activity| activity.text.clone()).collect());
        assert_eq!(named, Some(vec!["Diet".to_owned(), "Walk".to_owned()]));
        assert_eq!(plans(&mut q, &house.chart, Which::Past, Before::START, 9).await.unwrap().rows.len(), 1);
        assert_eq!(goals(&mut q, &house.chart, Before::START, 9).await.unwrap().rows.len(), 1);
    }
}

#[tokio::test]
async fn visits_without_a_date_are_not_lost() {
    const VISIT: &str =
        "INSERT INTO encounters (id, patient_id, start_at, status, type, reason) VALUES ($1, $2, $3, $4, $5, $6)";
    const UNDATED: &str = "INSERT INTO encounters (id, patient_id, end_at, status, type) VALUES ($1, $2, $3, $4, $5)";
    for test in databases("record_visits").await {
        let house = House::open(&test.db).await;
        put(&house, VISIT, 1, house.patient, 3, &["finished", "Check-up", "50% weaker_arm"]).await;
        put(&house, VISIT, 2, house.patient, 3, &["finished", "Emergency", "Fall"]).await;
        put(&house, VISIT, 3, house.patient, 4, &["entered-in-error", "Never", "Never"]).await;
        put(&house, UNDATED, 4, house.patient, 4, &["finished", "Phone call"]).await;
        put(&house, VISIT, 5, house.stranger, 4, &["finished", "Somebody else's", ""]).await;
        let mut q = house.read().await;
        let first = visits(&mut q, &house.chart, "", Before::START, 1).await.unwrap();
        assert_eq!(first.rows.first().and_then(|row| row.r#type.as_deref()), Some("Emergency"));
        let second = visits(&mut q, &house.chart, "", first.older.expect("a second page"), 1).await.unwrap();
        assert_eq!(second.rows.first().and_then(|row| row.r#type.as_deref()), Some("Check-up"));
        assert!(second.older.is_none());
        let undated = undated_visits(&mut q, &house.chart, "", 9).await.unwrap();
        assert_eq!(undated.first().and_then(|row| row.r#type.as_deref()), Some("Phone call"));
        assert_eq!(visits(&mut q, &house.chart, "R_ARM", Before::START, 9).await.unwrap().rows.len(), 1);
        assert_eq!(visits(&mut q, &house.chart, "e_u", Before::START, 9).await.unwrap().rows.len(), 0);
    }
}

#[tokio::test]
async fn documents_are_words_or_files() {
    for test in databases("record_documents").await {
        let house = House::open(&test.db).await;
        let mut tx = house.db.begin().await.unwrap();
        let put = [
            (1_u128, house.patient, "current", Some("text/plain; charset=utf-8"), Some(b"Caf\xc3\xa9\r\n".as_slice())),
            (2, house.patient, "current", Some("text/html"), Some(b"<p>Rest<script>no()</script>".as_slice())),
            (3, house.patient, "superseded", Some("application/pdf"), Some(b"%PDF".as_slice())),
            (4, house.patient, "current", Some("text/plain"), None),
            (5, house.patient, "entered-in-error", Some("text/plain"), Some(b"x".as_slice())),
            (6, house.stranger, "current", Some("text/plain"), Some(b"x".as_slice())),
        ];
        for (number, patient, status, kind, content) in put {
            tx.query(
                "INSERT INTO documents (id, patient_id, status, display, search, content_type, content, sort_at)
                 VALUES ($1, $2, $3, 'Note', 'note', $4, $5, $6)",
            )
            .bind(id(number))
            .bind(patient)
            .bind(status.to_owned())
            .bind(kind.map(str::to_owned))
            .bind(content.map(<[u8]>::to_vec))
            .bind(day(3))
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();

        let mut q = house.read().await;
        let page = documents(&mut q, &house.chart, "no", Before::START, 9).await.unwrap();
        assert_eq!(
            page.rows.iter().map(|row| (row.id.0.as_u128(), row.bytes)).collect::<Vec<_>>(),
            [(4, None), (3, Some(4)), (2, Some(28)), (1, Some(7)),]
        );
        house.noted();
        for (number, expected) in [
            (1_u128, Text::Plain("Café\n".to_owned())),
            (2, Text::FromHtml("Rest".to_owned())),
            (3, Text::File),
            (4, Text::Missing),
        ] {
            let (_, text) = document(&mut q, &house.chart, DocumentId(id(number))).await.unwrap();
            assert!(text == expected, "document {number}");
        }
        assert!(house.noted().iter().any(|event| event.contains("Documents") && event.contains(&id(3).to_string())));
        assert_eq!(file(&mut q, &house.chart, DocumentId(id(3))).await.unwrap().content, b"%PDF");
        for number in [4, 5, 6, 99] {
            assert!(
                matches!(file(&mut q, &house.chart, DocumentId(id(number))).await, Err(Error::NotFound)),
                "{number}"
            );
        }
        for number in [5, 6, 99] {
            assert!(
                matches!(document(&mut q, &house.chart, DocumentId(id(number))).await, Err(Error::NotFound)),
                "{number}"
            );
        }
    }
}

#[tokio::test]
async fn the_care_team_names_each_person_once() {
    for test in databases("record_team").await {
        let house = House::open(&test.db).await;
        let now: DateTime<Utc> = "2026-03-01T12:00:00Z".parse().unwrap();
        let mut tx = house.db.begin().await.unwrap();
        for team in [1_u128, 2] {
            tx.query("INSERT INTO care_teams (id, patient_id, status, active) VALUES ($1, $2, 'active', TRUE)")
                .bind(id(team))
                .bind(house.patient)
                .run()
                .await
                .unwrap();
            let (past, coming) = (now - Duration::days(1), now + Duration::days(1));
            let people = [
                (0_i64, "Ada", true, None),
                (1, "Ben", false, None),
                (2, "Cleo", true, Some(past)),
                (3, "Dan", true, Some(coming)),
            ];
            for (position, name, active, ends_at) in people {
                tx.query(
                    "INSERT INTO care_team_participants (care_team_id, position, patient_id, name, role, active, ends_at)
                     VALUES ($1, $2, $3, $4, 'Nurse', $5, $6)",
                )
                .bind(id(team))
                .bind(position)
                .bind(house.patient)
                .bind(name.to_owned())
                .bind(active)
                .bind(ends_at)
                .run()
                .await
                .unwrap();
            }
        }
        tx.commit().await.unwrap();
        let members = team(&mut house.read().await, &house.chart, now, 9).await.unwrap();
        assert_eq!(members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(), ["Ada", "Dan"]);
    }
}
