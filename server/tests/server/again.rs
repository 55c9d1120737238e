//! What is written again, kept after its request is over, or sent once more; and what a pharmacy wrote.

use super::demo::{Persona, houses};
use clinic::db::Source as _;

#[tokio::test]
async fn what_a_pharmacy_wrote_is_read_by_the_clinic_and_not_by_the_patient() {
    for house in houses("story_rejected").await {
        let id = house.signed_prescription("queue").await;
        let now = house.clock.now();
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query(
            "UPDATE prescriptions SET state = 'rejected', rejection_text = 'dose twice the usual one' WHERE id = $1",
        )
        .bind(id)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO prescription_events (id, prescription_id, kind, happened_at, actor, actor_role, detail)
             VALUES ($1, $2, 'rejected', $3, 'Ines Moreau', 'pharmacist', 'not-available')",
        )
        .bind(clinic::ids::new())
        .bind(id)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO prescriber_notices (id, prescription_id, account_id, kind, raised_at)
             SELECT $1, $2, a.id, 'rejected', $3 FROM accounts a WHERE a.email_key = 'okafor@example.org'",
        )
        .bind(clinic::ids::new())
        .bind(id)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let of_chart = format!("/patients/{}/prescriptions/{id}", house.walter);
        for path in [of_chart.as_str(), "/inbox"] {
            let page = house.see(Persona::Prescriber, path).await.body;
            assert!(page.contains("dose twice the usual one"), "{path}: {page}");
        }
        let own = house.see(Persona::Patient, &format!("/prescriptions/{id}")).await;
        assert!(own.status == 200 && !own.body.contains("dose twice"), "the patient reads the reason alone");
    }
}

#[tokio::test]
async fn what_is_written_again_says_what_it_replaces() {
    for house in houses("story_again").await {
        let id = house.signed_prescription("queue").await;
        let (desk, page) = (
            format!("/patients/{}/prescribing", house.walter),
            format!("/patients/{}/prescriptions/{id}", house.walter),
        );
        assert!(house.see(Persona::Prescriber, &page).await.body.contains("Write it again"));
        let begun = house.act(Persona::Prescriber, &desk, &format!("order={id}")).await;
        assert_eq!(begun.status, 303, "{}", begun.body);
        let draft = begun.header("location").split('?').next().unwrap().to_owned();
        let shown = house.see(Persona::Prescriber, &draft).await.body;
        for words in [
            "Replaces the prescription of",
            "Signing cancels that prescription at Lakeside Pharmacy",
            "Do not replace it",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let sheet = house.see(Persona::Prescriber, &format!("{desk}/signature")).await.body;
        assert!(
            sheet.contains("Signing cancels that prescription at Lakeside Pharmacy"),
            "before anybody signs: {sheet}"
        );
        let revision = super::factors::between(&shown, "name=\"revision\" value=\"", "\"").to_owned();
        let kept = format!("revision={revision}&do=keep-old&drug=lisinopril+10+mg+oral+tablet");
        assert_eq!(house.act(Persona::Prescriber, &draft, &kept).await.status, 303);
        let shown = house.see(Persona::Prescriber, &draft).await.body;
        assert!(!shown.contains("Replaces the prescription of") && shown.contains("lisinopril"), "{shown}");

        // The request that a draft answers is taken back: one press keeps the draft.
        house.used_up(id).await;
        house.act(Persona::Patient, &format!("/prescriptions/{id}/renewal"), "remark=").await;
        let mut q = house.portal.db.read().await.unwrap();
        let (request,): (uuid::Uuid,) =
            q.query("SELECT id FROM prescription_requests WHERE prescription_id = $1").bind(id).one().await.unwrap();
        drop(q);
        let granted = format!("/patients/{}/requests/{request}/draft", house.walter);
        let granted = house.act(Persona::Prescriber, &granted, "way=changes").await;
        let answer = granted.header("location").to_owned();
        let early = house.act(Persona::Prescriber, &format!("{answer}/request/removal"), "").await;
        assert_eq!(early.status, 404, "the request waits still");
        house.act(Persona::Patient, &format!("/prescriptions/{id}/renewal/withdrawal"), "").await;
        for path in [answer.clone(), format!("{desk}/signature")] {
            let page = house.see(Persona::Prescriber, &path).await.body;
            assert!(page.contains("Keep it as a prescription of its own"), "{path}: {page}");
        }
        let own = house.act(Persona::Prescriber, &format!("{answer}/request/removal"), "").await;
        assert_eq!(own.header("location"), format!("{desk}/signature"));
        let page = house.see(Persona::Prescriber, &answer).await.body;
        assert!(!page.contains("Keep it as a prescription of its own") && !page.contains("Replaces the prescription"));
    }
}

#[tokio::test]
async fn a_pharmacy_is_sent_its_link_again_from_the_prescription() {
    for house in houses("story_link").await {
        let id = house.signed_prescription("mail").await;
        let page = format!("/patients/{}/prescriptions/{id}", house.walter);
        assert!(!house.see(Persona::Prescriber, &page).await.body.contains("Send the link"), "it has no address");
        let refused = house.act(Persona::Staff, &format!("{page}/link"), "").await;
        assert!(refused.status == 422 && refused.body.contains("not reached by mail"), "{}", refused.body);
        let mut tx = house.portal.db.begin().await.unwrap();
        let address =
            "UPDATE organizations SET email = 'counter@lakeside.example.org' WHERE name = 'Lakeside Pharmacy'";
        tx.query(address).run().await.unwrap();
        tx.commit().await.unwrap();
        let code = clinic::dispensing::pickup_code(&house.portal.keys, id, 0);
        assert!(house.see(Persona::Patient, &format!("/prescriptions/{id}/code")).await.body.contains(&code));
        assert!(house.see(Persona::Prescriber, &page).await.body.contains("Send the link"));
        let sent = house.act(Persona::Staff, &format!("{page}/link"), "").await;
        assert_eq!(sent.header("location"), format!("{page}#pharmacy"));
        let told = house.see(Persona::Prescriber, &page).await.body;
        for words in [
            "sent Lakeside Pharmacy a fresh link by mail",
            "The mail with the link is on its way",
            "Send the link again",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let fresh = clinic::dispensing::pickup_code(&house.portal.keys, id, 1);
        let shown = house.see(Persona::Patient, &format!("/prescriptions/{id}/code")).await.body;
        assert!(shown.contains(&fresh) && !shown.contains(&code), "the patient has the new code: {shown}");
        let own = house.see(Persona::Patient, &format!("/prescriptions/{id}")).await.body;
        assert!(own.contains("a fresh link by mail") && !own.contains("Send the link"), "{own}");
    }
}
