//! The calendar of the clinic, through the real router.

mod forms;
mod lists;

use super::{
    demo::{House, Persona, houses},
    support::Answer,
};
use clinic::db::Source as _;
use uuid::Uuid;

/// A doctor with hours from nine to five on weekdays, New York time, at a place of their own.
struct Desk {
    house: House,
    kind: Uuid,
    doctor: Uuid,
    place: Uuid,
}

/// It is Wednesday, the 18th of November 2026, half past ten.
async fn desks(test: &str) -> Vec<Desk> {
    let mut desks = Vec::new();
    for house in houses(test).await {
        let kind = house.visit_kind().await;
        let (doctor, place) = (clinic::ids::new(), clinic::ids::new());
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, 'Dr. Paula Desk', TRUE)")
            .bind(doctor)
            .run()
            .await
            .unwrap();
        tx.query(
            "INSERT INTO locations (id, name, zone, status) VALUES ($1, 'Desk House', 'America/New_York', 'active')",
        )
        .bind(place)
        .run()
        .await
        .unwrap();
        for weekday in 1_i64..=5 {
            tx.query(
                "INSERT INTO weekly_hours (id, practitioner_id, location_id, weekday, from_minute, until_minute, first_day)
                 VALUES ($1, $2, $3, $4, 540, 1020, $5)",
            )
            .bind(clinic::ids::new())
            .bind(doctor)
            .bind(place)
            .bind(weekday)
            .bind("2026-01-01".parse::<chrono::NaiveDate>().unwrap())
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        desks.push(Desk { house, kind, doctor, place });
    }
    desks
}

impl Desk {
    async fn see(&self, path: &str) -> Answer {
        self.house.see(Persona::Staff, path).await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.house.ask_with("POST", path, body, self.house.cookie(Persona::Staff)).await
    }

    /// What a form of a new visit for Walter carries, for a time that is typed.
    fn typed(&self, day: &str, clock: &str) -> String {
        self.typed_for(self.house.walter.0, day, clock)
    }

    /// The same for any patient.
    fn typed_for(&self, patient: Uuid, day: &str, clock: &str) -> String {
        format!(
            "patient={patient}&kind={}&with={}&at={}&date={day}&clock={clock}&way=typed",
            self.kind, self.doctor, self.place
        )
    }

    /// A new patient, whom nobody can send a mail to.
    async fn someone(&self, name: &'static str) -> Uuid {
        let id = clinic::ids::new();
        let mut tx = self.house.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, sex, deceased, record_number, active, phone)
             VALUES ($1, $2, $2, 'female', FALSE, $2, TRUE, '207-555-0188')",
        )
        .bind(id)
        .bind(name.to_owned())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Books a visit and gives its address.
    async fn book(&self, day: &str, clock: &str) -> String {
        let answer = self.post("/calendar/visits", &self.typed(day, clock)).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.header("location").to_owned()
    }

    fn day(&self, day: &str) -> String {
        format!("/calendar/day/{day}?who=all&place={}", self.place)
    }

    async fn count(&self, status: &'static str) -> i64 {
        let mut q = self.house.portal.db.read().await.unwrap();
        let (count,): (i64,) = q
            .query("SELECT CAST(count(*) AS BIGINT) FROM appointments WHERE made_here AND status = $1")
            .bind(status.to_owned())
            .one()
            .await
            .unwrap();
        count
    }
}

#[tokio::test]
async fn a_visit_is_booked_at_the_desk_at_a_time_that_is_free() {
    for desk in desks("calendar_book").await {
        let walter = desk.house.walter;
        let found = desk.post("/calendar/new", "q=nguyen+walter&day=2026-11-20").await;
        let way = format!("/calendar/new?patient={walter}&amp;day=2026-11-20");
        assert!(found.body.contains(&way), "{}", found.body);
        let path = format!("/calendar/new?patient={walter}&kind={}&who={}&day=2026-11-20", desk.kind, desk.doctor);
        let form = desk.see(&path).await;
        assert_eq!(form.status, 200);
        assert!(form.body.contains("9:00 AM EST"), "{}", form.body);
        let (_, value) = form.body.split_once("name=\"time\" value=\"").unwrap();
        let (time, _) = value.split_once('"').unwrap();
        let carried = format!("patient={walter}&kind={}&who={}&day=2026-11-20&way=free", desk.kind, desk.doctor);
        let refused = desk.post("/calendar/visits", &format!("{carried}&reason=Sore+knee")).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.body.contains("href=\"#field-time\"") && refused.body.contains("Sore knee"),
            "what was typed stays"
        );
        let body = format!("{carried}&time={time}&reason=Sore+knee&note=Wheelchair");
        let booked = desk.post("/calendar/visits", &body).await;
        assert_eq!(booked.status, 303, "{}", booked.body);
        let page = desk.see(booked.header("location")).await.body;
        for words in ["Walter", "Dr. Paula Desk", "Desk House", "Sore knee", "Wheelchair", "9:00 AM to 9:20 AM EST"] {
            assert!(page.contains(words), "{words}");
        }
        let other = desk.someone("Again Other").await;
        let again = desk.post("/calendar/visits", &body.replace(&walter.to_string(), &other.to_string())).await;
        assert_eq!(again.status, 422, "the time is taken");
        assert!(again.body.contains("This time is not free"));
        for path in [desk.day("2026-11-20"), format!("/calendar/week/2026-11-18?who={}", desk.doctor)] {
            let page = desk.see(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains(booked.header("location")), "{path}");
        }
        let sheet = desk.see(&format!("/calendar/day/2026-11-20/print?who=all&place={}", desk.place)).await.body;
        assert!(sheet.contains("Wheelchair") && sheet.contains("born"), "{sheet}");
        assert_eq!(desk.count("booked").await, 1);
    }
}

#[tokio::test]
async fn a_time_that_is_taken_needs_a_tick() {
    for desk in desks("calendar_beside").await {
        desk.book("2026-11-20", "9:00").await;
        let other = desk.someone("Beside Other").await;
        let again = desk.typed_for(other, "2026-11-20", "9:10");
        let taken = desk.post("/calendar/visits", &again).await;
        assert_eq!(taken.status, 422);
        assert!(taken.body.contains("href=\"#field-clock\"") && taken.body.contains("9:10"));
        let beside = desk.post("/calendar/visits", &format!("{again}&beside=true")).await;
        assert_eq!(beside.status, 303);
        assert!(desk.see(beside.header("location")).await.body.contains("Overbooked"));
        let day = desk.see(&desk.day("2026-11-20")).await.body;
        assert!(day.contains("colspan=\"2\""), "both stand beside one another");
        for (wrong, field) in [
            (desk.typed("2026-11-18", "9:00"), "clock"),
            (desk.typed("someday", "9:00"), "date"),
            (desk.typed("2026-11-20", "late"), "clock"),
            (desk.typed("2026-11-20", "9:00").replace(&desk.doctor.to_string(), ""), "with"),
            (desk.typed("2026-11-20", "9:00").replace(&format!("at={}", desk.place), "at="), "at"),
            (format!("{}&each=week&every=0&count=99", desk.typed("2026-11-20", "15:00")), "every"),
            (format!("{}&reason={}", desk.typed("2026-11-20", "15:00"), "a".repeat(501)), "reason"),
        ] {
            let refused = desk.post("/calendar/visits", &wrong).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#field-{field}\"")), "{field}: {wrong}");
        }
        let nobody = desk.post("/calendar/visits", "patient=&way=free").await;
        assert_eq!(nobody.status, 422);
        assert_eq!(desk.count("booked").await, 2);
    }
}

#[tokio::test]
async fn someone_who_is_here_is_booked_at_once() {
    for desk in desks("calendar_now").await {
        let body = desk.typed("", "").replace("way=typed", "way=now");
        let booked = desk.post("/calendar/visits", &body).await;
        assert_eq!(booked.status, 303, "{}", booked.body);
        let page = desk.see(booked.header("location")).await.body;
        assert!(page.contains("Walk-in") && page.contains("Waiting here") && page.contains("10:30 AM"), "{page}");
    }
}

#[tokio::test]
async fn a_series_is_booked_whole_or_without_what_is_taken() {
    for desk in desks("calendar_series").await {
        let other = desk.someone("Series Other").await;
        let taken = desk.post("/calendar/visits", &desk.typed_for(other, "2026-11-27", "14:00")).await;
        assert_eq!(taken.status, 303, "{}", taken.body);
        let series = format!("{}&each=week&every=1&count=3", desk.typed("2026-11-20", "14:00"));
        let refused = desk.post("/calendar/visits", &series).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Friday, November 27, 2026") && refused.body.contains("Nothing is booked yet"));
        assert_eq!(desk.count("booked").await, 1);
        assert!(refused.body.contains("value=\"typed-without\""));
        let rest = desk.post("/calendar/visits", &series.replace("way=typed", "way=typed-without")).await;
        assert_eq!(rest.status, 303);
        assert_eq!(desk.count("booked").await, 3);
    }
}

#[tokio::test]
async fn the_steps_of_the_day_the_note_and_calling_off() {
    for desk in desks("calendar_steps").await {
        let later = desk.book("2026-11-20", "9:00").await;
        assert!(!desk.see(&later).await.body.contains("value=\"arrive\""), "nobody arrives before the day");
        assert_eq!(desk.post(&format!("{later}/step"), "step=arrive").await.status, 422);
        let visit = desk.book("2026-11-18", "16:30").await;
        let step = format!("{visit}/step");
        assert_eq!(desk.post(&step, "step=missed_it").await.status, 422, "it has not begun");
        assert_eq!(desk.post(&step, "step=jump").await.status, 422);
        for (name, words) in
            [("arrive", "Waiting here"), ("check_in", "Checked in"), ("fulfil", "Done"), ("reopen", "Checked in")]
        {
            assert_eq!(desk.post(&step, &format!("step={name}")).await.header("location"), visit, "{name}");
            assert!(desk.see(&visit).await.body.contains(words), "{words}");
        }
        assert_eq!(desk.post(&format!("{visit}/note"), "note=Bring+the+letter").await.status, 303);
        let too_long = desk.post(&format!("{visit}/note"), &format!("note={}", "b".repeat(501))).await;
        assert_eq!(too_long.status, 422);
        assert!(too_long.body.contains("bbbb"));
        let page = desk.see(&visit).await.body;
        assert!(page.contains("Bring the letter") && page.contains("Note written by"), "{page}");
        assert_eq!(
            desk.post(&format!("{visit}/cancellation"), "reason=cannot_come").await.status,
            422,
            "the patient is here"
        );
        desk.post(&step, "step=reopen").await;
        let why = desk.post(&format!("{visit}/cancellation"), "text=Snow").await;
        assert_eq!(why.status, 422);
        assert!(why.body.contains("Snow") && why.body.contains("href=\"#field-reason\""));
        assert_eq!(desk.post(&format!("{visit}/cancellation"), "reason=closed&text=Snow").await.status, 303);
        let day = desk.see(&desk.day("2026-11-18")).await.body;
        assert!(day.contains("<s>"), "it is struck through: {day}");
        assert!(!desk.see(&visit).await.body.contains("/move"), "it cannot be moved any more");
        let log = desk.house.see(Persona::Patient, "/access").await.body;
        assert!(log.contains("Dana"), "the patient sees who looked");
    }
}

#[tokio::test]
async fn a_visit_is_moved_as_it_was_shown() {
    for desk in desks("calendar_move").await {
        let visit = desk.book("2026-11-20", "9:00").await;
        let path = format!("{visit}/move");
        let page = desk.see(&path).await.body;
        let (_, rest) = page.split_once("name=\"revision\" value=\"").unwrap();
        let (revision, _) = rest.split_once('"').unwrap();
        let to = |revision: &str, clock: &str| format!("revision={revision}&{}", desk.typed("2026-11-23", clock));
        assert_eq!(desk.post(&path, &to("77", "11:00")).await.status, 422, "somebody changed it");
        assert_eq!(desk.post(&path, &format!("revision={revision}&way=free")).await.status, 422);
        assert_eq!(desk.post(&path, &to(revision, "11:00")).await.header("location"), visit);
        let page = desk.see(&visit).await.body;
        assert!(
            page.contains("Monday, November 23, 2026, 11:00 AM to 11:20 AM EST") && page.contains("Moved by"),
            "{page}"
        );
        assert_eq!(desk.post(&path, &to(revision, "12:00")).await.status, 422, "the form is old");
    }
}

#[tokio::test]
async fn what_was_asked_for_is_agreed_to_once() {
    for desk in desks("calendar_requests").await {
        let visit = desk.book("2026-11-20", "9:00").await;
        let mut tx = desk.house.portal.db.begin().await.unwrap();
        tx.query("UPDATE appointments SET status = 'proposed' WHERE made_here").run().await.unwrap();
        tx.commit().await.unwrap();
        let page = desk.see("/calendar/requests").await.body;
        assert!(page.contains("Walter") && page.contains(&visit), "{page}");
        let id = visit.rsplit('/').next().unwrap();
        let agreement = format!("/calendar/requests/{id}/agreement");
        let (_, rest) = page.split_once("name=\"revision\" value=\"").unwrap();
        let (revision, _) = rest.split_once('"').unwrap();
        let shown = format!("revision={revision}&anyway=false");
        assert_eq!(desk.post(&agreement, "").await.status, 422, "not as it was shown");
        // Somebody is away by now: it is agreed to all the same after a second look.
        let mut tx = desk.house.portal.db.begin().await.unwrap();
        tx.query("UPDATE weekly_hours SET last_day = '2026-11-19' WHERE practitioner_id = $1")
            .bind(desk.doctor)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let asked = desk.post(&agreement, &shown).await;
        assert_eq!(asked.status, 422);
        assert!(asked.body.contains("Agree all the same") && asked.body.contains("Nobody has hours then"));
        let anyway = format!("revision={revision}&anyway=true");
        assert_eq!(desk.post(&agreement, &anyway).await.header("location"), "/calendar/requests");
        assert_eq!(desk.post(&agreement, &anyway).await.status, 422);
        assert!(desk.see("/calendar/requests").await.body.contains("No requests wait"));
    }
}

#[tokio::test]
async fn what_lies_in_a_closure_is_called_off_after_a_second_look() {
    for desk in desks("calendar_affected").await {
        desk.book("2026-11-26", "9:00").await;
        desk.book("2026-11-26", "10:00").await;
        let closure = format!("/calendar/affected/{}", desk.house.holiday().await);
        let page = desk.see(&closure).await.body;
        assert!(page.contains("Thanksgiving") && page.contains("?reason=closed#cancel"), "{page}");
        assert!(desk.see(&desk.day("2026-11-26")).await.body.contains("Holiday: Thanksgiving"));
        let all = format!("{closure}/cancellation");
        assert!(desk.see(&all).await.body.contains("2 visits will be called off"));
        assert_eq!(desk.post(&all, "reason=closed&count=1").await.status, 422, "another number than was shown");
        assert_eq!(desk.post(&all, "count=2").await.status, 422, "no reason");
        assert_eq!(desk.count("cancelled").await, 0);
        assert_eq!(desk.post(&all, "reason=closed&count=2").await.header("location"), closure);
        assert_eq!(desk.count("cancelled").await, 2);
        assert!(desk.see(&closure).await.body.contains("No visits are left"));
        assert_eq!(desk.see(&format!("/calendar/affected/{}", Uuid::nil())).await.status, 404);
    }
}

#[tokio::test]
async fn the_waiting_list_is_kept() {
    for desk in desks("calendar_waiting").await {
        let entry = desk.house.place_in_the_list().await;
        let page = desk.see("/calendar/waiting").await.body;
        assert!(page.contains("Walter") && page.contains("Mon, Wed") && page.contains("9:00 AM to 12:00 PM"), "{page}");
        let removal = format!("/calendar/waiting/{entry}/removal");
        assert_eq!(desk.post(&removal, "").await.header("location"), "/calendar/waiting");
        assert_eq!(desk.post(&removal, "").await.status, 404);
        assert!(desk.see("/calendar/waiting").await.body.contains("Nobody waits"));
    }
}

#[tokio::test]
async fn the_calendar_opens_where_its_reader_works() {
    for desk in desks("calendar_today").await {
        let form = desk.see("/calendar?day=2026-11-20&view=week&who=all").await;
        assert_eq!(form.header("location"), "/calendar/week/2026-11-20?who=all");
        let own = desk.house.see(Persona::Prescriber, "/calendar").await;
        assert_eq!(own.status, 200);
        assert!(own.body.contains("Wednesday, November 18, 2026"));
        for wrong in ["/calendar/day/2026-02-30", "/calendar/day/tomorrow", "/calendar/week/0000-01-01"] {
            assert_eq!(desk.see(wrong).await.status, 404, "{wrong}");
        }
        let nowhere = format!("/calendar/day/2026-11-18?who=all&place={}", Uuid::nil());
        assert_eq!(desk.see(&nowhere).await.status, 404);
        assert_eq!(desk.see(&format!("/calendar/new?patient={}", Uuid::nil())).await.status, 404);
        let rooms = desk.see(&format!("{}&by=room", desk.day("2026-11-18"))).await;
        assert_eq!(rooms.status, 200);
    }
}
