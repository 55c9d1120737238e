//! What one row of a right to help comes to at a moment.

use super::{AgePolicy, Ground, Section, Sections, Since, Step, model::Granted};
use crate::{
    Error,
    db::Source,
    ids::{AccountId, PatientId},
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// A right as it was given.
#[derive(sqlx::FromRow)]
pub(super) struct Right {
    ground: Ground,
    #[sqlx(flatten)]
    granted: Granted,
    created_at: DateTime<Utc>,
    #[sqlx(try_from = "i64")]
    adult_from_years: u32,
    pub ends_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    born: Option<NaiveDate>,
    limited_from_years: Option<String>,
    ends_at_years: Option<String>,
}

/// The columns of a [`Right`], of `helpers h` and `patients p`; `$1` and `$2` are [`AgePolicy::SETTINGS`].
macro_rules! right {
    () => {
        "h.basis AS ground, h.labs, h.prescriptions, h.appointments, h.record, h.created_at, h.adult_from_years, h.ends_at, h.revoked_at,
         CASE WHEN p.birth_date_precision = 'day' THEN p.birth_date END AS born,
         (SELECT value FROM settings WHERE name = $1) AS limited_from_years,
         (SELECT value FROM settings WHERE name = $2) AS ends_at_years "
    };
}
pub(super) use right;

impl Right {
    /// How far it goes now, and the sections that it opens; `None` when it opens nothing.
    pub fn standing(&self, now: DateTime<Utc>, zone: Tz) -> Option<(Step, Sections)> {
        if self.revoked_at.is_some() || self.ends_at.is_some_and(|ends| ends <= now) {
            return None;
        }
        let step = match self.ground {
            Ground::Invited => Step::Full,
            Ground::Guardian => self.policy().step(self.born, self.since(zone), now.with_timezone(&zone).date_naive()),
        };
        let sections = step.leaves(self.granted.sections());
        (!sections.is_empty()).then_some((step, sections))
    }

    /// The birth date of a child whose guardian has it.
    pub fn of_child(&self, zone: Tz) -> Option<NaiveDate> {
        self.born.filter(|born| self.ground == Ground::Guardian && !self.since(zone).is_of_adult(*born))
    }

    /// The ages that the clinic has set.
    pub fn policy(&self) -> AgePolicy {
        AgePolicy::read(self.limited_from_years.as_deref(), self.ends_at_years.as_deref())
    }

    fn since(&self, zone: Tz) -> Since {
        Since { day: self.created_at.with_timezone(&zone).date_naive(), adult_from_years: self.adult_from_years }
    }
}

/// The accounts that may know of a patient's visits because they help.
pub(crate) async fn who_help_with_visits(
    q: &mut impl Source,
    patient: PatientId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<AccountId>, Error> {
    who_help_with(q, patient, Section::Appointments, zone, now).await
}

/// The accounts that may know of a section of a patient's record because they help: accepted, not ended, not outgrown, and not
/// disabled. Days are those of `zone`, the clinic's.
pub(crate) async fn who_help_with(
    q: &mut impl Source,
    patient: PatientId,
    section: Section,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<Vec<AccountId>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        account_id: AccountId,
        #[sqlx(flatten)]
        right: Right,
    }
    let [limited, ends] = AgePolicy::SETTINGS;
    let rows: Vec<Row> = q
        .query(concat!(
            "SELECT h.account_id, ",
            right!(),
            "FROM helpers h JOIN patients p ON p.id = h.patient_id JOIN accounts a ON a.id = h.account_id
             WHERE h.patient_id = $3 AND h.accepted_at IS NOT NULL AND h.revoked_at IS NULL AND a.disabled_at IS NULL
             ORDER BY h.account_id"
        ))
        .bind(limited)
        .bind(ends)
        .bind(patient)
        .all()
        .await?;
    let knows = |row: &Row| row.right.standing(now, zone).is_some_and(|(_, all)| all.has(section));
    let mut accounts: Vec<AccountId> = rows.into_iter().filter(knows).map(|row| row.account_id).collect();
    accounts.dedup();
    Ok(accounts)
}
