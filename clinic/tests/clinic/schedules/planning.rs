use super::{Booked, Plan, day, holiday, visit_type};
use chrono::Duration;
use clinic::{
    Error,
    accounts::{Admin, NotAdmitted, Planner, Role},
    db::Source as _,
    ids::{ClosureId, HoursId, LocationId, PractitionerId, RoomId, VisitTypeId},
    schedules::{
        BadVideoBase, Closure, ClosureKind, ClosureProblem, Hours, HoursProblem, Mode, VisitTypeProblem, add_all_hours,
        add_hours, add_room, add_visit_type, bookable, change_hours, change_room, change_visit_type, clinicians, close,
        closure, closures, end_hours, give_demo_calendar, hours, offered, open_again, rooms, set_video_base, sites,
        video_base, visit_type as find, visit_types, week,
    },
    testing::databases,
};

#[tokio::test]
async fn whoever_plans_is_staff_or_an_administrator() {
    for test in databases("planners").await {
        let plan = Plan::new(&test.db).await;
        let may = async |name, role| {
            let id = plan.office.account(name, &[role], None).await;
            Planner::try_from(&plan.office.session(id).await)
        };
        assert!(may("Ada", Role::Admin).await.is_ok());
        for (name, role) in [("Doc", Role::Prescriber), ("Ines", Role::Pharmacist), ("Pat", Role::Patient)] {
            assert_eq!(may(name, role).await.unwrap_err(), NotAdmitted::NotTheirs);
        }
    }
}

#[tokio::test]
async fn visit_types_are_added_and_changed() {
    for test in databases("visit_types").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by, now) = (&plan.office.db, &plan.office.auditor, &plan.planner, plan.office.now());
        let mut visit = visit_type(30, 10);
        visit.instructions_en = Some("Please fast.".to_owned());
        visit.instructions_es = Some("Venga en ayunas.".to_owned());
        let wrong = clinic::schedules::VisitType { minutes: 3, name_es: String::new(), ..visit.clone() };
        let refused = add_visit_type(db, auditor, by, &wrong, now).await.unwrap();
        assert_eq!(refused, Err(vec![VisitTypeProblem::NameEs, VisitTypeProblem::Minutes]));
        let unknown = change_visit_type(db, auditor, by, &visit, now).await;
        assert!(matches!(unknown, Err(Error::NotFound)), "a change makes none");
        plan.add_visit(&visit).await;
        assert_eq!(find(&mut db.read().await.unwrap(), visit.id).await.unwrap(), visit);
        visit.name_en = "Annual check-up".to_owned();
        visit.mode = Mode::ViewOnly;
        visit.active = false;
        visit.instructions_en = None;
        visit.instructions_es = None;
        change_visit_type(db, auditor, by, &visit, now).await.unwrap().unwrap();
        let other = plan.visit().await;
        let all = visit_types(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!(all, [other, visit], "those that are offered come first");
        let written = "SELECT count(*) FROM audit_events WHERE subject = 'schedule' AND detail = 'visit type'";
        assert_eq!(plan.office.count(written).await, 3);
    }
}

#[tokio::test]
async fn hours_that_overlap_are_refused() {
    for test in databases("overlap").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        let morning = plan.hours(1, 540, 720);
        plan.add(morning.clone()).await;
        let refused = |hours: Hours| async move { add_hours(db, auditor, by, &hours).await.unwrap() };
        let overlap = Err(vec![HoursProblem::Overlap]);
        assert_eq!(refused(plan.hours(1, 719, 800)).await, overlap);
        assert_eq!(refused(Hours { location: plan.west, ..plan.hours(1, 500, 541) }).await, overlap, "even elsewhere");
        assert_eq!(
            refused(Hours {
                last_day: Some(day("2026-11-02")),
                first_day: day("2026-11-02"),
                ..plan.hours(1, 540, 600)
            })
            .await,
            overlap
        );
        plan.add(plan.hours(1, 720, 780)).await;
        plan.add(plan.hours(2, 540, 720)).await;
        plan.add(Hours { practitioner: plan.bea, ..plan.hours(1, 540, 720) }).await;
        // To what was before they began, and to themselves, they are not in the way.
        plan.add(Hours { last_day: Some(day("2025-12-31")), first_day: day("2025-01-01"), ..plan.hours(1, 540, 720) })
            .await;
        change_hours(db, auditor, by, &Hours { from_minute: 480, ..morning.clone() }).await.unwrap().unwrap();
        let into_noon = Hours { until_minute: 721, ..morning.clone() };
        assert_eq!(change_hours(db, auditor, by, &into_noon).await.unwrap(), overlap);
        let found = hours(&mut db.read().await.unwrap(), morning.id).await.unwrap();
        assert_eq!(
            (found.hours.from_minute, found.hours.until_minute, found.practitioner.as_str()),
            (480, 720, "Amara")
        );
        let stolen = change_hours(db, auditor, by, &Hours { practitioner: plan.bea, ..morning }).await;
        assert!(matches!(stolen, Err(Error::NotFound)), "hours stay whose they are");
    }
}

#[tokio::test]
async fn hours_of_several_weekdays_are_added_together_or_not_at_all() {
    for test in databases("several").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        plan.add(plan.hours(3, 600, 660)).await;
        let all: Vec<Hours> = (1..=5).map(|weekday| plan.hours(weekday, 540, 720)).collect();
        let refused = add_all_hours(db, auditor, by, &all).await.unwrap();
        assert_eq!(refused, Err(vec![(3, HoursProblem::Overlap)]));
        assert_eq!(plan.office.count("SELECT count(*) FROM weekly_hours").await, 1);
        let twice = [plan.hours(6, 540, 720), plan.hours(6, 700, 730)];
        assert_eq!(add_all_hours(db, auditor, by, &twice).await.unwrap(), Err(vec![(6, HoursProblem::Overlap)]));
        let rest: Vec<Hours> = all.into_iter().filter(|hours| hours.weekday != 3).collect();
        add_all_hours(db, auditor, by, &rest).await.unwrap().unwrap();
        let found = week(&mut db.read().await.unwrap(), Some(plan.amara), day("2026-11-01")).await.unwrap();
        assert_eq!(found.iter().map(|week| week.hours.weekday).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        let written = "SELECT count(*) FROM audit_events WHERE subject = 'schedule' AND detail = 'hours of the week'";
        assert_eq!(plan.office.count(written).await, 5);
    }
}

#[tokio::test]
async fn what_hours_name_must_be_there() {
    for test in databases("hours_unknown").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        let (here, there) = (plan.room(plan.east, " Room  1 ").await, plan.room(plan.west, "Room 1").await);
        let visit = plan.visit().await;
        let unknown = Err(vec![HoursProblem::Unknown]);
        for wrong in [
            Hours { room: Some(there), ..plan.hours(1, 540, 720) },
            Hours { room: Some(RoomId::new()), ..plan.hours(1, 540, 720) },
            Hours { location: LocationId::new(), ..plan.hours(1, 540, 720) },
            Hours { visit_types: vec![visit.id, VisitTypeId::new()], ..plan.hours(1, 540, 720) },
        ] {
            assert_eq!(add_hours(db, auditor, by, &wrong).await.unwrap(), unknown);
        }
        let right = Hours { room: Some(here), visit_types: vec![visit.id], ..plan.hours(1, 540, 720) };
        let id = plan.add(right.clone()).await;
        let found = hours(&mut db.read().await.unwrap(), id).await.unwrap();
        assert_eq!((found.hours, found.room.as_deref()), (right.clone(), Some("Room 1")));
        // A change takes back what they were for.
        change_hours(db, auditor, by, &Hours { visit_types: Vec::new(), room: None, ..right }).await.unwrap().unwrap();
        assert_eq!(plan.office.count("SELECT count(*) FROM weekly_hours_visit_types").await, 0);
        assert!(matches!(hours(&mut db.read().await.unwrap(), HoursId::new()).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_clinician_nobody_knows_gets_no_hours() {
    for test in databases("hours_nobody").await {
        let plan = Plan::new(&test.db).await;
        let wrong = Hours { practitioner: PractitionerId::new(), ..plan.hours(1, 540, 720) };
        let refused = add_hours(&plan.office.db, &plan.office.auditor, &plan.planner, &wrong).await.unwrap();
        assert_eq!(refused, Err(vec![HoursProblem::Unknown]));
        assert_eq!(plan.office.count("SELECT count(*) FROM weekly_hours").await, 0);
    }
}

#[tokio::test]
async fn hours_end_and_never_grow_by_it() {
    for test in databases("hours_end").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        let id = plan.add(plan.hours(1, 540, 720)).await;
        let last = async || hours(&mut db.read().await.unwrap(), id).await.map(|week| week.hours.last_day);
        end_hours(db, auditor, by, id, day("2026-11-30")).await.unwrap();
        assert_eq!(last().await.unwrap(), Some(day("2026-11-30")));
        plan.add(Hours { first_day: day("2026-12-01"), ..plan.hours(1, 540, 720) }).await;
        end_hours(db, auditor, by, id, day("2026-12-31")).await.unwrap();
        assert_eq!(last().await.unwrap(), Some(day("2026-11-30")), "that would run into the next ones");
        end_hours(db, auditor, by, id, day("2025-12-31")).await.unwrap();
        assert!(matches!(last().await, Err(Error::NotFound)), "they would never have begun");
        assert!(matches!(end_hours(db, auditor, by, id, day("2026-01-01")).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn two_who_plan_at_once_do_not_put_someone_in_two_places() {
    for test in databases("hours_race").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        let (one, other) = (plan.hours(1, 540, 720), Hours { location: plan.west, ..plan.hours(1, 600, 660) });
        let (first, second) = tokio::join!(add_hours(db, auditor, by, &one), add_hours(db, auditor, by, &other));
        assert!(first.unwrap().is_ok() != second.unwrap().is_ok());
    }
}

#[tokio::test]
async fn rooms_are_added_renamed_and_taken_out_of_use() {
    for test in databases("rooms").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        let id = plan.room(plan.west, "  Room   2 ").await;
        for wrong in ["  ", &"x".repeat(81)] {
            assert!(matches!(add_room(db, auditor, by, plan.west, wrong).await, Err(Error::Invalid(_))));
            assert!(matches!(change_room(db, auditor, by, id, wrong, true).await, Err(Error::Invalid(_))));
        }
        assert!(matches!(add_room(db, auditor, by, LocationId::new(), "Room").await, Err(Error::NotFound)));
        assert!(matches!(change_room(db, auditor, by, RoomId::new(), "Room", true).await, Err(Error::NotFound)));
        change_room(db, auditor, by, id, "Blue room", false).await.unwrap();
        let found = rooms(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].location.as_str(), found[0].active), ("Blue room", "West", false));
        assert_eq!(sites(&mut db.read().await.unwrap()).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn closures_are_kept_and_taken_away() {
    for test in databases("closures").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by, now) = (&plan.office.db, &plan.office.auditor, &plan.planner, plan.office.now());
        let absence =
            |who| Closure { kind: ClosureKind::Absence, practitioner: who, ..holiday("2026-11-10", "2026-11-12") };
        for (wrong, problems) in [
            (absence(None), vec![ClosureProblem::Whose]),
            (absence(Some(PractitionerId::new())), vec![ClosureProblem::Unknown]),
            (
                Closure { location: Some(LocationId::new()), ..holiday("2026-11-10", "2026-11-10") },
                vec![ClosureProblem::Unknown],
            ),
            (holiday("2026-11-10", "2026-11-09"), vec![ClosureProblem::Times]),
            (Closure { until_minute: 0, ..holiday("2026-11-10", "2026-11-10") }, vec![ClosureProblem::Times]),
            (holiday("2026-11-10", "2028-12-01"), vec![ClosureProblem::TooLong]),
            (
                Closure { note: Some("x".repeat(501)), ..holiday("2026-11-10", "2026-11-10") },
                vec![ClosureProblem::Note],
            ),
        ] {
            assert_eq!(close(db, auditor, by, &wrong, now).await.unwrap(), Err(problems));
        }
        let id = plan.close(Closure { note: Some("Course".to_owned()), ..absence(Some(plan.amara)) }).await;
        plan.close(Closure { location: Some(plan.west), ..holiday("2026-11-01", "2026-11-02") }).await;
        let q = &mut db.read().await.unwrap();
        let found = closures(q, day("2026-11-02"), day("2026-11-10")).await.unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].location.as_deref(), found[0].practitioner.as_deref()), (Some("West"), None));
        assert_eq!(found[1].practitioner.as_deref(), Some("Amara"));
        assert_eq!(closures(q, day("2026-11-03"), day("2026-11-09")).await.unwrap().len(), 0);
        assert_eq!(closure(q, id).await.unwrap().closure.note.as_deref(), Some("Course"));
        assert!(matches!(closure(q, ClosureId::new()).await, Err(Error::NotFound)));
        open_again(db, auditor, by, id).await.unwrap();
        assert!(matches!(open_again(db, auditor, by, id).await, Err(Error::NotFound)));
        let written = "SELECT count(*) FROM audit_events WHERE subject = 'schedule' AND detail = 'closure'";
        assert_eq!(plan.office.count(written).await, 3);
    }
}

#[tokio::test]
async fn what_is_offered_is_what_someone_has_hours_for() {
    for test in databases("offered").await {
        let plan = Plan::new(&test.db).await;
        let db = &plan.office.db;
        let (one, other, quiet) = (plan.visit().await, plan.visit().await, plan.visit().await);
        let q = async || db.read().await.unwrap();
        assert!(
            offered(&mut q().await).await.unwrap().is_empty() && clinicians(&mut q().await).await.unwrap().is_empty()
        );
        plan.add(Hours { visit_types: vec![one.id, quiet.id], ..plan.hours(1, 540, 720) }).await;
        let hidden = clinic::schedules::VisitType { mode: Mode::ViewOnly, ..quiet };
        let (auditor, by, now) = (&plan.office.auditor, &plan.planner, plan.office.now());
        change_visit_type(db, auditor, by, &hidden, now).await.unwrap().unwrap();
        let ids = |all: Vec<clinic::schedules::VisitType>| all.into_iter().map(|visit| visit.id).collect::<Vec<_>>();
        assert_eq!(ids(offered(&mut q().await).await.unwrap()), [one.id]);
        let with = Hours { practitioner: plan.bea, last_day: Some(day("2026-11-30")), ..plan.hours(1, 540, 720) };
        plan.add(with).await;
        assert_eq!(offered(&mut q().await).await.unwrap().len(), 2, "hours for everything");
        let who = async |visit, from: &str| {
            let found = bookable(&mut q().await, visit, day(from)).await.unwrap();
            found.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!(who(Some(one.id), "2026-11-30").await, ["Amara", "Bea"]);
        assert_eq!(who(Some(other.id), "2026-11-30").await, ["Bea"]);
        assert_eq!(who(None, "2026-12-01").await, ["Amara"]);
        assert_eq!(clinicians(&mut q().await).await.unwrap().len(), 2);
        let mut tx = db.begin().await.unwrap();
        tx.query("UPDATE locations SET status = 'inactive' WHERE id = $1").bind(plan.east).run().await.unwrap();
        tx.commit().await.unwrap();
        assert!(who(None, "2026-11-01").await.is_empty() && offered(&mut q().await).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_address_of_video_visits_is_an_administrators() {
    for test in databases("video_base").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, now) = (&plan.office.db, &plan.office.auditor, plan.office.now());
        let ada = plan.office.account("Ada", &[Role::Admin], None).await;
        let admin: Admin = plan.office.admin(ada).await;
        let base = async || video_base(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!(base().await, None);
        set_video_base(db, auditor, &admin, "https://meet.example.org", now).await.unwrap().unwrap();
        assert_eq!(base().await.as_deref(), Some("https://meet.example.org/"));
        assert_eq!(set_video_base(db, auditor, &admin, "meet.example.org", now).await.unwrap(), Err(BadVideoBase));
        set_video_base(db, auditor, &admin, "https://meet.example.org/", now).await.unwrap().unwrap();
        set_video_base(db, auditor, &admin, " ", now).await.unwrap().unwrap();
        assert_eq!(base().await, None);
        assert_eq!(plan.office.count("SELECT count(*) FROM audit_events WHERE subject = 'setting'").await, 2);
    }
}

#[tokio::test]
async fn the_demo_calendar_comes_once_and_never_over_ones_own() {
    for test in databases("demo_calendar").await {
        let plan = Plan::new(&test.db).await;
        plan.visit().await;
        let (db, auditor, now) = (&plan.office.db, &plan.office.auditor, plan.office.now());
        give_demo_calendar(db, auditor, day("2026-11-01"), now).await.unwrap();
        assert_eq!(plan.office.count("SELECT count(*) FROM visit_types").await, 1);
        assert_eq!(plan.office.count("SELECT count(*) FROM rooms").await, 0);
    }
}

#[tokio::test]
async fn what_is_out_of_use_is_free_for_nobody() {
    for test in databases("out_of_use").await {
        let plan = Plan::new(&test.db).await;
        let (db, auditor, by) = (&plan.office.db, &plan.office.auditor, &plan.planner);
        let visit = plan.visit().await;
        let room = plan.room(plan.east, "Room 1").await;
        plan.add(Hours { room: Some(room), ..plan.hours(1, 540, 600) }).await;
        plan.add(Hours { location: plan.west, ..plan.hours(1, 1080, 1140) }).await;
        let places = async || {
            plan.free(&plan.wanted(&visit, "2026-11-02", 1))
                .await
                .into_iter()
                .map(|free| free.location_name)
                .collect::<Vec<_>>()
        };
        assert_eq!(places().await, ["East", "East", "West", "West"]);
        change_room(db, auditor, by, room, "Room 1", false).await.unwrap();
        assert_eq!(places().await, ["West", "West"]);
        let booked = Booked {
            patient: plan.office.patient("Rosa", "MR-1").await,
            status: "booked",
            start: "2026-11-02T14:00:00Z",
            minutes: Some(30),
            takes: None,
            with: Some(plan.amara),
            place: Some(plan.east),
            room: Some(room),
        };
        plan.book(booked).await;
        change_room(db, auditor, by, room, "Room 1", true).await.unwrap();
        assert_eq!(places().await, ["East", "West", "West"], "what was booked meanwhile counts");
        let set = async |sql: &'static str| {
            let mut tx = db.begin().await.unwrap();
            tx.query(sql).bind(plan.amara).run().await.unwrap();
            tx.commit().await.unwrap();
        };
        set("UPDATE practitioners SET active = FALSE WHERE id = $1").await;
        assert!(places().await.is_empty());
        let kept = week(&mut db.read().await.unwrap(), None, plan.office.today() + Duration::days(1)).await.unwrap();
        assert!(kept.len() == 2 && kept.iter().all(|week| !week.in_use), "those who plan see them");
    }
}
