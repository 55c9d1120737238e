//! The mails about results: that there is something new, or an answer. They never say of what.

use super::{
    Choice, Job, Kind,
    letters::{Content, Letter, unsubscribe},
};
use crate::{
    Error,
    accounts::Language,
    appointments::Recipient,
    db::{Db, Source as _},
    ids::PatientId,
    keys::Keys,
    reviews::{is_shown, still_reads},
};
use chrono::{DateTime, Utc};

#[derive(sqlx::FromRow)]
struct Reader {
    email: String,
    language: Option<Language>,
    is_own: bool,
    wanted: bool,
}

/// Looks up whom it goes to; nothing when they may not know of these results any more, or do without such notices.
pub(super) async fn about_results(
    db: &Db,
    keys: &Keys,
    job: &Job,
    now: DateTime<Utc>,
) -> Result<Option<Letter>, Error> {
    let Some(Recipient::Account(account)) = Recipient::of(&job.occasion) else { return Ok(None) };
    let mut q = db.read().await?;
    let sql = match job.kind {
        Kind::QuestionAnswered => "SELECT patient_id FROM report_questions WHERE id = $1 AND answered_at IS NOT NULL",
        _ => {
            concat!("SELECT a.patient_id FROM report_announcements a WHERE a.id = $1 AND", is_shown!("a", "$2"))
        }
    };
    let query = q.query(sql).bind(job.subject);
    let query = if job.kind == Kind::QuestionAnswered { query } else { query.bind(now) };
    let patient: Option<(PatientId,)> = query.maybe().await?;
    let Some((patient,)) = patient else { return Ok(None) };
    if !still_reads(&mut q, patient, account, now).await? {
        return Ok(None);
    }
    let reader: Option<Reader> = q
        .query(
            "SELECT a.email, a.language, COALESCE(a.patient_id = $2, FALSE) AS is_own, coalesce(n.wanted, TRUE) AS wanted
             FROM accounts a LEFT JOIN notification_choices n ON n.account_id = a.id AND n.kind = 'results' WHERE a.id = $1",
        )
        .bind(account)
        .bind(patient)
        .maybe()
        .await?;
    drop(q);
    let Some(reader) = reader else { return Ok(None) };
    let choice: Option<Choice> = job.kind.choice();
    if choice.is_some() && !reader.wanted {
        return Ok(None);
    }
    let end = match choice {
        Some(choice) => Some(unsubscribe(db, keys, account, choice, now).await?),
        None => None,
    };
    let path = if reader.is_own { "/labs" } else { "/helping" };
    Ok(Some(Letter {
        id: job.id,
        kind: job.kind,
        to: reader.email,
        language: reader.language,
        content: Content::Notice { path },
        unsubscribe: end,
    }))
}
