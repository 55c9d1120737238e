//! Roles and the right to prescribe on both databases: the last administrator stays, prescribing takes two people.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, NaiveDate, TimeZone as _, Utc};
use clinic::{
    accounts::{
        Admin, Clinician, Confirmer, Prescriber, Role, Session, SessionPolicy, StaffInvitation, Token, invite_staff,
        resolve,
    },
    audit::{AccessLog, Auditor},
    clock::Clock,
    db::{Db, Source as _},
    ids::{AccountId, PatientId, PractitionerId, ProposalId},
    keys::Keys,
    people::{
        Licence, LicenceProblem, NotChanged, NotDecided, NotProposed, Show, confirm, decline, disable, enable,
        end_sessions, ending_licences, give_role, list, open_proposals, person, proposals_of, propose, search,
        take_role, withdraw,
    },
    testing::databases,
};
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) const POLICY: SessionPolicy = SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) };

/// A clinic with people in it, who are signed in without passwords: those are slow on purpose.
pub(crate) struct Office {
    pub db: Db,
    pub clock: Clock,
    pub auditor: Auditor,
    _folder: TempDir,
}

impl Office {
    pub fn new(db: &Db) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::fixed(Utc.with_ymd_and_hms(2026, 11, 1, 5, 30, 0).unwrap());
        let keys = Arc::new(Keys::open(&folder.path().join("keys")).unwrap());
        let auditor = Auditor::start(db, &clock, keys, folder.path().join("audit-head"));
        Self { db: db.clone(), clock, auditor, _folder: folder }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    pub async fn account(&self, name: &str, roles: &[Role], practitioner: Option<PractitionerId>) -> AccountId {
        let id = AccountId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO accounts (id, email, email_key, name, password_hash, practitioner_id, created_at)
             VALUES ($1, $2, $2, $3, '', $4, $5)",
        )
        .bind(id)
        .bind(format!("{}@example.org", name.to_lowercase().replace(' ', ".")))
        .bind(name.to_owned())
        .bind(practitioner)
        .bind(self.now())
        .run()
        .await
        .unwrap();
        for role in roles {
            tx.query("INSERT INTO account_roles (account_id, role) VALUES ($1, $2)")
                .bind(id)
                .bind(*role)
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    pub async fn practitioner(&self, name: &str, npi: Option<&str>) -> PractitionerId {
        let id = PractitionerId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query("INSERT INTO practitioners (id, name, npi, active) VALUES ($1, $2, $3, TRUE)")
            .bind(id)
            .bind(name.to_owned())
            .bind(npi.map(str::to_owned))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn patient(&self, name: &str, number: &str) -> PatientId {
        let id = PatientId::new();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO patients (id, name, name_key, sex, deceased, record_number, active)
             VALUES ($1, $2, $2, 'female', FALSE, $3, TRUE)",
        )
        .bind(id)
        .bind(name.to_owned())
        .bind(number.to_owned())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A new session of someone, with a strong second factor.
    pub async fn token(&self, account: AccountId) -> Token {
        let token =
            Token::parse(&URL_SAFE_NO_PAD.encode([*account.0.as_bytes(), *clinic::ids::new().as_bytes()].concat()));
        let token = token.unwrap();
        let mut tx = self.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO sessions (token_hash, account_id, created_at, last_seen_at, ends_at, id, factor, confirmed_at)
             VALUES ($1, $2, $3, $3, $4, $5, 'totp', $3)",
        )
        .bind(token.hash())
        .bind(account)
        .bind(self.now())
        .bind(self.now() + POLICY.absolute)
        .bind(clinic::ids::new())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        token
    }

    pub async fn who(&self, token: &Token) -> Option<Session> {
        resolve(&mut self.db.read().await.unwrap(), token, POLICY, self.now()).await.unwrap()
    }

    pub async fn session(&self, account: AccountId) -> Session {
        let token = self.token(account).await;
        self.who(&token).await.unwrap()
    }

    pub async fn admin(&self, account: AccountId) -> Admin {
        Admin::try_from(&self.session(account).await).unwrap()
    }

    pub async fn clinician(&self, account: AccountId) -> Clinician {
        Clinician::try_from(&self.session(account).await).unwrap()
    }

    pub async fn confirmer(&self, account: AccountId) -> Confirmer {
        Confirmer::try_from(&self.session(account).await).unwrap()
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        let (count,): (i64,) = self.db.read().await.unwrap().query(sql).one().await.unwrap();
        count
    }

    pub async fn prescriber(&self, account: AccountId) -> Prescriber {
        Prescriber::try_from(&self.session(account).await).unwrap()
    }

    async fn has(&self, account: AccountId, role: Role) -> bool {
        self.session(account).await.roles().has(role)
    }

    fn licence(&self) -> Licence {
        Licence {
            number: "MD-12345".to_owned(),
            issuer: "New York".to_owned(),
            until: self.today() + Duration::days(30),
            npi: Some("1234567893".to_owned()),
        }
    }

    async fn proposed(&self, by: &Admin, account: AccountId) -> ProposalId {
        let licence = self.licence();
        propose(&self.db, &self.auditor, by, account, licence, self.today(), self.now()).await.unwrap().unwrap()
    }

    async fn confirm(&self, by: &Confirmer, proposal: ProposalId) -> Result<(), NotDecided> {
        confirm(&self.db, &self.auditor, by, proposal, self.today(), self.now()).await.unwrap()
    }
}

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
        let noted = "SELECT count(*) FROM audit_events WHERE reason LIKE 'made by someone%' AND action = 'delete'";
        assert_eq!(office.count(noted).await, 4);
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
        withdraw(&office.db, &office.auditor, &admin, eve).await.unwrap().unwrap();
        assert!(!office.who(&token).await.unwrap().roles().has(Role::Prescriber), "at once");
        assert!(matches!(withdraw(&office.db, &office.auditor, &admin, eve).await, Err(clinic::Error::NotFound)));
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
                    office.confirm(&doc, proposal).await
                } else {
                    decline(&office.db, &office.auditor, &doc, proposal, office.now()).await.unwrap()
                }
            });
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
            let decided = first.and(Ok(true)).unwrap_or(round % 2 == 0);
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
        withdraw(&office.db, &office.auditor, &admin, eve).await.unwrap().unwrap();
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
