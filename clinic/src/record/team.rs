use crate::{Error, audit::Subject, db::Source, patients::Chart};
use chrono::{DateTime, Utc};

/// Someone who looks after the patient.
#[derive(Clone, sqlx::FromRow)]
pub struct Member {
    /// Their name.
    pub name: String,
    /// What they do.
    pub role: Option<String>,
}

/// The people of a patient's care teams, by name, each once.
pub async fn team(q: &mut impl Source, chart: &Chart, now: DateTime<Utc>, limit: i64) -> Result<Vec<Member>, Error> {
    Ok(q.query(
        "SELECT COALESCE(p.name, t.name) AS name, MIN(t.role) AS role
         FROM care_team_participants t
         LEFT JOIN practitioners p ON p.id = t.practitioner_id
         WHERE t.patient_id = $1 AND t.active = TRUE AND (t.ends_at IS NULL OR t.ends_at > $3)
           AND COALESCE(p.name, t.name) IS NOT NULL
         GROUP BY COALESCE(p.name, t.name)
         ORDER BY name LIMIT $2",
    )
    .bind(chart.read(Subject::HealthRecord)?)
    .bind(limit)
    .bind(now)
    .all()
    .await?)
}
