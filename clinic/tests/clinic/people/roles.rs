//! Roles are given and taken; somebody stays an administrator.

use super::Office;
use clinic::{
    Error,
    accounts::{Admin, Role, StaffInvitation, invite_staff, renew_staff_invitation},
    audit::AccessLog,
    db::Source as _,
    ids::AccountId,
    people::{
        Licence, NotChanged, NotDecided, Show, disable, enable, end_sessions, give_role, list, propose, search,
        take_role,
    },
    testing::databases,
};

#[tokio::test]
async fn roles_are_given_and_taken_and_count_at_once() {
    for test in databases("roles").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let dana = office.account("Dana", &[Role::Staff], None).await;
        let (admin, token) = (office.admin(ada).await, office.token(dana).await);
        let change = |role, give: bool| {
            let (office, admin) = (&office, &admin);
            async move {
                if give {
                    give_role(&office.db, &office.auditor, admin, dana, role).await.unwrap()
                } else {
                    take_role(&office.db, &office.auditor, admin, dana, role, office.now()).await.unwrap()
                }
            }
        };
        change(Role::Pharmacist, true).await.unwrap();
        change(Role::Pharmacist, true).await.unwrap();
        assert!(office.who(&token).await.unwrap().roles().has(Role::Pharmacist), "with the next request");
        change(Role::Staff, false).await.unwrap();
        assert!(!office.who(&token).await.unwrap().roles().has(Role::Staff));
        for role in [Role::Patient, Role::Prescriber] {
            assert_eq!(change(role, true).await, Err(NotChanged::NotGiven));
            assert_eq!(change(role, false).await, Err(NotChanged::NotGiven));
        }
        let own = take_role(&office.db, &office.auditor, &admin, ada, Role::Admin, office.now()).await.unwrap();
        assert_eq!(own, Err(NotChanged::Own));
        let own = give_role(&office.db, &office.auditor, &admin, ada, Role::Staff).await.unwrap();
        assert_eq!(own, Err(NotChanged::Own));
        let unknown = give_role(&office.db, &office.auditor, &admin, AccountId::new(), Role::Staff).await;
        assert!(matches!(unknown, Err(clinic::Error::NotFound)));
        assert_eq!(office.count("SELECT count(*) FROM audit_events WHERE subject = 'role'").await, 2);
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for test in databases("last_admin").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let (by_ada, by_ben) = (office.admin(ada).await, office.admin(ben).await);
        disable(&office.db, &office.auditor, &by_ada, ben, office.now()).await.unwrap().unwrap();
        // Whoever is disabled has no session; a request under way is what is left of them.
        let taken = take_role(&office.db, &office.auditor, &by_ben, ada, Role::Admin, office.now()).await.unwrap();
        assert_eq!(taken, Err(NotChanged::LastAdmin));
        let disabled = disable(&office.db, &office.auditor, &by_ben, ada, office.now()).await.unwrap();
        assert_eq!(disabled, Err(NotChanged::LastAdmin));
        assert!(office.has(ada, Role::Admin).await);
        enable(&office.db, &office.auditor, &by_ada, ben).await.unwrap();
        assert!(office.has(ben, Role::Admin).await);
        let own = disable(&office.db, &office.auditor, &by_ada, ada, office.now()).await.unwrap();
        assert_eq!(own, Err(NotChanged::Own));
    }
}

#[tokio::test]
async fn what_an_administrator_offered_ends_with_their_right() {
    for test in databases("offers").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let ben = office.account("Ben", &[Role::Admin], None).await;
        let eve = office.account("Eve", &[Role::Staff], None).await;
        let by_ada = office.admin(ada).await;
        let offer = async |by: &Admin, email: &str| {
            let invitation = StaffInvitation {
                name: "Fay Example".to_owned(),
                email: email.to_owned(),
                roles: vec![Role::Admin],
                practitioner: None,
                is_clinician: false,
                language: None,
                on_paper: true,
            };
            invite_staff(&office.db, &office.auditor, by, invitation, office.now()).await.unwrap().unwrap();
        };
        let open = "SELECT count(*) FROM invitations WHERE revoked_at IS NULL";
        offer(&by_ada, "own@example.org").await;
        for disabling in [true, false] {
            let by_ben = office.admin(ben).await;
            offer(&by_ben, "fay@example.org").await;
            let proposal = office.proposed(&by_ben, eve).await;
            assert_eq!(office.count(open).await, 2);
            if disabling {
                disable(&office.db, &office.auditor, &by_ada, ben, office.now()).await.unwrap().unwrap();
                enable(&office.db, &office.auditor, &by_ada, ben).await.unwrap();
            } else {
                let (db, auditor) = (&office.db, &office.auditor);
                take_role(db, auditor, &by_ada, ben, Role::Admin, office.now()).await.unwrap().unwrap();
            }
            assert_eq!(office.count(open).await, 1, "only another's is open");
            assert_eq!(office.confirm(&office.confirmer(ada).await, proposal).await, Err(NotDecided::Decided));
        }
        assert_eq!(office.count("SELECT count(*) FROM prescriber_proposals WHERE confirmed = FALSE").await, 2);
        let noted = "SELECT count(*) FROM audit_events WHERE detail LIKE 'made by someone%' AND action = 'delete'";
        assert_eq!(office.count(noted).await, 4);
    }
}

#[tokio::test]
async fn nobody_invites_while_they_lose_the_right_to() {
    for test in databases("offer_race").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let by_ada = office.admin(ada).await;
        let invitation = |email: String| StaffInvitation {
            name: "Fay Example".to_owned(),
            email,
            roles: vec![Role::Admin],
            practitioner: None,
            is_clinician: false,
            language: None,
            on_paper: true,
        };
        let (db, auditor, now) = (&office.db, &office.auditor, office.now());
        for round in 0..8 {
            let ben = office.account(&format!("Ben {round}"), &[Role::Admin], None).await;
            let by_ben = office.admin(ben).await;
            let before = invitation(format!("before{round}@example.org"));
            let open = invite_staff(db, auditor, &by_ben, before, now).await.unwrap().unwrap().id;
            let eve = office.account(&format!("Eve {round}"), &[Role::Staff], None).await;
            let licence = Licence { npi: None, ..office.licence() };
            let (invited, renewed, proposed, ended) = tokio::join!(
                invite_staff(db, auditor, &by_ben, invitation(format!("fay{round}@example.org")), now),
                renew_staff_invitation(db, auditor, &by_ben, open, now),
                propose(db, auditor, &by_ben, eve, licence.clone(), office.today(), now),
                async {
                    if round % 2 == 0 {
                        disable(db, auditor, &by_ada, ben, now).await
                    } else {
                        take_role(db, auditor, &by_ada, ben, Role::Admin, now).await
                    }
                },
            );
            ended.unwrap().unwrap();
            assert!(matches!(invited, Ok(Ok(_)) | Err(Error::NotPermitted)), "before it or not at all");
            assert!(matches!(renewed, Ok(_) | Err(Error::NotPermitted)), "before it or not at all");
            assert!(matches!(proposed, Ok(Ok(_)) | Err(Error::NotPermitted)), "before it or not at all");
            let open = "SELECT count(*) FROM invitations WHERE used_at IS NULL AND revoked_at IS NULL";
            assert_eq!(office.count(open).await, 0, "round {round}");
            let open = "SELECT count(*) FROM prescriber_proposals WHERE decided_at IS NULL";
            assert_eq!(office.count(open).await, 0, "round {round}");
            let again = invite_staff(db, auditor, &by_ben, invitation("late@example.org".to_owned()), now).await;
            assert!(matches!(again, Err(Error::NotPermitted)), "the proof from before is worth nothing");
            let again = propose(db, auditor, &by_ben, eve, licence, office.today(), now).await;
            assert!(matches!(again, Err(Error::NotPermitted)), "the proof from before is worth nothing");
        }
    }
}

#[tokio::test]
async fn two_administrators_cannot_end_one_another_at_once() {
    for test in databases("last_admin_race").await {
        let office = Office::new(&test.db);
        for round in 0..6 {
            let ada = office.account(&format!("Ada {round}"), &[Role::Admin], None).await;
            let ben = office.account(&format!("Ben {round}"), &[Role::Admin], None).await;
            let (by_ada, by_ben) = (office.admin(ada).await, office.admin(ben).await);
            let (first, second) = tokio::join!(
                async {
                    take_role(&office.db, &office.auditor, &by_ada, ben, Role::Admin, office.now()).await.unwrap()
                },
                async {
                    if round % 2 == 0 {
                        take_role(&office.db, &office.auditor, &by_ben, ada, Role::Admin, office.now()).await.unwrap()
                    } else {
                        disable(&office.db, &office.auditor, &by_ben, ada, office.now()).await.unwrap()
                    }
                },
            );
            assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1, "{first:?} {second:?}");
            let left = "SELECT count(*) FROM account_roles r JOIN accounts a ON a.id = r.account_id
                        WHERE r.role = 'admin' AND a.disabled_at IS NULL";
            assert_eq!(office.count(left).await, 1);
            let mut tx = office.db.begin().await.unwrap();
            tx.query("DELETE FROM account_roles").run().await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn people_are_found_and_signed_out() {
    for test in databases("find_people").await {
        let office = Office::new(&test.db);
        let ada = office.account("Ada", &[Role::Admin], None).await;
        let jose = office.account("José Núñez", &[Role::Staff], None).await;
        let rosa = office.account("Rosa", &[Role::Patient], None).await;
        let admin = office.admin(ada).await;
        let log = AccessLog::default();
        let mut q = office.db.read().await.unwrap();
        let find = async |q: &mut _, text: &str| {
            let found = search(q, &admin, text, 50, &log).await.unwrap();
            found.map(|found| found.into_iter().map(|row| row.id).collect::<Vec<_>>())
        };
        assert_eq!(find(&mut q, "nunez").await, Some(vec![jose]));
        assert_eq!(find(&mut q, "ROSA@example.org ").await, Some(vec![rosa]), "by the whole address only");
        assert_eq!(find(&mut q, "rosa").await, Some(vec![]));
        assert_eq!(find(&mut q, " ").await, None);
        let count = async |q: &mut _, show| list(q, &admin, show, None, 50, &log).await.unwrap().rows.len();
        assert_eq!(count(&mut q, Show::Workers).await, 2);
        assert_eq!(count(&mut q, Show::Only(Role::Patient)).await, 1);
        assert_eq!(count(&mut q, Show::Only(Role::Staff)).await, 1);
        assert_eq!(count(&mut q, Show::Everyone).await, 3);
        let first = list(&mut q, &admin, Show::Workers, None, 1, &log).await.unwrap();
        let next = first.next.map(AccountId);
        let second = list(&mut q, &admin, Show::Workers, next, 1, &log).await.unwrap();
        assert_eq!((first.rows[0].id, second.rows[0].id, second.next), (ada, jose, None));
        drop(q);
        let token = office.token(jose).await;
        end_sessions(&office.db, &office.auditor, &admin, jose).await.unwrap();
        assert!(office.who(&token).await.is_none());
    }
}
