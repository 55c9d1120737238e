//! What is offered of a freed time, and to whom: only what is free, within hours, and of use to who waits.

use super::{
    calendar::{Calendar, at},
    changes::cancel,
    waiting::{open, queue, take, tend, wish},
};
use clinic::{
    appointments::{AtDesk, Booker, Choice, NotBooked, Status, Wish, decline, move_at_desk, offer, stop_waiting},
    db::Source as _,
    ids::{ClosureId, PatientId},
    testing::databases,
};

/// A Friday, at nine in New York.
const NINE: &str = "2026-11-06T14:00:00Z";
const CLOSED: &str = "INSERT INTO closures (id, kind, first_day, from_minute, last_day, until_minute, created_at)
     VALUES ($1, 'closed', '2026-11-06', 0, '2026-11-06', 1440, '2026-11-02T11:00:00+00:00')";

async fn asked(clinic: &Calendar) -> Vec<PatientId> {
    open(clinic).await.into_iter().map(|(who, _)| who).collect()
}

async fn four(clinic: &Calendar) -> [Booker; 4] {
    [
        clinic.patient("Ana").await,
        clinic.patient("Ben").await,
        clinic.patient("Cora").await,
        clinic.patient("Dev").await,
    ]
}

fn desk(clinic: &Calendar, patient: &Booker) -> Booker {
    Booker::at_desk(&clinic.clerk, patient.patient())
}

#[tokio::test]
async fn nothing_is_offered_where_nobody_is() {
    for test in databases("freed_closed").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, _] = four(&clinic).await;
        let first = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let second = clinic.book(&cora, clinic.at("2026-11-06T15:00:00Z")).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
        let out_of_hours = AtDesk { overbook: true, ..AtDesk::default() };
        let late = clinic.at_desk(cora.patient(), clinic.at("2026-11-06T20:00:00Z"), &out_of_hours).await.unwrap();
        cancel(&clinic, &desk(&clinic, &cora), late).await.unwrap();
        assert_eq!(asked(&clinic).await, [], "no hours");
        cancel(&clinic, &ana, first).await.unwrap();
        let offered = open(&clinic).await[0].1;
        clinic.change(CLOSED, ClosureId::new().0).await;
        // What is closed since is neither taken nor offered.
        assert_eq!(take(&clinic, &ben, offered).await, Err(NotBooked::Taken(Vec::new())));
        assert_eq!(asked(&clinic).await, [], "the offer is over");
        assert_eq!(clinic.count("SELECT count(*) FROM waitlist_entries WHERE ended_at IS NULL").await, 1);
        cancel(&clinic, &desk(&clinic, &cora), second).await.unwrap();
        assert_eq!(asked(&clinic).await, [], "it is closed");
        assert_eq!(clinic.count("SELECT count(*) FROM appointments WHERE status = 'booked'").await, 0);
    }
}

#[tokio::test]
async fn hours_for_other_visits_are_not_offered() {
    for test in databases("freed_hours_for").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, _] = four(&clinic).await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
        queue(&clinic, &cora, &Wish { visit_type: clinic.wish, ..wish(&clinic, None) }).await.unwrap();
        let only = "INSERT INTO weekly_hours_visit_types (hours_id, visit_type_id) SELECT h.id, $1 FROM weekly_hours h";
        clinic.change(only, clinic.wish.0).await;
        cancel(&clinic, &ana, id).await.unwrap();
        assert_eq!(asked(&clinic).await, [cora.patient()]);
    }
}

#[tokio::test]
async fn only_the_clinic_lets_people_wait_for_what_only_it_books() {
    for test in databases("freed_view_only").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, _] = four(&clinic).await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
        queue(&clinic, &desk(&clinic, &cora), &wish(&clinic, None)).await.unwrap();
        clinic.change("UPDATE visit_types SET mode = 'view_only' WHERE id = $1", clinic.check_up.0).await;
        cancel(&clinic, &desk(&clinic, &ana), id).await.unwrap();
        let offers = open(&clinic).await;
        assert_eq!(offers.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [cora.patient()]);
        let booked = take(&clinic, &cora, offers[0].1).await.unwrap();
        assert_eq!(clinic.visit(booked).await.0, Status::Booked);
    }
}

#[tokio::test]
async fn a_time_that_is_still_taken_is_not_offered() {
    for test in databases("freed_taken").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, dev] = four(&clinic).await;
        clinic.change("UPDATE visit_types SET minutes = 50 WHERE id = $1", clinic.check_up.0).await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
        queue(&clinic, &cora, &Wish { visit_type: clinic.wish, ..wish(&clinic, None) }).await.unwrap();
        // An hour from nine becomes an hour from half past nine: half an hour is left.
        clinic.shift(&ana, id, clinic.at("2026-11-06T14:30:00Z")).await.unwrap();
        assert_eq!(asked(&clinic).await, [cora.patient()], "her visit is short enough");
        // Two at one time, of which one is called off.
        let beside = AtDesk { overbook: true, ..AtDesk::default() };
        let tuesday = clinic.at("2026-11-10T14:00:00Z");
        let one = clinic.at_desk(ana.patient(), tuesday, &AtDesk::default()).await.unwrap();
        let two = clinic.at_desk(dev.patient(), tuesday, &beside).await.unwrap();
        cancel(&clinic, &desk(&clinic, &ana), one).await.unwrap();
        assert_eq!(asked(&clinic).await, [cora.patient()]);
        cancel(&clinic, &desk(&clinic, &dev), two).await.unwrap();
        let offers = open(&clinic).await;
        let (_, of_ben) = offers.iter().find(|(who, _)| *who == ben.patient()).unwrap();
        // Something is put there while Ben thinks about it.
        clinic.at_desk(dev.patient(), tuesday, &beside).await.unwrap();
        assert_eq!(take(&clinic, &ben, *of_ben).await, Err(NotBooked::Taken(Vec::new())));
        assert_eq!(take(&clinic, &ben, *of_ben).await, Err(NotBooked::Ended), "the offer is over");
        let all = "SELECT count(*) FROM appointments WHERE status = 'booked'";
        assert_eq!(clinic.count(all).await, 2, "Ana's, and what was put there");
    }
}

#[tokio::test]
async fn a_visit_that_moves_half_an_hour_earlier_takes_its_own_place() {
    for test in databases("freed_own").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, ..] = four(&clinic).await;
        clinic.change("UPDATE visit_types SET minutes = 50 WHERE id = $1", clinic.check_up.0).await;
        let own = clinic.book(&ben, clinic.at("2026-11-10T14:00:00Z")).await.unwrap();
        let before = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, Some(own))).await.unwrap();
        cancel(&clinic, &ana, before).await.unwrap();
        let offered = open(&clinic).await[0].1;
        // The clinic puts Ben's visit where it reaches into the time that he is offered.
        let (db, auditor, rules) = (clinic.db(), &clinic.office.auditor, &clinic.rules);
        let (to, how) = (clinic.at("2026-11-06T14:30:00Z"), AtDesk { overbook: true, ..AtDesk::default() });
        let now = clinic.now();
        move_at_desk(db, auditor, &clinic.clerk, ben.patient(), own, 0, to, &how, rules, now).await.unwrap().unwrap();
        assert_eq!(take(&clinic, &ben, offered).await, Ok(own));
        assert_eq!(clinic.visit(own).await.1, at(NINE));
    }
}

#[tokio::test]
async fn what_the_clinic_must_agree_to_is_asked_for() {
    for test in databases("freed_request").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, dev] = four(&clinic).await;
        let first = Wish { visit_type: clinic.wish, ..wish(&clinic, None) };
        let one = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let two = clinic.book(&dev, clinic.at("2026-11-06T15:00:00Z")).await.unwrap();
        queue(&clinic, &ben, &first).await.unwrap();
        queue(&clinic, &desk(&clinic, &cora), &first).await.unwrap();
        cancel(&clinic, &ana, one).await.unwrap();
        cancel(&clinic, &dev, two).await.unwrap();
        let offers = open(&clinic).await;
        let of = |who: &Booker| offers.iter().find(|(to, _)| *to == who.patient()).unwrap().1;
        let mut q = clinic.db().read().await.unwrap();
        assert!(offer(&mut q, &ben, of(&ben)).await.unwrap().is_asked_for);
        assert!(!offer(&mut q, &cora, of(&cora)).await.unwrap().is_asked_for, "the clinic put her into the list");
        drop(q);
        let asked = take(&clinic, &ben, of(&ben)).await.unwrap();
        assert_eq!(clinic.visit(asked).await.0, Status::Proposed);
        assert_eq!(clinic.mails(asked.0).await, [("appointment_asked".to_owned(), "0".to_owned())]);
        let booked = take(&clinic, &cora, of(&cora)).await.unwrap();
        assert_eq!(clinic.visit(booked).await.0, Status::Booked);
        // An earlier time for one that was agreed to is asked for again.
        clinic.agree(&ben, asked).await.unwrap();
        let early = clinic.book(&dev, clinic.at("2026-11-05T14:00:00Z")).await.unwrap();
        queue(&clinic, &ben, &Wish { appointment: Some(asked), ..first }).await.unwrap();
        cancel(&clinic, &dev, early).await.unwrap();
        let offered = open(&clinic).await[0].1;
        assert_eq!(take(&clinic, &ben, offered).await, Ok(asked));
        assert_eq!(clinic.visit(asked).await, (Status::Proposed, at("2026-11-05T14:00:00Z"), 1));
    }
}

#[tokio::test]
async fn an_entry_that_ends_takes_its_offer_along() {
    for test in databases("freed_entry_over").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, _] = four(&clinic).await;
        let early = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let late = clinic.book(&ben, clinic.at("2026-11-10T14:00:00Z")).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, Some(late))).await.unwrap();
        queue(&clinic, &cora, &wish(&clinic, None)).await.unwrap();
        cancel(&clinic, &ana, early).await.unwrap();
        let offered = open(&clinic).await[0].1;
        // Cora is offered what Ben leaves; her entry is then busy with it.
        let of_cora = queue(&clinic, &cora, &wish(&clinic, None)).await.unwrap();
        cancel(&clinic, &ben, late).await.unwrap();
        tend(&clinic).await;
        let mut q = clinic.db().read().await.unwrap();
        assert!(!offer(&mut q, &ben, offered).await.unwrap().is_open);
        drop(q);
        assert_eq!(asked(&clinic).await, [cora.patient(), cora.patient()], "both times");
        assert_eq!(take(&clinic, &ben, offered).await, Err(NotBooked::Ended));
        // Ended in whatever way: what stands in the entry counts.
        let offers = open(&clinic).await;
        let sql = "UPDATE waitlist_entries SET ended_at = created_at, ending = 'over' WHERE id = $1";
        clinic.change(sql, of_cora.0).await;
        let mut q = clinic.db().read().await.unwrap();
        let mut stand = Vec::new();
        for (_, id) in &offers {
            stand.push(offer(&mut q, &cora, *id).await.unwrap().is_open);
        }
        assert_eq!(stand.iter().filter(|open| **open).count(), 1);
    }
}

#[tokio::test]
async fn neither_who_leaves_a_time_nor_the_dead_are_offered_it() {
    for test in databases("freed_to_whom").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, _] = four(&clinic).await;
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        queue(&clinic, &ana, &wish(&clinic, None)).await.unwrap();
        queue(&clinic, &cora, &wish(&clinic, None)).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
        clinic.change("UPDATE patients SET deceased = TRUE WHERE id = $1", cora.patient().0).await;
        cancel(&clinic, &ana, id).await.unwrap();
        assert_eq!(asked(&clinic).await, [ben.patient()]);
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        decline(db, auditor, &ben, open(&clinic).await[0].1, &clinic.rules, clinic.now()).await.unwrap().unwrap();
        assert_eq!(asked(&clinic).await, [], "Ana has left it");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_offer_is_taken_while_its_patient_stops_waiting() {
    for test in databases("freed_stop_race").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, ..] = four(&clinic).await;
        for round in 0..8 {
            let start =
                Choice { start_at: at("2026-11-03T14:00:00Z") + chrono::Duration::days(7 * round), ..clinic.at(NINE) };
            let id = clinic.at_desk(ana.patient(), start, &AtDesk::default()).await.unwrap();
            let wish = Wish { last_day: super::calendar::day("2027-02-01"), ..wish(&clinic, None) };
            let entry = queue(&clinic, &ben, &wish).await.unwrap();
            cancel(&clinic, &desk(&clinic, &ana), id).await.unwrap();
            let offer = open(&clinic).await[0].1;
            let (db, auditor) = (clinic.db(), &clinic.office.auditor);
            let (taken, stopped) =
                tokio::join!(take(&clinic, &ben, offer), stop_waiting(db, auditor, &ben, entry, clinic.now()));
            // One of them is first; the other is told so, and nothing fails.
            assert!(taken.is_ok() != stopped.is_ok(), "{taken:?} {stopped:?}");
            assert!(taken.is_ok() || taken == Err(NotBooked::Ended), "{taken:?}");
            assert!(stopped.is_ok() || matches!(stopped, Err(clinic::Error::NotFound)), "{stopped:?}");
            let mut tx = db.begin().await.unwrap();
            tx.query("DELETE FROM waitlist_offers WHERE state = 'open'").run().await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}
