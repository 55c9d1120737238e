//! Appointments: kept, missed, cancelled, coming and asked for.

use chrono::Duration;
use serde_json::{Value, json};

use super::super::bundle::named;
use super::super::calendar::{Moment, at, coming_open_day, instant};
use super::super::house::Staff;
use super::super::ids::urn;
use super::{Chart, Kind, by};

/// A coming appointment: how many open days from today, when, and how it stands.
pub(crate) struct Coming {
    pub(crate) open_days: u32,
    pub(crate) time: (u32, u32),
    /// `booked`, `pending`, `proposed` or `waitlist`.
    pub(crate) status: &'static str,
    pub(crate) staff: &'static Staff,
    pub(crate) kind: Kind,
    pub(crate) reason: &'static str,
    /// What the patient should do or bring.
    pub(crate) prepare: &'static str,
    /// What the patient wrote when booking.
    pub(crate) comment: &'static str,
}

struct Slot<'a> {
    status: &'a str,
    staff: &'static Staff,
    start: Moment,
    kind: &'a Kind,
    reason: &'a str,
    prepare: &'a str,
    comment: &'a str,
    cancelled: &'a str,
    made: Moment,
}

impl Chart {
    /// An appointment that is still to come.
    pub(crate) fn coming(&mut self, coming: &Coming) {
        let day = coming_open_day(self.today, coming.open_days);
        let start = at(self.person.site.zone, day, coming.time.0, coming.time.1);
        let booked = 3 + i64::from(self.rng.below(20));
        let made = self.no_later(self.at(booked, 9, 40));
        self.slot(&Slot {
            status: coming.status,
            staff: coming.staff,
            start,
            kind: &coming.kind,
            reason: coming.reason,
            prepare: coming.prepare,
            comment: coming.comment,
            cancelled: "",
            made,
        });
    }

    /// The patient did not come.
    pub(crate) fn missed(&mut self, ago: i64, kind: &Kind, reason: &str) {
        let start = self.at(ago, 14, 30);
        let made = self.at(ago + 20, 10, 0);
        let start = self.diary.book(self.person.doctor, start, kind.minutes);
        self.slot(&Slot {
            status: "noshow",
            staff: self.person.doctor,
            start,
            kind,
            reason,
            prepare: "",
            comment: "",
            cancelled: "",
            made,
        });
    }

    /// The appointment was called off, by whom and why.
    pub(crate) fn cancelled(&mut self, ago: i64, kind: &Kind, reason: &str, why: &str) {
        let start = self.at(ago, 9, 30);
        let made = self.at(ago + 2, 16, 10);
        self.slot(&Slot {
            status: "cancelled",
            staff: self.person.doctor,
            start,
            kind,
            reason,
            prepare: "",
            comment: "",
            cancelled: why,
            made,
        });
    }

    pub(super) fn kept_appointment(
        &mut self,
        staff: &'static Staff,
        ago: i64,
        start: Moment,
        kind: &Kind,
        reason: &str,
    ) -> String {
        let made = self.at(ago + 14, 10, 20);
        self.slot(&Slot {
            status: "fulfilled",
            staff,
            start,
            kind,
            reason,
            prepare: "",
            comment: "",
            cancelled: "",
            made,
        })
    }

    fn slot(&mut self, slot: &Slot<'_>) -> String {
        let site = self.person.site;
        let end = slot.start + Duration::minutes(slot.kind.minutes);
        let agreed =
            if matches!(slot.status, "proposed" | "pending" | "waitlist") { "needs-action" } else { "accepted" };
        let mut body = json!({
            "status": slot.status,
            "serviceType": [{ "text": slot.kind.text }],
            "appointmentType": { "text": slot.kind.text },
            "reasonCode": [{ "text": slot.reason }],
            "description": slot.kind.text,
            "start": instant(slot.start),
            "end": instant(end),
            "minutesDuration": slot.kind.minutes,
            "created": instant(slot.made),
            "participant": [
                { "actor": self.subject(), "required": "required", "status": "accepted" },
                { "actor": by(slot.staff), "required": "required", "status": agreed },
                { "actor": named(&urn("location", site.key), site.name), "required": "required", "status": "accepted" },
            ],
        });
        if let Value::Object(fields) = &mut body {
            for (name, text) in [("comment", slot.comment), ("patientInstruction", slot.prepare)] {
                if !text.is_empty() {
                    fields.insert(name.into(), json!(text));
                }
            }
            if !slot.cancelled.is_empty() {
                fields.insert("cancelationReason".into(), json!({ "text": slot.cancelled }));
            }
        }
        let updated = if slot.status == "fulfilled" { end } else { slot.made };
        self.put("Appointment", updated, body)
    }
}
