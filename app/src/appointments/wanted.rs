//! What someone is about to book, from step to step. It stands in the address, in ids alone: what a visit is for never does.

use crate::{
    ui::{date::local, text::Lang},
    web::{Here, InChart},
};
use chrono::NaiveDate;
use clinic::{
    Error,
    appointments::{Appointment, Booker, Status, appointment},
    db::Source,
    ids::{AppointmentId, LocationId, PractitionerId, VisitTypeId},
    schedules::{Medium, Mode, VisitType, visit_type},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::str::FromStr;

/// Anyone, and anywhere.
pub(super) const ANY: &str = "any";

/// What is looked for, as an address or a form has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    visit: String,
    moves: String,
    who: String,
    place: String,
    day: String,
}

impl Wanted {
    /// A new visit of a type.
    pub(super) fn visit(id: VisitTypeId) -> Self {
        Self { visit: id.to_string(), ..Self::default() }
    }

    /// Another time for a visit.
    pub(super) fn moving(id: AppointmentId) -> Self {
        Self { moves: id.to_string(), ..Self::default() }
    }

    /// The same on another day.
    pub(super) fn on(&self, day: NaiveDate) -> Self {
        Self { day: day.to_string(), ..self.clone() }
    }

    /// The same, with whom and where somebody looked.
    pub(super) fn looking_like(self, other: &Self) -> Self {
        Self { who: other.who.clone(), place: other.place.clone(), ..self }
    }

    /// The same with anyone, anywhere.
    pub(super) fn anyone(&self) -> Self {
        Self { who: ANY.to_owned(), place: ANY.to_owned(), ..self.clone() }
    }

    /// The visit that is to be moved.
    pub(super) fn moves(&self) -> Option<AppointmentId> {
        self.moves.parse().ok()
    }

    /// The type of a new visit.
    pub(super) fn type_id(&self) -> Option<VisitTypeId> {
        self.visit.parse().ok()
    }

    /// The day from which on times are shown.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.day.parse().ok()
    }

    /// The clinician: of a visit that is moved, the one it is with; `None` for anyone.
    pub(super) fn who(&self, goal: &Goal) -> Option<PractitionerId> {
        chosen(&self.who, goal.moves.as_ref().and_then(|visit| visit.practitioner_id))
    }

    /// The place: of a visit that is moved, the one it is at; `None` for anywhere.
    pub(super) fn place(&self, goal: &Goal) -> Option<LocationId> {
        chosen(&self.place, goal.moves.as_ref().and_then(|visit| visit.location_id))
    }

    /// Name and value of each part, as fields of a form have them. Only what is an id or a day is passed on.
    pub(super) fn parts(&self) -> Vec<(&'static str, String)> {
        let id = |text: &str| text == ANY || text.parse::<uuid::Uuid>().is_ok();
        [
            ("visit", self.visit.clone(), id(&self.visit)),
            ("moves", self.moves.clone(), id(&self.moves)),
            ("who", self.who.clone(), id(&self.who)),
            ("place", self.place.clone(), id(&self.place)),
            ("day", self.day.clone(), self.day().is_some()),
        ]
        .into_iter()
        .filter(|(.., is_one)| *is_one)
        .map(|(name, value, _)| (name, value))
        .collect()
    }

    /// A page of these steps with all of it in its address.
    pub(super) fn at(&self, page: &str) -> String {
        let parts: Vec<String> = self.parts().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        if parts.is_empty() { page.to_owned() } else { format!("{page}?{}", parts.join("&")) }
    }

    /// All of it as hidden fields.
    pub(super) fn hidden(&self) -> impl IntoView + use<> {
        let one = |(name, value)| view! { <input type="hidden" name=name value=value /> };
        self.parts().into_iter().map(one).collect_view()
    }
}

fn chosen<T: FromStr>(text: &str, usual: Option<T>) -> Option<T> {
    match text {
        "" => usual,
        ANY => None,
        id => id.parse().ok(),
    }
}

/// What is to be booked: a visit of a type, or another time for one that is booked.
#[derive(Clone)]
pub(super) struct Goal {
    /// The kind of visit.
    pub visit: VisitType,
    /// The visit that is moved.
    pub moves: Option<Appointment>,
    /// What to call it before this reader.
    pub name: String,
    /// Whether the reader may know what kind of visit it is.
    pub is_plain: bool,
}

impl Goal {
    /// Whether the clinic has to agree, also to another time.
    pub(super) fn is_asked_for(&self) -> bool {
        match &self.moves {
            Some(visit) => visit.status == Status::Proposed || self.visit.mode == Mode::Request,
            None => self.visit.mode == Mode::Request,
        }
    }
}

/// Finds what is wanted.
///
/// # Errors
/// `NotFound` when there is no such visit, or patients do not book such visits.
pub(super) async fn goal(q: &mut impl Source, place: &InChart, wanted: &Wanted, lang: Lang) -> Result<Goal, Error> {
    let by = Booker::in_chart(&place.chart)?;
    if let Some(id) = wanted.moves() {
        let moved = appointment(q, &place.chart, id).await?;
        let visit = visit_type(q, moved.visit_type_id.ok_or(Error::NotFound)?).await?;
        let is_plain = !place.chart.hides_reasons();
        let name = if is_plain { type_name(&visit, lang) } else { lang.t("appointments-one") };
        return Ok(Goal { visit, moves: Some(moved), name, is_plain });
    }
    let visit = visit_type(q, wanted.type_id().ok_or(Error::NotFound)?).await?;
    if by.is_bound() && (!visit.active || visit.mode == Mode::ViewOnly) {
        return Err(Error::NotFound);
    }
    let name = type_name(&visit, lang);
    Ok(Goal { visit, moves: None, name, is_plain: true })
}

/// What a type of visit is called.
pub(super) fn type_name(of: &VisitType, lang: Lang) -> String {
    match lang {
        Lang::En => of.name_en.clone(),
        Lang::Es => of.name_es.clone(),
    }
}

/// What to do before visits of a type.
pub(super) fn type_instructions(of: &VisitType, lang: Lang) -> Option<String> {
    match lang {
        Lang::En => of.instructions_en.clone(),
        Lang::Es => of.instructions_es.clone().or_else(|| of.instructions_en.clone()),
    }
}

/// How patient and clinician meet, in words.
pub(super) fn medium_words(of: Medium, lang: Lang) -> String {
    match of {
        Medium::InPerson => lang.t("booking-in-person"),
        Medium::Video => lang.t("booking-video"),
    }
}

/// How far ahead patients can book such visits: the last day.
pub(super) fn last_day(of: &VisitType, here: &Here) -> NaiveDate {
    local(here.now + chrono::Duration::days(of.ahead_days), here.portal.settings.zone)
}

/// What to do where the portal cannot help: the clinic's telephone.
pub(super) fn call(here: &Here) -> String {
    match here.portal.settings.clinic_phone.clone() {
        Some(phone) => here.lang.with("booking-call-phone", &[("phone", phone.into())]),
        None => here.lang.t("booking-call"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_and_days_are_passed_on() {
        let id = uuid::Uuid::nil().to_string();
        let wanted = Wanted {
            visit: id.clone(),
            moves: "\"><script>".to_owned(),
            who: ANY.to_owned(),
            place: "x&y=1".to_owned(),
            day: "2026-11-23".to_owned(),
        };
        assert_eq!(
            wanted.at("/appointments/new/times"),
            format!("/appointments/new/times?visit={id}&who=any&day=2026-11-23")
        );
        assert_eq!(Wanted::default().at("/appointments/new"), "/appointments/new");
    }
}
