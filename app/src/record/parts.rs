//! The rows of the record's lists, for its own pages and for those that show a few of them.

use super::words::{self, State};
use crate::ui::{
    badge::Badge,
    list::Row,
    text::{Lang, lang},
    when::zone_of,
};
use chrono_tz::Tz;
use clinic::record::{Allergy, Condition, Document, Goal, Immunization, Member, Plan, Procedure, Visit};
use leptos::prelude::*;

/// A condition: since when, until when, and whether it goes on.
pub(crate) fn condition_row(of: Condition, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let zone = zone_of(of.zone.as_deref(), zone);
    let recorded = of.recorded().filter(|_| of.onset().is_none());
    let facts = [
        lang.period(of.onset(), of.abatement(), zone),
        recorded.map(|at| lang.with("record-recorded", &[("date", lang.when_day(at, zone).into())])),
        of.severity.as_ref().map(|severity| lang.with("record-severity", &[("severity", severity.as_str().into())])),
        words::doubt(of.verification_status.as_deref(), lang),
    ];
    let state = Some(words::condition(&of.clinical_status, lang));
    thing(of.display, line(facts), of.note, state)
}

/// An allergy: how dangerous it is, what happened, since when.
pub(crate) fn allergy_row(of: Allergy, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let severity = of.reaction_severity.as_deref().map(|code| words::severity(code, lang));
    let reaction = match (of.reaction.clone(), severity) {
        (Some(what), Some(severity)) => {
            Some(lang.with("record-reaction-severity", &[("reaction", what.into()), ("severity", severity.into())]))
        }
        (Some(what), None) => Some(lang.with("record-reaction", &[("reaction", what.into())])),
        (None, Some(severity)) => Some(lang.with("record-reaction", &[("reaction", severity.into())])),
        (None, None) => None,
    };
    let recorded = of.recorded().filter(|_| of.onset().is_none());
    let none_known = of.is_none_known();
    let facts = [
        words::allergy_kind(of.category.as_deref(), of.r#type.as_deref(), lang).filter(|_| !none_known),
        reaction,
        lang.period(of.onset(), None, zone),
        recorded.map(|at| lang.with("record-recorded", &[("date", lang.when_day(at, zone).into())])),
        words::doubt(of.verification_status.as_deref(), lang),
    ];
    let state = if of.active {
        words::criticality(of.criticality.as_deref(), lang).filter(|_| !none_known)
    } else {
        Some(words::allergy(&of.clinical_status, lang))
    };
    thing(of.display, line(facts), of.note, state)
}

/// An immunization: when, where, by whom, the lot.
pub(crate) fn immunization_row(of: Immunization, zone: Tz, whole: bool) -> impl IntoView + use<> {
    let lang = lang();
    let zone = zone_of(of.zone.as_deref(), zone);
    let when = of.occurrence().map(|at| lang.when_day(at, zone)).or_else(|| of.occurrence_text.clone());
    let facts = [when, of.status_reason.clone(), of.place.clone()];
    let more = [
        of.lot_number.as_ref().map(|lot| lang.with("record-lot", &[("lot", lot.as_str().into())])),
        of.dose.as_ref().map(|dose| lang.with("record-dose", &[("dose", dose.as_str().into())])),
        of.site.clone(),
        of.performer.as_ref().map(|name| lang.with("record-by", &[("name", name.as_str().into())])),
    ];
    let more = whole.then(|| line(more)).flatten();
    let note = [more, of.note.filter(|_| whole)].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let state = words::immunization(&of.status, lang);
    thing(of.display, line(facts), Some(note).filter(|note| !note.is_empty()), state)
}

/// A procedure: when, where, by whom, what for, how it ended.
pub(crate) fn procedure_row(of: Procedure, zone: Tz, whole: bool) -> impl IntoView + use<> {
    let lang = lang();
    let zone = zone_of(of.zone.as_deref(), zone);
    let facts = [
        of.performed().map(|at| lang.when_day(at, zone)),
        of.reason.as_ref().map(|reason| lang.with("record-for", &[("reason", reason.as_str().into())])),
        of.place.clone(),
        of.performer.as_ref().filter(|_| whole).map(|name| lang.with("record-by", &[("name", name.as_str().into())])),
        of.outcome
            .as_ref()
            .filter(|_| whole)
            .map(|outcome| lang.with("record-outcome", &[("outcome", outcome.as_str().into())])),
    ];
    let state = words::procedure(&of.status, lang);
    thing(of.display, line(facts), of.note.filter(|_| whole), state)
}

/// A care plan with what it foresees.
pub(crate) fn plan_row(of: Plan, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let (tone, state) = words::plan(&of.status, of.active, lang);
    let activities: Vec<_> = of
        .activities()
        .into_iter()
        .map(|activity| {
            let state = activity.status.as_deref().map(|code| format!(" – {}", words::activity(code, lang)));
            view! { <li>{activity.text.clone()} {state}</li> }
        })
        .collect();
    let facts = line([
        lang.period(of.start(), of.end(), zone),
        of.addresses.as_ref().map(|what| lang.with("record-for", &[("reason", what.as_str().into())])),
    ]);
    view! {
        <Row title=of.display aside=view! { <Badge tone=tone text=state /> }>
            {facts.map(|facts| view! { <p>{facts}</p> })}
            {of.note.map(|note| view! { <p class="remark">{note}</p> })}
            {(!activities.is_empty()).then(|| view! { <ul class="activities">{activities}</ul> })}
        </Row>
    }
}

/// A goal: how far it is, until when.
pub(crate) fn goal_row(of: Goal, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let facts = [
        lang.period(of.start(), None, zone),
        of.due().map(|at| lang.with("record-due", &[("date", lang.when_day(at, zone).into())])),
    ];
    let state = Some(words::goal(of.achievement.as_deref(), &of.status, lang));
    thing(of.description, line(facts), of.note, state)
}

/// A member of the care team.
pub(crate) fn member_row(of: Member) -> impl IntoView + use<> {
    thing(of.name, of.role, None, None)
}

/// A visit: when, where, with whom, what for.
pub(crate) fn visit_row(of: Visit, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let zone = zone_of(of.zone.as_deref(), zone);
    let class = of.class.as_deref().map(|code| words::visit_class(code, lang));
    let when = of.start().map_or_else(|| lang.t("record-undated"), |at| lang.when(at, zone));
    let with = of.practitioner.as_ref().map(|name| lang.with("record-with", &[("name", name.as_str().into())]));
    let reason = of.reason.as_ref().map(|reason| lang.with("record-for", &[("reason", reason.as_str().into())]));
    let (title, class) = match of.r#type {
        Some(kind) => (kind, class),
        None => (class.unwrap_or_else(|| lang.t("record-visit")), None),
    };
    let facts = line([Some(when), class]);
    let people = line([reason, with, of.place]);
    let state = words::visit(&of.status, lang);
    thing(title, facts, people, state)
}

/// A document: its kind, when it was written and by whom.
pub(crate) fn document_row(of: Document, href: String, zone: Tz) -> impl IntoView + use<> {
    let lang = lang();
    let zone = zone_of(of.zone.as_deref(), zone);
    let kind = of.title.as_ref().map(|_| of.display.clone());
    let facts = [
        of.created().map(|at| lang.when_day(at, zone)),
        kind.filter(|kind| *kind != of.name()),
        of.author.as_ref().map(|name| lang.with("record-by", &[("name", name.as_str().into())])),
    ];
    let facts = line(facts);
    let state = words::document(&of.status, lang);
    let title = of.name().to_owned();
    view! {
        <Row title=title href=href aside=badge(state)>
            {facts.map(|facts| view! { <p>{facts}</p> })}
        </Row>
    }
}

/// A row that leads nowhere: its name, a line of facts, a remark, its state.
fn thing(title: String, facts: Option<String>, note: Option<String>, state: Option<State>) -> impl IntoView + use<> {
    view! {
        <Row title=title aside=badge(state)>
            {facts.map(|facts| view! { <p>{facts}</p> })}
            {note.map(|note| view! { <p class="remark">{note}</p> })}
        </Row>
    }
}

fn badge(state: Option<State>) -> impl IntoView {
    state.map(|(tone, text)| view! { <Badge tone=tone text=text /> })
}

/// Joins what is known.
fn line(facts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    (!facts.is_empty()).then(|| facts.join(" · "))
}

/// The words for what a first page of allergies knows, where it is not a list of allergies.
pub(crate) fn allergies_not_recorded(lang: Lang) -> (String, String) {
    (lang.t("record-allergies-not-recorded"), lang.t("record-allergies-not-recorded-advice"))
}

/// The dangerous ones first.
pub(crate) fn by_danger(allergies: &mut [Allergy]) {
    allergies.sort_by_key(|allergy| match allergy.criticality.as_deref() {
        Some("high") => 0,
        Some("low") => 2,
        _ => 1,
    });
}
