//! Searching the audit trail, through the real router.

use super::{
    demo::{Persona, houses},
    support::count,
};

#[tokio::test]
async fn the_trail_is_searched_without_names_in_addresses_and_each_search_is_written_down() {
    for house in houses("audit").await {
        let admin = house.cookie(Persona::Admin);
        house.see(Persona::Prescriber, &format!("/patients/{}/labs", house.walter)).await;
        let number = house.number_of_walter().await;
        let form = format!("person=okafor%40example.org&patient={number}&subject=labs");
        for persona in [Persona::Patient, Persona::Prescriber, Persona::Staff, Persona::Pharmacist] {
            assert_eq!(house.ask_with("POST", "/audit", &form, house.cookie(persona)).await.status, 404);
            assert_eq!(house.ask_with("POST", "/audit/export", &form, house.cookie(persona)).await.status, 404);
        }
        assert_eq!(house.ask_with("POST", "/audit", &form, None).await.header("location"), "/sign-in");
        let found = house.ask_with("POST", "/audit", &form, admin).await;
        assert_eq!(found.status, 200);
        assert!(found.body.contains("Dr. Amara Okafor") && found.body.contains("Walter Nguyen"));
        for link in found.body.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(!link.contains("okafor") && !link.contains(&number), "{link}");
        }
        let noted = "SELECT count(*) FROM audit_events
                     WHERE subject = 'audit_trail' AND patient_id IS NOT NULL AND detail = 'searched by person, patient, subject, time'";
        assert_eq!(count(&house.portal.db, noted).await, 1);
        let own = house.ask_with("POST", "/audit", "subject=audit_trail", admin).await.body;
        assert!(own.contains("searched by person, patient, subject, time"), "{own}");
        for (wrong, at) in [
            ("person=nobody%40example.org", "person"),
            ("patient=none", "patient"),
            ("from=yesterday", "from"),
            ("from=2026-11-02&to=2026-11-01", "to"),
        ] {
            let refused = house.ask_with("POST", "/audit", wrong, admin).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#field-{at}\"")), "{wrong}");
        }
        // A refusal tells too who is known here, so asking is noted, and for whom.
        let tried = format!("person=okafor%40example.org&patient={number}&from=yesterday");
        for path in ["/audit", "/audit/export"] {
            let form = format!("{tried}&form=csv");
            let status = house.ask_with("POST", path, &form, admin).await.status;
            assert_eq!(status, 422);
        }
        for (noted, times) in [
            (
                "SELECT count(*) FROM audit_events WHERE subject = 'audit_trail' AND patient_id IS NOT NULL
                   AND detail = 'tried to search by person, patient'",
                2,
            ),
            ("SELECT count(*) FROM audit_events WHERE detail = 'tried to search by person'", 1),
            ("SELECT count(*) FROM audit_events WHERE detail = 'tried to search by patient'", 1),
        ] {
            assert_eq!(count(&house.portal.db, noted).await, times, "{noted}");
        }
    }
}

#[tokio::test]
async fn what_a_search_finds_is_taken_along() {
    for house in houses("audit_export").await {
        let admin = house.cookie(Persona::Admin);
        house.see(Persona::Prescriber, &format!("/patients/{}/labs", house.walter)).await;
        let csv = house.ask_with("POST", "/audit/export", "person=okafor%40example.org&form=csv", admin).await;
        assert_eq!(csv.status, 200);
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert!(csv.header("content-disposition").contains("verbena-audit-2026-11-18.csv"));
        assert!(csv.body.lines().count() > 1 && csv.body.contains("\"Dr. Amara Okafor\""));
        let json = house.ask_with("POST", "/audit/export", "form=jsonl", admin).await;
        assert!(json.body.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
        assert!(json.body.contains("\"detail\":\"exported by person, time\""), "{}", json.body);
        assert_eq!(house.ask_with("POST", "/audit/export", "form=xls", admin).await.status, 404);
        let noted = "SELECT count(*) FROM audit_events WHERE subject = 'audit_trail' AND detail LIKE 'exported by%'";
        assert_eq!(count(&house.portal.db, noted).await, 2);
    }
}

#[tokio::test]
async fn records_opened_with_a_reason_are_listed() {
    for house in houses("reasons").await {
        let chart = format!("/patients/{}/access", house.walter);
        let outside = house.cookie(Persona::OtherPrescriber);
        house.ask_with("POST", &chart, "purpose=other&reason=Second+opinion", outside).await;
        let list = house.see(Persona::Admin, "/audit/reasons").await.body;
        assert!(list.contains("Second opinion") && list.contains("Walter Nguyen") && list.contains("Somebody Else"));
        let other = house.see(Persona::Admin, "/audit/reasons?from=2026-11-19&to=2026-11-30").await;
        assert!(other.status == 200 && !other.body.contains("Second opinion"));
        assert_eq!(house.see(Persona::Admin, "/audit/reasons?from=x").await.status, 422);
        assert_eq!(house.see(Persona::Staff, "/audit/reasons").await.status, 404);
        assert_eq!(count(&house.portal.db, "SELECT count(*) FROM outbox WHERE kind = 'record_opened'").await, 1);
    }
}
