//! The health record at a glance: the newest of each kind, and where all of it is.

use super::{
    parts::{
        allergies_not_recorded, allergy_row, by_danger, condition_row, document_row, goal_row, immunization_row,
        member_row, plan_row, procedure_row,
    },
    shelf::{few, listed},
};
use crate::{
    ui::{
        icon::{Icon, Symbol},
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
    },
    web::{Answer, Frame, Here, InChart},
};
use clinic::{
    paging::Before,
    record::{self, Which},
};
use leptos::prelude::*;

/// Rows of each kind.
const FEW: i64 = 5;
/// Allergies: all that a person is likely to have, since none may be overlooked.
const ALLERGIES: i64 = 30;
/// People of the care team.
const PEOPLE: i64 = 12;

/// The overview of the record: eight queries, whatever its size.
pub(crate) async fn overview(here: Here, place: InChart) -> Answer {
    let (chart, start) = (&place.chart, Before::START);
    let mut q = here.read().await?;
    let mut allergies = record::allergies(&mut q, chart, Which::Active, start, ALLERGIES).await?;
    let conditions = record::conditions(&mut q, chart, Which::Active, "", start, FEW + 3).await?;
    let immunizations = record::immunizations(&mut q, chart, "", start, FEW).await?;
    let procedures = record::procedures(&mut q, chart, "", start, FEW).await?;
    let plans = record::plans(&mut q, chart, Which::Active, start, 3).await?;
    let goals = record::goals(&mut q, chart, start, FEW).await?;
    let team = record::team(&mut q, chart, here.now, PEOPLE).await?;
    let documents = record::documents(&mut q, chart, "", start, FEW).await?;
    drop(q);
    let (lang, zone) = (here.lang, here.zone(None));
    let own = place.chart.is_own();
    let href = {
        let base = place.href("/record");
        move |path: &str| format!("{base}{path}")
    };
    Ok(Frame::new(here, lang.t("nav-record"))
        .section(Section::Record)
        .of(&place)
        .show(move || {
            by_danger(&mut allergies.rows);
            let (title, advice) = allergies_not_recorded(lang);
            let rows = allergies.rows.into_iter().map(|row| allergy_row(row, zone).into_any()).collect();
            // Silence would be dangerous here: more is said when there are none.
            let allergies = listed(rows, (Symbol::Allergy, title, advice));
            let all_allergies = (href("/allergies"), lang.t("record-allergies-all"));
            let conditions = few(
                (lang.t("record-conditions"), "conditions"),
                (href("/conditions"), lang.t("record-conditions-all")),
                conditions.rows.into_iter().map(|row| condition_row(row, zone).into_any()).collect(),
                lang.t("record-conditions-none"),
            );
            let immunizations = few(
                (lang.t("record-immunizations"), "immunizations"),
                (href("/immunizations"), lang.t("record-immunizations-all")),
                immunizations.rows.into_iter().map(|row| immunization_row(row, zone, false).into_any()).collect(),
                lang.t("record-immunizations-none"),
            );
            let procedures = few(
                (lang.t("record-procedures"), "procedures"),
                (href("/procedures"), lang.t("record-procedures-all")),
                procedures.rows.into_iter().map(|row| procedure_row(row, zone, false).into_any()).collect(),
                lang.t("record-procedures-none"),
            );
            let plans = few(
                (lang.t("record-plans-only"), "plans"),
                (href("/plans"), lang.t("record-plans-all")),
                plans.rows.into_iter().map(|row| plan_row(row, zone).into_any()).collect(),
                lang.t("record-plans-none"),
            );
            let goals = few(
                (lang.t("record-goals"), "goals"),
                (href("/plans?show=goals"), lang.t("record-goals-all")),
                goals.rows.into_iter().map(|row| goal_row(row, zone).into_any()).collect(),
                lang.t("record-goals-none"),
            );
            let documents = few(
                (lang.t("record-documents"), "documents"),
                (href("/documents"), lang.t("record-documents-all")),
                documents
                    .rows
                    .into_iter()
                    .map(|row| {
                        let href = href(&format!("/documents/{}", row.id));
                        document_row(row, href, zone).into_any()
                    })
                    .collect(),
                lang.t("record-documents-none"),
            );
            let team = team.into_iter().map(|member| member_row(member).into_any()).collect();
            let no_team = (Symbol::Patients, lang.t("record-team-none"), lang.t("record-team-none-advice"));
            let (lead, about_visits) = if own {
                (lang.t("record-lead"), lang.t("record-visits-about"))
            } else {
                (lang.t("record-lead-chart"), lang.t("record-visits-about-chart"))
            };
            view! {
                <PageHead title=lang.t("nav-record") lead=lead />
                <Rows>
                    <Row
                        title=lang.t("record-vitals")
                        href=href("/vitals")
                        lead=move || view! { <Icon of=Symbol::Vitals /> }
                    >
                        <p>{lang.t("record-vitals-about")}</p>
                    </Row>
                    <Row
                        title=lang.t("record-visits")
                        href=href("/visits")
                        lead=move || view! { <Icon of=Symbol::Appointments /> }
                    >
                        <p>{about_visits}</p>
                    </Row>
                </Rows>
                <Part title=lang.t("record-allergies") id="allergies" more=all_allergies>
                    {allergies}
                </Part>
                {conditions}
                {immunizations}
                {procedures}
                {plans}
                {goals}
                {documents}
                <Part title=lang.t("record-team") id="team">
                    {listed(team, no_team)}
                </Part>
            }
        })
        .await)
}
