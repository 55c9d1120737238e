use super::{Plan, at, clock, day, holiday, visit_type};
use chrono::Duration;
use chrono_tz::America::New_York;
use clinic::{
    db::Source as _,
    schedules::{Closure, ClosureKind, DAY, Hours, VisitType, Wanted},
    testing::databases,
};

#[tokio::test]
async fn clocks_that_change_move_the_hours_of_their_own_zone_only() {
    for test in databases("free_zones").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        for weekday in [5, 1] {
            plan.add(plan.hours(weekday, 540, 570)).await;
            plan.add(Hours { practitioner: plan.bea, location: plan.west, ..plan.hours(weekday, 540, 570) }).await;
        }
        let starts = |free: Vec<clinic::schedules::Free>| {
            free.iter().map(|free| free.start_at.to_rfc3339()[5..16].to_owned()).collect::<Vec<_>>()
        };
        // Clocks in New York were put back on November 1, and are put forward on March 14; those in Phoenix never change.
        let autumn = plan.wanted(&visit, "2026-10-30", 4);
        assert_eq!(starts(plan.free(&autumn).await), ["10-30T13:00", "10-30T16:00", "11-02T14:00", "11-02T16:00"]);
        let spring = plan.wanted(&visit, "2027-03-12", 4);
        assert_eq!(starts(plan.free(&spring).await), ["03-12T14:00", "03-12T16:00", "03-15T13:00", "03-15T16:00"]);
        assert_eq!(
            plan.clocks(&spring).await,
            ["03-12 09:00 East", "03-12 09:00 West", "03-15 09:00 East", "03-15 09:00 West"]
        );
    }
}

#[tokio::test]
async fn a_night_with_another_hour_has_more_or_less_room() {
    for test in databases("free_night").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit().await;
        plan.add(plan.hours(7, 0, 240)).await;
        for (sunday, visits) in [("2026-10-25", 8), ("2026-11-01", 10), ("2027-03-14", 6)] {
            let free = plan.free(&plan.wanted(&visit, sunday, 1)).await;
            assert_eq!(free.len(), visits, "{sunday}");
            let apart = free.windows(2).all(|pair| pair[1].start_at - pair[0].start_at == Duration::minutes(30));
            assert!(apart, "{sunday}: every half hour, whatever the clock shows");
        }
        let spring = plan.clocks(&plan.wanted(&visit, "2027-03-14", 1)).await;
        assert_eq!(spring[3..5], ["03-14 01:30 East", "03-14 03:00 East"]);
    }
}

#[tokio::test]
async fn closures_cut_out_whose_and_where_they_are() {
    for test in databases("free_closed").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit_of(60, 0).await;
        for weekday in 1..=5 {
            plan.add(plan.hours(weekday, 540, 720)).await;
            plan.add(Hours { practitioner: plan.bea, location: plan.west, ..plan.hours(weekday, 540, 720) }).await;
        }
        let counts = async || {
            let free = plan.free(&plan.wanted(&visit, "2026-11-02", 5)).await;
            let of = |place: &str| {
                let on = |number: u32| {
                    let today = |one: &&clinic::schedules::Free| {
                        one.location_name == place && clock(one).starts_with(&format!("11-{number:02}"))
                    };
                    free.iter().filter(today).count()
                };
                (2..=6).map(on).collect::<Vec<_>>()
            };
            (of("East"), of("West"))
        };
        // In steps of half an hour, an hour long: five a morning.
        assert_eq!(counts().await, (vec![5; 5], vec![5; 5]));
        // From eleven on Tuesday to half past ten on Thursday.
        let away = Closure {
            practitioner: Some(plan.amara),
            kind: ClosureKind::Absence,
            from_minute: 660,
            until_minute: 630,
            ..holiday("2026-11-03", "2026-11-05")
        };
        plan.close(away).await;
        assert_eq!(counts().await, (vec![5, 3, 0, 2, 5], vec![5; 5]));
        plan.close(Closure {
            location: Some(plan.west),
            kind: ClosureKind::Closed,
            ..holiday("2026-11-02", "2026-11-02")
        })
        .await;
        assert_eq!(counts().await, (vec![5, 3, 0, 2, 5], vec![0, 5, 5, 5, 5]));
        plan.close(Closure { from_minute: 600, until_minute: 630, ..holiday("2026-11-06", "2026-11-06") }).await;
        assert_eq!(
            counts().await,
            (vec![5, 3, 0, 2, 3], vec![0, 5, 5, 5, 3]),
            "everywhere, on the clock of each place"
        );
    }
}

#[tokio::test]
async fn hours_are_for_their_visits_and_between_their_days() {
    for test in databases("free_for").await {
        let plan = Plan::new(&test.db).await;
        let (one, other) = (plan.visit().await, plan.visit().await);
        plan.add(Hours { visit_types: vec![one.id], ..plan.hours(1, 540, 600) }).await;
        let single =
            Hours { first_day: day("2026-11-09"), last_day: Some(day("2026-11-09")), ..plan.hours(1, 600, 660) };
        plan.add(single).await;
        let month = |visit| plan.wanted(visit, "2026-11-01", 30);
        assert_eq!(plan.clocks(&month(&other)).await, ["11-09 10:00 East", "11-09 10:30 East"]);
        assert_eq!(plan.free(&month(&one)).await.len(), 5 * 2 + 2);
        let never = VisitType { active: false, ..one.clone() };
        assert!(plan.free(&month(&never)).await.is_empty());
        let with_bea = Wanted { practitioner: Some(plan.bea), ..month(&one) };
        let in_the_west = Wanted { location: Some(plan.west), ..month(&one) };
        assert!(plan.free(&with_bea).await.is_empty() && plan.free(&in_the_west).await.is_empty());
        let with_amara = Wanted { practitioner: Some(plan.amara), location: Some(plan.east), ..month(&one) };
        assert_eq!(plan.free(&with_amara).await.len(), 12);
    }
}

#[tokio::test]
async fn patients_book_with_notice_and_not_too_far_ahead() {
    for test in databases("free_notice").await {
        let plan = Plan::new(&test.db).await;
        let visit = VisitType { notice_minutes: 24 * 60, ahead_days: 8, ..visit_type(30, 0) };
        plan.add_visit(&visit).await;
        for weekday in 1..=7 {
            plan.add(plan.hours(weekday, 0, 120)).await;
        }
        // It is half past one in the night to November 1; clocks are put back at two.
        let now = plan.office.now();
        assert_eq!(now, at("2026-11-01T05:30:00Z"));
        let wanted = Wanted::by_patient(&visit, day("2026-11-01"), 20, now, New_York);
        let clocks = plan.clocks(&wanted).await;
        assert_eq!(clocks.first().unwrap(), "11-02 00:30 East", "a day of 24 hours later");
        assert_eq!(clocks.last().unwrap(), "11-09 00:30 East", "eight of them later");
        let clinic = Wanted::by_clinic(&visit, day("2026-11-01"), 20, now, New_York);
        let clocks = plan.clocks(&clinic).await;
        assert_eq!(clocks.first().unwrap(), "11-01 01:00 East", "what goes on at present, too");
        assert_eq!(clocks.last().unwrap(), "11-20 01:30 East");
        let past = Wanted::by_patient(&visit, day("2026-10-01"), 20, now, New_York);
        assert!(plan.free(&past).await.is_empty());
    }
}

#[tokio::test]
async fn a_day_ends_at_midnight_and_belongs_to_its_place() {
    for test in databases("free_midnight").await {
        let plan = Plan::new(&test.db).await;
        let visit = plan.visit_of(45, 15).await;
        plan.add(plan.hours(1, 1320, DAY)).await;
        plan.add(Hours { practitioner: plan.bea, ..plan.hours(2, 0, 60) }).await;
        // What is kept free after it may lie after the end; the visit itself may not.
        let clocks = plan.clocks(&plan.wanted(&visit, "2026-11-02", 2)).await;
        assert_eq!(clocks, ["11-02 22:00 East", "11-02 22:30 East", "11-02 23:00 East", "11-03 00:00 East"]);
        // Far from UTC, a day of the place is still the day that was asked for.
        for (zone, start) in
            [("Pacific/Kiritimati", "2026-11-02T08:00:00+00:00"), ("Pacific/Pago_Pago", "2026-11-03T09:00:00+00:00")]
        {
            let mut tx = plan.office.db.begin().await.unwrap();
            tx.query("UPDATE locations SET zone = $1 WHERE id = $2").bind(zone).bind(plan.east).run().await.unwrap();
            tx.commit().await.unwrap();
            let free = plan.free(&plan.wanted(&visit, "2026-11-02", 1)).await;
            assert_eq!((free.len(), free[0].start_at.to_rfc3339().as_str()), (3, start), "{zone}");
            assert_eq!(free[0].end_at - free[0].start_at, Duration::minutes(45));
            assert_eq!(free[0].taken_until - free[0].start_at, Duration::minutes(60));
        }
    }
}
