//! Many want one time at once. Exactly one gets it, and the others hear which are free next.

use super::calendar::Calendar;
use clinic::{
    appointments::{AtDesk, Booker, NotBooked},
    testing::databases,
};

const NINE: &str = "2026-11-03T14:00:00Z";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_hundred_want_one_time() {
    for test in databases("race_booking").await {
        let clinic = Calendar::open(&test.db).await;
        let mut patients: Vec<Booker> = Vec::new();
        for number in 0..500 {
            patients.push(clinic.patient(&format!("Patient {number}")).await);
        }
        let all = patients.iter().map(|patient| clinic.book(patient, clinic.at(NINE)));
        let results = futures_util::future::join_all(all).await;
        let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 499));
        for refused in lost {
            let Err(NotBooked::Taken(next)) = refused else { panic!("{refused:?}") };
            assert_eq!(next.len(), 6, "they are told what is free");
            assert!(
                next.iter().all(|free| free.practitioner == clinic.okafor && free.start_at != clinic.at(NINE).start_at)
            );
        }
        assert_eq!(clinic.count("SELECT count(*) FROM appointments").await, 1);
        assert_eq!(clinic.count("SELECT count(*) FROM appointment_events").await, 1);
        assert_eq!(clinic.count("SELECT count(*) FROM outbox WHERE kind = 'appointment_booked'").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_patient_and_the_desk_want_times_that_overlap() {
    for test in databases("race_overlap").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let how = AtDesk::default();
        for day in 3..=6 {
            let [early, late] = ["14:00", "14:30"].map(|time| format!("2026-11-0{day}T{time}:00Z"));
            let (booked, placed) = tokio::join!(
                clinic.book(&ana, clinic.at(&early)),
                clinic.at_desk(ben.patient(), clinic.at(&early), &how),
            );
            assert!(booked.is_ok() != placed.is_ok(), "{booked:?} {placed:?}");
            let (first, second) = tokio::join!(
                clinic.book(&ana, clinic.at(&late)),
                clinic.at_desk(ben.patient(), clinic.at(&late), &how),
            );
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        }
        let overlaps = "SELECT count(*) FROM appointments a JOIN appointments b ON a.id < b.id
            AND a.practitioner_id = b.practitioner_id AND a.start_at < b.taken_until AND b.start_at < a.taken_until";
        assert_eq!(clinic.count(overlaps).await, 0);
        assert_eq!(clinic.count("SELECT count(*) FROM appointments").await, 8);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_hold_books_once() {
    for test in databases("race_hold").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let hold = clinic.hold(&ana, clinic.at(NINE), None).await.unwrap();
        let (one, two) = tokio::join!(clinic.take(&ana, hold), clinic.take(&ana, hold));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(one.and(two), Err(NotBooked::HoldOver));
        assert_eq!(clinic.count("SELECT count(*) FROM appointments").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_visit_is_moved_or_called_off() {
    for test in databases("race_move").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        for day in 4..=6 {
            let id = clinic.book(&ana, clinic.at(&format!("2026-11-0{day}T14:00:00Z"))).await.unwrap();
            let to = clinic.at(&format!("2026-11-0{day}T15:00:00Z"));
            let hold = clinic.hold(&ana, to, Some(id)).await.unwrap();
            let (moved, cancelled) = tokio::join!(clinic.take(&ana, hold), super::changes::cancel(&clinic, &ana, id));
            // Moved first and then called off, or called off and never moved.
            assert_eq!(cancelled, Ok(()));
            assert!(moved.is_ok() || moved == Err(NotBooked::Ended), "{moved:?}");
            assert_eq!(clinic.visit(id).await.2, if moved.is_ok() { 2 } else { 1 });
        }
    }
}
