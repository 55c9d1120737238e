//! A freed time is offered to those who wait, in their order, and the first who takes it has it.

use super::{
    calendar::{Calendar, at, day},
    changes::cancel,
};
use chrono::Duration;
use clinic::{
    appointments::{
        AtDesk, Booker, NotBooked, Status, Wish, WishProblem, accept, decline, free_already, offer, stop_waiting,
        tend_waiting_list, wait,
    },
    db::Source as _,
    ids::{AppointmentId, OfferId, PatientId, WaitlistId},
    testing::databases,
};

const NINE: &str = "2026-11-06T14:00:00Z";

pub(super) fn wish(clinic: &Calendar, appointment: Option<AppointmentId>) -> Wish {
    Wish {
        visit_type: clinic.check_up,
        practitioner: None,
        location: None,
        appointment,
        first_day: day("2026-11-02"),
        last_day: day("2026-11-20"),
        weekdays: 0b111_1111,
        from_minute: 0,
        until_minute: 1440,
    }
}

pub(super) async fn queue(clinic: &Calendar, by: &Booker, wish: &Wish) -> Result<WaitlistId, Vec<WishProblem>> {
    wait(clinic.db(), &clinic.office.auditor, by, wish, &clinic.rules, clinic.now()).await.unwrap()
}

/// The offers that stand: to whom, and which.
pub(super) async fn open(clinic: &Calendar) -> Vec<(PatientId, OfferId)> {
    let mut q = clinic.db().read().await.unwrap();
    let sql = "SELECT w.patient_id, o.id FROM waitlist_offers o JOIN waitlist_entries w ON w.id = o.entry_id
               WHERE o.state = 'open' ORDER BY o.id";
    q.query(sql).all().await.unwrap()
}

pub(super) async fn take(clinic: &Calendar, by: &Booker, id: OfferId) -> Result<AppointmentId, NotBooked> {
    accept(clinic.db(), &clinic.office.auditor, by, id, &clinic.rules, clinic.now()).await.unwrap()
}

pub(super) async fn tend(clinic: &Calendar) {
    assert!(!tend_waiting_list(clinic.db(), &clinic.rules, clinic.now()).await.unwrap());
}

#[tokio::test]
async fn a_freed_time_goes_to_one_after_the_other() {
    for test in databases("waiting_order").await {
        let clinic = Calendar::open(&test.db).await;
        let [ana, ben, cora, dev] = [
            clinic.patient("Ana").await,
            clinic.patient("Ben").await,
            clinic.patient("Cora").await,
            clinic.patient("Dev").await,
        ];
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        // Ben wants mornings of other days only; Cora and Dev take anything.
        queue(&clinic, &ben, &Wish { weekdays: 0b1, ..wish(&clinic, None) }).await.unwrap();
        queue(&clinic, &cora, &wish(&clinic, None)).await.unwrap();
        queue(&clinic, &dev, &wish(&clinic, None)).await.unwrap();
        cancel(&clinic, &ana, id).await.unwrap();
        let offers = open(&clinic).await;
        assert_eq!(offers.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [cora.patient()]);
        let first = offers[0].1;
        assert!(matches!(clinic.book(&ana, clinic.at(NINE)).await, Err(NotBooked::Taken(_))), "it is offered");
        assert_eq!(clinic.mails(first.0).await, [("waitlist_offer".to_owned(), String::new())]);
        // Nobody else can take it.
        let of_dev = accept(clinic.db(), &clinic.office.auditor, &dev, first, &clinic.rules, clinic.now()).await;
        assert!(matches!(of_dev, Err(clinic::Error::NotFound)));
        clinic.office.clock.advance(Duration::minutes(91));
        assert_eq!(take(&clinic, &cora, first).await, Err(NotBooked::Ended), "too late");
        tend(&clinic).await;
        let offers = open(&clinic).await;
        assert_eq!(offers.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [dev.patient()]);
        let booked = take(&clinic, &dev, offers[0].1).await.unwrap();
        assert_eq!(clinic.visit(booked).await, (Status::Booked, at(NINE), 0));
        assert_eq!(take(&clinic, &dev, offers[0].1).await, Err(NotBooked::Ended), "once");
        assert_eq!(clinic.count("SELECT count(*) FROM waitlist_entries WHERE ended_at IS NULL").await, 2);
    }
}

#[tokio::test]
async fn an_earlier_time_takes_the_place_of_the_later_one() {
    for test in databases("waiting_earlier").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben, cora) = (clinic.patient("Ana").await, clinic.patient("Ben").await, clinic.patient("Cora").await);
        let early = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let late = clinic.book(&ben, clinic.at("2026-11-10T14:00:00Z")).await.unwrap();
        let later = clinic.book(&cora, clinic.at("2026-11-12T14:00:00Z")).await.unwrap();
        queue(&clinic, &ben, &wish(&clinic, Some(late))).await.unwrap();
        queue(&clinic, &cora, &wish(&clinic, Some(later))).await.unwrap();
        // A time after one's own is no earlier one.
        let after = clinic.at_desk(ana.patient(), clinic.at("2026-11-16T14:00:00Z"), &AtDesk::default()).await.unwrap();
        cancel(&clinic, &ana, after).await.unwrap();
        assert_eq!(open(&clinic).await, []);
        cancel(&clinic, &ana, early).await.unwrap();
        let offers = open(&clinic).await;
        let mut q = clinic.db().read().await.unwrap();
        let shown = offer(&mut q, &ben, offers[0].1).await.unwrap();
        assert!(shown.is_open && shown.start_at == at(NINE) && shown.moves == Some(late));
        drop(q);
        assert_eq!(take(&clinic, &ben, offers[0].1).await, Ok(late));
        assert_eq!(clinic.visit(late).await, (Status::Booked, at(NINE), 1));
        // What that freed goes to the next at once.
        let offers = open(&clinic).await;
        assert_eq!(offers.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [cora.patient()]);
        assert_eq!(take(&clinic, &cora, offers[0].1).await, Ok(later));
        assert_eq!(clinic.visit(later).await.1, at("2026-11-10T14:00:00Z"));
        assert_eq!(clinic.count("SELECT count(*) FROM appointments WHERE status = 'booked'").await, 2);
    }
}

#[tokio::test]
async fn what_is_declined_or_left_goes_on() {
    for test in databases("waiting_declined").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben, cora) = (clinic.patient("Ana").await, clinic.patient("Ben").await, clinic.patient("Cora").await);
        let id = clinic.book(&ana, clinic.at(NINE)).await.unwrap();
        let of_ben = queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
        let of_cora = queue(&clinic, &cora, &wish(&clinic, None)).await.unwrap();
        cancel(&clinic, &ana, id).await.unwrap();
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let first = open(&clinic).await[0].1;
        decline(db, auditor, &ben, first, &clinic.rules, clinic.now()).await.unwrap().unwrap();
        let again = decline(db, auditor, &ben, first, &clinic.rules, clinic.now()).await.unwrap();
        assert_eq!(again, Err(NotBooked::Ended));
        assert_eq!(open(&clinic).await[0].0, cora.patient());
        stop_waiting(db, auditor, &cora, of_cora, clinic.now()).await.unwrap();
        assert!(stop_waiting(db, auditor, &cora, of_ben, clinic.now()).await.is_err(), "it is another patient's");
        tend(&clinic).await;
        // Ben had it before: nobody is left, and anyone can book it.
        assert_eq!(open(&clinic).await, []);
        clinic.book(&cora, clinic.at(NINE)).await.unwrap();
        clinic.office.clock.advance(at("2026-11-21T14:00:00Z") - clinic.now());
        tend(&clinic).await;
        assert_eq!(clinic.count("SELECT count(*) FROM waitlist_entries WHERE ending = 'over'").await, 1);
    }
}

#[tokio::test]
async fn a_wish_that_cannot_be_is_refused() {
    for test in databases("waiting_wish").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let wrong = Wish { last_day: day("2026-11-01"), first_day: day("2026-10-01"), ..wish(&clinic, None) };
        assert_eq!(queue(&clinic, &ana, &wrong).await, Err(vec![WishProblem::Days]));
        let mut q = clinic.db().read().await.unwrap();
        let free = free_already(&mut q, &ana, &wish(&clinic, None), &clinic.rules, clinic.now()).await.unwrap();
        assert_eq!(free.len(), 6, "nobody needs to wait for what is free");
        drop(q);
        for _ in 0..5 {
            queue(&clinic, &ana, &wish(&clinic, None)).await.unwrap();
        }
        assert_eq!(queue(&clinic, &ana, &wish(&clinic, None)).await, Err(vec![WishProblem::TooMany]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_offer_is_taken_and_declined_at_once() {
    for test in databases("waiting_race").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        for date in 3..=6 {
            let start = format!("2026-11-0{date}T15:00:00Z");
            let id = clinic.at_desk(ana.patient(), clinic.at(&start), &AtDesk::default()).await.unwrap();
            queue(&clinic, &ben, &wish(&clinic, None)).await.unwrap();
            let desk = Booker::at_desk(&clinic.clerk, ana.patient());
            cancel(&clinic, &desk, id).await.unwrap();
            let offer = open(&clinic).await[0].1;
            let (db, auditor, rules, now) = (clinic.db(), &clinic.office.auditor, &clinic.rules, clinic.now());
            let (taken, let_go, twice) = tokio::join!(
                accept(db, auditor, &ben, offer, rules, now),
                decline(db, auditor, &ben, offer, rules, now),
                accept(db, auditor, &ben, offer, rules, now),
            );
            let won = [taken.unwrap().is_ok(), let_go.unwrap().is_ok(), twice.unwrap().is_ok()];
            assert_eq!(won.into_iter().filter(|won| *won).count(), 1, "{won:?}");
            let mut tx = clinic.db().begin().await.unwrap();
            tx.query("UPDATE waitlist_entries SET ended_at = created_at, ending = 'clinic' WHERE ended_at IS NULL")
                .run()
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    }
}
