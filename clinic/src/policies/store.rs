use super::{Policy, Values};
use crate::{
    Error,
    accounts::{Admin, SessionPolicy},
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source},
    labs::{self, ReleasePolicy},
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use std::sync::{Arc, PoisonError, RwLock};

/// A query of settings, followed by the names under which policies are stored.
macro_rules! of_policies {
    ($select:literal) => {
        concat!(
            $select,
            " ('sessions.idle_minutes', 'sessions.absolute_hours', 'invitations.valid_days', 'helpers.limited_from_years',
               'helpers.ends_at_years', 'results.pathology_days', 'results.genetics_days', 'results.tumor_markers_days',
               'results.infections_days', 'visits.cancel_limit_hours', 'waitlist.offer_minutes', 'reminders.quiet_from_hour',
               'reminders.quiet_until_hour', 'reminders.first_hours', 'reminders.second_hours', 'reminders.third_hours')"
        )
    };
}

/// The policies in force, at hand for every request. Cloning shares them; another process that changes them is heard of by
/// [`Policies::refresh`].
#[derive(Clone, Debug)]
pub struct Policies {
    usual: Values,
    now: Arc<RwLock<Values>>,
}

impl Policies {
    /// The policies of the database; where it holds none, sessions last as configured.
    pub async fn open(db: &Db, sessions: SessionPolicy) -> Result<Self, Error> {
        let usual = Values::default()
            .with(Policy::SessionIdleMinutes, sessions.idle.num_minutes())
            .with(Policy::SessionAbsoluteHours, sessions.absolute.num_hours());
        let policies = Self { usual, now: Arc::new(RwLock::new(usual)) };
        policies.refresh(db).await?;
        Ok(policies)
    }

    /// Reads anew what the database holds. A value out of its limits counts as none.
    pub async fn refresh(&self, db: &Db) -> Result<(), Error> {
        let stored = stored(&mut db.read().await?, self.usual).await?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = stored;
        Ok(())
    }

    /// The values in force.
    pub fn values(&self) -> Values {
        *self.now.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The values where the clinic has not decided.
    pub fn usual(&self) -> Values {
        self.usual
    }

    /// How long sessions last.
    pub fn sessions(&self) -> SessionPolicy {
        let values = self.values();
        SessionPolicy {
            idle: Duration::minutes(values.get(Policy::SessionIdleMinutes)),
            absolute: Duration::hours(values.get(Policy::SessionAbsoluteHours)),
        }
    }
}

/// When a policy was changed last, and by whom.
#[derive(Clone, sqlx::FromRow)]
pub struct Current {
    /// The name it is stored under.
    pub name: String,
    /// When it was changed.
    pub changed_at: DateTime<Utc>,
    /// By whom.
    pub changed_by: Option<String>,
}

/// Who changed which policy when.
pub async fn current(q: &mut impl Source, _by: &Admin) -> Result<Vec<Current>, Error> {
    Ok(q.query(of_policies!(
        "SELECT s.name, s.changed_at, a.name AS changed_by
         FROM settings s LEFT JOIN accounts a ON a.id = s.changed_by WHERE s.name IN"
    ))
    .all()
    .await?)
}

/// Changes policies; what stays as it was is not written. Results that are held now wait as the new limits say, counted in days of
/// `zone`. The inner error names those that are out of their limits.
pub async fn change(
    db: &Db,
    auditor: &Auditor,
    by: &Admin,
    policies: &Policies,
    values: Values,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Result<(), Vec<Policy>>, Error> {
    let problems = values.problems();
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let mut tx = db.begin().await?;
    let before = stored(&mut tx, policies.usual).await?;
    for policy in Policy::ALL {
        let (old, new) = (before.get(policy), values.get(policy));
        if old == new {
            continue;
        }
        tx.query(
            "INSERT INTO settings (name, value, changed_at, changed_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (name) DO UPDATE SET value = $2, changed_at = $3, changed_by = $4",
        )
        .bind(policy.name())
        .bind(new.to_string())
        .bind(now)
        .bind(by.account())
        .run()
        .await?;
        let event = Event::new(by.actor(), Action::Update, Subject::Setting);
        auditor.record(&mut tx, event.noting(format!("{}: {old} → {new}", policy.name()))).await?;
    }
    if before.release() != values.release() {
        labs::hold_anew(&mut tx, values.release(), now, zone).await?;
    }
    tx.commit().await?;
    policies.refresh(db).await?;
    Ok(Ok(()))
}

/// The value of one policy as the database holds it, within a transaction that goes by it; the usual one where it holds none.
pub async fn value_of(q: &mut impl Source, policy: Policy) -> Result<i64, Error> {
    let found: Option<(Option<String>,)> =
        q.query("SELECT value FROM settings WHERE name = $1").bind(policy.name()).maybe().await?;
    Ok(found.and_then(|(value,)| read(policy, value.as_deref())).unwrap_or_else(|| policy.usual()))
}

/// When patients see their results as the database has it, within a transaction that goes by it.
pub(crate) async fn release_policy(q: &mut impl Source) -> Result<ReleasePolicy, Error> {
    Ok(stored(q, Values::default()).await?.release())
}

async fn stored(q: &mut impl Source, usual: Values) -> Result<Values, Error> {
    let rows: Vec<(String, Option<String>)> =
        q.query(of_policies!("SELECT name, value FROM settings WHERE name IN")).all().await?;
    Ok(Policy::ALL.into_iter().fold(usual, |values, policy| {
        let row = rows.iter().find(|(name, _)| name == policy.name());
        match row.and_then(|(_, value)| read(policy, value.as_deref())) {
            Some(value) => values.with(policy, value),
            None => values,
        }
    }))
}

fn read(policy: Policy, value: Option<&str>) -> Option<i64> {
    let (least, most) = policy.limits();
    value?.parse().ok().filter(|value| (least..=most).contains(value))
}
