use super::{
    parts::{SchedulePart, is_admin, schedule_tabs},
    words,
};
use crate::{
    ui::{
        badge::Badge,
        button::LinkButton,
        empty::Empty,
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::PageHead,
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Signed},
};
use clinic::{
    accounts::Planner,
    schedules::{Mode, VisitType, visit_types},
};
use leptos::prelude::*;

/// All visit types.
pub(crate) async fn list(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let all = visit_types(&mut here.read().await?).await?;
    let (lang, is_admin) = (here.lang, is_admin(&here));
    Ok(Frame::new(here, lang.t("schedules-visit-types"))
        .section(Section::Schedules)
        .show(move || {
            let content = if all.is_empty() {
                view! {
                    <Empty icon=Symbol::Appointments title=lang.t("schedules-visit-types-none")>
                        <p>{lang.t("schedules-visit-types-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <Rows>{all.into_iter().map(|visit| row(&visit, lang)).collect_view()}</Rows> }.into_any()
            };
            view! {
                {schedule_tabs(SchedulePart::VisitTypes, is_admin, lang)}
                <PageHead title=lang.t("schedules-visit-types") lead=lang.t("schedules-visit-types-lead")>
                    <LinkButton href="/schedules/visit-types/new" icon=Symbol::Appointments>
                        {lang.t("schedules-visit-types-add")}
                    </LinkButton>
                </PageHead>
                {content}
            }
        })
        .await)
}

fn row(visit: &VisitType, lang: Lang) -> impl IntoView + use<> {
    let buffer =
        (visit.buffer_minutes > 0).then(|| lang.with("schedules-buffer-of", &[("count", visit.buffer_minutes.into())]));
    let about: Vec<String> = [Some(lang.minutes(visit.minutes)), buffer, Some(words::medium_name(visit.medium, lang))]
        .into_iter()
        .flatten()
        .collect();
    let booked = (visit.mode != Mode::ViewOnly).then(|| {
        let args = [("hours", (visit.notice_minutes / 60).into()), ("days", visit.ahead_days.into())];
        view! { <p>{lang.with("schedules-booked-between", &args)}</p> }
    });
    let mode = words::mode_name(visit.mode, lang);
    let aside = (!visit.active).then(|| view! { <Badge tone=Tone::Quiet text=lang.t("schedules-not-offered") /> });
    view! {
        <Row title=words::visit_name(visit, lang) href=format!("/schedules/visit-types/{}", visit.id) aside=aside>
            <p>{about.join(" · ")}</p>
            <p>{mode}</p>
            {booked}
        </Row>
    }
}
