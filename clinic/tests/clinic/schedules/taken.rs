use super::{Booked, Plan, at, day};
use chrono::{DateTime, Duration, Utc};
use clinic::{
    db::Source as _,
    ids::{HoldId, OfferId, PatientId, VisitTypeId, WaitlistId},
    schedules::{Hours, Wanted},
    testing::databases,
};

impl Plan {
    /// A morning of Amara in the east: free at 9:00, 9:30, 10:00 and 10:30.
    async fn monday(&self) {
        self.add(self.hours(1, 540, 660)).await;
    }

    fn booked(&self, patient: PatientId, start: &'static str) -> Booked<'static> {
        Booked {
            patient,
            status: "booked",
            start,
            minutes: Some(30),
            takes: None,
            with: Some(self.amara),
            place: Some(self.east),
            room: None,
        }
    }

    async fn hold(&self, patient: PatientId, visit: VisitTypeId, start: DateTime<Utc>, expires: DateTime<Utc>) {
        let mut tx = self.office.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO appointment_holds (id, patient_id, visit_type_id, practitioner_id, location_id, start_at, end_at, taken_until,
                expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        )
        .bind(HoldId::new())
        .bind(patient)
        .bind(visit)
        .bind(self.amara)
        .bind(self.east)
        .bind(start)
        .bind(start + Duration::minutes(30))
        .bind(expires)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    async fn offer(
        &self,
        patient: PatientId,
        visit: VisitTypeId,
        start: DateTime<Utc>,
        state: &'static str,
        expires: DateTime<Utc>,
    ) {
        let entry = WaitlistId::new();
        let mut tx = self.office.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO waitlist_entries (id, patient_id, visit_type_id, first_day, last_day, weekdays, from_minute, until_minute,
                created_at)
             VALUES ($1, $2, $3, $4, $4, 127, 0, 1440, $5)",
        )
        .bind(entry)
        .bind(patient)
        .bind(visit)
        .bind(day("2026-11-02"))
        .bind(self.office.now())
        .run()
        .await
        .unwrap();
        tx.query(
            "INSERT INTO waitlist_offers (id, entry_id, practitioner_id, location_id, start_at, end_at, taken_until, free_until,
                created_at, expires_at, state)
             VALUES ($1, $2, $3, $4, $5, $6, $6, $6, $7, $8, $9)",
        )
        .bind(OfferId::new())
        .bind(entry)
        .bind(self.amara)
        .bind(self.east)
        .bind(start)
        .bind(start + Duration::minutes(30))
        .bind(self.office.now())
        .bind(expires)
        .bind(state)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }
}

const NINE: &str = "11-02 09:00 East";
const HALF_PAST: &str = "11-02 09:30 East";
const TEN: &str = "11-02 10:00 East";
const LAST: &str = "11-02 10:30 East";

#[tokio::test]
async fn booked_visits_take_their_time_and_what_is_kept_free_after_them() {
    for test in databases("taken_booked").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        plan.monday().await;
        let rosa = plan.office.patient("Rosa", "MR-1").await;
        let wanted = plan.wanted(&visit, "2026-11-02", 1);
        assert_eq!(plan.clocks(&wanted).await, [NINE, HALF_PAST, TEN, LAST]);
        for status in ["cancelled", "noshow", "entered-in-error", "waitlist"] {
            plan.book(Booked { status, ..plan.booked(rosa, "2026-11-02T14:00:00Z") }).await;
        }
        assert_eq!(plan.clocks(&wanted).await.len(), 4, "what is called off takes nothing");
        // From 9:00 for ten minutes, with twenty-five more that are kept free.
        let id =
            plan.book(Booked { minutes: Some(10), takes: Some(35), ..plan.booked(rosa, "2026-11-02T14:00:00Z") }).await;
        assert_eq!(plan.clocks(&wanted).await, [TEN, LAST]);
        let moving = Wanted { moves: Some(id), ..wanted };
        assert_eq!(plan.clocks(&moving).await.len(), 4, "its own time is free for it");
        // An import may say no end: half an hour then.
        for status in ["proposed", "pending", "arrived", "checked-in", "fulfilled"] {
            plan.book(Booked { status, minutes: None, ..plan.booked(rosa, "2026-11-02T15:00:00Z") }).await;
        }
        assert_eq!(plan.clocks(&wanted).await, [LAST]);
        plan.book(Booked { with: Some(plan.bea), ..plan.booked(rosa, "2026-11-02T15:30:00Z") }).await;
        assert_eq!(plan.clocks(&wanted).await, [LAST], "someone else's calendar");
    }
}

#[tokio::test]
async fn a_visit_with_time_kept_free_after_it_needs_that_too() {
    for test in databases("taken_buffer").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit_of(20, 20).await;
        plan.monday().await;
        let rosa = plan.office.patient("Rosa", "MR-1").await;
        plan.book(plan.booked(rosa, "2026-11-02T14:30:00Z")).await;
        assert_eq!(plan.clocks(&plan.wanted(&visit, "2026-11-02", 1)).await, [TEN, LAST]);
    }
}

#[tokio::test]
async fn what_began_the_evening_before_still_takes_the_night() {
    for test in databases("taken_night").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        plan.add(plan.hours(1, 0, 120)).await;
        let rosa = plan.office.patient("Rosa", "MR-1").await;
        // From 23:30 on Sunday for an hour, and half an hour that is kept free.
        plan.book(Booked { minutes: Some(60), takes: Some(90), ..plan.booked(rosa, "2026-11-02T04:30:00Z") }).await;
        assert_eq!(plan.clocks(&plan.wanted(&visit, "2026-11-02", 1)).await, ["11-02 01:00 East", "11-02 01:30 East"]);
    }
}

#[tokio::test]
async fn a_room_is_there_for_one_at_a_time() {
    for test in databases("taken_room").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        let room = plan.room(plan.east, "Room 1").await;
        plan.add(Hours { room: Some(room), ..plan.hours(1, 540, 660) }).await;
        plan.add(Hours { room: Some(room), practitioner: plan.bea, ..plan.hours(1, 540, 600) }).await;
        let rosa = plan.office.patient("Rosa", "MR-1").await;
        plan.book(Booked { with: Some(plan.bea), room: Some(room), ..plan.booked(rosa, "2026-11-02T14:00:00Z") }).await;
        let wanted = plan.wanted(&visit, "2026-11-02", 1);
        assert_eq!(plan.clocks(&wanted).await, [HALF_PAST, HALF_PAST, TEN, LAST]);
        let amara = Wanted { practitioner: Some(plan.amara), ..wanted };
        assert_eq!(plan.clocks(&amara).await, [HALF_PAST, TEN, LAST], "also where only her calendar is looked at");
    }
}

#[tokio::test]
async fn a_time_that_someone_is_about_to_take_is_taken_until_it_is_over() {
    for test in databases("taken_held").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        plan.monday().await;
        let (rosa, walter) = (plan.office.patient("Rosa", "MR-1").await, plan.office.patient("Walter", "MR-2").await);
        let now = plan.office.now();
        plan.hold(rosa, visit.id, at("2026-11-02T14:00:00Z"), now + Duration::minutes(5)).await;
        let wanted = plan.wanted(&visit, "2026-11-02", 1);
        assert_eq!(plan.clocks(&wanted).await, [HALF_PAST, TEN, LAST]);
        assert_eq!(plan.clocks(&Wanted { patient: Some(walter), ..wanted }).await, [HALF_PAST, TEN, LAST]);
        assert_eq!(plan.clocks(&Wanted { patient: Some(rosa), ..wanted }).await.len(), 4, "one's own");
        plan.office.clock.advance(Duration::minutes(5));
        assert_eq!(plan.clocks(&wanted).await.len(), 4, "over");
    }
}

#[tokio::test]
async fn a_time_that_is_offered_to_someone_who_waits_is_taken_while_the_offer_stands() {
    for test in databases("taken_offered").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        plan.monday().await;
        let rosa = plan.office.patient("Rosa", "MR-1").await;
        let (now, soon) = (plan.office.now(), plan.office.now() + Duration::minutes(120));
        for state in ["accepted", "declined", "expired", "withdrawn"] {
            plan.offer(rosa, visit.id, at("2026-11-02T14:00:00Z"), state, soon).await;
        }
        plan.offer(rosa, visit.id, at("2026-11-02T14:30:00Z"), "open", now).await;
        plan.offer(rosa, visit.id, at("2026-11-02T15:30:00Z"), "open", soon).await;
        let wanted = plan.wanted(&visit, "2026-11-02", 1);
        assert_eq!(plan.clocks(&wanted).await, [NINE, HALF_PAST, TEN]);
        plan.office.clock.advance(Duration::minutes(120));
        assert_eq!(plan.clocks(&wanted).await.len(), 4);
    }
}
