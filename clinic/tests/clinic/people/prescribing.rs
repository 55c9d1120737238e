//! The right to prescribe takes two people and a licence.

use super::{Office, POLICY};
use chrono::Duration;
use clinic::{
    accounts::Role,
    audit::AccessLog,
    db::Source as _,
    people::{
        Confirmed, Licence, LicenceProblem, NotDecided, NotProposed, decline, disable, ending_licences, open_proposals,
        person, proposals_of, propose, withdraw,
    },
    testing::databases,
};

#[tokio::test]
async fn prescribing_takes_two_people() {
    for test in databases("two_people").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let eve = office.account("Eve", &[Role::Admin, Role::Staff], None).await;
        let admin = office.admin(ada).await;
        let proposal = office.proposed(&admin, eve).await;
        let again =
            propose(&office.db, &office.auditor, &admin, eve, office.licence(), office.today(), office.now()).await;
        assert_eq!(again.unwrap(), Err(NotProposed::Waits));
        assert_eq!(office.confirm(&office.confirmer(ada).await, proposal).await, Err(NotDecided::Own), "who proposed");
        assert_eq!(
            office.confirm(&office.confirmer(eve).await, proposal).await,
            Err(NotDecided::Own),
            "who is proposed"
        );
        assert!(!office.has(eve, Role::Prescriber).await);

        let other = office.confirmer(ben).await;
        let log = AccessLog::default();
        let open = open_proposals(&mut office.db.read().await.unwrap(), &other, &log).await.unwrap();
        assert!(open[0].has_confirmer && open[0].can_be_confirmed_by(ben) && !open[0].can_be_confirmed_by(ada));
        let before = office.token(eve).await;
        office.confirm(&other, proposal).await.unwrap();
        assert!(office.who(&before).await.is_none(), "the new role begins with a new session");
        assert!(office.has(eve, Role::Prescriber).await);
        assert_eq!(office.confirm(&other, proposal).await, Err(NotDecided::Decided));
        let mut q = office.db.read().await.unwrap();
        let known = person(&mut q, &admin, eve, POLICY.idle, &log, office.now()).await.unwrap();
        drop(q);
        assert_eq!(known.npi.as_deref(), Some("1234567893"));
        let mails = "SELECT count(*) FROM outbox WHERE kind = 'prescriber_confirmed'";
        assert_eq!(office.count(mails).await, 1);
        let past = proposals_of(&mut office.db.read().await.unwrap(), &admin, eve, &log).await.unwrap();
        assert_eq!(past[0].decider.as_deref(), Some("Ben"));

        let token = office.token(eve).await;
        withdraw(&office.db, &office.auditor, &admin, eve, office.now()).await.unwrap().unwrap();
        assert!(!office.who(&token).await.unwrap().roles().has(Role::Prescriber), "at once");
        assert!(matches!(
            withdraw(&office.db, &office.auditor, &admin, eve, office.now()).await,
            Err(clinic::Error::NotFound)
        ));
        let notes = "SELECT count(*) FROM audit_events WHERE subject = 'prescribing_right' AND action <> 'read'";
        assert_eq!(office.count(notes).await, 3);
    }
}

#[tokio::test]
async fn the_database_itself_refuses_one_person() {
    for test in databases("two_people_check").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let eve = office.account("Eve", &[Role::Staff], None).await;
        let proposal = office.proposed(&office.admin(ada).await, eve).await;
        for by in [ada, eve] {
            let mut tx = office.db.begin().await.unwrap();
            let done = tx
                .query(
                    "UPDATE prescriber_proposals SET decided_by = $1, decided_at = $2, confirmed = TRUE WHERE id = $3",
                )
                .bind(by)
                .bind(office.now())
                .bind(proposal)
                .run()
                .await;
            assert!(done.is_err());
        }
    }
}

#[tokio::test]
async fn a_proposal_is_decided_once_however_many_decide() {
    for test in databases("decide_race").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let doc = office.account("Doc", &[Role::Prescriber], None).await;
        let admin = office.admin(ada).await;
        let (ben, doc) = (office.confirmer(ben).await, office.confirmer(doc).await);
        for round in 0..6 {
            let eve = office.account(&format!("Eve {round}"), &[Role::Staff], None).await;
            let licence = Licence { npi: None, ..office.licence() };
            let proposal =
                propose(&office.db, &office.auditor, &admin, eve, licence, office.today(), office.now()).await;
            let proposal = proposal.unwrap().unwrap();
            let (first, second) = tokio::join!(office.confirm(&ben, proposal), async {
                if round % 2 == 0 {
                    office.confirm(&doc, proposal).await.map(drop)
                } else {
                    decline(&office.db, &office.auditor, &doc, proposal, office.now()).await.unwrap()
                }
            });
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
            let decided = first.map(|_| true).unwrap_or(round % 2 == 0);
            assert_eq!(office.has(eve, Role::Prescriber).await, decided);
        }
    }
}

#[tokio::test]
async fn an_expired_licence_gives_no_right() {
    for test in databases("expired_licence").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let eve = office.account("Eve", &[Role::Staff], None).await;
        let admin = office.admin(ada).await;
        let enter = |until| {
            let licence = Licence { until, ..office.licence() };
            let (office, admin) = (&office, &admin);
            async move {
                propose(&office.db, &office.auditor, admin, eve, licence, office.today(), office.now()).await.unwrap()
            }
        };
        let refused = enter(office.today() - Duration::days(1)).await;
        assert_eq!(refused, Err(NotProposed::Licence(vec![LicenceProblem::Expired])));
        let proposal = enter(office.today()).await.unwrap();
        office.clock.advance(Duration::days(1));
        assert_eq!(office.confirm(&office.confirmer(ben).await, proposal).await, Err(NotDecided::Expired));
        let ben = office.confirmer(ben).await;
        decline(&office.db, &office.auditor, &ben, proposal, office.now()).await.unwrap().unwrap();
        let proposal = enter(office.today() + Duration::days(9)).await.unwrap();
        disable(&office.db, &office.auditor, &admin, eve, office.now()).await.unwrap().unwrap();
        assert_eq!(office.confirm(&ben, proposal).await, Err(NotDecided::Disabled));
        assert_eq!(enter(office.today()).await, Err(NotProposed::Disabled));
    }
}

#[tokio::test]
async fn administrators_are_told_of_licences_that_end() {
    for test in databases("ending_licences").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let eve = office.account("Eve", &[Role::Staff], None).await;
        let doc = office.account("Doc", &[Role::Prescriber], None).await;
        let admin = office.admin(ada).await;
        let ending = async || {
            let (log, q) = (AccessLog::default(), &mut office.db.read().await.unwrap());
            let found = ending_licences(q, &office.admin(ada).await, office.today(), &log).await.unwrap();
            found.into_iter().map(|ending| (ending.account, ending.until)).collect::<Vec<_>>()
        };
        let give = async |until| {
            let licence = Licence { until, ..office.licence() };
            let proposal =
                propose(&office.db, &office.auditor, &admin, eve, licence, office.today(), office.now()).await;
            let proposal = proposal.unwrap().unwrap();
            assert_eq!(ending().await, [], "not before another has confirmed it");
            office.confirm(&office.confirmer(ben).await, proposal).await.unwrap();
        };
        let until = office.today() + Duration::days(61);
        give(until).await;
        assert_eq!(ending().await, [], "nor one that was given by the operator, without a licence: {doc}");
        office.clock.advance(Duration::days(1));
        assert_eq!(ending().await, [(eve, until)]);
        office.clock.advance(Duration::days(61));
        assert_eq!(ending().await, [(eve, until)], "expired");
        let admin = office.admin(ada).await;
        withdraw(&office.db, &office.auditor, &admin, eve, office.now()).await.unwrap().unwrap();
        give(office.today() + Duration::days(365)).await;
        assert_eq!(ending().await, [], "the newest counts");
    }
}

#[tokio::test]
async fn an_identifier_leads_to_one_person() {
    for test in databases("npi").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let known = office.practitioner("Dr. Known", Some("1234567893")).await;
        let doc = office.account("Doc", &[Role::Staff], None).await;
        let admin = office.admin(ada).await;
        let proposal = office.proposed(&admin, doc).await;
        office.confirm(&office.confirmer(ben).await, proposal).await.unwrap();
        assert_eq!(office.session(doc).await.practitioner(), Some(known), "the records know them by it");
        let eve = office.account("Eve", &[Role::Staff], None).await;
        let licence = office.licence();
        let taken = propose(&office.db, &office.auditor, &admin, eve, licence, office.today(), office.now()).await;
        assert_eq!(taken.unwrap(), Err(NotProposed::NpiTaken));
        let other = office.practitioner("Dr. Other", Some("1245319599")).await;
        let fay = office.account("Fay", &[Role::Staff], Some(other)).await;
        let licence = Licence { npi: Some("1679576722".to_owned()), ..office.licence() };
        let differs = propose(&office.db, &office.auditor, &admin, fay, licence, office.today(), office.now()).await;
        assert_eq!(differs.unwrap(), Err(NotProposed::NpiDiffers));
    }
}

#[tokio::test]
async fn a_prescriber_without_a_licence_gets_one_from_two_people() {
    for test in databases("licence_later").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        // As the operator makes one: with the role, without a licence and without a clinician of the records.
        let doc = office.account("Doc", &[Role::Prescriber], None).await;
        let (admin, log) = (office.admin(ada).await, AccessLog::default());
        let token = office.token(doc).await;
        let proposal = office.proposed(&admin, doc).await;
        let open = proposals_of(&mut office.db.read().await.unwrap(), &admin, doc, &log).await.unwrap();
        assert!(open[0].prescribes && open[0].can_be_confirmed_by(ben));
        for own in [ada, doc] {
            let own = office.confirmer(own).await;
            assert_eq!(office.confirm(&own, proposal).await, Err(NotDecided::Own), "still two people");
        }
        assert_eq!(office.confirm(&office.confirmer(ben).await, proposal).await, Ok(Confirmed::Licence));
        assert!(office.who(&token).await.is_some(), "nothing is new for the session");
        assert!(office.session(doc).await.practitioner().is_some(), "and the records know them now");
        assert_eq!(office.count("SELECT count(*) FROM outbox WHERE kind = 'prescriber_confirmed'").await, 0);
        let roles = "SELECT count(*) FROM audit_events WHERE subject = 'role'";
        assert_eq!(office.count(roles).await, 0, "no right was given");
        for detail in ["licence proposed", "licence confirmed"] {
            let notes: Vec<(String,)> = office
                .db
                .read()
                .await
                .unwrap()
                .query("SELECT detail FROM audit_events WHERE subject = 'prescribing_right' AND detail = $1")
                .bind(detail.to_owned())
                .all()
                .await
                .unwrap();
            assert_eq!(notes.len(), 1, "{detail}");
        }
    }
}

#[tokio::test]
async fn a_licence_goes_on_until_the_next_is_confirmed() {
    for test in databases("licence_renewed").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let eve = office.account("Eve", &[Role::Staff], None).await;
        let (admin, other) = (office.admin(ada).await, office.confirmer(ben).await);
        let ending = async || {
            let (log, q) = (AccessLog::default(), &mut office.db.read().await.unwrap());
            ending_licences(q, &admin, office.today(), &log)
                .await
                .unwrap()
                .into_iter()
                .map(|one| one.until)
                .collect::<Vec<_>>()
        };
        let enter = async |number: &str, days| {
            let until = office.today() + Duration::days(days);
            let licence = Licence { number: number.to_owned(), until, ..office.licence() };
            propose(&office.db, &office.auditor, &admin, eve, licence, office.today(), office.now()).await.unwrap()
        };
        let first = enter("OLD-1", 30).await.unwrap();
        assert_eq!(office.confirm(&other, first).await, Ok(Confirmed::Right));
        let old = ending().await;
        office.clock.advance(Duration::minutes(1));
        let declined = enter("NEW-0", 400).await.unwrap();
        assert_eq!(enter("NEW-1", 400).await, Err(NotProposed::Waits), "one at a time");
        decline(&office.db, &office.auditor, &other, declined, office.now()).await.unwrap().unwrap();
        assert_eq!(ending().await, old, "what was declined changes nothing");
        office.clock.advance(Duration::minutes(1));
        let second = enter("NEW-2", 400).await.unwrap();
        assert_eq!(ending().await, old, "nor what waits");
        assert_eq!(office.confirm(&other, second).await, Ok(Confirmed::Licence));
        assert_eq!(ending().await, []);
        let past = "SELECT count(*) FROM prescriber_proposals WHERE confirmed = TRUE";
        assert_eq!(office.count(past).await, 2, "the old one stays on file");

        // Who loses the right does not get it back by a licence that still waited.
        let third = enter("NEW-3", 500).await.unwrap();
        withdraw(&office.db, &office.auditor, &admin, eve, office.now()).await.unwrap().unwrap();
        assert_eq!(office.confirm(&other, third).await, Err(NotDecided::Decided));
        assert!(!office.has(eve, Role::Prescriber).await);
    }
}
