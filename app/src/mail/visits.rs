//! What mails about visits say, and what they tell calendars: when, where and what changed. Never what a visit is for, nor with whom.

use super::words::Said;
use crate::ui::{
    date::local,
    text::{Lang, key},
    when::zone_of,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clinic::{
    Settings,
    appointments::ics::{self, Certainty, Event, Method},
    mail::{Calendar, Content, Kind, Letter, Offered, Place, Sender, Visit, host},
};

/// What there is to say of a visit beside the sentence that begins the mail.
#[derive(Default)]
pub(super) struct Beside {
    /// What and its value, which may have several lines.
    pub facts: Vec<(String, String)>,
    /// What the button opens, as a path of the portal.
    pub path: Option<String>,
    /// Other addresses: what is there, and the path.
    pub links: Vec<(String, String)>,
    /// Until when the links work.
    pub until: Option<String>,
}

/// What is said beside.
pub(super) fn beside(letter: &Letter, settings: &Settings, lang: Lang) -> Beside {
    match &letter.content {
        Content::Visit(visit) => beside_visit(letter.kind, visit, settings, lang),
        Content::Offer(offered) => beside_offer(offered, settings, lang),
        _ => Beside::default(),
    }
}

fn beside_visit(kind: Kind, visit: &Visit, settings: &Settings, lang: Lang) -> Beside {
    let zone = zone_of(visit.zone.as_deref(), settings.zone);
    let is_off = kind == Kind::AppointmentCancelled;
    let mut facts = Vec::new();
    if let Some(before) = visit.before {
        facts.push((lang.t("mail-visit-before"), lang.moment_long(before, zone)));
    }
    let label = if visit.before.is_some() { key("mail-visit-now") } else { key("mail-visit-when") };
    facts.push((lang.t(label), when(visit.start_at, visit.end_at, zone, lang)));
    if visit.by_video && !is_off {
        facts.push((lang.t("mail-visit-where"), lang.t("mail-visit-video")));
    }
    facts.extend(where_it_is(visit.place.as_ref(), settings, lang));
    let path = visit.path.clone();
    let mut links = Vec::new();
    if let Some(path) = path.as_deref().filter(|_| kind != Kind::AppointmentAsked) {
        links.push((lang.t("mail-visit-move"), format!("{path}/times")));
        links.push((lang.t("mail-visit-cancel"), format!("{path}#cancel")));
    }
    let more = if is_off { key("mail-visit-anew") } else { key("mail-visit-more") };
    links.push((lang.t(more), visit.portal.to_owned()));
    let until =
        path.is_some().then(|| lang.with("mail-visit-until", &[("time", lang.moment(visit.start_at, zone).into())]));
    Beside { facts, path, links, until }
}

fn beside_offer(offered: &Offered, settings: &Settings, lang: Lang) -> Beside {
    let zone = zone_of(offered.zone.as_deref(), settings.zone);
    let mut facts = vec![(lang.t("mail-visit-when"), when(offered.start_at, Some(offered.end_at), zone, lang))];
    facts.extend(offered.by_video.then(|| (lang.t("mail-visit-where"), lang.t("mail-visit-by-video"))));
    facts.extend(where_it_is(offered.place.as_ref(), settings, lang));
    let until = lang.with("mail-offer-until", &[("time", lang.moment(offered.until, zone).into())]);
    Beside { facts, path: Some(offered.path.clone()), links: Vec::new(), until: Some(until) }
}

/// "Tuesday, December 1, 2026, 3:05 PM to 3:35 PM EST" and the zone's name on a line of its own.
fn when(start: DateTime<Utc>, end: Option<DateTime<Utc>>, zone: Tz, lang: Lang) -> String {
    let day = local(start, zone);
    let hours = match end.filter(|end| *end > start && local(*end, zone) == day) {
        Some(end) => lang.time_range(start, end, zone),
        None => lang.time(start, zone),
    };
    let at = lang.with("date-at", &[("date", lang.date_long(day).into()), ("time", hours.into())]);
    format!("{at}\n{}", lang.zone_name(zone))
}

fn where_it_is(place: Option<&Place>, settings: &Settings, lang: Lang) -> Vec<(String, String)> {
    let Some(place) = place else { return Vec::new() };
    let lines: Vec<&str> = std::iter::once(&place.name).chain(&place.lines).map(String::as_str).collect();
    let mut facts = vec![(lang.t("mail-visit-where"), lines.join("\n"))];
    // The clinic's own number stands at the end of every mail.
    let phone = place.phone.clone().filter(|phone| settings.clinic_phone.as_ref() != Some(phone));
    facts.extend(phone.map(|phone| (lang.t("mail-visit-phone"), phone)));
    facts
}

/// The words of a mail about a visit.
pub(super) fn said(letter: &Letter, settings: &Settings, lang: Lang) -> Option<Said> {
    let (start, zone) = match &letter.content {
        Content::Visit(visit) => (visit.start_at, visit.zone.as_deref()),
        Content::Offer(offered) => (offered.start_at, offered.zone.as_deref()),
        _ => return None,
    };
    let day = lang.day_long(local(start, zone_of(zone, settings.zone)));
    let clinic = settings.clinic_name.clone();
    let day = [("day", day.into())];
    let clinic = [("clinic", clinic.into())];
    let said = match letter.kind {
        Kind::AppointmentAsked => Said {
            subject: lang.with("mail-asked-subject", &day),
            first: lang.with("mail-asked", &clinic),
            button: Some(lang.t("mail-asked-button")),
            advice: None,
        },
        Kind::AppointmentMoved => Said {
            subject: lang.with("mail-moved-subject", &day),
            first: lang.with("mail-moved", &clinic),
            button: Some(lang.t("mail-visit-button")),
            advice: None,
        },
        Kind::AppointmentCancelled => Said {
            subject: lang.with("mail-cancelled-subject", &day),
            first: lang.with("mail-cancelled", &clinic),
            button: None,
            advice: None,
        },
        Kind::AppointmentReminder => Said {
            subject: lang.with("mail-reminder-subject", &day),
            first: lang.with("mail-reminder", &clinic),
            button: Some(lang.t("mail-visit-button")),
            advice: None,
        },
        Kind::WaitlistOffer => Said {
            subject: lang.with("mail-offer-subject", &day),
            first: lang.with("mail-offer", &clinic),
            button: Some(lang.t("mail-offer-button")),
            advice: Some(lang.t("mail-offer-advice")),
        },
        _ => Said {
            subject: lang.with("mail-booked-subject", &day),
            first: lang.with("mail-booked", &clinic),
            button: Some(lang.t("mail-visit-button")),
            advice: None,
        },
    };
    Some(said)
}

/// What the recipient's calendar is told; nothing where the mail is not for calendars.
pub(super) fn calendar(
    letter: &Letter,
    settings: &Settings,
    sender: &Sender,
    lang: Lang,
    now: DateTime<Utc>,
) -> Option<Calendar> {
    let Content::Visit(visit) = &letter.content else { return None };
    if !visit.for_calendars {
        return None;
    }
    let is_off = letter.kind == Kind::AppointmentCancelled;
    let method = if is_off { Method::Cancel } else { Method::Request };
    let place = visit.place.as_ref().map(|place| {
        let parts: Vec<&str> = std::iter::once(&place.name).chain(&place.lines).map(String::as_str).collect();
        parts.join(", ")
    });
    let phone = visit.place.as_ref().and_then(|place| place.phone.clone()).or_else(|| settings.clinic_phone.clone());
    let phone = phone.map(|phone| lang.with("mail-phone", &[("phone", phone.into())]));
    let description = [visit.by_video.then(|| lang.t("mail-visit-video")), phone];
    let description: Vec<String> = description.into_iter().flatten().collect();
    let event = Event {
        id: visit.id,
        host: host(&settings.origin),
        sequence: visit.sequence,
        start_at: visit.start_at,
        end_at: visit.end_at,
        zone: zone_of(visit.zone.as_deref(), settings.zone),
        certainty: if is_off { Certainty::Cancelled } else { Certainty::Confirmed },
        summary: lang.with("mail-visit-summary", &[("clinic", settings.clinic_name.clone().into())]),
        location: place.or_else(|| visit.by_video.then(|| lang.t("mail-visit-by-video"))),
        description: Some(description.join("\n")).filter(|text| !text.is_empty()),
        organizer: Some((sender.name.clone(), sender.from.clone())),
        attendee: Some(letter.to.trim().to_owned()),
        stamped_at: now,
    };
    Some(Calendar { method, text: ics::calendar(method, None, &[event]) })
}
