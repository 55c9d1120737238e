//! Holding, moving, calling off, and what the clinic does on the day.

use super::calendar::{Calendar, at};
use chrono::Duration;
use clinic::{
    Error,
    appointments::{
        AtDesk, Booker, CancelReason, Choice, Each, NotBooked, Repeat, Rules, Status, Step, book_series, confirm,
        grant, held_time, let_go, move_at_desk, step,
    },
    ids::AppointmentId,
    testing::databases,
};

const NINE: &str = "2026-11-04T14:00:00Z";
const TEN: &str = "2026-11-04T15:00:00Z";

pub(super) async fn cancel(clinic: &Calendar, by: &Booker, id: AppointmentId) -> Result<(), NotBooked> {
    let (db, auditor) = (clinic.db(), &clinic.office.auditor);
    clinic::appointments::cancel(db, auditor, by, id, CancelReason::CannotCome, "", &clinic.rules, clinic.now())
        .await
        .unwrap()
}

#[tokio::test]
async fn a_time_is_held_for_five_minutes() {
    for test in databases("booking_hold").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let hold = clinic.hold(&ana, clinic.at(NINE), None).await.unwrap();
        assert!(matches!(clinic.book(&ben, clinic.at(NINE)).await, Err(NotBooked::Taken(_))), "it is held");
        let mut q = clinic.db().read().await.unwrap();
        assert!(matches!(held_time(&mut q, &ben, hold).await, Err(Error::NotFound)), "it is another patient's");
        assert_eq!(clinic.take(&ben, hold).await, Err(NotBooked::HoldOver));
        // Another choice lets the first go.
        let second = clinic.hold(&ana, clinic.at(TEN), None).await.unwrap();
        assert_eq!(clinic.take(&ana, hold).await, Err(NotBooked::HoldOver));
        clinic.book(&ben, clinic.at(NINE)).await.unwrap();
        // A hold that is over still books what is free, and nothing that is not.
        clinic.office.clock.advance(Duration::minutes(6));
        let id = clinic.take(&ana, second).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(TEN), 0));
        let late = clinic.hold(&ana, clinic.at("2026-11-04T16:00:00Z"), None).await.unwrap();
        clinic.office.clock.advance(Duration::minutes(6));
        clinic.at_desk(ben.patient(), clinic.at("2026-11-04T16:00:00Z"), &AtDesk::default()).await.unwrap();
        assert!(matches!(clinic.take(&ana, late).await, Err(NotBooked::Taken(_))));
        let gone = clinic.hold(&ana, clinic.at("2026-11-05T16:00:00Z"), None).await.unwrap();
        let_go(clinic.db(), &ana, gone).await.unwrap();
        assert_eq!(clinic.take(&ana, gone).await, Err(NotBooked::HoldOver));
    }
}

#[tokio::test]
async fn only_what_is_offered_is_booked() {
    for test in databases("booking_offered").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        for wrong in ["2026-11-04T14:10:00Z", "2026-11-04T17:00:00Z", "2026-11-02T11:30:00Z", "2027-02-01T14:00:00Z"] {
            assert!(matches!(clinic.book(&ana, clinic.at(wrong)).await, Err(NotBooked::Taken(_))), "{wrong}");
        }
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        // One patient cannot be in two places.
        let elsewhere = Choice { practitioner: clinic.tanaka, ..clinic.at(NINE) };
        assert_eq!(clinic.book(&ana, elsewhere).await, Err(NotBooked::Busy(id)));
        let wish = Choice { visit_type: clinic.wish, ..clinic.at(TEN) };
        let asked = clinic.book(&ana, wish).await.unwrap();
        assert_eq!(clinic.visit(asked).await.0, Status::Proposed);
        assert_eq!(clinic.mails(asked.0).await, [("appointment_asked".to_owned(), "0".to_owned())]);
        let ben = clinic.patient("Ben").await;
        assert!(matches!(clinic.book(&ben, clinic.at(TEN)).await, Err(NotBooked::Taken(_))), "a wish takes its time");
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        grant(db, auditor, &clinic.clerk, ana.patient(), asked, 0, false, &clinic.rules, clinic.now())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(clinic.visit(asked).await.0, Status::Booked);
        let again = grant(db, auditor, &clinic.clerk, ana.patient(), asked, 1, false, &clinic.rules, clinic.now())
            .await
            .unwrap();
        assert_eq!(again, Err(NotBooked::Ended));
        let others =
            grant(db, auditor, &clinic.clerk, ben.patient(), asked, 1, false, &clinic.rules, clinic.now()).await;
        assert!(matches!(others, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_visit_is_moved_and_called_off_until_the_limit() {
    for test in databases("booking_moved").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        // Half an hour later overlaps with where it is now: it is free for itself.
        clinic.shift(&ana, id, clinic.at("2026-11-04T14:30:00Z")).await.unwrap();
        assert_eq!(clinic.visit(id).await, (Status::Booked, at("2026-11-04T14:30:00Z"), 1));
        // What it left can be had again, but for the time it overlaps.
        assert!(matches!(clinic.book(&ben, clinic.at("2026-11-04T14:30:00Z")).await, Err(NotBooked::Taken(_))));
        clinic.book(&ben, clinic.at(NINE)).await.unwrap();
        cancel(&clinic, &ana, id).await.unwrap();
        assert!(matches!(clinic.shift(&ana, id, clinic.at(TEN)).await, Err(NotBooked::Ended)));
        clinic.book(&ben, clinic.at("2026-11-04T14:30:00Z")).await.unwrap();
    }
}

#[tokio::test]
async fn mails_count_each_version_once() {
    for test in databases("booking_mails").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        clinic.shift(&ana, id, clinic.at(TEN)).await.unwrap();
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        confirm(db, auditor, &ana, id, clinic.now()).await.unwrap().unwrap();
        confirm(db, auditor, &ana, id, clinic.now()).await.unwrap().unwrap();
        cancel(&clinic, &ana, id).await.unwrap();
        assert_eq!(cancel(&clinic, &ana, id).await, Err(NotBooked::Ended));
        let kinds = [("appointment_booked", "0"), ("appointment_moved", "1"), ("appointment_cancelled", "2")];
        assert_eq!(clinic.mails(id.0).await, kinds.map(|(kind, version)| (kind.to_owned(), version.to_owned())));
        assert_eq!(clinic.count("SELECT count(*) FROM appointment_events WHERE kind = 'confirmed'").await, 1);
        assert_eq!(clinic.count("SELECT count(*) FROM appointment_events").await, 4);
    }
}

#[tokio::test]
async fn the_desk_overbooks_and_takes_steps() {
    for test in databases("booking_desk").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let first = clinic.at_desk(ana.patient(), clinic.at(NINE), &AtDesk::default()).await.unwrap();
        assert!(matches!(
            clinic.at_desk(ben.patient(), clinic.at(NINE), &AtDesk::default()).await,
            Err(NotBooked::Taken(_))
        ));
        let beside = AtDesk { overbook: true, ..AtDesk::default() };
        let second = clinic.at_desk(ben.patient(), clinic.at(NINE), &beside).await.unwrap();
        assert_ne!(first, second);
        let here = AtDesk { walk_in: true, ..AtDesk::default() };
        let now = Choice { start_at: clinic.now(), ..clinic.at(NINE) };
        let walk_in = clinic.at_desk(ben.patient(), now, &here).await.unwrap();
        assert_eq!(clinic.visit(walk_in).await.0, Status::Arrived);
        assert_eq!(clinic.mails(walk_in.0).await, []);
        let take = async |id, patient, taken| {
            step(db, auditor, &clinic.clerk, patient, id, taken, &clinic.rules, clinic.now()).await.unwrap()
        };
        assert_eq!(take(walk_in, ben.patient(), Step::CheckIn).await, Ok(Status::CheckedIn));
        assert_eq!(take(walk_in, ben.patient(), Step::Fulfil).await, Ok(Status::Fulfilled));
        assert_eq!(take(walk_in, ben.patient(), Step::Arrive).await, Err(NotBooked::Ended));
        assert_eq!(take(first, ana.patient(), Step::MissedIt).await, Err(NotBooked::Ended), "it has not begun");
        clinic.office.clock.advance(at(NINE) + Duration::minutes(30) - clinic.now());
        assert_eq!(take(first, ana.patient(), Step::MissedIt).await, Ok(Status::NoShow));
        assert_eq!(take(first, ana.patient(), Step::Reopen).await, Ok(Status::Booked));
    }
}

#[tokio::test]
async fn the_desk_moves_what_it_has_seen() {
    for test in databases("booking_desk_move").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let to = Choice { practitioner: clinic.tanaka, ..clinic.at(TEN) };
        let how = AtDesk::default();
        let shift = async |revision| {
            let (by, rules) = (&clinic.clerk, &clinic.rules);
            move_at_desk(db, auditor, by, ana.patient(), id, revision, to, &how, rules, clinic.now()).await.unwrap()
        };
        assert_eq!(shift(7).await, Err(NotBooked::Changed));
        assert_eq!(shift(0).await, Ok(()));
        assert_eq!(shift(0).await, Err(NotBooked::Changed));
        assert_eq!(clinic.visit(id).await, (Status::Booked, at(TEN), 1));
    }
}

#[tokio::test]
async fn a_series_is_whole_or_says_what_is_taken() {
    for test in databases("booking_series").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        clinic.book(&ben, clinic.at("2026-11-11T14:00:00Z")).await.unwrap();
        let repeat = Repeat { each: Each::Week, interval: 1, count: 3 };
        let series = async |without_taken| {
            let (by, rules, how) = (&clinic.clerk, &clinic.rules, AtDesk::default());
            let (patient, first) = (ana.patient(), clinic.at(NINE));
            book_series(db, auditor, by, patient, first, repeat, &how, without_taken, rules, clinic.now())
                .await
                .unwrap()
        };
        let all = series(false).await;
        assert!(matches!(all[1].booked, Err(NotBooked::Taken(_))), "{all:?}");
        assert_eq!(clinic.count("SELECT count(*) FROM appointments").await, 1, "all or nothing");
        let all = series(true).await;
        assert_eq!(all.iter().map(|one| one.booked.is_ok()).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(clinic.count("SELECT count(*) FROM appointments WHERE series_id IS NOT NULL").await, 2);
        // Each can be moved by itself.
        let id = all[2].booked.clone().unwrap();
        clinic.shift(&ana, id, clinic.at("2026-11-18T15:00:00Z")).await.unwrap();
        assert_eq!(clinic.visit(all[0].booked.clone().unwrap()).await.1, at(NINE));
    }
}

#[tokio::test]
async fn rules_bind_patients_and_not_the_clinic() {
    for test in databases("booking_rules").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let hold = clinic.hold(&ana, clinic.at(TEN), Some(id)).await.unwrap();
        clinic.office.clock.advance(at(NINE) - Duration::hours(23) - clinic.now());
        assert_eq!(cancel(&clinic, &ana, id).await, Err(NotBooked::TooLate));
        assert_eq!(clinic.take(&ana, hold).await, Err(NotBooked::TooLate));
        let rules = Rules { change_until: Duration::hours(2), ..clinic.rules };
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let desk = Booker::at_desk(&clinic.clerk, ana.patient());
        let stranger = Booker::at_desk(&clinic.clerk, clinic.patient("Ben").await.patient());
        let call_off = async |by: &Booker, rules: &Rules| {
            clinic::appointments::cancel(db, auditor, by, id, CancelReason::Other, "", rules, clinic.now()).await
        };
        assert!(matches!(call_off(&stranger, &rules).await, Err(Error::NotFound)));
        call_off(&desk, &clinic.rules).await.unwrap().unwrap();
        assert_eq!(clinic.visit(id).await.0, Status::Cancelled);
        // What was freed is free.
        clinic.at_desk(ana.patient(), clinic.at(NINE), &AtDesk::default()).await.unwrap();
    }
}
