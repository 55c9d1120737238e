//! What a draft is tied to: the prescription that it replaces, and the request that it answers.

use super::surgery::{Surgery, warfarin};
use clinic::{
    Error,
    accounts::{Patient, Prescriber, Role},
    audit::AccessLog,
    db::Source as _,
    ids::{MedicationRequestId, PatientId, PrescriptionId},
    patients::Chart,
    prescribing::{
        Beginning, Lack, NotSigned, Review, as_before, begin, grant, inbox, keep_as_own, keep_replaced, rejection_text,
        repeated, requests_of, review, withdraw_renewal,
    },
    testing::databases,
};

impl Surgery {
    /// Writes an order again, as the page does.
    async fn again(&self, old: PrescriptionId) -> PrescriptionId {
        let (by, me, chart) = (self.clinician().await, self.prescriber().await, self.chart().await);
        let order = MedicationRequestId(old.0);
        let index = self.portal.drugs.index(self.db()).await.unwrap();
        let mut q = self.db().read().await.unwrap();
        let content = as_before(&mut q, &chart, &index, order).await.unwrap();
        let replaces = repeated(&mut q, &me, &chart, order).await.unwrap();
        drop(q);
        let beginning = Beginning { content, prescriber: Some(me.account()), replaces, request: None };
        begin(self.db(), &self.office.auditor, &by, &chart, beginning, self.now()).await.unwrap()
    }

    async fn seen(&self, draft: PrescriptionId) -> Review {
        let chart = self.chart().await;
        let mut q = self.db().read().await.unwrap();
        review(&mut q, &self.portal, &chart, draft, Some(self.doctor), self.today()).await.unwrap()
    }

    /// A patient's own record, opened by themselves.
    async fn account_of(&self, patient: PatientId) -> Chart {
        let account = self.office.account("Someone", &[Role::Patient], None).await;
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE accounts SET patient_id = $2 WHERE id = $1").bind(account).bind(patient).run().await.unwrap();
        tx.commit().await.unwrap();
        let patient = Patient::try_from(&self.session(account).await).unwrap();
        Chart::own(&patient, &AccessLog::default(), self.now())
    }

    async fn set(&self, id: PrescriptionId, sql: &'static str) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query(sql).bind(id).run().await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn in_use(&self, id: PrescriptionId) -> bool {
        let mut q = self.db().read().await.unwrap();
        let (in_use,): (bool,) =
            q.query("SELECT in_use FROM medication_requests WHERE id = $1").bind(id).one().await.unwrap();
        in_use
    }
}

fn is_duplicate(seen: &Review, of: PrescriptionId) -> bool {
    seen.warnings
        .iter()
        .any(|warning| warning.card.rule.0 == "same-ingredient" && warning.card.about.contains(&format!("order:{of}")))
}

#[tokio::test]
async fn what_still_counts_is_replaced_when_it_is_written_again() {
    for test in databases("again_replaces").await {
        let surgery = Surgery::new(&test.db).await;
        let old = surgery.signed(Some(surgery.queue)).await;
        let draft = surgery.again(old).await;
        let seen = surgery.seen(draft).await;
        let replacing = seen.replacing.clone().unwrap();
        assert_eq!((replacing.id, replacing.drug.as_str()), (old, "warfarin sodium 5 mg oral tablet"));
        assert_eq!(replacing.pharmacy.as_deref(), Some("Lakeside Pharmacy"));
        assert!(replacing.is_cancelled_by_it, "and the page says so");
        assert!(!is_duplicate(&seen, old), "no card warns of what goes");
        surgery.reason(draft).await;
        assert_eq!(surgery.sign(&[draft]).await, Ok(vec![draft]));
        assert_eq!(surgery.state(old).await, "cancelled");
        assert!(!surgery.in_use(old).await);
        assert_eq!(surgery.happened(old).await.last().map(String::as_str), Some("replaced"));
    }
}

#[tokio::test]
async fn what_is_to_go_on_is_not_replaced_and_warned_of() {
    for test in databases("again_keeps").await {
        let surgery = Surgery::new(&test.db).await;
        let old = surgery.signed(Some(surgery.queue)).await;
        let draft = surgery.again(old).await;
        let revision = surgery.seen(draft).await.draft.revision;
        let (db, auditor, chart) = (surgery.db(), &surgery.office.auditor, surgery.chart().await);
        keep_replaced(db, auditor, &chart, draft, surgery.now()).await.unwrap();
        let seen = surgery.seen(draft).await;
        assert!(seen.replacing.is_none() && seen.draft.revision > revision, "a page from before cannot sign it");
        assert!(is_duplicate(&seen, old), "both together are warned of");
        let again = keep_replaced(db, auditor, &chart, draft, surgery.now()).await;
        assert!(matches!(again, Err(Error::NotFound)));
        surgery.reason(draft).await;
        assert_eq!(surgery.sign(&[draft]).await, Ok(vec![draft]));
        assert_eq!(surgery.state(old).await, "sent", "it goes on");
        let notes = "SELECT count(*) FROM audit_events WHERE detail LIKE '%replaces nothing%'";
        assert_eq!(surgery.office.count(notes).await, 1);
    }
}

#[tokio::test]
async fn only_ones_own_that_still_counts_is_replaced() {
    for test in databases("again_only").await {
        let surgery = Surgery::new(&test.db).await;
        let (me, chart) = (surgery.prescriber().await, surgery.chart().await);
        let tied = async |id: PrescriptionId| {
            let mut q = surgery.db().read().await.unwrap();
            repeated(&mut q, &me, &chart, MedicationRequestId(id.0)).await.unwrap()
        };
        let old = surgery.signed(None).await;
        assert_eq!(tied(old).await, Some(old));
        for over in ["cancelled", "rejected", "expired"] {
            let mut tx = surgery.db().begin().await.unwrap();
            tx.query("UPDATE prescriptions SET state = $2 WHERE id = $1")
                .bind(old)
                .bind(over.to_owned())
                .run()
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(tied(old).await, None, "{over}");
        }
        // All was handed out, and the last supply lasts: nothing is left to cancel, and it is one medicine, not two.
        surgery.set(old, "UPDATE prescriptions SET state = 'completed', dispensed = '90' WHERE id = $1").await;
        assert_eq!(tied(old).await, Some(old));
        let draft = surgery.again(old).await;
        assert!(!surgery.seen(draft).await.replacing.unwrap().is_cancelled_by_it);
        surgery.reason(draft).await;
        assert_eq!(surgery.sign(&[draft]).await, Ok(vec![draft]));
        assert_eq!(surgery.state(old).await, "completed");
        assert_eq!(tied(old).await, None, "another one has its place");
        let other = surgery.office.account("Ben Other", &[Role::Prescriber], None).await;
        let mut tx = surgery.db().begin().await.unwrap();
        let theirs = "UPDATE prescriptions SET prescriber_id = $2 WHERE id = $1";
        tx.query(theirs).bind(draft).bind(other).run().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(tied(draft).await, None, "a colleague's is the colleague's");
    }
}

#[tokio::test]
async fn a_draft_whose_request_is_over_is_kept_as_one_of_its_own() {
    for test in databases("keep_as_own").await {
        let surgery = Surgery::new(&test.db).await;
        let (me, chart) = (surgery.prescriber().await, surgery.chart().await);
        let (db, auditor) = (surgery.db(), &surgery.office.auditor);
        let old = surgery.signed(None).await;
        surgery.set(old, "UPDATE prescriptions SET state = 'completed', dispensed = '90' WHERE id = $1").await;
        let (now, today) = (surgery.now(), surgery.today());
        clinic::prescribing::ask_renewal(db, auditor, &chart, old, "", now, today).await.unwrap().unwrap();
        let request = requests_of(&mut db.read().await.unwrap(), &chart, old).await.unwrap()[0].id;
        let draft = grant(db, auditor, &me, &chart, request, now).await.unwrap().unwrap();
        let keep = async |by, chart: &Chart| keep_as_own(db, auditor, by, chart, draft, surgery.now()).await;
        assert!(matches!(keep(&me, &chart).await, Err(Error::NotFound)), "the request waits still");
        assert!(matches!(keep_replaced(db, auditor, &chart, draft, now).await, Err(Error::NotFound)));
        withdraw_renewal(db, auditor, &chart, old, surgery.now()).await.unwrap();
        surgery.reason(draft).await;
        assert!(surgery.seen(draft).await.lacks.contains(&Lack::Answered), "said before anybody gives a factor");
        assert_eq!(surgery.sign(&[draft]).await, Err(NotSigned::Answered(draft)));

        let other = surgery.office.account("Ben Other", &[Role::Prescriber], None).await;
        let other = Prescriber::try_from(&surgery.session(other).await).unwrap();
        assert!(matches!(keep(&other, &chart).await, Err(Error::NotFound)), "a colleague's draft");
        // The record of another patient opens no draft of this one.
        let stranger = surgery.office.patient("Someone Else", "H-2").await;
        let ana = surgery.account_of(stranger).await;
        assert!(matches!(keep(&me, &ana).await, Err(Error::NotFound)));
        keep(&me, &chart).await.unwrap();
        let seen = surgery.seen(draft).await;
        assert!(seen.draft.request.is_none() && seen.draft.replaces.is_none() && !seen.lacks.contains(&Lack::Answered));
        assert_eq!(seen.draft.content, surgery.seen(draft).await.draft.content);
        let notes = "SELECT count(*) FROM audit_events WHERE detail LIKE '%untied from its request%'";
        assert_eq!(surgery.office.count(notes).await, 1);
        surgery.reason(draft).await;
        assert_eq!(surgery.sign(&[draft]).await, Ok(vec![draft]));
        assert_eq!(surgery.state(old).await, "completed", "the earlier one stays as it is");
        assert_eq!(seen.draft.content.quantity, warfarin().quantity);
    }
}

#[tokio::test]
async fn what_a_pharmacy_wrote_when_it_refused_is_for_the_clinic() {
    for test in databases("rejection_text").await {
        let surgery = Surgery::new(&test.db).await;
        let (me, chart, log) = (surgery.prescriber().await, surgery.chart().await, AccessLog::default());
        let id = surgery.signed(Some(surgery.queue)).await;
        let (db, auditor) = (surgery.db(), &surgery.office.auditor);
        let pharmacist = clinic::accounts::Pharmacist::try_from(&surgery.session(surgery.pharmacist).await).unwrap();
        let counter = clinic::dispensing::counter(&mut db.read().await.unwrap(), &pharmacist, &log).await.unwrap();
        let rejection = clinic::dispensing::Rejection {
            reason: clinic::prescribing::RejectionReason::NotAvailable,
            text: "no 5 mg until May".to_owned(),
        };
        let (now, today) = (surgery.now(), surgery.today());
        clinic::dispensing::reject(db, auditor, &counter.unwrap(), id, rejection, now, today).await.unwrap().unwrap();
        let mut q = db.read().await.unwrap();
        let told = inbox(&mut q, &me, &log).await.unwrap();
        assert_eq!(told.notices[0].remark.as_deref(), Some("no 5 mg until May"));
        assert_eq!(rejection_text(&mut q, &chart, id).await.unwrap().as_deref(), Some("no 5 mg until May"));
        drop(q);
        let own = surgery.account_of(surgery.patient).await;
        let refused = rejection_text(&mut db.read().await.unwrap(), &own, id).await;
        assert!(matches!(refused, Err(Error::NotFound)), "the patient reads the reason alone");
    }
}
