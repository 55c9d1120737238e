//! What the inbox of results costs when a hundred thousand reports wait.

use super::{Outcome, Place, people, percentiles};
use clinic::{
    accounts::{Clinician, Prescriber, Role, Session},
    audit::AccessLog,
    db::{Db, Source as _},
    fhir,
    ids::{PatientId, PractitionerId},
    reviews::{After, PAGE, Which, alarm, counts, list},
};
use std::time::Instant;

/// How many reports wait.
const ALL: i64 = 100_000;
/// How often each list is looked at.
const LOOKS: usize = 200;

/// Measures and says it.
pub(crate) async fn measure(database_url: Option<&str>) -> Outcome<()> {
    let place = Place::new(database_url).await?;
    let source = tempfile::TempDir::new()?;
    let files = people::write(source.path(), 50)?;
    place.import("import of invented patients", &files).await?;
    let portal = &place.app.house.portal;
    let id = |kind: &str, id: &str| fhir::resource_id(&format!("bench/{kind}/{id}"));
    let (patient, doctor) = (PatientId(id("Patient", "p1")), PractitionerId(id("Practitioner", "d1")));
    let session: Session = place.session("reviews@example.org", Role::Prescriber, Some(doctor)).await?;
    let by = Prescriber::try_from(&session).map_err(|why| format!("{why:?}"))?;
    let clinician = Clinician::try_from(&session).map_err(|why| format!("{why:?}"))?;
    fill(&portal.db, patient, doctor, portal.clock.now()).await?;
    portal.db.refresh_statistics().await?;
    let (now, log) = (portal.clock.now(), AccessLog::default());
    let mut q = portal.db.read().await?;
    for which in Which::ALL {
        let mut times = Vec::with_capacity(LOOKS);
        let mut after = After::START;
        for _ in 0..LOOKS {
            let began = Instant::now();
            let (rows, next) = list(&mut q, &by, &clinician, which, after, &log, now).await?;
            std::hint::black_box((counts(&mut q, &clinician, now).await?, alarm(&mut q, &clinician).await?));
            times.push(began.elapsed());
            if i64::try_from(rows.len())? != PAGE {
                return Err("the inbox of the benchmark is not full".into());
            }
            after = next.unwrap_or(After::START);
        }
        let (p50, p99) = percentiles(times);
        println!(
            "a page of the inbox of results ({}) with {ALL} reports on {}: p50 {p50:.2} ms, p99 {p99:.2} ms",
            which.name(),
            portal.db.kind()
        );
    }
    Ok(())
}

/// A third of the reports is the doctor's, and one of four is normal.
async fn fill(db: &Db, patient: PatientId, doctor: PractitionerId, now: chrono::DateTime<chrono::Utc>) -> Outcome<()> {
    let reports = match db {
        Db::Sqlite { .. } => {
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $3)
             INSERT INTO diagnostic_reports (id, patient_id, status, category, display, search, sort_at)
             SELECT randomblob(16), $1, 'final', 'laboratory', 'Panel', 'panel', $2 FROM numbers"
        }
        Db::Postgres(_) => {
            "INSERT INTO diagnostic_reports (id, patient_id, status, category, display, search, sort_at)
             SELECT gen_random_uuid(), $1, 'final', 'laboratory', 'Panel', 'panel', $2 FROM generate_series(1, $3) AS numbers (n)"
        }
    };
    let waiting = "INSERT INTO report_reviews (report_id, patient_id, practitioner_id, rank, why, findings, arrived_at, revision)
         SELECT r.id, r.patient_id, CASE WHEN r.n % 3 = 0 THEN $2 END, r.n % 4, 'new', $4, $3, 1
         FROM (SELECT id, patient_id, row_number() OVER (ORDER BY id) AS n FROM diagnostic_reports WHERE display = 'Panel' AND patient_id = $1) AS r";
    let mut tx = db.begin().await?;
    tx.query(reports).bind(patient).bind(now).bind(ALL).run().await?;
    tx.query(waiting).bind(patient).bind(doctor).bind(now).bind(serde_json::json!([])).run().await?;
    tx.commit().await?;
    Ok(())
}
