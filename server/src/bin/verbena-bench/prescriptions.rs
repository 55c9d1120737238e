//! What a prescription costs: the checks of a draft beside fifteen medicines, signing with sending, and checking a code.

use super::{Outcome, Place, people, percentiles, queue};
use clinic::{
    accounts::{Clinician, FactorKind, Prescriber, Role, Session},
    audit::AccessLog,
    db::Source as _,
    directions::{Part, StepTyped, Typed},
    fhir,
    ids::{OrganizationId, PatientId, PractitionerId, PrescriptionId},
    patients::{self, Chart},
    prescribing::{Beginning, Content, Reason, Signing, begin, discard, draft, review, sign, signed_in},
    signing,
};
use std::time::{Duration, Instant};

/// What the patient takes.
const TAKEN: [&str; 15] = [
    "warfarin",
    "metoprolol",
    "lisinopril",
    "atorvastatin",
    "metformin",
    "amlodipine",
    "omeprazole",
    "levothyroxine",
    "gabapentin",
    "sertraline",
    "furosemide",
    "potassium chloride",
    "allopurinol",
    "tamsulosin",
    "acetaminophen",
];
/// How often a draft is looked at.
const REVIEWS: usize = 400;
/// How many prescriptions are signed.
const SIGNED: usize = 300;
/// How often a code is checked.
const CHECKED: usize = 2_000;

/// Measures and says it.
pub(crate) async fn measure(database_url: Option<&str>) -> Outcome<()> {
    let place = Place::new(database_url).await?;
    let source = tempfile::TempDir::new()?;
    let files = people::write(source.path(), 50)?;
    place.import("import of invented patients", &files).await?;
    let portal = &place.app.house.portal;
    let id = |kind: &str, id: &str| fhir::resource_id(&format!("bench/{kind}/{id}"));
    let (patient, doctor) = (PatientId(id("Patient", "p1")), PractitionerId(id("Practitioner", "d1")));
    let session = signer(&place, patient, doctor).await?;
    let (by, clinician) = (Prescriber::try_from(&session), Clinician::try_from(&session));
    let (by, clinician) = (by.map_err(|why| format!("{why:?}"))?, clinician.map_err(|why| format!("{why:?}"))?);
    let now = portal.clock.now();
    let today = now.with_timezone(&portal.settings.zone).date_naive();
    let log = AccessLog::default();
    let chart: Chart = patients::open(&mut portal.db.read().await?, &clinician, patient, &log, now).await?;
    let new = async |content: Content| -> Outcome<PrescriptionId> {
        let beginning = Beginning { content, prescriber: Some(by.account()), ..Beginning::default() };
        Ok(begin(&portal.db, &portal.auditor, &clinician, &chart, beginning, now).await?)
    };

    // As the draft page asks: everything is read anew each time.
    let looked_at = new(content()).await?;
    let mut times = Vec::with_capacity(REVIEWS);
    let mut reasons = Vec::new();
    for _ in 0..REVIEWS {
        let mut q = portal.db.read().await?;
        let began = Instant::now();
        let seen = review(&mut q, portal, &chart, looked_at, Some(by.account()), today).await?;
        times.push(began.elapsed());
        if let Some(lack) = seen.lacks.iter().find(|lack| **lack != clinic::prescribing::Lack::Reason) {
            return Err(format!("the draft of the benchmark cannot be signed: {lack:?}").into());
        }
        reasons = seen.warnings.iter().map(|warning| warning.key.replace(&looked_at.to_string(), "")).collect();
    }
    discard(&portal.db, &portal.auditor, &chart, looked_at).await?;
    let (p50, p99) = percentiles(times);
    println!(
        "checks of a draft beside {} medicines on {}: p50 {p50:.2} ms, p99 {p99:.2} ms, {} cards",
        TAKEN.len(),
        portal.db.kind(),
        reasons.len()
    );

    let mut spent = Duration::ZERO;
    let mut last = None;
    for _ in 0..SIGNED {
        let id = new(content()).await?;
        let seen = review(&mut portal.db.read().await?, portal, &chart, id, Some(by.account()), today).await?;
        let given = seen
            .warnings
            .iter()
            .map(|warning| (warning.key.clone(), Reason { code: "will-monitor".to_owned(), note: String::new() }));
        let change = clinic::prescribing::Change {
            content: content().reasoned(given.collect::<Vec<_>>()),
            pharmacy: seen.draft.pharmacy,
            prescriber: Some(by.account()),
            revision: seen.draft.revision,
        };
        clinic::prescribing::save(&portal.db, &portal.auditor, &chart, id, change, now).await?;
        let revision = draft(&mut portal.db.read().await?, &chart, id).await?.revision;
        let drafts = [(id, revision)];
        let signing = Signing {
            by: &by,
            chart: &chart,
            drafts: &drafts,
            factor: FactorKind::Totp,
            say: |directions, _| directions.line(),
            now,
            today,
        };
        let began = Instant::now();
        let signed = sign(portal, &signing).await?;
        spent += began.elapsed();
        signed.map_err(|why| format!("{why:?}"))?;
        last = Some(id);
        // What the patient takes stays fifteen medicines.
        let mut tx = portal.db.begin().await?;
        tx.query("UPDATE medication_requests SET in_use = FALSE WHERE id = $1").bind(id).run().await?;
        tx.commit().await?;
    }
    println!(
        "signing and sending on {}: {:.0} a second, one after the other",
        portal.db.kind(),
        SIGNED as f64 / spent.as_secs_f64()
    );

    let last = last.ok_or("nothing was signed")?;
    let mut q = portal.db.read().await?;
    let code = signed_in(&mut q, &portal.keys, &chart, last).await?.jws;
    let keys = signing::public_keys(&signing::published(&mut q, &portal.keys).await?);
    drop(q);
    let began = Instant::now();
    for _ in 0..CHECKED {
        std::hint::black_box(signing::verify(&code, &keys).map_err(|why| format!("{why:?}"))?);
    }
    println!(
        "checks of a signed code of {} characters: {:.0} a second",
        code.len(),
        CHECKED as f64 / began.elapsed().as_secs_f64()
    );
    queue::measure(&place, last).await?;
    place.app.house.close().await?;
    Ok(())
}

/// Ibuprofen, three times a day for ten days.
fn content() -> Content {
    let step = StepTyped::default()
        .with(Part::Dose, "1")
        .with(Part::Unit, "tablet")
        .with(Part::Route, "oral")
        .with(Part::Timing, "times_per_day")
        .with(Part::Count, "3")
        .with(Part::Duration, "10")
        .with(Part::DurationUnit, "days");
    Content {
        drug: "ibuprofen 400 mg oral tablet".to_owned(),
        directions: Typed { steps: vec![step], free_text: String::new() },
        quantity: "30".to_owned(),
        unit: "tablet".to_owned(),
        refills: "0".to_owned(),
        indication: "Back pain".to_owned(),
        ..Content::default()
    }
}

/// A doctor with a licence, a pharmacy with people, and a patient who takes a lot.
async fn signer(place: &Place, patient: PatientId, doctor: PractitionerId) -> Outcome<Session> {
    let portal = &place.app.house.portal;
    let now = portal.clock.now();
    let session = place.session("signer@example.org", Role::Prescriber, Some(doctor)).await?;
    let account = session.account();
    let (home, pharmacy) = (OrganizationId::new(), OrganizationId::new());
    let mut tx = portal.db.begin().await?;
    for (id, name, is_pharmacy) in [(home, "Clinic", false), (pharmacy, "Pharmacy", true)] {
        tx.query(
            "INSERT INTO organizations (id, name, address_lines, city, state, postal_code, active, is_pharmacy)
             VALUES ($1, $2, '1 Main Street', 'Boulder', 'CO', '80301', TRUE, $3)",
        )
        .bind(id)
        .bind(name.to_owned())
        .bind(is_pharmacy)
        .run()
        .await?;
    }
    tx.query("INSERT INTO pharmacy_members (account_id, organization_id, added_at) VALUES ($1, $2, $3)")
        .bind(account)
        .bind(pharmacy)
        .bind(now)
        .run()
        .await?;
    tx.query("UPDATE patients SET pharmacy_id = $2 WHERE id = $1").bind(patient).bind(pharmacy).run().await?;
    tx.query("UPDATE medication_requests SET in_use = FALSE WHERE patient_id = $1").bind(patient).run().await?;
    for name in TAKEN {
        tx.query(
            "INSERT INTO medication_requests (id, patient_id, status, in_use, intent, display, search, sort_at)
             VALUES ($1, $2, 'active', TRUE, 'order', $3, $3, $4)",
        )
        .bind(clinic::ids::new())
        .bind(patient)
        .bind(name.to_owned())
        .bind(now)
        .run()
        .await?;
    }
    tx.query(
        "INSERT INTO prescriber_proposals (id, account_id, licence_number, licence_issuer, licence_until, proposed_by, proposed_at)
         VALUES ($1, $2, 'CO-1', 'Colorado', $3, $2, $4)",
    )
    .bind(clinic::ids::new())
    .bind(account)
    .bind(now.date_naive() + chrono::Days::new(400))
    .bind(now)
    .run()
    .await?;
    tx.query("UPDATE prescriber_proposals SET confirmed = TRUE, decided_at = $2 WHERE account_id = $1")
        .bind(account)
        .bind(now)
        .run()
        .await?;
    tx.commit().await?;
    Ok(session)
}
