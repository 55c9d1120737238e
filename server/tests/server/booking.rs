//! Booking, changing, waiting and checking in, through the real router.

mod ground;

use super::{
    demo::{Persona, houses},
    support::count,
};
use chrono::Duration;
use clinic::db::Source as _;
use ground::{CHECK_UP, DOCTOR, ON_REQUEST, noon, patient, pressed};

#[tokio::test]
async fn a_patient_books_moves_and_cancels() {
    for house in houses("booking_way").await {
        let place = house.calendar().await;
        let kinds = house.see(Persona::Patient, "/appointments/new").await;
        assert!(kinds.body.contains("Short talk") && kinds.body.contains("We will confirm the time"));
        assert!(kinds.body.contains("Bring your card"));
        let times =
            house.see(Persona::Patient, &format!("/appointments/new/times?visit={CHECK_UP}&day=2026-12-01")).await;
        assert_eq!(times.status, 200);
        for words in ["Morning", "Afternoon", "Tuesday, December 1, 2026", "12:00 PM EST", "Eastern Time", "Robin Hale"]
        {
            assert!(times.body.contains(words), "{words}");
        }
        let held = house.post(Persona::Patient, "/appointments/new/times", &pressed(noon(1), place)).await;
        assert_eq!(held.status, 303);
        let held = held.header("location").to_owned();
        let page = house.see(Persona::Patient, &held).await;
        for words in ["5 minutes left", "Tuesday, December 1, 2026, 12:00 PM to 12:30 PM EST", "Bring your card"] {
            assert!(page.body.contains(words), "{words}");
        }
        let hold = held.split('?').next().unwrap().to_owned();
        let long = format!("reason={}", "x".repeat(501));
        let refused = house.post(Persona::Patient, &hold, &long).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("at most 500 characters"));
        let booked = house.post(Persona::Patient, &hold, "reason=A+private+cough").await;
        assert_eq!(booked.status, 303);
        let visit = booked.header("location").to_owned();
        let page = house.see(Persona::Patient, &visit).await;
        assert!(page.body.contains("Booked") && page.body.contains("A private cough"));
        assert!(page.body.contains("I will come") && page.body.contains("Cancel this visit"));
        let again = house.post(Persona::Patient, &hold, "").await;
        assert_eq!(again.status, 303, "it is booked already");
        assert_eq!(again.header("location"), visit);
        assert_eq!(house.see(Persona::Patient, &hold).await.header("location"), visit, "who goes back finds it, too");
        assert_eq!(house.post(Persona::OtherPatient, &hold, "").await.status, 404);

        assert_eq!(house.post(Persona::Patient, &format!("{visit}/confirmation"), "").await.status, 303);
        assert!(house.see(Persona::Patient, &visit).await.body.contains("You have said that you will come"));

        let id = visit.rsplit('/').next().unwrap();
        let to = pressed(noon(2), place).replace(&format!("visit={CHECK_UP}"), &format!("moves={id}"));
        let moving = house.see(Persona::Patient, &format!("/appointments/new?moves={id}")).await;
        assert_eq!(moving.header("location"), format!("/appointments/new/times?moves={id}"));
        let held = house.post(Persona::Patient, "/appointments/new/times", &to).await;
        let page = house.see(Persona::Patient, held.header("location")).await;
        assert!(page.body.contains("Move your visit to this time?") && page.body.contains("December 1, 2026"));
        let hold = held.header("location").split('?').next().unwrap().to_owned();
        let moved = house.post(Persona::Patient, &hold, "").await;
        assert_eq!(moved.header("location"), visit);
        assert!(house.see(Persona::Patient, &visit).await.body.contains("December 2, 2026"));

        let off = format!("{visit}/cancellation");
        let unsaid = house.post(Persona::Patient, &off, "").await;
        assert_eq!(unsaid.status, 422);
        assert!(unsaid.body.contains("Choose a reason"));
        assert_eq!(house.post(Persona::Patient, &off, "reason=cannot_come&text=A+trip").await.status, 303);
        let page = house.see(Persona::Patient, &visit).await;
        assert!(page.body.contains("This visit was cancelled") && page.body.contains("A trip"));
        let twice = house.post(Persona::Patient, &off, "reason=cannot_come").await;
        assert_eq!(twice.status, 422);
        assert!(twice.body.contains("can no longer be changed"));
    }
}

#[tokio::test]
async fn a_time_that_was_taken_or_held_too_long_is_offered_anew() {
    for house in houses("booking_taken").await {
        let place = house.calendar().await;
        let rosas = house.post(Persona::OtherPatient, "/appointments/new/times", &pressed(noon(1), place)).await;
        let taken = house.post(Persona::Patient, "/appointments/new/times", &pressed(noon(1), place)).await;
        assert_eq!(taken.status, 422);
        assert!(taken.body.contains("That time is taken") && taken.body.contains("name=\"time\""));
        assert!(taken.body.contains("12:30 PM EST") && taken.body.contains("Nothing was booked"));
        // Another's hold is not found.
        let page = house.see(Persona::Patient, rosas.header("location")).await;
        assert_eq!(page.status, 422, "{}", rosas.header("location"));
        assert!(page.body.contains("no longer held"));
        let bare = rosas.header("location").split('?').next().unwrap().to_owned();
        assert_eq!(house.see(Persona::Patient, &bare).await.status, 404);
        assert_eq!(house.post(Persona::Patient, &bare, "reason=x").await.status, 404);

        let own = house.post(Persona::Patient, "/appointments/new/times", &pressed(noon(2), place)).await;
        let hold = own.header("location").split('?').next().unwrap().to_owned();
        house.clock.advance(Duration::minutes(6));
        assert!(house.see(Persona::Patient, &hold).await.body.contains("no longer held for you"));
        house.booked(patient("rosa-delgado"), "booked", Some(noon(2))).await;
        let late = house.post(Persona::Patient, &hold, "reason=secret").await;
        assert_eq!(late.status, 422);
        assert!(late.body.contains("That time is taken") && !late.body.contains("secret"));
        // What was typed waits on the page of the next time, and stands in no address.
        let next = house.post(Persona::Patient, "/appointments/new/times", &pressed(noon(4), place)).await;
        assert!(!next.header("location").contains("secret"));
        assert!(house.see(Persona::Patient, next.header("location")).await.body.contains(">secret</textarea>"));

        let again = house.post(Persona::Patient, "/appointments/new/times", &pressed(noon(3), place)).await;
        let hold = again.header("location").split('?').next().unwrap().to_owned();
        let back = house.post(Persona::Patient, &format!("{hold}/release"), &format!("visit={CHECK_UP}&who=any")).await;
        assert_eq!(back.header("location"), format!("/appointments/new/times?visit={CHECK_UP}&who=any&day=2026-12-03"));
        assert_eq!(house.see(Persona::Patient, &hold).await.status, 404, "it was let go");

        let nowhere = house.see(Persona::Patient, "/appointments/new/times").await;
        assert_eq!(nowhere.status, 404);
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query("DELETE FROM weekly_hours WHERE practitioner_id = $1").bind(DOCTOR).run().await.unwrap();
        tx.commit().await.unwrap();
        let none = house.see(Persona::Patient, &format!("/appointments/new/times?visit={CHECK_UP}&who={DOCTOR}")).await;
        assert!(none.body.contains("No free times") && none.body.contains("Join the waiting list"));
    }
}

#[tokio::test]
async fn a_visit_that_is_asked_for_is_answered_by_the_clinic_and_can_be_taken_back() {
    for house in houses("booking_asked").await {
        let place = house.calendar().await;
        let form = pressed(noon(1), place).replace(&CHECK_UP.to_string(), &ON_REQUEST.to_string());
        let held = house.post(Persona::Patient, "/appointments/new/times", &form).await;
        let hold = held.header("location").split('?').next().unwrap().to_owned();
        assert!(house.see(Persona::Patient, &hold).await.body.contains("Ask for this visit"));
        let visit = house.post(Persona::Patient, &hold, "").await.header("location").to_owned();
        let page = house.see(Persona::Patient, &visit).await;
        assert!(page.body.contains("The clinic will answer") && page.body.contains("Take back your wish"));
        assert!(!page.body.contains("I will come"));
        assert!(house.see(Persona::Patient, "/home").await.body.contains("You have asked for 1 visit"));
        assert_eq!(house.post(Persona::Patient, &format!("{visit}/cancellation"), "").await.status, 303);
        assert!(house.see(Persona::Patient, &visit).await.body.contains("Cancelled"));
    }
}

#[tokio::test]
async fn another_time_is_asked_for_or_is_the_clinics() {
    for house in houses("booking_modes").await {
        let place = house.calendar().await;
        let asked = house.booked(house.walter, "booked", Some(noon(1))).await;
        let of_clinic = house.booked(house.walter, "booked", Some(noon(5))).await;
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query("UPDATE appointments SET visit_type_id = $2 WHERE id = $1")
            .bind(asked)
            .bind(ON_REQUEST)
            .run()
            .await
            .unwrap();
        tx.query("UPDATE visit_types SET mode = 'view_only' WHERE id = $1").bind(CHECK_UP).run().await.unwrap();
        tx.commit().await.unwrap();

        let times = house.see(Persona::Patient, &format!("/appointments/new/times?moves={asked}&day=2026-12-01")).await;
        assert!(times.body.contains("2026-12-01T17:30:00Z") && !times.body.contains("2026-12-01T17:00:00Z"));
        let to = pressed(noon(2), place).replace(&format!("visit={CHECK_UP}"), &format!("moves={asked}"));
        let held = house.post(Persona::Patient, "/appointments/new/times", &to).await.header("location").to_owned();
        let page = house.see(Persona::Patient, &held).await;
        assert!(page.body.contains("let go as soon as you ask") && page.body.contains("Ask for this time"));
        let moved = house.post(Persona::Patient, held.split('?').next().unwrap(), "").await;
        let page = house.see(Persona::Patient, moved.header("location")).await;
        assert!(page.body.contains("The clinic will answer") && page.body.contains("December 2, 2026"));

        let path = format!("/appointments/{of_clinic}");
        let page = house.see(Persona::Patient, &path).await;
        assert!(!page.body.contains("Cancel this visit") && !page.body.contains("Change the time"));
        let times = house.see(Persona::Patient, &format!("/appointments/new/times?moves={of_clinic}")).await;
        assert_eq!(times.status, 422);
        assert!(times.body.contains("Only the clinic books and changes such visits"));
        let off = house.post(Persona::Patient, &format!("{path}/cancellation"), "reason=cannot_come").await;
        assert_eq!(off.status, 422);
        assert!(off.body.contains("Only the clinic books and changes such visits"));
    }
}

#[tokio::test]
async fn after_the_limit_the_telephone_is_named() {
    for house in houses("booking_late").await {
        let soon = house.booked(house.walter, "booked", Some(house.clock.now() + Duration::hours(20))).await;
        let path = format!("/appointments/{soon}");
        let page = house.see(Persona::Patient, &path).await;
        assert!(page.body.contains("Less than 24 hours are left") && !page.body.contains("Cancel this visit"));
        assert!(page.body.contains("I will come"));
        let off = house.see(Persona::Patient, &format!("{path}/cancellation")).await;
        assert_eq!(off.status, 200);
        assert!(off.body.contains("can no longer be changed here"));
        let refused = house.post(Persona::Patient, &format!("{path}/cancellation"), "reason=other").await;
        assert_eq!(refused.status, 422);
        assert_eq!(house.see(Persona::Patient, &format!("/appointments/new/times?moves={soon}")).await.status, 422);
    }
}

#[tokio::test]
async fn one_waits_answers_and_stops() {
    for house in houses("booking_waiting").await {
        house.calendar().await;
        let form = format!("visit={CHECK_UP}&with=any&first=2026-11-18&last=2026-12-18&hours=any");
        let empty = house.post(Persona::Patient, "/appointments/waiting/new", &form).await;
        assert_eq!(empty.status, 422);
        assert!(empty.body.contains("Choose at least one day"));
        let all = format!("{form}&mon=true&tue=true");
        let free = house.post(Persona::Patient, "/appointments/waiting/new", &all).await;
        assert_eq!(free.status, 200);
        assert!(free.body.contains("These times are free now") && free.body.contains("wait anyway"));
        let waits = house.post(Persona::Patient, "/appointments/waiting/new", &format!("{all}&anyway=true")).await;
        assert_eq!(waits.header("location"), "/appointments/waiting");
        let list = house.see(Persona::Patient, "/appointments/waiting").await;
        assert!(list.body.contains("Short talk") && list.body.contains("Mon, Tue"));
        let wrong = form.replace("last=2026-12-18", "last=soon");
        assert_eq!(house.post(Persona::Patient, "/appointments/waiting/new", &wrong).await.status, 422);

        let (entry, offer) = house.offer_to_walter().await;
        let path = format!("/appointments/offers/{offer}");
        for other in ["", "/acceptance", "/refusal"] {
            let method = if other.is_empty() { "GET" } else { "POST" };
            let cookie = house.cookie(Persona::OtherPatient);
            assert_eq!(house.ask_with(method, &format!("{path}{other}"), "", cookie).await.status, 404, "{other}");
        }
        assert!(house.see(Persona::Patient, "/home").await.body.contains("A time is free for you"));
        assert!(house.see(Persona::Patient, "/appointments").await.body.contains("Answer the offer"));
        assert!(house.see(Persona::Patient, &path).await.body.contains("Yes, I take it"));
        let declined = house.post(Persona::Patient, &format!("{path}/refusal"), "").await;
        assert_eq!(declined.header("location"), "/appointments/waiting");
        assert!(house.see(Persona::Patient, &path).await.body.contains("This offer is over"));
        assert_eq!(house.post(Persona::Patient, &format!("{path}/acceptance"), "").await.status, 422);
        let stop = format!("/appointments/waiting/{entry}/withdrawal");
        assert_eq!(house.post(Persona::OtherPatient, &stop, "").await.status, 404);
        assert_eq!(house.post(Persona::Patient, &stop, "").await.status, 303);
        assert_eq!(house.post(Persona::Patient, &stop, "").await.status, 404);

        let (_, offer) = house.offer_to_walter().await;
        let taken = house.post(Persona::Patient, &format!("/appointments/offers/{offer}/acceptance"), "").await;
        assert_eq!(taken.status, 303);
        assert!(house.see(Persona::Patient, taken.header("location")).await.body.contains("Booked"));
        let (_, offer) = house.offer_to_walter().await;
        house.clock.advance(Duration::hours(3));
        let cookie = house.cookie_of(Persona::Patient).await;
        let late = house.ask_with("GET", &format!("/appointments/offers/{offer}"), "", Some(&cookie)).await;
        assert!(late.body.contains("This offer is over"));
    }
}

#[tokio::test]
async fn a_patient_checks_in_a_press_at_a_time() {
    for house in houses("booking_check_in").await {
        let asked = house.question().await;
        let visit = house.booked(house.walter, "booked", None).await;
        let path = format!("/appointments/{visit}/check-in");
        let page = house.see(Persona::Patient, &path).await;
        assert_eq!(page.status, 200);
        for words in ["Insurance company", "Do you need an interpreter?", "Medicines", "A private cough"] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("Please check these answers"));
        let part = house.post(Persona::Patient, &path, "contact=right&insurer=Harbor+Health").await;
        assert_eq!(part.header("location"), path);
        let page = house.see(Persona::Patient, &path).await;
        assert!(page.body.contains("Enter the member number") && page.body.contains("Harbor Health"));
        let long = format!("contact=right&insurer={}", "x".repeat(101));
        assert_eq!(house.post(Persona::Patient, &path, &long).await.status, 422);
        let whole = format!("contact=right&uninsured=true&medications=right&allergies=right&question-{asked}=yes");
        let done = house.post(Persona::Patient, &path, &whole).await;
        assert_eq!(done.header("location"), format!("/appointments/{visit}"));
        let done = count(&house.portal.db, "SELECT count(*) FROM check_ins WHERE done_at IS NOT NULL").await;
        assert_eq!(done, 1);
        let far = house.booked(house.walter, "booked", Some(noon(20))).await;
        let early = house.see(Persona::Patient, &format!("/appointments/{far}/check-in")).await;
        assert!(early.body.contains("You can check in from"));
        assert_eq!(house.post(Persona::Patient, &format!("/appointments/{far}/check-in"), "").await.status, 422);
        assert_eq!(house.see(Persona::OtherPatient, &path).await.status, 404);
    }
}

#[tokio::test]
async fn a_helper_books_for_someone_and_sees_what_they_may() {
    for house in houses("booking_helper").await {
        let place = house.calendar().await;
        let leo = patient("leo-thompson");
        let maya = house.cookie_for("maya@example.org").await;
        let base = format!("/helping/{leo}");
        let own = house.ask_with("GET", "/appointments/new", "", Some(&maya)).await;
        assert!(own.body.contains("Book for Leo"), "her own page names whom else she can book for");
        let held = house
            .ask_with("POST", &format!("{base}/appointments/new/times"), &pressed(noon(1), place), Some(&maya))
            .await;
        assert!(held.header("location").starts_with(&format!("{base}/appointments/held/")));
        let hold = held.header("location").split('?').next().unwrap().to_owned();
        let booked = house.ask_with("POST", &hold, "reason=His+ear", Some(&maya)).await;
        let visit = booked.header("location").to_owned();
        let page = house.ask_with("GET", &visit, "", Some(&maya)).await;
        assert!(page.body.contains("His ear") && page.body.contains("Cancel this visit"));
        // The same address without the part that says whose it is belongs to nobody.
        let id = visit.rsplit('/').next().unwrap();
        assert_eq!(house.ask_with("GET", &format!("/appointments/{id}"), "", Some(&maya)).await.status, 404);

        let soon = house.booked(leo, "booked", None).await;
        let check_in = format!("{base}/appointments/{soon}/check-in");
        let page = house.ask_with("GET", &check_in, "", Some(&maya)).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Medicines") && !page.body.contains("Telephone and address"));

        // At an age at which she sees appointments only, nothing tells what they are for.
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query("INSERT INTO settings (name, value, changed_at) VALUES ('helpers.limited_from_years', '7', $1)")
            .bind(house.clock.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        house.question().await;
        for path in [
            visit.clone(),
            check_in,
            format!("{visit}/cancellation"),
            format!("{base}/appointments/new/times?moves={id}&day=2026-12-02"),
            format!("{base}/appointments/waiting/new?moves={id}"),
            format!("{base}/appointments"),
        ] {
            let page = house.ask_with("GET", &path, "", Some(&maya)).await;
            assert_eq!(page.status, 200, "{path}");
            for secret in ["His ear", "A private cough", "Short talk", "Medicines", "Allergies", "interpreter"] {
                assert!(!page.body.contains(secret), "{secret} on {path}");
            }
        }
    }
}

#[tokio::test]
async fn planners_say_what_is_asked() {
    for house in houses("booking_questions").await {
        let path = "/schedules/questions";
        assert!(house.see(Persona::Staff, path).await.body.contains("Nothing is asked beyond the usual"));
        let wrong = house.post(Persona::Staff, path, "kind=choice&text_en=How&choices_en=One").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("Two to twelve answers") && wrong.body.contains("Enter the question"));
        let form = "kind=choice&text_en=How+do+you+come&text_es=Como+viene&choices_en=Bus%0ACar&choices_es=Bus%0ACoche&required=true";
        assert_eq!(house.post(Persona::Staff, path, form).await.status, 303);
        let page = house.see(Persona::Staff, path).await;
        assert!(page.body.contains("How do you come") && page.body.contains("Bus, Car"));
        let asked = house.id_of("SELECT id FROM check_in_questions WHERE $1 = $1 ORDER BY position, id LIMIT 1").await;
        assert_eq!(house.post(Persona::Admin, &format!("{path}/{asked}/up"), "").await.status, 303);
        assert_eq!(house.post(Persona::Prescriber, &format!("{path}/{asked}/retirement"), "").await.status, 404);
        assert_eq!(house.post(Persona::Staff, &format!("{path}/{asked}/retirement"), "").await.status, 303);
        assert_eq!(house.post(Persona::Staff, &format!("{path}/{asked}/retirement"), "").await.status, 404);
    }
}
