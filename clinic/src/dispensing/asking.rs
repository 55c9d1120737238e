use super::{
    Counter, NotDone,
    work::{held_at, noted},
};
use crate::{
    Error,
    audit::Auditor,
    db::{Db, Source as _},
    ids::{PrescriptionId, RequestId},
    mail,
    prescribing::{ChangeKind, DenialReason, Happening, NoticeKind, RequestKind, happened, limited, raise, renewal},
};
use chrono::{DateTime, NaiveDate, Utc};

/// What a pharmacy asks of a prescriber. Texts have at most [`crate::prescribing::LONGEST_TEXT`] characters.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Another drug, product or wording.
    Change {
        /// What kind of change.
        kind: ChangeKind,
        /// What exactly, and why.
        text: String,
    },
    /// A new prescription of the same.
    Renewal {
        /// More about it.
        text: String,
    },
}

/// A pharmacy's answer to a prescriber who wants a prescription back.
#[derive(Clone, Debug)]
pub enum CancellationAnswer {
    /// It is cancelled.
    Approve,
    /// It stays as it is.
    Deny {
        /// Why.
        reason: DenialReason,
        /// More about it, at most [`crate::prescribing::LONGEST_TEXT`] characters.
        text: String,
    },
}

/// Asks the prescriber for a change or a renewal; one of each kind waits at a time.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription, or came by the link of a mail; `Invalid` for a long text, and for a change
/// that says nothing.
pub async fn ask(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    wish: Wish,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<RequestId, NotDone>, Error> {
    if !counter.is_staffed() {
        return Err(Error::NotFound);
    }
    let (kind, detail, text, happening, what) = match &wish {
        Wish::Change { kind, text } => {
            (RequestKind::Change, Some(kind.name().to_owned()), text, Happening::ChangeAsked, "change asked for")
        }
        Wish::Renewal { text } => (RequestKind::Renewal, None, text, Happening::RenewalAsked, "renewal asked for"),
    };
    let text = limited(text)?;
    if kind == RequestKind::Change && text.is_none() {
        return Err(Error::Invalid("a change says what is to change".to_owned()));
    }
    let mut tx = db.begin().await?;
    let held = held_at(&mut tx, counter, id).await?;
    if kind == RequestKind::Renewal {
        if let Err(why) = renewal(&mut tx, &held).await?.judge(today) {
            return Ok(Err(NotDone::NotRenewable(why)));
        }
    } else if let Err(refused) = held.standing.receive(today) {
        return Ok(Err(refused.into()));
    }
    let (request, actor) = (RequestId::new(), counter.actor());
    let added = tx
        .query(
            "INSERT INTO prescription_requests
               (id, prescription_id, kind, detail, text, asked_by, asker, asker_role, asked_at, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending') ON CONFLICT DO NOTHING",
        )
        .bind(request)
        .bind(id)
        .bind(kind)
        .bind(detail.clone())
        .bind(text)
        .bind(counter.account())
        .bind(actor.name.clone())
        .bind(actor.role.to_owned())
        .bind(now)
        .run()
        .await?;
    if added == 0 {
        return Ok(Err(NotDone::Asked));
    }
    mail::enqueue(&mut tx, mail::Kind::InboxNotice, request.0, "", now).await?;
    happened(&mut tx, id, happening, &actor, Some(counter.pharmacy()), detail, now).await?;
    noted(&mut tx, auditor, counter, &held, what).await?;
    tx.commit().await?;
    Ok(Ok(request))
}

/// Takes back what a pharmacist has asked for.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription, or came by the link of a mail.
pub async fn withdraw(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    request: RequestId,
    now: DateTime<Utc>,
) -> Result<Result<(), NotDone>, Error> {
    if !counter.is_staffed() {
        return Err(Error::NotFound);
    }
    let mut tx = db.begin().await?;
    let held = held_at(&mut tx, counter, id).await?;
    let withdrawn = tx
        .query(
            "UPDATE prescription_requests SET state = 'withdrawn', answered_by = $3, answered_at = $4
             WHERE id = $1 AND prescription_id = $2 AND state = 'pending' AND kind <> 'cancellation'
               AND asker_role = 'pharmacist'",
        )
        .bind(request)
        .bind(id)
        .bind(counter.account())
        .bind(now)
        .run()
        .await?;
    if withdrawn == 0 {
        return Ok(Err(NotDone::Answered));
    }
    let actor = counter.actor();
    happened(&mut tx, id, Happening::RequestWithdrawn, &actor, Some(counter.pharmacy()), None, now).await?;
    noted(&mut tx, auditor, counter, &held, "request withdrawn").await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Answers a prescriber who wants a prescription back. A refusal leaves it as it was, and the prescriber hears of it.
///
/// # Errors
/// `NotFound` when the pharmacy has no such prescription; `Invalid` for a long text, and for a reason that is not a pharmacy's.
pub async fn answer_cancellation(
    db: &Db,
    auditor: &Auditor,
    counter: &Counter,
    id: PrescriptionId,
    answer: CancellationAnswer,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Result<(), NotDone>, Error> {
    let (approved, reason, text) = match answer {
        CancellationAnswer::Approve => (true, None, None),
        CancellationAnswer::Deny { reason, text } if DenialReason::OF_PHARMACIES.contains(&reason) => {
            (false, Some(reason.name().to_owned()), limited(&text)?)
        }
        CancellationAnswer::Deny { .. } => return Err(Error::Invalid("that is no pharmacy's reason".to_owned())),
    };
    let mut tx = db.begin().await?;
    let mut held = held_at(&mut tx, counter, id).await?;
    let next = match held.standing.answer_cancellation(approved, today) {
        Ok(next) => next,
        Err(refused) => return Ok(Err(refused.into())),
    };
    let asked: Option<(Option<String>,)> = tx
        .query(
            "UPDATE prescription_requests
             SET state = $2, answer = $3, answer_text = $4, answered_by = $5, answered_at = $6
             WHERE prescription_id = $1 AND kind = 'cancellation' AND state = 'pending' RETURNING detail",
        )
        .bind(id)
        .bind(if approved { "approved" } else { "denied" }.to_owned())
        .bind(reason.clone())
        .bind(text)
        .bind(counter.account())
        .bind(now)
        .maybe()
        .await?;
    held.save(&mut tx, next, now).await?;
    let (happening, detail, what) = if approved {
        (Happening::Cancelled, asked.and_then(|(why,)| why), "cancellation approved")
    } else {
        (Happening::CancellationDenied, reason, "cancellation denied")
    };
    happened(&mut tx, id, happening, &counter.actor(), Some(counter.pharmacy()), detail, now).await?;
    if !approved {
        raise(&mut tx, id, held.prescriber, NoticeKind::CancellationDenied, now).await?;
    }
    noted(&mut tx, auditor, counter, &held, what).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
