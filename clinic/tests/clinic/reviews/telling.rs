use super::bench::{Bench, CORRECTED, CRITICAL, FINE, FIRST, HIGH, ZONE};
use chrono::Duration;
use clinic::{
    accounts::Role,
    db::Source as _,
    ids::ReportQuestionId,
    labs::recent,
    mail::{Kind, hold_back_restored, letter},
    reviews::{Comment, Draft, alarm, answer, ask, call_again, comment, comments, questions, tell},
    testing::databases,
};

const MAILS: &str = "SELECT count(*) FROM outbox WHERE kind = 'result_shown'";

const ANSWERS: &str = "SELECT count(*) FROM outbox WHERE kind = 'question_answered'";

pub(super) async fn told(bench: &Bench) -> i64 {
    while tell(bench.db(), ZONE, bench.now()).await.unwrap() {}
    bench.count(MAILS).await
}

#[tokio::test]
async fn the_patient_is_told_once_a_day_of_a_report_that_is_shown() {
    for test in databases("review_told").await {
        let bench = Bench::new(&test.db).await;
        bench.history(9, FIRST, &[HIGH]).await;
        let report = bench.send(1, FIRST, &[FINE]).await;
        assert_eq!(bench.count(MAILS).await, 0, "the row of its cause is there first");
        assert_eq!(told(&bench).await, 1);
        assert_eq!(told(&bench).await, 1);
        bench.send(1, CORRECTED, &[HIGH]).await;
        bench.see(report, &Comment::typed("All is well.", "")).await.unwrap();
        assert_eq!(told(&bench).await, 1, "once a day");
        bench.send(2, FIRST, &[FINE]).await;
        assert_eq!(told(&bench).await, 2, "another report");
        bench.office.clock.advance(Duration::days(1));
        bench.send(1, super::bench::How { version: 3, ..CORRECTED }, &[FINE]).await;
        assert_eq!(told(&bench).await, 3, "a correction of the next day");
    }
}

#[tokio::test]
async fn what_is_held_is_told_when_it_is_shown() {
    for test in databases("review_told_later").await {
        let bench = Bench::new(&test.db).await;
        bench.sql("INSERT INTO release_choices (patient_id, days) VALUES ($1, 2)").await;
        bench.send(1, FIRST, &[FINE]).await;
        let second = bench.send(2, FIRST, &[FINE]).await;
        assert_eq!(told(&bench).await, 0);
        bench.see(second, &Comment::default()).await.unwrap();
        assert_eq!(told(&bench).await, 1, "the doctor has seen it");
        bench.office.clock.advance(Duration::days(2));
        assert_eq!(told(&bench).await, 2, "its limit has passed");
    }
}

#[tokio::test]
async fn a_result_that_waits_by_itself_is_told_when_it_is_shown_and_with_it_what_was_said_meanwhile() {
    for test in databases("review_told_part").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[FINE]).await;
        assert_eq!(told(&bench).await, 1);
        let wanted = Draft { id: ReportQuestionId::new(), words: "Is that all?".to_owned() };
        let (db, auditor) = (&test.db, &bench.office.auditor);
        let (by, chart) = (bench.prescriber().await, bench.chart().await);
        ask(db, auditor, &bench.own().await, report, &wanted, bench.now()).await.unwrap().unwrap();
        bench.sql("INSERT INTO release_choices (patient_id, days) VALUES ($1, 3)").await;
        bench.office.clock.advance(Duration::days(1));
        bench.send(1, CORRECTED, &[FINE, ("2345-7", "97", "N", "70-99")]).await;
        bench.send(1, super::bench::How { version: 3, ..CORRECTED }, &[FINE, ("2345-7", "97", "N", "70-99")]).await;
        assert_eq!(told(&bench).await, 2, "the report is another");
        bench.office.clock.advance(Duration::days(1));
        let words = Comment::typed("All is well.", "");
        comment(db, auditor, &by, &chart, report, &words, bench.now()).await.unwrap();
        answer(db, auditor, &by, &chart, wanted.id, "There is more.", bench.now()).await.unwrap().unwrap();
        assert_eq!(told(&bench).await, 2, "nobody is called to see what is not shown");
        assert_eq!(bench.count(ANSWERS).await, 0);
        let before = bench.now();
        bench.office.clock.advance(Duration::days(2));
        assert_eq!(told(&bench).await, 3, "once for the result and what was said");
        let q = &mut test.db.read().await.unwrap();
        let own = bench.own().await;
        assert_eq!(comments(q, &own, report).await.unwrap().len(), 1);
        assert_eq!(questions(q, &own, report).await.unwrap()[0].answer.as_deref(), Some("There is more."));
        assert_eq!(recent(q, &own, before).await.unwrap().rows.len(), 1, "it is new at home too");
        assert_eq!(recent(q, &own, bench.now()).await.unwrap().rows.len(), 0);
    }
}

#[tokio::test]
async fn the_mail_goes_to_who_may_know_and_wants_it() {
    for test in databases("review_told_whom").await {
        let bench = Bench::new(&test.db).await;
        let no_roles: &[Role] = &[];
        let linh = bench.office.account("Linh", no_roles, None).await;
        let bao = bench.office.account("Bao", no_roles, None).await;
        let mut tx = test.db.begin().await.unwrap();
        for (helper, labs) in [(linh, true), (bao, false)] {
            tx.query(
                "INSERT INTO helpers (id, patient_id, account_id, name, basis, relationship, labs, prescriptions, appointments, record,
                                      created_at, accepted_at, adult_from_years)
                 VALUES ($1, $2, $3, 'Helper', 'invited', 'child', $4, TRUE, TRUE, TRUE, $5, $5, 18)",
            )
            .bind(clinic::ids::new())
            .bind(bench.patient)
            .bind(helper)
            .bind(labs)
            .bind(bench.now())
            .run()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        bench.send(1, FIRST, &[HIGH]).await;
        assert_eq!(told(&bench).await, 2, "the patient and the daughter who sees results");
        let ground = crate::ground::Ground::at(&test.db, bench.now());
        let mut letters = Vec::new();
        let mut jobs = Vec::new();
        while let Some(job) = clinic::mail::claim(&test.db, chrono::Duration::minutes(5), bench.now()).await.unwrap() {
            letters.extend(letter(&test.db, &ground.keys, &job, bench.now()).await.unwrap());
            jobs.push(job);
        }
        let mut to: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["ana@example.org", "linh@example.org"]);
        assert!(letters.iter().all(|letter| letter.kind == Kind::ResultShown && letter.unsubscribe.is_some()));
        bench.sql("UPDATE helpers SET revoked_at = created_at WHERE patient_id = $1").await;
        bench
            .sql("INSERT INTO notification_choices (account_id, kind, wanted) SELECT id, 'results', FALSE FROM accounts WHERE patient_id = $1")
            .await;
        for job in &jobs {
            assert!(letter(&test.db, &ground.keys, job, bench.now()).await.unwrap().is_none());
        }
    }
}

#[tokio::test]
async fn a_restored_database_tells_and_calls_nobody_by_itself() {
    for test in databases("review_restored").await {
        let bench = Bench::new(&test.db).await;
        bench.send(1, FIRST, &[CRITICAL]).await;
        bench.sql("INSERT INTO release_choices (patient_id, days) VALUES ($1, 2)").await;
        bench.send(2, FIRST, &[FINE]).await;
        hold_back_restored(&test.db, &bench.office.auditor, bench.now()).await.unwrap();
        bench.office.clock.advance(Duration::hours(5));
        assert!(!call_again(&test.db, bench.now()).await.unwrap());
        assert_eq!(told(&bench).await, 0);
        let q = &mut test.db.read().await.unwrap();
        assert!(alarm(q, &bench.clinician().await).await.unwrap().is_some());
        bench.office.clock.advance(Duration::days(2));
        assert_eq!(told(&bench).await, 1, "what was held is told of when it is shown");
    }
}
