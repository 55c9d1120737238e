use crate::{Error, audit::Subject, db::Source, patients::Chart};

/// Someone who looks after the patient.
#[derive(Clone, sqlx::FromRow)]
pub struct Member {
    /// Their name.
    pub name: String,
    /// What they do.
    pub role: Option<String>,
}

/// The people of a patient's care teams, by name, each once.
pub async fn team(q: &mut impl Source, chart: &Chart, limit: i64) -> Result<Vec<Member>, Error> {
    Ok(q.query(
        "SELECT COALESCE(p.name, t.name) AS name, MIN(t.role) AS role
         FROM care_team_participants t
         LEFT JOIN practitioners p ON p.id = t.practitioner_id
         WHERE t.patient_id = $1 AND t.active = TRUE AND COALESCE(p.name, t.name) IS NOT NULL
         GROUP BY COALESCE(p.name, t.name)
         ORDER BY name LIMIT $2",
    )
    .bind(chart.read(Subject::HealthRecord))
    .bind(limit)
    .all()
    .await?)
}
