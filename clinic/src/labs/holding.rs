//! Which reports and results wait for a clinician: worked out when they come in, and anew when the clinic or the patient decides
//! otherwise.

use super::{Component, Kind, Kinds, LONGEST_HOLD_DAYS, ReleasePolicy, shown_from};
use crate::{
    Error,
    db::{Source as _, Tx},
    ids::PatientId,
    policies::release_policy,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The reports and results that came in with an import: for one that was here before, whether it was final.
#[derive(Default)]
pub(crate) struct Arrived(HashMap<Uuid, Option<bool>>);

/// How many come up to which each is looked up by itself: what one message brings must not cost more in a large chart.
const FEW: usize = 64;

impl Arrived {
    /// One that comes for the first time.
    pub(crate) fn first(&mut self, id: Uuid) {
        self.0.insert(id, None);
    }

    /// One that was here before; called before the new one takes its place.
    pub(crate) async fn again(&mut self, tx: &mut Tx, id: Uuid) -> Result<(), Error> {
        let before: Option<(String,)> = tx
            .query(
                "SELECT status FROM diagnostic_reports WHERE id = $1 UNION ALL SELECT status FROM observations WHERE id = $1",
            )
            .bind(id)
            .maybe()
            .await?;
        let was_final = before.map(|(status,)| is_final(&status));
        self.0.entry(id).or_insert(was_final);
        Ok(())
    }

    /// Whether so few came that each is looked up by itself.
    pub(crate) fn are_few(&self) -> bool {
        self.0.len() <= FEW
    }

    /// Those that came.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Uuid> {
        self.0.keys().copied()
    }

    /// Whether its patient has not seen it: it is new, or final for the first time. A correction is neither.
    fn is_fresh(&self, id: Uuid, is_final: bool) -> bool {
        match self.0.get(&id) {
            Some(None) => true,
            Some(Some(was_final)) => is_final && !was_final,
            None => false,
        }
    }
}

/// FHIR's statuses before the first final one.
fn is_final(status: &str) -> bool {
    !matches!(status, "registered" | "partial" | "preliminary")
}

/// Days a sample may have waited for a result that names no day of issue: an older one is history and held by nobody.
const LONGEST_WAIT_DAYS: i64 = 90;

/// What was held of a patient, now or before.
#[derive(Clone, sqlx::FromRow)]
struct Held {
    id: Uuid,
    kinds: String,
    choosable: bool,
    is_final: bool,
    issued_at: DateTime<Utc>,
    shown_at: DateTime<Utc>,
    released_at: Option<DateTime<Utc>>,
}

/// A report, or a result without one.
#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
    category: String,
    status: String,
    code: Option<String>,
    sections: Option<String>,
    #[sqlx(json(nullable))]
    components: Option<Vec<Component>>,
    issued_at: Option<DateTime<Utc>>,
}

/// A result of a report.
#[derive(sqlx::FromRow)]
struct Part {
    report_id: Uuid,
    id: Uuid,
    status: String,
    issued_at: Option<DateTime<Utc>>,
    code: Option<String>,
    #[sqlx(json(nullable))]
    components: Option<Vec<Component>>,
}

/// Holds what has come in, as the clinic's policy and each patient's choice want it. What a patient has seen stays shown: the rule
/// counts for reports that are new, or final for the first time.
pub(crate) async fn hold(
    tx: &mut Tx,
    patients: &BTreeSet<Uuid>,
    arrived: &Arrived,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(), Error> {
    if patients.is_empty() {
        return Ok(());
    }
    let policy = release_policy(tx).await?;
    let (chosen, before): (bool, bool) =
        tx.query("SELECT EXISTS (SELECT 1 FROM release_choices), EXISTS (SELECT 1 FROM held_results)").one().await?;
    if policy.is_empty() && !chosen && !before {
        return Ok(());
    }
    for &patient in patients {
        let choice: Option<(i64,)> =
            tx.query("SELECT days FROM release_choices WHERE patient_id = $1").bind(patient).maybe().await?;
        let held = held_of(tx, patient).await?;
        let choice = choice.map(|(days,)| days);
        if policy.is_empty() && choice.is_none() && held.is_empty() {
            continue;
        }
        Holding { patient, policy, choice, arrived, held, now, zone }.run(tx).await?;
    }
    Ok(())
}

async fn held_of(tx: &mut Tx, patient: Uuid) -> Result<HashMap<Uuid, Held>, Error> {
    let rows: Vec<Held> = tx
        .query(
            "SELECT id, kinds, choosable, is_final, issued_at, shown_at, released_at FROM held_results WHERE patient_id = $1",
        )
        .bind(patient)
        .all()
        .await?;
    Ok(rows.into_iter().map(|held| (held.id, held)).collect())
}

/// The work on one patient's results.
struct Holding<'h> {
    patient: Uuid,
    policy: ReleasePolicy,
    choice: Option<i64>,
    arrived: &'h Arrived,
    held: HashMap<Uuid, Held>,
    now: DateTime<Utc>,
    zone: Tz,
}

impl Holding<'_> {
    async fn run(mut self, tx: &mut Tx) -> Result<(), Error> {
        let issued_since = self.now - Duration::days(LONGEST_HOLD_DAYS + 1);
        let taken_since = self.now - Duration::days(LONGEST_WAIT_DAYS);
        let reports: Vec<Found> = tx
            .query(
                "SELECT id, category, status, CASE WHEN code_system = 'http://loinc.org' THEN code END AS code, sections,
                        NULL AS components, issued_at
                 FROM diagnostic_reports
                 WHERE patient_id = $1 AND (issued_at >= $2 OR (issued_at IS NULL AND sort_at >= $3)) ORDER BY id",
            )
            .bind(self.patient)
            .bind(issued_since)
            .bind(taken_since)
            .all()
            .await?;
        let parts: Vec<Part> = tx
            .query(
                "SELECT x.report_id, o.id, o.status, o.issued_at, CASE WHEN o.code_system = 'http://loinc.org' THEN o.code END AS code, o.components
                 FROM diagnostic_reports r JOIN diagnostic_report_results x ON x.report_id = r.id
                 JOIN observations o ON o.id = x.observation_id
                 WHERE r.patient_id = $1 AND (r.issued_at >= $2 OR (r.issued_at IS NULL AND r.sort_at >= $3))",
            )
            .bind(self.patient)
            .bind(issued_since)
            .bind(taken_since)
            .all()
            .await?;
        let singles = self.singles(tx, issued_since, taken_since).await?;
        for report in &reports {
            let parts: Vec<&Part> = parts.iter().filter(|part| part.report_id == report.id).collect();
            let codes = parts.iter().flat_map(|part| codes(part.code.as_deref(), part.components.as_deref()));
            let kinds = sections(report).chain(codes).collect();
            let held = self.weigh(tx, report, "report", kinds).await?;
            for part in &parts {
                if let Some(held) = &held {
                    self.part(tx, part.id, held).await?;
                }
            }
            let waits = held.is_some_and(|held| held.released_at.is_none() && held.shown_at > self.now);
            if !waits && !self.arrived.is_fresh(report.id, is_final(&report.status)) {
                for part in parts {
                    self.late(tx, report, part).await?;
                }
            }
        }
        for single in &singles {
            let kinds = codes(single.code.as_deref(), single.components.as_deref()).collect();
            self.weigh(tx, single, "single", kinds).await?;
        }
        Ok(())
    }

    /// The results without a report that came. What came before waits as it does, or is shown.
    async fn singles(
        &self,
        tx: &mut Tx,
        issued_since: DateTime<Utc>,
        taken_since: DateTime<Utc>,
    ) -> Result<Vec<Found>, Error> {
        macro_rules! singles {
            ($more:literal) => {
                concat!(
                    "SELECT o.id, o.category, o.status, CASE WHEN o.code_system = 'http://loinc.org' THEN o.code END AS code,
                            CAST(NULL AS TEXT) AS sections, o.components, o.issued_at
                     FROM observations o
                     WHERE o.patient_id = $1 AND (o.issued_at >= $2 OR (o.issued_at IS NULL AND o.sort_at >= $3))
                       AND NOT EXISTS (SELECT 1 FROM diagnostic_report_results x WHERE x.observation_id = o.id)",
                    $more
                )
            };
        }
        if !self.arrived.are_few() {
            let all = tx.query(singles!(" ORDER BY o.id")).bind(self.patient).bind(issued_since).bind(taken_since);
            let mut all: Vec<Found> = all.all().await?;
            all.retain(|single| self.arrived.0.contains_key(&single.id));
            return Ok(all);
        }
        let mut ids: Vec<Uuid> = self.arrived.ids().collect();
        ids.sort_unstable();
        let mut singles = Vec::new();
        for id in ids {
            let single = tx.query(singles!(" AND o.id = $4")).bind(self.patient).bind(issued_since).bind(taken_since);
            singles.extend(single.bind(id).maybe::<Found>().await?);
        }
        Ok(singles)
    }

    /// Holds a report or a single result, or lets it be as it is. Gives what holds it, now or before.
    async fn weigh(
        &mut self,
        tx: &mut Tx,
        found: &Found,
        what: &'static str,
        kinds: Kinds,
    ) -> Result<Option<Held>, Error> {
        let is_final = is_final(&found.status);
        let choosable = found.category == "laboratory";
        let fresh = self.arrived.is_fresh(found.id, is_final);
        let before = self.held.get(&found.id).cloned();
        let held = match before {
            // It waits: an addition may make it one of another kind, and does not make it wait anew.
            Some(held) if !fresh || held.is_final => {
                let waits = held.released_at.is_none() && held.shown_at > self.now;
                let known: Kinds = Kinds::parse(&held.kinds);
                let mut all = known.clone();
                all.merge(kinds);
                if !waits || all == known {
                    return Ok(Some(held));
                }
                let shown_at =
                    self.shown_at(&all, choosable, held.issued_at).map_or(held.shown_at, |at| at.max(held.shown_at));
                Held { kinds: all.text(), shown_at, ..held }
            }
            before => {
                if !fresh {
                    return Ok(None);
                }
                // What is not known to be issued earlier was issued now.
                let issued_at = found.issued_at.map_or(self.now, |issued| issued.min(self.now));
                let shown_at = self.shown_at(&kinds, choosable, issued_at).filter(|at| *at > self.now);
                let Some(shown_at) = shown_at else { return Ok(before) };
                Held { id: found.id, kinds: kinds.text(), choosable, is_final, issued_at, shown_at, released_at: None }
            }
        };
        self.put(tx, what, &held).await?;
        Ok(Some(held))
    }

    /// A result follows its report; one of several reports waits for the last of them.
    async fn part(&mut self, tx: &mut Tx, id: Uuid, report: &Held) -> Result<(), Error> {
        let waits = report.released_at.is_none() && report.shown_at > self.now;
        let follows = match self.held.get(&id) {
            None => waits,
            Some(held) if !held.is_final && report.is_final => waits,
            Some(held) => waits && held.released_at.is_none() && held.shown_at < report.shown_at,
        };
        if follows {
            self.put(tx, "part", &Held { id, ..report.clone() }).await?;
        }
        Ok(())
    }

    /// A result that comes to a report which is shown already waits by itself, as one of its kind.
    async fn late(&mut self, tx: &mut Tx, report: &Found, part: &Part) -> Result<(), Error> {
        let is_final = is_final(&part.status);
        if !self.arrived.is_fresh(part.id, is_final) {
            return Ok(());
        }
        let choosable = report.category == "laboratory";
        let kinds: Kinds = sections(report).chain(codes(part.code.as_deref(), part.components.as_deref())).collect();
        let issued_at = part.issued_at.max(report.issued_at).map_or(self.now, |issued| issued.min(self.now));
        let Some(shown_at) = self.shown_at(&kinds, choosable, issued_at).filter(|at| *at > self.now) else {
            return Ok(());
        };
        let waits_longer = |held: &Held| held.released_at.is_none() && held.shown_at >= shown_at;
        if self.held.get(&part.id).is_some_and(waits_longer) {
            return Ok(());
        }
        let id = part.id;
        self.put(
            tx,
            "part",
            &Held { id, kinds: kinds.text(), choosable, is_final, issued_at, shown_at, released_at: None },
        )
        .await
    }

    fn shown_at(&self, kinds: &Kinds, choosable: bool, issued_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let days = self.policy.limit(kinds, self.choice.filter(|_| choosable))?;
        shown_from(issued_at, days, self.zone)
    }

    async fn put(&mut self, tx: &mut Tx, what: &'static str, held: &Held) -> Result<(), Error> {
        tx.query(
            "INSERT INTO held_results (id, patient_id, what, kinds, choosable, is_final, issued_at, shown_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET what = excluded.what, kinds = excluded.kinds, choosable = excluded.choosable,
               is_final = excluded.is_final, issued_at = excluded.issued_at, shown_at = excluded.shown_at,
               released_at = NULL, released_by = NULL",
        )
        .bind(held.id)
        .bind(self.patient)
        .bind(what)
        .bind(held.kinds.clone())
        .bind(held.choosable)
        .bind(held.is_final)
        .bind(held.issued_at)
        .bind(held.shown_at)
        .run()
        .await?;
        self.held.insert(held.id, held.clone());
        Ok(())
    }
}

/// Holds a report that has just come, with its results, as long as the one it follows from is held: susceptibilities tell that
/// something grew.
pub(crate) async fn hold_with(tx: &mut Tx, root: Uuid, report: Uuid, now: DateTime<Utc>) -> Result<(), Error> {
    tx.query(
        "INSERT INTO held_results (id, patient_id, what, kinds, choosable, is_final, issued_at, shown_at)
         SELECT w.id, k.patient_id, w.what, k.kinds, k.choosable, k.is_final, k.issued_at, k.shown_at
         FROM held_results k
         CROSS JOIN (SELECT r.id, 'report' AS what FROM diagnostic_reports r WHERE r.id = $2
                     UNION ALL SELECT observation_id, 'part' FROM diagnostic_report_results WHERE report_id = $2) AS w
         WHERE k.id = $1 AND k.shown_at > $3
         ON CONFLICT (id) DO UPDATE SET kinds = excluded.kinds, shown_at = excluded.shown_at
         WHERE held_results.released_at IS NULL AND held_results.shown_at < excluded.shown_at",
    )
    .bind(root)
    .bind(report)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

fn sections(report: &Found) -> impl Iterator<Item = Kind> {
    let sections = report.sections.as_deref().unwrap_or_default().split_ascii_whitespace();
    sections.filter_map(Kind::of_section).chain(report.code.as_deref().and_then(Kind::of_loinc))
}

fn codes<'c>(code: Option<&'c str>, parts: Option<&'c [Component]>) -> impl Iterator<Item = Kind> + use<'c> {
    let parts = parts.unwrap_or_default().iter().filter_map(|part| part.code.as_deref());
    code.into_iter().chain(parts).filter_map(Kind::of_loinc)
}

/// A row that waits, with its patient's choice.
#[derive(sqlx::FromRow)]
struct Waiting {
    #[sqlx(flatten)]
    held: Held,
    days: Option<i64>,
}

/// Lets everything that waits now wait as the clinic's new policy wants it.
pub(crate) async fn hold_anew(tx: &mut Tx, policy: ReleasePolicy, now: DateTime<Utc>, zone: Tz) -> Result<(), Error> {
    let waiting = tx
        .query(
            "SELECT k.id, k.kinds, k.choosable, k.is_final, k.issued_at, k.shown_at, k.released_at, c.days
             FROM held_results k LEFT JOIN release_choices c ON c.patient_id = k.patient_id WHERE k.shown_at > $1",
        )
        .bind(now)
        .all()
        .await?;
    wait_anew(tx, waiting, policy, now, zone).await
}

/// Lets what waits of one patient wait as they want it now.
pub(super) async fn hold_anew_of(
    tx: &mut Tx,
    patient: PatientId,
    policy: ReleasePolicy,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(), Error> {
    let waiting = tx
        .query(
            "SELECT k.id, k.kinds, k.choosable, k.is_final, k.issued_at, k.shown_at, k.released_at, c.days
             FROM held_results k LEFT JOIN release_choices c ON c.patient_id = k.patient_id
             WHERE k.patient_id = $1 AND k.shown_at > $2",
        )
        .bind(patient)
        .bind(now)
        .all()
        .await?;
    wait_anew(tx, waiting, policy, now, zone).await
}

async fn wait_anew(
    tx: &mut Tx,
    waiting: Vec<Waiting>,
    policy: ReleasePolicy,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<(), Error> {
    for Waiting { held, days } in waiting {
        let limit = policy.limit(&Kinds::parse(&held.kinds), days.filter(|_| held.choosable));
        let shown_at = limit.and_then(|days| shown_from(held.issued_at, days, zone)).map_or(now, |at| at.max(now));
        if shown_at != held.shown_at {
            tx.query("UPDATE held_results SET shown_at = $2 WHERE id = $1").bind(held.id).bind(shown_at).run().await?;
        }
    }
    Ok(())
}
