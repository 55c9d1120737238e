//! The lists of reports that wait: the critical first, then what is out of range, what is to be read, and what is normal; of each the
//! oldest first.

use super::{Finding, Rank, Why};
use crate::{
    Error,
    accounts::{Clinician, Prescriber},
    audit::{AccessLog, Action, Event, Subject},
    db::Source,
    ids::{PatientId, PractitionerId, ReportId},
    moment::Precision,
    patients,
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// Reports on a page.
pub const PAGE: i64 = 30;
/// More than these are not counted.
const MOST_COUNTED: i64 = 1_000;

/// Whose reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those the reader is responsible for.
    Mine,
    /// Those of nobody in particular.
    Nobodys,
    /// All.
    Everyones,
}

impl Which {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Nobodys, Self::Everyones];

    /// The name it has in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Nobodys => "nobodys",
            Self::Everyones => "everyones",
        }
    }
}

/// Where a page begins: after the row of this rank, time and report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    rank: i64,
    at: DateTime<Utc>,
    id: Uuid,
}

impl After {
    /// The beginning.
    pub const START: Self = Self { rank: -1, at: DateTime::UNIX_EPOCH, id: Uuid::nil() };

    /// Writes the place for an address.
    pub fn token(&self) -> String {
        format!("{}-{:x}-{}", self.rank, self.at.timestamp_micros().cast_unsigned(), self.id.simple())
    }

    /// Reads a place from an address; anything malformed is the beginning.
    pub fn parse(token: &str) -> Self {
        let read = || {
            let mut parts = token.splitn(3, '-');
            let rank: i64 = parts.next()?.parse().ok().filter(|rank| (0..=3).contains(rank))?;
            let at = u64::from_str_radix(parts.next()?, 16).ok()?.cast_signed();
            let at = DateTime::from_timestamp_micros(at)?;
            Some(Self { rank, at, id: Uuid::parse_str(parts.next()?).ok()? })
        };
        read().unwrap_or(Self::START)
    }
}

/// A report that waits.
#[derive(Clone, sqlx::FromRow)]
pub struct Waiting {
    /// Which one.
    pub report_id: ReportId,
    /// Whose.
    pub patient_id: PatientId,
    /// The patient's name.
    pub patient: String,
    /// The birth date, or the beginning of its year or month.
    pub birth_date: Option<NaiveDate>,
    /// How exactly it is known.
    pub birth_date_precision: Option<Precision>,
    /// The report's name as it was sent.
    pub display: String,
    /// How soon it is to be looked at.
    pub rank: Rank,
    /// Why it waits.
    pub why: Why,
    /// What is out of range; nothing for someone who has to do neither with the report nor with the patient.
    #[sqlx(json)]
    pub findings: Vec<Finding>,
    /// When it came.
    pub arrived_at: DateTime<Utc>,
    /// Which state of it this is.
    pub revision: i64,
    /// Until when the patient does not see it.
    pub held_until: Option<DateTime<Utc>>,
    /// Until when the patient does not see a result of it that came later.
    pub part_until: Option<DateTime<Utc>>,
    /// Who is responsible.
    pub practitioner: Option<String>,
    /// Whether someone must still say that they have it in hand.
    pub is_raised: bool,
    is_near: bool,
}

/// Reports that wait, from a place on, and where the next page begins. Names are shown of all of them: whoever opens one
/// goes through the patient's record. The reader's own reports, and those of whom they help, are for others.
pub async fn list(
    q: &mut impl Source,
    _by: &Prescriber,
    clinician: &Clinician,
    which: Which,
    after: After,
    log: &AccessLog,
    now: DateTime<Utc>,
) -> Result<(Vec<Waiting>, Option<After>), Error> {
    log.note(Event::new(clinician.actor(), Action::Read, Subject::Labs).noting("reports to review"));
    let query = match which {
        Which::Mine => q.query(MINE),
        Which::Nobodys => q.query(NOBODYS),
        Which::Everyones => q.query(EVERYONES),
    };
    let mut rows: Vec<Waiting> = query
        .bind(clinician.practitioner())
        .bind(after.rank)
        .bind(after.at)
        .bind(after.id)
        .bind(now)
        .bind(PAGE + 1)
        .all()
        .await?;
    let most = usize::try_from(PAGE).unwrap_or(0);
    let more = rows.len() > most;
    rows.truncate(most);
    for row in rows.iter_mut().filter(|row| !row.is_near) {
        row.findings.clear();
    }
    let close = patients::close(q, clinician, now).await?;
    let next = rows.last().filter(|_| more).map(|row| After {
        rank: row.rank as i64,
        at: row.arrived_at,
        id: row.report_id.0,
    });
    rows.retain(|row| !close.contains(&row.patient_id));
    Ok((rows, next))
}

macro_rules! waiting {
    ($whose:literal) => {
        concat!(
            "SELECT v.report_id, v.patient_id, t.name AS patient, t.birth_date, t.birth_date_precision, r.display, v.rank, v.why,
                    v.findings, v.arrived_at, v.revision,
                    (SELECT k.shown_at FROM held_results k WHERE k.id = v.report_id AND k.shown_at > $5) AS held_until,
                    (SELECT max(k.shown_at) FROM diagnostic_report_results x JOIN held_results k ON k.id = x.observation_id
                     WHERE x.report_id = v.report_id AND k.shown_at > $5) AS part_until,
                    (SELECT p.name FROM practitioners p WHERE p.id = v.practitioner_id) AS practitioner,
                    EXISTS (SELECT 1 FROM critical_alerts l WHERE l.report_id = v.report_id AND l.answered_at IS NULL) AS is_raised,
                    v.practitioner_id IS NULL OR COALESCE(v.practitioner_id = $1, FALSE)
                      OR COALESCE(t.general_practitioner_id = $1, FALSE)
                      OR EXISTS (SELECT 1 FROM care_team_participants c
                                 WHERE c.patient_id = v.patient_id AND c.practitioner_id = $1 AND c.active
                                   AND (c.ends_at IS NULL OR c.ends_at > $5)) AS is_near
             FROM report_reviews v CROSS JOIN patients t CROSS JOIN diagnostic_reports r
             WHERE v.seen_at IS NULL AND ",
            $whose,
            " (v.rank, v.arrived_at, v.report_id) > ($2, $3, $4) AND t.id = v.patient_id AND r.id = v.report_id
             ORDER BY v.rank, v.arrived_at, v.report_id LIMIT $6"
        )
    };
}

const MINE: &str = waiting!("v.practitioner_id = $1 AND");
const NOBODYS: &str = waiting!("v.practitioner_id IS NULL AND");
const EVERYONES: &str = waiting!("");

/// How much waits; nothing where it is more than a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reports of the reader.
    pub mine: Option<i64>,
    /// Reports of nobody in particular.
    pub nobodys: Option<i64>,
    /// All reports.
    pub everyones: Option<i64>,
    /// Questions of the reader's patients, and of nobody's in particular.
    pub questions: Option<i64>,
}

/// How much waits for a clinician.
pub async fn counts(q: &mut impl Source, by: &Clinician, now: DateTime<Utc>) -> Result<Counts, Error> {
    let whose: Option<PractitionerId> = by.practitioner();
    let (mine, nobodys, everyones, questions): (i64, i64, i64, i64) = q
        .query(
            "SELECT
               (SELECT count(*) FROM (SELECT 1 AS one FROM report_reviews
                                      WHERE seen_at IS NULL AND practitioner_id = $1 LIMIT $2) AS w),
               (SELECT count(*) FROM (SELECT 1 AS one FROM report_reviews
                                      WHERE seen_at IS NULL AND practitioner_id IS NULL LIMIT $2) AS x),
               (SELECT count(*) FROM (SELECT 1 AS one FROM report_reviews WHERE seen_at IS NULL LIMIT $2) AS y),
               (SELECT count(*) FROM (SELECT 1 AS one FROM report_questions
                                      WHERE answered_at IS NULL AND (practitioner_id = $1 OR practitioner_id IS NULL) LIMIT $2) AS z)",
        )
        .bind(whose)
        .bind(MOST_COUNTED + 1)
        .one()
        .await?;
    let few = |count: i64| (count <= MOST_COUNTED).then_some(count);
    let mut counts =
        Counts { mine: few(mine), nobodys: few(nobodys), everyones: few(everyones), questions: few(questions) };
    for patient in patients::close(q, by, now).await? {
        let theirs: Vec<(Option<PractitionerId>,)> = q
            .query("SELECT practitioner_id FROM report_reviews WHERE patient_id = $1 AND seen_at IS NULL")
            .bind(patient)
            .all()
            .await?;
        for (practitioner,) in theirs {
            let less = |count: &mut Option<i64>| *count = count.map(|count| (count - 1).max(0));
            less(&mut counts.everyones);
            match practitioner {
                None => less(&mut counts.nobodys),
                Some(_) if practitioner == whose => less(&mut counts.mine),
                Some(_) => {}
            }
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_token() {
        let place = After { rank: 2, at: DateTime::from_timestamp_micros(1_234_567).unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(After::parse(&place.token()), place);
        for wrong in ["", "9-1-0", "x", "1-zz-0", "1-1", "-1-1-1"] {
            assert_eq!(After::parse(wrong), After::START, "{wrong}");
        }
    }
}
