use super::{
    Beginning, ChangeKind, Content, DenialReason, Happening, NoticeKind, RequestKind, RequestState,
    changes::{held_in, limited, noted},
    drafts::begin_in,
    happened,
};
use crate::{
    Error,
    accounts::Prescriber,
    audit::{AccessLog, Action, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{PatientId, PrescriptionId, RequestId},
    patients::Chart,
};
use chrono::{DateTime, Duration, Utc};
use sqlx::types::Json;
use uuid::Uuid;

/// Days after which a request that nobody answered is put away.
pub const DAYS_OPEN: i64 = 30;

/// A request that waits for a prescriber.
#[derive(Clone, sqlx::FromRow)]
pub struct Waiting {
    /// Which one.
    pub id: RequestId,
    /// The prescription it is about.
    pub prescription_id: PrescriptionId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The drug in words.
    pub drug: String,
    /// A renewal or a change.
    pub kind: RequestKind,
    /// Which kind of change.
    pub detail: Option<ChangeKind>,
    /// What was written beside it.
    pub text: Option<String>,
    /// Who asked.
    pub asker: String,
    /// In which role.
    pub asker_role: String,
    /// The pharmacy, where one asked.
    pub pharmacy: Option<String>,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// A notice in a prescriber's inbox.
#[derive(Clone, sqlx::FromRow)]
pub struct Noticed {
    /// Which one.
    pub id: Uuid,
    /// The prescription it is about.
    pub prescription_id: PrescriptionId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The drug in words.
    pub drug: String,
    /// What it is.
    pub kind: NoticeKind,
    /// What the pharmacy wrote, where it refused the prescription.
    pub remark: Option<String>,
    /// When it was raised.
    pub raised_at: DateTime<Utc>,
}

/// What waits for a prescriber, the oldest request and the newest notice first.
#[derive(Clone)]
pub struct Inbox {
    /// Renewals and changes to answer.
    pub requests: Vec<Waiting>,
    /// What to know of.
    pub notices: Vec<Noticed>,
}

/// What waits for a prescriber: of their own prescriptions, and of those whose prescriber does not work here any more.
pub async fn inbox(q: &mut impl Source, by: &Prescriber, log: &AccessLog) -> Result<Inbox, Error> {
    log.note(Event::new(by.actor(), Action::Read, Subject::Prescriptions));
    let requests = q
        .query(
            "SELECT r.id, r.prescription_id, p.patient_id, t.name AS patient, p.drug, r.kind, r.detail, r.text, r.asker,
                    r.asker_role, CASE WHEN r.asker_role = 'pharmacist' THEN o.name END AS pharmacy, r.asked_at
             FROM prescription_requests r CROSS JOIN prescriptions p CROSS JOIN patients t CROSS JOIN accounts a
             LEFT JOIN organizations o ON o.id = p.pharmacy_id
             WHERE r.state = 'pending' AND r.kind <> 'cancellation' AND p.id = r.prescription_id AND t.id = p.patient_id
               AND a.id = p.prescriber_id AND (a.id = $1 OR a.disabled_at IS NOT NULL)
             ORDER BY r.asked_at, r.id LIMIT 200",
        )
        .bind(by.account())
        .all()
        .await?;
    let notices = q
        .query(
            "SELECT n.id, n.prescription_id, p.patient_id, t.name AS patient, p.drug, n.kind,
                    CASE WHEN n.kind = 'rejected' THEN p.rejection_text END AS remark, n.raised_at
             FROM prescriber_notices n CROSS JOIN prescriptions p CROSS JOIN patients t
             WHERE n.account_id = $1 AND n.seen_at IS NULL AND p.id = n.prescription_id AND t.id = p.patient_id ORDER BY n.raised_at DESC, n.id DESC LIMIT 200",
        )
        .bind(by.account())
        .all()
        .await?;
    Ok(Inbox { requests, notices })
}

/// Puts a notice away.
///
/// # Errors
/// `NotFound` when it is not this prescriber's, or was put away before.
pub async fn notice_seen(db: &Db, by: &Prescriber, id: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let seen = tx
        .query("UPDATE prescriber_notices SET seen_at = $3 WHERE id = $1 AND account_id = $2 AND seen_at IS NULL")
        .bind(id)
        .bind(by.account())
        .bind(now)
        .run()
        .await?;
    if seen == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(())
}

/// Why a request was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnswered {
    /// Somebody has answered it, or it was taken back or put away.
    Over,
}

/// Denies a renewal or a change.
///
/// # Errors
/// `NotFound` when the record has no such request; `Invalid` for a long text.
#[expect(clippy::too_many_arguments, reason = "who, what and why are each their own")]
pub async fn deny(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    request: RequestId,
    reason: DenialReason,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), NotAnswered>, Error> {
    let text = limited(text)?;
    let mut tx = db.begin().await?;
    // The draft first, then the request, as signing does: the other way round two who answer at once wait for one another.
    tx.query("UPDATE prescriptions SET changed_at = changed_at WHERE request_id = $1 AND state = 'draft'")
        .bind(request)
        .run()
        .await?;
    let asked = of_chart(&mut tx, chart, request).await?;
    let answered = tx
        .query(
            "UPDATE prescription_requests SET state = 'denied', answer = $2, answer_text = $3, answered_by = $4, answered_at = $5
             WHERE id = $1 AND state = 'pending'",
        )
        .bind(request)
        .bind(reason)
        .bind(text)
        .bind(by.account())
        .bind(now)
        .run()
        .await?;
    if answered == 0 {
        return Ok(Err(NotAnswered::Over));
    }
    let happening = if asked.kind == RequestKind::Change { Happening::ChangeDenied } else { Happening::RenewalDenied };
    let detail = Some(reason.name().to_owned());
    happened(&mut tx, asked.prescription_id, happening, &by.actor(), None, detail, now).await?;
    // A draft that was begun to grant it has no use any more.
    tx.query("DELETE FROM prescriptions WHERE request_id = $1 AND state = 'draft'").bind(request).run().await?;
    noted(&mut tx, auditor, chart, asked.prescription_id, "request denied").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Answers a pharmacy's question without changing the prescription.
///
/// # Errors
/// `NotFound` when the record has no such request; `Invalid` for a long text, or none.
pub async fn clarify(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    request: RequestId,
    text: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), NotAnswered>, Error> {
    let text = limited(text)?.ok_or_else(|| Error::Invalid("an answer needs words".to_owned()))?;
    let mut tx = db.begin().await?;
    let asked = of_chart(&mut tx, chart, request).await?;
    let answered = tx
        .query(
            "UPDATE prescription_requests SET state = 'approved', answer_text = $2, answered_by = $3, answered_at = $4
             WHERE id = $1 AND state = 'pending' AND kind = 'change' AND detail = 'clarification'",
        )
        .bind(request)
        .bind(text)
        .bind(by.account())
        .bind(now)
        .run()
        .await?;
    if answered == 0 {
        return Ok(Err(NotAnswered::Over));
    }
    happened(&mut tx, asked.prescription_id, Happening::ChangeApproved, &by.actor(), None, None, now).await?;
    noted(&mut tx, auditor, chart, asked.prescription_id, "question answered").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Begins the draft that grants a request: with what was prescribed, to be signed as it is or with changes. A draft that was begun
/// for it before is taken up again.
///
/// # Errors
/// `NotFound` when the record has no such request.
pub async fn grant(
    db: &Db,
    auditor: &Auditor,
    by: &Prescriber,
    chart: &Chart,
    request: RequestId,
    now: DateTime<Utc>,
) -> Result<Result<PrescriptionId, NotAnswered>, Error> {
    let mut tx = db.begin().await?;
    let asked = of_chart(&mut tx, chart, request).await?;
    if asked.state != RequestState::Pending {
        return Ok(Err(NotAnswered::Over));
    }
    let begun: Option<(PrescriptionId,)> = tx
        .query("SELECT id FROM prescriptions WHERE request_id = $1 AND patient_id = $2 AND state = 'draft'")
        .bind(request)
        .bind(chart.patient())
        .maybe()
        .await?;
    if let Some((draft,)) = begun {
        return Ok(Ok(draft));
    }
    let content = again(&mut tx, chart, asked.prescription_id).await?;
    let beginning = Beginning {
        content,
        prescriber: Some(by.account()),
        replaces: Some(asked.prescription_id),
        request: Some(request),
    };
    let draft = begin_in(&mut tx, by.account(), chart, beginning, now).await?;
    noted(&mut tx, auditor, chart, draft, "draft for a request").await?;
    tx.commit().await?;
    Ok(Ok(draft))
}

/// What was prescribed, to be written again: without the reasons given at that time.
///
/// # Errors
/// `NotFound` when this patient has no such prescription.
pub(crate) async fn again(q: &mut Tx, chart: &Chart, id: PrescriptionId) -> Result<Content, Error> {
    held_in(q, chart, id).await?;
    let content: Option<(Json<Content>,)> =
        q.query("SELECT content FROM prescriptions WHERE id = $1").bind(id).maybe().await?;
    let (Json(content),) = content.ok_or(Error::NotFound)?;
    Ok(Content { reasons: std::collections::BTreeMap::new(), ..content })
}

/// Puts away what nobody answered for [`DAYS_OPEN`] days, ends what has expired, and takes off the list of medicines what was used
/// up. Some at a time; tells whether there was any.
pub async fn tidy_up(db: &Db, now: DateTime<Utc>, today: chrono::NaiveDate) -> Result<bool, Error> {
    let system = crate::audit::Actor::operator();
    let mut tx = db.begin().await?;
    let old: Vec<(RequestId, PrescriptionId)> = tx
        .query(
            "SELECT id, prescription_id FROM prescription_requests
             WHERE state = 'pending' AND kind <> 'cancellation' AND asked_at < $1 ORDER BY asked_at LIMIT 100",
        )
        .bind(now - Duration::days(DAYS_OPEN))
        .all()
        .await?;
    for (request, prescription) in &old {
        let archived = tx
            .query("UPDATE prescription_requests SET state = 'archived', answered_at = $2 WHERE id = $1 AND state = 'pending'")
            .bind(*request)
            .bind(now)
            .run()
            .await?;
        if archived > 0 {
            happened(&mut tx, *prescription, Happening::RequestArchived, &system, None, None, now).await?;
        }
    }
    tx.commit().await?;
    // A transaction for each part: others take a prescription before its requests.
    let mut tx = db.begin().await?;
    let expired: Vec<(PrescriptionId,)> = tx
        .query(
            "SELECT id FROM prescriptions
             WHERE state IN ('signed', 'sent', 'received', 'in_progress', 'part_dispensed', 'dispensed') AND expires_on < $1
             ORDER BY expires_on LIMIT 100",
        )
        .bind(today)
        .all()
        .await?;
    for (id,) in &expired {
        let mut held = super::hold(&mut tx, *id).await?;
        // Of two processes that look at once the slower finds it done.
        if held.standing.state != held.standing.on(today) {
            let next = super::Standing { state: held.standing.on(today), ..held.standing.clone() };
            held.save(&mut tx, next, now).await?;
            happened(&mut tx, *id, Happening::Expired, &system, held.pharmacy, None, now).await?;
        }
    }
    tx.commit().await?;
    let mut tx = db.begin().await?;
    let used_up: Vec<(PrescriptionId,)> = tx
        .query(
            "UPDATE prescriptions SET lasts_until = NULL
             WHERE id IN (SELECT id FROM prescriptions WHERE lasts_until < $1 ORDER BY lasts_until LIMIT 100) RETURNING id",
        )
        .bind(now)
        .all()
        .await?;
    for (id,) in &used_up {
        tx.query("UPDATE medication_requests SET status = 'completed', in_use = FALSE WHERE id = $1 AND in_use = TRUE")
            .bind(*id)
            .run()
            .await?;
    }
    tx.commit().await?;
    Ok(!old.is_empty() || !expired.is_empty() || !used_up.is_empty())
}

#[derive(sqlx::FromRow)]
struct Asked {
    prescription_id: PrescriptionId,
    kind: RequestKind,
    state: RequestState,
}

async fn of_chart(tx: &mut Tx, chart: &Chart, request: RequestId) -> Result<Asked, Error> {
    let patient = chart.read(Subject::Prescriptions)?;
    tx.query(
        "SELECT r.prescription_id, r.kind, r.state FROM prescription_requests r JOIN prescriptions p ON p.id = r.prescription_id
         WHERE r.id = $1 AND p.patient_id = $2 AND r.kind <> 'cancellation'",
    )
    .bind(request)
    .bind(patient)
    .maybe()
    .await?
    .ok_or(Error::NotFound)
}
