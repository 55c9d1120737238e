use super::ground::{Calendar, address, at, offer, state, token};
use crate::support::{Answer, Clinic, clinics, count, patient};
use chrono::Duration;
use clinic::{db::Source as _, ids::AppointmentId, mail::Purpose};

async fn visit(clinic: &Clinic, calendar: &Calendar, start: &str) -> (AppointmentId, String) {
    let id = calendar.book(clinic, patient("one"), at(start)).await;
    let token = token(clinic, Purpose::Appointment, id.0, at(start)).await;
    (id, format!("/visit/{token}"))
}

/// The hidden fields of the first time that a page offers.
fn first_time(page: &Answer) -> String {
    let field = |name: &str| {
        let start = format!("name=\"{name}\" value=\"");
        page.body.split(&start).nth(1).unwrap().split('"').next().unwrap().replace(':', "%3A").replace('+', "%2B")
    };
    format!("practitioner={}&location={}&start={}", field("practitioner"), field("location"), field("start"))
}

fn is_discreet(page: &Answer) {
    for secret in ["Chemo", "Quimio", "Oncology", "lump", "Ada Example"] {
        assert!(!page.body.contains(secret), "{secret}: {}", page.body);
    }
}

#[tokio::test]
async fn looking_changes_nothing_and_tells_little() {
    for clinic in clinics("links_looking").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        let (_, base) = visit(&clinic, &calendar, "2026-03-20T15:00:00-04:00").await;
        let offered = offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let offered = token(&clinic, Purpose::Offer, offered.0, clinic.clock.now() + Duration::hours(2)).await;
        let before = state(&clinic).await;
        let rows = clinic.audit_rows().await;
        for path in [
            base.clone(),
            format!("{base}/times"),
            format!("{base}/times?from=2026-03-12&who=anyone"),
            format!("{base}/times/01930000-0000-7000-8000-000000000000"),
            format!("{base}?done=confirmed"),
            format!("/visit/offer/{offered}"),
        ] {
            let page = clinic.get(&path, &[]).await;
            assert!(page.status == 200 || page.status == 422, "{path}: {}", page.status);
            is_discreet(&page);
        }
        for path in [
            format!("{base}/confirmation"),
            format!("{base}/cancellation"),
            format!("/visit/offer/{offered}/acceptance"),
        ] {
            assert_eq!(clinic.get(&path, &[]).await.status, 405, "{path}");
        }
        assert_eq!(state(&clinic).await, before);
        assert!(clinic.audit_rows().await > rows, "that somebody looked is noted");
        let page = clinic.get(&base, &[]).await;
        assert!(page.body.contains("Friday, March 20, 2026, 3:00 PM to 3:30 PM EDT"), "{}", page.body);
        assert!(page.body.contains("Main house") && page.body.contains("+1 555 0199"));
        // A form from elsewhere does nothing either.
        let answer = clinic
            .ask(http::Method::POST, &format!("{base}/confirmation"), &[("sec-fetch-site", "cross-site")], "")
            .await;
        assert_eq!(answer.status, 403);
        assert_eq!(state(&clinic).await, before);
    }
}

#[tokio::test]
async fn links_that_are_none_open_nothing() {
    for clinic in clinics("links_wrong").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let (id, base) = visit(&clinic, &calendar, "2026-03-20T15:00:00-04:00").await;
        let other = token(&clinic, Purpose::Offer, id.0, at("2026-03-20T15:00:00-04:00")).await;
        let missing =
            token(&clinic, Purpose::Appointment, uuid::Uuid::from_u128(99), at("2026-03-20T15:00:00-04:00")).await;
        let own = base.strip_prefix("/visit/").unwrap().to_owned();
        for wrong in ["x".to_owned(), other.clone(), missing, format!("{own}x")] {
            for path in [format!("/visit/{wrong}"), format!("/visit/{wrong}/times")] {
                assert_eq!(clinic.get(&path, &[]).await.status, 404, "{path}");
            }
            for path in ["confirmation", "cancellation", "times", "times/01930000-0000-7000-8000-000000000000"] {
                let answer = clinic.post(&format!("/visit/{wrong}/{path}"), "", "reason=cannot_come").await;
                assert_eq!(answer.status, 404, "{path}");
            }
        }
        assert_eq!(clinic.get(&format!("/visit/offer/{own}"), &[]).await.status, 404);
        assert_eq!(clinic.post(&format!("/visit/offer/{own}/acceptance"), "", "").await.status, 404);
        // After the visit has begun the link works no more.
        clinic.clock.advance(Duration::days(19));
        let page = clinic.get(&base, &[]).await;
        assert_eq!(page.status, 410);
        assert!(page.body.contains("works no more"));
        assert_eq!(clinic.post(&format!("{base}/cancellation"), "", "reason=cannot_come").await.status, 410);
    }
}

#[tokio::test]
async fn a_visit_is_confirmed_and_called_off_by_link() {
    for clinic in clinics("links_confirm").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let (_, base) = visit(&clinic, &calendar, "2026-03-20T15:00:00-04:00").await;
        let answer = clinic.post(&format!("{base}/confirmation"), "", "").await;
        assert_eq!(answer.header("location"), format!("{base}?done=confirmed"), "{}", answer.body);
        assert!(clinic.get(&base, &[]).await.body.contains("we know that you will come"));
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM appointment_events WHERE by_whom = 'link'").await, 1);
        let refused = clinic.post(&format!("{base}/cancellation"), "", "reason=clinician_away").await;
        assert_eq!(refused.status, 422, "no reason of the clinic's");
        let long = format!("reason=cannot_come&text={}", "x".repeat(501));
        assert_eq!(clinic.post(&format!("{base}/cancellation"), "", &long).await.status, 422);
        let answer = clinic.post(&format!("{base}/cancellation"), "", "reason=cannot_come&text=I+am+away").await;
        assert_eq!(answer.header("location"), format!("{base}?done=cancelled"), "{}", answer.body);
        let page = clinic.get(&base, &[]).await;
        assert!(page.status == 200 && page.body.contains("It is cancelled") && !page.body.contains("/cancellation"));
        // What is off can be neither called off again, nor confirmed, nor moved.
        assert_eq!(clinic.post(&format!("{base}/cancellation"), "", "reason=cannot_come").await.status, 422);
        assert_eq!(clinic.post(&format!("{base}/confirmation"), "", "").await.status, 422);
        assert_eq!(clinic.get(&format!("{base}/times"), &[]).await.status, 422);
        assert_eq!(clinic.verify().await.findings, []);
    }
}

#[tokio::test]
async fn the_clinics_limit_holds_for_links_too() {
    for clinic in clinics("links_late").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let (_, base) = visit(&clinic, &calendar, "2026-03-03T09:00:00-05:00").await;
        let page = clinic.get(&base, &[]).await;
        assert!(page.body.contains("too late to change") && !page.body.contains("/cancellation"), "{}", page.body);
        assert!(page.body.contains("/confirmation"), "that one comes can be said until the end");
        assert_eq!(clinic.post(&format!("{base}/cancellation"), "", "reason=cannot_come").await.status, 422);
        let form = format!(
            "practitioner={}&location={}&start=2026-03-09T14%3A00%3A00Z",
            calendar.practitioner, calendar.location
        );
        assert_eq!(clinic.post(&format!("{base}/times"), "", &form).await.status, 422);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM appointments WHERE status = 'cancelled'").await, 0);
    }
}

#[tokio::test]
async fn a_visit_is_moved_by_link() {
    for clinic in clinics("links_move").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let (id, base) = visit(&clinic, &calendar, "2026-03-20T15:00:00-04:00").await;
        let times = clinic.get(&format!("{base}/times?from=2026-03-10"), &[]).await;
        is_discreet(&times);
        let form = first_time(&times);
        // Somebody else is faster.
        let taken = calendar.book(&clinic, patient("two"), at("2026-03-10T08:00:00-04:00")).await;
        let refused = clinic.post(&format!("{base}/times"), "", &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Somebody else was faster"), "{}", refused.body);
        assert!(!refused.body.contains(&taken.to_string()));
        // One of those that are offered instead.
        let form = first_time(&refused);
        let held = clinic.post(&format!("{base}/times"), "", &form).await;
        assert_eq!(held.status, 303, "{}", held.body);
        let path = held.header("location").to_owned();
        let page = clinic.get(&path, &[]).await;
        assert!(page.status == 200 && page.body.contains("We hold it for you until"), "{}", page.body);
        is_discreet(&page);
        assert_eq!(
            count(&clinic.portal.db, "SELECT count(*) FROM appointments WHERE sequence > 0").await,
            0,
            "not moved yet"
        );
        let done = clinic.post(&path, "", "").await;
        assert_eq!(done.header("location"), format!("{base}?done=moved"), "{}", done.body);
        let page = clinic.get(&format!("{base}?done=moved"), &[]).await;
        assert!(page.body.contains("It is moved") && page.body.contains("March 10, 2026"), "{}", page.body);
        let mut q = clinic.portal.db.read().await.unwrap();
        let (sequence,): (i64,) =
            q.query("SELECT sequence FROM appointments WHERE id = $1").bind(id).one().await.unwrap();
        assert_eq!(sequence, 1);
        drop(q);
        // The same press again moves nothing, and finds what the first has done.
        assert_eq!(clinic.post(&path, "", "").await.header("location"), format!("{base}?done=moved"));
        assert_eq!(clinic.get(&path, &[]).await.header("location"), format!("{base}?done=moved"));
        assert_eq!(count(&clinic.portal.db, "SELECT CAST(sum(sequence) AS BIGINT) FROM appointments").await, 1);
    }
}

#[tokio::test]
async fn each_time_is_one_button_on_days_that_there_are() {
    for clinic in clinics("links_days").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let (_, base) = visit(&clinic, &calendar, "2026-03-20T15:00:00-04:00").await;
        // Somebody else is there at the same hours.
        let db = &clinic.portal.db;
        let mut tx = db.begin().await.unwrap();
        let other = uuid::Uuid::from_u128(9);
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Dr. Other', TRUE)")
            .bind(other)
            .run()
            .await
            .unwrap();
        tx.query(
            "INSERT INTO weekly_hours (id, practitioner_id, location_id, weekday, from_minute, until_minute, first_day)
             SELECT $1, $1, h.location_id, h.weekday, h.from_minute, h.until_minute, h.first_day FROM weekly_hours h WHERE h.weekday = 2",
        )
        .bind(other)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let page = clinic.get(&format!("{base}/times?from=2026-03-10&who=anyone"), &[]).await;
        let ten = page.body.matches("name=\"start\" value=\"2026-03-10T14:00:00Z\"").count();
        assert_eq!(ten, 1, "{}", page.body);
        for far in ["%2B262142-12-31", "9999-12-31", "-262143-01-01", "2020-01-01", "soon"] {
            for who in ["", "&who=anyone"] {
                assert_eq!(clinic.get(&format!("{base}/times?from={far}{who}"), &[]).await.status, 200, "{far}");
            }
        }
    }
}

#[tokio::test]
async fn what_only_the_clinic_changes_no_link_changes() {
    for clinic in clinics("links_view_only").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        let (_, base) = visit(&clinic, &calendar, "2026-03-20T15:00:00-04:00").await;
        let form = first_time(&clinic.get(&format!("{base}/times?from=2026-03-10"), &[]).await);
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE visit_types SET mode = 'view_only'").run().await.unwrap();
        tx.commit().await.unwrap();
        let page = clinic.get(&base, &[]).await;
        assert!(page.body.contains("Only the clinic can change this appointment"), "{}", page.body);
        assert!(page.body.contains("/confirmation") && !page.body.contains("/cancellation"));
        let off = clinic.post(&format!("{base}/cancellation"), "", "reason=cannot_come").await;
        assert!(off.status == 422 && off.body.contains("Only the clinic can change it"), "{}", off.body);
        for answer in
            [clinic.get(&format!("{base}/times"), &[]).await, clinic.post(&format!("{base}/times"), "", &form).await]
        {
            assert!(answer.status == 422 && answer.body.contains("Only the clinic can change it"), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn an_offer_that_cannot_be_taken_says_why() {
    for clinic in clinics("links_offer_why").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        let own = calendar.book(&clinic, patient("two"), at("2026-03-20T15:00:00-04:00")).await;
        let id = offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let token = token(&clinic, Purpose::Offer, id.0, clinic.clock.now() + Duration::hours(2)).await;
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE waitlist_entries SET appointment_id = $1").bind(own).run().await.unwrap();
        tx.query("UPDATE appointments SET status = 'arrived' WHERE id = $1").bind(own).run().await.unwrap();
        tx.commit().await.unwrap();
        // The offer stands, but not the visit whose place it would take.
        let page = clinic.post(&format!("/visit/offer/{token}/acceptance"), "", "").await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("This cannot be done any more"), "{}", page.body);
        let mut tx = clinic.portal.db.begin().await.unwrap();
        tx.query("UPDATE waitlist_entries SET ended_at = created_at, ending = 'over'").run().await.unwrap();
        tx.commit().await.unwrap();
        let page = clinic.get(&format!("/visit/offer/{token}"), &[]).await;
        assert!(page.body.contains("This offer is over") && !page.body.contains("/acceptance"), "{}", page.body);
    }
}

#[tokio::test]
async fn an_offer_is_taken_once_or_let_go() {
    for clinic in clinics("links_offer").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        let id = offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let token = token(&clinic, Purpose::Offer, id.0, clinic.clock.now() + Duration::hours(2)).await;
        let base = format!("/visit/offer/{token}");
        assert!(clinic.get(&base, &[]).await.body.contains("This time is free for you"));
        assert_eq!(
            clinic.post(&format!("{base}/acceptance"), "", "").await.header("location"),
            format!("{base}?done=taken")
        );
        assert!(clinic.get(&base, &[]).await.body.contains("It is yours"));
        clinic.post(&format!("{base}/acceptance"), "", "").await;
        clinic.post(&format!("{base}/refusal"), "", "").await;
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM appointments WHERE status = 'booked'").await, 1);
        assert!(clinic.get(&base, &[]).await.body.contains("It is yours"));
        clinic.clock.advance(Duration::hours(3));
        assert_eq!(clinic.get(&base, &[]).await.status, 410);
    }
    for clinic in clinics("links_offer_left").await {
        let clinic = clinic.with_people().await;
        let calendar = Calendar::open(&clinic).await;
        address(&clinic, patient("two"), "two@example.org").await;
        let id = offer(&clinic, &calendar, patient("two"), at("2026-03-05T10:00:00-05:00")).await;
        let token = token(&clinic, Purpose::Offer, id.0, clinic.clock.now() + Duration::hours(2)).await;
        let base = format!("/visit/offer/{token}");
        let left = clinic.post(&format!("{base}/refusal"), "", "").await;
        assert_eq!(left.header("location"), format!("{base}?done=left"));
        assert!(clinic.get(left.header("location"), &[]).await.body.contains("You have let it go"));
        let late = clinic.post(&format!("{base}/acceptance"), "", "").await;
        assert!(late.body.contains("This offer is over"), "{}", late.body);
        assert_eq!(count(&clinic.portal.db, "SELECT count(*) FROM appointments").await, 0);
    }
}
