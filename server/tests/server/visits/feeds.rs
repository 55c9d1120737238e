use super::ground::{Calendar, at, queue, sent};
use crate::support::{Clinic, clinics, clinics_with, count, patient};
use chrono::Duration;
use clinic::{accounts::Role, db::Source as _};

/// Makes an address, and gives its path.
async fn make(clinic: &Clinic, cookie: &str, of: &str) -> String {
    let page = clinic.post("/account/calendar", cookie, &format!("of={of}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let token = page.body.split("/calendar/feed/").nth(1).unwrap().split(".ics").next().unwrap();
    assert!(page.body.contains(&format!("webcal://127.0.0.1:3000/calendar/feed/{token}.ics")), "{}", page.body);
    format!("/calendar/feed/{token}.ics")
}

#[tokio::test]
async fn a_calendar_is_read_by_its_address_until_it_is_ended() {
    for clinic in clinics("feed").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE accounts SET practitioner_id = $1 WHERE email = 'prescriber@example.org'")
            .bind(calendar.practitioner)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let own = calendar.book(&clinic, patient("one"), at("2026-03-20T15:00:00-04:00")).await;
        let others = calendar.book(&clinic, patient("two"), at("2026-03-21T15:00:00-04:00")).await;
        let old = calendar.book(&clinic, patient("one"), at("2026-01-02T15:00:00-05:00")).await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let path = make(&clinic, &cookie, "own").await;
        let read = clinic.get(&path, &[]).await;
        assert_eq!((read.status.as_u16(), read.header("content-type")), (200, "text/calendar; charset=utf-8"));
        assert!(read.body.contains("METHOD:PUBLISH\r\n") && read.body.contains(&own.to_string()), "{}", read.body);
        assert!(!read.body.contains(&others.to_string()) && !read.body.contains(&old.to_string()));
        // The clinician's: everybody's visits, and nobody's name.
        let doctor = clinic.sign_in(Role::Prescriber).await;
        let clinicians = clinic.get(&make(&clinic, &doctor, "calendar").await, &[]).await;
        assert!(clinicians.body.contains(&own.to_string()) && clinicians.body.contains(&others.to_string()));
        for text in [&read.body, &clinicians.body] {
            for secret in ["Chemo", "Oncology", "lump", "Ada", "Example", "Beispiel"] {
                assert!(!text.contains(secret), "{secret}: {text}");
            }
        }
        assert_eq!(clinic.post("/account/calendar", &cookie, "of=calendar").await.status, 404, "no clinician");
        // The same as before is not sent again.
        let tag = read.header("etag").to_owned();
        clinic.clock.advance(Duration::minutes(5));
        assert_eq!(clinic.get(&path, &[("if-none-match", &tag)]).await.status, 304);
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE appointments SET status = 'cancelled', sequence = 1 WHERE id = $1")
            .bind(own)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let read = clinic.get(&path, &[("if-none-match", &tag)]).await;
        assert!(read.status == 200 && read.body.contains("STATUS:CANCELLED") && read.body.contains("SEQUENCE:1"));
        // Only the hash is kept, and the page tells when it was read.
        let token = path.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap();
        let page = clinic.get("/account/calendar", &[("cookie", &cookie)]).await;
        assert!(!page.body.contains(token) && page.body.contains("last read"), "{}", page.body);
        let end = page.body.split("action=\"/account/calendar/").nth(1).unwrap().split('"').next().unwrap();
        let end = format!("/account/calendar/{end}");
        assert_eq!(clinic.post(&end, &doctor, "").await.status, 404, "of somebody else");
        assert_eq!(clinic.post(&end, &cookie, "").await.status, 303);
        assert_eq!(clinic.get(&path, &[]).await.status, 404);
        for wrong in ["/calendar/feed/x.ics", "/calendar/feed/x"] {
            assert_eq!(clinic.get(wrong, &[]).await.status, 404);
        }
        assert_eq!(clinic.get(path.strip_suffix(".ics").unwrap(), &[]).await.status, 404);
    }
}

#[tokio::test]
async fn a_disabled_account_has_no_calendar() {
    for clinic in clinics("feed_disabled").await {
        let clinic = clinic.with_people().await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let path = make(&clinic, &cookie, "own").await;
        assert_eq!(clinic.get(&path, &[]).await.status, 200);
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE accounts SET disabled_at = $1 WHERE email = 'patient@example.org'")
            .bind(clinic.clock.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(clinic.get(&path, &[]).await.status, 404);
    }
}

#[tokio::test]
async fn reminders_come_as_they_were_chosen() {
    for clinic in clinics_with("reminder_choices", &[("mail", "memory")]).await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let cookie = clinic.sign_in(Role::Patient).await;
        let page = clinic.get("/appointments/reminders", &[("cookie", &cookie)]).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("1 week before") && page.body.contains("2 hours before"), "{}", page.body);
        let saved = clinic.post("/appointments/reminders", &cookie, "by_mail=true&before_120=true").await;
        assert_eq!(saved.header("location"), "/appointments", "{}", saved.body);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM reminder_choices WHERE wanted").await, 1);
        calendar.book(&clinic, patient("one"), at("2026-03-05T15:00:00-05:00")).await;
        let mut reminded = Vec::new();
        while clinic.clock.now() < at("2026-03-05T15:00:00-05:00") {
            queue(&clinic).await;
            for mail in sent(&clinic).await {
                if mail.header("subject").unwrap().starts_with("Reminder") {
                    reminded.push(clinic.clock.now());
                }
            }
            clinic.clock.advance(Duration::minutes(30));
        }
        assert_eq!(reminded.len(), 1, "{reminded:?}");
        assert!(reminded[0] >= at("2026-03-05T13:00:00-05:00"));
        // None by mail at all.
        let cookie = clinic.sign_in(Role::Patient).await;
        clinic.post("/appointments/reminders", &cookie, "before_120=true").await;
        assert_eq!(
            count(
                &clinic.portal.db,
                "SELECT count(*) FROM notification_choices WHERE NOT wanted AND kind = 'appointments'"
            )
            .await,
            1
        );
    }
}
