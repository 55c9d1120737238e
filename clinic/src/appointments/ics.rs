//! Visits as calendars of other programs read them: iCalendar (RFC 5545), sent by mail as RFC 5546 and RFC 6047 say.
//!
//! The lines are written here: no library at hand writes time zones without adding properties to them that RFC 5545 forbids.

mod lines;
mod zones;

use crate::ids::AppointmentId;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use lines::Lines;

/// What the calendar that gets it is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Put the visit in, or change what it has of it.
    Request,
    /// Take it out.
    Cancel,
    /// Show it, as part of a calendar that is read from time to time.
    Publish,
}

impl Method {
    /// The name in RFC 5546.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
            Self::Publish => "PUBLISH",
        }
    }
}

/// How certain a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Everybody has agreed.
    Confirmed,
    /// Somebody has yet to agree.
    Tentative,
    /// It is off.
    Cancelled,
}

/// One visit. Nothing in it tells what the visit is for.
#[derive(Clone, Debug)]
pub struct Event {
    /// Which visit.
    pub id: AppointmentId,
    /// The portal's host, which ends the UID.
    pub host: String,
    /// How often it has changed for those who come.
    pub sequence: i64,
    /// When it begins.
    pub start_at: DateTime<Utc>,
    /// When it ends.
    pub end_at: Option<DateTime<Utc>>,
    /// The zone of the place.
    pub zone: Tz,
    /// How certain it is.
    pub certainty: Certainty,
    /// What to call it.
    pub summary: String,
    /// Where.
    pub location: Option<String>,
    /// What else to say.
    pub description: Option<String>,
    /// Who invites: a name and an address.
    pub organizer: Option<(String, String)>,
    /// The address of whoever is invited.
    pub attendee: Option<String>,
    /// When this was written.
    pub stamped_at: DateTime<Utc>,
}

/// A calendar with these visits, as text with CRLF. `name` is what a program that reads it from time to time calls it.
pub fn calendar(method: Method, name: Option<&str>, events: &[Event]) -> String {
    let mut lines = Lines::default();
    lines.raw("BEGIN:VCALENDAR");
    lines.raw("VERSION:2.0");
    lines.raw("PRODID:-//Verbena//Portal//EN");
    lines.raw("CALSCALE:GREGORIAN");
    lines.raw(&format!("METHOD:{}", method.name()));
    if let Some(name) = name {
        lines.text("NAME", name);
        lines.text("X-WR-CALNAME", name);
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        lines.raw("X-PUBLISHED-TTL:PT1H");
    }
    zones::write(&mut lines, events);
    for event in events {
        write(&mut lines, event);
    }
    lines.raw("END:VCALENDAR");
    lines.finish()
}

fn write(lines: &mut Lines, event: &Event) {
    lines.raw("BEGIN:VEVENT");
    lines.raw(&format!("UID:{}@{}", event.id, event.host));
    lines.raw(&format!("DTSTAMP:{}", utc(event.stamped_at)));
    lines.raw(&format!("SEQUENCE:{}", event.sequence));
    let zone = zones::named(event);
    lines.raw(&moment("DTSTART", event.start_at, zone));
    if let Some(end) = event.end_at.filter(|end| *end > event.start_at) {
        lines.raw(&moment("DTEND", end, zone));
    }
    let status = match event.certainty {
        Certainty::Confirmed => "CONFIRMED",
        Certainty::Tentative => "TENTATIVE",
        Certainty::Cancelled => "CANCELLED",
    };
    lines.raw(&format!("STATUS:{status}"));
    lines.text("SUMMARY", &event.summary);
    if let Some(location) = &event.location {
        lines.text("LOCATION", location);
    }
    if let Some(description) = &event.description {
        lines.text("DESCRIPTION", description);
    }
    if let Some((name, address)) = &event.organizer {
        lines.raw(&format!("ORGANIZER;CN={}:mailto:{}", lines::quoted(name), lines::plain(address)));
    }
    if let Some(address) = &event.attendee {
        // It is agreed already: no answer is expected.
        let how = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
        lines.raw(&format!("ATTENDEE;{how}:mailto:{}", lines::plain(address)));
    }
    lines.raw("CLASS:PRIVATE");
    lines.raw(if event.certainty == Certainty::Cancelled { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" });
    lines.raw("END:VEVENT");
}

fn moment(name: &str, at: DateTime<Utc>, zone: Option<Tz>) -> String {
    match zone {
        Some(zone) => format!("{name};TZID={}:{}", zone.name(), at.with_timezone(&zone).format("%Y%m%dT%H%M%S")),
        None => format!("{name}:{}", utc(at)),
    }
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests;
