use super::surgery::Surgery;
use chrono::Duration;
use clinic::{
    Error,
    db::Source as _,
    ids::{PrescriptionId, RequestId},
    prescribing::{
        Asked, CancellationReason, DenialReason, NotAnswered, NotRedirected, NotRenewable, NotSigned, Refused,
        ask_renewal, cancel, deny, grant, inbox, redirect, requests_of, tidy_up, withdraw_renewal,
    },
    testing::databases,
};
use std::sync::Arc;

impl Surgery {
    async fn cancel(&self, id: PrescriptionId) -> Result<Asked, Refused> {
        let (by, chart) = (self.prescriber().await, self.chart().await);
        let (now, today) = (self.now(), self.today());
        cancel(self.db(), &self.office.auditor, &by, &chart, id, CancellationReason::Mistake, "", now, today)
            .await
            .unwrap()
    }

    async fn ask(&self, id: PrescriptionId) -> Result<(), NotRenewable> {
        let chart = self.chart().await;
        ask_renewal(self.db(), &self.office.auditor, &chart, id, "the last one ran out", self.now(), self.today())
            .await
            .unwrap()
    }

    /// As if everything had been handed out.
    async fn used_up(&self, id: PrescriptionId) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET state = 'completed', dispensed = '90', dispensed_at = $2 WHERE id = $1")
            .bind(id)
            .bind(self.now() - Duration::days(80))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn pending(&self, id: PrescriptionId) -> RequestId {
        let chart = self.chart().await;
        let requests = requests_of(&mut self.db().read().await.unwrap(), &chart, id).await.unwrap();
        requests.first().unwrap().id
    }
}

#[tokio::test]
async fn a_cancellation_waits_where_a_pharmacy_has_it_and_is_done_where_none_has() {
    for test in databases("cancel").await {
        let surgery = Surgery::new(&test.db).await;
        let queued = surgery.signed(Some(surgery.queue)).await;
        assert_eq!(surgery.cancel(queued).await, Ok(Asked::Pharmacy));
        assert_eq!(surgery.state(queued).await, "sent");
        assert_eq!(surgery.cancel(queued).await, Err(Refused::CancellationPending));
        let on_paper = surgery.signed(Some(surgery.paper)).await;
        assert_eq!(surgery.cancel(on_paper).await, Ok(Asked::Done));
        assert_eq!(surgery.state(on_paper).await, "cancelled");
        assert_eq!(surgery.cancel(on_paper).await, Err(Refused::Cancelled));
        assert_eq!(surgery.happened(on_paper).await, ["signed", "cancelled"]);
    }
}

#[tokio::test]
async fn another_pharmacy_gets_it_until_something_was_handed_out() {
    for test in databases("redirect").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(None).await;
        let chart = surgery.chart().await;
        let to = async |pharmacy| {
            let (db, auditor) = (surgery.db(), &surgery.office.auditor);
            redirect(db, auditor, &chart, id, pharmacy, surgery.now(), surgery.today()).await.unwrap()
        };
        assert_eq!(to(Some(surgery.queue)).await, Ok(()));
        assert_eq!(surgery.state(id).await, "sent");
        assert_eq!(to(Some(surgery.queue)).await, Err(NotRedirected::Same));
        assert_eq!(to(Some(clinic::ids::OrganizationId::new())).await, Err(NotRedirected::NoSuchPharmacy));
        assert_eq!(to(Some(surgery.mail)).await, Ok(()));
        assert_eq!(surgery.state(id).await, "signed", "the mail takes its time");
        assert_eq!(to(None).await, Ok(()));
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET dispensed = '10', state = 'part_dispensed' WHERE id = $1")
            .bind(id)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(to(Some(surgery.queue)).await, Err(NotRedirected::Refused(Refused::HandedOut)));
    }
}

#[tokio::test]
async fn a_renewal_is_asked_for_answered_once_and_makes_a_new_prescription() {
    for test in databases("renewal").await {
        let surgery = Arc::new(Surgery::new(&test.db).await);
        let old = surgery.signed(Some(surgery.queue)).await;
        assert_eq!(surgery.ask(old).await, Err(NotRenewable::OnItsWay));
        surgery.used_up(old).await;
        assert_eq!(surgery.ask(old).await, Ok(()));
        assert_eq!(surgery.ask(old).await, Err(NotRenewable::Pending));
        let (by, chart) = (surgery.prescriber().await, surgery.chart().await);
        let log = Default::default();
        let waiting = inbox(&mut surgery.db().read().await.unwrap(), &by, &log).await.unwrap();
        assert_eq!(waiting.requests.len(), 1);
        let request = surgery.pending(old).await;
        let (db, auditor, now) = (surgery.db(), &surgery.office.auditor, surgery.now());
        let draft = grant(db, auditor, &by, &chart, request, now).await.unwrap().unwrap();
        assert_eq!(grant(db, auditor, &by, &chart, request, now).await.unwrap(), Ok(draft), "the same draft again");
        surgery.reason(draft).await;
        // One signs while another denies: exactly one of them answers.
        let signing = {
            let surgery = surgery.clone();
            tokio::spawn(async move { surgery.sign(&[draft]).await })
        };
        let denying = {
            let surgery = surgery.clone();
            tokio::spawn(async move {
                let (by, chart) = (surgery.prescriber().await, surgery.chart().await);
                let why = DenialReason::VisitNeeded;
                deny(surgery.db(), &surgery.office.auditor, &by, &chart, request, why, "", surgery.now()).await.unwrap()
            })
        };
        let (signed, denied) = (signing.await.unwrap(), denying.await.unwrap());
        match (&signed, denied) {
            (Ok(_), Err(NotAnswered::Over)) => {
                assert_eq!(surgery.state(draft).await, "sent");
                assert!(surgery.happened(old).await.contains(&"renewal_approved".to_owned()));
                assert_eq!(surgery.ask(old).await, Err(NotRenewable::Replaced));
            }
            (Err(NotSigned::Changed(_) | NotSigned::Answered(_)), Ok(())) => {
                assert_eq!(surgery.happened(old).await.last().map(String::as_str), Some("renewal_denied"));
            }
            other => panic!("both or neither answered: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_request_is_withdrawn_denied_or_put_away_once() {
    for test in databases("requests").await {
        let surgery = Surgery::new(&test.db).await;
        let (by, chart) = (surgery.prescriber().await, surgery.chart().await);
        let (db, auditor) = (surgery.db(), &surgery.office.auditor);
        let id = surgery.signed(None).await;
        surgery.used_up(id).await;
        assert_eq!(surgery.ask(id).await, Ok(()));
        let request = surgery.pending(id).await;
        withdraw_renewal(db, auditor, &chart, id, surgery.now()).await.unwrap();
        assert!(matches!(withdraw_renewal(db, auditor, &chart, id, surgery.now()).await, Err(Error::NotFound)));
        let why = DenialReason::TooEarly;
        let late = deny(db, auditor, &by, &chart, request, why, "", surgery.now()).await.unwrap();
        assert_eq!(late, Err(NotAnswered::Over));
        assert_eq!(surgery.ask(id).await, Ok(()));
        let month = surgery.now() + Duration::days(30);
        assert!(!tidy_up(db, month, surgery.today()).await.unwrap());
        assert!(tidy_up(db, month + Duration::seconds(1), surgery.today()).await.unwrap());
        assert_eq!(surgery.happened(id).await.last().map(String::as_str), Some("request_archived"));
        let long = "x".repeat(501);
        let refused = ask_renewal(db, auditor, &chart, id, &long, surgery.now(), surgery.today()).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
    }
}
