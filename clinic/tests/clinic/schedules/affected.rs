use super::{Booked, Plan, holiday};
use chrono::{DateTime, Utc};
use chrono_tz::America::New_York;
use clinic::{
    Error,
    accounts::Role,
    appointments::{affected, count_affected},
    audit::AccessLog,
    ids::ClosureId,
    schedules::{Closure, ClosureKind},
    testing::databases,
};

#[tokio::test]
async fn a_closure_names_the_visits_that_lie_in_it() {
    for test in databases("affected").await {
        let plan = Plan::new(&test.db).await;
        let rosa = plan.office.patient("Rosa", "MR-1").await;
        let book = async |status, start, with, place| {
            plan.book(Booked {
                patient: rosa,
                status,
                start,
                minutes: Some(30),
                takes: Some(60),
                with,
                place,
                room: None,
            })
            .await
        };
        let (amara, bea, east, west) = (Some(plan.amara), Some(plan.bea), Some(plan.east), Some(plan.west));
        // Midnight in New York is 05:00 UTC, in Phoenix 07:00 UTC.
        let before = book("booked", "2026-11-10T04:30:00Z", amara, east).await;
        let reaching = book("booked", "2026-11-10T04:31:00Z", amara, east).await;
        let asked = book("proposed", "2026-11-10T15:00:00Z", bea, east).await;
        let western = book("pending", "2026-11-11T06:59:00Z", bea, west).await;
        let nobodys = book("booked", "2026-11-10T18:00:00Z", None, None).await;
        let after = book("booked", "2026-11-11T05:00:00Z", amara, east).await;
        for status in ["cancelled", "fulfilled", "arrived", "noshow"] {
            book(status, "2026-11-10T15:00:00Z", amara, east).await;
        }
        let dana = plan.office.account("Dee", &[Role::Staff], None).await;
        let dana = plan.office.clinician(dana).await;
        let (log, now) = (AccessLog::default(), "2026-11-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let found = async |closure: Closure| {
            let id = plan.close(Closure { id: ClosureId::new(), ..closure }).await;
            let q = &mut plan.office.db.read().await.unwrap();
            let found = affected(q, &dana, &log, id, New_York, now).await.unwrap();
            assert_eq!(count_affected(q, &plan.planner, id, New_York, now).await.unwrap(), found.len());
            assert!(found.iter().all(|visit| visit.patient == "Rosa" && visit.patient_id == rosa));
            found.into_iter().map(|visit| visit.id).collect::<Vec<_>>()
        };
        let whole = holiday("2026-11-10", "2026-11-10");
        assert_eq!(found(whole.clone()).await, [reaching, asked, nobodys, western]);
        assert_eq!(found(Closure { location: west, ..whole.clone() }).await, [western]);
        let whose = Closure { practitioner: bea, kind: ClosureKind::Absence, ..holiday("2026-11-10", "2026-11-10") };
        assert_eq!(found(whose.clone()).await, [asked, western]);
        assert_eq!(found(Closure { location: east, ..whose.clone() }).await, [asked]);
        assert_eq!(found(Closure { until_minute: 600, ..whose }).await, []);
        assert_eq!(
            found(holiday("2026-11-09", "2026-11-11")).await,
            [before, reaching, asked, nobodys, after, western]
        );
        let unknown =
            affected(&mut plan.office.db.read().await.unwrap(), &dana, &log, ClosureId::new(), New_York, now).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }
}
