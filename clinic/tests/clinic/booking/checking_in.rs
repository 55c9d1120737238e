//! What is answered before a visit, on both databases.

use super::calendar::Calendar;
use chrono::Duration;
use clinic::{
    Error,
    accounts::{Planner, Role},
    appointments::{
        Answers, Booker, Judgement, Lack, Question, QuestionKind, add_question, all_questions, check_in,
        check_in_for_desk, move_question_up, retire_question, save_check_in,
    },
    audit::AccessLog,
    helpers::{Ground, Section},
    ids::QuestionId,
    patients::Chart,
    testing::databases,
};

fn question(kind: QuestionKind, text: &str) -> Question {
    Question {
        id: QuestionId::new(),
        visit_type: None,
        kind,
        text_en: text.to_owned(),
        text_es: text.to_owned(),
        choices_en: Vec::new(),
        choices_es: Vec::new(),
        required: true,
    }
}

#[tokio::test]
async fn what_is_answered_is_kept_at_each_press_and_done_when_nothing_is_missing() {
    for test in databases("checking_in").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let clerk = clinic.office.account("Planner", &[Role::Staff], None).await;
        let planner = Planner::try_from(&clinic.office.session(clerk).await).unwrap();
        let asked = question(QuestionKind::Number, "How many stairs are there at home?");
        add_question(db, auditor, &planner, &asked).await.unwrap().unwrap();

        let ana = clinic.chart("Ana").await;
        let by = Booker::in_chart(&ana).unwrap();
        let id = clinic.book(&by, clinic.at("2026-11-04T14:00:00Z")).await.unwrap();
        let far = clinic.book(&by, clinic.at("2026-11-12T14:00:00Z")).await.unwrap();
        let save = async |id, answers: Answers| {
            save_check_in(db, auditor, &by, &ana, id, answers, clinic.now()).await.unwrap()
        };
        assert_eq!(save(far, Answers::default()).await, None, "more than seven days before");

        let nothing = save(id, Answers::default()).await.unwrap();
        assert_eq!(
            nothing,
            [Lack::Contact, Lack::Insurer, Lack::Medications, Lack::Allergies, Lack::Question(asked.id)]
        );
        let part = Answers {
            contact: Some(Judgement::Right),
            insurer: Some("  Harbor Health ".to_owned()),
            medications: Some(Judgement::Changed),
            allergies: Some(Judgement::Right),
            questions: vec![(asked.id, "many".to_owned())],
            ..Answers::default()
        };
        let lacks = save(id, part.clone()).await.unwrap();
        assert_eq!(lacks, [Lack::MemberNumber, Lack::MedicationsText, Lack::Unreadable(asked.id)]);
        let found = check_in(&mut db.read().await.unwrap(), &ana, id, clinic.now()).await.unwrap();
        assert_eq!(found.lacks(), lacks);
        assert_eq!(found.answers.insurer.as_deref(), Some("Harbor Health"));
        assert_eq!(found.answers.reason.as_deref(), Some("A cough"), "what was said when booking");
        assert_eq!((found.done_at, found.begun_at), (None, Some(clinic.now())));

        let whole = Answers {
            member_number: Some("A 1".to_owned()),
            medications_text: Some("No more tablets at noon".to_owned()),
            questions: vec![(asked.id, "12".to_owned())],
            ..part
        };
        assert_eq!(save(id, whole.clone()).await, Some(Vec::new()));
        let log = AccessLog::default();
        let mut q = db.read().await.unwrap();
        let seen = check_in_for_desk(&mut q, &clinic.clerk, &log, id).await.unwrap().unwrap();
        assert_eq!((seen.done_at, seen.patient), (Some(clinic.now()), by.patient()));
        assert_eq!(seen.answers.questions, [(asked.id, "12".to_owned())]);
        assert_eq!(seen.questions.len(), 1);
        assert!(check_in_for_desk(&mut q, &clinic.clerk, &log, far).await.unwrap().is_none());
        drop(q);

        // Without insurance nothing else of it is kept; a question that is no longer asked keeps its answer.
        retire_question(db, auditor, &planner, asked.id).await.unwrap();
        assert!(matches!(retire_question(db, auditor, &planner, asked.id).await, Err(Error::NotFound)));
        assert_eq!(save(id, Answers { uninsured: true, ..whole.clone() }).await, Some(Vec::new()));
        let seen = check_in_for_desk(&mut db.read().await.unwrap(), &clinic.clerk, &log, id).await.unwrap().unwrap();
        assert_eq!((seen.answers.insurer, seen.answers.uninsured), (None, true));
        assert_eq!(seen.answers.questions, [(asked.id, "12".to_owned())]);

        // Another patient's visit is none of theirs; a long text is refused; once it begins it is over.
        let ben = clinic.chart("Ben").await;
        let other = check_in(&mut db.read().await.unwrap(), &ben, id, clinic.now()).await;
        assert!(matches!(other, Err(Error::NotFound)));
        let long = Answers { reason: Some("x".repeat(501)), ..whole.clone() };
        let refused = save_check_in(db, auditor, &by, &ana, id, long, clinic.now()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        clinic.office.clock.advance(Duration::days(3));
        assert_eq!(save(id, whole).await, None);
    }
}

fn insured(insurer: &str) -> Answers {
    Answers { insurer: Some(insurer.to_owned()), member_number: Some("SECRET 7".to_owned()), ..Answers::default() }
}

#[tokio::test]
async fn a_helper_never_sees_the_insurance_that_others_wrote() {
    for test in databases("check_in_insurance").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let ana = clinic.chart("Ana").await;
        let own = Booker::in_chart(&ana).unwrap();
        let id = clinic.book(&own, clinic.at("2026-11-04T14:00:00Z")).await.unwrap();
        let hugo = clinic.helper("Hugo", own.patient(), Ground::Invited, &[Section::Appointments]).await;
        let hugo = clinic.helped(hugo, own.patient()).await;
        let ines = clinic.helper("Ines", own.patient(), Ground::Invited, &[Section::Appointments]).await;
        let ines = clinic.helped(ines, own.patient()).await;
        let save = async |chart: &Chart, answers: Answers| {
            let by = Booker::in_chart(chart).unwrap();
            save_check_in(db, auditor, &by, chart, id, answers, clinic.now()).await.unwrap().unwrap();
        };
        let look = async |chart: &Chart| {
            let found = check_in(&mut db.read().await.unwrap(), chart, id, clinic.now()).await.unwrap();
            (found.parts.insurance, found.answers.insurer)
        };
        // The patient has only a number so far.
        save(&ana, Answers { insurer: None, ..insured("") }).await;
        assert_eq!(look(&hugo).await, (false, None));
        save(&ana, insured("Harbor Health")).await;
        assert_eq!(look(&hugo).await, (false, None));
        // Pressing once does not open it.
        save(&hugo, Answers { reason: Some("A cough".to_owned()), ..insured("Another") }).await;
        assert_eq!(look(&hugo).await, (false, None));
        assert_eq!(look(&ana).await, (true, Some("Harbor Health".to_owned())), "and changes nothing");
        // What a helper wrote that helper sees, and no other; the patient's pressing without a change leaves it theirs.
        save(&ana, Answers::default()).await;
        save(&hugo, insured("Another")).await;
        save(&ana, insured("Another")).await;
        assert_eq!(look(&hugo).await, (true, Some("Another".to_owned())));
        assert_eq!(look(&ines).await, (false, None));
        save(&ana, insured("Harbor Health")).await;
        assert_eq!(look(&hugo).await, (false, None));
    }
}

#[tokio::test]
async fn it_is_done_when_nothing_is_missing_of_the_whole() {
    for test in databases("check_in_whole").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let clerk = clinic.office.account("Planner", &[Role::Staff], None).await;
        let planner = Planner::try_from(&clinic.office.session(clerk).await).unwrap();
        let asked = question(QuestionKind::YesNo, "Can you climb stairs?");
        add_question(db, auditor, &planner, &asked).await.unwrap().unwrap();
        let ana = clinic.chart("Ana").await;
        let own = Booker::in_chart(&ana).unwrap();
        let id = clinic.book(&own, clinic.at("2026-11-04T14:00:00Z")).await.unwrap();
        let hugo = clinic.helper("Hugo", own.patient(), Ground::Invited, &[Section::Appointments]).await;
        let hugo = clinic.helped(hugo, own.patient()).await;
        let save = async |chart: &Chart, answers: Answers| {
            let by = Booker::in_chart(chart).unwrap();
            save_check_in(db, auditor, &by, chart, id, answers, clinic.now()).await.unwrap().unwrap()
        };
        let done = async || {
            let log = AccessLog::default();
            let mut q = db.read().await.unwrap();
            check_in_for_desk(&mut q, &clinic.clerk, &log, id).await.unwrap().unwrap().done_at.is_some()
        };
        // A helper is asked less: theirs is whole, the visit's is not.
        let part = Answers { questions: vec![(asked.id, "yes".to_owned())], ..insured("Harbor Health") };
        assert_eq!(save(&hugo, part.clone()).await, []);
        assert!(!done().await);
        let whole = Answers {
            contact: Some(Judgement::Right),
            medications: Some(Judgement::Right),
            allergies: Some(Judgement::Right),
            ..part.clone()
        };
        assert_eq!(save(&ana, whole.clone()).await, []);
        assert!(done().await);
        assert_eq!(save(&hugo, part.clone()).await, []);
        assert!(done().await, "nothing was taken away");
        let open = Answers { questions: Vec::new(), ..whole };
        assert_eq!(save(&ana, open).await, [Lack::Question(asked.id)]);
        assert!(!done().await);
    }
}

#[tokio::test]
async fn questions_have_an_order() {
    for test in databases("check_in_questions").await {
        let clinic = Calendar::open(&test.db).await;
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let clerk = clinic.office.account("Planner", &[Role::Staff], None).await;
        let planner = Planner::try_from(&clinic.office.session(clerk).await).unwrap();
        let asked = ["One", "Two", "Three"].map(|text| question(QuestionKind::YesNo, text));
        for one in &asked {
            add_question(db, auditor, &planner, one).await.unwrap().unwrap();
        }
        let empty = question(QuestionKind::YesNo, " ");
        assert!(add_question(db, auditor, &planner, &empty).await.unwrap().is_err());
        move_question_up(db, auditor, &planner, asked[2].id).await.unwrap();
        move_question_up(db, auditor, &planner, asked[0].id).await.unwrap();
        let mut q = db.read().await.unwrap();
        let all = all_questions(&mut q, &planner).await.unwrap();
        let texts: Vec<&str> = all.iter().map(|one| one.text_en.as_str()).collect();
        assert_eq!(texts, ["One", "Three", "Two"], "the first stays the first");
    }
}
