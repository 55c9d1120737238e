//! What readers of a record are told about a prescription, on both databases.

use super::surgery::Surgery;
use chrono::{Duration, NaiveDate};
use clinic::{
    Error,
    accounts::Person,
    audit::{AccessLog, Actor},
    db::Source as _,
    helpers::{self, Entered, Ground, Relationship, Section},
    ids::PrescriptionId,
    paging::Before,
    patients::{self, Chart},
    prescribing::{
        CancellationReason, Happening, NotRenewable, Refused, Stage, Story, ask_renewal, cancel, overridden, redirect,
        story,
    },
    prescriptions::{Which, list},
    signing::{OnlineState, prescription_state},
    testing::databases,
};

impl Surgery {
    async fn story(&self, id: PrescriptionId) -> Story {
        let chart = self.chart().await;
        story(&mut self.db().read().await.unwrap(), &chart, id, self.today()).await.unwrap().unwrap()
    }

    async fn online(&self, id: PrescriptionId, today: NaiveDate) -> Option<OnlineState> {
        prescription_state(&mut self.db().read().await.unwrap(), id.0, today).await.unwrap()
    }

    /// As the pharmacy leaves it.
    async fn left_as(&self, id: PrescriptionId, state: &str, dispensed: &str, is_ready: bool) {
        let mut tx = self.db().begin().await.unwrap();
        tx.query("UPDATE prescriptions SET state = $2, dispensed = $3, ready_at = $4, dispensed_at = $5 WHERE id = $1")
            .bind(id)
            .bind(state.to_owned())
            .bind(dispensed.to_owned())
            .bind(is_ready.then(|| self.now()))
            .bind((dispensed != "0").then(|| self.now()))
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn each_state_has_its_story_and_its_answer_to_whoever_checks_the_code() {
    for test in databases("story").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(Some(surgery.queue)).await;
        let told = surgery.story(id).await;
        assert_eq!(told.course.pharmacy.as_deref(), Some("Lakeside Pharmacy"));
        assert_eq!(told.pharmacy.unwrap().city.as_deref(), Some("Portland"));
        assert_eq!((told.unit.as_str(), told.prescriber.as_deref()), ("tablet", Some("Amara Okafor")));
        let kinds: Vec<Happening> = told.happened.iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [Happening::Signed, Happening::Sent]);
        let last = told.standing.expires_on;
        for (state, dispensed, is_ready, stage, online, renewable) in [
            ("sent", "0", false, Stage::Sent, OnlineState::NotDispensed, NotRenewable::OnItsWay),
            ("received", "0", false, Stage::Seen, OnlineState::NotDispensed, NotRenewable::OnItsWay),
            ("in_progress", "0", false, Stage::Preparing, OnlineState::NotDispensed, NotRenewable::OnItsWay),
            ("in_progress", "0", true, Stage::Ready, OnlineState::NotDispensed, NotRenewable::OnItsWay),
            (
                "part_dispensed",
                "10",
                false,
                Stage::PartGiven,
                OnlineState::PartDispensed,
                NotRenewable::RefillsLeft { left: 3 },
            ),
            (
                "dispensed",
                "30",
                false,
                Stage::RefillsLeft,
                OnlineState::PartDispensed,
                NotRenewable::RefillsLeft { left: 2 },
            ),
            (
                "completed",
                "90",
                false,
                Stage::Done,
                OnlineState::Dispensed,
                NotRenewable::TooSoon { from: surgery.now().date_naive() + Duration::days(23) },
            ),
            ("cancelled", "0", false, Stage::Cancelled, OnlineState::Cancelled, NotRenewable::Cancelled),
            ("rejected", "0", false, Stage::Rejected, OnlineState::Cancelled, NotRenewable::Rejected),
        ] {
            surgery.left_as(id, state, dispensed, is_ready).await;
            let told = surgery.story(id).await;
            assert_eq!(told.course.stage(), stage, "{state}");
            assert_eq!(told.renewable, Err(renewable), "{state}");
            let is_free = dispensed == "0" && !told.course.state.is_over();
            assert_eq!(told.redirectable.is_ok(), is_free, "{state}");
            assert_eq!(surgery.online(id, surgery.today()).await, Some(online), "{state}");
            let chart = surgery.chart().await;
            let mut q = surgery.db().read().await.unwrap();
            let rows = list(&mut q, &chart, Which::All, "", Before::START, 9).await.unwrap().rows;
            assert_eq!(rows[0].course(surgery.today()), Some(told.course), "the list says the same");
        }
        surgery.left_as(id, "sent", "0", false).await;
        let over = last + Duration::days(1);
        assert_eq!(surgery.online(id, last).await, Some(OnlineState::NotDispensed));
        assert_eq!(surgery.online(id, over).await, Some(OnlineState::Expired));
        let chart = surgery.chart().await;
        let mut q = surgery.db().read().await.unwrap();
        let told = story(&mut q, &chart, id, over).await.unwrap().unwrap();
        assert_eq!((told.course.stage(), told.redirectable), (Stage::Expired, Err(Refused::Expired)));
        assert!(told.renewable.is_ok(), "nobody needs to have noticed that it has expired");
        assert_eq!(prescription_state(&mut q, clinic::ids::new(), over).await.unwrap(), None);
    }
}

#[tokio::test]
async fn what_is_asked_and_replaced_is_told() {
    for test in databases("story_asked").await {
        let surgery = Surgery::new(&test.db).await;
        let (db, auditor, chart) = (surgery.db(), &surgery.office.auditor, surgery.chart().await);
        let (now, today) = (surgery.now(), surgery.today());
        let id = surgery.signed(Some(surgery.queue)).await;
        let by = surgery.prescriber().await;
        cancel(db, auditor, &by, &chart, id, CancellationReason::Mistake, "wrong patient", now, today)
            .await
            .unwrap()
            .unwrap();
        let told = surgery.story(id).await;
        assert_eq!(told.course.stage(), Stage::Cancelling);
        assert_eq!(told.redirectable, Err(Refused::CancellationPending));
        assert_eq!(surgery.online(id, today).await, Some(OnlineState::Cancelling));
        let asked = told.happened.last().unwrap();
        assert_eq!((asked.kind, asked.detail.as_deref()), (Happening::CancellationAsked, Some("mistake")));
        assert_eq!(told.requests[0].asked_at, asked.happened_at, "the text finds its line by the moment");

        let on_paper = surgery.signed(None).await;
        let told = surgery.story(on_paper).await;
        assert!(told.course.is_original_on_paper());
        assert_eq!((told.course.stage(), told.pharmacy.is_none()), (Stage::OnPaper, true));
        redirect(db, auditor, &chart, on_paper, Some(surgery.mail), now, today).await.unwrap().unwrap();
        let told = surgery.story(on_paper).await;
        assert_eq!(told.course.stage(), Stage::Sending);
        assert!(!told.course.is_original_on_paper());

        surgery.left_as(on_paper, "completed", "90", false).await;
        let later = today + Duration::days(80);
        ask_renewal(db, auditor, &chart, on_paper, "please", now, later).await.unwrap().unwrap();
        assert_eq!(surgery.story(on_paper).await.renewable, Err(NotRenewable::Pending));
        let newer = surgery.signed(None).await;
        let mut tx = db.begin().await.unwrap();
        tx.query("UPDATE prescriptions SET replaces_id = $2 WHERE id = $1")
            .bind(newer)
            .bind(on_paper)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(surgery.story(on_paper).await.replaced_by, Some(newer));
        assert_eq!(surgery.online(on_paper, today).await, Some(OnlineState::Replaced));
    }
}

#[tokio::test]
async fn only_those_who_may_see_prescriptions_are_told() {
    for test in databases("story_others").await {
        let surgery = Surgery::new(&test.db).await;
        let id = surgery.signed(None).await;
        let draft = surgery.drafted(super::surgery::warfarin(), None).await;
        let chart = surgery.chart().await;
        let mut q = surgery.db().read().await.unwrap();
        assert!(story(&mut q, &chart, draft, surgery.today()).await.unwrap().is_none(), "a draft is nobody's yet");
        drop(q);
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query(
            "INSERT INTO prescription_overrides
               (id, prescription_id, rule, indicator, summary, source, reason, overridden_by, overridden_at)
             VALUES ($1, $2, 'a-rule', 'warning', 'Watch the INR', 'A label', 'will-monitor', $3, $4)",
        )
        .bind(clinic::ids::new())
        .bind(id)
        .bind(surgery.doctor)
        .bind(surgery.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut q = surgery.db().read().await.unwrap();
        let warnings = overridden(&mut q, &chart, id).await.unwrap();
        assert!(warnings.iter().any(|warning| warning.summary == "Watch the INR"));
        drop(q);

        let stranger = surgery.office.patient("Rosa Ortiz", "H-2").await;
        let mut tx = surgery.db().begin().await.unwrap();
        tx.query(
            "UPDATE patients SET general_practitioner_id = (SELECT general_practitioner_id FROM patients WHERE id = $2)
             WHERE id = $1",
        )
        .bind(stranger)
        .bind(surgery.patient)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let (by, log) = (surgery.clinician().await, AccessLog::default());
        let mut q = surgery.db().read().await.unwrap();
        let other = patients::open(&mut q, &by, stranger, &log, surgery.now()).await.unwrap();
        assert!(story(&mut q, &other, id, surgery.today()).await.unwrap().is_none(), "of another record");
        assert!(overridden(&mut q, &other, id).await.unwrap().is_empty());
        drop(q);

        for (section, sees) in [(Section::Labs, false), (Section::Prescriptions, true)] {
            let chart = surgery.helped_with(section).await;
            let mut q = surgery.db().read().await.unwrap();
            let told = story(&mut q, &chart, id, surgery.today()).await;
            if sees {
                assert!(told.unwrap().is_some());
            } else {
                assert!(matches!(told, Err(Error::NotFound)));
                drop(q);
                let (db, auditor) = (surgery.db(), &surgery.office.auditor);
                let asked = ask_renewal(db, auditor, &chart, id, "", surgery.now(), surgery.today()).await;
                assert!(matches!(asked, Err(Error::NotFound)));
            }
        }
    }
}

impl Surgery {
    /// The record as someone new sees it who helps with one section.
    async fn helped_with(&self, section: Section) -> Chart {
        let account = self.office.account(&format!("Kim {section:?}"), &[], None).await;
        let right = Entered {
            patient: self.patient,
            email: format!("kim.{section:?}@example.org").to_lowercase(),
            relationship: Relationship::Friend,
            ground: Ground::Invited,
            sections: [section].into_iter().collect(),
            ends_at: None,
        };
        helpers::enter(self.db(), &self.office.auditor, Actor::operator(), right, self.now()).await.unwrap();
        let person = Person::from(&self.session(account).await);
        let (log, zone) = (AccessLog::default(), self.portal.settings.zone);
        let mut q = self.db().read().await.unwrap();
        helpers::open(&mut q, &person, self.patient, &log, self.now(), zone).await.unwrap().0
    }
}
