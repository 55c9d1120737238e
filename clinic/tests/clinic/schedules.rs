//! Visit types, rooms, hours, closures and free times on both databases.

mod affected;
mod free;
mod planning;
mod taken;

use super::people::Office;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::{America::New_York, Tz};
use clinic::{
    accounts::{Planner, Role},
    db::{Db, Source as _},
    ids::{AppointmentId, ClosureId, HoursId, LocationId, PatientId, PractitionerId, RoomId, VisitTypeId},
    schedules::{
        Closure, ClosureKind, DAY, Free, Hours, Medium, Mode, VisitType, Wanted, add_hours, add_visit_type, close,
        free_times,
    },
};

/// A clinic with two doctors, places in two zones, and someone who plans.
pub(super) struct Plan {
    pub office: Office,
    pub planner: Planner,
    pub amara: PractitionerId,
    pub bea: PractitionerId,
    /// In New York, the clinic's zone, which it does not name.
    pub east: LocationId,
    /// In Phoenix, where clocks are never changed.
    pub west: LocationId,
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

impl Plan {
    pub async fn new(db: &Db) -> Self {
        let office = Office::new(db);
        let dana = office.account("Dana", &[Role::Staff], None).await;
        let planner = Planner::try_from(&office.session(dana).await).unwrap();
        let (amara, bea) = (office.practitioner("Amara", None).await, office.practitioner("Bea", None).await);
        let (east, west) = (LocationId::new(), LocationId::new());
        let mut tx = db.begin().await.unwrap();
        for (id, name, zone) in [(east, "East", None), (west, "West", Some("America/Phoenix"))] {
            tx.query("INSERT INTO locations (id, name, zone, status) VALUES ($1, $2, $3, 'active')")
                .bind(id)
                .bind(name)
                .bind(zone.map(str::to_owned))
                .run()
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        Self { office, planner, amara, bea, east, west }
    }

    /// A visit of half an hour that patients book themselves, at once and a year ahead.
    pub async fn visit(&self) -> VisitType {
        self.visit_of(30, 0).await
    }

    pub async fn visit_of(&self, minutes: i64, buffer_minutes: i64) -> VisitType {
        let visit = visit_type(minutes, buffer_minutes);
        self.add_visit(&visit).await;
        visit
    }

    pub async fn add_visit(&self, visit: &VisitType) {
        let office = &self.office;
        add_visit_type(&office.db, &office.auditor, &self.planner, visit, office.now()).await.unwrap().unwrap();
    }

    pub async fn room(&self, place: LocationId, name: &str) -> RoomId {
        clinic::schedules::add_room(&self.office.db, &self.office.auditor, &self.planner, place, name).await.unwrap()
    }

    /// Hours of Amara in the east, from 2026 on.
    pub fn hours(&self, weekday: i64, from_minute: i64, until_minute: i64) -> Hours {
        Hours {
            id: HoursId::new(),
            practitioner: self.amara,
            location: self.east,
            room: None,
            weekday,
            from_minute,
            until_minute,
            first_day: day("2026-01-01"),
            last_day: None,
            visit_types: Vec::new(),
        }
    }

    pub async fn add(&self, hours: Hours) -> HoursId {
        add_hours(&self.office.db, &self.office.auditor, &self.planner, &hours).await.unwrap().unwrap();
        hours.id
    }

    pub async fn close(&self, closure: Closure) -> ClosureId {
        let office = &self.office;
        close(&office.db, &office.auditor, &self.planner, &closure, office.now()).await.unwrap().unwrap();
        closure.id
    }

    /// Everything that is free on so many days, whatever the notice.
    pub fn wanted<'v>(&self, visit: &'v VisitType, first_day: &str, days: usize) -> Wanted<'v> {
        Wanted {
            earliest: DateTime::UNIX_EPOCH,
            latest: at("2100-01-01T00:00:00Z"),
            ..Wanted::by_clinic(visit, day(first_day), days, self.office.now(), New_York)
        }
    }

    pub async fn free(&self, wanted: &Wanted<'_>) -> Vec<Free> {
        free_times(&mut self.office.db.read().await.unwrap(), wanted, self.office.now()).await.unwrap()
    }

    /// The same as the clocks of the places show it.
    pub async fn clocks(&self, wanted: &Wanted<'_>) -> Vec<String> {
        self.free(wanted).await.iter().map(clock).collect()
    }

    /// A visit of someone in a calendar.
    pub async fn book(&self, booked: Booked<'_>) -> AppointmentId {
        let id = AppointmentId::new();
        let start = at(booked.start);
        let mut tx = self.office.db.begin().await.unwrap();
        tx.query(
            "INSERT INTO appointments (id, patient_id, status, start_at, end_at, taken_until, practitioner_id, location_id, room_id,
                visit_type)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'Check-up')",
        )
        .bind(id)
        .bind(booked.patient)
        .bind(booked.status)
        .bind(start)
        .bind(booked.minutes.map(|minutes| start + Duration::minutes(minutes)))
        .bind(booked.takes.map(|minutes| start + Duration::minutes(minutes)))
        .bind(booked.with)
        .bind(booked.place)
        .bind(booked.room)
        .run()
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }
}

/// What stands in a calendar.
pub(super) struct Booked<'b> {
    pub patient: PatientId,
    pub status: &'static str,
    pub start: &'b str,
    pub minutes: Option<i64>,
    pub takes: Option<i64>,
    pub with: Option<PractitionerId>,
    pub place: Option<LocationId>,
    pub room: Option<RoomId>,
}

pub(super) fn visit_type(minutes: i64, buffer_minutes: i64) -> VisitType {
    VisitType {
        id: VisitTypeId::new(),
        name_en: "Check-up".to_owned(),
        name_es: "Chequeo".to_owned(),
        minutes,
        buffer_minutes,
        medium: Medium::InPerson,
        mode: Mode::Direct,
        notice_minutes: 0,
        ahead_days: 365,
        instructions_en: None,
        instructions_es: None,
        active: true,
    }
}

/// Whole days on which nobody is anywhere.
pub(super) fn holiday(first: &str, last: &str) -> Closure {
    Closure {
        id: ClosureId::new(),
        practitioner: None,
        location: None,
        kind: ClosureKind::Holiday,
        note: None,
        first_day: day(first),
        from_minute: 0,
        last_day: day(last),
        until_minute: DAY,
    }
}

/// "11-02 09:00 East", on the clock of the place.
pub(super) fn clock(free: &Free) -> String {
    let zone: Tz = free.zone;
    format!("{} {}", free.start_at.with_timezone(&zone).format("%m-%d %H:%M"), free.location_name)
}
