//! The forms of the calendar book what their reader meant, and lose nothing that was typed.

use super::desks;
use crate::demo::Persona;
use clinic::db::Source as _;

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split_once('"').unwrap().0
}

/// What the first button of a page's form sends, which is what Enter presses.
fn first_button(page: &str) -> &str {
    let (_, form) = page.split_once("<form method=\"post\" action=\"/calendar").unwrap();
    let (_, button) = form.split_once("<button").unwrap();
    button.split_once('>').unwrap().0
}

#[tokio::test]
async fn enter_books_and_moves_nothing() {
    for desk in desks("calendar_enter").await {
        let walter = desk.house.walter;
        let path = format!("/calendar/new?patient={walter}&kind={}&who={}&day=2026-11-20", desk.kind, desk.doctor);
        let page = desk.see(&path).await.body;
        assert!(first_button(&page).contains("value=\"look\""), "{page}");
        let carried = format!("patient={walter}&kind={}&who={}&day=2026-11-20", desk.kind, desk.doctor);
        let time = hidden(&page, "time");
        let both = desk.post("/calendar/visits", &format!("{carried}&time={time}&clock=14%3A30&way=free")).await;
        assert_eq!(both.status, 422, "one time is ticked and another is typed");
        assert!(both.body.contains("href=\"#field-clock\"") && both.body.contains("14:30"), "{}", both.body);
        let shown = hidden(&page, "shown").to_owned();
        let other = carried.replace(&desk.doctor.to_string(), "all");
        let changed = format!("{other}&time={time}&shown={shown}&way=free");
        assert_eq!(desk.post("/calendar/visits", &changed).await.status, 422, "it is looked for something else now");
        assert_eq!(desk.count("booked").await, 0);
        let visit = desk.book("2026-11-20", "9:00").await;
        let page = desk.see(&format!("{visit}/move")).await.body;
        assert!(first_button(&page).contains("value=\"look\""), "{page}");
        let revision = hidden(&page, "revision");
        let both = format!("revision={revision}&time={}&clock=15%3A30&way=free", hidden(&page, "time"));
        let refused = desk.post(&format!("{visit}/move"), &both).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#field-clock\""));
    }
}

#[tokio::test]
async fn looking_loses_nothing_that_was_typed() {
    for desk in desks("calendar_look").await {
        let typed = format!(
            "{}&day=2026-11-20&who={}&reason=Sore+knee&note=Wheelchair&each=week&every=2&count=7",
            desk.typed("2026-12-01", "14:30").replace("&way=typed", ""),
            desk.doctor
        );
        for (button, day) in [("way=look", "2026-11-20"), ("later=2026-12-07", "2026-12-07")] {
            let page = desk.post("/calendar/new", &format!("{typed}&{button}")).await;
            assert_eq!(page.status, 200);
            for words in ["Sore knee", "Wheelchair", "value=\"7\"", "value=\"14:30\"", "value=\"week\" selected"] {
                assert!(page.body.contains(words), "{words}: {}", page.body);
            }
            assert!(page.body.contains(&format!("name=\"day\" value=\"{day}\"")), "{button}: {}", page.body);
        }
        let visit = desk.book("2026-11-20", "9:00").await;
        let look = format!("clock=15%3A30&date=2026-11-24&kind={}&day=2026-11-23&way=look&revision=1", desk.kind);
        let page = desk.post(&format!("{visit}/move"), &look).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("value=\"15:30\"") && page.body.contains("value=\"2026-11-23\""), "{}", page.body);
    }
}

#[tokio::test]
async fn another_visit_around_that_time_needs_a_second_press() {
    for desk in desks("calendar_near").await {
        desk.book("2026-11-20", "9:00").await;
        let near = desk.typed("2026-11-20", "9:30");
        let warned = desk.post("/calendar/visits", &near).await;
        assert_eq!(warned.status, 422);
        assert!(warned.body.contains("another visit around that time") && warned.body.contains("9:00 AM to 9:20 AM"));
        let despite = hidden(&warned.body, "despite").to_owned();
        let elsewhere = desk.typed("2026-11-20", "9:40");
        let other = desk.post("/calendar/visits", &format!("{elsewhere}&despite={despite}")).await;
        assert_eq!(other.status, 422, "it was shown for another time");
        assert_eq!(desk.count("booked").await, 1);
        assert_eq!(desk.post("/calendar/visits", &format!("{near}&despite={despite}")).await.status, 303);
        assert_eq!(desk.post("/calendar/visits", &desk.typed("2026-11-20", "11:00")).await.status, 303, "it is later");
        let series = format!("{}&each=day&every=1&count=2", desk.typed("2026-11-19", "11:10"));
        assert_eq!(desk.post("/calendar/visits", &series).await.status, 422, "the second of them is near");
    }
}

#[tokio::test]
async fn a_free_time_of_the_day_reaches_the_form() {
    for desk in desks("calendar_free").await {
        let day = desk.see(&desk.day("2026-11-20")).await.body;
        assert!(day.contains("<span class=\"unseen\">, Dr. Paula Desk</span>"), "{day}");
        let (before, _) = day.split_once("<span class=\"unseen\">, Dr. Paula Desk").unwrap();
        let (_, link) = before.rsplit_once("href=\"").unwrap();
        let href = link.split_once('"').unwrap().0.replace("&amp;", "&");
        let (_, time) = href.split_once("&time=").unwrap();
        let path = format!("{href}&patient={}", desk.house.walter);
        let page = desk.see(&format!("{path}&kind={}", desk.kind)).await.body;
        let radio = page.split("<input").find(|input| input.contains(&format!("value=\"{time}\""))).unwrap();
        assert!(radio.contains("checked"), "{radio}");
        let page = desk.see(&path).await.body;
        assert_eq!(hidden(&page, "time"), time, "it waits until the kind of visit is known");
    }
}

#[tokio::test]
async fn a_clinician_gets_from_the_calendar_into_the_video_visit() {
    for desk in desks("calendar_video").await {
        let house = &desk.house;
        let own =
            house.id_of("SELECT practitioner_id FROM accounts WHERE email = 'okafor@example.org' AND $1 = $1").await;
        let vera = desk.someone("Vera Video").await;
        let soon = format!("{}&beside=true", desk.typed_for(vera, "2026-11-18", "10:35"));
        let booked = desk.post("/calendar/visits", &soon).await;
        let visit = booked.header("location").to_owned();
        let set = |sql: &'static str| async move {
            let mut tx = house.portal.db.begin().await.unwrap();
            tx.query(sql).bind(own).run().await.unwrap();
            tx.commit().await.unwrap();
        };
        set("UPDATE appointments SET medium = 'video', practitioner_id = $1 WHERE made_here").await;
        let body = "base=https%3A%2F%2Fvideo.example.org";
        let saved = house.ask_with("POST", "/schedules/video", body, house.cookie(Persona::Admin)).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let page = house.see(Persona::Prescriber, &visit).await.body;
        assert!(page.contains("https://video.example.org/"), "{page}");
        let id = visit.rsplit('/').next().unwrap();
        assert!(page.contains(&format!("/patients/{vera}/appointments/{id}")));
        let page = desk.see(&visit).await.body;
        assert!(!page.contains("https://video.example.org/"), "the desk takes no part");
    }
}
