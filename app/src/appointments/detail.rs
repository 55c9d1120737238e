use super::{
    doing::{change_part, check_in_part, coming as coming_part, room_address, video_part},
    parts::{address, state, title, when},
    rules::{rules, video_base},
};
use crate::{
    ui::{
        badge::Badge,
        date::local,
        list::{Fact, Facts},
        nav::Section,
        notice::Notice,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::{
    Error,
    accounts::Clinician,
    appointments::{self, Appointment, Status, video_room},
    ids::AppointmentId,
    schedules::Medium,
};
use leptos::prelude::*;

/// One appointment: when, where, with whom, what to do before it, how to change it.
pub(crate) async fn appointment(here: Here, place: InChart) -> Answer {
    let id: AppointmentId = here.id("id")?;
    let appointment = appointments::appointment(&mut here.read().await?, &place.chart, id).await?;
    let (lang, now) = (here.lang, here.now);
    let zone = here.zone(appointment.zone.as_deref());
    // Whoever is not of the clinic can do something about it here.
    let own = place.banner.is_none();
    let (rules, video) = (rules(&here), video_address(&here, &place, &appointment).await?);
    let takes_part = takes_part(&here, &place, &appointment);
    let coming = appointment.end_at.unwrap_or(appointment.start_at) > now;
    let phone = appointment.phone.clone().or_else(|| here.portal.settings.clinic_phone.clone());
    let name = title(&appointment, lang);
    Ok(Frame::new(here, name.clone())
        .section(Section::Appointments)
        .of(&place)
        .crumb(place.href("/appointments"), lang.t("nav-appointments"))
        .show(move || {
            let (tone, word) = state(&appointment, now, lang);
            let expected = coming && appointment.status.is_expected();
            let away = (expected && appointment.start_at > now)
                .then(|| lang.relative(local(appointment.start_at, zone), local(now, zone)));
            let change = own.then(|| change_part(&appointment, &place, &rules, phone.clone(), now, lang)).flatten();
            let come = own.then(|| coming_part(&appointment, &place, now, lang)).flatten();
            let check_in = own.then(|| check_in_part(&appointment, &place, now, lang)).flatten();
            let join = takes_part.then(|| video_part(&(&appointment).into(), video, zone, now, lang)).flatten();
            let instruction = appointment
                .instruction(lang.language())
                .map(str::to_owned)
                .filter(|_| appointment.status != Status::Cancelled);
            let facts = facts(&appointment, phone, lang);
            view! {
                <PageHead title=name />
                <p>
                    <Badge tone=tone text=word />
                </p>
                {warning(&appointment, coming, own, lang)}
                <p class="visit-time">
                    {when(&appointment, zone)}
                    {away.map(|away| format!(" · {away}"))}
                </p>
                <p class="quiet-text">{lang.with("appointments-zone", &[("zone", lang.zone_name(zone).into())])}</p>
                {come}
                {join}
                {instruction
                    .map(|words| {
                        view! {
                            <Part title=lang.t("appointments-before") id="before">
                                <p class="instructions">{words}</p>
                            </Part>
                        }
                    })}
                <Part title=lang.t("appointments-details") id="details">
                    <Facts facts=facts />
                </Part>
                {check_in}
                {change}
            }
        })
        .await)
}

/// Whether the reader takes part in the visit: the patient, someone who helps, the clinician it is with.
fn takes_part(here: &Here, place: &InChart, of: &Appointment) -> bool {
    if place.banner.is_none() {
        return true;
    }
    let clinician = here.visit.session.as_ref().and_then(|session| Clinician::try_from(session).ok());
    let practitioner = clinician.and_then(|clinician| clinician.practitioner());
    practitioner.is_some() && practitioner == of.practitioner_id
}

/// Where a video visit is, for those who take part in it.
async fn video_address(here: &Here, place: &InChart, of: &Appointment) -> Result<Option<String>, Error> {
    if of.medium != Some(Medium::Video) || !takes_part(here, place, of) {
        return Ok(None);
    }
    let base = video_base(here).await?;
    Ok(base.map(|base| room_address(&base, &video_room(&here.portal.keys, of.id))))
}

/// What must not be overlooked: that the visit is off, or not certain yet. Advice is for the patient.
fn warning(of: &Appointment, coming: bool, own: bool, lang: Lang) -> Option<AnyView> {
    let (tone, title, advice) = match of.status {
        Status::Cancelled => (Tone::Danger, lang.t("appointments-cancelled"), lang.t("appointments-cancelled-advice")),
        Status::Proposed if coming && of.made_here => {
            (Tone::Info, lang.t("booking-asked"), lang.t("booking-asked-advice"))
        }
        Status::Proposed | Status::Pending if coming => {
            (Tone::Warn, lang.t("appointments-uncertain"), lang.t("appointments-uncertain-advice"))
        }
        Status::Waitlist if coming => {
            (Tone::Info, lang.t("appointments-waiting"), lang.t("appointments-waiting-advice"))
        }
        _ => return None,
    };
    let why = of.cancellation_reason.as_ref().filter(|_| of.status == Status::Cancelled);
    let why = why.map(|why| lang.with("appointments-cancelled-because", &[("reason", why.as_str().into())]));
    let lines = [why, (coming && own).then_some(advice)].into_iter().flatten();
    let lines = lines.map(|line| view! { <p>{line}</p> }).collect_view();
    Some(view! { <Notice tone=tone title=title>{lines}</Notice> }.into_any())
}

fn facts(of: &Appointment, phone: Option<String>, lang: Lang) -> Vec<Fact> {
    let lines = address(of);
    let place = (of.location.is_some() || !lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| view! { <br /> {line} }).collect_view();
        view! { <span class="place">{of.location.clone()} {lines}</span> }
    });
    let phone = phone.map(|phone| {
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! { <a href=format!("tel:{digits}")>{phone}</a> }
    });
    let reason = of.reason.clone().filter(|reason| Some(reason.as_str()) != of.title(lang.language()));
    let about = of
        .description
        .clone()
        .filter(|about| Some(about.as_str()) != of.title(lang.language()) && Some(about) != reason.as_ref());
    let minutes =
        of.end_at.map(|end| (end - of.start_at).num_minutes()).filter(|minutes| (1..24 * 60).contains(minutes));
    [
        Fact::some(lang.t("appointments-place"), place),
        Fact::some(lang.t("appointments-phone"), phone),
        Fact::some(lang.t("appointments-with-whom"), of.practitioner.clone()),
        Fact::some(lang.t("appointments-reason"), reason),
        Fact::some(lang.t("appointments-about"), about),
        Fact::some(lang.t("appointments-length"), minutes.map(|minutes| lang.minutes(minutes))),
    ]
    .into_iter()
    .flatten()
    .collect()
}
