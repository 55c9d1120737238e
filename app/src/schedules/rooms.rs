use super::parts::{SchedulePart, frame_below, is_admin, schedule_tabs};
use crate::{
    ui::{
        badge::Badge,
        button::{Actions, Button, SendOrCancel},
        choice::{CheckField, Choice, SelectField},
        empty::Empty,
        field::TextField,
        form::{FieldError, Form, error_at},
        icon::Symbol,
        list::{Row, Rows},
        nav::Section,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use clinic::{
    Error,
    accounts::Planner,
    ids::{LocationId, RoomId},
    schedules::{LONGEST_NAME, Room, Site, add_room, change_room, rooms, sites},
};
use leptos::prelude::*;
use serde::Deserialize;

const LIST: &str = "/schedules/rooms";

/// A room as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoomFields {
    place: String,
    name: String,
    active: String,
}

/// All rooms, and the form for a new one.
pub(crate) async fn list(here: Here, Signed(_): Signed<Planner>) -> Answer {
    show(here, RoomFields::default(), Vec::new()).await
}

/// Adds a room.
pub(crate) async fn add(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<RoomFields>) -> Answer {
    let lang = here.lang;
    let known = sites(&mut here.read().await?).await?;
    let place = typed.place.parse::<LocationId>().ok().filter(|id| known.iter().any(|site| site.id == *id));
    let missing = || FieldError::new("place", lang.t("schedules-room-place-missing"));
    let mut errors: Vec<FieldError> = place.is_none().then(missing).into_iter().collect();
    errors.extend(wrong_name(&typed.name, lang));
    if let Some(place) = place.filter(|_| errors.is_empty()) {
        let portal = &here.portal;
        add_room(&portal.db, &portal.auditor, &by, place, &typed.name).await?;
        return Ok(after(LIST, Some(Notice::ScheduleSaved)));
    }
    show(here, typed, errors).await
}

/// A room, to be changed.
pub(crate) async fn page(here: Here, Signed(_): Signed<Planner>) -> Answer {
    let room = load(&here).await?;
    let typed = RoomFields { name: room.name.clone(), active: room.active.to_string(), ..RoomFields::default() };
    form(here, room, typed, Vec::new()).await
}

/// Changes a room.
pub(crate) async fn change(here: Here, Signed(by): Signed<Planner>, Typed(typed): Typed<RoomFields>) -> Answer {
    let room = load(&here).await?;
    let errors: Vec<FieldError> = wrong_name(&typed.name, here.lang).into_iter().collect();
    if errors.is_empty() {
        let portal = &here.portal;
        change_room(&portal.db, &portal.auditor, &by, room.id, &typed.name, typed.active == "true").await?;
        return Ok(after(LIST, Some(Notice::ScheduleSaved)));
    }
    form(here, room, typed, errors).await
}

async fn load(here: &Here) -> Result<Room, Error> {
    let id: RoomId = here.id("room")?;
    rooms(&mut here.read().await?).await?.into_iter().find(|room| room.id == id).ok_or(Error::NotFound)
}

fn wrong_name(name: &str, lang: Lang) -> Option<FieldError> {
    let length = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
    (length == 0 || length > LONGEST_NAME)
        .then(|| FieldError::new("name", lang.with("schedules-name-wrong", &[("count", LONGEST_NAME.into())])))
}

async fn show(here: Here, typed: RoomFields, errors: Vec<FieldError>) -> Answer {
    let mut q = here.read().await?;
    let (all, places) = (rooms(&mut q).await?, sites(&mut q).await?);
    drop(q);
    let (lang, is_admin) = (here.lang, is_admin(&here));
    let frame = Frame::new(here, lang.t("schedules-rooms")).section(Section::Schedules);
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let content = if all.is_empty() {
                view! {
                    <Empty icon=Symbol::Place title=lang.t("schedules-rooms-none")>
                        <p>{lang.t("schedules-rooms-none-advice")}</p>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <Rows>{all.into_iter().map(|room| row(room, lang)).collect_view()}</Rows> }.into_any()
            };
            view! {
                {schedule_tabs(SchedulePart::Rooms, is_admin, lang)}
                <PageHead title=lang.t("schedules-rooms") lead=lang.t("schedules-rooms-lead") />
                {content}
                {add_part(places, typed, &errors, lang)}
            }
        })
        .await)
}

fn row(room: Room, lang: Lang) -> impl IntoView {
    let aside = (!room.active).then(|| view! { <Badge tone=Tone::Quiet text=lang.t("schedules-out-of-use") /> });
    view! {
        <Row title=room.name href=format!("{LIST}/{}", room.id) aside=aside>
            <p>{room.location}</p>
        </Row>
    }
}

fn add_part(places: Vec<Site>, typed: RoomFields, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    let choices = [Choice::new("", lang.t("schedules-choose-place"))]
        .into_iter()
        .chain(places.into_iter().map(|site| Choice::new(site.id.to_string(), site.name)))
        .collect();
    let (all, at_place) = (errors.to_vec(), error_at(errors, "place"));
    let name = name_field(typed.name, errors, lang);
    view! {
        <Part title=lang.t("schedules-rooms-add") id="add">
            <Form action=LIST errors=all>
                <SelectField
                    name="place"
                    label=lang.t("schedules-room-place")
                    choices=choices
                    value=typed.place
                    error=at_place
                />
                {name}
                <Actions>
                    <Button>{lang.t("schedules-rooms-add")}</Button>
                </Actions>
            </Form>
        </Part>
    }
}

fn name_field(value: String, errors: &[FieldError], lang: Lang) -> impl IntoView + use<> {
    view! {
        <TextField
            name="name"
            label=lang.t("schedules-room-name")
            value=value
            hint=lang.with("schedules-at-most", &[("count", LONGEST_NAME.into())])
            error=error_at(errors, "name")
            autocomplete="off"
        />
    }
}

async fn form(here: Here, room: Room, typed: RoomFields, errors: Vec<FieldError>) -> Answer {
    let lang = here.lang;
    let title = lang.t("schedules-rooms-change");
    Ok(frame_below(here, SchedulePart::Rooms, title.clone(), !errors.is_empty())
        .show(move || {
            view! {
                <PageHead title=title lead=room.location />
                <Form action=format!("{LIST}/{}", room.id) errors=errors.clone()>
                    {name_field(typed.name, &errors, lang)}
                    <CheckField
                        name="active"
                        label=lang.t("schedules-room-active")
                        checked=typed.active == "true"
                        hint=lang.t("schedules-room-active-hint")
                    />
                    <SendOrCancel words=lang.t("schedules-save") back=LIST />
                </Form>
            }
        })
        .await)
}
