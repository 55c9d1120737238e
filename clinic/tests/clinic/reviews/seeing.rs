use super::bench::{Bench, CORRECTED, CRITICAL, FINE, FIRST, HIGH, How};
use super::telling::told;
use chrono::Duration;
use clinic::{
    Error,
    accounts::Role,
    audit::AccessLog,
    db::Source as _,
    ids::ReportCommentId,
    reviews::{
        Comment, Many, NotDone, NotHeld, NotSeen, Picked, TaskKind, Which, add_task, comment, comments, counts,
        do_task, done_tasks, free_orphans, look, next, open_tasks, see, see_many, take_in_hand, tasks_of, withdraw,
    },
    testing::databases,
};

#[tokio::test]
async fn seen_is_a_press_at_the_state_that_was_shown() {
    for test in databases("review_seen").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[HIGH]).await;
        let shown = bench.look(report).await.revision;
        bench.look(report).await;
        assert_eq!(bench.mine().await.len(), 1, "opening it is not seeing it");
        bench.send(1, CORRECTED, &[FINE]).await;
        assert_eq!(bench.see_at(report, shown, &Comment::default()).await, Err(NotSeen::Changed));
        assert_eq!(bench.see(report, &Comment::default()).await, Ok(()));
        assert_eq!(bench.see(report, &Comment::default()).await, Err(NotSeen::Seen));
        let long = Comment::typed(&"a".repeat(2_001), "");
        assert_eq!(bench.see(report, &long).await, Err(NotSeen::Long));
        let (by, own) = (bench.prescriber().await, bench.own().await);
        let auditor = &bench.office.auditor;
        let refused = see(&test.db, auditor, &by, &own, report, 2, &Comment::default(), bench.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "nobody reviews their own");
        let told =
            "SELECT count(*) FROM audit_events WHERE subject = 'labs' AND action = 'update' AND detail = 'report seen'";
        assert_eq!(bench.count(told).await, 1);
    }
}

#[tokio::test]
async fn a_comment_that_was_wrong_is_withdrawn() {
    for test in databases("review_comment_back").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[HIGH]).await;
        let (by, chart, own) = (bench.prescriber().await, bench.chart().await, bench.own().await);
        let auditor = &bench.office.auditor;
        bench.see(report, &Comment::typed("Take two.", "Tome dos.")).await.unwrap();
        let read = &mut test.db.read().await.unwrap();
        let id = comments(read, &own, report).await.unwrap()[0].id;
        assert_eq!(told(&bench).await, 1);
        let refused = withdraw(&test.db, auditor, &by, &own, report, id, bench.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "not by the patient");
        let unknown = withdraw(&test.db, auditor, &by, &chart, report, ReportCommentId::new(), bench.now()).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        assert!(withdraw(&test.db, auditor, &by, &chart, report, id, bench.now()).await.unwrap());
        assert!(!withdraw(&test.db, auditor, &by, &chart, report, id, bench.now()).await.unwrap(), "once");
        let at_clinic = comments(read, &chart, report).await.unwrap();
        assert_eq!(
            (at_clinic[0].english.as_deref(), at_clinic[0].spanish.as_deref()),
            (Some("Take two."), Some("Tome dos."))
        );
        assert_eq!(
            (at_clinic[0].withdrawn_at, at_clinic[0].withdrawer.as_deref()),
            (Some(bench.now()), Some("Okafor"))
        );
        let theirs = comments(read, &own, report).await.unwrap();
        assert_eq!((&theirs[0].english, &theirs[0].spanish, theirs[0].withdrawn_at), (&None, &None, Some(bench.now())));
        assert_eq!(told(&bench).await, 2, "they are told that there is something new, on the same day too");
        comment(&test.db, auditor, &by, &chart, report, &Comment::typed("Take one.", ""), bench.now()).await.unwrap();
        assert_eq!(told(&bench).await, 2, "once a day else");
        let recorded =
            "SELECT count(*) FROM audit_events WHERE action = 'update' AND detail = 'comment to the patient withdrawn'";
        assert_eq!(bench.count(recorded).await, 1);
    }
}

#[tokio::test]
async fn seeing_shows_what_waited_for_the_doctor_with_the_comment() {
    for test in databases("review_release").await {
        let bench = Bench::new(&test.db).await;
        bench.sql("INSERT INTO release_choices (patient_id, days) VALUES ($1, 5)").await;
        let report = bench.send(1, FIRST, &[HIGH]).await;
        assert!(bench.mine().await[0].held_until.is_some());
        let words = Comment::typed("A little high. Please drink more.", " ");
        let (by, chart) = (bench.prescriber().await, bench.chart().await);
        let auditor = &bench.office.auditor;
        clinic::reviews::comment(&test.db, auditor, &by, &chart, report, &words, bench.now()).await.unwrap();
        let read = &mut test.db.read().await.unwrap();
        assert!(comments(read, &bench.own().await, report).await.unwrap().is_empty(), "it waits with the report");
        assert_eq!(comments(read, &bench.chart().await, report).await.unwrap().len(), 1);
        bench.see(report, &Comment::typed("", "Todo está bien.")).await.unwrap();
        let own = bench.own().await;
        let detail = clinic::labs::report(read, &own, report).await.unwrap();
        assert!(detail.report.held_until.is_none() && detail.results.len() == 1);
        let said = comments(read, &own, report).await.unwrap();
        assert_eq!(said.len(), 2);
        assert_eq!((said[0].english.is_some(), said[0].spanish.is_some()), (true, false));
        assert_eq!((said[1].spanish.as_deref(), said[1].author.as_str()), (Some("Todo está bien."), "Okafor"));
    }
}

#[tokio::test]
async fn a_critical_report_is_seen_once_someone_has_it_in_hand() {
    for test in databases("review_in_hand").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[CRITICAL]).await;
        assert_eq!(bench.see(report, &Comment::default()).await, Err(NotSeen::Raised));
        let (by, chart) = (bench.prescriber().await, bench.chart().await);
        let stale = async |revision: i64| {
            let auditor = &bench.office.auditor;
            take_in_hand(&test.db, auditor, &by, &chart, report, revision, "On it", bench.now()).await.unwrap()
        };
        // What came while the page was open is not answered with what stood there.
        bench.send(1, CORRECTED, &[CRITICAL, ("718-7", "2.5", "LL", "7.4-9.9")]).await;
        assert_eq!(stale(1).await, Err(NotHeld::Changed));
        assert!(bench.look(report).await.raised().is_some());
        let answer = async |words: &str| bench.take_in_hand(report, words).await;
        assert_eq!(answer(" ").await, Err(NotHeld::Empty));
        assert_eq!(answer(&"a".repeat(2_001)).await, Err(NotHeld::Long));
        assert_eq!(answer("Called the patient, on the way to hospital").await, Ok(()));
        assert_eq!(answer("Me too").await, Err(NotHeld::Answered));
        let look = bench.look(report).await;
        assert!(look.raised().is_none());
        assert_eq!(look.alerts[0].answerer.as_deref(), Some("Okafor"));
        let last = look.steps.last().unwrap();
        assert_eq!((last.what.as_str(), last.note.as_deref()), ("answered", look.alerts[0].answer.as_deref()));
        assert_eq!(bench.see(report, &Comment::default()).await, Ok(()));
    }
}

#[tokio::test]
async fn many_normal_ones_are_ticked_off_at_once_and_nothing_else() {
    for test in databases("review_many").await {
        let bench = Bench::new(&test.db).await;
        let mut picked = Vec::new();
        for number in 1..=4 {
            let report = bench.send(number, FIRST, &[FINE]).await;
            picked.push(Picked { report, revision: 1 });
        }
        let high = bench.send(5, FIRST, &[HIGH]).await;
        bench.send(4, CORRECTED, &[FINE]).await;
        bench.see(picked[2].report, &Comment::default()).await.unwrap();
        picked.push(Picked { report: high, revision: 1 });
        picked.push(Picked { report: Bench::report(77), revision: 1 });
        let (by, clinician) = (bench.prescriber().await, bench.clinician().await);
        let auditor = &bench.office.auditor;
        let many = see_many(&test.db, auditor, &by, &clinician, &picked, bench.now()).await.unwrap();
        assert_eq!(many, Many { seen: 2, left: 4 });
        let left: Vec<_> = bench.mine().await.iter().map(|row| row.report_id).collect();
        assert_eq!(left, [high, picked[3].report]);
        // To someone who has neither ordered it nor opened the record it stays.
        bench.sql("DELETE FROM chart_accesses WHERE $1 = $1").await;
        let other = bench.office.prescriber(bench.other).await;
        let others = bench.office.clinician(bench.other).await;
        let pick = [Picked { report: picked[3].report, revision: 2 }];
        let many = see_many(&test.db, auditor, &other, &others, &pick, bench.now()).await.unwrap();
        assert_eq!(many, Many { seen: 0, left: 1 });
    }
}

#[tokio::test]
async fn the_next_one_is_ones_own_else_nobodys() {
    for test in databases("review_next").await {
        let bench = Bench::new(&test.db).await;
        let first = bench.send(1, FIRST, &[FINE]).await;
        let worse = bench.send(2, FIRST, &[HIGH]).await;
        let nobodys = bench.send(3, super::bench::How { ordered_by: "", ..FIRST }, &[CRITICAL]).await;
        let (by, clinician) = (bench.prescriber().await, bench.clinician().await);
        let log = AccessLog::default();
        let read = &mut test.db.read().await.unwrap();
        assert_eq!(next(read, &by, &clinician, first, &log, bench.now()).await.unwrap(), Some((bench.patient, worse)));
        assert_eq!(next(read, &by, &clinician, worse, &log, bench.now()).await.unwrap(), Some((bench.patient, first)));
        bench.see(first, &Comment::default()).await.unwrap();
        assert_eq!(
            next(read, &by, &clinician, worse, &log, bench.now()).await.unwrap(),
            Some((bench.patient, nobodys))
        );
    }
}

#[tokio::test]
async fn tasks_stand_by_their_day_until_they_are_done() {
    for test in databases("review_tasks").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[HIGH]).await;
        let (by, chart) = (bench.prescriber().await, bench.chart().await);
        let auditor = &bench.office.auditor;
        let today = bench.now().date_naive();
        let mut ids = Vec::new();
        for (kind, words, days) in [(TaskKind::FollowUp, "Again in three months", 90), (TaskKind::Call, "Tell her", 1)]
        {
            let due = today + Duration::days(days);
            ids.push(add_task(&test.db, auditor, &by, &chart, report, kind, words, due, bench.now()).await.unwrap());
        }
        let refused = add_task(&test.db, auditor, &by, &chart, report, TaskKind::Call, " ", today, bench.now()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        let missing = Bench::report(8);
        let refused = add_task(&test.db, auditor, &by, &chart, missing, TaskKind::Call, "x", today, bench.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let staff = bench.office.account("Dana", &[Role::Staff], None).await;
        let staff = bench.office.clinician(staff).await;
        let log = AccessLog::default();
        let read = &mut test.db.read().await.unwrap();
        let open = open_tasks(read, &staff, &log, bench.now()).await.unwrap();
        assert_eq!(open.iter().map(|task| task.id).collect::<Vec<_>>(), [ids[1], ids[0]]);
        assert_eq!((open[0].patient.as_str(), open[0].maker.as_str()), ("Ana Example", "Okafor"));
        let done = do_task(&test.db, auditor, &staff, ids[1], " ", bench.now()).await.unwrap();
        assert_eq!(done.err(), Some(NotDone::Words));
        do_task(&test.db, auditor, &staff, ids[1], "She comes on Monday", bench.now()).await.unwrap().unwrap();
        let again = do_task(&test.db, auditor, &staff, ids[1], "Called", bench.now()).await.unwrap();
        assert_eq!(again.err(), Some(NotDone::Over));
        let (open, before) =
            (open_tasks(read, &staff, &log, bench.now()).await.unwrap(), clinic::paging::Before::START);
        let done = done_tasks(read, &staff, &log, before, bench.now()).await.unwrap();
        assert_eq!((open.len(), done.rows.len(), done.rows[0].doer.as_deref()), (1, 1, Some("Dana")));
        assert_eq!(tasks_of(read, &chart, Some(report)).await.unwrap().len(), 2);
        assert_eq!(tasks_of(read, &chart, None).await.unwrap().len(), 1);
        assert!(matches!(tasks_of(read, &bench.own().await, None).await, Err(Error::NotFound)));
        let mut tx = test.db.begin().await.unwrap();
        assert!(tx.query("UPDATE tasks SET outcome = NULL WHERE outcome IS NOT NULL").run().await.is_err());
    }
}

#[tokio::test]
async fn nobody_reviews_their_own_results_or_those_of_whom_they_help() {
    for test in databases("review_own").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[FINE]).await;
        bench.sql("UPDATE accounts SET patient_id = NULL WHERE patient_id = $1").await;
        let (by, chart, today) = (bench.prescriber().await, bench.chart().await, bench.office.today());
        let auditor = &bench.office.auditor;
        add_task(&test.db, auditor, &by, &chart, report, TaskKind::Call, "x", today, bench.now()).await.unwrap();
        assert_eq!(bench.list_of(bench.doctor, Which::Mine).await.len(), 1);
        let own = "UPDATE accounts SET patient_id = $1 WHERE name = 'Okafor'";
        let helped = "INSERT INTO helpers (id, patient_id, account_id, name, relationship, basis, labs, prescriptions, appointments, record, created_at, accepted_at)
                      SELECT a.id, $1, a.id, 'x', 'child', 'invited', TRUE, TRUE, TRUE, TRUE, a.created_at, a.created_at FROM accounts a WHERE a.name = 'Okafor'";
        for link in [own, helped] {
            bench.sql(link).await;
            for which in Which::ALL {
                assert!(bench.list_of(bench.doctor, which).await.is_empty(), "{which:?}");
            }
            assert_eq!(bench.list_of(bench.other, Which::Everyones).await.len(), 1);
            let clinician = bench.clinician().await;
            let q = &mut test.db.read().await.unwrap();
            assert_eq!(open_tasks(q, &clinician, &AccessLog::default(), bench.now()).await.unwrap().len(), 0);
            let counted = counts(q, &clinician, bench.now()).await.unwrap();
            assert_eq!((counted.mine, counted.everyones), (Some(0), Some(0)));
            let (by, chart) = (bench.prescriber().await, bench.chart().await);
            assert!(chart.is_of_clinic() && chart.awaits_release());
            let report = Bench::report(1);
            assert!(matches!(look(q, &chart, report).await, Err(Error::NotFound)));
            let after = next(q, &by, &clinician, report, &AccessLog::default(), bench.now()).await.unwrap();
            assert_eq!(after, None);
            let picked = [Picked { report, revision: 1 }];
            let auditor = &bench.office.auditor;
            let many = see_many(&test.db, auditor, &by, &clinician, &picked, bench.now()).await.unwrap();
            assert_eq!((many.seen, many.left), (0, 1));
            bench.sql("UPDATE accounts SET patient_id = NULL WHERE patient_id = $1").await;
        }
        // What waits for them is everyone's meanwhile, and what comes is somebody else's.
        free_orphans(&test.db).await.unwrap();
        assert_eq!(bench.list_of(bench.other, Which::Nobodys).await.len(), 1);
        bench.send(1, CORRECTED, &[HIGH]).await;
        assert_eq!(bench.list_of(bench.other, Which::Nobodys).await.len(), 1);
        bench.sql("UPDATE helpers SET revoked_at = created_at WHERE patient_id = $1").await;
        bench.send(1, How { version: 3, ..CORRECTED }, &[FINE]).await;
        assert_eq!(bench.list_of(bench.doctor, Which::Mine).await.len(), 1);
    }
}
