//! What can be done on the page of a visit: say that one comes, change it, call it off, join by video, check in.

use super::{
    change::{Can, can},
    wanted::Wanted,
};
use crate::{
    ui::{
        button::{Actions, LinkButton, PostButton, Weight},
        page::Part,
        text::Lang,
    },
    web::InChart,
};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use clinic::{
    appointments::{Appointment, Rules, Status, can_check_in},
    schedules::Medium,
};
use leptos::prelude::*;

/// How long before a video visit one can join.
const JOIN: Duration = Duration::minutes(15);

/// The part about coming, changing and calling off, for the patient and those who help.
pub(super) fn change_part(
    of: &Appointment,
    place: &InChart,
    rules: &Rules,
    phone: Option<String>,
    now: DateTime<Utc>,
    lang: Lang,
) -> Option<AnyView> {
    let call = || match phone.clone() {
        Some(phone) => lang.with("appointments-change-phone", &[("phone", phone.into())]),
        None => lang.t("appointments-change"),
    };
    let body = match can(of, rules, now) {
        Can::Nothing => return None,
        Can::Call => view! { <p>{call()}</p> }.into_any(),
        Can::Late => {
            let hours = rules.change_until.num_hours();
            view! {
                <p>{lang.with("booking-late", &[("count", hours.into())])}</p>
                <p>{call()}</p>
            }
            .into_any()
        }
        Can::Change => change_buttons(of, place, lang).into_any(),
    };
    let title = if of.status == Status::Proposed && of.made_here {
        lang.t("booking-asked-title")
    } else {
        lang.t("appointments-change-title")
    };
    Some(view! { <Part title=title id="change">{body}</Part> }.into_any())
}

fn change_buttons(of: &Appointment, place: &InChart, lang: Lang) -> impl IntoView + use<> {
    let visit = Wanted::moving(of.id);
    let times = visit.at(&place.href("/appointments/new/times"));
    let earlier = visit.at(&place.href("/appointments/waiting/new"));
    let off = place.href(&format!("/appointments/{}/cancellation", of.id));
    let asked = of.status == Status::Proposed;
    let (about, end) = if asked {
        (Some(lang.t("booking-asked-about")), lang.t("booking-withdraw"))
    } else {
        (None, lang.t("booking-cancel"))
    };
    view! {
        {about.map(|about| view! { <p>{about}</p> })}
        <Actions>
            <LinkButton href=times weight=Weight::Secondary>
                {lang.t("booking-change-time")}
            </LinkButton>
            <LinkButton href=earlier weight=Weight::Secondary>
                {lang.t("booking-earlier-if-possible")}
            </LinkButton>
            <LinkButton href=off weight=Weight::Quiet>
                {end}
            </LinkButton>
        </Actions>
    }
}

/// "I will come": the button until it is pressed, then that it was.
pub(super) fn coming(of: &Appointment, place: &InChart, now: DateTime<Utc>, lang: Lang) -> Option<AnyView> {
    if of.status != Status::Booked || of.start_at <= now || !of.made_here {
        return None;
    }
    if of.confirmed_at.is_some() {
        return Some(view! { <p class="quiet-text">{lang.t("booking-confirmed")}</p> }.into_any());
    }
    let action = place.href(&format!("/appointments/{}/confirmation", of.id));
    Some(view! { <PostButton action=action weight=Weight::Secondary>{lang.t("booking-come")}</PostButton> }.into_any())
}

/// The way to the questions before the visit, while they can be answered.
pub(super) fn check_in_part(of: &Appointment, place: &InChart, now: DateTime<Utc>, lang: Lang) -> Option<AnyView> {
    can_check_in(of, now).then(|| {
        let href = place.href(&format!("/appointments/{}/check-in", of.id));
        view! {
            <Part title=lang.t("booking-check-in") id="check-in">
                <p>{lang.t("booking-check-in-about")}</p>
                <Actions>
                    <LinkButton href=href>{lang.t("booking-check-in-begin")}</LinkButton>
                </Actions>
            </Part>
        }
        .into_any()
    })
}

/// How, when and whether people meet.
#[derive(Clone, Copy)]
pub(crate) struct Meeting {
    pub medium: Option<Medium>,
    pub status: Status,
    pub start_at: DateTime<Utc>,
    pub end_at: Option<DateTime<Utc>>,
}

impl From<&Appointment> for Meeting {
    fn from(of: &Appointment) -> Self {
        Self { medium: of.medium, status: of.status, start_at: of.start_at, end_at: of.end_at }
    }
}

/// Whether one meets by video now: from 15 minutes before until the end.
fn is_joined(of: &Meeting, now: DateTime<Utc>) -> bool {
    of.status.is_fixed() && of.start_at - JOIN <= now && now < of.end_at.unwrap_or(of.start_at + Duration::hours(1))
}

/// How to join a video visit; the address is in the page only while one can.
pub(crate) fn video_part(
    of: &Meeting,
    address: Option<String>,
    zone: Tz,
    now: DateTime<Utc>,
    lang: Lang,
) -> Option<AnyView> {
    if of.medium != Some(Medium::Video) || of.end_at.is_some_and(|end| end <= now) || !of.status.is_expected() {
        return None;
    }
    let body = match address {
        Some(address) if is_joined(of, now) => view! {
            <p>
                <a class="button primary" href=address rel="noreferrer">
                    {lang.t("booking-join")}
                </a>
            </p>
        }
        .into_any(),
        Some(_) => {
            let time = lang.moment(of.start_at - JOIN, zone);
            view! { <p>{lang.with("booking-join-later", &[("time", time.into())])}</p> }.into_any()
        }
        None => view! { <p>{lang.t("booking-join-told")}</p> }.into_any(),
    };
    Some(view! { <Part title=lang.t("booking-video-part") id="video">{body}</Part> }.into_any())
}

/// The address of the room of a video visit.
pub(crate) fn room_address(base: &str, room: &str) -> String {
    format!("{}/{room}", base.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_lies_below_the_base() {
        for base in ["https://video.example.org/verbena", "https://video.example.org/verbena/"] {
            assert_eq!(room_address(base, "ab12"), "https://video.example.org/verbena/ab12");
        }
    }
}
