//! Moves: who may, what the clinic has to agree to, and what a hold remembers.

use super::{
    calendar::{Calendar, at},
    changes::cancel,
};
use chrono::Duration;
use clinic::{
    appointments::{
        AtDesk, Booker, Choice, NotBooked, Status, booked_from, confirm, held_time, move_at_desk, note_at_desk,
    },
    ids::HoldId,
    testing::databases,
};

const NINE: &str = "2026-11-04T14:00:00Z";
const TEN: &str = "2026-11-04T15:00:00Z";

#[tokio::test]
async fn what_only_the_clinic_books_only_the_clinic_changes() {
    for test in databases("moving_view_only").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let hold = clinic.hold(&ana, clinic.at(TEN), Some(id)).await.unwrap();
        clinic.change("UPDATE visit_types SET mode = 'view_only' WHERE id = $1", clinic.check_up.0).await;
        assert_eq!(cancel(&clinic, &ana, id).await, Err(NotBooked::NotOffered));
        assert_eq!(clinic.take(&ana, hold).await, Err(NotBooked::NotOffered));
        assert_eq!(clinic.hold(&ana, clinic.at(TEN), Some(id)).await, Err(NotBooked::NotOffered));
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(NINE), 0));
        // That one comes can still be said, and the clinic does all of it.
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        confirm(db, auditor, &ana, id, clinic.now()).await.unwrap().unwrap();
        let desk = Booker::at_desk(&clinic.clerk, ana.patient());
        clinic.shift(&desk, id, clinic.at(TEN)).await.unwrap();
        cancel(&clinic, &desk, id).await.unwrap();
    }
}

#[tokio::test]
async fn another_time_for_what_must_be_agreed_to_is_asked_for() {
    for test in databases("moving_request").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let wish = |start: &str| Choice { visit_type: clinic.wish, ..clinic.at(start) };
        let id = clinic.book(&ana, wish(NINE)).await.unwrap();
        clinic.shift(&ana, id, wish(TEN)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Proposed, at(TEN), 1), "a wish stays one");
        clinic.agree(&ana, id).await.unwrap();
        // The time that was agreed to, pressed again, stays agreed to.
        clinic.shift(&ana, id, wish(TEN)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(TEN), 1));
        clinic.shift(&ana, id, wish(NINE)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Proposed, at(NINE), 2));
        let kinds = clinic.mails(id.0).await;
        assert_eq!(kinds.last(), Some(&("appointment_asked".to_owned(), "2".to_owned())));
        let desk = Booker::at_desk(&clinic.clerk, ana.patient());
        clinic.shift(&desk, id, wish(TEN)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(TEN), 3), "the clinic agrees with itself");
    }
}

#[tokio::test]
async fn the_present_time_is_no_move() {
    for test in databases("moving_nowhere").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        confirm(db, auditor, &ana, id, clinic.now()).await.unwrap().unwrap();
        clinic.shift(&ana, id, clinic.at(NINE)).await.unwrap();
        let to_room = async |choice| {
            let (by, rules, how) = (&clinic.clerk, &clinic.rules, AtDesk::default());
            let revision = clinic.count("SELECT revision FROM appointments").await;
            move_at_desk(db, auditor, by, ana.patient(), id, revision, choice, &how, rules, clinic.now()).await.unwrap()
        };
        to_room(clinic.at(NINE)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(NINE), 0));
        assert_eq!(clinic.mails(id.0).await, [("appointment_booked".to_owned(), "0".to_owned())]);
        assert_eq!(clinic.count("SELECT count(*) FROM appointments WHERE confirmed_at IS NOT NULL").await, 1);
        assert_eq!(clinic.count("SELECT count(*) FROM appointment_events WHERE kind = 'moved'").await, 0);
        // At the same time, but longer: that is told.
        clinic.change("UPDATE visit_types SET minutes = 50 WHERE id = $1", clinic.check_up.0).await;
        to_room(clinic.at(NINE)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(NINE), 1));
        assert_eq!(clinic.count("SELECT count(*) FROM appointments WHERE confirmed_at IS NOT NULL").await, 0);
        // By video from now on: so is that.
        clinic.change("UPDATE visit_types SET medium = 'video' WHERE id = $1", clinic.check_up.0).await;
        to_room(clinic.at(NINE)).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(NINE), 2));
        assert_eq!(clinic.mails(id.0).await.len(), 3);
    }
}

#[tokio::test]
async fn what_the_clinic_changed_meanwhile_is_not_overwritten() {
    for test in databases("moving_changed").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let hold = clinic.hold(&ana, clinic.at(TEN), Some(id)).await.unwrap();
        let desk = Booker::at_desk(&clinic.clerk, ana.patient());
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let (by, rules, how, elsewhere) =
            (&clinic.clerk, &clinic.rules, AtDesk::default(), clinic.at("2026-11-05T15:00:00Z"));
        move_at_desk(db, auditor, by, ana.patient(), id, 0, elsewhere, &how, rules, clinic.now())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(clinic.take(&ana, hold).await, Err(NotBooked::Changed));
        assert_eq!(clinic.visit(id).await, (Status::Booked, at("2026-11-05T15:00:00Z"), 1));
        // Looked at anew, it can be moved.
        clinic.shift(&ana, id, clinic.at(TEN)).await.unwrap();
        note_at_desk(db, auditor, by, ana.patient(), id, "Wheelchair", clinic.now()).await.unwrap();
        cancel(&clinic, &desk, id).await.unwrap();
        let gone = clinic.hold(&ana, clinic.at(NINE), Some(id)).await.unwrap();
        assert_eq!(clinic.take(&ana, gone).await, Err(NotBooked::Ended));
    }
}

#[tokio::test]
async fn what_was_typed_stays_with_the_next_time() {
    for test in databases("moving_reason").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let kept = async |by: &Booker, hold: HoldId| {
            let mut q = clinic.db().read().await.unwrap();
            held_time(&mut q, by, hold).await.unwrap().reason
        };
        let late = clinic.hold(&ana, clinic.at(NINE), None).await.unwrap();
        assert_eq!(kept(&ana, late).await, None);
        clinic.office.clock.advance(Duration::minutes(6));
        clinic.at_desk(ben.patient(), clinic.at(NINE), &AtDesk::default()).await.unwrap();
        assert!(matches!(clinic.take(&ana, late).await, Err(NotBooked::Taken(_))));
        let next = clinic.hold(&ana, clinic.at(TEN), None).await.unwrap();
        assert_eq!(kept(&ana, next).await.as_deref(), Some("A cough"));
        // It is for whoever typed it, and for such a visit.
        let desk = Booker::at_desk(&clinic.clerk, ana.patient());
        assert_eq!(kept(&desk, next).await, None);
        let other = clinic.hold(&ana, Choice { visit_type: clinic.wish, ..clinic.at(TEN) }, None).await.unwrap();
        assert_eq!(kept(&ana, other).await, None);
        clinic.take(&ana, other).await.unwrap();
        assert_eq!(clinic.count("SELECT count(*) FROM appointment_holds").await, 0);
    }
}

#[tokio::test]
async fn who_presses_twice_finds_the_visit() {
    for test in databases("moving_twice").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let from = async |by: &Booker, hold: HoldId| {
            let mut q = clinic.db().read().await.unwrap();
            booked_from(&mut q, by, hold).await.unwrap()
        };
        let hold = clinic.hold(&ana, clinic.at(NINE), None).await.unwrap();
        assert_eq!(from(&ana, hold).await, None);
        let id = clinic.take(&ana, hold).await.unwrap();
        assert_eq!(clinic.take(&ana, hold).await, Err(NotBooked::HoldOver));
        assert_eq!(from(&ana, hold).await, Some(id));
        assert_eq!(from(&ben, hold).await, None, "it is another patient's");
        let moved = clinic.hold(&ana, clinic.at(TEN), Some(id)).await.unwrap();
        clinic.take(&ana, moved).await.unwrap();
        assert_eq!((from(&ana, moved).await, from(&ana, hold).await), (Some(id), None));
    }
}
