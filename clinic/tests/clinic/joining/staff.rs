//! Invitations of people who work here.

use super::{BORN, House, RIGHT};
use chrono::Duration;
use clinic::{
    Error,
    accounts::{
        Held, NewAccount, NotInvited, NotJoined, Password, Role, StaffInvitation, add, invite_staff,
        open_staff_invitations, renew_staff_invitation, revoke_staff_invitation,
    },
    audit::{AccessLog, Actor},
    db::Source as _,
    ids::PractitionerId,
    mail::Kind,
    testing::databases,
};

fn doctor() -> StaffInvitation {
    StaffInvitation {
        name: " Ngozi Okafor ".to_owned(),
        email: "Okafor@example.org".to_owned(),
        roles: vec![Role::Staff],
        practitioner: None,
        is_clinician: true,
        language: None,
        on_paper: false,
    }
}

#[tokio::test]
async fn a_doctor_joins_by_mail_as_staff_with_a_name_for_care_teams() {
    for test in databases("doctor").await {
        let house = House::new(&test.db);
        let admin = house.admin().await;
        let issued = invite_staff(&house.db, &house.auditor, &admin, doctor(), house.now()).await.unwrap().unwrap();
        assert!(issued.code.is_none());
        assert_eq!(house.mails(Kind::Invitation).await, 1);
        let log = AccessLog::default();
        let open = open_staff_invitations(&mut house.db.read().await.unwrap(), &admin, &log).await.unwrap();
        assert_eq!((open[0].name.as_str(), open[0].roles.as_str(), open[0].on_paper), ("Ngozi Okafor", "staff", false));
        assert!(open[0].is_clinician && open[0].created_by.is_some());
        assert_eq!(house.count("SELECT count(*) FROM practitioners WHERE active").await, 0, "nobody to choose yet");

        let token = house.join_by_link(issued.id, "").await.unwrap();
        let session = house.who(&token).await.unwrap();
        assert!(session.roles().has(Role::Staff) && !session.roles().has(Role::Prescriber));
        let mut q = house.db.read().await.unwrap();
        let (name,): (String,) = q
            .query("SELECT name FROM practitioners WHERE id = $1 AND active")
            .bind(session.practitioner())
            .one()
            .await
            .unwrap();
        assert_eq!(name, "Ngozi Okafor");
        assert!(open_staff_invitations(&mut q, &admin, &log).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn on_paper_the_code_is_good_only_with_the_address() {
    for test in databases("staff_paper").await {
        let house = House::new(&test.db);
        let admin = house.admin().await;
        let invitation = StaffInvitation { on_paper: true, is_clinician: false, ..doctor() };
        let issued = invite_staff(&house.db, &house.auditor, &admin, invitation, house.now()).await.unwrap().unwrap();
        let code = issued.code.unwrap();
        assert_eq!(house.mails(Kind::Invitation).await, 0);
        assert_eq!(house.join_by_code(&code, BORN, "dana@example.org").await.map(drop), Err(NotJoined::NotRight));
        let by_link = house.join(Held::Link(issued.id), "", "okafor@example.org", None).await.unwrap();
        assert_eq!(by_link.map(drop), Err(NotJoined::NotRight));
        let token = house.join_by_code(&code, "", "okafor@example.org").await.unwrap();
        assert_eq!(house.who(&token).await.unwrap().practitioner(), None);
    }
}

#[tokio::test]
async fn what_takes_two_people_is_given_by_no_invitation() {
    for test in databases("staff_roles").await {
        let house = House::new(&test.db);
        let admin = house.admin().await;
        let try_with = async |change: &dyn Fn(&mut StaffInvitation)| {
            let mut invitation = doctor();
            change(&mut invitation);
            invite_staff(&house.db, &house.auditor, &admin, invitation, house.now()).await.unwrap().err()
        };
        assert_eq!(try_with(&|i| i.roles = vec![Role::Prescriber]).await, Some(NotInvited::Roles));
        assert_eq!(try_with(&|i| i.roles = vec![Role::Staff, Role::Prescriber]).await, Some(NotInvited::Roles));
        assert_eq!(try_with(&|i| i.roles = vec![Role::Patient]).await, Some(NotInvited::Roles));
        assert_eq!(try_with(&|i| i.roles = vec![]).await, Some(NotInvited::Roles));
        assert_eq!(try_with(&|i| i.name = "Ngozi\r\nBcc: x@example.org".to_owned()).await, Some(NotInvited::Name));
        assert_eq!(try_with(&|i| i.email = "a@b.org\r\nBcc: x@example.org".to_owned()).await, Some(NotInvited::Email));
        assert_eq!(try_with(&|i| i.email = "ADA@example.org".to_owned()).await, Some(NotInvited::EmailTaken));
        assert_eq!(
            try_with(&|i| i.practitioner = Some(clinic::ids::PractitionerId::new())).await,
            Some(NotInvited::Practitioner)
        );
        assert_eq!(house.count("SELECT count(*) FROM invitations").await, 0);

        // Not even when the row was changed by hand.
        let issued = invite_staff(&house.db, &house.auditor, &admin, doctor(), house.now()).await.unwrap().unwrap();
        let mut tx = house.db.begin().await.unwrap();
        tx.query("UPDATE invitations SET roles = 'staff prescriber'").run().await.unwrap();
        tx.commit().await.unwrap();
        let token = house.join_by_link(issued.id, "").await.unwrap();
        assert!(!house.who(&token).await.unwrap().roles().has(Role::Prescriber));
    }
}

#[tokio::test]
async fn roles_by_invitation_are_in_the_audit_trail_and_nobody_gives_them_to_themselves() {
    for test in databases("role_rows").await {
        let house = House::new(&test.db);
        let admin = house.admin().await;
        house.account("dana@example.org", &[Role::Staff], None).await;
        let mut q = house.db.read().await.unwrap();
        let made: Vec<(String, Option<String>)> =
            q.query("SELECT role, detail FROM audit_events WHERE subject = 'role' ORDER BY id").all().await.unwrap();
        let row = |role: &str, note: &str| (role.to_owned(), Some(note.to_owned()));
        assert_eq!(made, [row("operator", "admin"), row("operator", "staff")], "at the command line");
        drop(q);

        let issue = async |email: &str| {
            let roles = vec![Role::Staff, Role::Pharmacist];
            let invitation = StaffInvitation { email: email.to_owned(), roles, is_clinician: false, ..doctor() };
            invite_staff(&house.db, &house.auditor, &admin, invitation, house.now()).await.unwrap().unwrap().id
        };
        let (first, second) = (issue("okafor@example.org").await, issue("other@example.org").await);
        let own = house.join(Held::Link(second), "", "", Some(house.person("ada@example.org").await)).await.unwrap();
        assert_eq!(own.map(drop), Err(NotJoined::NotTheirs));
        assert!(!house.session("ada@example.org").await.roles().has(Role::Staff));
        house.join_by_link(first, "").await.unwrap();
        let dana = house.person("dana@example.org").await;
        house.join(Held::Link(second), "", "", Some(dana.clone())).await.unwrap().unwrap();
        let new = "SELECT count(*) FROM audit_events WHERE subject = 'role' AND action = 'create' AND role = 'staff'";
        assert_eq!(house.count(new).await, 3, "two for someone new, one for who was staff already");
        let mut q = house.db.read().await.unwrap();
        let gained: Vec<(Option<String>,)> = q
            .query("SELECT detail FROM audit_events WHERE subject = 'role' AND account_id = $1 AND subject_id = $1")
            .bind(dana.account())
            .all()
            .await
            .unwrap();
        assert_eq!(gained, [(Some("pharmacist".to_owned()),)]);
    }
}

#[tokio::test]
async fn a_clinician_has_one_account() {
    for test in databases("one_clinician").await {
        let house = House::new(&test.db);
        let admin = house.admin().await;
        let issue = async |email: &str, practitioner| {
            let invitation = StaffInvitation { email: email.to_owned(), practitioner, ..doctor() };
            invite_staff(&house.db, &house.auditor, &admin, invitation, house.now()).await.unwrap().unwrap()
        };
        issue("okafor@example.org", None).await;
        let mut q = house.db.read().await.unwrap();
        let (practitioner,): (PractitionerId,) = q.query("SELECT id FROM practitioners").one().await.unwrap();
        drop(q);
        let first = issue("first@example.org", Some(practitioner)).await;
        let second = issue("second@example.org", Some(practitioner)).await;
        let third = issue("third@example.org", Some(practitioner)).await;
        house.join_by_link(first.id, "").await.unwrap();
        assert_eq!(house.join_by_link(second.id, "").await.map(drop), Err(NotJoined::HasOne), "someone new");
        house.account("dana@example.org", &[Role::Staff], None).await;
        let dana = house.person("dana@example.org").await;
        let known = house.join(Held::Link(third.id), "", "", Some(dana)).await.unwrap();
        assert_eq!(known.map(drop), Err(NotJoined::HasOne), "someone with an account");
        let new = NewAccount {
            email: "fay@example.org".to_owned(),
            name: "Fay Example".to_owned(),
            password: Password::chosen(RIGHT, "fay@example.org").unwrap(),
            roles: vec![Role::Staff],
            language: None,
            patient: None,
            practitioner: Some(practitioner),
        };
        let added = add(&house.db, &house.auditor, Actor::operator(), new, house.now()).await;
        assert!(matches!(added, Err(Error::Invalid(_))), "at the command line");
        assert_eq!(house.count("SELECT count(*) FROM accounts WHERE practitioner_id IS NOT NULL").await, 1);
        assert_eq!(house.count("SELECT count(*) FROM invitations WHERE used_at IS NOT NULL").await, 1);
    }
}

#[tokio::test]
async fn renewing_and_taking_back_end_the_earlier_one() {
    for test in databases("staff_renewal").await {
        let house = House::new(&test.db);
        let admin = house.admin().await;
        let first = invite_staff(&house.db, &house.auditor, &admin, doctor(), house.now()).await.unwrap().unwrap();
        house.clock.advance(Duration::days(31));
        assert_eq!(house.join_by_link(first.id, "").await.map(drop), Err(NotJoined::NotRight), "expired");
        let second = renew_staff_invitation(&house.db, &house.auditor, &admin, first.id, house.now()).await.unwrap();
        assert!(renew_staff_invitation(&house.db, &house.auditor, &admin, first.id, house.now()).await.is_err());
        assert_eq!(house.mails(Kind::Invitation).await, 2);
        let third = invite_staff(&house.db, &house.auditor, &admin, doctor(), house.now()).await.unwrap().unwrap();
        assert_eq!(house.join_by_link(second.id, "").await.map(drop), Err(NotJoined::NotRight), "replaced");
        revoke_staff_invitation(&house.db, &house.auditor, &admin, third.id, house.now()).await.unwrap();
        assert!(revoke_staff_invitation(&house.db, &house.auditor, &admin, third.id, house.now()).await.is_err());
        assert_eq!(house.join_by_link(third.id, "").await.map(drop), Err(NotJoined::NotRight));
    }
}
