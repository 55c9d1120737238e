use super::bench::{Bench, FIRST, HIGH};
use clinic::{
    Error,
    audit::AccessLog,
    ids::ReportQuestionId,
    mail::{Kind, letter},
    reviews::{
        Draft, MOST_OPEN_QUESTIONS, NotAnswered, NotAsked, answer, ask, asked_of, counts, give_demo_question, question,
        questions,
    },
    testing::databases,
};

fn draft(words: &str) -> Draft {
    Draft { id: ReportQuestionId::new(), words: words.to_owned() }
}

#[tokio::test]
async fn a_question_is_answered_once_and_the_asker_is_told() {
    for test in databases("review_question").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.send(1, FIRST, &[HIGH]).await;
        let (own, chart) = (bench.own().await, bench.chart().await);
        let auditor = &bench.office.auditor;
        let (by, clinician) = (bench.prescriber().await, bench.clinician().await);
        let wanted = draft("Is this bad? ");
        for _ in 0..2 {
            ask(&test.db, auditor, &own, report, &wanted, bench.now()).await.unwrap().unwrap();
        }
        let q = &mut test.db.read().await.unwrap();
        let waiting = asked_of(q, &by, &clinician, &AccessLog::default()).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].words.as_str(), waiting[0].asker.as_str()), (1, "Is this bad?", "Ana"));
        assert_eq!(counts(q, &clinician, bench.now()).await.unwrap().questions, Some(1));
        let others = bench.office.clinician(bench.other).await;
        let other = bench.office.prescriber(bench.other).await;
        assert!(asked_of(q, &other, &others, &AccessLog::default()).await.unwrap().is_empty());
        let (about, found) = question(q, &chart, wanted.id).await.unwrap();
        assert_eq!((about, found.answer), (report, None));
        assert!(matches!(question(q, &own, wanted.id).await, Err(Error::NotFound)));
        let reply =
            async |words: &str| answer(&test.db, auditor, &by, &chart, wanted.id, words, bench.now()).await.unwrap();
        assert_eq!(reply(" ").await, Err(NotAnswered::Words));
        assert_eq!(reply("No, it is fine.").await, Ok(()));
        assert_eq!(reply("Twice").await, Err(NotAnswered::Answered));
        let told = questions(q, &own, report).await.unwrap();
        assert_eq!((told[0].answer.as_deref(), told[0].answerer.as_deref()), (Some("No, it is fine."), Some("Okafor")));
        let ground = crate::ground::Ground::at(&test.db, bench.now());
        let job = clinic::mail::claim(&test.db, chrono::Duration::minutes(5), bench.now()).await.unwrap().unwrap();
        assert_eq!(job.kind, Kind::QuestionAnswered);
        let mail = letter(&test.db, &ground.keys, &job, bench.now()).await.unwrap().unwrap();
        assert_eq!(mail.to, "ana@example.org");
        let noted =
            "SELECT count(*) FROM audit_events WHERE subject = 'labs' AND detail IN ('question', 'question answered')";
        assert_eq!(bench.count(noted).await, 2);
    }
}

#[tokio::test]
async fn questions_have_limits_and_need_a_report_that_is_shown() {
    for test in databases("review_question_limits").await {
        let bench = Bench::new(&test.db).await;
        let report = bench.history(1, FIRST, &[HIGH]).await;
        let own = bench.own().await;
        let auditor = &bench.office.auditor;
        let put = async |words: &str| ask(&test.db, auditor, &own, report, &draft(words), bench.now()).await.unwrap();
        assert_eq!(put(" ").await, Err(NotAsked::Empty));
        assert_eq!(put(&"ñ".repeat(1_001)).await, Err(NotAsked::Long));
        for _ in 0..MOST_OPEN_QUESTIONS {
            assert_eq!(put("Why?").await, Ok(()));
        }
        assert_eq!(put("Why?").await, Err(NotAsked::TooMany));
        let chart = bench.chart().await;
        let refused = ask(&test.db, auditor, &chart, report, &draft("Why?"), bench.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "a clinician asks nobody");
        bench.sql("INSERT INTO release_choices (patient_id, days) VALUES ($1, 5)").await;
        let held = bench.send(2, FIRST, &[HIGH]).await;
        let refused = ask(&test.db, auditor, &own, held, &draft("Why?"), bench.now()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let (by, clinician) = (bench.office.prescriber(bench.other).await, bench.office.clinician(bench.other).await);
        let q = &mut test.db.read().await.unwrap();
        let log = AccessLog::default();
        assert_eq!(asked_of(q, &by, &clinician, &log).await.unwrap().len(), 3, "of nobody's report, all see it");
    }
}

#[tokio::test]
async fn the_demo_asks_once() {
    for test in databases("review_question_demo").await {
        let bench = Bench::new(&test.db).await;
        let ask = async || give_demo_question(&test.db, bench.patient, "Is it bad?", bench.now()).await.unwrap();
        assert!(!ask().await, "there is no report yet");
        let report = bench.send(1, FIRST, &[HIGH]).await;
        assert!(ask().await && !ask().await);
        let q = &mut test.db.read().await.unwrap();
        assert_eq!(questions(q, &bench.own().await, report).await.unwrap().len(), 1);
    }
}
