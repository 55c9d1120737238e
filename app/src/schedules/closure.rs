use super::{
    closures::{LIST, concern},
    parts::{SchedulePart, frame_below, keeps_calendar},
    words,
};
use crate::{
    ui::{
        button::{PostButton, Weight},
        list::{Fact, Facts},
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Here, Notice, Signed, after},
};
use clinic::{
    accounts::Planner,
    appointments::count_affected,
    ids::ClosureId,
    schedules::{closure, open_again},
};
use leptos::prelude::*;

/// A closure, and how many booked visits lie in it.
pub(crate) async fn page(here: Here, Signed(by): Signed<Planner>) -> Answer {
    let id: ClosureId = here.id("closure")?;
    let mut q = here.read().await?;
    let closed = closure(&mut q, id).await?;
    let count = count_affected(&mut q, &by, id, here.portal.settings.zone, here.now).await?;
    drop(q);
    let (lang, keeps_calendar) = (here.lang, keeps_calendar(&here));
    let title = words::when(&closed.closure, lang);
    Ok(frame_below(here, SchedulePart::Closures, title.clone(), false)
        .show(move || {
            let note = Fact::some(lang.t("schedules-closure-note"), closed.closure.note.clone());
            view! {
                <PageHead title=title lead=concern(&closed, lang) />
                {visits(id, count, keeps_calendar, lang)}
                {note.map(|note| view! { <Facts facts=vec![note] /> })}
                <Part title=lang.t("schedules-closure-remove") id="removal">
                    <p>{lang.t("schedules-closure-remove-advice")}</p>
                    <PostButton action=format!("{LIST}/{id}/removal") weight=Weight::Danger>
                        {lang.t("schedules-closure-remove-button")}
                    </PostButton>
                </Part>
            }
        })
        .await)
}

/// How many visits lie in it, and where they are moved or called off.
fn visits(id: ClosureId, count: usize, keeps_calendar: bool, lang: Lang) -> AnyView {
    if count == 0 {
        return view! { <NoticeBox tone=Tone::Info title=lang.t("schedules-closure-no-visits")>""</NoticeBox> }
            .into_any();
    }
    let next = if keeps_calendar {
        view! { <a href=format!("/calendar/affected/{id}")>{lang.t("schedules-closure-see-visits")}</a> }.into_any()
    } else {
        lang.t("schedules-closure-desk").into_any()
    };
    view! {
        <NoticeBox tone=Tone::Warn title=lang.with("schedules-closure-visits", &[("count", count.into())])>
            <p>{lang.t("schedules-closure-visits-advice")} " " {next}</p>
        </NoticeBox>
    }
    .into_any()
}

/// Takes a closure away.
pub(crate) async fn remove(here: Here, Signed(by): Signed<Planner>) -> Answer {
    let portal = &here.portal;
    open_again(&portal.db, &portal.auditor, &by, here.id("closure")?).await?;
    Ok(after(LIST, Some(Notice::ClosureRemoved)))
}
