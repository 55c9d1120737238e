//! What the clinic does in its calendar: exact times, rooms, requests, the steps of the day.

use super::calendar::{Calendar, at, day};
use chrono::Duration;
use clinic::{
    Error,
    appointments::{
        AtDesk, Choice, Each, NotBooked, Repeat, Status, Step, asked_for, book_series, cancel, grant, move_at_desk,
        step, waits,
    },
    audit::AccessLog,
    db::Source as _,
    fhir,
    ids::{AppointmentId, ClosureId},
    schedules::{Closure, ClosureKind, add_room, close},
    testing::databases,
};
use serde_json::json;

const NINE: &str = "2026-11-04T14:00:00Z";

async fn overbooked(clinic: &Calendar, id: AppointmentId) -> bool {
    let mut q = clinic.db().read().await.unwrap();
    let (is,): (bool,) = q.query("SELECT overbooked FROM appointments WHERE id = $1").bind(id).one().await.unwrap();
    is
}

async fn absent(clinic: &Calendar, on: &str) {
    let closure = Closure {
        id: ClosureId::new(),
        practitioner: Some(clinic.okafor),
        location: None,
        kind: ClosureKind::Absence,
        note: None,
        first_day: day(on),
        from_minute: 0,
        last_day: day(on),
        until_minute: 1440,
    };
    close(clinic.db(), &clinic.office.auditor, &clinic.planner, &closure, clinic.now()).await.unwrap().unwrap();
}

#[tokio::test]
async fn the_desk_is_not_bound_to_the_steps_of_the_calendar() {
    for test in databases("desk_exact").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let odd = clinic.at("2026-11-04T14:37:00Z");
        let first = clinic.at_desk(ana.patient(), odd, &AtDesk::default()).await.unwrap();
        assert!(!overbooked(&clinic, first).await, "nothing else is there");
        // Twenty minutes and ten that are kept free: until 10:07.
        let within = clinic.at("2026-11-04T15:06:00Z");
        let refused = clinic.at_desk(ben.patient(), within, &AtDesk::default()).await;
        assert!(matches!(refused, Err(NotBooked::Taken(next)) if !next.is_empty()));
        let after = clinic.at("2026-11-04T15:07:00Z");
        assert!(clinic.at_desk(ben.patient(), after, &AtDesk::default()).await.is_ok());
        // Until twelve there are hours.
        for (start, fits) in [("2026-11-04T16:41:00Z", false), ("2026-11-04T16:40:00Z", true)] {
            let booked = clinic.at_desk(ben.patient(), clinic.at(start), &AtDesk::default()).await;
            assert_eq!(booked.is_ok(), fits, "{start}");
        }
        // Who comes without an appointment while nobody else is there is beside nothing.
        clinic.office.clock.advance(at("2026-11-03T14:33:00Z") - clinic.now());
        let here = AtDesk { walk_in: true, ..AtDesk::default() };
        let now = clinic.at("2026-11-03T14:33:00Z");
        let one = clinic.at_desk(ana.patient(), now, &here).await.unwrap();
        let two = clinic.at_desk(ben.patient(), now, &here).await.unwrap();
        assert!(!overbooked(&clinic, one).await);
        assert!(overbooked(&clinic, two).await);
    }
}

#[tokio::test]
async fn a_room_that_the_desk_chooses_holds_one_visit() {
    for test in databases("desk_rooms").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let one = add_room(db, auditor, &clinic.planner, clinic.harbor, "One").await.unwrap();
        let two = add_room(db, auditor, &clinic.planner, clinic.harbor, "Two").await.unwrap();
        let room = |room| AtDesk { room: Some(room), ..AtDesk::default() };
        clinic.at_desk(ana.patient(), clinic.at(NINE), &room(one)).await.unwrap();
        let tanaka = Choice { practitioner: clinic.tanaka, ..clinic.at(NINE) };
        let refused = clinic.at_desk(ben.patient(), tanaka, &room(one)).await;
        assert!(matches!(refused, Err(NotBooked::Taken(_))), "Ana is in it");
        let id = clinic.at_desk(ben.patient(), tanaka, &room(two)).await.unwrap();
        // Moving by ten minutes does not stand in its own way.
        let later = Choice { start_at: tanaka.start_at + Duration::minutes(10), ..tanaka };
        let revision = clinic.revision(id).await;
        let (clerk, how, rules) = (&clinic.clerk, room(two), &clinic.rules);
        let moved =
            move_at_desk(db, auditor, clerk, ben.patient(), id, revision, later, &how, rules, clinic.now()).await;
        assert_eq!(moved.unwrap(), Ok(()));
        let stale =
            move_at_desk(db, auditor, clerk, ben.patient(), id, revision, tanaka, &how, rules, clinic.now()).await;
        assert_eq!(stale.unwrap(), Err(NotBooked::Changed));
        let mut tx = db.begin().await.unwrap();
        tx.query("UPDATE rooms SET active = FALSE WHERE id = $1").bind(two).run().await.unwrap();
        tx.commit().await.unwrap();
        let closed =
            clinic::appointments::book_at_desk(db, auditor, clerk, ana.patient(), later, &how, rules, clinic.now())
                .await;
        assert!(matches!(closed, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_books_once() {
    for test in databases("desk_twice").await {
        let clinic = Calendar::open(&test.db).await;
        let (ana, ben) = (clinic.patient("Ana").await, clinic.patient("Ben").await);
        let how = AtDesk { id: Some(AppointmentId::new()), overbook: true, ..AtDesk::default() };
        let first = clinic.at_desk(ana.patient(), clinic.at(NINE), &how).await.unwrap();
        assert_eq!(clinic.at_desk(ana.patient(), clinic.at(NINE), &how).await, Ok(first));
        assert_eq!(clinic.mails(first.0).await.len(), 1);
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let weekly = Repeat { each: Each::Week, interval: 1, count: 3 };
        let how = AtDesk { id: Some(AppointmentId::new()), overbook: true, ..AtDesk::default() };
        let series = async || {
            let (clerk, patient, rules) = (&clinic.clerk, ben.patient(), &clinic.rules);
            book_series(db, auditor, clerk, patient, clinic.at(NINE), weekly, &how, false, rules, clinic.now())
                .await
                .unwrap()
        };
        let all = series().await;
        assert_eq!(all.len(), 3);
        assert_eq!(series().await, all);
        assert_eq!(clinic.count("SELECT count(*) FROM appointments").await, 4);
        let others = clinic::appointments::book_at_desk(
            db,
            auditor,
            &clinic.clerk,
            ana.patient(),
            clinic.at(NINE),
            &how,
            &clinic.rules,
            clinic.now(),
        )
        .await;
        assert!(matches!(others, Err(Error::NotFound)), "it is another patient's");
    }
}

#[tokio::test]
async fn what_was_asked_for_is_agreed_to_as_it_was_shown() {
    for test in databases("desk_requests").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let wish = Choice { visit_type: clinic.wish, ..clinic.at(NINE) };
        let id = clinic.book(&ana, wish).await.unwrap();
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let agree = async |revision, anyway| {
            let (clerk, patient, rules) = (&clinic.clerk, ana.patient(), &clinic.rules);
            grant(db, auditor, clerk, patient, id, revision, anyway, rules, clinic.now()).await.unwrap()
        };
        let shown = clinic.revision(id).await;
        assert_eq!(agree(shown + 1, false).await, Err(NotBooked::Changed));
        assert_eq!(agree(shown - 1, false).await, Err(NotBooked::Changed));
        absent(&clinic, "2026-11-04").await;
        assert_eq!(agree(shown, false).await, Err(NotBooked::Taken(Vec::new())), "Dr. Okafor is away");
        assert_eq!(clinic.visit(id).await.0, Status::Proposed);
        assert_eq!(agree(shown, true).await, Ok(()));
        assert_eq!(clinic.visit(id).await.0, Status::Booked);
    }
}

#[tokio::test]
async fn a_request_that_nobody_answered_stays_in_the_list() {
    for test in databases("desk_overdue").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.book(&ana, Choice { visit_type: clinic.wish, ..clinic.at(NINE) }).await.unwrap();
        clinic.office.clock.advance(Duration::days(3));
        let mut q = clinic.db().read().await.unwrap();
        let log = AccessLog::default();
        let asked = asked_for(&mut q, &clinic.clerk, &log).await.unwrap();
        assert_eq!(asked.iter().map(|visit| visit.id).collect::<Vec<_>>(), [id]);
        assert_eq!(waits(&mut q, &clinic.clerk).await.unwrap().asked, 1);
        drop(q);
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let (clerk, patient, rules) = (&clinic.clerk, ana.patient(), &clinic.rules);
        let late = grant(db, auditor, clerk, patient, id, 0, true, rules, clinic.now()).await.unwrap();
        assert_eq!(late, Err(NotBooked::Ended));
    }
}

#[tokio::test]
async fn nobody_arrives_before_the_day() {
    for test in databases("desk_steps").await {
        let clinic = Calendar::open(&test.db).await;
        let ana = clinic.patient("Ana").await;
        let id = clinic.at_desk(ana.patient(), clinic.at(NINE), &AtDesk::default()).await.unwrap();
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let take = async |taken| {
            step(db, auditor, &clinic.clerk, ana.patient(), id, taken, &clinic.rules, clinic.now()).await.unwrap()
        };
        for early in [Step::Arrive, Step::CheckIn, Step::Fulfil, Step::MissedIt] {
            assert_eq!(take(early).await, Err(NotBooked::Ended), "{early:?}");
        }
        // Midnight in New York is five hours later than in Greenwich.
        clinic.office.clock.advance(at("2026-11-04T04:59:00Z") - clinic.now());
        assert_eq!(take(Step::Arrive).await, Err(NotBooked::Ended));
        clinic.office.clock.advance(Duration::minutes(1));
        assert_eq!(take(Step::Arrive).await, Ok(Status::Arrived));
    }
}

#[tokio::test]
async fn what_was_moved_here_stays_when_it_is_brought_again() {
    for test in databases("desk_brought").await {
        let clinic = Calendar::open(&test.db).await;
        let urls =
            ["https://example.org/Patient/p", "https://example.org/Appointment/1", "https://example.org/Appointment/2"];
        let bring = async |version: u32| {
            let meta = json!({ "lastUpdated": format!("2026-10-0{version}T00:00:00Z") });
            let visit = |url: &str, start: &str, end: &str| {
                json!({ "fullUrl": url, "resource": { "resourceType": "Appointment", "status": "booked", "meta": meta,
                    "start": start, "end": end,
                    "participant": [{ "actor": { "reference": urls[0] }, "status": "accepted" }] } })
            };
            let patient = json!({ "fullUrl": urls[0], "resource": { "resourceType": "Patient", "meta": meta,
                "name": [{ "text": "Ana" }], "birthDate": "1960-03-02" } });
            let entries = [
                patient,
                visit(urls[1], "2026-11-05T14:00:00Z", "2026-11-05T14:20:00Z"),
                visit(urls[2], "2026-11-06T14:00:00Z", "2026-11-06T14:20:00Z"),
            ];
            let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
            let clock = &clinic.office.clock;
            let options = fhir::Options::default();
            let report = fhir::import_values(clinic.db(), clock, "visits", &[bundle], &options).await.unwrap();
            assert_eq!(report.refused, []);
        };
        bring(1).await;
        let [patient, moved, ended] = urls.map(fhir::resource_id);
        let (patient, moved, ended) = (clinic::ids::PatientId(patient), AppointmentId(moved), AppointmentId(ended));
        let (db, auditor) = (clinic.db(), &clinic.office.auditor);
        let (clerk, how, rules, now) = (&clinic.clerk, AtDesk::default(), &clinic.rules, clinic.now());
        let was = clinic.revision(moved).await;
        let to = clinic.at(NINE);
        move_at_desk(db, auditor, clerk, patient, moved, was, to, &how, rules, now).await.unwrap().unwrap();
        let by = clinic::appointments::Booker::at_desk(clerk, patient);
        let why = clinic::appointments::CancelReason::CannotCome;
        cancel(db, auditor, &by, ended, why, "", rules, now).await.unwrap().unwrap();
        bring(2).await;
        assert_eq!(clinic.visit(moved).await, (Status::Booked, at(NINE), 1));
        assert_eq!(clinic.visit(ended).await.0, Status::Cancelled);
    }
}
