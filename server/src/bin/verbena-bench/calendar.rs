//! What the calendar costs: a month of free times with ten clinicians, many who want one time, and a day's reminders.

use super::{Outcome, Place, people, percentiles, reminders};
use chrono::{DateTime, Datelike as _, Duration, Utc};
use clinic::{
    accounts::{Clinician, Planner, Role},
    appointments::{AtDesk, Booker, Choice, NotBooked, Rules, book, book_at_desk, hold_time},
    db::Source as _,
    fhir,
    ids::{HoursId, LocationId, PatientId, PractitionerId, VisitTypeId},
    schedules::{Hours, Medium, Mode, VisitType, Wanted, add_hours, add_visit_type, free_times},
};
use std::time::Instant;

/// Clinicians with hours.
const CLINICIANS: usize = 10;
/// Visits each of them has on a day.
const VISITS: i64 = 8;
/// Days that are looked at.
const DAYS: usize = 31;
/// How often.
const LOOKS: usize = 200;
/// Patients who want one time.
const RIVALS: usize = 500;

/// A visit: whose, from when until when, until when the calendar is taken, where and with whom.
type Row = (PatientId, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>, LocationId, PractitionerId);

/// Measures and says it.
pub(crate) async fn measure(database_url: Option<&str>) -> Outcome<()> {
    let place = Place::new(database_url).await?;
    let source = tempfile::TempDir::new()?;
    let files = people::write(source.path(), RIVALS)?;
    place.import("import of invented patients", &files).await?;
    let portal = &place.app.house.portal;
    let session = place.session("desk@example.org", Role::Staff, None).await?;
    let clerk = Clinician::try_from(&session).map_err(|why| format!("{why:?}"))?;
    let planner = Planner::try_from(&session).map_err(|why| format!("{why:?}"))?;
    let zone = portal.settings.zone;
    let rules = Rules { zone, change_until: Duration::hours(24), offer_lasts: Duration::hours(2) };
    let (now, patients) = (portal.clock.now(), patients());
    let (visit, location, clinicians) = open(&place, &planner, now).await?;

    // A calendar that is half full.
    let first_day = now.with_timezone(&zone).date_naive() + Duration::days(1);
    let mut taken = 0;
    for clinician in &clinicians {
        for (number, patient) in (0..VISITS).zip(patients.iter().cycle().skip(taken)) {
            let start_at = clinic::wall_clock::instant(first_day + Duration::days(7), 9 * 60 + number * 60, zone);
            let choice = Choice { visit_type: visit.id, practitioner: *clinician, location, start_at };
            let how = AtDesk { overbook: true, ..AtDesk::default() };
            let booked = book_at_desk(&portal.db, &portal.auditor, &clerk, *patient, choice, &how, &rules, now).await?;
            booked.map_err(|why| format!("{why:?}"))?;
            taken += 1;
        }
    }
    spread(&place, now).await?;
    portal.db.refresh_statistics().await?;
    let wanted = Wanted::by_patient(&visit, first_day, DAYS, now, zone);
    let mut q = portal.db.read().await?;
    let (mut times, mut found) = (Vec::with_capacity(LOOKS), 0);
    for _ in 0..LOOKS {
        let began = Instant::now();
        found = free_times(&mut q, &wanted, now).await?.len();
        times.push(began.elapsed());
    }
    drop(q);
    let (p50, p99) = percentiles(times);
    println!(
        "free times of {DAYS} days with {CLINICIANS} clinicians on {}: {found} found, p50 {p50:.2} ms, p99 {p99:.2} ms",
        portal.db.kind()
    );

    let start_at = clinic::wall_clock::instant(monday_after(first_day + Duration::days(35)), 9 * 60, zone);
    let choice = Choice { visit_type: visit.id, practitioner: clinicians[0], location, start_at };
    let began = Instant::now();
    let all = patients.iter().map(|patient| {
        let (by, rules) = (Booker::at_desk(&clerk, *patient), &rules);
        async move {
            let hold = match hold_time(&portal.db, &by, choice, None, rules, now).await? {
                Ok(hold) => hold,
                Err(refused) => return Ok(Err(refused)),
            };
            book(&portal.db, &portal.auditor, &by, hold, "", rules, now).await
        }
    });
    let results: Vec<Result<Result<_, NotBooked>, clinic::Error>> = futures_util::future::join_all(all).await;
    let spent = began.elapsed();
    let mut won = 0;
    for result in results {
        won += usize::from(result?.is_ok());
    }
    println!(
        "{RIVALS} want one time on {}: {won} has it, all have an answer after {:.2} s",
        portal.db.kind(),
        spent.as_secs_f64()
    );
    reminders::measure(&place, visit.id, location, clinicians[0], &patients).await?;
    place.app.house.close().await?;
    Ok(())
}

fn patients() -> Vec<PatientId> {
    (0..RIVALS).map(|number| PatientId(fhir::resource_id(&format!("bench/Patient/p{number}")))).collect()
}

fn monday_after(day: chrono::NaiveDate) -> chrono::NaiveDate {
    day + Duration::days(7 - i64::from(day.weekday().num_days_from_monday()))
}

/// Ten clinicians with hours from nine to five on weekdays.
async fn open(
    place: &Place,
    by: &Planner,
    now: DateTime<Utc>,
) -> Outcome<(VisitType, LocationId, Vec<PractitionerId>)> {
    let portal = &place.app.house.portal;
    let visit = VisitType {
        id: VisitTypeId::new(),
        name_en: "Check-up".to_owned(),
        name_es: "Chequeo".to_owned(),
        minutes: 20,
        buffer_minutes: 10,
        medium: Medium::InPerson,
        mode: Mode::Direct,
        notice_minutes: 60,
        ahead_days: 120,
        instructions_en: None,
        instructions_es: None,
        active: true,
    };
    let (location, clinicians) = (LocationId::new(), [(); CLINICIANS].map(|()| PractitionerId::new()));
    let mut tx = portal.db.begin().await?;
    tx.query("INSERT INTO locations (id, name, zone, status) VALUES ($1, 'Main Street', NULL, 'active')")
        .bind(location)
        .run()
        .await?;
    for (number, clinician) in clinicians.iter().enumerate() {
        tx.query("INSERT INTO practitioners (id, name, active) VALUES ($1, $2, TRUE)")
            .bind(*clinician)
            .bind(format!("Dr. {number}"))
            .run()
            .await?;
    }
    tx.commit().await?;
    let added = add_visit_type(&portal.db, &portal.auditor, by, &visit, now).await?;
    added.map_err(|problems| format!("{problems:?}"))?;
    for clinician in clinicians {
        for weekday in 1..=5 {
            let hours = Hours {
                id: HoursId::new(),
                practitioner: clinician,
                location,
                room: None,
                weekday,
                from_minute: 9 * 60,
                until_minute: 17 * 60,
                first_day: now.date_naive() - Duration::days(2),
                last_day: None,
                visit_types: Vec::new(),
            };
            let added = add_hours(&portal.db, &portal.auditor, by, &hours).await?;
            added.map_err(|problems| format!("{problems:?}"))?;
        }
    }
    Ok((visit, location, clinicians.to_vec()))
}

/// The visits of one day, on each day of the following weeks too.
async fn spread(place: &Place, now: DateTime<Utc>) -> Outcome<()> {
    let portal = &place.app.house.portal;
    let mut tx = portal.db.begin().await?;
    let visits: Vec<Row> = tx
        .query(
            "SELECT patient_id, start_at, end_at, taken_until, location_id, practitioner_id FROM appointments
             WHERE made_here AND start_at > $1",
        )
        .bind(now)
        .all()
        .await?;
    for days in -6..30 {
        for (patient, start, end, taken, location, practitioner) in &visits {
            let later = Duration::days(days);
            tx.query(
                "INSERT INTO appointments (id, patient_id, status, start_at, end_at, taken_until, location_id, practitioner_id)
                 VALUES ($1, $2, 'booked', $3, $4, $5, $6, $7)",
            )
            .bind(clinic::ids::new())
            .bind(*patient)
            .bind(*start + later)
            .bind(*end + later)
            .bind(*taken + later)
            .bind(*location)
            .bind(*practitioner)
            .run()
            .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
