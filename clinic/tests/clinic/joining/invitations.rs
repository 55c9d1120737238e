//! Invitations of patients and helpers.

use super::{ANOTHER, BORN, House, RIGHT};
use chrono::Duration;
use clinic::{
    Error,
    accounts::{
        Acceptance, Held, Invitee, Joiner, NotJoined, Password, Patient, Role, Standing, accept, invite,
        invite_by_mail, landing, new_code, revoke_invitation,
    },
    audit::Actor,
    db::Source as _,
    ids::InvitationId,
    mail::Kind,
    testing::databases,
};

#[tokio::test]
async fn a_letter_opens_one_record_once_with_the_right_birth_date() {
    for test in databases("letter").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let by = Actor::operator();
        let old = invite(&house.db, &house.auditor, by.clone(), patient, house.now()).await.unwrap();
        let invitation = invite(&house.db, &house.auditor, by.clone(), patient, house.now()).await.unwrap();

        let refused = Err(NotJoined::NotRight);
        let rosa = "rosa@example.org";
        assert_eq!(house.join_by_code(&old.code, BORN, rosa).await.map(drop), refused, "replaced");
        assert_eq!(house.join_by_code(&invitation.code, "1968-03-15", rosa).await.map(drop), refused);
        assert_eq!(house.join_by_code(&invitation.code, "", rosa).await.map(drop), refused);
        let token = house.join_by_code(&invitation.code.to_lowercase(), BORN, rosa).await.unwrap();
        let session = house.who(&token).await.unwrap();
        assert_eq!(Patient::try_from(&session).unwrap().patient(), patient);
        assert_eq!(session.name(), "Rosa Delgado");
        assert_eq!(house.join_by_code(&invitation.code, BORN, "other@example.org").await.map(drop), refused, "used");
        let again = invite(&house.db, &house.auditor, by, patient, house.now()).await;
        assert!(matches!(again, Err(Error::Invalid(_))));
        // The address was typed, so it is still to be confirmed.
        assert_eq!(house.mails(Kind::EmailVerification).await, 1);
        assert_eq!(house.count("SELECT count(*) FROM accounts WHERE email_verified_at IS NOT NULL").await, 0);
    }
}

#[tokio::test]
async fn a_letter_expires_to_the_second_and_a_taken_address_does_not_use_it_up() {
    for test in databases("letter_expiry").await {
        let house = House::new(&test.db);
        house.account("ada@example.org", &[Role::Staff], None).await;
        let patient = house.patient(BORN).await;
        let invitation = invite(&house.db, &house.auditor, Actor::operator(), patient, house.now()).await.unwrap();
        let taken = house.join_by_code(&invitation.code, BORN, "ADA@example.org").await.map(drop);
        assert_eq!(taken, Err(NotJoined::EmailTaken));
        house.clock.advance(Duration::days(30) - Duration::seconds(1));
        assert!(house.join_by_code(&invitation.code, BORN, "rosa@example.org").await.is_ok());

        let other = house.patient("1970-01-02").await;
        let invitation = invite(&house.db, &house.auditor, Actor::operator(), other, house.now()).await.unwrap();
        house.clock.advance(Duration::days(30));
        assert_eq!(house.now(), invitation.expires_at);
        let late = house.join_by_code(&invitation.code, "1970-01-02", "late@example.org").await;
        assert_eq!(late.map(drop), Err(NotJoined::NotRight));
    }
}

#[tokio::test]
async fn a_mailed_link_is_good_with_the_birth_date_and_proves_the_address() {
    for test in databases("link").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let by = Actor::operator();
        assert!(
            invite_by_mail(&house.db, &house.auditor, by.clone(), patient, "a@b\r\nBcc: c@d.org", house.now())
                .await
                .is_err()
        );
        let id =
            invite_by_mail(&house.db, &house.auditor, by, patient, " Rosa@example.org ", house.now()).await.unwrap();
        assert_eq!(house.mails(Kind::Invitation).await, 1);
        let found = landing(&mut house.db.read().await.unwrap(), id, house.now()).await.unwrap().unwrap();
        assert_eq!((found.invitee, found.standing), (Invitee::Patient, Standing::Open));
        assert_eq!((found.name, found.email.as_str(), found.is_known), (None, "Rosa@example.org", false));

        assert_eq!(house.join_by_link(id, "1968-03-13").await.map(drop), Err(NotJoined::NotRight));
        assert_eq!(house.join_by_link(InvitationId::new(), BORN).await.map(drop), Err(NotJoined::NotRight));
        let token = house.join_by_link(id, BORN).await.unwrap();
        assert_eq!(house.who(&token).await.unwrap().email(), "Rosa@example.org");
        assert_eq!(house.count("SELECT count(*) FROM accounts WHERE email_verified_at IS NOT NULL").await, 1);
        assert_eq!(house.join_by_link(id, BORN).await.map(drop), Err(NotJoined::NotRight), "used");
        let found = landing(&mut house.db.read().await.unwrap(), id, house.now()).await.unwrap().unwrap();
        assert_eq!(found.standing, Standing::Used);
    }
}

#[tokio::test]
async fn a_link_never_opens_what_was_printed() {
    for test in databases("link_of_letter").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let letter = invite(&house.db, &house.auditor, Actor::operator(), patient, house.now()).await.unwrap();
        assert!(landing(&mut house.db.read().await.unwrap(), letter.id, house.now()).await.unwrap().is_none());
        assert_eq!(house.join_by_link(letter.id, BORN).await.map(drop), Err(NotJoined::NotRight));
    }
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_is_over() {
    for test in databases("taken_back").await {
        let house = House::new(&test.db);
        let (patient, other) = (house.patient(BORN).await, house.patient("1970-01-02").await);
        let by = Actor::operator();
        let letter = invite(&house.db, &house.auditor, by.clone(), patient, house.now()).await.unwrap();
        let revoke = async |patient| {
            revoke_invitation(&house.db, &house.auditor, by.clone(), patient, letter.id, house.now()).await.unwrap()
        };
        assert!(!revoke(other).await, "it belongs to another record");
        assert!(revoke(patient).await);
        assert!(!revoke(patient).await);
        let late = house.join_by_code(&letter.code, BORN, "rosa@example.org").await;
        assert_eq!(late.map(drop), Err(NotJoined::NotRight));
    }
}

#[tokio::test]
async fn birth_dates_cannot_be_found_by_trying() {
    for test in databases("trying").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let id = invite_by_mail(&house.db, &house.auditor, Actor::operator(), patient, "r@example.org", house.now())
            .await
            .unwrap();
        let (mut wrong, mut waited) = (0, 0);
        for day in 1..=28 {
            match house.join_by_link(id, &format!("1968-02-{day:02}")).await.map(drop) {
                Err(NotJoined::NotRight) => wrong += 1,
                Err(NotJoined::Wait { .. }) => waited += 1,
                other => panic!("{other:?}"),
            }
            house.clock.advance(Duration::minutes(16));
            if house.count("SELECT count(*) FROM invitations WHERE revoked_at IS NOT NULL").await > 0 {
                break;
            }
        }
        assert_eq!((wrong, waited), (10, 0));
        assert_eq!(house.join_by_link(id, BORN).await.map(drop), Err(NotJoined::NotRight), "it has ended");
    }
}

#[tokio::test]
async fn one_network_trying_many_codes_is_slowed_down() {
    for test in databases("codes").await {
        let house = House::new(&test.db);
        for _ in 0..21 {
            let guess = house.join_by_code(&new_code(), BORN, "rosa@example.org").await;
            assert_eq!(guess.map(drop), Err(NotJoined::NotRight));
        }
        let next = house.join_by_code(&new_code(), BORN, "rosa@example.org").await;
        assert!(matches!(next, Err(NotJoined::Wait { .. })));
    }
}

#[tokio::test]
async fn who_has_an_account_adds_the_record_to_it() {
    for test in databases("known").await {
        let house = House::new(&test.db);
        house.account("ada@example.org", &[Role::Staff], None).await;
        let ada = house.person("ada@example.org").await;
        let (patient, other) = (house.patient(BORN).await, house.patient("1970-01-02").await);
        let by = Actor::operator();
        let id =
            invite_by_mail(&house.db, &house.auditor, by.clone(), patient, "x@example.org", house.now()).await.unwrap();
        let joined = house.join(Held::Link(id), BORN, "", Some(ada.clone())).await.unwrap().unwrap();
        assert!(joined.token.is_none());
        let session = house.session("ada@example.org").await;
        assert!(session.roles().has(Role::Patient) && session.roles().has(Role::Staff));
        assert_eq!(session.patient(), Some(patient));

        let second = invite(&house.db, &house.auditor, by, other, house.now()).await.unwrap();
        let answer = house.join(Held::Code(second.code), "1970-01-02", "", Some(ada)).await.unwrap();
        assert_eq!(answer.map(drop), Err(NotJoined::HasOne), "one account, one record");
        assert_eq!(house.count("SELECT count(*) FROM invitations WHERE used_at IS NULL").await, 1);
    }
}

#[tokio::test]
async fn a_helper_gets_an_account_without_roles() {
    for test in databases("helper").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let (helper, id) = house.helper(patient, Some("luis@example.org"), None).await;
        let found = landing(&mut house.db.read().await.unwrap(), id, house.now()).await.unwrap().unwrap();
        assert_eq!((found.name.as_deref(), found.helps.as_deref()), (Some("Luis Delgado"), Some("Rosa")));
        let token = house.join_by_link(id, "").await.unwrap();
        let session = house.who(&token).await.unwrap();
        assert_eq!(session.roles().iter().count(), 0);
        assert_eq!((session.name(), session.patient()), ("Luis Delgado", None));
        assert_eq!(house.mails(Kind::HelperAdded).await, 1);
        let mut q = house.db.read().await.unwrap();
        let (account,): (clinic::ids::AccountId,) = q
            .query("SELECT account_id FROM helpers WHERE id = $1 AND accepted_at IS NOT NULL")
            .bind(helper)
            .one()
            .await
            .unwrap();
        assert_eq!(account, session.account());
    }
}

#[tokio::test]
async fn who_comes_to_help_is_named_a_helper_whatever_else_they_are() {
    for test in databases("helper_known").await {
        let house = House::new(&test.db);
        let (rosa, luis) = (house.patient(BORN).await, house.patient("1990-01-02").await);
        house.account("luis@example.org", &[Role::Patient], Some(luis)).await;
        house.account("dana@example.org", &[Role::Staff], None).await;
        for email in ["luis@example.org", "dana@example.org"] {
            let (_, id) = house.helper(rosa, Some(email), None).await;
            let by = house.person(email).await;
            house.join(Held::Link(id), "", "", Some(by)).await.unwrap().unwrap();
        }
        let mut q = house.db.read().await.unwrap();
        let noted: Vec<(String,)> = q
            .query("SELECT role FROM audit_events WHERE subject = 'invitation' AND patient_id = $1")
            .bind(rosa)
            .all()
            .await
            .unwrap();
        assert_eq!(noted, [("helper".to_owned(),), ("helper".to_owned(),)]);
    }
}

#[tokio::test]
async fn nobody_makes_themselves_a_guardian_or_a_child_s_record_their_own() {
    for test in databases("helper_own").await {
        let house = House::new(&test.db);
        let rosa = house.patient(BORN).await;
        house.account("dana@example.org", &[Role::Staff], None).await;
        house.account("eva@example.org", &[Role::Staff], None).await;
        let (dana, eva) = (house.person("dana@example.org").await, house.person("eva@example.org").await);
        let (helper, id) = house.helper(rosa, Some("dana@example.org"), None).await;
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE helpers SET basis = 'guardian', created_by = $1").bind(dana.account()).run().await.unwrap();
        tx.commit().await.unwrap();
        let join = async |id, born, by| house.join(Held::Link(id), born, "", Some(by)).await.unwrap().map(drop);
        assert_eq!(join(id, "", dana.clone()).await, Err(NotJoined::NotTheirs), "who entered it");
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE helpers SET created_by = $1 WHERE id = $2")
            .bind(eva.account())
            .bind(helper)
            .run()
            .await
            .unwrap();
        tx.query("UPDATE invitations SET created_by = $1").bind(dana.account()).run().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(join(id, "", dana.clone()).await, Err(NotJoined::NotTheirs), "who issued it anew");
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE invitations SET created_by = $1").bind(eva.account()).run().await.unwrap();
        tx.commit().await.unwrap();
        join(id, "", dana.clone()).await.unwrap();

        let by = Actor::operator();
        let own = invite_by_mail(&house.db, &house.auditor, by, rosa, "x@example.org", house.now()).await.unwrap();
        assert_eq!(join(own, BORN, dana.clone()).await, Err(NotJoined::NotTheirs), "a guardian");
        assert_eq!(house.session("dana@example.org").await.patient(), None);
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE helpers SET revoked_at = $1").bind(house.now()).run().await.unwrap();
        tx.commit().await.unwrap();
        join(own, BORN, dana).await.unwrap();
    }
}

#[tokio::test]
async fn a_letter_for_a_helper_needs_its_second_half() {
    for test in databases("helper_letter").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let (with, without) = (new_code(), new_code());
        house.helper(patient, Some("luis@example.org"), Some(&with)).await;
        house.helper(patient, None, Some(&without)).await;
        let refused = Err(NotJoined::NotRight);
        assert_eq!(house.join_by_code(&with, BORN, "somebody@example.org").await.map(drop), refused);
        assert_eq!(house.join_by_code(&without, "", "luis@example.org").await.map(drop), refused);
        assert_eq!(house.join_by_code(&without, "1968-03-15", "eva@example.org").await.map(drop), refused);
        assert!(house.join_by_code(&with, "", "LUIS@example.org").await.is_ok());
        assert!(house.join_by_code(&without, BORN, "eva@example.org").await.is_ok());
    }
}

#[tokio::test]
async fn a_helper_who_was_turned_away_comes_too_late_and_nobody_helps_themselves() {
    for test in databases("helper_revoked").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        house.account("rosa@example.org", &[Role::Patient], Some(patient)).await;
        let (_, own) = house.helper(patient, Some("x@example.org"), None).await;
        let rosa = house.person("rosa@example.org").await;
        let answer = house.join(Held::Link(own), "", "", Some(rosa)).await.unwrap();
        assert_eq!(answer.map(drop), Err(NotJoined::HasOne));

        let (_, id) = house.helper(patient, Some("luis@example.org"), None).await;
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE helpers SET revoked_at = $1").bind(house.now()).run().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.join_by_link(id, "").await.map(drop), Err(NotJoined::NotRight));
        assert_eq!(house.count("SELECT count(*) FROM accounts").await, 1);
        assert_eq!(house.mails(Kind::HelperAdded).await, 0);
    }
}

#[tokio::test]
async fn the_name_in_the_record_is_no_password() {
    for test in databases("weak").await {
        let house = House::new(&test.db);
        let patient = house.patient(BORN).await;
        let letter = invite(&house.db, &house.auditor, Actor::operator(), patient, house.now()).await.unwrap();
        let with = |code: &str, password: &str| Acceptance {
            held: Held::Code(code.to_owned()),
            born: BORN.parse().ok(),
            email: "r@example.org".to_owned(),
            joiner: Joiner::New { password: Password::typed(password), language: None },
            clinic: "Verbena Family Clinic".to_owned(),
            address: "192.0.2.1".parse().unwrap(),
            user_agent: None,
        };
        let go = async |given| {
            accept(&house.db, &house.clock, &house.keys, &house.auditor, super::POLICY, given).await.unwrap()
        };
        let weak = go(with(&letter.code, "RosaDelgado1968")).await.map(drop);
        assert!(matches!(weak, Err(NotJoined::Weak(_))), "{weak:?}");
        // Whoever lacks the key learns nothing of the name.
        assert_eq!(go(with(&new_code(), "RosaDelgado1968")).await.map(drop), Err(NotJoined::NotRight));
        assert!(go(with(&letter.code, ANOTHER)).await.is_ok());
        assert!(house.sign_in("r@example.org", RIGHT).await.is_err());
    }
}
