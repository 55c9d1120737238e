use super::{Activity, Which};
use crate::{
    Error,
    audit::Subject,
    db::Source,
    moment::{Moment, Precision},
    paging::{Before, Page},
    patients::Chart,
};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

/// What is planned for a patient's care.
#[derive(Clone, sqlx::FromRow)]
pub struct Plan {
    /// Its id.
    pub id: Uuid,
    /// FHIR `CarePlan.status`.
    pub status: String,
    /// What it is called, as it came.
    pub display: String,
    /// The conditions it is for.
    pub addresses: Option<String>,
    /// Whether it is followed now.
    pub active: bool,
    /// Its description and remarks.
    pub note: Option<String>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    activities: Json<Vec<Activity>>,
    period_start: Option<DateTime<Utc>>,
    period_start_precision: Option<Precision>,
    period_end: Option<DateTime<Utc>>,
    period_end_precision: Option<Precision>,
}

impl Plan {
    /// What it foresees; the same thing is named once.
    pub fn activities(&self) -> Vec<&Activity> {
        let mut named: Vec<&Activity> = Vec::new();
        for activity in &self.activities.0 {
            if activity.text.is_some() && !named.contains(&activity) {
                named.push(activity);
            }
        }
        named
    }

    /// From when it is followed.
    pub fn start(&self) -> Option<Moment> {
        Moment::of(self.period_start, self.period_start_precision)
    }

    /// Until when.
    pub fn end(&self) -> Option<Moment> {
        Moment::of(self.period_end, self.period_end_precision)
    }
}

/// Care plans, the newest first.
pub async fn plans(
    q: &mut impl Source,
    chart: &Chart,
    which: Which,
    before: Before,
    limit: i64,
) -> Result<Page<Plan>, Error> {
    let rows = q
        .query(
            "SELECT id, status, display, addresses, active, note, sort_at, activities,
                    period_start, period_start_precision, period_end, period_end_precision
             FROM care_plans
             WHERE patient_id = $1 AND active = $2 AND (sort_at, id) < ($3, $4) AND status <> 'entered-in-error'
             ORDER BY sort_at DESC, id DESC LIMIT $5",
        )
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(which == Which::Active)
        .bind(before.at)
        .bind(before.id)
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Plan| (row.sort_at, row.id)))
}

/// What a patient and their clinicians aim at.
#[derive(Clone, sqlx::FromRow)]
pub struct Goal {
    /// Its id.
    pub id: Uuid,
    /// FHIR `Goal.lifecycleStatus`.
    pub status: String,
    /// FHIR `Goal.achievementStatus`.
    pub achievement: Option<String>,
    /// What is aimed at, as it came.
    pub description: String,
    /// Remarks.
    pub note: Option<String>,
    /// Its place in time among the others.
    pub sort_at: DateTime<Utc>,
    start_at: Option<DateTime<Utc>>,
    start_precision: Option<Precision>,
    due_at: Option<DateTime<Utc>>,
    due_precision: Option<Precision>,
}

impl Goal {
    /// Since when.
    pub fn start(&self) -> Option<Moment> {
        Moment::of(self.start_at, self.start_precision)
    }

    /// Until when it is to be reached.
    pub fn due(&self) -> Option<Moment> {
        Moment::of(self.due_at, self.due_precision)
    }
}

/// Goals, the newest first.
pub async fn goals(q: &mut impl Source, chart: &Chart, before: Before, limit: i64) -> Result<Page<Goal>, Error> {
    let rows = q
        .query(
            "SELECT id, status, achievement, description, note, sort_at, start_at, start_precision, due_at, due_precision
             FROM goals
             WHERE patient_id = $1 AND (sort_at, id) < ($2, $3) AND status <> 'entered-in-error'
             ORDER BY sort_at DESC, id DESC LIMIT $4",
        )
        .bind(chart.read(Subject::HealthRecord)?)
        .bind(before.at)
        .bind(before.id)
        .bind(limit + 1)
        .all()
        .await?;
    Ok(Page::cut(rows, limit, before, |row: &Goal| (row.sort_at, row.id)))
}
