//! Administrators at work, through the real router: roles, invitations, the right to prescribe by two people.

use super::support::{Answer, Clinic, PASSWORD, clinics, count};
use clinic::{
    accounts::{NewAccount, Password, Role, add},
    audit::Actor,
    db::Source as _,
};
use uuid::Uuid;

impl Clinic {
    /// Someone else who signs in: `name@example.org`.
    async fn worker(&self, name: &str, roles: &[Role]) -> Uuid {
        let email = format!("{name}@example.org");
        let new = NewAccount {
            password: Password::chosen(PASSWORD, &email).unwrap(),
            email,
            name: format!("Dr. {name}"),
            roles: roles.to_vec(),
            language: None,
            patient: None,
            practitioner: None,
        };
        let portal = &self.portal;
        add(&portal.db, &portal.auditor, Actor::operator(), new, portal.clock.now()).await.unwrap().0
    }

    async fn id_by_email(&self, email: &str) -> Uuid {
        let mut q = self.portal.db.read().await.unwrap();
        let (id,): (Uuid,) =
            q.query("SELECT id FROM accounts WHERE email_key = $1").bind(email.to_owned()).one().await.unwrap();
        id
    }

    async fn as_seen(&self, path: &str, cookie: &str) -> Answer {
        self.get(path, &[("cookie", cookie)]).await
    }
}

#[tokio::test]
async fn a_role_counts_with_the_next_click() {
    for clinic in clinics("give_role").await {
        let clinic = clinic.with_people().await;
        let (admin, staff) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Staff).await);
        let pharmacist = clinic.id_by_email("pharmacist@example.org").await;
        let dispensing = clinic.sign_in(Role::Pharmacist).await;
        let path = format!("/people/{pharmacist}/roles");
        assert_eq!(clinic.as_seen("/patients", &dispensing).await.status, 404);
        for (cookie, to) in [("", "/sign-in"), (staff.as_str(), "")] {
            let refused = clinic.post(&path, cookie, "role=staff&give=true").await;
            assert_eq!(refused.header("location"), to);
            assert!(to == "/sign-in" || refused.status == 404);
        }
        assert_eq!(clinic.as_seen("/patients", &dispensing).await.status, 404);
        let given = clinic.post(&path, &admin, "role=staff&give=true").await;
        assert_eq!(given.header("location"), format!("/people/{pharmacist}"));
        assert_eq!(clinic.as_seen("/patients", &dispensing).await.status, 200);
        clinic.post(&path, &admin, "role=staff&give=false").await;
        assert_eq!(clinic.as_seen("/patients", &dispensing).await.status, 404);
        for wrong in ["role=prescriber&give=true", "role=patient&give=true"] {
            assert_eq!(clinic.post(&path, &admin, wrong).await.status, 422, "{wrong}");
        }
        assert_eq!(clinic.post(&path, &admin, "role=king&give=true").await.status, 404);
        let own = clinic.id_by_email("admin@example.org").await;
        let refused = clinic.post(&format!("/people/{own}/roles"), &admin, "role=admin&give=false").await;
        assert_eq!(refused.status, 422);
        let refused = clinic.post(&format!("/people/{own}/state"), &admin, "active=false").await;
        assert_eq!(refused.status, 422);
        let nobody = format!("/people/{}", Uuid::nil());
        assert_eq!(clinic.as_seen(&nobody, &admin).await.status, 404);
    }
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once_and_comes_back() {
    for clinic in clinics("disable").await {
        let clinic = clinic.with_people().await;
        let (admin, staff) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Staff).await);
        let id = clinic.id_by_email("staff@example.org").await;
        assert_eq!(clinic.post(&format!("/people/{id}/state"), &admin, "active=false").await.status, 303);
        assert!(!clinic.is_signed_in(&staff).await);
        assert_eq!(clinic.try_sign_in("staff@example.org", PASSWORD).await.status, 422);
        assert_eq!(clinic.post(&format!("/people/{id}/state"), &admin, "active=true").await.status, 303);
        let staff = clinic.sign_in(Role::Staff).await;
        assert!(clinic.is_signed_in(&staff).await);
        assert_eq!(clinic.post(&format!("/people/{id}/sessions"), &admin, "").await.status, 303);
        assert!(!clinic.is_signed_in(&staff).await);
    }
}

#[tokio::test]
async fn changes_ask_for_a_fresh_proof_and_looking_does_not() {
    for clinic in clinics("fresh").await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let id = clinic.id_by_email("staff@example.org").await;
        clinic.clock.advance(chrono::Duration::minutes(11));
        assert_eq!(clinic.as_seen(&format!("/people/{id}"), &admin).await.status, 200);
        for (path, form) in [
            (format!("/people/{id}/roles"), "role=admin&give=true"),
            (format!("/people/{id}/state"), "active=false"),
            (format!("/people/{id}/prescribing"), "number=1"),
            ("/people/invite".to_owned(), "name=Eve"),
            ("/policies".to_owned(), "session_idle_minutes=5"),
        ] {
            let answer = clinic.post(&path, &admin, form).await;
            assert_eq!(answer.header("location"), "/account/confirmation", "{path}");
        }
        assert_eq!(clinic.as_seen("/people/invite", &admin).await.header("location"), "/account/confirmation");
        let changed = "SELECT count(*) FROM audit_events WHERE subject = 'role' AND role <> 'operator'";
        assert_eq!(count(&clinic.portal.db, changed).await, 0);
    }
}

#[tokio::test]
async fn two_people_make_a_prescriber() {
    for clinic in clinics("prescriber").await {
        let clinic = clinic.with_people().await;
        let eve = clinic.worker("eve", &[Role::Staff]).await;
        let admin = clinic.sign_in(Role::Admin).await;
        let doctor = clinic.sign_in(Role::Prescriber).await;
        let path = format!("/people/{eve}/prescribing");
        assert_eq!(clinic.as_seen(&path, &doctor).await.status, 404, "prescribers do not propose");
        assert_eq!(clinic.as_seen(&path, &admin).await.status, 200);
        for (wrong, at) in [
            ("number=&issuer=New+York&until=2027-01-01&npi=", "field-number"),
            ("number=1&issuer=&until=2027-01-01&npi=", "field-issuer"),
            ("number=1&issuer=New+York&until=2026-03-01&npi=", "field-until"),
            ("number=1&issuer=New+York&until=soon&npi=", "field-until"),
            ("number=1&issuer=New+York&until=2027-01-01&npi=1234567890", "field-npi"),
        ] {
            let refused = clinic.post(&path, &admin, wrong).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#{at}\"")), "{wrong}");
        }
        let right = "number=MD-12345&issuer=New+York&until=2027-01-01&npi=1234567893";
        assert_eq!(clinic.post(&path, &admin, right).await.status, 303);
        assert_eq!(clinic.post(&path, &admin, right).await.status, 422, "one waits already");
        let (proposal,): (Uuid,) =
            clinic.portal.db.read().await.unwrap().query("SELECT id FROM prescriber_proposals").one().await.unwrap();
        let page = format!("/prescribers/proposals/{proposal}");

        let own = clinic.post(&page, &admin, "decision=confirm").await;
        assert_eq!(own.status, 422);
        let staff = clinic.sign_in(Role::Staff).await;
        assert_eq!(clinic.post(&page, &staff, "decision=confirm").await.status, 404);
        let weak = clinic.weak_cookie_for("prescriber@example.org").await;
        assert_eq!(clinic.post(&page, &weak, "decision=confirm").await.header("location"), "/account/factors");
        let shown = clinic.as_seen(&page, &doctor).await;
        for part in ["MD-12345", "New York", "Jan 1, 2027", "1234567893", "Dr. eve", "Test admin"] {
            assert!(shown.body.contains(part), "the whole licence is on the screen: {part}");
        }
        let before = clinic.cookie_for("eve@example.org").await;
        let confirmed = clinic.post(&page, &doctor, "decision=confirm").await;
        assert_eq!(confirmed.header("location"), "/prescribers/proposals");
        assert!(!clinic.is_signed_in(&before).await);
        assert_eq!(clinic.as_seen(&page, &doctor).await.status, 404, "it is decided");
        let weak = clinic.weak_cookie_for("eve@example.org").await;
        assert_eq!(clinic.as_seen("/patients", &weak).await.header("location"), "/account/factors");
        let strong = clinic.cookie_for("eve@example.org").await;
        assert_eq!(clinic.as_seen("/prescribers/proposals", &strong).await.status, 200);
        assert_eq!(clinic.post(&format!("{path}/withdrawal"), &admin, "").await.status, 303);
        assert_eq!(clinic.as_seen("/prescribers/proposals", &strong).await.status, 404, "at once");
    }
}

#[tokio::test]
async fn without_a_second_person_the_page_says_what_to_do() {
    for clinic in clinics("second_person").await {
        clinic.worker("ada", &[Role::Admin]).await;
        let eve = clinic.worker("eve", &[Role::Staff]).await;
        let admin = clinic.cookie_for("ada@example.org").await;
        let form = "number=MD-12345&issuer=New+York&until=2027-01-01";
        clinic.post(&format!("/people/{eve}/prescribing"), &admin, form).await;
        let (proposal,): (Uuid,) =
            clinic.portal.db.read().await.unwrap().query("SELECT id FROM prescriber_proposals").one().await.unwrap();
        let page = format!("/prescribers/proposals/{proposal}");
        let shown = clinic.as_seen(&page, &admin).await.body;
        assert!(shown.contains("There is no second person yet") && shown.contains("/people/invite"));
        assert!(!shown.contains("value=\"confirm\""));
        let back = clinic.post(&page, &admin, "decision=decline").await;
        assert_eq!(back.status, 303, "who proposed takes it back");
    }
}

#[tokio::test]
async fn someone_is_invited_by_mail_or_letter() {
    for clinic in clinics("invite_staff").await {
        let clinic = clinic.with_people().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let mails = "SELECT count(*) FROM outbox WHERE kind = 'invitation'";
        for (wrong, at) in [
            ("name=&email=eve%40example.org&staff=true", "field-name"),
            ("name=Eve&email=eve&staff=true", "field-email"),
            ("name=Eve&email=staff%40example.org&staff=true", "field-email"),
            ("name=Eve&email=eve%40example.org", "field-staff"),
        ] {
            let refused = clinic.post("/people/invite", &admin, wrong).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains(&format!("href=\"#{at}\"")), "{wrong}");
        }
        let form = "name=Eve+Example&email=eve%40example.org&prescriber=true&way=mail&language=es";
        assert_eq!(clinic.post("/people/invite", &admin, form).await.header("location"), "/people");
        assert_eq!(count(&clinic.portal.db, mails).await, 1);
        let letter = "name=Lee+Example&email=lee%40example.org&pharmacist=true&way=letter";
        let letter = clinic.post("/people/invite", &admin, letter).await;
        assert_eq!(letter.status, 200);
        assert!(letter.body.contains("letter-code") && letter.body.contains(&clinic.portal.settings.origin));
        assert_eq!(count(&clinic.portal.db, mails).await, 1);
        let list = clinic.as_seen("/people", &admin).await.body;
        assert!(list.contains("Eve Example") && list.contains("Lee Example"));
        let (id,): (Uuid,) = clinic
            .portal
            .db
            .read()
            .await
            .unwrap()
            .query("SELECT id FROM invitations WHERE email = 'eve@example.org'")
            .one()
            .await
            .unwrap();
        assert_eq!(clinic.post(&format!("/people/invitations/{id}/renewal"), &admin, "").await.status, 303);
        assert_eq!(count(&clinic.portal.db, mails).await, 2);
        assert_eq!(
            clinic.post(&format!("/people/invitations/{id}/revocation"), &admin, "").await.status,
            404,
            "renewed"
        );
        let found = clinic.post("/people", &admin, "q=pharmac").await;
        assert!(found.body.contains("Test pharmacist") && !found.body.contains("Test staff"));
    }
}

#[tokio::test]
async fn a_prescriber_without_a_licence_gets_one_on_their_page() {
    for clinic in clinics("licence").await {
        let clinic = clinic.with_people().await;
        clinic.worker("ben", &[Role::Admin]).await;
        let admin = clinic.sign_in(Role::Admin).await;
        let doctor = clinic.sign_in(Role::Prescriber).await;
        let id = clinic.id_by_email("prescriber@example.org").await;
        let path = format!("/people/{id}");
        let page = clinic.as_seen(&path, &admin).await.body;
        assert!(page.contains("No licence is on file") && page.contains("Propose a licence"), "{page}");
        let form = clinic.as_seen(&format!("{path}/prescribing"), &admin).await.body;
        assert!(form.contains("Until then the licence on file goes on"), "{form}");
        let licence = "number=MD-77&issuer=Maine&until=2027-01-01&npi=";
        let proposed = clinic.post(&format!("{path}/prescribing"), &admin, licence).await;
        assert_eq!(proposed.header("location"), path);
        let page = clinic.as_seen(&path, &admin).await.body;
        assert!(page.contains("A licence waits for another person") && !page.contains("Propose a licence"), "{page}");
        let (proposal,): (Uuid,) =
            clinic.portal.db.read().await.unwrap().query("SELECT id FROM prescriber_proposals").one().await.unwrap();
        let question = format!("/prescribers/proposals/{proposal}");
        assert_eq!(clinic.post(&question, &doctor, "decision=confirm").await.status, 422, "not one's own");
        assert_eq!(clinic.post(&question, &admin, "decision=confirm").await.status, 422, "nor who proposed");
        let ben = clinic.cookie_for("ben@example.org").await;
        let shown = clinic.as_seen(&question, &ben).await.body;
        for words in ["MD-77", "This is about the licence alone", "Confirm the licence"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let confirmed = clinic.post(&question, &ben, "decision=confirm").await;
        assert_eq!(confirmed.header("location"), "/prescribers/proposals");
        assert!(clinic.is_signed_in(&doctor).await, "nothing is new for the session");
        let page = clinic.as_seen(&path, &admin).await.body;
        assert!(page.contains("Licence MD-77, Maine") && page.contains("Propose a licence"), "the next one: {page}");
        assert!(!page.contains("No licence is on file"));
    }
}
