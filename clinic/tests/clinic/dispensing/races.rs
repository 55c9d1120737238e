//! Who comes first: two sides at once, on separate connections. Exactly one wins, the other hears the right reason.

use super::house::{House, out};
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use chrono_tz::{America::New_York, Tz};
use clinic::{
    db::{Db, Source as _},
    dispensing::{CancellationAnswer, NotDone},
    prescribing::{Asked, DenialReason, Refused, State},
    testing::databases,
};
use rust_decimal::Decimal;

/// How often each race is run.
const RUNS: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn cancelling_against_handing_out() {
    for test in databases("race_cancel").await {
        let house = House::open(&test.db).await;
        let chart = house.chart().await;
        for _ in 0..RUNS {
            let id = house.sent().await;
            let (cancelled, given) = tokio::join!(house.cancel(&chart, id), house.dispense(&house.ines, id, "30"));
            assert_eq!(cancelled, Ok(Asked::Pharmacy));
            match given {
                // Handed out first: the cancellation waits and concerns the refills.
                Ok(_) => assert_eq!(house.standing(id).await, (State::Dispensed, 30.into())),
                Err(why) => {
                    assert_eq!(why, NotDone::Refused(Refused::CancellationPending));
                    assert_eq!(house.standing(id).await, (State::Sent, Decimal::ZERO));
                }
            }
            // The last supply: whoever comes second hears it.
            let last = house.prescription(house.patient, Some(house.linden), State::Sent, "queue", "30", 0).await;
            let (given, cancelled) = tokio::join!(house.dispense(&house.ines, last, "30"), house.cancel(&chart, last));
            match (given, cancelled) {
                (Ok(_), Err(why)) => assert_eq!(why, Refused::Completed),
                (Err(why), Ok(_)) => assert_eq!(why, NotDone::Refused(Refused::CancellationPending)),
                both => panic!("{both:?}"),
            }
        }
    }
}

/// The pharmacist waits for the row while the prescriber asks for the prescription back: what is committed in between counts.
#[tokio::test]
async fn a_cancellation_that_is_committed_while_one_waits_for_it_counts() {
    for test in databases("race_waiting").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        if !matches!(house.db(), Db::Postgres(_)) {
            // There writing transactions follow one another.
            continue;
        }
        let mut tx = house.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET revision = revision + 1 WHERE id = $1").bind(id).run().await.unwrap();
        tx.query(
            "INSERT INTO prescription_requests (id, prescription_id, kind, detail, asker, asker_role, asked_at, state)
             VALUES ($1, $2, 'cancellation', 'mistake', 'Dr. Amara Okafor', 'prescriber', $3, 'pending')",
        )
        .bind(clinic::ids::new())
        .bind(id)
        .bind(house.now())
        .run()
        .await
        .unwrap();
        let commit = async {
            let waiting =
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
            let mut q = house.db().read().await.unwrap();
            while q.query(waiting).one::<(i64,)>().await.unwrap().0 == 0 {
                tokio::task::yield_now().await;
            }
            tx.commit().await.unwrap();
        };
        let (given, ()) = tokio::join!(house.dispense(&house.ines, id, "30"), commit);
        assert_eq!(given, Err(NotDone::Refused(Refused::CancellationPending)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_pharmacists_and_the_last_supply() {
    for test in databases("race_last").await {
        let house = House::open(&test.db).await;
        for _ in 0..RUNS {
            let id = house.prescription(house.patient, Some(house.linden), State::Sent, "queue", "30", 0).await;
            let (one, two) = tokio::join!(house.dispense(&house.ines, id, "30"), house.dispense(&house.otto, id, "30"));
            assert_eq!(second(one, two), NotDone::Refused(Refused::Completed));
            assert_eq!(house.standing(id).await, (State::Completed, 30.into()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_parts_that_are_more_than_the_whole() {
    for test in databases("race_parts").await {
        let house = House::open(&test.db).await;
        for _ in 0..RUNS {
            let id = house.prescription(house.patient, Some(house.linden), State::InProgress, "queue", "30", 0).await;
            let (one, two) = tokio::join!(house.dispense(&house.ines, id, "20"), house.dispense(&house.otto, id, "20"));
            assert_eq!(second(one, two), NotDone::Refused(Refused::TooMuch { left: 10.into() }));
            assert_eq!(house.standing(id).await, (State::PartDispensed, 20.into()));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_form_sent_twice_at_once() {
    for test in databases("race_form").await {
        let house = House::open(&test.db).await;
        for _ in 0..RUNS {
            let (id, form) = (house.sent().await, clinic::ids::new());
            let give = || house.dispense_on(&house.ines, id, out("10", form), house.today());
            let (one, two, three) = tokio::join!(give(), give(), give());
            assert_eq!(one.unwrap(), two.unwrap());
            three.unwrap();
            assert_eq!(house.standing(id).await, (State::PartDispensed, 10.into()));
            assert_eq!(house.count("SELECT count(*) FROM dispenses WHERE prescription_id = $1", id).await, 1);
            let told = house.timeline(id).await.into_iter().filter(|kind| kind == "dispensed").count();
            assert_eq!(told, 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_answers_to_one_cancellation() {
    for test in databases("race_answers").await {
        let house = House::open(&test.db).await;
        let chart = house.chart().await;
        let no = || CancellationAnswer::Deny { reason: DenialReason::AlreadyDispensed, text: String::new() };
        for _ in 0..RUNS {
            let id = house.sent().await;
            house.cancel(&chart, id).await.unwrap();
            let yes = || house.answer(&house.ines, id, CancellationAnswer::Approve);
            let (one, two) = tokio::join!(yes(), house.answer(&house.otto, id, no()));
            let denied = match (one, two) {
                (Ok(()), Err(why)) => {
                    assert_eq!(why, NotDone::Refused(Refused::Cancelled));
                    assert_eq!(house.standing(id).await.0, State::Cancelled);
                    0
                }
                (Err(why), Ok(())) => {
                    assert_eq!(why, NotDone::Refused(Refused::NothingPending));
                    assert_eq!(house.standing(id).await.0, State::Sent);
                    1
                }
                both => panic!("{both:?}"),
            };
            let notices = "SELECT count(*) FROM prescriber_notices WHERE prescription_id = $1";
            assert_eq!(house.count(notices, id).await, denied, "the prescriber hears of a refusal");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn another_pharmacy_against_handing_out() {
    for test in databases("race_redirect").await {
        let house = House::open(&test.db).await;
        let (_, chart) = house.chart().await;
        for _ in 0..RUNS {
            let id = house.sent().await;
            let redirect = clinic::prescribing::redirect(
                house.db(),
                &house.office.auditor,
                &chart,
                id,
                Some(house.harbor),
                house.now(),
                house.today(),
            );
            let form = out("30", clinic::ids::new());
            let give = clinic::dispensing::dispense(
                house.db(),
                &house.office.auditor,
                &house.ines,
                id,
                form,
                house.now(),
                house.today(),
            );
            match tokio::join!(redirect, give) {
                (Ok(Ok(())), Err(clinic::Error::NotFound)) => {
                    assert_eq!(house.standing(id).await, (State::Sent, Decimal::ZERO));
                    let mut q = house.db().read().await.unwrap();
                    let left = clinic::dispensing::left_for(&mut q, &house.ines, id).await.unwrap();
                    assert_eq!(left, Some(house.now()), "whoever prepares it hears that it has left");
                    assert_eq!(clinic::dispensing::left_for(&mut q, &house.hana, id).await.unwrap(), None);
                }
                (Ok(Err(_)), Ok(Ok(_))) => assert_eq!(house.standing(id).await, (State::Dispensed, 30.into())),
                both => panic!("{both:?}"),
            }
        }
    }
}

#[tokio::test]
async fn the_last_day_ends_at_midnight_in_the_clinics_zone_whatever_the_clocks_do() {
    for test in databases("expiry_midnight").await {
        let house = House::open(&test.db).await;
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        // An ordinary day; the day on which clocks go forward, of 23 hours; the one on which they go back, of 25.
        for (last_day, last_second) in [
            (day(2027, 1, 15), Utc.with_ymd_and_hms(2027, 1, 16, 4, 59, 59).unwrap()),
            (day(2027, 3, 14), Utc.with_ymd_and_hms(2027, 3, 15, 3, 59, 59).unwrap()),
            (day(2027, 11, 7), Utc.with_ymd_and_hms(2027, 11, 8, 4, 59, 59).unwrap()),
        ] {
            let id = house.sent().await;
            house.good_until(id, last_day).await;
            let at = |now: DateTime<Utc>| {
                let today = today(now, New_York);
                let house = &house;
                async move { house.dispense_on(&house.ines, id, out("1", clinic::ids::new()), today).await }
            };
            assert!(at(last_second).await.is_ok(), "{last_day}");
            let over = at(last_second + Duration::seconds(1)).await;
            assert_eq!(over, Err(NotDone::Refused(Refused::Expired)), "{last_day}");
            assert_eq!(house.standing(id).await.1, 1.into());
        }
    }
}

fn today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}

/// What whoever came second hears.
fn second<T: std::fmt::Debug>(one: Result<T, NotDone>, two: Result<T, NotDone>) -> NotDone {
    match (one, two) {
        (Ok(_), Err(why)) | (Err(why), Ok(_)) => why,
        both => panic!("exactly one wins: {both:?}"),
    }
}
