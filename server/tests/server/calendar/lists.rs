//! What stands in lists: visits nobody is told of, the visits of a series, those who wait, a week by room and on paper.

use super::{Desk, desks};
use clinic::db::Source as _;
use uuid::Uuid;

impl Desk {
    /// How many mails of a kind wait.
    async fn mails(&self, kind: &'static str) -> i64 {
        let mut q = self.house.portal.db.read().await.unwrap();
        let sql = "SELECT CAST(count(*) AS BIGINT) FROM outbox WHERE kind = $1";
        q.query(sql).bind(kind.to_owned()).one::<(i64,)>().await.unwrap().0
    }

    /// How places in the waiting list ended, those that have.
    async fn endings(&self) -> Vec<String> {
        let mut q = self.house.portal.db.read().await.unwrap();
        let sql = "SELECT ending FROM waitlist_entries WHERE ending IS NOT NULL ORDER BY ended_at, id";
        q.query(sql).all::<(String,)>().await.unwrap().into_iter().map(|(ending,)| ending).collect()
    }

    async fn run(&self, sql: &'static str, id: Uuid) {
        let mut tx = self.house.portal.db.begin().await.unwrap();
        tx.query(sql).bind(id).run().await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whom_nobody_can_write_to_has_to_be_called() {
    for desk in desks("calendar_unreached").await {
        let nora = desk.someone("Nora Nomail").await;
        let told = "Nobody gets mails about this visit";
        let booked = desk.post("/calendar/visits", &desk.typed_for(nora, "2026-11-26", "9:00")).await;
        let visit = booked.header("location").to_owned();
        desk.book("2026-11-26", "11:00").await;
        for path in [visit.clone(), format!("{visit}/move"), format!("/calendar/new?patient={nora}")] {
            let page = desk.see(&path).await.body;
            assert!(page.contains(told) && page.contains("tel:2075550188"), "{path}: {page}");
        }
        let page = desk.see(&visit).await.body;
        assert!(!page.contains("The patient gets a mail."), "{page}");
        let closure = format!("/calendar/affected/{}", desk.house.holiday().await);
        for path in [closure.clone(), format!("{closure}/cancellation")] {
            let page = desk.see(&path).await.body;
            assert_eq!(page.matches(told).count(), 1, "Walter has an account: {page}");
        }
        desk.run("UPDATE patients SET email = 'nora@example.org' WHERE id = $1", nora).await;
        assert!(!desk.see(&visit).await.body.contains(told));
    }
}

#[tokio::test]
async fn a_series_is_seen_and_called_off_from_one_visit_on() {
    for desk in desks("calendar_rest").await {
        let series = format!("{}&each=week&every=1&count=3", desk.typed("2026-11-20", "14:00"));
        let first = desk.post("/calendar/visits", &series).await.header("location").to_owned();
        let page = desk.see(&first).await.body;
        let (_, list) = page.split_once("id=\"series\"").unwrap_or_else(|| panic!("{page}"));
        let (_, second) = list.split_once("href=\"/calendar/visits/").unwrap();
        let second = format!("/calendar/visits/{}", second.split_once('"').unwrap().0);
        assert!(page.contains("December 4, 2026") && page.contains(&format!("{first}/rest/cancellation")));
        let rest = format!("{second}/rest/cancellation");
        let page = desk.see(&rest).await.body;
        assert!(page.contains("2 visits will be called off") && !page.contains("November 20, 2026"), "{page}");
        assert_eq!(desk.post(&rest, "count=2").await.status, 422, "no reason");
        assert_eq!(desk.post(&rest, "reason=cannot_come&count=3").await.status, 422, "another number than was shown");
        assert_eq!(desk.count("cancelled").await, 0);
        let before = desk.mails("appointment_cancelled").await;
        assert_eq!(desk.post(&rest, "reason=cannot_come&text=Moved+away&count=2").await.header("location"), second);
        assert_eq!((desk.count("cancelled").await, desk.count("booked").await), (2, 1));
        assert_eq!(desk.mails("appointment_cancelled").await, before + 2);
        assert!(desk.see(&rest).await.body.contains("No visits are left to call off"));
        assert_eq!(desk.post(&rest, "reason=cannot_come&count=0").await.status, 422);
        let alone = desk.book("2026-11-23", "9:00").await;
        assert!(!desk.see(&alone).await.body.contains("id=\"series\""));
    }
}

#[tokio::test]
async fn the_desk_puts_patients_on_the_waiting_list() {
    for desk in desks("calendar_wish").await {
        let nora = desk.someone("Nora Nomail").await;
        let found = desk.post("/calendar/waiting/new", "q=nguyen+walter").await.body;
        assert!(found.contains(&format!("/calendar/waiting/new?patient={}", desk.house.walter)), "{found}");
        let form = desk.see(&format!("/calendar/waiting/new?patient={nora}")).await;
        assert_eq!(form.status, 200);
        assert!(form.body.contains("Nobody gets the mail with an offer"), "{}", form.body);
        let wish = |days: &str| {
            format!(
                "patient={nora}&kind={}&who={}&place=&hours=morning&first=2026-11-18&last=2026-12-18{days}",
                desk.kind, desk.doctor
            )
        };
        let none = desk.post("/calendar/waiting/new", &wish("")).await;
        assert_eq!(none.status, 422);
        assert!(none.body.contains("href=\"#field-weekdays\""), "{}", none.body);
        let saturdays = desk.post("/calendar/waiting/new", &wish("&sat=true")).await;
        assert_eq!(saturdays.header("location"), "/calendar/waiting", "{}", saturdays.body);
        let fridays = wish("&fri=true");
        let free = desk.post("/calendar/waiting/new", &fridays).await;
        assert_eq!(free.status, 422);
        assert!(free.body.contains("There are free times that fit"), "{}", free.body);
        assert_eq!(desk.post("/calendar/waiting/new", &format!("{fridays}&anyway=true")).await.status, 303);
        let list = desk.see("/calendar/waiting").await.body;
        assert_eq!(list.matches("Nora Nomail").count(), 2, "{list}");
        assert_eq!(desk.see(&format!("/calendar/waiting/new?patient={}", Uuid::nil())).await.status, 404);
        assert_eq!(
            desk.post("/calendar/waiting/new", &wish("&sat=true").replace("hours=morning", "hours=x")).await.status,
            422
        );
    }
}

#[tokio::test]
async fn a_visit_that_is_booked_from_the_waiting_list_ends_the_wait() {
    for desk in desks("calendar_waited").await {
        let entry = desk.house.place_in_the_list().await;
        let list = desk.see("/calendar/waiting").await.body;
        assert!(list.contains(&format!("entry={entry}")), "{list}");
        // An offer of this place holds the time that is booked.
        let offer = clinic::ids::new();
        let mut tx = desk.house.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO waitlist_offers (id, entry_id, practitioner_id, location_id, start_at, end_at, taken_until, free_until,
                created_at, expires_at, state)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7, $5, 'open')",
        )
        .bind(offer)
        .bind(entry)
        .bind(desk.doctor)
        .bind(desk.place)
        .bind("2026-11-20T14:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap())
        .bind("2026-11-20T14:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap())
        .bind(desk.house.clock.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let book = desk.typed("2026-11-20", "9:00");
        assert_eq!(desk.post("/calendar/visits", &book).await.status, 422, "the offer holds the time");
        let booked = desk.post("/calendar/visits", &format!("{book}&entry={entry}")).await;
        assert_eq!(booked.status, 303, "{}", booked.body);
        assert_eq!(desk.endings().await, ["booked"]);
        assert!(desk.see("/calendar/waiting").await.body.contains("Nobody waits"));
        let again = desk.typed("2026-11-24", "9:00");
        let over = desk.post("/calendar/visits", &format!("{again}&entry={entry}")).await;
        assert_eq!(over.status, 422, "the wait is over");
        assert!(
            over.body.contains("no longer waits") && over.body.contains("name=\"entry\" value=\"\""),
            "{}",
            over.body
        );
        let other = desk.house.place_in_the_list().await;
        let nora = desk.someone("Nora Nomail").await;
        let wrong = format!("{}&entry={other}", desk.typed_for(nora, "2026-11-24", "9:00"));
        assert_eq!(desk.post("/calendar/visits", &wrong).await.status, 422, "it is another patient's place");
        assert_eq!(desk.endings().await.len(), 1);
        // A refused booking ends nothing, a series does, a move does.
        let taken = format!("{}&entry={other}", desk.typed("2026-11-21", "9:00"));
        assert_eq!(desk.post("/calendar/visits", &taken).await.status, 422, "a Saturday");
        assert_eq!(desk.endings().await.len(), 1);
        let series = format!("{again}&entry={other}&each=week&every=1&count=2");
        assert_eq!(desk.post("/calendar/visits", &series).await.status, 303);
        assert_eq!(desk.endings().await, ["booked", "booked"]);
        let third = desk.house.place_in_the_list().await;
        let visit = booked.header("location");
        let page = desk.see(&format!("{visit}/move?entry={third}")).await.body;
        assert!(page.contains(&format!("name=\"entry\" value=\"{third}\"")), "{page}");
        let (_, revision) = page.split_once("name=\"revision\" value=\"").unwrap();
        let revision = revision.split_once('"').unwrap().0;
        let to = format!("revision={revision}&entry={third}&{}", desk.typed("2026-11-23", "10:00"));
        assert_eq!(desk.post(&format!("{visit}/move"), &to).await.status, 303);
        assert_eq!(desk.endings().await.len(), 3);
    }
}

#[tokio::test]
async fn a_week_is_set_out_by_room_and_printed() {
    for desk in desks("calendar_week").await {
        let room = clinic::ids::new();
        let mut tx = desk.house.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO rooms (id, location_id, name, active) VALUES ($1, $2, 'Blue Room', TRUE)")
            .bind(room)
            .bind(desk.place)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let visit = desk.post("/calendar/visits", &format!("{}&room={room}", desk.typed("2026-11-20", "9:00"))).await;
        assert_eq!(visit.status, 303, "{}", visit.body);
        let rosa = desk.someone("Rosa Roomless").await;
        let visit = desk.post("/calendar/visits", &desk.typed_for(rosa, "2026-11-19", "9:00")).await;
        assert_eq!(visit.status, 303, "{}", visit.body);
        let week = |rest: &str| format!("/calendar/week/2026-11-18{rest}&place={}", desk.place);
        let page = desk.see(&week("?who=all")).await.body;
        assert!(page.contains("Desk visit · Dr. Paula Desk · Blue Room"), "{page}");
        assert!(page.contains("/calendar/week/2026-11-16/print"), "{page}");
        let page = desk.see(&week("?who=all&by=room")).await.body;
        assert!(page.contains("<h3 class=\"week-room\">Blue Room</h3>") && page.contains("No room"), "{page}");
        let sheet = desk.see(&week("/print?who=all")).await;
        assert_eq!(sheet.status, 200);
        for words in ["Dr. Paula Desk · Thursday, November 19, 2026", "Dr. Paula Desk · Friday, November 20, 2026"] {
            assert!(sheet.body.contains(words), "{words}: {}", sheet.body);
        }
        let rooms = desk.see(&week("/print?who=all&by=room")).await.body;
        assert!(rooms.contains("Blue Room · Friday, November 20, 2026"), "{rooms}");
        assert_eq!(desk.see("/calendar/week/2026-13-01/print").await.status, 404);
    }
}

#[tokio::test]
async fn a_calendar_says_when_it_does_not_show_everything() {
    for desk in desks("calendar_many").await {
        let mut tx = desk.house.portal.db.begin().await.unwrap();
        let start = "2026-11-20T15:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        for _ in 0..=clinic::appointments::MOST_SHOWN {
            tx.query(
                "INSERT INTO appointments (id, patient_id, status, start_at, practitioner_id, location_id)
                 VALUES ($1, $2, 'cancelled', $3, $4, $5)",
            )
            .bind(clinic::ids::new())
            .bind(desk.house.walter)
            .bind(start)
            .bind(desk.doctor)
            .bind(desk.place)
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        for path in ["day/2026-11-20", "week/2026-11-20", "day/2026-11-20/print", "week/2026-11-20/print"] {
            let page = desk.see(&format!("/calendar/{path}?who=all&place={}", desk.place)).await.body;
            assert!(page.contains("Not all visits are shown"), "{path}");
        }
        let quiet = desk.see(&desk.day("2026-11-23")).await.body;
        assert!(!quiet.contains("Not all visits are shown"));
    }
}
