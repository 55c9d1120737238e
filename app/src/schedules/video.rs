use super::parts::{SchedulePart, schedule_tabs};
use crate::{
    ui::{
        button::{Actions, Button},
        field::TextField,
        form::{FieldError, Form, error_at},
        nav::Section,
        page::PageHead,
    },
    web::{Answer, Frame, Fresh, Here, Notice, Signed, Typed, after},
};
use clinic::{
    accounts::Admin,
    schedules::{LONGEST_VIDEO_BASE, set_video_base, video_base},
};
use leptos::prelude::*;
use serde::Deserialize;

const PAGE: &str = "/schedules/video";

/// The address as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VideoFields {
    base: String,
}

/// What links to video visits begin with.
pub(crate) async fn page(here: Here, Signed(_): Signed<Admin>) -> Answer {
    let base = video_base(&mut here.read().await?).await?.unwrap_or_default();
    show(here, VideoFields { base }, Vec::new()).await
}

/// Changes what links to video visits begin with.
pub(crate) async fn save(here: Here, Fresh(by): Fresh<Admin>, Typed(typed): Typed<VideoFields>) -> Answer {
    let portal = &here.portal;
    match set_video_base(&portal.db, &portal.auditor, &by, &typed.base, here.now).await? {
        Ok(()) => Ok(after(PAGE, Some(Notice::ScheduleSaved))),
        Err(_) => {
            let words = here.lang.with("schedules-video-wrong", &[("count", LONGEST_VIDEO_BASE.into())]);
            show(here, typed, vec![FieldError::new("base", words)]).await
        }
    }
}

async fn show(here: Here, typed: VideoFields, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let frame = Frame::new(here, lang.t("schedules-video-title")).section(Section::Schedules);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            view! {
                {schedule_tabs(SchedulePart::Video, true, lang)}
                <PageHead title=lang.t("schedules-video-title") lead=lang.t("schedules-video-lead") />
                <p>{lang.t("schedules-video-advice")}</p>
                <Form action=PAGE errors=errors.clone()>
                    <TextField
                        name="base"
                        label=lang.t("schedules-video-base")
                        value=typed.base
                        hint=lang.t("schedules-video-hint")
                        error=error_at(&errors, "base")
                        autocomplete="off"
                        optional=true
                    />
                    <Actions>
                        <Button>{lang.t("schedules-save")}</Button>
                    </Actions>
                </Form>
            }
        })
        .await)
}
