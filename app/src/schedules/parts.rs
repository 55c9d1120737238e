use crate::{
    ui::{
        nav::Section,
        tabs::{Tab, Tabs},
        text::Lang,
    },
    web::{Frame, Here},
};
use clinic::accounts::Role;
use leptos::prelude::*;

/// A part of the pages of those who plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SchedulePart {
    /// What there is and what is missing.
    Overview,
    /// The visits that are offered.
    VisitTypes,
    /// Who is where when.
    Hours,
    /// When nobody is there.
    Closures,
    /// The rooms.
    Rooms,
    /// What patients are asked before a visit.
    Questions,
    /// Links to video visits.
    Video,
}

impl SchedulePart {
    const ALL: [Self; 7] =
        [Self::Overview, Self::VisitTypes, Self::Hours, Self::Closures, Self::Rooms, Self::Questions, Self::Video];

    /// Its address.
    pub(super) const fn href(self) -> &'static str {
        match self {
            Self::Overview => "/schedules",
            Self::VisitTypes => "/schedules/visit-types",
            Self::Hours => "/schedules/hours",
            Self::Closures => "/schedules/closures",
            Self::Rooms => "/schedules/rooms",
            Self::Questions => "/schedules/questions",
            Self::Video => "/schedules/video",
        }
    }

    /// Its name.
    pub(super) fn name(self, lang: Lang) -> String {
        match self {
            Self::Overview => lang.t("schedules-overview"),
            Self::VisitTypes => lang.t("schedules-visit-types"),
            Self::Hours => lang.t("schedules-hours"),
            Self::Closures => lang.t("schedules-closures"),
            Self::Rooms => lang.t("schedules-rooms"),
            Self::Questions => lang.t("schedules-questions"),
            Self::Video => lang.t("schedules-video"),
        }
    }
}

/// Whether an administrator looks: some things are theirs alone.
pub(super) fn is_admin(here: &Here) -> bool {
    here.visit.session.as_ref().is_some_and(|session| session.roles().has(Role::Admin))
}

/// Whether someone looks who keeps the calendar and so sees whose visits there are.
pub(super) fn keeps_calendar(here: &Here) -> bool {
    let has = |role| here.visit.session.as_ref().is_some_and(|session| session.roles().has(role));
    has(Role::Staff) || has(Role::Prescriber)
}

/// The links between the parts.
pub(super) fn schedule_tabs(current: SchedulePart, is_admin: bool, lang: Lang) -> AnyView {
    let tabs = SchedulePart::ALL
        .into_iter()
        .filter(|part| *part != SchedulePart::Video || is_admin)
        .map(|part| Tab::new(part.href(), part.name(lang), part == current))
        .collect();
    view! { <Tabs label=lang.t("schedules-parts") tabs=tabs /> }.into_any()
}

/// The frame of a page below one of the parts.
pub(super) fn frame_below(here: Here, part: SchedulePart, title: String, refused: bool) -> Frame {
    let lang = here.lang;
    let frame = Frame::new(here, title)
        .section(Section::Schedules)
        .crumb("/schedules", lang.t("nav-schedules"))
        .crumb(part.href(), part.name(lang));
    if refused { frame.refused() } else { frame }
}
