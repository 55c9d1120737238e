//! Beginning, getting ready, handing out, refusing, and what the pharmacist sees of it.

use super::house::{House, out};
use chrono::Duration;
use clinic::{
    Error,
    db::Source as _,
    dispensing::{HandingOut, NotDone, Rejection, prescription_at_counter, ready, reject},
    ids::PrescriptionId,
    prescribing::{LONGEST_TEXT, Refused, RejectionReason, State},
    record::Known,
    testing::databases,
};
use rust_decimal::Decimal;

fn d(number: i64) -> Decimal {
    Decimal::from(number)
}

#[tokio::test]
async fn a_supply_is_begun_made_ready_and_handed_out_in_parts() {
    for test in databases("dispensing_work").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        house.begin(&house.ines, id).await.unwrap();
        house.begin(&house.otto, id).await.unwrap();
        assert_eq!(house.timeline(id).await, ["received", "in_progress"], "beginning again changes nothing");
        for _ in 0..2 {
            ready(house.db(), &house.office.auditor, &house.ines, id, house.now(), house.today())
                .await
                .unwrap()
                .unwrap();
        }
        house.office.clock.advance(Duration::minutes(1));
        house.dispense(&house.ines, id, "7.5").await.unwrap();
        assert_eq!(house.standing(id).await, (State::PartDispensed, Decimal::new(75, 1)));
        let too_much = house.dispense(&house.otto, id, "23").await;
        assert_eq!(too_much, Err(NotDone::Refused(Refused::TooMuch { left: Decimal::new(225, 1) })));
        house.dispense(&house.otto, id, "22.5").await.unwrap();
        assert_eq!(house.standing(id).await, (State::Dispensed, d(30)));
        for _ in 0..2 {
            house.dispense(&house.ines, id, "30").await.unwrap();
        }
        assert_eq!(house.standing(id).await, (State::Completed, d(90)));
        assert_eq!(house.dispense(&house.ines, id, "1").await, Err(NotDone::Refused(Refused::Completed)));
        let timeline = house.timeline(id).await;
        assert_eq!(timeline, ["received", "in_progress", "ready", "dispensed", "dispensed", "dispensed", "dispensed"]);
        let mails = house.count(
            "SELECT count(*) FROM outbox o JOIN prescription_events e ON e.id = o.subject_id
             WHERE o.kind = 'prescription_changed' AND e.kind = 'ready' AND e.prescription_id = $1",
            id,
        );
        assert_eq!(mails.await, 1, "the patient hears once that it is ready");

        let seen =
            prescription_at_counter(&mut house.db().read().await.unwrap(), &house.keys, &house.ines, id).await.unwrap();
        assert_eq!((seen.standing.left_now(), seen.standing.refills_left()), (d(0), 0));
        assert_eq!(seen.dispenses.len(), 4);
        let part = seen.dispenses.iter().find(|one| one.quantity == "7.5").unwrap();
        assert_eq!((part.dispenser.as_str(), part.lot.as_deref()), ("Ines Moreau", Some("A1")));
        assert_eq!(part.pharmacy.as_deref(), Some("Linden Pharmacy"));
        assert_eq!(seen.ready_at, None, "what was handed out is not ready any more");
        assert_eq!(seen.timeline.len(), 7);
    }
}

#[tokio::test]
async fn everything_a_pharmacist_needs_is_there_and_the_access_is_noted() {
    for test in databases("dispensing_view").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        let mut tx = house.db().begin().await.unwrap();
        for (display, verification, criticality) in
            [("Penicillin V", None, "high"), ("Latex", Some("refuted"), "low"), ("Dust", Some("confirmed"), "low")]
        {
            tx.query(
                "INSERT INTO allergies (id, patient_id, clinical_status, verification_status, criticality, display, sort_at,
                                        active)
                 VALUES ($1, $2, 'active', $3, $4, $5, $6, TRUE)",
            )
            .bind(clinic::ids::new())
            .bind(house.patient)
            .bind(verification.map(str::to_owned))
            .bind(criticality.to_owned())
            .bind(display.to_owned())
            .bind(house.now())
            .run()
            .await
            .unwrap();
        }
        for (indicator, reason) in [("warning", "monitored"), ("critical", "benefit")] {
            tx.query(
                "INSERT INTO prescription_overrides (id, prescription_id, rule, indicator, summary, source, reason,
                                                     overridden_by, overridden_at)
                 VALUES ($1, $2, 'kidney', $3, 'Kidney function is low', 'FDA label', $4, $5, $6)",
            )
            .bind(clinic::ids::new())
            .bind(id)
            .bind(indicator.to_owned())
            .bind(reason.to_owned())
            .bind(house.prescriber)
            .bind(house.now())
            .run()
            .await
            .unwrap();
        }
        tx.query(
            "INSERT INTO signed_prescriptions (prescription_id, jws, kid, signed_by, factor, signed_at)
             VALUES ($1, 'x', 'k', $2, 'totp', $3)",
        )
        .bind(id)
        .bind(house.prescriber)
        .bind(house.now())
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        house.log.take();

        let mut q = house.db().read().await.unwrap();
        let seen = prescription_at_counter(&mut q, &house.keys, &house.ines, id).await.unwrap();
        assert_eq!(seen.patient.name, "Walter Nguyen");
        assert_eq!(seen.patient.phone.as_deref(), Some("207-555-0142"));
        let allergies: Vec<&str> = seen.patient.allergies.iter().map(|allergy| allergy.display.as_str()).collect();
        assert_eq!(allergies, ["Penicillin V", "Dust"]);
        assert_eq!(seen.patient.known_allergies, Known::Some);
        assert_eq!(seen.directions.as_deref(), Some("Take 1 tablet twice a day"));
        assert_eq!(seen.patient_directions, ["Tome 1 tableta"]);
        assert_eq!((seen.unit.as_str(), seen.standing.left_now()), ("tablet", d(30)));
        assert_eq!(seen.substitution, None, "that stands in what was signed, and nothing was here");
        assert_eq!(seen.indication.as_deref(), Some("Diabetes"));
        assert_eq!(seen.prescriber.name, "Dr. Amara Okafor");
        let signature = seen.signature.unwrap();
        assert_eq!((signature.name.as_str(), signature.is_authentic), ("Dr. Amara Okafor", false));
        let reasons: Vec<&str> = seen.overridden.iter().map(|one| one.reason.as_str()).collect();
        assert_eq!(reasons, ["benefit", "monitored"], "the gravest come first");
        let noted: Vec<String> = house.log.take().iter().map(|event| format!("{event:?}")).collect();
        assert!(
            noted.iter().any(|event| event.contains("Prescriptions") && event.contains(&id.to_string())),
            "{noted:?}"
        );
        assert!(noted.iter().any(|event| event.contains("HealthRecord")), "{noted:?}");
        assert_eq!(house.timeline(id).await, Vec::<String>::new(), "looking changes nothing");

        let elsewhere = prescription_at_counter(&mut q, &house.keys, &house.hana, id).await;
        assert!(matches!(elsewhere, Err(Error::NotFound)));
        for other in [PrescriptionId::new(), id] {
            let answer = clinic::dispensing::begin(
                house.db(),
                &house.office.auditor,
                &house.hana,
                other,
                house.now(),
                house.today(),
            );
            assert!(matches!(answer.await, Err(Error::NotFound)), "another pharmacy changes nothing");
        }
    }
}

#[tokio::test]
async fn a_form_counts_once_and_nothing_else_goes_out_with_it() {
    for test in databases("dispensing_form").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        let form = clinic::ids::new();
        let first = house.dispense_on(&house.ines, id, out("10", form), house.today()).await.unwrap();
        let again = house.dispense_on(&house.ines, id, out("10", form), house.today()).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(house.standing(id).await, (State::PartDispensed, d(10)));
        let other = house.dispense_on(&house.ines, id, out("20", form), house.today()).await;
        assert_eq!(
            other,
            Err(NotDone::FormUsed { quantity: d(10), at: house.now() }),
            "what was changed is not passed over"
        );
        assert_eq!(house.standing(id).await.1, d(10));
        let elsewhere = house.sent().await;
        let (auditor, today) = (&house.office.auditor, house.today());
        let dispense =
            |id, out| clinic::dispensing::dispense(house.db(), auditor, &house.ines, id, out, house.now(), today);
        assert!(matches!(dispense(elsewhere, out("10", form)).await, Err(Error::Invalid(_))));
        for wrong in [
            HandingOut { product: " ".to_owned(), ..out("1", clinic::ids::new()) },
            HandingOut { lot: "x".repeat(61), ..out("1", clinic::ids::new()) },
            HandingOut { note: "x".repeat(LONGEST_TEXT + 1), ..out("1", clinic::ids::new()) },
        ] {
            assert!(matches!(dispense(id, wrong).await, Err(Error::Invalid(_))));
        }
        assert_eq!(house.count("SELECT count(*) FROM dispenses WHERE prescription_id = $1", id).await, 1);
    }
}

#[tokio::test]
async fn what_is_refused_comes_back_to_the_prescriber() {
    for test in databases("dispensing_reject").await {
        let house = House::open(&test.db).await;
        let id = house.sent().await;
        let chart = house.chart().await;
        house.cancel(&chart, id).await.unwrap();
        let no = || Rejection { reason: RejectionReason::Doubtful, text: "The signature looks wrong".to_owned() };
        let go = |id| reject(house.db(), &house.office.auditor, &house.ines, id, no(), house.now(), house.today());
        go(id).await.unwrap().unwrap();
        assert_eq!(go(id).await.unwrap(), Err(NotDone::Refused(Refused::Rejected)));
        let open = "SELECT count(*) FROM prescription_requests WHERE prescription_id = $1 AND state = 'pending'";
        assert_eq!(house.count(open, id).await, 0, "the cancellation is answered with it");
        let notices = "SELECT count(*) FROM prescriber_notices WHERE prescription_id = $1 AND kind = 'rejected'";
        assert_eq!(house.count(notices, id).await, 1);
        let ended = "SELECT count(*) FROM medication_requests WHERE id = $1 AND status = 'cancelled' AND NOT in_use";
        assert_eq!(house.count(ended, id).await, 1);
        let seen =
            prescription_at_counter(&mut house.db().read().await.unwrap(), &house.keys, &house.ines, id).await.unwrap();
        assert_eq!(seen.rejection_text.as_deref(), Some("The signature looks wrong"));
        assert!(seen.timeline.iter().all(|line| line.detail.as_deref() != Some("The signature looks wrong")));

        let part = house.sent().await;
        house.dispense(&house.ines, part, "1").await.unwrap();
        assert_eq!(go(part).await.unwrap(), Err(NotDone::Refused(Refused::HandedOut)));
    }
}

#[tokio::test]
async fn what_was_brought_on_paper_stands_in_the_queue_once_it_is_begun() {
    for test in databases("dispensing_paper").await {
        let house = House::open(&test.db).await;
        let id = house.prescription(house.patient, Some(house.linden), State::Signed, "paper", "30", 0).await;
        house.begin(&house.ines, id).await.unwrap();
        let sent = "SELECT count(*) FROM prescriptions WHERE id = $1 AND sent_at IS NOT NULL AND state = 'in_progress'";
        assert_eq!(house.count(sent, id).await, 1);
    }
}
