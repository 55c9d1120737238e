//! Places and care teams, through the real router.

use super::{
    demo::{Persona, houses},
    support::{clinics, count},
};
use clinic::{accounts::Role, db::Source as _};
use uuid::Uuid;

#[tokio::test]
async fn a_pharmacy_is_entered_and_taken_out_of_use() {
    for clinic in clinics("pharmacy").await {
        let clinic = clinic.with_people().await;
        let (admin, staff) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Staff).await);
        let right = "name=Linden+Pharmacy&phone=555-0100&lines=12+Linden+Street&city=Albany";
        assert_eq!(clinic.post("/places/new/pharmacy", "", right).await.header("location"), "/sign-in");
        assert_eq!(clinic.post("/places/new/pharmacy", &staff, right).await.status, 404);
        assert_eq!(clinic.post("/places/new/castle", &admin, right).await.status, 404);
        let refused = clinic.post("/places/new/pharmacy", &admin, "name=Linden&phone=call+us").await;
        assert_eq!(refused.status, 422);
        for field in ["phone", "lines", "city"] {
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{field}");
        }
        assert!(refused.body.contains("call us"), "what was typed stays");
        let added = clinic.post("/places/new/pharmacy", &admin, right).await;
        assert_eq!(added.header("location"), "/places?show=pharmacy");
        let list = clinic.get("/places?show=pharmacy", &[("cookie", &admin)]).await.body;
        assert!(list.contains("Linden Pharmacy"));
        let (id,): (Uuid,) = clinic
            .portal
            .db
            .read()
            .await
            .unwrap()
            .query("SELECT id FROM organizations WHERE is_pharmacy")
            .one()
            .await
            .unwrap();
        let changed = clinic.post(&format!("/places/pharmacy/{id}"), &admin, &right.replace("12", "14")).await;
        assert_eq!(changed.status, 303);
        assert_eq!(clinic.post(&format!("/places/organization/{id}"), &admin, right).await.status, 404);
        assert_eq!(clinic.post(&format!("/places/pharmacy/{id}/state"), &admin, "active=false").await.status, 303);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM organizations WHERE active").await, 0);
    }
}

#[tokio::test]
async fn what_was_imported_says_so() {
    for house in houses("imported_places").await {
        let id = house.id_of("SELECT id FROM locations WHERE $1 = $1 ORDER BY id LIMIT 1").await;
        let page = house.see(Persona::Admin, &format!("/places/location/{id}")).await;
        assert!(page.body.contains("This entry was imported"));
    }
}

#[tokio::test]
async fn the_care_team_is_kept_by_whoever_may_open_the_record() {
    for house in houses("team").await {
        let path = format!("/patients/{}/team", house.walter);
        let page = house.see(Persona::Staff, &path).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Dr. Amara Okafor"));
        let reyes = "SELECT practitioner_id FROM accounts WHERE email_key = 'reyes@example.org' AND $1 = $1";
        let reyes = house.id_of(reyes).await;
        let staff = house.cookie(Persona::Staff);
        let form = format!("practitioner={reyes}&task=Internist");
        for wrong in ["", "practitioner=nobody", &format!("{form}&until=2020-01-01"), &format!("{form}&until=never")] {
            assert_eq!(house.ask_with("POST", &path, wrong, staff).await.status, 422, "{wrong}");
        }
        for persona in [Persona::Patient, Persona::Admin, Persona::Pharmacist] {
            assert_eq!(house.ask_with("POST", &path, &form, house.cookie(persona)).await.status, 404);
        }
        let outside = house.ask_with("POST", &path, &form, house.cookie(Persona::OtherPrescriber)).await;
        assert_eq!(outside.header("location"), format!("/patients/{}/access", house.walter));
        assert_eq!(house.ask_with("POST", &path, &form, staff).await.status, 303);
        assert_eq!(house.ask_with("POST", &path, &form, staff).await.status, 422, "belongs already");
        let reyes = house.cookie_for("reyes@example.org").await;
        let chart = format!("/patients/{}/labs", house.walter);
        assert_eq!(house.ask_with("GET", &chart, "", Some(&reyes)).await.status, 200, "without a reason");
        let log = house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Put someone into the care team"));

        let team = Uuid::new_v5(&house.walter.0, b"care team");
        let end = format!("{path}/end");
        assert_eq!(house.ask_with("POST", &end, "team=x&position=0", staff).await.status, 404);
        let form = format!("team={team}&position=0");
        let outside = house.cookie(Persona::OtherPrescriber);
        let reason = format!("/patients/{}/access", house.walter);
        house.ask_with("POST", &reason, "purpose=treatment", outside).await;
        let refused = house.ask_with("POST", &end, &form, outside).await;
        assert!(refused.status == 422 && refused.body.contains("you cannot end anyone’s place"));
        assert!(!house.ask_with("GET", &path, "", outside).await.body.contains("team/end"), "no button either");
        let ended = house.ask_with("POST", &end, &form, staff).await;
        assert_eq!(ended.header("location"), path);
        let closed = house.ask_with("GET", &chart, "", Some(&reyes)).await;
        assert_eq!(closed.header("location"), format!("/patients/{}/access", house.walter));
    }
}
