//! The clinic's critical limits, as administrators keep them.

use super::{Limit, critical::is_loinc};
use crate::{
    Error,
    accounts::Admin,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    ids::LimitId,
    labs::decimal,
};
use chrono::{DateTime, Utc};

/// A limit with who made it, and who ended it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Ruled {
    /// Which one.
    pub id: LimitId,
    /// The test's name, as it was typed.
    pub name: String,
    /// The limit itself.
    #[sqlx(flatten)]
    pub limit: Limit,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub maker: String,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who ended it.
    pub ender: Option<String>,
}

/// The limits that count now.
pub(crate) async fn in_force(q: &mut impl Source) -> Result<Vec<Limit>, Error> {
    Ok(q.query("SELECT code, unit, low, high FROM critical_limits WHERE ended_at IS NULL ORDER BY code, unit")
        .all()
        .await?)
}

/// All limits: those in force, then those that ended, the newest first; at most 500.
pub async fn ruled(q: &mut impl Source, _by: &Admin) -> Result<Vec<Ruled>, Error> {
    let mut rows: Vec<Ruled> = q
        .query(
            "SELECT l.id, l.name, l.code, l.unit, l.low, l.high, l.made_at, a.name AS maker, l.ended_at, e.name AS ender
             FROM critical_limits l JOIN accounts a ON a.id = l.made_by LEFT JOIN accounts e ON e.id = l.ended_by
             ORDER BY l.made_at DESC, l.id DESC LIMIT 500",
        )
        .all()
        .await?;
    rows.sort_by_key(|row| row.ended_at.is_some());
    Ok(rows)
}

/// Why a limit was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLimited {
    /// The test has no name, or one of more than 100 characters.
    Name,
    /// The code is no LOINC code.
    Code,
    /// There is no unit, or one of more than 40 characters.
    Unit,
    /// The lower limit is no number.
    Low,
    /// The upper limit is no number.
    High,
    /// There is neither a lower nor an upper one.
    Neither,
    /// The lower limit is not below the upper one.
    Order,
    /// There is one for this test and unit already.
    Twice,
}

/// Adds a limit; it counts for what comes from now on.
pub async fn add_limit(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    name: &str,
    limit: Limit,
    now: DateTime<Utc>,
) -> Result<Result<(), NotLimited>, Error> {
    if let Some(fault) = fault(name, &limit) {
        return Ok(Err(fault));
    }
    let mut tx = db.begin().await?;
    let id = LimitId::new();
    let added = tx
        .query(
            "INSERT INTO critical_limits (id, code, name, unit, low, high, made_at, made_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(limit.code.clone())
        .bind(name.trim().to_owned())
        .bind(limit.unit)
        .bind(limit.low)
        .bind(limit.high)
        .bind(now)
        .bind(by.account())
        .run()
        .await?;
    if added == 0 {
        return Ok(Err(NotLimited::Twice));
    }
    let event = Event::new(by.actor(), Action::Create, Subject::Setting).on(id.0);
    auditor.record(&mut tx, event.noting(format!("critical limit for {}", limit.code))).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

fn fault(name: &str, limit: &Limit) -> Option<NotLimited> {
    let is_text = |text: &str, most: usize| !text.trim().is_empty() && text.chars().count() <= most;
    let number = |text: &Option<String>| text.as_deref().map(decimal);
    let (low, high) = (number(&limit.low), number(&limit.high));
    if !is_text(name, 100) {
        Some(NotLimited::Name)
    } else if !is_loinc(&limit.code) {
        Some(NotLimited::Code)
    } else if !is_text(&limit.unit, 40) {
        Some(NotLimited::Unit)
    } else if low == Some(None) {
        Some(NotLimited::Low)
    } else if high == Some(None) {
        Some(NotLimited::High)
    } else {
        match (low.flatten(), high.flatten()) {
            (None, None) => Some(NotLimited::Neither),
            (Some(low), Some(high)) if low >= high => Some(NotLimited::Order),
            _ => None,
        }
    }
}

/// Ends a limit; it stays on the page with who ended it.
///
/// # Errors
/// `NotFound` when there is none, or it has ended already.
pub async fn end_limit(db: &Db, auditor: &Auditor, by: &Admin, id: LimitId, now: DateTime<Utc>) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let ended = tx
        .query("UPDATE critical_limits SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .bind(by.account())
        .run()
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    let event = Event::new(by.actor(), Action::Delete, Subject::Setting).on(id.0).noting("critical limit");
    auditor.record(&mut tx, event).await?;
    tx.commit().await?;
    Ok(())
}
