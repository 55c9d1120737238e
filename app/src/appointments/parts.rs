//! What the pages of appointments share with one another and with those that show a few of them.

use crate::ui::{
    badge::Badge,
    date::local,
    leaf::DateLeaf,
    list::Row,
    text::{Lang, lang},
    tone::Tone,
    when::zone_of,
};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use clinic::appointments::{Appointment, Status};
use leptos::prelude::*;

/// An appointment in a list: day, time with its zone, with whom, where, what for, state.
pub(crate) fn appointment_row(of: Appointment, href: String, zone: Tz, now: DateTime<Utc>) -> impl IntoView + use<> {
    let lang = lang();
    let zone = zone_of(of.zone.as_deref(), zone);
    let day = local(of.start_at, zone);
    let (tone, state) = state(&of, now, lang);
    let short = lang.with("date-at", &[("date", lang.date(day).into()), ("time", hours(&of, lang, zone).into())]);
    let away = (of.status.is_expected() && of.start_at > now).then(|| lang.relative(day, local(now, zone)));
    let with = of.practitioner.as_ref().map(|name| lang.with("appointments-with", &[("name", name.as_str().into())]));
    let title = title(&of, lang);
    let time = stamped(&of, zone, short);
    let reason = of.reason.filter(|reason| *reason != title);
    let people: Vec<String> = [with, of.location].into_iter().flatten().collect();
    view! {
        <Row
            title=title
            href=href
            lead=view! { <DateLeaf date=day /> }
            aside=view! { <Badge tone=tone text=state /> }
        >
            <p>
                {time}
                {away.map(|away| format!(" · {away}"))}
            </p>
            {(!people.is_empty()).then(|| view! { <p>{people.join(" · ")}</p> })}
            {reason.map(|reason| view! { <p>{reason}</p> })}
        </Row>
    }
}

/// The day in words and the time from beginning to end, as `<time>`, with the zone named.
pub(crate) fn when(of: &Appointment, zone: Tz) -> impl IntoView + use<> {
    stamped(of, zone, times(of, lang(), zone))
}

fn stamped(of: &Appointment, zone: Tz, words: String) -> impl IntoView + use<> {
    let machine = of.start_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    view! {
        <time datetime=machine title=lang().zone_name(zone)>
            {words}
        </time>
    }
}

/// "Saturday, November 21, 2026, 3:05 PM to 3:35 PM EST".
pub(crate) fn times(of: &Appointment, lang: Lang, zone: Tz) -> String {
    let day = lang.date_long(local(of.start_at, zone));
    lang.with("date-at", &[("date", day.into()), ("time", hours(of, lang, zone).into())])
}

/// "3:05 PM to 3:35 PM EST"; the end has its day where that is another one.
fn hours(of: &Appointment, lang: Lang, zone: Tz) -> String {
    match of.end_at.filter(|end| *end > of.start_at) {
        Some(end) if local(end, zone) == local(of.start_at, zone) => lang.time_range(of.start_at, end, zone),
        Some(end) => {
            let (from, to) = (lang.time(of.start_at, zone), lang.moment(end, zone));
            lang.with("date-span", &[("from", from.into()), ("to", to.into())])
        }
        None => lang.time(of.start_at, zone),
    }
}

/// What to call an appointment.
pub(crate) fn title(of: &Appointment, lang: Lang) -> String {
    of.title(lang.language()).map_or_else(|| lang.t("appointments-one"), str::to_owned)
}

/// The zone of the place of an appointment.
pub(super) fn zone(of: &Appointment, clinic: Tz) -> Tz {
    zone_of(of.zone.as_deref(), clinic)
}

/// Where an appointment stands, in a word; one that is long over but still booked is said to lack its outcome.
pub(crate) fn state(of: &Appointment, now: DateTime<Utc>, lang: Lang) -> (Tone, String) {
    let over = of.end_at.unwrap_or(of.start_at) <= now;
    match of.status {
        Status::Proposed | Status::Pending | Status::Booked | Status::Waitlist if over => {
            (Tone::Quiet, lang.t("appointments-status-over"))
        }
        Status::Proposed if of.made_here => (Tone::Info, lang.t("booking-status-asked")),
        Status::Proposed => (Tone::Warn, lang.t("appointments-status-proposed")),
        Status::Pending => (Tone::Warn, lang.t("appointments-status-pending")),
        Status::Booked => (Tone::Good, lang.t("appointments-status-booked")),
        Status::Arrived => (Tone::Info, lang.t("appointments-status-arrived")),
        Status::CheckedIn => (Tone::Info, lang.t("appointments-status-checked-in")),
        Status::Fulfilled => (Tone::Good, lang.t("appointments-status-fulfilled")),
        Status::Cancelled => (Tone::Danger, lang.t("appointments-status-cancelled")),
        Status::NoShow => (Tone::Warn, lang.t("appointments-status-noshow")),
        Status::EnteredInError => (Tone::Quiet, lang.t("appointments-status-error")),
        Status::Waitlist => (Tone::Info, lang.t("appointments-status-waitlist")),
    }
}

/// The place's address, a line each.
pub(crate) fn address(of: &Appointment) -> Vec<String> {
    let mut lines: Vec<String> = of.address_lines.iter().flat_map(|lines| lines.lines()).map(str::to_owned).collect();
    let town: Vec<&str> = [of.state.as_deref(), of.postal_code.as_deref()].into_iter().flatten().collect();
    let town = [of.city.clone(), (!town.is_empty()).then(|| town.join(" "))];
    let town: Vec<String> = town.into_iter().flatten().collect();
    lines.push(town.join(", "));
    lines.retain(|line| !line.trim().is_empty());
    lines
}
