use super::bench::{Bench, CORRECTED, CRITICAL, FINE, FIRST, How};
use chrono::Duration;
use clinic::{
    accounts::Role,
    mail::{Job, Kind, letter},
    reviews::{Limit, MOST_CALLS, NotLimited, Rank, add_limit, alarm, call_again, end_limit, ruled, take_in_hand},
    testing::databases,
};

const CALLS: &str = "SELECT count(*) FROM outbox WHERE kind = 'critical_result'";

async fn rounds(bench: &Bench) {
    while call_again(bench.db(), bench.now()).await.unwrap() {}
}

#[tokio::test]
async fn whoever_is_responsible_is_called_then_all_every_half_hour_until_someone_answers() {
    for test in databases("review_calls").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[CRITICAL]).await;
        assert_eq!(bench.count(CALLS).await, 1, "at once");
        let of_doctor =
            "SELECT count(*) FROM critical_calls c JOIN accounts a ON a.id = c.account_id WHERE a.name = 'Okafor'";
        assert_eq!(bench.count(of_doctor).await, 1);
        rounds(&bench).await;
        assert_eq!(bench.count(CALLS).await, 1, "not yet again");
        bench.office.clock.advance(Duration::minutes(30));
        rounds(&bench).await;
        rounds(&bench).await;
        assert_eq!(bench.count(CALLS).await, 3, "both");
        // After a long stop it is called once and not for each half hour that passed.
        bench.office.clock.advance(Duration::hours(3));
        rounds(&bench).await;
        assert_eq!(bench.count(CALLS).await, 5);
        let q = &mut test.db.read().await.unwrap();
        let found = alarm(q, &bench.clinician().await).await.unwrap().unwrap();
        let filed = found.filed.unwrap();
        assert_eq!((filed.count, bench.now() - filed.since), (1, Duration::minutes(210)));
        assert_eq!(found.unmatched, None);
        let (by, chart) = (bench.office.prescriber(bench.other).await, bench.charts_of(bench.other).await);
        let auditor = &bench.office.auditor;
        take_in_hand(&test.db, auditor, &by, &chart, report, 1, "On it", bench.now()).await.unwrap().unwrap();
        bench.office.clock.advance(Duration::hours(1));
        rounds(&bench).await;
        assert_eq!(bench.count(CALLS).await, 5);
        assert_eq!(alarm(q, &bench.clinician().await).await.unwrap(), None);
        assert_eq!(bench.look(report).await.alerts[0].calls, 3);
    }
}

#[tokio::test]
async fn calls_end_after_a_day_and_the_alarm_stays() {
    for test in databases("review_calls_end").await {
        let bench = Bench::new(&test.db).await;
        bench.send(1, How { ordered_by: "", ..FIRST }, &[CRITICAL]).await;
        assert_eq!(bench.count(CALLS).await, 2, "nobody is responsible: all are called");
        for _ in 0..60 {
            bench.office.clock.advance(Duration::minutes(30));
            rounds(&bench).await;
        }
        assert_eq!(bench.count(CALLS).await, 2 * MOST_CALLS);
        // Something else is critical now: of that nobody was told.
        bench.send(1, How { ordered_by: "", ..CORRECTED }, &[("2823-3", "8.1", "HH", "3.5-5.1")]).await;
        rounds(&bench).await;
        assert_eq!(bench.count(CALLS).await, 2 * MOST_CALLS + 2);
        let q = &mut test.db.read().await.unwrap();
        assert!(alarm(q, &bench.clinician().await).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn the_same_is_not_raised_twice_and_something_else_is() {
    for test in databases("review_raised").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, How { status: "preliminary", ..FIRST }, &[CRITICAL]).await;
        let answer = async || bench.take_in_hand(report, "Called").await.unwrap();
        answer().await;
        bench.send(1, How { version: 2, ..FIRST }, &[CRITICAL]).await;
        assert_eq!(bench.look(report).await.alerts.len(), 1, "the final report says the same");
        bench.send(1, How { version: 3, ..CORRECTED }, &[("2823-3", "7.9", "HH", "3.5-5.1")]).await;
        assert_eq!(bench.look(report).await.alerts.len(), 2);
        bench.send(1, How { version: 4, ..CORRECTED }, &[("2823-3", "8.3", "HH", "3.5-5.1")]).await;
        let look = bench.look(report).await;
        assert_eq!(look.alerts.len(), 2, "what waits is brought up to date");
        assert!(look.alerts[0].findings[0].value == "8.3");
        assert_eq!(bench.count(CALLS).await, 2);
        answer().await;
        bench.send(1, How { version: 5, ..CORRECTED }, &[FINE]).await;
        assert_eq!(bench.mine().await[0].rank, Rank::Normal);
        bench.send(1, How { version: 6, ..CORRECTED }, &[("2823-3", "8.3", "HH", "3.5-5.1")]).await;
        assert_eq!(bench.look(report).await.alerts.len(), 3, "it was well in between");
        assert_eq!(bench.count(CALLS).await, 3);
    }
}

#[tokio::test]
async fn the_mail_is_wanted_as_long_as_nobody_has_answered() {
    for test in databases("review_call_mail").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[CRITICAL]).await;
        let ground = crate::ground::Ground::at(&test.db, bench.now());
        let job = clinic::mail::claim(&test.db, chrono::Duration::minutes(5), bench.now()).await.unwrap().unwrap();
        assert_eq!(job.kind, Kind::CriticalResult);
        let write = async |job: &Job| letter(&test.db, &ground.keys, job, bench.now()).await.unwrap();
        assert_eq!(write(&job).await.unwrap().to, "okafor@example.org");
        bench.take_in_hand(report, "Called").await.unwrap();
        assert!(write(&job).await.is_none());
    }
}

#[tokio::test]
async fn the_clinics_limits_raise_what_comes_after_them() {
    for test in databases("review_limits").await {
        let bench = Bench::new(&test.db).await;
        let admin = bench.office.account("Ada", &[Role::Admin], None).await;
        let admin = bench.office.admin(admin).await;
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let limit = |code: &str, unit: &str, low: &str, high: &str| Limit {
            code: code.to_owned(),
            unit: unit.to_owned(),
            low: some(low),
            high: some(high),
        };
        let auditor = &bench.office.auditor;
        let add = async |name: &str, limit: Limit| {
            add_limit(&test.db, auditor, &admin, name, limit, bench.now()).await.unwrap()
        };
        for (name, wrong, why) in [
            ("", limit("2823-3", "mmol/L", "2", ""), NotLimited::Name),
            ("Potassium", limit("2823-1", "mmol/L", "2", ""), NotLimited::Code),
            ("Potassium", limit("2823-3", " ", "2", ""), NotLimited::Unit),
            ("Potassium", limit("2823-3", "mmol/L", "two", ""), NotLimited::Low),
            ("Potassium", limit("2823-3", "mmol/L", "2", "x"), NotLimited::High),
            ("Potassium", limit("2823-3", "mmol/L", "", ""), NotLimited::Neither),
            ("Potassium", limit("2823-3", "mmol/L", "5", "5.0"), NotLimited::Order),
        ] {
            assert_eq!(add(name, wrong).await, Err(why));
        }
        let high: super::bench::Result<'_> = ("2823-3", "4.9", "N", "3.5-5.1");
        bench.send(1, FIRST, &[high]).await;
        assert_eq!(add("Potassium", limit("2823-3", "mmol/L", "", "4.5")).await, Ok(()));
        assert_eq!(add("Potassium", limit("2823-3", "mmol/L", "1", "")).await, Err(NotLimited::Twice));
        bench.send(2, FIRST, &[high]).await;
        let ranks: Vec<_> = bench.mine().await.iter().map(|row| (row.report_id, row.rank)).collect();
        assert_eq!(ranks, [(Bench::report(2), Rank::Critical), (Bench::report(1), Rank::Normal)]);
        let q = &mut test.db.read().await.unwrap();
        let rows = ruled(q, &admin).await.unwrap();
        assert_eq!((rows.len(), rows[0].maker.as_str()), (1, "Ada"));
        end_limit(&test.db, auditor, &admin, rows[0].id, bench.now()).await.unwrap();
        assert!(end_limit(&test.db, auditor, &admin, rows[0].id, bench.now()).await.is_err());
        bench.send(3, FIRST, &[high]).await;
        assert_eq!(bench.mine().await.iter().filter(|row| row.rank == Rank::Critical).count(), 1);
        assert_eq!(add("Potassium", limit("2823-3", "mmol/L", "1", "")).await, Ok(()));
        assert_eq!(ruled(q, &admin).await.unwrap()[0].ended_at, None);
    }
}
