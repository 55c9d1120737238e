//! What a pharmacy's queue costs when fifty thousand prescriptions have gone through it.

use super::{Outcome, Place, percentiles};
use clinic::{
    accounts::{Pharmacist, Role},
    audit::AccessLog,
    db::{Db, Source as _},
    dispensing::{Pile, counter, counts, queue},
    ids::PrescriptionId,
};
use std::time::Instant;

/// How many prescriptions there are besides those that were signed before.
const ALL: i64 = 50_000;
/// How often the queue is looked at.
const LOOKS: usize = 200;

/// Measures and says it; `model` is a prescription that was sent to the pharmacy.
pub(crate) async fn measure(place: &Place, model: PrescriptionId) -> Outcome<()> {
    let portal = &place.app.house.portal;
    let session = place.session("counter@example.org", Role::Pharmacist, None).await?;
    let pharmacist = Pharmacist::try_from(&session).map_err(|why| format!("{why:?}"))?;
    // Nine of ten are done.
    let fill = match &portal.db {
        Db::Sqlite { .. } => {
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $2)
             INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by,
                pharmacy_id, way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at, sent_at,
                ended_at, expires_on)
             SELECT randomblob(16), patient_id, CASE WHEN n % 10 < 9 THEN 'completed' ELSE 'sent' END, 1, content, drug,
                prescriber_id, prepared_by, pharmacy_id, way, quantity, quantity_unit, refills, dispensed, written_at, changed_at,
                signed_at, sent_at, CASE WHEN n % 10 < 9 THEN sent_at END, expires_on
             FROM prescriptions CROSS JOIN numbers WHERE id = $1"
        }
        Db::Postgres(_) => {
            "INSERT INTO prescriptions (id, patient_id, state, revision, content, drug, prescriber_id, prepared_by,
                pharmacy_id, way, quantity, quantity_unit, refills, dispensed, written_at, changed_at, signed_at, sent_at,
                ended_at, expires_on)
             SELECT gen_random_uuid(), patient_id, CASE WHEN n % 10 < 9 THEN 'completed' ELSE 'sent' END, 1, content, drug,
                prescriber_id, prepared_by, pharmacy_id, way, quantity, quantity_unit, refills, dispensed, written_at, changed_at,
                signed_at, sent_at, CASE WHEN n % 10 < 9 THEN sent_at END, expires_on
             FROM prescriptions CROSS JOIN generate_series(1, $2) AS numbers (n) WHERE id = $1"
        }
    };
    let mut tx = portal.db.begin().await?;
    tx.query(fill).bind(model).bind(ALL).run().await?;
    tx.query(
        "INSERT INTO pharmacy_members (account_id, organization_id, added_at)
         SELECT $1, pharmacy_id, $3 FROM prescriptions WHERE id = $2",
    )
    .bind(pharmacist.account())
    .bind(model)
    .bind(portal.clock.now())
    .run()
    .await?;
    tx.commit().await?;
    portal.db.refresh_statistics().await?;
    let now = portal.clock.now();
    let today = now.with_timezone(&portal.settings.zone).date_naive();
    let mut q = portal.db.read().await?;
    let at = counter(&mut q, &pharmacist, &AccessLog::default()).await?.ok_or("the pharmacist has no pharmacy")?;
    for (name, pile) in [("new", Pile::New), ("done", Pile::Done)] {
        let mut times = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            let began = Instant::now();
            let piles = counts(&mut q, &at, today).await?;
            let page = queue(&mut q, &at, pile, None, 40, now, today).await?;
            times.push(began.elapsed());
            std::hint::black_box(piles);
            if page.rows.len() != 40 {
                return Err("the queue of the benchmark is not full".into());
            }
        }
        let (p50, p99) = percentiles(times);
        println!(
            "a page of the queue ({name}) with {ALL} prescriptions on {}: p50 {p50:.2} ms, p99 {p99:.2} ms",
            portal.db.kind()
        );
    }
    Ok(())
}
