use crate::{
    Error,
    accounts::Clinician,
    audit::{Action, Auditor, Event, Subject},
    db::{Db, Source, Tx},
    ids::{PatientId, PractitionerId},
    patients::{Basis, Chart},
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// The most characters of what someone does in a care team.
pub const LONGEST_TASK: usize = 100;
/// People of a care team that are listed.
const MEMBERS: i64 = 200;
/// Clinicians to choose from.
const PRACTITIONERS: i64 = 500;

/// Someone who belongs to a patient's care team and may open the record.
#[derive(Clone, sqlx::FromRow)]
pub struct Member {
    /// The team of the records they are named in.
    pub team: Uuid,
    /// Their place in it.
    pub position: i64,
    /// Who they are, where the records say so.
    pub practitioner: Option<PractitionerId>,
    /// Their name.
    pub name: Option<String>,
    /// What they do.
    pub task: Option<String>,
    /// Until when they belong to it.
    pub ends_at: Option<DateTime<Utc>>,
    /// Whether the team came with an import, of which the next one writes over what is changed here.
    pub imported: bool,
}

/// Who looks after a patient.
#[derive(Clone)]
pub struct Team {
    /// The general practitioner, by name.
    pub general_practitioner: Option<String>,
    /// The others, by name.
    pub members: Vec<Member>,
}

/// Someone to choose.
#[derive(Clone, sqlx::FromRow)]
pub struct Someone {
    /// Who they are.
    pub id: PractitionerId,
    /// Their name.
    pub name: String,
}

/// Who is to look after a patient.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// Who it is.
    pub practitioner: PractitionerId,
    /// What they do, in a few words.
    pub task: Option<String>,
    /// Until when; without an end where it is missing.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Why someone was not put into a care team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotJoined {
    /// There is no such clinician who signs in here.
    Unknown,
    /// They belong to it already.
    Belongs,
    /// The words for what they do are too long, or not one line.
    Task,
    /// The end lies in the past.
    Ended,
    /// Who opened the record with a reason does not put themselves into the care team: that would make a right for a shift one
    /// for good.
    Own,
}

/// Who looks after a patient now.
pub async fn team_of(q: &mut impl Source, chart: &Chart, now: DateTime<Utc>) -> Result<Team, Error> {
    let patient = chart.read(Subject::HealthRecord)?;
    let general: Option<(Option<String>,)> = q
        .query(
            "SELECT g.name FROM patients p LEFT JOIN practitioners g ON g.id = p.general_practitioner_id WHERE p.id = $1",
        )
        .bind(patient)
        .maybe()
        .await?;
    let members = q
        .query(
            "SELECT t.care_team_id AS team, t.position, t.practitioner_id AS practitioner, COALESCE(p.name, t.name) AS name,
                    t.role AS task, t.ends_at,
                    EXISTS (SELECT 1 FROM resources r WHERE r.id = t.care_team_id) AS imported
             FROM care_team_participants t LEFT JOIN practitioners p ON p.id = t.practitioner_id
             WHERE t.patient_id = $1 AND t.active = TRUE AND (t.ends_at IS NULL OR t.ends_at > $2)
             ORDER BY COALESCE(p.name, t.name), t.care_team_id, t.position LIMIT $3",
        )
        .bind(patient)
        .bind(now)
        .bind(MEMBERS)
        .all()
        .await?;
    Ok(Team { general_practitioner: general.and_then(|(name,)| name), members })
}

/// Clinicians who sign in here and so can open a record, by name; 500 at most.
pub async fn practitioners(q: &mut impl Source) -> Result<Vec<Someone>, Error> {
    Ok(q.query(
        "SELECT p.id, p.name FROM
           (SELECT DISTINCT a.practitioner_id FROM accounts a
            WHERE a.practitioner_id IS NOT NULL AND a.disabled_at IS NULL) here
         CROSS JOIN practitioners p WHERE p.id = here.practitioner_id ORDER BY p.name, p.id LIMIT $1",
    )
    .bind(PRACTITIONERS)
    .all()
    .await?)
}

/// Puts a clinician into a patient's care team: from now on they open the record without a reason. Whom nobody looks after yet,
/// whoever opened the record may take on.
pub async fn join(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    chart: &Chart,
    new: NewMember,
    now: DateTime<Utc>,
) -> Result<Result<(), NotJoined>, Error> {
    let task = new.task.map(|task| task.trim().to_owned()).filter(|task| !task.is_empty());
    if task.as_ref().is_some_and(|task| task.chars().count() > LONGEST_TASK || task.contains(char::is_control)) {
        return Ok(Err(NotJoined::Task));
    }
    if new.ends_at.is_some_and(|end| end <= now) {
        return Ok(Err(NotJoined::Ended));
    }
    let patient = chart.patient();
    let mut tx = db.begin().await?;
    let team = own_team(&mut tx, patient).await?;
    let known: Option<(Uuid,)> = tx
        .query("SELECT id FROM accounts WHERE practitioner_id = $1 AND disabled_at IS NULL LIMIT 1")
        .bind(new.practitioner)
        .maybe()
        .await?;
    let (belongs, is_alone): (bool, bool) = tx
        .query(
            "SELECT EXISTS (SELECT 1 FROM care_team_participants t
                            WHERE t.patient_id = p.id AND t.practitioner_id = $2 AND t.active
                              AND (t.ends_at IS NULL OR t.ends_at > $3)),
                    p.general_practitioner_id IS NULL
                    AND NOT EXISTS (SELECT 1 FROM care_team_participants t
                                    WHERE t.patient_id = p.id AND t.active AND (t.ends_at IS NULL OR t.ends_at > $3))
             FROM patients p WHERE p.id = $1",
        )
        .bind(patient)
        .bind(new.practitioner)
        .bind(now)
        .maybe()
        .await?
        .ok_or(Error::NotFound)?;
    let is_own = by.practitioner() == Some(new.practitioner) && matches!(chart.basis(), Basis::Reason(..));
    let refused = match known {
        None => Some(NotJoined::Unknown),
        Some(_) if belongs => Some(NotJoined::Belongs),
        Some(_) if is_own && !is_alone => Some(NotJoined::Own),
        Some(_) => None,
    };
    if let Some(why) = refused {
        return Ok(Err(why));
    }
    tx.query(
        "INSERT INTO care_team_participants (care_team_id, position, patient_id, practitioner_id, role, active, ends_at)
         VALUES ($1, (SELECT COALESCE(MAX(position), -1) + 1 FROM care_team_participants WHERE care_team_id = $1),
                 $2, $3, $4, TRUE, $5)",
    )
    .bind(team)
    .bind(patient)
    .bind(new.practitioner)
    .bind(task)
    .bind(new.ends_at)
    .run()
    .await?;
    auditor.record(&mut tx, event(by, chart, Action::Create, new.practitioner.0, "care team member added")).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether someone's place in the care team may be ended here. Whoever opened the record with a reason may not: they could empty
/// the team and then put themselves into it, which would make a right for a shift one for good.
pub fn may_end(chart: &Chart) -> bool {
    matches!(chart.basis(), Basis::CareTeam)
}

/// Ends someone's place in a patient's care team.
///
/// # Errors
/// `NotPermitted` unless [`may_end`]; `NotFound` when nobody has that place now.
pub async fn end(
    db: &Db,
    auditor: &Auditor,
    by: &Clinician,
    chart: &Chart,
    team: Uuid,
    position: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if !may_end(chart) {
        return Err(Error::NotPermitted);
    }
    let mut tx = db.begin().await?;
    let ended = tx
        .query(
            "UPDATE care_team_participants SET active = FALSE, ends_at = $1
             WHERE care_team_id = $2 AND position = $3 AND patient_id = $4 AND active
               AND (ends_at IS NULL OR ends_at > $1)",
        )
        .bind(now)
        .bind(team)
        .bind(position)
        .bind(chart.patient())
        .run()
        .await?;
    if ended == 0 {
        return Err(Error::NotFound);
    }
    auditor.record(&mut tx, event(by, chart, Action::Delete, team, "care team member ended")).await?;
    tx.commit().await?;
    Ok(())
}

/// The care team that is kept here, beside those that came with imports: its id follows from the patient's, so that two who
/// begin it at once begin the same one. It is locked until the transaction ends.
async fn own_team(tx: &mut Tx, patient: PatientId) -> Result<Uuid, Error> {
    let team = Uuid::new_v5(&patient.0, b"care team");
    tx.query("INSERT INTO care_teams (id, patient_id, status, active) VALUES ($1, $2, 'active', TRUE) ON CONFLICT DO NOTHING")
        .bind(team)
        .bind(patient)
        .run()
        .await?;
    tx.query("UPDATE care_teams SET active = TRUE WHERE id = $1").bind(team).run().await?;
    Ok(team)
}

fn event(by: &Clinician, chart: &Chart, action: Action, id: Uuid, what: &str) -> Event {
    chart.changed(Event::new(by.actor(), action, Subject::Place).of(chart.patient()).on(id), what)
}
