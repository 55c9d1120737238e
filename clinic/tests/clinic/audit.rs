//! The audit trail on both databases: durable, sealed, and any tampering named.

use crate::ground::Ground;
use chrono::{DateTime, Duration, TimeZone as _, Utc};
use clinic::{
    audit::{Action, Actor, Auditor, Event, Finding, Outcome, Subject, Verdict, verify},
    db::{Db, Source as _},
    ids::AuditEventId,
    testing::databases,
};
use std::ops::Deref;

struct Trail(Ground);

impl Deref for Trail {
    type Target = Ground;

    fn deref(&self) -> &Ground {
        &self.0
    }
}

impl Trail {
    fn start(db: &Db) -> Self {
        Self(Ground::at(db, Utc.with_ymd_and_hms(2026, 3, 8, 7, 30, 0).unwrap()))
    }

    async fn filled(db: &Db, events: usize) -> Self {
        let trail = Self::start(db);
        for number in 0..events {
            let event = Event::new(Actor::operator(), Action::Read, Subject::Labs).noting(format!("event {number}"));
            trail.auditor.commit(vec![event], None).await.unwrap();
        }
        trail.seal().await;
        trail
    }

    async fn seal(&self) {
        Auditor::seal(&self.db, &self.clock, &self.keys, &self.head).await.unwrap();
    }

    async fn verify(&self) -> Verdict {
        verify(&self.db, &self.keys, &self.head).await.unwrap()
    }

    async fn any_row(&self) -> AuditEventId {
        let mut q = self.db.read().await.unwrap();
        let (id,): (AuditEventId,) =
            q.query("SELECT id FROM audit_events ORDER BY id LIMIT 1 OFFSET 2").one().await.unwrap();
        id
    }

    async fn tamper(&self, sql: &'static str, id: AuditEventId) {
        let mut tx = self.db.begin().await.unwrap();
        assert_eq!(tx.query(sql).bind(id).run().await.unwrap(), 1);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn an_untouched_trail_passes() {
    for test in databases("audit_passes").await {
        let trail = Trail::filled(&test.db, 5).await;
        let verdict = trail.verify().await;
        assert_eq!(verdict.findings, []);
        assert_eq!((verdict.sealed, verdict.unsealed), (5, 0));
        // Starting again with the same keys and more events goes on where it was.
        trail
            .auditor
            .commit(vec![Event::new(Actor::visitor(), Action::Execute, Subject::Session)], None)
            .await
            .unwrap();
        trail.seal().await;
        let verdict = trail.verify().await;
        assert_eq!((verdict.findings.len(), verdict.sealed), (0, 6));
    }
}

#[tokio::test]
async fn a_changed_row_is_named() {
    for test in databases("audit_changed").await {
        let trail = Trail::filled(&test.db, 5).await;
        let id = trail.any_row().await;
        trail.tamper("UPDATE audit_events SET detail = 'nothing' WHERE id = $1", id).await;
        assert_eq!(trail.verify().await.findings, [Finding::Changed(id)]);
    }
}

#[tokio::test]
async fn a_deleted_row_is_named() {
    for test in databases("audit_deleted").await {
        let trail = Trail::filled(&test.db, 5).await;
        let id = trail.any_row().await;
        trail.tamper("DELETE FROM audit_events WHERE id = $1", id).await;
        let findings = trail.verify().await.findings;
        assert!(matches!(findings.as_slice(), [Finding::Deleted(gone, _)] if *gone == id), "{findings:?}");
    }
}

#[tokio::test]
async fn a_row_put_into_a_sealed_block_is_named() {
    for test in databases("audit_added").await {
        let trail = Trail::filled(&test.db, 3).await;
        // A copy of a genuine row under another id.
        let forged = AuditEventId::new();
        trail
            .tamper(
                "INSERT INTO audit_events (id, at, account_id, actor, role, action, patient_id, subject, subject_id, outcome,
                        purpose, reason, request_id, mac, block)
                 SELECT $1, at, account_id, actor, role, action, patient_id, subject, subject_id, outcome, purpose, reason,
                        request_id, mac, block FROM audit_events LIMIT 1",
                forged,
            )
            .await;
        let findings = trail.verify().await.findings;
        assert!(matches!(findings.as_slice(), [Finding::Added(id, _)] if *id == forged), "{findings:?}");
    }
}

#[tokio::test]
async fn a_trail_cut_off_at_its_end_shows() {
    for test in databases("audit_cut").await {
        let trail = Trail::filled(&test.db, 3).await;
        let (newest,): (i64,) =
            trail.db.read().await.unwrap().query("SELECT max(number) FROM audit_blocks").one().await.unwrap();
        let mut tx = trail.db.begin().await.unwrap();
        tx.query("DELETE FROM audit_events WHERE block = $1").bind(newest).run().await.unwrap();
        tx.query("DELETE FROM audit_blocks WHERE number = $1").bind(newest).run().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(trail.verify().await.findings, [Finding::Cut(newest)]);
    }
}

#[tokio::test]
async fn a_row_not_sealed_yet_is_authenticated_all_the_same() {
    for test in databases("audit_unsealed").await {
        let trail = Trail::start(&test.db);
        // Written by hand after the sealer has had its turn, so that it stays unsealed for this look.
        let mut tx = trail.db.begin().await.unwrap();
        trail.auditor.record(&mut tx, Event::new(Actor::operator(), Action::Create, Subject::Import)).await.unwrap();
        tx.query("UPDATE audit_events SET actor = 'somebody else'").run().await.unwrap();
        tx.commit().await.unwrap();
        let findings = trail.verify().await.findings;
        assert!(matches!(findings.as_slice(), [Finding::Changed(_)]), "{findings:?}");
    }
}

#[tokio::test]
async fn a_rolled_back_write_leaves_no_row_and_many_requests_at_once_all_leave_theirs() {
    for test in databases("audit_group").await {
        let trail = Trail::start(&test.db);
        let mut tx = trail.db.begin().await.unwrap();
        trail.auditor.record(&mut tx, Event::new(Actor::operator(), Action::Create, Subject::Import)).await.unwrap();
        tx.rollback().await.unwrap();
        let requests: Vec<_> = (0..200)
            .map(|_| {
                let auditor = trail.auditor.clone();
                let refused = Event::new(Actor::visitor(), Action::Read, Subject::Labs).ended(Outcome::Refused);
                tokio::spawn(async move { auditor.commit(vec![refused], None).await })
            })
            .collect();
        for request in requests {
            request.await.unwrap().unwrap();
        }
        trail.seal().await;
        let verdict = trail.verify().await;
        assert_eq!((verdict.findings.len(), verdict.sealed), (0, 200));
    }
}

#[tokio::test]
async fn times_keep_their_microseconds() {
    for test in databases("audit_micros").await {
        let trail = Trail::start(&test.db);
        trail.clock.advance(Duration::microseconds(123_456));
        let wanted = trail.clock.now();
        trail.auditor.commit(vec![Event::new(Actor::operator(), Action::Read, Subject::Database)], None).await.unwrap();
        let (at,): (DateTime<Utc>,) =
            trail.db.read().await.unwrap().query("SELECT at FROM audit_events").one().await.unwrap();
        assert_eq!(at, wanted);
    }
}

#[tokio::test]
async fn what_is_changed_with_a_reason_keeps_both() {
    use crate::people::Office;
    use clinic::{
        accounts::{Language, Role},
        audit::AccessLog,
        helpers::{self, By, Invite, Relationship, Section},
        patients::{Purpose, grant, open},
        profile::{self, Editor, Wanted},
    };
    for test in databases("changed_with_reason").await {
        let office = Office::new(&test.db);
        let patient = office.patient("Rosa", "MR-1").await;
        let dana = office.account("Dana", &[Role::Staff], None).await;
        let dana = office.clinician(dana).await;
        let (db, auditor, now) = (&office.db, &office.auditor, office.now());
        grant(db, auditor, &dana, patient, Purpose::Other, "at the desk", now).await.unwrap();
        let chart = open(&mut db.read().await.unwrap(), &dana, patient, &AccessLog::default(), now).await.unwrap();
        let new = Invite {
            name: "Kim".to_owned(),
            relationship: Relationship::RESPONSIBLE[0],
            sections: [Section::Labs].into_iter().collect(),
            ends_at: None,
            email: Some("kim@example.org".to_owned()),
            language: Language::En,
        };
        let by = By::Clinic(&dana, &chart);
        let helper = helpers::invite(db, auditor, by, &new, now).await.unwrap().unwrap().helper;
        helpers::renew(db, auditor, by, helper, now).await.unwrap().unwrap();
        helpers::end(db, auditor, by, helper, now).await.unwrap();
        let editor = Editor::at_clinic(&dana, chart);
        let wanted = Wanted::name("Rosa", "Delgado").unwrap();
        profile::ask(db, auditor, &editor, &wanted, None, now).await.unwrap();
        let rows: Vec<(String, String, String)> = db
            .read()
            .await
            .unwrap()
            .query(
                "SELECT detail, reason, purpose FROM audit_events
                 WHERE subject IN ('helper', 'profile') AND patient_id IS NOT NULL ORDER BY id",
            )
            .all()
            .await
            .unwrap();
        let what = ["labs; no end", "new invitation", "right ended", "change asked for"];
        assert_eq!(rows, what.map(|what| (what.to_owned(), "at the desk".to_owned(), "other".to_owned())));
    }
}
