//! The way of a prescription as patients, helpers and the clinic see it, through the real router.

use super::{
    demo::{House, Persona, houses},
    signing::signed,
};
use chrono::Duration;
use clinic::{
    db::Source as _,
    ids::{OrganizationId, PrescriptionId},
    mail::{Content, Kind, Letter, claim, letter},
    prescribing::tidy_up,
    signing::{SignedDrug, sample},
};

impl House {
    /// A signed prescription of Walter's: on its way to a pharmacy with a queue, or on paper.
    pub(super) async fn signed_prescription(&self, way: &str) -> PrescriptionId {
        let (id, now) = (PrescriptionId::new(), self.clock.now());
        let pharmacy = if way == "paper" { None } else { Some(self.lakeside().await) };
        let mut content = sample::prescription();
        content.id = id.0;
        content.issued_at = now;
        content.expires_on = (now + Duration::days(300)).date_naive();
        content.drug = SignedDrug { rxcui: None, text: "lisinopril 10 mg oral tablet".to_owned() };
        content.overridden = vec!["a-rule".to_owned()];
        let jws = signed(self, &content).await;
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by, pharmacy_id,
                                        way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at,
                                        expires_on)
             SELECT $1, $2, $3, 1, $4, 'lisinopril 10 mg oral tablet', a.id, a.id, $5, $6, '30', 'tablet', 1, '0', $7, $7, $7, $8
             FROM accounts a WHERE a.email_key = 'okafor@example.org'",
        )
        .bind(id)
        .bind(self.walter)
        .bind(if way == "queue" { "sent" } else { "signed" }.to_owned())
        .bind(sqlx::types::Json(serde_json::json!({})))
        .bind(pharmacy)
        .bind(way.to_owned())
        .bind(now)
        .bind(content.expires_on)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO medication_requests (id, patient_id, status, in_use, intent, display, search, sort_at, directions)
             VALUES ($1, $2, 'active', TRUE, 'order', 'lisinopril 10 mg oral tablet', 'lisinopril 10 mg oral tablet', $3,
                     'Take 1 tablet by mouth once a day')",
        )
        .bind(id)
        .bind(self.walter)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO signed_prescriptions (prescription_id, jws, kid, signed_by, factor, signed_at)
             SELECT $1, $2, 'x', a.id, 'totp', $3 FROM accounts a WHERE a.email_key = 'okafor@example.org'",
        )
        .bind(id)
        .bind(jws.as_str().to_owned())
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO prescription_events (id, prescription_id, kind, happened_at, actor, actor_role)
             VALUES ($1, $2, 'signed', $3, 'Amara Okafor', 'prescriber')",
        )
        .bind(clinic::ids::new())
        .bind(id)
        .bind(now)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A pharmacy with nobody on this portal and no mail.
    async fn lakeside(&self) -> OrganizationId {
        let id = OrganizationId(uuid::Uuid::from_u128(0x019c_0000_0000_7000_8000_0000_0000_0001));
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO organizations (id, name, address_lines, city, state, active, is_pharmacy)
             VALUES ($1, 'Lakeside Pharmacy', '3 Shore Road', 'Portland', 'ME', TRUE, TRUE) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub(super) async fn used_up(&self, id: PrescriptionId) {
        let mut tx = self.portal.db.begin().await.unwrap();
        tx.query("UPDATE prescriptions SET state = 'completed', dispensed = '60', dispensed_at = $2 WHERE id = $1")
            .bind(id)
            .bind(self.clock.now() - Duration::days(60))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn act(&self, persona: Persona, path: &str, form: &str) -> super::support::Answer {
        self.ask_with("POST", path, form, self.cookie(persona)).await
    }
}

#[tokio::test]
async fn a_patient_sees_where_it_is_asks_for_a_renewal_and_takes_that_back() {
    for house in houses("story_patient").await {
        let id = house.signed_prescription("queue").await;
        let path = format!("/prescriptions/{id}");
        let page = house.see(Persona::Patient, &path).await;
        assert_eq!(page.status, 200);
        for words in ["Sent to Lakeside Pharmacy", "has not looked at it yet", "Amara Okafor signed it", "3 Shore Road"]
        {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("Ask for a renewal"), "nothing was handed out yet");
        assert!(!page.body.contains("Write it again"), "for the clinic only");
        assert!(house.see(Persona::Patient, "/prescriptions").await.body.contains("Sent to Lakeside Pharmacy"));
        assert_eq!(house.see(Persona::OtherPatient, &path).await.status, 404);
        let early = house.act(Persona::Patient, &format!("{path}/renewal"), "remark=").await;
        assert_eq!(early.status, 422);
        assert!(early.body.contains("Nothing of it was handed out yet"));

        house.used_up(id).await;
        assert!(house.see(Persona::Patient, &path).await.body.contains("Ask for a renewal"));
        let long =
            house.act(Persona::Patient, &format!("{path}/renewal"), &format!("remark={}", "x".repeat(501))).await;
        assert_eq!(long.status, 422);
        assert!(long.body.contains("At most 500 characters") && long.body.contains(&"x".repeat(501)), "it is kept");
        let asked = house.act(Persona::Patient, &format!("{path}/renewal"), "remark=It+agrees+with+me").await;
        assert_eq!(asked.header("location"), path);
        let page = house.see(Persona::Patient, &path).await.body;
        assert!(page.contains("It agrees with me") && page.contains("Take the request back"), "{page}");
        let twice = house.act(Persona::Patient, &format!("{path}/renewal"), "remark=").await;
        assert_eq!(twice.status, 422);
        let back = house.act(Persona::Patient, &format!("{path}/renewal/withdrawal"), "").await;
        assert_eq!(back.header("location"), path);
        let page = house.see(Persona::Patient, &path).await.body;
        assert!(page.contains("took the request back") && page.contains("Ask for a renewal"));
        assert_eq!(house.act(Persona::OtherPatient, &format!("{path}/renewal"), "remark=").await.status, 404);
    }
}

#[tokio::test]
async fn another_pharmacy_is_chosen_until_something_was_handed_out() {
    for house in houses("story_pharmacy").await {
        let id = house.signed_prescription("paper").await;
        let lakeside = house.lakeside().await;
        let path = format!("/prescriptions/{id}");
        let choose = format!("{path}/pharmacy");
        let found = house.see(Persona::Patient, &format!("{choose}?q=lakeside")).await;
        assert!(found.body.contains("Lakeside Pharmacy") && found.body.contains("3 Shore Road"));
        let none = house.act(Persona::Patient, &choose, "").await;
        assert_eq!(none.status, 422);
        let chosen = house.act(Persona::Patient, &choose, &format!("pharmacy={lakeside}")).await;
        assert_eq!(chosen.header("location"), path);
        let page = house.see(Persona::Patient, &path).await.body;
        assert!(page.contains("chose Lakeside Pharmacy") && page.contains("does not get it by itself"), "{page}");
        let same = house.act(Persona::Patient, &choose, &format!("pharmacy={lakeside}")).await;
        assert_eq!(same.status, 422);
        assert!(same.body.contains("It is with this pharmacy already"));
        house.used_up(id).await;
        let late = house.act(Persona::Patient, &choose, "pharmacy=none").await;
        assert_eq!(late.status, 422);
        assert!(late.body.contains("All of it was handed out"));
    }
}

#[tokio::test]
async fn a_print_is_the_prescription_itself_only_on_paper_and_before_anything_was_handed_out() {
    const COPY: &str = "Copy only – not valid for dispensing";
    for house in houses("story_print").await {
        let (paper, queue) = (house.signed_prescription("paper").await, house.signed_prescription("queue").await);
        let print =
            async |id: PrescriptionId| house.see(Persona::Patient, &format!("/prescriptions/{id}/print")).await.body;
        let original = print(paper).await;
        for words in [
            "Walter Nguyen",
            "lisinopril 10 mg oral tablet",
            "Take 1 tablet by mouth once a day in the evening.",
            "Tome 1 tableta",
            "30 tablets",
            "Signed electronically by Dr. Amara Okafor on",
            "Valid until",
            "MD-12345",
            "1 warning was seen",
            "qr-prescription",
        ] {
            assert!(original.contains(words), "{words}: {original}");
        }
        assert!(!original.contains(COPY));
        let copy = print(queue).await;
        assert!(copy.contains(COPY) && copy.contains("Solo copia: no válida para surtir"), "in both languages");
        house.used_up(paper).await;
        let over = print(paper).await;
        assert!(over.contains(COPY) && !over.contains("qr-prescription"), "no code of what is over");

        let phone = house.see(Persona::Patient, &format!("/prescriptions/{queue}/code")).await.body;
        assert!(phone.contains("qr-stage") && phone.contains("pickup-code"), "{phone}");
        let over = house.see(Persona::Patient, &format!("/prescriptions/{paper}/code")).await.body;
        assert!(over.contains("This prescription is over") && !over.contains("pickup-code"));
        assert!(!over.contains("qr-stage"));
    }
}

/// The text of each page of a PDF.
fn pages(file: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(file).unwrap();
    file.get_pages().into_keys().map(|page| file.extract_text(&[page]).unwrap()).collect()
}

#[tokio::test]
async fn a_pdf_is_the_prescription_itself_or_a_copy_as_a_print_is() {
    const COPY: &str = "Copy only – not valid for dispensing";
    for house in houses("story_pdf").await {
        let (paper, queue) = (house.signed_prescription("paper").await, house.signed_prescription("queue").await);
        let path = |id: PrescriptionId| format!("/prescriptions/{id}/pdf");
        let file = async |persona, path: &str| {
            let answer = house.see(persona, path).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/pdf"), "{path}");
            pages(&answer.bytes).concat().replace('\n', " ")
        };
        let answer = house.see(Persona::Patient, &path(paper)).await;
        assert_eq!(answer.header("content-disposition"), "inline; filename=\"prescription.pdf\"");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        let original = file(Persona::Patient, &path(paper)).await;
        for words in [
            "Walter Nguyen",
            "lisinopril 10 mg oral tablet",
            "Take 1 tablet by mouth once a day in the evening.",
            "Tome 1 tableta",
            "30 tablets",
            "Signed electronically by",
            "Valid until",
            "MD-12345",
            "1 warning was seen",
            "Page 1 of 1",
        ] {
            assert!(original.contains(words), "{words}: {original}");
        }
        assert!(!original.contains(COPY));
        assert!(file(Persona::Patient, &path(queue)).await.contains(COPY));
        let chart = format!("/patients/{}/prescriptions/{paper}/pdf", house.walter);
        assert!(!file(Persona::Prescriber, &chart).await.contains(COPY));
        assert_eq!(house.see(Persona::OtherPatient, &path(paper)).await.status, 404);
        let nobody = house.see(Persona::Anon, &path(paper)).await;
        assert_eq!((nobody.status.as_u16(), nobody.header("location")), (303, "/sign-in"));
        house.used_up(paper).await;
        assert!(file(Persona::Patient, &path(paper)).await.contains(COPY));
        for page in ["", "/print"] {
            let page = house.see(Persona::Patient, &format!("/prescriptions/{paper}{page}")).await.body;
            assert!(page.contains(&path(paper)) && page.contains("Save as PDF"), "{page}");
        }
    }
}

#[tokio::test]
async fn a_pdf_is_noted_as_a_print_is() {
    for house in houses("story_pdf_noted").await {
        let id = house.signed_prescription("paper").await;
        let noted = async |page: &str| {
            let count = async || -> i64 {
                let mut q = house.portal.db.read().await.unwrap();
                let (count,): (i64,) = q.query("SELECT count(*) FROM audit_events").one().await.unwrap();
                count
            };
            let before = count().await;
            let path = format!("/patients/{}/prescriptions/{id}/{page}", house.walter);
            assert_eq!(house.see(Persona::Prescriber, &path).await.status, 200);
            count().await - before
        };
        let (print, pdf) = (noted("print").await, noted("pdf").await);
        assert!(pdf > 0);
        assert_eq!(print, pdf);
    }
}

#[tokio::test]
async fn a_prescriber_asks_for_it_back_and_is_told_what_comes_of_it() {
    for house in houses("story_cancel").await {
        let (paper, queue) = (house.signed_prescription("paper").await, house.signed_prescription("queue").await);
        let path = |id: PrescriptionId| format!("/patients/{}/prescriptions/{id}", house.walter);
        let page = house.see(Persona::Prescriber, &path(queue)).await.body;
        for words in ["Cancel it", "Write it again", "The signature holds"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let clerk = house.see(Persona::Staff, &path(queue)).await.body;
        assert!(!clerk.contains("Cancel it") && !clerk.contains("Write it again"));
        let form = house.see(Persona::Prescriber, &format!("{}/cancellation", path(queue))).await.body;
        assert!(form.contains("Lakeside Pharmacy has it and has to answer"), "{form}");
        let form = house.see(Persona::Prescriber, &format!("{}/cancellation", path(paper))).await.body;
        assert!(form.contains("it is cancelled at once"));
        let cancel = async |id, body| house.act(Persona::Prescriber, &format!("{}/cancellation", path(id)), body).await;
        assert_eq!(cancel(queue, "reason=&text=Wrong").await.status, 422);
        assert_eq!(cancel(queue, "reason=mistake&text=Wrong").await.header("location"), path(queue));
        assert_eq!(cancel(queue, "reason=mistake").await.status, 422, "once");
        assert_eq!(cancel(paper, "reason=duplicate").await.header("location"), path(paper));
        let page = house.see(Persona::Patient, &format!("/prescriptions/{queue}")).await.body;
        assert!(page.contains("The clinic asks for it back"), "{page}");
        let page = house.see(Persona::Patient, &format!("/prescriptions/{paper}")).await.body;
        assert!(page.contains("It was cancelled: It was written twice"), "{page}");
    }
}

#[tokio::test]
async fn an_altered_archive_is_said_and_its_code_not_shown() {
    for house in houses("story_altered").await {
        let id = house.signed_prescription("paper").await;
        let other = house.signed_prescription("paper").await;
        let mut tx = house.portal.db.begin().await.unwrap();
        tx.query(
            "UPDATE signed_prescriptions SET jws = (SELECT s.jws FROM signed_prescriptions s WHERE s.prescription_id = $2)
             WHERE prescription_id = $1",
        )
        .bind(id)
        .bind(other)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let chart =
            house.see(Persona::Prescriber, &format!("/patients/{}/prescriptions/{id}", house.walter)).await.body;
        assert!(chart.contains("The signature does not hold"));
        for page in ["code", "print", "pdf"] {
            let page = house.see(Persona::Patient, &format!("/prescriptions/{id}/{page}")).await.body;
            assert!(page.contains("The signature does not hold") && !page.contains("qr-prescription"), "{page}");
            assert!(!page.contains("Save as PDF") && !page.contains("%PDF"));
        }
    }
}

#[tokio::test]
async fn a_patient_hears_by_a_mail_that_says_nothing_of_it_and_may_do_without() {
    for house in houses("story_mail").await {
        let portal = &house.portal;
        let count = async |kind: &str| -> i64 {
            let mut q = portal.db.read().await.unwrap();
            let (count,): (i64,) =
                q.query("SELECT count(*) FROM outbox WHERE kind = $1").bind(kind.to_owned()).one().await.unwrap();
            count
        };
        let cancelled = async || {
            let id = house.signed_prescription("paper").await;
            let path = format!("/patients/{}/prescriptions/{id}/cancellation", house.walter);
            let answer = house.act(Persona::Prescriber, &path, "reason=duplicate").await;
            assert_eq!(answer.status, 303);
        };
        assert_eq!(count("prescription_changed").await, 0);
        cancelled().await;
        assert_eq!(count("prescription_changed").await, 1);
        let told = house.letter().await.unwrap();
        assert_eq!(told.to, "walter@example.org");
        assert!(matches!(told.content, Content::Notice { path: "/prescriptions" }));
        assert!(told.unsubscribe.is_some(), "it can be done without");
        let mut tx = portal.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO notification_choices (account_id, kind, wanted)
             SELECT id, 'prescriptions', FALSE FROM accounts WHERE patient_id = $1",
        )
        .bind(house.walter)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        cancelled().await;
        assert_eq!(count("prescription_changed").await, 2);
        assert!(house.letter().await.is_none());
        // Time alone changes one, too: nobody is told by mail of what has expired.
        house.signed_prescription("paper").await;
        let (now, today) = (house.clock.now(), house.clock.now().date_naive() + Duration::days(400));
        while tidy_up(&portal.db, now, today).await.unwrap() {}
        assert_eq!(count("prescription_changed").await, 2);
    }
}

impl House {
    /// The letter about a prescription that is due next, if it is wanted.
    async fn letter(&self) -> Option<Letter> {
        let portal = &self.portal;
        while let Some(job) = claim(&portal.db, Duration::minutes(5), self.clock.now()).await.unwrap() {
            if job.kind == Kind::PrescriptionChanged {
                return letter(&portal.db, &portal.keys, &job, self.clock.now()).await.unwrap();
            }
        }
        panic!("no such mail is due");
    }
}
