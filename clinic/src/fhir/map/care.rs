//! Care plans, goals and care teams.

use super::{Context, Mapped, at, end, is_over, over_at, sort_at, split, start, unnamed};
use crate::fhir::{
    moment::When,
    rows,
    rows::Kind,
    types::{Annotation, CodeableConcept, Period, Reference, fhir, join, joined, notes, present},
};
use serde::Serialize;
use std::collections::BTreeSet;

fhir! {
    CarePlan {
        status: Option<String>,
        category: Vec<CodeableConcept>,
        title: Option<String>,
        description: Option<String>,
        subject: Option<Reference>,
        period: Option<Period>,
        created: Option<When>,
        addresses: Vec<Reference>,
        activity: Vec<Activity>,
        note: Vec<Annotation>,
    }

    Activity { detail: Option<Detail>, reference: Option<Reference> }

    Detail { code: Option<CodeableConcept>, status: Option<String>, description: Option<String> }

    Goal {
        lifecycle_status: Option<String>,
        achievement_status: Option<CodeableConcept>,
        description: Option<CodeableConcept>,
        subject: Option<Reference>,
        start_date: Option<When>,
        status_date: Option<When>,
        target: Vec<GoalTarget>,
        note: Vec<Annotation>,
    }

    GoalTarget { due_date: Option<When> }

    CareTeam {
        status: Option<String>,
        name: Option<String>,
        subject: Option<Reference>,
        period: Option<Period>,
        participant: Vec<Participant>,
    }

    Participant { role: Vec<CodeableConcept>, member: Option<Reference>, period: Option<Period> }
}

pub(super) fn plan(resource: CarePlan, context: &Context<'_>) -> Result<Mapped, String> {
    #[derive(Serialize)]
    struct Done {
        text: String,
        status: Option<String>,
    }
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Ok(Mapped::default()) };
    let period = resource.period.as_ref();
    let (period_start, period_start_precision) = split(start(period));
    let (period_end, period_end_precision) = split(end(period));
    let activities: Vec<Done> = resource
        .activity
        .into_iter()
        .filter_map(|activity| {
            let detail = activity.detail.unwrap_or_default();
            let words = detail.code.as_ref().and_then(CodeableConcept::words);
            let words = words.or_else(|| present(detail.description.as_deref()).map(str::to_owned));
            let text = words.or_else(|| context.named(activity.reference.as_ref()?))?;
            Some(Done { text, status: detail.status })
        })
        .collect();
    let activities = serde_json::value::to_raw_value(&activities).map_err(|_| "activity: cannot be kept".to_owned())?;
    // "assess-plan" is what US Core calls every plan: no name for a person.
    let categories = resource.category.iter().filter(|category| category.code() != Some("assess-plan")).cloned_words();
    let display = present(resource.title.as_deref()).map(str::to_owned).or_else(|| join(categories, ", "));
    let status = resource.status.unwrap_or_else(|| "unknown".to_owned());
    let row = rows::CarePlan {
        id: context.id,
        patient_id,
        active: status == "active" && !is_over(period, context.now),
        status,
        display: display.or_else(|| resource.description.clone()).unwrap_or_else(|| "Care plan".to_owned()),
        period_start,
        period_start_precision,
        period_end,
        period_end_precision,
        activities: sqlx::types::Json(activities),
        addresses: context.all_named(&resource.addresses),
        sort_at: sort_at([period_start, at(resource.created)]),
        note: join(resource.description.into_iter().chain(notes(&resource.note)), "\n\n"),
    };
    Ok(Mapped::of(Some(patient_id), row))
}

/// The words of concepts, one by one.
trait ClonedWords {
    fn cloned_words(self) -> Vec<String>;
}

impl<'c, I: Iterator<Item = &'c CodeableConcept>> ClonedWords for I {
    fn cloned_words(self) -> Vec<String> {
        self.filter_map(CodeableConcept::words).collect()
    }
}

pub(super) fn goal(resource: Goal, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    let (start_at, start_precision) = split(resource.start_date);
    let (due_at, due_precision) = split(resource.target.iter().find_map(|target| target.due_date));
    let achievement = resource.achievement_status.as_ref();
    let row = rows::Goal {
        id: context.id,
        patient_id,
        status: resource.lifecycle_status.unwrap_or_else(|| "unknown".to_owned()),
        achievement: achievement.and_then(|status| status.code().map(str::to_owned).or_else(|| status.words())),
        description: unnamed(resource.description.as_ref().and_then(CodeableConcept::words)),
        start_at,
        start_precision,
        due_at,
        due_precision,
        sort_at: sort_at([start_at, at(resource.status_date), due_at]),
        note: notes(&resource.note),
    };
    Mapped::of(Some(patient_id), row)
}

pub(super) fn team(resource: CareTeam, context: &Context<'_>) -> Mapped {
    let Some(patient_id) = context.patient(resource.subject.as_ref()) else { return Mapped::default() };
    let period = resource.period.as_ref();
    let status = resource.status.unwrap_or_else(|| "active".to_owned());
    let status_active = status == "active";
    let mut mapped = Mapped::of(
        Some(patient_id),
        rows::CareTeam {
            id: context.id,
            patient_id,
            status,
            name: resource.name,
            active: status_active && !is_over(period, context.now),
            period_start: at(start(period)),
            period_end: at(end(period)),
        },
    );
    let mut seen = BTreeSet::new();
    for (position, participant) in (0..).zip(resource.participant) {
        let Some(member) = &participant.member else { continue };
        let target = context.follow(Some(member));
        // The patient is on every team; nobody needs to be told.
        if target.is_some_and(|target| target.kind == Kind::Patient && target.id == patient_id) {
            continue;
        }
        let row = rows::CareTeamParticipant {
            care_team_id: context.id,
            position,
            patient_id,
            practitioner_id: context.practitioner(Some(member)),
            name: context.named(member),
            role: joined(&participant.role),
            active: status_active,
            ends_at: [over_at(period), over_at(participant.period.as_ref())].into_iter().flatten().min(),
        };
        if seen.insert((row.practitioner_id, row.name.clone(), row.role.clone(), row.ends_at)) {
            mapped = mapped.and(row);
        }
    }
    mapped
}
