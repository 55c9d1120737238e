//! A pharmacy without an account is mailed a fresh link.

use super::surgery::Surgery;
use chrono::Duration;
use clinic::{
    accounts::{Clinician, Role},
    audit::AccessLog,
    db::Source as _,
    dispensing::{
        Counter, LinkMail, LinkRefused, LinkStanding, MOST_WRONG_CODES, NotSentAgain, code_in, link_in, link_landing,
        open_link, send_again,
    },
    ids::{PrescriptionId, SendingId},
    mail::{self, BadLink, Content, Kind, Outcome, Purpose},
    prescribing::{Refused, redirect},
    testing::databases,
};

impl Surgery {
    /// What the link of the next mail to a pharmacy holds, once it was sent or could not be.
    async fn mailed(&self, was_sent: bool) -> String {
        let job = loop {
            let job = mail::claim(self.db(), Duration::minutes(5), self.now()).await.unwrap().unwrap();
            if job.kind == Kind::PharmacyLink {
                break job;
            }
            mail::settle(self.db(), &job, Outcome::Unwanted, None, self.now()).await.unwrap();
        };
        let letter = mail::letter(self.db(), &self.portal.keys, &job, self.now()).await.unwrap().unwrap();
        let Content::Link { path, .. } = letter.content else { panic!("a link") };
        let outcome = if was_sent {
            Outcome::Sent { answer: "250".to_owned() }
        } else {
            Outcome::Failed { answer: "550".to_owned() }
        };
        mail::settle(self.db(), &job, outcome, Some(&letter.to), self.now()).await.unwrap();
        path.strip_prefix(Purpose::Prescription.path()).unwrap().to_owned()
    }

    async fn sending(&self, token: &str) -> Result<SendingId, BadLink> {
        let mut q = self.db().read().await.unwrap();
        let found = mail::verify(&mut q, &self.portal.keys, Purpose::Prescription, token, self.now()).await.unwrap();
        found.map(SendingId)
    }

    async fn landed(&self, token: &str) -> LinkStanding {
        let sending = self.sending(token).await.unwrap();
        link_landing(&mut self.db().read().await.unwrap(), sending, self.now()).await.unwrap().unwrap().standing
    }

    async fn open(&self, token: &str, code: &str) -> Result<(Counter, PrescriptionId), LinkRefused> {
        let (sending, log) = (self.sending(token).await.unwrap(), AccessLog::default());
        open_link(self.db(), &self.portal.keys, &self.office.auditor, sending, code, &log, self.now()).await.unwrap()
    }

    async fn code(&self, id: PrescriptionId) -> String {
        code_in(&mut self.db().read().await.unwrap(), &self.portal.keys, &self.chart().await, id).await.unwrap()
    }

    async fn again_by_mail(&self, id: PrescriptionId) -> Result<(), NotSentAgain> {
        let (by, chart) = (self.clinician().await, self.chart().await);
        let (now, today) = (self.now(), self.today());
        send_again(self.db(), &self.office.auditor, &by, &chart, id, now, today).await.unwrap()
    }

    async fn mail_of(&self, id: PrescriptionId) -> Option<LinkMail> {
        let chart = self.chart().await;
        link_in(&mut self.db().read().await.unwrap(), &chart, id, self.today()).await.unwrap()
    }
}

#[tokio::test]
async fn a_locked_link_ends_and_a_fresh_one_has_another_code() {
    for test in databases("fresh_link").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.mail)).await;
        assert!(matches!(surgery.mail_of(id).await, Some(LinkMail::Waiting(_))));
        let old = surgery.mailed(true).await;
        let code = surgery.code(id).await;
        surgery.open(&old, &code).await.unwrap();
        for _ in 0..MOST_WRONG_CODES {
            surgery.open(&old, "2222-2222").await.unwrap_err();
        }
        assert!(matches!(surgery.mail_of(id).await, Some(LinkMail::Locked(_))));
        surgery.office.clock.advance(Duration::minutes(1));
        assert_eq!(surgery.again_by_mail(id).await, Ok(()));
        assert!(matches!(surgery.mail_of(id).await, Some(LinkMail::Waiting(_))));
        let new = surgery.mailed(true).await;
        assert!(matches!(surgery.mail_of(id).await, Some(LinkMail::Sent(_))));
        let fresh = surgery.code(id).await;
        assert_ne!(code, fresh);
        assert_eq!(surgery.landed(&old).await, LinkStanding::Renewed);
        for typed in [&code, &fresh] {
            let dead = LinkRefused::Dead(LinkStanding::Renewed);
            assert_eq!(surgery.open(&old, typed).await.unwrap_err(), dead, "whatever is typed");
        }
        for _ in 0..2 * MOST_WRONG_CODES {
            assert_eq!(surgery.open(&new, &code).await.unwrap_err(), LinkRefused::Earlier, "is not held against them");
        }
        assert_eq!(surgery.open(&new, &fresh).await.unwrap().1, id);
        for left in (0..MOST_WRONG_CODES).rev() {
            assert_eq!(
                surgery.open(&new, "2222-2222").await.unwrap_err(),
                LinkRefused::Wrong { left },
                "the same limit"
            );
        }
        assert_eq!(surgery.happened(id).await, ["signed", "sent", "link_renewed"]);
        let notes = "SELECT count(*) FROM audit_events WHERE detail LIKE '%link sent again%' AND role = 'prescriber'";
        assert_eq!(surgery.office.count(notes).await, 1);
    }
}

#[tokio::test]
async fn a_link_works_as_long_as_the_prescription_can_be_dispensed() {
    for test in databases("long_link").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.mail)).await;
        let token = surgery.mailed(true).await;
        surgery.office.clock.advance(Duration::days(300));
        assert_eq!(surgery.landed(&token).await, LinkStanding::Open, "refills run for a year");
        assert_eq!(surgery.again_by_mail(id).await, Ok(()));
        let fresh = surgery.mailed(true).await;
        surgery.office.clock.advance(Duration::days(64));
        assert_eq!(surgery.landed(&fresh).await, LinkStanding::Open);
        surgery.office.clock.advance(Duration::days(4));
        assert_eq!(surgery.sending(&fresh).await, Err(BadLink::Expired));
        assert_eq!(surgery.again_by_mail(id).await, Err(NotSentAgain::Refused(Refused::Expired)));
        assert_eq!(surgery.mail_of(id).await, None);
    }
}

#[tokio::test]
async fn what_is_over_stays_to_be_seen_for_thirty_days() {
    for test in databases("over_link").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.mail)).await;
        let token = surgery.mailed(true).await;
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET state = 'completed', dispensed = '90', ended_at = $2 WHERE id = $1")
            .bind(id)
            .bind(surgery.now())
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        surgery.office.clock.advance(Duration::days(30));
        assert_eq!(surgery.landed(&token).await, LinkStanding::Open);
        surgery.office.clock.advance(Duration::hours(1));
        let code = "2222-2222";
        assert_eq!(surgery.landed(&token).await, LinkStanding::Over);
        assert_eq!(surgery.open(&token, code).await.unwrap_err(), LinkRefused::Dead(LinkStanding::Over));
        assert_eq!(surgery.again_by_mail(id).await, Err(NotSentAgain::Refused(Refused::Completed)));
    }
}

#[tokio::test]
async fn a_mail_that_failed_is_sent_again_and_may_fail_again() {
    for test in databases("failed_link").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.mail)).await;
        surgery.mailed(false).await;
        assert!(matches!(surgery.mail_of(id).await, Some(LinkMail::Failed(_))));
        surgery.office.clock.advance(Duration::minutes(1));
        assert_eq!(surgery.again_by_mail(id).await, Ok(()));
        surgery.mailed(true).await;
        assert_eq!(surgery.state(id).await, "sent", "it is on its way after all");
        surgery.office.clock.advance(Duration::minutes(1));
        assert_eq!(surgery.again_by_mail(id).await, Ok(()));
        surgery.mailed(false).await;
        assert_eq!(surgery.state(id).await, "sent", "what the pharmacy has had stays where it is");
        assert!(matches!(surgery.mail_of(id).await, Some(LinkMail::Failed(_))));
        let notices = "SELECT count(*) FROM prescriber_notices WHERE kind = 'sending_failed'";
        assert_eq!(surgery.office.count(notices).await, 2);
    }
}

#[tokio::test]
async fn only_a_pharmacy_that_is_reached_by_mail_is_sent_a_link() {
    for test in databases("no_link").await {
        let surgery = Surgery::new(&test.db).await;
        for (pharmacy, name) in [(surgery.queue, "queue"), (surgery.paper, "paper")] {
            let id = surgery.signed(Some(pharmacy)).await;
            assert_eq!(surgery.mail_of(id).await, None, "{name}");
            assert_eq!(surgery.again_by_mail(id).await, Err(NotSentAgain::NotByMail), "{name}");
        }
        let id = surgery.signed(Some(surgery.mail)).await;
        let token = surgery.mailed(true).await;
        let (chart, code) = (surgery.chart().await, surgery.code(id).await);
        let (now, today) = (surgery.now(), surgery.today());
        redirect(surgery.db(), &surgery.office.auditor, &chart, id, None, now, today).await.unwrap().unwrap();
        assert_eq!(surgery.again_by_mail(id).await, Err(NotSentAgain::NotByMail));
        assert_eq!(surgery.open(&token, &code).await.unwrap_err(), LinkRefused::Dead(LinkStanding::Elsewhere));

        // A clerk of the care team may, as they may send it elsewhere; of another patient's record nobody finds it.
        let id = surgery.signed(Some(surgery.mail)).await;
        let clerk = Clinician::try_from(&surgery.session(surgery.clerk).await).unwrap();
        let stranger = surgery.office.patient("Someone Else", "H-2").await;
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query("UPDATE patients SET general_practitioner_id = (SELECT practitioner_id FROM accounts WHERE id = $2) WHERE id = $1")
            .bind(stranger)
            .bind(surgery.clerk)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let log = AccessLog::default();
        let other =
            clinic::patients::open(&mut surgery.db().read().await.unwrap(), &clerk, stranger, &log, now).await.unwrap();
        let (db, auditor) = (surgery.db(), &surgery.office.auditor);
        let refused = send_again(db, auditor, &clerk, &other, id, now, today).await;
        assert!(matches!(refused, Err(clinic::Error::NotFound)));
        assert_eq!(send_again(db, auditor, &clerk, &chart, id, now, today).await.unwrap(), Ok(()));
        assert!(surgery.session(surgery.clerk).await.roles().has(Role::Staff));
    }
}
