//! Moving a visit: to a free time, or to one that is typed.

use super::{
    about::{room_field, room_of},
    reach::nobody_told,
    rules,
    time_fields::{free_times, looking, typed_time},
    times::{Picked, SlotFields, pick},
    words::{kind_of, refusal, when_of},
};
use crate::{
    ui::{
        button::{Actions, Button, LinkButton, Weight},
        form::{FieldError, Form},
        nav::Section,
        notice::Notice as NoticeBox,
        page::{PageHead, Part},
        text::Lang,
        tone::Tone,
    },
    web::{Answer, Frame, Here, Notice, Signed, Typed, after},
};
use axum::extract::Query;
use clinic::{
    accounts::Clinician,
    appointments::{self, AtDesk, Booker, NotBooked, Visit, unreached, waiting_list},
    ids::{AppointmentId, WaitlistId},
    schedules::{Room, rooms},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The form of a move, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MoveFields {
    /// The revision of the visit that was shown.
    revision: String,
    /// The place in the waiting list that the move ends.
    entry: String,
    /// Another room than the hours name.
    room: String,
    #[serde(flatten)]
    slot: SlotFields,
}

/// Where a visit can be moved to.
pub(crate) async fn page(here: Here, Signed(by): Signed<Clinician>, Query(asked): Query<MoveFields>) -> Answer {
    let visit = load(&here, &by).await?;
    show(here, &by, visit, MoveFields { revision: String::new(), ..asked }, Vec::new()).await
}

/// Moves it.
pub(crate) async fn shift(here: Here, Signed(by): Signed<Clinician>, Typed(typed): Typed<MoveFields>) -> Answer {
    let visit = load(&here, &by).await?;
    if typed.slot.is_look() {
        let typed = MoveFields { slot: typed.slot.looked(), ..typed };
        return show(here, &by, visit, typed, Vec::new()).await;
    }
    let booker = Booker::at_desk(&by, visit.patient_id);
    let slot = filled(&here, &visit, &typed.slot);
    let picked = pick(&here, &by, &booker, &slot, Some(visit.id)).await?;
    let lang = here.lang;
    let to = match picked.chosen(&slot, here.now, here.portal.settings.zone, lang) {
        Ok(to) => to,
        Err(errors) => return show(here, &by, visit, typed, errors).await,
    };
    let Ok(revision) = typed.revision.parse() else {
        let error = FieldError::new("", lang.t("calendar-changed"));
        return show(here, &by, visit, typed, vec![error]).await;
    };
    let all = in_use(&here).await?;
    let room = match room_of(&typed.room, to.location, &all, lang) {
        Ok(room) => room,
        Err(error) => return show(here, &by, visit, typed, vec![error]).await,
    };
    let how = AtDesk { room, overbook: slot.is_beside(), waited: typed.entry.parse().ok(), ..AtDesk::default() };
    let (portal, rules) = (&here.portal, rules(&here));
    let (patient, id) = (visit.patient_id, visit.id);
    let moved =
        appointments::move_at_desk(&portal.db, &portal.auditor, &by, patient, id, revision, to, &how, &rules, here.now)
            .await?;
    match moved {
        Ok(()) => Ok(after(&format!("/calendar/visits/{id}"), Some(Notice::DeskVisitMoved))),
        Err(NotBooked::Changed) if how.waited.is_some() && !still_waits(&here, &by, how.waited).await? => {
            let error = FieldError::new("", lang.t("calendar-waiting-over"));
            show(here, &by, visit, MoveFields { entry: String::new(), ..typed }, vec![error]).await
        }
        Err(why) => {
            let error = super::booking::at_field(refusal(&why, here.now, lang), &slot);
            show(here, &by, visit, typed, vec![error]).await
        }
    }
}

/// The rooms that can be chosen.
async fn in_use(here: &Here) -> Result<Vec<Room>, clinic::Error> {
    Ok(rooms(&mut here.read().await?).await?.into_iter().filter(|room| room.active).collect())
}

async fn still_waits(here: &Here, by: &Clinician, entry: Option<WaitlistId>) -> Result<bool, clinic::Error> {
    let list = waiting_list(&mut here.read().await?, by, &here.visit.log, here.now).await?;
    Ok(list.iter().any(|one| Some(one.id) == entry))
}

async fn load(here: &Here, by: &Clinician) -> Result<Visit, clinic::Error> {
    let id: AppointmentId = here.id("visit")?;
    appointments::visit(&mut here.read().await?, by, &here.visit.log, id).await
}

/// What is looked for, from what the visit is now where nothing was said.
fn filled(here: &Here, visit: &Visit, slot: &SlotFields) -> SlotFields {
    let or =
        |typed: &String, now: Option<String>| if typed.is_empty() { now.unwrap_or_default() } else { typed.clone() };
    let day = visit.start_at.with_timezone(&here.zone(visit.zone.as_deref())).date_naive();
    SlotFields {
        kind: or(&slot.kind, visit.visit_type_id.map(|id| id.to_string())),
        who: or(&slot.who, visit.practitioner_id.map(|id| id.to_string())),
        day: or(&slot.day, Some(day.max(here.today()).to_string())),
        at: or(&slot.at, visit.location_id.map(|id| id.to_string())),
        ..slot.clone()
    }
}

async fn show(here: Here, by: &Clinician, visit: Visit, typed: MoveFields, errors: Vec<FieldError>) -> Answer {
    let booker = Booker::at_desk(by, visit.patient_id);
    let slot = filled(&here, &visit, &typed.slot);
    let picked = pick(&here, by, &booker, &slot, Some(visit.id)).await?;
    let all = in_use(&here).await?;
    let unreached = !unreached(&mut here.read().await?, by, &[visit.patient_id], here.now).await?.is_empty();
    let (lang, zone) = (here.lang, here.zone(visit.zone.as_deref()));
    let back = format!("/calendar/visits/{}", visit.id);
    let kind = kind_of(&visit, lang);
    let of = lang.with("calendar-visit-of", &[("kind", kind.into()), ("name", visit.patient.as_str().into())]);
    let frame =
        Frame::new(here, lang.t("calendar-move-title")).section(Section::Calendar).crumb(back.clone(), of.clone());
    let frame = if errors.is_empty() { frame } else { frame.refused() };
    Ok(frame
        .show(move || {
            let now =
                lang.with("calendar-move-lead", &[("visit", of.into()), ("time", when_of(&visit, zone, lang).into())]);
            let base = format!("{back}/move");
            let can = visit.status.can_change();
            let way_back = back.clone();
            let over = (!can).then(|| {
                view! {
                    <NoticeBox tone=Tone::Warn title=lang.t("calendar-ended")>
                        <p>
                            <a href=way_back>{lang.t("calendar-back-to-visit")}</a>
                        </p>
                    </NoticeBox>
                }
            });
            let is_old = typed.revision.is_empty() || errors.iter().any(|error| error.field.is_empty());
            let revision = if is_old { visit.revision.to_string() } else { typed.revision.clone() };
            let entry = typed.entry;
            let room = room_field(&all, &typed.room, visit.room.as_deref(), &errors, lang).into_any();
            let form = can.then(|| fields(&picked, &slot, errors, base, back, (revision, entry), room, lang));
            let unreached = (can && unreached).then(|| nobody_told(visit.phone.as_deref(), lang));
            view! {
                <PageHead title=lang.t("calendar-move-title") lead=now />
                {over} {unreached}
                {form}
            }
        })
        .await)
}

/// The form of a move. Its first button looks for free times, so that Enter in a field moves nothing.
#[expect(clippy::too_many_arguments, reason = "what is shown, each its own")]
fn fields(
    picked: &Picked,
    slot: &SlotFields,
    errors: Vec<FieldError>,
    base: String,
    back: String,
    (revision, entry): (String, String),
    room: AnyView,
    lang: Lang,
) -> impl IntoView + use<> {
    let look = looking(picked, &base, lang);
    let times = free_times(picked, &slot.time, &errors, &base, lang);
    let ready = picked.kind.is_some();
    let here = (!picked.days.is_empty()).then(|| {
        view! {
            <Actions>
                <Button name="way" value="free">{lang.t("calendar-move-here")}</Button>
            </Actions>
        }
    });
    let is_other = slot.is_typed() || !slot.clock.is_empty();
    let other = ready.then(|| {
        let typed = typed_time(picked, slot, &errors, lang);
        view! {
            <details class="other-time" open=is_other>
                <summary>{lang.t("calendar-move-other")}</summary>
                <div class="form">
                    {typed}
                    <Actions>
                        <Button name="way" value="typed" weight=Weight::Secondary>
                            {lang.t("calendar-move-typed")}
                        </Button>
                    </Actions>
                </div>
            </details>
        }
    });
    view! {
        <Form action=base errors=errors>
            <input type="hidden" name="revision" value=revision />
            <input type="hidden" name="entry" value=entry />
            {look}
            <Part title=lang.t("calendar-free-times") id="free">
                {times} <div class="form">{room}</div> {here}
            </Part>
            {other}
            <Actions>
                <LinkButton href=back weight=Weight::Quiet>
                    {lang.t("calendar-back-to-visit")}
                </LinkButton>
            </Actions>
        </Form>
    }
}
