//! Schedules, through the real router.

use super::{
    demo::{Persona, houses},
    support::{Clinic, clinics, count},
};
use clinic::{
    accounts::Role,
    db::Source as _,
    schedules::{Wanted, free_times, offered},
};
use uuid::Uuid;

async fn id(clinic: &Clinic, sql: &'static str) -> Uuid {
    let (id,): (Uuid,) = clinic.portal.db.read().await.unwrap().query(sql).one().await.unwrap();
    id
}

async fn number(clinic: &Clinic, sql: &'static str) -> i64 {
    count(&clinic.portal.db, sql).await
}

/// A clinic with a place and a clinician, and the ids of both.
async fn with_place(clinic: Clinic) -> (Clinic, Uuid, Uuid) {
    let (place, who) = (clinic::ids::new(), clinic::ids::new());
    let clinic = clinic.with_people().await;
    let mut tx = clinic.portal.db.begin().await.unwrap();
    tx.query(
        "INSERT INTO locations (id, name, zone, status) VALUES ($1, 'Linden Street', 'America/New_York', 'active')",
    )
    .bind(place)
    .run()
    .await
    .unwrap();
    tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Dr. Amara Example', TRUE)")
        .bind(who)
        .run()
        .await
        .unwrap();
    tx.query("UPDATE accounts SET practitioner_id = $1 WHERE email = 'prescriber@example.org'")
        .bind(who)
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (clinic, place, who)
}

const VISIT: &str = "name_en=Check-up&name_es=Chequeo&minutes=30&buffer=0&medium=in_person&mode=direct&notice=24&ahead=90\
     &instructions_en=&instructions_es=&active=true";

#[tokio::test]
async fn a_visit_type_is_added_and_changed() {
    for clinic in clinics("visit_type").await {
        let clinic = clinic.with_people().await;
        let (staff, doctor) = (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Prescriber).await);
        let new = "/schedules/visit-types/new";
        assert_eq!(clinic.post(new, "", VISIT).await.header("location"), "/sign-in");
        assert_eq!(clinic.post(new, &doctor, VISIT).await.status, 404);
        let overview = clinic.get("/schedules", &[("cookie", &staff)]).await.body;
        assert!(overview.contains("No visit types yet: add one") && overview.contains("No places yet"));
        let wrong = VISIT
            .replace("name_es=Chequeo", "name_es=")
            .replace("minutes=30", "minutes=half+an+hour")
            .replace("notice=24", "notice=721")
            .replace("mode=direct", "mode=whoever")
            .replace("instructions_es=", "instructions_es=Venga+en+ayunas.");
        let refused = clinic.post(new, &staff, &wrong).await;
        assert_eq!(refused.status, 422);
        for field in ["name-es", "minutes", "notice", "mode", "instructions-en"] {
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{field}");
        }
        for typed in ["half an hour", "721", "Venga en ayunas.", "value=\"Check-up\""] {
            assert!(refused.body.contains(typed), "{typed} stays");
        }
        assert_eq!(clinic.post(new, &staff, VISIT).await.header("location"), "/schedules/visit-types");
        let id = id(&clinic, "SELECT id FROM visit_types").await;
        let path = format!("/schedules/visit-types/{id}");
        let page = clinic.get(&path, &[("cookie", &staff)]).await;
        assert!(page.body.contains("value=\"Chequeo\"") && page.body.contains("value=\"24\""));
        let admin = clinic.sign_in(Role::Admin).await;
        let quiet = VISIT.replace("&active=true", "").replace("minutes=30", "minutes=45");
        assert_eq!(clinic.post(&path, &admin, &quiet).await.status, 303);
        assert_eq!(number(&clinic, "SELECT count(*) FROM visit_types WHERE minutes = 45 AND NOT active").await, 1);
        let list = clinic.get("/schedules/visit-types", &[("cookie", &staff)]).await.body;
        assert!(list.contains("Not offered") && list.contains("45 minutes"));
        let elsewhere = format!("/schedules/visit-types/{}", clinic::ids::new());
        assert_eq!(clinic.post(&elsewhere, &staff, VISIT).await.status, 404);
        assert_eq!(clinic.get("/schedules/visit-types/none", &[("cookie", &staff)]).await.status, 404);
    }
}

#[tokio::test]
async fn hours_are_added_for_several_days_changed_and_ended() {
    for clinic in clinics("hours").await {
        let (clinic, place, who) = with_place(clinic).await;
        let staff = clinic.sign_in(Role::Staff).await;
        clinic.post("/schedules/visit-types/new", &staff, VISIT).await;
        let room = format!("place={place}&name=Room+1");
        assert_eq!(clinic.post("/schedules/rooms", &staff, &room).await.status, 303);
        let room = id(&clinic, "SELECT id FROM rooms").await;
        let visit = id(&clinic, "SELECT id FROM visit_types").await;
        let new = "/schedules/hours/new";
        let form = format!(
            "who={who}&place={place}%2F{room}&from=09%3A00&until=00%3A00&first_day=2026-03-01&last_day=&visit-{visit}=true\
             &day-1=true&day-3=true"
        );
        for (wrong, field) in [
            (form.replace("&day-1=true&day-3=true", ""), "weekdays"),
            (form.replace("from=09%3A00", "from=nine"), "from"),
            (form.replace("until=00%3A00", "until=08%3A30"), "until"),
            (form.replace(&format!("who={who}"), "who="), "who"),
            (form.replace(&format!("%2F{room}"), &format!("%2F{visit}")), "place"),
            (form.replace("last_day=", "last_day=2026-02-28"), "last-day"),
            (form.replace("first_day=2026-03-01", "first_day=0226-03-01"), "first-day"),
        ] {
            let refused = clinic.post(new, &staff, &wrong).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{field}");
            assert!(
                refused.body.contains(&format!("name=\"visit-{visit}\" type=\"checkbox\" value=\"true\" checked")),
                "what was ticked stays"
            );
        }
        assert_eq!(number(&clinic, "SELECT count(*) FROM weekly_hours").await, 0);
        assert_eq!(clinic.post(new, &staff, &form).await.header("location"), "/schedules/hours");
        assert_eq!(
            number(&clinic, "SELECT count(*) FROM weekly_hours WHERE from_minute = 540 AND until_minute = 1440").await,
            2
        );
        let list = clinic.get("/schedules/hours", &[("cookie", &staff)]).await.body;
        for words in ["Dr. Amara Example", "Monday", "Wednesday", "9:00 AM to midnight", "Room 1", "Check-up"] {
            assert!(list.contains(words), "{words}");
        }
        let again = clinic.post(new, &staff, &form.replace("&day-1=true", "")).await;
        assert!(
            again.status == 422 && again.body.contains("On Wednesday the clinician is somewhere else"),
            "{}",
            again.body
        );

        let hours = id(&clinic, "SELECT id FROM weekly_hours WHERE weekday = 1 ORDER BY id LIMIT 1").await;
        let path = format!("/schedules/hours/{hours}");
        let page = clinic.get(&path, &[("cookie", &staff)]).await.body;
        assert!(
            page.contains("value=\"09:00\"") && page.contains("value=\"00:00\"") && page.contains("End these hours")
        );
        let change = format!("weekday=2&place={place}&from=08%3A00&until=12%3A00&first_day=2026-03-01&last_day=");
        let wednesday = change.replace("weekday=2", "weekday=3");
        for (form, status) in [
            (&change.replace("weekday=2", "weekday=9"), 422),
            (&wednesday, 422),
            (&wednesday.replace("12%3A00", "24%3A00"), 422),
            (&wednesday.replace("12%3A00", "09%3A00"), 303),
        ] {
            assert_eq!(clinic.post(&path, &staff, form).await.status, status, "{form}");
        }
        assert_eq!(clinic.post(&path, &staff, &change).await.status, 303);
        assert_eq!(number(&clinic, "SELECT count(*) FROM weekly_hours WHERE weekday = 2 AND room_id IS NULL").await, 1);

        let refused = clinic.post(&format!("{path}/ending"), &staff, "ends_on=soon").await;
        assert!(
            refused.status == 422 && refused.body.contains("href=\"#field-ends-on\"") && refused.body.contains("soon")
        );
        assert_eq!(clinic.post(&format!("{path}/ending"), &staff, "ends_on=2026-03-31").await.status, 303);
        assert_eq!(number(&clinic, "SELECT count(*) FROM weekly_hours WHERE last_day IS NOT NULL").await, 1);
        assert_eq!(clinic.post(&format!("{path}/ending"), &staff, "ends_on=2026-01-01").await.status, 303);
        assert_eq!(clinic.get(&path, &[("cookie", &staff)]).await.status, 404, "as if they had never been");
    }
}

#[tokio::test]
async fn a_closure_says_how_many_visits_lie_in_it() {
    for clinic in clinics("closure").await {
        let (clinic, place, who) = with_place(clinic).await;
        let (staff, admin) = (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Admin).await);
        let new = "/schedules/closures/new";
        let form = format!(
            "kind=absence&who={who}&place=&first_day=2026-03-10&last_day=2026-03-12&from=12%3A00&until=&note=Course"
        );
        for (wrong, field) in [
            (form.replace("kind=absence", "kind="), "kind"),
            (form.replace(&format!("who={who}"), "who="), "who"),
            (form.replace("last_day=2026-03-12", "last_day=2026-03-09"), "last-day"),
            (form.replace("first_day=2026-03-10", "first_day="), "first-day"),
            (form.replace("from=12%3A00", "from=noon"), "from"),
            (form.replace(&format!("who={who}"), &format!("who={place}")), "who"),
        ] {
            let refused = clinic.post(new, &staff, &wrong).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{field}");
            assert!(refused.body.contains("value=\"Course\""), "what was typed stays");
        }
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO appointments (id, patient_id, status, start_at, practitioner_id, location_id)
             SELECT $1, id, 'booked', $2, $3, $4 FROM patients ORDER BY id LIMIT 1",
        )
        .bind(clinic::ids::new())
        .bind(clinic.clock.now() + chrono::Duration::days(9))
        .bind(who)
        .bind(place)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let added = clinic.post(new, &staff, &form).await;
        let path = added.header("location").to_owned();
        let closure = id(&clinic, "SELECT id FROM closures").await;
        assert_eq!(path, format!("/schedules/closures/{closure}"));
        let page = clinic.get(&path, &[("cookie", &staff)]).await.body;
        assert!(
            page.contains("1 booked visit lies in this time")
                && page.contains(&format!("/calendar/affected/{closure}"))
        );
        assert!(page.contains("Mar 10, 2026, 12:00 PM to Mar 12, 2026, midnight"), "{page}");
        let page = clinic.get(&path, &[("cookie", &admin)]).await.body;
        assert!(
            page.contains("1 booked visit") && !page.contains("/calendar/affected/"),
            "who they are is not for those who only plan"
        );
        let list = clinic.get("/schedules/closures", &[("cookie", &staff)]).await.body;
        assert!(list.contains("Someone is away · Dr. Amara Example · Everywhere") && list.contains("Course"));
        assert_eq!(clinic.post(&format!("{path}/removal"), &staff, "").await.header("location"), "/schedules/closures");
        assert_eq!(clinic.post(&format!("{path}/removal"), &staff, "").await.status, 404);
        let day = "kind=holiday&who=&place=&first_day=2026-07-04&last_day=&from=&until=&note=";
        let added = clinic.post(new, &staff, day).await;
        let page = clinic.get(added.header("location"), &[("cookie", &staff)]).await.body;
        assert!(page.contains("No booked visits lie in this time") && page.contains("<h1>Jul 4, 2026</h1>"));
    }
}

#[tokio::test]
async fn rooms_are_added_renamed_and_taken_out_of_use() {
    for clinic in clinics("room").await {
        let (clinic, place, _) = with_place(clinic).await;
        let staff = clinic.sign_in(Role::Staff).await;
        for (wrong, field) in
            [("place=&name=Blue", "place".to_owned()), (&format!("place={place}&name=+"), "name".to_owned())]
        {
            let refused = clinic.post("/schedules/rooms", &staff, wrong).await;
            assert!(refused.status == 422 && refused.body.contains(&format!("href=\"#field-{field}\"")), "{wrong}");
        }
        assert_eq!(clinic.post("/schedules/rooms", &staff, &format!("place={place}&name=Blue")).await.status, 303);
        let room = format!("/schedules/rooms/{}", id(&clinic, "SELECT id FROM rooms").await);
        let long = format!("name={}&active=true", "x".repeat(81));
        assert_eq!(clinic.post(&room, &staff, &long).await.status, 422);
        assert_eq!(clinic.post(&room, &staff, "name=Green+room").await.header("location"), "/schedules/rooms");
        let list = clinic.get("/schedules/rooms", &[("cookie", &staff)]).await.body;
        assert!(list.contains("Green room") && list.contains("Out of use") && list.contains("Linden Street"));
    }
}

#[tokio::test]
async fn links_to_video_visits_are_an_administrators() {
    for clinic in clinics("video").await {
        let clinic = clinic.with_people().await;
        let (staff, admin) = (clinic.sign_in(Role::Staff).await, clinic.sign_in(Role::Admin).await);
        let path = "/schedules/video";
        assert_eq!(clinic.post(path, &staff, "base=https%3A%2F%2Fmeet.example.org").await.status, 404);
        let refused = clinic.post(path, &admin, "base=http%3A%2F%2Fmeet.example.org").await;
        assert!(refused.status == 422 && refused.body.contains("value=\"http://meet.example.org\""));
        assert_eq!(clinic.post(path, &admin, "base=https%3A%2F%2Fmeet.example.org").await.header("location"), path);
        let page = clinic.get(path, &[("cookie", &admin)]).await.body;
        assert!(page.contains("value=\"https://meet.example.org/\""));
    }
}

#[tokio::test]
async fn the_demo_has_free_times_on_every_working_day() {
    for house in houses("demo_free").await {
        let (now, zone) = (house.clock.now(), chrono_tz::America::New_York);
        let mut q = house.portal.db.read().await.unwrap();
        let visits = offered(&mut q).await.unwrap();
        assert_eq!(visits.len(), 4, "one is the clinic's to book");
        for visit in &visits {
            // The week from Monday, November 23, on.
            for day in 23..=27 {
                let day = chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
                let wanted = Wanted::by_patient(visit, day, 1, now, zone);
                let free = free_times(&mut q, &wanted, now).await.unwrap();
                assert!(!free.is_empty(), "{} on {day}", visit.name_en);
            }
        }
        drop(q);
        let page = house.see(Persona::Staff, "/schedules").await.body;
        assert!(page.contains("Dr. Amara Okafor") && page.contains("Patients can book or ask for 4 visit types"));
    }
}
