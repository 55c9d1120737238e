use super::{
    parts::{SchedulePart, is_admin, schedule_tabs},
    times, words,
};
use crate::{
    ui::{
        badge::Badge,
        button::LinkButton,
        empty::Empty,
        icon::Symbol,
        nav::Section,
        page::{PageHead, Part},
        table::{Column, Table},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use clinic::{
    accounts::Planner,
    ids::VisitTypeId,
    schedules::{Week, visit_types, week},
};
use leptos::prelude::*;
use std::collections::HashMap;

/// Who is where when, clinician by clinician, from today on.
pub(crate) async fn list(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let mut q = here.read().await?;
    let weeks = week(&mut q, None, here.today()).await?;
    let visits = visit_types(&mut q).await?;
    drop(q);
    let (lang, is_admin) = (here.lang, is_admin(&here));
    let names: HashMap<VisitTypeId, String> =
        visits.iter().map(|visit| (visit.id, words::visit_name(visit, lang))).collect();
    Ok(Frame::new(here, lang.t("schedules-hours"))
        .section(Section::Schedules)
        .show(move || {
            let content = if weeks.is_empty() {
                view! {
                    <Empty icon=Symbol::Clock title=lang.t("schedules-hours-none")>
                        <p>{lang.t("schedules-hours-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                weeks
                    .chunk_by(|one, other| one.hours.practitioner == other.hours.practitioner)
                    .map(|of_one| table(of_one, &names, lang))
                    .collect_view()
                    .into_any()
            };
            view! {
                {schedule_tabs(SchedulePart::Hours, is_admin, lang)}
                <PageHead title=lang.t("schedules-hours") lead=lang.t("schedules-hours-lead")>
                    <LinkButton href="/schedules/hours/new" icon=Symbol::Clock>
                        {lang.t("schedules-hours-add")}
                    </LinkButton>
                </PageHead>
                {content}
            }
        })
        .await)
}

/// The week of one clinician.
fn table(weeks: &[Week], names: &HashMap<VisitTypeId, String>, lang: Lang) -> Option<AnyView> {
    let first = weeks.first()?;
    let (who, name) = (first.hours.practitioner, first.practitioner.clone());
    let columns = vec![
        Column::words(lang.t("schedules-weekday")),
        Column::words(lang.t("schedules-time")),
        Column::words(lang.t("schedules-where")),
        Column::words(lang.t("schedules-for-visits")),
        Column::words(lang.t("schedules-between")),
    ];
    let rows = weeks.iter().map(|week| cells(week, names, lang)).collect();
    let more = (format!("/schedules/hours/new?who={who}"), lang.t("schedules-hours-add"));
    Some(
        view! {
            <Part title=name.clone() id=format!("of-{who}") more=more>
                <Table caption=name quiet_caption=true columns=columns rows=rows />
            </Part>
        }
        .into_any(),
    )
}

fn cells(week: &Week, names: &HashMap<VisitTypeId, String>, lang: Lang) -> Vec<AnyView> {
    let hours = &week.hours;
    let href = format!("/schedules/hours/{}", hours.id);
    let time = times::span(hours.from_minute, hours.until_minute, lang);
    let weekday = lang.weekday(hours.weekday);
    let label = lang.with("schedules-change-of", &[("day", weekday.clone().into()), ("time", time.clone().into())]);
    let place: Vec<String> = [Some(week.location.clone()), week.room.clone()].into_iter().flatten().collect();
    let unused = (!week.in_use)
        .then(|| view! { <p class="unused"><Badge tone=Tone::Warn text=lang.t("schedules-out-of-use") /></p> });
    let mut visits: Vec<&str> = hours.visit_types.iter().filter_map(|id| names.get(id)).map(String::as_str).collect();
    visits.sort_unstable();
    let visits = if visits.is_empty() { lang.t("schedules-all-visits") } else { visits.join(", ") };
    vec![
        weekday.into_any(),
        view! { <a class="hours-time" href=href aria-label=label>{time}</a> }.into_any(),
        view! {
            <span>{place.join(" · ")}</span>
            {unused}
        }
        .into_any(),
        visits.into_any(),
        words::days(hours, lang).into_any(),
    ]
}
